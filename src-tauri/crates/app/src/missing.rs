//! A file that is not where it was: moved by a program that syncs, left out of a copy made by hand, taken back with half
//! of a folder. Nothing is made in its place before somebody says so, and no key goes.

use std::fs;
use std::path::{Path, PathBuf};

use nightstand_domain::ids::PersonId;
use nightstand_journal::{copy_aside, remove_whole};
use nightstand_vault::{KeySlots, Method, SLOT_COPIES, files};

use crate::backup::{Backup, Placed};
use crate::belongings::{LEFT, entries};
use crate::error::AppError;
use crate::keys::{self, slot_error};
use crate::people::DrawerFront;
use crate::profile::{Profile, private_folder};
use crate::spine::App;

/// Whether something in this profile was made at a table: somebody's key slot, or a drawer.
pub(crate) fn table_was_here(profile: &Profile) -> Result<bool, AppError> {
    let slots = KeySlots::look(&profile.data).map_err(slot_error)?;
    Ok(!slots.is_empty() || entries(&profile.data).iter().any(|entry| is_drawer(entry)))
}

fn is_drawer(entry: &Path) -> bool {
    let name = entry.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("drawer-") && name.ends_with(".db")
}

/// The first of those names that nothing has yet.
fn first_free(named: impl Fn(u32) -> PathBuf) -> Result<PathBuf, AppError> {
    (1..=u32::MAX).map(named).find(|path| !path.exists()).ok_or(AppError::Taken)
}

/// Says that a drawer is being made. Slots without a file are cut off work while it stands, and a file that is missing
/// otherwise.
pub(crate) struct Making(PathBuf);

impl Making {
    pub(crate) fn begin(drawer: &Path) -> Result<Self, AppError> {
        let sign = sign_of(drawer);
        files::replace(&sign, &[]).map_err(AppError::folder)?;
        Ok(Self(sign))
    }

    pub(crate) fn is_under_way(drawer: &Path) -> bool {
        sign_of(drawer).exists()
    }

    /// The drawer stands, and its file is on the disk.
    pub(crate) fn end(self) -> Result<(), AppError> {
        fs::remove_file(&self.0).map_err(AppError::folder)
    }
}

fn sign_of(drawer: &Path) -> PathBuf {
    drawer.with_extension("making")
}

impl App {
    /// The newest backup that holds the table and is not known to be damaged, where the table's file is missing.
    ///
    /// # Errors
    /// When the folder of the backups is there and cannot be read.
    pub fn backup_of_table(&self) -> Result<Option<Backup>, AppError> {
        self.newest_with(None)
    }

    /// The newest backup that holds `person`'s drawer and is not known to be damaged.
    ///
    /// # Errors
    /// As [`App::backup_of_table`].
    pub fn backup_of_drawer(&self, person: PersonId) -> Result<Option<Backup>, AppError> {
        self.newest_with(Some(person))
    }

    fn newest_with(&self, owner: Option<PersonId>) -> Result<Option<Backup>, AppError> {
        let holds = |backup: &Backup| {
            let part = backup.parts.iter().find(|part| part.owner == owner);
            part.is_some_and(|part| backup.folder.join(&part.file).is_file())
        };
        let is_broken = |backup: &Backup| backup.parts.iter().any(|part| part.owner == owner && part.broken);
        // One that is known to be damaged is better than none.
        let (broken, others): (Vec<_>, Vec<_>) =
            self.backups()?.into_iter().filter(holds).partition(is_broken);
        Ok(others.into_iter().chain(broken).next())
    }

    /// Lays everything that belonged to the missing table aside, in a folder of its own beside the new one's files, and
    /// says where. Then a table can be made.
    ///
    /// # Errors
    /// [`AppError::Taken`] unless the table's file is missing, and what the disk says; what was moved by then lies in
    /// that folder.
    pub fn leave_missing_table(&self) -> Result<PathBuf, AppError> {
        if !self.is_table_missing() {
            return Err(AppError::Taken);
        }
        let data = &self.profile.data;
        let left = first_free(|number| data.join(format!("{LEFT}{number}")))?;
        let begins = ["agenda.", "drawer-", "slots.", "table."];
        keys::while_the_clock_rests(&self.profile, |_| {
            private_folder(&left).map_err(AppError::folder)?;
            let named = |entry: &PathBuf| {
                let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
                begins.iter().any(|begin| name.starts_with(begin))
            };
            // The slots go last: while they are here, this is no first run.
            let (slots, others): (Vec<_>, Vec<_>) = entries(data)
                .into_iter()
                .filter(named)
                .partition(|entry| SLOT_COPIES.iter().any(|name| entry.ends_with(name)));
            for entry in others.iter().chain(&slots) {
                let name = entry.file_name().unwrap_or_default();
                fs::rename(entry, left.join(name)).map_err(AppError::folder)?;
            }
            files::flush_folder(&left.join(".")).map_err(AppError::folder)
        })?;
        self.clear_table();
        Ok(left)
    }

    /// Whether `person` has locked a drawer whose file is not here.
    pub(crate) fn is_drawer_missing(&self, person: PersonId) -> bool {
        let path = self.drawer_path(person);
        !path.exists()
            && !Making::is_under_way(&path)
            && KeySlots::look(&self.profile.data).is_ok_and(|slots| slots.has(person, Method::Passphrase))
    }

    /// Brings `person`'s drawer back from the newest backup that holds it, where its file is missing or damaged. One that
    /// is there lies aside then, and the drawer stays locked.
    ///
    /// # Errors
    /// [`AppError::Taken`] for a drawer that is open or was never locked, [`AppError::NotFound`] when no backup holds
    /// it, and what the disks say; nothing is put in place then.
    pub fn bring_drawer_back(&self, person: PersonId) -> Result<(), AppError> {
        if !matches!(self.drawer_front(person), DrawerFront::Missing | DrawerFront::Locked) {
            return Err(AppError::Taken);
        }
        let backup = self.backup_of_drawer(person)?.ok_or(AppError::NotFound)?;
        let part = backup.parts.iter().find(|part| part.owner == Some(person)).ok_or(AppError::NotFound)?;
        let to = self.drawer_path(person);
        if to.exists() {
            copy_aside(&to).and_then(|_| remove_whole(&to)).map_err(AppError::folder)?;
        }
        let mut placed = Placed::default();
        placed.lay(part, &backup.folder, &self.profile.data)?;
        files::flush_folder(&to).map_err(AppError::folder)?;
        placed.stay();
        Ok(())
    }

    /// Lets `person` lock a new drawer although the old one's file is missing. The old one's key goes, but for a copy of
    /// the key slots beside it.
    ///
    /// # Errors
    /// [`AppError::Taken`] unless its file is missing, and what the disk says; nothing is taken away then.
    pub fn begin_drawer_anew(&self, person: PersonId) -> Result<(), AppError> {
        if self.drawer_front(person) != DrawerFront::Missing {
            return Err(AppError::Taken);
        }
        let path = self.drawer_path(person);
        let kept = first_free(|number| path.with_extension(format!("slots-{number}")))?;
        let [first, other] = SLOT_COPIES.map(|name| self.profile.data.join(name));
        let slots = fs::read(&first).or_else(|_| fs::read(&other)).map_err(AppError::folder)?;
        files::replace(&kept, &slots).map_err(AppError::folder)?;
        KeySlots::open(&self.profile.data).and_then(|mut slots| slots.remove(person)).map_err(slot_error)
    }
}
