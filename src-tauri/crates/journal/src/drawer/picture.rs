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

pub(crate) fn pieces(conn: &Connection, id: PictureId) -> Result<Option<PictureRef>, JournalError> {
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

/// Every picture that a page shows as it stands, whether or not it is here.
pub(crate) fn shown(conn: &Connection) -> Result<Vec<PictureId>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT DISTINCT picture FROM shown")?
        .query_map([], |row| Ok(PictureId::from(EntityId::from_bytes(row.get(0)?))))?
        .collect::<rusqlite::Result<_>>()?)
}

/// The pictures that were laid before `day` and that no page shows as it stands. Drafts, earlier versions and what was
/// thrown away may still name them: see [`Unnamed`]. One that was laid later may be named by words that have not
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

/// Pictures of which it is asked whether the drawer keeps a word that names them: a page, a draft, a version of either.
/// The whole log may have to be read for that, so it is read by stretches.
pub struct Unnamed {
    these: BTreeSet<PictureId>,
    next: i64,
}

impl Unnamed {
    /// Asks it of `these`.
    pub fn among(these: BTreeSet<PictureId>) -> Self {
        Self { these, next: 0 }
    }

    /// Reads on through at most `many` entries. At the end of the log: those that nothing names.
    ///
    /// # Errors
    /// When the drawer cannot be read.
    pub fn look_on(
        &mut self,
        conn: &Connection,
        many: usize,
    ) -> Result<Option<BTreeSet<PictureId>>, JournalError> {
        for draft in draft::all(conn)? {
            marks::pictures(&draft.body).for_each(|shown| {
                self.these.remove(&shown.picture);
            });
        }
        let devices = Devices::load(conn)?;
        let Self { these, next } = self;
        let ended = these.is_empty()
            || log::walk_some(conn, &devices, next, many, |row| {
                let Content::Kept(sealed) = &row.entry.content else { return Ok(true) };
                match Payload::open(sealed) {
                    Ok(payload) => strike_named(&payload, these),
                    // What cannot be read may name all of them.
                    Err(_) => these.clear(),
                }
                Ok(!these.is_empty())
            })?;
        Ok(ended.then(|| std::mem::take(these)))
    }
}

fn strike_named(payload: &Payload, these: &mut BTreeSet<PictureId>) {
    if payload.kind != page::field::PAGE {
        return;
    }
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
