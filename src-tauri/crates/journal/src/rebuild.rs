//! Dropping everything that follows from the log, and building it again.

use std::collections::{BTreeMap, HashMap, HashSet};

use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::{Kind, Stamp};
use rusqlite::{Connection, TransactionBehavior};

use crate::entry::Content;
use crate::error::JournalError;
use crate::heads::{self, Standing};
use crate::log::{self, Devices, LocalDot};
use crate::payload::{Op, Payload};
use crate::projections;
use crate::record::Record;
use crate::space::{Frame, Space};

impl Space {
    /// Rebuilds heads and projections from the log alone, in one transaction. Drafts are not touched. What
    /// an older version could not understand is shown from then on.
    ///
    /// # Errors
    /// What the disk says; everything is as it was then.
    pub fn rebuild(&mut self) -> Result<(), JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        clear(&tx, &self.frame)?;
        let devices = Devices::load(&tx)?;
        let mut standing = gather(&tx, devices)?;
        standing.raise_all(&tx, &self.frame)?;
        tx.commit()?;
        Ok(())
    }
}

fn clear(conn: &Connection, frame: &Frame) -> Result<(), JournalError> {
    conn.execute_batch("DELETE FROM head; DELETE FROM superseded;")?;
    for table in projections::of(frame.kind).iter().flat_map(|projection| projection.tables) {
        let ddl: String =
            conn.query_row("SELECT sql FROM sqlite_master WHERE name = ?1", [table], |row| row.get(0))?;
        // A contentless index cannot be deleted from row by row.
        conn.execute_batch(&if ddl.starts_with("CREATE VIRTUAL") {
            format!("INSERT INTO {table}({table}) VALUES ('delete-all')")
        } else {
            format!("DELETE FROM {table}")
        })?;
    }
    Ok(())
}

/// Everything that stands, while it is being gathered.
struct Gathered {
    devices: Devices,
    records: BTreeMap<EntityId, (Kind, Standing)>,
    raised: HashMap<LocalDot, EntityId>,
    early: HashSet<LocalDot>,
}

fn gather(conn: &Connection, devices: Devices) -> Result<Gathered, JournalError> {
    let mut all =
        Gathered { devices, records: BTreeMap::new(), raised: HashMap::new(), early: HashSet::new() };
    let mut arrived: HashMap<i64, u64> = HashMap::new();
    // Walking borrows the devices while records are gathered; they do not change here.
    let numbers = Devices::load(conn)?;
    log::walk(conn, &numbers, 0, |row| {
        arrived.insert(row.device, row.entry.seq);
        for dot in &row.entry.replaces {
            let local = all.devices.local(conn, *dot)?;
            all.replace(local, &arrived);
        }
        let Content::Kept(sealed) = &row.entry.content else { return Ok(true) };
        let Ok(payload) = Payload::open(sealed) else { return Ok(true) };
        let device = all.devices.device(row.device)?;
        let stamp = Stamp { clock: row.entry.clock, device, seq: row.entry.seq };
        all.take(row.device, stamp, payload)?;
        Ok(true)
    })?;
    Ok(all)
}

impl Gathered {
    fn replace(&mut self, dot: LocalDot, arrived: &HashMap<i64, u64>) {
        if arrived.get(&dot.device).is_none_or(|last| *last < dot.seq.unsigned_abs()) {
            self.early.insert(dot);
            return;
        }
        let Some(entity) = self.raised.remove(&dot) else { return };
        if let Some((_, standing)) = self.records.get_mut(&entity) {
            standing.heads.retain(|head| head.dot != dot);
            standing.deletions.retain(|deletion| deletion.dot != dot);
        }
    }

    fn take(&mut self, device: i64, stamp: Stamp, payload: Payload) -> Result<(), JournalError> {
        let seq = log::signed(stamp.seq)?;
        for (op, what) in (0_i64..).zip(&payload.ops) {
            let dot = LocalDot { device, seq, op };
            if !matches!(what, Op::Put { .. } | Op::Delete { .. }) || self.early.remove(&dot) {
                continue;
            }
            let (_, standing) = self.records.entry(payload.entity).or_insert_with(|| {
                (payload.kind, Standing { kind: Some(payload.kind), ..Standing::default() })
            });
            standing.take(dot, stamp, &payload);
            self.raised.insert(dot, payload.entity);
        }
        Ok(())
    }

    fn raise_all(&mut self, conn: &Connection, frame: &Frame) -> Result<(), JournalError> {
        let mut superseded =
            conn.prepare_cached("INSERT INTO superseded (device, seq, op) VALUES (?1, ?2, ?3)")?;
        for dot in &self.early {
            superseded.execute([dot.device, dot.seq, dot.op])?;
        }
        for (entity, (kind, standing)) in std::mem::take(&mut self.records) {
            if standing.heads.is_empty() && standing.deletions.is_empty() {
                continue;
            }
            heads::write(conn, entity, kind, &standing)?;
            let Some(projection) = projections::find(frame.kind, kind) else { continue };
            if standing.visible() {
                (projection.project)(conn, entity, Some(&Record::new(standing)))?;
            }
        }
        Ok(())
    }
}
