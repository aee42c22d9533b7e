//! Words that were typed for the table and not kept yet, on their way to the window and back.

use nightstand_app::unsent as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::PersonId;

/// What waits for whoever is here.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnsentView {
    /// In every field.
    pub all: Vec<Unsent>,
}

/// What waits in one field. No `Debug`: it must not end in a log.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Unsent {
    /// The field, as the window names it.
    pub place: String,
    /// What was typed there.
    pub words: String,
}

/// Keeps what somebody has typed into a field so far; no words forget it.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnsentTyped {
    /// Who typed it.
    pub by: PersonId,
    /// Where, and what.
    pub words: Unsent,
}

impl From<Vec<app::Unsent>> for UnsentView {
    fn from(all: Vec<app::Unsent>) -> Self {
        let unsent = |app::Unsent { place, words }| Unsent { place, words };
        Self { all: all.into_iter().map(unsent).collect() }
    }
}

impl From<Unsent> for app::Unsent {
    fn from(Unsent { place, words }: Unsent) -> Self {
        Self { place, words }
    }
}
