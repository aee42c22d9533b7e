//! The days that a rule names, period by period. A period's days are bits, so that "the last weekday of the
//! month" costs a few machine words and a rule written to exhaust us costs no more than any other.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use crate::schedule::recurrence::{Frequency, OnDay, Recurrence};

/// No rule names a day beyond this year: RFC 5545 writes years with four digits.
const LAST_YEAR: i32 = 9999;

/// The days of one period as bits: bit 0 is `first`.
#[derive(Clone, Copy, Default)]
struct Bits {
    first: i32,
    /// How many words are used up; those behind are empty.
    at: usize,
    words: [u64; 6],
}

impl Bits {
    fn of(bits: impl Iterator<Item = i32>) -> Self {
        let mut all = Self::default();
        bits.for_each(|bit| all.set(bit as u32));
        all
    }

    fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(other.words).for_each(|(word, other)| *word &= other);
    }

    fn set(&mut self, bit: u32) {
        if let Some(word) = self.words.get_mut((bit / 64) as usize) {
            *word |= 1 << (bit % 64);
        }
    }

    /// Sets up to 32 bits from `at` on.
    fn spread(&mut self, bits: u32, at: u32) {
        let (low, shift) = ((at / 64) as usize, at % 64);
        let wide = u128::from(bits) << shift;
        if let Some(word) = self.words.get_mut(low) {
            *word |= wide as u64;
        }
        if let Some(word) = self.words.get_mut(low + 1) {
            *word |= (wide >> 64) as u64;
        }
    }

    fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    #[inline]
    fn pop(&mut self) -> Option<i32> {
        while let Some(word) = self.words.get_mut(self.at) {
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return Some(self.first + (self.at as i32) * 64 + bit as i32);
            }
            self.at += 1;
        }
        None
    }

    /// The days of a span that fits one word.
    const fn short(first: i32, bits: u32) -> Self {
        Self { first, at: 0, words: [bits as u64, 0, 0, 0, 0, 0] }
    }

    fn drop_before(&mut self, day: i32) {
        let skip = (day - self.first).max(0);
        for (index, word) in self.words.iter_mut().enumerate() {
            match skip - (index as i32) * 64 {
                ..=0 => {}
                bits @ 1..=63 => *word &= u64::MAX << bits,
                _ => *word = 0,
            }
        }
    }

    /// Keeps the nth ones of the set; negative positions count from its end.
    fn keep(&mut self, positions: &BTreeSet<i16>) {
        let mut rest = *self;
        let total = self.count() as i32;
        let mut kept = Self { first: self.first, ..Self::default() };
        for nth in 0..total {
            let Some(day) = rest.pop() else { break };
            let wanted = |n: i32| i16::try_from(n).is_ok_and(|n| positions.contains(&n));
            if wanted(nth + 1) || wanted(nth - total) {
                kept.set((day - kept.first) as u32);
            }
        }
        *self = kept;
    }
}

/// The days of a rule between two days, in order.
pub(super) struct MatchingDays {
    rule: Compiled,
    first: i32,
    last: i32,
    /// The period that comes next, counted in the rule's own unit from its first.
    period: i64,
    open: Bits,
}

impl MatchingDays {
    /// The days that `rule` names from `start` on, without those before `from` and after `last`.
    pub(super) fn new(rule: &Recurrence, start: NaiveDate, from: NaiveDate, last: NaiveDate) -> Self {
        let compiled = Compiled::new(rule, start);
        let from = from.max(start);
        let last = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).map_or(last, |end| end.min(last));
        let period = (compiled.index(from) - compiled.index(start)).div_euclid(compiled.interval);
        Self {
            first: from.num_days_from_ce(),
            last: last.num_days_from_ce(),
            period: period.max(0),
            open: Bits::default(),
            rule: compiled,
        }
    }

    /// Passes over the days before `day` and says how many they were; of more than `most` it does not matter
    /// how many more.
    pub(super) fn pass(&mut self, day: NaiveDate, most: u32) -> u32 {
        let day = day.num_days_from_ce().min(self.last);
        let mut passed = 0_u32;
        loop {
            let before = self.open.count();
            self.open.drop_before(day);
            passed += before - self.open.count();
            if passed > most || self.open.count() > 0 || self.refill().is_none() || self.open.first >= day {
                return passed;
            }
        }
    }

    /// Opens the next period.
    fn refill(&mut self) -> Option<()> {
        self.open = self.rule.period(self.period)?;
        if self.open.first > self.last {
            return None;
        }
        self.period += 1;
        if !self.rule.positions.is_empty() {
            self.open.keep(&self.rule.positions);
        }
        if self.open.first < self.first {
            self.open.drop_before(self.first);
        }
        Some(())
    }
}

impl Iterator for MatchingDays {
    type Item = NaiveDate;

    fn next(&mut self) -> Option<NaiveDate> {
        loop {
            if let Some(day) = self.open.pop() {
                return NaiveDate::from_num_days_from_ce_opt(day).filter(|_| day <= self.last);
            }
            self.refill()?;
        }
    }
}

/// A rule made ready for stepping: defaults taken from the first day, lists as masks.
struct Compiled {
    frequency: Frequency,
    interval: i64,
    week_start: Weekday,
    origin: i64,
    months: u16,
    /// Bit n: the nth day of a month; from the end in `back_days`. `None`: any day.
    month_days: Option<(u32, u32)>,
    year_days: BTreeSet<i16>,
    weeks: BTreeSet<i8>,
    /// Bit n: that weekday, Monday first. `None`: any.
    weekdays: Option<u8>,
    nth: Vec<OnDay>,
    positions: BTreeSet<i16>,
}

impl Compiled {
    fn new(rule: &Recurrence, start: NaiveDate) -> Self {
        let (mut months, mut month_days) = (rule.months.clone(), rule.month_days.clone());
        let (nth, mut every): (Vec<OnDay>, Vec<OnDay>) = rule.days.iter().partition(|day| day.nth.is_some());
        let own_weekday = OnDay { nth: None, weekday: start.weekday() };
        let unsaid = rule.year_days.is_empty() && month_days.is_empty() && rule.days.is_empty();
        if unsaid && !rule.weeks.is_empty() {
            // What the rule leaves open is as the first day has it (RFC 5545 §3.3.10).
            every.push(own_weekday);
        } else if unsaid {
            match rule.frequency {
                Frequency::Daily => {}
                Frequency::Weekly => every.push(own_weekday),
                Frequency::Monthly | Frequency::Yearly => {
                    month_days.insert(start.day() as i8);
                    if rule.frequency == Frequency::Yearly && months.is_empty() {
                        months.insert(start.month() as u8);
                    }
                }
            }
        }
        let mut compiled = Self {
            frequency: rule.frequency,
            interval: i64::from(rule.interval),
            week_start: rule.week_start,
            origin: 0,
            months: if months.is_empty() { u16::MAX } else { months.iter().fold(0, |mask, m| mask | 1 << m) },
            month_days: (!month_days.is_empty()).then(|| split_days(&month_days)),
            year_days: rule.year_days.clone(),
            weeks: rule.weeks.clone(),
            weekdays: (!every.is_empty() || !nth.is_empty())
                .then(|| every.iter().fold(0, |mask, day| mask | 1 << day.weekday.num_days_from_monday())),
            nth,
            positions: rule.positions.clone(),
        };
        compiled.origin = compiled.index(start);
        compiled
    }

    /// Which of the rule's units a day lies in.
    fn index(&self, day: NaiveDate) -> i64 {
        let number = i64::from(day.num_days_from_ce());
        match self.frequency {
            Frequency::Daily => number,
            Frequency::Weekly => (number - self.week_shift()).div_euclid(7),
            Frequency::Monthly => i64::from(day.year()) * 12 + i64::from(day.month0()),
            Frequency::Yearly if self.weeks.is_empty() => i64::from(day.year()),
            Frequency::Yearly => i64::from(self.year_of_week(day)),
        }
    }

    /// Day 1 is a Monday, so weeks that begin on Mondays begin on day numbers 1 modulo 7.
    fn week_shift(&self) -> i64 {
        1 + i64::from(self.week_start.num_days_from_monday())
    }

    /// The days of the nth period of the rule; `None` beyond what a date can be.
    fn period(&self, nth: i64) -> Option<Bits> {
        let index = self.origin + nth.checked_mul(self.interval)?;
        match self.frequency {
            Frequency::Daily => self.day(index),
            Frequency::Weekly => self.week(index),
            Frequency::Monthly => {
                let (year, month) =
                    (i32::try_from(index.div_euclid(12)).ok()?, index.rem_euclid(12) as u32 + 1);
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                Some(Bits::short(first.num_days_from_ce(), self.month(first)))
            }
            Frequency::Yearly if self.weeks.is_empty() => self.year(i32::try_from(index).ok()?),
            Frequency::Yearly => self.weeks_of_year(i32::try_from(index).ok()?),
        }
    }

    fn day(&self, number: i64) -> Option<Bits> {
        let number = i32::try_from(number).ok()?;
        let named = !self.filtered() || self.admits(NaiveDate::from_num_days_from_ce_opt(number)?);
        Some(Bits::short(number, u32::from(named)))
    }

    fn week(&self, index: i64) -> Option<Bits> {
        let first = i32::try_from(index * 7 + self.week_shift()).ok()?;
        if self.months == u16::MAX && self.month_days.is_none() {
            let wanted = u32::from(self.weekdays.unwrap_or(0x7f));
            let turn = self.week_start.num_days_from_monday();
            return Some(Bits::short(first, ((wanted | wanted << 7) >> turn) & 0x7f));
        }
        let week = NaiveDate::from_num_days_from_ce_opt(first)?.iter_days().take(7).enumerate();
        let admitted = week.filter(|(_, day)| self.admits(*day)).fold(0, |mask, (bit, _)| mask | 1 << bit);
        Some(Bits::short(first, admitted))
    }

    fn filtered(&self) -> bool {
        self.months != u16::MAX || self.month_days.is_some() || self.weekdays.is_some()
    }

    /// Whether a day passes the filters of a daily or weekly rule, or of one that names weeks.
    fn admits(&self, day: NaiveDate) -> bool {
        let month = self.months & (1 << day.month()) != 0;
        let weekday =
            self.weekdays.is_none_or(|mask| mask & (1 << day.weekday().num_days_from_monday()) != 0);
        let back = || month_length(day) + 1 - day.day();
        let month_day = self.month_days.is_none_or(|(from_start, from_end)| {
            from_start & (1 << day.day()) != 0 || from_end & (1 << back()) != 0
        });
        month && weekday && month_day
    }

    /// The named days of one month: bit 0 is its first day.
    fn month(&self, first: NaiveDate) -> u32 {
        let mut days = self.month_days_of(first);
        if let Some(every) = self.weekdays {
            let opening = first.weekday().num_days_from_monday();
            let plain = (0..7).filter(|weekday| every & (1 << weekday) != 0);
            let mut wanted = plain.fold(0, |mask, weekday| mask | each_week(weekday, opening));
            let length = month_length(first);
            wanted |= self
                .nth
                .iter()
                .filter_map(|on| nth_of(*on, opening, length))
                .fold(0, |mask, n| mask | 1 << n);
            days &= wanted;
        }
        days
    }

    /// The days that BYMONTH and BYMONTHDAY leave of one month.
    fn month_days_of(&self, first: NaiveDate) -> u32 {
        let length = month_length(first);
        if self.months & (1 << first.month()) == 0 {
            return 0;
        }
        let all = u32::MAX >> (32 - length);
        // Reversing the bits of a list that counts from the end turns it into one that counts from the start.
        self.month_days
            .map_or(all, |(start, end)| all & ((start >> 1) | (end >> 1).reverse_bits() >> (32 - length)))
    }

    fn year(&self, year: i32) -> Option<Bits> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let mut days = Bits { first: first.num_days_from_ce(), ..Bits::default() };
        // Without a month, "the 20th Monday" is counted within the year.
        let nth_in_year = !self.nth.is_empty() && self.months == u16::MAX;
        for month in (1..=12).filter(|month| self.months & (1 << month) != 0) {
            let opening = first.with_month(month)?;
            let named = if nth_in_year { self.month_days_of(opening) } else { self.month(opening) };
            days.spread(named, opening.ordinal0());
        }
        if nth_in_year {
            days.and(&self.weekdays_of_year(first));
        }
        if !self.year_days.is_empty() {
            let length = year_length(first) as i16;
            let place = |n: &i16| if *n > 0 { n - 1 } else { length + n };
            days.and(&Bits::of(
                self.year_days.iter().map(place).filter(|at| (0..length).contains(at)).map(i32::from),
            ));
        }
        Some(days)
    }

    fn weekdays_of_year(&self, first: NaiveDate) -> Bits {
        let (opening, length) = (first.weekday().num_days_from_monday(), year_length(first));
        let nth = self.nth.iter().filter_map(|on| nth_of(*on, opening, length)).map(|day| day as i32);
        let mut days = Bits::of(nth);
        let every = self.weekdays.unwrap_or(0);
        for weekday in (0..7).filter(|weekday| every & (1 << weekday) != 0) {
            (0..length).skip(((weekday + 7 - opening) % 7) as usize).step_by(7).for_each(|day| days.set(day));
        }
        days
    }

    /// The days of a year's named weeks. A week belongs whole to the year that holds its middle (ISO 8601), so the
    /// first one may begin in the year before, and the last one end in the year after.
    fn weeks_of_year(&self, year: i32) -> Option<Bits> {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let day = first.num_days_from_ce();
        let opening = self.first_week(day);
        let weeks = (self.first_week(day + year_length(first) as i32) - opening) / 7;
        let place = |n: &i8| if *n > 0 { i32::from(*n) - 1 } else { weeks + i32::from(*n) };
        let named = self.weeks.iter().map(place).filter(|n| (0..weeks).contains(n));
        let days = named.flat_map(|n| 7 * n..7 * n + 7).filter(|at| {
            let date = NaiveDate::from_num_days_from_ce_opt(opening + at);
            date.is_some_and(|date| self.admits(date) && self.admits_year_day(date))
        });
        Some(Bits { first: opening, ..Bits::of(days) })
    }

    fn admits_year_day(&self, day: NaiveDate) -> bool {
        let from_start = day.ordinal() as i16;
        let from_end = from_start - 1 - year_length(day) as i16;
        self.year_days.is_empty() || [from_start, from_end].iter().any(|n| self.year_days.contains(n))
    }

    /// The year to which the week of `day` belongs.
    fn year_of_week(&self, day: NaiveDate) -> i32 {
        let middle = 3 - day.weekday().days_since(self.week_start) as i64;
        day.checked_add_signed(TimeDelta::days(middle)).unwrap_or(day).year()
    }

    /// The day on which week one begins, of the year that begins on day `first`.
    fn first_week(&self, first: i32) -> i32 {
        let into = (first - self.week_shift() as i32).rem_euclid(7);
        if into <= 3 { first - into } else { first + 7 - into }
    }
}

fn split_days(days: &BTreeSet<i8>) -> (u32, u32) {
    days.iter().fold((0, 0), |(start, end), day| {
        let bit = 1 << day.unsigned_abs();
        if *day > 0 { (start | bit, end) } else { (start, end | bit) }
    })
}

fn month_length(day: NaiveDate) -> u32 {
    u32::from(day.num_days_in_month())
}

fn year_length(day: NaiveDate) -> u32 {
    if day.leap_year() { 366 } else { 365 }
}

/// Every seventh bit, from the first such weekday of a span that opens on weekday `opening`.
fn each_week(weekday: u32, opening: u32) -> u32 {
    0x1020_4081 << ((weekday + 7 - opening) % 7)
}

/// The place of an nth weekday in a span of `length` days that opens on weekday `opening`; from 0.
fn nth_of(on: OnDay, opening: u32, length: u32) -> Option<u32> {
    let nth = i64::from(on.nth?);
    let first = i64::from((on.weekday.num_days_from_monday() + 7 - opening) % 7);
    let count = (i64::from(length) - first + 6) / 7;
    let index = if nth > 0 { nth - 1 } else { count + nth };
    (0..count).contains(&index).then(|| (first + index * 7) as u32)
}
