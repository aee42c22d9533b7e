//! The agenda: what the clock raises from. A small sealed database with a key file of its own, so that a
//! locked keyring, an upgrade or a damaged table never silences a reminder.
//!
//! Everything in it can be computed again from the table but the ledger of what was raised. The ledger knows
//! that a banner is over, never what was answered. One that cannot be read is copied aside, like every damaged
//! file, and what could have been raised by then is taken for raised.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use nightstand_domain::ids::{EntityId, RitualId};
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::plan::{Due, Evening, Fate, Key, Step};
use nightstand_vault::SpaceKey;
use rusqlite::types::Type;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, TransactionBehavior, params};

use crate::error::JournalError;
use crate::open::{Pragmas, connect, copy_aside, remove_whole};

/// "NSAG": a file that says something else is not opened.
const APPLICATION_ID: i32 = 0x4E53_4147;
const KNOWN: i64 = 3;
const V1: &str = include_str!("../migrations/agenda_v1.sql");
const V2: &str = include_str!("../migrations/agenda_v2.sql");
const V3: &str = include_str!("../migrations/agenda_v3.sql");

const DAY_ENDS: &str = "day_ends";
/// When what is to come was last computed, in seconds of the wall clock as it was then.
const REFRESHED: &str = "refreshed";
/// Stands while nobody knows what was raised before this file was made.
const LEDGER_LOST: &str = "ledger_lost";

/// What is due before a moment, and between which moments anything is: both from the index on time alone.
const DUES: &str = "SELECT plan, date, step, n, at, starts, ends, title, wording, minutes FROM due WHERE at < ?1 \
    ORDER BY at, plan, date, step, n";
const SPAN: &str = "SELECT (SELECT MIN(at) FROM due WHERE at >= ?1), (SELECT MAX(at) FROM due)";

/// One banner to come, with the words that it may show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaRow {
    /// Its name and times.
    pub due: Due,
    /// The plan's title; empty where the wording is discreet, for this file lies under a weaker key.
    pub title: String,
    /// How much it may say.
    pub wording: Wording,
    /// How many minutes the plan takes; 0 when that is not known.
    pub minutes: u16,
}

/// One banner that was raised, or was about to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaisedRow {
    /// Its name.
    pub key: Key,
    /// What became of it.
    pub fate: Fate,
    /// Which notification service showed it; its ids mean nothing to another.
    pub server: String,
    /// When the plan starts.
    pub starts: DateTime<Utc>,
    /// When its moment is over.
    pub ends: DateTime<Utc>,
}

/// The open agenda.
pub struct Agenda {
    conn: Connection,
}

impl Agenda {
    /// Opens the agenda, or makes an empty one.
    ///
    /// # Errors
    /// As [`connect`]; [`JournalError::Newer`] for a file of a newer version.
    pub fn open(path: &Path, key: &SpaceKey) -> Result<Self, JournalError> {
        Self::known(connect(path, Some(key), &Pragmas::of(APPLICATION_ID).creating())?)
    }

    /// Opens the agenda, or makes an empty one, also in place of one that cannot be read. That one is copied
    /// aside first; what was raised lately stands in it alone, and the new one knows that it does not know.
    ///
    /// # Errors
    /// As [`Agenda::open`]; what the disk says, and then the old one is where it was.
    pub fn open_or_anew(path: &Path, key: &SpaceKey) -> Result<Self, JournalError> {
        match Self::open(path, key) {
            Err(JournalError::WrongKey | JournalError::Damaged { .. } | JournalError::Foreign) => {
                let copy = copy_aside(path)?;
                let copy = copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
                tracing::warn!(copy, "the agenda could not be read; it lies aside and is computed anew");
                remove_whole(path)?;
                let agenda = Self::open(path, key)?;
                note(&agenda.conn, LEDGER_LOST, 1)?;
                Ok(agenda)
            }
            other => other,
        }
    }

    /// Whether what was raised before now is not known.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn ledger_is_lost(&self) -> Result<bool, JournalError> {
        Ok(fact(&self.conn, LEDGER_LOST)?.is_some())
    }

    /// Takes these banners for raised, in place of a ledger that was lost. Nobody knows whether they were, and a
    /// second one is worse than none.
    ///
    /// # Errors
    /// Whatever the disk says; the ledger then still counts as lost.
    pub fn presume_raised(&mut self, dues: &[Due], now: DateTime<Utc>) -> Result<(), JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for due in dues {
            intend(&tx, due, now)?;
        }
        tx.execute("DELETE FROM fact WHERE name = ?1", [LEDGER_LOST])?;
        tx.commit()?;
        Ok(())
    }

    /// Opens an agenda that the window has made. One that it is just making is not touched, so that two
    /// processes never make it at once.
    ///
    /// # Errors
    /// As [`Agenda::open`]; [`JournalError::Missing`] while it is being made.
    pub fn open_existing(path: &Path, key: &SpaceKey) -> Result<Self, JournalError> {
        let conn = connect(path, Some(key), &Pragmas::of(APPLICATION_ID))?;
        if version(&conn)? == 0 {
            return Err(JournalError::Missing);
        }
        Self::known(conn)
    }

    /// Either process brings an older file up to date: after an upgrade the clock may run for days before a
    /// window is opened, and nothing in here is worth a silent evening.
    fn known(mut conn: Connection) -> Result<Self, JournalError> {
        match version(&conn)? {
            found if found > KNOWN => return Err(JournalError::Newer { found, known: KNOWN }),
            KNOWN => {}
            _ => lay_out(&mut conn)?,
        }
        Ok(Self { conn })
    }

    /// The hour at which the couple's day ends, when the window has said so.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn day_ends(&self) -> Result<Option<i64>, JournalError> {
        fact(&self.conn, DAY_ENDS)
    }

    /// When what is to come was last computed; nothing in a file of an earlier version until it is.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn refreshed(&self) -> Result<Option<DateTime<Utc>>, JournalError> {
        Ok(fact(&self.conn, REFRESHED)?.and_then(instant))
    }

    /// Keeps the hour at which the couple's day ends.
    ///
    /// # Errors
    /// Whatever the disk says; the hour is then as it was.
    pub fn keep_day_ends(&mut self, hour: u8) -> Result<(), JournalError> {
        note(&self.conn, DAY_ENDS, hour.into())
    }

    /// Puts what is to come in place of what was to come. What lay before `now` stays, so that a banner whose
    /// second has just struck is not lost, except of plans that are not among `plans` any more, and of evenings that
    /// do not begin any more when `evenings` says, in seconds: a holiday and another time take away what was due
    /// already, too.
    ///
    /// # Errors
    /// Whatever the disk says; the agenda is then as it was.
    pub fn replace(
        &mut self,
        now: DateTime<Utc>,
        plans: &[(RitualId, String, Wording)],
        evenings: &BTreeSet<(Evening, i64)>,
        rows: &[AgendaRow],
    ) -> Result<(), JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute("DELETE FROM due WHERE at > ?1 OR ends < ?1 - 172800", [now.timestamp()])?;
        keep_only(&tx, plans)?;
        keep_evenings(&tx, evenings)?;
        for row in rows {
            insert(&tx, row)?;
        }
        forget(&tx, now)?;
        note(&tx, REFRESHED, now.timestamp())?;
        tx.commit()?;
        Ok(())
    }

    /// Adds one banner to what is to come.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn add(&mut self, row: &AgendaRow) -> Result<(), JournalError> {
        insert(&self.conn, row)
    }

    /// Every banner that is due before `until`, in order.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn dues(&self, until: DateTime<Utc>) -> Result<Vec<AgendaRow>, JournalError> {
        let mut read = self.conn.prepare_cached(DUES)?;
        let rows = read.query_map([until.timestamp()], due_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The first banner due at or after `from`, and the last one at all.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn span(
        &self,
        from: DateTime<Utc>,
    ) -> Result<(Option<DateTime<Utc>>, Option<DateTime<Utc>>), JournalError> {
        let at = |row: &Row<'_>, n| row.get::<_, Option<i64>>(n).map(|at| at.and_then(instant));
        Ok(self.conn.query_row(SPAN, [from.timestamp()], |row| Ok((at(row, 0)?, at(row, 1)?)))?)
    }

    /// Every banner that was raised or was about to be.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn ledger(&self) -> Result<Vec<RaisedRow>, JournalError> {
        let mut read = self.conn.prepare_cached(
            "SELECT plan, date, step, n, closed, server_id, server, starts, ends FROM raised ORDER BY starts",
        )?;
        let rows = read.query_map([], raised_row)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Writes down that this banner is going to be raised. Once this returns `true` it is on the disk, and
    /// nobody else gets `true` for it.
    ///
    /// # Errors
    /// Whatever the disk says; nothing may be raised then.
    pub fn intend(&mut self, due: &Due, now: DateTime<Utc>) -> Result<bool, JournalError> {
        intend(&self.conn, due, now)
    }

    /// Takes back an intent whose banner certainly did not appear, so that it can be raised later.
    ///
    /// # Errors
    /// Whatever the disk says; the banner then stands on Tonight's card instead.
    pub fn not_raised(&mut self, key: Key) -> Result<(), JournalError> {
        self.on(key, "DELETE FROM raised WHERE server_id IS NULL AND closed = 0 AND plan = ?1 AND date = ?2 AND step = ?3 AND n = ?4")
    }

    /// Writes down under which id the banner stands on the screen, and whose id it is. Its evening may have been closed
    /// while it had none: it stands there all the same, until it is taken down.
    ///
    /// # Errors
    /// Whatever the disk says; the banner then stands on Tonight's card as well.
    pub fn raised(
        &mut self,
        key: Key,
        server_id: u32,
        server: &str,
        now: DateTime<Utc>,
    ) -> Result<(), JournalError> {
        let Key { plan, date, step, n } = key;
        self.conn.execute(
            "UPDATE raised SET closed = 0, server_id = ?5, server = ?6, raised_at = ?7 WHERE plan = ?1 AND date = ?2 AND step = ?3 AND n = ?4",
            params![plan.as_bytes(), date.to_epoch_days(), step_number(step), n, server_id, server, now.timestamp()],
        )?;
        Ok(())
    }

    /// Writes down that a banner is over, whatever ended it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn close(&mut self, key: Key) -> Result<(), JournalError> {
        self.on(key, "UPDATE raised SET closed = 1, server_id = NULL, server = '' WHERE plan = ?1 AND date = ?2 AND step = ?3 AND n = ?4")
    }

    /// Writes down that the service which showed a banner is gone, and the banner with it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn lost(&mut self, key: Key) -> Result<(), JournalError> {
        self.on(key, "UPDATE raised SET server_id = NULL, server = '' WHERE closed = 0 AND plan = ?1 AND date = ?2 AND step = ?3 AND n = ?4")
    }

    /// Writes down that every banner of an evening is over.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn close_evening(&mut self, plan: RitualId, date: NaiveDate) -> Result<(), JournalError> {
        // A banner on the screen keeps its id until the clock has taken it down.
        self.conn.execute(
            "UPDATE raised SET closed = 1 WHERE server_id IS NULL AND plan = ?1 AND date = ?2",
            params![plan.as_bytes(), date.to_epoch_days()],
        )?;
        Ok(())
    }

    fn on(&mut self, key: Key, sql: &str) -> Result<(), JournalError> {
        let Key { plan, date, step, n } = key;
        self.conn.execute(sql, params![plan.as_bytes(), date.to_epoch_days(), step_number(step), n])?;
        Ok(())
    }
}

fn version(conn: &Connection) -> Result<i64, JournalError> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn fact(conn: &Connection, name: &str) -> Result<Option<i64>, JournalError> {
    let mut read = conn.prepare_cached("SELECT value FROM fact WHERE name = ?1")?;
    Ok(read.query_row([name], |row| row.get(0)).optional()?)
}

fn note(conn: &Connection, name: &str, value: i64) -> Result<(), JournalError> {
    let sql =
        "INSERT INTO fact (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    conn.execute(sql, params![name, value])?;
    Ok(())
}

/// Makes the tables that are missing, unless the other process has just done so.
fn lay_out(conn: &mut Connection) -> Result<(), JournalError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (at, step) in (0_i64..).zip([V1, V2, V3]) {
        if version(&tx)? == at {
            tx.execute_batch(step)?;
            tx.pragma_update(None, "user_version", at + 1)?;
        }
    }
    tx.commit()?;
    Ok(())
}

fn keep_only(tx: &Transaction<'_>, plans: &[(RitualId, String, Wording)]) -> Result<(), JournalError> {
    let known: Vec<RitualId> = {
        let mut read = tx.prepare("SELECT DISTINCT plan FROM due")?;
        let ids = read.query_map([], |row| row.get::<_, [u8; 16]>(0))?;
        ids.map(|id| id.map(|id| RitualId::from(EntityId::from_bytes(id)))).collect::<Result<_, _>>()?
    };
    for gone in known.iter().filter(|id| !plans.iter().any(|(plan, ..)| plan == *id)) {
        tx.execute("DELETE FROM due WHERE plan = ?1", [gone.as_bytes()])?;
    }
    for (plan, title, wording) in plans {
        let words = params![plan.as_bytes(), title, wording.number()];
        tx.execute("UPDATE due SET title = ?2, wording = ?3 WHERE plan = ?1", words)?;
    }
    Ok(())
}

fn keep_evenings(tx: &Transaction<'_>, evenings: &BTreeSet<(Evening, i64)>) -> Result<(), JournalError> {
    let left: Vec<(Evening, i64)> = {
        let mut read = tx.prepare("SELECT DISTINCT plan, date, starts FROM due")?;
        let rows = read.query_map([], |row| Ok((evening_row(row)?, row.get(2)?)))?;
        rows.collect::<Result<_, _>>()?
    };
    for ((plan, date), starts) in left.iter().filter(|evening| !evenings.contains(evening)) {
        tx.execute(
            "DELETE FROM due WHERE plan = ?1 AND date = ?2 AND starts = ?3",
            params![plan.as_bytes(), date.to_epoch_days(), starts],
        )?;
    }
    Ok(())
}

fn insert(tx: &Connection, row: &AgendaRow) -> Result<(), JournalError> {
    let mut write = tx.prepare_cached(
        "INSERT OR REPLACE INTO due (plan, date, step, n, at, starts, ends, title, wording, minutes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    let Due { key: Key { plan, date, step, n }, at, starts, ends } = row.due;
    write.execute(params![
        plan.as_bytes(),
        date.to_epoch_days(),
        step_number(step),
        n,
        at.timestamp(),
        starts.timestamp(),
        ends.timestamp(),
        row.title,
        row.wording.number(),
        row.minutes
    ])?;
    Ok(())
}

fn intend(conn: &Connection, due: &Due, now: DateTime<Utc>) -> Result<bool, JournalError> {
    let Key { plan, date, step, n } = due.key;
    let written = conn.execute(
        "INSERT OR IGNORE INTO raised (plan, date, step, n, intent_at, starts, ends) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            plan.as_bytes(),
            date.to_epoch_days(),
            step_number(step),
            n,
            now.timestamp(),
            due.starts.timestamp(),
            due.ends.timestamp()
        ],
    )?;
    Ok(written == 1)
}

/// A raised banner is remembered for thirty-five days, for a clock that is set back. After two days nothing
/// tells any more whether it was answered.
fn forget(tx: &Transaction<'_>, now: DateTime<Utc>) -> Result<(), JournalError> {
    tx.execute("DELETE FROM raised WHERE ends < ?1 - 35 * 86400", [now.timestamp()])?;
    tx.execute(
        "UPDATE raised SET closed = 1, server_id = NULL, server = '', raised_at = NULL WHERE ends < ?1 - 2 * 86400 AND closed = 0",
        [now.timestamp()],
    )?;
    Ok(())
}

fn due_row(row: &Row<'_>) -> rusqlite::Result<AgendaRow> {
    let due = Due { key: key(row)?, at: time(row, 4)?, starts: time(row, 5)?, ends: time(row, 6)? };
    Ok(AgendaRow {
        due,
        title: row.get(7)?,
        wording: Wording::from_number(row.get(8)?),
        minutes: row.get(9)?,
    })
}

fn raised_row(row: &Row<'_>) -> rusqlite::Result<RaisedRow> {
    let fate = match (row.get::<_, bool>(4)?, row.get::<_, Option<u32>>(5)?) {
        (true, _) => Fate::Closed,
        (false, Some(server_id)) => Fate::Raised { server_id },
        (false, None) => Fate::Intended,
    };
    Ok(RaisedRow { key: key(row)?, fate, server: row.get(6)?, starts: time(row, 7)?, ends: time(row, 8)? })
}

fn key(row: &Row<'_>) -> rusqlite::Result<Key> {
    let (plan, date) = evening_row(row)?;
    let step = step_of(row.get(2)?).ok_or_else(|| outside(2))?;
    Ok(Key { plan, date, step, n: row.get(3)? })
}

fn evening_row(row: &Row<'_>) -> rusqlite::Result<Evening> {
    let plan = RitualId::from(EntityId::from_bytes(row.get::<_, [u8; 16]>(0)?));
    Ok((plan, NaiveDate::from_epoch_days(row.get(1)?).ok_or_else(|| outside(1))?))
}

fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<Utc>> {
    instant(row.get(column)?).ok_or_else(|| outside(column))
}

fn instant(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
}

fn outside(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Integer, "outside what a calendar holds".into())
}

const fn step_number(step: Step) -> i64 {
    match step {
        Step::Lead => 0,
        Step::Start => 1,
        Step::Snooze => 2,
        Step::Move => 3,
    }
}

const fn step_of(number: i64) -> Option<Step> {
    match number {
        0 => Some(Step::Lead),
        1 => Some(Step::Start),
        2 => Some(Step::Snooze),
        3 => Some(Step::Move),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
