//! Whether the clock starts with the computer: the person's own switch, which shows what is really there.

#[cfg(any(target_os = "macos", all(test, unix)))]
mod launch_agent;
#[cfg(windows)]
mod run_key;
#[cfg(all(unix, not(target_os = "macos")))]
mod xdg;

use std::path::Path;

#[cfg(target_os = "macos")]
pub(crate) use self::launch_agent::Entries;
#[cfg(windows)]
pub(crate) use self::run_key::Entries;
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use self::xdg::Entries;
use crate::APP_ID;
use crate::error::AppError;
use crate::link::beside;
use crate::profile::Profile;
use crate::spine::App;

/// What the switch shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Autostart {
    /// The clock starts with the computer.
    On,
    /// It does not.
    Off,
    /// This account has no place that we could write to.
    Elsewhere,
}

/// What is really there for `profile`.
pub fn state(profile: &Profile) -> Autostart {
    Entries::own().map_or(Autostart::Elsewhere, |entries| entries.state(profile))
}

impl Entries {
    fn state(&self, profile: &Profile) -> Autostart {
        if self.is_on(profile) { Autostart::On } else { Autostart::Off }
    }

    /// Writes the entry of `profile`, or takes it out.
    pub(crate) fn set(&self, profile: &Profile, on: bool, clock: &Path) -> Result<Autostart, AppError> {
        if on {
            if !clock.is_file() {
                return Err(AppError::NotFound);
            }
            self.write(profile, clock)?;
        } else {
            self.remove(profile)?;
        }
        Ok(self.state(profile))
    }
}

impl App {
    /// Lets the clock start with the computer, or not, and says what is there now.
    ///
    /// # Errors
    /// When the entry cannot be written; [`AppError::NotFound`] where the clock's program is not beside this one, or there
    /// is no place for an entry.
    pub fn set_autostart(&self, on: bool) -> Result<Autostart, AppError> {
        let clock = beside("nightstand-clock").unwrap_or_default();
        Entries::own().ok_or(AppError::NotFound)?.set(&self.profile, on, &clock)
    }
}

/// One entry for each profile, so that a second one neither hides nor removes the first.
fn name(profile: &Profile) -> String {
    match &profile.root {
        None => format!("{APP_ID}.Clock"),
        Some(root) => {
            let hash =
                nightstand_domain::ids::EntityId::derived("profile", &[root.as_os_str().as_encoded_bytes()]);
            format!("{APP_ID}.Clock-{hash}")
        }
    }
}

#[cfg(unix)]
fn write_file(entry: &Path, text: &str) -> Result<(), AppError> {
    entry.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(AppError::folder)?;
    nightstand_vault::files::replace(entry, text.as_bytes()).map_err(AppError::folder)
}

/// That it is not there is as good.
#[cfg(unix)]
fn remove_file(entry: &Path) -> Result<(), AppError> {
    match std::fs::remove_file(entry) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(AppError::folder(error)),
        _ => Ok(()),
    }
}
