//! One space: a file, its log, and what it shows.

use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use nightstand_domain::ids::{DeviceId, EntityId, PersonId, SpaceId};
use nightstand_vault::{DeviceSigner, SpaceKey};
use rusqlite::{Connection, OptionalExtension as _, TransactionBehavior, params};

use crate::act::{Act, Done};
use crate::error::JournalError;
use crate::log::Devices;
use crate::open::{self, Pragmas, Repair};
use crate::pages::Seal;
use crate::payload::Sealer;
use crate::record::Record;
use crate::undo::{Part as UndoPart, UndoStep};
use crate::wal::Log;
use crate::{heads, log, mark, migrate, wal};

/// Which space a file is. The partner's computer gets handles to the table alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpaceKind {
    /// What the couple shares.
    Table,
    /// What one person keeps.
    Drawer(PersonId),
}

impl SpaceKind {
    /// The table calls itself `NStb`, a drawer `NSdr`: a file that was swapped for another is noticed.
    pub(crate) fn application_id(self) -> i32 {
        i32::from_be_bytes(match self {
            Self::Table => *b"NStb",
            Self::Drawer(_) => *b"NSdr",
        })
    }
}

/// The log that this process appends to.
#[derive(Clone)]
pub struct Writer {
    /// The log's id: one installation on one computer.
    pub device: DeviceId,
    /// The key that vouches for it.
    pub signer: Arc<DeviceSigner>,
}

/// One open space. Window and clock may have the same one open at once; both append as the same device.
pub struct Space {
    pub(crate) conn: Connection,
    pub(crate) frame: Frame,
    pub(crate) path: PathBuf,
    /// What tells its pages from others; nothing for a file without a key.
    pub(crate) seal: Option<Arc<Seal>>,
}

/// What stays the same while a space is open.
pub(crate) struct Frame {
    pub(crate) kind: SpaceKind,
    pub(crate) id: SpaceId,
    pub(crate) writer: Writer,
    pub(crate) sealer: RefCell<Sealer>,
}

/// Facts of our own have other names.
fn noted(name: &str) -> String {
    format!("note {name}")
}

/// A drawer is nobody's but the window's; the table may be open elsewhere, and its log be in use.
fn log_is_whole(
    path: &Path,
    kind: SpaceKind,
    key: Option<&SpaceKey>,
    repair: Repair,
) -> Result<(), JournalError> {
    if !matches!(kind, SpaceKind::Drawer(_)) || repair == Repair::Left {
        return Ok(());
    }
    match wal::look_through(path, key)? {
        Log::Whole { healed: 0 } => Ok(()),
        Log::Whole { healed } => {
            tracing::warn!(healed, "bits had turned over in the write-ahead log, and were turned back");
            Ok(())
        }
        Log::Broken => Err(JournalError::Damaged { copied_to: None }),
    }
}

impl Space {
    /// Makes a new space and opens it. Without a key the file is plain: for tests alone.
    ///
    /// # Errors
    /// When something lies at `path` already (it is never overwritten), or the disk refuses.
    pub fn create(
        path: &Path,
        kind: SpaceKind,
        key: Option<&SpaceKey>,
        writer: Writer,
    ) -> Result<Self, JournalError> {
        Self::create_as(path, kind, key, writer, SpaceId::random()?)
    }

    /// Makes this computer's file of a space that exists elsewhere: its entries arrive by
    /// [`Space::receive`].
    ///
    /// # Errors
    /// As [`Space::create`].
    pub fn create_as(
        path: &Path,
        kind: SpaceKind,
        key: Option<&SpaceKey>,
        writer: Writer,
        id: SpaceId,
    ) -> Result<Self, JournalError> {
        if path.exists() {
            return Err(JournalError::Io(std::io::ErrorKind::AlreadyExists.into()));
        }
        // Built under another name and moved into place whole: a power cut leaves no half-made space.
        let unfinished = open::with_suffix(path, ".new");
        if unfinished.exists() {
            fs::remove_file(&unfinished)?;
        }
        open::private_file(&unfinished)?;
        let pragmas = Pragmas::of(kind.application_id());
        let mut conn = open::raw(&unfinished, key, pragmas.wait)?;
        conn.pragma_update(None, "application_id", pragmas.application_id)?;
        migrate::create(&mut conn, kind, id)?;
        // To turn it once it is in its place would put a rollback journal beside it for a moment, which a power cut
        // could bring back.
        open::write_ahead(&conn)?;
        conn.close().map_err(|(_, error)| error)?;
        if let Some(key) = key {
            mark::write(path, key)?;
        }
        fs::rename(&unfinished, path)?;
        nightstand_vault::files::flush_folder(path)?;
        Self::open(path, kind, key, writer)
    }

    /// Opens a space as the window does: upgrading an older file, and putting a copy of a damaged one aside.
    ///
    /// # Errors
    /// [`JournalError::Missing`], [`JournalError::WrongKey`], [`JournalError::Newer`],
    /// [`JournalError::Damaged`], [`JournalError::Foreign`], [`JournalError::Busy`],
    /// [`JournalError::ReadOnly`], [`JournalError::Full`].
    pub fn open(
        path: &Path,
        kind: SpaceKind,
        key: Option<&SpaceKey>,
        writer: Writer,
    ) -> Result<Self, JournalError> {
        Self::open_with(path, kind, key, writer, Repair::Allowed)
    }

    /// Opens a space, saying whether this process may repair.
    ///
    /// # Errors
    /// As [`Space::open`], and [`JournalError::Older`] where repair is left to the window.
    pub fn open_with(
        path: &Path,
        kind: SpaceKind,
        key: Option<&SpaceKey>,
        writer: Writer,
        repair: Repair,
    ) -> Result<Self, JournalError> {
        let opened = log_is_whole(path, kind, key, repair)
            .and_then(|()| Self::try_open(path, kind, key, writer, repair));
        let damaged = match &opened {
            Err(JournalError::Damaged { copied_to: None }) => true,
            Err(JournalError::WrongKey) => key.is_none_or(|key| mark::proves(path, key)),
            _ => false,
        };
        if !damaged {
            return opened;
        }
        let copied_to = match repair {
            Repair::Allowed => Some(open::copy_aside(path)?),
            Repair::Left => None,
        };
        Err(JournalError::Damaged { copied_to })
    }

    fn try_open(
        path: &Path,
        kind: SpaceKind,
        key: Option<&SpaceKey>,
        writer: Writer,
        repair: Repair,
    ) -> Result<Self, JournalError> {
        let mut conn = open::connect(path, key, &Pragmas::of(kind.application_id()))?;
        if matches!(kind, SpaceKind::Drawer(_)) {
            crate::drawer::in_steps(&conn)?;
        }
        let upgraded = migrate::upgrade(&mut conn, kind, repair)?;
        let id: [u8; 16] =
            conn.query_row("SELECT value FROM fact WHERE name = 'space'", [], |row| row.get(0))?;
        let own = log::key_of(&conn, writer.device)?;
        if own.is_none() {
            log::admit(&conn, writer.device, &writer.signer.public())?;
        } else if own != Some(writer.signer.public()) {
            return Err(JournalError::Broken("this log belongs to another key"));
        }
        let frame = Frame { kind, id: SpaceId::from_bytes(id), writer, sealer: RefCell::default() };
        let seal = key.map(|key| Seal::of(path, key).map(Arc::new)).transpose()?;
        let mut space = Self { conn, frame, path: path.to_owned(), seal };
        if upgraded {
            space.rebuild()?;
        }
        if repair == Repair::Allowed {
            if kind == SpaceKind::Table {
                space.forget_at_opening();
            }
            space.keep_roots();
        }
        Ok(space)
    }

    /// What waits to be forgotten is forgotten at the first moment nobody else has the file: mostly this one.
    /// It keeps nobody from opening: what could not be erased waits on. A drawer, which may hold a thousand pictures
    /// and whose owner waits, forgets a moment after.
    fn forget_at_opening(&mut self) {
        match self.forget_now() {
            Ok(true) => {}
            Ok(false) => tracing::info!("forgetting waits: another process has the space open"),
            Err(error) => tracing::warn!(%error, "forgetting waits"),
        }
    }

    /// Keeps what salvaging needs, for a file of which the first pages are damaged. It keeps nobody from opening.
    pub fn keep_roots(&self) {
        if self.seal.is_some()
            && let Err(error) = self.try_keep_roots()
        {
            tracing::warn!(%error, "what salvaging needs could not be kept");
        }
    }

    fn try_keep_roots(&self) -> Result<(), JournalError> {
        if !self.checkpoint()? {
            // Somebody reads, and the file is not all of it: what was kept before stands.
            return Ok(());
        }
        // What is damaged by now must not take the place of what was whole when it was kept: each root is read from
        // the disk once more, and the cipher refuses one that is not what was written. An index would answer without it.
        self.conn.execute_batch("PRAGMA shrink_memory")?;
        let mut statement = self.conn.prepare_cached(
            "SELECT name, rootpage FROM sqlite_master
             WHERE name IN ('entry', 'device', 'fact', 'head', 'chunk', 'draft', 'reflection_draft', 'thrown', 'sheet',
                            'unsent') ORDER BY rootpage",
        )?;
        let mut names = self.conn.prepare_cached("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'")?;
        let mut roots: Vec<u32> = names.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name: String = row.get(0)?;
            self.conn.prepare_cached(&format!("SELECT 1 FROM {name} NOT INDEXED LIMIT 1"))?.exists([])?;
            roots.push(row.get(1)?);
        }
        Ok(open::keep_pages(&self.path, &roots)?)
    }

    /// What was put beside the log under `name`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn note(&self, name: &str) -> Result<Option<Vec<u8>>, JournalError> {
        let note = "SELECT value FROM fact WHERE name = ?1";
        Ok(self.conn.prepare_cached(note)?.query_row([noted(name)], |row| row.get(0)).optional()?)
    }

    /// Puts `what` beside the log under `name`, or takes away what lies there. It is no entry, and goes nowhere.
    ///
    /// # Errors
    /// What the disk says.
    pub fn put_note(&self, name: &str, what: Option<&[u8]>) -> Result<(), JournalError> {
        let done = match what {
            Some(what) => self
                .conn
                .prepare_cached("INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)")?
                .execute(params![noted(name), what]),
            None => self.conn.prepare_cached("DELETE FROM fact WHERE name = ?1")?.execute([noted(name)]),
        };
        done.map(drop).map_err(JournalError::from)
    }

    /// Which log this computer writes.
    pub fn device(&self) -> DeviceId {
        self.frame.writer.device
    }

    /// Copies the file to `to`, as sealed as it is, at one moment between two changes. Whoever reads or waits to
    /// write goes on.
    ///
    /// # Errors
    /// [`JournalError::Busy`], and what the disks say.
    pub fn copy_to(&self, to: &Path) -> Result<(), JournalError> {
        self.checkpoint()?;
        // Nobody can write while this is held, and nobody can begin the write-ahead log anew, so that file and log
        // belong together however much of the log somebody moves meanwhile.
        self.conn.execute_batch("BEGIN IMMEDIATE")?;
        let copied = open::copy_whole(&self.path, to);
        self.conn.execute_batch("ROLLBACK")?;
        Ok(copied?)
    }

    /// The space's id, the same on every computer that has it.
    pub fn id(&self) -> SpaceId {
        self.frame.id
    }

    /// The connection, for this crate's typed reads: callers hand it on and write no SQL.
    pub fn read(&self) -> &Connection {
        &self.conn
    }

    /// One record as it stands, whether or not this version shows its kind; `None` when there is none or it
    /// is deleted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn record(&self, entity: EntityId) -> Result<Option<Record>, JournalError> {
        let standing = heads::load(&self.conn, &Devices::load(&self.conn)?, entity)?;
        Ok(standing.visible().then(|| Record::new(standing)))
    }

    /// Lets another computer's log into this space.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn admit(&mut self, device: DeviceId, key: &[u8; 32]) -> Result<(), JournalError> {
        log::admit(&self.conn, device, key)
    }

    /// One action of `author` on the couple's `day`: one transaction, one undo step, one report of what went
    /// stale. When `f` fails, nothing was written.
    ///
    /// # Errors
    /// Whatever `f` refused with, and what the disk says.
    pub fn act<R>(
        &mut self,
        author: PersonId,
        day: NaiveDate,
        f: impl FnOnce(&mut Act<'_>) -> Result<R, JournalError>,
    ) -> Result<(R, Done), JournalError> {
        // Immediate: tip and clock are read under the lock, so that two processes never fork the log.
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut act = Act::begin(&tx, &self.frame, author, day)?;
        let value = f(&mut act)?;
        let done = act.finish()?;
        tx.commit()?;
        Ok((value, done))
    }

    /// Takes back what `step` names, as far as nobody changed it since. Undoing what this returns is the redo.
    ///
    /// # Errors
    /// What the disk says; nothing was taken back then.
    pub fn undo(&mut self, author: PersonId, day: NaiveDate, step: &UndoStep) -> Result<Done, JournalError> {
        self.undo_with(author, day, step, |_| Ok(()))
    }

    /// The same, with what lies beside the log put back in the same transaction, when nothing was held back.
    ///
    /// # Errors
    /// As [`Space::undo`], and whatever `beside` refused with.
    pub fn undo_with(
        &mut self,
        author: PersonId,
        day: NaiveDate,
        step: &UndoStep,
        beside: impl FnOnce(&Connection) -> Result<(), JournalError>,
    ) -> Result<Done, JournalError> {
        let (held_back, mut done) = self.act(author, day, |act| {
            let held_back = act.take_back(step)?;
            if held_back == 0 {
                beside(act.read())?;
            }
            Ok(held_back)
        })?;
        done.held_back = held_back;
        Ok(done)
    }

    /// Takes a part of a step back, in one transaction.
    ///
    /// # Errors
    /// As [`Space::undo`].
    pub fn undo_part(
        &mut self,
        author: PersonId,
        day: NaiveDate,
        part: UndoPart<'_>,
    ) -> Result<Done, JournalError> {
        let (held_back, mut done) = self.act(author, day, |act| act.take_back_part(part))?;
        done.held_back = held_back;
        Ok(done)
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }
}
