//! What is taken away: a page to keep of one book, and all reading data.

use nightstand_app::reading as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{Chapter, RememberedLine};
use super::notes::NoteKind;
use super::small;
use crate::dto::ids::PersonId;

/// What a keepsake can tell, for whoever is here.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepsakeView {
    /// The book's title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The day on which it was first read, `YYYY-MM-DD`.
    pub begun: Option<String>,
    /// The day it was finished.
    pub finished: Option<String>,
    /// Who has a bookmark in it.
    pub readers: Vec<PersonId>,
    /// What each of them keeps of it.
    pub lines: Vec<RememberedLine>,
    /// A place for the file.
    pub suggested: String,
}

/// What was written on a book's chapters.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepsakeWords {
    /// The chapters in order.
    pub chapters: Vec<Chapter>,
    /// What is open, in the order of the chapters.
    pub notes: Vec<KeepsakeNote>,
}

/// Words on a chapter.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepsakeNote {
    /// The chapter's number, from 1.
    pub chapter: u32,
    /// Who wrote it.
    pub author: PersonId,
    /// The day it was first written, `YYYY-MM-DD`.
    pub day: String,
    /// Which of the three.
    pub what: NoteKind,
    /// The page of a quote.
    pub page: Option<u32>,
    /// Or the percentage.
    pub percent: Option<u8>,
    /// What it says.
    pub words: String,
}

/// The page, laid out.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Keepsake {
    /// The language of its words.
    pub language: String,
    /// The book's title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Who read it, when.
    pub dates: String,
    /// What each keeps of it.
    pub lines: Vec<KeepsakeItem>,
    /// The chapters.
    pub sections: Vec<KeepsakeSection>,
    /// The last line.
    pub colophon: String,
}

/// One chapter of the page.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepsakeSection {
    /// Its number and title.
    pub heading: String,
    /// What stands under it; may be empty.
    pub under: String,
    /// What was written on it.
    pub items: Vec<KeepsakeItem>,
}

/// Somebody's words on the page.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepsakeItem {
    /// Whether the second person wrote it.
    pub second: bool,
    /// Who, what, when.
    pub by: String,
    /// The words.
    pub words: String,
    /// Whether they are the book's.
    pub quote: bool,
    /// Whether it is a letter.
    pub letter: bool,
}

/// Writes the page to a file.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepsakeSave {
    /// The place, as it was typed or chosen.
    pub place: String,
    /// The page.
    pub page: Keepsake,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Taken {
    /// Where it lies.
    pub path: String,
}

/// Asks the desktop for a place to write to.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakePlaceAsk {
    /// What stands in the field already.
    pub from: String,
    /// The endings that fit, the first one first.
    pub endings: Vec<String>,
}

impl From<app::KeepsakeView> for KeepsakeView {
    fn from(view: app::KeepsakeView) -> Self {
        Self {
            title: view.title,
            author: view.author,
            begun: view.begun.map(|day| day.to_string()),
            finished: view.finished.map(|day| day.to_string()),
            readers: view.readers.into_iter().map(PersonId::from).collect(),
            lines: view.lines.into_iter().map(RememberedLine::from).collect(),
            suggested: view.suggested,
        }
    }
}

impl From<app::KeepsakeWords> for KeepsakeWords {
    fn from(words: app::KeepsakeWords) -> Self {
        Self {
            chapters: words.chapters.into_iter().map(Chapter::from).collect(),
            notes: words.notes.into_iter().map(KeepsakeNote::from).collect(),
        }
    }
}

impl From<app::KeepsakeNote> for KeepsakeNote {
    fn from(note: app::KeepsakeNote) -> Self {
        let (page, percent) = note.within.page_and_percent();
        Self {
            chapter: small(note.chapter),
            author: note.author.into(),
            day: note.day.to_string(),
            what: note.kind.into(),
            page,
            percent,
            words: note.words,
        }
    }
}

impl From<Keepsake> for app::Keepsake {
    fn from(page: Keepsake) -> Self {
        Self {
            language: page.language,
            title: page.title,
            author: page.author,
            dates: page.dates,
            lines: page.lines.into_iter().map(app::KeepsakeItem::from).collect(),
            sections: page.sections.into_iter().map(app::KeepsakeSection::from).collect(),
            colophon: page.colophon,
        }
    }
}

impl From<KeepsakeSection> for app::KeepsakeSection {
    fn from(section: KeepsakeSection) -> Self {
        let items = section.items.into_iter().map(app::KeepsakeItem::from).collect();
        Self { heading: section.heading, under: section.under, items }
    }
}

impl From<KeepsakeItem> for app::KeepsakeItem {
    fn from(item: KeepsakeItem) -> Self {
        let side = if item.second { app::Side::B } else { app::Side::A };
        Self { side, by: item.by, words: item.words, quote: item.quote, letter: item.letter }
    }
}

impl From<app::Taken> for Taken {
    fn from(taken: app::Taken) -> Self {
        Self { path: taken.path }
    }
}
