//! Rituals on their way to and from the window.

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
