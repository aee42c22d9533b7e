//! Rhythms on their way to and from the window.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};
use nightstand_app::AppError;
use nightstand_app::rituals as app;
use nightstand_domain::ritual as domain;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ids::RitualId;
use super::rituals::{civil_day, civil_time, clock};

/// Days and a time on a wall clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CivilTime {
    /// On which days.
    pub rhythm: Rhythm,
    /// `HH:MM`.
    pub at: String,
    /// The IANA zone whose wall clock it is.
    pub zone: String,
}

/// On which days a ritual is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Rhythm {
    /// Days that a calendar can name.
    Calendar {
        /// The pattern.
        pattern: Pattern,
        /// When it stops.
        ends: Ends,
        /// Days that are left out, `YYYY-MM-DD`.
        except: Vec<String>,
        /// Days that are added.
        extra: Vec<String>,
    },
    /// Any so many days of a week.
    AnyDays {
        /// On how many.
        times: u32,
        /// The days that come into question, as ISO 8601 numbers them.
        days: Vec<u32>,
    },
    /// Whenever another ritual is, once that one is over.
    After {
        /// The other one.
        ritual: RitualId,
    },
    /// A rhythm from elsewhere that the sheet cannot show: its text.
    Other {
        /// The text.
        rule: String,
    },
}

/// A pattern of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Pattern {
    /// Every n-th day, from 2.
    Days {
        /// Every n days.
        every: u32,
    },
    /// Some days of every n-th week.
    Weeks {
        /// Every n weeks.
        every: u32,
        /// Days of the week as ISO 8601 numbers them, Monday is 1.
        days: Vec<u32>,
    },
    /// One day of every n-th month.
    MonthDay {
        /// Every n months.
        every: u32,
        /// 1 to 31; -1 is the last day.
        day: i32,
    },
    /// The nth weekday of every n-th month.
    MonthWeekday {
        /// Every n months.
        every: u32,
        /// 1 to 5; -1 is the last.
        nth: i32,
        /// The day of the week.
        day: u32,
    },
    /// One day of every year.
    Years {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
    },
}

/// When a rhythm stops by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Ends {
    /// It does not.
    Never,
    /// After a day, which still counts.
    On {
        /// The day, `YYYY-MM-DD`.
        day: String,
    },
    /// After so many times.
    After {
        /// How many.
        times: u32,
    },
}

impl From<&domain::When> for CivilTime {
    fn from(when: &domain::When) -> Self {
        Self { rhythm: (&when.rhythm).into(), at: clock(when.at), zone: when.zone.name().to_owned() }
    }
}

impl From<&domain::Rhythm> for Rhythm {
    fn from(rhythm: &domain::Rhythm) -> Self {
        match rhythm {
            domain::Rhythm::Calendar(calendar) => Self::Calendar {
                pattern: calendar.pattern.into(),
                ends: calendar.ends.into(),
                except: calendar.except.iter().map(NaiveDate::to_string).collect(),
                extra: calendar.extra.iter().map(NaiveDate::to_string).collect(),
            },
            domain::Rhythm::AnyDays(any) => Self::AnyDays { times: any.times.into(), days: iso(any.days) },
            domain::Rhythm::After(ritual) => Self::After { ritual: (*ritual).into() },
            domain::Rhythm::Other(rule) => Self::Other { rule: rule.clone() },
        }
    }
}

fn iso(days: domain::Weekdays) -> Vec<u32> {
    days.iter().map(|day| day.number_from_monday()).collect()
}

impl From<domain::Pattern> for Pattern {
    fn from(pattern: domain::Pattern) -> Self {
        match pattern {
            domain::Pattern::Days { every } => Self::Days { every: every.into() },
            domain::Pattern::Weeks { every, days } => Self::Weeks { every: every.into(), days: iso(days) },
            domain::Pattern::MonthDay { every, day } => {
                Self::MonthDay { every: every.into(), day: day.into() }
            }
            domain::Pattern::MonthWeekday { every, nth, day } => {
                Self::MonthWeekday { every: every.into(), nth: nth.into(), day: day.number_from_monday() }
            }
            domain::Pattern::Years { month, day } => Self::Years { month: month.into(), day: day.into() },
        }
    }
}

impl From<domain::Ends> for Ends {
    fn from(ends: domain::Ends) -> Self {
        match ends {
            domain::Ends::Never => Self::Never,
            domain::Ends::On(day) => Self::On { day: day.to_string() },
            domain::Ends::After(times) => Self::After { times },
        }
    }
}

impl TryFrom<CivilTime> for app::Chosen {
    type Error = AppError;

    fn try_from(time: CivilTime) -> Result<Self, AppError> {
        let rhythm = time.rhythm.try_into()?;
        let at = civil_time(&time.at)?;
        let zone = time.zone.parse().map_err(|_| AppError::invalid("zone", "shape"))?;
        Ok(Self { rhythm, at, zone })
    }
}

impl TryFrom<Rhythm> for domain::Rhythm {
    type Error = AppError;

    fn try_from(rhythm: Rhythm) -> Result<Self, AppError> {
        Ok(match rhythm {
            Rhythm::Calendar { pattern, ends, except, extra } => Self::Calendar(domain::Calendar {
                pattern: pattern.try_into()?,
                ends: ends.try_into()?,
                except: days("except", &except)?,
                extra: days("extra", &extra)?,
            }),
            Rhythm::AnyDays { times, days } => {
                Self::AnyDays(domain::AnyDays { times: small("times", times)?, days: weekdays(&days)? })
            }
            Rhythm::After { ritual } => Self::After(ritual.into()),
            Rhythm::Other { rule } => Self::read(&rule),
        })
    }
}

impl TryFrom<Pattern> for domain::Pattern {
    type Error = AppError;

    fn try_from(pattern: Pattern) -> Result<Self, AppError> {
        Ok(match pattern {
            Pattern::Days { every } => Self::Days { every: small("every", every)? },
            Pattern::Weeks { every, days } => {
                Self::Weeks { every: small("every", every)?, days: weekdays(&days)? }
            }
            Pattern::MonthDay { every, day } => {
                Self::MonthDay { every: small("every", every)?, day: small("day", day)? }
            }
            Pattern::MonthWeekday { every, nth, day } => Self::MonthWeekday {
                every: small("every", every)?,
                nth: small("nth", nth)?,
                day: weekday(day)?,
            },
            Pattern::Years { month, day } => {
                Self::Years { month: small("month", month)?, day: small("day", day)? }
            }
        })
    }
}

impl TryFrom<Ends> for domain::Ends {
    type Error = AppError;

    fn try_from(ends: Ends) -> Result<Self, AppError> {
        Ok(match ends {
            Ends::Never => Self::Never,
            Ends::On { day } => Self::On(civil_day(&day).map_err(|_| AppError::invalid("until", "shape"))?),
            Ends::After { times } => Self::After(times),
        })
    }
}

fn small<From, To: TryFrom<From>>(field: &'static str, number: From) -> Result<To, AppError> {
    To::try_from(number).map_err(|_| AppError::invalid(field, "range"))
}

fn days(field: &'static str, texts: &[String]) -> Result<BTreeSet<NaiveDate>, AppError> {
    texts.iter().map(|text| civil_day(text).map_err(|_| AppError::invalid(field, "shape"))).collect()
}

fn weekdays(days: &[u32]) -> Result<domain::Weekdays, AppError> {
    days.iter().map(|day| weekday(*day)).collect()
}

fn weekday(iso: u32) -> Result<Weekday, AppError> {
    let from_monday = u8::try_from(iso).ok().and_then(|day| day.checked_sub(1));
    from_monday.and_then(|day| Weekday::try_from(day).ok()).ok_or(AppError::invalid("days", "shape"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weekly() -> CivilTime {
        let pattern = Pattern::Weeks { every: 1, days: vec![1] };
        let rhythm = Rhythm::Calendar { pattern, ends: Ends::Never, except: Vec::new(), extra: Vec::new() };
        CivilTime { rhythm, at: "21:30".into(), zone: "UTC".into() }
    }

    #[test]
    fn a_time_comes_back_from_the_window_as_it_went() {
        let rules = [
            "FREQ=WEEKLY;BYDAY=MO,SU",
            "FREQ=DAILY;INTERVAL=3;COUNT=5",
            "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270131",
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1FR",
            "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24\nEXDATE;VALUE=DATE:20271224\nRDATE;VALUE=DATE:20271225",
            "X-ANYDAYS=2;BYDAY=SA,SU",
            "X-AFTER=07070707070707070707070707070707",
            "X-MOONS=2",
        ];
        for rule in rules {
            let when = domain::When::from_texts(rule, "2026-11-23", "21:30", "Asia/Kolkata").unwrap();
            let back = app::Chosen::try_from(CivilTime::from(&when)).unwrap();
            assert_eq!(
                (back.rhythm.rule().as_str(), back.at, back.zone),
                (rule, when.at, when.zone),
                "nothing is lost on the way"
            );
        }
    }

    #[test]
    fn what_is_no_time_is_named_by_its_field() {
        let refused = |change: fn(&mut CivilTime)| {
            let mut time = weekly();
            change(&mut time);
            match app::Chosen::try_from(time) {
                Err(AppError::Invalid { field, .. }) => field,
                _ => "kept",
            }
        };
        assert_eq!(refused(|_| {}), "kept", "a good one is kept");
        assert_eq!(refused(|time| time.at = "25:30".into()), "at", "there is no 25th hour");
        assert_eq!(refused(|time| time.zone = "Middle/Earth".into()), "zone", "that zone is on no map");
        let refused = |pattern: Pattern| match domain::Pattern::try_from(pattern) {
            Err(AppError::Invalid { field, .. }) => field,
            _ => "kept",
        };
        assert_eq!(refused(Pattern::Weeks { every: 1, days: vec![8] }), "days", "there is no eighth day");
        assert_eq!(refused(Pattern::Weeks { every: 300, days: vec![1] }), "every", "not in this life");
        assert_eq!(refused(Pattern::MonthDay { every: 1, day: 300 }), "day", "nor in any month");
    }
}
