//! The shelf as the window shows it, in one call.

use chrono::{Datelike as _, NaiveDate};
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::pace::Evening;
use nightstand_domain::reading::{Evenings, Pace, Projection, Shelf, Toward, Trade};
use nightstand_journal::table::book::{self, BookRow};
use nightstand_journal::table::bookmark::{self, BookmarkRow};
use nightstand_journal::table::{chapter, evening};
use nightstand_journal::{JournalError, Space};

use super::Readers;
use super::covers::cover_name;
use super::turns::{Pair, turn_seen};
use super::view::{RememberedLine, Ribbon, lines, ribbons};
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
    /// The year that is going.
    pub year: Year,
    /// The first year of which there is anything to look at; the one that is going where there is nothing.
    pub first_year: i32,
}

/// A year of books: the days on which something was read, lit; the others are not drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// Which.
    pub year: i32,
    /// The couple's days on which whoever is here read, in order.
    pub days: Vec<NaiveDate>,
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
    /// Whose turn it is to read; nothing where the reading went on without whoever is here.
    pub turn: Option<PersonId>,
    /// How the reading is traded.
    pub trade: Trade,
    /// By which day it would be nice to be at the end, and what that asks for.
    pub finish_by: Option<(NaiveDate, Option<Toward>)>,
    /// Where the bookmarks lie.
    pub ribbons: Vec<Ribbon>,
    /// Chapters that whoever is here has read, and everyone else who has opened it.
    pub together: usize,
    /// The title of the chapter that comes next together; nothing when it has none or is hidden from whoever
    /// is here.
    pub next_title: Option<String>,
    /// Around when it will be finished.
    pub projection: Option<Projection>,
    /// Names its own cover, where one was chosen, and changes with it.
    pub cover: Option<String>,
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
    /// What each of them keeps of it.
    pub lines: Vec<RememberedLine>,
    /// Names its own cover, where one was chosen, and changes with it.
    pub cover: Option<String>,
}

impl App {
    /// Everything the shelf shows.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn reading_view(&self) -> Result<ReadingView, AppError> {
        let (here, pair) = (self.here()?.id, self.pair()?);
        let year = pair.today.year();
        self.read_table(|space| {
            let mut marks = bookmark::by_book(space.read())?;
            let mut evenings = evening::on_table(space.read())?;
            let mut view = ReadingView {
                today: pair.today,
                on_table: Vec::new(),
                waiting: Vec::new(),
                resting: Vec::new(),
                finished: Vec::new(),
                year: year_of(space, here, year)?,
                first_year: evening::first_day(space.read(), here)?.map_or(year, |day| day.year().min(year)),
            };
            let mut last_read: Vec<(NaiveDate, NowBook)> = Vec::new();
            for row in book::all(space.read())? {
                let marks = marks.remove(&row.id).unwrap_or_default();
                match row.shelf {
                    Shelf::Table => {
                        let evenings = evenings.remove(&row.id).unwrap_or_default();
                        last_read.push(now_book(space, row, &marks, &evenings, (here, pair))?);
                    }
                    Shelf::Waiting => view.waiting.push(spine(row)),
                    Shelf::Resting => view.resting.push(spine(row)),
                    Shelf::Finished(day) => {
                        view.first_year = view.first_year.min(day.year());
                        view.finished.push(ShelfBook { lines: lines(marks), ..spine(row) });
                    }
                }
            }
            // Stable: books that nobody opened yet keep the order they came in.
            last_read.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
            view.on_table = last_read.into_iter().map(|(_, book)| book).collect();
            Ok(view)
        })
    }

    /// Another year than the one that is going.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn reading_year(&self, year: i32) -> Result<Year, AppError> {
        let here = self.here()?.id;
        self.read_table(|space| year_of(space, here, year))
    }
}

fn year_of(space: &Space, here: PersonId, year: i32) -> Result<Year, JournalError> {
    // A year that no calendar has is empty.
    let first = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MAX);
    let days = evening::days(space.read(), here, first(year), first(year.saturating_add(1)))?;
    Ok(Year { year, days })
}

/// A book as it stands on a shelf, without what is kept of it.
pub(super) fn spine(row: BookRow) -> ShelfBook {
    let finished = match row.shelf {
        Shelf::Finished(day) => Some(day),
        _ => None,
    };
    let cover = row.cover.as_ref().map(cover_name);
    ShelfBook { id: row.id, title: row.title, author: row.author, finished, lines: Vec::new(), cover }
}

fn now_book(
    space: &Space,
    row: BookRow,
    marks: &[BookmarkRow],
    evenings: &[Evening],
    (here, pair): (PersonId, Pair),
) -> Result<(NaiveDate, NowBook), JournalError> {
    let readers = Readers::of(marks, row.chapters);
    let last = evenings.last().map_or(NaiveDate::MIN, |evening| evening.day);
    let together = readers.together(here);
    let hides = marks.iter().any(|mark| mark.person == here && mark.titles_hidden);
    let reached = readers.reached(here).unwrap_or_default().read;
    // A book at its end has no next one.
    let next = if together < row.chapters { chapter::at(space.read(), row.id, together)? } else { None };
    let next_title = next
        .map(|chapter| chapter.title)
        .filter(|title| !title.is_empty() && (!hides || together <= reached));
    let pace = Pace::of(evenings, &readers.counts(here), row.chapters, pair.today);
    let toward = |by| (by, Toward::of(by, &pace.steps, row.chapters, together, pair.today));
    let book = NowBook {
        ribbons: ribbons(&readers, pair),
        turn: turn_seen(space, &row, &readers, (here, pair))?,
        finish_by: row.finish_by.map(toward),
        projection: pace.projection,
        together,
        next_title,
        cover: row.cover.as_ref().map(cover_name),
        id: row.id,
        title: row.title,
        author: row.author,
        chapters: row.chapters,
        aloud: row.aloud,
        evenings: row.evenings,
        trade: row.trade,
    };
    Ok((last, book))
}
