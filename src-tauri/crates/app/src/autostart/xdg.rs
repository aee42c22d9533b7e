//! An entry in the XDG autostart folder. One that was switched off by the desktop counts as off, and so does one whose
//! program is no longer where it says.

use std::fs;
use std::path::{Path, PathBuf};

use super::{name, remove_file, write_file};
use crate::APP_ID;
use crate::error::AppError;
use crate::profile::Profile;

/// Where this account's autostart entries lie.
pub(crate) struct Entries(PathBuf);

impl Entries {
    pub(crate) fn own() -> Option<Self> {
        directories::BaseDirs::new().map(|dirs| Self::in_folder(dirs.config_dir().join("autostart")))
    }

    pub(crate) fn in_folder(folder: PathBuf) -> Self {
        Self(folder)
    }

    pub(super) fn is_on(&self, profile: &Profile) -> bool {
        let text = fs::read_to_string(self.entry(profile));
        text.is_ok_and(|text| !is_switched_off(&text) && starts_something(&text))
    }

    pub(super) fn write(&self, profile: &Profile, clock: &Path) -> Result<(), AppError> {
        write_file(&self.entry(profile), &text(profile, clock))
    }

    /// Removes the entry of `profile`, if there is one.
    pub(crate) fn remove(&self, profile: &Profile) -> Result<(), AppError> {
        remove_file(&self.entry(profile))
    }

    fn entry(&self, profile: &Profile) -> PathBuf {
        self.0.join(format!("{}.desktop", name(profile)))
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
