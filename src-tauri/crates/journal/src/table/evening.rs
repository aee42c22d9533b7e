//! How far one person had come in one book at the end of one day. Days only, and only for the pace picture.

use std::collections::HashMap;

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, EntityId, PersonId};
use nightstand_domain::reading::field;
use nightstand_domain::reading::pace::Evening;
use rusqlite::{Connection, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::held::Hangs;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::EVENING, tables: &["reading_evening"], project, stale: &[Stale::Reading] };

pub(crate) const HANGS: Hangs = Hangs { on: &[field::BOOK], pairs: "SELECT id, book FROM reading_evening" };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM reading_evening WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let book = record.bytes(field::EVENING_BOOK).and_then(EntityId::from_slice);
    let person = record.bytes(field::EVENING_PERSON).and_then(EntityId::from_slice);
    let (Some(book), Some(person)) = (book, person) else { return Ok(()) };
    tx.prepare_cached(
        "INSERT INTO reading_evening (id, book, person, day, chapters_read) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        id.as_bytes(),
        book.as_bytes(),
        person.as_bytes(),
        record.int(field::EVENING_DAY).unwrap_or_default(),
        record.int(field::EVENING_READ).unwrap_or_default().max(0),
    ])?;
    Ok(())
}

/// The evenings of one book, in order of days.
///
/// # Errors
/// When the table cannot be read.
pub fn of_book(conn: &Connection, book: BookId) -> Result<Vec<Evening>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT person, day, chapters_read FROM reading_evening WHERE book = ?1 ORDER BY day, person",
        )?
        .query_map([book.as_bytes()], |row| evening_at(row, 0))?
        .collect::<rusqlite::Result<_>>()?)
}

fn evening_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Evening> {
    Ok(Evening {
        person: id_at(row, at)?,
        day: day::of(row.get(at + 1)?).unwrap_or_default(),
        read: usize::try_from(row.get::<_, i64>(at + 2)?).unwrap_or_default(),
    })
}

/// The evenings of every book on the table, in order of days.
///
/// # Errors
/// When the table cannot be read.
pub fn on_table(conn: &Connection) -> Result<HashMap<BookId, Vec<Evening>>, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT e.book, e.person, e.day, e.chapters_read
         FROM book JOIN reading_evening e ON e.book = book.id
         WHERE book.shelf = 0 ORDER BY e.book, e.day, e.person",
    )?;
    let mut rows = statement.query([])?;
    let mut all: HashMap<BookId, Vec<Evening>> = HashMap::new();
    let mut one: (Option<BookId>, Vec<Evening>) = (None, Vec::new());
    while let Some(row) = rows.next()? {
        let book = id_at(row, 0)?;
        // They come book by book.
        if one.0 != Some(book)
            && let (Some(before), evenings) = std::mem::replace(&mut one, (Some(book), Vec::new()))
        {
            all.insert(before, evenings);
        }
        one.1.push(evening_at(row, 1)?);
    }
    if let (Some(last), evenings) = one {
        all.insert(last, evenings);
    }
    Ok(all)
}

/// The last day on which somebody read in each book on the table.
///
/// # Errors
/// When the table cannot be read.
pub fn last_days(conn: &Connection) -> Result<HashMap<BookId, NaiveDate>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT id, (SELECT max(day) FROM reading_evening e WHERE e.book = book.id) AS last
             FROM book WHERE shelf = 0 AND last IS NOT NULL",
        )?
        .query_map([], |row| Ok((id_at(row, 0)?, day::of(row.get(1)?).unwrap_or_default())))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The first day on which `person` read.
///
/// # Errors
/// When the table cannot be read.
pub fn first_day(conn: &Connection, person: PersonId) -> Result<Option<NaiveDate>, JournalError> {
    let first: Option<i64> = conn
        .prepare_cached("SELECT min(day) FROM reading_evening WHERE person = ?1")?
        .query_row([person.as_bytes()], |row| row.get(0))?;
    Ok(first.and_then(day::of))
}

/// The days from `from` to before `to` on which `person` read, each once, in order. On which days the other one read
/// is theirs.
///
/// # Errors
/// When the table cannot be read.
pub fn days(
    conn: &Connection,
    person: PersonId,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<NaiveDate>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT DISTINCT day FROM reading_evening WHERE person = ?1 AND day >= ?2 AND day < ?3 ORDER BY day",
        )?
        .query_map(params![person.as_bytes(), day::number(from), day::number(to)], |row| {
            Ok(day::of(row.get(0)?).unwrap_or_default())
        })?
        .collect::<rusqlite::Result<_>>()?)
}
