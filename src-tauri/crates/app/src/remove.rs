//! "Remove everything from this computer": the profile, its key in the keyring, and the autostart entry.
//! Nothing is announced to anyone.

use std::fs;
use std::io;
use std::path::Path;

use crate::autostart;
use crate::error::AppError;
use crate::link::{self, End};
use crate::spine::App;

/// How often a folder is taken away that somebody still writes into.
const TRIES: usize = 16;

/// Takes everything away. The order matters: who might still write goes first, keys go before files, so that
/// what a disk keeps of deleted files can be read by nobody.
///
/// # Errors
/// When a folder cannot be removed. What is gone by then stays gone, and asking again goes on from there.
pub fn everything(app: &App) -> Result<(), AppError> {
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
    if let Some(entries) = autostart::folder() {
        autostart::remove(&entries, profile)?;
    }
    link::place::remove(profile).map_err(AppError::folder)?;
    for folder in profile.own_folders() {
        take_away(folder).map_err(AppError::folder)?;
    }
    if let Some(root) = &profile.root {
        // The folder that --profile named may hold somebody's other things: it goes only when it is empty. Its
        // five folders are ours alone, or it would not have become a profile.
        let _ = fs::remove_dir(root);
    }
    Ok(())
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
