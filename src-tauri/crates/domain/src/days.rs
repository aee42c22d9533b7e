//! Days as people say them where they look for something: "last March", "14 March 2025", "two weeks ago",
//! "since May". Whatever is not such a saying is words, and stays as it was typed.

mod saying;
mod vocabulary;

use chrono::NaiveDate;

use crate::reflection::Language;
use vocabulary::Vocabulary;

/// A stretch of days, both ends included. An open end is the first or last day that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
}

impl Days {
    const fn one(day: NaiveDate) -> Self {
        Self { from: day, to: day }
    }

    /// The days of both; they may have none in common, and then end before they begin.
    fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.min(other.to) }
    }
}

/// Which half of the earth: its seasons are the other half's opposite. Where there are none of these four, the
/// calendar's are meant, and whoever searches sees which days those are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Half {
    /// Summer is from June to August.
    #[default]
    North,
    /// Summer is from December to February.
    South,
}

impl Half {
    /// The half that a time zone lies in, by its IANA name.
    pub fn of_zone(zone: &str) -> Self {
        let is_south = include_str!("../words/south.txt").lines().any(|south| south == zone);
        if is_south { Self::South } else { Self::North }
    }
}

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What was typed, without the days.
    pub words: String,
    /// The days that were named; all that were named apply.
    pub days: Option<Days>,
}

/// Tells days from words. Nothing within quotes is a day. A month or a day of the week alone is a word: people also look
/// for "may". A year is one unless nothing else was typed.
pub fn asked(typed: &str, today: NaiveDate, half: Half, language: Language) -> Asked {
    let known = Vocabulary::of(language);
    let tokens = saying::tokens(typed, known);
    if let Some(year) = saying::bare_year(&tokens) {
        return Asked { words: String::new(), days: Some(year) };
    }
    let (mut words, mut kept, mut days) = (String::new(), 0, None);
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let Some((said, length)) = saying::read(rest, saying::Here { today, half }) else {
            at += 1;
            continue;
        };
        let (first, last) = (rest.first(), rest.get(length - 1));
        if let (Some(first), Some(last)) = (first, last) {
            words.push_str(typed.get(kept..first.start).unwrap_or_default());
            kept = last.end;
        }
        days = Some(days.map_or(said, |days: Days| days.and(said)));
        at += length;
    }
    words.push_str(typed.get(kept..).unwrap_or_default());
    Asked { words, days }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A Friday.
    fn today() -> NaiveDate {
        day("2026-11-27")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn ask(typed: &str) -> Asked {
        asked(typed, today(), Half::North, Language::English)
    }

    #[track_caller]
    fn means(typed: &str, from: &str, to: &str) {
        let asked = ask(typed);
        assert_eq!(asked.days, Some(Days { from: day(from), to: day(to) }), "{typed}");
        assert_eq!(asked.words.trim(), "", "{typed} is nothing but days");
    }

    #[test]
    fn months_are_the_nearest_that_fit() {
        means("last March", "2026-03-01", "2026-03-31");
        means("last november", "2025-11-01", "2025-11-30");
        means("last December", "2025-12-01", "2025-12-31");
        means("this november", "2026-11-01", "2026-11-30");
        means("in november", "2026-11-01", "2026-11-30");
        means("in December", "2025-12-01", "2025-12-31");
        means("February 2024", "2024-02-01", "2024-02-29");
        means("in feb 2024", "2024-02-01", "2024-02-29");
        means("in 2024", "2024-01-01", "2024-12-31");
        means(" 2015 ", "2015-01-01", "2015-12-31");
        means("2024-02", "2024-02-01", "2024-02-29");
    }

    #[test]
    fn single_days_are_understood_in_the_orders_people_write() {
        for typed in [
            "14 March 2025",
            "March 14 2025",
            "march 14th, 2025",
            "14th march 2025",
            "2025-03-14",
            "on 14 mar 2025",
            "14.3.2025",
            "14.03.2025",
        ] {
            means(typed, "2025-03-14", "2025-03-14");
        }
        means("29.2.2020", "2020-02-29", "2020-02-29");
        for typed in ["31 december 1899", "dec 31 1899", "31.12.1899", "1899-12-31"] {
            means(typed, "1899-12-31", "1899-12-31");
        }
        means("march 1066", "1066-03-01", "1066-03-31");
        means("14 march", "2026-03-14", "2026-03-14");
        means("24 december", "2025-12-24", "2025-12-24");
        means("29 february", "2024-02-29", "2024-02-29");
        means("today", "2026-11-27", "2026-11-27");
        means("Yesterday", "2026-11-26", "2026-11-26");
        means("last friday", "2026-11-20", "2026-11-20");
        means("on friday", "2026-11-27", "2026-11-27");
        means("last thursday", "2026-11-26", "2026-11-26");
    }

    #[test]
    fn stretches_reach_back_from_today() {
        means("this week", "2026-11-23", "2026-11-29");
        means("last week", "2026-11-16", "2026-11-22");
        means("last month", "2026-10-01", "2026-10-31");
        means("this year", "2026-01-01", "2026-12-31");
        means("last year", "2025-01-01", "2025-12-31");
        means("last two weeks", "2026-11-13", "2026-11-27");
        means("past 3 months", "2026-08-27", "2026-11-27");
        means("two days ago", "2026-11-25", "2026-11-25");
        means("a week ago", "2026-11-16", "2026-11-22");
        means("2 months ago", "2026-09-01", "2026-09-30");
        means("a year ago", "2025-01-01", "2025-12-31");
    }

    #[test]
    fn seasons_are_three_whole_months_of_this_half_of_the_earth() {
        means("last summer", "2026-06-01", "2026-08-31");
        means("last autumn", "2025-09-01", "2025-11-30");
        means("this fall", "2026-09-01", "2026-11-30");
        means("last winter", "2025-12-01", "2026-02-28");
        means("winter 2023", "2023-12-01", "2024-02-29");
        means("in spring", "2026-03-01", "2026-05-31");
        means("summer of 2024", "2024-06-01", "2024-08-31");
        let south = |typed: &str| asked(typed, today(), Half::South, Language::English).days;
        let days = |from, to| Some(Days { from: day(from), to: day(to) });
        assert_eq!(south("last summer"), days("2025-12-01", "2026-02-28"));
        assert_eq!(south("winter 2024"), days("2024-06-01", "2024-08-31"));
        assert_eq!(south("this spring"), days("2026-09-01", "2026-11-30"));
        assert_eq!(ask("since spring").days, Some(Days { from: day("2026-03-01"), to: NaiveDate::MAX }));
    }

    #[test]
    fn open_ends_meet() {
        assert_eq!(ask("since may").days, Some(Days { from: day("2026-05-01"), to: NaiveDate::MAX }));
        assert_eq!(ask("after 2024").days, Some(Days { from: day("2025-01-01"), to: NaiveDate::MAX }));
        assert_eq!(ask("before 2024").days, Some(Days { from: NaiveDate::MIN, to: day("2023-12-31") }));
        assert_eq!(ask("until 2024").days, Some(Days { from: NaiveDate::MIN, to: day("2024-12-31") }));
        means("since march 2025 before june 2025", "2025-03-01", "2025-05-31");
    }

    #[test]
    fn the_rest_stays_as_it_was_typed() {
        let plates = ask("plates last march");
        assert_eq!(plates.words, "plates ", "the word before a day is whole");
        assert_eq!(ask("last march plat").words, " plat", "and the last one may still be going on");
        assert_eq!(ask("Plates, in 2024 again").words, "Plates,  again");
    }

    #[test]
    fn what_may_be_words_is_words() {
        for typed in [
            "may",
            "summer",
            "spring cleaning",
            "fall",
            "of 2024",
            "march",
            "2024 plates",
            "\"2024\"",
            "1066",
            "in 1500 words",
            "1.5.20",
            "version 1.2.0304",
            "friday",
            "sun",
            "last",
            "\"last march\"",
            "“last march”",
            "the last straw",
            "in the car",
            "a week",
            "32 march",
            "ago",
            "since",
            "before dinner",
            "march 99999",
            "",
            "  ",
            "0 days ago",
        ] {
            assert_eq!(ask(typed), Asked { words: typed.to_owned(), days: None }, "{typed:?}");
        }
    }

    #[test]
    fn every_zone_lies_in_one_half() {
        for zone in [
            "Europe/Berlin",
            "America/New_York",
            "America/Bogota",
            "Asia/Tokyo",
            "Africa/Cairo",
            "Pacific/Honolulu",
            "Atlantic/Reykjavik",
            "Indian/Maldives",
            "UTC",
            "Etc/GMT+3",
            "",
            "America/Santo_Domingo",
        ] {
            assert_eq!(Half::of_zone(zone), Half::North, "{zone}");
        }
        for zone in [
            "Australia/Sydney",
            "America/Sao_Paulo",
            "America/Santiago",
            "America/Argentina/Ushuaia",
            "Africa/Johannesburg",
            "Pacific/Auckland",
            "Indian/Mauritius",
            "America/Lima",
            "Africa/Nairobi",
            "Asia/Jakarta",
        ] {
            assert_eq!(Half::of_zone(zone), Half::South, "{zone}");
        }
    }

    #[test]
    fn a_day_that_there_is_not_is_words() {
        for typed in ["2025-02-31", "31 february", "2025-13", "february 31", "31.2.2025"] {
            assert_eq!(ask(typed).days, None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_answered(typed in ".{0,60}", off in -400_000_i64..400_000) {
            let near = today().checked_add_signed(chrono::TimeDelta::days(off)).unwrap_or(NaiveDate::MAX);
            for day in [near, NaiveDate::MIN, NaiveDate::MAX] {
                let asked = asked(&typed, day, Half::South, Language::English);
                prop_assert!(asked.words.len() <= typed.len());
            }
        }

        #[test]
        fn sayings_in_any_order_break_nothing(
            words in prop::collection::vec(prop::sample::select(vec![
                "last", "this", "in", "since", "summer", "winter", "of", "before", "after", "until", "ago", "march", "may", "2024", "31", "9999", "1", "two", "weeks",
                "year", "days", "friday", "today", "2024-02-29", "\"", "plates",
            ]), 0..9),
        ) {
            let typed = words.join(" ");
            for day in [today(), NaiveDate::MIN, NaiveDate::MAX] {
                let answer = asked(&typed, day, Half::South, Language::English);
                if answer.days.is_none() {
                    prop_assert_eq!(&answer.words, &typed);
                }
            }
        }
    }
}
