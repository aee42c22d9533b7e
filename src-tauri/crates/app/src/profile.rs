//! Where a profile lies: one folder for everything with `--profile`, the system's own folders without.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::AppError;

/// Names the environment variable that stands in for `--profile`.
pub const PROFILE_VARIABLE: &str = "NIGHTSTAND_PROFILE";

/// The folders of one profile. Only the account's owner can enter them (0700 where the system has modes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Spaces, key slots and the agenda: what a backup must hold.
    pub data: PathBuf,
    /// This computer's own settings.
    pub config: PathBuf,
    /// Diagnostics, and what passes with the evening; it belongs in no backup.
    pub state: PathBuf,
    /// What the web view may put aside.
    pub cache: PathBuf,
    /// Sockets and locks of running processes.
    pub runtime: PathBuf,
    /// The one folder that holds all of these, when there is one.
    pub root: Option<PathBuf>,
}

impl Profile {
    /// The profile in `folder`, or in the folder that [`PROFILE_VARIABLE`] names, or in the system's own.
    ///
    /// # Errors
    /// When the system names no home folder, or the folders cannot be made.
    pub fn find(folder: Option<&Path>) -> Result<Self, AppError> {
        let profile = Self::named(folder)?;
        profile.make()?;
        Ok(profile)
    }

    /// The same profile where it is there already; nothing is made.
    ///
    /// # Errors
    /// As [`Profile::find`].
    pub fn existing(folder: Option<&Path>) -> Result<Option<Self>, AppError> {
        let profile = Self::named(folder)?;
        Ok(profile.data.is_dir().then_some(profile))
    }

    /// Where the profile lies, or would lie; nothing is looked at and nothing is made.
    ///
    /// # Errors
    /// When the system names no home folder.
    pub fn named(folder: Option<&Path>) -> Result<Self, AppError> {
        let named = folder.map(Path::to_owned).or_else(|| {
            std::env::var_os(PROFILE_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
        });
        match named {
            Some(root) => Ok(Self::at(&std::path::absolute(root).map_err(AppError::folder)?)),
            None => Self::of_this_account(),
        }
    }

    /// The profile that keeps everything under `root`.
    pub fn at(root: &Path) -> Self {
        Self {
            data: root.join("data"),
            config: root.join("config"),
            state: root.join("state"),
            cache: root.join("cache"),
            runtime: root.join("run"),
            root: Some(root.to_owned()),
        }
    }

    fn of_this_account() -> Result<Self, AppError> {
        let folders = directories::ProjectDirs::from("app", "Nightstand", "Nightstand")
            .ok_or_else(|| AppError::folder(io::Error::from(io::ErrorKind::NotFound)))?;
        let data = folders.data_local_dir().to_owned();
        Ok(Self {
            config: folders.config_dir().to_owned(),
            // Where a system has no such folder, its cache is the place that backups leave out.
            state: folders.state_dir().map_or_else(|| folders.cache_dir().join("state"), Path::to_owned),
            cache: folders.cache_dir().to_owned(),
            runtime: folders.runtime_dir().map_or_else(|| data.join("run"), Path::to_owned),
            data,
            root: None,
        })
    }

    /// The shared table's file.
    pub fn table(&self) -> PathBuf {
        self.data.join("table.db")
    }

    /// What the clock raises from.
    pub fn agenda(&self) -> PathBuf {
        self.data.join("agenda.db")
    }

    /// What passes with the evening: outside the folder that is backed up, and through a restart of the
    /// computer.
    pub fn passing(&self) -> PathBuf {
        self.state.join("passing.db")
    }

    /// The folders that hold nothing but the profile.
    pub fn own_folders(&self) -> [&Path; 5] {
        [&self.data, &self.config, &self.state, &self.cache, &self.runtime]
    }

    fn make(&self) -> Result<(), AppError> {
        if let Some(root) = &self.root {
            if self.is_somebody_elses() {
                let words = "it holds other things under the names that a profile uses";
                return Err(AppError::Folder(io::Error::new(io::ErrorKind::AlreadyExists, words)));
            }
            // One that was there keeps its mode: it may hold other things that others are meant to reach.
            if !root.exists() {
                private_folder(root).map_err(AppError::folder)?;
            }
        }
        self.own_folders().into_iter().try_for_each(|folder| private_folder(folder).map_err(AppError::folder))
    }

    /// Whether there is something in the profile's folders and nothing of it is ours. A home folder with a
    /// `data` in it would otherwise become a profile, and go when the profile is removed.
    fn is_somebody_elses(&self) -> bool {
        let ours = [
            (&self.data, &["slots.a", "slots.b", "device.key", "table.db", "agenda.db"][..]),
            (&self.config, &["settings.json", "window.json"]),
            (&self.state, &["logs", "passing.key"]),
            (&self.cache, &["web"]),
            (&self.runtime, &["window.lock", "clock.lock"]),
        ];
        let known = ours.iter().any(|(folder, names)| names.iter().any(|name| folder.join(name).exists()));
        let full = |folder: &Path| fs::read_dir(folder).is_ok_and(|mut found| found.next().is_some());
        !known && self.own_folders().into_iter().any(full)
    }
}

/// Makes `folder` if it is missing and closes it to everyone else. What its owner may do there stays their own
/// choice.
///
/// # Errors
/// When it cannot be made or is somebody else's.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder)?.permissions().mode();
        if mode & 0o077 != 0 {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode & 0o700))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_keeps_everything_under_its_folder() {
        let profile = Profile::at(Path::new("/somewhere"));
        assert!(
            profile.own_folders().iter().all(|folder| folder.starts_with("/somewhere")),
            "what --profile names is all there is to carry or delete"
        );
    }

    #[test]
    fn a_folder_with_somebody_elses_things_never_becomes_a_profile() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("data")).unwrap();
        fs::write(home.path().join("data/thesis.txt"), "ten years").unwrap();
        assert!(
            matches!(Profile::find(Some(home.path())), Err(AppError::Folder(_))),
            "what is not ours must not go when the profile is removed"
        );
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "and nothing is put beside it");
        let fresh = home.path().join("nightstand");
        let profile = Profile::find(Some(&fresh)).unwrap();
        fs::write(profile.table(), "").unwrap();
        assert_eq!(Profile::find(Some(&fresh)).unwrap(), profile, "a profile is known again");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_profiles_own_folders_are_closed_to_others() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |folder: &Path| fs::metadata(folder).unwrap().permissions().mode() & 0o777;
        let shared = tempfile::tempdir().unwrap();
        fs::set_permissions(shared.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let profile = Profile::find(Some(shared.path())).unwrap();
        assert_eq!(mode(&profile.data), 0o700, "nobody else enters");
        assert_eq!(mode(shared.path()), 0o755, "a folder that was there is left as it was");
        fs::set_permissions(&profile.data, fs::Permissions::from_mode(0o500)).unwrap();
        Profile::find(Some(shared.path())).unwrap();
        assert_eq!(mode(&profile.data), 0o500, "one that its owner closed further stays as it is");
        fs::set_permissions(&profile.data, fs::Permissions::from_mode(0o550)).unwrap();
        Profile::find(Some(shared.path())).unwrap();
        assert_eq!(mode(&profile.data), 0o500, "only others are kept out");
        let fresh = shared.path().join("fresh");
        Profile::find(Some(&fresh)).unwrap();
        assert_eq!(mode(&fresh), 0o700, "a folder that we make is closed whole");
    }
}
