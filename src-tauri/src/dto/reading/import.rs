//! What was found in a file, before anything of it is kept.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nightstand_app::AppError;
use nightstand_app::reading::import as app;
use nightstand_app::reading::{self, Source};
use nightstand_domain::reading::Isbn;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::chapters::ChapterDraft;
use super::small;
use crate::dto::ids::BookId;

/// Asks for a file or a folder in the desktop's own dialog.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ImportAsk {
    /// Whether a library's folder is meant.
    pub folder: bool,
    /// Where to look first; may be empty.
    pub from: String,
}

/// What was found and is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportTicket {
    /// Its number.
    pub ticket: u64,
}

/// What a file turned out to be.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Looked {
    /// A book.
    Book {
        /// What it says.
        book: FoundBook,
    },
    /// Somebody's list of books.
    List {
        /// What it says.
        list: FoundList,
    },
    /// A Calibre library, which is open now.
    Library,
}

/// What a book's file says of it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundBook {
    /// What it is asked for by.
    pub ticket: u64,
    /// What its file is called.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// The thirteen digits on its back; may be empty.
    pub isbn: String,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// Where its contents were found.
    pub source: ContentsSource,
    /// Why its file was not read: a word of the catalogue, where a library told the rest of it.
    pub unread: Option<String>,
    /// The chapters of the book itself.
    pub body: Vec<ChapterDraft>,
    /// The same with what stands around it, where anything does.
    pub whole: Option<Vec<ChapterDraft>>,
    /// Whether it has a cover that can be shown.
    pub cover: CoverFound,
    /// The same book, where it is on the shelf already.
    pub same: Option<SameBook>,
}

/// Where a book's contents were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum ContentsSource {
    /// Nowhere.
    None,
    /// In the contents that the book gives itself.
    Contents,
    /// In the headings of its files.
    Headings,
}

/// Whether a cover was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum CoverFound {
    /// There is none.
    None,
    /// It can be asked for.
    Found,
    /// There is one that cannot be shown.
    LeftOut,
}

/// A book of the shelf that seems to be the same one.
#[derive(Clone, Debug, Serialize, TS)]
pub struct SameBook {
    /// The book.
    pub book: BookId,
    /// Its title as it stands there.
    pub title: String,
}

/// What a list of books holds.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundList {
    /// What it is asked for by.
    pub ticket: u64,
    /// Who wrote it.
    pub maker: ListMaker,
    /// The books in the order of the list.
    pub books: Vec<ListEntry>,
    /// How many lines had no title, or could not be read.
    pub unread: u32,
    /// The numbers of the first of those lines, counted from 1.
    pub unread_lines: Vec<u32>,
    /// How many were read on a day that nobody can tell from what is written.
    pub undated: u32,
}

/// Who wrote a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "they are what they are called")]
pub enum ListMaker {
    Goodreads,
    StoryGraph,
}

/// A book of a list.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ListEntry {
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Where it stands there.
    pub stands: Stands,
    /// Whether it is on the shelf already.
    pub already: bool,
}

/// Where a book of a list stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Stands {
    /// It is being read.
    Reading,
    /// It waits.
    Waiting,
    /// It was laid aside.
    LaidAside,
    /// It was read.
    Read,
}

/// Takes some books of a list onto the shelf.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ListTake {
    /// Which list.
    pub ticket: u64,
    /// Which books, by their places in the list, from 0.
    pub chosen: Vec<u32>,
}

/// Asks for books of the open library.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct LibraryAsk {
    /// What is searched for; empty for all.
    pub query: String,
    /// From which of the books found on, from 0.
    pub from: u32,
    /// How many.
    pub most: u32,
}

/// Some books of the open library.
#[derive(Clone, Debug, Serialize, TS)]
pub struct LibraryView {
    /// How many books are in it.
    pub total: u32,
    /// How many of them were found.
    pub found: u32,
    /// Those that were asked for.
    pub books: Vec<LibraryEntry>,
}

/// A book of a library.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LibraryEntry {
    /// The library's number for it.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Whether it has a cover.
    pub has_cover: bool,
    /// Whether its chapters can be read.
    pub has_chapters: bool,
}

/// Names a book of the open library.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct LibraryNumber {
    /// The library's number for it.
    pub number: i64,
}

/// A picture on its way to or from the window.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PictureData {
    /// What it is, such as `image/jpeg`.
    pub media_type: String,
    /// Its bytes in base 64.
    pub bytes: String,
}

/// What a book's file says besides title and author.
#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct FromFile {
    /// The number on its back as it is typed; may be empty.
    pub isbn: String,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// Its own cover in base 64, where it is to be shown instead of a pattern paper.
    pub cover: Option<String>,
    /// What it was found under.
    pub ticket: Option<u64>,
}

/// Takes the contents of a file into a book that is there already.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BookTakeIn {
    /// The book.
    pub book: BookId,
    /// The chapters as the file has them.
    pub chapters: Vec<ChapterDraft>,
    /// What the file says besides.
    pub from_file: FromFile,
}

impl From<app::Looked> for Looked {
    fn from(looked: app::Looked) -> Self {
        match looked {
            app::Looked::Book(book) => Self::Book { book: (*book).into() },
            app::Looked::List(list) => Self::List { list: list.into() },
            app::Looked::Library => Self::Library,
        }
    }
}

impl From<app::FoundBook> for FoundBook {
    fn from(book: app::FoundBook) -> Self {
        let chapters = |list: Vec<_>| list.into_iter().map(ChapterDraft::from).collect();
        Self {
            ticket: book.ticket.0,
            name: book.name,
            title: book.title,
            author: book.author,
            language: book.language,
            isbn: book.isbn.map(Isbn::digits).unwrap_or_default(),
            from_right: book.from_right,
            source: match book.source {
                Source::None => ContentsSource::None,
                Source::Contents => ContentsSource::Contents,
                Source::Headings => ContentsSource::Headings,
            },
            unread: book.unread.map(str::to_owned),
            body: chapters(book.body),
            whole: book.whole.map(chapters),
            cover: match book.cover {
                app::CoverFound::None => CoverFound::None,
                app::CoverFound::Found => CoverFound::Found,
                app::CoverFound::LeftOut(_) => CoverFound::LeftOut,
            },
            same: book.same.map(|same| SameBook { book: same.book.into(), title: same.title }),
        }
    }
}

impl From<app::FoundList> for FoundList {
    fn from(list: app::FoundList) -> Self {
        Self {
            ticket: list.ticket.0,
            maker: match list.maker {
                app::Maker::Goodreads => ListMaker::Goodreads,
                app::Maker::StoryGraph => ListMaker::StoryGraph,
            },
            books: list.books.into_iter().map(ListEntry::from).collect(),
            unread: small(list.unread),
            unread_lines: list.unread_lines.into_iter().filter_map(|line| u32::try_from(line).ok()).collect(),
            undated: small(list.undated),
        }
    }
}

impl From<app::ListEntry> for ListEntry {
    fn from(entry: app::ListEntry) -> Self {
        let stands = match entry.stands {
            app::Stands::Reading => Stands::Reading,
            app::Stands::Waiting => Stands::Waiting,
            app::Stands::LaidAside => Stands::LaidAside,
            app::Stands::Read(_) => Stands::Read,
        };
        Self { title: entry.title, author: entry.author, stands, already: entry.already }
    }
}

impl From<app::LibraryView> for LibraryView {
    fn from(view: app::LibraryView) -> Self {
        let entry = |book: app::LibraryEntry| LibraryEntry {
            number: book.number,
            title: book.title,
            author: book.author,
            has_cover: book.has_cover,
            has_chapters: book.has_chapters,
        };
        Self {
            total: small(view.total),
            found: small(view.found),
            books: view.books.into_iter().map(entry).collect(),
        }
    }
}

impl From<reading::Picture> for PictureData {
    fn from(picture: reading::Picture) -> Self {
        Self { media_type: picture.kind.media_type().to_owned(), bytes: STANDARD.encode(picture.bytes) }
    }
}

/// A picture that the window hands over, for `field`.
pub(crate) fn picture_bytes(field: &'static str, text: &str) -> Result<Vec<u8>, AppError> {
    STANDARD.decode(text).map_err(|_| AppError::invalid(field, "shape"))
}

/// A cover that the window hands over.
pub(crate) fn cover_bytes(cover: Option<String>) -> Result<Option<Vec<u8>>, AppError> {
    cover.map(|text| picture_bytes("cover", &text)).transpose()
}

impl TryFrom<FromFile> for reading::FromFile {
    type Error = AppError;

    fn try_from(from: FromFile) -> Result<Self, AppError> {
        let FromFile { isbn, language, from_right, cover, ticket } = from;
        Ok(Self { isbn, language, from_right, cover: cover_bytes(cover)?, ticket: ticket.map(app::Ticket) })
    }
}
