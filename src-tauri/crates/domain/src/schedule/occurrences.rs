//! From a rhythm to instants: which days, and what their civil time means in a zone.

mod days;
mod zone;

use std::collections::BTreeSet;
use std::iter::Peekable;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use self::days::MatchingDays;
pub use self::zone::{civil, comes, instant, wall_clock};
use super::recurrence::{End, Moment, Recurrence, Rhythm};

/// A plan's dates: a rhythm that begins on a civil day at a civil time in a named zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Which days.
    pub rhythm: Rhythm,
    /// The first day that may count, and the time of day of every instance. A first day that the rule does
    /// not name is no instance, as with every calendar that was compared.
    pub start: NaiveDateTime,
    /// Where the civil time is read.
    pub zone: Tz,
}

/// One instance of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Occurrence {
    /// Date and time as the plan says them.
    pub civil: NaiveDateTime,
    /// The instant that this is. A time that a daylight-saving change skips moves on by what was skipped
    /// (RFC 5545 §3.3.5); of a time that happens twice it is the first.
    pub at: DateTime<Utc>,
}

impl Occurrence {
    /// The civil date that names this instance.
    pub const fn date(&self) -> NaiveDate {
        self.civil.date()
    }
}

impl Series {
    /// Every instance, in order. The instants rise strictly. The iterator ends with the year 9999 at the
    /// latest, so a rule that never matches ends too.
    pub fn occurrences(&self) -> Occurrences<'_> {
        Occurrences::new(self, NaiveDate::MIN, NaiveDate::MAX)
    }

    /// The first instance after `at`.
    pub fn next_after(&self, at: DateTime<Utc>) -> Option<Occurrence> {
        self.between(at, DateTime::<Utc>::MAX_UTC).find(|one| one.at > at)
    }

    /// The instances whose civil dates lie in `first..=last`.
    pub fn on_days(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = Occurrence> + '_ {
        Occurrences::new(self, first, last).filter(move |one| (first..=last).contains(&one.date()))
    }

    /// The instances whose instants lie in `from..to`. Adjacent windows give together what their union gives.
    pub fn between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> impl Iterator<Item = Occurrence> + '_ {
        // Two days of slack: no zone is further than a day from UTC, and a gap shifts by a day at most.
        let slack = chrono::Days::new(2);
        let first = from.date_naive().checked_sub_days(slack).unwrap_or(NaiveDate::MIN);
        let last = to.date_naive().checked_add_days(slack).unwrap_or(NaiveDate::MAX);
        Occurrences::new(self, first, last)
            .skip_while(move |one| one.at < from)
            .take_while(move |one| one.at < to)
    }
}

/// Lazily computed instances of a [`Series`].
pub struct Occurrences<'s> {
    series: &'s Series,
    days: Option<MatchingDays>,
    left: u32,
    counted: bool,
    until: Option<Moment>,
    only: Option<NaiveDate>,
    except: Except,
    extra: Peekable<std::vec::IntoIter<Occurrence>>,
    ahead: Option<Occurrence>,
    last: Option<DateTime<Utc>>,
}

impl<'s> Occurrences<'s> {
    /// `first` lets a rule begin near a window instead of at its first day; one that counts is counted up to
    /// there. `last` lets a rule that matches rarely stop at the window's end.
    fn new(series: &'s Series, first: NaiveDate, last: NaiveDate) -> Self {
        let Series { rhythm, start, zone } = series;
        let counts = |rule: &Recurrence| matches!(rule.end, End::Count(_));
        let skip_to = |rule| if counts(rule) { start.date() } else { first.max(start.date()) };
        let left = match rhythm.rule.as_ref().map(|rule| rule.end) {
            Some(End::Count(times)) => times,
            _ => u32::MAX,
        };
        let mut extra: Vec<_> =
            rhythm.extra.iter().filter_map(|moment| placed(*moment, start.time(), *zone)).collect();
        extra.sort_by_key(|one| one.at);
        let mut all = Self {
            series,
            days: rhythm.rule.as_ref().map(|rule| MatchingDays::new(rule, start.date(), skip_to(rule), last)),
            left,
            counted: series.rhythm.rule.as_ref().is_some_and(counts),
            until: series.rhythm.rule.as_ref().and_then(|rule| match rule.end {
                End::Until(end) => Some(end),
                End::Never | End::Count(_) => None,
            }),
            only: rhythm.rule.is_none().then_some(start.date()),
            except: Except::of(&rhythm.except),
            extra: extra.into_iter().peekable(),
            ahead: None,
            last: None,
        };
        if all.counted && first > start.date() {
            // What lies before the window counts, and nobody asks which instants it is.
            let passed = all.days.as_mut().map_or(0, |days| days.pass(first, all.left));
            all.left = all.left.saturating_sub(passed);
        }
        all.ahead = all.next_by_rule();
        all
    }

    fn next_by_rule(&mut self) -> Option<Occurrence> {
        if self.counted {
            self.left = self.left.checked_sub(1)?;
        }
        let date = match &mut self.days {
            Some(days) => days.next()?,
            None => self.only.take()?,
        };
        let civil = date.and_time(self.series.start.time());
        let one = Occurrence { civil, at: instant(civil, self.series.zone) };
        Some(one).filter(|one| self.until.is_none_or(|end| !past(*one, end)))
    }
}

impl Iterator for Occurrences<'_> {
    type Item = Occurrence;

    fn next(&mut self) -> Option<Occurrence> {
        loop {
            let ruled = self.ahead;
            let one = match (self.extra.peek().copied(), ruled) {
                (Some(extra), ruled) if ruled.is_none_or(|ruled| extra.at < ruled.at) => {
                    self.extra.next();
                    extra
                }
                _ => {
                    self.ahead = ruled.and_then(|_| self.next_by_rule());
                    ruled?
                }
            };
            // Two civil times may be one instant (a day that a zone skipped): it is raised once.
            if self.last.is_some_and(|last| one.at <= last) {
                continue;
            }
            if self.except.holds(one) {
                continue;
            }
            self.last = Some(one.at);
            return Some(one);
        }
    }
}

/// The exceptions, sorted by kind: a calendar file may name a hundred thousand.
#[derive(Default)]
struct Except {
    days: BTreeSet<NaiveDate>,
    civil: BTreeSet<NaiveDateTime>,
    instants: BTreeSet<DateTime<Utc>>,
}

impl Except {
    fn of(moments: &[Moment]) -> Self {
        let mut all = Self::default();
        for moment in moments {
            match moment {
                Moment::Day(date) => all.days.insert(*date),
                Moment::Civil(at) => all.civil.insert(*at),
                Moment::Instant(at) => all.instants.insert(*at),
            };
        }
        all
    }

    fn holds(&self, one: Occurrence) -> bool {
        self.days.contains(&one.date()) || self.civil.contains(&one.civil) || self.instants.contains(&one.at)
    }
}

fn past(one: Occurrence, end: Moment) -> bool {
    match end {
        Moment::Day(date) => one.civil.date() > date,
        Moment::Civil(at) => one.civil > at,
        Moment::Instant(at) => one.at > at,
    }
}

fn placed(moment: Moment, time: NaiveTime, zone: Tz) -> Option<Occurrence> {
    let civil = match moment {
        Moment::Day(date) => date.and_time(time),
        Moment::Civil(at) => at,
        Moment::Instant(at) => return Some(Occurrence { civil: zone::civil(at, zone), at }),
    };
    Some(Occurrence { civil, at: instant(civil, zone) })
}

#[cfg(test)]
mod tests;
