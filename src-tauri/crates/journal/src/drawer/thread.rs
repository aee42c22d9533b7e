//! Threads: what several reflections turned out to be really about.

use nightstand_domain::ids::{EntityId, ThreadId};
use nightstand_domain::merge::Value;
use nightstand_domain::reflection::field;
use rusqlite::{Connection, params};

use super::reflection;
use crate::act::Act;
use crate::error::JournalError;
use crate::heads;
use crate::log::Devices;
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

/// The threads that a sheet belongs to, be it shown or thrown away: one, or none.
pub(crate) fn of_sheet(conn: &Connection, sheet: EntityId) -> Result<Vec<ThreadId>, JournalError> {
    let standing = heads::load(conn, &Devices::load(conn)?, sheet)?;
    if standing.kind != Some(field::REFLECTION) {
        return Ok(Vec::new());
    }
    let threads = standing.of(field::THREAD_OF.id).filter_map(|head| match &head.value {
        Value::Bytes(bytes) => <[u8; 16]>::try_from(bytes.as_slice()).ok(),
        _ => None,
    });
    Ok(threads.map(|bytes| EntityId::from_bytes(bytes).into()).collect())
}

/// Forgets a thread to which nothing belongs any more, neither what is being written nor what was thrown away and may
/// come back: its name is as much of a secret as what it was the name of.
pub(crate) fn forget_unless_in_use(act: &mut Act<'_>, id: ThreadId) -> Result<(), JournalError> {
    if is_in_use(act.read(), id)? { Ok(()) } else { act.forget(id.entity()) }
}

fn is_in_use(conn: &Connection, id: ThreadId) -> Result<bool, JournalError> {
    let put_away =
        conn.prepare_cached("SELECT 1 FROM reflection WHERE thread = ?1")?.exists([id.as_bytes()])?;
    if put_away || reflection::drafts(conn)?.iter().any(|(_, draft)| draft.thread == Some(id)) {
        return Ok(true);
    }
    let mut statement = conn.prepare_cached("SELECT page FROM thrown")?;
    let thrown = statement.query_map([], |row| Ok(EntityId::from_bytes(row.get(0)?)))?;
    for sheet in thrown {
        if of_sheet(conn, sheet?)?.contains(&id) {
            return Ok(true);
        }
    }
    Ok(false)
}
