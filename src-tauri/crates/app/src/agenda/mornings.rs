//! The couple's mornings: by them what an evening changed is nobody's business any more.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use nightstand_domain::schedule::occurrences::instant;
use nightstand_domain::schedule::plan::{AHEAD, Evening, PlanSource, Today};
use nightstand_journal::agenda::AgendaRow;

use super::Agenda;

impl Agenda {
    /// Tells it the rituals, where the table can be read: they know when an evening starts that was moved, or that is not
    /// announced.
    pub(crate) fn know(&mut self, plans: Vec<PlanSource>) {
        self.plans = plans;
    }

    /// The morning by which what is answered to an evening now is nobody's business any more.
    pub(crate) fn passes(&self, evening: Evening) -> DateTime<Utc> {
        self.morning_after(evening, self.clock.now())
    }

    /// When the couple's day is over in which `at`, the evening and this moment lie.
    pub(super) fn morning_after(&self, evening: Evening, at: DateTime<Utc>) -> DateTime<Utc> {
        let last = self.day_at(at).max(self.day_of(evening)).max(self.today().date);
        self.morning(last.succ_opt().unwrap_or(last))
    }

    pub(super) fn morning(&self, date: NaiveDate) -> DateTime<Utc> {
        let hour = NaiveTime::from_hms_opt(self.day_ends().into(), 0, 0).unwrap_or_default();
        instant(date.and_time(hour), self.clock.zone())
    }

    fn day_at(&self, at: DateTime<Utc>) -> NaiveDate {
        Today::at(at, self.clock.zone(), self.day_ends()).date
    }

    /// The last of the couple's days in which an evening starts: at its own time, and where it was moved. The date that
    /// names it is a day later when its time is past midnight. To a clock that is alone with the agenda, the own time of
    /// an evening that was moved lies as far from its date as that of the ritual's other evenings.
    fn day_of(&self, evening: Evening) -> NaiveDate {
        let (now, (plan, date)) = (self.clock.now(), evening);
        let rows = self.store.dues(now.checked_add_signed(AHEAD).unwrap_or(now)).unwrap_or_default();
        let (of_it, others): (Vec<AgendaRow>, Vec<AgendaRow>) = rows
            .into_iter()
            .filter(|row| row.due.key.plan == plan)
            .partition(|row| row.due.key.evening() == evening);
        let day = |row: &AgendaRow| self.day_at(row.due.starts);
        let is_own = |row: &&AgendaRow| !row.due.key.is_asked_for();
        let apart = others.iter().filter(is_own).map(|row| day(row) - row.due.key.date).max();
        let beside = apart.and_then(|apart| date.checked_add_signed(apart)).unwrap_or(date);
        let source = self.plans.iter().find(|source| source.plan == plan);
        let told = source.and_then(|source| source.series.on_days(date, date).next());
        let told = told.map(|one| self.day_at(one.at));
        let own = told.or_else(|| of_it.iter().find(is_own).map(day)).unwrap_or(beside);
        of_it.iter().map(day).fold(own, NaiveDate::max)
    }
}
