//! Notes on chapters. Who may read which one is decided by the use-case; what leaves here is everything.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, ChapterId, EntityId, NoteId, PersonId};
use nightstand_domain::reading::note::where_from;
use nightstand_domain::reading::{NoteKind, Within, field};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{bookmark, id_at, shelf_search};
use crate::error::JournalError;
use crate::held::Hangs;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::NOTE, tables: &["note"], project, stale: &[Stale::Reading] };

pub(crate) const HANGS: Hangs = Hangs {
    on: &[field::BOOK, field::CHAPTER],
    pairs: "SELECT id, book FROM note UNION ALL SELECT id, chapter FROM note",
};

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM note WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let id_in = |field| record.bytes(field).and_then(EntityId::from_slice);
    let (Some(book), Some(chapter), Some(author)) =
        (id_in(field::NOTE_BOOK), id_in(field::NOTE_CHAPTER), id_in(field::NOTE_AUTHOR))
    else {
        return Ok(());
    };
    let words = bookmark::joined(&record.all(field::NOTE_TEXT));
    let (amount, unit) = record.value(field::NOTE_WHERE).map(where_from).unwrap_or_default().coded();
    tx.prepare_cached(
        "INSERT INTO note (id, book, chapter, author, day, words, kind, amount, unit, folded)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id.as_bytes(),
        book.as_bytes(),
        chapter.as_bytes(),
        author.as_bytes(),
        record.int(field::NOTE_DAY).unwrap_or_default(),
        words,
        NoteKind::of(record.int(field::NOTE_KIND).unwrap_or_default()).code(),
        amount,
        unit,
        shelf_search::folded(&words),
    ])?;
    Ok(())
}

/// A note. No `Debug`: one that is sealed for somebody must not end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// The note.
    pub id: NoteId,
    /// The book it belongs to.
    pub book: BookId,
    /// The chapter it belongs to.
    pub chapter: ChapterId,
    /// Who wrote it.
    pub author: PersonId,
    /// The day it was first written.
    pub day: NaiveDate,
    /// What it says.
    pub words: String,
    /// Whether it is a note, a quote or a letter.
    pub kind: NoteKind,
    /// Where a quote stands in its author's edition.
    pub within: Within,
}

const COLUMNS: &str = "id, book, chapter, author, day, words, kind, amount, unit";

fn row(row: &Row<'_>) -> rusqlite::Result<NoteRow> {
    Ok(NoteRow {
        id: id_at(row, 0)?,
        book: id_at(row, 1)?,
        chapter: id_at(row, 2)?,
        author: id_at(row, 3)?,
        day: day::of(row.get(4)?).unwrap_or_default(),
        words: row.get(5)?,
        kind: NoteKind::of(row.get(6)?),
        within: Within::decoded(row.get(7)?, row.get(8)?),
    })
}

/// The notes in one book, in the order of their days.
///
/// # Errors
/// When the table cannot be read.
pub fn of_book(conn: &Connection, book: BookId) -> Result<Vec<NoteRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM note WHERE book = ?1 ORDER BY day, id"))?
        .query_map([book.as_bytes()], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The notes on one chapter, in no order: asked for one, SQLite would walk along all days of the book.
///
/// # Errors
/// When the table cannot be read.
pub fn of_chapter(conn: &Connection, book: BookId, chapter: ChapterId) -> Result<Vec<NoteRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM note INDEXED BY note_by_chapter WHERE book = ?1 AND chapter = ?2"
        ))?
        .query_map([book.as_bytes(), chapter.as_bytes()], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// What somebody wrote on one chapter, without a word of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotedRow {
    /// The chapter.
    pub chapter: ChapterId,
    /// Who wrote it.
    pub author: PersonId,
    /// Whether they are notes, quotes or letters.
    pub kind: NoteKind,
    /// How many.
    pub count: usize,
}

/// Where in a book somebody wrote something.
///
/// # Errors
/// When the table cannot be read.
pub fn noted(conn: &Connection, book: BookId) -> Result<Vec<NotedRow>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT chapter, author, kind, count(*) FROM note INDEXED BY note_by_chapter
             WHERE book = ?1 GROUP BY chapter, author, kind",
        )?
        .query_map([book.as_bytes()], |row| {
            Ok(NotedRow {
                chapter: id_at(row, 0)?,
                author: id_at(row, 1)?,
                kind: NoteKind::of(row.get(2)?),
                count: usize::try_from(row.get::<_, i64>(3)?).unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// One note.
///
/// # Errors
/// When the table cannot be read.
pub fn one(conn: &Connection, note: NoteId) -> Result<Option<NoteRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM note WHERE id = ?1"))?
        .query_row([note.as_bytes()], row)
        .optional()?)
}

/// The chapters of a book that somebody wrote a note on.
///
/// # Errors
/// When the table cannot be read.
pub fn chapters_with_notes(conn: &Connection, book: BookId) -> Result<Vec<ChapterId>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT DISTINCT chapter FROM note WHERE book = ?1")?
        .query_map([book.as_bytes()], |row| id_at(row, 0))?
        .collect::<rusqlite::Result<_>>()?)
}
