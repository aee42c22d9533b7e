//! What was done of a ritual on a day. A day on which nothing was done has no row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nightstand_domain::ids::{EntityId, PersonId, RitualId};
use nightstand_domain::merge::Value;
use nightstand_domain::ritual::{Halves, field};
use rusqlite::{Connection, OptionalExtension, params};

use super::id_at;
use crate::error::JournalError;
use crate::held::Hangs;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::OCCURRENCE, tables: &["occurrence_half"], project, stale: &[Stale::Tonight] };

pub(crate) const HANGS: Hangs =
    Hangs { on: &[field::RITUAL], pairs: "SELECT occurrence, ritual FROM occurrence_half" };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM occurrence_half WHERE occurrence = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let ritual = record.bytes(field::OF).and_then(EntityId::from_slice);
    let (Some(ritual), Some(day)) = (ritual, record.int(field::DAY)) else { return Ok(()) };
    let mut insert = tx.prepare_cached(
        "INSERT OR IGNORE INTO occurrence_half (occurrence, ritual, day, person) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for member in record.members(field::DONE) {
        let Value::Bytes(bytes) = member else { continue };
        let Some(person) = EntityId::from_slice(bytes) else { continue };
        insert.execute(params![id.as_bytes(), ritual.as_bytes(), day, person.as_bytes()])?;
    }
    Ok(())
}

/// Who was part of what, from `first` to `last` inclusive.
///
/// # Errors
/// When the table cannot be read.
pub fn between(
    conn: &Connection,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<BTreeMap<(RitualId, NaiveDate), Halves>, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT ritual, day, person FROM occurrence_half WHERE day BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([first.to_epoch_days(), last.to_epoch_days()])?;
    let mut done: BTreeMap<(RitualId, NaiveDate), Halves> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let Some(day) = NaiveDate::from_epoch_days(row.get(1)?) else { continue };
        done.entry((id_at(row, 0)?, day)).or_default().0.insert(id_at(row, 2)?);
    }
    Ok(done)
}

/// Who was part of `ritual` on `day`.
///
/// # Errors
/// When the table cannot be read.
pub fn of(conn: &Connection, ritual: RitualId, day: NaiveDate) -> Result<Halves, JournalError> {
    let people = conn
        .prepare_cached("SELECT person FROM occurrence_half WHERE ritual = ?1 AND day = ?2")?
        .query_map(params![ritual.as_bytes(), day.to_epoch_days()], |row| id_at::<PersonId>(row, 0))?
        .collect::<rusqlite::Result<BTreeSet<_>>>()?;
    Ok(Halves(people))
}

/// The latest thing that was done before `day`, and when.
///
/// # Errors
/// When the table cannot be read.
pub fn last_before(conn: &Connection, day: NaiveDate) -> Result<Option<(RitualId, NaiveDate)>, JournalError> {
    let last = conn
        .prepare_cached(
            "SELECT ritual, day FROM occurrence_half WHERE day < ?1 ORDER BY day DESC, ritual DESC LIMIT 1",
        )?
        .query_row([day.to_epoch_days()], |row| Ok((id_at(row, 0)?, NaiveDate::from_epoch_days(row.get(1)?))))
        .optional()?;
    Ok(last.and_then(|(ritual, day)| Some((ritual, day?))))
}
