//! What to raise now, and until when to sleep. All of it is a function of what is planned, what was already
//! raised, what tonight changed, and the moment that is handed in.
//!
//! **Once.** A due step is named by plan, date, step and number. Whoever raises it writes that name down
//! first; a name that is written down is never raised again, whatever happened in between, because a second
//! banner is worse than none. One evening of one plan gets one banner: its lead when it has one, otherwise
//! its start; more only when somebody asked for more by an answer or a move, or gave the plan another time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;

use super::occurrences::{Occurrence, Series, civil};
use super::recurrence::couples_day;
use super::stretch::Stretch;
use crate::ids::RitualId;
use crate::ritual::Wording;

/// When the couple's day ends unless they chose otherwise: at four in the morning.
pub const DAY_ENDS: u8 = 4;

/// How far ahead the agenda is computed.
pub const AHEAD: TimeDelta = TimeDelta::days(90);

/// "In ten minutes".
pub const SNOOZE: TimeDelta = TimeDelta::minutes(10);

/// How long after its start a plan may still be offered; longer plans as long as they last.
pub const MOMENT: TimeDelta = TimeDelta::minutes(60);

/// What is later than this was slept through.
pub const ON_TIME: TimeDelta = TimeDelta::seconds(60);

/// A plan as the agenda needs to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanSource {
    /// Which ritual.
    pub plan: RitualId,
    /// Its name.
    pub title: String,
    /// How much its notification may say.
    pub wording: Wording,
    /// When it takes place.
    pub series: Series,
    /// How many minutes ahead it is announced; 0 announces it as it starts, nothing not at all.
    pub lead: Option<u16>,
    /// How many minutes it takes.
    pub minutes: u16,
    /// Whether it rests at present; a resting plan is not announced.
    pub paused: bool,
    /// When nothing is announced, wherever an evening was moved to.
    pub away: Vec<Stretch>,
}

/// Which banner of an evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Ahead of its start.
    Lead,
    /// At its start.
    Start,
    /// Ten minutes after somebody said "in ten minutes".
    Snooze,
    /// At the time it was moved to.
    Move,
}

/// One evening of one plan, named by the civil date that its rhythm gave it.
pub type Evening = (RitualId, NaiveDate);

/// The name of one banner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which ritual.
    pub plan: RitualId,
    /// The civil date that its rhythm gave it; a move does not change it.
    pub date: NaiveDate,
    /// Which banner.
    pub step: Step,
    /// Which snooze or move, from 1. For lead and start how often the plan had got another time after one of them was
    /// raised for this evening: 0 mostly.
    pub n: u16,
}

impl Key {
    /// The evening that this banner is about.
    pub const fn evening(&self) -> Evening {
        (self.plan, self.date)
    }

    /// Whether somebody asked for it, by an answer or a move.
    pub const fn is_asked_for(&self) -> bool {
        matches!(self.step, Step::Snooze | Step::Move)
    }

    /// Whether it tells of a time that the plan got after another one was told.
    const fn tells_anew(&self) -> bool {
        !self.is_asked_for() && self.n > 0
    }
}

/// One banner and its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Its name.
    pub key: Key,
    /// When to raise it.
    pub at: DateTime<Utc>,
    /// When the plan starts; the time that the words name.
    pub starts: DateTime<Utc>,
    /// When its moment is over and it is let go.
    pub ends: DateTime<Utc>,
}

/// What a banner was answered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Start.
    Start,
    /// In ten minutes.
    Later,
    /// Not tonight.
    NotTonight,
}

/// A new time for one evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Counts the moves of this evening, from 1.
    pub n: u16,
    /// When it starts now.
    pub to: DateTime<Utc>,
    /// When that was decided.
    pub decided: DateTime<Utc>,
}

/// A banner that was asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Snoozed {
    /// Counts the snoozes of this evening, from 1.
    pub n: u16,
    /// When to ask again.
    pub until: DateTime<Utc>,
}

/// What these evenings changed: it passes, and is kept nowhere else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Evenings that have a new time.
    pub moved: BTreeMap<Evening, Moved>,
    /// Evenings that are asked about again.
    pub snoozed: BTreeMap<Evening, Snoozed>,
    /// Evenings that were begun or let go: nothing more is raised for them.
    pub settled: BTreeSet<Evening>,
}

impl Changes {
    /// Whether a later move or snooze stands in this banner's place.
    pub fn overtake(&self, key: &Key) -> bool {
        let (moved, snoozed) = (self.moved.get(&key.evening()), self.snoozed.get(&key.evening()));
        match key.step {
            Step::Lead | Step::Start => moved.is_some(),
            Step::Snooze => snoozed.is_none_or(|snoozed| snoozed.n != key.n),
            Step::Move => moved.is_none_or(|moved| moved.n != key.n),
        }
    }
}

/// What became of one banner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was going to be raised; whether it was, nobody knows. It stands on Tonight's card.
    Intended,
    /// It is on the screen under this id, or was.
    Raised {
        /// The notification service's id.
        server_id: u32,
    },
    /// It was answered, put away or let go. Which of these is written down nowhere.
    Closed,
}

/// What became of every banner so far.
pub type Ledger = BTreeMap<Key, Fate>;

/// What to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Raise these, now.
    pub raise: Vec<Due>,
    /// Write these down as intended and leave them to Tonight's one quiet card: they were slept through.
    pub card: Vec<Key>,
    /// Take these off the screen: their moment is over, or the evening was settled elsewhere.
    pub withdraw: Vec<(Key, u32)>,
    /// Nothing happens before this moment unless something changes; `None`: nothing at all.
    pub sleep_until: Option<DateTime<Utc>>,
}

/// The banners of one plan that are to be raised within `from..to`.
///
/// A moved evening has the banner of its new time instead of its own; one that was moved to where the plan
/// takes place anyway has none of its own.
pub fn dues(source: &PlanSource, changes: &Changes, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Due> {
    let Some(lead) = source.lead.filter(|_| !source.paused) else { return Vec::new() };
    let lead = TimeDelta::minutes(i64::from(lead));
    let mut found = Vec::new();
    for one in source.series.between(from, shifted(to, lead)) {
        let evening = (source.plan, one.date());
        if !changes.moved.contains_key(&evening) {
            found.extend(steps(source, lead, one));
        }
    }
    let own = |map_evening: &Evening| map_evening.0 == source.plan;
    for (evening, moved) in changes.moved.iter().filter(|(evening, _)| own(evening)) {
        if !takes_place_at(source, changes, *evening, moved.to) {
            found.push(after_move(source, lead, evening.1, *moved));
        }
    }
    for (evening, snoozed) in changes.snoozed.iter().filter(|(evening, _)| own(evening)) {
        found.extend(after_snooze(source, changes, evening.1, *snoozed));
    }
    let away = |at: DateTime<Utc>| source.away.iter().any(|away| (away.from..away.to).contains(&at));
    found.retain(|due| (from..to).contains(&due.at) && !away(due.starts));
    found.sort_by_key(|due| (due.at, due.key));
    found
}

/// Gives a lead and a start their number: that of the banner which told of the same time, and the next one when what
/// was told of this evening was another time. `told` has the name and the named start of every banner that was raised.
pub fn number(due: &mut Due, told: &[(Key, DateTime<Utc>)]) {
    if due.key.is_asked_for() {
        return;
    }
    let of_it = || told.iter().filter(|(key, _)| key.evening() == due.key.evening());
    let own = || of_it().filter(|(key, _)| !key.is_asked_for());
    due.key.n = if let Some((same, _)) = own().find(|(_, starts)| *starts == due.starts) {
        same.n
    } else if of_it().any(|(_, starts)| *starts == due.starts) {
        0
    } else {
        own().map(|(key, _)| key.n.saturating_add(1)).max().unwrap_or_default()
    };
}

fn steps(source: &PlanSource, lead: TimeDelta, one: Occurrence) -> impl Iterator<Item = Due> {
    let (starts, ends) = (one.at, shifted(one.at, moment(source)));
    let due = move |step, at| Due {
        key: Key { plan: source.plan, date: one.date(), step, n: 0 },
        at,
        starts,
        ends,
    };
    let ahead = (lead > TimeDelta::zero()).then(|| due(Step::Lead, shifted(starts, -lead)));
    ahead.into_iter().chain([due(Step::Start, starts)])
}

fn after_move(source: &PlanSource, lead: TimeDelta, date: NaiveDate, moved: Moved) -> Due {
    // Whoever just moved it needs no announcement before they have put the mouse down.
    let announced = shifted(moved.to, -lead);
    let at = if announced > moved.decided { announced } else { moved.to };
    let key = Key { plan: source.plan, date, step: Step::Move, n: moved.n };
    Due { key, at, starts: moved.to, ends: shifted(moved.to, moment(source)) }
}

fn after_snooze(source: &PlanSource, changes: &Changes, date: NaiveDate, snoozed: Snoozed) -> Option<Due> {
    let moved = changes.moved.get(&(source.plan, date)).map(|moved| moved.to);
    let own = || source.series.on_days(date, date).next().map(|one| one.at);
    let starts = moved.or_else(own)?;
    let key = Key { plan: source.plan, date, step: Step::Snooze, n: snoozed.n };
    Some(Due { key, at: snoozed.until, starts, ends: shifted(starts.max(snoozed.until), moment(source)) })
}

fn takes_place_at(source: &PlanSource, changes: &Changes, moved: Evening, at: DateTime<Utc>) -> bool {
    let mut there = source.series.between(at, shifted(at, TimeDelta::seconds(1)));
    there.any(|one| {
        (source.plan, one.date()) != moved && !changes.moved.contains_key(&(source.plan, one.date()))
    })
}

fn moment(source: &PlanSource) -> TimeDelta {
    MOMENT.max(TimeDelta::minutes(i64::from(source.minutes)))
}

fn shifted(at: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(by).unwrap_or(at)
}

/// Decides what to do at `now`.
///
/// On time is on time, however many come together. Of what was slept through at most one banner is raised,
/// the latest that still makes sense; the rest of today, and whatever else is still in its moment, stands on
/// one quiet card, and older evenings have passed without a word.
pub fn decide(dues: &[Due], ledger: &Ledger, changes: &Changes, now: DateTime<Utc>, today: Today) -> Verdict {
    let mut verdict = Verdict::default();
    let open: Vec<&Due> = dues.iter().filter(|due| is_open(due, ledger, changes)).collect();
    let mut late: Vec<&Due> = Vec::new();
    for due in open.iter().copied().filter(|due| due.at <= now) {
        // The last step of an evening stands for those before it.
        let overtaken = |other: &&&Due| other.key.evening() == due.key.evening() && rank(other) > rank(due);
        if open.iter().filter(|other| other.at <= now).any(|other| overtaken(&other)) {
            continue;
        }
        if now - due.at <= ON_TIME && now < due.ends {
            verdict.raise.push(*due);
        } else if !due.key.tells_anew() {
            // A new time is told on time or not at all: the evening was announced once.
            late.push(due);
        }
    }
    late.sort_by_key(|due| (due.starts, due.key));
    let offered = late.iter().rposition(|due| now < due.ends).filter(|_| verdict.raise.is_empty());
    for (index, due) in late.into_iter().enumerate() {
        if Some(index) == offered {
            verdict.raise.push(*due);
        } else if today.holds(due.starts) || now < due.ends {
            verdict.card.push(due.key);
        }
    }
    verdict.withdraw = dues.iter().filter_map(|due| withdrawn(due, dues, ledger, changes, now)).collect();
    let raised_now: BTreeSet<Evening> = verdict.raise.iter().map(|due| due.key.evening()).collect();
    let again =
        open.iter().filter(|due| due.at > now && !raised_now.contains(&due.key.evening())).map(|due| due.at);
    let ends = dues.iter().filter(|due| on_screen(due, ledger).is_some()).map(|due| due.ends);
    let raised_ends = verdict.raise.iter().map(|due| due.ends);
    verdict.sleep_until = again.chain(ends).chain(raised_ends).filter(|at| *at > now).min();
    verdict
}

const fn rank(due: &Due) -> (DateTime<Utc>, Key) {
    (due.at, due.key)
}

/// Whether a banner may still be raised at all.
fn is_open(due: &Due, ledger: &Ledger, changes: &Changes) -> bool {
    if ledger.contains_key(&due.key)
        || changes.settled.contains(&due.key.evening())
        || changes.overtake(&due.key)
    {
        return false;
    }
    // One banner for an evening: lead and start stand for each other, and for every later step. Only another time of
    // the plan's own is told once more.
    let stands_for = |key: &Key| {
        key.evening() == due.key.evening() && (due.key.n == 0 || (!key.is_asked_for() && key.n == due.key.n))
    };
    due.key.is_asked_for() || !ledger.keys().any(stands_for)
}

fn on_screen(due: &Due, ledger: &Ledger) -> Option<u32> {
    match ledger.get(&due.key) {
        Some(Fate::Raised { server_id }) => Some(*server_id),
        _ => None,
    }
}

fn withdrawn(
    due: &Due,
    dues: &[Due],
    ledger: &Ledger,
    changes: &Changes,
    now: DateTime<Utc>,
) -> Option<(Key, u32)> {
    let server_id = on_screen(due, ledger)?;
    let newer = |key: &Key| {
        let later =
            if key.is_asked_for() { *key > due.key } else { !due.key.is_asked_for() && key.n > due.key.n };
        key.evening() == due.key.evening() && later
    };
    let another_time_comes = !due.key.is_asked_for()
        && dues.iter().any(|other| {
            other.key.evening() == due.key.evening()
                && !other.key.is_asked_for()
                && other.key.n != due.key.n
                && other.at > now
        });
    let over = due.ends <= now
        || changes.settled.contains(&due.key.evening())
        || changes.overtake(&due.key)
        || ledger.keys().any(newer)
        || another_time_comes;
    over.then_some((due.key, server_id))
}

/// The couple's day that a moment lies in: it ends a few hours after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Today {
    /// The day's date.
    pub date: NaiveDate,
    /// Where it is reckoned.
    pub zone: Tz,
    /// The hour at which it ends.
    pub day_ends: u8,
}

impl Today {
    /// The couple's day at `now`.
    pub fn at(now: DateTime<Utc>, zone: Tz, day_ends: u8) -> Self {
        Self { date: couples_day(civil(now, zone), day_ends), zone, day_ends }
    }

    /// Whether a moment lies in this day.
    pub fn holds(&self, at: DateTime<Utc>) -> bool {
        couples_day(civil(at, self.zone), self.day_ends) == self.date
    }
}

/// One evening of a plan as Tonight's programme shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The civil date that names it.
    pub date: NaiveDate,
    /// When it starts, a move counted in.
    pub starts: DateTime<Utc>,
    /// Whether it was moved here.
    pub moved: bool,
}

/// The evenings of one plan that start within the couple's day, in order. A resting plan has none.
pub fn programme(source: &PlanSource, changes: &Changes, today: Today) -> Vec<Planned> {
    if source.paused {
        return Vec::new();
    }
    let next = today.date.succ_opt().unwrap_or(today.date);
    let own = source
        .series
        .on_days(today.date, next)
        .filter(|one| !changes.moved.contains_key(&(source.plan, one.date())));
    let own = own.map(|one| Planned { date: one.date(), starts: one.at, moved: false });
    let moved = changes.moved.iter().filter(|(evening, _)| evening.0 == source.plan);
    let moved = moved.map(|(evening, moved)| Planned { date: evening.1, starts: moved.to, moved: true });
    let mut planned: Vec<Planned> = own.chain(moved).filter(|one| today.holds(one.starts)).collect();
    planned.sort_by_key(|one| (one.starts, one.moved));
    planned.dedup_by_key(|one| one.starts);
    planned
}

#[cfg(test)]
mod tests;
