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
    /// Diagnostics; never private text.
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
        let named = folder.map(Path::to_owned).or_else(|| {
            std::env::var_os(PROFILE_VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from)
        });
        let profile = match named {
            Some(root) => Self::at(&std::path::absolute(root).map_err(AppError::folder)?),
            None => Self::of_this_account()?,
        };
        profile.make()?;
        Ok(profile)
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
            state: folders.state_dir().map_or_else(|| data.join("state"), Path::to_owned),
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

    /// Every folder of the profile, outermost first.
    pub fn folders(&self) -> Vec<&Path> {
        let own = [&self.data, &self.config, &self.state, &self.cache, &self.runtime];
        self.root.iter().chain(own).map(PathBuf::as_path).collect()
    }

    fn make(&self) -> Result<(), AppError> {
        self.folders().into_iter().try_for_each(|folder| private_folder(folder).map_err(AppError::folder))
    }
}

/// Makes `folder` if it is missing and closes it to everyone else.
///
/// # Errors
/// When it cannot be made or is somebody else's.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = fs::Permissions::from_mode(0o700);
        if fs::metadata(folder)?.permissions().mode() & 0o777 != 0o700 {
            fs::set_permissions(folder, closed)?;
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
            profile.folders().iter().all(|folder| folder.starts_with("/somewhere")),
            "what --profile names is all there is to carry or delete"
        );
    }
}
