//! Rituals on their way to and from the window.

use chrono::{Datelike as _, NaiveDate, NaiveTime};
use nightstand_app::AppError;
use nightstand_app::agenda::Notice;
use nightstand_app::rituals as app;
use nightstand_app::rituals::RitualRow;
use nightstand_domain::ritual as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::RitualId;
use super::rhythm::CivilTime;
use super::seasons::Season;

/// The list of rituals.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RitualsView {
    /// Every ritual, by time of day.
    pub rituals: Vec<RitualCard>,
    /// The IANA zone that a new ritual is anchored in.
    pub zone: String,
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
    /// What season it is.
    pub season: Season,
}

/// One ritual as the list and its sheet show it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RitualCard {
    /// The ritual.
    pub id: RitualId,
    /// Its name.
    pub title: String,
    /// Why it matters to both.
    pub why: String,
    /// What both promise.
    pub promises: Vec<PromiseLine>,
    /// The small version for hard days.
    pub small: String,
    /// How long the small version takes, when someone said so.
    pub small_minutes: Option<u32>,
    /// Why it has no dates at present, when it has none.
    pub waits: Option<Waits>,
    /// When the next one is.
    pub next: Option<NextDate>,
    /// When it is; nothing when this version cannot read it.
    pub when: Option<CivilTime>,
    /// More than one when both changed the time at once; the first one is in use.
    pub choices: Vec<CivilTime>,
    /// How long it takes.
    pub minutes: u32,
    /// How many minutes before it the reminder comes; nothing for no reminder.
    pub lead: Option<u32>,
    /// Whether a notification may name it.
    pub wording: Wording,
    /// Whose it is.
    pub who: Who,
    /// Whether it rests for a while.
    pub resting: bool,
}

/// Why a ritual has no dates at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Waits {
    /// It rests itself.
    Resting,
    /// This version cannot read its rhythm.
    Unreadable,
    /// The one that it follows is no longer there.
    Gone,
    /// The one that it follows rests.
    RestsAlong,
    /// It follows itself by some way round.
    Circle,
}

/// When a ritual is next.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NextDate {
    /// The day in its own zone, `YYYY-MM-DD`.
    pub day: String,
    /// The time on its own zone's clock, `HH:MM`.
    pub at: String,
    /// The same moment on this computer's clock, when that shows another one.
    pub here: Option<HereTime>,
}

/// A moment on this computer's clock.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HereTime {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The time, `HH:MM`.
    pub at: String,
}

/// A reminder as the sheet asks about it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeAsk {
    /// The ritual's name.
    pub title: String,
    /// Whether the notification may name it.
    pub wording: Wording,
    /// When it begins on this computer's clock, `HH:MM`.
    pub at: String,
    /// How many minutes it takes; 0 while that cannot be read.
    pub minutes: u16,
}

/// What a notification says, word for word.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoticeWords {
    /// Its first line.
    pub summary: String,
    /// Its second line.
    pub body: String,
}

/// One line of what both promise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromiseLine {
    /// Their own words.
    pub words: String,
    /// Whether it is promised at present.
    pub ours: bool,
}

/// How much a notification may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Wording {
    /// The app's name and a time.
    Discreet,
    /// The ritual's name too.
    Full,
}

/// Whose a ritual is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Who {
    /// Once, together.
    Together,
    /// Each person their own.
    Each,
}

/// A ritual as the sheet sends it.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RitualDraft {
    /// The ritual being changed; nothing for a new one.
    pub id: Option<RitualId>,
    /// Its name.
    pub title: String,
    /// Why it matters to both.
    pub why: String,
    /// What both promise.
    pub promises: Vec<PromiseLine>,
    /// The small version for hard days.
    pub small: String,
    /// How long the small version takes; nothing for a third of the whole.
    pub small_minutes: Option<u32>,
    /// When it is.
    pub when: CivilTime,
    /// How long it takes.
    pub minutes: u32,
    /// How many minutes before it the reminder comes; nothing for no reminder.
    pub lead: Option<u32>,
    /// Whether a notification may name it.
    pub wording: Wording,
    /// Whose it is.
    pub who: Who,
    /// Whether it rests for a while.
    pub resting: bool,
}

/// Names one ritual.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneRitual {
    /// The ritual.
    pub ritual: RitualId,
}

/// Lets a ritual rest, or wakes it.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RitualRest {
    /// The ritual.
    pub ritual: RitualId,
    /// Whether it rests.
    pub resting: bool,
}

/// Chooses one of two times that both people set at once.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RitualSettle {
    /// The ritual.
    pub ritual: RitualId,
    /// The time that shall stand.
    pub choice: CivilTime,
}

/// A day as it crosses: `YYYY-MM-DD`.
///
/// # Errors
/// When it is no day.
pub(crate) fn civil_day(text: &str) -> Result<NaiveDate, AppError> {
    // The days around it are reckoned with, too, and the calendar's own ends have none.
    let day = text.parse().ok().filter(|day: &NaiveDate| (1..=9999).contains(&day.year()));
    day.ok_or(AppError::invalid("day", "shape"))
}

/// A time on a wall clock as it came.
///
/// # Errors
/// When it is no time.
pub(crate) fn civil_time(text: &str) -> Result<NaiveTime, AppError> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| AppError::invalid("at", "shape"))
}

/// A time on a wall clock as it crosses.
pub(crate) fn clock(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

impl From<app::RitualsView> for RitualsView {
    fn from(view: app::RitualsView) -> Self {
        let card = |row: RitualRow| {
            let placing = view.placing.get(&row.id).copied().unwrap_or_default();
            RitualCard::new(row, placing)
        };
        let mut rituals: Vec<RitualCard> = view.rituals.into_iter().map(card).collect();
        rituals.sort_by(|a, b| time_of(a).cmp(&time_of(b)));
        let (zone, today) = (view.zone.name().to_owned(), view.today.to_string());
        Self { rituals, zone, today, season: view.season.into() }
    }
}

fn time_of(card: &RitualCard) -> Option<&str> {
    card.when.as_ref().map(|when| when.at.as_str())
}

impl RitualCard {
    fn new(row: RitualRow, placing: app::Placing) -> Self {
        let choices: Vec<CivilTime> = row.times.iter().map(CivilTime::from).collect();
        let line = |promise: domain::Promise| PromiseLine { words: promise.words, ours: promise.ours };
        Self {
            id: row.id.into(),
            title: row.title,
            why: row.why,
            promises: row.promises.into_iter().map(line).collect(),
            small: row.small,
            small_minutes: row.small_minutes.map(u32::from),
            waits: placing.waits.map(Waits::from),
            next: next(placing),
            when: choices.first().cloned(),
            choices,
            minutes: row.minutes.into(),
            lead: row.lead.map(u32::from),
            wording: row.wording.into(),
            who: row.who.into(),
            resting: row.resting,
        }
    }
}

fn next(placing: app::Placing) -> Option<NextDate> {
    let here = placing.here.map(|at| HereTime { day: at.date().to_string(), at: clock(at.time()) });
    Some(NextDate { day: placing.next?.to_string(), at: clock(placing.at?), here })
}

impl From<domain::Unplaced> for Waits {
    fn from(why: domain::Unplaced) -> Self {
        match why {
            domain::Unplaced::Resting => Self::Resting,
            domain::Unplaced::Unreadable => Self::Unreadable,
            domain::Unplaced::Gone => Self::Gone,
            domain::Unplaced::RestsAlong => Self::RestsAlong,
            domain::Unplaced::Circle => Self::Circle,
        }
    }
}

impl TryFrom<RitualDraft> for app::RitualDraft {
    type Error = AppError;

    fn try_from(draft: RitualDraft) -> Result<Self, AppError> {
        let minutes = |field, value: u32| u16::try_from(value).map_err(|_| AppError::invalid(field, "range"));
        let promise = |line: PromiseLine| domain::Promise { words: line.words, ours: line.ours };
        Ok(Self {
            id: draft.id.map(Into::into),
            title: draft.title,
            why: draft.why,
            promises: draft.promises.into_iter().map(promise).collect(),
            small: draft.small,
            small_minutes: draft.small_minutes.map(|small| minutes("smallMinutes", small)).transpose()?,
            when: draft.when.try_into()?,
            minutes: minutes("minutes", draft.minutes)?,
            lead: draft.lead.map(|lead| minutes("lead", lead)).transpose()?,
            wording: draft.wording.into(),
            who: draft.who.into(),
            resting: draft.resting,
        })
    }
}

impl From<Notice> for NoticeWords {
    fn from(notice: Notice) -> Self {
        Self { summary: notice.summary, body: notice.body }
    }
}

impl From<domain::Wording> for Wording {
    fn from(wording: domain::Wording) -> Self {
        match wording {
            domain::Wording::Discreet => Self::Discreet,
            domain::Wording::Full => Self::Full,
        }
    }
}

impl From<Wording> for domain::Wording {
    fn from(wording: Wording) -> Self {
        match wording {
            Wording::Discreet => Self::Discreet,
            Wording::Full => Self::Full,
        }
    }
}

impl From<domain::Who> for Who {
    fn from(who: domain::Who) -> Self {
        match who {
            domain::Who::Together => Self::Together,
            domain::Who::Each => Self::Each,
        }
    }
}

impl From<Who> for domain::Who {
    fn from(who: Who) -> Self {
        match who {
            Who::Together => Self::Together,
            Who::Each => Self::Each,
        }
    }
}
