//! Rituals on their way to and from the window.

use chrono::{Datelike as _, NaiveDate, NaiveTime, Weekday};
use nightstand_app::AppError;
use nightstand_app::rituals as app;
use nightstand_app::rituals::RitualRow;
use nightstand_domain::ritual as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::RitualId;

/// The list of rituals.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RitualsView {
    /// Every ritual, by time of day.
    pub rituals: Vec<RitualCard>,
    /// The IANA zone that a new ritual is anchored in.
    pub zone: String,
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

/// One line of what both promise.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PromiseLine {
    /// Their own words.
    pub words: String,
    /// Whether it is promised at present.
    pub ours: bool,
}

/// Days and a time on a wall clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CivilTime {
    /// Every n weeks.
    pub every: u32,
    /// Days of the week as ISO 8601 numbers them, Monday is 1. Empty when the rhythm came from elsewhere.
    pub days: Vec<u32>,
    /// `HH:MM`.
    pub at: String,
    /// The IANA zone whose wall clock it is.
    pub zone: String,
    /// A rhythm from elsewhere that days cannot show, as RFC 5545 text.
    pub other: Option<String>,
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

/// A time on a wall clock as it crosses.
pub(crate) fn clock(at: NaiveTime) -> String {
    at.format("%H:%M").to_string()
}

impl From<app::RitualsView> for RitualsView {
    fn from(view: app::RitualsView) -> Self {
        let mut rituals: Vec<RitualCard> = view.rituals.into_iter().map(RitualCard::from).collect();
        rituals.sort_by(|a, b| time_of(a).cmp(&time_of(b)));
        Self { rituals, zone: view.zone.name().to_owned() }
    }
}

fn time_of(card: &RitualCard) -> Option<&str> {
    card.when.as_ref().map(|when| when.at.as_str())
}

impl From<RitualRow> for RitualCard {
    fn from(row: RitualRow) -> Self {
        let choices: Vec<CivilTime> = row.times.iter().map(CivilTime::from).collect();
        let line = |promise: domain::Promise| PromiseLine { words: promise.words, ours: promise.ours };
        Self {
            id: row.id.into(),
            title: row.title,
            why: row.why,
            promises: row.promises.into_iter().map(line).collect(),
            small: row.small,
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

impl From<&domain::When> for CivilTime {
    fn from(when: &domain::When) -> Self {
        let (every, days, other) = match &when.rhythm {
            domain::Rhythm::Weekly { every, days } => {
                (u32::from(*every), days.iter().map(|day| day.number_from_monday()).collect(), None)
            }
            domain::Rhythm::Other(rule) => (1, Vec::new(), Some(rule.clone())),
        };
        Self { every, days, at: clock(when.at), zone: when.zone.name().to_owned(), other }
    }
}

impl TryFrom<CivilTime> for app::Chosen {
    type Error = AppError;

    fn try_from(time: CivilTime) -> Result<Self, AppError> {
        let rhythm = match time.other {
            Some(rule) => domain::Rhythm::read(&rule),
            None => domain::Rhythm::Weekly {
                every: u8::try_from(time.every).map_err(|_| AppError::invalid("every", "range"))?,
                days: time.days.iter().map(|day| weekday(*day)).collect::<Result<_, _>>()?,
            },
        };
        let at =
            NaiveTime::parse_from_str(&time.at, "%H:%M").map_err(|_| AppError::invalid("at", "shape"))?;
        let zone = time.zone.parse().map_err(|_| AppError::invalid("zone", "shape"))?;
        Ok(Self { rhythm, at, zone })
    }
}

fn weekday(iso: u32) -> Result<Weekday, AppError> {
    let from_monday = u8::try_from(iso).ok().and_then(|day| day.checked_sub(1));
    from_monday.and_then(|day| Weekday::try_from(day).ok()).ok_or(AppError::invalid("days", "shape"))
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
            when: draft.when.try_into()?,
            minutes: minutes("minutes", draft.minutes)?,
            lead: draft.lead.map(|lead| minutes("lead", lead)).transpose()?,
            wording: draft.wording.into(),
            who: draft.who.into(),
            resting: draft.resting,
        })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_comes_back_from_the_window_as_it_went() {
        let when = domain::When::from_texts("FREQ=WEEKLY;BYDAY=MO,SU", "2026-11-23", "21:30", "Asia/Kolkata")
            .unwrap();
        let crossed = CivilTime::from(&when);
        assert_eq!(crossed.days, [1, 7], "days are numbered as ISO 8601 does");
        let back = app::Chosen::try_from(crossed).unwrap();
        assert_eq!(
            (back.rhythm, back.at, back.zone),
            (when.rhythm, when.at, when.zone),
            "nothing is lost on the way"
        );
    }

    #[test]
    fn what_is_no_time_is_named_by_its_field() {
        let refused = |change: fn(&mut CivilTime)| {
            let mut time =
                CivilTime { every: 1, days: vec![1], at: "21:30".into(), zone: "UTC".into(), other: None };
            change(&mut time);
            match app::Chosen::try_from(time) {
                Err(AppError::Invalid { field, .. }) => field,
                _ => "kept",
            }
        };
        assert_eq!(refused(|_| {}), "kept", "a good one is kept");
        assert_eq!(refused(|time| time.days = vec![8]), "days", "there is no eighth day");
        assert_eq!(refused(|time| time.at = "25:30".into()), "at", "there is no 25th hour");
        assert_eq!(refused(|time| time.zone = "Middle/Earth".into()), "zone", "that zone is on no map");
        assert_eq!(refused(|time| time.every = 300), "every", "not in this life");
    }
}
