//! The values that a busy time is made of: moments, lengths and offsets.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use nightstand_domain::schedule::Moment;

use super::line::Line;

/// A moment with the zone that its line names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) moment: Moment,
    /// Its number among the file's zone names.
    pub(super) zone: Option<usize>,
}

impl Stamp {
    /// The civil date and time as written; a day begins at midnight.
    pub(super) fn civil(self) -> NaiveDateTime {
        match self.moment {
            Moment::Day(date) => date.and_time(chrono::NaiveTime::MIN),
            Moment::Civil(at) => at,
            Moment::Instant(at) => at.naive_utc(),
        }
    }

    pub(super) const fn day(self) -> Option<NaiveDate> {
        if let Moment::Day(date) = self.moment { Some(date) } else { None }
    }
}

/// A length as people mean it: days of the calendar, and exact time on top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) days: u16,
    pub(super) exact: TimeDelta,
}

/// The longest busy time, in days. What lasts longer is no appointment.
pub(super) const LONGEST_DAYS: u16 = 1_000;

impl Length {
    pub(super) fn exact(time: TimeDelta) -> Option<Self> {
        let fits = time >= TimeDelta::zero() && time <= TimeDelta::days(i64::from(LONGEST_DAYS));
        fits.then_some(Self { days: 0, exact: time })
    }

    pub(super) fn days(days: i64) -> Option<Self> {
        let days = u16::try_from(days).ok().filter(|days| *days <= LONGEST_DAYS)?;
        Some(Self { days, exact: TimeDelta::zero() })
    }

    /// An upper bound.
    pub(super) fn at_most(self) -> TimeDelta {
        TimeDelta::days(i64::from(self.days) + 2) + self.exact
    }

    /// Reads `P1DT2H`, `PT90M`, `P2W`; a length below zero is none.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix('+').unwrap_or(text).strip_prefix(['P', 'p'])?;
        let (days, time) = text.split_once(['T', 't']).unwrap_or((text, ""));
        let days = summed(days, &[('W', 7), ('D', 1)])?;
        let seconds = summed(time, &[('H', 3_600), ('M', 60), ('S', 1)])?;
        let exact = Self::exact(TimeDelta::try_seconds(seconds)?)?;
        Some(Self { exact: exact.exact, ..Self::days(days)? }).filter(|_| !text.is_empty())
    }
}

fn summed(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut sum = 0_i64;
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=9).contains(end))?;
        let (number, rest) = text.split_at(end);
        let unit = rest.chars().next()?;
        let (_, worth) = units.iter().find(|(known, _)| known.eq_ignore_ascii_case(&unit))?;
        sum += number.parse::<i64>().ok()? * worth;
        text = rest.get(unit.len_utf8()..)?;
    }
    Some(sum)
}

/// Seconds east of UTC, from `+0530`, `-033052` and the like.
pub(super) fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pair = |at: usize| digits.get(at..at + 2).map_or(Some(0), |pair| pair.parse::<i32>().ok());
    Some(sign * (pair(0)? * 3_600 + pair(2)? * 60 + pair(4)?)).filter(|seconds| seconds.abs() <= 86_400)
}

/// The moments that one line lists.
pub(super) fn moments<'l>(
    line: &'l Line<'_>,
    zone: Option<usize>,
) -> impl Iterator<Item = Option<Stamp>> + 'l {
    let texts = line.value().unwrap_or_default().split(',').map(str::trim).filter(|text| !text.is_empty());
    texts.map(move |text| Some(Stamp { moment: text.parse().ok()?, zone }))
}

/// From a moment to another, or for a length: `20261123T180000Z/PT1H`.
pub(super) fn period(text: &str) -> Option<(Moment, Result<Moment, Length>)> {
    let (from, to) = text.split_once('/')?;
    let to =
        if to.starts_with(['P', 'p', '+', '-']) { Err(Length::read(to)?) } else { Ok(to.parse().ok()?) };
    Some((from.parse().ok()?, to))
}

/// `at` and a length after it, counted on `clock`: first the days of the calendar, then exact time.
pub(super) fn after(
    at: DateTime<Utc>,
    civil: NaiveDateTime,
    length: Length,
    clock: impl Fn(NaiveDateTime) -> DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let days = chrono::Days::new(u64::from(length.days));
    let day = if length.days == 0 { at } else { clock(civil.checked_add_days(days)?) };
    day.checked_add_signed(length.exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_calendars_write_them() {
        let minutes = |minutes| Length { days: 0, exact: TimeDelta::minutes(minutes) };
        for (text, length) in [
            ("PT90M", Some(minutes(90))),
            ("PT1H30M0S", Some(minutes(90))),
            ("+PT1H", Some(minutes(60))),
            ("P2W", Length::days(14)),
            ("P1DT1H", Some(Length { days: 1, exact: TimeDelta::hours(1) })),
            ("-PT15M", None),
            ("P", None),
            ("PT", Some(minutes(0))),
            ("90M", None),
            ("PT99999999999999999999S", None),
            ("P999999999W", None),
            ("PTäH", None),
        ] {
            assert_eq!(Length::read(text), length, "{text}");
        }
    }

    #[test]
    fn offsets_are_read_with_and_without_seconds() {
        for (text, seconds) in
            [("+0100", Some(3_600)), ("-033052", Some(-12_652)), ("0100", None), ("+1", None), ("+ä00", None)]
        {
            assert_eq!(offset(text), seconds, "{text}");
        }
    }
}
