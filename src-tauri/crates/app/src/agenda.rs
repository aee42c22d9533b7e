//! The agenda as both processes use it: what is due, what was raised, and what an evening changed.
//!
//! The window fills it from the rituals; the clock raises from it and needs neither the table nor its key.

mod glance;
mod holds;
mod mornings;
mod opening;
mod words;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use nightstand_domain::ids::{PersonId, RitualId};
use nightstand_domain::people;
use nightstand_domain::ritual::{LEAD, Wording};
use nightstand_domain::schedule::occurrences::civil;
use nightstand_domain::schedule::plan::{
    self, AHEAD, Answer, Changes, Due, Evening, Fate, Key, Ledger, PlanSource, SNOOZE, Today, Verdict,
};
use nightstand_domain::us::DayPart;
use nightstand_journal::agenda::{Agenda as Store, AgendaRow, RaisedRow};
use nightstand_journal::passing::{Passing, Proposed, Settled, Turn};
use nightstand_vault::SpaceKey;

pub use self::glance::{Glance, Upcoming};
pub use self::holds::PauseFor;
pub use self::words::{Choice, Notice, Words};
use crate::error::AppError;
use crate::ports::Clock;
use crate::settings::{Hours, Settings};
use crate::spine::{App, Role};

/// The agenda of one profile, open.
pub struct Agenda {
    store: Store,
    passing: Passing,
    passing_key: SpaceKey,
    /// The rituals, where whoever opened it could read the table.
    plans: Vec<PlanSource>,
    config: PathBuf,
    clock: Arc<dyn Clock>,
}

/// An evening that nobody was asked about, or of which nobody knows: it stands on Tonight's one quiet card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// Which ritual.
    pub plan: RitualId,
    /// The civil date that names the evening.
    pub date: NaiveDate,
    /// When it was planned.
    pub starts: DateTime<Utc>,
}

/// A banner that stands on the screen, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnScreen {
    /// Its name and times.
    pub due: Due,
    /// The notification service's id.
    pub server_id: u32,
    /// Which notification service gave it.
    pub server: String,
}

/// What lies further ahead decides nothing yet.
const NEAR: TimeDelta = TimeDelta::days(2);

/// The earliest that anything is announced.
const LONGEST_LEAD: TimeDelta = TimeDelta::minutes(LEAD as i64);

/// What fell due earlier than this has no banner on the screen any more.
const LATELY: TimeDelta = TimeDelta::days(4);

/// The agenda is computed anew when it reaches less far than this.
const TOO_SHORT: TimeDelta = TimeDelta::days(60);

impl Agenda {
    /// Computes the coming ninety days anew.
    ///
    /// # Errors
    /// What the disk says; the agenda is then as it was.
    pub fn refresh(&mut self, plans: &[PlanSource]) -> Result<(), AppError> {
        let now = self.clock.now();
        // A clock that does not run must not leave last night's answers lying about.
        self.passing.sweep(&self.passing_key, now)?;
        let changes = self.changes()?;
        let until = now.checked_add_signed(AHEAD).unwrap_or(now);
        let announced: Vec<&PlanSource> =
            plans.iter().filter(|plan| !plan.paused && plan.lead.is_some()).collect();
        // An evening that is still to come was told of lately or not at all.
        let lately = now.checked_sub_signed(NEAR).unwrap_or(now);
        let told = self.store.ledger()?.into_iter().filter(|row| row.ends > lately);
        let told: Vec<_> = told.map(|row| (row.key, row.starts)).collect();
        let numbered = |mut due| {
            plan::number(&mut due, &told);
            due
        };
        let rows: Vec<AgendaRow> = announced
            .iter()
            .flat_map(|plan| {
                plan::dues(plan, &changes, now, until).into_iter().map(|due| row(plan, numbered(due)))
            })
            .collect();
        if self.store.ledger_is_lost()? {
            let since = now.checked_sub_signed(LONGEST_LEAD).unwrap_or(now);
            let past = announced.iter().flat_map(|plan| plan::dues(plan, &changes, since, now));
            // What is over by now is not raised again anyway.
            let past: Vec<Due> = past.filter(|due| due.ends > now).collect();
            self.store.presume_raised(&past, now)?;
        }
        let known: Vec<_> = announced.iter().map(|plan| (plan.plan, title(plan), plan.wording)).collect();
        let evenings = evenings_near(&announced, &changes, now, until);
        Ok(self.store.replace(now, &known, &evenings, &rows)?)
    }

    /// What is to be done now, and until when to sleep.
    ///
    /// # Errors
    /// What the disk says.
    pub fn decide(&mut self) -> Result<Verdict, AppError> {
        let (now, changes) = (self.clock.now(), self.changes()?);
        self.mend_snoozes(&changes)?;
        let dues: Vec<Due> = self.rows()?.into_iter().map(|row| row.due).collect();
        let ledger: Ledger = self.store.ledger()?.into_iter().map(|row| (row.key, row.fate)).collect();
        let near = now.checked_add_signed(NEAR).unwrap_or(now);
        let mut verdict = plan::decide(&dues, &ledger, &changes, now, self.today());
        // A banner of a plan that was taken away meanwhile comes off the screen.
        let planned: BTreeSet<Key> = dues.iter().map(|due| due.key).collect();
        let orphaned = ledger.iter().filter(|(key, _)| !planned.contains(key));
        verdict.withdraw.extend(orphaned.filter_map(|(key, fate)| match fate {
            Fate::Raised { server_id } => Some((*key, *server_id)),
            Fate::Intended | Fate::Closed => None,
        }));
        let (quiet_until, paused_until) = (self.quiet_until(), self.paused_until()?);
        // What falls due in quiet hours or in a pause is offered when they end, as far as its moment lasts. Quiet hours
        // keep nobody from what they asked for themselves.
        if !self.raises_any() || paused_until.is_some() {
            verdict.raise.clear();
        } else if quiet_until.is_some() {
            verdict.raise.retain(|due| due.key.is_asked_for());
        }
        let wakes = [verdict.sleep_until, quiet_until, paused_until, self.store.span(near)?.0];
        // By morning, what passed is thrown away.
        let morning = self.passing.sweep(&self.passing_key, now)?;
        // A time that is over would wake the clock again and again.
        verdict.sleep_until = wakes.into_iter().chain([morning]).flatten().filter(|at| *at > now).min();
        Ok(verdict)
    }

    /// Writes down that a banner is going to be raised; `false` when somebody did so before.
    ///
    /// # Errors
    /// What the disk says; the banner must not be raised then.
    pub fn intend(&mut self, due: &Due) -> Result<bool, AppError> {
        Ok(self.store.intend(due, self.clock.now())?)
    }

    /// Leaves a banner that was slept through to Tonight's card.
    ///
    /// # Errors
    /// What the disk says.
    pub fn leave_to_card(&mut self, key: Key) -> Result<(), AppError> {
        let dues = self.rows()?;
        if let Some(row) = dues.iter().find(|row| row.due.key == key) {
            self.store.intend(&row.due, self.clock.now())?;
        }
        Ok(())
    }

    /// Takes back an intent whose banner certainly did not appear.
    ///
    /// # Errors
    /// What the disk says.
    pub fn not_raised(&mut self, key: Key) -> Result<(), AppError> {
        Ok(self.store.not_raised(key)?)
    }

    /// Writes down that a banner stands on the screen.
    ///
    /// # Errors
    /// What the disk says.
    pub fn raised(&mut self, key: Key, server_id: u32, server: &str) -> Result<(), AppError> {
        Ok(self.store.raised(key, server_id, server, self.clock.now())?)
    }

    /// Writes down that a banner is over: put away, expired, or taken down by us.
    ///
    /// # Errors
    /// What the disk says.
    pub fn closed(&mut self, key: Key) -> Result<(), AppError> {
        Ok(self.store.close(key)?)
    }

    /// Writes down that the service that showed a banner is gone, and with it the banner: the evening stands
    /// on Tonight's card.
    ///
    /// # Errors
    /// What the disk says.
    pub fn lost(&mut self, key: Key) -> Result<(), AppError> {
        Ok(self.store.lost(key)?)
    }

    /// Records the answer to a banner. A no is kept until morning and nowhere else.
    ///
    /// # Errors
    /// What the disk says; the banner is then still unanswered.
    pub fn answered(&mut self, key: Key, answer: Answer) -> Result<(), AppError> {
        match answer {
            Answer::Start => self.settle(key.evening(), Settled::Started).map(drop)?,
            Answer::NotTonight => self.settle(key.evening(), Settled::LetGo).map(drop)?,
            Answer::Later => self.snooze(key.evening())?,
        }
        Ok(self.store.close(key)?)
    }

    /// The banners that stand on the screen, as far as is known.
    ///
    /// # Errors
    /// What the disk says.
    pub fn on_screen(&self) -> Result<Vec<OnScreen>, AppError> {
        let shown = |row: RaisedRow| match row.fate {
            Fate::Raised { server_id } => {
                let due = Due { key: row.key, at: row.starts, starts: row.starts, ends: row.ends };
                Some(OnScreen { due, server_id, server: row.server })
            }
            Fate::Intended | Fate::Closed => None,
        };
        Ok(self.store.ledger()?.into_iter().filter_map(shown).collect())
    }

    /// What a banner says, as of now, in this computer's own time.
    ///
    /// # Errors
    /// What the disk says.
    pub fn notice(&self, due: &Due) -> Result<Notice, AppError> {
        let rows = self.rows()?;
        let row = rows.iter().find(|row| row.due.key.plan == due.key.plan);
        let words = row.map(Words::of).unwrap_or_default();
        let begins = civil(due.starts, self.clock.zone()).time();
        let part = DayPart::of(begins, self.day_ends().into());
        Ok(words.notice(self.shown_time(due.starts), part, self.clock.now() - due.starts))
    }

    fn rows(&self) -> Result<Vec<AgendaRow>, AppError> {
        let now = self.clock.now();
        Ok(self.store.dues(now.checked_add_signed(NEAR).unwrap_or(now))?)
    }

    /// A time as this computer writes it.
    fn shown_time(&self, at: DateTime<Utc>) -> String {
        written(civil(at, self.clock.zone()).time(), &Settings::read(&self.config))
    }

    /// The evenings of today's one quiet card.
    ///
    /// # Errors
    /// What the disk says.
    pub fn cards(&self) -> Result<Vec<Card>, AppError> {
        let (today, changes) = (self.today(), self.changes()?);
        let mut seen = BTreeSet::new();
        let stands = |row: &RaisedRow| {
            row.fate == Fate::Intended
                && today.holds(row.starts)
                && !changes.settled.contains(&row.key.evening())
        };
        let card = |row: RaisedRow| Card { plan: row.key.plan, date: row.key.date, starts: row.starts };
        let rows = self.store.ledger()?.into_iter().filter(stands).map(card);
        Ok(rows.filter(|card| seen.insert((card.plan, card.date))).collect())
    }

    /// When the next banner is due, and how far the agenda reaches.
    ///
    /// # Errors
    /// What the disk says.
    pub fn span(&self) -> Result<(Option<DateTime<Utc>>, Option<DateTime<Utc>>), AppError> {
        Ok(self.store.span(self.clock.now())?)
    }

    /// Whether the coming days are to be computed anew: the agenda reaches less far than it should, or it was
    /// computed at a time that is still to come. Then the wall clock has been set back since, and what lies
    /// before that time was dropped as past.
    ///
    /// # Errors
    /// What the disk says.
    pub fn is_stale(&self) -> Result<bool, AppError> {
        let now = self.clock.now();
        let long = self.span()?.1.is_some_and(|last| last - now > TOO_SHORT);
        Ok(!long || self.store.refreshed()?.is_some_and(|at| at.timestamp() > now.timestamp()))
    }

    /// The couple's day.
    pub fn today(&self) -> Today {
        Today::at(self.clock.now(), self.clock.zone(), self.day_ends())
    }

    /// The hour at which the couple's day ends: the agenda carries it, since the clock may be unable to read
    /// the table.
    fn day_ends(&self) -> u8 {
        people::day_ends(self.store.day_ends().unwrap_or_default())
    }

    /// Keeps the hour at which the couple's day ends.
    ///
    /// # Errors
    /// What the disk says.
    pub fn keep_day_ends(&mut self, hour: u8) -> Result<(), AppError> {
        Ok(self.store.keep_day_ends(hour)?)
    }

    /// What tonight changed.
    ///
    /// # Errors
    /// What the disk says.
    pub fn changes(&self) -> Result<Changes, AppError> {
        Ok(self.passing.changes(&self.passing_key, self.clock.now())?)
    }

    pub(crate) fn settled(&self, evening: Evening) -> Result<Option<Settled>, AppError> {
        Ok(self.passing.settled(&self.passing_key, evening, self.clock.now())?)
    }

    /// Begins an evening, or lets it go, until morning.
    ///
    /// # Errors
    /// What the disk says.
    pub fn settle(&mut self, evening: Evening, how: Settled) -> Result<Turn, AppError> {
        let (key, now) = (&self.passing_key, self.clock.now());
        let turn = self.passing.settle(key, evening, how, now, self.passes(evening))?;
        self.store.close_evening(evening.0, evening.1)?;
        Ok(turn)
    }

    /// Gives an evening another time.
    ///
    /// # Errors
    /// What the disk says.
    pub fn move_to(&mut self, evening: Evening, to: DateTime<Utc>) -> Result<Turn, AppError> {
        let known = self.last_raised(evening, plan::Step::Move)?;
        let (key, expires) = (&self.passing_key, self.morning_after(evening, to));
        let turn = self.passing.move_to(key, evening, to, known, self.clock.now(), expires)?;
        self.store.close_evening(evening.0, evening.1)?;
        Ok(turn)
    }

    pub(crate) fn snooze(&mut self, evening: Evening) -> Result<(), AppError> {
        let now = self.clock.now();
        let again = now.checked_add_signed(SNOOZE).unwrap_or(now);
        let known = self.last_raised(evening, plan::Step::Snooze)?;
        let expires = self.morning_after(evening, again);
        self.passing.snooze(&self.passing_key, evening, again, known, expires)?;
        self.ask_again(evening)
    }

    /// The highest number under which a step of this evening was raised: a move that was taken back gives its
    /// number to no other, or the other would never be raised.
    fn last_raised(&self, evening: Evening, step: plan::Step) -> Result<u16, AppError> {
        let of_it = |key: &Key| key.evening() == evening && key.step == step;
        let numbers = self.store.ledger()?.into_iter().filter(|row| of_it(&row.key)).map(|row| row.key.n);
        Ok(numbers.max().unwrap_or_default())
    }

    /// The clock may be alone with the agenda, so a snooze is due from what the agenda itself knows.
    fn ask_again(&mut self, evening: Evening) -> Result<(), AppError> {
        let Some(snoozed) = self.changes()?.snoozed.get(&evening).copied() else { return Ok(()) };
        let again = snoozed.until;
        let (words, starts, ends) = self.evening_row(evening)?;
        let key = Key { plan: evening.0, date: evening.1, step: plan::Step::Snooze, n: snoozed.n };
        let starts = starts.unwrap_or(again);
        let ends = ends.unwrap_or(again).max(again.checked_add_signed(plan::MOMENT).unwrap_or(again));
        let Words { title, wording, minutes } = words;
        self.store.add(&AgendaRow { due: Due { key, at: again, starts, ends }, title, wording, minutes })?;
        Ok(())
    }

    /// An answer lies in two files. A process that was struck down between them left the second one unwritten,
    /// and a refresh that had read what passes before the answer took it away again. A plan that is not
    /// announced any more has no rows, and is not asked about.
    fn mend_snoozes(&mut self, changes: &Changes) -> Result<(), AppError> {
        let rows = self.rows()?;
        for (evening, snoozed) in &changes.snoozed {
            let of_it = |row: &&AgendaRow| row.due.key.evening() == *evening;
            let is_it =
                |row: &AgendaRow| row.due.key.step == plan::Step::Snooze && row.due.key.n == snoozed.n;
            let mut known = rows.iter().filter(of_it).peekable();
            if known.peek().is_some() && !known.any(is_it) {
                self.ask_again(*evening)?;
            }
        }
        Ok(())
    }

    fn evening_row(
        &self,
        evening: Evening,
    ) -> Result<(Words, Option<DateTime<Utc>>, Option<DateTime<Utc>>), AppError> {
        let rows = self.rows()?;
        let latest = rows.iter().rev().find(|row| row.due.key.evening() == evening);
        let any = latest.or_else(|| rows.iter().find(|row| row.due.key.plan == evening.0));
        let words = any.map(Words::of).unwrap_or_default();
        Ok((words, latest.map(|row| row.due.starts), latest.map(|row| row.due.ends)))
    }

    pub(crate) fn reopen(&mut self, evening: Evening) -> Result<Turn, AppError> {
        Ok(self.passing.reopen(&self.passing_key, evening, self.clock.now())?)
    }

    pub(crate) fn take_back(&mut self, evening: Evening, turn: Turn) -> Result<bool, AppError> {
        let morning = |at| self.morning_after(evening, at);
        Ok(self.passing.take_back(&self.passing_key, evening, turn, self.clock.now(), morning)?)
    }

    /// What is proposed and waits for the other one's answer.
    pub(crate) fn proposed(&self) -> Result<Option<Proposed>, AppError> {
        Ok(self.passing.proposed(&self.passing_key, self.clock.now())?)
    }

    /// Proposes weeks of small things, until the couple's next morning.
    pub(crate) fn propose(&self, by: PersonId, weeks: u8) -> Result<(), AppError> {
        let today = self.today().date;
        let expires = self.morning(today.succ_opt().unwrap_or(today));
        Ok(self.passing.propose(&self.passing_key, Proposed { by, weeks, expires })?)
    }

    pub(crate) fn drop_proposal(&self) -> Result<(), AppError> {
        Ok(self.passing.drop_proposal(&self.passing_key)?)
    }
}

fn written(time: NaiveTime, settings: &Settings) -> String {
    let twelve = match settings.hours {
        Hours::System => words::writes_twelve_hours(&settings.locale),
        Hours::Twelve => true,
        Hours::TwentyFour => false,
    };
    words::time(time, twelve)
}

/// The evenings of these plans and when they begin, in seconds: those of late, whose banners may stand on the screen,
/// and those to come. A move may be taken back, and its evening is then where it was.
fn evenings_near(
    plans: &[&PlanSource],
    changes: &Changes,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> BTreeSet<(Evening, i64)> {
    let before = now.checked_sub_signed(LATELY).unwrap_or(now);
    let (unmoved, mut all) = (Changes::default(), BTreeSet::new());
    for plan in plans {
        let moved = plan::dues(plan, changes, before, until);
        let own = plan::dues(plan, &unmoved, before, now);
        all.extend(moved.iter().chain(&own).map(|due| (due.key.evening(), due.starts.timestamp())));
    }
    all
}

fn title(plan: &PlanSource) -> String {
    match plan.wording {
        Wording::Full => plan.title.clone(),
        Wording::Discreet => String::new(),
    }
}

fn row(plan: &PlanSource, due: Due) -> AgendaRow {
    AgendaRow { due, title: title(plan), wording: plan.wording, minutes: plan.minutes }
}

impl App {
    /// The agenda, open. The window makes it when it is missing; the clock takes what is there.
    ///
    /// # Errors
    /// What the disk says; [`AppError::NoTable`] for the clock when there is none.
    pub fn agenda(&self) -> Result<Agenda, AppError> {
        match self.role {
            Role::Window => Agenda::open_or_create(&self.profile, Arc::clone(&self.clock)),
            Role::Clock => Agenda::open(&self.profile, Arc::clone(&self.clock)),
        }
    }

    /// What the reminder of a ritual that begins at `at` says on this computer, word for word.
    pub fn notice_preview(&self, said: &Words, at: NaiveTime) -> Notice {
        let part = DayPart::of(at, self.day_ends().into());
        said.notice(written(at, &self.settings()), part, TimeDelta::zero())
    }

    /// Computes the agenda anew from the rituals and tells the clock. To be called whenever rituals changed,
    /// and once at every start. A failure keeps nobody from going on: the agenda then knows what it knew.
    pub fn refresh_agenda(&self) {
        self.learn_day_ends();
        let refreshed = self.plan_sources().and_then(|plans| {
            let mut agenda = self.agenda()?;
            agenda.keep_day_ends(self.day_ends())?;
            agenda.refresh(&plans)
        });
        match refreshed {
            Ok(()) => self.tell_clock(),
            Err(error) => tracing::warn!(%error, "the agenda could not be computed"),
        }
        self.keep_calendar_up();
    }
}
