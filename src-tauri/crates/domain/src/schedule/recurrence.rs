//! Day patterns: what RFC 5545 calls a recurrence rule, for whole days.
//!
//! A rule here chooses days; the time of day and the zone belong to the plan. So hourly rules and BYHOUR are
//! refused in words: a plan has one time.

mod parse;

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc, Weekday};

pub use parse::RecurrenceError;

/// How long a rule's text may be. The longest list that RFC 5545 allows is far shorter.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// How many exceptions and extra dates a rhythm may have: five years of evenings. Each is written on a line of
/// its own, which is longer than its place in somebody's list, and what was read must fit into
/// [`LONGEST_TEXT`] when it is written.
pub const MOST_MOMENTS: usize = 1_800;

/// The unit that a rule counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Frequency {
    /// Every day, or every nth.
    Daily,
    /// By weekdays, every week or every nth.
    Weekly,
    /// By day or nth weekday of a month.
    Monthly,
    /// By day, month or week of a year.
    Yearly,
}

impl Frequency {
    fn word(self) -> &'static str {
        match self {
            Self::Daily => "DAILY",
            Self::Weekly => "WEEKLY",
            Self::Monthly => "MONTHLY",
            Self::Yearly => "YEARLY",
        }
    }
}

/// A weekday, or the nth one of its month or year; counted from the end when negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OnDay {
    /// Which one: `None` is every one, `Some(-1)` the last. Never `Some(0)`.
    pub nth: Option<i8>,
    /// The day of the week.
    pub weekday: Weekday,
}

/// When a rule stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Never by itself.
    Never,
    /// After this moment, which still counts. A day counts to its end, as people mean it.
    Until(Moment),
    /// After so many instances, those taken out by an exception included.
    Count(u32),
}

/// A point that an exception, an extra date or an end names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Moment {
    /// A whole civil day.
    Day(NaiveDate),
    /// A civil time in the plan's zone.
    Civil(NaiveDateTime),
    /// One instant, the same everywhere.
    Instant(DateTime<Utc>),
}

/// A recurrence rule for whole days. It can only be built in ways that mean something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    pub(super) frequency: Frequency,
    pub(super) interval: u32,
    pub(super) end: End,
    pub(super) week_start: Weekday,
    pub(super) months: BTreeSet<u8>,
    pub(super) month_days: BTreeSet<i8>,
    pub(super) year_days: BTreeSet<i16>,
    pub(super) weeks: BTreeSet<i8>,
    pub(super) days: Vec<OnDay>,
    pub(super) positions: BTreeSet<i16>,
}

impl Recurrence {
    const fn every(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            end: End::Never,
            week_start: Weekday::Mon,
            months: BTreeSet::new(),
            month_days: BTreeSet::new(),
            year_days: BTreeSet::new(),
            weeks: BTreeSet::new(),
            days: Vec::new(),
            positions: BTreeSet::new(),
        }
    }

    /// Every day.
    pub const fn daily() -> Self {
        Self::every(Frequency::Daily)
    }

    /// Every week on these days; on the weekday of the plan's first day when none is named.
    pub fn weekly(days: impl IntoIterator<Item = Weekday>) -> Self {
        let mut rule = Self::every(Frequency::Weekly);
        rule.days = days.into_iter().map(|weekday| OnDay { nth: None, weekday }).collect();
        rule.tidy();
        rule
    }

    /// Every year on the date of the plan's first day.
    pub const fn yearly() -> Self {
        Self::every(Frequency::Yearly)
    }

    /// The same rule, every nth time only. Zero is read as one.
    #[must_use]
    pub fn each(mut self, interval: u32) -> Self {
        self.interval = interval.max(1);
        self
    }

    /// The same rule, up to and including this day.
    #[must_use]
    pub const fn until(mut self, last: NaiveDate) -> Self {
        self.end = End::Until(Moment::Day(last));
        self
    }

    /// The same rule, for so many instances.
    #[must_use]
    pub const fn count(mut self, times: u32) -> Self {
        self.end = End::Count(times);
        self
    }

    /// The same rule with another end.
    #[must_use]
    pub const fn ending(mut self, end: End) -> Self {
        self.end = end;
        self
    }

    /// The unit that this rule counts in.
    pub const fn frequency(&self) -> Frequency {
        self.frequency
    }

    /// Every how many of its units; at least 1.
    pub const fn interval(&self) -> u32 {
        self.interval
    }

    /// When it stops.
    pub const fn end(&self) -> End {
        self.end
    }

    /// The weekdays it names, in the order Monday to Sunday.
    pub fn days(&self) -> &[OnDay] {
        &self.days
    }

    /// The days of a month it names; negative ones count from the end.
    pub fn month_days(&self) -> impl Iterator<Item = i8> + '_ {
        self.month_days.iter().copied()
    }

    /// Whether calendar programs are known to read it differently: by the number of a week, by the place in a
    /// week that the first day cuts short, or by every one and the nth of weekdays together.
    pub fn is_disputed(&self) -> bool {
        let short = matches!(self.frequency, Frequency::Daily | Frequency::Weekly);
        let nth = self.days.iter().filter(|day| day.nth.is_some()).count();
        let mixed = nth > 0 && nth < self.days.len();
        !self.weeks.is_empty() || (short && !self.positions.is_empty()) || mixed
    }

    /// The months it names, 1 to 12.
    pub fn months(&self) -> impl Iterator<Item = u8> + '_ {
        self.months.iter().copied()
    }

    fn tidy(&mut self) {
        self.days.sort_by_key(|day| (day.weekday.num_days_from_monday(), day.nth));
        self.days.dedup();
    }
}

impl std::str::FromStr for Recurrence {
    type Err = RecurrenceError;

    fn from_str(text: &str) -> Result<Self, RecurrenceError> {
        parse::rule(text)
    }
}

impl std::str::FromStr for Moment {
    type Err = RecurrenceError;

    /// Reads `20261123`, `20261123T213000` or `20261123T203000Z`.
    fn from_str(text: &str) -> Result<Self, RecurrenceError> {
        parse::moment("a date", text)
    }
}

/// A rule with its exceptions, as it is stored and exchanged: RRULE, EXDATE and RDATE lines. Without a rule
/// it is the plan's first day alone.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Rhythm {
    /// The pattern, or nothing for a plan that happens once.
    pub rule: Option<Recurrence>,
    /// What is taken out.
    pub except: Vec<Moment>,
    /// What is added.
    pub extra: Vec<Moment>,
}

impl From<Recurrence> for Rhythm {
    fn from(rule: Recurrence) -> Self {
        Self { rule: Some(rule), except: Vec::new(), extra: Vec::new() }
    }
}

impl std::str::FromStr for Rhythm {
    type Err = RecurrenceError;

    /// Reads a bare rule, or lines that begin with RRULE, EXDATE and RDATE. A time with a `TZID` is one on the clock
    /// of that zone, and one without is on the plan's own.
    fn from_str(text: &str) -> Result<Self, RecurrenceError> {
        parse::rhythm(text)
    }
}

fn joined<T: Display>(
    f: &mut fmt::Formatter<'_>,
    part: &str,
    items: impl IntoIterator<Item = T>,
) -> fmt::Result {
    let mut before = format!(";{part}=");
    for item in items {
        write!(f, "{before}{item}")?;
        ",".clone_into(&mut before);
    }
    Ok(())
}

impl Display for Recurrence {
    /// Writes the rule as RFC 5545 text, always in the same order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FREQ={}", self.frequency.word())?;
        if self.interval != 1 {
            write!(f, ";INTERVAL={}", self.interval)?;
        }
        joined(f, "BYMONTH", &self.months)?;
        joined(f, "BYWEEKNO", &self.weeks)?;
        joined(f, "BYYEARDAY", &self.year_days)?;
        joined(f, "BYMONTHDAY", &self.month_days)?;
        joined(f, "BYDAY", &self.days)?;
        joined(f, "BYSETPOS", &self.positions)?;
        if self.week_start != Weekday::Mon {
            write!(f, ";WKST={}", weekday_word(self.week_start))?;
        }
        match self.end {
            End::Never => Ok(()),
            End::Until(moment) => write!(f, ";UNTIL={moment}"),
            End::Count(times) => write!(f, ";COUNT={times}"),
        }
    }
}

impl Display for OnDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(nth) = self.nth {
            write!(f, "{nth}")?;
        }
        f.write_str(weekday_word(self.weekday))
    }
}

impl Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write_day(f, *date),
            Self::Civil(at) => write_time(f, *at),
            Self::Instant(at) => {
                write_time(f, at.naive_utc())?;
                f.write_str("Z")
            }
        }
    }
}

fn write_day(f: &mut fmt::Formatter<'_>, date: NaiveDate) -> fmt::Result {
    write!(f, "{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn write_time(f: &mut fmt::Formatter<'_>, at: NaiveDateTime) -> fmt::Result {
    write_day(f, at.date())?;
    write!(f, "T{:02}{:02}{:02}", at.hour(), at.minute(), at.second())
}

impl Display for Rhythm {
    /// Writes the lines that [`Rhythm::from_str`](std::str::FromStr::from_str) reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        if let Some(rule) = &self.rule {
            write!(f, "RRULE:{rule}")?;
            before = "\n";
        }
        for (name, moments) in [("EXDATE", &self.except), ("RDATE", &self.extra)] {
            for moment in moments {
                let kind = if matches!(moment, Moment::Day(_)) { ";VALUE=DATE" } else { "" };
                write!(f, "{before}{name}{kind}:{moment}")?;
                before = "\n";
            }
        }
        Ok(())
    }
}

const fn weekday_word(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// The date that the clock has at `at` within the couple's `day`: the next one, until `day_ends`.
pub fn date_within(day: NaiveDate, at: NaiveTime, day_ends: u8) -> NaiveDate {
    let past_midnight = Days::new(u64::from(at.hour() < u32::from(day_ends)));
    day.checked_add_days(past_midnight).unwrap_or(day)
}

/// The day on which the couple's evening at this civil time belongs: the day before, until `day_ends`.
pub fn couples_day(at: NaiveDateTime, day_ends: u8) -> NaiveDate {
    if at.hour() < u32::from(day_ends) {
        at.date().checked_sub_days(Days::new(1)).unwrap_or(at.date())
    } else {
        at.date()
    }
}
