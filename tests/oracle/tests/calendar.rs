//! Calendar files as written here, read back by icalendar and dateutil.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_domain::ids::{EntityId, RitualId};
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::Series;
use nightstand_formats::calendar::{Plan, write};
use nightstand_oracle::ask;
use serde_json::{Value, json};

const ZONES: [Tz; 16] = [
    Tz::UTC,
    Tz::Europe__Berlin,
    Tz::Europe__Dublin,
    Tz::Europe__Lisbon,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::America__Santiago,
    Tz::America__Nuuk,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Chatham,
    Tz::Pacific__Apia,
    Tz::Antarctica__Troll,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Asia__Jerusalem,
    Tz::Asia__Kathmandu,
];

const RHYTHMS: [&str; 15] = [
    "FREQ=MONTHLY;BYDAY=MO,1SU",
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=2",
    "FREQ=YEARLY;BYWEEKNO=1,20,-1",
    "FREQ=MONTHLY;BYMONTHDAY=31",
    "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
    "FREQ=DAILY;COUNT=400",
    "FREQ=DAILY;UNTIL=20270328",
    "FREQ=WEEKLY;BYDAY=SU;UNTIL=20271031T013000Z",
    "RRULE:FREQ=DAILY;INTERVAL=2\nEXDATE;VALUE=DATE:20261204\nEXDATE:20261206T023000\nRDATE:20261205T120000",
    "RRULE:FREQ=WEEKLY;BYDAY=SU\nEXDATE:20270328T013000Z\nRDATE:20271031T013000Z\nRDATE;VALUE=DATE:20271030",
    "RDATE:20261224T180000,20261231T233000",
];

fn wall(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
}

const FROM: &str = "2026-06-01 00:00";
const TO: &str = "2031-06-01 00:00";

/// Every rhythm in every zone, at hours that changes of the clocks skip and repeat; each third one with
/// evenings that were moved.
fn plans() -> Vec<Plan> {
    let mut plans = Vec::new();
    for (nth, (zone, rhythm)) in
        ZONES.iter().flat_map(|zone| RHYTHMS.iter().map(move |r| (*zone, *r))).enumerate()
    {
        let hour = [0, 1, 2, 3, 21, 23][nth % 6];
        let start = wall("2026-01-14 00:00") + TimeDelta::minutes(60 * hour + [0, 30, 45][nth % 3]);
        let series = Series { rhythm: rhythm.parse().unwrap(), start, zone };
        let moves = if nth % 3 == 0 { vec![3, 5, 40] } else { Vec::new() };
        let moved = moves.into_iter().filter_map(|at| series.occurrences().nth(at));
        let mut id = [0; 16];
        id[0] = nth as u8;
        plans.push(Plan {
            id: RitualId::from(EntityId::from_bytes(id)),
            title: format!(
                "Plan {nth}; ten minutes, “phones” away \\ 電話はしまって、ゆっくり話す時間にしましょう 🌙"
            ),
            minutes: 5 + nth as u16,
            moved: moved.map(|one| (one.date(), one.at + TimeDelta::minutes(95))).collect(),
            dates: Ok(series),
        });
    }
    plans
}

fn series(plan: &Plan) -> &Series {
    let Ok(series) = &plan.dates else { panic!("every plan here has dates") };
    series
}

/// When a plan takes place, by the scheduler alone. Rules that programs read differently are written out for
/// five years, and end before the window does.
fn planned(plan: &Plan, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<i64> {
    let moved = |one: &nightstand_domain::schedule::Occurrence| {
        plan.moved.iter().find(|(date, _)| *date == one.date()).map_or(one.at, |(_, to)| *to)
    };
    let all = series(plan).between(from - TimeDelta::days(3), to + TimeDelta::days(3));
    let mut at: Vec<i64> =
        all.map(|one| moved(&one)).filter(|at| (from..to).contains(at)).map(|at| at.timestamp()).collect();
    at.sort_unstable();
    at.dedup();
    at
}

fn read_back(text: &str) -> Value {
    let compact = |text: &str| wall(text).format("%Y%m%dT%H%M%S").to_string();
    ask(&json!({"calendar": {"text": text, "from": compact(FROM), "to": compact(TO)}}))
}

fn stamp() -> DateTime<Utc> {
    wall("2026-11-23 12:00").and_utc()
}

#[test]
fn what_is_written_is_read_back_equal_by_icalendar_and_dateutil() {
    let plans = plans();
    let written = write(&plans, Wording::Full, stamp());
    assert!(written.left_out.is_empty(), "all of it can be said");
    let answer = read_back(&written.text);
    assert_eq!(answer.as_object().map(serde_json::Map::len), Some(plans.len()), "every plan came back once");
    let mut compared = 0;
    for plan in &plans {
        let read = &answer[format!("{}@nightstand", plan.id)];
        let expected = planned(plan, wall(FROM).and_utc(), wall(TO).and_utc());
        compared += expected.len();
        assert_eq!(read["title"], json!(plan.title), "words come back as they were");
        assert_eq!(read["length"], json!(i64::from(plan.minutes) * 60), "and so does the length");
        assert_eq!(read["at"], json!(expected), "{} in {}", series(plan).rhythm, series(plan).zone);
    }
    assert!(compared > 20_000, "enough was compared: {compared} instants");
}

#[test]
fn a_zone_is_read_from_what_the_file_says_about_it() {
    // Under a name that nobody knows, icalendar builds the zone from the file. What it builds reads a skipped
    // time with the offset after the change; such times are compared in the other test.
    let skipped = |one: &nightstand_domain::schedule::Occurrence, zone: Tz| {
        nightstand_domain::schedule::occurrences::civil(one.at, zone) != one.civil
    };
    for (zone, rhythm) in ZONES.iter().filter(|zone| **zone != Tz::UTC).zip(RHYTHMS.iter().cycle()) {
        let base = plans()
            .into_iter()
            .find(|plan| series(plan).zone == *zone && series(plan).rhythm == rhythm.parse().unwrap());
        let mut plan = base.expect("every rhythm in every zone");
        let start = series(&plan).start.date().and_hms_opt(21, 30, 0).unwrap();
        let series = Series { start, ..series(&plan).clone() };
        assert!(!series.occurrences().take(2_000).any(|one| skipped(&one, *zone)), "no evening is skipped");
        (plan.dates, plan.moved) = (Ok(series), Vec::new());
        let text = write(std::slice::from_ref(&plan), Wording::Discreet, stamp()).text.replace("\r\n ", "");
        let strange =
            text.replace(&format!("TZID={zone}"), "TZID=Ours").replace(&format!("TZID:{zone}"), "TZID:Ours");
        let answer = read_back(&strange);
        let expected = planned(&plan, wall(FROM).and_utc(), wall(TO).and_utc());
        let read = &answer[format!("{}@nightstand", plan.id)];
        assert_eq!(read["at"], json!(expected), "{rhythm} in {zone}:\n{strange}");
        assert_eq!(read["title"], json!("Nightstand"), "and discreetly");
    }
}
