use chrono::{Datelike, TimeDelta, Weekday};
use proptest::prelude::*;

use super::*;
use crate::schedule::recurrence::{MOST_MOMENTS, RecurrenceError, couples_day};

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn series(rule: &str, start: &str, zone: Tz) -> Series {
    Series { rhythm: rule.parse().unwrap(), start: wall(start), zone }
}

fn dates(series: &Series, most: usize) -> Vec<String> {
    series.occurrences().take(most).map(|one| one.civil.format("%Y-%m-%d").to_string()).collect()
}

fn instants(series: &Series, most: usize) -> Vec<String> {
    series.occurrences().take(most).map(|one| one.at.format("%Y-%m-%dT%H:%MZ").to_string()).collect()
}

#[test]
fn a_weekday_pattern_keeps_its_civil_time_through_daylight_saving() {
    let evenings = series("FREQ=WEEKLY;BYDAY=MO,TH", "2026-10-19T21:30", Tz::Europe__Berlin);
    assert_eq!(
        instants(&evenings, 3),
        ["2026-10-19T19:30Z", "2026-10-22T19:30Z", "2026-10-26T20:30Z"],
        "half past nine stays half past nine when the clocks go back"
    );
}

#[test]
fn a_skipped_time_moves_on_by_what_was_skipped_and_a_repeated_one_is_the_first() {
    let spring = series("FREQ=DAILY", "2026-03-28T02:30", Tz::Europe__Berlin);
    assert_eq!(
        instants(&spring, 3),
        ["2026-03-28T01:30Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z"],
        "02:30 does not exist on the 29th: 03:30 it is"
    );
    let autumn = series("FREQ=DAILY", "2026-10-25T02:30", Tz::Europe__Berlin);
    assert_eq!(instants(&autumn, 1), ["2026-10-25T00:30Z"], "of two 02:30s the first");
    let half = series("FREQ=DAILY", "2026-10-04T02:15", Tz::Australia__Lord_Howe);
    assert_eq!(instants(&half, 1), ["2026-10-03T15:45Z"], "a gap of half an hour moves on by half an hour");
}

#[test]
fn the_ends_of_time_have_a_civil_time_and_an_instant() {
    for zone in [Tz::Pacific__Kiritimati, Tz::Pacific__Pago_Pago] {
        for end in [DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC] {
            let apart = (civil(end, zone) - end.naive_utc()).abs();
            assert!(apart <= TimeDelta::hours(14), "a file may say any time: {zone} at {end}");
            assert!((instant(end.naive_utc(), zone) - end).abs() <= TimeDelta::hours(14), "and back: {end}");
        }
    }
}

#[test]
fn a_day_that_a_zone_skipped_is_not_raised_twice() {
    let samoa = series("FREQ=DAILY", "2011-12-29T21:00", Tz::Pacific__Apia);
    let found: Vec<_> = samoa.occurrences().take(4).map(|one| one.at).collect();
    assert!(found.windows(2).all(|pair| pair[0] < pair[1]), "the 30th and the 31st are one instant there");
}

/// The week that holds a day, counted from either end of the year that holds the week's middle.
fn week_of(day: NaiveDate, opens: Weekday) -> [i32; 2] {
    let into = day.weekday().days_since(opens);
    let middle = day - chrono::Days::new(into.into()) + chrono::Days::new(3);
    let last = if middle.leap_year() { 365 } else { 364 };
    [middle.ordinal0() / 7 + 1, (last - middle.ordinal0()) / 7 + 1].map(|n| n as i32)
}

#[test]
fn weeks_are_counted_from_either_end_of_every_year() {
    let (first, last) = (wall("2000-01-01T10:00").date(), wall("2059-12-31T10:00").date());
    for (code, opens) in [
        ("MO", Weekday::Mon),
        ("TU", Weekday::Tue),
        ("WE", Weekday::Wed),
        ("TH", Weekday::Thu),
        ("FR", Weekday::Fri),
        ("SA", Weekday::Sat),
        ("SU", Weekday::Sun),
    ] {
        let named: Vec<_> =
            first.iter_days().take_while(|day| *day <= last).map(|day| (day, week_of(day, opens))).collect();
        for n in (-53..=53).filter(|n| *n != 0) {
            let rule = format!("FREQ=YEARLY;BYWEEKNO={n};BYDAY=MO,TU,WE,TH,FR,SA,SU;WKST={code}");
            let found: Vec<_> = series(&rule, "2000-01-01T10:00", Tz::UTC)
                .on_days(first, last)
                .map(|one| one.date())
                .collect();
            let is_it = |[from_start, from_end]: [i32; 2]| from_start == n || -from_end == n;
            let counted: Vec<_> =
                named.iter().filter(|(_, week)| is_it(*week)).map(|(day, _)| *day).collect();
            assert_eq!(found, counted, "{rule}");
        }
    }
}

#[test]
fn the_patterns_that_calendars_write() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("FREQ=MONTHLY;BYDAY=-1SU", "2026-01-01T10:00", &["2026-01-25", "2026-02-22", "2026-03-29"]),
        ("FREQ=MONTHLY;BYDAY=5MO", "2026-01-01T10:00", &["2026-03-30", "2026-06-29", "2026-08-31"]),
        ("FREQ=MONTHLY", "2026-01-31T10:00", &["2026-01-31", "2026-03-31", "2026-05-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01T10:00", &["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("FREQ=YEARLY", "2024-02-29T10:00", &["2024-02-29", "2028-02-29", "2032-02-29"]),
        ("FREQ=YEARLY;BYDAY=20MO", "2026-01-01T10:00", &["2026-05-18", "2027-05-17", "2028-05-15"]),
        (
            "FREQ=YEARLY;BYMONTH=6,7;BYDAY=1SA",
            "2026-01-01T10:00",
            &["2026-06-06", "2026-07-04", "2027-06-05"],
        ),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2026-01-01T10:00", &["2026-05-11", "2027-05-17", "2028-05-15"]),
        ("FREQ=YEARLY;BYYEARDAY=1,-1", "2026-01-01T10:00", &["2026-01-01", "2026-12-31", "2027-01-01"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO",
            "1997-08-05T09:00",
            &["1997-08-05", "1997-08-10", "1997-08-19"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
            "1997-08-05T09:00",
            &["1997-08-05", "1997-08-17", "1997-08-19"],
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-01-01T10:00",
            &["2026-01-30", "2026-02-27", "2026-03-31"],
        ),
        ("FREQ=DAILY;BYMONTH=1;INTERVAL=10", "2026-01-25T10:00", &["2026-01-25", "2027-01-10", "2027-01-20"]),
        ("FREQ=DAILY;COUNT=2", "2026-01-01T10:00", &["2026-01-01", "2026-01-02"]),
        ("FREQ=DAILY;UNTIL=20260102", "2026-01-01T10:00", &["2026-01-01", "2026-01-02"]),
        ("FREQ=DAILY;UNTIL=20260102T095900", "2026-01-01T10:00", &["2026-01-01"]),
        ("FREQ=DAILY;UNTIL=20260102T100000Z", "2026-01-01T10:00", &["2026-01-01", "2026-01-02"]),
        (
            "RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260102T100000",
            "2026-01-01T10:00",
            &["2026-01-01", "2026-01-03"],
        ),
        ("RRULE:FREQ=DAILY;COUNT=2\nEXDATE;VALUE=DATE:20260101", "2026-01-01T10:00", &["2026-01-02"]),
        (
            "RRULE:FREQ=DAILY;COUNT=1\nRDATE;VALUE=DATE:20260105",
            "2026-01-01T10:00",
            &["2026-01-01", "2026-01-05"],
        ),
        ("RDATE:20251231T100000,20260101T100000", "2026-01-01T10:00", &["2025-12-31", "2026-01-01"]),
    ];
    for (rule, start, expected) in cases {
        assert_eq!(
            dates(&series(rule, start, Tz::UTC), expected.len() + usize::from(expected.len() < 3)),
            *expected,
            "{rule}"
        );
    }
}

/// A rule, its first day, and its first dates.
type Dated<'t> = (&'t str, &'t str, &'t [&'t str]);

fn gives(cases: &[Dated<'_>]) {
    for (rule, start, expected) in cases {
        assert_eq!(dates(&series(rule, start, Tz::UTC), expected.len()), *expected, "{rule} from {start}");
    }
}

/// RFC 5545 §3.3.10: the place is one in the set of a whole period, and a week begins on WKST. The first day only
/// takes away what lies before it.
#[test]
fn a_place_in_a_week_is_counted_in_the_whole_week() {
    gives(&[
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1",
            "2026-01-07T10:00",
            &["2026-01-12", "2026-01-19", "2026-01-26"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=SA,SU,MO;BYSETPOS=1;WKST=MO",
            "2026-01-01T10:00",
            &["2026-01-05", "2026-01-12", "2026-01-19"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=SA,SU,MO;BYSETPOS=1;WKST=SU",
            "2026-01-01T10:00",
            &["2026-01-04", "2026-01-11", "2026-01-18"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=SA,SU,MO;BYSETPOS=-1;WKST=MO",
            "2026-01-01T10:00",
            &["2026-01-04", "2026-01-11", "2026-01-18"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=SA,SU,MO;BYSETPOS=-1;WKST=SU",
            "2026-01-01T10:00",
            &["2026-01-03", "2026-01-10", "2026-01-17"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;BYSETPOS=-1;WKST=MO",
            "2026-01-01T10:00",
            &["2026-01-04", "2026-01-18", "2026-02-01"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;BYSETPOS=-1;WKST=SU",
            "2026-01-01T10:00",
            &["2026-01-12", "2026-01-26", "2026-02-09"],
        ),
        (
            "FREQ=WEEKLY;BYMONTH=1;BYDAY=MO,WE,SU;BYSETPOS=-1",
            "2026-01-01T10:00",
            &["2026-01-04", "2026-01-11", "2026-01-18", "2026-01-25", "2026-01-28", "2027-01-03"],
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=2,-2;COUNT=3",
            "2026-01-06T10:00",
            &["2026-01-08", "2026-01-12", "2026-01-15"],
        ),
    ]);
}

#[test]
fn a_day_has_one_place() {
    gives(&[
        ("FREQ=DAILY;BYSETPOS=1", "2026-01-01T10:00", &["2026-01-01", "2026-01-02", "2026-01-03"]),
        (
            "FREQ=DAILY;INTERVAL=3;BYDAY=TH,SU;BYSETPOS=-1",
            "2026-01-01T10:00",
            &["2026-01-01", "2026-01-04", "2026-01-22", "2026-01-25"],
        ),
    ]);
    assert_eq!(dates(&series("FREQ=DAILY;BYSETPOS=2,-2", "2026-01-01T10:00", Tz::UTC), 1), [""; 0]);
}

/// RFC 5545 §3.3.10: week one is the first one with four days or more in the year, and weeks begin on WKST. A week is
/// its year's to its last day.
#[test]
fn a_numbered_week_is_whole_where_it_reaches_into_another_year() {
    gives(&[
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "1997-05-12T09:00", &["1997-05-12", "1998-05-11", "1999-05-17"]),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "2020-01-01T10:00", &["2020-12-28", "2026-12-28", "2032-12-27"]),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU", "2020-01-01T10:00", &["2021-01-03", "2027-01-03", "2033-01-02"]),
        (
            "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;WKST=SU",
            "2024-06-01T10:00",
            &["2025-12-28", "2031-12-28", "2036-12-28"],
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=TH",
            "2019-06-01T10:00",
            &["2020-01-02", "2026-01-01", "2032-01-01"],
        ),
        ("FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO", "2024-01-01T10:00", &["2024-12-23", "2025-12-22", "2026-12-28"]),
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,SU",
            "2024-06-01T10:00",
            &["2024-12-30", "2025-01-05", "2025-12-29", "2026-01-04"],
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=SU;WKST=SU",
            "2024-06-01T10:00",
            &["2024-12-29", "2026-01-04", "2027-01-03"],
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYMONTH=12;BYDAY=MO,TU",
            "2024-06-01T10:00",
            &["2024-12-30", "2024-12-31", "2025-12-29", "2025-12-30", "2029-12-31"],
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1",
            "2024-06-01T10:00",
            &["2024-12-30", "2025-12-29", "2027-01-04"],
        ),
        (
            "FREQ=YEARLY;BYWEEKNO=-1;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-1",
            "2024-06-01T10:00",
            &["2024-12-29", "2025-12-28", "2027-01-03"],
        ),
    ]);
}

#[test]
fn every_second_year_of_a_week_is_the_week_s_own() {
    gives(&[
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO",
            "2024-12-30T10:00",
            &["2024-12-30", "2027-01-04", "2029-01-01"],
        ),
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=SU",
            "2025-01-01T10:00",
            &["2025-01-05", "2027-01-10", "2029-01-07"],
        ),
        (
            "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=53;BYDAY=SU",
            "2021-01-03T10:00",
            &["2021-01-03", "2027-01-03", "2033-01-02"],
        ),
    ]);
}

#[test]
fn a_numbered_week_alone_is_its_weekday_of_the_first_day() {
    gives(&[("FREQ=YEARLY;BYWEEKNO=20", "2026-01-01T10:00", &["2026-05-14", "2027-05-20", "2028-05-18"])]);
}

#[test]
fn a_date_on_the_clock_of_another_zone_is_the_same_instant_here() {
    let berlin = |text: &str| instants(&series(text, "2024-01-01T12:30", Tz::Europe__Berlin), 3);
    assert_eq!(
        berlin("RDATE;TZID=America/New_York:20240105T063000,20240106T063000"),
        ["2024-01-01T11:30Z", "2024-01-05T11:30Z", "2024-01-06T11:30Z"],
        "half past six there is half past twelve here"
    );
    for line in [
        "EXDATE;TZID=America/New_York:20240102T063000",
        "EXDATE;TZID=\"/mozilla.org/20050126_1/America/New_York\":20240102T063000",
        "EXDATE;X-A=\"a:b;TZID=Mars/Base\";tzid=America/New_York:20240102T063000",
        "EXDATE;TZID=Europe/Berlin:20240102T123000",
        "EXDATE:20240102T113000Z",
        "EXDATE;TZID=America/New_York:20240102T113000Z",
        "EXDATE;VALUE=DATE;TZID=America/New_York:20240102",
        "EXDATE;TZID=:20240102T123000",
    ] {
        assert_eq!(
            berlin(&format!("RRULE:FREQ=DAILY;COUNT=3\n{line}")),
            ["2024-01-01T11:30Z", "2024-01-03T11:30Z"],
            "{line}"
        );
    }
}

#[test]
fn a_zone_that_is_unknown_is_refused_by_its_name() {
    let refused = |text: &str| text.parse::<Rhythm>().map_err(|error| error.to_string()).unwrap_err();
    assert_eq!(
        refused("RDATE;TZID=Mars/Base:20240105T063000"),
        "“Mars/Base” is not a time zone that is known here"
    );
    assert!(refused("EXDATE;X-A=\"open:20240105").contains("is not a part"), "an open quote has no end");
    for edge in ["RDATE;TZID=America/New_York:99991231T235959", "RDATE;TZID=Asia/Tokyo:00000101T000000"] {
        assert!(refused(edge).starts_with("RDATE cannot be"), "{edge}: its year has no four digits in UTC");
    }
}

#[test]
fn a_rule_that_never_matches_or_asks_for_very_much_ends() {
    for rule in [
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=2",
        "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=7",
    ] {
        assert_eq!(dates(&series(rule, "2026-01-01T10:00", Tz::UTC), 1), [""; 0], "{rule}");
    }
    let far = series("FREQ=YEARLY;INTERVAL=1000000", "2026-01-01T10:00", Tz::UTC);
    assert_eq!(dates(&far, 2).len(), 1, "the calendar ends with the year 9999");
    let counted = series("FREQ=DAILY;COUNT=4294967295", "2026-01-01T10:00", Tz::UTC);
    let year = counted.between(wall("2027-01-01T00:00").and_utc(), wall("2028-01-01T00:00").and_utc());
    assert_eq!(year.count(), 365, "a huge count costs no more than the days before the window");
}

#[test]
fn whatever_was_read_can_be_written_and_read_again() {
    let list = |days: usize| format!("FREQ=DAILY\nEXDATE:{}", vec!["20260101"; days].join(","));
    let full: Rhythm = list(MOST_MOMENTS).parse().unwrap();
    assert_eq!(full.to_string().parse(), Ok(full), "a line for each exception still fits");
    assert_eq!(
        list(MOST_MOMENTS + 1).parse::<Rhythm>(),
        Err(RecurrenceError::TooLong),
        "more is refused when it comes in, not when it is read back"
    );
}

#[test]
fn what_is_no_day_pattern_is_refused_in_words() {
    let refused = |text: &str| text.parse::<Rhythm>().map_err(|error| error.to_string()).unwrap_err();
    assert_eq!(refused("FREQ=HOURLY"), "“HOURLY” chooses hours or minutes, but a plan has one time of day");
    assert_eq!(
        refused("FREQ=DAILY;BYHOUR=3"),
        "“BYHOUR” chooses hours or minutes, but a plan has one time of day"
    );
    assert_eq!(
        refused("FREQ=WEEKLY;BYDAY=2MO"),
        "an nth weekday and a daily or weekly rule do not go together"
    );
    assert_eq!(refused("FREQ=MONTHLY;BYMONTHDAY=32"), "BYMONTHDAY cannot be “32”");
    assert_eq!(refused("FREQ=DAILY;COUNT=1;UNTIL=20260101"), "COUNT and UNTIL do not go together");
    assert_eq!(refused("INTERVAL=2"), "the rule does not say how often (FREQ)");
    assert_eq!(refused(""), "the rule is empty");
    assert_eq!(refused(&"FREQ=DAILY;".repeat(10_000)), RecurrenceError::TooLong.to_string());
    for zero in ["INTERVAL=0", "COUNT=0", "BYMONTH=0", "BYMONTHDAY=0", "BYSETPOS=0", "BYDAY=0MO"] {
        assert!(refused(&format!("FREQ=MONTHLY;{zero}")).contains("cannot be"), "{zero} names nothing");
    }
}

#[test]
fn a_rule_that_counts_counts_what_lies_before_the_window() {
    for rule in [
        "FREQ=DAILY;COUNT=400",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SA;COUNT=99",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=14",
        "FREQ=YEARLY;BYYEARDAY=1,100,-1;COUNT=7",
    ] {
        let counted = series(rule, "2026-01-15T10:00", Tz::Europe__Berlin);
        let all: Vec<_> = counted.occurrences().collect();
        for from in (0..900).step_by(11).map(|days| wall("2026-01-01T00:00").date() + TimeDelta::days(days)) {
            let late: Vec<_> = counted.on_days(from, NaiveDate::MAX).collect();
            let expected: Vec<_> = all.iter().filter(|one| one.date() >= from).copied().collect();
            assert_eq!(late, expected, "{rule} from {from}");
        }
    }
}

#[test]
fn one_in_the_morning_belongs_to_the_evening_before() {
    assert_eq!(couples_day(wall("2026-11-24T01:00"), 4).to_string(), "2026-11-23", "the day ends at four");
    assert_eq!(couples_day(wall("2026-11-24T04:00"), 4).to_string(), "2026-11-24", "and begins at four");
}

const ZONES: &[Tz] = &[
    Tz::UTC,
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Apia,
    Tz::Africa__Casablanca,
    Tz::Asia__Tehran,
    Tz::America__Santiago,
    Tz::Antarctica__Troll,
];

fn rules() -> impl Strategy<Value = String> {
    let part = |name: &'static str, values: &'static [&'static str]| {
        prop::option::of(prop::sample::subsequence(values, 1..=values.len().min(3))).prop_map(move |some| {
            some.map(|values| format!(";{name}={}", values.join(","))).unwrap_or_default()
        })
    };
    (
        prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
        1..5_u32,
        part("BYMONTH", &["1", "3", "10", "12"]),
        part("BYMONTHDAY", &["1", "15", "29", "31", "-1", "-3"]),
        part("BYDAY", &["MO", "WE", "SA", "SU"]),
        part("BYSETPOS", &["1", "2", "-1"]),
        prop::option::of(prop::sample::select(vec!["COUNT=40", "UNTIL=20290101", "UNTIL=20280615T120000Z"])),
        prop::sample::select(vec!["MO", "SU", "TH"]),
    )
        .prop_map(|(freq, interval, month, day, weekday, position, end, start)| {
            let end = end.map(|end| format!(";{end}")).unwrap_or_default();
            format!("FREQ={freq};INTERVAL={interval}{month}{day}{weekday}{position}{end};WKST={start}")
        })
}

fn all_series() -> impl Strategy<Value = Series> {
    let start = (2024..2027_i32, 1..=366_u32, 0..24_u32, prop::sample::select(vec![0_u32, 15, 30, 59]));
    (rules(), start, prop::sample::select(ZONES)).prop_map(|(rule, (year, day, hour, minute), zone)| {
        let date = NaiveDate::from_yo_opt(year, day).unwrap_or_default();
        Series { rhythm: rule.parse().unwrap(), start: date.and_hms_opt(hour, minute, 0).unwrap(), zone }
    })
}

/// What a dozen years hold: a rule that matches nothing costs no more.
fn some(series: &Series) -> Vec<Occurrence> {
    let first = series.start.date();
    series.on_days(first, first + TimeDelta::days(4400)).take(300).collect()
}

proptest! {
    #[test]
    fn instants_rise_strictly_and_each_date_has_one(series in all_series()) {
        let found = some(&series);
        for pair in found.windows(2) {
            prop_assert!(pair[0].at < pair[1].at, "instants rise");
            prop_assert!(pair[0].date() < pair[1].date(), "one instance for each civil date");
        }
    }

    #[test]
    fn every_instant_shows_its_civil_time_or_what_a_gap_made_of_it(series in all_series()) {
        for one in some(&series) {
            let shown = civil(one.at, series.zone);
            prop_assert!(shown >= one.civil && shown - one.civil <= TimeDelta::days(1), "only a gap moves it, and only on");
            prop_assert_eq!(instant(shown, series.zone) <= one.at, true, "of a repeated time the first");
        }
    }

    #[test]
    fn adjacent_windows_give_what_their_union_gives(series in all_series(), cut in 1..1500_i64) {
        let from = wall("2024-01-01T00:00").and_utc();
        let (middle, to) = (from + TimeDelta::hours(cut * 13), from + TimeDelta::days(1000));
        let middle = middle.min(to);
        let both: Vec<_> = series.between(from, middle).chain(series.between(middle, to)).collect();
        prop_assert_eq!(both, series.between(from, to).collect::<Vec<_>>());
    }

    #[test]
    fn a_rule_is_read_back_from_its_own_text(series in all_series()) {
        let again: Rhythm = series.rhythm.to_string().parse().unwrap();
        prop_assert_eq!(again, series.rhythm);
    }

    #[test]
    fn whatever_stands_before_a_date_is_read_alike_again_or_refused(
        name in prop::sample::select(vec!["EXDATE", "RDATE", "exdate"]),
        pieces in prop::collection::vec(prop::sample::select(vec![
            ";TZID=Europe/Berlin", ";TZID=\"Pacific/Apia\"", ";TZID=Mars/Base", ";TZID", ";VALUE=DATE", ";X=\"a:b;c\"",
            ";", ":", "\"", "=", "é", "\n ",
        ]), 0..5),
        date in prop::sample::select(vec![
            "20111230", "20111229T213000", "20270328T023000,20271031T023000", "20260101T000000Z", "99991231T235959",
            "00000101T000000",
        ]),
    ) {
        let text = format!("RRULE:FREQ=DAILY\n{name}{}:{date}", pieces.concat());
        if let Ok(read) = text.parse::<Rhythm>() {
            prop_assert_eq!(read.to_string().parse(), Ok(read), "{}", text);
        }
    }

    #[test]
    fn exceptions_and_added_dates_survive_their_text_and_do_what_they_say(
        series in all_series(), out in prop::collection::vec((0..400_i64, 0..3_u8), 0..6),
        added in prop::collection::vec((0..9_000_i64, 0..3_u8), 0..6),
    ) {
        let kind = |at: NaiveDateTime, kind| match kind {
            0 => Moment::Day(at.date()),
            1 => Moment::Civil(at),
            _ => Moment::Instant(instant(at, series.zone)),
        };
        let start = series.start;
        let mut changed = series.clone();
        changed.rhythm.except = out.iter().map(|(day, k)| kind(start + TimeDelta::days(*day), *k)).collect();
        changed.rhythm.extra = added.iter().map(|(hour, k)| kind(start + TimeDelta::hours(*hour), *k)).collect();
        prop_assert_eq!(&changed.rhythm.to_string().parse::<Rhythm>().unwrap(), &changed.rhythm, "read back");
        let extra: Vec<_> =
            changed.rhythm.extra.iter().filter_map(|moment| placed(*moment, start.time(), series.zone)).collect();
        let found = some(&changed);
        for one in &found {
            prop_assert!(!Except::of(&changed.rhythm.except).holds(*one), "what is taken out is out");
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].at < pair[1].at, "instants rise");
        }
        let last = found.last().map(|one| one.at);
        for one in some(&series).into_iter().chain(extra).filter(|one| Some(one.at) <= last) {
            let out = Except::of(&changed.rhythm.except).holds(one);
            prop_assert!(out || found.iter().any(|found| found.at == one.at), "all else is there: {one:?}");
        }
    }

    #[test]
    fn any_text_is_read_or_refused_and_never_panics(text in "[A-Z0-9=;,:\\-+ \n]{0,80}|.{0,60}") {
        if let Ok(rhythm) = text.parse::<Rhythm>() {
            let series = Series { rhythm, start: wall("2026-01-31T02:30"), zone: Tz::Europe__Berlin };
            let _ = series.on_days(NaiveDate::MIN, series.start.date() + TimeDelta::days(4000)).count();
        }
    }
}
