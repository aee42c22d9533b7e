//! Whether the clock starts with the computer: the person's own switch, which shows what is really there.
//! On Linux it is an entry in the XDG autostart folder; elsewhere the system's own settings do it.

use std::fs;
use std::path::{Path, PathBuf};

use nightstand_vault::files;

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
    /// This system has no place that we write to; its own settings decide.
    Elsewhere,
}

/// What is really there for `profile`: an entry that was switched off by the desktop counts as off, and so does one
/// whose program is no longer where it says.
pub fn state(profile: &Profile) -> Autostart {
    let Some(folder) = folder() else { return Autostart::Elsewhere };
    state_in(&folder, profile)
}

fn state_in(folder: &Path, profile: &Profile) -> Autostart {
    let entry = entry(folder, profile);
    let on = fs::read_to_string(entry).is_ok_and(|text| !is_switched_off(&text) && starts_something(&text));
    if on { Autostart::On } else { Autostart::Off }
}

/// Writes the entry of `profile` into `folder`, or takes it out.
pub(crate) fn set(folder: &Path, profile: &Profile, on: bool, clock: &Path) -> Result<Autostart, AppError> {
    if on {
        if !clock.is_file() {
            return Err(AppError::NotFound);
        }
        fs::create_dir_all(folder).map_err(AppError::folder)?;
        files::replace(&entry(folder, profile), text(profile, clock).as_bytes()).map_err(AppError::folder)?;
    } else {
        remove(folder, profile)?;
    }
    Ok(state_in(folder, profile))
}

/// Removes the entry of `profile` from `folder`, if there is one.
///
/// # Errors
/// When it is there and cannot be removed.
pub(crate) fn remove(folder: &Path, profile: &Profile) -> Result<(), AppError> {
    match fs::remove_file(entry(folder, profile)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(AppError::folder(error)),
        _ => Ok(()),
    }
}

impl App {
    /// Lets the clock start with the computer, or not, and says what is there now.
    ///
    /// # Errors
    /// When the autostart folder cannot be written; [`AppError::NotFound`] where the clock's program is not
    /// beside this one, or the system keeps its switch elsewhere.
    pub fn set_autostart(&self, on: bool) -> Result<Autostart, AppError> {
        let clock = beside("nightstand-clock").unwrap_or_default();
        set(&folder().ok_or(AppError::NotFound)?, &self.profile, on, &clock)
    }
}

/// Where this account's autostart entries lie, on a system where we write them.
pub(crate) fn folder() -> Option<PathBuf> {
    let linux = cfg!(target_os = "linux");
    directories::BaseDirs::new().filter(|_| linux).map(|dirs| dirs.config_dir().join("autostart"))
}

/// One entry for each profile, so that a second one neither hides nor removes the first.
fn entry(folder: &Path, profile: &Profile) -> PathBuf {
    match &profile.root {
        None => folder.join(format!("{APP_ID}.Clock.desktop")),
        Some(root) => {
            let hash =
                nightstand_domain::ids::EntityId::derived("profile", &[root.as_os_str().as_encoded_bytes()]);
            folder.join(format!("{APP_ID}.Clock-{hash}.desktop"))
        }
    }
}

fn is_switched_off(text: &str) -> bool {
    let says = |key: &str, value: &str| {
        text.lines()
            .filter_map(|line| line.split_once('='))
            .any(|(k, v)| k.trim() == key && v.trim() == value)
    };
    says("Hidden", "true") || says("X-GNOME-Autostart-enabled", "false")
}

/// Whether the program that `Exec` names is there.
fn starts_something(text: &str) -> bool {
    let exec = text.lines().filter_map(|line| line.split_once('=')).find(|(key, _)| key.trim() == "Exec");
    exec.and_then(|(_, command)| program(command.trim())).is_some_and(|program| program.is_file())
}

/// The first word of a command as [`quoted`] writes it, or as it stands when it is not quoted.
fn program(command: &str) -> Option<PathBuf> {
    let Some(inside) = command.strip_prefix('"') else {
        return command.split_whitespace().next().map(PathBuf::from);
    };
    let mut path = String::new();
    let mut rest = inside.chars();
    loop {
        match rest.next()? {
            '"' => return Some(path.into()),
            '%' => path.push(rest.next()?),
            '\\' => {
                let mut escaped = rest.next()?;
                if escaped == '\\' {
                    escaped = rest.next()?;
                }
                // A backslash itself is four of them.
                if escaped == '\\' {
                    rest.next()?;
                }
                path.push(escaped);
            }
            c => path.push(c),
        }
    }
}

fn text(profile: &Profile, clock: &Path) -> String {
    let mut command = quoted(clock);
    if let Some(root) = &profile.root {
        command.push_str(" --profile ");
        command.push_str(&quoted(root));
    }
    format!(
        "[Desktop Entry]\nType=Application\nName=Nightstand\nComment=Raises the reminders you planned\nExec={command}\nIcon={APP_ID}\nNoDisplay=true\nX-GNOME-Autostart-enabled=true\n"
    )
}

/// A path as the Desktop Entry Specification wants it in `Exec`: quoted, with the reserved characters
/// escaped twice, once for the quoting and once for the value being a string; `%` begins a field code.
fn quoted(path: &Path) -> String {
    let mut out = String::from("\"");
    for c in path.to_string_lossy().chars() {
        match c {
            '\\' => out.push_str("\\\\\\\\"),
            '"' | '`' | '$' => {
                out.push_str("\\\\");
                out.push(c);
            }
            '%' => out.push_str("%%"),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_with_spaces_and_dollars_stays_one_argument() {
        assert_eq!(quoted(Path::new("/a b/$c 50%")), r#""/a b/\\$c 50%%""#);
    }

    #[test]
    fn an_entry_whose_program_is_gone_starts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let clock = folder.path().join(r#"a "b" $c\ 50%"#);
        let written = text(&Profile::at(Path::new("/p")), &clock);
        assert!(!starts_something(&written), "the program is not there");
        fs::write(&clock, "").unwrap();
        assert!(starts_something(&written), "its path is read as it was written: {written}");
        assert!(!starts_something(""), "nor does what a full disk left of an entry");
        assert!(starts_something("[Desktop Entry]\nExec=/bin/sh -c true"), "whoever wrote it");
    }

    #[test]
    fn an_entry_that_the_desktop_switched_off_counts_as_off() {
        assert!(is_switched_off("[Desktop Entry]\nHidden=true\n"), "the desktop's own switch is the truth");
        assert!(is_switched_off("X-GNOME-Autostart-enabled = false"), "GNOME's switch too");
        assert!(!is_switched_off(&text(&Profile::at(Path::new("/p")), Path::new("/c"))), "ours is on");
    }
}
