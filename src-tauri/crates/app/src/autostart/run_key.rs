//! A value under Windows' `Run` key. One that was switched off in the task manager counts as off, and so does one whose
//! program is no longer where it says.

use std::path::{Path, PathBuf};

use windows_registry::CURRENT_USER;

use super::name;
use crate::error::AppError;
use crate::profile::Profile;

const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// Where the task manager writes down what somebody switched off: an odd first byte is off.
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";

/// What Windows answers for a value that is not there (`ERROR_FILE_NOT_FOUND`).
const NOT_THERE: i32 = 0x8007_0002_u32.cast_signed();

/// Where this account's entries are: two keys in the registry.
pub(crate) struct Entries {
    run: String,
    approved: String,
}

impl Entries {
    pub(crate) fn own() -> Option<Self> {
        Some(Self { run: RUN.into(), approved: APPROVED.into() })
    }

    #[cfg(test)]
    pub(super) fn under(key: &str) -> Self {
        Self { run: format!(r"{key}\Run"), approved: format!(r"{key}\Approved") }
    }

    pub(super) fn is_on(&self, profile: &Profile) -> bool {
        let name = name(profile);
        let command = CURRENT_USER.open(&self.run).and_then(|run| run.get_string(&name));
        let starts = command.is_ok_and(|command| program(&command).is_some_and(|program| program.is_file()));
        let approved = CURRENT_USER.open(&self.approved).and_then(|approved| approved.get_value(&name));
        let is_off = approved.is_ok_and(|value| value.first().is_some_and(|first| first % 2 == 1));
        starts && !is_off
    }

    pub(super) fn write(&self, profile: &Profile, clock: &Path) -> Result<(), AppError> {
        let name = name(profile);
        let run = CURRENT_USER.create(&self.run).map_err(refused)?;
        run.set_string(&name, command(profile, clock)).map_err(refused)?;
        // Who switches it on here means it, whatever the task manager was told before.
        taken_out(&self.approved, &name)
    }

    /// Removes the entry of `profile`, if there is one.
    pub(crate) fn remove(&self, profile: &Profile) -> Result<(), AppError> {
        let name = name(profile);
        taken_out(&self.run, &name)?;
        taken_out(&self.approved, &name)
    }
}

/// That it is not there is as good.
fn taken_out(key: &str, name: &str) -> Result<(), AppError> {
    let opened = CURRENT_USER.options().read().write().open(key);
    match opened.and_then(|key| key.remove_value(name)) {
        Err(error) if error.code().0 != NOT_THERE => Err(refused(error)),
        _ => Ok(()),
    }
}

fn refused(error: impl Into<std::io::Error>) -> AppError {
    AppError::folder(error.into())
}

/// The command line that starts the clock of `profile`.
fn command(profile: &Profile, clock: &Path) -> String {
    let mut command = quoted(clock);
    if let Some(root) = &profile.root {
        command.push_str(" --profile ");
        command.push_str(&quoted(root));
    }
    command
}

/// A path as one argument. None holds a quotation mark; backslashes that would stand before the closing one are doubled,
/// or they would make it a part of the path (`CommandLineToArgvW`).
fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy();
    let before_the_mark = path.len() - path.trim_end_matches('\\').len();
    format!("\"{path}{}\"", "\\".repeat(before_the_mark))
}

/// The program of a command as [`command`] writes it, or its first word when it is not quoted.
fn program(command: &str) -> Option<PathBuf> {
    let word = match command.trim_start().strip_prefix('"') {
        Some(inside) => inside.split('"').next(),
        None => command.split_whitespace().next(),
    };
    word.map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_there_until_it_is_taken_out_switched_off_or_its_program_goes() {
        let here = tempfile::tempdir().unwrap();
        let key = format!(r"Software\Nightstand\{}", here.path().file_name().unwrap().to_string_lossy());
        let (entries, profile) = (Entries::under(&key), Profile::at(here.path()));
        let clock = here.path().join("the clock.exe");
        assert!(!entries.is_on(&profile), "nothing is there yet");
        entries.write(&profile, &clock).unwrap();
        assert!(!entries.is_on(&profile), "its program is not there");
        std::fs::write(&clock, "").unwrap();
        assert!(entries.is_on(&profile), "its path is read as it was written");
        let approved = CURRENT_USER.create(format!(r"{key}\Approved")).unwrap();
        approved.set_bytes(name(&profile), windows_registry::Type::Bytes, &[3, 0, 0, 0]).unwrap();
        assert!(!entries.is_on(&profile), "the task manager's switch is the truth");
        entries.write(&profile, &clock).unwrap();
        assert!(entries.is_on(&profile), "and so is ours afterwards");
        entries.remove(&profile).unwrap();
        assert!(!entries.is_on(&profile), "it starts no more");
        entries.remove(&profile).unwrap();
        CURRENT_USER.remove_tree(&key).unwrap();
    }

    #[test]
    fn a_path_with_spaces_and_a_backslash_at_its_end_stays_one_argument() {
        let profile = Profile::at(Path::new(r"D:\two of us\"));
        let command = command(&profile, Path::new(r"C:\a b\nightstand-clock.exe"));
        assert_eq!(command, r#""C:\a b\nightstand-clock.exe" --profile "D:\two of us\\""#);
    }
}
