//! Looking into a copy of a space that was put aside, and bringing back out of it what is no longer here.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use nightstand_domain::ids::{EntityId, PictureId};
use nightstand_domain::merge::{Field, Kind, Policy, Value};
use nightstand_domain::picture::{self, PictureRef};
use nightstand_domain::{page, reading, reflection};
use nightstand_vault::SpaceKey;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::act::{Act, Change};
use crate::beside::{self, GoOn};
use crate::drawer::picture as pictures;
use crate::drawer::thrown::{self, Thrown};
use crate::drawer::version;
use crate::error::JournalError;
use crate::heads::{self, Head, Standing};
use crate::log::{self, Devices};
use crate::open;
use crate::pages::{Pages, Seal};
use crate::space::{Space, SpaceKind};
use crate::table::book;
use crate::undo::Before;

/// A copy of a space, opened to look at it.
pub struct Copy {
    conn: Connection,
    path: PathBuf,
    seal: Arc<Seal>,
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
    /// Whether the page is here and says something else: what the copy has is laid as a page beside it.
    pub beside: bool,
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
        Ok(Self { conn, path: path.to_owned(), seal: Arc::new(Seal::of(path, key)?) })
    }

    /// Reads every page of the copy, and says how many things in it are not what was written; nothing when `go_on` said
    /// not to.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn problems(&mut self, go_on: &GoOn) -> Result<Option<usize>, JournalError> {
        let _: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        let last = self.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let mut pages = Pages::of(&self.path, &self.seal, last)?;
        let mut torn = 0;
        for first in pages.stretches() {
            if !go_on() {
                return Ok(None);
            }
            torn += pages.torn(first)?.len();
        }
        beside::ask(&mut self.conn, go_on)?;
        match crate::check::lines(&self.conn, "PRAGMA quick_check") {
            Err(error) if beside::is_stopped(&error) => Ok(None),
            told => Ok(Some(torn + told?.len())),
        }
    }

    /// What the copy shows: each record with its sort. What is here of it is asked by stretches, with
    /// [`Space::shows`].
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn shown(&self) -> Result<Vec<(EntityId, Kind)>, JournalError> {
        let devices = Devices::load(&self.conn)?;
        let mut statement = self.conn.prepare("SELECT DISTINCT entity FROM head")?;
        let mut rows = statement.query([])?;
        let mut shown = Vec::new();
        while let Some(row) = rows.next()? {
            let id = EntityId::from_bytes(row.get(0)?);
            let standing = heads::load(&self.conn, &devices, id)?;
            if let Some(kind) = standing.kind.filter(|_| standing.visible()) {
                shown.push((id, kind));
            }
        }
        Ok(shown)
    }

    /// What a record says of itself in a list.
    ///
    /// # Errors
    /// When the copy cannot be read.
    pub fn named(&self, id: EntityId, kind: Kind) -> Result<Missing, JournalError> {
        let Thrown { title, preview, .. } = thrown::named(id, kind, Default::default(), self.standing(id)?);
        Ok(Missing { id, kind, title, preview, beside: false })
    }

    fn standing(&self, id: EntityId) -> Result<Standing, JournalError> {
        heads::load(&self.conn, &Devices::load(&self.conn)?, id)
    }
}

/// Whether a value is what was written down: the text of a page, whatever was said in a reflection.
fn is_of_words(standing: &Standing, head: &Head) -> bool {
    standing.kind == Some(reflection::field::REFLECTION) || head.field == page::field::BODY.id
}

/// All that `standing` says, in the order of its fields.
fn words_of(standing: &Standing) -> String {
    let mut said: Vec<(u16, &str)> = standing
        .heads
        .iter()
        .filter(|head| is_of_words(standing, head))
        .filter_map(|head| {
            if let Value::Text(words) = &head.value { Some((head.field, words.as_str())) } else { None }
        })
        .collect();
    said.sort_unstable();
    said.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("\n")
}

/// The sheet that `words`, which a copy has of the sheet `id`, are laid as: the same one each time.
fn beside_of(id: EntityId, words: &str) -> EntityId {
    EntityId::derived("page out of a copy", &[id.as_bytes(), words.as_bytes()])
}

/// A picture that is shown here and of which not all is here any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The record, where a picture is one of its own: on a page.
    id: Option<PictureId>,
    /// The pieces that are missing; nobody knows them when the record is lost as well.
    missing: Option<Vec<[u8; 32]>>,
}

impl Space {
    /// Whether a record is shown here.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn shows(&self, id: EntityId) -> Result<bool, JournalError> {
        Ok(heads::load(&self.conn, &Devices::load(&self.conn)?, id)?.visible())
    }

    /// Whether a record was deleted here, and is not shown any more.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn was_deleted(&self, id: EntityId) -> Result<bool, JournalError> {
        let standing = heads::load(&self.conn, &Devices::load(&self.conn)?, id)?;
        Ok(!standing.visible() && !standing.deletions.is_empty())
    }

    /// Whether `copy` has words of a page or a reflection that are neither here nor were: a disk lost them. Words that
    /// were erased here on purpose are none.
    ///
    /// # Errors
    /// When one of both cannot be read.
    pub fn lacks_words_of(&self, copy: &Copy, id: EntityId) -> Result<bool, JournalError> {
        let there = copy.standing(id)?;
        for head in there.heads.iter().filter(|head| is_of_words(&there, head)) {
            let Value::Text(words) = &head.value else { continue };
            let is_blank = words.trim().is_empty();
            if is_blank || log::holds(&self.conn, head.stamp.device, head.stamp.seq)? {
                continue;
            }
            if !self.says(id, head)? && !self.said_on_page(id, words)? {
                return Ok(!self.shows(beside_of(id, &words_of(&there)))?);
            }
        }
        Ok(false)
    }

    /// Whether a value of a copy stands here as well.
    fn says(&self, id: EntityId, there: &Head) -> Result<bool, JournalError> {
        let here = heads::load(&self.conn, &Devices::load(&self.conn)?, id)?;
        Ok(here.of(there.field).any(|head| head.value == there.value))
    }

    fn said_on_page(&self, id: EntityId, words: &str) -> Result<bool, JournalError> {
        Ok(version::all(&self.conn, id.into())?.iter().any(|version| version.body == words))
    }

    /// The pictures that pages here show. Which of them are lost is asked by stretches.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pictures_shown(&self) -> Result<Vec<PictureId>, JournalError> {
        if self.frame.kind == SpaceKind::Table { Ok(Vec::new()) } else { pictures::shown(&self.conn) }
    }

    /// Those of `these` of which not all is here.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lost_among(&self, these: &[PictureId]) -> Result<Vec<Lost>, JournalError> {
        let mut lost = Vec::new();
        for id in these {
            let pieces = pictures::pieces(&self.conn, *id)?;
            let missing = pieces.map(|pieces| self.missing(&pieces)).transpose()?;
            if missing.as_ref().is_none_or(|missing| !missing.is_empty()) {
                lost.push(Lost { id: Some(*id), missing });
            }
        }
        Ok(lost)
    }

    /// The covers of books of which not all is here.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn lost_covers(&self) -> Result<Vec<Lost>, JournalError> {
        if self.frame.kind != SpaceKind::Table {
            return Ok(Vec::new());
        }
        let mut lost = Vec::new();
        for cover in book::covers(&self.conn)? {
            let missing = self.missing(&cover)?;
            if !missing.is_empty() {
                lost.push(Lost { id: None, missing: Some(missing) });
            }
        }
        Ok(lost)
    }

    fn missing(&self, picture: &PictureRef) -> Result<Vec<[u8; 32]>, JournalError> {
        let mut there = self.conn.prepare_cached("SELECT 1 FROM chunk WHERE name = ?1")?;
        let mut missing = Vec::new();
        for name in &picture.chunks {
            if !there.exists([name])? {
                missing.push(*name);
            }
        }
        Ok(missing)
    }
}

impl Copy {
    /// Whether the copy holds what is missing of a lost picture.
    ///
    /// # Errors
    /// When the copy cannot be read.
    pub fn has(&self, lost: &Lost) -> Result<bool, JournalError> {
        let Some(missing) = &lost.missing else {
            return lost.id.map_or(Ok(false), |id| pictures::is_whole(&self.conn, id));
        };
        missing.iter().try_fold(true, |all, name| Ok(all && self.piece(name)?.is_some()))
    }

    fn piece(&self, name: &[u8; 32]) -> Result<Option<Vec<u8>>, JournalError> {
        Ok(self
            .conn
            .prepare_cached("SELECT bytes FROM chunk WHERE name = ?1")?
            .query_row([name], |row| row.get(0))
            .optional()?)
    }
}

impl Act<'_> {
    /// Lays again what is missing of a picture that is shown here. It is no step of Undo: nothing was there instead.
    ///
    /// # Errors
    /// What the disk says.
    pub fn lay_picture_again(&mut self, copy: &Copy, lost: &Lost) -> Result<(), JournalError> {
        match (&lost.missing, lost.id) {
            (Some(missing), _) => missing.iter().try_for_each(|name| self.lay_piece_again(copy, name)),
            (None, Some(id)) => {
                self.lay_again(copy, id.entity())?;
                self.before.insert(id.entity(), Before::Forgotten);
                Ok(())
            }
            (None, None) => Ok(()),
        }
    }

    fn lay_piece_again(&mut self, copy: &Copy, name: &[u8; 32]) -> Result<(), JournalError> {
        if let Some(piece) = copy.piece(name)? {
            self.read()
                .prepare_cached("INSERT OR IGNORE INTO chunk (name, bytes) VALUES (?1, ?2)")?
                .execute(params![name, piece])?;
        }
        Ok(())
    }

    /// Lays a record as `copy` shows it, where none is shown here, with the pictures that it shows.
    ///
    /// # Errors
    /// What the disk says.
    pub fn lay_again(&mut self, copy: &Copy, id: EntityId) -> Result<(), JournalError> {
        self.lay_as(copy, copy.standing(id)?, id)
    }

    fn lay_as(&mut self, copy: &Copy, there: Standing, id: EntityId) -> Result<(), JournalError> {
        let here = self.look(id)?;
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

    /// Lays what `copy` has of a page or a reflection as one of its own, beside the one that is shown here.
    ///
    /// # Errors
    /// What the disk says.
    pub fn lay_beside(&mut self, copy: &Copy, id: EntityId) -> Result<(), JournalError> {
        let there = copy.standing(id)?;
        let beside = beside_of(id, &words_of(&there));
        self.lay_as(copy, there, beside)
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
                self.lay_piece_again(copy, &name)?;
            }
        }
        Ok(())
    }
}
