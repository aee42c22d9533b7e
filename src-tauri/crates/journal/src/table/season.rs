//! Seasons and holidays: one row each, for as long as they are in the log.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{EntityId, SeasonId};
use nightstand_domain::season::{Season, SeasonKind, field};
use rusqlite::{Connection, params};

use super::id_at;
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::SEASON,
    tables: &["season"],
    project,
    stale: &[Stale::Rituals, Stale::Tonight],
};

/// A kind that only a newer version knows, and days that are none, get no row here; they stay in the log.
fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM season WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(season) = record.and_then(read) else { return Ok(()) };
    tx.prepare_cached("INSERT INTO season (id, kind, first, last) VALUES (?1, ?2, ?3, ?4)")?.execute(
        params![id.as_bytes(), season.kind.number(), day::number(season.from), day::number(season.until)],
    )?;
    Ok(())
}

fn read(record: &Record) -> Option<Season> {
    let day = |field| record.int(field).and_then(day::of);
    let kind = SeasonKind::from_number(record.int(field::WHAT)?)?;
    let season = Season { kind, from: day(field::FROM)?, until: day(field::UNTIL)? };
    (season.from <= season.until).then_some(season)
}

/// Every season and holiday that has not ended by `today`.
///
/// # Errors
/// When the table cannot be read.
pub fn not_over(conn: &Connection, today: NaiveDate) -> Result<Vec<(SeasonId, Season)>, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT id, kind, first, last FROM season WHERE last >= ?1 ORDER BY first, id")?;
    let mut rows = statement.query([day::number(today)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let kind = SeasonKind::from_number(row.get(1)?);
        let (from, until) = (day::of(row.get(2)?), day::of(row.get(3)?));
        if let (Some(kind), Some(from), Some(until)) = (kind, from, until) {
            all.push((id_at(row, 0)?, Season { kind, from, until }));
        }
    }
    Ok(all)
}
