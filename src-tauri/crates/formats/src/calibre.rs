//! A library that Calibre keeps: its books, their covers, and the files they lie in.
//!
//! `metadata.db` is read in place with `immutable=1`: SQLite then takes no lock, writes nothing, makes no file
//! beside it and heeds none. Opening it read-only (`mode=ro`) would take a shared lock, and Calibre could not
//! write for as long as it is held. What `immutable` leaves out is seen to here: Calibre keeps a rollback
//! journal while it writes and none otherwise (nothing of it is in WAL mode), so a journal that is in use, or a
//! WAL that another program left, means that the file alone is not the library; it is then said to be busy. The
//! file's change counter, size and time are compared after the reading; if Calibre wrote meanwhile, it is read
//! again. No copy is made: what two people read is nobody's temporary file.
//!
//! Everything that is shown is read once and kept, a few hundred bytes a book, so that searching opens nothing.

mod database;
mod paths;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use nightstand_domain::fold;
use nightstand_domain::reading::Isbn;

use crate::picture::{self, Cover, LeftOut};
use crate::watch::Watch;

/// How often a library is read again that was written to meanwhile.
const TRIES: usize = 3;

/// Why a folder is not read as a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLibrary {
    /// The folder cannot be read.
    #[error("the folder could not be read: {0}")]
    Io(io::ErrorKind),
    /// There is no `metadata.db` of Calibre's in it.
    #[error("not a Calibre library")]
    OtherKind,
    /// Calibre, or another program, is writing to it, or broke off while it did. Calibre mends that when it
    /// opens the library; nothing was changed here.
    #[error("the library is being written to")]
    Busy,
    /// Its database is damaged.
    #[error("the library's database is damaged")]
    Damaged,
    /// Larger than any library.
    #[error("the library is too large")]
    TooLarge,
    /// Whoever waited for it stopped it.
    #[error("stopped")]
    Stopped,
}

impl From<io::Error> for NoLibrary {
    fn from(error: io::Error) -> Self {
        Self::Io(error.kind())
    }
}

/// A library as it was when it was opened.
#[derive(Clone, Debug)]
pub struct Library {
    /// The folder, without links in it.
    root: PathBuf,
    /// By the titles as Calibre sorts them.
    books: Vec<LibraryBook>,
    /// What each book is found by, folded.
    keys: Vec<String>,
}

/// A book of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryBook {
    /// Calibre's number for it.
    pub id: i64,
    /// One line; empty where the library has none that can be read.
    pub title: String,
    /// One line each.
    pub authors: Vec<String>,
    /// The number on its back, where it is given and in order.
    pub isbn: Option<Isbn>,
    /// The language's code of three letters, where it is given.
    pub language: Option<String>,
    /// Whether it has a cover.
    pub has_cover: bool,
    /// The kind of file that its chapters can be read from, the best of those there are.
    pub format: Option<Format>,
    /// Where its files lie, as the database has it.
    folder: String,
    /// The name of the file of that format, without its ending.
    file: String,
}

/// A kind of file that chapters can be read from, the better ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// EPUB.
    Epub,
    /// An EPUB as Kobo's readers want it.
    Kepub,
    /// PDF.
    Pdf,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Kepub => "kepub",
            Self::Pdf => "pdf",
        }
    }
}

impl LibraryBook {
    /// What it is called: its title, else its file, else the folder that it lies in.
    pub fn name(&self) -> &str {
        let folder = self.folder.rsplit('/').next().unwrap_or_default();
        [&self.title, &self.file, folder].into_iter().find(|name| !name.is_empty()).unwrap_or_default()
    }
}

impl Library {
    /// Opens the library in `folder`. Nothing is locked, and nothing is written.
    ///
    /// # Errors
    /// [`NoLibrary`].
    pub fn open(folder: &Path, watch: &mut dyn Watch) -> Result<Self, NoLibrary> {
        let root = folder.canonicalize()?;
        for _ in 0..TRIES {
            let before = database::Stamp::of(&root)?;
            let books = database::read(&root, watch);
            if database::Stamp::of(&root)? == before {
                let books = books?;
                let keys = books.iter().map(key).collect();
                return Ok(Self { root, books, keys });
            }
        }
        Err(NoLibrary::Busy)
    }

    /// All books, by title as Calibre sorts them.
    pub fn books(&self) -> &[LibraryBook] {
        &self.books
    }

    /// The books whose title, authors or number hold every word of `query`, small letters or capital, with
    /// accents or without. Those whose title begins with it come first.
    pub fn search(&self, query: &str) -> Vec<&LibraryBook> {
        let query = fold::fold(query.trim());
        let words: Vec<&str> = query.split_whitespace().collect();
        let found =
            self.books.iter().zip(&self.keys).filter(|(_, key)| words.iter().all(|w| key.contains(w)));
        let (mut first, rest): (Vec<_>, Vec<_>) = found.partition(|(_, key)| key.starts_with(&query));
        first.extend(rest);
        first.into_iter().map(|(book, _)| book).collect()
    }

    /// Where a book's cover lies, if it has one and it lies within the library.
    pub fn cover_path(&self, book: &LibraryBook) -> Option<PathBuf> {
        book.has_cover.then_some(())?;
        paths::within(&self.root, &book.folder, "cover.jpg")
    }

    /// A book's cover, looked at. One that cannot be shown is left out.
    pub fn cover(&self, book: &LibraryBook) -> Cover {
        if !book.has_cover {
            return Cover::None;
        }
        let Some(path) = self.cover_path(book) else { return Cover::LeftOut(LeftOut::Missing) };
        let mut bytes = Vec::new();
        let read =
            File::open(path).and_then(|file| file.take(picture::MOST_BYTES + 1).read_to_end(&mut bytes));
        if read.is_err() { Cover::LeftOut(LeftOut::Missing) } else { picture::look(bytes).into() }
    }

    /// Where the file of a book's format lies, if it lies within the library.
    pub fn file(&self, book: &LibraryBook) -> Option<PathBuf> {
        let name = format!("{}.{}", book.file, book.format?.ending());
        paths::within(&self.root, &book.folder, &name)
    }
}

/// What a book is found by. The title stands first.
fn key(book: &LibraryBook) -> String {
    let isbn = book.isbn.map(Isbn::digits).unwrap_or_default();
    fold::fold(&format!("{}\n{}\n{isbn}", book.name(), book.authors.join("\n")))
}
