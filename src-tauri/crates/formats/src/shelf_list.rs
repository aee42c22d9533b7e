//! The list of a person's books that Goodreads or The StoryGraph gives out.
//!
//! What is taken is what a shelf needs. Ratings, reviews, moods and private notes are passed over: nothing here
//! keeps a score, and nobody's words go where they were not meant to. Nor are an edition's pages taken: whoever made
//! the list need not hold that copy any more.

mod columns;
mod days;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use csv::{Position, ReaderBuilder, StringRecord};
use nightstand_domain::reading::Isbn;

use crate::book::{MOST_AUTHORS, NotRead, line};
use crate::decode;
use crate::watch::{Progress, Watch};
use columns::{Columns, Written};

/// The largest list that is read, in bytes: 12 MiB. Whoever opens a file refuses a larger one by its size.
pub const MOST_BYTES: usize = 12 << 20;
/// So many lines that could not be read are named; the rest are counted.
const MOST_NAMED: usize = 3;
/// So many books are on one shelf at most.
const MOST_BOOKS: usize = 50_000;

/// Who wrote a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// Goodreads, from "Import and export".
    Goodreads,
    /// The StoryGraph, from "Export your library".
    StoryGraph,
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfList {
    /// Who wrote it.
    pub maker: Maker,
    /// The books in the order of the list.
    pub books: Vec<ListedBook>,
    /// How many lines had no title, or could not be read.
    pub unread: usize,
    /// The numbers of the first three of those lines, counted from 1.
    pub unread_lines: Vec<u64>,
}

/// A book of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedBook {
    /// One line, not empty. A series in brackets behind it is taken off.
    pub title: String,
    /// One line each, at most sixteen.
    pub authors: Vec<String>,
    /// The edition's number, where it is given and in order.
    pub isbn: Option<Isbn>,
    /// Where the book stands.
    pub stands: Stands,
    /// The day it came to the list.
    pub added: Option<NaiveDate>,
    /// A day is written of it, of reading or of coming to the list, and nobody can tell which one.
    pub is_undated: bool,
}

/// Where a listed book stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is being read.
    Reading,
    /// It waits to be read.
    Waiting,
    /// It was laid aside.
    LaidAside,
    /// It was read, on this last day where one is given.
    Read(Option<NaiveDate>),
}

/// Reads a list.
///
/// # Errors
/// [`NotRead::TooLarge`], [`NotRead::OtherKind`] when its first line is neither maker's, [`NotRead::Overfull`],
/// [`NotRead::Stopped`].
pub fn read(bytes: &[u8], watch: &mut dyn Watch) -> Result<ShelfList, NotRead> {
    if bytes.len() > MOST_BYTES {
        return Err(NotRead::TooLarge { limit: MOST_BYTES as u64 });
    }
    let text = decode::table(bytes);
    let (columns, separator) = first_line(&text).ok_or(NotRead::OtherKind)?;
    let (mut written, mut unread, mut unread_lines) = (Vec::<Written>::new(), 0, Vec::new());
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    loop {
        let done = usize::try_from(reader.position().byte()).unwrap_or(0);
        if watch.at(Progress { done, of: text.len() }).is_break() {
            return Err(NotRead::Stopped);
        }
        let book = match reader.read_record(&mut record) {
            Ok(false) => {
                let books = dated(written);
                return Ok(ShelfList { maker: columns.maker, books, unread, unread_lines });
            }
            Ok(true) => columns.book(&record).ok_or(record.position().map(Position::line)),
            Err(error) => Err(error.position().map(Position::line)),
        };
        match book {
            Ok(_) if written.len() >= MOST_BOOKS => return Err(NotRead::Overfull),
            Ok(book) => written.push(book),
            Err(line) => {
                unread += 1;
                unread_lines.extend(line.filter(|_| unread <= MOST_NAMED));
            }
        }
    }
}

/// The books with their days, once all of them have told how the list writes days.
fn dated(written: Vec<Written>) -> Vec<ListedBook> {
    let order = days::order(written.iter().flat_map(|one| [one.read.as_str(), one.added.as_str()]));
    let dated = |Written { mut book, read, added }: Written| {
        let on = days::day(&read, order);
        book.added = days::day(&added, order);
        book.is_undated = book.added.is_none() && !added.is_empty();
        if let Stands::Read(day) = &mut book.stands {
            *day = on;
            book.is_undated |= on.is_none() && !read.is_empty();
        }
        book
    };
    written.into_iter().map(dated).collect()
}

/// The columns that the first line names. Spreadsheets write a list back with semicolons or tabs.
fn first_line(text: &str) -> Option<(Columns, u8)> {
    b",;\t".iter().find_map(|separator| {
        let mut reader =
            ReaderBuilder::new().delimiter(*separator).flexible(true).from_reader(text.as_bytes());
        Some((Columns::named(reader.headers().ok()?)?, *separator))
    })
}

/// Names that commas part.
fn names(text: &str) -> impl Iterator<Item = String> {
    text.split(',').map(line).filter(|name| !name.is_empty())
}

/// First come, once each.
fn once(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names.take(4 * MOST_AUTHORS) {
        if kept.len() < MOST_AUTHORS && !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}
