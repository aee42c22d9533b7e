//! Seasons: weeks in which everything is small because life is hard, and holidays on which nothing is
//! announced. Both end by themselves, and either person ends them earlier without a word.
//!
//! A season begins only when everyone who is at the table has agreed; what was proposed and not agreed to
//! passes, and is kept nowhere. A holiday needs no agreement: nothing is lost by it, and it asks for nothing.

use chrono::{Days, NaiveDate};

/// The numbers under which the log knows seasons. Never reused.
pub mod field {
    use crate::merge::{Field, Kind, Policy};

    /// A season or a holiday.
    pub const SEASON: Kind = Kind(12);
    /// Which of the two: 0 everything is small, 1 a holiday.
    pub const WHAT: Field = Field::new(SEASON, 1, Policy::Latest);
    /// Its first day, as days since 1 January 1970.
    pub const FROM: Field = Field::new(SEASON, 2, Policy::Latest);
    /// Its last day, counted in the same way.
    pub const UNTIL: Field = Field::new(SEASON, 3, Policy::Latest);
}

/// The longest season, in weeks. Whoever needs more agrees to another.
pub const WEEKS: u8 = 12;

/// The longest holiday, in days.
pub const HOLIDAY_DAYS: u64 = 184;

/// What a season does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SeasonKind {
    /// Every ritual shows its small version and takes its small minutes.
    Small,
    /// Nothing is announced, and everything stays.
    Holiday,
}

impl SeasonKind {
    /// The number that stands for it in the log.
    pub const fn number(self) -> i64 {
        match self {
            Self::Small => 0,
            Self::Holiday => 1,
        }
    }

    /// The kind with this number, when this version knows it: an unknown season changes nothing.
    pub const fn from_number(number: i64) -> Option<Self> {
        match number {
            0 => Some(Self::Small),
            1 => Some(Self::Holiday),
            _ => None,
        }
    }
}

/// Some days, the first and the last of which count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Season {
    /// What it does.
    pub kind: SeasonKind,
    /// The first of the couple's days.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
}

impl Season {
    /// So many weeks of small things from `today` on; `None` for none, and for more than [`WEEKS`].
    pub fn small(today: NaiveDate, weeks: u8) -> Option<Self> {
        if !(1..=WEEKS).contains(&weeks) {
            return None;
        }
        let until = today.checked_add_days(Days::new(u64::from(weeks) * 7 - 1))?;
        Some(Self { kind: SeasonKind::Small, from: today, until })
    }

    /// A holiday; `None` when it ends before it begins, or is longer than [`HOLIDAY_DAYS`].
    pub fn holiday(from: NaiveDate, until: NaiveDate) -> Option<Self> {
        let last = from.checked_add_days(Days::new(HOLIDAY_DAYS - 1))?;
        (from..=last).contains(&until).then_some(Self { kind: SeasonKind::Holiday, from, until })
    }

    /// Whether `day` lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// The season of this kind that holds `day`, the longest-lasting one when two computers began one each.
pub fn at<T>(all: &[(T, Season)], kind: SeasonKind, day: NaiveDate) -> Option<&(T, Season)> {
    all.iter().filter(|(_, one)| one.kind == kind && one.holds(day)).max_by_key(|(_, one)| one.until)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_season_lasts_whole_weeks_and_ends_by_itself() {
        let season = Season::small(day("2026-11-23"), 2).unwrap();
        assert_eq!(season.until, day("2026-12-06"), "two weeks are fourteen days, this one counted");
        assert!(season.holds(day("2026-12-06")) && !season.holds(day("2026-12-07")), "then it is over");
        assert_eq!(Season::small(day("2026-11-23"), 0), None, "no weeks are no season");
        assert_eq!(Season::small(day("2026-11-23"), WEEKS + 1), None, "nor is a year");
    }

    #[test]
    fn a_holiday_has_two_ends_in_their_order() {
        let (from, until) = (day("2026-12-24"), day("2027-01-06"));
        assert!(Season::holiday(from, until).is_some_and(|one| one.holds(day("2026-12-31"))));
        assert_eq!(Season::holiday(until, from), None, "it does not end before it begins");
        assert_eq!(Season::holiday(from, day("2027-12-24")), None, "and nobody is away for a year");
        assert_eq!(SeasonKind::from_number(7), None, "what a newer version knows changes nothing here");
    }

    #[test]
    fn of_two_seasons_the_one_that_lasts_longer_is_shown() {
        let first = Season::small(day("2026-11-23"), 1).unwrap();
        let second = Season::small(day("2026-11-24"), 3).unwrap();
        let all = [(1, first), (2, second)];
        let shown = at(&all, SeasonKind::Small, day("2026-11-25")).map(|(which, _)| *which);
        assert_eq!(shown, Some(2), "two computers that each began one show the same");
        assert_eq!(at(&all, SeasonKind::Holiday, day("2026-11-25")), None, "one kind is not the other");
    }
}
