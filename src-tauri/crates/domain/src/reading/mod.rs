//! The book two people read together: a shared counter that both move, each with a bookmark of their own.
//!
//! The chapter is the unit they share; editions differ, so a page or a percentage inside a chapter belongs
//! to one person alone.

pub mod chapters;
pub mod edition;
pub mod field;
pub mod isbn;
pub mod note;
pub mod pace;
pub mod place;
pub mod plan;
pub mod shelf;
pub mod title;
pub mod turn;

pub use chapters::ChapterDraft;
pub use edition::{Anchor, Edition, EditionKind, Numbering};
pub use isbn::{Isbn, NoIsbn};
pub use note::NoteKind;
pub use pace::{Pace, Projection};
pub use place::{Place, Within};
pub use plan::Toward;
pub use shelf::{Evenings, Shelf};
pub use turn::Trade;

use crate::ids::{BookId, BookmarkId, ChapterId, EntityId, PersonId};
use chrono::{Datelike, NaiveDate};

/// A book has at most this many chapters. The longest novels have a few hundred; whoever pastes more has
/// pasted something else, and is told so.
pub const MOST_CHAPTERS: usize = 3_000;

/// Titles, authors, parts and chapter titles are at most this long.
pub const TITLE_LENGTH: usize = 300;
/// A note is at most this long: a long letter, not a book of its own.
pub const NOTE_LENGTH: usize = 20_000;
/// The line kept of a finished book.
pub const LINE_LENGTH: usize = 500;

/// One person's place in one book: both computers derive the same id, so there is never a second one.
pub fn bookmark_of(book: BookId, person: PersonId) -> BookmarkId {
    EntityId::derived("bookmark", &[book.as_bytes(), person.as_bytes()]).into()
}

/// What one person had read of one book at the end of one day. Days only: the hour is nobody's business.
pub fn evening_of(book: BookId, person: PersonId, day: NaiveDate) -> EntityId {
    let day = day.num_days_from_ce().to_be_bytes();
    EntityId::derived("reading evening", &[book.as_bytes(), person.as_bytes(), &day])
}

/// Who read one chapter aloud: both computers derive the same id, so a chapter is never handed over twice.
pub fn aloud_of(book: BookId, chapter: ChapterId) -> EntityId {
    EntityId::derived("read aloud", &[book.as_bytes(), chapter.as_bytes()])
}

/// Whether a reader whose bookmark stands at `place` has come as far as the chapter at `index` (from 0).
/// This is what opens the other's note: a chapter is reached when one stands at its start.
pub fn has_reached(place: Option<Place>, index: usize) -> bool {
    place.is_some_and(|place| place.read >= index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_opens_when_its_chapter_is_reached_and_not_before() {
        assert!(!has_reached(None, 0), "whoever has not opened the book has reached nothing");
        assert!(has_reached(Some(Place::start_of(3)), 3), "standing at its start is reaching it");
        assert!(!has_reached(Some(Place::start_of(2)), 3), "one chapter short keeps it sealed");
    }

    #[test]
    fn each_person_has_one_bookmark_in_a_book() {
        let book = BookId::random().unwrap();
        let (robin, sam) = (PersonId::random().unwrap(), PersonId::random().unwrap());
        assert_eq!(bookmark_of(book, robin), bookmark_of(book, robin), "two computers derive the same one");
        assert_ne!(bookmark_of(book, robin), bookmark_of(book, sam), "and it is nobody else's");
    }
}
