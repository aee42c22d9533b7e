//! What a file's zone names mean: a zone that is known here, or the offsets that the file itself explains.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_domain::schedule::occurrences::instant;
use nightstand_domain::schedule::recurrence::End;
use nightstand_domain::schedule::{Moment, Recurrence, Rhythm, Series};
use nightstand_domain::zones::known;

use super::event::gather;
use super::line::Line;
use super::value::{Stamp, moments, offset};
use super::windows;

/// So many rules of one zone are read.
const MOST_RULES: usize = 200;
/// So many changes of one rule are followed: more than a yearly one has since 1601, where Outlook begins.
const MOST_CHANGES: usize = 1_000;

/// A zone as a file explains it.
#[derive(Default)]
pub(super) struct Explained {
    name: String,
    /// The name that it has elsewhere, by libical's habit.
    elsewhere: Option<Tz>,
    rules: Vec<Rule>,
}

#[derive(Default)]
struct Rule {
    start: Option<NaiveDateTime>,
    from: Option<i32>,
    to: Option<i32>,
    rule: Option<Recurrence>,
    extra: Vec<Stamp>,
}

impl Explained {
    pub(super) fn take(&mut self, line: &Line<'_>) {
        let value = line.value().unwrap_or_default();
        match line.name().as_deref() {
            Some("TZID") => value.trim_matches('"').clone_into(&mut self.name),
            Some("X-LIC-LOCATION") => self.elsewhere = known(value),
            _ => {}
        }
    }

    pub(super) fn begin_rule(&mut self) {
        if self.rules.len() < MOST_RULES {
            self.rules.push(Rule::default());
        }
    }

    pub(super) fn take_rule(&mut self, line: &Line<'_>) {
        let Some(rule) = self.rules.last_mut() else { return };
        let value = line.value().unwrap_or_default();
        match line.name().as_deref() {
            Some("DTSTART") => rule.start = moments(line, None).next().flatten().map(Stamp::civil),
            Some("TZOFFSETFROM") => rule.from = offset(value),
            Some("TZOFFSETTO") => rule.to = offset(value),
            Some("RRULE") => rule.rule = value.parse().ok(),
            Some("RDATE") => _ = gather(moments(line, None), &mut rule.extra),
            _ => {}
        }
    }
}

impl Rule {
    /// The changes that this rule brings up to a day, and what following it costs, in days.
    fn changes(&self, last: NaiveDate, afford: &mut impl FnMut(i64) -> bool) -> Option<Vec<Change>> {
        let ((start, from), to) = self.start.zip(self.from).zip(self.to)?;
        let rule = self.rule.clone().map(|rule| match rule.end() {
            // Ends are written in UTC, and the changes of a zone in its own time before the change.
            End::Until(Moment::Instant(at)) => {
                rule.ending(End::Until(Moment::Civil(shifted(at.naive_utc(), i64::from(from)))))
            }
            _ => rule,
        });
        if rule.is_some() && !afford((last - start.date()).num_days()) {
            return None;
        }
        let extra = self.extra.iter().map(|stamp| Moment::Civil(stamp.civil())).collect();
        let series = Series { rhythm: Rhythm { rule, except: Vec::new(), extra }, start, zone: Tz::UTC };
        let days = series.on_days(NaiveDate::MIN, last).take(MOST_CHANGES);
        Some(days.map(|one| Change { at: shifted(one.civil, -i64::from(from)), from, to }).collect())
    }
}

fn shifted(at: NaiveDateTime, seconds: i64) -> NaiveDateTime {
    at.checked_add_signed(TimeDelta::seconds(seconds)).unwrap_or(at)
}

/// A change of the clocks.
#[derive(Clone, Copy)]
struct Change {
    /// In UTC.
    at: NaiveDateTime,
    from: i32,
    to: i32,
}

impl Change {
    /// The first civil time that is read with the new offset: a skipped time is read with the old one, and
    /// so is a repeated one, because the first counts.
    fn begins(&self) -> NaiveDateTime {
        shifted(self.at, i64::from(self.from.max(self.to)))
    }
}

/// What a zone's name means.
pub(super) enum Zone {
    /// A zone that is known here.
    Known(Tz),
    /// Offsets from the file, in the order of time.
    Own(Own),
}

/// The changes of a zone that only its file knows.
pub(super) struct Own {
    changes: Vec<Change>,
}

impl Own {
    fn of(explained: &Explained, last: NaiveDate, afford: &mut impl FnMut(i64) -> bool) -> Option<Self> {
        let all: Option<Vec<_>> = explained.rules.iter().map(|rule| rule.changes(last, afford)).collect();
        let mut changes: Vec<Change> = all?.into_iter().flatten().collect();
        changes.sort_by_key(|change| change.at);
        (!changes.is_empty()).then_some(Self { changes })
    }

    fn offset(&self, last: usize) -> i64 {
        let change = last.checked_sub(1).and_then(|last| self.changes.get(last)).map(|change| change.to);
        i64::from(change.or_else(|| self.changes.first().map(|change| change.from)).unwrap_or(0))
    }

    pub(super) fn instant(&self, civil: NaiveDateTime) -> DateTime<Utc> {
        let begun = self.changes.partition_point(|change| change.begins() <= civil);
        shifted(civil, -self.offset(begun)).and_utc()
    }

    pub(super) fn civil(&self, at: DateTime<Utc>) -> NaiveDateTime {
        let begun = self.changes.partition_point(|change| change.at <= at.naive_utc());
        shifted(at.naive_utc(), self.offset(begun))
    }
}

impl Zone {
    pub(super) fn instant(&self, civil: NaiveDateTime) -> DateTime<Utc> {
        match self {
            Self::Known(zone) => instant(civil, *zone),
            Self::Own(own) => own.instant(civil),
        }
    }
}

/// What a name means: a zone of the IANA database, one of Windows, or what the file says about it up to the
/// day `last`. `afford` is asked before a rule is followed for so many days.
pub(super) fn meant(
    name: &str,
    explained: &[Explained],
    last: NaiveDate,
    afford: &mut impl FnMut(i64) -> bool,
) -> Option<Zone> {
    if let Some(zone) = known(name).or_else(|| windows::zone(name)) {
        return Some(Zone::Known(zone));
    }
    let explained = explained.iter().find(|one| one.name == name)?;
    match explained.elsewhere {
        Some(zone) => Some(Zone::Known(zone)),
        None => Own::of(explained, last, afford).map(Zone::Own),
    }
}
