//! The pictures on pages. A page's text names them; each is a record of its own, which every version of the page
//! shows, and which goes when no kept word names it any more.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use nightstand_domain::ids::{EntityId, PictureId};
use nightstand_domain::merge::Value;
use nightstand_domain::picture::{PictureRef, field};
use nightstand_domain::{marks, page};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::draft;
use crate::act::Act;
use crate::entry::Content;
use crate::error::JournalError;
use crate::log::{self, Devices};
use crate::payload::{Op, Payload};
use crate::picture;
use crate::projection::Projection;
use crate::record::Record;

// Laying a picture shows nothing anywhere: the page that names it does.
pub(crate) const PROJECTION: Projection =
    Projection { kind: field::PICTURE, tables: &["picture"], project, stale: &[] };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    let pieces = record.and_then(|record| PictureRef::from_bytes(record.bytes(field::PIECES)?));
    match pieces {
        Some(pieces) => tx
            .prepare_cached("INSERT OR REPLACE INTO picture (id, pieces) VALUES (?1, ?2)")?
            .execute(params![id.as_bytes(), pieces.to_bytes()])?,
        None => tx.prepare_cached("DELETE FROM picture WHERE id = ?1")?.execute([id.as_bytes()])?,
    };
    Ok(())
}

/// Lays a picture into the drawer. A page shows it once its text names it.
///
/// # Errors
/// [`JournalError::TooLong`], and what the disk says.
pub fn lay(act: &mut Act<'_>, id: PictureId, bytes: &[u8]) -> Result<(), JournalError> {
    let pieces = act.lay_picture(bytes)?;
    act.set(field::PICTURE, id.entity(), vec![(field::PIECES, pieces.to_value())])
}

/// Whether the drawer has a picture.
///
/// # Errors
/// When the drawer cannot be read.
pub fn is_here(conn: &Connection, id: PictureId) -> Result<bool, JournalError> {
    Ok(pieces(conn, id)?.is_some())
}

/// A picture's bytes; `None` when the drawer does not have it, or not all of it.
///
/// # Errors
/// When the drawer cannot be read.
pub fn bytes(conn: &Connection, id: PictureId) -> Result<Option<Vec<u8>>, JournalError> {
    pieces(conn, id)?.map_or(Ok(None), |pieces| picture::bytes(conn, &pieces))
}

/// Whether every piece of a picture lies in the drawer.
///
/// # Errors
/// When the drawer cannot be read.
pub fn is_whole(conn: &Connection, id: PictureId) -> Result<bool, JournalError> {
    let Some(pieces) = pieces(conn, id)? else { return Ok(false) };
    let mut there = conn.prepare_cached("SELECT 1 FROM chunk WHERE name = ?1")?;
    pieces.chunks.iter().try_fold(true, |all, name| Ok(all && there.exists([name])?))
}

fn pieces(conn: &Connection, id: PictureId) -> Result<Option<PictureRef>, JournalError> {
    let found: Option<Vec<u8>> = conn
        .prepare_cached("SELECT pieces FROM picture WHERE id = ?1")?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|bytes| PictureRef::from_bytes(&bytes)))
}

/// Notes which pictures the sheet at `place` shows.
pub(super) fn note_shown(
    tx: &Connection,
    place: i64,
    pictures: &BTreeSet<PictureId>,
) -> rusqlite::Result<()> {
    let mut shown = tx.prepare_cached("INSERT OR IGNORE INTO shown (picture, place) VALUES (?1, ?2)")?;
    for picture in pictures {
        shown.execute(params![picture.as_bytes(), place])?;
    }
    Ok(())
}

/// Takes away what [`note_shown`] noted.
pub(super) fn unnote_shown(tx: &Connection, place: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM shown WHERE place = ?1")?.execute([place])?;
    Ok(())
}

/// The pictures that a value of the log shows.
pub(crate) fn in_value(value: &Value) -> BTreeSet<PictureId> {
    match value {
        Value::Text(text) => marks::pictures(text).map(|shown| shown.picture).collect(),
        Value::Nil | Value::Bool(_) | Value::Int(_) | Value::Bytes(_) | Value::List(_) => BTreeSet::new(),
    }
}

/// The pictures that were laid before `day` and that no page shows as it stands. Drafts, earlier versions and what was
/// thrown away may still name them: see [`unnamed`]. One that was laid later may be named by words that have not
/// arrived yet.
///
/// # Errors
/// When the drawer cannot be read.
pub fn unshown(conn: &Connection, day: NaiveDate) -> Result<BTreeSet<PictureId>, JournalError> {
    let unshown = "SELECT id FROM picture WHERE id NOT IN (SELECT picture FROM shown) AND NOT EXISTS
                   (SELECT 1 FROM head JOIN entry USING (device, seq) WHERE head.entity = id AND day >= ?1)";
    Ok(conn
        .prepare_cached(unshown)?
        .query_map([day.to_epoch_days()], |row| Ok(PictureId::from(EntityId::from_bytes(row.get(0)?))))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Which of `these` no word names any more that the drawer keeps: no page, no draft, no version of either. It reads
/// the whole log when there are any.
///
/// # Errors
/// When the drawer cannot be read.
pub fn unnamed(
    conn: &Connection,
    mut these: BTreeSet<PictureId>,
) -> Result<BTreeSet<PictureId>, JournalError> {
    for draft in draft::all(conn)? {
        marks::pictures(&draft.body).for_each(|shown| {
            these.remove(&shown.picture);
        });
    }
    if these.is_empty() {
        return Ok(these);
    }
    let devices = Devices::load(conn)?;
    log::walk(conn, &devices, 0, |row| {
        let Content::Kept(sealed) = &row.entry.content else { return Ok(true) };
        let Ok(payload) = Payload::open(sealed) else {
            // What cannot be read may name all of them.
            these.clear();
            return Ok(false);
        };
        if payload.kind == page::field::PAGE {
            for op in &payload.ops {
                if let Op::Put { field: id, value } = op
                    && *id == page::field::BODY.id
                {
                    in_value(value).iter().for_each(|picture| {
                        these.remove(picture);
                    });
                }
            }
        }
        Ok(!these.is_empty())
    })?;
    Ok(these)
}

/// The pictures that any kept version of a page names.
///
/// # Errors
/// When the drawer cannot be read.
pub fn of_page(conn: &Connection, sheet: EntityId) -> Result<BTreeSet<PictureId>, JournalError> {
    let versions = super::version::all(conn, sheet.into())?;
    Ok(versions
        .iter()
        .flat_map(|version| marks::pictures(&version.body))
        .map(|shown| shown.picture)
        .collect())
}

/// Forgets pictures for good: their pieces go now, their keys as every forgotten word does.
///
/// # Errors
/// What the disk says.
pub fn forget(act: &mut Act<'_>, these: &BTreeSet<PictureId>) -> Result<(), JournalError> {
    for id in these {
        for name in pieces(act.read(), *id)?.map(|pieces| pieces.chunks).unwrap_or_default() {
            act.read().prepare_cached("DELETE FROM chunk WHERE name = ?1")?.execute([name])?;
        }
        act.forget(id.entity())?;
    }
    Ok(())
}
