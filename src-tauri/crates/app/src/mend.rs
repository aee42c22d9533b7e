//! A file that is damaged: a copy is put aside, what can be read goes into a new file, and what could not is told.
//! The drawer's part is in `drawer::mend`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use nightstand_domain::merge::Kind;
pub use nightstand_journal::Stands;
use nightstand_journal::{
    BESIDE, Hurt, JournalError, Pages, Space, SpaceKind, copy_aside, remove_whole, salvage, with_suffix,
};
use nightstand_vault::{KeyFile, KeyStore, SpaceKey, files};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::keys;
use crate::profile::Profile;
use crate::spine::{App, Role};

/// How often a page of the table that looks torn is looked at again.
const LOOKS: usize = 3;

/// What was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// Where the damaged file lies now.
    pub copied_to: PathBuf,
    /// The records whose words were hurt, as far as the damaged file still named them.
    pub hurt: Vec<Hurt>,
    /// How many changes could not be read, earlier versions among them.
    pub lost: u64,
}

/// The same as a drawer keeps it until its owner has read it.
#[derive(Serialize, Deserialize)]
struct Report {
    copied_to: PathBuf,
    lost: u64,
    hurt: Vec<ReportedHurt>,
}

#[derive(Serialize, Deserialize)]
struct ReportedHurt {
    id: String,
    kind: u16,
    written: String,
    title: String,
    stands: String,
}

const STANDS: [(Stands, &str); 3] =
    [(Stands::Nothing, "nothing"), (Stands::Earlier, "earlier"), (Stands::Words, "words")];

impl Mended {
    pub(crate) fn report(&self) -> Vec<u8> {
        let hurt = self.hurt.iter().map(|Hurt { id, kind, written, title, stands }| ReportedHurt {
            id: id.to_string(),
            kind: kind.0,
            written: written.clone(),
            title: title.clone(),
            stands: STANDS.iter().find(|(one, _)| one == stands).map_or("", |(_, code)| code).to_owned(),
        });
        let report = Report { copied_to: self.copied_to.clone(), lost: self.lost, hurt: hurt.collect() };
        serde_json::to_vec(&report).unwrap_or_default()
    }

    /// Nothing for what is no report of ours.
    pub(crate) fn reported(report: &[u8]) -> Option<Self> {
        let Report { copied_to, lost, hurt } = serde_json::from_slice(report).ok()?;
        let hurt = hurt.into_iter().filter_map(|ReportedHurt { id, kind, written, title, stands }| {
            let stands = STANDS.iter().find(|(_, code)| *code == stands)?.0;
            Some(Hurt { id: id.parse().ok()?, kind: Kind(kind), written, title, stands })
        });
        Some(Self { copied_to, lost, hurt: hurt.collect() })
    }
}

/// Puts a copy of the file at `path` aside, reads what can be read into a new file, and puts that in its place.
pub(crate) fn mend(
    profile: &Profile,
    path: &Path,
    kind: SpaceKind,
    key: &SpaceKey,
) -> Result<Mended, AppError> {
    let new = path.with_extension("mended");
    // The copy as well: a clock that writes meanwhile would have it hold half of what it wrote.
    let (copied_to, found) = keys::while_the_clock_rests(profile, |writer| {
        let copied_to = copy_aside(path).map_err(AppError::folder)?;
        let damaged = |error: JournalError| match error {
            JournalError::Damaged { .. } | JournalError::WrongKey => {
                AppError::Damaged { copied_to: Some(copied_to.clone()) }
            }
            other => other.into(),
        };
        let found = salvage(path, &new, kind, Some(key), writer).map_err(damaged)?;
        if found.entries == 0 && found.lost > 0 {
            // An empty one in its place would look as if nothing had ever been there.
            remove_whole(&new).map_err(AppError::folder)?;
            return Err(AppError::Damaged { copied_to: Some(copied_to) });
        }
        put_in_place(&new, path).map_err(AppError::folder)?;
        Ok((copied_to, found))
    })?;
    tracing::warn!(entries = found.entries, lost = found.lost, "what could be read is in a new file");
    Ok(Mended { copied_to, hurt: found.hurt, lost: found.lost })
}

/// Mends the table.
pub(crate) fn table(profile: &Profile, key: &SpaceKey) -> Result<Mended, AppError> {
    mend(profile, &profile.table(), SpaceKind::Table, key)
}

/// Opens the table as [`keys::open_table`] does; the window mends a damaged one first, and says what was.
pub(crate) fn open_table(
    profile: &Profile,
    file: &KeyFile,
    keyring: &Arc<dyn KeyStore>,
    role: Role,
) -> (Result<Option<Space>, AppError>, Option<Mended>) {
    let opened = keys::open_table(profile, file, keyring, role);
    if !matches!(opened, Err(AppError::Damaged { .. })) || role == Role::Clock {
        return (opened, None);
    }
    let mended = keys::table_key(profile, file, keyring.as_ref()).and_then(|key| table(profile, &key));
    match mended {
        Ok(mended) => (keys::open_table(profile, file, keyring, role), Some(mended)),
        Err(error) => (Err(error), None),
    }
}

impl App {
    /// Looks the table's file over, page by page, and mends it when the disk gave back something else than was written.
    /// Says whether anything was mended. For the background, once in a sitting.
    ///
    /// # Errors
    /// When it could not be mended; the table is refused then, and its file is as it was.
    pub fn look_table_over(&self) -> Result<bool, AppError> {
        match self.is_table_torn() {
            Ok(false) | Err(AppError::NoTable) => return Ok(false),
            Ok(true) | Err(AppError::Damaged { .. }) => tracing::error!("the table's file is damaged"),
            Err(error) => return Err(error),
        }
        let key = keys::table_key(&self.profile, &self.key_file, self.keyring.as_ref())?;
        let mended = self.replace_table(|| {
            let mended = table(&self.profile, &key)?;
            let space =
                keys::open_space(&self.profile.table(), SpaceKind::Table, &key, &self.profile, self.role)?;
            Ok((space, mended))
        })?;
        self.tell_mended_table(Some(mended));
        self.forget_steps();
        self.learn_day_ends();
        self.refresh_agenda();
        Ok(true)
    }

    fn is_table_torn(&self) -> Result<bool, AppError> {
        let Some(mut pages) = self.read_table(|space| space.pages())? else { return Ok(false) };
        for first in pages.stretches() {
            // Somebody may have been writing just there: again while nobody does, and the clock writes seldom.
            let mut torn = !pages.torn(first)?.is_empty();
            for _ in 0..LOOKS {
                torn = torn && !self.read_table(|space| torn_at(space, first))?.is_empty();
            }
            if torn {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What was mended of the table, until somebody has read it.
    pub fn mended_table(&self) -> Option<Mended> {
        crate::spine::lock(&self.mended_table).clone()
    }

    /// Somebody has read what was mended of the table.
    pub fn read_mended_table(&self) {
        *crate::spine::lock(&self.mended_table) = None;
    }

    pub(crate) fn tell_mended_table(&self, mended: Option<Mended>) {
        if mended.is_some() {
            *crate::spine::lock(&self.mended_table) = mended;
        }
    }
}

/// The pages of the stretch at `first` that are torn now, while nobody here writes.
pub(crate) fn torn_at(space: &Space, first: u32) -> Result<Vec<u32>, JournalError> {
    space.pages()?.map_or(Ok(Vec::new()), |mut pages: Pages| pages.torn(first))
}

/// The write-ahead log goes first: beside the new file it would be another file's. What it held lies in the copy.
/// What lies beside the new file comes with it.
fn put_in_place(new: &Path, path: &Path) -> io::Result<()> {
    for suffix in ["-wal", "-shm"] {
        if_there(fs::remove_file(with_suffix(path, suffix)))?;
    }
    // That it is gone has to be on the disk before another file has its name.
    files::flush_folder(path)?;
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
