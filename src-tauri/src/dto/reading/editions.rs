//! What each person holds, and what it calls the chapters.

use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use nightstand_domain::reading::edition;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::dto::ids::{BookId, ChapterId, PersonId};

/// What sort of copy it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum EditionKind {
    /// Printed.
    Paper,
    /// On a screen.
    Screen,
    /// A recording.
    Audio,
}

/// The copy somebody holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Edition {
    /// What sort.
    pub kind: EditionKind,
    /// How many pages a printed one has.
    pub pages: Option<u32>,
    /// What its owner calls it; may be empty.
    pub name: String,
}

/// What somebody holds.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeldEdition {
    /// Who.
    pub person: PersonId,
    /// What.
    pub edition: Edition,
}

/// What an edition calls one chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Anchor {
    /// The shared chapter.
    pub chapter: ChapterId,
    /// Its number there; 0 for none.
    pub number: u32,
}

/// How an edition counts its chapters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Numbering {
    /// Whether it begins again at one with each part.
    pub by_parts: bool,
    /// The fixed points.
    pub anchors: Vec<Anchor>,
}

/// From a first to a last number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Called {
    /// The first number.
    pub first: u32,
    /// The last, or the same.
    pub last: u32,
}

/// What whoever is here holds, and how it counts.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Holding {
    /// The book.
    pub book: BookId,
    /// What.
    pub edition: Edition,
    /// How it counts.
    pub numbering: Numbering,
}

/// Asks what a numbering would call each chapter.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NumberingAsk {
    /// The book.
    pub book: BookId,
    /// How it would count.
    pub numbering: Numbering,
}

/// What each chapter would be called, in order.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CalledAll {
    /// Nothing where it has no number.
    pub called: Vec<Option<Called>>,
}

impl From<domain::Edition> for Edition {
    fn from(edition: domain::Edition) -> Self {
        let kind = match edition.kind {
            domain::EditionKind::Paper => EditionKind::Paper,
            domain::EditionKind::Screen => EditionKind::Screen,
            domain::EditionKind::Audio => EditionKind::Audio,
        };
        Self { kind, pages: edition.pages, name: edition.name }
    }
}

impl From<Edition> for domain::Edition {
    fn from(edition: Edition) -> Self {
        let kind = match edition.kind {
            EditionKind::Paper => domain::EditionKind::Paper,
            EditionKind::Screen => domain::EditionKind::Screen,
            EditionKind::Audio => domain::EditionKind::Audio,
        };
        Self { kind, pages: edition.pages, name: edition.name }
    }
}

impl From<app::HeldEdition> for HeldEdition {
    fn from(held: app::HeldEdition) -> Self {
        Self { person: held.person.into(), edition: held.edition.into() }
    }
}

impl From<domain::Numbering> for Numbering {
    fn from(numbering: domain::Numbering) -> Self {
        let anchor = |a: domain::Anchor| Anchor { chapter: a.chapter.into(), number: a.number };
        Self { by_parts: numbering.by_parts, anchors: numbering.anchors.into_iter().map(anchor).collect() }
    }
}

impl From<Numbering> for domain::Numbering {
    fn from(numbering: Numbering) -> Self {
        let anchor = |a: Anchor| domain::Anchor { chapter: a.chapter.into(), number: a.number };
        Self { by_parts: numbering.by_parts, anchors: numbering.anchors.into_iter().map(anchor).collect() }
    }
}

impl From<edition::Called> for Called {
    fn from(called: edition::Called) -> Self {
        Self { first: called.first, last: called.last }
    }
}
