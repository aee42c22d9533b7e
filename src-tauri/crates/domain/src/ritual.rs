//! Rituals: habits with a name, a reason, a promise and a rhythm, and what was done of them.
//!
//! An evening that did not happen leaves nothing: an occurrence holds only who was part of it.

mod course;
mod rhythm;
mod when;

use chrono::NaiveDate;

use crate::ids::{EntityId, OccurrenceId, PersonId, RitualId};
use crate::merge::Value;
use crate::words::{self, NotFit};

pub use course::{Course, Follows, Part, Unplaced, course, in_a_circle};
pub use rhythm::{AnyDays, Calendar, Ends, Pattern, Rhythm, Weekdays};
pub use when::When;

/// The numbers under which the log knows rituals and what was done of them. Never reused.
pub mod field {
    use crate::merge::{Field, Kind, Policy};

    /// A ritual.
    pub const RITUAL: Kind = Kind(10);
    /// Its name.
    pub const TITLE: Field = Field::new(RITUAL, 1, Policy::Latest);
    /// Why it matters to both.
    pub const WHY: Field = Field::new(RITUAL, 2, Policy::Latest);
    /// What both promise: pairs of words and whether they are promised.
    pub const PROMISES: Field = Field::new(RITUAL, 3, Policy::Latest);
    /// The small version for hard days.
    pub const SMALL: Field = Field::new(RITUAL, 4, Policy::Latest);
    /// When it is: rhythm, first day, civil time and zone, kept together so that two people's changes
    /// never mix into a time that neither chose.
    pub const WHEN: Field = Field::new(RITUAL, 5, Policy::Ask);
    /// How long it takes, in minutes.
    pub const MINUTES: Field = Field::new(RITUAL, 6, Policy::Latest);
    /// How long before it the reminder comes, in minutes; nothing for no reminder.
    pub const LEAD: Field = Field::new(RITUAL, 7, Policy::Latest);
    /// What a notification may say: 0 discreet, 1 full.
    pub const WORDING: Field = Field::new(RITUAL, 8, Policy::Latest);
    /// Whose it is: 0 once, together; 1 each their own.
    pub const WHO: Field = Field::new(RITUAL, 9, Policy::Latest);
    /// Whether it rests for a while.
    pub const RESTING: Field = Field::new(RITUAL, 10, Policy::Latest);
    /// How long the small version takes, in minutes; nothing until someone says so.
    pub const SMALL_MINUTES: Field = Field::new(RITUAL, 11, Policy::Latest);

    /// What was done of one ritual on one day.
    pub const OCCURRENCE: Kind = Kind(11);
    /// The ritual.
    pub const OF: Field = Field::new(OCCURRENCE, 1, Policy::Latest);
    /// The day in the ritual's own zone, as days since 1 January 1970.
    pub const DAY: Field = Field::new(OCCURRENCE, 2, Policy::Latest);
    /// Who was part of it.
    pub const DONE: Field = Field::new(OCCURRENCE, 3, Policy::Union);
}

/// The longest name, in characters.
pub const TITLE_LENGTH: usize = 120;
/// The longest reason or small version, in characters.
pub const WHY_LENGTH: usize = 2_000;
/// The longest promise, in characters.
pub const PROMISE_LENGTH: usize = 200;
/// The most promises that one ritual can carry.
pub const PROMISES: usize = 12;
/// The longest ritual, in minutes: a day.
pub const MINUTES: u16 = 24 * 60;
/// The earliest reminder, in minutes before: a day.
pub const LEAD: u16 = 24 * 60;
/// The widest rhythm of weeks.
pub const WEEKS: u8 = 52;
/// The widest rhythm of days.
pub const DAYS: u16 = 365;
/// The widest rhythm of months.
pub const MONTHS: u8 = 24;
/// The most times that a rhythm with a number comes.
pub const TIMES: u32 = 1_000;
/// The most days that one ritual leaves out, and the most it adds.
pub const SINGLE_DAYS: usize = 100;

/// How much a notification of this ritual may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Wording {
    /// The app's name and a time: the default until someone chooses otherwise.
    #[default]
    Discreet,
    /// The ritual's name too.
    Full,
}

impl Wording {
    /// The number that stands for it.
    pub const fn number(self) -> i64 {
        match self {
            Self::Discreet => 0,
            Self::Full => 1,
        }
    }

    /// Only a number that means "full" is full; anything newer stays discreet.
    pub const fn from_number(number: i64) -> Self {
        if number == 1 { Self::Full } else { Self::Discreet }
    }
}

/// Whose a ritual is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Who {
    /// Once, together.
    #[default]
    Together,
    /// Each person their own.
    Each,
}

impl Who {
    /// The number that stands for it.
    pub const fn number(self) -> i64 {
        match self {
            Self::Together => 0,
            Self::Each => 1,
        }
    }

    /// Anything that this version does not know is together.
    pub const fn from_number(number: i64) -> Self {
        if number == 1 { Self::Each } else { Self::Together }
    }
}

/// One line of what both promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Their own words.
    pub words: String,
    /// Whether it is promised at present; an unticked line stays in the list.
    pub ours: bool,
}

/// The promises as the log keeps them.
pub fn promises_to_value(promises: &[Promise]) -> Value {
    let pair = |p: &Promise| Value::List(vec![p.words.as_str().into(), p.ours.into()]);
    Value::List(promises.iter().map(pair).collect())
}

/// Reads [`promises_to_value`]'s form; a line of an unknown shape is passed over.
pub fn promises_from_values(values: &[Value]) -> Vec<Promise> {
    let line = |value: &Value| match value {
        Value::List(parts) => match parts.as_slice() {
            [Value::Text(words), Value::Bool(ours), ..] => {
                Some(Promise { words: words.clone(), ours: *ours })
            }
            _ => None,
        },
        _ => None,
    };
    values.iter().filter_map(line).collect()
}

/// A ritual as two people agree on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ritual {
    /// Its name.
    pub title: String,
    /// Why it matters to both; may be empty.
    pub why: String,
    /// What both promise.
    pub promises: Vec<Promise>,
    /// The small version for hard days; may be empty.
    pub small: String,
    /// How long the small version takes; nothing for a third of the whole.
    pub small_minutes: Option<u16>,
    /// When it is.
    pub when: When,
    /// How long it takes.
    pub minutes: u16,
    /// How many minutes before it the reminder comes: 0 at the time itself, nothing for no reminder.
    pub lead: Option<u16>,
    /// What a notification may say.
    pub wording: Wording,
    /// Whose it is.
    pub who: Who,
    /// Whether it rests for a while: no reminders, nothing on Tonight.
    pub resting: bool,
}

/// Why a ritual cannot be kept as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// The field of the form.
    pub field: &'static str,
    /// `empty`, `long`, `many` or `range`.
    pub why: &'static str,
}

fn in_field(field: &'static str) -> impl Fn(NotFit) -> Unfit {
    move |not_fit| Unfit { field, why: not_fit.why() }
}

impl Ritual {
    /// The ritual with its texts tidied: outer spaces and characters that no one can see are dropped, and
    /// so are promises without words.
    ///
    /// # Errors
    /// The first field that cannot be kept. Nothing is cut short silently.
    pub fn tidy(mut self) -> Result<Self, Unfit> {
        self.title =
            words::line(&self.title, TITLE_LENGTH).and_then(words::some).map_err(in_field("title"))?;
        self.why = words::lines(&self.why, WHY_LENGTH).map_err(in_field("why"))?;
        self.small = words::lines(&self.small, WHY_LENGTH).map_err(in_field("small"))?;
        for promise in &mut self.promises {
            promise.words = words::line(&promise.words, PROMISE_LENGTH).map_err(in_field("promises"))?;
        }
        self.promises.retain(|promise| !promise.words.is_empty());
        if self.promises.len() > PROMISES {
            return Err(Unfit { field: "promises", why: "many" });
        }
        self.fits()
    }

    fn fits(self) -> Result<Self, Unfit> {
        self.when.rhythm.fits(self.when.starts)?;
        if !(1..=MINUTES).contains(&self.minutes) {
            return Err(Unfit { field: "minutes", why: "range" });
        }
        if self.small_minutes.is_some_and(|small| !(1..=self.minutes).contains(&small)) {
            return Err(Unfit { field: "smallMinutes", why: "range" });
        }
        if self.lead.is_some_and(|lead| lead > LEAD) {
            return Err(Unfit { field: "lead", why: "range" });
        }
        Ok(self)
    }
}

/// How long a ritual's small version takes: what was said, or a third of the whole, and a minute at least.
pub fn small_minutes(said: Option<u16>, whole: u16) -> u16 {
    said.unwrap_or(whole / 3).clamp(1, whole.max(1))
}

/// The record of one ritual on one day: two computers that both mark an evening mark the same record.
pub fn occurrence(ritual: RitualId, day: NaiveDate) -> OccurrenceId {
    EntityId::derived("occurrence", &[ritual.as_bytes(), &day.to_epoch_days().to_le_bytes()]).into()
}

/// Who was part of one occurrence: a person's half each.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Halves(pub std::collections::BTreeSet<PersonId>);

impl Halves {
    /// Whether `person` marked their half.
    pub fn of(&self, person: PersonId) -> bool {
        self.0.contains(&person)
    }

    /// Whether everyone at the table did.
    pub fn together(&self, people: &[PersonId]) -> bool {
        !people.is_empty() && people.iter().all(|person| self.of(*person))
    }
}

#[cfg(test)]
mod tests;
