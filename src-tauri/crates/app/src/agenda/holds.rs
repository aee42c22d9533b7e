//! What keeps this computer from raising anything for a while: the switch, the quiet hours, a pause.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_domain::schedule::occurrences::{civil, comes};

use super::Agenda;
use crate::error::AppError;
use crate::settings::{QuietHours, Settings};

/// For how long all reminders are paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PauseFor {
    /// For an hour.
    Hour,
    /// Until the couple's next morning.
    UntilTomorrow,
}

impl Agenda {
    /// Whether this computer raises reminders at all.
    pub(super) fn raises_any(&self) -> bool {
        Settings::read(&self.config).reminders
    }

    /// When the quiet hours are over that hold now.
    pub(super) fn quiet_until(&self) -> Option<DateTime<Utc>> {
        let quiet = Settings::read(&self.config).quiet?;
        quiet_ends(quiet, self.clock.now(), self.clock.zone())
    }

    /// Until when all reminders are paused.
    ///
    /// # Errors
    /// What the disk says.
    pub fn paused_until(&self) -> Result<Option<DateTime<Utc>>, AppError> {
        Ok(self.passing.paused_until(&self.passing_key, self.clock.now())?)
    }

    /// Pauses all reminders. Nothing is lost: what falls into the pause is offered when it ends.
    ///
    /// # Errors
    /// What the disk says.
    pub fn pause(&mut self, how_long: PauseFor) -> Result<(), AppError> {
        let (now, today) = (self.clock.now(), self.today());
        let until = match how_long {
            PauseFor::Hour => now.checked_add_signed(TimeDelta::hours(1)).unwrap_or(now),
            PauseFor::UntilTomorrow => self.morning(today.date.succ_opt().unwrap_or(today.date)),
        };
        Ok(self.passing.pause(&self.passing_key, until)?)
    }

    /// Ends a pause before its time.
    ///
    /// # Errors
    /// What the disk says; the pause then goes on.
    pub fn resume(&mut self) -> Result<(), AppError> {
        Ok(self.passing.resume(&self.passing_key)?)
    }
}

/// When the quiet hours are over that hold at `now`, which is after it; `None` outside them. In an hour that comes twice
/// they go by what the wall clock shows, each time.
fn quiet_ends(quiet: QuietHours, now: DateTime<Utc>, zone: Tz) -> Option<DateTime<Utc>> {
    let here = civil(now, zone);
    if !quiet.covers(here.time()) {
        return None;
    }
    let today = here.date();
    let last = if here.time() < quiet.to { today } else { today.succ_opt()? };
    Some(comes(last.and_time(quiet.to), now, zone))
}
