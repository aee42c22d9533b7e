//! Notes, quotes and letters in a book.

use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{small, within};
use crate::dto::ids::{BookId, ChapterId, NoteId, PersonId};

/// A note as it may reach one reader's window.
#[derive(Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum NoteForReader {
    /// It can be read.
    Open {
        /// The note.
        id: NoteId,
        /// The number of its chapter, from 1.
        chapter: u32,
        /// Who wrote it.
        author: PersonId,
        /// The day it was first written, `YYYY-MM-DD`.
        day: String,
        /// Which of the three; `what`, since `kind` tells open from sealed.
        what: NoteKind,
        /// The page of a quote, in its author's edition.
        page: Option<u32>,
        /// Or the percentage.
        percent: Option<u8>,
        /// What it says.
        words: String,
    },
    /// An envelope: no words, no length, no date.
    Sealed {
        /// The number of its chapter, from 1.
        chapter: u32,
        /// Who wrote it.
        author: PersonId,
        /// Whether it is a letter to whoever is here.
        letter: bool,
    },
}

/// A chapter on which something is open.
#[derive(Clone, Copy, Debug, Serialize, TS)]
pub struct Noted {
    /// Its number, from 1.
    pub chapter: u32,
    /// How many notes, quotes and letters.
    pub open: u32,
}

impl From<(usize, usize)> for Noted {
    fn from((chapter, open): (usize, usize)) -> Self {
        Self { chapter: small(chapter), open: small(open) }
    }
}

/// Asks for what is open on a book's chapters, as far as one of them.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NotesAsk {
    /// The book.
    pub book: BookId,
    /// The number of the last chapter that is meant, from 1.
    pub up_to: u32,
}

/// What somebody leaves on a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum NoteKind {
    /// A line while reading.
    Note,
    /// Words of the book.
    Quote,
    /// Written to the other.
    Letter,
}

/// A new note, quote or letter.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewNote {
    /// The book.
    pub book: BookId,
    /// The chapter.
    pub chapter: ChapterId,
    /// Which of the three.
    pub what: NoteKind,
    /// The page of a quote, in one's own edition.
    pub page: Option<u32>,
    /// Or the percentage.
    pub percent: Option<u8>,
    /// What it says.
    pub words: String,
}

/// Other words for a note.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NoteChange {
    /// The note.
    pub note: NoteId,
    /// What it says.
    pub words: String,
}

/// Names one note.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneNote {
    /// The note.
    pub note: NoteId,
}

impl From<app::NoteForReader> for NoteForReader {
    fn from(note: app::NoteForReader) -> Self {
        match note {
            app::NoteForReader::Open { id, chapter, author, day, kind, within, words } => {
                let (page, percent) = within.page_and_percent();
                Self::Open {
                    id: id.into(),
                    chapter: small(chapter),
                    author: author.into(),
                    day: day.to_string(),
                    what: kind.into(),
                    page,
                    percent,
                    words,
                }
            }
            app::NoteForReader::Sealed { chapter, author, letter } => {
                Self::Sealed { chapter: small(chapter), author: author.into(), letter }
            }
        }
    }
}

impl From<NewNote> for app::NoteDraft {
    fn from(note: NewNote) -> Self {
        Self { words: note.words, kind: note.what.into(), within: within(note.page, note.percent) }
    }
}

impl From<domain::NoteKind> for NoteKind {
    fn from(kind: domain::NoteKind) -> Self {
        match kind {
            domain::NoteKind::Note => Self::Note,
            domain::NoteKind::Quote => Self::Quote,
            domain::NoteKind::Letter => Self::Letter,
        }
    }
}

impl From<NoteKind> for domain::NoteKind {
    fn from(kind: NoteKind) -> Self {
        match kind {
            NoteKind::Note => Self::Note,
            NoteKind::Quote => Self::Quote,
            NoteKind::Letter => Self::Letter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_note_reaches_the_window_as_an_envelope_and_nothing_else() {
        let author = nightstand_domain::ids::PersonId::random().unwrap();
        let note: NoteForReader = app::NoteForReader::Sealed { chapter: 12, author, letter: false }.into();
        let json = serde_json::to_value(&note).unwrap();
        let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(
            keys,
            ["author", "chapter", "kind", "letter"],
            "no words, no length, no date, no id: {json}"
        );
        assert_eq!(json["kind"], "sealed");
    }
}
