//! One book as the person who is here may see it, in one call.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, ChapterId, NoteId, PersonId};
use nightstand_domain::reading::edition::Called;
use nightstand_domain::reading::pace::minutes;
use nightstand_domain::reading::{
    Edition, Evenings, Isbn, NoteKind, Numbering, Pace, Place, Projection, Shelf, Toward, Trade, Within,
    has_reached, plan,
};
use nightstand_journal::table::aloud::{self, AloudRow};
use nightstand_journal::table::bookmark::{self, BookmarkRow};
use nightstand_journal::table::chapter::{self, ChapterRow};
use nightstand_journal::table::note::{self, NoteRow};
use nightstand_journal::table::{book, evening};

use super::Readers;
use super::covers::cover_name;
use super::editions::laid;
use super::file::FileKnown;
use super::turns::turn_in;
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
    /// How the reading is traded.
    pub trade: Trade,
    /// By which day it would be nice to be at the end.
    pub finish_by: Option<NaiveDate>,
    /// What that day asks for; nothing at the end.
    pub toward: Option<Toward>,
    /// Around when the evenings that are meant would end it, before enough was read to say more.
    pub meant: Option<Projection>,
    /// The number on its back.
    pub isbn: Option<Isbn>,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// Names its own cover, where one was chosen, and changes with it.
    pub cover: Option<String>,
    /// What this computer knows of its file.
    pub file: Option<FileKnown>,
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
    /// What each person holds, of those who said so.
    pub editions: Vec<HeldEdition>,
    /// How the edition of whoever is here counts its chapters.
    pub numbering: Numbering,
}

/// What somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldEdition {
    /// Who.
    pub person: PersonId,
    /// What.
    pub edition: Edition,
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
    /// What the edition of whoever is here calls it, where that differs.
    pub called: Option<Called>,
    /// Who read it aloud.
    pub aloud_by: Option<PersonId>,
    /// Its length in words, where known.
    pub words: Option<u32>,
    /// About how many minutes it takes, aloud where the book is read aloud.
    pub minutes: Option<u32>,
}

/// Where somebody's bookmark lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ribbon {
    /// Whose.
    pub person: PersonId,
    /// Where.
    pub place: Place,
    /// The last place they heard before falling asleep.
    pub heard: Option<Place>,
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
        let (here, pair) = (self.here()?.id, self.pair()?);
        let view = self.read_table(|space| {
            let conn = space.read();
            let Some(row) = book::one(conn, id)? else { return Ok(None) };
            let chapters = chapter::of_book(conn, id)?;
            let marks = bookmark::of_book(conn, id)?;
            let evenings = evening::of_book(conn, id)?;
            let readers = Readers::of(&marks, chapters.len());
            let mine = marks.iter().find(|mark| mark.person == here);
            let titles_hidden = mine.is_some_and(|mark| mark.titles_hidden);
            let numbering = mine.map(|mark| mark.numbering.clone()).unwrap_or_default();
            let reached = readers.reached(here);
            let notes = for_reader(note::of_book(conn, id)?, &chapters, here, reached);
            let last_shown = titles_hidden.then_some(reached.unwrap_or_default().read);
            let seen = seen(&chapters, last_shown, &numbering, (row.aloud, &aloud::of_book(conn, id)?));
            let pace = Pace::of(&evenings, &readers.counts(), chapters.len(), pair.today);
            let left = chapters.len() - readers.together();
            let toward = |by| Toward::of(by, &pace.steps, chapters.len(), readers.together(), pair.today);
            let meant = row.evenings.filter(|_| pace.projection.is_none());
            Ok(Some(BookView {
                id,
                turn: turn_in(space, &row, &readers, pair)?,
                toward: row.finish_by.and_then(toward),
                meant: meant.and_then(|evenings| plan::meant(evenings, &pace.steps, left, pair.today)),
                title: row.title,
                author: row.author,
                shelf: row.shelf,
                evenings: row.evenings,
                aloud: row.aloud,
                trade: row.trade,
                finish_by: row.finish_by,
                isbn: row.isbn,
                language: row.language,
                cover: row.cover.as_ref().map(cover_name),
                file: None,
                today: pair.today,
                pace,
                chapters: seen,
                titles_hidden,
                ribbons: ribbons(&readers),
                together: readers.together(),
                notes,
                editions: editions(&marks),
                numbering,
                lines: lines(marks),
            }))
        })?;
        let view = view.ok_or(AppError::NotFound)?;
        Ok(BookView { file: self.file_known(id), ..view })
    }
}

pub(super) fn ribbons(readers: &Readers) -> Vec<Ribbon> {
    let ribbon = |(person, place): (&PersonId, &Place)| Ribbon {
        person: *person,
        place: *place,
        heard: readers.heard(*person),
    };
    readers.places.iter().map(ribbon).collect()
}

fn editions(marks: &[BookmarkRow]) -> Vec<HeldEdition> {
    let held = |mark: &BookmarkRow| Some(HeldEdition { person: mark.person, edition: mark.edition.clone()? });
    marks.iter().filter_map(held).collect()
}

pub(super) fn lines(marks: Vec<BookmarkRow>) -> Vec<RememberedLine> {
    let kept = marks.into_iter().filter(|mark| !mark.line.is_empty());
    kept.map(|mark| RememberedLine { person: mark.person, line: mark.line }).collect()
}

/// `last_shown`: the index of the last chapter whose title is shown, when those ahead of it are hidden.
fn seen(
    chapters: &[ChapterRow],
    last_shown: Option<usize>,
    numbering: &Numbering,
    (is_aloud, aloud): (bool, &[AloudRow]),
) -> Vec<ChapterSeen> {
    let show = |at: usize| last_shown.is_none_or(|last| at <= last);
    let readers: HashMap<ChapterId, PersonId> = aloud.iter().map(|row| (row.chapter, row.reader)).collect();
    let called = if numbering.is_plain() { Vec::new() } else { laid(numbering, chapters) };
    chapters
        .iter()
        .enumerate()
        .map(|(at, row)| ChapterSeen {
            id: row.id,
            title: show(at).then(|| row.title.clone()),
            part: show(at).then(|| row.part.clone()),
            pages: row.pages,
            called: called.get(at).copied().flatten(),
            aloud_by: readers.get(&row.id).copied(),
            words: row.words,
            minutes: minutes(row.words, row.pages, is_aloud),
        })
        .collect()
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
        if note.author == here || has_reached(place, at) {
            let NoteRow { id, author, day, kind, within, words, .. } = note;
            seen.push(NoteForReader::Open { id, chapter: at + 1, author, day, kind, within, words });
        } else {
            let (author, letter) = (note.author, note.kind == NoteKind::Letter);
            if sealed.insert((at, author, letter)) {
                seen.push(NoteForReader::Sealed { chapter: at + 1, author, letter });
            }
        }
    }
    // Within a chapter the order of days stays, and an envelope must not tell where in it it would stand.
    seen.sort_by_key(|note| {
        let sealed = match note {
            NoteForReader::Open { .. } => 0,
            NoteForReader::Sealed { letter, .. } => 1 + u8::from(!*letter),
        };
        (std::cmp::Reverse(note.chapter()), sealed)
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
