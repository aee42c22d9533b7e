//! What the clock found out about this desktop, for the settings page. The clock writes it down while it
//! runs; it says nothing about anybody, only about programs.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::profile::Profile;

/// What this desktop can do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Desktop {
    /// What the service that shows notifications calls itself; nothing while there is none.
    pub service: Option<String>,
    /// Whether it draws buttons.
    pub buttons: bool,
    /// Whether somebody says when one does not want to be disturbed.
    pub undisturbed: bool,
    /// Whether somebody says that a call, a talk or a film keeps the screen awake.
    pub awake: bool,
    /// Whether somebody says that a window fills the whole screen.
    pub full_screen: bool,
    /// Whether there is a place for the tray's icon.
    pub tray: bool,
}

impl Desktop {
    /// What was found; nothing while no clock runs.
    pub fn read(profile: &Profile) -> Option<Self> {
        let text = fs::read(file(profile)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// Writes down what was found.
    ///
    /// # Errors
    /// When the runtime folder cannot be written.
    pub fn write(&self, profile: &Profile) -> io::Result<()> {
        let fresh = file(profile).with_extension("json.new");
        fs::write(&fresh, serde_json::to_vec(self).map_err(io::Error::other)?)?;
        fs::rename(fresh, file(profile))
    }

    /// Forgets it: the clock ends, and nobody would notice a change any more.
    pub fn forget(profile: &Profile) {
        // It may not have been written at all.
        let _ = fs::remove_file(file(profile));
    }
}

fn file(profile: &Profile) -> PathBuf {
    profile.runtime.join("desktop.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_there_while_the_clock_runs_and_not_longer() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::find(Some(folder.path())).unwrap();
        assert_eq!(Desktop::read(&profile), None, "no clock, no findings");
        let found = Desktop { service: Some("Plasma".into()), undisturbed: true, ..Desktop::default() };
        found.write(&profile).unwrap();
        assert_eq!(Desktop::read(&profile), Some(found), "the page shows what the clock found");
        Desktop::forget(&profile);
        assert_eq!(Desktop::read(&profile), None, "and nothing stale");
    }
}
