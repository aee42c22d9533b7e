//! One person's place in one book, and what that person chose and kept of it.

use nightstand_domain::ids::{BookId, EntityId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::{Place, Within, field};
use rusqlite::{Connection, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::BOOKMARK,
    tables: &["bookmark"],
    project,
    stale: &[Stale::Reading, Stale::Tonight],
};

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM bookmark WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let book = record.bytes(field::BOOKMARK_BOOK).and_then(EntityId::from_slice);
    let person = record.bytes(field::BOOKMARK_PERSON).and_then(EntityId::from_slice);
    let (Some(book), Some(person)) = (book, person) else { return Ok(()) };
    let place = record.value(field::PLACE).and_then(Place::from_value);
    let (amount, unit) = match place.map(|place| place.within).unwrap_or_default() {
        Within::Start => (0, 0),
        Within::Page(page) => (i64::from(page), 1),
        Within::Percent(percent) => (i64::from(percent), 2),
    };
    tx.prepare_cached(
        "INSERT INTO bookmark (id, book, person, chapters_read, amount, unit, titles_hidden, line)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        id.as_bytes(),
        book.as_bytes(),
        person.as_bytes(),
        place.and_then(|place| i64::try_from(place.read).ok()),
        amount,
        unit,
        record.bool(field::TITLES_HIDDEN).unwrap_or_default(),
        joined(&record.all(field::LINE)),
    ])?;
    Ok(())
}

/// Versions of one text that stand side by side, one below the other: nobody's words are dropped, and
/// whoever wrote them can make one of them again.
pub(super) fn joined(versions: &[&Value]) -> String {
    let texts: Vec<&str> = versions
        .iter()
        .filter_map(|value| match value {
            Value::Text(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts.join("\n\n")
}

/// One person's bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookmarkRow {
    /// The book it lies in.
    pub book: BookId,
    /// Whose it is.
    pub person: PersonId,
    /// Where it lies; nothing until this person opened the book.
    pub place: Option<Place>,
    /// Whether this person wants the titles of the chapters ahead hidden.
    pub titles_hidden: bool,
    /// The line kept of a finished book; may be empty.
    pub line: String,
}

fn row(row: &Row<'_>) -> rusqlite::Result<BookmarkRow> {
    let amount: i64 = row.get(3)?;
    let within = match row.get::<_, i64>(4)? {
        1 => u32::try_from(amount).map_or(Within::Start, Within::Page),
        2 => u8::try_from(amount).map_or(Within::Start, Within::Percent),
        _ => Within::Start,
    };
    let read: Option<i64> = row.get(2)?;
    Ok(BookmarkRow {
        book: id_at(row, 0)?,
        person: id_at(row, 1)?,
        place: read.and_then(|read| usize::try_from(read).ok()).map(|read| Place { read, within }),
        titles_hidden: row.get(5)?,
        line: row.get(6)?,
    })
}

const COLUMNS: &str = "book, person, chapters_read, amount, unit, titles_hidden, line";

/// Every bookmark in every book.
///
/// # Errors
/// When the table cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<BookmarkRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM bookmark"))?
        .query_map([], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The bookmarks in one book.
///
/// # Errors
/// When the table cannot be read.
pub fn of_book(conn: &Connection, book: BookId) -> Result<Vec<BookmarkRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM bookmark WHERE book = ?1"))?
        .query_map([book.as_bytes()], row)?
        .collect::<rusqlite::Result<_>>()?)
}
