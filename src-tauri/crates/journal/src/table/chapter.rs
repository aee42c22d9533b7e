//! The chapters of a book, in order of rank.

use nightstand_domain::ids::{BookId, ChapterId, EntityId};
use nightstand_domain::reading::field;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::held::Hangs;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::CHAPTER,
    tables: &["chapter"],
    project,
    stale: &[Stale::Reading, Stale::Tonight],
};

pub(crate) const HANGS: Hangs = Hangs { on: &[field::BOOK], pairs: "SELECT id, book FROM chapter" };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM chapter WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let Some(book) = record.bytes(field::CHAPTER_BOOK).and_then(EntityId::from_slice) else { return Ok(()) };
    tx.prepare_cached(
        "INSERT INTO chapter (id, book, rank, title, part, pages, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.as_bytes(),
        book.as_bytes(),
        record.int(field::CHAPTER_RANK).unwrap_or_default(),
        record.text(field::CHAPTER_TITLE).unwrap_or_default(),
        record.text(field::CHAPTER_PART).unwrap_or_default(),
        record.int(field::CHAPTER_PAGES).filter(|pages| *pages > 0),
        record.int(field::CHAPTER_WORDS).filter(|words| *words > 0),
    ])?;
    Ok(())
}

/// A chapter. Its number is its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterRow {
    /// The chapter.
    pub id: ChapterId,
    /// Its rank; the list is ordered by it.
    pub rank: i64,
    /// Its title; may be empty.
    pub title: String,
    /// The part it stands in; may be empty.
    pub part: String,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
    /// Its length in words, where known.
    pub words: Option<u32>,
}

fn row(row: &Row<'_>) -> rusqlite::Result<ChapterRow> {
    let length = |column| {
        Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.and_then(|n| u32::try_from(n).ok()))
    };
    Ok(ChapterRow {
        id: id_at(row, 0)?,
        rank: row.get(1)?,
        title: row.get(2)?,
        part: row.get(3)?,
        pages: length(4)?,
        words: length(5)?,
    })
}

/// The book's chapters in order.
///
/// # Errors
/// When the table cannot be read.
pub fn of_book(conn: &Connection, book: BookId) -> Result<Vec<ChapterRow>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT id, rank, title, part, pages, words FROM chapter WHERE book = ?1 ORDER BY rank, id",
        )?
        .query_map([book.as_bytes()], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The same, by their ids alone.
///
/// # Errors
/// When the table cannot be read.
pub fn ids_of_book(conn: &Connection, book: BookId) -> Result<Vec<ChapterId>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT id FROM chapter WHERE book = ?1 ORDER BY rank, id")?
        .query_map([book.as_bytes()], |row| id_at(row, 0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The chapter at `index`, from 0.
///
/// # Errors
/// When the table cannot be read.
pub fn at(conn: &Connection, book: BookId, index: usize) -> Result<Option<ChapterRow>, JournalError> {
    let index = i64::try_from(index).unwrap_or(i64::MAX);
    Ok(conn
        .prepare_cached(
            "SELECT id, rank, title, part, pages, words FROM chapter WHERE book = ?1
             ORDER BY rank, id LIMIT 1 OFFSET ?2",
        )?
        .query_row(params![book.as_bytes(), index], row)
        .optional()?)
}
