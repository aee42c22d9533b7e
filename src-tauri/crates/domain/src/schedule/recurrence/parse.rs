//! Reading RFC 5545 text. Anything may come in here, from a calendar file or a partner's newer version, so
//! nothing panics, nothing grows without bound, and what is refused is refused in words.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use super::{End, Frequency, LONGEST_TEXT, MOST_MOMENTS, Moment, OnDay, Recurrence, Rhythm};
use crate::schedule::occurrences::instant;
use crate::zones;

/// Why a rule could not be read, in words that may be shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecurrenceError {
    /// There is no text.
    #[error("the rule is empty")]
    Empty,
    /// More text than any rule needs.
    #[error("the rule is longer than any calendar needs")]
    TooLong,
    /// A part that no calendar standard names, or that chooses something other than days.
    #[error("“{0}” is not a part of a day pattern")]
    UnknownPart(String),
    /// The same part twice.
    #[error("“{0}” stands in the rule twice")]
    Twice(&'static str),
    /// FREQ is missing.
    #[error("the rule does not say how often (FREQ)")]
    NoFrequency,
    /// FREQ below a day, or BYHOUR and its kin.
    #[error("“{0}” chooses hours or minutes, but a plan has one time of day")]
    TimeOfDay(String),
    /// A value outside what its part can hold.
    #[error("{part} cannot be “{value}”")]
    BadValue {
        /// The part's name.
        part: &'static str,
        /// What was written.
        value: String,
    },
    /// Parts that contradict each other.
    #[error("{0} and {1} do not go together")]
    NotTogether(&'static str, &'static str),
    /// A time on the clock of a zone that is not known here.
    #[error("“{0}” is not a time zone that is known here")]
    UnknownZone(String),
}

impl RecurrenceError {
    pub(super) fn bad(part: &'static str, value: &str) -> Self {
        Self::BadValue { part, value: value.chars().take(40).collect() }
    }
}

type Parsed<T> = Result<T, RecurrenceError>;

pub(super) fn rhythm(text: &str) -> Parsed<Rhythm> {
    if text.len() > LONGEST_TEXT {
        return Err(RecurrenceError::TooLong);
    }
    let mut read = Rhythm::default();
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    for line in unfolded.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let Some((head, body)) = split(line, ':') else {
            set_rule(&mut read, rule(line)?)?;
            continue;
        };
        let (name, parameters) = split(head, ';').unwrap_or((head, ""));
        match name.trim().to_ascii_uppercase().as_str() {
            "RRULE" => set_rule(&mut read, rule(body)?)?,
            "EXDATE" => read.except.extend(moments("EXDATE", parameters, body)?),
            "RDATE" => read.extra.extend(moments("RDATE", parameters, body)?),
            other => return Err(RecurrenceError::UnknownPart(other.chars().take(40).collect())),
        }
    }
    if read.except.len() + read.extra.len() > MOST_MOMENTS {
        return Err(RecurrenceError::TooLong);
    }
    if read == Rhythm::default() { Err(RecurrenceError::Empty) } else { Ok(read) }
}

/// What stands before and behind the first `mark` that is not between quotes.
fn split(text: &str, mark: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = text.find(|c: char| {
        quoted ^= c == '"';
        c == mark && !quoted
    })?;
    Some((text.get(..at)?, text.get(at + mark.len_utf8()..)?))
}

/// The moments of one line. A time with a `TZID` is one on that zone's clock; whole days and times in UTC have
/// none (RFC 5545 §3.2.19).
fn moments(part: &'static str, parameters: &str, body: &str) -> Parsed<Vec<Moment>> {
    let zone = zone_name(parameters);
    list(part, body, |text| match (moment(part, text)?, zone) {
        (Moment::Civil(at), Some(name)) => {
            let zone: Tz = zones::known(name)
                .ok_or_else(|| RecurrenceError::UnknownZone(name.chars().take(40).collect()))?;
            // A year has four digits, in UTC too.
            let instant = Some(instant(at, zone)).filter(|at| (0..=9999).contains(&at.year()));
            instant.map(Moment::Instant).ok_or_else(|| RecurrenceError::bad(part, text))
        }
        (moment, _) => Ok(moment),
    })
}

fn zone_name(parameters: &str) -> Option<&str> {
    let mut rest = parameters;
    while !rest.is_empty() {
        let (one, more) = split(rest, ';').unwrap_or((rest, ""));
        if let Some((name, value)) = one.split_once('=')
            && name.trim().eq_ignore_ascii_case("TZID")
        {
            return Some(value.trim().trim_matches('"')).filter(|name| !name.is_empty());
        }
        rest = more;
    }
    None
}

fn set_rule(read: &mut Rhythm, rule: Recurrence) -> Parsed<()> {
    // RFC 5545 advises against a second RRULE, and no calendar in use writes one.
    if read.rule.replace(rule).is_some() { Err(RecurrenceError::Twice("RRULE")) } else { Ok(()) }
}

pub(super) fn rule(text: &str) -> Parsed<Recurrence> {
    let text = text.trim();
    let named = text.split_at_checked(6).filter(|(head, _)| head.eq_ignore_ascii_case("RRULE:"));
    let text = named.map_or(text, |(_, rest)| rest);
    if text.len() > LONGEST_TEXT {
        return Err(RecurrenceError::TooLong);
    }
    if text.is_empty() {
        return Err(RecurrenceError::Empty);
    }
    let parts = parts(text)?;
    let frequency = match parts.get("FREQ") {
        Some(word) => frequency(word)?,
        None => return Err(RecurrenceError::NoFrequency),
    };
    let mut rule = Recurrence::every(frequency);
    for (part, value) in &parts.0 {
        apply(&mut rule, part, value)?;
    }
    rule.tidy();
    check(&rule, &parts)?;
    Ok(rule)
}

const PARTS: [&str; 11] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYDAY",
    "BYSETPOS",
];

struct Parts<'t>(Vec<(&'static str, &'t str)>);

impl<'t> Parts<'t> {
    fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(part, _)| *part == name).map(|(_, value)| *value)
    }
}

fn parts(text: &str) -> Parsed<Parts<'_>> {
    let mut read: Vec<(&'static str, &str)> = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let name = name.trim().to_ascii_uppercase();
        if matches!(name.as_str(), "BYHOUR" | "BYMINUTE" | "BYSECOND") {
            return Err(RecurrenceError::TimeOfDay(name));
        }
        let known = PARTS.iter().copied().find(|known| *known == name);
        let Some(known) = known else {
            return Err(RecurrenceError::UnknownPart(name.chars().take(40).collect()));
        };
        if read.iter().any(|(seen, _)| *seen == known) {
            return Err(RecurrenceError::Twice(known));
        }
        read.push((known, value.trim()));
    }
    Ok(Parts(read))
}

fn frequency(word: &str) -> Parsed<Frequency> {
    let upper = word.to_ascii_uppercase();
    match upper.as_str() {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        "HOURLY" | "MINUTELY" | "SECONDLY" => Err(RecurrenceError::TimeOfDay(upper)),
        _ => Err(RecurrenceError::bad("FREQ", word)),
    }
}

fn apply(rule: &mut Recurrence, part: &'static str, value: &str) -> Parsed<()> {
    match part {
        "INTERVAL" => rule.interval = number(part, value, 1..=1_000_000)?,
        "COUNT" => rule.end = End::Count(number(part, value, 1..=u32::MAX)?),
        "UNTIL" => rule.end = End::Until(moment(part, value)?),
        "WKST" => rule.week_start = weekday(part, value)?,
        "BYMONTH" => rule.months = numbers(part, value, |n: &u8| (1..=12).contains(n))?,
        "BYMONTHDAY" => rule.month_days = numbers(part, value, |n: &i8| around(*n, 31))?,
        "BYYEARDAY" => rule.year_days = numbers(part, value, |n: &i16| around(*n, 366))?,
        "BYWEEKNO" => rule.weeks = numbers(part, value, |n: &i8| around(*n, 53))?,
        "BYSETPOS" => rule.positions = numbers(part, value, |n: &i16| around(*n, 366))?,
        "BYDAY" => rule.days = list(part, value, on_day)?,
        _ => {}
    }
    Ok(())
}

/// Refuses what RFC 5545 §3.3.10 calls meaningless, instead of guessing what was meant.
fn check(rule: &Recurrence, parts: &Parts<'_>) -> Parsed<()> {
    use Frequency::{Daily, Monthly, Weekly, Yearly};
    let freq = rule.frequency;
    let nth = rule.days.iter().any(|day| day.nth.is_some());
    if parts.get("COUNT").is_some() && parts.get("UNTIL").is_some() {
        return Err(RecurrenceError::NotTogether("COUNT", "UNTIL"));
    }
    if nth && matches!(freq, Daily | Weekly) {
        return Err(RecurrenceError::NotTogether("an nth weekday", "a daily or weekly rule"));
    }
    if nth && freq == Yearly && !rule.weeks.is_empty() {
        return Err(RecurrenceError::NotTogether("an nth weekday", "BYWEEKNO"));
    }
    if freq != Yearly && !rule.weeks.is_empty() {
        return Err(RecurrenceError::NotTogether("BYWEEKNO", "any rule but a yearly one"));
    }
    if matches!(freq, Daily | Weekly | Monthly) && !rule.year_days.is_empty() {
        return Err(RecurrenceError::NotTogether("BYYEARDAY", "any rule but a yearly one"));
    }
    Ok(())
}

fn around<T: Into<i32>>(n: T, most: i32) -> bool {
    let n = n.into();
    n != 0 && n.abs() <= most
}

fn number<T: FromStr + PartialOrd>(
    part: &'static str,
    text: &str,
    range: std::ops::RangeInclusive<T>,
) -> Parsed<T> {
    text.parse().ok().filter(|n| range.contains(n)).ok_or_else(|| RecurrenceError::bad(part, text))
}

fn numbers<T: FromStr + Ord>(
    part: &'static str,
    text: &str,
    fits: impl Fn(&T) -> bool,
) -> Parsed<BTreeSet<T>> {
    let one = |text: &str| text.parse().ok().filter(&fits).ok_or_else(|| RecurrenceError::bad(part, text));
    Ok(list(part, text, one)?.into_iter().collect())
}

fn list<T>(part: &'static str, text: &str, one: impl Fn(&str) -> Parsed<T>) -> Parsed<Vec<T>> {
    if text.trim().is_empty() {
        return Err(RecurrenceError::bad(part, text));
    }
    text.split(',').map(|item| one(item.trim())).collect()
}

fn weekday(part: &'static str, text: &str) -> Parsed<Weekday> {
    match text.to_ascii_uppercase().as_str() {
        "MO" => Ok(Weekday::Mon),
        "TU" => Ok(Weekday::Tue),
        "WE" => Ok(Weekday::Wed),
        "TH" => Ok(Weekday::Thu),
        "FR" => Ok(Weekday::Fri),
        "SA" => Ok(Weekday::Sat),
        "SU" => Ok(Weekday::Sun),
        _ => Err(RecurrenceError::bad(part, text)),
    }
}

fn on_day(text: &str) -> Parsed<OnDay> {
    let split = text.len().checked_sub(2).filter(|at| text.is_char_boundary(*at));
    let (nth, day) = split.map(|at| text.split_at(at)).ok_or_else(|| RecurrenceError::bad("BYDAY", text))?;
    let nth = match nth {
        "" => None,
        nth => Some(
            nth.parse()
                .ok()
                .filter(|n: &i8| around(*n, 53))
                .ok_or_else(|| RecurrenceError::bad("BYDAY", text))?,
        ),
    };
    Ok(OnDay { nth, weekday: weekday("BYDAY", day)? })
}

pub(super) fn moment(part: &'static str, text: &str) -> Parsed<Moment> {
    let bad = || RecurrenceError::bad(part, text);
    let (date, time) = match text.split_once(['T', 't']) {
        None => return day(text).map(Moment::Day).ok_or_else(bad),
        Some((date, time)) => (date, time),
    };
    let (time, utc) = time.strip_suffix(['Z', 'z']).map_or((time, false), |time| (time, true));
    let at = day(date).zip(clock_time(time)).map(|(date, time)| date.and_time(time)).ok_or_else(bad)?;
    Ok(if utc {
        Moment::Instant(DateTime::<Utc>::from_naive_utc_and_offset(at, Utc))
    } else {
        Moment::Civil(at)
    })
}

fn digits<const N: usize>(text: &str) -> Option<u32> {
    (text.len() == N && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn day(text: &str) -> Option<NaiveDate> {
    let year = digits::<4>(text.get(..4)?)?;
    NaiveDate::from_ymd_opt(
        year.try_into().ok()?,
        digits::<2>(text.get(4..6)?)?,
        digits::<2>(text.get(6..)?)?,
    )
}

fn clock_time(text: &str) -> Option<NaiveTime> {
    // A leap second is the last second of its minute: nothing here is planned to the second.
    let second = digits::<2>(text.get(4..)?)?.min(59);
    NaiveTime::from_hms_opt(digits::<2>(text.get(..2)?)?, digits::<2>(text.get(2..4)?)?, second)
}
