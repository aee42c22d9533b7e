//! Tonight on its way to the window: everything the screen shows, in one answer.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{BookId, ChapterId, PersonId, RitualId, SlipId};

/// Tonight.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TonightView {
    /// The couple's day, `YYYY-MM-DD`.
    pub date: String,
    /// Minutes since midnight on the viewer's wall clock.
    pub now_minutes: u32,
    /// What the evening holds at this moment.
    pub evening: Evening,
    /// What to read aloud.
    pub reading: Option<ToRead>,
    /// The latest slip that the other person handed over.
    pub slip: Option<Slip>,
    /// The day's other rituals.
    pub small: Vec<SmallThing>,
    /// What was slept through, as one quiet card.
    pub good_to_see_you: Option<LastTime>,
}

/// What the evening holds.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Evening {
    /// There are no rituals yet.
    Empty,
    /// Nothing is planned on this day.
    Free {
        /// What comes next on another day.
        next: Option<NextTime>,
    },
    /// The day's plans are behind.
    NothingMore {
        /// What comes next on another day.
        next: Option<NextTime>,
    },
    /// A plan lies ahead.
    Ahead {
        /// The plan.
        plan: Plan,
    },
    /// Its time is now.
    Due {
        /// The plan.
        plan: Plan,
    },
    /// It was started.
    Started {
        /// The plan.
        plan: Plan,
    },
    /// It was moved to another day.
    MovedOn {
        /// The plan.
        plan: Plan,
        /// To when.
        to: NextTime,
    },
    /// It was let go. Nobody is named.
    LetGo {
        /// The plan.
        plan: Plan,
        /// What comes next.
        next: Option<NextTime>,
    },
}

/// The plan on the dial.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day in its own zone, `YYYY-MM-DD`.
    pub day: String,
    /// Its name.
    pub title: String,
    /// What is promised, line by line.
    pub promises: Vec<String>,
    /// The small version for hard days.
    pub small: String,
    /// How long it takes.
    pub minutes: u32,
    /// Whether each person does their own.
    pub each: bool,
    /// The time on the viewer's wall clock, `HH:MM`.
    pub at: String,
    /// Minutes until then, negative once it is past.
    pub in_minutes: i32,
    /// Whether it was moved for this evening.
    pub moved: bool,
    /// Who was part of it.
    pub done: Vec<PersonId>,
    /// Where it can be moved to.
    pub moves: Vec<MoveTo>,
}

/// A time that a plan can be moved to.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveTo {
    /// What was chosen.
    pub choice: MoveChoice,
    /// The resulting time on the viewer's wall clock.
    pub at: String,
}

/// How a plan can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum MoveChoice {
    /// Ten minutes from now.
    TenMinutes,
    /// Half an hour from now.
    HalfHour,
    /// A bit after its time.
    Later,
    /// The next day at its time.
    Tomorrow,
}

/// A time on another day.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextTime {
    /// The ritual's name.
    pub title: String,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The time on the viewer's wall clock.
    pub at: String,
    /// Whether that is the day after this one.
    pub tomorrow: bool,
}

/// The last time that is kept.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastTime {
    /// The ritual's name.
    pub title: Option<String>,
}

/// The chapter that comes next.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ToRead {
    /// The book.
    pub book: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// The chapter.
    pub chapter: ChapterId,
    /// Its number, from 1.
    pub number: u32,
    /// Its title; may be empty.
    pub chapter_title: String,
    /// Whose turn it is to read aloud.
    pub reader: Option<PersonId>,
    /// About how long it takes.
    pub minutes: Option<u32>,
}

/// An appreciation.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Slip {
    /// The slip.
    pub id: SlipId,
    /// Who wrote it.
    pub by: PersonId,
    /// The words.
    pub words: String,
    /// The day it was handed over, `YYYY-MM-DD`.
    pub day: String,
    /// The part of that day.
    pub part: DayPart,
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum DayPart {
    /// Up to noon.
    Morning,
    /// Up to six.
    Afternoon,
    /// Up to the end of the couple's day.
    Evening,
}

/// One of the day's other rituals.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SmallThing {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day in its own zone, `YYYY-MM-DD`.
    pub day: String,
    /// Its name.
    pub title: String,
    /// The time on the viewer's wall clock.
    pub at: String,
    /// The part of the day it belongs to.
    pub part: DayPart,
    /// Whether its time is behind.
    pub passed: bool,
    /// Who was part of it.
    pub done: Vec<PersonId>,
}

/// An answer to the plan on the dial.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TonightAnswer {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// The answer.
    pub answer: Answer,
}

/// What can be answered on Tonight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// Start now.
    Start,
    /// Not tonight.
    NotTonight,
    /// Changed our minds: as if nothing had been answered.
    Reconsider,
}

/// Moves the plan on the dial.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TonightMove {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// To when.
    pub choice: MoveChoice,
}

/// Marks one's own half.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HalfMark {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// Whether the person who is here was part of it.
    pub done: bool,
}
