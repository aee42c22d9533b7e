//! What was thrown away and can still be brought back.

use chrono::NaiveDate;
use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::Kind;
use nightstand_domain::{page, reflection};
use rusqlite::Connection;

use crate::error::JournalError;
use crate::heads::{self, Standing};
use crate::log::Devices;
use crate::record::Record;

/// A sheet that was thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    /// The sheet.
    pub id: EntityId,
    /// What sort of sheet it is.
    pub kind: Kind,
    /// The couple's day on which it was thrown away.
    pub day: NaiveDate,
    /// Its title; a reflection has none.
    pub title: String,
    /// Its beginning.
    pub preview: String,
}

/// The sheets that went together because what had brought them was taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TakenBack {
    /// The couple's day on which they went.
    pub day: NaiveDate,
    /// How many of them have not come back.
    pub count: usize,
}

/// What was taken back since `first`, the last day first. One sheet alone is named by itself (see [`since`]).
///
/// # Errors
/// When the drawer cannot be read.
pub fn taken_back(conn: &Connection, first: NaiveDate) -> Result<Vec<TakenBack>, JournalError> {
    let mut days = conn.prepare_cached(
        "SELECT day, count(*) FROM thrown
         WHERE taken_back = 1 AND day >= ?1 AND page NOT IN (SELECT id FROM sheet)
         GROUP BY day HAVING count(*) > 1 ORDER BY day DESC",
    )?;
    let mut rows = days.query([first.to_epoch_days()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let day = NaiveDate::from_epoch_days(row.get(0)?).unwrap_or_default();
        all.push(TakenBack { day, count: usize::try_from(row.get::<_, i64>(1)?).unwrap_or_default() });
    }
    Ok(all)
}

/// Which sheets went together on `day`.
///
/// # Errors
/// When the drawer cannot be read.
pub fn of_day(conn: &Connection, day: NaiveDate) -> Result<Vec<EntityId>, JournalError> {
    Ok(conn
        .prepare_cached(
            "SELECT page FROM thrown
             WHERE taken_back = 1 AND day = ?1 AND page NOT IN (SELECT id FROM sheet) ORDER BY page",
        )?
        .query_map([day.to_epoch_days()], |row| Ok(EntityId::from_bytes(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Every sheet that was thrown away since `first` and has not come back, the last one first; those that went together are
/// not among them.
///
/// # Errors
/// When the drawer cannot be read.
pub fn since(conn: &Connection, first: NaiveDate) -> Result<Vec<Thrown>, JournalError> {
    let devices = Devices::load(conn)?;
    let mut statement = conn.prepare_cached(
        "SELECT page, day FROM thrown WHERE day >= ?1 AND page NOT IN (SELECT id FROM sheet)
           AND (taken_back = 0 OR day IN
               (SELECT day FROM thrown WHERE taken_back = 1 AND page NOT IN (SELECT id FROM sheet)
                GROUP BY day HAVING count(*) = 1))
         ORDER BY day DESC, page",
    )?;
    let mut rows = statement.query([first.to_epoch_days()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id = EntityId::from_bytes(row.get(0)?);
        let day = NaiveDate::from_epoch_days(row.get(1)?).unwrap_or_default();
        let standing = heads::load(conn, &devices, id)?;
        let Some(kind) = standing.kind.filter(|_| !standing.visible() && !standing.heads.is_empty()) else {
            continue;
        };
        all.push(named(id, kind, day, standing));
    }
    Ok(all)
}

/// What a sheet says of itself in a list; a record of another sort says nothing.
pub(crate) fn named(id: EntityId, kind: Kind, day: NaiveDate, standing: Standing) -> Thrown {
    let record = Record::new(standing);
    let text = |field| record.text(field).unwrap_or_default();
    let (title, preview) = if kind == page::field::PAGE {
        (text(page::field::TITLE).to_owned(), page::preview(text(page::field::BODY)))
    } else if kind == reflection::field::REFLECTION {
        (String::new(), page::preview(text(reflection::field::HAPPENED)))
    } else {
        (String::new(), String::new())
    };
    Thrown { id, kind, day, title, preview }
}
