//! Appreciations that were handed over.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{EntityId, PersonId, SlipId};
use nightstand_domain::us::{DayPart, field};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::SLIP, tables: &["slip"], project, stale: &[Stale::Us, Stale::Tonight] };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM slip WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let Some(by) = record.bytes(field::SLIP_BY).and_then(EntityId::from_slice) else { return Ok(()) };
    tx.prepare_cached(
        "INSERT INTO slip (id, author, words, day, part, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        id.as_bytes(),
        by.as_bytes(),
        record.text(field::SLIP_WORDS).unwrap_or_default(),
        record.int(field::SLIP_DAY).unwrap_or_default(),
        DayPart::from_number(record.int(field::SLIP_PART).unwrap_or_default()).number(),
        record.int(field::SLIP_PLACE).unwrap_or_default(),
    ])?;
    Ok(())
}

/// One appreciation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlipRow {
    /// The slip.
    pub id: SlipId,
    /// Who wrote it.
    pub by: PersonId,
    /// The words.
    pub words: String,
    /// The day it was handed over.
    pub day: NaiveDate,
    /// The part of that day.
    pub part: DayPart,
}

fn row(row: &Row<'_>) -> rusqlite::Result<SlipRow> {
    Ok(SlipRow {
        id: id_at(row, 0)?,
        by: id_at(row, 1)?,
        words: row.get(2)?,
        day: day::of(row.get(3)?).unwrap_or_default(),
        part: DayPart::from_number(row.get(4)?),
    })
}

const NEWEST: &str = "ORDER BY day DESC, place DESC, id LIMIT";

/// The newest slips, at most `most`.
///
/// # Errors
/// When the table cannot be read.
pub fn newest(conn: &Connection, most: u32) -> Result<Vec<SlipRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT id, author, words, day, part FROM slip {NEWEST} ?1"))?
        .query_map([most], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// One slip, as long as it lies on the table.
///
/// # Errors
/// When the table cannot be read.
pub fn one(conn: &Connection, id: SlipId) -> Result<Option<SlipRow>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT id, author, words, day, part FROM slip WHERE id = ?1")?
        .query_row([id.as_bytes()], row)
        .optional()?)
}

/// The newest slip that somebody other than `person` handed over.
///
/// # Errors
/// When the table cannot be read.
pub fn newest_for(conn: &Connection, person: PersonId) -> Result<Option<SlipRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!(
            "SELECT id, author, words, day, part FROM slip WHERE author <> ?1 {NEWEST} 1"
        ))?
        .query_row([person.as_bytes()], row)
        .optional()?)
}

/// The place of the next slip in the order of handing over.
///
/// # Errors
/// When the table cannot be read.
pub fn next_place(conn: &Connection) -> Result<i64, JournalError> {
    Ok(conn
        .prepare_cached("SELECT coalesce(max(place), 0) + 1 FROM slip")?
        .query_row([], |row| row.get(0))?)
}
