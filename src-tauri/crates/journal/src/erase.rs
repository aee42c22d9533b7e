//! Forgetting for good: the payload goes, the chain stays.
//!
//! Only what nobody shows any more is erased: an entry of which a value still stands keeps its payload. So
//! erasing changes no head on any computer, and a computer that never erases shows the same as one that does.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use nightstand_domain::ids::EntityId;
use rusqlite::{Connection, ErrorCode, TransactionBehavior, params};

use crate::drawer;
use crate::entry::Content;
use crate::error::JournalError;
use crate::log::{self, Devices};
use crate::open;
use crate::payload::{Op, Payload};
use crate::space::{Space, SpaceKind};

/// The queue's word for the whole record.
const WHOLE: i64 = -1;

/// Notes that a record, or the earlier versions of one field, are to be erased.
pub(crate) fn queue(conn: &Connection, entity: EntityId, field: Option<u16>) -> Result<(), JournalError> {
    conn.prepare_cached("INSERT OR IGNORE INTO erasure (entity, field) VALUES (?1, ?2)")?
        .execute(params![entity.as_bytes(), field.map_or(WHOLE, i64::from)])?;
    Ok(())
}

impl Space {
    /// Erases what waits to be forgotten, when no other process is reading; says whether nothing waits any
    /// more. The window does it at opening; whoever has just forgotten something may ask again. It gives way
    /// at once.
    ///
    /// # Errors
    /// What the disk says; whatever was not erased still waits.
    pub fn forget_now(&mut self) -> Result<bool, JournalError> {
        let wanted = wanted(&self.conn)?;
        if wanted.is_empty() {
            return Ok(true);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let devices = Devices::load(&tx)?;
        for (device, seq) in erasable(&tx, &devices, &wanted)? {
            erase(&tx, device, seq)?;
        }
        tx.commit()?;
        if !self.leave_no_trace()? {
            return Ok(false);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (entity, fields) in &wanted {
            for field in fields {
                tx.prepare_cached("DELETE FROM erasure WHERE entity = ?1 AND field = ?2")?
                    .execute(params![entity.as_bytes(), field])?;
            }
        }
        tx.commit()?;
        self.checkpoint()?;
        Ok(true)
    }

    /// Rewrites the file and empties the write-ahead log. `secure_delete` overwrites freed cells, but when
    /// SQLite balances pages it leaves copies of cells it moved; only a rewrite is sure to leave none. A
    /// drawer's file is cut behind its last page first, since its next step would keep old pages there.
    fn leave_no_trace(&self) -> Result<bool, JournalError> {
        let stepped = matches!(self.frame.kind, SpaceKind::Drawer(_));
        if stepped {
            drawer::page_by_page(&self.conn)?;
        }
        self.conn.busy_timeout(Duration::ZERO)?;
        let rewritten = match self.conn.execute_batch("VACUUM") {
            Ok(()) => self.checkpoint(),
            Err(error) if is_busy(&error) => Ok(false),
            Err(error) => Err(error.into()),
        };
        self.conn.busy_timeout(open::WAIT)?;
        if stepped {
            drawer::in_steps(&self.conn)?;
        }
        rewritten
    }

    /// Moves everything from the write-ahead log into the file and empties the log; says whether it could,
    /// or another process was reading.
    ///
    /// # Errors
    /// What the disk says.
    pub fn checkpoint(&self) -> Result<bool, JournalError> {
        let busy: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        Ok(busy == 0)
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn wanted(conn: &Connection) -> Result<HashMap<EntityId, HashSet<i64>>, JournalError> {
    let mut wanted: HashMap<EntityId, HashSet<i64>> = HashMap::new();
    let mut statement = conn.prepare("SELECT entity, field FROM erasure")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        wanted.entry(EntityId::from_bytes(row.get(0)?)).or_default().insert(row.get(1)?);
    }
    Ok(wanted)
}

/// The entries that say nothing but what is to be forgotten, and of which nothing stands.
fn erasable(
    conn: &Connection,
    devices: &Devices,
    wanted: &HashMap<EntityId, HashSet<i64>>,
) -> Result<Vec<(i64, i64)>, JournalError> {
    let mut stands =
        conn.prepare("SELECT EXISTS (SELECT 1 FROM head WHERE entity = ?1 AND device = ?2 AND seq = ?3)")?;
    let mut found = Vec::new();
    log::walk(conn, devices, 0, |row| {
        let Content::Kept(sealed) = &row.entry.content else { return Ok(true) };
        let Ok(payload) = Payload::open(sealed) else { return Ok(true) };
        let Some(fields) = wanted.get(&payload.entity) else { return Ok(true) };
        let seq = log::signed(row.entry.seq)?;
        if payload.ops.iter().all(|op| goes(op, fields))
            && !stands.query_row(params![payload.entity.as_bytes(), row.device, seq], |row| row.get(0))?
        {
            found.push((row.device, seq));
        }
        Ok(true)
    })?;
    Ok(found)
}

fn goes(op: &Op, fields: &HashSet<i64>) -> bool {
    match op {
        Op::Put { field, .. } => fields.contains(&WHOLE) || fields.contains(&i64::from(*field)),
        // They hold no words, and a computer that was away has to hear of them.
        Op::Delete { .. } | Op::Forget { .. } | Op::Unknown => false,
    }
}

fn erase(conn: &Connection, device: i64, seq: i64) -> Result<(), JournalError> {
    let payload: Vec<u8> = conn
        .prepare_cached("SELECT payload FROM entry WHERE device = ?1 AND seq = ?2")?
        .query_row([device, seq], |row| row.get(0))?;
    let hash = Content::Kept(payload).hash();
    conn.prepare_cached("UPDATE entry SET payload = NULL, payload_hash = ?3 WHERE device = ?1 AND seq = ?2")?
        .execute(params![device, seq, hash])?;
    Ok(())
}
