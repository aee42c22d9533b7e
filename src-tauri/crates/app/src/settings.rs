//! What belongs to this computer alone: how things look, and when the drawer locks itself. Never in the log,
//! never synced.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveTime;
use nightstand_vault::files;
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::spine::App;

/// After how many quiet minutes an open drawer locks itself, until its owner chooses.
pub const IDLE_MINUTES: u8 = 5;

/// Daylight, lamplight, or whichever the computer shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the computer shows.
    #[default]
    System,
    /// The light theme.
    Daylight,
    /// The dark theme.
    Lamplight,
}

/// How times of day are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Hours {
    /// As the computer's region writes them.
    #[default]
    System,
    /// With twelve hours.
    Twelve,
    /// With twenty-four.
    TwentyFour,
}

/// A stretch of civil time in which this computer raises nothing: what falls due waits until it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    /// When it begins.
    pub from: NaiveTime,
    /// When it ends; earlier than the beginning means the next day.
    pub to: NaiveTime,
}

impl QuietHours {
    /// Whether `time` lies in it. It begins at `from`, and `to` is no longer in it; a stretch from a time to
    /// itself is empty.
    pub fn covers(&self, time: NaiveTime) -> bool {
        if self.from <= self.to {
            self.from <= time && time < self.to
        } else {
            self.from <= time || time < self.to
        }
    }
}

/// This computer's settings, as they lie in `settings.json`. What a newer version added is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Day or night.
    pub theme: Theme,
    /// Firmer ink and lines, whatever the system reports.
    pub more_contrast: bool,
    /// Nothing moves, whatever the system reports.
    pub less_motion: bool,
    /// The size of all text in per cent, 90 to 200 (WCAG 1.4.4).
    pub text_scale: u8,
    /// Twelve hours or twenty-four.
    pub hours: Hours,
    /// A BCP 47 tag for dates and times; empty follows the system.
    pub locale: String,
    /// Whether this computer raises reminders.
    pub reminders: bool,
    /// When it raises none, if ever.
    pub quiet: Option<QuietHours>,
    /// After how many quiet minutes an open drawer locks itself, 1 to 60.
    pub idle_minutes: u8,
    /// Whether the drawer also locks when the window is hidden.
    pub lock_on_hide: bool,
    /// What this version does not know.
    #[serde(flatten)]
    pub unknown: serde_json::Map<String, serde_json::Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            more_contrast: false,
            less_motion: false,
            text_scale: 100,
            hours: Hours::default(),
            locale: String::new(),
            reminders: true,
            quiet: None,
            idle_minutes: IDLE_MINUTES,
            lock_on_hide: false,
            unknown: serde_json::Map::new(),
        }
    }
}

impl Settings {
    /// Reads the settings below `folder`. A file that is not there, or that nobody can make sense of, gives
    /// the settings of a first start: nothing in it is worth keeping the window shut for.
    pub fn read(folder: &Path) -> Self {
        let kept = fs::read(file(folder)).ok().and_then(|text| serde_json::from_slice::<Self>(&text).ok());
        kept.unwrap_or_default().within_bounds()
    }

    /// Writes the settings below `folder`; a crash leaves either the old file or the new one.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn write(&self, folder: &Path) -> io::Result<()> {
        let text = serde_json::to_vec_pretty(self).map_err(io::Error::other)?;
        files::replace(&file(folder), &text)
    }

    fn within_bounds(mut self) -> Self {
        self.text_scale = self.text_scale.clamp(90, 200);
        self.idle_minutes = self.idle_minutes.clamp(1, 60);
        self
    }
}

fn file(folder: &Path) -> PathBuf {
    folder.join("settings.json")
}

impl App {
    /// This computer's settings.
    pub fn settings(&self) -> Settings {
        Settings::read(&self.profile.config)
    }

    /// Changes this computer's settings. Values out of their range are brought to its edge; what a newer
    /// version keeps in the file stays there.
    ///
    /// # Errors
    /// When the settings cannot be written; the old ones stay then.
    pub fn change_settings(&self, settings: Settings) -> Result<Settings, AppError> {
        let unknown = self.settings().unknown;
        let settings = Settings { unknown, ..settings }.within_bounds();
        settings.write(&self.profile.config).map_err(AppError::folder)?;
        self.tell_clock();
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_being_written_and_read() {
        let folder = tempfile::tempdir().unwrap();
        let chosen = Settings { theme: Theme::Lamplight, idle_minutes: 12, ..Settings::default() };
        chosen.write(folder.path()).unwrap();
        assert_eq!(Settings::read(folder.path()), chosen, "what was chosen is what is found again");
    }

    #[test]
    fn quiet_hours_reach_over_midnight() {
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        let night = QuietHours { from: at(22, 30), to: at(7, 0) };
        assert!(night.covers(at(23, 0)) && night.covers(at(6, 59)), "the night is one stretch");
        assert!(!night.covers(at(7, 0)) && !night.covers(at(22, 29)), "it ends and begins on the minute");
        let noon = QuietHours { from: at(12, 0), to: at(13, 0) };
        assert!(noon.covers(at(12, 0)) && !noon.covers(at(13, 0)), "a nap at noon is a stretch, too");
        assert!(!QuietHours { from: at(9, 0), to: at(9, 0) }.covers(at(9, 0)), "no time at all");
    }

    #[test]
    fn a_broken_file_gives_the_settings_of_a_first_start() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["", "{", "[]", "{\"idleMinutes\": \"soon\"}", "\0\0"] {
            fs::write(file(folder.path()), text).unwrap();
            assert_eq!(Settings::read(folder.path()), Settings::default(), "{text:?} keeps no window shut");
        }
    }

    #[test]
    fn what_a_newer_version_wrote_is_kept_and_bounds_hold() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(file(folder.path()), r#"{"textScale": 250, "idleMinutes": 0, "perfume": "cedar"}"#)
            .unwrap();
        let read = Settings::read(folder.path());
        assert_eq!(
            (read.text_scale, read.idle_minutes),
            (200, 1),
            "values are brought to the edge of their range"
        );
        assert_eq!(read.unknown["perfume"], "cedar", "a setting of a newer version is not thrown away");
    }
}
