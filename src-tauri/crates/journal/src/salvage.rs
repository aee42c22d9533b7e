//! Reading what can be read of a damaged file into a new one.
//!
//! Every log is kept as far as its chain holds. What lies behind a hole in it is readable, but nothing vouches
//! for its place any more: it is written again under a log of its own (see `reissue`). The damaged file is only
//! read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use nightstand_domain::ids::{DeviceId, SpaceId};
use nightstand_vault::SpaceKey;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params, params_from_iter};

use crate::envelope;
use crate::error::JournalError;
use crate::log::{self, Devices, Stored, Tip};
use crate::open;
use crate::pages::{self, PAGE, Pages, Seal};
use crate::reissue::{self, Orphan};
use crate::space::{Space, SpaceKind, Writer};

mod hurt;

pub use hurt::{Hurt, Stands};

/// So many places of the log without a readable entry mean that its end is reached, where the file does not
/// say how long it is.
const HOLE: i64 = 5_000;

/// What stands beside the log and is written by hand: it is carried over row by row. The columns, and those of an older
/// file.
type Table = (&'static str, &'static [&'static str]);
const BESIDE_DRAWER: &[Table] = &[
    ("draft", &["page, written, title, body"]),
    ("thrown", &["page, day, taken_back", "page, day"]),
    ("reflection_draft", &["reflection, fields"]),
    ("erasure", &["entity, field"]),
    ("aside", &["device, seq, why, batch"]),
];

/// Those whose rows may be longer than a page, and how many of their columns name a row.
const WITH_WORDS: [(&str, usize); 3] = [("draft", 1), ("reflection_draft", 1), ("unsent", 2)];
const BESIDE_TABLE: &[Table] = &[
    ("unsent", &["person, place, words, day"]),
    ("erasure", &["entity, field"]),
    ("aside", &["device, seq, why, batch"]),
];

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Salvaged {
    /// Entries that were read.
    pub entries: u64,
    /// Entries that could not be read.
    pub lost: u64,
    /// The records that this touches, as far as the damaged file still names them.
    pub hurt: Vec<Hurt>,
}

/// Reads what can be read of the damaged file at `from` into a new one at `to`. `writer` is a log that never
/// wrote into it.
///
/// # Errors
/// [`JournalError::Damaged`] when nothing of it can be read, [`JournalError::Broken`] for a writer that it knows,
/// and what the disk says.
pub fn salvage(
    from: &Path,
    to: &Path,
    kind: SpaceKind,
    key: Option<&SpaceKey>,
    writer: Writer,
) -> Result<Salvaged, JournalError> {
    open::remove_whole(to)?;
    let work = open::with_suffix(to, ".work");
    open::remove_whole(&work)?;
    let salvaged = ready(from, &work, key).and_then(|old| read_over(&old, to, kind, key, writer));
    open::remove_whole(&work)?;
    salvaged
}

/// A copy of the damaged file, with those pages put back that were kept beside it and that are damaged.
fn ready<'a>(from: &Path, work: &'a Path, key: Option<&'a SpaceKey>) -> Result<Old<'a>, JournalError> {
    open::copy_whole(from, work)?;
    if fs::metadata(work)?.len() < PAGE as u64 {
        return Err(JournalError::Damaged { copied_to: None });
    }
    let mut torn = Vec::new();
    if let Some(key) = key {
        // With another beginning none of the others can be told from a torn one.
        if torn_of(work, key)?.contains(&1) {
            open::put_pages_back(from, work, |page| page == 1)?;
        }
        torn = torn_of(work, key)?;
        let there = fs::metadata(work)?.len();
        let is_cut_off = |page| pages::place_of(page) >= there;
        open::put_pages_back(from, work, |page| torn.contains(&page) || is_cut_off(page))?;
    }
    // What lies in the write-ahead log may be newer than what was kept.
    let merging = opened(work, key)?;
    merging.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(open::first_read)?;
    drop(merging);
    Ok(Old { path: work, key, conn: RefCell::new(opened(work, key)?), is_torn: !torn.is_empty() })
}

fn opened(work: &Path, key: Option<&SpaceKey>) -> Result<Connection, JournalError> {
    let conn = open::keyed(work, key, open::WAIT)?;
    // Otherwise SQLite refuses all of a file that is shorter than its beginning says: one that was cut short.
    conn.execute_batch("PRAGMA writable_schema = ON")?;
    open::behave(&conn)?;
    Ok(conn)
}

/// The damaged file. A connection that met a page which its cipher does not vouch for refuses every page from then
/// on, so it is opened again after each error.
struct Old<'a> {
    path: &'a Path,
    key: Option<&'a SpaceKey>,
    conn: RefCell<Connection>,
    is_torn: bool,
}

impl Old<'_> {
    fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T, JournalError>) -> Result<T, JournalError> {
        let found = read(&self.conn.borrow());
        if found.is_err() {
            self.conn.replace(opened(self.path, self.key)?);
        }
        found
    }

    /// Whether a row is what was written. The cipher hands a torn page over as noughts before it refuses the next one,
    /// so the next one is read behind each row.
    fn vouches_for(&self, row: &[Cell], columns: &str, table: &str, keys: usize) -> bool {
        if !self.is_torn {
            return true;
        }
        let is_well = |conn: &Connection| {
            conn.execute_batch("PRAGMA shrink_memory")?;
            Ok(conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?)
        };
        let names: Vec<String> = columns.split(',').take(keys).map(|name| format!("{name} = ?")).collect();
        let named = names.join(" AND ");
        ["", " NOT INDEXED"].iter().any(|by| {
            // Refused already by what was read before, it is opened again.
            let _ = self.read(is_well);
            let again = self.read(|conn| {
                let sql = format!("SELECT {columns} FROM {table}{by} WHERE {named}");
                let key = params_from_iter(row.iter().take(keys));
                let again: Vec<Cell> =
                    conn.query_row(&sql, key, |found| (0..row.len()).map(|at| found.get(at)).collect())?;
                is_well(conn)?;
                Ok(again)
            });
            again.is_ok_and(|again| again == row)
        })
    }

    fn number(&self, sql: &str) -> Option<i64> {
        self.read(|conn| Ok(conn.query_row(sql, [], |row| row.get(0))?)).ok()
    }
}

/// The numbers of the pages that the cipher no longer vouches for.
fn torn_of(path: &Path, key: &SpaceKey) -> Result<Vec<u32>, JournalError> {
    Pages::all_of(path, &Arc::new(Seal::of(path, key)?))?.all_torn()
}

fn read_over(
    old: &Old<'_>,
    to: &Path,
    kind: SpaceKind,
    key: Option<&SpaceKey>,
    writer: Writer,
) -> Result<Salvaged, JournalError> {
    let found = Found::in_file(old, kind)?;
    if found.devices.values().any(|(device, _)| *device == writer.device) {
        return Err(JournalError::Broken("what is salvaged needs a log of its own"));
    }
    if found.entries.is_empty() && old.is_torn {
        // What was put back of a file's beginning may be older than everything that was in it.
        return Err(JournalError::Damaged { copied_to: None });
    }
    let id = found.space.map_or_else(SpaceId::random, Ok)?;
    let mut new = Space::create_as(to, kind, key, writer, id)?;
    new.lay_salvaged(&found)?;
    new.carry_pieces(old)?;
    new.rebuild()?;
    let hurt = found.hurt(old, &new)?;
    new.checkpoint()?;
    Ok(Salvaged { entries: found.entries.len() as u64, lost: found.lost, hurt })
}

/// What a damaged file still holds.
struct Found {
    space: Option<SpaceId>,
    devices: BTreeMap<i64, (DeviceId, Option<[u8; 32]>)>,
    entries: Vec<Stored>,
    lost: u64,
    beside: Vec<Beside>,
    drawer: bool,
}

/// The rows of a table that stands beside the log.
struct Beside {
    table: &'static str,
    columns: &'static str,
    rows: Vec<Vec<Cell>>,
}

impl Beside {
    fn read(old: &Old<'_>, (table, forms): &Table) -> Option<Self> {
        let has = |columns: &&&str| {
            old.read(|conn| Ok(conn.prepare(&format!("SELECT {columns} FROM {table}")).map(drop)?)).is_ok()
        };
        let columns = *forms.iter().find(has)?;
        let (mut rows, _) = rows_either_way(old, columns, table, columns.split(',').count());
        if let Some((_, keys)) = WITH_WORDS.iter().find(|(with_words, _)| with_words == table) {
            rows.retain(|row| old.vouches_for(row, columns, table, *keys));
        }
        Some(Self { table, columns, rows })
    }
}

impl Found {
    fn in_file(old: &Old<'_>, kind: SpaceKind) -> Result<Self, JournalError> {
        // The first page holds the names of all tables: without it nothing can be found.
        old.read(|conn| Ok(conn.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?))?;
        let space = "SELECT value FROM fact WHERE name = 'space'";
        let space = old.read(|conn| Ok(conn.query_row(space, [], |row| row.get(0))?));
        let space = space.ok().map(SpaceId::from_bytes);
        let mut devices = BTreeMap::new();
        for row in rows(old, "device", 3) {
            if let [Cell::Integer(number), Cell::Blob(device), key] = row.as_slice()
                && let Ok(device) = <[u8; 16]>::try_from(device.as_slice())
            {
                let key = if let Cell::Blob(key) = key { key.as_slice().try_into().ok() } else { None };
                devices.insert(*number, (DeviceId::from_bytes(device), key));
            }
        }
        let drawer = matches!(kind, SpaceKind::Drawer(_));
        let beside = if drawer { BESIDE_DRAWER } else { BESIDE_TABLE };
        let mut found = Self {
            space,
            devices,
            entries: Vec::new(),
            lost: 0,
            beside: beside.iter().filter_map(|table| Beside::read(old, table)).collect(),
            drawer,
        };
        found.read_entries(old)?;
        Ok(found)
    }

    /// One by one, so that a hole costs what lies in it and nothing else.
    fn read_entries(&mut self, old: &Old<'_>) -> Result<(), JournalError> {
        // The index knows it, too, where the end of the table is what is damaged.
        let told = ["", " INDEXED BY sqlite_autoindex_entry_1"]
            .iter()
            .find_map(|by| old.number(&format!("SELECT max(arrival) FROM entry{by}")));
        let mut missed = 0;
        for arrival in 1.. {
            if told.map_or(missed > HOLE, |told| arrival > told) {
                break;
            }
            match old.read(|conn| self.read_entry(conn, arrival)) {
                Ok(Some(stored)) => {
                    self.lost += missed.unsigned_abs();
                    missed = 0;
                    self.entries.push(stored);
                }
                Ok(None) if told.is_some() => {}
                Ok(None) | Err(_) => missed += 1,
            }
        }
        // Behind the last readable one nothing says how many there were, unless the file does.
        self.lost += if told.is_some() { missed.unsigned_abs() } else { u64::from(missed > 0) };
        Ok(())
    }

    fn read_entry(&mut self, old: &Connection, arrival: i64) -> Result<Option<Stored>, JournalError> {
        let number: Option<i64> = {
            let mut statement =
                old.prepare_cached("SELECT device, replaces FROM entry WHERE arrival = ?1")?;
            let mut rows = statement.query([arrival])?;
            match rows.next()? {
                Some(row) => Some(row.get(0)?),
                None => None,
            }
        };
        let Some(number) = number else { return Ok(None) };
        self.know(number)?;
        loop {
            let names = self.devices.iter().map(|(number, (device, _))| (*number, *device));
            match log::at(old, &Devices::of(names), arrival) {
                Err(JournalError::NoDevice(unknown)) => self.know(unknown)?,
                other => return other,
            }
        }
    }

    /// A log that the file no longer names gets another name.
    fn know(&mut self, number: i64) -> Result<(), JournalError> {
        if let Entry::Vacant(slot) = self.devices.entry(number) {
            slot.insert((DeviceId::random()?, None));
        }
        Ok(())
    }

    /// How far the chain of each log holds: up to the last good signature before the first hole.
    fn vouched(&self, space: SpaceId) -> BTreeMap<i64, u64> {
        let mut ends: BTreeMap<i64, (Tip, bool)> = BTreeMap::new();
        let mut vouched = BTreeMap::new();
        for stored in &self.entries {
            let Some((device, Some(key))) = self.devices.get(&stored.device) else { continue };
            let (tip, whole) = ends.entry(stored.device).or_insert((Tip::START, true));
            if !*whole || stored.entry.seq != tip.seq + 1 {
                *whole = false;
                continue;
            }
            *tip = tip.advance(space, *device, &stored.entry);
            if let Some(signature) = &stored.signature {
                let words = envelope::signed(space, *device, tip.seq, &tip.hash);
                if nightstand_vault::verify(key, &words, signature).is_ok() {
                    vouched.insert(stored.device, tip.seq);
                } else {
                    *whole = false;
                }
            }
        }
        vouched
    }
}

impl Space {
    /// The pieces of pictures that can be read, one by one: they are large, and a hole costs the ones that lie in it.
    fn carry_pieces(&mut self, old: &Old<'_>) -> Result<(), JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for row in rows_of(old, "name", "chunk", 1) {
            let [Cell::Blob(name)] = row.as_slice() else { continue };
            let read = old.read(|conn| {
                let mut piece = conn.prepare_cached("SELECT bytes FROM chunk WHERE name = ?1")?;
                Ok(piece.query_row([name], |row| row.get::<_, Vec<u8>>(0)).optional()?)
            });
            if let Ok(Some(piece)) = read {
                tx.prepare_cached("INSERT OR IGNORE INTO chunk (name, bytes) VALUES (?1, ?2)")?
                    .execute(params![name, piece])?;
            }
        }
        tx.commit()?;
        Ok(())
    }

    fn lay_salvaged(&mut self, found: &Found) -> Result<(), JournalError> {
        let vouched = found.vouched(self.frame.id);
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut tips: BTreeMap<i64, Tip> = BTreeMap::new();
        let mut orphans = Vec::new();
        for stored in &found.entries {
            let Some((device, key)) = found.devices.get(&stored.device) else { continue };
            if vouched.get(&stored.device).is_none_or(|last| stored.entry.seq > *last) {
                orphans.push(Orphan { device: *device, entry: stored.entry.clone() });
                continue;
            }
            if let Some(key) = key {
                log::admit(&tx, *device, key)?;
            }
            let mut devices = Devices::load(&tx)?;
            let number = devices.number(&tx, *device)?;
            log::append(&tx, &mut devices, number, &stored.entry)?;
            let tip = tips.entry(number).or_insert(Tip::START);
            *tip = tip.advance(self.frame.id, *device, &stored.entry);
            if let Some(signature) = &stored.signature {
                log::sign(&tx, number, stored.entry.seq, signature)?;
                log::set_tip(&tx, number, *tip)?;
            }
            log::set_clock(&tx, log::clock(&tx)?.join(stored.entry.clock))?;
        }
        reissue::again(&tx, &self.frame, orphans)?;
        for Beside { table, columns, rows } in &found.beside {
            for row in rows {
                let places = vec!["?"; row.len()].join(", ");
                let laid = format!("INSERT OR IGNORE INTO {table} ({columns}) VALUES ({places})");
                tx.prepare_cached(&laid)?.execute(params_from_iter(row))?;
            }
        }
        tx.commit()?;
        Ok(())
    }
}

/// The rows of a table, read from its beginning and, when that meets a hole, from its end: a hole in the middle costs
/// what lies in it. The first column says their order.
fn rows(old: &Old<'_>, table: &str, columns: usize) -> Vec<Vec<Cell>> {
    rows_of(old, "*", table, columns)
}

fn rows_of(old: &Old<'_>, what: &str, table: &str, columns: usize) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    let from = |order: &str| format!("SELECT {what} FROM {table} ORDER BY 1 {order}");
    if until_a_hole(old, &from("ASC"), columns, None, &mut rows).is_err() {
        let last = rows.last().cloned();
        // What was read before the hole counts.
        let _ = until_a_hole(old, &from("DESC"), columns, last.as_ref(), &mut rows);
    }
    rows
}

/// The same of a small table, whichever of it and its index has the hole. Says whether one of both was read to its end.
fn rows_either_way(old: &Old<'_>, what: &str, table: &str, columns: usize) -> (Vec<Vec<Cell>>, bool) {
    let in_order = format!("SELECT {what} FROM {table} ORDER BY 1");
    let mut rows = Vec::new();
    if until_a_hole(old, &in_order, columns, None, &mut rows).is_ok() {
        return (rows, true);
    }
    let mut rows = rows_of(old, what, table, columns);
    let mut as_they_lie = Vec::new();
    let by_itself = format!("SELECT {what} FROM {table} NOT INDEXED");
    let whole = until_a_hole(old, &by_itself, columns, None, &mut as_they_lie).is_ok();
    for row in as_they_lie {
        if !rows.iter().any(|known| known.first() == row.first()) {
            rows.push(row);
        }
    }
    (rows, whole)
}

fn until_a_hole(
    old: &Old<'_>,
    sql: &str,
    columns: usize,
    known: Option<&Vec<Cell>>,
    into: &mut Vec<Vec<Cell>>,
) -> Result<(), JournalError> {
    old.read(|conn| {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let row: Vec<Cell> =
                (0..columns).map(|column| row.get(column)).collect::<rusqlite::Result<_>>()?;
            if known == Some(&row) {
                break;
            }
            into.push(row);
        }
        Ok(())
    })
}
