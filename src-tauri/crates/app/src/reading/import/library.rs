//! A Calibre library that is open: searched as one types, and picked from.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use nightstand_formats::book::{BookFile, NotRead};
use nightstand_formats::calibre::{Format, Library, LibraryBook, NoLibrary};
use nightstand_formats::picture::{Cover, Picture};
use nightstand_formats::watch::Watch;
use nightstand_formats::{epub, pdf};

use super::{FoundBook, Progress, Ticket, not_read, refused, word_for};
use crate::error::AppError;
use crate::spine::App;

/// What of a library is shown at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryView {
    /// How many books are in it.
    pub total: usize,
    /// How many of them are what was searched for.
    pub found: usize,
    /// Those of them that were asked for.
    pub books: Vec<LibraryEntry>,
}

/// A book of a library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryEntry {
    /// The library's number for it.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Who wrote it, parted by commas.
    pub author: String,
    /// Whether it has a cover.
    pub has_cover: bool,
    /// Whether its chapters can be read.
    pub has_chapters: bool,
}

impl App {
    /// Where the library lies that was opened last on this computer.
    pub fn library_place(&self) -> Option<String> {
        self.book_files().library.map(|folder| folder.display().to_string())
    }

    pub(super) fn show_library(
        &self,
        ticket: Ticket,
        folder: &Path,
        watch: &mut dyn Watch,
    ) -> Result<(), AppError> {
        let library = Library::open(folder, watch).map_err(no_library)?;
        self.imports.hold(ticket, |found| found.library = Some(Arc::new(library)))?;
        self.know_files(|known| known.library = Some(folder.to_owned()));
        Ok(())
    }

    /// The books of the open library that hold every word of `query`, `most` of them from the one at `from` on.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when none is open.
    pub fn library_view(&self, query: &str, from: usize, most: usize) -> Result<LibraryView, AppError> {
        let library = self.library()?;
        let found = library.search(query);
        let shown = found.iter().skip(from).take(most).map(|book| entry(book)).collect();
        Ok(LibraryView { total: library.books().len(), found: found.len(), books: shown })
    }

    /// A book's cover; nothing when it has none that can be shown.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn library_cover(&self, number: i64) -> Result<Option<Picture>, AppError> {
        let library = self.library()?;
        let book = numbered(&library, number)?;
        Ok(match library.cover(book) {
            Cover::Found(picture) => Some(picture),
            Cover::None | Cover::LeftOut(_) => None,
        })
    }

    /// Looks into a book of the library: its chapters come from the file beside it, everything else from the library,
    /// where people have put it right.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] for `file` when it was stopped. A file that cannot be read gives a
    /// book without chapters, which says why.
    pub fn library_pick(&self, number: i64, told: &mut dyn FnMut(Progress)) -> Result<FoundBook, AppError> {
        let library = self.library()?;
        let book = numbered(&library, number)?;
        let ticket = self.imports.begin();
        let path = library.file(book);
        let said = match (&path, book.format) {
            (Some(path), Some(format)) => {
                let mut watch = self.imports.watch(ticket, told);
                match format {
                    Format::Epub | Format::Kepub => epub::read(path, &mut watch),
                    Format::Pdf => pdf::read(path, &mut watch),
                }
            }
            // The library names one, and none lies there, or not within the library.
            (None, Some(_)) => Err(NotRead::Io(ErrorKind::NotFound)),
            (_, None) => Ok(BookFile::default()),
        };
        let (read, unread) = match said {
            Ok(read) => (read, None),
            Err(NotRead::Stopped) => return Err(not_read(NotRead::Stopped)),
            Err(why) => {
                tracing::info!(%why, "a book of a library could not be read");
                (BookFile::default(), Some(word_for(why)))
            }
        };
        let found = self.show_book(ticket, put_right(read, &library, book), path.as_deref())?;
        Ok(FoundBook { unread, ..found })
    }

    fn library(&self) -> Result<Arc<Library>, AppError> {
        self.imports.found().library.clone().ok_or(AppError::NotFound)
    }
}

fn numbered(library: &Library, number: i64) -> Result<&LibraryBook, AppError> {
    library.books().iter().find(|book| book.id == number).ok_or(AppError::NotFound)
}

/// What the library says goes before what the file says; where it says nothing, the file's word stays.
fn put_right(read: BookFile, library: &Library, book: &LibraryBook) -> BookFile {
    let cover = match library.cover(book) {
        found @ Cover::Found(_) => found,
        Cover::None | Cover::LeftOut(_) => read.cover,
    };
    let title = [&book.title, &read.title].into_iter().find(|title| !title.is_empty());
    BookFile {
        title: title.map_or(book.name(), String::as_str).to_owned(),
        authors: if book.authors.is_empty() { read.authors } else { book.authors.clone() },
        isbn: book.isbn.or(read.isbn),
        language: read.language.or_else(|| book.language.clone()),
        cover,
        ..read
    }
}

fn entry(book: &LibraryBook) -> LibraryEntry {
    LibraryEntry {
        number: book.id,
        title: book.name().to_owned(),
        author: book.authors.join(", "),
        has_cover: book.has_cover,
        has_chapters: book.format.is_some(),
    }
}

fn no_library(why: NoLibrary) -> AppError {
    refused(match why {
        NoLibrary::Io(kind) => super::unreadable(kind),
        NoLibrary::OtherKind => "noLibrary",
        NoLibrary::Busy => "busyLibrary",
        NoLibrary::Damaged => "damagedLibrary",
        NoLibrary::TooLarge => "hugeLibrary",
        NoLibrary::Stopped => "stopped",
    })
}
