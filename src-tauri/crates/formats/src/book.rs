//! What a book's file tells about it: what it is called, how it is divided, and how long each piece is. Never
//! its text.

mod chapters;
pub(crate) mod heading;
pub(crate) mod matter;
mod roles;
#[cfg(test)]
mod tests;

use std::io;

pub use chapters::{Around, Chapter, TooMany};
use nightstand_domain::reading::{Isbn, TITLE_LENGTH};

use crate::picture::Cover;

/// So many authors are named; the rest of an anthology's are left to its title page.
pub(crate) const MOST_AUTHORS: usize = 16;

/// What was read of a book's file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BookFile {
    /// One line of at most [`TITLE_LENGTH`] signs; empty when the file names none.
    pub title: String,
    /// Each one line of at most [`TITLE_LENGTH`] signs, at most sixteen.
    pub authors: Vec<String>,
    /// A language tag as the file gives it ("en-GB"), at most 35 signs.
    pub language: Option<String>,
    /// The number on its back, where one of its identifiers is one.
    pub isbn: Option<Isbn>,
    /// Which way its pages are turned.
    pub direction: Direction,
    /// Its cover.
    pub cover: Cover,
    /// Where the contents were found.
    pub source: Source,
    /// The contents in reading order, each parent before what stands under it.
    pub entries: Vec<Entry>,
    /// The whole book's length, cover and index included, where it is known.
    pub length: Option<Length>,
}

/// Which way pages are turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// The file does not say.
    #[default]
    Unsaid,
    /// As in English.
    LeftToRight,
    /// As in Hebrew, Arabic, and Japanese set in columns.
    RightToLeft,
}

/// Where a book's contents were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// Nowhere: it has none.
    #[default]
    None,
    /// In the contents that the book gives itself.
    Contents,
    /// There were none worth the name, so the headings of its files were taken.
    Headings,
}

/// One line of a book's contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// One line of at most [`TITLE_LENGTH`] signs, or empty.
    pub title: String,
    /// How many entries it stands under.
    pub depth: usize,
    /// What it is within the book.
    pub role: Role,
    /// Where it stands in the book.
    pub matter: Matter,
    /// From its beginning to the next entry's, so that what stands under it is not in it.
    pub length: Option<Length>,
}

/// What an entry of the contents is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// "Part One": a parent of chapters.
    Part,
    /// A chapter, or what stands as one.
    Chapter,
    /// A piece of a chapter; it belongs to the last chapter before it.
    Section,
}

/// Where a piece stands in a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// Before the book itself: title page, copyright, contents, dedication, foreword.
    Front,
    /// The book itself.
    Body,
    /// Behind the book itself: notes, index, about the author.
    Back,
}

/// How long a piece of a book is. At least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// In words of about an English word's length.
    Words(u32),
    /// In pages.
    Pages(u32),
}

/// Why a book's file is not read. Nothing in it comes from the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotRead {
    /// The file cannot be opened or read from.
    #[error("the file could not be read: {0}")]
    Io(io::ErrorKind),
    /// Larger than what is read of its kind; told by its size, before a byte of it was read.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// In bytes.
        limit: u64,
    },
    /// It is no file of this kind.
    #[error("not a file of this kind")]
    OtherKind,
    /// It is one of this kind, and cut off or damaged where it matters.
    #[error("cut off or damaged")]
    Damaged,
    /// It is locked for another program or by a password.
    #[error("locked")]
    Locked,
    /// Its maker protects it: a reader opens it without a password, and where its contents lie is not unpacked here.
    #[error("protected")]
    Guarded,
    /// It unpacks to more than any book holds.
    #[error("unpacks to more than a book holds")]
    Bloated,
    /// It lists more pieces than any book has.
    #[error("lists more pieces than a book has")]
    Overfull,
    /// Whoever waited for it stopped it.
    #[error("stopped")]
    Stopped,
}

impl From<io::Error> for NotRead {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// One line of at most [`TITLE_LENGTH`] signs, cut at the end with an ellipsis.
pub(crate) fn line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        if line.chars().count() > TITLE_LENGTH {
            let mut cut: String = line.chars().take(TITLE_LENGTH - 1).collect();
            cut.truncate(cut.trim_end().len());
            return cut + "…";
        }
    }
    line
}

/// A language tag in the shape of one, or nothing.
pub(crate) fn language(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let fits = (2..=35).contains(&tag.len())
        && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && tag.starts_with(|c: char| c.is_ascii_alphabetic());
    fits.then_some(tag)
}
