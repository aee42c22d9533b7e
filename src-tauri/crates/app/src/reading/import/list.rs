//! The list of somebody's books, and taking some of them onto the shelf.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::{Isbn, Shelf, TITLE_LENGTH, field, title};
use nightstand_domain::words;
use nightstand_formats::book::NotRead;
use nightstand_formats::shelf_list::{self, ListedBook, MOST_BYTES, Maker, Stands};
use nightstand_formats::watch::Watch;
use nightstand_journal::table::book;
use nightstand_journal::{Act, JournalError};
use nightstand_vault::files;

use super::book::same_of;
use super::{Progress, Ticket, not_read, refused};
use crate::error::AppError;
use crate::reading::books::person_value;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// How many books go into one transaction: few enough that stopping is felt at once.
const TOGETHER: usize = 100;

/// What a list holds, before anything is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundList {
    /// What it is asked for by.
    pub ticket: Ticket,
    /// Who wrote it.
    pub maker: Maker,
    /// The books in the order of the list.
    pub books: Vec<ListEntry>,
    /// How many lines had no title, or could not be read.
    pub unread: usize,
    /// The numbers of the first of those lines, counted from 1.
    pub unread_lines: Vec<u64>,
    /// How many were read on a day that nobody can tell from what is written. They wait, read as they are.
    pub undated: usize,
}

/// A book of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListEntry {
    /// Its title.
    pub title: String,
    /// Who wrote it, parted by commas; may be empty.
    pub author: String,
    /// Where it stands there.
    pub stands: Stands,
    /// Whether it is on the shelf already, or comes there with an earlier line of the same book.
    pub already: bool,
}

impl App {
    pub(super) fn show_list(
        &self,
        ticket: Ticket,
        path: &Path,
        watch: &mut dyn Watch,
    ) -> Result<FoundList, AppError> {
        let length = fs::metadata(path).map_err(|error| refused(super::unreadable(error.kind())))?.len();
        if length > MOST_BYTES as u64 {
            return Err(not_read(NotRead::TooLarge { limit: MOST_BYTES as u64 }));
        }
        let bytes = files::read_at_most(path, MOST_BYTES as u64);
        let bytes =
            bytes.map_err(|error| refused(super::unreadable(error.kind())))?.ok_or(refused("gone"))?;
        let mut list = shelf_list::read(&bytes, watch).map_err(|why| match why {
            NotRead::OtherKind => refused("otherList"),
            why => not_read(why),
        })?;
        let today = self.today();
        list.books.iter_mut().for_each(|listed| without_days_to_come(listed, today));
        let again = same_again(&list.books);
        join_the_same(&mut list.books, &again);
        let shelf = self.read_table(|space| book::all(space.read()))?;
        let entry = |(listed, again): (&ListedBook, &Option<usize>)| {
            let author = listed.authors.join(", ");
            let already = again.is_some() || same_of(&shelf, listed.isbn, &listed.title, &author).is_some();
            ListEntry { title: listed.title.clone(), author, stands: listed.stands, already }
        };
        let lines = || list.books.iter().zip(&again);
        let books = lines().map(entry).collect();
        let undated = lines().filter(|(listed, again)| again.is_none() && waits_undated(listed)).count();
        let (unread, unread_lines) = (list.unread, list.unread_lines.clone());
        let found = FoundList { ticket, maker: list.maker, books, unread, unread_lines, undated };
        self.imports.hold(ticket, |found| found.list = Some((ticket, list)))?;
        Ok(found)
    }

    /// Takes the books at these places of a list onto the shelf, each once, in many transactions under one step of
    /// Undo. When it is stopped, or the disk refuses, those that were taken go again: a shelf has all of them or none.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the list is looked at no longer; [`AppError::Invalid`] for `file` (`stopped`); what
    /// the disk says.
    pub fn take_list(
        &self,
        ticket: Ticket,
        chosen: &[usize],
        told: &mut dyn FnMut(Progress),
    ) -> Result<(usize, Changed), AppError> {
        let here = self.here()?.id;
        let books: Vec<ListedBook> = {
            let found = self.imports.found();
            let (_, list) =
                found.list.as_ref().filter(|(known, _)| *known == ticket).ok_or(AppError::NotFound)?;
            let chosen: Vec<ListedBook> =
                chosen.iter().filter_map(|at| list.books.get(*at)).cloned().collect();
            let again = same_again(&chosen);
            chosen.into_iter().zip(again).filter(|(_, again)| again.is_none()).map(|(book, _)| book).collect()
        };
        let taking = self.imports.begin();
        let mut watch = self.imports.watch(taking, told);
        let today = day::number(self.today());
        let deed = Deed::plain("importBooks").with("count", books.len());
        let steps = books.chunks(TOGETHER).enumerate();
        let changed = self.change_table_in_steps(deed, steps, |act, (step, some)| {
            let done = step * TOGETHER;
            if watch.at(Progress { done, of: books.len() }).is_break() {
                return Ok(Err(refused("stopped")));
            }
            some.iter().try_for_each(|listed| put(act, listed, here, today)).map(Ok)
        })?;
        // Taken once.
        let _ = self.imports.found().list.take_if(|(known, _)| *known == ticket);
        Ok((books.len(), changed))
    }
}

/// Of each line that is a later one of the same book, the place of the first. Two editions have title and first author
/// in common, and one edition its number.
fn same_again(books: &[ListedBook]) -> Vec<Option<usize>> {
    let (mut by_number, mut by_name) = (HashMap::new(), HashMap::new());
    let known = books.iter().enumerate().map(|(at, listed)| {
        let title = Some(title::fold(&listed.title)).filter(|title| !title.is_empty());
        let author = listed.authors.first().map(|author| title::fold(author));
        let name = (title.unwrap_or_else(|| listed.title.clone()), author);
        let before =
            listed.isbn.and_then(|isbn| by_number.get(&isbn)).or_else(|| by_name.get(&name)).copied();
        let first = before.unwrap_or(at);
        listed.isbn.map(|isbn| by_number.entry(isbn).or_insert(first));
        by_name.entry(name).or_insert(first);
        before
    });
    known.collect()
}

/// The first line of a book gets what the later ones say of it.
fn join_the_same(books: &mut [ListedBook], again: &[Option<usize>]) {
    for (at, first) in again.iter().enumerate() {
        let Some((first, later)) = first.zip(books.get(at).cloned()) else { continue };
        let Some(first) = books.get_mut(first) else { continue };
        let read_on = |listed: &ListedBook| match listed.stands {
            Stands::Read(on) => Some(on.or(listed.added)),
            Stands::Reading | Stands::Waiting | Stands::LaidAside => None,
        };
        let is_read_now = first.stands == Stands::Reading || later.stands == Stands::Reading;
        let last_read = read_on(first).max(read_on(&later));
        first.is_undated |= later.is_undated;
        first.isbn = first.isbn.or(later.isbn);
        first.stands = match last_read {
            _ if is_read_now => Stands::Reading,
            Some(on) => Stands::Read(on),
            None => first.stands,
        };
    }
}

/// Nobody has read a book on a day to come: such a day is a slip of the hand, and which one was meant is not known.
fn without_days_to_come(listed: &mut ListedBook, today: NaiveDate) {
    let mut days = vec![&mut listed.added];
    if let Stands::Read(on) = &mut listed.stands {
        days.push(on);
    }
    for day in days {
        listed.is_undated |= day.take_if(|day| *day > today).is_some();
    }
}

/// Whether it was read, and neither the day of that nor another one can be told from what is written.
fn waits_undated(listed: &ListedBook) -> bool {
    listed.is_undated && listed.added.is_none() && listed.stands == Stands::Read(None)
}

fn put(act: &mut Act<'_>, listed: &ListedBook, here: PersonId, today: i64) -> Result<(), JournalError> {
    let added = listed.added.map_or(today, day::number);
    let shelf = match listed.stands {
        Stands::Reading => Shelf::Table,
        Stands::Waiting => Shelf::Waiting,
        Stands::LaidAside => Shelf::Resting,
        // On the shelf of what was read it would stand under a day that is not true.
        Stands::Read(_) if waits_undated(listed) => Shelf::Waiting,
        // Without a day of its own it was read by the day it came to the list, as far as anybody knows.
        Stands::Read(on) => on.or(listed.added).or(day::of(today)).map_or(Shelf::Waiting, Shelf::Finished),
    };
    let author = words::line(&listed.authors.join(", "), TITLE_LENGTH)
        .or_else(|_| words::line(listed.authors.first().map_or("", String::as_str), TITLE_LENGTH))
        .unwrap_or_default();
    let mut fields = vec![
        (field::TITLE, Value::from(listed.title.clone())),
        (field::BOOK_AUTHOR, author.into()),
        (field::SHELF, shelf.to_value()),
        (field::ALOUD, true.into()),
        (field::TURN, person_value(here)),
        (field::ADDED, added.into()),
    ];
    if let Some(isbn) = listed.isbn.map(Isbn::digits) {
        fields.push((field::ISBN, isbn.into()));
    }
    act.set(field::BOOK, BookId::random()?.into(), fields)
}
