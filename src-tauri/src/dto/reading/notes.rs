//! Notes in a book.

use nightstand_app::reading as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::small;
use crate::dto::ids::{BookId, ChapterId, NoteId, PersonId};

/// A note as it may reach one reader's window.
#[derive(Clone, Debug, Serialize, TS)]
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
        /// What it says.
        words: String,
    },
    /// An envelope: no words, no length, no date.
    Sealed {
        /// The number of its chapter, from 1.
        chapter: u32,
        /// Who wrote it.
        author: PersonId,
    },
}

/// A new note.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewNote {
    /// The book.
    pub book: BookId,
    /// The chapter.
    pub chapter: ChapterId,
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
            app::NoteForReader::Open { id, chapter, author, day, words } => Self::Open {
                id: id.into(),
                chapter: small(chapter),
                author: author.into(),
                day: day.to_string(),
                words,
            },
            app::NoteForReader::Sealed { chapter, author } => {
                Self::Sealed { chapter: small(chapter), author: author.into() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_note_reaches_the_window_as_an_envelope_and_nothing_else() {
        let author = nightstand_domain::ids::PersonId::random().unwrap();
        let note: NoteForReader = app::NoteForReader::Sealed { chapter: 12, author }.into();
        let json = serde_json::to_value(&note).unwrap();
        let mut keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
        keys.sort_unstable();
        assert_eq!(keys, ["author", "chapter", "kind"], "no words, no length, no date, no id: {json}");
        assert_eq!(json["kind"], "sealed");
    }
}
