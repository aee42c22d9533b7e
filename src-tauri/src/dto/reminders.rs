//! Reminders on their way to the window: what this desktop can do, and a pause.

use nightstand_app::desktop;
use nightstand_app::passing as app;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::rituals::clock;

/// What Settings shows about reminders beside the choices.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemindersView {
    /// What the clock found out about this desktop; nothing while no clock runs.
    pub desktop: Option<Desktop>,
    /// That all reminders are paused, and until when.
    pub paused: Option<Paused>,
}

/// What this desktop can do.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Desktop {
    /// What the service that shows notifications calls itself; nothing while there is none.
    pub service: Option<String>,
    /// Whether it draws buttons.
    pub buttons: bool,
    /// Whether somebody says when one does not want to be disturbed.
    pub undisturbed: bool,
    /// Whether somebody says that a call, a talk or a film keeps the screen awake.
    pub awake: bool,
    /// Whether somebody says that a window fills the whole screen.
    pub full_screen: bool,
    /// Whether there is a place for the tray's icon.
    pub tray: bool,
}

impl From<desktop::Desktop> for Desktop {
    fn from(found: desktop::Desktop) -> Self {
        Self {
            service: found.service,
            buttons: found.buttons,
            undisturbed: found.undisturbed,
            awake: found.awake,
            full_screen: found.full_screen,
            tray: found.tray,
        }
    }
}

/// Until when all reminders are paused.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Paused {
    /// The time on the viewer's wall clock, `HH:MM`.
    pub until: String,
    /// Whether that is on the next day.
    pub tomorrow: bool,
}

impl From<app::Paused> for Paused {
    fn from(paused: app::Paused) -> Self {
        Self { until: clock(paused.until), tomorrow: paused.tomorrow }
    }
}

/// Pauses all reminders.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Pause {
    /// For how long.
    pub how_long: PauseFor,
}

/// For how long all reminders are paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum PauseFor {
    /// For an hour.
    Hour,
    /// Until the couple's next morning.
    UntilTomorrow,
}

impl From<PauseFor> for app::PauseFor {
    fn from(how_long: PauseFor) -> Self {
        match how_long {
            PauseFor::Hour => Self::Hour,
            PauseFor::UntilTomorrow => Self::UntilTomorrow,
        }
    }
}
