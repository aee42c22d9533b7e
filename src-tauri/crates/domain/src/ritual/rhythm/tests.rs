use chrono::Datelike as _;
use proptest::prelude::*;

use super::*;
use crate::ids::EntityId;
use crate::schedule::occurrences::instant;
use crate::schedule::{Occurrence, Series};

fn weekdays() -> impl Strategy<Value = Weekdays> {
    (1_u8..128).prop_map(Weekdays)
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (19_000_i32..24_000).prop_map(|day| NaiveDate::from_epoch_days(day).unwrap())
}

fn pattern() -> impl Strategy<Value = Pattern> {
    let month_day = prop_oneof![1_i8..=31, -31_i8..=-1];
    let nth = prop_oneof![1_i8..=5, -5_i8..=-1];
    prop_oneof![
        (2..=DAYS).prop_map(|every| Pattern::Days { every }),
        (1..=WEEKS, weekdays()).prop_map(|(every, days)| Pattern::Weeks { every, days }),
        (1..=MONTHS, month_day).prop_map(|(every, day)| Pattern::MonthDay { every, day }),
        (1..=MONTHS, nth, 0_usize..7)
            .prop_map(|(every, nth, at)| { Pattern::MonthWeekday { every, nth, day: CODES[at].0 } }),
        (1_u8..=12, 1_u8..=29).prop_map(|(month, day)| Pattern::Years { month, day }),
    ]
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let ends = prop_oneof![Just(Ends::Never), day().prop_map(Ends::On), (1..=TIMES).prop_map(Ends::After)];
    let days = || prop::collection::btree_set(day(), 0..4);
    (pattern(), ends, days(), days()).prop_map(|(pattern, ends, except, extra)| Calendar {
        pattern,
        ends,
        except,
        extra,
    })
}

fn any_rhythm() -> impl Strategy<Value = Rhythm> {
    prop_oneof![
        4 => calendar().prop_map(Rhythm::Calendar),
        1 => weekdays().prop_flat_map(|days| {
            (1..=u8::try_from(days.count()).unwrap()).prop_map(move |times| Rhythm::AnyDays(AnyDays { times, days }))
        }),
        1 => any::<[u8; 16]>().prop_map(|bytes| Rhythm::After(EntityId::from_bytes(bytes).into())),
    ]
}

fn zone() -> impl Strategy<Value = chrono_tz::Tz> {
    prop::sample::select(&chrono_tz::TZ_VARIANTS[..])
}

fn series(calendar: Calendar, start: NaiveDate, minute: u32, zone: chrono_tz::Tz) -> Series {
    let rhythm = Rhythm::Calendar(calendar).rule().parse().unwrap();
    let start = start.and_hms_opt(minute / 60, minute % 60, 0).unwrap();
    Series { rhythm, start, zone }
}

proptest! {
    #[test]
    fn every_rhythm_comes_back_from_its_text(rhythm in any_rhythm()) {
        prop_assert_eq!(Rhythm::read(&rhythm.rule()), rhythm);
    }

    #[test]
    fn dates_rise_strictly_and_name_one_instance_for_each_civil_day(
        (calendar, start, minute, zone) in (calendar(), day(), 0_u32..1440, zone())
    ) {
        let series = series(calendar, start, minute, zone);
        let found: Vec<Occurrence> = series.occurrences().take(60).collect();
        for pair in found.windows(2) {
            prop_assert!(pair[0].at < pair[1].at, "{pair:?} in {zone}");
            prop_assert!(pair[0].date() < pair[1].date(), "through a gap and an overlap, one for each day");
        }
        for one in &found {
            prop_assert_eq!(one.at, instant(one.civil, zone));
        }
    }

    #[test]
    fn two_windows_side_by_side_are_one(
        (calendar, start, minute, zone) in (calendar(), day(), 0_u32..1440, zone()),
        cuts in prop::collection::vec(0_i64..90 * 24 * 60, 3)
    ) {
        let series = series(calendar, start, minute, zone);
        let mut cuts: Vec<_> =
            cuts.into_iter().map(|cut| instant(series.start, zone) + chrono::TimeDelta::minutes(cut)).collect();
        cuts.sort_unstable();
        let within = |from: usize, to: usize| series.between(cuts[from], cuts[to]).collect::<Vec<_>>();
        prop_assert_eq!([within(0, 1), within(1, 2)].concat(), within(0, 2));
        let next = series.next_after(cuts[0]);
        let second = chrono::TimeDelta::seconds(1);
        prop_assert_eq!(next, series.between(cuts[0] + second, chrono::DateTime::<chrono::Utc>::MAX_UTC).next());
    }

    #[test]
    fn a_full_week_is_silent_and_the_next_one_is_not(days in weekdays(), first in day(), done in 1_usize..7) {
        let any = AnyDays { times: u8::try_from(done.min(days.count() as usize)).unwrap(), days };
        let monday = week_of(first);
        let of_week = |monday: NaiveDate| monday.iter_days().take(7).filter(move |day| days.has(day.weekday()));
        let marked: BTreeSet<_> = of_week(monday).take(any.times.into()).collect();
        let full: BTreeSet<_> = any.full(&marked).collect();
        prop_assert!(of_week(monday).all(|day| marked.contains(&day) || full.contains(&day)));
        prop_assert!(full.iter().all(|day| week_of(*day) == monday), "only this week is full");
        let fewer: BTreeSet<_> = marked.iter().skip(1).copied().collect();
        prop_assert_eq!(any.full(&fewer).count(), 0, "a week with room offers every day that is left");
    }
}

#[test]
fn a_rhythm_from_elsewhere_stays_the_text_it_is() {
    let kept = [
        "FREQ=MONTHLY;BYDAY=1FR",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=DAILY;INTERVAL=2",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=WEEKLY;BYDAY=MO;WKST=SU",
        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261224T120000Z",
        "FREQ=YEARLY",
        "X-ANYDAYS=9;BYDAY=MO",
        "X-ANYDAYS=1;BYDAY=MO;X-NEWER=1",
        "X-MOONS=2",
        "nonsense",
        "",
    ];
    for rule in kept {
        assert_eq!(Rhythm::read(rule).rule(), rule, "saving another field must not change the rhythm");
    }
    assert_eq!(
        Rhythm::read("FREQ=DAILY"),
        Rhythm::every_week(Weekdays::ALL),
        "every day is a pattern that the day picker can show"
    );
}

#[test]
fn an_older_version_passes_our_own_forms_on_and_plans_nothing_from_them() {
    let days = [Weekday::Mon, Weekday::Fri].into_iter().collect();
    let ours = [
        Rhythm::AnyDays(AnyDays { times: 2, days }).rule(),
        Rhythm::After(EntityId::from_bytes([7; 16]).into()).rule(),
    ];
    assert_eq!(
        ours,
        ["X-ANYDAYS=2;BYDAY=MO,FR", "X-AFTER=07070707070707070707070707070707"],
        "frozen for ever"
    );
    for text in ours {
        // What version 1 did with any rhythm: it read the text as RFC 5545, and left the ritual out if it could not.
        assert!(
            text.parse::<schedule::Rhythm>().is_err(),
            "{text} is no calendar's rule, so nothing is raised"
        );
    }
}

#[test]
fn days_that_are_left_out_or_added_are_lines_that_every_version_reads() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let mut calendar = Calendar::from(Pattern::Weeks { every: 1, days: Weekdays::ALL });
    calendar.except.insert(day("2026-12-24"));
    calendar.extra.insert(day("2027-01-01"));
    calendar.ends = Ends::On(day("2026-12-31"));
    let text = Rhythm::Calendar(calendar).rule();
    assert_eq!(
        text,
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;UNTIL=20261231\nEXDATE;VALUE=DATE:20261224\nRDATE;VALUE=DATE:20270101"
    );
    let series = Series {
        rhythm: text.parse().unwrap(),
        start: day("2026-12-23").and_hms_opt(21, 30, 0).unwrap(),
        zone: chrono_tz::Europe::Berlin,
    };
    let days: Vec<_> = series.occurrences().map(|one| one.date().day()).collect();
    assert_eq!(days, [23, 25, 26, 27, 28, 29, 30, 31, 1], "not on Christmas Eve, and once more at New Year");
}

#[test]
fn a_month_without_that_day_is_passed_over_and_the_last_day_never_is() {
    let dates = |pattern: Pattern| {
        let start = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let series = series(pattern.into(), start, 0, chrono_tz::UTC);
        series.occurrences().take(4).map(|one| one.date().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(
        dates(Pattern::MonthDay { every: 1, day: 31 }),
        ["2027-01-31", "2027-03-31", "2027-05-31", "2027-07-31"]
    );
    assert_eq!(
        dates(Pattern::MonthDay { every: 1, day: -1 }),
        ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    );
    assert_eq!(
        dates(Pattern::MonthWeekday { every: 3, nth: -1, day: Weekday::Fri }),
        ["2027-01-29", "2027-04-30", "2027-07-30", "2027-10-29"]
    );
    assert_eq!(
        dates(Pattern::Years { month: 2, day: 29 }),
        ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29"]
    );
    assert_eq!(dates(Pattern::Days { every: 10 }), ["2027-01-01", "2027-01-11", "2027-01-21", "2027-01-31"]);
}

#[test]
fn leaving_a_day_out_keeps_counting_from_the_same_first_day() {
    let fortnight = || Calendar::from(Pattern::Weeks { every: 2, days: Weekdays::ALL });
    let goes_on = |change: fn(&mut Calendar)| {
        let mut now = fortnight();
        change(&mut now);
        Rhythm::Calendar(now).goes_on_from(&Rhythm::Calendar(fortnight()))
    };
    assert!(
        goes_on(|now| now.except = [NaiveDate::default()].into()),
        "every other week stays the same weeks"
    );
    assert!(goes_on(|now| now.ends = Ends::On(NaiveDate::default())), "an end is no new beginning");
    assert!(!goes_on(|now| now.ends = Ends::After(5)), "five times are counted from now on");
    assert!(!goes_on(|now| now.pattern = Pattern::Days { every: 2 }), "another pattern begins anew");
}

#[test]
fn what_could_never_come_is_refused_with_its_field() {
    let refused =
        |rhythm: Rhythm| rhythm.fits(NaiveDate::default()).err().map(|unfit| (unfit.field, unfit.why));
    let monday = || [Weekday::Mon].into_iter().collect();
    assert_eq!(refused(Pattern::Days { every: 1 }.into()), Some(("every", "range")), "that is every day");
    assert_eq!(refused(Pattern::MonthDay { every: 1, day: 0 }.into()), Some(("day", "range")));
    assert_eq!(
        refused(Pattern::MonthWeekday { every: 1, nth: 6, day: Weekday::Mon }.into()),
        Some(("nth", "range"))
    );
    assert_eq!(
        refused(Pattern::Years { month: 2, day: 30 }.into()),
        Some(("day", "range")),
        "on no calendar"
    );
    assert_eq!(refused(Rhythm::AnyDays(AnyDays { times: 2, days: monday() })), Some(("times", "range")));
    assert_eq!(refused(Rhythm::AnyDays(AnyDays { times: 1, days: monday() })), None);
    let mut many = Calendar::from(Pattern::Days { every: 2 });
    many.except = (0..200).map(|n| NaiveDate::from_epoch_days(n).unwrap()).collect();
    assert_eq!(refused(Rhythm::Calendar(many)), Some(("except", "many")));
}
