//! Threads: what several reflections turned out to be really about.

use nightstand_domain::ids::{EntityId, ThreadId};
use nightstand_domain::reflection::field;
use rusqlite::{Connection, params};

use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;
use crate::table::id_at;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::THREAD, tables: &["thread"], project, stale: &[Stale::Drawer] };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM thread WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(name) = record.and_then(|record| record.text(field::THREAD_NAME)) else { return Ok(()) };
    tx.prepare_cached("INSERT INTO thread (id, name) VALUES (?1, ?2)")?
        .execute(params![id.as_bytes(), name])?;
    Ok(())
}

/// One thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadRow {
    /// The thread.
    pub id: ThreadId,
    /// Its name, in the person's words.
    pub name: String,
}

/// Every thread, by name.
///
/// # Errors
/// When the drawer cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<ThreadRow>, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT id, name FROM thread ORDER BY name COLLATE NOCASE, id")?;
    let rows = statement.query_map([], |row| Ok(ThreadRow { id: id_at(row, 0)?, name: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
