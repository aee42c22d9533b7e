//! Bringing back: what a backup holds and is no longer here is laid again, and nothing that is here goes. Where
//! there is no table yet, the whole backup is.

use std::fs;
use std::path::Path;

use nightstand_domain::ids::PersonId;
use nightstand_domain::merge::Kind;
use nightstand_domain::{page, reflection};
use nightstand_journal::backup::{Copy, Missing};
use nightstand_journal::{BESIDE, SpaceKind, copy_whole};
use nightstand_vault::{SLOT_COPIES, files};

use super::{Backup, copy_if_there};
use crate::error::AppError;
use crate::file_place;
use crate::keys;
use crate::profile::private_folder;
use crate::sitting::{Changed, Deed, Place};
use crate::spine::App;

/// One thing that would come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// What sort of record it is.
    pub kind: Kind,
    /// A page's title; may be empty.
    pub title: String,
    /// The beginning of a page or a reflection.
    pub preview: String,
}

/// What bringing back would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would come back onto the table; those records are named by their sort.
    pub table: Vec<Kind>,
    /// What would come back into the drawer that is open.
    pub drawer: Vec<Back>,
    /// Whose drawers are in the backup and cannot be looked into: they are locked.
    pub locked: Vec<PersonId>,
}

impl App {
    /// What [`App::bring_back_from`] would do; nothing is changed.
    ///
    /// # Errors
    /// [`AppError::Damaged`] for a copy that is not what was written, and what the disk says.
    pub fn preview_of(&self, backup: &Backup) -> Result<Preview, AppError> {
        let looked = Looked::into(self, backup)?;
        let table = looked.table.iter().flat_map(|(_, missing)| missing).map(|one| one.kind);
        let back =
            |one: &Missing| Back { kind: one.kind, title: one.title.clone(), preview: one.preview.clone() };
        let drawer = looked.drawer.iter().flat_map(|(_, missing)| missing).map(back);
        Ok(Preview { table: table.collect(), drawer: drawer.collect(), locked: looked.locked })
    }

    /// Lays again what `backup` holds and is not here. What is here stays as it is, so that nothing is lost by
    /// it; each of table and drawer is one step of Undo.
    ///
    /// # Errors
    /// As [`App::preview_of`].
    pub fn bring_back_from(&self, backup: &Backup) -> Result<Changed, AppError> {
        let looked = Looked::into(self, backup)?;
        let mut changed = Changed::default();
        if let Some((copy, missing)) = looked.table.filter(|(_, missing)| !missing.is_empty()) {
            let deed = Deed::plain("bringBackBackup").with("count", missing.len());
            let ((), done) = self
                .change_table(deed, |act| missing.iter().try_for_each(|one| act.lay_again(&copy, one.id)))?;
            changed = done;
        }
        if let Some((copy, missing)) = looked.drawer.filter(|(_, missing)| !missing.is_empty()) {
            let day = self.today();
            let mut drawer = self.drawer();
            let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
            let ((), done) = open.space.act(open.owner, day, |act| {
                missing.iter().try_for_each(|one| act.lay_again(&copy, one.id))
            })?;
            let deed = Deed::plain("bringBackBackup").with("count", missing.len());
            changed = self.remember(open.owner, Place::Drawer, deed, done).and(changed);
        }
        Ok(changed)
    }

    /// Puts a whole backup onto a computer that has no table yet. The table's key may then be found in the key
    /// slots alone: the window asks for a passphrase, as after a lost keyring.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the place as it was typed, [`AppError::Taken`] when there is a
    /// table already, [`AppError::NotFound`] for a folder that holds no backup, and what the disk says; nothing is
    /// put in place then.
    pub fn restore_whole(&self, folder: &str) -> Result<(), AppError> {
        let folder = &file_place::typed(folder)?;
        let data = &self.profile.data;
        if self.has_table() || self.profile.table().exists() {
            return Err(AppError::Taken);
        }
        let backup = Backup::read(folder)?.ok_or(AppError::NotFound)?;
        // Slots first and the table last: until it stands, this is still a first run.
        for name in SLOT_COPIES {
            copy_if_there(folder, data, name)?;
        }
        let (table, drawers): (Vec<_>, Vec<_>) = backup.parts.iter().partition(|part| part.owner.is_none());
        if table.is_empty() {
            return Err(AppError::NotFound);
        }
        for part in drawers.into_iter().chain(table) {
            for beside in BESIDE {
                copy_if_there(folder, data, &format!("{}{beside}", part.file))?;
            }
            let to = data.join(&part.file);
            if !to.exists() {
                copy_whole(&folder.join(&part.file), &to).map_err(AppError::folder)?;
            }
        }
        files::flush_folder(&self.profile.table()).map_err(AppError::folder)?;
        // Nothing was written here yet, but a log that this folder knew may have gone on elsewhere.
        keys::new_writer(&self.profile)?;
        self.try_table_again().inspect_err(|error| self.refuse_table(error.again()))
    }
}

/// The copies of a backup, opened, and what each holds that is not here.
struct Looked {
    table: Option<(Copy, Vec<Missing>)>,
    drawer: Option<(Copy, Vec<Missing>)>,
    locked: Vec<PersonId>,
    _work: Work,
}

impl Looked {
    fn into(app: &App, backup: &Backup) -> Result<Self, AppError> {
        // A copy of the copy: looking leaves a backup as it is, wherever it lies.
        let work = Work::begin(&app.profile.cache)?;
        let mut looked = Self { table: None, drawer: None, locked: Vec::new(), _work: work };
        for part in &backup.parts {
            let path = looked._work.0.join(&part.file);
            copy_whole(&backup.folder.join(&part.file), &path).map_err(AppError::folder)?;
            match part.owner {
                None => {
                    let key = keys::table_key(&app.profile, &app.key_file, app.keyring.as_ref())?;
                    let copy = Copy::open(&path, SpaceKind::Table, &key).map_err(damaged)?;
                    let missing = app.read_table(|here| copy.missing_from(here))?;
                    looked.table = Some((copy, missing));
                }
                Some(owner) => {
                    let drawer = app.drawer();
                    let Some(open) = drawer.as_ref().filter(|open| open.owner == owner) else {
                        looked.locked.push(owner);
                        continue;
                    };
                    let copy = Copy::open(&path, SpaceKind::Drawer(owner), &open.key).map_err(damaged)?;
                    let mut missing = copy.missing_from(&open.space)?;
                    missing.retain(|one| {
                        one.kind == page::field::PAGE || one.kind == reflection::field::REFLECTION
                    });
                    looked.drawer = Some((copy, missing));
                }
            }
        }
        Ok(looked)
    }
}

fn damaged(error: nightstand_journal::JournalError) -> AppError {
    match AppError::from(error) {
        AppError::KeyLost => AppError::DAMAGED,
        other => other,
    }
}

/// A folder for as long as somebody looks.
struct Work(std::path::PathBuf);

impl Work {
    /// On the disk, where a drawer with its pictures has room; the runtime folder lies in memory.
    fn begin(cache: &Path) -> Result<Self, AppError> {
        let folder = cache.join("looking");
        // What was left by a look that was cut off.
        super::clear(&folder)?;
        private_folder(&folder).map_err(AppError::folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What is in it is as sealed as the backup.
        let _ = fs::remove_dir_all(&self.0);
    }
}
