//! Tonight on its way to the window: everything the screen shows, in one answer.

use chrono::Timelike;
use nightstand_app::reading::NextChapter;
use nightstand_app::tonight as app;
use nightstand_app::us::SlipRow;
use nightstand_domain as domain;
use nightstand_domain::ritual::Halves;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{BookId, ChapterId, PersonId, RitualId, SlipId};
use super::reading::Place;
use super::reminders::Paused;
use super::rituals::clock;
use super::seasons::Season;

/// Tonight.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TonightView {
    /// The couple's day, `YYYY-MM-DD`.
    pub date: String,
    /// Seconds since midnight on the viewer's wall clock.
    pub now_seconds: u32,
    /// What the evening holds at this moment.
    pub evening: Evening,
    /// What to read aloud.
    pub reading: Vec<ToRead>,
    /// The latest slip that the other person handed over.
    pub slip: Option<Slip>,
    /// The day's other rituals.
    pub small: Vec<SmallThing>,
    /// What was slept through, as one quiet card.
    pub good_to_see_you: Option<GoodToSeeYou>,
    /// What season it is.
    pub season: Season,
    /// That all reminders are paused on this computer, and until when.
    pub paused: Option<Paused>,
    /// Milliseconds until some of this changes by itself; at least one.
    pub next_change_ms: u32,
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
    /// How long it takes at present.
    pub minutes: u32,
    /// Whether it is the small version that is meant.
    pub small_now: bool,
    /// Whether each person does their own.
    pub each: bool,
    /// The time on the viewer's wall clock, `HH:MM`.
    pub at: String,
    /// Seconds until then, negative once it is past.
    pub in_seconds: i32,
    /// Whether it was moved for this evening.
    pub moved: bool,
    /// When its reminder comes again, `HH:MM`, while somebody put it off.
    pub again: Option<String>,
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

/// One quiet card instead of a pile. How long it has been is not in it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GoodToSeeYou {
    /// The name of the last thing that was done.
    pub last: Option<String>,
    /// What had its time today while nobody could be told.
    pub slept_through: Vec<String>,
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
    /// The last place whoever is here heard before falling asleep.
    pub heard: Option<Place>,
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
    /// When it is asked about again, where it was put off for a while.
    pub again: Option<String>,
    /// Whether any of several days would do.
    pub whenever: bool,
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

/// Asks what another time would come to.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoveAsk {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// The time on the viewer's wall clock, `HH:MM`.
    pub at: String,
}

/// What another time would come to.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MovePreview {
    /// When it would be this time.
    pub tonight: NextTime,
    /// The times after that, if it counts from now on; nothing where that cannot be.
    pub from_now_on: Option<Vec<NextTime>>,
}

/// Moves the plan on the dial to a time of one's own.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TonightMoveTo {
    /// The ritual.
    pub ritual: RitualId,
    /// Its day, `YYYY-MM-DD`.
    pub day: String,
    /// The time on the viewer's wall clock, `HH:MM`.
    pub at: String,
    /// Whether it counts for every evening to come.
    pub from_now_on: bool,
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

impl From<app::TonightView> for TonightView {
    fn from(view: app::TonightView) -> Self {
        Self {
            date: view.date.to_string(),
            now_seconds: view.now.num_seconds_from_midnight(),
            evening: view.evening.into(),
            reading: view.reading.into_iter().map(ToRead::from).collect(),
            slip: view.slip.map(Slip::from),
            small: view.small.into_iter().map(SmallThing::from).collect(),
            good_to_see_you: view.good_to_see_you.map(GoodToSeeYou::from),
            season: view.season.into(),
            paused: view.paused.map(Paused::from),
            // Rounded up, so that whoever asks again then does not come too early.
            next_change_ms: u32::try_from(view.next_change.num_milliseconds() + 1).unwrap_or(u32::MAX),
        }
    }
}

impl From<app::Welcome> for GoodToSeeYou {
    fn from(welcome: app::Welcome) -> Self {
        Self { last: welcome.last, slept_through: welcome.slept_through }
    }
}

impl From<app::EveningNow> for Evening {
    fn from(evening: app::EveningNow) -> Self {
        use app::EveningNow as Now;
        match evening {
            Now::Empty => Self::Empty,
            Now::Free(next) => Self::Free { next: next.map(NextTime::from) },
            Now::NothingMore(next) => Self::NothingMore { next: next.map(NextTime::from) },
            Now::Ahead(plan) => Self::Ahead { plan: plan.into() },
            Now::Due(plan) => Self::Due { plan: plan.into() },
            Now::Started(plan) => Self::Started { plan: plan.into() },
            Now::MovedOn(plan, to) => Self::MovedOn { plan: plan.into(), to: to.into() },
            Now::LetGo(plan, next) => Self::LetGo { plan: plan.into(), next: next.map(NextTime::from) },
        }
    }
}

impl From<app::PlanNow> for Plan {
    fn from(plan: app::PlanNow) -> Self {
        let seconds = plan.ahead.num_seconds();
        Self {
            ritual: plan.ritual.into(),
            day: plan.day.to_string(),
            title: plan.title,
            promises: plan.promises,
            small: plan.small,
            minutes: plan.minutes.into(),
            small_now: plan.small_now,
            each: plan.each,
            at: clock(plan.at),
            in_seconds: i32::try_from(seconds).unwrap_or(if seconds < 0 { i32::MIN } else { i32::MAX }),
            moved: plan.moved,
            again: plan.again.map(clock),
            done: people(plan.done),
            moves: plan
                .moves
                .into_iter()
                .map(|(choice, at)| MoveTo { choice: choice.into(), at: clock(at) })
                .collect(),
        }
    }
}

impl From<app::NextTime> for NextTime {
    fn from(next: app::NextTime) -> Self {
        Self { title: next.title, day: next.day.to_string(), at: clock(next.at), tomorrow: next.tomorrow }
    }
}

impl From<app::MovePreview> for MovePreview {
    fn from(preview: app::MovePreview) -> Self {
        let after = preview.from_now_on.map(|times| times.into_iter().map(NextTime::from).collect());
        Self { tonight: preview.tonight.into(), from_now_on: after }
    }
}

impl From<NextChapter> for ToRead {
    fn from(next: NextChapter) -> Self {
        Self {
            book: next.book.into(),
            title: next.title,
            author: next.author,
            chapter: next.chapter.into(),
            number: u32::try_from(next.number).unwrap_or(u32::MAX),
            chapter_title: next.chapter_title,
            reader: next.reader.map(PersonId::from),
            minutes: next.minutes,
            heard: next.heard.map(Place::from),
        }
    }
}

impl From<SlipRow> for Slip {
    fn from(row: SlipRow) -> Self {
        Self {
            id: row.id.into(),
            by: row.by.into(),
            words: row.words,
            day: row.day.to_string(),
            part: row.part.into(),
        }
    }
}

impl From<app::SmallThing> for SmallThing {
    fn from(thing: app::SmallThing) -> Self {
        Self {
            ritual: thing.ritual.into(),
            day: thing.day.to_string(),
            title: thing.title,
            at: clock(thing.at),
            part: thing.part.into(),
            passed: thing.passed,
            again: thing.again.map(clock),
            whenever: thing.whenever,
            done: people(thing.done),
        }
    }
}

fn people(halves: Halves) -> Vec<PersonId> {
    halves.0.into_iter().map(PersonId::from).collect()
}

impl From<domain::us::DayPart> for DayPart {
    fn from(part: domain::us::DayPart) -> Self {
        match part {
            domain::us::DayPart::Morning => Self::Morning,
            domain::us::DayPart::Afternoon => Self::Afternoon,
            domain::us::DayPart::Evening => Self::Evening,
        }
    }
}

impl From<domain::tonight::MoveChoice> for MoveChoice {
    fn from(choice: domain::tonight::MoveChoice) -> Self {
        use domain::tonight::MoveChoice as Choice;
        match choice {
            Choice::TenMinutes => Self::TenMinutes,
            Choice::HalfHour => Self::HalfHour,
            Choice::Later => Self::Later,
            Choice::Tomorrow => Self::Tomorrow,
        }
    }
}

impl From<MoveChoice> for domain::tonight::MoveChoice {
    fn from(choice: MoveChoice) -> Self {
        match choice {
            MoveChoice::TenMinutes => Self::TenMinutes,
            MoveChoice::HalfHour => Self::HalfHour,
            MoveChoice::Later => Self::Later,
            MoveChoice::Tomorrow => Self::Tomorrow,
        }
    }
}

impl From<Answer> for app::TonightAnswer {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Start => Self::Start,
            Answer::NotTonight => Self::NotTonight,
            Answer::Reconsider => Self::Reconsider,
        }
    }
}
