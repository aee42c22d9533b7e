//! A book that was found in a file.

use std::path::Path;

use nightstand_domain::ids::BookId;
use nightstand_domain::reading::{ChapterDraft, Isbn, title};
use nightstand_formats::book::{Around, BookFile, Direction, Source};
use nightstand_formats::picture::{Cover, LeftOut, Picture};
use nightstand_journal::table::book::{self, BookRow};

use super::{HeldBook, Ticket, refused};
use crate::error::AppError;
use crate::spine::App;

/// What a book's file says of it, before anything is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBook {
    /// What it is asked for by.
    pub ticket: Ticket,
    /// What its file is called, without its folder.
    pub name: String,
    /// Its title; the file's own name where it says none.
    pub title: String,
    /// Who wrote it, parted by commas; may be empty.
    pub author: String,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// The number on its back.
    pub isbn: Option<Isbn>,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// Where its contents were found.
    pub source: Source,
    /// Why its file was not read, as a stable word for the catalogue, where a library told the rest of it.
    pub unread: Option<&'static str>,
    /// The chapters of the book itself; none when the file has no contents.
    pub body: Vec<ChapterDraft>,
    /// The same with what stands around it, where anything does.
    pub whole: Option<Vec<ChapterDraft>>,
    /// Its cover.
    pub cover: CoverFound,
    /// The same book where it is on the shelf already.
    pub same: Option<SameBook>,
}

/// Whether a cover was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CoverFound {
    /// There is none.
    None,
    /// It is asked for by [`App::found_cover`].
    Found,
    /// There is one, and it is not shown.
    LeftOut(LeftOut),
}

/// A book of the shelf that seems to be the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameBook {
    /// The book.
    pub book: BookId,
    /// Its title as it stands there.
    pub title: String,
}

impl App {
    /// What of a book that was read is shown. From now on its ticket names it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `file` when it has more chapters than a book has (`many`) or another look began
    /// meanwhile (`stopped`), and as every read of the table.
    pub(super) fn show_book(
        &self,
        ticket: Ticket,
        read: BookFile,
        path: Option<&Path>,
    ) -> Result<FoundBook, AppError> {
        let chapters = |around| -> Result<Vec<ChapterDraft>, AppError> {
            let list = read.chapters(around).map_err(|_| refused("many"))?;
            Ok(list.into_iter().map(ChapterDraft::from).collect())
        };
        let body = chapters(Around::LeftOut)?;
        // A book whose body fits is shown, also where what stands around it would be too much.
        let whole = chapters(Around::Taken).ok().filter(|whole| *whole != body);
        let name = path.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let title = if read.title.is_empty() { title_from(path) } else { read.title };
        let author = read.authors.join(", ");
        let same = self.same_book(read.isbn, &title, &author)?;
        let (cover, picture) = taken_apart(read.cover);
        let held = HeldBook { ticket, path: path.map(Path::to_owned), cover: picture };
        self.imports.hold(ticket, |found| found.book = Some(held))?;
        Ok(FoundBook {
            ticket,
            name: name.unwrap_or_default(),
            title,
            author,
            language: read.language.unwrap_or_default(),
            isbn: read.isbn,
            from_right: read.direction == Direction::RightToLeft,
            source: read.source,
            unread: None,
            body,
            whole,
            cover,
            same,
        })
    }

    /// The cover of the book that is looked at; nothing when it has none, or another one is looked at meanwhile.
    pub fn found_cover(&self, ticket: Ticket) -> Option<Picture> {
        self.imports.found().book.as_ref().filter(|held| held.ticket == ticket)?.cover.clone()
    }

    /// The book was kept: where its file lies, and whether that has a cover, is remembered on this computer.
    pub(in crate::reading) fn know_found(&self, ticket: Ticket, book: BookId) {
        let held = self.imports.found().book.take_if(|held| held.ticket == ticket);
        let Some(HeldBook { path: Some(path), cover, .. }) = held else { return };
        let book = book.to_string();
        self.know_files(|known| {
            if cover.is_some() {
                known.coverless.remove(&book);
            } else {
                known.coverless.insert(book.clone());
            }
            known.files.insert(book, path);
        });
    }

    fn same_book(&self, isbn: Option<Isbn>, title: &str, author: &str) -> Result<Option<SameBook>, AppError> {
        let shelf = self.read_table(|space| book::all(space.read()))?;
        Ok(same_of(&shelf, isbn, title, author)
            .map(|row| SameBook { book: row.id, title: row.title.clone() }))
    }
}

/// The number decides; the title where it is missing. A book read twice is one book.
pub(super) fn same_of<'r>(
    shelf: &'r [BookRow],
    isbn: Option<Isbn>,
    title: &str,
    author: &str,
) -> Option<&'r BookRow> {
    let by_number = shelf.iter().find(|row| isbn.is_some() && row.isbn == isbn);
    by_number.or_else(|| shelf.iter().find(|row| title::same((&row.title, &row.author), (title, author))))
}

/// "the_return-of-a-book.epub" is better than an empty field, and can be written over.
fn title_from(path: Option<&Path>) -> String {
    let stem = path.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().replace('_', " "));
    stem.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn taken_apart(cover: Cover) -> (CoverFound, Option<Picture>) {
    match cover {
        Cover::None => (CoverFound::None, None),
        Cover::Found(picture) => (CoverFound::Found, Some(picture)),
        Cover::LeftOut(why) => (CoverFound::LeftOut(why), None),
    }
}
