//! Words that were typed for the table and not kept yet. A row is overwritten as one types and durable each
//! time; it is no entry of the log and belongs to one person alone.

use chrono::NaiveDate;
use nightstand_domain::ids::PersonId;
use rusqlite::{Connection, params};

use crate::error::JournalError;

/// What waits in one field. No `Debug`: it must not end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Unsent {
    /// The field, as the window names it.
    pub place: String,
    /// What was typed there.
    pub words: String,
}

/// Overwrites what waits in a field. It survives a crash and a power cut once this returns.
///
/// # Errors
/// What the disk says; the earlier words are then still there.
pub fn save(
    conn: &Connection,
    person: PersonId,
    unsent: &Unsent,
    day: NaiveDate,
) -> Result<(), JournalError> {
    conn.prepare_cached(
        "INSERT INTO unsent (person, place, words, day) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (person, place) DO UPDATE SET words = excluded.words, day = excluded.day",
    )?
    .execute(params![person.as_bytes(), unsent.place, unsent.words, day.to_epoch_days()])?;
    Ok(())
}

/// Forgets what waits in a field: it was kept, or let go.
///
/// # Errors
/// What the disk says.
pub fn clear(conn: &Connection, person: PersonId, place: &str) -> Result<(), JournalError> {
    conn.prepare_cached("DELETE FROM unsent WHERE person = ?1 AND place = ?2")?
        .execute(params![person.as_bytes(), place])?;
    Ok(())
}

/// Forgets what nobody has touched since before `day`.
///
/// # Errors
/// What the disk says.
pub fn forget_before(conn: &Connection, day: NaiveDate) -> Result<(), JournalError> {
    conn.prepare_cached("DELETE FROM unsent WHERE day < ?1")?.execute([day.to_epoch_days()])?;
    Ok(())
}

/// The fields in which something waits for anybody but `person`. A field's name holds the ids of what it belongs to.
pub(crate) fn fields_of_others(conn: &Connection, person: PersonId) -> Result<Vec<String>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT place FROM unsent WHERE person <> ?1")?
        .query_map([person.as_bytes()], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Everything that waits for one person.
///
/// # Errors
/// When the table cannot be read.
pub fn of_person(conn: &Connection, person: PersonId) -> Result<Vec<Unsent>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT place, words FROM unsent WHERE person = ?1 ORDER BY place")?
        .query_map([person.as_bytes()], |row| Ok(Unsent { place: row.get(0)?, words: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?)
}
