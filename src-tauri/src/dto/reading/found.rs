//! What the shelf's search finds.

use nightstand_app::reading as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::notes::NoteKind;
use super::shelf::ShelfBook;
use super::small;
use crate::dto::ids::{BookId, ChapterId, NoteId, PersonId};

/// What is looked for.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShelfAsk {
    /// The words.
    pub text: String,
}

/// What was found.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShelfFound {
    /// Books by title or author.
    pub books: Vec<ShelfBook>,
    /// Notes, quotes and letters that are open to whoever asks, the latest first.
    pub notes: Vec<FoundNote>,
    /// Whether there is more.
    pub more: bool,
}

/// A note that was found.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundNote {
    /// The note.
    pub id: NoteId,
    /// Its book.
    pub book: BookId,
    /// The book's title.
    pub title: String,
    /// The chapter.
    pub on: ChapterId,
    /// Its number, from 1.
    pub chapter: u32,
    /// Who wrote it.
    pub author: PersonId,
    /// The day it was first written, `YYYY-MM-DD`.
    pub day: String,
    /// Which of the three.
    pub what: NoteKind,
    /// What it says.
    pub words: String,
}

impl From<app::Found> for ShelfFound {
    fn from(found: app::Found) -> Self {
        Self {
            books: found.books.into_iter().map(ShelfBook::from).collect(),
            notes: found.notes.into_iter().map(FoundNote::from).collect(),
            more: found.more,
        }
    }
}

impl From<app::FoundNote> for FoundNote {
    fn from(note: app::FoundNote) -> Self {
        Self {
            id: note.id.into(),
            book: note.book.into(),
            title: note.title,
            on: note.on.into(),
            chapter: small(note.chapter),
            author: note.author.into(),
            day: note.day.to_string(),
            what: note.kind.into(),
            words: note.words,
        }
    }
}
