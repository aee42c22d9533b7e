//! This computer's settings as the window sees them.

use chrono::NaiveTime;
use nightstand_app::keys;
use nightstand_app::settings as app;
use nightstand_app::{AppError, autostart, place};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::PersonId;
use super::secret::Secret;

/// Daylight, lamplight, or as the computer shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "app::settings::Theme tells them apart")]
pub enum Theme {
    System,
    Daylight,
    Lamplight,
}

/// How times of day are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "app::settings::Hours tells them apart")]
pub enum Hours {
    System,
    Twelve,
    TwentyFour,
}

/// When this computer raises nothing, as `HH:MM`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct QuietHours {
    /// When it begins.
    pub from: String,
    /// When it ends; earlier than the beginning means the next day.
    pub to: String,
}

impl From<app::QuietHours> for QuietHours {
    fn from(quiet: app::QuietHours) -> Self {
        let text = |time: NaiveTime| time.format("%H:%M").to_string();
        Self { from: text(quiet.from), to: text(quiet.to) }
    }
}

impl TryFrom<QuietHours> for app::QuietHours {
    type Error = AppError;

    fn try_from(quiet: QuietHours) -> Result<Self, AppError> {
        let time = |text: &str| {
            NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| AppError::invalid("quiet", "shape"))
        };
        Ok(Self { from: time(&quiet.from)?, to: time(&quiet.to)? })
    }
}

/// What a person can choose for this computer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choices {
    /// Day or night.
    pub theme: Theme,
    /// Firmer ink and lines.
    pub more_contrast: bool,
    /// Nothing moves.
    pub less_motion: bool,
    /// The size of all text in per cent, 90 to 200.
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
}

impl From<app::Settings> for Choices {
    fn from(settings: app::Settings) -> Self {
        Self {
            theme: match settings.theme {
                app::Theme::System => Theme::System,
                app::Theme::Daylight => Theme::Daylight,
                app::Theme::Lamplight => Theme::Lamplight,
            },
            more_contrast: settings.more_contrast,
            less_motion: settings.less_motion,
            text_scale: settings.text_scale,
            hours: match settings.hours {
                app::Hours::System => Hours::System,
                app::Hours::Twelve => Hours::Twelve,
                app::Hours::TwentyFour => Hours::TwentyFour,
            },
            locale: settings.locale,
            reminders: settings.reminders,
            quiet: settings.quiet.map(Into::into),
            idle_minutes: settings.idle_minutes,
            lock_on_hide: settings.lock_on_hide,
        }
    }
}

impl TryFrom<Choices> for app::Settings {
    type Error = AppError;

    fn try_from(choices: Choices) -> Result<Self, AppError> {
        Ok(Self {
            theme: match choices.theme {
                Theme::System => app::Theme::System,
                Theme::Daylight => app::Theme::Daylight,
                Theme::Lamplight => app::Theme::Lamplight,
            },
            more_contrast: choices.more_contrast,
            less_motion: choices.less_motion,
            text_scale: choices.text_scale,
            hours: match choices.hours {
                Hours::System => app::Hours::System,
                Hours::Twelve => app::Hours::Twelve,
                Hours::TwentyFour => app::Hours::TwentyFour,
            },
            locale: choices.locale,
            reminders: choices.reminders,
            quiet: choices.quiet.map(TryInto::try_into).transpose()?,
            idle_minutes: choices.idle_minutes,
            lock_on_hide: choices.lock_on_hide,
            ..Self::default()
        })
    }
}

/// What the autostart switch shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Autostart {
    /// The clock starts with the computer.
    On,
    /// It does not.
    Off,
    /// This system's own settings decide.
    Elsewhere,
}

impl From<autostart::Autostart> for Autostart {
    fn from(state: autostart::Autostart) -> Self {
        match state {
            autostart::Autostart::On => Self::On,
            autostart::Autostart::Off => Self::Off,
            autostart::Autostart::Elsewhere => Self::Elsewhere,
        }
    }
}

/// Why the profile's folder is a bad place for it.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase", tag = "kind", content = "name")]
pub enum PlaceRisk {
    /// A program carries the folder about; its name.
    Synced(String),
    /// The folder is on another computer; the file system's name.
    Network(String),
}

impl From<place::Risk> for PlaceRisk {
    fn from(risk: place::Risk) -> Self {
        match risk {
            place::Risk::Synced(program) => Self::Synced(program.to_owned()),
            place::Risk::Network(system) => Self::Network(system),
        }
    }
}

/// Everything that the settings page shows of this computer.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SettingsView {
    /// What was chosen.
    pub choices: Choices,
    /// Whether the clock starts with the computer.
    pub autostart: Autostart,
    /// Where the profile lies.
    pub folder: String,
    /// What speaks against that place.
    pub risk: Option<PlaceRisk>,
    /// What lies in the profile's folders, is not ours, and stays when everything is removed.
    pub others: Vec<String>,
    /// The program's version.
    pub version: String,
}

/// A switch.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
pub struct Switch {
    /// Its new position.
    pub on: bool,
}

/// What the computer's keyring says about the table's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "app::keys::KeyringState tells them apart")]
pub enum Keyring {
    Holds,
    Without,
    Locked,
    Slow,
    None,
}

/// Where the table's key lies now.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrivacyView {
    /// The computer's keyring.
    pub keyring: Keyring,
    /// Whether the key also lies in a file that this computer account reads without a passphrase.
    pub key_file: bool,
    /// Whether that file was found readable for other accounts, and closed.
    pub key_file_was_open: bool,
    /// Whose passphrase or recovery words open the table.
    pub people: Vec<PersonId>,
}

impl From<keys::KeyState> for PrivacyView {
    fn from(state: keys::KeyState) -> Self {
        Self {
            keyring: match state.keyring {
                keys::KeyringState::Holds => Keyring::Holds,
                keys::KeyringState::Without => Keyring::Without,
                keys::KeyringState::Locked => Keyring::Locked,
                keys::KeyringState::Slow => Keyring::Slow,
                keys::KeyringState::None => Keyring::None,
            },
            key_file: state.key_file,
            key_file_was_open: state.key_file_was_open,
            people: state.people.into_iter().map(Into::into).collect(),
        }
    }
}

/// Another passphrase for someone's drawer.
#[derive(Debug, Deserialize, TS)]
pub struct PassphraseChange {
    /// Whose drawer.
    pub person: PersonId,
    /// The one that opens it now.
    pub old: Secret,
    /// The one that counts from now on.
    pub fresh: Secret,
}
