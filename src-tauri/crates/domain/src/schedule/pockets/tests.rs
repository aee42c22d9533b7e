use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;

const ZONE: Tz = Tz::Europe__Berlin;

fn at(text: &str) -> DateTime<Utc> {
    instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), ZONE)
}

fn stretch(from: &str, to: &str) -> Stretch {
    Stretch { from: at(from), to: at(to) }
}

fn night(from: u32, to: u32, zone: Tz) -> Night {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    Night { from: time(from), to: time(to), zone }
}

/// From Monday morning on.
fn wish(minutes: u16, days: u16) -> Wish {
    Wish { minutes, from: at("2026-11-23 08:07"), days, zone: ZONE, nights: vec![night(23, 7, ZONE)] }
}

fn shown(pockets: &[Pocket]) -> Vec<String> {
    pockets.iter().map(|one| civil(one.at.from, ZONE).format("%a %d %H:%M").to_string()).collect()
}

#[test]
fn an_empty_week_offers_its_evenings() {
    assert_eq!(
        shown(&pockets(&wish(60, 7), &[])),
        ["Mon 23 18:00", "Tue 24 18:00", "Wed 25 18:00", "Thu 26 18:00", "Fri 27 18:00"],
        "one each evening, the next ones first"
    );
}

#[test]
fn a_day_whose_evening_is_taken_offers_its_afternoon() {
    let taken = [
        stretch("2026-11-23 17:00", "2026-11-23 22:00"),
        stretch("2026-11-24 12:00", "2026-11-25 00:00"),
        stretch("2026-11-25 00:00", "2026-11-26 00:00"),
    ];
    assert_eq!(
        shown(&pockets(&wish(90, 4), &taken)),
        ["Mon 23 08:15", "Mon 23 12:00", "Tue 24 07:00", "Thu 26 12:00", "Thu 26 18:00"],
        "a day's next best part, no time on a full day, and what is left of the others only to make up five"
    );
}

#[test]
fn a_pocket_keeps_a_breath_from_what_is_taken() {
    let taken =
        [stretch("2026-11-23 18:00", "2026-11-23 19:05"), stretch("2026-11-23 20:45", "2026-11-23 21:00")];
    let found = pockets(&wish(60, 1), &taken);
    assert_eq!(
        shown(&found)[1..],
        ["Mon 23 12:00", "Mon 23 19:30"],
        "twenty past seven is the earliest, half past is on the quarter, and it ends a breath before the next"
    );
    let evening = found[2];
    assert_eq!(
        evening.room,
        stretch("2026-11-23 19:20", "2026-11-23 20:30"),
        "it may be moved within its room"
    );
}

#[test]
fn two_people_in_two_zones_meet_while_both_are_awake() {
    let apart = Wish { nights: vec![night(23, 7, ZONE), night(23, 7, Tz::America__New_York)], ..wish(60, 3) };
    for pocket in pockets(&apart, &[]) {
        let there = civil(pocket.at.from, Tz::America__New_York);
        assert!((7..22).contains(&there.hour()), "{there} is no night in New York");
    }
    assert_eq!(shown(&pockets(&apart, &[]))[0], "Mon 23 13:00", "seven there is one here");
}

#[test]
fn a_week_without_room_offers_nothing() {
    let all = [stretch("2026-11-01 00:00", "2026-12-31 00:00")];
    assert!(pockets(&wish(30, 14), &all).is_empty(), "nothing is squeezed in");
    assert!(pockets(&wish(u16::MAX, 14), &[]).iter().all(|one| one.at.length() == TimeDelta::hours(16)));
}

const ZONES: &[Tz] = &[Tz::UTC, ZONE, Tz::Australia__Lord_Howe, Tz::Asia__Kathmandu, Tz::America__St_Johns];

fn wishes() -> impl Strategy<Value = (Wish, Vec<Stretch>)> {
    let zone = || prop::sample::select(ZONES);
    let nights = prop::collection::vec((20..24_u32, 5..10_u32, zone()), 0..3);
    // Around both changes of the clocks.
    let from = prop::sample::select(vec!["2026-03-26 08:00", "2026-10-23 13:20", "2026-04-03 22:59"]);
    let taken = prop::collection::vec((-2_000..30_000_i64, 0..900_i64), 0..60);
    (1..700_u16, from, 1..20_u16, zone(), nights, taken).prop_map(
        |(minutes, from, days, zone, nights, taken)| {
            let (from, nights) = (at(from), nights.into_iter().map(|(from, to, zone)| night(from, to, zone)));
            let after = |minutes| from + TimeDelta::minutes(minutes);
            let taken = taken
                .into_iter()
                .map(|(begin, length)| Stretch { from: after(begin), to: after(begin + length) });
            (Wish { minutes, from, days, zone, nights: nights.collect() }, taken.collect())
        },
    )
}

proptest! {
    #[test]
    fn every_pocket_suits((wish, taken) in wishes()) {
        let found = pockets(&wish, &taken);
        prop_assert!(found.len() <= MOST);
        for pair in found.windows(2) {
            prop_assert!(pair[0].at.to <= pair[1].at.from, "in order, and never on top of each other");
            prop_assert!((pair[0].day, pair[0].part) != (pair[1].day, pair[1].part), "one in each part of a day");
        }
        for Pocket { at, room, day, part } in found {
            prop_assert_eq!(at.length(), TimeDelta::minutes(i64::from(wish.minutes)), "as long as was wished");
            prop_assert!(at.from >= wish.from && at.to <= wish.window().to, "in the days that were asked about");
            prop_assert!(room.from <= at.from && at.to <= room.to, "inside its room");
            for one in taken.iter().filter(|one| !one.is_empty()) {
                prop_assert!(!one.overlaps(room), "nobody is busy then");
                prop_assert!(one.to + BREATH <= at.from || at.to + BREATH <= one.from, "nor just before or after");
            }
            let (from, to) = (civil(at.from, wish.zone), civil(at.to, wish.zone));
            prop_assert_eq!(from.date(), day);
            prop_assert!(from.hour() >= 7 && (to.date() == day || (to.hour(), to.minute()) == (0, 0)), "while awake");
            let (begin, end) = part.hours();
            prop_assert!((begin..end).contains(&from.hour()), "in the part it names");
            prop_assert_eq!(from.minute() % 15, 0, "on a quarter hour");
            for night in &wish.nights {
                let (from, to) = (civil(at.from, night.zone).time(), civil(at.to, night.zone).time());
                let asleep = |time: NaiveTime| time > night.from || time < night.to;
                prop_assert!(!asleep(from) && !asleep(to), "and outside everybody's night");
            }
        }
    }

    #[test]
    fn a_free_evening_is_always_found((wish, taken) in wishes()) {
        let found = pockets(&Wish { minutes: 30, ..wish.clone() }, &taken);
        let room = room(&wish, &taken);
        let day = civil(wish.from, wish.zone).date();
        let evening = DayPart::Evening.of(day, wish.zone);
        let long = |one: &Stretch| one.within(evening).is_some_and(|one| one.length() >= TimeDelta::minutes(45));
        if room.iter().any(long) {
            let first = found.iter().find(|one| one.day == day && one.part == DayPart::Evening);
            prop_assert!(first.is_some(), "the first day's evening goes before everything else");
        }
    }
}
