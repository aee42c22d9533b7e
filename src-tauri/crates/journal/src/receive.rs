//! Giving and taking entries. The plan is made by [`exchange::plan`]; here it is carried out.

use std::collections::BTreeMap;

use nightstand_domain::ids::{DeviceId, EntityId};
use nightstand_domain::merge::{Kind, LogicalClock};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};

use crate::act;
use crate::codec;
use crate::entry::{Batch, Content, Entry, Vector};
use crate::envelope::Dot;
use crate::error::JournalError;
use crate::exchange::{self, Known, Plan, Received, Why};
use crate::heads;
use crate::log::{self, Devices, LocalDot, Tip};
use crate::payload::Payload;
use crate::projections;
use crate::record::Record;
use crate::space::{Frame, Space};

impl Space {
    /// How much of every log is here.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn vector(&self) -> Result<Vector, JournalError> {
        log::vector(&self.conn)
    }

    /// What someone who has `have` lacks, in the order in which it arrived here: whole batches, about
    /// `budget` bytes of them, and at least one when there is any.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn since(&self, have: &Vector, budget: usize) -> Result<Vec<Vec<u8>>, JournalError> {
        let devices = Devices::load(&self.conn)?;
        let mut open: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
        let mut batches = Vec::new();
        let mut size = 0;
        log::walk(&self.conn, &devices, first_missing(&self.conn, have)?, |row| {
            let device = devices.device(row.device)?;
            if have.covers(device, row.entry.seq) {
                return Ok(true);
            }
            let entries = open.entry(row.device).or_default();
            entries.push(row.entry);
            if let Some(signature) = row.signature {
                let bytes =
                    codec::write_batch(&Batch { device, entries: std::mem::take(entries), signature });
                size += bytes.len();
                batches.push(bytes);
            }
            Ok(size < budget)
        })?;
        Ok(batches)
    }

    /// Takes what someone gave, in one transaction. Nothing is ever dropped: what cannot enter the log is
    /// set aside and counted.
    ///
    /// # Errors
    /// What the disk says; nothing was taken then, and the same delivery can be given again.
    pub fn receive(&mut self, batches: &[Vec<u8>]) -> Result<Received, JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut arrival = Arrival::begin(&tx, &self.frame)?;
        for bytes in batches {
            arrival.take(bytes)?;
        }
        let received = arrival.finish()?;
        tx.commit()?;
        Ok(received)
    }

    /// How many batches were set aside and wait for a good copy.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn set_aside(&self) -> Result<u32, JournalError> {
        Ok(self.conn.query_row("SELECT count(*) FROM aside", [], |row| row.get(0))?)
    }
}

/// The first place in the order of arrival that holds anything new to someone who has `have`.
fn first_missing(conn: &Connection, have: &Vector) -> Result<i64, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT e.arrival FROM entry e JOIN device d ON d.id = e.device WHERE d.device = ?1 AND e.seq = ?2",
    )?;
    let mut first = i64::MAX;
    for device in log::vector(conn)?.0.keys() {
        let next = have.0.get(device).copied().unwrap_or_default().saturating_add(1);
        let found = statement
            .query_row(params![device.as_bytes(), log::signed(next)?], |row| row.get(0))
            .optional()?;
        first = first.min(found.unwrap_or(i64::MAX));
    }
    Ok(first)
}

/// One delivery being taken.
struct Arrival<'t> {
    tx: &'t Transaction<'t>,
    frame: &'t Frame,
    devices: Devices,
    clock: LogicalClock,
    touched: BTreeMap<EntityId, Kind>,
    received: Received,
}

impl<'t> Arrival<'t> {
    fn begin(tx: &'t Transaction<'t>, frame: &'t Frame) -> Result<Self, JournalError> {
        Ok(Self {
            tx,
            frame,
            devices: Devices::load(tx)?,
            clock: log::clock(tx)?,
            touched: BTreeMap::new(),
            received: Received::default(),
        })
    }

    fn take(&mut self, bytes: &[u8]) -> Result<(), JournalError> {
        let Ok(batch) = codec::read_batch(bytes) else {
            // No author can be read from it, so there is nobody to set it aside for; it will be sent again.
            self.received.early += 1;
            return Ok(());
        };
        let known = self.known(batch.device)?;
        match exchange::plan(&batch, &known) {
            Plan::Known => self.received.known += batch.entries.len(),
            Plan::Early => self.received.early += 1,
            Plan::Aside(why) => self.put_aside(&batch, bytes, why)?,
            Plan::Apply { skip, tip } => {
                self.received.known += skip;
                self.apply(&batch, skip, tip)?;
            }
        }
        Ok(())
    }

    fn known(&self, device: DeviceId) -> Result<Known, JournalError> {
        let number = self
            .tx
            .prepare_cached("SELECT id FROM device WHERE device = ?1")?
            .query_row([device.as_bytes()], |row| row.get(0))
            .optional()?;
        let doubted = self
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM aside WHERE device = ?1)")?
            .query_row([device.as_bytes()], |row| row.get(0))?;
        Ok(Known {
            space: self.frame.id,
            own: self.frame.writer.device,
            key: log::key_of(self.tx, device)?,
            tip: number.map_or(Ok(Tip::START), |number| log::tip(self.tx, number))?,
            doubted,
        })
    }

    fn put_aside(&mut self, batch: &Batch, bytes: &[u8], why: Why) -> Result<(), JournalError> {
        let first = batch.entries.first().map_or(0, |entry| entry.seq);
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO aside (device, seq, why, batch) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![batch.device.as_bytes(), log::signed(first)?, why.word(), bytes])?;
        self.received.aside += 1;
        Ok(())
    }

    fn apply(&mut self, batch: &Batch, skip: usize, tip: Tip) -> Result<(), JournalError> {
        let device = self.devices.number(self.tx, batch.device)?;
        for entry in batch.entries.iter().skip(skip) {
            log::append(self.tx, &mut self.devices, device, entry)?;
            self.clock = self.clock.join(entry.clock);
            self.effect(device, entry)?;
            self.received.applied += 1;
        }
        log::sign(self.tx, device, tip.seq, &batch.signature)?;
        log::set_tip(self.tx, device, tip)?;
        self.tx
            .prepare_cached("DELETE FROM aside WHERE device = ?1 AND seq <= ?2")?
            .execute(params![batch.device.as_bytes(), log::signed(tip.seq)?])?;
        Ok(())
    }

    /// What `entry` does to the heads: it removes what it replaces, and raises what it says.
    fn effect(&mut self, device: i64, entry: &Entry) -> Result<(), JournalError> {
        // A payload of a newer version may be unreadable here: it is kept, and rebuilt after an update.
        let payload = match &entry.content {
            Content::Kept(sealed) => Payload::open(sealed).ok(),
            Content::Erased(_) => None,
        };
        for dot in &entry.replaces {
            self.supersede(*dot)?;
        }
        let Some(payload) = payload else { return Ok(()) };
        let arrived_late = self.superseded(device, entry.seq)?;
        act::raise(self.tx, &payload, device, entry.seq, |dot| arrived_late.contains(&dot.op))?;
        self.touched.insert(payload.entity, payload.kind);
        Ok(())
    }

    fn supersede(&mut self, dot: Dot) -> Result<(), JournalError> {
        let local = self.devices.local(self.tx, dot)?;
        if log::tip(self.tx, local.device)?.seq < dot.seq && !self.in_this_batch(local)? {
            self.tx
                .prepare_cached("INSERT OR IGNORE INTO superseded (device, seq, op) VALUES (?1, ?2, ?3)")?
                .execute([local.device, local.seq, local.op])?;
            return Ok(());
        }
        let Some((entity, kind)) = heads::record_at(self.tx, local)? else { return Ok(()) };
        if heads::remove(self.tx, entity, local)? {
            self.touched.insert(entity, kind);
        }
        Ok(())
    }

    /// The tip moves at the end of a batch; within it, an entry may replace what an earlier one said.
    fn in_this_batch(&self, dot: LocalDot) -> Result<bool, JournalError> {
        Ok(self
            .tx
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE device = ?1 AND seq = ?2)")?
            .query_row([dot.device, dot.seq], |row| row.get(0))?)
    }

    /// The ops of an entry that were replaced before it arrived. They are forgotten here: from now on the
    /// entry itself is known.
    fn superseded(&self, device: i64, seq: u64) -> Result<Vec<i64>, JournalError> {
        let mut statement =
            self.tx.prepare_cached("DELETE FROM superseded WHERE device = ?1 AND seq = ?2 RETURNING op")?;
        let ops = statement.query_map([device, log::signed(seq)?], |row| row.get(0))?;
        Ok(ops.collect::<Result<_, _>>()?)
    }

    fn finish(mut self) -> Result<Received, JournalError> {
        log::set_clock(self.tx, self.clock)?;
        for (entity, kind) in &self.touched {
            let Some(projection) = projections::find(self.frame.kind, *kind) else { continue };
            let standing = heads::load(self.tx, &self.devices, *entity)?;
            let record = standing.visible().then(|| Record::new(standing));
            (projection.project)(self.tx, *entity, record.as_ref())?;
            self.received.stale.extend(projection.stale);
        }
        Ok(self.received)
    }
}
