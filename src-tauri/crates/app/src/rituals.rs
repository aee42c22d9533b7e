//! Rituals: the list of them, writing one, letting one rest.

use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;
use nightstand_domain::ids::RitualId;
use nightstand_domain::merge::{Field, Value};
use nightstand_domain::ritual::{
    Promise, Rhythm, Ritual, Unfit, When, Who, Wording, field, promises_to_value,
};
use nightstand_journal::table::ritual;
pub use nightstand_journal::table::ritual::RitualRow;

use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// The list of rituals.
#[derive(Clone, Debug, PartialEq)]
pub struct RitualsView {
    /// Every ritual, resting ones included.
    pub rituals: Vec<RitualRow>,
    /// The zone that a new ritual is anchored in.
    pub zone: Tz,
}

/// A ritual as it is written on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RitualDraft {
    /// The ritual being changed; nothing for a new one.
    pub id: Option<RitualId>,
    /// Its name.
    pub title: String,
    /// Why it matters to both.
    pub why: String,
    /// What both promise.
    pub promises: Vec<Promise>,
    /// The small version for hard days.
    pub small: String,
    /// When it is.
    pub when: Chosen,
    /// How long it takes.
    pub minutes: u16,
    /// How many minutes before it the reminder comes; nothing for no reminder.
    pub lead: Option<u16>,
    /// What a notification may say.
    pub wording: Wording,
    /// Whose it is.
    pub who: Who,
    /// Whether it rests for a while.
    pub resting: bool,
}

/// Days and a time as they are chosen; the first day follows from the moment of choosing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// On which days.
    pub rhythm: Rhythm,
    /// The time on the wall clock.
    pub at: NaiveTime,
    /// Whose wall clock.
    pub zone: Tz,
}

impl App {
    /// Every ritual.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn rituals_view(&self) -> Result<RitualsView, AppError> {
        let rituals = self.read_table(|space| ritual::all(space.read()))?;
        Ok(RitualsView { rituals, zone: self.zone() })
    }

    /// Keeps a ritual, new or changed.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field that cannot be kept; [`AppError::NotFound`] when the ritual was
    /// taken away meanwhile.
    pub fn ritual_save(&self, draft: RitualDraft) -> Result<(RitualId, Changed), AppError> {
        let before = draft.id.map(|id| self.ritual(id)).transpose()?;
        let id = draft.id.map_or_else(RitualId::random, Ok)?;
        let starts = self.first_day(&draft.when, before.as_ref());
        let ritual = draft.at_day(starts).tidy()?;
        let key = if before.is_some() { "changeRitual" } else { "addRitual" };
        let deed = Deed::plain(key).with("title", &ritual.title);
        let ((), changed) =
            self.change_table(deed, |act| act.set(field::RITUAL, id.entity(), fields(&ritual)))?;
        Ok((id, changed))
    }

    /// Lets a ritual rest, or takes it up again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is no longer there.
    pub fn ritual_rest(&self, id: RitualId, resting: bool) -> Result<Changed, AppError> {
        let key = if resting { "restRitual" } else { "wakeRitual" };
        self.set_one(id, key, field::RESTING, resting.into())
    }

    /// Settles which of two times stands, after both people changed it at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual, or that time of it, is no longer there.
    pub fn ritual_settle(&self, id: RitualId, choice: &Chosen) -> Result<Changed, AppError> {
        let row = self.ritual(id)?;
        let when = row.times.iter().find(|when| choice.is(when)).ok_or(AppError::NotFound)?;
        self.set_one(id, "settleRitual", field::WHEN, when.to_value())
    }

    /// Takes a ritual away. What was done of it stays.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is no longer there.
    pub fn ritual_remove(&self, id: RitualId) -> Result<Changed, AppError> {
        let deed = Deed::plain("removeRitual").with("title", self.ritual(id)?.title);
        let ((), changed) = self.change_table(deed, |act| act.delete(id.entity()))?;
        Ok(changed)
    }

    pub(crate) fn ritual(&self, id: RitualId) -> Result<RitualRow, AppError> {
        self.read_table(|space| ritual::one(space.read(), id))?.ok_or(AppError::NotFound)
    }

    fn set_one(
        &self,
        id: RitualId,
        key: &'static str,
        field: Field,
        value: Value,
    ) -> Result<Changed, AppError> {
        let deed = Deed::plain(key).with("title", self.ritual(id)?.title);
        let ((), changed) =
            self.change_table(deed, |act| act.set(field::RITUAL, id.entity(), vec![(field, value)]))?;
        Ok(changed)
    }

    /// Another time of day leaves the first day alone; another rhythm begins today, which is also the week
    /// that "every two weeks" is counted from.
    fn first_day(&self, chosen: &Chosen, before: Option<&RitualRow>) -> NaiveDate {
        let same = before.and_then(RitualRow::when).filter(|when| when.rhythm == chosen.rhythm);
        same.map_or_else(|| self.now().with_timezone(&chosen.zone).date_naive(), |when| when.starts)
    }
}

impl Chosen {
    fn is(&self, when: &When) -> bool {
        self.rhythm == when.rhythm && self.at == when.at && self.zone == when.zone
    }
}

impl RitualDraft {
    fn at_day(self, starts: NaiveDate) -> Ritual {
        let Chosen { rhythm, at, zone } = self.when;
        Ritual {
            title: self.title,
            why: self.why,
            promises: self.promises,
            small: self.small,
            when: When { rhythm, starts, at, zone },
            minutes: self.minutes,
            lead: self.lead,
            wording: self.wording,
            who: self.who,
            resting: self.resting,
        }
    }
}

impl From<Unfit> for AppError {
    fn from(unfit: Unfit) -> Self {
        Self::invalid(unfit.field, unfit.why)
    }
}

/// Everything that the log keeps of a ritual. A field that stands already writes nothing.
pub(crate) fn fields(ritual: &Ritual) -> Vec<(Field, Value)> {
    vec![
        (field::TITLE, ritual.title.as_str().into()),
        (field::WHY, ritual.why.as_str().into()),
        (field::PROMISES, promises_to_value(&ritual.promises)),
        (field::SMALL, ritual.small.as_str().into()),
        (field::WHEN, ritual.when.to_value()),
        (field::MINUTES, i64::from(ritual.minutes).into()),
        (field::LEAD, ritual.lead.map(i64::from).into()),
        (field::WORDING, ritual.wording.number().into()),
        (field::WHO, ritual.who.number().into()),
        (field::RESTING, ritual.resting.into()),
    ]
}
