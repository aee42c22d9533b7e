//! Long work on a space's file, on a connection of its own: whoever has the space open goes on reading and writing
//! meanwhile.
//!
//! A file that is to hold no trace of what was forgotten is written anew, since SQLite leaves copies of cells it moved
//! in its pages. `VACUUM` in place keeps everyone from writing for as long as it takes, in memory as large as the file.
//! So a drawer, which one process alone has open, is written into a file beside it, and that takes its place in a
//! moment.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nightstand_vault::{SpaceKey, files};
use rusqlite::{Connection, ErrorCode, TransactionBehavior};

use crate::drawer;
use crate::error::JournalError;
use crate::open::{self, Pragmas};
use crate::pages::Seal;
use crate::space::{Space, SpaceKind};

/// Asked now and then in the middle of long work: whether to go on.
pub type GoOn = Arc<dyn Fn() -> bool + Send + Sync>;

/// How many steps of its own SQLite takes between two questions: well below a millisecond of them.
const STEPS: i32 = 2_000;

/// What stands beside a drawer's log and is overwritten by hand.
const TYPED: [&str; 6] = ["fact", "erasure", "aside", "draft", "thrown", "reflection_draft"];

/// A second connection onto a space's file.
pub struct Beside {
    conn: Connection,
    path: PathBuf,
    go_on: GoOn,
}

/// What became of a file that was to take another one's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It has taken it.
    In,
    /// The log has gone on since it was written: it is to be written once more.
    Behind,
}

impl Space {
    /// Opens the file once more for long work, which asks `go_on` whether to go on.
    ///
    /// # Errors
    /// As [`Space::open`].
    pub fn beside(&self, key: &SpaceKey, go_on: &GoOn) -> Result<Beside, JournalError> {
        let pragmas = Pragmas::of(self.frame.kind.application_id());
        let mut conn = open::connect(&self.path, Some(key), &pragmas)?;
        if matches!(self.frame.kind, SpaceKind::Drawer(_)) {
            // It may be the last to close the file, and its length says no more than the steps do.
            drawer::in_steps(&conn)?;
        }
        ask(&mut conn, go_on)?;
        Ok(Beside { conn, path: self.path.clone(), go_on: Arc::clone(go_on) })
    }

    /// Holds the file as it is now: from here on what is written here waits in the write-ahead log until the answer is
    /// dropped. Nothing when somebody else reads.
    ///
    /// # Errors
    /// What the disk says.
    pub fn hold_still(&self, beside: Beside) -> Result<Option<Still>, JournalError> {
        // With nothing in the write-ahead log a reader reads the file alone, and keeps it from being written to.
        if !self.checkpoint()? {
            return Ok(None);
        }
        beside.conn.execute_batch("BEGIN; SELECT count(*) FROM fact;")?;
        Ok(Some(Still(beside)))
    }

    /// Puts the file that [`Beside::write_anew`] wrote at `fresh` in this one's place, with what was typed here since.
    /// Every other connection is closed by then.
    ///
    /// # Errors
    /// What the disk says. The file at this place is whole then, old or new, and this space is to be opened again.
    pub fn move_to(&mut self, fresh: &Path, key: &SpaceKey) -> Result<Moved, JournalError> {
        self.conn.execute("ATTACH ?1 AS fresh", [shown(fresh)?])?;
        let moved = self.carry_typed();
        self.conn.flush_prepared_statement_cache();
        self.conn.execute_batch("DETACH fresh")?;
        // A write-ahead log beside another file would be another file's.
        if moved? == Moved::Behind || !self.checkpoint()? {
            return Ok(Moved::Behind);
        }
        turn_to_write_ahead(fresh, key)?;
        let nowhere = Connection::open_in_memory()?;
        std::mem::replace(&mut self.conn, nowhere).close().map_err(|(_, error)| error)?;
        let placed = put_in_place(fresh, &self.path, self.frame.kind);
        self.conn = open::connect(&self.path, Some(key), &Pragmas::of(self.frame.kind.application_id()))?;
        if matches!(self.frame.kind, SpaceKind::Drawer(_)) {
            drawer::in_steps(&self.conn)?;
        }
        self.seal = Some(Arc::new(Seal::of(&self.path, key)?));
        // In the new file they lie elsewhere.
        self.keep_roots();
        placed.map(|()| Moved::In)
    }

    fn carry_typed(&mut self) -> Result<Moved, JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let same = "SELECT (SELECT max(arrival) FROM main.entry) IS (SELECT max(arrival) FROM fresh.entry)";
        if !tx.query_row(same, [], |row| row.get::<_, bool>(0))? {
            return Ok(Moved::Behind);
        }
        for table in TYPED {
            let carried =
                format!("DELETE FROM fresh.{table}; INSERT INTO fresh.{table} SELECT * FROM main.{table};");
            tx.execute_batch(&carried)?;
        }
        tx.commit()?;
        Ok(Moved::In)
    }
}

impl Beside {
    /// Writes everything into a new file at `to`, sealed with the same key, in which nothing lies but what stands. Says
    /// whether it came to its end. An unfinished file is taken away.
    ///
    /// # Errors
    /// What the disks say.
    pub fn write_anew(&self, to: &Path) -> Result<bool, JournalError> {
        clear_anew(to)?;
        open::private_file(to)?;
        let written = self.conn.execute("VACUUM INTO ?1", [shown(to)?]).map_err(JournalError::from);
        match written {
            Ok(_) => return Ok(true),
            Err(_) => clear_anew(to)?,
        }
        written.map(|_| true).or_else(|error| if is_stopped(&error) { Ok(false) } else { Err(error) })
    }
}

/// A file that stays as it is for as long as this lives.
pub struct Still(Beside);

impl Still {
    /// Copies the file to `to`, as sealed as it is. Says whether it came to its end; an unfinished copy is taken away.
    ///
    /// # Errors
    /// What the disks say.
    pub fn copy_to(&self, to: &Path) -> Result<bool, JournalError> {
        let copied = open::copy_file(&self.0.path, to, &self.0.go_on);
        if !matches!(copied, Ok(true)) {
            open::remove(to)?;
        }
        Ok(copied?)
    }
}

/// Takes away what an earlier writing left at `to`, its rollback journal included.
pub(crate) fn clear_anew(to: &Path) -> io::Result<()> {
    open::remove_whole(to)?;
    open::remove(&open::with_suffix(to, "-journal"))
}

/// It has the form in which it will be opened. To turn it once it is in its place would put a rollback journal beside it
/// for a moment, and a power cut could bring that back and turn pages back that have been written since.
fn turn_to_write_ahead(fresh: &Path, key: &SpaceKey) -> Result<(), JournalError> {
    let conn = open::raw(fresh, Some(key), open::WAIT)?;
    open::write_ahead(&conn)?;
    Ok(conn.close().map_err(|(_, error)| error)?)
}

fn put_in_place(fresh: &Path, path: &Path, kind: SpaceKind) -> Result<(), JournalError> {
    let file = OpenOptions::new().write(true).open(fresh)?;
    if matches!(kind, SpaceKind::Drawer(_)) {
        let length = file.metadata()?.len();
        file.set_len(length.next_multiple_of(drawer::STEP))?;
    }
    file.sync_all()?;
    for suffix in ["-wal", "-shm"] {
        open::remove(&open::with_suffix(path, suffix))?;
    }
    // That it is gone has to be on the disk before another file has its name.
    files::flush_folder(path)?;
    fs::rename(fresh, path)?;
    Ok(files::flush_folder(path)?)
}

/// From now on `conn` asks `go_on` on its way and stops what it does when that says so.
pub(crate) fn ask(conn: &mut Connection, go_on: &GoOn) -> Result<(), JournalError> {
    let go_on = Arc::clone(go_on);
    Ok(conn.progress_handler(STEPS, Some(move || !go_on()))?)
}

pub(crate) fn is_stopped(error: &JournalError) -> bool {
    let JournalError::Sql(error) = error else { return false };
    error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted)
}

fn shown(path: &Path) -> Result<&str, JournalError> {
    path.to_str().ok_or(JournalError::Broken("a folder whose name is no text"))
}
