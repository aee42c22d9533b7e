use nightstand_domain::ids::EntityId;
use nightstand_domain::schedule::{Stretch, joined};
use proptest::prelude::*;

use super::*;
use crate::calendar::busy;

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

fn stamp() -> DateTime<Utc> {
    wall("2026-11-23 12:00").and_utc()
}

fn plan(number: u8, rhythm: &str, start: &str, zone: Tz) -> Plan {
    Plan {
        id: RitualId::from(EntityId::from_bytes([number; 16])),
        title: "Ten minutes; phones away, please".into(),
        dates: Ok(Series { rhythm: rhythm.parse().unwrap(), start: wall(start), zone }),
        minutes: 10,
        moved: Vec::new(),
    }
}

/// The lines of the one entry.
fn entry(plan: Plan, wording: Wording) -> Vec<String> {
    let text = write(&[plan], wording, stamp()).text.replace("\r\n ", "");
    let lines = text.lines().skip_while(|line| *line != "BEGIN:VEVENT");
    lines.take_while(|line| *line != "END:VCALENDAR").map(str::to_owned).collect()
}

#[test]
fn a_plan_is_written_as_calendars_read_it() {
    let mut plan = plan(
        7,
        "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261231\nEXDATE;VALUE=DATE:20261126\nRDATE:20261128T100000",
        "2026-11-20 21:30",
        Tz::Europe__Berlin,
    );
    plan.moved.push(("2026-11-30".parse().unwrap(), wall("2026-11-30 21:00").and_utc()));
    let id = "07".repeat(16);
    assert_eq!(
        entry(plan, Wording::Full),
        [
            "BEGIN:VEVENT",
            &format!("UID:{id}@nightstand"),
            "DTSTAMP:20261123T120000Z",
            "DTSTART;TZID=Europe/Berlin:20261123T213000",
            "RRULE:FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261231T203000Z",
            "EXDATE;TZID=Europe/Berlin:20261126T213000",
            "RDATE;TZID=Europe/Berlin:20261128T100000",
            "DURATION:PT10M",
            "SUMMARY:Ten minutes\\; phones away\\, please",
            "END:VEVENT",
            "BEGIN:VEVENT",
            &format!("UID:{id}@nightstand"),
            "DTSTAMP:20261123T120000Z",
            "RECURRENCE-ID;TZID=Europe/Berlin:20261130T213000",
            "DTSTART;TZID=Europe/Berlin:20261130T220000",
            "DURATION:PT10M",
            "SUMMARY:Ten minutes\\; phones away\\, please",
            "END:VEVENT",
        ],
        "it begins on the first day that its rule names, and its end is said in UTC"
    );
}

#[test]
fn discreet_entries_name_nothing() {
    let mut plan = plan(1, "FREQ=DAILY", "2026-11-20 21:30", Tz::Europe__Berlin);
    plan.moved.push(("2026-11-30".parse().unwrap(), wall("2026-11-30 21:00").and_utc()));
    let text = write(&[plan], Wording::Discreet, stamp()).text;
    assert_eq!(text.matches("SUMMARY:Nightstand\r\n").count(), 2, "{text}");
    assert!(!text.contains("phones"), "no word of the title: {text}");
}

#[test]
fn what_a_calendar_cannot_say_is_left_out_and_named() {
    let mut plans = vec![
        plan(1, "FREQ=DAILY", "2026-11-20 21:30", Tz::UTC),
        plan(2, "FREQ=DAILY", "2026-11-20 21:30", Tz::UTC),
        plan(3, "FREQ=DAILY", "2026-11-20 21:30", Tz::UTC),
        plan(4, "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "2026-11-20 21:30", Tz::UTC),
    ];
    plans[1].dates = Err(Unsaid::AnyDays);
    plans[2].dates = Err(Unsaid::AfterAnother);
    let written = write(&plans, Wording::Full, stamp());
    let why: Vec<Unsaid> = written.left_out.iter().map(|one| one.why).collect();
    assert_eq!(why, [Unsaid::AnyDays, Unsaid::AfterAnother, Unsaid::Never]);
    assert_eq!(written.left_out[0].plan, plans[1].id, "by its plan");
    assert_eq!(written.text.matches("BEGIN:VEVENT").count(), 1);
    assert!(!written.text.contains("VTIMEZONE"), "UTC needs no explanation");
    assert_eq!(write(&[], Wording::Full, stamp()).text.lines().count(), 5, "no plan is a calendar, too");
}

#[test]
fn once_is_once_and_moves_whole() {
    let mut once = plan(1, "RDATE:20261130T213000", "2026-11-30 21:30", Tz::Europe__Berlin);
    once.moved.push(("2026-11-30".parse().unwrap(), wall("2026-12-01 19:00").and_utc()));
    let lines = entry(once, Wording::Discreet);
    assert!(lines.contains(&"DTSTART;TZID=Europe/Berlin:20261201T200000".to_owned()), "{lines:?}");
    assert!(!lines.iter().any(|line| line.starts_with("R")), "no rule, no date, no instance: {lines:?}");
}

const RHYTHMS: &[&str] = &[
    "FREQ=MONTHLY;BYDAY=MO,1SU",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2",
    "FREQ=YEARLY;BYWEEKNO=1,20,-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
    "FREQ=DAILY;COUNT=40",
    "FREQ=DAILY;UNTIL=20270328",
    "FREQ=WEEKLY;UNTIL=20270328T023000",
    "FREQ=WEEKLY;BYDAY=SU;UNTIL=20271031T013000Z",
    "RRULE:FREQ=DAILY;INTERVAL=2\nEXDATE;VALUE=DATE:20261204\nEXDATE:20261206T023000\nRDATE:20261205T120000",
    "RRULE:FREQ=WEEKLY;BYDAY=SU\nEXDATE:20270328T013000Z\nRDATE:20271031T013000Z\nRDATE;VALUE=DATE:20271030",
    "RDATE:20261224T180000,20261231T233000\nRDATE:20271031T010000Z",
];
const ZONES: &[Tz] = &[
    Tz::UTC,
    Tz::Europe__Berlin,
    Tz::Europe__Dublin,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::America__Santiago,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Chatham,
    Tz::Antarctica__Troll,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Asia__Jerusalem,
    Tz::Asia__Kathmandu,
    Tz::America__Nuuk,
];

fn plans() -> impl Strategy<Value = Plan> {
    let start = (0..400_i64, 0..24_i64, prop::sample::select(vec![0_i64, 30, 45]));
    let moved = prop::collection::vec((0..100_usize, -50..50_i64), 0..4);
    (prop::sample::select(RHYTHMS), start, prop::sample::select(ZONES), 1..300_u16, moved).prop_map(
        |(rhythm, (day, hour, minute), zone, minutes, moved)| {
            let start = wall("2026-01-01 00:00") + TimeDelta::minutes((day * 24 + hour) * 60 + minute);
            let mut plan = Plan { minutes, ..plan(1, rhythm, "2026-01-01 00:00", zone) };
            let series = Series { rhythm: rhythm.parse().unwrap(), start, zone };
            plan.moved = moved
                .into_iter()
                .filter_map(|(nth, hours)| {
                    let one = series.occurrences().take(200).nth(nth)?;
                    Some((one.date(), one.at + TimeDelta::hours(hours)))
                })
                .collect();
            plan.moved.dedup_by_key(|moved| moved.0);
            plan.moved.sort();
            plan.moved.dedup_by_key(|moved| moved.0);
            plan.dates = Ok(series);
            plan
        },
    )
}

/// When the plan takes place, by the scheduler alone.
fn planned(plan: &Plan, window: Stretch) -> Vec<Stretch> {
    let Ok(series) = &plan.dates else { return Vec::new() };
    let early = window.from - TimeDelta::days(5);
    let all = series.occurrences().take_while(|one| one.at < window.to + TimeDelta::days(5));
    let at = all
        .map(|one| plan.moved.iter().find(|(date, _)| *date == one.date()).map_or(one.at, |moved| moved.1));
    let length = TimeDelta::minutes(i64::from(plan.minutes));
    let all = at.filter(|at| *at > early).map(|from| Stretch { from, to: from + length });
    joined(all.filter_map(|one| one.within(window)).collect())
}

/// What only one side has.
fn differing(read: &[Stretch], expected: &[Stretch]) -> Vec<Stretch> {
    let only = |one: &[Stretch], other: &[Stretch]| {
        one.iter().filter(|stretch| other.binary_search(stretch).is_err()).copied().collect::<Vec<_>>()
    };
    [only(read, expected), only(expected, read)].concat()
}

proptest! {
    #[test]
    fn what_is_written_is_read_back_equal(plan in plans()) {
        let window = Stretch { from: wall("2026-06-01 00:00").and_utc(), to: wall("2029-06-01 00:00").and_utc() };
        let text = write(std::slice::from_ref(&plan), Wording::Full, stamp()).text;
        let expected = planned(&plan, window);
        let read = busy(text.as_bytes(), window, Tz::UTC).unwrap();
        prop_assert_eq!((read.unread, read.unknown_zones), (0, 0), "all of it is understood");
        prop_assert_eq!(differing(&read.times, &expected), vec![], "{}", text);

        // Under a name that nobody knows the zone is what the file says about it.
        let Ok(series) = &plan.dates else { return Ok(()) };
        let zone = series.zone.name();
        let strange = text.replace("\r\n ", "").replace(&format!("TZID={zone}"), "TZID=Ours").replace(&format!("TZID:{zone}"), "TZID:Ours");
        let read = busy(strange.as_bytes(), window, Tz::UTC).unwrap();
        prop_assert_eq!(read.unknown_zones, 0, "the file explains it");
        prop_assert_eq!(differing(&read.times, &expected), vec![], "{}", strange);
    }
}
