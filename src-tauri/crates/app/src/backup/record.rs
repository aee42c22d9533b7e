//! What a backup says about itself.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_vault::{KeySlots, files};
use serde::{Deserialize, Serialize};

use super::drawer_file;
use crate::error::AppError;

const FILE: &str = "backup.json";
const VERSION: u32 = 1;
/// Longer is none of ours.
const MOST_BYTES: u64 = 64 * 1024;

/// One file of a backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its name within the backup.
    pub file: String,
    /// Whose drawer it is; the table is nobody's alone.
    pub owner: Option<PersonId>,
    /// Whether it was opened and found whole.
    pub checked: bool,
    /// Whether it was opened and is not what was written.
    pub broken: bool,
}

impl Part {
    pub(super) fn table() -> Self {
        Self { file: "table.db".to_owned(), owner: None, checked: false, broken: false }
    }

    pub(super) fn drawer(owner: PersonId) -> Self {
        Self { file: drawer_file(owner), owner: Some(owner), checked: false, broken: false }
    }
}

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Where it lies.
    pub folder: PathBuf,
    /// The civil time at which it was made.
    pub made: NaiveDateTime,
    /// What is in it.
    pub parts: Vec<Part>,
}

/// The same on the disk.
#[derive(Serialize, Deserialize)]
struct Written {
    nightstand_backup: u32,
    made: NaiveDateTime,
    files: Vec<WrittenPart>,
}

#[derive(Serialize, Deserialize)]
struct WrittenPart {
    name: String,
    owner: Option<String>,
    checked: bool,
    #[serde(default)]
    broken: bool,
}

impl Backup {
    /// The backup in `folder`; `None` when there is none, or one of a newer version.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(folder: &Path) -> Result<Option<Self>, AppError> {
        let read = files::read_at_most(&folder.join(FILE), MOST_BYTES).map_err(AppError::folder)?;
        let Some(written) = read.and_then(|text| serde_json::from_slice::<Written>(&text).ok()) else {
            return Ok(None);
        };
        if written.nightstand_backup > VERSION {
            return Ok(None);
        }
        let part = |WrittenPart { name, owner, checked, broken }| {
            let owner = owner.map(|text| text.parse::<EntityId>().map(PersonId::from));
            // Its name is one of ours: nothing else is opened or put back.
            match owner {
                None => (name == "table.db").then_some(Part { checked, broken, ..Part::table() }),
                Some(Ok(owner)) => {
                    (name == drawer_file(owner)).then(|| Part { checked, broken, ..Part::drawer(owner) })
                }
                Some(Err(_)) => None,
            }
        };
        let parts = written.files.into_iter().filter_map(part).collect();
        Ok(Some(Self { folder: folder.to_owned(), made: written.made, parts }))
    }

    /// Whether it was made of a profile whose key slots are not the ones called `slots`: its own copy of them says so.
    pub(super) fn is_of_another(&self, slots: &[u8; 16]) -> bool {
        KeySlots::look(&self.folder).is_ok_and(|theirs| !theirs.is_empty() && theirs.id() != slots)
    }
}

/// Writes what a backup says about itself.
pub(super) fn write(folder: &Path, made: NaiveDateTime, parts: &[Part]) -> Result<(), AppError> {
    let files = parts.iter().map(|part| WrittenPart {
        name: part.file.clone(),
        owner: part.owner.map(|owner| owner.to_string()),
        checked: part.checked,
        broken: part.broken,
    });
    let written = Written { nightstand_backup: VERSION, made, files: files.collect() };
    let text = serde_json::to_vec_pretty(&written).map_err(|error| AppError::Other(error.to_string()))?;
    files::replace(&folder.join(FILE), &text).map_err(AppError::folder)
}

/// Every backup in `folder`, the newest first.
pub(super) fn all(folder: &Path) -> Result<Vec<Backup>, AppError> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(AppError::folder(error)),
    };
    let mut all = Vec::new();
    for entry in found.flatten() {
        let name = entry.file_name();
        // What people keep of their pages is named like this, too, and lies where they like.
        let is_ours = name.to_string_lossy().starts_with("Nightstand ") && entry.path().is_dir();
        match is_ours.then(|| Backup::read(&entry.path())) {
            Some(Ok(Some(backup))) => all.push(backup),
            Some(Err(error)) => tracing::warn!(%error, "a folder among the backups could not be read"),
            Some(Ok(None)) | None => {}
        }
    }
    all.sort_by(|a, b| b.made.cmp(&a.made).then_with(|| b.folder.cmp(&a.folder)));
    Ok(all)
}

/// A name for a backup made at `now` that nothing in `folder` has yet.
pub(super) fn free_name(folder: &Path, now: NaiveDateTime) -> PathBuf {
    let name = now.format("Nightstand %Y-%m-%d %H%M").to_string();
    let plain = folder.join(&name);
    let mut others = (2_u32..).map(|number| folder.join(format!("{name} ({number})")));
    if plain.exists() { others.find(|path| !path.exists()).unwrap_or(plain) } else { plain }
}
