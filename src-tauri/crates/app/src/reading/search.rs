//! Looking something up among books, notes and quotes. What is sealed for whoever asks is never found.

use std::collections::HashMap;

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, ChapterId, NoteId, PersonId};
use nightstand_domain::reading::NoteKind;
use nightstand_journal::table::note::NoteRow;
use nightstand_journal::table::shelf_search::{self, Asked};
use nightstand_journal::table::{book, bookmark, chapter};
use nightstand_journal::{JournalError, Space};

use super::Readers;
use super::sealed::may_read;
use super::shelf::{ShelfBook, spine};
use crate::error::AppError;
use crate::spine::App;

/// More than fits on a screen is not looked for.
const MOST_NOTES: usize = 40;
const MOST_BOOKS: usize = 20;

/// What was found on the shelf.
#[derive(Clone, Default)]
pub struct Found {
    /// Books by title or author.
    pub books: Vec<ShelfBook>,
    /// Notes, quotes and letters, the latest first.
    pub notes: Vec<FoundNote>,
    /// Whether there is more of them.
    pub more: bool,
}

/// A note that was found.
#[derive(Clone)]
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
    pub chapter: usize,
    /// Who wrote it.
    pub author: PersonId,
    /// The day it was first written.
    pub day: NaiveDate,
    /// Whether it is a note, a quote or a letter.
    pub kind: NoteKind,
    /// What it says.
    pub words: String,
}

impl App {
    /// What the shelf holds of `text`, for whoever is here.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn reading_search(&self, text: &str) -> Result<Found, AppError> {
        let here = self.here()?.id;
        let Some(asked) = Asked::of(text) else { return Ok(Found::default()) };
        self.read_table(|space| {
            let conn = space.read();
            let mut books = Vec::new();
            for id in shelf_search::books(conn, &asked)?.into_iter().take(MOST_BOOKS) {
                books.extend(book::one(conn, id)?.map(spine));
            }
            let mut shelf = Seen { space, here, books: HashMap::new() };
            let (mut notes, mut more) = (Vec::new(), false);
            shelf_search::notes(conn, &asked, |note| {
                let Some(found) = shelf.open(note)? else { return Ok(true) };
                more = notes.len() == MOST_NOTES;
                if !more {
                    notes.push(found);
                }
                Ok(!more)
            })?;
            Ok(Found { books, notes, more })
        })
    }
}

/// How far whoever asks has come, in each book that a find leads to.
struct Seen<'s> {
    space: &'s Space,
    here: PersonId,
    /// Nothing for a book that is off the shelf.
    books: HashMap<BookId, Option<Opened>>,
}

struct Opened {
    title: String,
    index: HashMap<ChapterId, usize>,
    reached: Option<nightstand_domain::reading::Place>,
}

impl Seen<'_> {
    /// The note, when its book stands on the shelf and it is open to whoever asks.
    fn open(&mut self, note: NoteRow) -> Result<Option<FoundNote>, JournalError> {
        let here = self.here;
        if !self.books.contains_key(&note.book) {
            let opened = self.look_up(note.book)?;
            self.books.insert(note.book, opened);
        }
        let Some(Some(book)) = self.books.get(&note.book) else { return Ok(None) };
        let at = book.index.get(&note.chapter).copied();
        // A chapter that is gone counts as the last one, as on the book's page.
        let at = at.unwrap_or(book.index.len().saturating_sub(1));
        if !may_read(note.author, here, book.reached, at) {
            return Ok(None);
        }
        let NoteRow { id, book: of, chapter: on, author, day, words, kind, .. } = note;
        let title = book.title.clone();
        Ok(Some(FoundNote { id, book: of, title, on, chapter: at + 1, author, day, kind, words }))
    }

    fn look_up(&self, book: BookId) -> Result<Option<Opened>, JournalError> {
        let conn = self.space.read();
        let Some(row) = book::one(conn, book)? else { return Ok(None) };
        let readers = Readers::of(&bookmark::of_book(conn, book)?, row.chapters);
        let index =
            chapter::ids_of_book(conn, book)?.into_iter().enumerate().map(|(at, id)| (id, at)).collect();
        Ok(Some(Opened { title: row.title, index, reached: readers.reached(self.here) }))
    }
}
