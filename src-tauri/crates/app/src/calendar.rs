//! Calendars: plans go out as `.ics` files, busy times come in from them, and from both follow the pockets that
//! suit two people.
//!
//! Which files these are belongs to this computer: it lies in `calendars.json` beside the settings, never in the
//! log, and is never synced. Of a busy time nothing is kept at all; its file is read again whenever it matters.

mod busy;
mod export;
mod kept;
mod place;
mod pocket;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nightstand_domain::ids::PersonId;
use nightstand_domain::ritual::Wording;
use nightstand_vault::files;
use serde::{Deserialize, Serialize};

pub use self::busy::{BusyFile, Read};
pub use self::export::{Export, LeftOut, Saved, word};
pub use self::pocket::{Block, BlockKind, PocketsView, ShownPocket};
pub use nightstand_formats::calendar::Unsaid;

use crate::error::AppError;
use crate::file_place;
use crate::spine::App;

/// No list of paths is longer.
const LONGEST: u64 = 1 << 20;

/// The calendar files of this computer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Calendars {
    /// The file that is kept up to date.
    kept: Option<KeptFile>,
    /// Each person's files of busy times.
    busy: BTreeMap<String, Vec<PathBuf>>,
    /// What this version does not know.
    #[serde(flatten)]
    unknown: serde_json::Map<String, serde_json::Value>,
}

/// A file that follows the plans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptFile {
    path: PathBuf,
    /// Whether it names the rituals.
    full: bool,
}

impl KeptFile {
    const fn wording(&self) -> Wording {
        if self.full { Wording::Full } else { Wording::Discreet }
    }
}

impl Calendars {
    /// A file that is not there, or that nobody can make sense of, names no calendars.
    fn read(folder: &Path) -> Self {
        let kept = files::read_at_most(&file(folder), LONGEST).ok().flatten();
        kept.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default()
    }

    fn write(&self, folder: &Path) -> Result<(), AppError> {
        let text = serde_json::to_vec_pretty(self).map_err(|error| AppError::Other(error.to_string()))?;
        files::replace(&file(folder), &text).map_err(AppError::folder)
    }

    fn of(&self, person: PersonId) -> &[PathBuf] {
        self.busy.get(&person.to_string()).map_or(&[], Vec::as_slice)
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("calendars.json")
}

/// This computer's calendar files, as the person who is here sees them: the other one's are not among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarView {
    /// The file that is kept up to date.
    pub kept: Option<Kept>,
    /// The own files of busy times.
    pub busy: Vec<BusyFile>,
    /// A place that a calendar file of all rituals could have.
    pub suggested: String,
    /// And one that a file of a single ritual could have; its name says nothing of which.
    pub suggested_one: String,
}

/// The file that is kept up to date, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies.
    pub path: String,
    /// Whether it names the rituals.
    pub wording: Wording,
    /// Why it could not be brought up to date; a stable word for the catalogue.
    pub trouble: Option<&'static str>,
}

impl App {
    /// This computer's calendar files.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn calendar_view(&self) -> Result<CalendarView, AppError> {
        let calendars = self.calendars();
        let kept = calendars.kept.as_ref().map(|kept| Kept {
            path: file_place::shown(&kept.path),
            wording: kept.wording(),
            trouble: self.kept_up.trouble(),
        });
        let busy = self.busy_files(calendars.of(self.here()?.id));
        let suggested = |name| file_place::shown(&file_place::suggested(name));
        Ok(CalendarView {
            kept,
            busy,
            suggested: suggested(place::NAME),
            suggested_one: suggested(place::NAME_OF_ONE),
        })
    }

    fn calendars(&self) -> Calendars {
        Calendars::read(&self.profile.config)
    }

    fn change_calendars(&self, change: impl FnOnce(&mut Calendars)) -> Result<(), AppError> {
        let mut calendars = self.calendars();
        change(&mut calendars);
        calendars.write(&self.profile.config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_calendars_survives_and_keeps_what_a_newer_version_wrote() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"kept": {"path": "/home/robin/ours.ics", "full": true}, "webdav": "https://x"}"#;
        std::fs::write(file(folder.path()), text).unwrap();
        let mut calendars = Calendars::read(folder.path());
        assert_eq!(calendars.kept.as_ref().map(KeptFile::wording), Some(Wording::Full), "as it was chosen");
        calendars.busy.insert("robin".into(), vec!["/home/robin/work.ics".into()]);
        calendars.write(folder.path()).unwrap();
        let again = Calendars::read(folder.path());
        assert_eq!(again, calendars, "what was chosen is what is found again");
        assert_eq!(again.unknown["webdav"], "https://x", "nothing of a newer version is thrown away");
    }

    #[test]
    fn a_broken_list_names_no_calendars() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "{", "[]", "{\"kept\": 5}", "\0"] {
            std::fs::write(file(folder.path()), text).unwrap();
            assert_eq!(Calendars::read(folder.path()), Calendars::default(), "{text:?} stops nobody");
        }
    }
}
