//! Notes as they may leave the core for one reader: open, or an envelope.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, ChapterId, NoteId, PersonId};
use nightstand_domain::reading::{NoteKind, Place, Within, has_reached};
use nightstand_journal::table::chapter::{self, ChapterRow};
use nightstand_journal::table::note::{self, NoteRow, NotedRow};
use nightstand_journal::table::{book, bookmark};
use nightstand_journal::{JournalError, Space};

use super::Readers;
use crate::error::AppError;
use crate::spine::App;

/// So many notes come at once, and the rest of their chapter with them.
const AT_ONCE: usize = 200;

/// A note as it may leave the core for one reader. A sealed one has no field that could hold what it says,
/// how long it is, or when it was written; nor its id, nor how many there are.
#[derive(Clone, PartialEq, Eq)]
pub enum NoteForReader {
    /// The reader wrote it, or has reached its chapter.
    Open {
        /// The note.
        id: NoteId,
        /// The number of its chapter, from 1.
        chapter: usize,
        /// Who wrote it.
        author: PersonId,
        /// The day it was first written.
        day: NaiveDate,
        /// Whether it is a note, a quote or a letter.
        kind: NoteKind,
        /// Where a quote stands in its author's edition.
        within: Within,
        /// What it says.
        words: String,
    },
    /// Somebody left one there: an envelope.
    Sealed {
        /// The number of its chapter, from 1.
        chapter: usize,
        /// Who wrote it.
        author: PersonId,
        /// Whether it is a letter: that one is addressed to the reader, and an envelope is the point of it.
        letter: bool,
    },
}

impl NoteForReader {
    /// The number of its chapter, from 1.
    pub const fn chapter(&self) -> usize {
        match self {
            Self::Open { chapter, .. } | Self::Sealed { chapter, .. } => *chapter,
        }
    }
}

impl App {
    /// What is open to whoever is here on the chapters up to `up_to` (from 1), the latest first: as many whole chapters
    /// as hold two hundred notes.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn book_notes(&self, id: BookId, up_to: usize) -> Result<Vec<NoteForReader>, AppError> {
        let here = self.here()?.id;
        let notes = self.read_table(|space| {
            let conn = space.read();
            if book::one(conn, id)?.is_none() {
                return Ok(None);
            }
            let ids = chapter::ids_of_book(conn, id)?;
            let readers = Readers::of(&bookmark::of_book(conn, id)?, ids.len());
            let (noted, reached) = (note::noted(conn, id)?, readers.reached(here));
            let laid = LaidNotes::of(noted, ids, here, reached);
            laid.open(space, id, here, up_to).map(Some)
        })?;
        notes.ok_or(AppError::NotFound)
    }
}

/// Whether `here`, whose reading has come to `reached`, may read what `author` wrote on the chapter at `at`.
pub(super) fn may_read(author: PersonId, here: PersonId, reached: Option<Place>, at: usize) -> bool {
    author == here || has_reached(reached, at)
}

/// Where a book's notes lie for one reader, without a word of them.
pub(super) struct LaidNotes {
    reached: Option<Place>,
    chapters: Vec<ChapterId>,
    /// How many are open on each chapter.
    open: Vec<usize>,
    /// Under which ids notes lie whose chapter was taken out meanwhile, on the other computer: they count as ones on
    /// the last chapter.
    astray: BTreeSet<ChapterId>,
    /// Index, author, and whether it is a letter.
    sealed: BTreeSet<(usize, PersonId, bool)>,
}

impl LaidNotes {
    pub(super) fn of(
        noted: Vec<NotedRow>,
        chapters: Vec<ChapterId>,
        here: PersonId,
        reached: Option<Place>,
    ) -> Self {
        let index: HashMap<ChapterId, usize> =
            chapters.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut open = vec![0; chapters.len().max(1)];
        let (mut astray, mut sealed) = (BTreeSet::new(), BTreeSet::new());
        for NotedRow { chapter, author, kind, count } in noted {
            let at = index.get(&chapter).copied().unwrap_or_else(|| {
                astray.insert(chapter);
                chapters.len().saturating_sub(1)
            });
            if may_read(author, here, reached, at) {
                if let Some(all) = open.get_mut(at) {
                    *all += count;
                }
            } else {
                sealed.insert((at, author, kind == NoteKind::Letter));
            }
        }
        Self { reached, chapters, open, astray, sealed }
    }

    /// The chapters on which something is open, from 1, and how much.
    pub(super) fn noted(&self) -> Vec<(usize, usize)> {
        (1..).zip(self.open.iter().copied()).filter(|(_, open)| *open > 0).collect()
    }

    /// Every envelope, and what is open on the latest chapters.
    pub(super) fn seen(
        &self,
        space: &Space,
        book: BookId,
        here: PersonId,
    ) -> Result<Vec<NoteForReader>, JournalError> {
        let mut seen = self.open(space, book, here, usize::MAX)?;
        let envelope = |(at, author, letter): &(usize, PersonId, bool)| NoteForReader::Sealed {
            chapter: at + 1,
            author: *author,
            letter: *letter,
        };
        seen.extend(self.sealed.iter().map(envelope));
        in_order(&mut seen);
        Ok(seen)
    }

    /// What is open on the chapters up to `up_to` (from 1), the latest first, in whole chapters.
    fn open(
        &self,
        space: &Space,
        book: BookId,
        here: PersonId,
        up_to: usize,
    ) -> Result<Vec<NoteForReader>, JournalError> {
        let mut notes = Vec::new();
        let noted = self.noted().into_iter().map(|(number, _)| number).filter(|number| *number <= up_to);
        for number in noted.rev() {
            if notes.len() >= AT_ONCE {
                break;
            }
            let at = number - 1;
            let astray = self.astray.iter().filter(|_| number == self.open.len());
            let mut rows = Vec::new();
            for chapter in self.chapters.get(at).into_iter().chain(astray) {
                rows.extend(note::of_chapter(space.read(), book, *chapter)?);
            }
            rows.retain(|row| may_read(row.author, here, self.reached, at));
            rows.sort_by_key(|row| (row.day, row.id));
            notes.extend(rows.into_iter().map(|row| opened(row, at)));
        }
        Ok(notes)
    }
}

fn opened(note: NoteRow, at: usize) -> NoteForReader {
    let NoteRow { id, author, day, kind, within, words, .. } = note;
    NoteForReader::Open { id, chapter: at + 1, author, day, kind, within, words }
}

/// The latest chapter first. Within one the order of days stays, and an envelope must not tell where in it it would
/// stand: a letter's comes first, then the one of what lies beside it.
fn in_order(seen: &mut [NoteForReader]) {
    seen.sort_by_key(|note| {
        let sealed = match note {
            NoteForReader::Open { .. } => 0,
            NoteForReader::Sealed { letter, .. } => 1 + u8::from(!*letter),
        };
        (std::cmp::Reverse(note.chapter()), sealed)
    });
}

/// What `here` may read of `notes`. A note whose chapter was taken out meanwhile, on the other computer,
/// counts as one on the last chapter.
pub(super) fn for_reader(
    notes: Vec<NoteRow>,
    chapters: &[ChapterRow],
    here: PersonId,
    place: Option<Place>,
) -> Vec<NoteForReader> {
    let index: BTreeMap<ChapterId, usize> =
        chapters.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let mut sealed: BTreeSet<(usize, PersonId, bool)> = BTreeSet::new();
    let mut seen: Vec<NoteForReader> = Vec::with_capacity(notes.len());
    for note in notes {
        let at = index.get(&note.chapter).copied().unwrap_or(chapters.len().saturating_sub(1));
        if may_read(note.author, here, place, at) {
            seen.push(opened(note, at));
        } else {
            let (author, letter) = (note.author, note.kind == NoteKind::Letter);
            if sealed.insert((at, author, letter)) {
                seen.push(NoteForReader::Sealed { chapter: at + 1, author, letter });
            }
        }
    }
    in_order(&mut seen);
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
            kind: NoteKind::Note,
            within: Within::Start,
        }
    }

    fn book(chapters: u8) -> Vec<ChapterRow> {
        let row = |n| ChapterRow {
            id: id(n),
            rank: n.into(),
            title: String::new(),
            part: String::new(),
            pages: None,
            words: None,
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
    fn a_letter_has_an_envelope_of_its_own_and_a_quote_lies_with_the_notes() {
        let of = |n, kind| NoteRow { kind, ..note(n, 3, 2) };
        let notes = vec![of(50, NoteKind::Note), of(51, NoteKind::Letter), of(52, NoteKind::Quote)];
        let seen = for_reader(notes, &book(3), id(1), None);
        let letters: Vec<bool> =
            seen.iter().map(|n| matches!(n, NoteForReader::Sealed { letter: true, .. })).collect();
        assert_eq!(letters, [true, false], "one letter, and one envelope for what is beside it");
    }

    #[test]
    fn a_note_whose_chapter_is_gone_opens_last() {
        let notes = || vec![note(50, 77, 2)];
        assert_eq!(shape(&for_reader(notes(), &book(3), id(1), Some(Place::start_of(1)))), [(3, true)]);
        assert_eq!(shape(&for_reader(notes(), &book(3), id(1), Some(Place::start_of(2)))), [(3, false)]);
    }
}
