//! Us on its way to the window: what was handed over and lies on the table.

use nightstand_app::us as app;
use nightstand_app::us::LineRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::{LineId, PersonId, SlipId};
use super::tonight::Slip;

/// Us.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UsView {
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
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
    /// The last day on which it lies there; nothing until it is taken back.
    pub until: Option<String>,
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

/// Takes a slip back from the table.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneSlip {
    /// The slip.
    pub slip: SlipId,
}

/// Takes a line back from the table.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneLine {
    /// The line.
    pub line: LineId,
}

impl From<app::UsView> for UsView {
    fn from(view: app::UsView) -> Self {
        Self {
            today: view.today.to_string(),
            lines: view.lines.into_iter().map(Line::from).collect(),
            slips: view.slips.into_iter().map(Slip::from).collect(),
            older: view.older,
        }
    }
}

impl From<LineRow> for Line {
    fn from(row: LineRow) -> Self {
        let until = row.until.map(|day| day.to_string());
        Self { id: row.id.into(), by: row.by.into(), words: row.words, day: row.day.to_string(), until }
    }
}
