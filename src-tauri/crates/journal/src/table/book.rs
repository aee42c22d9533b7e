//! Books on the shared shelf.

use nightstand_domain::day;
use nightstand_domain::ids::{BookId, EntityId, PersonId};
use nightstand_domain::reading::{Evenings, Shelf, field};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::BOOK,
    tables: &["book"],
    project,
    // Tonight's programme shows the next chapter.
    stale: &[Stale::Reading, Stale::Tonight],
};

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM book WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let shelf = record.value(field::SHELF).map_or(Shelf::Waiting, Shelf::from_value);
    let evenings = record.value(field::EVENINGS).and_then(Evenings::from_value);
    let (code, finished) = match shelf {
        Shelf::Table => (0, None),
        Shelf::Waiting => (1, None),
        Shelf::Resting => (2, None),
        Shelf::Finished(day) => (3, Some(day::number(day))),
    };
    tx.prepare_cached(
        "INSERT INTO book (id, title, author, shelf, finished, fewest, most, aloud, turn, added)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id.as_bytes(),
        record.text(field::TITLE).unwrap_or_default(),
        record.text(field::BOOK_AUTHOR).unwrap_or_default(),
        code,
        finished,
        evenings.map(Evenings::fewest),
        evenings.map(Evenings::most),
        record.bool(field::ALOUD).unwrap_or(true),
        record.bytes(field::TURN).filter(|person| person.len() == 16),
        record.int(field::ADDED).unwrap_or_default(),
    ])?;
    Ok(())
}

/// A book, and how many chapters it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookRow {
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
    /// How many chapters it has.
    pub chapters: usize,
}

const COLUMNS: &str = "id, title, author, shelf, finished, fewest, most, aloud, turn,
    (SELECT count(*) FROM chapter WHERE chapter.book = book.id)";

fn row(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    let shelf = match (row.get::<_, i64>(3)?, row.get::<_, Option<i64>>(4)?.and_then(day::of)) {
        (0, _) => Shelf::Table,
        (2, _) => Shelf::Resting,
        (3, Some(day)) => Shelf::Finished(day),
        _ => Shelf::Waiting,
    };
    let evenings = row.get::<_, Option<u8>>(5)?.zip(row.get::<_, Option<u8>>(6)?);
    let turn: Option<[u8; 16]> = row.get(8)?;
    Ok(BookRow {
        id: id_at(row, 0)?,
        title: row.get(1)?,
        author: row.get(2)?,
        shelf,
        evenings: evenings.and_then(|(fewest, most)| Evenings::new(fewest, most)),
        aloud: row.get(7)?,
        turn: turn.map(|bytes| EntityId::from_bytes(bytes).into()),
        chapters: usize::try_from(row.get::<_, i64>(9)?).unwrap_or_default(),
    })
}

/// Every book, finished ones last and the latest of them first, the others in the order they came.
///
/// # Errors
/// When the table cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<BookRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM book ORDER BY shelf, finished DESC, added, title, id"
        ))?
        .query_map([], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// One book.
///
/// # Errors
/// When the table cannot be read.
pub fn one(conn: &Connection, book: BookId) -> Result<Option<BookRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM book WHERE id = ?1"))?
        .query_row([book.as_bytes()], row)
        .optional()?)
}
