//! Reading together: the shelf, the books on it, and what each person may see of them.

mod bookmarks;
mod books;
mod chapters;
mod notes;
mod shelf;
mod tonight;
mod view;

pub use bookmarks::Moved;
pub use books::{BookDraft, PutOn};
pub use chapters::ChapterEdit;
pub use nightstand_formats::contents::{Contents, Unreadable};
pub use nightstand_journal::table::chapter::ChapterRow;
pub use shelf::{NowBook, ReadingView, ShelfBook};
pub use tonight::NextChapter;
pub use view::{BookView, ChapterSeen, NoteForReader, RememberedLine, Ribbon};

use std::collections::BTreeMap;

use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::Place;
use nightstand_journal::table::book::{self, BookRow};
use nightstand_journal::table::bookmark::BookmarkRow;
use nightstand_journal::{JournalError, Space};

/// How far everyone who reads this book has come, and where that leaves the two of you.
///
/// A reader is whoever has opened the book: one person alone is a whole company.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Readers {
    places: BTreeMap<PersonId, Place>,
}

impl Readers {
    pub(crate) fn of<'a>(bookmarks: impl IntoIterator<Item = &'a BookmarkRow>, chapters: usize) -> Self {
        let places = bookmarks
            .into_iter()
            .filter_map(|mark| Some((mark.person, mark.place?.within_book(chapters))))
            .collect();
        Self { places }
    }

    pub(crate) fn place(&self, person: PersonId) -> Option<Place> {
        self.places.get(&person).copied()
    }

    /// Chapters that everyone who reads it has read.
    pub(crate) fn together(&self) -> usize {
        self.places.values().map(|place| place.read).min().unwrap_or(0)
    }

    /// The chapter count of each reader, as the pace picture takes them.
    pub(crate) fn counts(&self) -> BTreeMap<PersonId, usize> {
        self.places.iter().map(|(person, place)| (*person, place.read)).collect()
    }
}

/// A shelf of two decades is small; what is not there is not found, whoever took it away.
pub(crate) fn find_book(space: &Space, id: BookId) -> Result<Option<BookRow>, JournalError> {
    book::one(space.read(), id)
}
