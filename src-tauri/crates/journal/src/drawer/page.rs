//! Pages.

use chrono::NaiveDate;
use nightstand_domain::days::Days;
use nightstand_domain::ids::{EntityId, PageId};
use nightstand_domain::page::{self, field};
use rusqlite::{Connection, OptionalExtension as _, Params, params};

use super::search::{self, Sheet};
use crate::error::JournalError;
use crate::heads;
use crate::log::Devices;
use crate::payload::Opener;
use crate::projection::{Projection, Stale};
use crate::record::{Place, Record, read_place};

// The sheets and the index are the pages' and the reflections' together; emptying them once is enough.
pub(crate) const PROJECTION: Projection = Projection {
    kind: field::PAGE,
    tables: &["sheet_words", "sheet", "tag", "link", "shown"],
    project,
    stale: &[Stale::Drawer],
};

/// In bytes. The beginning of a body of at most this length is read from the log as fast as from the row: there it would
/// take a fifth of the room of the text, once more.
const SHORT: usize = 2_048;

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    let Some(record) = record else { return search::lift(tx, id) };
    let body = record.text(field::BODY).unwrap_or_default();
    search::lay(
        tx,
        id,
        record,
        &Sheet {
            kind: field::PAGE,
            written: record.text(field::WRITTEN).unwrap_or_default(),
            title: record.text(field::TITLE).unwrap_or_default(),
            preview: &if body.len() > SHORT { page::preview(body) } else { String::new() },
            titled: Some(field::TITLE),
            worded: &[field::BODY],
        },
    )
}

/// A page in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// The page.
    pub id: PageId,
    /// Its place in the order of writing: ask for the next ones with it.
    pub place: i64,
    /// When it was begun, as it is kept.
    pub written: String,
    /// Its title.
    pub title: String,
    /// Its beginning.
    pub preview: String,
}

/// The pages that `rest` finds: what stands behind `FROM sheet`.
pub(super) fn rows(conn: &Connection, rest: &str, asked: impl Params) -> rusqlite::Result<Vec<PageRow>> {
    let sql = format!("SELECT id, sheet.place, written, title, preview, texts FROM sheet {rest}");
    let mut opener = Opener::default();
    conn.prepare_cached(&sql)?
        .query_map(asked, |row| {
            let kept: String = row.get(4)?;
            Ok(PageRow {
                id: PageId::from(EntityId::from_bytes(row.get(0)?)),
                place: row.get(1)?,
                written: row.get(2)?,
                title: row.get(3)?,
                preview: if kept.is_empty() {
                    page::preview(&search::body_at(&mut opener, conn, &row.get::<_, Vec<u8>>(5)?)?)
                } else {
                    kept
                },
            })
        })?
        .collect()
}

/// Whether `id` may name a page: it is one already, thrown away or not, or nothing in this drawer has it.
///
/// # Errors
/// When the drawer cannot be read.
pub fn may_name(conn: &Connection, id: PageId) -> Result<bool, JournalError> {
    let other = "SELECT 1 FROM head WHERE entity = ?1 AND kind <> ?2
                 UNION ALL SELECT 1 FROM reflection_draft WHERE reflection = ?1";
    Ok(!conn.prepare_cached(other)?.exists(params![id.as_bytes(), field::PAGE.0])?)
}

/// Whether a page of that id lies in the drawer.
///
/// # Errors
/// When the drawer cannot be read.
pub fn is_here(conn: &Connection, id: PageId) -> Result<bool, JournalError> {
    Ok(conn
        .prepare_cached("SELECT 1 FROM sheet WHERE id = ?1 AND kind = ?2")?
        .exists(params![id.as_bytes(), field::PAGE.0])?)
}

/// The newest `limit` pages before the place `before`.
///
/// # Errors
/// When the drawer cannot be read.
pub fn newest(conn: &Connection, before: Option<i64>, limit: usize) -> Result<Vec<PageRow>, JournalError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let before = before.unwrap_or(i64::MAX);
    Ok(rows(
        conn,
        "WHERE kind = ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3",
        params![field::PAGE.0, before, limit],
    )?)
}

/// The pages of each of these days, newest first.
///
/// # Errors
/// When the drawer cannot be read.
pub fn of_days(conn: &Connection, days: &[NaiveDate]) -> Result<Vec<PageRow>, JournalError> {
    let mut found = Vec::new();
    for day in days {
        let places = search::places_of(Days { from: *day, to: *day });
        found.extend(rows(
            conn,
            "WHERE kind = ?1 AND place BETWEEN ?2 AND ?3 ORDER BY place DESC",
            params![field::PAGE.0, places.start(), places.end()],
        )?);
    }
    Ok(found)
}

/// When the oldest sheet was written whose time can be read, as it is kept.
///
/// # Errors
/// When the drawer cannot be read.
pub fn oldest(conn: &Connection) -> Result<Option<String>, JournalError> {
    let oldest = "SELECT written FROM sheet WHERE kind = ?1 AND place > ?2 ORDER BY place LIMIT 1";
    Ok(conn
        .prepare_cached(oldest)?
        .query_row(params![field::PAGE.0, search::UNKNOWN_TIME.end()], |row| row.get(0))
        .optional()?)
}

/// How many pages there are.
///
/// # Errors
/// When the drawer cannot be read.
pub fn count(conn: &Connection) -> Result<usize, JournalError> {
    let but_the_others = format!(
        "SELECT (SELECT count(*) FROM sheet) - (SELECT count(*) FROM sheet WHERE kind <> {})",
        field::PAGE.0
    );
    Ok(conn
        .prepare_cached(&but_the_others)?
        .query_row([], |row| row.get::<_, i64>(0))
        .map(|count| usize::try_from(count).unwrap_or(0))?)
}

/// A whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// When it was begun, as it is kept.
    pub written: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// One page with its text, from the log.
///
/// # Errors
/// When the drawer cannot be read.
pub fn one(conn: &Connection, id: PageId) -> Result<Option<PageText>, JournalError> {
    let found: Option<(String, String, Vec<u8>)> = conn
        .prepare_cached("SELECT written, title, texts FROM sheet WHERE id = ?1 AND kind = ?2")?
        .query_row(params![id.as_bytes(), field::PAGE.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((written, title, texts)) = found else { return Ok(None) };
    let place = texts.chunks_exact(24).nth(1).and_then(|place| Place::try_from(place).ok());
    let value = place.map(|place| read_place(&mut Opener::default(), conn, &place)).transpose()?.flatten();
    let body = match value {
        Some(nightstand_domain::merge::Value::Text(text)) => text,
        _ => String::new(),
    };
    Ok(Some(PageText { written, title, body }))
}

/// What an imported page was called where it came from.
///
/// # Errors
/// When the drawer cannot be read.
pub fn source(conn: &Connection, id: PageId) -> Result<Option<String>, JournalError> {
    let standing = heads::load(conn, &Devices::load(conn)?, id.entity())?;
    Ok(Record::new(standing).text(field::SOURCE).map(str::to_owned))
}
