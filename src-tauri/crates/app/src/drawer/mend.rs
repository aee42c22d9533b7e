//! A drawer whose file is damaged: a copy is put aside, what can be read goes into a new file, and what could
//! not is told.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nightstand_domain::ids::PersonId;
use nightstand_journal::{BESIDE, Hurt, JournalError, Space, SpaceKind, copy_aside, salvage, with_suffix};
use nightstand_vault::{SpaceKey, files};

use crate::error::AppError;
use crate::keys;
use crate::spine::{App, lock};

/// What was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Where the damaged file lies now.
    pub copied_to: PathBuf,
    /// The sheets whose words were hurt, as far as the damaged file still named them.
    pub hurt: Vec<Hurt>,
    /// How many changes could not be read, earlier versions among them.
    pub lost: u64,
}

impl App {
    /// Looks the open drawer's file over, page by page, and mends it when the disk gave back something else than
    /// was written. Says whether anything was mended. For the background, a moment after the drawer was opened.
    ///
    /// # Errors
    /// When it could not be mended; the drawer is locked then, and its file is as it was.
    pub fn look_drawer_over(&self) -> Result<bool, AppError> {
        let mut drawer = self.drawer();
        let Some(open) = drawer.as_mut() else { return Ok(false) };
        match open.space.torn_pages() {
            Ok(torn) if torn.is_empty() => return Ok(false),
            Ok(torn) => tracing::error!(pages = torn.len(), "the drawer's file is damaged"),
            Err(JournalError::Damaged { .. }) => tracing::error!("the drawer's file is damaged"),
            Err(error) => return Err(error.into()),
        }
        // What waits for the disk stays in hand; the file is closed while it is replaced.
        let Some(mut open) = drawer.take() else { return Ok(false) };
        let kept = open.spill_waiting();
        let owner = open.owner;
        drop(open.space);
        let mended = self.mend(owner, &open.key);
        kept?;
        open.space = mended?;
        *drawer = Some(open);
        drop(drawer);
        self.forget_drawer_steps();
        Ok(true)
    }

    /// What was mended in the open drawer, until it is locked.
    pub fn mended(&self) -> Option<Mended> {
        lock(&self.desk.mended).clone()
    }

    /// Puts a copy aside, reads what can be read into a new file, and opens that in its place.
    pub(super) fn mend(&self, owner: PersonId, key: &SpaceKey) -> Result<Space, AppError> {
        let path = self.drawer_path(owner);
        let kind = SpaceKind::Drawer(owner);
        let copied_to = copy_aside(&path).map_err(AppError::folder)?;
        let damaged = |error: JournalError| match error {
            JournalError::Damaged { .. } | JournalError::WrongKey => {
                AppError::Damaged { copied_to: Some(copied_to.clone()) }
            }
            other => other.into(),
        };
        let new = path.with_extension("mended");
        let found =
            salvage(&path, &new, kind, Some(key), keys::new_writer(&self.profile)?).map_err(damaged)?;
        put_in_place(&new, &path).map_err(AppError::folder)?;
        tracing::warn!(entries = found.entries, lost = found.lost, "what could be read is in a new file");
        let space = keys::open_space(&path, kind, key, &self.profile, self.role)?;
        *lock(&self.desk.mended) = Some(Mended { copied_to, hurt: found.hurt, lost: found.lost });
        Ok(space)
    }
}

/// The write-ahead log goes first: beside the new file it would be another file's. What it held lies in the copy.
/// What lies beside the new file comes with it.
fn put_in_place(new: &Path, path: &Path) -> io::Result<()> {
    for suffix in ["-wal", "-shm"] {
        if_there(fs::remove_file(with_suffix(path, suffix)))?;
    }
    fs::rename(new, path)?;
    for suffix in BESIDE {
        if_there(fs::rename(with_suffix(new, suffix), with_suffix(path, suffix)))?;
    }
    files::flush_folder(path)
}

fn if_there(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
