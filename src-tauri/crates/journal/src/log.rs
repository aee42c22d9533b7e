//! The log's own tables: which devices there are, where their logs end, and the entries in order of arrival.

use std::collections::BTreeMap;

use nightstand_domain::ids::{DeviceId, SpaceId};
use nightstand_domain::merge::LogicalClock;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::entry::{Content, Entry, Vector};
use crate::envelope::{self, Dot, Envelope, Hash};
use crate::error::JournalError;

/// Where a log ends. A log that has not begun ends at [`envelope::BEGINNING`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tip {
    pub(crate) seq: u64,
    pub(crate) hash: Hash,
}

impl Tip {
    pub(crate) const START: Self = Self { seq: 0, hash: envelope::BEGINNING };

    /// The tip after `entry`.
    pub(crate) fn advance(self, space: SpaceId, device: DeviceId, entry: &Entry) -> Self {
        let link = Envelope {
            space,
            device,
            seq: entry.seq,
            previous: self.hash,
            clock: entry.clock,
            replaces: &entry.replaces,
            payload_hash: entry.content.hash(),
        };
        Self { seq: entry.seq, hash: link.hash() }
    }
}

/// A dot with the space's own small number for its device, as the tables hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct LocalDot {
    pub(crate) device: i64,
    pub(crate) seq: i64,
    pub(crate) op: i64,
}

/// The devices of a space and their small numbers, read afresh in every transaction: another process may
/// have added one.
pub(crate) struct Devices {
    by_id: BTreeMap<DeviceId, i64>,
    by_number: BTreeMap<i64, DeviceId>,
}

impl Devices {
    pub(crate) fn load(conn: &Connection) -> Result<Self, JournalError> {
        let mut all = Self { by_id: BTreeMap::new(), by_number: BTreeMap::new() };
        let mut statement = conn.prepare_cached("SELECT id, device FROM device")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            all.learn(row.get(0)?, DeviceId::from_bytes(row.get(1)?));
        }
        Ok(all)
    }

    /// Devices under the numbers that some other file knows them by.
    pub(crate) fn of(numbered: impl Iterator<Item = (i64, DeviceId)>) -> Self {
        let mut all = Self { by_id: BTreeMap::new(), by_number: BTreeMap::new() };
        numbered.for_each(|(number, device)| all.learn(number, device));
        all
    }

    fn learn(&mut self, number: i64, device: DeviceId) {
        self.by_id.insert(device, number);
        self.by_number.insert(number, device);
    }

    /// The number of `device`, given now when it has none yet.
    pub(crate) fn number(&mut self, conn: &Connection, device: DeviceId) -> Result<i64, JournalError> {
        if let Some(number) = self.by_id.get(&device) {
            return Ok(*number);
        }
        conn.prepare_cached("INSERT INTO device (device) VALUES (?1)")?.execute([device.as_bytes()])?;
        let number = conn.last_insert_rowid();
        self.learn(number, device);
        Ok(number)
    }

    /// The device behind a number that was read from this file.
    pub(crate) fn device(&self, number: i64) -> Result<DeviceId, JournalError> {
        self.by_number.get(&number).copied().ok_or(JournalError::NoDevice(number))
    }

    pub(crate) fn local(&mut self, conn: &Connection, dot: Dot) -> Result<LocalDot, JournalError> {
        Ok(LocalDot { device: self.number(conn, dot.device)?, seq: signed(dot.seq)?, op: i64::from(dot.op) })
    }

    pub(crate) fn global(&self, dot: LocalDot) -> Result<Dot, JournalError> {
        let (seq, op) = (u64::try_from(dot.seq), u16::try_from(dot.op));
        match (seq, op) {
            (Ok(seq), Ok(op)) => Ok(Dot { device: self.device(dot.device)?, seq, op }),
            _ => Err(JournalError::Broken("a value of no entry")),
        }
    }
}

/// Lets `device` write to this space: from now on its signatures are checked against `key`.
pub(crate) fn admit(conn: &Connection, device: DeviceId, key: &[u8; 32]) -> Result<(), JournalError> {
    conn.execute(
        "INSERT INTO device (device, key) VALUES (?1, ?2)
         ON CONFLICT (device) DO UPDATE SET key = excluded.key WHERE key IS NULL",
        params![device.as_bytes(), key],
    )?;
    Ok(())
}

/// The key that `device` signs with, when it was admitted.
pub(crate) fn key_of(conn: &Connection, device: DeviceId) -> Result<Option<[u8; 32]>, JournalError> {
    let key = conn
        .prepare_cached("SELECT key FROM device WHERE device = ?1")?
        .query_row([device.as_bytes()], |row| row.get::<_, Option<[u8; 32]>>(0))
        .optional()?;
    Ok(key.flatten())
}

/// Whether the entry `seq` of `device` is here, with its payload or without.
pub(crate) fn holds(conn: &Connection, device: DeviceId, seq: u64) -> Result<bool, JournalError> {
    let here = "SELECT 1 FROM entry WHERE seq = ?2 AND device = (SELECT id FROM device WHERE device = ?1)";
    Ok(conn.prepare_cached(here)?.exists(params![device.as_bytes(), signed(seq)?])?)
}

pub(crate) fn tip(conn: &Connection, device: i64) -> Result<Tip, JournalError> {
    let found = conn
        .prepare_cached("SELECT seq, hash FROM tip WHERE device = ?1")?
        .query_row([device], |row| Ok(Tip { seq: row.get::<_, i64>(0)?.unsigned_abs(), hash: row.get(1)? }))
        .optional()?;
    Ok(found.unwrap_or(Tip::START))
}

pub(crate) fn set_tip(conn: &Connection, device: i64, tip: Tip) -> Result<(), JournalError> {
    conn.prepare_cached(
        "INSERT INTO tip (device, seq, hash) VALUES (?1, ?2, ?3)
         ON CONFLICT (device) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
    )?
    .execute(params![device, signed(tip.seq)?, tip.hash])?;
    Ok(())
}

/// How much of every log is here.
pub(crate) fn vector(conn: &Connection) -> Result<Vector, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT d.device, t.seq FROM tip t JOIN device d ON d.id = t.device")?;
    let rows = statement
        .query_map([], |row| Ok((DeviceId::from_bytes(row.get(0)?), row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(Vector(rows.collect::<Result<_, _>>()?))
}

/// The latest time that this space has heard of. What an action writes is the latest of its log, and its end says so; the
/// row of its own holds what arrived, and what was written again with the time it had.
pub(crate) fn clock(conn: &Connection) -> Result<LogicalClock, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT day, counter FROM clock
         UNION ALL SELECT e.day, e.counter FROM tip t CROSS JOIN entry e ON e.device = t.device AND e.seq = t.seq",
    )?;
    let mut rows = statement.query([])?;
    let mut latest = LogicalClock::default();
    while let Some(row) = rows.next()? {
        latest = latest.join(LogicalClock { day: row.get(0)?, counter: row.get(1)? });
    }
    Ok(latest)
}

/// Notes a time that no log's end says.
pub(crate) fn set_clock(conn: &Connection, clock: LogicalClock) -> Result<(), JournalError> {
    conn.prepare_cached("UPDATE clock SET day = ?1, counter = ?2")?
        .execute(params![clock.day, clock.counter])?;
    Ok(())
}

/// Writes one entry behind everything that has arrived.
pub(crate) fn append(
    conn: &Connection,
    devices: &mut Devices,
    device: i64,
    entry: &Entry,
) -> Result<(), JournalError> {
    let mut replaces = Vec::new();
    for dot in &entry.replaces {
        let local = devices.local(conn, *dot)?;
        for number in [local.device, local.seq, local.op] {
            write_number(&mut replaces, number.unsigned_abs());
        }
    }
    let (payload, hash) = match &entry.content {
        Content::Kept(payload) => (Some(payload), None),
        Content::Erased(hash) => (None, Some(hash)),
    };
    conn.prepare_cached(
        "INSERT INTO entry (device, seq, day, counter, replaces, payload, payload_hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        device,
        signed(entry.seq)?,
        entry.clock.day,
        entry.clock.counter,
        replaces,
        payload,
        hash
    ])?;
    Ok(())
}

/// Closes a batch: its last entry carries the signature.
pub(crate) fn sign(
    conn: &Connection,
    device: i64,
    seq: u64,
    signature: &[u8; 64],
) -> Result<(), JournalError> {
    conn.prepare_cached("UPDATE entry SET signature = ?3 WHERE device = ?1 AND seq = ?2")?
        .execute(params![device, signed(seq)?, signature])?;
    Ok(())
}

/// One row of the log.
pub(crate) struct Stored {
    pub(crate) arrival: i64,
    pub(crate) device: i64,
    pub(crate) entry: Entry,
    pub(crate) signature: Option<[u8; 64]>,
}

/// Every entry in order of arrival, from `first` on. `visit` returns whether to go on.
pub(crate) fn walk(
    conn: &Connection,
    devices: &Devices,
    first: i64,
    mut visit: impl FnMut(Stored) -> Result<bool, JournalError>,
) -> Result<(), JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT device, seq, day, counter, replaces, payload, payload_hash, signature, arrival
         FROM entry WHERE arrival >= ?1 ORDER BY arrival",
    )?;
    let mut rows = statement.query([first])?;
    while let Some(row) = rows.next()? {
        if !visit(stored(row, devices)?)? {
            break;
        }
    }
    Ok(())
}

/// The next `many` entries at most, from `next` on, which is moved behind what was read. Says whether that was the end of
/// the log, or all that `visit` wanted of it.
pub(crate) fn walk_some(
    conn: &Connection,
    devices: &Devices,
    next: &mut i64,
    many: usize,
    mut visit: impl FnMut(Stored) -> Result<bool, JournalError>,
) -> Result<bool, JournalError> {
    let (mut ended, mut left) = (true, many);
    walk(conn, devices, *next, |row| {
        if left == 0 {
            ended = false;
            return Ok(false);
        }
        (left, *next) = (left - 1, row.arrival + 1);
        visit(row)
    })?;
    Ok(ended)
}

/// The entry that arrived at one place.
pub(crate) fn at(conn: &Connection, devices: &Devices, arrival: i64) -> Result<Option<Stored>, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT device, seq, day, counter, replaces, payload, payload_hash, signature, arrival
         FROM entry WHERE arrival = ?1",
    )?;
    let mut rows = statement.query([arrival])?;
    rows.next()?.map(|row| stored(row, devices)).transpose()
}

/// One entry by its number in its log.
pub(crate) fn one(
    conn: &Connection,
    devices: &Devices,
    device: i64,
    seq: i64,
) -> Result<Option<Stored>, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT device, seq, day, counter, replaces, payload, payload_hash, signature, arrival
         FROM entry WHERE device = ?1 AND seq = ?2",
    )?;
    let mut rows = statement.query([device, seq])?;
    rows.next()?.map(|row| stored(row, devices)).transpose()
}

fn stored(row: &Row<'_>, devices: &Devices) -> Result<Stored, JournalError> {
    let content = match (row.get::<_, Option<Vec<u8>>>(5)?, row.get::<_, Option<Hash>>(6)?) {
        (Some(payload), _) => Content::Kept(payload),
        (None, Some(hash)) => Content::Erased(hash),
        (None, None) => return Err(JournalError::Broken("an entry with neither payload nor hash")),
    };
    let entry = Entry {
        seq: row.get::<_, i64>(1)?.unsigned_abs(),
        clock: LogicalClock { day: row.get(2)?, counter: row.get(3)? },
        replaces: read_dots(row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?, devices)?,
        content,
    };
    Ok(Stored { arrival: row.get(8)?, device: row.get(0)?, entry, signature: row.get(7)? })
}

/// What the entries behind the place `after` replaced, at most `many` of them in order of arrival, up to the first one of
/// `day` or later; the place of the last entry before that one; and whether that was all.
pub(crate) fn replaced(
    conn: &Connection,
    after: i64,
    day: i32,
    many: usize,
) -> Result<(Vec<LocalDot>, i64, bool), JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT arrival, day, replaces FROM entry WHERE arrival > ?1 ORDER BY arrival")?;
    let mut rows = statement.query([after])?;
    let (mut dots, mut last) = (Vec::new(), after);
    for _ in 0..many {
        let Some(row) = rows.next()? else { return Ok((dots, last, true)) };
        if row.get::<_, i32>(1)? >= day {
            return Ok((dots, last, true));
        }
        last = row.get(0)?;
        dots.extend(local_dots(row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?)?);
    }
    Ok((dots, last, false))
}

fn read_dots(bytes: &[u8], devices: &Devices) -> Result<Vec<Dot>, JournalError> {
    local_dots(bytes)?.into_iter().map(|dot| devices.global(dot)).collect()
}

fn local_dots(mut bytes: &[u8]) -> Result<Vec<LocalDot>, JournalError> {
    let mut dots = Vec::new();
    while !bytes.is_empty() {
        let (device, seq, op) =
            (read_number(&mut bytes)?, read_number(&mut bytes)?, read_number(&mut bytes)?);
        dots.push(LocalDot { device, seq, op });
    }
    Ok(dots)
}

/// SQLite's integers are signed; a log that long does not exist.
pub(crate) fn signed(seq: u64) -> Result<i64, JournalError> {
    i64::try_from(seq).map_err(|_| JournalError::Broken("a number beyond any log"))
}

fn write_number(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

fn read_number(from: &mut &[u8]) -> Result<i64, JournalError> {
    let mut number = 0_i64;
    for shift in (0..63).step_by(7) {
        let (byte, rest) = from.split_first().ok_or(JournalError::Broken("a replaced value is cut off"))?;
        *from = rest;
        number |= i64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(JournalError::Broken("a replaced value is too long"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use chrono::NaiveDate;
    use nightstand_domain::ids::{EntityId, PersonId};
    use nightstand_domain::us::field;
    use nightstand_vault::DeviceSigner;

    use super::*;
    use crate::space::{Space, SpaceKind, Writer};

    fn writer() -> Writer {
        Writer { device: DeviceId::random().unwrap(), signer: Arc::new(DeviceSigner::random().unwrap()) }
    }

    fn open(file: &Path, writer: &Writer) -> Space {
        Space::open(file, SpaceKind::Table, None, writer.clone()).unwrap()
    }

    /// Writes something on that day, and says what the clock shows then.
    fn write(space: &mut Space, day: i32) -> LogicalClock {
        let day = NaiveDate::from_epoch_days(day).unwrap();
        let robin = PersonId::from(EntityId::derived("test", &[b"robin"]));
        let slip = EntityId::random().unwrap();
        let words = (field::SLIP_WORDS, "so far".into());
        space.act(robin, day, |act| act.set(field::SLIP, slip, vec![words])).unwrap();
        clock(space.read()).unwrap()
    }

    #[test]
    fn the_clock_never_falls_whatever_the_wall_says_and_whoever_writes() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("table.db");
        let (first, second) = (writer(), writer());
        let mut space = Space::create(&file, SpaceKind::Table, None, first.clone()).unwrap();
        let before = write(&mut space, 400);
        drop(space);
        let mut space = open(&file, &first);
        let after = write(&mut space, 1);
        assert_eq!((after.day, after.counter), (400, before.counter + 1), "a wall clock that was set back");
        drop(space);

        let mut space = open(&file, &second);
        let later = write(&mut space, 500);
        space.leave_log(first.device).unwrap();
        let tip = space
            .read()
            .query_row("SELECT max(e.day) FROM entry e JOIN tip t USING (device, seq)", [], |row| row.get(0))
            .map(|day: i32| day);
        assert_eq!(tip.unwrap(), 400, "what is written again stands last, with the time it had");
        assert_eq!(clock(space.read()).unwrap(), later, "and the clock goes on from the latest");
        assert_eq!(write(&mut space, 1).counter, later.counter + 1);
    }
}
