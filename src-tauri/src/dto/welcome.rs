//! First run on its way from the window.

use nightstand_app::{AppError, welcome as app};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::people::Ribbon;
use super::rhythm::{CivilTime, Rhythm};
use super::rituals::{PromiseLine, RitualDraft, Who, Wording};
use super::secret::Secret;
use super::settings::QuietHours;

/// What someone chose in first run.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FirstRun {
    /// Who sits here.
    pub a: Newcomer,
    /// The other person; nobody for "Just me for now".
    pub b: Option<Newcomer>,
    /// Up to three small things.
    pub rituals: Vec<FirstRitual>,
    /// When this computer stays quiet, if ever.
    pub quiet: Option<QuietHours>,
}

/// A small thing that was chosen. It names no zone: it goes by this computer's clock, and the web view may call the same
/// zone by another name than the system does.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct FirstRitual {
    /// Its name.
    pub title: String,
    /// What both promise.
    pub promises: Vec<PromiseLine>,
    /// The small version for hard days.
    pub small: String,
    /// On which days it is.
    pub rhythm: Rhythm,
    /// When it begins, `HH:MM`.
    pub at: String,
    /// How long it takes.
    pub minutes: u32,
    /// Whose it is.
    pub who: Who,
}

impl FirstRitual {
    /// The ritual that is made of it in the IANA zone `zone`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for what does not fit.
    pub fn placed_in(self, zone: &str) -> Result<nightstand_app::rituals::RitualDraft, AppError> {
        let Self { title, promises, small, rhythm, at, minutes, who } = self;
        RitualDraft {
            id: None,
            title,
            why: String::new(),
            promises,
            small,
            small_minutes: None,
            when: CivilTime { rhythm, at, zone: zone.to_owned() },
            minutes,
            lead: Some(0),
            wording: Wording::Discreet,
            who,
            resting: false,
        }
        .try_into()
    }
}

/// Someone who sits down for the first time.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct Newcomer {
    /// Their name.
    pub name: String,
    /// Their ribbon.
    pub ribbon: Ribbon,
}

impl From<Newcomer> for app::Newcomer {
    fn from(who: Newcomer) -> Self {
        Self { name: who.name, ribbon: who.ribbon.into() }
    }
}

/// The names that two people are about to have.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct NewNames {
    /// Who sits here.
    pub a: String,
    /// The other person.
    pub b: String,
}

/// A passphrase that nobody has to think up.
#[derive(Debug, Serialize, TS)]
pub struct Suggestion {
    /// Four ordinary words.
    pub passphrase: Secret,
}

/// A passphrase or recovery words, as somebody typed them.
#[derive(Debug, Deserialize, TS)]
pub struct Typed {
    /// The text.
    pub text: Secret,
}
