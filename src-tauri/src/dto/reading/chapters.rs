//! The list of chapters: as it is pasted, typed and edited.

use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::small;
use crate::dto::ids::{BookId, ChapterId};

/// A chapter as it is typed, pasted or counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChapterDraft {
    /// Its title; may be empty.
    pub title: String,
    /// The part it stands in; may be empty.
    pub part: String,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
    /// Its length in words, where known.
    pub words: Option<u32>,
}

/// A pasted contents list.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pasted {
    /// The text as it was pasted.
    pub text: String,
    /// The book whose chapters it is laid over; nothing for a book that is not there yet.
    pub over: Option<BookId>,
}

/// What a pasted list seems to say, before anything is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Proposal {
    /// These chapters.
    Chapters {
        /// In order: those that the book has already, and new ones.
        chapters: Vec<ChapterEdit>,
        /// Lines that were taken for something else.
        #[serde(rename = "leftOut")]
        left_out: Vec<String>,
        /// How many of them there are in all.
        #[serde(rename = "leftOutCount")]
        left_out_count: u32,
    },
    /// No line could be a chapter.
    Nothing,
    /// More lines than any book has chapters.
    TooMany {
        /// How many.
        found: u32,
        /// How many would be taken.
        most: u32,
    },
    /// Longer than any contents list.
    TooLong,
}

/// A book's chapters for whoever edits them: all titles are shown.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChapterList {
    /// In order.
    pub chapters: Vec<ChapterEdit>,
}

/// A chapter of the list as it is, or as it should become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChapterEdit {
    /// The chapter that is there already; nothing for a new one.
    pub id: Option<ChapterId>,
    /// Its title; may be empty.
    pub title: String,
    /// The part it stands in; may be empty.
    pub part: String,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
    /// Its length in words, where known.
    pub words: Option<u32>,
}

/// What a book's chapters should become.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChaptersEdited {
    /// The book.
    pub book: BookId,
    /// The chapters in order.
    pub chapters: Vec<ChapterEdit>,
}

impl From<ChapterDraft> for domain::ChapterDraft {
    fn from(chapter: ChapterDraft) -> Self {
        Self { title: chapter.title, part: chapter.part, pages: chapter.pages, words: chapter.words }
    }
}

impl From<domain::ChapterDraft> for ChapterDraft {
    fn from(chapter: domain::ChapterDraft) -> Self {
        Self { title: chapter.title, part: chapter.part, pages: chapter.pages, words: chapter.words }
    }
}

impl From<ChapterEdit> for app::ChapterEdit {
    fn from(edit: ChapterEdit) -> Self {
        let ChapterEdit { id, title, part, pages, words } = edit;
        let chapter = domain::ChapterDraft { title, part, pages, words };
        Self { id: id.map(Into::into), chapter }
    }
}

impl From<app::ChapterEdit> for ChapterEdit {
    fn from(edit: app::ChapterEdit) -> Self {
        let domain::ChapterDraft { title, part, pages, words } = edit.chapter;
        Self { id: edit.id.map(Into::into), title, part, pages, words }
    }
}

impl From<Result<app::Proposed, app::Unreadable>> for Proposal {
    fn from(read: Result<app::Proposed, app::Unreadable>) -> Self {
        match read {
            Ok(proposed) => Self::Chapters {
                chapters: proposed.chapters.into_iter().map(ChapterEdit::from).collect(),
                left_out: proposed.left_out,
                left_out_count: small(proposed.left_out_count),
            },
            Err(app::Unreadable::Nothing) => Self::Nothing,
            Err(app::Unreadable::TooLong) => Self::TooLong,
            Err(app::Unreadable::TooMany { found }) => {
                Self::TooMany { found: small(found), most: small(domain::MOST_CHAPTERS) }
            }
        }
    }
}
