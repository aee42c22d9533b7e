//! Where a profile lies: one folder for everything with `--profile`, the system's own folders without.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::belongings;
use crate::error::AppError;

/// Names the environment variable that stands in for `--profile`.
pub const PROFILE_VARIABLE: &str = "NIGHTSTAND_PROFILE";

/// What says that the window stands.
pub(crate) const PAINTED: &str = "painted";

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
        Ok((profile.data.is_dir() && profile.may_be_ours()).then_some(profile))
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

    /// Where it lies, as its people would name it.
    pub fn place(&self) -> &Path {
        self.root.as_deref().unwrap_or(&self.data)
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

    /// Says that the window stands, as long as it does, to those who wait for it.
    pub fn painted(&self) -> PathBuf {
        self.runtime.join(PAINTED)
    }

    /// The profile's folders. What else may lie in them, [`belongings`] tells apart.
    pub fn own_folders(&self) -> [&Path; 5] {
        [&self.data, &self.config, &self.state, &self.cache, &self.runtime]
    }

    /// A folder that somebody named may be anything. The system's folders bear our name.
    fn may_be_ours(&self) -> bool {
        self.root.is_none() || !belongings::is_somebody_elses(self)
    }

    fn make(&self) -> Result<(), AppError> {
        if let Some(root) = &self.root {
            if !self.may_be_ours() {
                let words = "it holds other things under the names that a profile uses";
                return Err(AppError::Folder(io::Error::new(io::ErrorKind::AlreadyExists, words)));
            }
            // One that was there keeps its mode: it may hold other things that others are meant to reach.
            if !root.exists() {
                private_folder(root).map_err(AppError::folder)?;
            }
        }
        let mut folders = self.own_folders().into_iter();
        folders.try_for_each(|folder| private_folder(folder).map_err(AppError::folder))?;
        belongings::sign(self);
        Ok(())
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
        assert_eq!(Profile::existing(Some(home.path())).unwrap(), None, "nor does the clock go by it");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1, "and nothing is put beside it");
        let fresh = home.path().join("nightstand");
        let profile = Profile::find(Some(&fresh)).unwrap();
        fs::write(profile.table(), "").unwrap();
        assert_eq!(Profile::find(Some(&fresh)).unwrap(), profile, "a profile is known again");
    }

    #[test]
    fn one_common_name_does_not_make_somebody_elses_project_a_profile() {
        let project = tempfile::tempdir().unwrap();
        for (name, words) in
            [("config/settings.json", r#"{"my":"project"}"#), ("data/thesis.txt", "ten years")]
        {
            let path = project.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, words).unwrap();
        }
        assert!(matches!(Profile::find(Some(project.path())), Err(AppError::Folder(_))), "it is theirs");
        let settings = fs::read_to_string(project.path().join("config/settings.json")).unwrap();
        assert_eq!(settings, r#"{"my":"project"}"#, "and nothing of it was touched");
        fs::remove_dir_all(project.path().join("data")).unwrap();
        assert!(
            matches!(Profile::find(Some(project.path())), Err(AppError::Folder(_))),
            "nor do settings alone"
        );
        let ours = serde_json::to_string(&crate::settings::Settings::default()).unwrap();
        fs::write(project.path().join("config/settings.json"), ours).unwrap();
        assert!(Profile::find(Some(project.path())).is_ok(), "unless they say what ours say");
    }

    #[test]
    fn a_profile_of_before_the_sign_is_known_by_what_it_holds() {
        let home = tempfile::tempdir().unwrap();
        let lay = |name: &&str| {
            let path = home.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        };
        ["data/agenda.db", "data/device.key", "config/settings.json", "state/logs/window.log"]
            .iter()
            .for_each(lay);
        let profile = Profile::find(Some(home.path())).unwrap();
        fs::remove_file(profile.data.join("device.key")).unwrap();
        Profile::find(Some(home.path())).expect("and from then on by its sign");
        let other = tempfile::tempdir().unwrap();
        fs::create_dir(other.path().join("run")).unwrap();
        fs::write(other.path().join("run/window.lock"), "").unwrap();
        Profile::find(Some(other.path())).expect("one that never got as far as a table");
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
