//! The shelf as the window shows it, in one call.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::{Evenings, Pace, Projection, Shelf};
use nightstand_journal::table::book::{self, BookRow};
use nightstand_journal::table::bookmark::{self, BookmarkRow};
use nightstand_journal::table::{chapter, evening};
use nightstand_journal::{JournalError, Space};

use super::Readers;
use super::view::{Ribbon, ribbons};
use crate::error::AppError;
use crate::spine::App;

/// The shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingView {
    /// The couple's day.
    pub today: NaiveDate,
    /// On the table, the one that was read last first.
    pub on_table: Vec<NowBook>,
    /// Waiting, in the order they came.
    pub waiting: Vec<ShelfBook>,
    /// Laid aside.
    pub resting: Vec<ShelfBook>,
    /// Finished, the latest first.
    pub finished: Vec<ShelfBook>,
}

/// A book that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NowBook {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// How many chapters it has.
    pub chapters: usize,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whose turn it is to read.
    pub turn: Option<PersonId>,
    /// Where the bookmarks lie.
    pub ribbons: Vec<Ribbon>,
    /// Chapters that everyone who reads it has read.
    pub together: usize,
    /// The title of the chapter that comes next together; nothing when it has none or is hidden from whoever
    /// is here.
    pub next_title: Option<String>,
    /// Around when it will be finished.
    pub projection: Option<Projection>,
}

/// A book that stands on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfBook {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// When it was finished.
    pub finished: Option<NaiveDate>,
}

impl App {
    /// Everything the shelf shows.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn reading_view(&self) -> Result<ReadingView, AppError> {
        let (here, today) = (self.here()?.id, self.today());
        self.read_table(|space| {
            let mut marks: BTreeMap<BookId, Vec<BookmarkRow>> = BTreeMap::new();
            for mark in bookmark::all(space.read())? {
                marks.entry(mark.book).or_default().push(mark);
            }
            let mut view = ReadingView {
                today,
                on_table: Vec::new(),
                waiting: Vec::new(),
                resting: Vec::new(),
                finished: Vec::new(),
            };
            let mut last_read: Vec<(NaiveDate, NowBook)> = Vec::new();
            for row in book::all(space.read())? {
                match row.shelf {
                    Shelf::Table => {
                        let marks = marks.remove(&row.id).unwrap_or_default();
                        last_read.push(now_book(space, row, &marks, here, today)?);
                    }
                    Shelf::Waiting => view.waiting.push(spine(row, None)),
                    Shelf::Resting => view.resting.push(spine(row, None)),
                    Shelf::Finished(day) => view.finished.push(spine(row, Some(day))),
                }
            }
            // Stable: books that nobody opened yet keep the order they came in.
            last_read.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
            view.on_table = last_read.into_iter().map(|(_, book)| book).collect();
            Ok(view)
        })
    }
}

fn spine(row: BookRow, finished: Option<NaiveDate>) -> ShelfBook {
    ShelfBook { id: row.id, title: row.title, author: row.author, finished }
}

fn now_book(
    space: &Space,
    row: BookRow,
    marks: &[BookmarkRow],
    here: PersonId,
    today: NaiveDate,
) -> Result<(NaiveDate, NowBook), JournalError> {
    let readers = Readers::of(marks, row.chapters);
    let evenings = evening::of_book(space.read(), row.id)?;
    let last = evenings.last().map_or(NaiveDate::MIN, |evening| evening.day);
    let together = readers.together();
    let hides = marks.iter().any(|mark| mark.person == here && mark.titles_hidden);
    let reached = readers.place(here).unwrap_or_default().read;
    let next = chapter::at(space.read(), row.id, together)?;
    let next_title = next
        .map(|chapter| chapter.title)
        .filter(|title| !title.is_empty() && (!hides || together <= reached));
    let book = NowBook {
        ribbons: ribbons(&readers),
        projection: Pace::of(&evenings, &readers.counts(), row.chapters, today).projection,
        together,
        next_title,
        id: row.id,
        title: row.title,
        author: row.author,
        chapters: row.chapters,
        aloud: row.aloud,
        evenings: row.evenings,
        turn: row.turn,
    };
    Ok((last, book))
}
