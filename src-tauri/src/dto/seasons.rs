//! Seasons and holidays on their way to and from the window.

use nightstand_app::seasons as app;
use nightstand_domain::season as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::PersonId;

/// What season it is.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Season {
    /// The weeks of small things that it is in.
    pub small: Option<Stretch>,
    /// The holiday that it is in, or the next one.
    pub holiday: Option<Stretch>,
    /// Small weeks that somebody would like and that wait for an answer.
    pub proposed: Option<ProposedWeeks>,
}

/// Some days, the first and the last of which count.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Stretch {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// Weeks of small things that somebody would like.
#[derive(Clone, Copy, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProposedWeeks {
    /// Who.
    pub by: PersonId,
    /// How many.
    pub weeks: u32,
}

/// So many weeks.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Weeks {
    /// How many.
    pub weeks: u32,
}

/// A holiday as it is written.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HolidayDays {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The last day.
    pub until: String,
}

/// Which of the two is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum SeasonKind {
    /// Everything is small.
    Small,
    /// Nothing is announced.
    Holiday,
}

/// Ends one of the two.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SeasonEnd {
    /// Which.
    pub season: SeasonKind,
}

impl From<SeasonKind> for domain::SeasonKind {
    fn from(kind: SeasonKind) -> Self {
        match kind {
            SeasonKind::Small => Self::Small,
            SeasonKind::Holiday => Self::Holiday,
        }
    }
}

impl From<app::SeasonNow> for Season {
    fn from(now: app::SeasonNow) -> Self {
        let stretch = |season: domain::Season| Stretch {
            from: season.from.to_string(),
            until: season.until.to_string(),
        };
        let proposed = |one: app::Proposed| ProposedWeeks { by: one.by.into(), weeks: one.weeks.into() };
        Self {
            small: now.small.map(stretch),
            holiday: now.holiday.map(stretch),
            proposed: now.proposed.map(proposed),
        }
    }
}
