//! Backups: by itself at most once a day, everything as sealed as it lies, with the key slots beside it, in a
//! folder of choice. A backup is a folder of its own; what is in it is put there whole or not at all.
//!
//! ```text
//! <folder>/Nightstand 2026-11-27 0812/
//!     backup.json            when it was made and what of it was opened to look
//!     slots.a slots.b        the keys, under passphrases and recovery words
//!     table.db  drawer-….db  (and what belongs beside each)
//! ```
//! The key of this computer's own log is in no backup: whoever puts one back writes a log of their own.

mod record;
mod restore;
mod rotation;

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use nightstand_domain::ids::PersonId;
use nightstand_journal::backup::Copy;
use nightstand_journal::{BESIDE, JournalError, SpaceKind, copy_whole, copy_whole_while};
use nightstand_vault::{KeySlots, Purpose, SLOT_COPIES, SpaceKey, files};
use serde::{Deserialize, Serialize};

pub use record::{Backup, Part};
pub(crate) use restore::Placed;
pub use restore::{Back, Preview};

use crate::drawer::Long;
use crate::error::AppError;
use crate::file_place;
use crate::keys;
use crate::profile::private_folder;
use crate::spine::App;

/// The folder of unfinished backups begins with this; one that was cut off is taken away by a later one.
const UNFINISHED: &str = ".nightstand-unfinished";

/// How often the copying of a drawer begins anew.
const TRIES: usize = 5;

/// Whether this computer makes backups, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choices {
    /// Whether it makes one by itself.
    pub by_itself: bool,
    /// The folder that was chosen; without one, a folder beside the files themselves.
    pub folder: Option<PathBuf>,
}

impl Default for Choices {
    fn default() -> Self {
        Self { by_itself: true, folder: None }
    }
}

/// The word for a newest backup that is not what was written.
const DAMAGED: &str = "damaged";

impl App {
    /// What was chosen about backups. A file that nobody can read gives the choices of a first start.
    pub fn backup_choices(&self) -> Choices {
        let text = fs::read(self.backup_file()).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    /// Chooses whether this computer makes backups by itself.
    ///
    /// # Errors
    /// What the disk says; nothing changes then.
    pub fn make_backups(&self, by_itself: bool) -> Result<(), AppError> {
        self.keep_choices(&Choices { by_itself, ..self.backup_choices() })
    }

    /// Chooses where backups go: a folder that is there and takes a file. The one beside the files themselves is
    /// nobody's choice.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the place, and what the disk says; nothing changes then.
    pub fn keep_backups_in(&self, folder: &str) -> Result<(), AppError> {
        let folder = file_place::typed(folder)?;
        let beside = folder == self.beside();
        if !beside {
            takes_files(&folder)?;
        }
        self.keep_choices(&Choices { folder: (!beside).then_some(folder), ..self.backup_choices() })
    }

    fn keep_choices(&self, choices: &Choices) -> Result<(), AppError> {
        let text = serde_json::to_vec_pretty(choices).map_err(|error| AppError::Other(error.to_string()))?;
        files::replace(&self.backup_file(), &text).map_err(AppError::folder)
    }

    /// Where backups go.
    pub fn backup_folder(&self) -> PathBuf {
        self.backup_choices().folder.unwrap_or_else(|| self.beside())
    }

    fn beside(&self) -> PathBuf {
        self.profile.data.join("backups")
    }

    fn backup_file(&self) -> PathBuf {
        self.profile.config.join("backups.json")
    }

    /// Every backup of this profile in the folder, the newest first. Somebody else's may lie in the same one: a drive at
    /// home is chosen by whole families.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn backups(&self) -> Result<Vec<Backup>, AppError> {
        self.own_backups(&self.backup_folder())
    }

    fn own_backups(&self, folder: &Path) -> Result<Vec<Backup>, AppError> {
        let mut all = record::all(folder)?;
        // Without key slots nothing tells whose they are, and none is hidden.
        if let Ok(slots) = KeySlots::look(&self.profile.data)
            && !slots.is_empty()
        {
            all.retain(|backup| !backup.is_of_another(slots.id()));
        }
        Ok(all)
    }

    /// Whether the folder that was chosen isn't there now: a stick that was taken out, a folder that was moved. The one
    /// beside the files themselves comes with the first backup.
    pub fn backup_folder_is_away(&self) -> bool {
        self.backup_choices().folder.is_some_and(|folder| !folder.is_dir())
    }

    /// The folder beside the files themselves, where another was chosen since and backups still lie in it.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn backups_left_beside(&self) -> Result<Option<PathBuf>, AppError> {
        let beside = self.beside();
        let left = self.backup_choices().folder.is_some() && !self.own_backups(&beside)?.is_empty();
        Ok(left.then_some(beside))
    }

    /// Makes a backup when the newest one is of an earlier day, and none is made by hand today.
    ///
    /// # Errors
    /// As [`App::back_up`].
    pub fn back_up_if_due(&self) -> Result<bool, AppError> {
        if !self.backup_choices().by_itself || !self.has_table() {
            return Ok(false);
        }
        let made = self.back_up_today();
        match &made {
            Err(AppError::Invalid { why, .. }) => self.backed_up.stands(Some(why)),
            Err(_) => self.backed_up.stands(Some("other")),
            // What was found in the newest one stands, until there is another.
            Ok(false) if self.backed_up.trouble() == Some(DAMAGED) => {}
            Ok(false) => self.backed_up.stands(None),
            Ok(true) => {}
        }
        made
    }

    fn back_up_today(&self) -> Result<bool, AppError> {
        let today = self.civil_now().date();
        // Whoever flew west made one tomorrow; what was made under a clock set further ahead is of no day.
        let is_of_today = |backup: &Backup| matches!((backup.made.date() - today).num_days(), 0 | 1);
        if self.backups()?.iter().any(is_of_today) {
            return Ok(false);
        }
        self.back_up().map(|_| true)
    }

    /// Why today's backup could not be made by itself, or that the newest one is damaged; a word for the catalogue.
    pub fn backup_trouble(&self) -> Option<&'static str> {
        self.backed_up.trouble()
    }

    /// The same for whoever has not been told yet.
    pub fn backup_news(&self) -> Option<&'static str> {
        self.backed_up.tell()
    }

    /// Makes a backup now, opens what of it can be opened to look, and takes away those that rotate out.
    ///
    /// # Errors
    /// [`AppError::NoTable`], and what the disks say; an unfinished one is no backup.
    pub fn back_up(&self) -> Result<Backup, AppError> {
        let (folder, now) = (self.backup_folder(), self.civil_now());
        if self.backup_choices().folder.is_none() {
            private_folder(&folder).map_err(AppError::folder)?;
        } else if !folder.is_dir() {
            return Err(file_place::refused("noFolder"));
        }
        let unfinished = folder.join(format!("{UNFINISHED}-{}", std::process::id()));
        clear(&unfinished)?;
        let made = self.fill(&unfinished, now).and_then(|()| {
            let place = record::free_name(&folder, now);
            fs::rename(&unfinished, &place).map_err(AppError::folder)?;
            files::flush_folder(&place).map_err(AppError::folder)?;
            Ok(place)
        });
        let Ok(place) = made else {
            clear(&unfinished)?;
            return Err(made.err().unwrap_or(AppError::NotFound));
        };
        let mut backup = Backup::read(&place)?.ok_or(AppError::NotFound)?;
        let broken = self.check(&mut backup)?;
        rotation::rotate(&self.backups()?)?;
        rotation::clear_cut_off(&folder, &place)?;
        self.backed_up.stands((!broken.is_empty()).then_some(DAMAGED));
        Ok(backup)
    }

    /// Copies everything into `folder`.
    fn fill(&self, folder: &Path, now: NaiveDateTime) -> Result<(), AppError> {
        private_folder(folder).map_err(AppError::folder)?;
        let data = &self.profile.data;
        self.copy_table(&folder.join("table.db"))?;
        let mut parts = vec![Part::table()];
        for (person, _) in self.drawer_fronts()? {
            if self.drawer_path(person.id).exists() {
                let part = Part::drawer(person.id);
                self.copy_drawer(person.id, &folder.join(&part.file))?;
                parts.push(part);
            }
        }
        for part in &parts {
            for beside in BESIDE {
                copy_if_there(data, folder, &format!("{}{beside}", part.file))?;
            }
        }
        for copy in SLOT_COPIES {
            copy_if_there(data, folder, copy)?;
        }
        record::write(folder, now, &parts)
    }

    /// Copies the table's file. While it is copied nobody writes on it, so that goes to this computer's own disk first,
    /// which is quicker than a stick.
    fn copy_table(&self, to: &Path) -> Result<(), AppError> {
        let work = Work::begin(&self.profile.cache, "backing-up")?;
        let near = work.join("table.db");
        self.read_table(|space| space.copy_to(&near))?;
        copy_whole(&near, to).map_err(AppError::folder)
    }

    /// Copies a drawer's file, beside whoever types in it. What opens or locks it meanwhile comes first, and the copying
    /// begins anew.
    fn copy_drawer(&self, owner: PersonId, to: &Path) -> Result<(), AppError> {
        for _ in 0..TRIES {
            let long = self.desk.long.begin();
            let still = match self.drawer().as_ref().filter(|open| open.owner == owner) {
                Some(open) => {
                    let beside = open.space.beside(&open.key, long.go_on())?;
                    Some(open.space.hold_still(beside)?.ok_or(AppError::Busy)?)
                }
                None => None,
            };
            let copied = match still {
                Some(still) => still.copy_to(to)?,
                // Nobody but this window opens it, and nothing is opened meanwhile.
                None => {
                    copy_whole_while(&self.drawer_path(owner), to, long.go_on()).map_err(AppError::folder)?
                }
            };
            if copied {
                return Ok(());
            }
        }
        Err(AppError::Busy)
    }

    /// Opens what of a backup can be opened now, page by page: the table, and the drawer that is open. What was
    /// found whole is noted in it. Says which parts are not what was written.
    ///
    /// # Errors
    /// What the disk says.
    pub fn check(&self, backup: &mut Backup) -> Result<Vec<Part>, AppError> {
        let mut broken = Vec::new();
        for at in 0..backup.parts.len() {
            let Some(part) = backup.parts.get_mut(at) else { continue };
            let path = backup.folder.join(&part.file);
            let kind = part.owner.map_or(SpaceKind::Table, SpaceKind::Drawer);
            let long = self.desk.long.begin();
            let copy = match part.owner {
                None => keys::table_key(&self.profile, &self.key_file, self.keyring.as_ref())
                    .ok()
                    .map(|key| Copy::open(&path, kind, &key)),
                Some(owner) => {
                    let drawer = self.drawer();
                    let open = drawer.as_ref().filter(|open| open.owner == owner);
                    open.map(|open| Copy::open(&path, kind, &open.key))
                }
            };
            // Its key is not at hand: nothing is said about it.
            let Some(copy) = copy else { continue };
            if let Some(whole) = is_whole(copy, &long) {
                (part.checked, part.broken) = (whole, !whole);
                broken.extend((!whole).then(|| part.clone()));
            }
        }
        record::write(&backup.folder, backup.made, &backup.parts)?;
        Ok(broken)
    }

    /// A drawer's copies are opened when the drawer is: the newest, unless that was done. Says whether it is whole.
    ///
    /// # Errors
    /// What the disk says.
    pub fn check_newest_backup(&self) -> Result<bool, AppError> {
        let Some(owner) = self.open_drawer() else { return Ok(true) };
        let Some(mut newest) = self.backups()?.into_iter().next() else { return Ok(true) };
        let waits = newest.parts.iter().any(|part| part.owner == Some(owner) && !part.checked);
        let whole = !waits || self.check(&mut newest)?.is_empty();
        if !whole {
            self.backed_up.stands(Some(DAMAGED));
        }
        Ok(whole)
    }

    /// Looks for a whole copy of the drawer of `owner`, whose own file is beyond mending, with its key in hand; the newest
    /// first. What was found is noted in each, so that the one that is offered is not another copy of the damage.
    pub(crate) fn find_whole_copy(&self, owner: PersonId, key: &SpaceKey) {
        for mut backup in self.backups().unwrap_or_default() {
            let Some(part) = backup.parts.iter_mut().find(|part| part.owner == Some(owner)) else { continue };
            let path = backup.folder.join(&part.file);
            let copy = Copy::open(&path, SpaceKind::Drawer(owner), key);
            let Some(whole) = is_whole(copy, &self.desk.long.begin()) else { return };
            (part.checked, part.broken) = (whole, !whole);
            if let Err(error) = record::write(&backup.folder, backup.made, &backup.parts) {
                tracing::warn!(%error, "what a backup is could not be noted in it");
            }
            if whole {
                return;
            }
        }
    }

    /// Whether a backup can be opened anywhere but on this computer: somebody's passphrase holds the table's key.
    ///
    /// # Errors
    /// When the key slots cannot be read.
    pub fn backups_open_elsewhere(&self) -> Result<bool, AppError> {
        let slots = KeySlots::look(&self.profile.data).map_err(keys::slot_error)?;
        Ok(!slots.holders_of(Purpose::Table).is_empty())
    }
}

/// Whether a copy is what was written. `None` when its drawer was locked on the way: it is looked at another time.
fn is_whole(copy: Result<Copy, JournalError>, long: &Long<'_>) -> Option<bool> {
    copy.and_then(|mut copy| copy.problems(long.go_on())).map_or(Some(false), |found| Some(found? == 0))
}

pub(crate) fn drawer_file(owner: PersonId) -> String {
    format!("drawer-{owner}.db")
}

/// Tries it: a folder that is there may still be one that nobody can write to.
fn takes_files(folder: &Path) -> Result<(), AppError> {
    if !folder.is_dir() {
        return Err(file_place::refused("noFolder"));
    }
    let trial = folder.join(format!("{UNFINISHED}-trial"));
    fs::write(&trial, []).and_then(|()| fs::remove_file(&trial)).map_err(file_place::failed)
}

fn copy_if_there(from: &Path, to: &Path, name: &str) -> Result<(), AppError> {
    match fs::read(from.join(name)) {
        Ok(bytes) => files::replace(&to.join(name), &bytes).map_err(AppError::folder),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(AppError::folder(error)),
    }
}

/// A folder of this computer for as long as something is worked on in it. On the disk, where a drawer with its pictures
/// has room: the runtime folder lies in memory.
struct Work(PathBuf);

impl Work {
    fn begin(cache: &Path, name: &str) -> Result<Self, AppError> {
        let folder = cache.join(name);
        // What was left by a work that was cut off.
        clear(&folder)?;
        private_folder(&folder).map_err(AppError::folder)?;
        Ok(Self(folder))
    }

    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        // What is in it is as sealed as the backup.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn clear(folder: &Path) -> Result<(), AppError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(AppError::folder(error)),
        _ => Ok(()),
    }
}
