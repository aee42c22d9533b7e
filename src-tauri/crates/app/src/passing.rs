//! What an evening changes: begun, let go, moved; and a pause of all reminders. All of it passes by morning and
//! is kept nowhere else; who changed an evening is known to that person's own way back, in memory, and to
//! nothing else.

use chrono::{DateTime, NaiveTime, Utc};
use nightstand_domain::schedule::occurrences::civil;
use nightstand_domain::schedule::plan::{Changes, Evening, Today};
use nightstand_journal::passing::Turn;
use nightstand_journal::{Act, JournalError, Stale};

pub use nightstand_journal::passing::Settled;

pub use crate::agenda::PauseFor;

use crate::agenda::Agenda;
use crate::error::AppError;
use crate::sitting::{Changed, Deed, EveningTurn, Place, Way};
use crate::spine::App;

/// What shows an evening: Tonight, and the list of rituals that says when the next one is.
const EVENING_STALE: [Stale; 2] = [Stale::Tonight, Stale::Rituals];

/// Until when all reminders are paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paused {
    /// The time on the viewer's wall clock.
    pub until: NaiveTime,
    /// Whether that is on the couple's next day, and on the calendar's as well: past midnight their morning is
    /// only hours away.
    pub tomorrow: bool,
}

impl Paused {
    pub(crate) fn shown(until: DateTime<Utc>, now: DateTime<Utc>, today: &Today) -> Self {
        let [until_there, now_there] = [until, now].map(|at| civil(at, today.zone));
        let tomorrow = !today.holds(until) && until_there.date() != now_there.date();
        Self { until: until_there.time(), tomorrow }
    }
}

impl App {
    /// Everything that tonight changed, for `plan::programme`.
    ///
    /// # Errors
    /// What the disk says.
    pub fn tonights_changes(&self) -> Result<Changes, AppError> {
        self.agenda()?.changes()
    }

    /// Begins an evening, or lets it go. Nobody is named for a no, and by morning nothing knows of it.
    pub(crate) fn settle_evening(
        &self,
        evening: Evening,
        how: Settled,
        deed: Deed,
    ) -> Result<Changed, AppError> {
        self.change_evening(evening, deed, |agenda| agenda.settle(evening, how))
    }

    /// Gives an evening another time. It keeps its name: the date that its rhythm gave it.
    pub(crate) fn move_evening(
        &self,
        evening: Evening,
        to: DateTime<Utc>,
        deed: Deed,
    ) -> Result<Changed, AppError> {
        if to <= self.now() {
            return Err(AppError::invalid("to", "past"));
        }
        self.change_evening(evening, deed, |agenda| agenda.move_to(evening, to))
    }

    /// Takes back what anyone answered or moved.
    pub(crate) fn reopen_evening(&self, evening: Evening, deed: Deed) -> Result<Changed, AppError> {
        self.change_evening(evening, deed, |agenda| agenda.reopen(evening))
    }

    /// Until when all reminders are paused.
    ///
    /// # Errors
    /// What the disk says.
    pub fn paused(&self) -> Result<Option<Paused>, AppError> {
        let agenda = self.agenda()?;
        let today = agenda.today();
        Ok(agenda.paused_until()?.map(|until| Paused::shown(until, self.now(), &today)))
    }

    /// Pauses all reminders on this computer. Who did so is not kept.
    ///
    /// # Errors
    /// What the disk says.
    pub fn pause_reminders(&self, how_long: PauseFor) -> Result<Changed, AppError> {
        self.agenda()?.pause(how_long)?;
        self.tell_clock();
        Ok(Changed::views([Stale::Tonight]))
    }

    /// Ends a pause before its time.
    ///
    /// # Errors
    /// What the disk says; the pause then goes on.
    pub fn resume_reminders(&self) -> Result<Changed, AppError> {
        self.agenda()?.resume()?;
        self.tell_clock();
        Ok(Changed::views([Stale::Tonight]))
    }

    /// Changes an evening, as one step of Undo of the person who is here.
    fn change_evening(
        &self,
        evening: Evening,
        deed: Deed,
        change: impl FnOnce(&mut Agenda) -> Result<Turn, AppError>,
    ) -> Result<Changed, AppError> {
        let person = self.here()?.id;
        let mut agenda = self.evenings()?;
        let turn = change(&mut agenda)?;
        let passes = agenda.passes(evening);
        self.follow_evening(&mut agenda)?;
        if turn.before == turn.left {
            return Ok(Changed::views(EVENING_STALE));
        }
        let way = Way::Evening(EveningTurn { evening, turn, passes });
        Ok(self.keep_step(person, EVENING_STALE.into(), deed, way))
    }

    /// Changes the table so that a ritual gets another time, of which these evenings take part whatever was answered
    /// or moved of them before; one that does not by its rhythm is moved to the time beside it. All of it is one step
    /// of Undo.
    pub(crate) fn move_for_good(
        &self,
        evenings: &[(Evening, Option<DateTime<Utc>>)],
        deed: Deed,
        change: impl FnOnce(&mut Act<'_>) -> Result<(), JournalError>,
    ) -> Result<Changed, AppError> {
        let mut turns = self.turned(evenings)?;
        let (person, (), mut done) = self.act_on_table(change).inspect_err(|_| {
            for turn in &turns {
                if let Err(error) = self.take_evening_back(turn) {
                    tracing::warn!(%error, "an evening stands as if nothing had been answered");
                }
            }
        })?;
        turns.retain(|turn| turn.turn.before != turn.turn.left);
        if turns.is_empty() {
            return Ok(self.remember(person, Place::Table, deed, done));
        }
        done.stale.insert(Stale::Tonight);
        Ok(self.keep_step(person, done.stale, deed, Way::Moved(done.undo, turns)))
    }

    /// Moves evenings to the times beside them, and takes back what was answered or moved of those without one.
    fn turned(&self, evenings: &[(Evening, Option<DateTime<Utc>>)]) -> Result<Vec<EveningTurn>, AppError> {
        let mut agenda = self.evenings()?;
        let turned = evenings.iter().map(|(evening, to)| -> Result<_, AppError> {
            let turn = match to {
                Some(to) => agenda.move_to(*evening, *to)?,
                None => agenda.reopen(*evening)?,
            };
            Ok(EveningTurn { evening: *evening, turn, passes: agenda.passes(*evening) })
        });
        turned.collect()
    }

    /// Takes an evening's change back; says `false` when it does not stand any more as it was left.
    pub(crate) fn take_evening_back(&self, of: &EveningTurn) -> Result<bool, AppError> {
        let mut agenda = self.evenings()?;
        let taken_back = agenda.take_back(of.evening, of.turn)?;
        if taken_back {
            self.follow_evening(&mut agenda)?;
        }
        Ok(taken_back)
    }

    /// The agenda as the evenings need it that are answered or moved.
    fn evenings(&self) -> Result<Agenda, AppError> {
        let mut agenda = self.agenda()?;
        // A table that cannot be read keeps nobody from answering; the agenda then goes by what it holds.
        if let Ok(plans) = self.plan_sources() {
            agenda.know(plans);
        }
        Ok(agenda)
    }

    pub(crate) fn follow_evening(&self, agenda: &mut Agenda) -> Result<(), AppError> {
        // A table that cannot be read keeps nobody from answering; the agenda then knows what it knew.
        if let Ok(plans) = self.plan_sources() {
            agenda.refresh(&plans)?;
        }
        self.tell_clock();
        self.keep_calendar_up();
        Ok(())
    }
}
