//! What an evening changes: begun, let go, moved, asked about again. All of it passes by morning and is kept
//! nowhere else.

use chrono::{DateTime, Utc};
use nightstand_domain::schedule::plan::{Changes, Evening};
use nightstand_journal::Stale;

pub use nightstand_journal::passing::Settled;

use crate::agenda::Agenda;
use crate::error::AppError;
use crate::sitting::Changed;
use crate::spine::App;

/// Where an evening of a plan stands at present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EveningState {
    /// Whether it was begun or let go.
    pub settled: Option<Settled>,
    /// Its new time, when it was moved.
    pub moved_to: Option<DateTime<Utc>>,
    /// When it will be asked about again.
    pub again: Option<DateTime<Utc>>,
}

impl App {
    /// Where an evening stands.
    ///
    /// # Errors
    /// What the disk says.
    pub fn evening(&self, evening: Evening) -> Result<EveningState, AppError> {
        let agenda = self.agenda()?;
        let changes = agenda.changes()?;
        Ok(EveningState {
            settled: agenda.settled(evening)?,
            moved_to: changes.moved.get(&evening).map(|moved| moved.to),
            again: changes.snoozed.get(&evening).map(|snoozed| snoozed.until),
        })
    }

    /// Everything that tonight changed, for `plan::programme`.
    ///
    /// # Errors
    /// What the disk says.
    pub fn tonights_changes(&self) -> Result<Changes, AppError> {
        self.agenda()?.changes()
    }

    /// Begins an evening, or lets it go. Nobody is named for a no, and by morning nothing knows of it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn settle_evening(&self, evening: Evening, how: Settled) -> Result<Changed, AppError> {
        self.change_evening(|agenda| agenda.settle(evening, how))
    }

    /// Gives an evening another time. It keeps its name: the date that its rhythm gave it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for a time that has passed; what the disk says.
    pub fn move_evening(&self, evening: Evening, to: DateTime<Utc>) -> Result<Changed, AppError> {
        if to <= self.now() {
            return Err(AppError::invalid("to", "past"));
        }
        self.change_evening(|agenda| agenda.move_to(evening, to))
    }

    /// Takes back what was answered or moved.
    ///
    /// # Errors
    /// What the disk says.
    pub fn reopen_evening(&self, evening: Evening) -> Result<Changed, AppError> {
        self.change_evening(|agenda| agenda.reopen(evening))
    }

    fn change_evening(
        &self,
        change: impl FnOnce(&mut Agenda) -> Result<(), AppError>,
    ) -> Result<Changed, AppError> {
        let mut agenda = self.agenda()?;
        change(&mut agenda)?;
        // A table that cannot be read keeps nobody from answering; the agenda then knows what it knew.
        if let Ok(plans) = self.plan_sources() {
            agenda.refresh(&plans)?;
        }
        self.tell_clock();
        Ok(Changed::views([Stale::Tonight]))
    }
}
