//! One book as the person who is here may see it, in one call.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, ChapterId, NoteId, PersonId};
use nightstand_domain::reading::{Evenings, Pace, Place, Shelf, has_reached};
use nightstand_journal::table::bookmark::{self, BookmarkRow};
use nightstand_journal::table::chapter::{self, ChapterRow};
use nightstand_journal::table::note::{self, NoteRow};
use nightstand_journal::table::{book, evening};

use super::Readers;
use crate::error::AppError;
use crate::spine::App;

/// One book.
#[derive(Clone)]
pub struct BookView {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Where it stands.
    pub shelf: Shelf,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// Whose turn it is to read.
    pub turn: Option<PersonId>,
    /// The couple's day.
    pub today: NaiveDate,
    /// The chapters in order.
    pub chapters: Vec<ChapterSeen>,
    /// Whether whoever is here wants the titles of the chapters ahead hidden.
    pub titles_hidden: bool,
    /// Where the bookmarks lie, of those who opened the book.
    pub ribbons: Vec<Ribbon>,
    /// Chapters that everyone who reads it has read.
    pub together: usize,
    /// The notes, those of the latest chapter first.
    pub notes: Vec<NoteForReader>,
    /// What was read by day, and around when it will be finished.
    pub pace: Pace,
    /// What each person keeps of it.
    pub lines: Vec<RememberedLine>,
}

/// A chapter as whoever is here may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterSeen {
    /// The chapter.
    pub id: ChapterId,
    /// Its title: empty when it has none, nothing when it lies ahead and is hidden.
    pub title: Option<String>,
    /// The part it stands in; hidden alike.
    pub part: Option<String>,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
}

/// Where somebody's bookmark lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub place: Place,
}

/// The line somebody keeps of a book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RememberedLine {
    /// Whose.
    pub person: PersonId,
    /// Which.
    pub line: String,
}

/// A note as it may leave the core for one reader. A sealed one has no field that could hold what it says,
/// how long it is, or when it was written; nor its id, nor how many there are.
#[derive(Clone, PartialEq, Eq)]
pub enum NoteForReader {
    /// The reader wrote it, or has come that far.
    Open {
        /// The note.
        id: NoteId,
        /// The number of its chapter, from 1.
        chapter: usize,
        /// Who wrote it.
        author: PersonId,
        /// The day it was first written.
        day: NaiveDate,
        /// What it says.
        words: String,
    },
    /// Somebody left one there: an envelope.
    Sealed {
        /// The number of its chapter, from 1.
        chapter: usize,
        /// Who wrote it.
        author: PersonId,
    },
}

impl NoteForReader {
    const fn chapter(&self) -> usize {
        match self {
            Self::Open { chapter, .. } | Self::Sealed { chapter, .. } => *chapter,
        }
    }
}

impl App {
    /// Everything one book's page shows to whoever is here.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn book_view(&self, id: BookId) -> Result<BookView, AppError> {
        let (here, today) = (self.here()?.id, self.today());
        self.read_table(|space| {
            let conn = space.read();
            let Some(row) = book::one(conn, id)? else { return Ok(None) };
            let chapters = chapter::of_book(conn, id)?;
            let marks = bookmark::of_book(conn, id)?;
            let evenings = evening::of_book(conn, id)?;
            let readers = Readers::of(&marks, chapters.len());
            let titles_hidden = marks.iter().any(|mark| mark.person == here && mark.titles_hidden);
            let notes = for_reader(note::of_book(conn, id)?, &chapters, here, readers.place(here));
            let reached = readers.place(here).unwrap_or_default().read;
            Ok(Some(BookView {
                id,
                title: row.title,
                author: row.author,
                shelf: row.shelf,
                evenings: row.evenings,
                aloud: row.aloud,
                turn: row.turn,
                today,
                pace: Pace::of(&evenings, &readers.counts(), chapters.len(), today),
                chapters: seen(chapters, titles_hidden.then_some(reached)),
                titles_hidden,
                ribbons: ribbons(&readers),
                together: readers.together(),
                notes,
                lines: lines(marks),
            }))
        })?
        .ok_or(AppError::NotFound)
    }
}

pub(super) fn ribbons(readers: &Readers) -> Vec<Ribbon> {
    readers.places.iter().map(|(person, place)| Ribbon { person: *person, place: *place }).collect()
}

fn lines(marks: Vec<BookmarkRow>) -> Vec<RememberedLine> {
    let kept = marks.into_iter().filter(|mark| !mark.line.is_empty());
    kept.map(|mark| RememberedLine { person: mark.person, line: mark.line }).collect()
}

/// `last_shown`: the index of the last chapter whose title is shown, when those ahead of it are hidden.
fn seen(chapters: Vec<ChapterRow>, last_shown: Option<usize>) -> Vec<ChapterSeen> {
    let show = |at: usize| last_shown.is_none_or(|last| at <= last);
    chapters
        .into_iter()
        .enumerate()
        .map(|(at, row)| ChapterSeen {
            id: row.id,
            title: show(at).then_some(row.title),
            part: show(at).then_some(row.part),
            pages: row.pages,
        })
        .collect()
}

/// What `here` may read of `notes`. A note whose chapter was taken out meanwhile, on the other computer,
/// counts as one on the last chapter.
fn for_reader(
    notes: Vec<NoteRow>,
    chapters: &[ChapterRow],
    here: PersonId,
    place: Option<Place>,
) -> Vec<NoteForReader> {
    let index: BTreeMap<ChapterId, usize> =
        chapters.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let mut sealed: BTreeSet<(usize, PersonId)> = BTreeSet::new();
    let mut seen: Vec<NoteForReader> = Vec::with_capacity(notes.len());
    for note in notes {
        let at = index.get(&note.chapter).copied().unwrap_or(chapters.len().saturating_sub(1));
        if note.author == here || has_reached(place, at) {
            let NoteRow { id, author, day, words, .. } = note;
            seen.push(NoteForReader::Open { id, chapter: at + 1, author, day, words });
        } else if sealed.insert((at, note.author)) {
            seen.push(NoteForReader::Sealed { chapter: at + 1, author: note.author });
        }
    }
    // Within a chapter the order of days stays, and an envelope must not tell where in it it would stand.
    seen.sort_by_key(|note| {
        (std::cmp::Reverse(note.chapter()), matches!(note, NoteForReader::Sealed { .. }))
    });
    seen
}

#[cfg(test)]
mod tests {
    use nightstand_domain::ids::EntityId;

    use super::*;

    fn id<T: From<EntityId>>(n: u8) -> T {
        EntityId::from_bytes([n; 16]).into()
    }

    fn note(n: u8, on: u8, author: u8) -> NoteRow {
        NoteRow {
            id: id(n),
            book: id(99),
            chapter: id(on),
            author: id(author),
            day: NaiveDate::MIN,
            words: "x".into(),
        }
    }

    fn book(chapters: u8) -> Vec<ChapterRow> {
        let row = |n| ChapterRow {
            id: id(n),
            rank: n.into(),
            title: String::new(),
            part: String::new(),
            pages: None,
        };
        (1..=chapters).map(row).collect()
    }

    fn shape(notes: &[NoteForReader]) -> Vec<(usize, bool)> {
        notes.iter().map(|n| (n.chapter(), matches!(n, NoteForReader::Sealed { .. }))).collect()
    }

    #[test]
    fn the_others_note_is_sealed_until_you_have_read_that_far() {
        let notes = || vec![note(50, 1, 2), note(51, 2, 2), note(52, 3, 2)];
        let at = |place| shape(&for_reader(notes(), &book(3), id(1), place));
        assert_eq!(at(None), [(3, true), (2, true), (1, true)], "before the book is opened all are sealed");
        let second = at(Some(Place::start_of(1)));
        assert_eq!(second, [(3, true), (2, false), (1, false)], "chapter 2 is reached, chapter 3 is not");
        assert_eq!(
            at(Some(Place::start_of(3))),
            [(3, false), (2, false), (1, false)],
            "the end opens the last"
        );
    }

    #[test]
    fn your_own_notes_are_never_sealed() {
        assert_eq!(shape(&for_reader(vec![note(50, 3, 1)], &book(3), id(1), None)), [(3, false)]);
    }

    #[test]
    fn two_sealed_notes_in_one_chapter_are_one_envelope() {
        let notes = vec![note(50, 3, 2), note(51, 3, 2)];
        assert_eq!(
            shape(&for_reader(notes, &book(3), id(1), None)),
            [(3, true)],
            "not even their number is told"
        );
    }

    #[test]
    fn a_note_whose_chapter_is_gone_opens_last() {
        let notes = || vec![note(50, 77, 2)];
        assert_eq!(shape(&for_reader(notes(), &book(3), id(1), Some(Place::start_of(1)))), [(3, true)]);
        assert_eq!(shape(&for_reader(notes(), &book(3), id(1), Some(Place::start_of(2)))), [(3, false)]);
    }
}
