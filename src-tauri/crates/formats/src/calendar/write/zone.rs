//! A zone as a file must explain it: its changes one by one, and as a rule from where they repeat for ever.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use nightstand_domain::schedule::Moment;
use nightstand_domain::schedule::occurrences::wall_clock;
use nightstand_domain::schedule::recurrence::OnDay;
use nightstand_domain::zones::WallClock;

use super::text::Text;

/// So many years ahead changes are looked up; a rule goes on from there.
const YEARS_AHEAD: i32 = 40;
/// So many of these must look alike to be a rule. Each weekday meets each date of a month within 28 years.
const YEARS_ALIKE: usize = 29;
/// What is known of later years is a guess: chrono-tz ends there.
const LAST_YEAR: i32 = 2099;

struct Change {
    /// On the clock before it.
    local: NaiveDateTime,
    from: WallClock,
    to: WallClock,
}

/// What changes of different years have in common.
#[derive(PartialEq, Eq)]
struct Shape {
    month: u32,
    weekday: Weekday,
    time: NaiveTime,
    offsets: (i32, i32),
}

impl Change {
    fn shape(&self) -> Shape {
        Shape {
            month: self.local.month(),
            weekday: self.local.weekday(),
            time: self.local.time(),
            offsets: (self.from.offset, self.to.offset),
        }
    }
}

/// Explains `zone` from a year before `first_year` on. `this_year` is the year of writing.
pub(super) fn write(zone: Tz, first_year: i32, this_year: i32, into: &mut Text) {
    let first = NaiveDate::from_ymd_opt(first_year - 1, 1, 1).unwrap_or_default().and_time(NaiveTime::MIN);
    let last_year = (first_year.max(this_year) + YEARS_AHEAD).min(LAST_YEAR.max(first_year + 1));
    let mut changes = changes(zone, first, last_year);
    let rules = rules(&mut changes, last_year);
    into.line("BEGIN:VTIMEZONE");
    into.line(&format!("TZID:{}", zone.name()));
    let opening = wall_clock(first.and_utc(), zone);
    Change { local: first, from: opening.clone(), to: opening }.write(None, into);
    for change in &changes {
        change.write(None, into);
    }
    for (change, rule) in &rules {
        change.write(Some(rule), into);
    }
    into.line("END:VTIMEZONE");
}

/// Every change from `first` to the end of `last_year`.
fn changes(zone: Tz, first: NaiveDateTime, last_year: i32) -> Vec<Change> {
    let mut found = Vec::new();
    let (mut at, mut from) = (first, wall_clock(first.and_utc(), zone));
    while let Some(next) = at.checked_add_signed(TimeDelta::days(1)).filter(|at| at.year() <= last_year) {
        let to = wall_clock(next.and_utc(), zone);
        if to.offset != from.offset {
            let utc = moment_of_change(zone, at, next, from.offset);
            let local = utc + TimeDelta::seconds(i64::from(from.offset));
            found.push(Change { local, from, to: to.clone() });
        }
        (at, from) = (next, to);
    }
    found
}

/// The first second in `before..after` that has another offset.
fn moment_of_change(
    zone: Tz,
    mut before: NaiveDateTime,
    mut after: NaiveDateTime,
    from: i32,
) -> NaiveDateTime {
    while (after - before).num_seconds() > 1 {
        let middle = before + TimeDelta::seconds((after - before).num_seconds() / 2);
        if wall_clock(middle.and_utc(), zone).offset == from {
            before = middle;
        } else {
            after = middle;
        }
    }
    after
}

/// Takes the changes that repeat every year up to `last_year` away and gives the first of each kind with its
/// rule. Where the last years differ, as where Ramadan counts, nothing is taken.
fn rules(changes: &mut Vec<Change>, last_year: i32) -> Vec<(Change, String)> {
    let year = |year: i32| changes.iter().filter(move |change| change.local.year() == year);
    let model: Vec<Shape> = year(last_year).map(Change::shape).collect();
    let alike = |of: &i32| year(*of).map(Change::shape).eq(model.iter().map(|shape| Shape { ..*shape }));
    let years: Vec<i32> = (0..=last_year).rev().take_while(alike).collect();
    if model.is_empty() || years.len() < YEARS_ALIKE {
        return Vec::new();
    }
    // Same month and weekday, yet another week in earlier years: then those are listed.
    let some = [years.len(), YEARS_ALIKE].into_iter().filter_map(|most| years.get(..most));
    let repeating = some.filter_map(|years| {
        let days =
            |nth| years.iter().filter_map(|of| Some(year(*of).nth(nth)?.local.date())).collect::<Vec<_>>();
        let rules: Option<Vec<String>> = (0..model.len()).map(|nth| rule_of(&days(nth))).collect();
        Some((*years.last()?, rules?))
    });
    let Some((first, rules)) = repeating.take(1).next() else { return Vec::new() };
    let begins = changes.partition_point(|change| change.local.year() < first);
    changes.drain(begins..).zip(rules).collect()
}

/// The yearly rule that names exactly these days, one a year and all on one weekday of one month.
fn rule_of(days: &[NaiveDate]) -> Option<String> {
    let (first, last) = (days.iter().map(Datelike::day).min()?, days.iter().map(Datelike::day).max()?);
    let one = days.first()?;
    let (month, weekday) = (one.month(), one.weekday());
    let length = days.iter().map(|day| u32::from(day.num_days_in_month())).min()?;
    let by_day = |nth| format!("BYDAY={}", OnDay { nth, weekday });
    let which = match (first, last - first) {
        (_, 7..) => return None,
        (first, _) if last == length && first + 6 == last => by_day(Some(-1)),
        (1 | 8 | 15 | 22, 6) => by_day(i8::try_from(first / 7 + 1).ok()),
        (first, _) => {
            let dates: Vec<String> = (first..=last).map(|day| day.to_string()).collect();
            format!("BYMONTHDAY={};{}", dates.join(","), by_day(None))
        }
    };
    Some(format!("FREQ=YEARLY;BYMONTH={month};{which}"))
}

impl Change {
    fn write(&self, rule: Option<&str>, into: &mut Text) {
        // Dublin's law has it the other way round: there winter is the exception.
        let summer = self.to.saving > 0 || (self.to.saving == 0 && self.from.saving < 0);
        let kind = if summer { "DAYLIGHT" } else { "STANDARD" };
        into.line(&format!("BEGIN:{kind}"));
        into.line(&format!("DTSTART:{}", Moment::Civil(self.local)));
        into.line(&format!("TZOFFSETFROM:{}", offset(self.from.offset)));
        into.line(&format!("TZOFFSETTO:{}", offset(self.to.offset)));
        if !self.to.name.is_empty() {
            into.line(&format!("TZNAME:{}", self.to.name));
        }
        if let Some(rule) = rule {
            into.line(&format!("RRULE:{rule}"));
        }
        into.line(&format!("END:{kind}"));
    }
}

fn offset(seconds: i32) -> String {
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(zone: Tz) -> String {
        let mut text = Text::default();
        write(zone, 2026, 2026, &mut text);
        text.into_text()
    }

    #[test]
    fn changes_that_repeat_become_rules() {
        for (zone, rules) in [
            (Tz::Europe__Berlin, ["BYMONTH=3;BYDAY=-1SU", "BYMONTH=10;BYDAY=-1SU"]),
            (Tz::America__New_York, ["BYMONTH=3;BYDAY=2SU", "BYMONTH=11;BYDAY=1SU"]),
            (
                Tz::America__Santiago,
                [
                    "BYMONTH=4;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU",
                    "BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=SU",
                ],
            ),
            (Tz::Australia__Lord_Howe, ["BYMONTH=4;BYDAY=1SU", "BYMONTH=10;BYDAY=1SU"]),
        ] {
            let text = explained(zone).replace("\r\n ", "");
            for rule in rules {
                assert!(text.contains(&format!("RRULE:FREQ=YEARLY;{rule}\r\n")), "{zone}: {rule}\n{text}");
            }
            assert!(text.matches("BEGIN:").count() <= 6, "{zone} needs no list\n{text}");
        }
    }

    #[test]
    fn what_follows_no_rule_is_listed_and_what_never_changes_is_said_once() {
        let text = explained(Tz::Africa__Casablanca);
        assert!(!text.contains("RRULE"), "Ramadan wanders through the year");
        assert!(text.matches("BEGIN:").count() > 50, "so its dates are listed");
        let text = explained(Tz::Asia__Kathmandu);
        assert_eq!(text.matches("BEGIN:").count(), 2, "the zone and its one clock");
        assert!(text.contains("TZOFFSETTO:+0545"), "{text}");
        let text = explained(Tz::Europe__Dublin);
        assert!(text.contains("BEGIN:DAYLIGHT") && text.contains("TZNAME:IST"), "summer is summer: {text}");
    }
}
