//! The grammar of [`super::asked`]: which words in a row name days.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, Days as Count, Months, NaiveDate, Weekday};

use super::vocabulary::{Meaning, Season, Unit, Vocabulary};
use super::{Days, Half};
use crate::words::QUOTES;

/// Years that a number of four digits may mean by itself or behind a word such as "in", where it may as well be a number.
const YEARS: RangeInclusive<u32> = 1900..=2999;
/// And those that it may mean beside a month or a season: old diaries come in as well.
const DATED_YEARS: RangeInclusive<u32> = 1000..=2999;

/// One word of what was typed, and where it stands.
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    said: Said,
}

#[derive(Clone, Copy)]
enum Said {
    Meaning(Meaning),
    /// A date or a month in figures.
    Days(Days),
    /// A word like any other, or a quotation.
    Other,
}

/// The words of what was typed. A quotation is one that means nothing.
pub(super) fn tokens(typed: &str, known: &Vocabulary) -> Vec<Token> {
    let mut found = Vec::new();
    let mut start = 0;
    for (number, stretch) in typed.split(QUOTES).enumerate() {
        if number % 2 == 1 {
            found.push(Token { start, end: start + stretch.len(), said: Said::Other });
        } else {
            words(stretch, start, known, &mut found);
        }
        let end = start + stretch.len();
        start = end + typed.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

fn words(stretch: &str, offset: usize, known: &Vocabulary, found: &mut Vec<Token>) {
    let mut at = 0;
    for word in stretch.split_whitespace() {
        let start = at + stretch.get(at..).and_then(|rest| rest.find(word)).unwrap_or_default();
        at = start + word.len();
        let bare = word.trim_matches([',', '.', ';']).to_lowercase();
        let said = figures(&bare).map(Said::Days).or_else(|| known.meaning(&bare).map(Said::Meaning));
        found.push(Token { start: offset + start, end: offset + at, said: said.unwrap_or(Said::Other) });
    }
}

/// `2025-03-14`, `2025-03` or `14.3.2025`.
fn figures(word: &str) -> Option<Days> {
    if let Some((day, rest)) = word.split_once('.') {
        let (month, year) = rest.split_once('.')?;
        let number = |text: &str, most| {
            let is_one = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            is_one.then(|| text.parse::<u32>().ok()).flatten()
        };
        let year = number(year, 4).filter(|year| DATED_YEARS.contains(year))?;
        let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, number(month, 2)?, number(day, 2)?)?;
        return Some(Days::one(day));
    }
    let shaped =
        |length| word.len() == length && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if shaped(10) {
        return word.parse().ok().map(Days::one);
    }
    let (year, month) = word.split_once('-').filter(|_| shaped(7))?;
    whole_month(year.parse().ok()?, month.parse().ok()?)
}

/// When and where it is asked.
#[derive(Clone, Copy)]
pub(super) struct Here {
    pub(super) today: NaiveDate,
    pub(super) half: Half,
}

impl Here {
    /// A season as the weather counts them: three whole months, of which the first lies in `year`.
    fn season(self, season: Season, year: i32) -> Option<Days> {
        let (north, south) = match season {
            Season::Spring => (3, 9),
            Season::Summer => (6, 12),
            Season::Autumn => (9, 3),
            Season::Winter => (12, 6),
        };
        let first = if self.half == Half::North { north } else { south };
        let from = NaiveDate::from_ymd_opt(year, first, 1)?;
        Some(Days { from, to: from.checked_add_months(Months::new(3))?.pred_opt()? })
    }

    /// The latest one that fits.
    fn latest(self, season: Season, fits: impl Fn(Days) -> bool) -> Option<Days> {
        let years = (0..=2).filter_map(|back| self.today.year().checked_sub(back));
        years.filter_map(|year| self.season(season, year)).find(|days| fits(*days))
    }
}

/// The year that is all there is.
pub(super) fn bare_year(tokens: &[Token]) -> Option<Days> {
    let [_] = tokens else { return None };
    around(NaiveDate::from_ymd_opt(year(tokens, 0, &YEARS)?, 1, 1)?, Unit::Year)
}

/// The days that the first of `tokens` name, and how many of them do.
pub(super) fn read(tokens: &[Token], here: Here) -> Option<(Days, usize)> {
    let Some(Said::Meaning(first)) = said(tokens, 0) else { return stretch(tokens, here, false) };
    let edge: fn(Days) -> Option<Days> = match first {
        Meaning::Since => |days| Some(Days { to: NaiveDate::MAX, ..days }),
        Meaning::Until => |days| Some(Days { from: NaiveDate::MIN, ..days }),
        Meaning::After => |days| Some(Days { from: days.to.succ_opt()?, to: NaiveDate::MAX }),
        Meaning::Before => |days| Some(Days { from: NaiveDate::MIN, to: days.from.pred_opt()? }),
        Meaning::In => Some,
        _ => return stretch(tokens, here, false),
    };
    let (days, length) = stretch(tokens.get(1..)?, here, true)?;
    Some((edge(days)?, length + 1))
}

fn said(tokens: &[Token], at: usize) -> Option<Said> {
    tokens.get(at).map(|token| token.said)
}

fn meaning(tokens: &[Token], at: usize) -> Option<Meaning> {
    match said(tokens, at)? {
        Said::Meaning(meaning) => Some(meaning),
        Said::Days(_) | Said::Other => None,
    }
}

fn year(tokens: &[Token], at: usize, of: &RangeInclusive<u32>) -> Option<i32> {
    match meaning(tokens, at)? {
        Meaning::Number(number) if of.contains(&number) => i32::try_from(number).ok(),
        _ => None,
    }
}

/// A stretch without an open end. After a word that leads to days, a month, a year or a day of the week will do
/// by itself.
fn stretch(tokens: &[Token], here: Here, led: bool) -> Option<(Days, usize)> {
    let Here { today, .. } = here;
    if let Said::Days(days) = said(tokens, 0)? {
        return Some((days, 1));
    }
    match meaning(tokens, 0)? {
        Meaning::Day(offset) => Some((Days::one(shifted(today, offset)?), 1)),
        Meaning::Last => last(tokens, here),
        Meaning::This => this(tokens, here),
        Meaning::Season(season) => by_season(tokens, season, here, led),
        Meaning::Month(month) => by_month(tokens, month, today, led),
        Meaning::Number(number) => by_number(tokens, number, today, led),
        Meaning::Weekday(weekday) if led => Some((Days::one(back_to(today, weekday)?), 1)),
        _ => None,
    }
}

fn last(tokens: &[Token], here: Here) -> Option<(Days, usize)> {
    let Here { today, .. } = here;
    match meaning(tokens, 1)? {
        Meaning::Season(season) => Some((here.latest(season, |days| days.to < today)?, 2)),
        Meaning::Month(month) => {
            let year = if month < today.month() { today.year() } else { today.year().checked_sub(1)? };
            Some((whole_month(year, month)?, 2))
        }
        Meaning::Weekday(weekday) => Some((Days::one(back_to(shifted(today, -1)?, weekday)?), 2)),
        Meaning::Unit(unit) => Some((around(before(today, 1, unit)?, unit)?, 2)),
        Meaning::Number(number) => match meaning(tokens, 2)? {
            Meaning::Unit(unit) if number > 0 => {
                Some((Days { from: before(today, number, unit)?, to: today }, 3))
            }
            _ => None,
        },
        _ => None,
    }
}

fn this(tokens: &[Token], here: Here) -> Option<(Days, usize)> {
    let Here { today, .. } = here;
    match meaning(tokens, 1)? {
        Meaning::Season(season) => Some((here.latest(season, |days| days.from <= today)?, 2)),
        Meaning::Month(month) => Some((whole_month(today.year(), month)?, 2)),
        Meaning::Unit(unit) => Some((around(today, unit)?, 2)),
        _ => None,
    }
}

/// The season that begins in the year that was said: the winter of 2024 ends in 2025. Without a year, after a word that
/// leads to days, the latest one that has begun.
fn by_season(tokens: &[Token], season: Season, here: Here, led: bool) -> Option<(Days, usize)> {
    let of = usize::from(meaning(tokens, 1) == Some(Meaning::Of));
    if let Some(year) = year(tokens, 1 + of, &DATED_YEARS) {
        return Some((here.season(season, year)?, 2 + of));
    }
    led.then(|| here.latest(season, |days| days.from <= here.today)).flatten().map(|days| (days, 1))
}

fn by_month(tokens: &[Token], month: u32, today: NaiveDate, led: bool) -> Option<(Days, usize)> {
    if let Some(year) = year(tokens, 1, &DATED_YEARS) {
        return Some((whole_month(year, month)?, 2));
    }
    if let Some(Meaning::Number(day)) = meaning(tokens, 1) {
        return dated(day, month, year(tokens, 2, &DATED_YEARS), today)
            .map(|(days, with_year)| (days, 2 + with_year));
    }
    let year = if month <= today.month() { today.year() } else { today.year().checked_sub(1)? };
    led.then(|| whole_month(year, month)).flatten().map(|days| (days, 1))
}

fn by_number(tokens: &[Token], number: u32, today: NaiveDate, led: bool) -> Option<(Days, usize)> {
    match meaning(tokens, 1) {
        Some(Meaning::Unit(unit)) if number > 0 && meaning(tokens, 2) == Some(Meaning::Ago) => {
            return Some((around(before(today, number, unit)?, unit)?, 3));
        }
        Some(Meaning::Month(month)) if number <= 31 => {
            let (days, with_year) = dated(number, month, year(tokens, 2, &DATED_YEARS), today)?;
            return Some((days, 2 + with_year));
        }
        _ => {}
    }
    let year = year(tokens, 0, &YEARS).filter(|_| led)?;
    Some((around(NaiveDate::from_ymd_opt(year, 1, 1)?, Unit::Year)?, 1))
}

/// One day of a year, or the latest that has been when no year was said; and how many words the year took.
fn dated(day: u32, month: u32, year: Option<i32>, today: NaiveDate) -> Option<(Days, usize)> {
    if let Some(year) = year {
        return Some((Days::one(NaiveDate::from_ymd_opt(year, month, day)?), 1));
    }
    // A leap day has been within the last eight years.
    let years = (0..=8).filter_map(|back| today.year().checked_sub(back));
    let mut days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    Some((Days::one(days.find(|one| *one <= today)?), 0))
}

/// The day so many units earlier.
fn before(today: NaiveDate, number: u32, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Day => today.checked_sub_days(Count::new(number.into())),
        Unit::Week => today.checked_sub_days(Count::new(u64::from(number) * 7)),
        Unit::Month => today.checked_sub_months(Months::new(number)),
        Unit::Year => today.checked_sub_months(Months::new(number.checked_mul(12)?)),
    }
}

/// The whole day, week from Monday to Sunday, month or year that a day lies in.
fn around(day: NaiveDate, unit: Unit) -> Option<Days> {
    Some(match unit {
        Unit::Day => Days::one(day),
        Unit::Week => {
            let from = shifted(day, -i64::from(day.weekday().num_days_from_monday()))?;
            Days { from, to: shifted(from, 6)? }
        }
        Unit::Month => whole_month(day.year(), day.month())?,
        Unit::Year => Days {
            from: NaiveDate::from_ymd_opt(day.year(), 1, 1)?,
            to: NaiveDate::from_ymd_opt(day.year(), 12, 31)?,
        },
    })
}

fn whole_month(year: i32, month: u32) -> Option<Days> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    Some(Days { from, to: from.checked_add_months(Months::new(1))?.pred_opt()? })
}

/// The latest such day of the week, today counted in.
fn back_to(today: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    shifted(today, -i64::from(today.weekday().days_since(weekday)))
}

fn shifted(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    day.checked_add_signed(chrono::TimeDelta::try_days(days)?)
}
