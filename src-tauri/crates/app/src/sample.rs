//! A sample evening to look around in: two people, a month of their table, and one open drawer. It is built
//! through the same use-cases as everybody's own, on a clock that stands still, in a folder that is thrown
//! away afterwards. Pictures, benchmarks and tests use it too.
//!
//! The people and their words are made up. The books are in the public domain; their chapter titles are real.

mod books;
mod calendars;
mod drawer;
mod table;

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use nightstand_domain::ids::PersonId;
use nightstand_domain::people::Ribbon;
use nightstand_domain::schedule::occurrences;
use nightstand_vault::{Cost, MemoryStore};

use crate::autostart::Entries;
use crate::error::AppError;
use crate::link::{self, End};
use crate::ports::ManualClock;
use crate::profile::Profile;
use crate::remove;
use crate::spine::{App, Role};
use crate::welcome::{FirstRun, Newcomer};

/// The passphrase of the sample's drawer. It is written on the screen.
pub const PASSPHRASE: &str = "the kettle sings twice";

/// Where the sample's people live.
const ZONE: Tz = Tz::Europe__Lisbon;

/// Opens the sample evening in `folder`: a Thursday in November, twenty-five past seven.
///
/// # Errors
/// When the folder cannot be written.
pub fn open(folder: &Path) -> Result<App, AppError> {
    let clock = Arc::new(ManualClock::at(instant(10, 18, (20, 0)), ZONE));
    let profile = Profile::find(Some(folder))?;
    let mut app =
        App::open(profile, Arc::<ManualClock>::clone(&clock), Arc::new(MemoryStore::default()), Role::Window);
    app.sample = true;
    // Its passphrase is written on the screen: a slow lock would only keep its visitors waiting.
    app.stretch_at(Cost::MINIMUM);
    let stage = Stage { app: &app, clock: &clock, a: first_evening(&app)?, b: second(&app)? };
    table::lay(&stage)?;
    books::read(&stage)?;
    drawer::fill(&stage)?;
    clock.set(instant(11, 19, (19, 25)));
    calendars::bring(&stage, folder)?;
    app.sit_down(stage.a);
    app.forget_steps();
    app.refresh_agenda();
    Ok(app)
}

/// Ends the sample evening that `app` shows, the same way as everybody's own is removed: a visitor may have tried the
/// switches too.
///
/// # Errors
/// As [`remove::everything`].
pub fn end(app: &App) -> Result<(), AppError> {
    remove::all_of(app)
}

/// Clears away what is left in `folder` of a sample evening whose window was struck down. A visitor of an earlier
/// version could have let its clock start with the computer: the entry goes first, and the clock that it
/// started, or either would make the folder anew.
///
/// # Errors
/// When something of it cannot be removed.
pub fn clear_away(folder: &Path) -> Result<(), AppError> {
    clear_away_with(folder, Entries::own().as_ref())
}

fn clear_away_with(folder: &Path, entries: Option<&Entries>) -> Result<(), AppError> {
    let profile = Profile::at(folder);
    if let Some(entries) = entries {
        entries.remove(&profile)?;
    }
    if let Err(error) = link::ask_to_quit(&profile, End::Clock) {
        tracing::warn!(%error, "the sample's clock did not answer");
    }
    link::place::remove(&profile).map_err(AppError::folder)?;
    remove::take_away(folder).map_err(AppError::folder)
}

/// The sample while it is being set up.
struct Stage<'a> {
    app: &'a App,
    clock: &'a ManualClock,
    a: PersonId,
    b: PersonId,
}

impl Stage<'_> {
    /// Moves to an evening of 2026.
    fn on(&self, month: u32, day: u32) {
        self.at(month, day, (21, 40));
    }

    /// Moves to a time of a day of 2026.
    fn at(&self, month: u32, day: u32, time: (u32, u32)) {
        self.clock.set(instant(month, day, time));
    }

    /// Seats one of the two.
    fn seat(&self, first: bool) {
        self.app.sit_down(if first { self.a } else { self.b });
    }
}

fn first_evening(app: &App) -> Result<PersonId, AppError> {
    app.begin(FirstRun {
        a: Newcomer { name: "Ines".into(), ribbon: Ribbon::Damson },
        b: Some(Newcomer { name: "Jonah".into(), ribbon: Ribbon::Moss }),
        rituals: Vec::new(),
        quiet: None,
    })
}

fn second(app: &App) -> Result<PersonId, AppError> {
    app.people()?.b.map(|person| person.id).ok_or(AppError::NotFound)
}

/// A wall time of 2026 in Lisbon. None of the times used here lies in a gap or an overlap.
fn instant(month: u32, day: u32, (hour, minute): (u32, u32)) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
    let civil = NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default().and_time(time);
    occurrences::instant(civil, ZONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_left_and_never_removed() {
        let here = tempfile::tempdir().unwrap();
        let folder = here.path().join("sample-7");
        let app = open(&folder).unwrap();
        assert!(matches!(remove::everything(&app), Err(AppError::NotFound)), "there is nothing of one's own");
        assert!(app.people().is_ok(), "and the evening goes on");
        end(&app).unwrap();
        assert!(!app.profile.data.exists(), "until it is left");
    }

    #[cfg(unix)]
    #[test]
    fn a_sample_that_was_struck_down_starts_no_clock_at_the_next_login() {
        let here = tempfile::tempdir().unwrap();
        let (folder, entries) = (here.path().join("sample-7"), here.path().join("autostart"));
        let (sample, own) = (Profile::at(&folder), Profile::at(&here.path().join("own")));
        let clock = here.path().join("nightstand-clock");
        std::fs::write(&clock, "").unwrap();
        let own_entries = Entries::in_folder(entries.clone());
        for profile in [&sample, &own] {
            own_entries.set(profile, true, &clock).unwrap();
        }
        std::fs::create_dir_all(&sample.data).unwrap();
        clear_away_with(&folder, Some(&own_entries)).unwrap();
        assert!(!folder.exists(), "its folder is gone");
        assert_eq!(std::fs::read_dir(&entries).unwrap().count(), 1, "its entry too, and no other");
        clear_away_with(&folder, Some(&own_entries)).unwrap();
    }

    #[test]
    fn the_sample_is_rich_and_its_drawer_opens_with_the_written_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let app = open(folder.path()).unwrap();
        assert_eq!(app.here().unwrap().name, "Ines", "the drawer that opens is hers");
        assert!(!app.rituals_view().unwrap().rituals.is_empty(), "there is something to look at");
        assert!(app.undo().unwrap().is_none(), "a visitor cannot take back what was there before");
        app.unlock_drawer(app.people().unwrap().a.id, PASSPHRASE).unwrap();
        assert!(app.reflections_view().unwrap().0.len() >= 8, "Patterns has something to show");
    }
}
