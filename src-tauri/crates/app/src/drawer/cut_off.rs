//! An open copy of a drawer that is being taken. Until it is whole it lies beside its place, and whoever is struck down
//! meanwhile leaves it there, unsealed. So where it lies is noted before it is begun, sealed for the drawer's owner, and
//! the next unlocking takes it away.

use std::fs;
use std::path::{Path, PathBuf};

use nightstand_domain::ids::PersonId;
use nightstand_vault::{SpaceKey, files, seal};

use crate::error::AppError;
use crate::profile::Profile;
use crate::spine::App;

const KEY: &str = "nightstand 2026 copy under way key v1";
/// How the name of a copy ends until it is whole.
pub(super) const END: &str = "part";
/// A note is no longer than a path.
const MOST: u64 = 64 * 1024;

fn file(profile: &Profile, owner: PersonId) -> PathBuf {
    profile.state.join(format!("drawer-{owner}.copying"))
}

impl App {
    /// Notes that a copy of `owner`'s drawer begins at `aside`.
    pub(super) fn copy_begins(&self, owner: PersonId, aside: &Path) -> Result<(), AppError> {
        let path = aside.to_str().unwrap_or_default();
        let sealed = self.in_drawer_of(owner, |open| {
            Ok(seal::seal(&open.key.derive(KEY), owner.as_bytes(), path.as_bytes())?)
        })?;
        files::replace(&file(&self.profile, owner), &sealed).map_err(AppError::folder)
    }

    /// It is whole, or taken away.
    pub(super) fn copy_ended(&self, owner: PersonId) {
        if let Err(error) = fs::remove_file(file(&self.profile, owner)) {
            tracing::warn!(%error, "the note of a copy could not be taken away");
        }
    }

    /// Takes away what a copy left behind that was cut off, when none is being taken.
    pub(super) fn clear_cut_off_copy(&self) {
        let Some(owner) = self.open_drawer() else { return };
        let note = file(&self.profile, owner);
        if !note.exists() {
            return;
        }
        let Ok(_on) = self.begin_work() else { return };
        let Ok(key) = self.in_drawer_of(owner, |open| Ok(open.key.derive(KEY))) else { return };
        if let Some(aside) = noted(&note, owner, &key) {
            let gone = if aside.is_dir() { fs::remove_dir_all(&aside) } else { fs::remove_file(&aside) };
            match gone {
                Ok(()) => tracing::warn!("a copy that was cut off was taken away"),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                // A stick that is not in: the next unlocking tries again.
                Err(error) => {
                    tracing::warn!(%error, "a copy that was cut off could not be taken away");
                    return;
                }
            }
        }
        self.copy_ended(owner);
    }
}

/// Nothing that is not named as ours is taken away, whatever a note says.
fn noted(note: &Path, owner: PersonId, key: &SpaceKey) -> Option<PathBuf> {
    let sealed = files::read_at_most(note, MOST).ok().flatten()?;
    let plain = seal::open(key, owner.as_bytes(), &sealed).ok()?;
    let path = PathBuf::from(std::str::from_utf8(&plain).ok()?);
    (path.is_absolute() && path.extension().is_some_and(|end| end == END)).then_some(path)
}
