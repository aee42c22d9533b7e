//! "Remove everything from this computer": the profile, its key in the keyring, and the autostart entry.
//! Nothing is announced to anyone.

use std::fs;
use std::io;
use std::path::Path;

use crate::autostart::Entries;
use crate::belongings;
use crate::error::AppError;
use crate::link::{self, End};
use crate::spine::App;

/// How often a folder is taken away that somebody still writes into.
const TRIES: usize = 16;

/// Takes everything away.
///
/// # Errors
/// [`AppError::NotFound`] in the sample evening, which goes by being left: there is nothing of one's own to remove.
/// When a folder cannot be removed. What is gone by then stays gone, and asking again goes on from there.
pub fn everything(app: &App) -> Result<(), AppError> {
    if app.sample { Err(AppError::NotFound) } else { all_of(app) }
}

/// The order matters: who might still write goes first, keys go before files, so that what a disk keeps of deleted
/// files can be read by nobody.
pub(crate) fn all_of(app: &App) -> Result<(), AppError> {
    let profile = &app.profile;
    app.lock_drawer()?;
    if let Err(error) = link::ask_to_quit(profile, End::Clock) {
        tracing::warn!(%error, "the clock did not answer");
    }
    if let Err(error) = app.forget_keyring() {
        // A keyring that cannot be asked keeps a key to files that are about to be gone.
        tracing::warn!(%error, "the key could not be taken out of the keyring");
    }
    app.clear_table();
    if let Some(entries) = Entries::own() {
        entries.remove(profile)?;
    }
    link::place::remove(profile).map_err(AppError::folder)?;
    for folder in profile.own_folders() {
        take_ours(folder).map_err(AppError::folder)?;
    }
    if let Some(root) = &profile.root {
        // The folder that --profile named may hold somebody's other things: it goes only when it is empty.
        let _ = fs::remove_dir(root);
    }
    Ok(())
}

/// Takes away what is ours in `folder`, and the folder when nothing else is in it. What is not ours was said before.
fn take_ours(folder: &Path) -> io::Result<()> {
    for _ in 0..TRIES {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            found => found?,
        };
        for entry in entries {
            let entry = entry?;
            if !belongings::is_ours(&entry.path()) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                take_away(&entry.path())?;
            } else {
                gone(fs::remove_file(entry.path()))?;
            }
        }
        match fs::remove_dir(folder) {
            // Somebody wrote once more, or it is not ours.
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {
                if !fs::read_dir(folder)?.flatten().any(|entry| belongings::is_ours(&entry.path())) {
                    return Ok(());
                }
            }
            other => return gone(other),
        }
    }
    Err(io::ErrorKind::DirectoryNotEmpty.into())
}

fn gone(done: io::Result<()>) -> io::Result<()> {
    match done {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// A clock that did not hear may write once more into a folder that is going; then it goes again.
pub(crate) fn take_away(folder: &Path) -> io::Result<()> {
    for _ in 1..TRIES {
        match fs::remove_dir_all(folder) {
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            other => return other,
        }
    }
    fs::remove_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use nightstand_domain::people::Ribbon;
    use nightstand_vault::{Cost, MemoryStore};

    use super::*;
    use crate::ports::SystemClock;
    use crate::profile::Profile;
    use crate::spine::Role;
    use crate::welcome::{FirstRun, Newcomer};

    fn lived_in(folder: &Path) -> App {
        let profile = Profile::find(Some(folder)).unwrap();
        let app = App::open(profile, Arc::new(SystemClock), Arc::new(MemoryStore::default()), Role::Window);
        app.stretch_at(Cost::MINIMUM);
        let a = Newcomer { name: "Robin".into(), ribbon: Ribbon::Madder };
        let robin = app.begin(FirstRun { a, b: None, rituals: Vec::new(), quiet: None }).unwrap();
        app.make_drawer(robin, "lantern ferry orchard").unwrap();
        app.unlock_drawer(robin, "lantern ferry orchard").unwrap();
        app.back_up().unwrap();
        app.note_table();
        app.change_settings(app.settings()).unwrap();
        fs::write(app.profile.painted(), "tonight 400\n").unwrap();
        app
    }

    #[test]
    fn nothing_of_a_profile_that_was_lived_in_stays() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path().join("nightstand");
        let app = lived_in(&folder);
        assert_eq!(
            belongings::of_others(&app.profile),
            [""; 0].map(std::path::PathBuf::from),
            "all of it is ours"
        );
        everything(&app).unwrap();
        assert!(!folder.exists(), "and all of it goes");
    }

    #[test]
    fn removing_everything_never_takes_what_somebody_else_put_there() {
        let here = tempfile::tempdir().unwrap();
        let app = lived_in(here.path());
        let theirs =
            ["data/thesis.txt", "config/their own", "holiday.jpg"].map(|name| here.path().join(name));
        for path in &theirs {
            fs::write(path, "ten years").unwrap();
        }
        assert_eq!(
            belongings::of_others(&app.profile),
            [theirs[1].clone(), theirs[0].clone()],
            "it is said before"
        );
        everything(&app).unwrap();
        assert!(theirs.iter().all(|path| path.exists()), "and stays");
        let left: Vec<_> =
            fs::read_dir(here.path().join("data")).unwrap().flatten().map(|e| e.file_name()).collect();
        assert_eq!(left, ["thesis.txt"], "alone");
    }
}
