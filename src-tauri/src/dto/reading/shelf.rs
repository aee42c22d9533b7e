//! The shelf: what stands on it, and what is done with a whole book.

use nightstand_app::AppError;
use nightstand_app::reading as app;
use nightstand_domain::reading as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::book::{BookRibbon, Evenings, Projection, RememberedLine};
use super::chapters::ChapterDraft;
use super::import::FromFile;
use super::plan::Toward;
use super::small;
use crate::dto::ids::{BookId, PersonId};

/// The shelf.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// The couple's day, `YYYY-MM-DD`.
    pub today: String,
    /// On the table, the one that was read last first.
    pub on_table: Vec<NowBook>,
    /// Waiting, in the order they came.
    pub waiting: Vec<ShelfBook>,
    /// Laid aside for a while.
    pub resting: Vec<ShelfBook>,
    /// Finished, the latest first.
    pub finished: Vec<ShelfBook>,
    /// The year that is going.
    pub year: Year,
    /// The first year of which there is anything to look at.
    pub first_year: i32,
}

/// Asks for a year of books.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct YearAsk {
    /// Which.
    pub year: i32,
}

/// A year of books.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Year {
    /// Which.
    pub year: i32,
    /// The couple's days on which somebody read, `YYYY-MM-DD`, in order.
    pub days: Vec<String>,
}

/// A book that is being read.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NowBook {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// How many chapters it has.
    pub chapters: u32,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whose turn it is to read; nothing where the reading went on without whoever is here.
    pub turn: Option<PersonId>,
    /// By which day it would be nice to be at the end, `YYYY-MM-DD`.
    pub finish_by: Option<String>,
    /// What that day asks for.
    pub toward: Option<Toward>,
    /// Where the bookmarks lie.
    pub ribbons: Vec<BookRibbon>,
    /// Chapters that whoever is here has read, and everyone else who has opened it.
    pub together: u32,
    /// The title of the chapter that comes next together, when it has one and it may be seen.
    pub next_title: Option<String>,
    /// Around when it will be finished.
    pub projection: Option<Projection>,
    /// Names its own cover, where one was chosen, and changes with it.
    pub cover: Option<String>,
}

/// A book that stands on a shelf.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShelfBook {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The day it was finished, `YYYY-MM-DD`.
    pub finished: Option<String>,
    /// What each of them keeps of it.
    pub lines: Vec<RememberedLine>,
    /// Names its own cover, where one was chosen, and changes with it.
    pub cover: Option<String>,
}

/// Names one book.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OneBook {
    /// The book.
    pub book: BookId,
}

/// A book as it is brought to the shelf.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookDraft {
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Its chapters; may be none yet.
    pub chapters: Vec<ChapterDraft>,
    /// Where it is put.
    pub put_on: PutOn,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// What its file says besides, where it comes from one.
    #[serde(default)]
    pub from_file: FromFile,
}

/// Where a book can be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PutOn {
    /// On the table.
    Table,
    /// On the shelf, for later.
    Waiting,
    /// Laid aside for a while.
    Resting,
}

/// Another title, author and number for a book.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookNames {
    /// The book.
    pub book: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The number on its back as it is typed; may be empty.
    pub isbn: String,
}

/// Gives a book its own cover, or its pattern paper back.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct BookCoverSet {
    /// The book.
    pub book: BookId,
    /// The cover in base 64; nothing for the pattern paper.
    pub cover: Option<String>,
}

/// Puts a book somewhere.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookPut {
    /// The book.
    pub book: BookId,
    /// Where.
    pub on: PutOn,
}

/// A line to keep of a book.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookLine {
    /// The book.
    pub book: BookId,
    /// The line; empty for none.
    pub line: String,
}

/// Hands the reading over.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandOver {
    /// The book.
    pub book: BookId,
    /// To whom.
    pub to: PersonId,
}

impl From<app::ReadingView> for ReadingView {
    fn from(view: app::ReadingView) -> Self {
        let spines = |books: Vec<app::ShelfBook>| books.into_iter().map(ShelfBook::from).collect();
        Self {
            today: view.today.to_string(),
            on_table: view.on_table.into_iter().map(NowBook::from).collect(),
            waiting: spines(view.waiting),
            resting: spines(view.resting),
            finished: spines(view.finished),
            year: view.year.into(),
            first_year: view.first_year,
        }
    }
}

impl From<app::Year> for Year {
    fn from(year: app::Year) -> Self {
        Self { year: year.year, days: year.days.into_iter().map(|day| day.to_string()).collect() }
    }
}

impl From<app::NowBook> for NowBook {
    fn from(book: app::NowBook) -> Self {
        Self {
            id: book.id.into(),
            title: book.title,
            author: book.author,
            chapters: small(book.chapters),
            aloud: book.aloud,
            evenings: book.evenings.map(Evenings::from),
            turn: book.turn.map(PersonId::from),
            finish_by: book.finish_by.map(|(day, _)| day.to_string()),
            toward: book.finish_by.and_then(|(_, toward)| toward).map(Toward::from),
            ribbons: book.ribbons.into_iter().map(BookRibbon::from).collect(),
            together: small(book.together),
            next_title: book.next_title,
            projection: book.projection.map(Projection::from),
            cover: book.cover,
        }
    }
}

impl From<app::ShelfBook> for ShelfBook {
    fn from(book: app::ShelfBook) -> Self {
        Self {
            id: book.id.into(),
            title: book.title,
            author: book.author,
            finished: book.finished.map(|day| day.to_string()),
            lines: book.lines.into_iter().map(RememberedLine::from).collect(),
            cover: book.cover,
        }
    }
}

impl TryFrom<BookDraft> for app::BookDraft {
    type Error = AppError;

    fn try_from(draft: BookDraft) -> Result<Self, AppError> {
        Ok(Self {
            title: draft.title,
            author: draft.author,
            chapters: draft.chapters.into_iter().map(domain::ChapterDraft::from).collect(),
            put_on: draft.put_on.into(),
            evenings: draft.evenings.and_then(|e| domain::Evenings::new(e.fewest, e.most)),
            aloud: draft.aloud,
            from_file: draft.from_file.try_into()?,
        })
    }
}

impl From<PutOn> for app::PutOn {
    fn from(on: PutOn) -> Self {
        match on {
            PutOn::Table => Self::Table,
            PutOn::Waiting => Self::Waiting,
            PutOn::Resting => Self::Resting,
        }
    }
}
