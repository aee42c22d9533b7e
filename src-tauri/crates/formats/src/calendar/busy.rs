//! From a file to busy times.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_domain::schedule::recurrence::End;
use nightstand_domain::schedule::{Moment, Recurrence, Rhythm, Series, Stretch, joined};

use super::MOST_BYTES;
use super::event::{Event, Once, Repeats, Until};
use super::line;
use super::read::{Found, read};
use super::value::{Length, Stamp, after};
use super::zones::{Own, Zone, meant};

/// So many instances of one rule are followed within the window.
const MOST_OF_ONE: usize = 10_000;
/// So many instances of all rules.
const MOST_IN_ALL: usize = 100_000;
/// So many days are stepped through for all rules of a file together: three thousand that count over ten years,
/// or a hundred thousand others over a season.
const MOST_DAYS: i64 = 12_000_000;
/// What setting one instance aside costs beside stepping through a day: a file may name many series alike.
const COST_OF_ONE_INSTEAD: i64 = 8;

/// When somebody is busy, and what the file kept to itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Busy {
    /// The busy times within the window, in order and without overlaps.
    pub times: Vec<Stretch>,
    /// How many entries were read: events and free-busy lists, inside the window or not.
    pub read: usize,
    /// How many entries could not be read, not to their end, or only in part; those cut off with the file, and
    /// those whose rule goes beyond every measure.
    pub unread: usize,
    /// How many entries name a zone that nobody here knows: their times were read as the viewer's own.
    pub unknown_zones: usize,
}

/// Why nothing was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than [`MOST_BYTES`].
    #[error("the file is larger than ten megabytes")]
    TooLarge,
    /// No calendar begins anywhere in it.
    #[error("there is no calendar in the file")]
    NoCalendar,
}

/// The busy times of an `.ics` file within `window`. Whole days, and times without a zone, are days and times
/// in `zone`, the viewer's own. Free, transparent and cancelled entries take no time.
///
/// Titles and all other words are passed over; nothing of them is in the answer. Any bytes at all are
/// answered, in time that grows with their number and no faster.
///
/// # Errors
/// [`Unreadable`]. A file that is damaged or cut off gives what could be read.
pub fn busy(file: &[u8], window: Stretch, zone: Tz) -> Result<Busy, Unreadable> {
    if file.len() > MOST_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let text = line::text(file);
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    let found = read(&text);
    if !found.is_calendar {
        return Err(Unreadable::NoCalendar);
    }
    Ok(Expansion::new(window, zone).answer(found))
}

/// A zone of the file; what is unknown is read on the viewer's clock.
struct Clock {
    zone: Zone,
    is_unknown: bool,
}

struct Expansion {
    window: Stretch,
    viewer: Zone,
    viewer_zone: Tz,
    utc: Zone,
    clocks: Vec<Clock>,
    /// What may still be stepped through, in days and in instances.
    days_left: i64,
    instances_left: usize,
    busy: Busy,
}

impl Expansion {
    fn new(window: Stretch, zone: Tz) -> Self {
        Self {
            window,
            viewer: Zone::Known(zone),
            viewer_zone: zone,
            utc: Zone::Known(Tz::UTC),
            clocks: Vec::new(),
            days_left: MOST_DAYS,
            instances_left: MOST_IN_ALL,
            busy: Busy::default(),
        }
    }

    fn answer(mut self, found: Found) -> Busy {
        let Found { events, periods, lists, explained, names, unread, .. } = found;
        self.busy.unread = unread;
        self.busy.read = events.len() + lists;
        let last = self.window.to.date_naive();
        let last = last.checked_add_days(chrono::Days::new(3)).unwrap_or(last);
        for name in names.in_order() {
            let days_left = &mut self.days_left;
            let zone = meant(&name, &explained, last, &mut |days| spend(days_left, days));
            let is_unknown = zone.is_none();
            let zone = zone.unwrap_or(Zone::Known(self.viewer_zone));
            self.clocks.push(Clock { zone, is_unknown });
        }
        for once in &periods {
            self.take_once(*once);
        }
        let replaced = replaced(&events);
        for event in &events {
            self.take(event, &replaced);
        }
        self.busy.times = joined(self.busy.times);
        self.busy
    }

    fn take(&mut self, event: &Event, replaced: &HashMap<&str, Vec<Stamp>>) {
        let Some(start) = event.start else { return };
        if start.zone.and_then(|number| self.clocks.get(number)).is_some_and(|clock| clock.is_unknown) {
            self.busy.unknown_zones += 1;
        }
        if event.is_free {
            return;
        }
        let Some(length) = self.length(start, event.end) else {
            self.busy.unread += usize::from(!event.is_odd);
            return;
        };
        let Some(repeats) = event.repeats.as_deref().filter(|_| event.replaces.is_none()) else {
            return self.take_for(start, length);
        };
        for once in &repeats.periods {
            self.take_once(*once);
        }
        let instead = event.uid.as_deref().and_then(|uid| replaced.get(uid)).map_or(&[][..], Vec::as_slice);
        let timed = repeats.except.iter().chain(instead).filter(|stamp| stamp.day().is_none());
        let mut gone: Vec<_> = timed.map(|stamp| self.instant(*stamp)).collect();
        gone.sort_unstable();
        let is_gone = |at: DateTime<Utc>| gone.binary_search(&at).is_ok();
        let alone = |extra: &&Stamp| self.stands_alone(start, extra) && !is_gone(self.instant(**extra));
        for extra in repeats.extra.iter().filter(alone).copied().collect::<Vec<_>>() {
            self.take_for(extra, length);
        }
        let (all, within) = self.expand(start, length, repeats, instead);
        // By instant, not by what is written: a skipped or repeated hour has two names.
        for one in all.into_iter().filter(|one| !is_gone(one.from)) {
            self.push(one.from, one.to);
        }
        self.busy.unread += usize::from(!within && !event.is_odd);
    }

    fn take_once(&mut self, (from, to): Once) {
        match self.length(from, Some(to)) {
            Some(length) => self.take_for(from, length),
            None => self.busy.unread += 1,
        }
    }

    fn take_for(&mut self, start: Stamp, length: Length) {
        let clock = |civil| self.clock(start).instant(civil);
        let at = self.instant(start);
        if let Some(to) = after(at, start.civil(), length, clock) {
            self.push(at, to);
        }
    }

    fn push(&mut self, from: DateTime<Utc>, to: DateTime<Utc>) {
        self.busy.times.extend(Stretch { from, to }.within(self.window));
    }

    fn clock(&self, stamp: Stamp) -> &Zone {
        match (stamp.moment, stamp.zone.and_then(|number| self.clocks.get(number))) {
            (Moment::Instant(_), _) => &self.utc,
            // A whole day is the viewer's, whatever zone it names.
            (Moment::Civil(_), Some(clock)) => &clock.zone,
            _ => &self.viewer,
        }
    }

    fn instant(&self, stamp: Stamp) -> DateTime<Utc> {
        self.clock(stamp).instant(stamp.civil())
    }

    /// How long an event takes; nothing when its end lies before its start or beyond every measure.
    fn length(&self, start: Stamp, end: Option<Until>) -> Option<Length> {
        match end {
            None => Length::days(i64::from(start.day().is_some())),
            Some(Until::Length(length)) => Some(length),
            Some(Until::Stamp(end)) => match (start.day(), end.day()) {
                // Some programs write a single day as ending on the day that it is.
                (Some(from), Some(to)) => Length::days((to - from).num_days().max(i64::from(to == from))),
                _ => Length::exact(self.instant(end) - self.instant(start)),
            },
        }
    }

    /// The instances in the window, and whether the rule could be followed through the whole of it.
    fn expand(
        &mut self,
        start: Stamp,
        length: Length,
        repeats: &Repeats,
        instead: &[Stamp],
    ) -> (Vec<Stretch>, bool) {
        // No zone is further than a day from UTC, and a gap shifts by a day at most.
        let slack = TimeDelta::days(2);
        let from = self.window.from.checked_sub_signed(length.at_most() + slack);
        let from = from.unwrap_or(DateTime::<Utc>::MIN_UTC);
        let to = self.window.to.checked_add_signed(slack).unwrap_or(DateTime::<Utc>::MAX_UTC);
        let days = repeats.rule.as_ref().map_or(0, |rule| work(rule, start.civil(), from, to));
        if !spend(&mut self.days_left, days + instead.len() as i64 * COST_OF_ONE_INSTEAD) {
            return (Vec::new(), false);
        }
        let series = self.series(start, repeats, instead);
        let most = MOST_OF_ONE.min(self.instances_left);
        let mut stretches = Vec::new();
        for one in series.between(from, to).take(most + 1) {
            let own = match self.clock(start) {
                Zone::Known(_) => one.at,
                Zone::Own(own) => own.instant(one.civil),
            };
            let end = after(own, one.civil, length, |civil| self.clock(start).instant(civil));
            stretches.extend(end.map(|to| Stretch { from: own, to }));
        }
        let within = stretches.len() <= most;
        self.instances_left = self.instances_left.saturating_sub(stretches.len());
        stretches.truncate(most);
        (stretches, within)
    }

    /// Whether an added date cannot be said on the clock of its series: of two equal times in a zone of the
    /// file's own it may be the second.
    fn stands_alone(&self, start: Stamp, extra: &Stamp) -> bool {
        matches!(self.clock(start), Zone::Own(_)) && matches!(extra.moment, Moment::Instant(_))
    }

    /// The scheduler's series. A zone that only the file knows is expanded as civil time, without a zone. Of what was
    /// taken out it knows the days alone.
    fn series(&self, start: Stamp, repeats: &Repeats, instead: &[Stamp]) -> Series {
        let clock = self.clock(start);
        let place = |stamp: &Stamp| match (start.day(), stamp.moment) {
            (_, Moment::Day(day)) => Moment::Day(day),
            (Some(_), _) => Moment::Day(stamp.civil().date()),
            _ => placed(self.instant(*stamp), clock),
        };
        let rule = repeats.rule.clone().map(|rule| match (clock, rule.end()) {
            (Zone::Own(own), End::Until(Moment::Instant(at))) => {
                rule.ending(End::Until(Moment::Day(last_day(own, start.civil().time(), at))))
            }
            _ => rule,
        });
        let out = repeats.except.iter().chain(instead);
        let except = out.map(place).filter(|moment| matches!(moment, Moment::Day(_))).collect();
        let extra =
            repeats.extra.iter().filter(|extra| !self.stands_alone(start, extra)).map(place).collect();
        let zone = match clock {
            Zone::Known(zone) => *zone,
            Zone::Own(_) => Tz::UTC,
        };
        Series { rhythm: Rhythm { rule, except, extra }, start: start.civil(), zone }
    }
}

fn placed(at: DateTime<Utc>, clock: &Zone) -> Moment {
    match clock {
        Zone::Known(_) => Moment::Instant(at),
        Zone::Own(own) => Moment::Civil(own.civil(at)),
    }
}

/// The last day on which `time` comes no later than `at`. A repeated hour has two instants under one name, and a
/// skipped one none, so the end of a rule is asked of the days, not of the name of its instant.
fn last_day(zone: &Own, time: NaiveTime, at: DateTime<Utc>) -> NaiveDate {
    let day = zone.civil(at).date();
    let around = [day.succ_opt(), Some(day), day.pred_opt()];
    let is_in_time = |day: &NaiveDate| zone.instant(day.and_time(time)) <= at;
    around.into_iter().flatten().find(is_in_time).or(day.pred_opt()).unwrap_or(day)
}

/// The instances that events of their own stand for, by the series that they belong to.
fn replaced(events: &[Event]) -> HashMap<&str, Vec<Stamp>> {
    let mut all: HashMap<&str, Vec<Stamp>> = HashMap::new();
    for event in events {
        if let Some((uid, stamp)) = event.uid.as_deref().zip(event.replaces) {
            all.entry(uid).or_default().push(stamp);
        }
    }
    all
}

/// How many days following a rule costs at most: one that counts is followed from its first day.
fn work(rule: &Recurrence, start: NaiveDateTime, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
    let counts = matches!(rule.end(), End::Count(_));
    let first = if counts { start } else { start.max(from.naive_utc()) };
    (to.naive_utc() - first).num_days().max(0) / i64::from(rule.interval()) + 1
}

fn spend(left: &mut i64, days: i64) -> bool {
    *left -= days.max(1);
    let affordable = *left >= 0;
    if !affordable {
        *left += days.max(1);
    }
    affordable
}

#[cfg(test)]
mod tests;
