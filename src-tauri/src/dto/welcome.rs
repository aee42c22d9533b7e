//! First run on its way from the window.

use nightstand_app::welcome as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::people::Ribbon;
use super::rituals::RitualDraft;
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
    pub rituals: Vec<RitualDraft>,
    /// When this computer stays quiet, if ever.
    pub quiet: Option<QuietHours>,
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
