//! How a book is meant to be read, and whose turn it is.

use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{Evenings, Place};
use crate::dto::ids::{BookId, ChapterId, PersonId};

/// How the reading aloud is traded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Trade {
    /// A chapter each.
    Chapters,
    /// A night each.
    Nights,
}

/// What a day that was wished for asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Toward {
    /// About so many evenings a week.
    Evenings {
        /// The smaller number.
        fewest: u8,
        /// The larger number.
        most: u8,
    },
    /// More than an evening a day.
    Near,
    /// The day went by.
    Gone,
}

/// How a book is meant to be read.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookPlan {
    /// The book.
    pub book: BookId,
    /// How many evenings a week, if any number is meant.
    pub evenings: Option<Evenings>,
    /// By which day, `YYYY-MM-DD`, if any is meant.
    pub finish_by: Option<String>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// How the reading is traded.
    pub trade: Trade,
}

/// Whoever is here fell asleep.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Asleep {
    /// The book.
    pub book: BookId,
    /// The last place they heard.
    pub heard: Place,
}

/// Whoever is here is awake again.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Awake {
    /// The book.
    pub book: BookId,
    /// Whether they start again at the last place they heard, or have heard the rest since.
    pub again: bool,
}

/// Says who really read a chapter aloud.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadBy {
    /// The book.
    pub book: BookId,
    /// The chapter.
    pub chapter: ChapterId,
    /// Who; nobody when it was not read aloud.
    pub reader: Option<PersonId>,
}

impl From<domain::Trade> for Trade {
    fn from(trade: domain::Trade) -> Self {
        match trade {
            domain::Trade::Chapters => Self::Chapters,
            domain::Trade::Nights => Self::Nights,
        }
    }
}

impl From<Trade> for domain::Trade {
    fn from(trade: Trade) -> Self {
        match trade {
            Trade::Chapters => Self::Chapters,
            Trade::Nights => Self::Nights,
        }
    }
}

impl From<domain::Toward> for Toward {
    fn from(toward: domain::Toward) -> Self {
        match toward {
            domain::Toward::Evenings(evenings) => {
                Self::Evenings { fewest: evenings.fewest(), most: evenings.most() }
            }
            domain::Toward::Near => Self::Near,
            domain::Toward::Gone => Self::Gone,
        }
    }
}

impl From<BookPlan> for app::BookPlan {
    fn from(plan: BookPlan) -> Self {
        Self {
            evenings: plan.evenings.and_then(|e| domain::Evenings::new(e.fewest, e.most)),
            // The window's own date field writes it; anything else is no day.
            finish_by: plan.finish_by.and_then(|day| day.parse().ok()),
            aloud: plan.aloud,
            trade: plan.trade.into(),
        }
    }
}
