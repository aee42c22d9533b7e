//! Whose turn it is to read aloud: it follows what really happened, and can be handed over by hand.

use std::collections::HashMap;
use std::ops::Range;

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::turn::{self, Given, ReadAloud, Trade};
use nightstand_domain::reading::{Place, Within, aloud_of, field};
use nightstand_journal::table::aloud::{self, AloudRow};
use nightstand_journal::table::book::BookRow;
use nightstand_journal::table::{bookmark, chapter};
use nightstand_journal::{Act, JournalError, Space};

use super::books::{book_value, person_value};
use super::{Readers, find_book};
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// Who could have a turn, and today.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) a: PersonId,
    pub(crate) b: Option<PersonId>,
    pub(crate) today: NaiveDate,
}

impl Pair {
    fn has(self, person: PersonId) -> bool {
        self.a == person || self.b == Some(person)
    }

    /// Whose turn it is, given what was read aloud last.
    pub(crate) fn turn(self, row: &BookRow, last: Option<ReadAloud>) -> Option<PersonId> {
        self.turn_given(row.given, row.trade, last)
    }

    fn turn_given(self, given: Option<Given>, trade: Trade, last: Option<ReadAloud>) -> Option<PersonId> {
        match self.b {
            Some(b) => turn::whose(given, last, trade, (self.a, b), self.today),
            None => given.map(|given| given.to),
        }
    }
}

/// Whether the two of them take turns in a book. One who reads alone, or a book that is not read aloud, needs no look at
/// what happened.
fn is_traded(row: &BookRow, pair: Pair) -> bool {
    row.aloud && pair.b.is_some()
}

/// Whose turn it is in a book.
fn turn_in(
    space: &Space,
    row: &BookRow,
    readers: &Readers,
    pair: Pair,
) -> Result<Option<PersonId>, JournalError> {
    if !is_traded(row, pair) {
        return Ok(row.given.map(|given| given.to));
    }
    Ok(pair.turn(row, aloud::last(space.read(), row.id, readers.begun())?))
}

/// The same as it is told to `here`: the turn of a chapter that the reading went on to without them is none that
/// they could take or hand over, and what was read aloud is nobody's turn any more.
pub(super) fn turn_seen(
    space: &Space,
    row: &BookRow,
    readers: &Readers,
    (here, pair): (PersonId, Pair),
) -> Result<Option<PersonId>, JournalError> {
    if readers.went_on_without(here) {
        return Ok(None);
    }
    if !is_traded(row, pair) {
        return turn_in(space, row, readers, pair);
    }
    let last = aloud::last(space.read(), row.id, readers.begun())?;
    // Only their bookmark has not followed. By nights a chapter may be gone on in.
    let own = readers.place(here).unwrap_or_default().read;
    let is_read = row.trade == Trade::Chapters && last.is_some_and(|last| last.chapter >= own);
    Ok(if is_read { None } else { pair.turn(row, last) })
}

impl App {
    pub(crate) fn pair(&self) -> Result<Pair, AppError> {
        let people = self.people()?;
        Ok(Pair { a: people.a.id, b: people.b.map(|b| b.id), today: self.today() })
    }

    /// Hands the reading over: from the chapter that comes next it is `to`'s turn.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn hand_over_reading(&self, book: BookId, to: PersonId) -> Result<Changed, AppError> {
        let here = self.here()?.id;
        if !self.pair()?.has(to) {
            return Err(AppError::NotFound);
        }
        let (row, readers) = self.book_and_readers(book)?;
        // What one of them alone has behind was read: it is handed over from what nobody has read yet.
        let last = self.read_table(|space| aloud::last(space.read(), book, readers.begun()))?;
        let from = last.map_or(0, |last| last.chapter + 1).max(readers.together(here));
        let from = i64::try_from(from).unwrap_or(i64::MAX);
        let deed = Deed::plain("handOver").with("title", row.title);
        let fields = vec![(field::TURN, person_value(to)), (field::TURN_FROM, from.into())];
        self.write_on_book(book, deed, fields)
    }

    /// Says who really read a chapter aloud, when it was not the one whose turn it was; nobody, when it was not
    /// read aloud.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn read_aloud_by(
        &self,
        book: BookId,
        on: ChapterId,
        reader: Option<PersonId>,
    ) -> Result<Changed, AppError> {
        let pair = self.pair()?;
        if reader.is_some_and(|reader| !pair.has(reader)) {
            return Err(AppError::NotFound);
        }
        let number = self.chapter_number(book, on)?.ok_or(AppError::NotFound)?;
        let deed = Deed::plain("readAloudBy").with("chapter", number);
        let ((), changed) = self.change_table(deed, |act| match reader {
            Some(reader) => {
                let known = aloud::of_book(act.read(), book)?.into_iter().find(|aloud| aloud.chapter == on);
                write(act, book, on, reader, known.map_or(pair.today, |aloud| aloud.day))
            }
            None => act.delete(aloud_of(book, on)),
        })?;
        Ok(changed)
    }

    pub(super) fn book_and_readers(&self, book: BookId) -> Result<(BookRow, Readers), AppError> {
        self.read_table(|space| {
            let Some(row) = find_book(space, book)? else { return Ok(None) };
            let readers = Readers::of(&bookmark::of_book(space.read(), book)?, row.chapters);
            Ok(Some((row, readers)))
        })?
        .ok_or(AppError::NotFound)
    }
}

/// What was read aloud by one going on in the book.
pub(super) struct Reading {
    /// The chapters that were finished or gone on in, and who read each.
    chapters: Vec<(ChapterId, PersonId)>,
    /// Whoever went on in a chapter after the night on which it was begun reads it now.
    over_nights: bool,
}

/// Who read aloud when `here` goes on from `from` to `to`. By nights it is told of everything that nobody had come to
/// yet; else of a step to the next chapter, and of what one who comes to the other's place went through with them.
/// Nobody where it was no reading of the two.
pub(super) fn reading(
    space: &Space,
    row: &BookRow,
    readers: &Readers,
    (here, pair): (PersonId, Pair),
    (from, to): (Place, Place),
) -> Result<Option<Reading>, JournalError> {
    if !is_traded(row, pair) || from.read != readers.together(here) {
        return Ok(None);
    }
    // Who read to somebody before their bookmark lay in the book is not ours to guess.
    if readers.went_on_without(here) {
        return Ok(None);
    }
    let furthest = readers.furthest_place().unwrap_or_default();
    if row.trade == Trade::Nights && Place::is_before(furthest, to) {
        let Some(reader) = turn_in(space, row, readers, pair)? else { return Ok(None) };
        // A page is no chapter that lies behind, but it was read on this night.
        let count = to.read + usize::from(to.within != Within::Start) - furthest.read;
        let ids = chapter::ids_of_book(space.read(), row.id)?.into_iter().skip(furthest.read).take(count);
        return Ok(Some(Reading { chapters: ids.map(|id| (id, reader)).collect(), over_nights: true }));
    }
    let meets = readers.counts(here).into_values().max() == Some(to.read);
    if to.read <= from.read || !(meets || to.read == from.read + 1) {
        return Ok(None);
    }
    let chapters = by_turns(space, row, pair, from.read..to.read)?;
    Ok(Some(Reading { chapters, over_nights: false }))
}

/// Who read each of these chapters: whoever is known to, and between those whoever's turn it was.
fn by_turns(
    space: &Space,
    row: &BookRow,
    pair: Pair,
    chapters: Range<usize>,
) -> Result<Vec<(ChapterId, PersonId)>, JournalError> {
    let known: HashMap<ChapterId, AloudRow> =
        aloud::of_book(space.read(), row.id)?.into_iter().map(|aloud| (aloud.chapter, aloud)).collect();
    let mut last = aloud::last(space.read(), row.id, chapters.start)?;
    let mut read = Vec::with_capacity(chapters.len());
    let ids = chapter::ids_of_book(space.read(), row.id)?;
    for (at, id) in ids.into_iter().enumerate().take(chapters.end).skip(chapters.start) {
        if let Some(aloud) = known.get(&id) {
            last = Some(ReadAloud { chapter: at, reader: aloud.reader, day: aloud.day });
            continue;
        }
        // What was given for a later chapter says nothing of this one.
        let given = row.given.filter(|given| given.from <= at);
        let Some(reader) = pair.turn_given(given, row.trade, last) else { continue };
        last = Some(ReadAloud { chapter: at, reader, day: pair.today });
        read.push((id, reader));
    }
    Ok(read)
}

/// Remembers who read aloud.
pub(super) fn note_reading(
    act: &mut Act<'_>,
    book: BookId,
    reading: Reading,
    today: NaiveDate,
) -> Result<(), JournalError> {
    let known: HashMap<ChapterId, NaiveDate> =
        aloud::of_book(act.read(), book)?.into_iter().map(|aloud| (aloud.chapter, aloud.day)).collect();
    for (on, reader) in reading.chapters {
        let stands = known.get(&on).is_some_and(|day| !reading.over_nights || *day >= today);
        if !stands {
            write(act, book, on, reader, today)?;
        }
    }
    Ok(())
}

fn write(
    act: &mut Act<'_>,
    book: BookId,
    on: ChapterId,
    reader: PersonId,
    today: NaiveDate,
) -> Result<(), JournalError> {
    let fields = vec![
        (field::ALOUD_BOOK, book_value(book)),
        (field::ALOUD_CHAPTER, Value::Bytes(on.as_bytes().to_vec())),
        (field::ALOUD_READER, person_value(reader)),
        (field::ALOUD_DAY, day::number(today).into()),
    ];
    act.set(field::ALOUD_BY, aloud_of(book, on), fields)
}
