//! Sentences that someone carried from their drawer to the table.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{EntityId, LineId, PersonId};
use nightstand_domain::us::field;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::LINE, tables: &["line"], project, stale: &[Stale::Us] };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM line WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let Some(by) = record.bytes(field::LINE_BY).and_then(EntityId::from_slice) else { return Ok(()) };
    tx.prepare_cached(
        "INSERT INTO line (id, author, words, day, place, until) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id.as_bytes(),
        by.as_bytes(),
        record.text(field::LINE_WORDS).unwrap_or_default(),
        record.int(field::LINE_DAY).unwrap_or_default(),
        record.int(field::LINE_PLACE).unwrap_or_default(),
        record.int(field::LINE_UNTIL),
    ])?;
    Ok(())
}

/// One sentence on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// The line.
    pub id: LineId,
    /// Who wrote it.
    pub by: PersonId,
    /// The words.
    pub words: String,
    /// The day it was carried over.
    pub day: NaiveDate,
    /// The last day on which it lies there; `None` until it is taken back.
    pub until: Option<NaiveDate>,
}

impl LineRow {
    /// Whether it lies on the table on a day.
    pub fn lies_on(&self, day: NaiveDate) -> bool {
        self.until.is_none_or(|until| until >= day)
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<LineRow> {
    Ok(LineRow {
        id: id_at(row, 0)?,
        by: id_at(row, 1)?,
        words: row.get(2)?,
        day: day::of(row.get(3)?).unwrap_or_default(),
        until: row.get::<_, Option<i64>>(4)?.and_then(day::of),
    })
}

/// The newest lines that lie there on a day, at most `most`; those carried over together stay in the order they were
/// written.
///
/// # Errors
/// When the table cannot be read.
pub fn newest(conn: &Connection, today: NaiveDate, most: u32) -> Result<Vec<LineRow>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT id, author, words, day, until FROM line WHERE until IS NULL OR until >= ?1
             ORDER BY day DESC, place, id LIMIT ?2",
        )?
        .query_map(params![day::number(today), most], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The lines whose last day was before a day.
///
/// # Errors
/// When the table cannot be read.
pub fn over(conn: &Connection, today: NaiveDate) -> Result<Vec<LineId>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT id FROM line WHERE until < ?1")?
        .query_map([day::number(today)], |row| id_at(row, 0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// One line, when it lies on the table.
///
/// # Errors
/// When the table cannot be read.
pub fn one(conn: &Connection, id: LineId) -> Result<Option<LineRow>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT id, author, words, day, until FROM line WHERE id = ?1")?
        .query_row([id.as_bytes()], row)
        .optional()?)
}

/// The place of the next line in the order of carrying over.
///
/// # Errors
/// When the table cannot be read.
pub fn next_place(conn: &Connection) -> Result<i64, JournalError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(place), 0) + 1 FROM line")?
        .query_row([], |row| row.get(0))?)
}
