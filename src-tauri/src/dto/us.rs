//! Us on its way to the window: what was handed over and lies on the table.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{LineId, PersonId};
use super::tonight::Slip;

/// Us.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsView {
    /// Sentences that someone carried from their drawer to the table, newest first.
    pub lines: Vec<Line>,
    /// Appreciations, newest first.
    pub slips: Vec<Slip>,
    /// Whether there are older ones than these.
    pub older: bool,
}

/// A sentence carried to the table.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The line.
    pub id: LineId,
    /// Who wrote it.
    pub by: PersonId,
    /// The words.
    pub words: String,
    /// The day it was carried over, `YYYY-MM-DD`.
    pub day: String,
}

/// Which part of Us is wanted.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsAsk {
    /// How many slips and lines at most.
    pub most: u32,
}

/// Hands an appreciation over.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SlipWords {
    /// The words.
    pub words: String,
}

/// Takes a line back from the table.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneLine {
    /// The line.
    pub line: LineId,
}
