//! Rhythms: the days of a ritual as people choose them, and the text in which the log keeps them.
//!
//! What a calendar can say is RFC 5545 text. Two rhythms no calendar knows; their text begins with `X-`, which
//! a version that does not know it keeps as [`Rhythm::Other`], shows as a rhythm of its own, plans nothing
//! from, and passes on as it is.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{NaiveDate, Weekday};

use super::{DAYS, MONTHS, SINGLE_DAYS, TIMES, Unfit, WEEKS};
use crate::ids::RitualId;
use crate::schedule::{self, Moment, Recurrence, recurrence};

/// Some days of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Weekdays(u8);

/// The week as RFC 5545 writes it, Monday first.
const CODES: [(Weekday, &str); 7] = [
    (Weekday::Mon, "MO"),
    (Weekday::Tue, "TU"),
    (Weekday::Wed, "WE"),
    (Weekday::Thu, "TH"),
    (Weekday::Fri, "FR"),
    (Weekday::Sat, "SA"),
    (Weekday::Sun, "SU"),
];

impl Weekdays {
    /// Every day of the week.
    pub const ALL: Self = Self(0b111_1111);
    /// Monday to Friday.
    pub const WORKDAYS: Self = Self(0b001_1111);

    /// Whether `day` is one of them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }

    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The days, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        CODES.into_iter().map(|(day, _)| day).filter(move |day| self.has(*day))
    }

    fn codes(self) -> String {
        self.iter().map(code).collect::<Vec<_>>().join(",")
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        Self(days.into_iter().fold(0, |bits, day| bits | (1 << day.num_days_from_monday())))
    }
}

fn code(day: Weekday) -> &'static str {
    CODES.iter().find(|(known, _)| *known == day).map_or("", |(_, code)| code)
}

fn weekday(code: &str) -> Option<Weekday> {
    CODES.iter().find(|(_, known)| *known == code).map(|(day, _)| *day)
}

/// On which days a ritual is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Days that a calendar can name.
    Calendar(Calendar),
    /// Any so many days of a week.
    AnyDays(AnyDays),
    /// Whenever another ritual is, once that one is over.
    After(RitualId),
    /// A rhythm that came from elsewhere and that the sheet cannot show: the text itself.
    Other(String),
}

/// Days by a pattern, without the ones that are left out and with the ones that are added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// The pattern.
    pub pattern: Pattern,
    /// When it stops.
    pub ends: Ends,
    /// Days that are left out.
    pub except: BTreeSet<NaiveDate>,
    /// Days that are added.
    pub extra: BTreeSet<NaiveDate>,
}

/// A pattern of days. A day that a month does not have is passed over: the 31st is in seven months, while
/// the last day is in all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every n-th day from the first one on, from 2; every day is seven days of every week.
    Days {
        /// Every n days.
        every: u16,
    },
    /// Some days of every n-th week, counted from the week of the first day.
    Weeks {
        /// Every n weeks, from 1.
        every: u8,
        /// The days.
        days: Weekdays,
    },
    /// One day of every n-th month, counted from the month of the first day.
    MonthDay {
        /// Every n months, from 1.
        every: u8,
        /// 1 to 31; -1 is the last day, -2 the last but one.
        day: i8,
    },
    /// The nth weekday of every n-th month.
    MonthWeekday {
        /// Every n months, from 1.
        every: u8,
        /// 1 to 5; -1 is the last.
        nth: i8,
        /// The day of the week.
        day: Weekday,
    },
    /// One day of every year.
    Years {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
}

/// When a rhythm stops by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Ends {
    /// It does not.
    #[default]
    Never,
    /// After this day, which still counts.
    On(NaiveDate),
    /// After so many times; days that are left out count as if they had been.
    After(u32),
}

/// Any so many days of a week, Monday to Sunday.
///
/// It is offered on each of its days for as long as the week still has room for it, quietly: it never takes
/// the evening's light by itself, and it is announced only when somebody chose a reminder. Once as many days
/// of the week are marked, it is silent until the next one. What is marked is read from what was done; there
/// is no counter, and a week in which it did not come leaves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnyDays {
    /// On how many days, from 1.
    pub times: u8,
    /// Which days come into question.
    pub days: Weekdays,
}

const ANY_DAYS: &str = "X-ANYDAYS=";
const AFTER: &str = "X-AFTER=";

impl Rhythm {
    /// Some days of every week.
    pub fn every_week(days: Weekdays) -> Self {
        Pattern::Weeks { every: 1, days }.into()
    }

    /// The rhythm as text: one RFC 5545 rule without its name, several lines when days are left out or
    /// added, or one of our own forms.
    pub fn rule(&self) -> String {
        match self {
            Self::Other(rule) => rule.clone(),
            Self::Calendar(calendar) => calendar.text(),
            Self::AnyDays(AnyDays { times, days }) => format!("{ANY_DAYS}{times};BYDAY={}", days.codes()),
            Self::After(ritual) => format!("{AFTER}{ritual}"),
        }
    }

    /// Reads the text. Whatever the sheet cannot show stays the text it is.
    pub fn read(rule: &str) -> Self {
        any_days(rule)
            .or_else(|| rule.strip_prefix(AFTER)?.parse().ok().map(Self::After))
            .or_else(|| Calendar::read(rule).map(Self::Calendar))
            .unwrap_or_else(|| Self::Other(rule.to_owned()))
    }

    /// The ritual that this one follows.
    pub const fn after(&self) -> Option<RitualId> {
        match self {
            Self::After(ritual) => Some(*ritual),
            Self::Calendar(_) | Self::AnyDays(_) | Self::Other(_) => None,
        }
    }

    /// Whether it is on every day from its first one on, none left out and without an end.
    pub fn is_every_day(&self) -> bool {
        *self == Self::every_week(Weekdays::ALL)
    }

    /// Whether a change from `before` to this one goes on counting from the same first day. Leaving a day out,
    /// adding one or giving it an end leaves the pattern where it is; another number of times counts anew.
    pub fn goes_on_from(&self, before: &Self) -> bool {
        let times = |ends: Ends| if let Ends::After(times) = ends { Some(times) } else { None };
        match (self, before) {
            (Self::Calendar(now), Self::Calendar(then)) => {
                now.pattern == then.pattern && times(now.ends) == times(then.ends)
            }
            (now, then) => now == then,
        }
    }

    pub(super) fn fits(&self, starts: NaiveDate) -> Result<(), Unfit> {
        let unfit = |field, why| Err(Unfit { field, why });
        match self {
            Self::Calendar(Calendar { ends: Ends::On(day), .. }) if *day < starts => unfit("until", "past"),
            Self::AnyDays(AnyDays { days, .. }) if days.is_empty() => unfit("days", "empty"),
            Self::AnyDays(AnyDays { times, days }) if !(1..=days.count()).contains(&u32::from(*times)) => {
                unfit("times", "range")
            }
            Self::Calendar(calendar) => calendar.fits(),
            Self::AnyDays(_) | Self::After(_) | Self::Other(_) => Ok(()),
        }
    }
}

fn any_days(rule: &str) -> Option<Rhythm> {
    let (times, days) = rule.strip_prefix(ANY_DAYS)?.split_once(";BYDAY=")?;
    let days = days.split(',').map(weekday).collect::<Option<Weekdays>>()?;
    let times = times.parse().ok().filter(|times| (1..=days.count()).contains(&u32::from(*times)))?;
    Some(Rhythm::AnyDays(AnyDays { times, days }))
}

impl AnyDays {
    /// The days that come into question as a calendar says them.
    pub(super) fn dates(self) -> schedule::Rhythm {
        Recurrence::weekly(self.days.iter()).into()
    }

    /// The days of `marked`'s weeks that have no room any more. A marked day itself stays.
    pub(super) fn full(self, marked: &BTreeSet<NaiveDate>) -> impl Iterator<Item = NaiveDate> + '_ {
        let weeks: BTreeSet<NaiveDate> = marked.iter().map(|day| week_of(*day)).collect();
        let done = |monday: NaiveDate| marked.iter().filter(|day| week_of(**day) == monday).count();
        let full: Vec<_> =
            weeks.into_iter().filter(|monday| done(*monday) >= usize::from(self.times)).collect();
        full.into_iter().flat_map(|monday| monday.iter_days().take(7)).filter(|day| !marked.contains(day))
    }
}

/// The Monday of the week in which `day` lies.
pub(super) fn week_of(day: NaiveDate) -> NaiveDate {
    day.week(Weekday::Mon).checked_first_day().unwrap_or(day)
}

impl From<Pattern> for Rhythm {
    fn from(pattern: Pattern) -> Self {
        Self::Calendar(pattern.into())
    }
}

impl From<Pattern> for Calendar {
    fn from(pattern: Pattern) -> Self {
        Self { pattern, ends: Ends::Never, except: BTreeSet::new(), extra: BTreeSet::new() }
    }
}

impl Calendar {
    fn text(&self) -> String {
        let rule = self.rule();
        if self.except.is_empty() && self.extra.is_empty() {
            return rule;
        }
        let mut text = format!("RRULE:{rule}");
        for (name, days) in [("EXDATE", &self.except), ("RDATE", &self.extra)] {
            for day in days {
                let _ = write!(text, "\n{name};VALUE=DATE:{}", day.format("%Y%m%d"));
            }
        }
        text
    }

    fn rule(&self) -> String {
        let mut rule = self.pattern.text();
        let _ = match self.ends {
            Ends::Never => Ok(()),
            Ends::On(day) => write!(rule, ";UNTIL={}", day.format("%Y%m%d")),
            Ends::After(times) => write!(rule, ";COUNT={times}"),
        };
        rule
    }

    /// The calendar in `text`, when it says nothing that this type cannot: what is read is written again and
    /// compared, so that no part of a rule is ever dropped.
    fn read(text: &str) -> Option<Self> {
        let schedule::Rhythm { rule, except, extra } = text.parse().ok()?;
        let rule = rule?;
        let ends = match rule.end() {
            recurrence::End::Never => Ends::Never,
            recurrence::End::Until(moment) => Ends::On(whole_day(&moment)?),
            recurrence::End::Count(times) => Ends::After(times),
        };
        let days = |moments: &[Moment]| moments.iter().map(whole_day).collect::<Option<_>>();
        let mut calendar =
            Self { pattern: Pattern::of(&rule)?, ends, except: days(&except)?, extra: days(&extra)? };
        if calendar.rule() != rule.to_string() {
            return None;
        }
        if calendar.pattern == (Pattern::Days { every: 1 }) {
            calendar.pattern = Pattern::Weeks { every: 1, days: Weekdays::ALL };
        }
        calendar.fits().ok().map(|()| calendar)
    }

    fn fits(&self) -> Result<(), Unfit> {
        self.pattern.fits()?;
        let unfit = |field, why| Err(Unfit { field, why });
        match self.ends {
            Ends::After(times) if !(1..=TIMES).contains(&times) => return unfit("times", "range"),
            Ends::Never | Ends::On(_) | Ends::After(_) => {}
        }
        if self.except.len() > SINGLE_DAYS {
            return unfit("except", "many");
        }
        if self.extra.len() > SINGLE_DAYS { unfit("extra", "many") } else { Ok(()) }
    }
}

fn whole_day(moment: &Moment) -> Option<NaiveDate> {
    match moment {
        Moment::Day(day) => Some(*day),
        Moment::Civil(_) | Moment::Instant(_) => None,
    }
}

impl Pattern {
    fn text(&self) -> String {
        let every = |n: u16| if n == 1 { String::new() } else { format!(";INTERVAL={n}") };
        match *self {
            Self::Days { every: n } => format!("FREQ=DAILY{}", every(n)),
            Self::Weeks { every: n, days } => {
                format!("FREQ=WEEKLY{};BYDAY={}", every(n.into()), days.codes())
            }
            Self::MonthDay { every: n, day } => format!("FREQ=MONTHLY{};BYMONTHDAY={day}", every(n.into())),
            Self::MonthWeekday { every: n, nth, day } => {
                format!("FREQ=MONTHLY{};BYDAY={nth}{}", every(n.into()), code(day))
            }
            Self::Years { month, day } => format!("FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"),
        }
    }

    /// A guess; [`Calendar::read`] checks that it says all of the rule.
    fn of(rule: &Recurrence) -> Option<Self> {
        use recurrence::Frequency::{Daily, Monthly, Weekly, Yearly};
        let every = u16::try_from(rule.interval()).ok()?;
        let few = u8::try_from(every).ok();
        match (rule.frequency(), rule.month_days().next(), rule.days()) {
            (Daily, ..) => Some(Self::Days { every }),
            (Weekly, _, days) if !days.is_empty() => {
                Some(Self::Weeks { every: few?, days: days.iter().map(|on| on.weekday).collect() })
            }
            (Monthly, Some(day), _) => Some(Self::MonthDay { every: few?, day }),
            (Monthly, None, [on]) => Some(Self::MonthWeekday { every: few?, nth: on.nth?, day: on.weekday }),
            (Yearly, Some(day), _) => {
                Some(Self::Years { month: rule.months().next()?, day: u8::try_from(day).ok()? })
            }
            (Weekly | Monthly | Yearly, ..) => None,
        }
    }

    fn fits(&self) -> Result<(), Unfit> {
        let within = |field, fits: bool| if fits { Ok(()) } else { Err(Unfit { field, why: "range" }) };
        match *self {
            Self::Days { every } => within("every", (2..=DAYS).contains(&every)),
            Self::Weeks { days, .. } if days.is_empty() => Err(Unfit { field: "days", why: "empty" }),
            Self::Weeks { every, .. } => within("every", (1..=WEEKS).contains(&every)),
            Self::MonthDay { every, day } => within("every", (1..=MONTHS).contains(&every))
                .and(within("day", day != 0 && day.unsigned_abs() <= 31)),
            Self::MonthWeekday { every, nth, .. } => within("every", (1..=MONTHS).contains(&every))
                .and(within("nth", nth != 0 && nth.unsigned_abs() <= 5)),
            // A leap year, so that 29 February can be chosen.
            Self::Years { month, day } => {
                within("day", NaiveDate::from_ymd_opt(2024, month.into(), day.into()).is_some())
            }
        }
    }
}

#[cfg(test)]
mod tests;
