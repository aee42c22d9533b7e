//! Bringing back: what a backup holds and is no longer here is laid again, words of a page that a disk lost as a page
//! beside it, and nothing that is here goes. Where there is no table yet, the whole backup is.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use nightstand_domain::ids::PersonId;
use nightstand_domain::merge::Kind;
use nightstand_domain::{page, reflection, us};
use nightstand_journal::backup::{Copy, Lost, Missing};
use nightstand_journal::{BESIDE, Done, SpaceKind, Stale, copy_whole, copy_whole_while, with_suffix};
use nightstand_vault::{KeySlots, Purpose, SLOT_COPIES, SlotError, files};

use super::{Backup, Part, Work, copy_if_there};
use crate::drawer::{Long, RECORDS};
use crate::error::AppError;
use crate::file_place;
use crate::keys;
use crate::sitting::{Changed, Deed};
use crate::spine::{App, OpenDrawer};

/// How many records and pictures are laid again in one transaction.
const TOGETHER: usize = 40;

/// One thing that would come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Back {
    /// What sort of record it is.
    pub kind: Kind,
    /// A page's title; may be empty.
    pub title: String,
    /// The beginning of a page or a reflection.
    pub preview: String,
    /// Whether it would come as a page beside the one that is here, which says something else.
    pub beside: bool,
}

/// What bringing back would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// What would come back onto the table; those records are named by their sort.
    pub table: Vec<Kind>,
    /// What would come back into the drawer that is open.
    pub drawer: Vec<Back>,
    /// How many pictures that are shown here and are no longer whole would be, on pages and on books.
    pub pictures: usize,
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
        let table = looked.table.iter().flat_map(|found| &found.missing).map(|one| one.kind);
        let back = |one: &Missing| Back {
            kind: one.kind,
            title: one.title.clone(),
            preview: one.preview.clone(),
            beside: one.beside,
        };
        let drawer = looked.drawer.iter().flat_map(|found| &found.missing).map(back);
        let pictures = looked.table.iter().chain(&looked.drawer).map(|found| found.lost.len()).sum();
        Ok(Preview { table: table.collect(), drawer: drawer.collect(), pictures, locked: looked.locked })
    }

    /// Lays again what `backup` holds and is not here, missing pieces of pictures included. What is here stays as it is,
    /// so that nothing is lost by it; each of table and drawer is one step of Undo.
    ///
    /// # Errors
    /// As [`App::preview_of`]; [`AppError::DrawerLocked`] when it is locked on the way.
    pub fn bring_back_from(&self, backup: &Backup) -> Result<Changed, AppError> {
        let looked = Looked::into(self, backup)?;
        let mut changed = Changed::default();
        if let Some(Found { copy, missing, lost }) = looked.table.as_ref().filter(|found| found.is_some()) {
            let deed = Deed::plain("bringBackBackup").with("count", missing.len());
            let ((), done) = self.change_table(deed, |act| {
                lost.iter().try_for_each(|one| act.lay_picture_again(copy, one))?;
                missing.iter().try_for_each(|one| act.lay_again(copy, one.id))
            })?;
            changed = done;
            changed.stale.insert(Stale::Reading);
        }
        if let Some(found) = looked.drawer.as_ref().filter(|found| found.is_some()) {
            changed = self.bring_back_into_drawer(&looked.long, found)?.and(changed);
        }
        Ok(changed)
    }

    fn bring_back_into_drawer(&self, long: &Long<'_>, found: &Found) -> Result<Changed, AppError> {
        let Found { copy, missing, lost } = found;
        let day = self.today();
        let mut all = Done::default();
        let mut owner = None;
        let (mut lost, mut left) = (lost.as_slice(), missing.as_slice());
        let ended = self.by_stretches(long, |open| {
            let (some, pictures) =
                (left.split_at(left.len().min(TOGETHER)), lost.split_at(lost.len().min(TOGETHER)));
            let ((), done) = open.space.act(open.owner, day, |act| {
                pictures.0.iter().try_for_each(|one| act.lay_picture_again(copy, one))?;
                some.0.iter().try_for_each(|one| match one.beside {
                    true => act.lay_beside(copy, one.id),
                    false => act.lay_again(copy, one.id),
                })
            })?;
            all.stale.extend(done.stale);
            all.undo.append(done.undo);
            owner = Some(open.owner);
            (left, lost) = (some.1, pictures.1);
            Ok(left.is_empty() && lost.is_empty())
        })?;
        // A locked drawer has forgotten every step; this one would be kept beyond it.
        let Some(owner) = owner.filter(|_| ended) else { return Err(AppError::DrawerLocked) };
        all.stale.insert(Stale::Drawer);
        let deed = Deed::plain("bringBackBackup").with("count", missing.len());
        self.remember_in_drawer(owner, deed, all)
    }

    /// Puts a whole backup onto a computer that has no table yet. The table's key may then be found in the key
    /// slots alone: the window asks for a passphrase, as after a lost keyring.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with what is wrong with the place as it was typed, [`AppError::Taken`] when there is a
    /// table already, or drawers whose keys the backup does not know, [`AppError::NotFound`] for a folder that holds
    /// no table, and what the disk says; nothing is put in place then. [`AppError::KeyLost`] when everything is in
    /// place, and somebody's passphrase opens it.
    pub fn restore_whole(&self, folder: &str) -> Result<(), AppError> {
        let folder = &file_place::typed(folder)?;
        let data = &self.profile.data;
        if (self.has_table() && !self.is_table_missing()) || self.profile.table().exists() {
            return Err(AppError::Taken);
        }
        let backup = Backup::read(folder)?.ok_or(AppError::NotFound)?;
        let (table, drawers): (Vec<_>, Vec<_>) = backup.parts.iter().partition(|part| part.owner.is_none());
        if table.is_empty() {
            return Err(AppError::NotFound);
        }
        let mut placed = Placed::default();
        // Slots first and the table last: until it stands, this is still a first run.
        if slots_are_wanted(folder, data)? {
            for name in SLOT_COPIES {
                copy_if_there(folder, data, name)?;
                placed.files.push(data.join(name));
            }
        }
        for part in drawers.into_iter().chain(table) {
            if !data.join(&part.file).exists() {
                placed.lay(part, folder, data)?;
            }
        }
        files::flush_folder(&self.profile.table()).map_err(AppError::folder)?;
        placed.stay();
        // Nothing was written here yet, but a log that this folder knew may have gone on elsewhere.
        keys::new_writer(&self.profile)?;
        self.try_table_again().inspect_err(|error| self.refuse_table(error.again()))
    }
}

/// Whether the backup's key slots take the place of those in `data`. Slots of the same profile stay: they open
/// what the backup's do, and drawers that were made since.
fn slots_are_wanted(backup: &Path, data: &Path) -> Result<bool, AppError> {
    let here = match KeySlots::look(data) {
        Ok(here) => here,
        Err(SlotError::Damaged) => return Ok(true),
        Err(error) => return Err(keys::slot_error(error)),
    };
    if here.is_empty() {
        return Ok(true);
    }
    let theirs = KeySlots::look(backup).map_err(keys::slot_error)?;
    let opens_table = !here.holders_of(Purpose::Table).is_empty();
    if here.id() == theirs.id() && (opens_table || theirs.holders_of(Purpose::Table).is_empty()) {
        Ok(false)
    } else {
        Err(AppError::Taken)
    }
}

/// What a backup put in place. It is taken away again unless all of it is there.
#[derive(Default)]
pub(crate) struct Placed {
    files: Vec<PathBuf>,
    stays: bool,
}

impl Placed {
    /// Copies one part of the backup in `from` to its place in `data`, and what lies beside it.
    pub(crate) fn lay(&mut self, part: &Part, from: &Path, data: &Path) -> Result<(), AppError> {
        for beside in BESIDE {
            let name = format!("{}{beside}", part.file);
            self.files.push(data.join(&name));
            copy_if_there(from, data, &name)?;
        }
        let to = data.join(&part.file);
        copy_whole(&from.join(&part.file), &to).map_err(AppError::folder)?;
        self.files.extend(["", "-wal"].map(|suffix| with_suffix(&to, suffix)));
        Ok(())
    }

    /// All of it is there, and on the disk.
    pub(crate) fn stay(mut self) {
        self.stays = true;
    }
}

impl Drop for Placed {
    fn drop(&mut self) {
        for file in self.files.iter().filter(|_| !self.stays) {
            if let Err(error) = fs::remove_file(file)
                && error.kind() != ErrorKind::NotFound
            {
                tracing::error!(%error, "what a backup put in place could not be taken away again");
            }
        }
    }
}

/// A copy that was opened, and what it holds that is not here.
struct Found {
    copy: Copy,
    missing: Vec<Missing>,
    lost: Vec<Lost>,
}

impl Found {
    fn is_some(&self) -> bool {
        !self.missing.is_empty() || !self.lost.is_empty()
    }
}

/// The copies of a backup.
struct Looked<'a> {
    table: Option<Found>,
    drawer: Option<Found>,
    locked: Vec<PersonId>,
    // In this order: the copies go, then the folder they lie in, then whoever locks the drawer goes on.
    _work: Work,
    long: Long<'a>,
}

impl<'a> Looked<'a> {
    fn into(app: &'a App, backup: &Backup) -> Result<Self, AppError> {
        let long = app.desk.long.begin();
        // A copy of the copy: looking leaves a backup as it is, wherever it lies.
        let work = Work::begin(&app.profile.cache, "looking")?;
        let mut looked = Self { table: None, drawer: None, locked: Vec::new(), _work: work, long };
        for part in &backup.parts {
            let path = looked._work.join(&part.file);
            let copied = copy_whole_while(&backup.folder.join(&part.file), &path, looked.long.go_on());
            if !copied.map_err(AppError::folder)? {
                return Err(AppError::DrawerLocked);
            }
            match part.owner {
                None => looked.table = Some(app.look_at_table(&path)?),
                Some(owner) => match app.look_at_drawer(&looked.long, owner, &path)? {
                    Some(found) => looked.drawer = Some(found),
                    None => looked.locked.push(owner),
                },
            }
        }
        Ok(looked)
    }
}

/// What one person hands to the other. Taken back from view, it is handed again by nobody but them.
fn is_handed(kind: Kind) -> bool {
    kind == us::field::SLIP || kind == us::field::LINE
}

impl App {
    fn look_at_table(&self, path: &Path) -> Result<Found, AppError> {
        let key = keys::table_key(&self.profile, &self.key_file, self.keyring.as_ref())?;
        let copy = Copy::open(path, SpaceKind::Table, &key).map_err(damaged)?;
        let mut missing = Vec::new();
        for (id, kind) in copy.shown()? {
            if !self.read_table(|here| Ok(here.shows(id)? || (is_handed(kind) && here.was_deleted(id)?)))? {
                missing.push(copy.named(id, kind)?);
            }
        }
        let lost = self.read_table(|here| here.lost_covers())?;
        let lost = had(&copy, lost)?;
        Ok(Found { copy, missing, lost })
    }

    /// Nothing for a drawer that is locked.
    fn look_at_drawer(
        &self,
        long: &Long<'_>,
        owner: PersonId,
        path: &Path,
    ) -> Result<Option<Found>, AppError> {
        let copy = match self.drawer().as_ref().filter(|open| open.owner == owner) {
            Some(open) => Copy::open(path, SpaceKind::Drawer(owner), &open.key).map_err(damaged)?,
            None => return Ok(None),
        };
        let shown = copy.shown()?;
        let sheets: Vec<_> = shown
            .into_iter()
            .filter(|(_, kind)| *kind == page::field::PAGE || *kind == reflection::field::REFLECTION)
            .collect();
        let mut missing = Vec::new();
        for some in sheets.chunks(RECORDS) {
            self.while_open(long, owner, |open| {
                for (id, kind) in some {
                    if !open.space.shows(*id)? {
                        missing.push(copy.named(*id, *kind)?);
                    } else if open.space.lacks_words_of(&copy, *id)? {
                        missing.push(Missing { beside: true, ..copy.named(*id, *kind)? });
                    }
                }
                Ok(())
            })?;
        }
        let pictures = self.while_open(long, owner, |open| Ok(open.space.pictures_shown()?))?;
        let mut lost = Vec::new();
        for some in pictures.chunks(RECORDS) {
            lost.extend(self.while_open(long, owner, |open| Ok(open.space.lost_among(some)?))?);
        }
        let lost = had(&copy, lost)?;
        Ok(Some(Found { copy, missing, lost }))
    }

    fn while_open<R>(
        &self,
        long: &Long<'_>,
        owner: PersonId,
        then: impl FnOnce(&mut OpenDrawer) -> Result<R, AppError>,
    ) -> Result<R, AppError> {
        if !long.goes_on() {
            return Err(AppError::DrawerLocked);
        }
        self.in_drawer_of(owner, then)
    }
}

/// Those of `lost` that `copy` holds.
fn had(copy: &Copy, lost: Vec<Lost>) -> Result<Vec<Lost>, AppError> {
    let mut had = Vec::new();
    for one in lost {
        if copy.has(&one)? {
            had.push(one);
        }
    }
    Ok(had)
}

fn damaged(error: nightstand_journal::JournalError) -> AppError {
    match AppError::from(error) {
        AppError::KeyLost => AppError::DAMAGED,
        other => other,
    }
}
