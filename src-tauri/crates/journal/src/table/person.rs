//! The people at the table, and what they call each other.

use nightstand_domain::ids::EntityId;
use nightstand_domain::people::{self, Person, Ribbon, Side, field, seated};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

/// Names and ribbons stand on every screen, and every screen says which day it is.
const EVERYWHERE: &[Stale] = &[Stale::People, Stale::Tonight, Stale::Rituals, Stale::Reading, Stale::Us];

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::PERSON, tables: &["person"], project, stale: EVERYWHERE };

pub(crate) const COUPLE: Projection =
    Projection { kind: field::COUPLE, tables: &["couple"], project: project_couple, stale: EVERYWHERE };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM person WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let ribbon = record.int(field::RIBBON).and_then(Ribbon::from_number).unwrap_or(Ribbon::Madder);
    tx.prepare_cached("INSERT INTO person (id, name, ribbon, side) VALUES (?1, ?2, ?3, ?4)")?.execute(
        params![
            id.as_bytes(),
            record.text(field::NAME).unwrap_or_default(),
            ribbon.number(),
            Side::from_number(record.int(field::SIDE).unwrap_or_default()).number(),
        ],
    )?;
    Ok(())
}

fn project_couple(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM couple WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    tx.prepare_cached("INSERT INTO couple (id, word, day_ends) VALUES (?1, ?2, ?3)")?.execute(params![
        id.as_bytes(),
        record.text(field::WORD).unwrap_or_default(),
        people::day_ends(record.int(field::DAY_ENDS)),
    ])?;
    Ok(())
}

fn row(row: &Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person {
        id: id_at(row, 0)?,
        name: row.get(1)?,
        ribbon: Ribbon::from_number(row.get(2)?).unwrap_or(Ribbon::Madder),
        side: Side::from_number(row.get(3)?),
    })
}

/// The two people, each on their side and with a ribbon of their own.
///
/// # Errors
/// When the table cannot be read.
pub fn both(conn: &Connection) -> Result<(Option<Person>, Option<Person>), JournalError> {
    let people = conn
        .prepare_cached("SELECT id, name, ribbon, side FROM person")?
        .query_map([], row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(seated(people))
}

/// The word they have for each other; empty when they use names alone.
///
/// # Errors
/// When the table cannot be read.
pub fn word(conn: &Connection) -> Result<String, JournalError> {
    Ok(conn
        .prepare_cached("SELECT word FROM couple ORDER BY id LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// The hour at which their day ends; four until they choose another.
///
/// # Errors
/// When the table cannot be read.
pub fn day_ends(conn: &Connection) -> Result<u8, JournalError> {
    let said = conn
        .prepare_cached("SELECT day_ends FROM couple ORDER BY id LIMIT 1")?
        .query_row([], |row| row.get::<_, i64>(0))
        .optional()?;
    Ok(people::day_ends(said))
}
