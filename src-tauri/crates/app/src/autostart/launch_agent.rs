//! A launch agent of macOS: a property list in the account's own folder, which `launchd` reads at login.

use std::fs;
use std::path::{Path, PathBuf};

use super::{name, remove_file, write_file};
use crate::error::AppError;
use crate::markup::escaped;
use crate::profile::Profile;

/// Where this account's launch agents lie.
pub(crate) struct Entries(PathBuf);

impl Entries {
    #[cfg(target_os = "macos")]
    pub(crate) fn own() -> Option<Self> {
        directories::BaseDirs::new().map(|dirs| Self::in_folder(dirs.home_dir().join("Library/LaunchAgents")))
    }

    pub(crate) fn in_folder(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Whether the agent is there, and the program that it names.
    pub(super) fn is_on(&self, profile: &Profile) -> bool {
        let text = fs::read_to_string(self.entry(profile)).unwrap_or_default();
        program(&text).is_some_and(|program| program.is_file())
    }

    pub(super) fn write(&self, profile: &Profile, clock: &Path) -> Result<(), AppError> {
        write_file(&self.entry(profile), &text(profile, clock))
    }

    /// Removes the entry of `profile`, if there is one.
    pub(crate) fn remove(&self, profile: &Profile) -> Result<(), AppError> {
        remove_file(&self.entry(profile))
    }

    fn entry(&self, profile: &Profile) -> PathBuf {
        self.0.join(format!("{}.plist", name(profile)))
    }
}

/// The list (launchd.plist(5)). It starts the clock at login and leaves it alone afterwards: one that was quit stays away.
fn text(profile: &Profile, clock: &Path) -> String {
    let mut words = vec![clock];
    if let Some(root) = &profile.root {
        words.extend([Path::new("--profile"), root]);
    }
    let words: String =
        words.iter().map(|word| format!("<string>{}</string>", escaped(&word.to_string_lossy()))).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
         <plist version=\"1.0\"><dict><key>Label</key><string>{}</string>\
         <key>ProgramArguments</key><array>{words}</array>\
         <key>RunAtLoad</key><true/><key>ProcessType</key><string>Interactive</string></dict></plist>\n",
        name(profile)
    )
}

/// The first argument, as [`text`] writes it.
fn program(text: &str) -> Option<PathBuf> {
    let arguments = text.split_once("<array>")?.1.trim_start();
    let word = arguments.strip_prefix("<string>")?.split_once("</string>")?.0;
    Some(word.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agent_is_there_until_it_is_taken_out_or_its_program_goes() {
        let here = tempfile::tempdir().unwrap();
        let entries = Entries::in_folder(here.path().join("LaunchAgents"));
        let profile = Profile::at(&here.path().join("of <two> & more"));
        let clock = here.path().join("clock & <bar>");
        assert!(!entries.is_on(&profile), "nothing is there yet");
        entries.write(&profile, &clock).unwrap();
        assert!(!entries.is_on(&profile), "its program is not there");
        fs::write(&clock, "").unwrap();
        assert!(entries.is_on(&profile), "its path is read as it was written");
        entries.remove(&profile).unwrap();
        assert!(!entries.is_on(&profile), "and it starts no more");
        entries.remove(&profile).unwrap();
    }
}
