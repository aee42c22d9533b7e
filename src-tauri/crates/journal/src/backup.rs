//! Looking into a copy of a space that was put aside, and bringing back out of it what is no longer here.

use std::path::Path;

use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::{Field, Kind, Policy, Value};
use nightstand_domain::picture::{self, PictureRef};
use nightstand_domain::{page, reading};
use nightstand_vault::SpaceKey;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::act::{Act, Change};
use crate::drawer::picture as pictures;
use crate::drawer::thrown::{self, Thrown};
use crate::error::JournalError;
use crate::heads::{self, Head, Standing};
use crate::log::Devices;
use crate::open;
use crate::space::{Space, SpaceKind};
use crate::undo::Before;

/// A copy of a space, opened to look at it.
pub struct Copy {
    conn: Connection,
}

/// Something that a copy holds and the space does not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The record.
    pub id: EntityId,
    /// What sort of record it is.
    pub kind: Kind,
    /// A page's title.
    pub title: String,
    /// The beginning of a page or a reflection.
    pub preview: String,
}

impl Copy {
    /// Opens the copy at `path`.
    ///
    /// # Errors
    /// As [`Space::open`]; [`JournalError::Damaged`] when a page of it is not what was written.
    pub fn open(path: &Path, kind: SpaceKind, key: &SpaceKey) -> Result<Self, JournalError> {
        let conn = open::raw(path, Some(key), open::WAIT)?;
        let found: i32 =
            conn.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(open::first_read)?;
        if found != kind.application_id() {
            return Err(JournalError::Foreign);
        }
        crate::migrate::must_know(&conn)?;
        Ok(Self { conn })
    }

    /// Reads every page of the copy, and says how many things in it are not what was written.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn problems(&self) -> Result<usize, JournalError> {
        let _: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        let last: i64 = self.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let mut torn = crate::check::lines(&self.conn, "PRAGMA cipher_integrity_check")?;
        torn.retain(|problem| crate::check::page_named(problem).is_none_or(|page| page <= last));
        Ok(torn.len() + crate::check::lines(&self.conn, "PRAGMA quick_check")?.len())
    }

    /// What the copy shows and `here` does not.
    ///
    /// # Errors
    /// When either cannot be read.
    pub fn missing_from(&self, here: &Space) -> Result<Vec<Missing>, JournalError> {
        let (theirs, ours) = (Devices::load(&self.conn)?, Devices::load(&here.conn)?);
        let mut statement = self.conn.prepare("SELECT DISTINCT entity FROM head")?;
        let mut rows = statement.query([])?;
        let mut missing = Vec::new();
        while let Some(row) = rows.next()? {
            let id = EntityId::from_bytes(row.get(0)?);
            let there = heads::load(&self.conn, &theirs, id)?;
            if !there.visible() || heads::load(&here.conn, &ours, id)?.visible() {
                continue;
            }
            let Some(kind) = there.kind else { continue };
            let Thrown { title, preview, .. } = thrown::named(id, kind, Default::default(), there);
            missing.push(Missing { id, kind, title, preview });
        }
        Ok(missing)
    }

    fn standing(&self, id: EntityId) -> Result<Standing, JournalError> {
        heads::load(&self.conn, &Devices::load(&self.conn)?, id)
    }
}

impl Act<'_> {
    /// Lays a record as `copy` shows it, where none is shown here, with the pictures that it shows.
    ///
    /// # Errors
    /// What the disk says.
    pub fn lay_again(&mut self, copy: &Copy, id: EntityId) -> Result<(), JournalError> {
        let (there, here) = (copy.standing(id)?, self.look(id)?);
        let Some(kind) = there.kind.filter(|_| !here.visible()) else { return Ok(()) };
        for head in &there.heads {
            self.lay_pictures_again(copy, kind, head)?;
        }
        let changes = there.heads.into_iter().map(|head| Change {
            field: head.field,
            policy: Policy::Latest,
            value: Some(head.value),
            replaces: Vec::new(),
        });
        self.write_changes(kind, id, &here, changes.collect())
    }

    fn lay_pictures_again(&mut self, copy: &Copy, kind: Kind, head: &Head) -> Result<(), JournalError> {
        let is = |field: Field| (field.kind, field.id) == (kind, head.field);
        if is(page::field::BODY) {
            for id in pictures::in_value(&head.value) {
                self.lay_again(copy, id.entity())?;
                // No step of Undo, as when it was first laid: the page that names it is.
                self.before.insert(id.entity(), Before::Forgotten);
            }
        }
        let Value::Bytes(bytes) = &head.value else { return Ok(()) };
        if is(picture::field::PIECES) || is(reading::field::COVER) {
            for name in PictureRef::from_bytes(bytes).map(|pieces| pieces.chunks).unwrap_or_default() {
                let piece: Option<Vec<u8>> = copy
                    .conn
                    .prepare_cached("SELECT bytes FROM chunk WHERE name = ?1")?
                    .query_row([name], |row| row.get(0))
                    .optional()?;
                if let Some(piece) = piece {
                    self.read()
                        .prepare_cached("INSERT OR IGNORE INTO chunk (name, bytes) VALUES (?1, ?2)")?
                        .execute(params![name, piece])?;
                }
            }
        }
        Ok(())
    }
}
