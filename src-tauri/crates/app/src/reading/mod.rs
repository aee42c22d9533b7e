//! Reading together: the shelf, the books on it, and what each person may see of them.

mod asleep;
mod bookmarks;
mod books;
mod chapters;
mod covers;
mod editions;
mod export;
mod file;
pub mod import;
mod keepsake;
mod notes;
mod sealed;
mod search;
mod shelf;
mod tonight;
mod turns;
mod view;

pub use bookmarks::Moved;
pub use books::{BookDraft, BookPlan, FromFile, PutOn};
pub use chapters::{ChapterEdit, Proposed};
pub use export::Taken;
pub use file::FileKnown;
pub use keepsake::{KeepsakeNote, KeepsakeView, KeepsakeWords};
pub use nightstand_formats::book::Source;
pub use nightstand_formats::contents::{LONGEST as LONGEST_CONTENTS, Unreadable};
pub use nightstand_formats::keepsake::{Keepsake, KeepsakeItem, KeepsakeSection, Side};
pub use nightstand_formats::picture::Picture;
pub use nightstand_journal::table::chapter::ChapterRow;
pub use notes::NoteDraft;
pub use sealed::NoteForReader;
pub use search::{Found, FoundNote};
pub use shelf::{NowBook, ReadingView, ShelfBook, Year};
pub use tonight::NextChapter;
pub use view::{BookView, ChapterSeen, HeldEdition, RememberedLine, Ribbon};

use std::collections::BTreeMap;

use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::{Place, Within};
use nightstand_journal::table::book::{self, BookRow};
use nightstand_journal::table::bookmark::BookmarkRow;
use nightstand_journal::{JournalError, Space};

/// How far everyone who reads this book has come, and where that leaves the two of you.
///
/// A reader is whoever has opened the book: one person alone is a whole company. Whoever looks at it is one too, and
/// without a bookmark stands before its first chapter: what somebody else has read is not theirs. Whoever fell asleep
/// has come as far as they heard, wherever their bookmark lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Readers {
    places: BTreeMap<PersonId, Place>,
    heard: BTreeMap<PersonId, Place>,
}

impl Readers {
    pub(crate) fn of<'a>(bookmarks: impl IntoIterator<Item = &'a BookmarkRow>, chapters: usize) -> Self {
        let mut readers = Self::default();
        for mark in bookmarks {
            let Some(place) = mark.place.map(|place| place.within_book(chapters)) else { continue };
            readers.places.insert(mark.person, place);
            let heard = mark.heard.map(|heard| heard.within_book(chapters));
            // A bookmark that was put back meanwhile, on another computer, leaves nothing to be heard again.
            if let Some(heard) = heard.filter(|heard| Place::is_before(*heard, place)) {
                readers.heard.insert(mark.person, heard);
            }
        }
        readers
    }

    /// Who has a bookmark in it.
    pub(crate) fn people(&self) -> Vec<PersonId> {
        self.places.keys().copied().collect()
    }

    pub(crate) fn place(&self, person: PersonId) -> Option<Place> {
        self.places.get(&person).copied()
    }

    pub(crate) fn heard(&self, person: PersonId) -> Option<Place> {
        self.heard.get(&person).copied()
    }

    /// How far somebody has really come.
    pub(crate) fn reached(&self, person: PersonId) -> Option<Place> {
        self.heard(person).or_else(|| self.place(person))
    }

    /// Chapters that `here` has read, and everyone else who has opened it.
    pub(crate) fn together(&self, here: PersonId) -> usize {
        self.counts(here).into_values().min().unwrap_or(0)
    }

    /// Whether somebody else has chapters behind them, and `here` has not opened it.
    pub(crate) fn went_on_without(&self, here: PersonId) -> bool {
        self.place(here).is_none() && self.furthest_place().is_some_and(|place| place.read > 0)
    }

    /// Chapters that anyone has behind them or is in the middle of.
    pub(crate) fn begun(&self) -> usize {
        self.furthest_place().map_or(0, |place| place.read + usize::from(place.within != Within::Start))
    }

    /// Where the bookmark lies that is furthest on.
    pub(crate) fn furthest_place(&self) -> Option<Place> {
        self.places.values().copied().reduce(|a, b| if Place::is_before(b, a) { a } else { b })
    }

    /// The chapter count of `here` and of each reader, as the pace picture takes them.
    pub(crate) fn counts(&self, here: PersonId) -> BTreeMap<PersonId, usize> {
        let people = self.places.keys().copied().chain([here]);
        people.map(|person| (person, self.reached(person).unwrap_or_default().read)).collect()
    }
}

/// A shelf of two decades is small; what is not there is not found, whoever took it away.
pub(crate) fn find_book(space: &Space, id: BookId) -> Result<Option<BookRow>, JournalError> {
    book::one(space.read(), id)
}
