//! Rituals: one row each, with their promises and the times that stand side by side after both changed one.

use std::collections::HashMap;

use nightstand_domain::ids::{EntityId, RitualId};
use nightstand_domain::merge::Value;
use nightstand_domain::ritual::{Promise, When, Who, Wording, field, promises_from_values};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::RITUAL,
    tables: &["ritual", "ritual_promise", "ritual_time"],
    project,
    stale: &[Stale::Rituals, Stale::Tonight],
};

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    for table in ["ritual_time", "ritual_promise"] {
        tx.prepare_cached(&format!("DELETE FROM {table} WHERE ritual = ?1"))?.execute([id.as_bytes()])?;
    }
    let Some(record) = record else {
        tx.prepare_cached("DELETE FROM ritual WHERE id = ?1")?.execute([id.as_bytes()])?;
        return Ok(());
    };
    tx.prepare_cached(
        "INSERT INTO ritual (id, title, why, small, minutes, lead, wording, who, resting, small_minutes)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET title = excluded.title, why = excluded.why, small = excluded.small,
             minutes = excluded.minutes, lead = excluded.lead, wording = excluded.wording,
             who = excluded.who, resting = excluded.resting, small_minutes = excluded.small_minutes",
    )?
    .execute(params![
        id.as_bytes(),
        record.text(field::TITLE).unwrap_or_default(),
        record.text(field::WHY).unwrap_or_default(),
        record.text(field::SMALL).unwrap_or_default(),
        record.int(field::MINUTES).unwrap_or(10).clamp(1, 1440),
        record.int(field::LEAD).map(|lead| lead.clamp(0, 1440)),
        Wording::from_number(record.int(field::WORDING).unwrap_or_default()).number(),
        Who::from_number(record.int(field::WHO).unwrap_or_default()).number(),
        record.bool(field::RESTING).unwrap_or_default(),
        record.int(field::SMALL_MINUTES).map(|minutes| minutes.clamp(1, 1440)),
    ])?;
    project_promises(tx, id, record)?;
    project_times(tx, id, record)
}

fn project_promises(tx: &Connection, id: EntityId, record: &Record) -> rusqlite::Result<()> {
    let promises = promises_from_values(record.list(field::PROMISES).unwrap_or_default());
    let mut insert =
        tx.prepare_cached("INSERT INTO ritual_promise (ritual, place, words, ours) VALUES (?1, ?2, ?3, ?4)")?;
    for (place, promise) in (0_i64..).zip(promises) {
        insert.execute(params![id.as_bytes(), place, promise.words, promise.ours])?;
    }
    Ok(())
}

/// A time of a shape that only a newer version knows gets no row here; it stays in the log.
fn project_times(tx: &Connection, id: EntityId, record: &Record) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO ritual_time (ritual, place, rule, starts, at, zone) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut seen: Vec<&Value> = Vec::new();
    for value in record.all(field::WHEN) {
        let Some(when) = When::from_value(value).filter(|_| !seen.contains(&value)) else { continue };
        insert.execute(params![
            id.as_bytes(),
            i64::try_from(seen.len()).unwrap_or(i64::MAX),
            when.rhythm.rule(),
            when.starts.format("%F").to_string(),
            when.at.format("%H:%M").to_string(),
            when.zone.name(),
        ])?;
        seen.push(value);
    }
    Ok(())
}

/// One ritual as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct RitualRow {
    /// The ritual.
    pub id: RitualId,
    /// Its name.
    pub title: String,
    /// Why it matters to both.
    pub why: String,
    /// The small version for hard days.
    pub small: String,
    /// How long the small version takes, in minutes, when someone said so.
    pub small_minutes: Option<u16>,
    /// What both promise.
    pub promises: Vec<Promise>,
    /// The time in use, and behind it the others that stand since both changed it at once. Empty when only
    /// a newer version can read it.
    pub times: Vec<When>,
    /// How long it takes, in minutes.
    pub minutes: u16,
    /// How many minutes before it the reminder comes; nothing for no reminder.
    pub lead: Option<u16>,
    /// What a notification may say.
    pub wording: Wording,
    /// Whose it is.
    pub who: Who,
    /// Whether it rests for a while.
    pub resting: bool,
}

impl RitualRow {
    /// The time in use.
    pub fn when(&self) -> Option<&When> {
        self.times.first()
    }
}

const COLUMNS: &str =
    "SELECT id, title, why, small, minutes, lead, wording, who, resting, small_minutes FROM ritual";

fn row(row: &Row<'_>) -> rusqlite::Result<RitualRow> {
    Ok(RitualRow {
        id: id_at(row, 0)?,
        title: row.get(1)?,
        why: row.get(2)?,
        small: row.get(3)?,
        minutes: row.get(4)?,
        lead: row.get(5)?,
        wording: Wording::from_number(row.get(6)?),
        who: Who::from_number(row.get(7)?),
        resting: row.get(8)?,
        small_minutes: row.get(9)?,
        promises: Vec::new(),
        times: Vec::new(),
    })
}

/// Every ritual, resting ones included, by name.
///
/// # Errors
/// When the table cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<RitualRow>, JournalError> {
    let mut rituals = conn
        .prepare_cached(&format!("{COLUMNS} ORDER BY title, id"))?
        .query_map([], row)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut promises =
        by_ritual(conn, "SELECT ritual, words, ours FROM ritual_promise ORDER BY place", promise)?;
    let mut times =
        by_ritual(conn, "SELECT ritual, rule, starts, at, zone FROM ritual_time ORDER BY place", time)?;
    for ritual in &mut rituals {
        ritual.promises = promises.remove(&ritual.id).unwrap_or_default();
        ritual.times = times.remove(&ritual.id).unwrap_or_default().into_iter().flatten().collect();
    }
    Ok(rituals)
}

/// One ritual, when it is there.
///
/// # Errors
/// When the table cannot be read.
pub fn one(conn: &Connection, id: RitualId) -> Result<Option<RitualRow>, JournalError> {
    let found = conn
        .prepare_cached(&format!("{COLUMNS} WHERE id = ?1"))?
        .query_row([id.as_bytes()], row)
        .optional()?;
    let Some(mut ritual) = found else { return Ok(None) };
    let promises = "SELECT ritual, words, ours FROM ritual_promise WHERE ritual = ?1 ORDER BY place";
    ritual.promises = conn
        .prepare_cached(promises)?
        .query_map([id.as_bytes()], promise)?
        .collect::<rusqlite::Result<_>>()?;
    let times = "SELECT ritual, rule, starts, at, zone FROM ritual_time WHERE ritual = ?1 ORDER BY place";
    let times = conn
        .prepare_cached(times)?
        .query_map([id.as_bytes()], time)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    ritual.times = times.into_iter().flatten().collect();
    Ok(Some(ritual))
}

fn promise(row: &Row<'_>) -> rusqlite::Result<Promise> {
    Ok(Promise { words: row.get(1)?, ours: row.get(2)? })
}

fn time(row: &Row<'_>) -> rusqlite::Result<Option<When>> {
    let (rule, starts): (String, String) = (row.get(1)?, row.get(2)?);
    let (at, zone): (String, String) = (row.get(3)?, row.get(4)?);
    Ok(When::from_texts(&rule, &starts, &at, &zone))
}

/// Reads the rows of a child table, gathered by the ritual in their first column.
fn by_ritual<T>(
    conn: &Connection,
    sql: &str,
    read: fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<HashMap<RitualId, Vec<T>>> {
    let mut gathered: HashMap<RitualId, Vec<T>> = HashMap::new();
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        gathered.entry(id_at(row, 0)?).or_default().push(read(row)?);
    }
    Ok(gathered)
}
