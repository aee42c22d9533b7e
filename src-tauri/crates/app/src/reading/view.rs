//! One book as the person who is here may see it, in one call.

use std::collections::HashMap;

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::reading::edition::Called;
use nightstand_domain::reading::pace::minutes;
use nightstand_domain::reading::{
    Edition, Evenings, Isbn, Numbering, Pace, Place, Projection, Shelf, Toward, Trade, plan,
};
use nightstand_journal::table::aloud::{self, AloudRow};
use nightstand_journal::table::bookmark::{self, BookmarkRow};
use nightstand_journal::table::chapter::{self, ChapterRow};
use nightstand_journal::table::{book, evening, note};

use super::Readers;
use super::covers::cover_name;
use super::editions::laid;
use super::file::FileKnown;
use super::sealed::{LaidNotes, NoteForReader};
use super::turns::{Pair, turn_seen};
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
    /// Whose turn it is to read; nothing where the reading went on without whoever is here.
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
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
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
    /// Chapters that whoever is here has read, and everyone else who has opened it.
    pub together: usize,
    /// The notes, those of the latest chapter first: all envelopes, and what is open on the latest chapters. The
    /// rest is asked for by [`App::book_notes`].
    pub notes: Vec<NoteForReader>,
    /// The chapters on which something is open, from 1, and how much.
    pub noted: Vec<(usize, usize)>,
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
            let ids = chapters.iter().map(|chapter| chapter.id).collect();
            let laid = LaidNotes::of(note::noted(conn, id)?, ids, here, reached);
            let notes = laid.seen(space, id, here)?;
            let count = chapters.len();
            let seen = seen(chapters, mine, reached, (row.aloud, &aloud::of_book(conn, id)?));
            let together = readers.together(here);
            let pace = Pace::of(&evenings, &readers.counts(here), count, pair.today);
            let left = count - together;
            let toward = |by| Toward::of(by, &pace.steps, count, together, pair.today);
            let meant = row.evenings.filter(|_| pace.projection.is_none());
            Ok(Some(BookView {
                id,
                turn: turn_seen(space, &row, &readers, (here, pair))?,
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
                from_right: row.from_right,
                cover: row.cover.as_ref().map(cover_name),
                file: None,
                today: pair.today,
                pace,
                chapters: seen,
                titles_hidden,
                ribbons: ribbons(&readers, pair),
                together,
                notes,
                noted: laid.noted(),
                editions: editions(&marks),
                numbering,
                lines: lines(marks),
            }))
        })?;
        let view = view.ok_or(AppError::NotFound)?;
        Ok(BookView { file: self.file_known(id), ..view })
    }
}

/// The bookmarks, the first side's first.
pub(super) fn ribbons(readers: &Readers, pair: Pair) -> Vec<Ribbon> {
    let ribbon = |(person, place): (&PersonId, &Place)| Ribbon {
        person: *person,
        place: *place,
        heard: readers.heard(*person),
    };
    let mut all: Vec<Ribbon> = readers.places.iter().map(ribbon).collect();
    all.sort_by_key(|ribbon| ribbon.person != pair.a);
    all
}

fn editions(marks: &[BookmarkRow]) -> Vec<HeldEdition> {
    let held = |mark: &BookmarkRow| Some(HeldEdition { person: mark.person, edition: mark.edition.clone()? });
    marks.iter().filter_map(held).collect()
}

pub(super) fn lines(marks: Vec<BookmarkRow>) -> Vec<RememberedLine> {
    let kept = marks.into_iter().filter(|mark| !mark.line.is_empty());
    kept.map(|mark| RememberedLine { person: mark.person, line: mark.line }).collect()
}

/// The chapters as one reader may see them, whose own bookmark is `mine` and who has come to `reached`.
pub(super) fn seen(
    chapters: Vec<ChapterRow>,
    mine: Option<&BookmarkRow>,
    reached: Option<Place>,
    (is_aloud, aloud): (bool, &[AloudRow]),
) -> Vec<ChapterSeen> {
    let hides = mine.is_some_and(|mark| mark.titles_hidden);
    let show = |at: usize| !hides || at <= reached.unwrap_or_default().read;
    let readers: HashMap<ChapterId, PersonId> = aloud.iter().map(|row| (row.chapter, row.reader)).collect();
    let numbering = mine.map(|mark| &mark.numbering).filter(|numbering| !numbering.is_plain());
    let called = numbering.map(|numbering| laid(numbering, &chapters)).unwrap_or_default();
    chapters
        .into_iter()
        .enumerate()
        .map(|(at, row)| ChapterSeen {
            id: row.id,
            pages: row.pages,
            called: called.get(at).copied().flatten(),
            aloud_by: readers.get(&row.id).copied(),
            words: row.words,
            minutes: minutes(row.words, row.pages, is_aloud),
            title: show(at).then_some(row.title),
            part: show(at).then_some(row.part),
        })
        .collect()
}
