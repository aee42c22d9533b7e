//! Writing entries again under another log. What followed from a log that is broken, or that two copies of a
//! file went on with, cannot stay in it; its words can.

use std::collections::HashMap;

use nightstand_domain::ids::DeviceId;
use rusqlite::{Connection, TransactionBehavior};

use crate::act::BATCH_BYTES;
use crate::entry::{Content, Entry, Vector};
use crate::envelope::{self, Dot};
use crate::error::JournalError;
use crate::log::{self, Devices, Tip};
use crate::payload::{Op, Payload};
use crate::space::{Frame, Space};

/// An entry that lost its place, and the log that it lay in.
pub(crate) struct Orphan {
    pub(crate) device: DeviceId,
    pub(crate) entry: Entry,
}

/// Which entry of the new log stands for which of an old one.
type Moved = HashMap<(DeviceId, u64), u64>;

impl Space {
    /// Lets go of the log `old`, which some other copy of this file went on with as well, and writes its entries
    /// again under this computer's own. Nothing is lost: where the other copy's entries arrive later, both
    /// stand.
    ///
    /// # Errors
    /// [`JournalError::Broken`] when it is this computer's own log still, and what the disk says; everything is
    /// as it was then.
    pub fn leave_log(&mut self, old: DeviceId) -> Result<usize, JournalError> {
        if old == self.frame.writer.device {
            return Err(JournalError::Broken("a log cannot be left for itself"));
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let orphans = take_out(&tx, old)?;
        let count = orphans.len();
        again(&tx, &self.frame, orphans)?;
        tx.commit()?;
        self.rebuild()?;
        Ok(count)
    }

    /// The logs that this file once was the writer of and that somebody else has gone on with.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn forked_logs(&self) -> Result<Vec<DeviceId>, JournalError> {
        let mut statement =
            self.conn.prepare_cached("SELECT DISTINCT device FROM aside WHERE why = 'own-log'")?;
        let found = statement.query_map([], |row| Ok(DeviceId::from_bytes(row.get(0)?)))?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }

    /// How far this computer's own log goes in this file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn own_length(&self) -> Result<u64, JournalError> {
        Ok(self.vector()?.0.get(&self.frame.writer.device).copied().unwrap_or_default())
    }
}

/// Takes every entry of `old` out of the tables of the log.
fn take_out(conn: &Connection, old: DeviceId) -> Result<Vec<Orphan>, JournalError> {
    let mut devices = Devices::load(conn)?;
    let number = devices.number(conn, old)?;
    let mut orphans = Vec::new();
    let numbers = Devices::load(conn)?;
    log::walk(conn, &numbers, 0, |row| {
        if row.device == number {
            orphans.push(Orphan { device: old, entry: row.entry });
        }
        Ok(true)
    })?;
    for table in ["head", "superseded", "tip", "entry"] {
        conn.execute(&format!("DELETE FROM {table} WHERE device = ?1"), [number])?;
    }
    conn.execute("DELETE FROM aside WHERE device = ?1 AND why = 'own-log'", [old.as_bytes()])?;
    Ok(orphans)
}

/// Appends `orphans` to this computer's own log, in their order. What they replaced among themselves they
/// replace again.
pub(crate) fn again(conn: &Connection, frame: &Frame, orphans: Vec<Orphan>) -> Result<(), JournalError> {
    let mut devices = Devices::load(conn)?;
    let own = devices.number(conn, frame.writer.device)?;
    let mut tip = log::tip(conn, own)?;
    let mut clock = log::clock(conn)?;
    let mut moved = Moved::new();
    let mut unsigned = 0;
    for Orphan { device, entry } in orphans {
        let new = Entry {
            seq: tip.seq + 1,
            clock: entry.clock,
            replaces: entry.replaces.iter().map(|dot| follow(*dot, &moved, frame)).collect(),
            content: renewed(entry.content, &moved, frame)?,
        };
        if let Content::Kept(sealed) = &new.content {
            unsigned += sealed.len() + 64;
        }
        log::append(conn, &mut devices, own, &new)?;
        tip = tip.advance(frame.id, frame.writer.device, &new);
        clock = clock.join(entry.clock);
        moved.insert((device, entry.seq), new.seq);
        if unsigned >= BATCH_BYTES {
            vouch(conn, frame, own, tip)?;
            unsigned = 0;
        }
    }
    if tip.seq > 0 {
        vouch(conn, frame, own, tip)?;
    }
    log::set_clock(conn, clock)
}

fn vouch(conn: &Connection, frame: &Frame, own: i64, tip: Tip) -> Result<(), JournalError> {
    let words = envelope::signed(frame.id, frame.writer.device, tip.seq, &tip.hash);
    log::sign(conn, own, tip.seq, &frame.writer.signer.sign(&words))?;
    log::set_tip(conn, own, tip)
}

fn follow(dot: Dot, moved: &Moved, frame: &Frame) -> Dot {
    match moved.get(&(dot.device, dot.seq)) {
        Some(seq) => Dot { device: frame.writer.device, seq: *seq, op: dot.op },
        None => dot,
    }
}

/// A deletion says what it had seen: the entries that were written again are among it under their new names.
fn renewed(content: Content, moved: &Moved, frame: &Frame) -> Result<Content, JournalError> {
    let Content::Kept(sealed) = &content else { return Ok(content) };
    let Ok(mut payload) = Payload::open(sealed) else { return Ok(content) };
    if payload.ops.iter().any(|op| matches!(op, Op::Unknown)) {
        // Written by a newer version; sealing it again would lose what this one cannot read.
        return Ok(content);
    }
    let mut changed = false;
    for op in &mut payload.ops {
        if let Op::Delete { saw } = op {
            changed |= see_again(saw, moved, frame);
        }
    }
    if changed { payload.seal().map(Content::Kept) } else { Ok(content) }
}

fn see_again(saw: &mut Vector, moved: &Moved, frame: &Frame) -> bool {
    let new = moved.iter().filter(|((device, seq), _)| saw.covers(*device, *seq)).map(|(_, new)| *new).max();
    let Some(new) = new else { return false };
    let seen = saw.0.entry(frame.writer.device).or_default();
    *seen = (*seen).max(new);
    true
}
