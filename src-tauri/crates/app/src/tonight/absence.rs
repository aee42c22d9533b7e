//! Coming back after a while: one quiet card, and never the size of the gap.

use chrono::Days;
use nightstand_domain::ritual::When;
use nightstand_domain::tonight::Answered;
use nightstand_journal::table::occurrence;
use nightstand_journal::table::ritual::RitualRow;

use super::{Moment, Planned};
use crate::agenda::Card;
use crate::courses::Laid;
use crate::error::AppError;
use crate::spine::App;

/// After this many days without anything kept, someone is welcomed back. The number is never shown.
const AWAY: u64 = 3;

/// One quiet card instead of a pile. How long it has been is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// The last thing that was done, where its ritual still exists.
    pub last: Option<String>,
    /// What had its time today while nobody could be told.
    pub slept_through: Vec<String>,
}

impl App {
    pub(super) fn welcome_back(
        &self,
        laid: &Laid,
        planned: &[Planned<'_>],
        cards: &[Card],
        moment: &Moment,
    ) -> Result<Option<Welcome>, AppError> {
        let over = |one: &&Planned<'_>| {
            one.plan.ends() <= moment.now
                && one.done.0.is_empty()
                && cards.iter().any(|card| card.plan == one.row.id && card.date == one.day)
        };
        let slept_through: Vec<String> =
            planned.iter().filter(over).map(|one| one.row.title.clone()).collect();
        // Whoever said that they are away is not welcomed back before they are.
        let last = if laid.away(moment.today.date) {
            None
        } else {
            self.last_before_absence(&laid.rows, planned, moment)?
        };
        if last.is_none() && slept_through.is_empty() {
            return Ok(None);
        }
        Ok(Some(Welcome { last: last.flatten(), slept_through }))
    }

    /// The last thing that was done, when that is a while ago although something was planned since.
    fn last_before_absence(
        &self,
        rituals: &[RitualRow],
        planned: &[Planned<'_>],
        moment: &Moment,
    ) -> Result<Option<Option<String>>, AppError> {
        let date = moment.today.date;
        if planned.iter().any(|one| !one.done.0.is_empty() || one.plan.answered != Answered::Open) {
            return Ok(None);
        }
        let Some((id, last)) = self.read_table(|space| occurrence::last_before(space.read(), date))? else {
            return Ok(None);
        };
        let (first, before) = (last + Days::new(1), date - Days::new(1));
        let was_planned = |row: &RitualRow| {
            let series = row.when().filter(|_| !row.resting).and_then(When::series);
            series.is_some_and(|series| series.on_days(first, before).next().is_some())
        };
        if last + Days::new(AWAY) >= date || !rituals.iter().any(was_planned) {
            return Ok(None);
        }
        Ok(Some(rituals.iter().find(|row| row.id == id).map(|row| row.title.clone())))
    }
}
