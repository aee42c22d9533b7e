//! What a damaged file held and the new one does not.

use std::collections::{BTreeMap, HashSet};

use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::Kind;
use nightstand_domain::{page, reading, reflection};
use rusqlite::Connection;
use rusqlite::types::Value as Cell;

use super::{Found, Old, rows, rows_either_way, rows_of};
use crate::drawer::picture as pictures;
use crate::error::JournalError;
use crate::space::Space;
use crate::table::book;

/// A record that was hurt: a sheet of a drawer, or anything on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hurt {
    /// The record.
    pub id: EntityId,
    /// What sort of record it is.
    pub kind: Kind,
    /// When a sheet was written, as it is kept.
    pub written: String,
    /// Its title, as the damaged file still had it; empty for what has none.
    pub title: String,
    /// What of it still stands.
    pub stands: Stands,
}

/// What stands of a record that was hurt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Nothing.
    Nothing,
    /// It stands as it was earlier, or without what could not be read.
    Earlier,
    /// All of its words stand; a picture on it does not.
    Words,
}

impl Found {
    /// What this touches, as far as the damaged file still names it.
    pub(super) fn hurt(&self, old: &Old<'_>, new: &Space) -> Result<Vec<Hurt>, JournalError> {
        let read: HashSet<(i64, i64)> =
            self.entries.iter().map(|stored| (stored.device, stored.entry.seq as i64)).collect();
        if !self.drawer {
            return hurt_on_table(old, new, &read);
        }
        let mut hurt = hurt_pictures(&new.conn)?;
        hurt.extend(hurt_drafts(old, new)?);
        let named: HashSet<EntityId> = hurt.iter().map(|one| one.id).collect();
        for row in rows(old, "sheet", 7) {
            let [
                _,
                Cell::Blob(id),
                Cell::Integer(kind),
                Cell::Text(written),
                Cell::Text(title),
                _,
                Cell::Blob(texts),
            ] = row.as_slice()
            else {
                continue;
            };
            let places = texts.chunks_exact(24).filter_map(|place| {
                let (device, rest) = place.split_first_chunk::<8>()?;
                let (seq, _) = rest.split_first_chunk::<8>()?;
                Some((i64::from_be_bytes(*device), i64::from_be_bytes(*seq)))
            });
            // A place of zeros is a text that the sheet does not have.
            let lost = places.filter(|place| place.0 != 0).any(|place| !read.contains(&place));
            let Ok(id) = <[u8; 16]>::try_from(id.as_slice()).map(EntityId::from_bytes) else { continue };
            if lost && !named.contains(&id) {
                let laid =
                    new.conn.prepare_cached("SELECT 1 FROM sheet WHERE id = ?1")?.exists([id.as_bytes()])?;
                let stands = if laid { Stands::Earlier } else { Stands::Nothing };
                let kind = Kind(u16::try_from(*kind).unwrap_or_default());
                hurt.push(Hurt { id, kind, written: written.clone(), title: title.clone(), stands });
            }
        }
        Ok(hurt)
    }
}

/// The records of a table of which a value that stood could not be read, and the books whose cover is not whole.
fn hurt_on_table(old: &Old<'_>, new: &Space, read: &HashSet<(i64, i64)>) -> Result<Vec<Hurt>, JournalError> {
    let mut hurt: BTreeMap<EntityId, Kind> = BTreeMap::new();
    for row in rows(old, "head", 6) {
        let [Cell::Blob(id), _, Cell::Integer(device), Cell::Integer(seq), _, Cell::Integer(kind)] =
            row.as_slice()
        else {
            continue;
        };
        if let Ok(id) = <[u8; 16]>::try_from(id.as_slice())
            && !read.contains(&(*device, *seq))
        {
            hurt.insert(EntityId::from_bytes(id), Kind(u16::try_from(*kind).unwrap_or_default()));
        }
    }
    let covers = book::without_cover(&new.conn)?;
    hurt.extend(covers.into_iter().map(|id| (id.entity(), reading::field::BOOK)));
    let titles: BTreeMap<Vec<u8>, String> = ["book", "ritual"]
        .iter()
        .flat_map(|table| rows_of(old, "id, title", table, 2))
        .filter_map(|row| match <[Cell; 2]>::try_from(row) {
            Ok([Cell::Blob(id), Cell::Text(title)]) => Some((id, title)),
            _ => None,
        })
        .collect();
    hurt.into_iter()
        .map(|(id, kind)| {
            let title = titles.get(id.as_bytes().as_slice()).cloned().unwrap_or_default();
            let stands = if new.shows(id)? { Stands::Earlier } else { Stands::Nothing };
            Ok(Hurt { id, kind, written: String::new(), title, stands })
        })
        .collect()
}

/// The pages of which all words are here, and a picture is not.
fn hurt_pictures(conn: &Connection) -> Result<Vec<Hurt>, JournalError> {
    let mut shown = conn.prepare(
        "SELECT DISTINCT shown.picture, sheet.id, sheet.kind, sheet.written, sheet.title
         FROM shown JOIN sheet ON sheet.place = shown.place ORDER BY sheet.place",
    )?;
    let mut rows = shown.query([])?;
    let mut hurt: Vec<Hurt> = Vec::new();
    while let Some(row) = rows.next()? {
        let id = EntityId::from_bytes(row.get(1)?);
        let known = hurt.last().is_some_and(|last| last.id == id);
        if known || pictures::is_whole(conn, EntityId::from_bytes(row.get(0)?).into())? {
            continue;
        }
        let kind = Kind(row.get::<_, u16>(2)?);
        hurt.push(Hurt { id, kind, written: row.get(3)?, title: row.get(4)?, stands: Stands::Words });
    }
    Ok(hurt)
}

/// What was being written and could not be read: the names lie apart from most of the words. Where they could not be read
/// either, one that has none stands for what is missing.
fn hurt_drafts(old: &Old<'_>, new: &Space) -> Result<Vec<Hurt>, JournalError> {
    let mut hurt = Vec::new();
    for (table, id, kind) in [
        ("draft", "page", page::field::PAGE),
        ("reflection_draft", "reflection", reflection::field::REFLECTION),
    ] {
        let mut push = |id, stands| {
            hurt.push(Hurt { id, kind, written: String::new(), title: String::new(), stands });
        };
        let (names, all) = rows_either_way(old, id, table, 1);
        if !all {
            push(EntityId::from_bytes([0; 16]), Stands::Nothing);
        }
        let laid = format!("SELECT 1 FROM {table} WHERE {id} = ?1");
        for row in names {
            let [Cell::Blob(name)] = row.as_slice() else { continue };
            let Ok(name) = <[u8; 16]>::try_from(name.as_slice()).map(EntityId::from_bytes) else { continue };
            if !new.conn.prepare_cached(&laid)?.exists([name.as_bytes()])? {
                push(name, if new.shows(name)? { Stands::Earlier } else { Stands::Nothing });
            }
        }
    }
    Ok(hurt)
}
