//! The fields of books, chapters, bookmarks, notes, evenings and turns as the log knows them. Numbers are never
//! reused.

use crate::merge::{Field, Kind, Policy};

/// A book on the shared shelf.
pub const BOOK: Kind = Kind(20);
/// Text, one line.
pub const TITLE: Field = Field::new(BOOK, 1, Policy::Latest);
/// Text, one line; empty when nobody gave one.
pub const BOOK_AUTHOR: Field = Field::new(BOOK, 2, Policy::Latest);
/// Where it stands: [`crate::reading::Shelf`].
pub const SHELF: Field = Field::new(BOOK, 3, Policy::Latest);
/// How many evenings a week are meant: [`crate::reading::Evenings`], or nothing.
pub const EVENINGS: Field = Field::new(BOOK, 4, Policy::Latest);
/// Whether it is read aloud by turns.
pub const ALOUD: Field = Field::new(BOOK, 5, Policy::Latest);
/// Whose turn it is to read: a person's id.
pub const TURN: Field = Field::new(BOOK, 6, Policy::Latest);
/// The civil day it came to the shelf, in days since 1 January 1970.
pub const ADDED: Field = Field::new(BOOK, 7, Policy::Latest);
/// The number on its back: the thirteen digits of [`crate::reading::Isbn`] as text, or nothing.
pub const ISBN: Field = Field::new(BOOK, 8, Policy::Latest);
/// The language it is written in: a tag such as `en-GB` as text, or nothing.
pub const LANGUAGE: Field = Field::new(BOOK, 9, Policy::Latest);
/// Its own cover, where it was chosen over a pattern paper: [`crate::picture::PictureRef`].
pub const COVER: Field = Field::new(BOOK, 10, Policy::Latest);
/// Whether its pages are turned from right to left, as in Hebrew, Arabic, and Japanese set in columns.
pub const FROM_RIGHT: Field = Field::new(BOOK, 11, Policy::Latest);

/// The civil day by which it would be nice to be at the end, in days since 1 January 1970, or nothing.
pub const FINISH_BY: Field = Field::new(BOOK, 16, Policy::Latest);
/// How the reading aloud is traded: [`crate::reading::Trade`].
pub const TRADE: Field = Field::new(BOOK, 17, Policy::Latest);
/// From which chapter on [`TURN`] holds: its index, from 0. What was read aloud since then says more.
pub const TURN_FROM: Field = Field::new(BOOK, 18, Policy::Latest);

/// A chapter of a book.
pub const CHAPTER: Kind = Kind(21);
/// The book's id.
pub const CHAPTER_BOOK: Field = Field::new(CHAPTER, 1, Policy::Latest);
/// Text, one line; empty when the chapter has only its number.
pub const CHAPTER_TITLE: Field = Field::new(CHAPTER, 2, Policy::Latest);
/// Its rank among the book's chapters; gaps are meant (see [`crate::reading::chapters`]).
pub const CHAPTER_RANK: Field = Field::new(CHAPTER, 3, Policy::Latest);
/// The part it belongs to ("Part One"), or empty.
pub const CHAPTER_PART: Field = Field::new(CHAPTER, 4, Policy::Latest);
/// Its length in pages, where the contents list told.
pub const CHAPTER_PAGES: Field = Field::new(CHAPTER, 5, Policy::Latest);
/// Its length in words, where the book's file told.
pub const CHAPTER_WORDS: Field = Field::new(CHAPTER, 6, Policy::Latest);

/// One person's place in one book.
pub const BOOKMARK: Kind = Kind(22);
/// The book's id.
pub const BOOKMARK_BOOK: Field = Field::new(BOOKMARK, 1, Policy::Latest);
/// Whose bookmark it is.
pub const BOOKMARK_PERSON: Field = Field::new(BOOKMARK, 2, Policy::Latest);
/// [`crate::reading::Place`]. Two computers that moved it apart show the further place: a bookmark never
/// moves back by itself.
pub const PLACE: Field = Field::new(BOOKMARK, 3, Policy::Further);
/// Whether this person wants the titles of the chapters ahead hidden.
pub const TITLES_HIDDEN: Field = Field::new(BOOKMARK, 4, Policy::Latest);
/// The one line this person keeps of a finished book. Two versions both stand: nobody's words are dropped.
pub const LINE: Field = Field::new(BOOKMARK, 5, Policy::Ask);
/// The last place this person heard before falling asleep, or nothing: [`crate::reading::Place`].
pub const HEARD: Field = Field::new(BOOKMARK, 6, Policy::Latest);
/// What this person holds in their hands: [`crate::reading::Edition`].
pub const EDITION: Field = Field::new(BOOKMARK, 7, Policy::Latest);
/// How that edition counts its chapters: [`crate::reading::Numbering`].
pub const NUMBERING: Field = Field::new(BOOKMARK, 8, Policy::Latest);

/// A note on a chapter.
pub const NOTE: Kind = Kind(23);
/// The book's id.
pub const NOTE_BOOK: Field = Field::new(NOTE, 1, Policy::Latest);
/// The chapter's id.
pub const NOTE_CHAPTER: Field = Field::new(NOTE, 2, Policy::Latest);
/// Who wrote it.
pub const NOTE_AUTHOR: Field = Field::new(NOTE, 3, Policy::Latest);
/// What it says. Two versions both stand.
pub const NOTE_TEXT: Field = Field::new(NOTE, 4, Policy::Ask);
/// The civil day it was first written, in days since 1 January 1970.
pub const NOTE_DAY: Field = Field::new(NOTE, 5, Policy::Latest);
/// Whether it is a note, a quote or a letter: [`crate::reading::NoteKind`].
pub const NOTE_KIND: Field = Field::new(NOTE, 6, Policy::Latest);
/// Where a quote stands in its author's edition: a page or a percentage, as [`crate::reading::Within`].
pub const NOTE_WHERE: Field = Field::new(NOTE, 7, Policy::Latest);

/// How far one person had come in one book at the end of one day.
pub const EVENING: Kind = Kind(24);
/// The book's id.
pub const EVENING_BOOK: Field = Field::new(EVENING, 1, Policy::Latest);
/// Whose evening it was.
pub const EVENING_PERSON: Field = Field::new(EVENING, 2, Policy::Latest);
/// The civil day, in days since 1 January 1970.
pub const EVENING_DAY: Field = Field::new(EVENING, 3, Policy::Latest);
/// Chapters read by then, counted from the book's beginning.
pub const EVENING_READ: Field = Field::new(EVENING, 4, Policy::Further);

/// Who read one chapter aloud. One for each chapter, however many computers say so.
pub const ALOUD_BY: Kind = Kind(25);
/// The book's id.
pub const ALOUD_BOOK: Field = Field::new(ALOUD_BY, 1, Policy::Latest);
/// The chapter's id.
pub const ALOUD_CHAPTER: Field = Field::new(ALOUD_BY, 2, Policy::Latest);
/// Who read it: a person's id.
pub const ALOUD_READER: Field = Field::new(ALOUD_BY, 3, Policy::Latest);
/// The civil day, in days since 1 January 1970.
pub const ALOUD_DAY: Field = Field::new(ALOUD_BY, 4, Policy::Latest);
