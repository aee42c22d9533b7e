//! What passes: tonight's answers, moves and snoozes, what one proposed to the other, and a pause of all
//! reminders. It never enters a log, a backup or an export. What expired is overwritten where it lies, whatever
//! else still counts, and when nothing counts any more the file is thrown away whole.

mod proposed;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use nightstand_domain::ids::{EntityId, RitualId};
use nightstand_domain::schedule::plan::{Changes, Evening, Moved, Snoozed};
use nightstand_vault::SpaceKey;
use rusqlite::{Connection, OptionalExtension as _, Row, TransactionBehavior, params};

use crate::error::JournalError;
use crate::open::{Pragmas, connect, remove, remove_whole, with_suffix};

pub use self::proposed::Proposed;

/// "NSPA": a file that says something else is not opened.
const APPLICATION_ID: i32 = 0x4E53_5041;
const KNOWN: i64 = 2;
/// What brings the file from each version to the next.
const STEPS: [&str; 2] =
    [include_str!("../migrations/passing_v1.sql"), include_str!("../migrations/passing_v2.sql")];

/// How an evening of a plan was settled. Gone by morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Somebody began it.
    Started,
    /// It was let go.
    LetGo,
}

/// Everything that was changed of one evening, as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stands {
    /// Whether it was begun or let go.
    pub settled: Option<Settled>,
    /// Its new time, when it was moved.
    pub moved: Option<Moved>,
    /// When it will be asked about again.
    pub snoozed: Option<Snoozed>,
}

/// One change of an evening: how it stood before, and how it was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Before the change.
    pub before: Stands,
    /// After it.
    pub left: Stands,
}

/// The passing file. It is open only while something is read or written, under a lock, so that either
/// process can throw it away.
#[derive(Clone)]
pub struct Passing {
    path: PathBuf,
}

impl Passing {
    /// The passing file at `path`; nothing is made or opened yet.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// What tonight changed, without what expired before `now`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn changes(&self, key: &SpaceKey, now: DateTime<Utc>) -> Result<Changes, JournalError> {
        let Some((conn, _held)) = self.open_existing(key)? else { return Ok(Changes::default()) };
        let now = now.timestamp();
        let mut changes = Changes::default();
        let mut read = conn.prepare("SELECT plan, date, n, starts, decided FROM moved WHERE expires > ?1")?;
        let moved = |row: &Row<'_>| {
            Ok((evening(row)?, Moved { n: row.get(2)?, to: at(row, 3)?, decided: at(row, 4)? }))
        };
        changes.moved = read.query_map([now], moved)?.collect::<Result<_, _>>()?;
        let mut read = conn.prepare("SELECT plan, date, n, again FROM snoozed WHERE expires > ?1")?;
        let snoozed = |row: &Row<'_>| Ok((evening(row)?, Snoozed { n: row.get(2)?, until: at(row, 3)? }));
        changes.snoozed = read.query_map([now], snoozed)?.collect::<Result<_, _>>()?;
        let mut read = conn.prepare("SELECT plan, date FROM answered WHERE expires > ?1")?;
        changes.settled = read.query_map([now], evening)?.collect::<Result<_, _>>()?;
        Ok(changes)
    }

    /// How an evening was settled, when it was.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn settled(
        &self,
        key: &SpaceKey,
        evening: Evening,
        now: DateTime<Utc>,
    ) -> Result<Option<Settled>, JournalError> {
        let Some((conn, _held)) = self.open_existing(key)? else { return Ok(None) };
        Ok(settled(&conn, evening, now)?)
    }

    /// Settles an evening, until `expires`.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn settle(
        &self,
        key: &SpaceKey,
        evening: Evening,
        how: Settled,
        now: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<Turn, JournalError> {
        self.turn(key, evening, now, |conn| answer(conn, evening, how, expires))
    }

    /// Gives an evening a new time, until `expires`. A settled evening is open again. The move is counted on
    /// from `known`, the last one that was ever announced: moves that were taken back are not told apart
    /// otherwise.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn move_to(
        &self,
        key: &SpaceKey,
        evening: Evening,
        to: DateTime<Utc>,
        known: u16,
        now: DateTime<Utc>,
        expires: DateTime<Utc>,
    ) -> Result<Turn, JournalError> {
        let (plan, date) = (evening.0.as_bytes(), evening.1.to_epoch_days());
        self.turn(key, evening, now, |conn| {
            conn.execute(
                "INSERT INTO moved (plan, date, n, starts, decided, expires) VALUES (?1, ?2, ?6 + 1, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET n = max(n, ?6) + 1, starts = excluded.starts, decided = excluded.decided, expires = excluded.expires",
                params![plan, date, to.timestamp(), now.timestamp(), expires.timestamp(), known],
            )?;
            conn.execute("DELETE FROM snoozed WHERE plan = ?1 AND date = ?2", params![plan, date])?;
            conn.execute("DELETE FROM answered WHERE plan = ?1 AND date = ?2", params![plan, date])?;
            Ok(())
        })
    }

    /// Asks about an evening again at `again`, until `expires`. A settled evening is open again. Counted on
    /// from `known`, as a move is.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn snooze(
        &self,
        key: &SpaceKey,
        evening: Evening,
        again: DateTime<Utc>,
        known: u16,
        expires: DateTime<Utc>,
    ) -> Result<(), JournalError> {
        let (plan, date) = (evening.0.as_bytes(), evening.1.to_epoch_days());
        self.write(key, |conn| {
            conn.execute(
                "INSERT INTO snoozed (plan, date, n, again, expires) VALUES (?1, ?2, ?5 + 1, ?3, ?4)
                 ON CONFLICT DO UPDATE SET n = max(n, ?5) + 1, again = excluded.again, expires = excluded.expires",
                params![plan, date, again.timestamp(), expires.timestamp(), known],
            )?;
            conn.execute("DELETE FROM answered WHERE plan = ?1 AND date = ?2", params![plan, date])?;
            Ok(())
        })
    }

    /// Takes back what was answered or moved for an evening.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn reopen(&self, key: &SpaceKey, evening: Evening, now: DateTime<Utc>) -> Result<Turn, JournalError> {
        self.turn(key, evening, now, |conn| clear(conn, evening, &["answered", "moved"]))
    }

    /// Takes a turn back: the evening stands as before it. Says `false`, and changes nothing, when it does
    /// not stand any more as the turn left it. `morning` says when something that counts at a moment passes.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn take_back(
        &self,
        key: &SpaceKey,
        evening: Evening,
        turn: Turn,
        now: DateTime<Utc>,
        morning: impl Fn(DateTime<Utc>) -> DateTime<Utc>,
    ) -> Result<bool, JournalError> {
        self.write(key, |conn| {
            if stands(conn, evening, now)? != turn.left {
                return Ok(false);
            }
            clear(conn, evening, &["answered", "moved", "snoozed"])?;
            let (plan, date) = (evening.0.as_bytes(), evening.1.to_epoch_days());
            let Stands { settled, moved, snoozed } = turn.before;
            if let Some(how) = settled {
                answer(conn, evening, how, morning(now))?;
            }
            if let Some(Moved { n, to, decided }) = moved {
                conn.execute(
                    "INSERT INTO moved (plan, date, n, starts, decided, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![plan, date, n, to.timestamp(), decided.timestamp(), morning(to).timestamp()],
                )?;
            }
            if let Some(Snoozed { n, until }) = snoozed {
                conn.execute(
                    "INSERT INTO snoozed (plan, date, n, again, expires) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![plan, date, n, until.timestamp(), morning(until).timestamp()],
                )?;
            }
            Ok(true)
        })
    }

    /// Pauses all reminders until `until`; an earlier pause gives way. Who asked is not kept.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn pause(&self, key: &SpaceKey, until: DateTime<Utc>) -> Result<(), JournalError> {
        self.write(key, |conn| {
            conn.execute("INSERT OR REPLACE INTO pause (one, expires) VALUES (1, ?1)", [until.timestamp()])?;
            Ok(())
        })
    }

    /// Ends a pause before its time.
    ///
    /// # Errors
    /// Whatever the disk says; the pause then goes on.
    pub fn resume(&self, key: &SpaceKey) -> Result<(), JournalError> {
        self.write(key, |conn| {
            conn.execute("DELETE FROM pause", [])?;
            Ok(())
        })
    }

    /// Until when all reminders are paused; nothing once that has passed.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn paused_until(
        &self,
        key: &SpaceKey,
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>, JournalError> {
        let Some((conn, _held)) = self.open_existing(key)? else { return Ok(None) };
        let mut read = conn.prepare("SELECT expires FROM pause WHERE expires > ?1")?;
        let mut rows = read.query_map([now.timestamp()], |row| at(row, 0))?;
        Ok(rows.next().transpose()?)
    }

    /// Takes out what has expired, and throws the file away when nothing is left in it; says when the next of
    /// it will expire, when something is.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn sweep(&self, key: &SpaceKey, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, JournalError> {
        let Some((mut conn, held)) = self.open_existing(key)? else { return Ok(None) };
        let next = forget_expired(&mut conn, now)?;
        drop(conn);
        if next.is_none() {
            self.throw_away()?;
        }
        drop(held);
        Ok(next)
    }

    /// Brings the file here from `earlier`, when it lies there, and runs `then`, both while no other process
    /// reads or writes it.
    ///
    /// # Errors
    /// Whatever the disk says; asking again goes on from there.
    pub fn take_over<R>(&self, earlier: &Path, then: impl FnOnce() -> R) -> Result<R, JournalError> {
        let _held = self.lock()?;
        if earlier.exists() {
            let _earlier = Self::at(earlier).lock()?;
            if self.path.exists() {
                // Whoever wrote there again is an earlier version that was used since.
                self.throw_away()?;
            }
            // The log first: where it has gone ahead alone, asking again brings the file after it.
            for suffix in ["-wal", ""] {
                carry(&with_suffix(earlier, suffix), &with_suffix(&self.path, suffix))?;
            }
            Self::at(earlier).throw_away()?;
        }
        remove(&with_suffix(earlier, ".lock"))?;
        Ok(then())
    }

    /// Removes the file and its companions, whatever is in it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn throw_away(&self) -> Result<(), JournalError> {
        Ok(remove_whole(&self.path)?)
    }

    /// Changes an evening, and says how it stood on either side: read under the same lock, so that what the
    /// other process answers is never taken for part of it.
    fn turn(
        &self,
        key: &SpaceKey,
        evening: Evening,
        now: DateTime<Utc>,
        change: impl FnOnce(&Connection) -> Result<(), JournalError>,
    ) -> Result<Turn, JournalError> {
        self.write(key, |conn| {
            let before = stands(conn, evening, now)?;
            change(conn)?;
            Ok(Turn { before, left: stands(conn, evening, now)? })
        })
    }

    fn write<R>(
        &self,
        key: &SpaceKey,
        change: impl FnOnce(&Connection) -> Result<R, JournalError>,
    ) -> Result<R, JournalError> {
        let _held = self.lock()?;
        let mut conn = self.connect(key)?;
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = change(&tx)?;
        tx.commit()?;
        Ok(value)
    }

    fn open_existing(&self, key: &SpaceKey) -> Result<Option<(Connection, File)>, JournalError> {
        if !self.path.exists() {
            return Ok(None);
        }
        let held = self.lock()?;
        if !self.path.exists() {
            return Ok(None);
        }
        Ok(Some((self.connect(key)?, held)))
    }

    fn lock(&self) -> Result<File, JournalError> {
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(with_suffix(&self.path, ".lock"))?;
        file.lock()?;
        Ok(file)
    }

    /// Opens the file, making it when it is not there. One that cannot be read is thrown away: what passes is
    /// never worth a repair.
    fn connect(&self, key: &SpaceKey) -> Result<Connection, JournalError> {
        let pragmas = Pragmas::of(APPLICATION_ID).creating().fleeting();
        let mut conn = match connect(&self.path, Some(key), &pragmas) {
            Err(JournalError::WrongKey | JournalError::Damaged { .. } | JournalError::Foreign) => {
                self.throw_away()?;
                connect(&self.path, Some(key), &pragmas)?
            }
            other => other?,
        };
        bring_up_to_date(&mut conn)?;
        Ok(conn)
    }
}

/// Puts a file elsewhere, on another disk too, when it is there.
fn carry(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => fs::copy(from, to).map(drop),
        other => other,
    }
}

fn settled(conn: &Connection, evening: Evening, now: DateTime<Utc>) -> rusqlite::Result<Option<Settled>> {
    let how = |row: &Row<'_>| Ok(if row.get::<_, i64>(0)? == 1 { Settled::Started } else { Settled::LetGo });
    let sql = "SELECT answer FROM answered WHERE plan = ?1 AND date = ?2 AND expires > ?3";
    conn.query_row(sql, at_present(evening, now), how).optional()
}

fn stands(conn: &Connection, evening: Evening, now: DateTime<Utc>) -> Result<Stands, JournalError> {
    let moved = |row: &Row<'_>| Ok(Moved { n: row.get(0)?, to: at(row, 1)?, decided: at(row, 2)? });
    let sql = "SELECT n, starts, decided FROM moved WHERE plan = ?1 AND date = ?2 AND expires > ?3";
    let moved = conn.query_row(sql, at_present(evening, now), moved).optional()?;
    let snoozed = |row: &Row<'_>| Ok(Snoozed { n: row.get(0)?, until: at(row, 1)? });
    let sql = "SELECT n, again FROM snoozed WHERE plan = ?1 AND date = ?2 AND expires > ?3";
    let snoozed = conn.query_row(sql, at_present(evening, now), snoozed).optional()?;
    Ok(Stands { settled: settled(conn, evening, now)?, moved, snoozed })
}

fn at_present(evening: Evening, now: DateTime<Utc>) -> ([u8; 16], i32, i64) {
    (*evening.0.as_bytes(), evening.1.to_epoch_days(), now.timestamp())
}

fn answer(
    conn: &Connection,
    evening: Evening,
    how: Settled,
    expires: DateTime<Utc>,
) -> Result<(), JournalError> {
    let answer = if how == Settled::Started { 1 } else { 2 };
    conn.execute(
        "INSERT OR REPLACE INTO answered (plan, date, answer, expires) VALUES (?1, ?2, ?3, ?4)",
        params![evening.0.as_bytes(), evening.1.to_epoch_days(), answer, expires.timestamp()],
    )?;
    Ok(())
}

fn clear(conn: &Connection, evening: Evening, tables: &[&str]) -> Result<(), JournalError> {
    for table in tables {
        let sql = format!("DELETE FROM {table} WHERE plan = ?1 AND date = ?2");
        conn.execute(&sql, params![evening.0.as_bytes(), evening.1.to_epoch_days()])?;
    }
    Ok(())
}

/// Every table has a column `expires`; what is listed here is swept.
const TABLES: [&str; 5] = ["moved", "snoozed", "answered", "proposed", "pause"];

/// Takes what expired out of every table, so that no byte of it is left in the file or its write-ahead log, and
/// says when the next of the rest will expire. Nothing is written when nothing expired.
fn forget_expired(conn: &mut Connection, now: DateTime<Utc>) -> Result<Option<DateTime<Utc>>, JournalError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (mut gone, mut next) = (0, None);
    for table in TABLES {
        gone += tx.execute(&format!("DELETE FROM {table} WHERE expires <= ?1"), [now.timestamp()])?;
        let sql = format!("SELECT MIN(expires) FROM {table}");
        let first: Option<i64> = tx.query_row(&sql, [], |row| row.get(0))?;
        next = [next, first].into_iter().flatten().min();
    }
    tx.commit()?;
    if gone > 0 {
        // The rows were overwritten in the pages; the log still holds the pages as they were.
        write_out(conn)?;
    }
    Ok(next.and_then(|next| DateTime::from_timestamp(next, 0)))
}

/// Takes the file from whichever version it has to the one that is known here.
fn bring_up_to_date(conn: &mut Connection) -> Result<(), JournalError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = usize::try_from(found).ok().and_then(|found| STEPS.get(found..));
    let missing = missing.ok_or(JournalError::Newer { found, known: KNOWN })?;
    missing.iter().try_for_each(|step| tx.execute_batch(step))?;
    let made = !missing.is_empty();
    if made {
        tx.pragma_update(None, "user_version", KNOWN)?;
    }
    tx.commit()?;
    if made {
        // The file itself is flushed by this alone; without it a power cut would take the answer that follows.
        write_out(conn)?;
    }
    Ok(())
}

fn write_out(conn: &Connection) -> Result<(), JournalError> {
    Ok(conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

fn evening(row: &Row<'_>) -> rusqlite::Result<Evening> {
    let plan = RitualId::from(EntityId::from_bytes(row.get::<_, [u8; 16]>(0)?));
    let date = NaiveDate::from_epoch_days(row.get(1)?);
    Ok((plan, date.ok_or(rusqlite::Error::IntegralValueOutOfRange(1, 0))?))
}

fn at(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<Utc>> {
    DateTime::from_timestamp(row.get(column)?, 0).ok_or(rusqlite::Error::IntegralValueOutOfRange(column, 0))
}

#[cfg(test)]
mod tests;
