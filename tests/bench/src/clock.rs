//! The clock's promises in figures: how fast a rhythm becomes instants, and how late a reminder is.

use std::fs;
use std::hint::black_box;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{Datelike as _, LocalResult, NaiveDate, NaiveDateTime, TimeDelta, TimeZone as _, Weekday};
use chrono_tz::Tz;
use nightstand_journeys::notifications::{Notifications, PrivateBus};
use serde_json::{Value, json};

use crate::lines::{Outcome, built, median, say, table};

const ZONES: [&str; 8] = [
    "Europe/Berlin",
    "America/New_York",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Europe/Dublin",
    "America/Sao_Paulo",
];
/// The first and the last day that is expanded: ten years.
const DAYS: (&str, &str) = ("2024-01-01T02:30:00", "2033-12-31T23:59:59");
const REPETITIONS: u32 = 20;
const REMINDERS: usize = 7;
/// Long enough for the driver to make its profile and start the clock.
const AHEAD: u64 = 3;

/// A rule in a calendar's words, and the same by hand.
struct Rule {
    name: &'static str,
    rrule: &'static str,
    matches: fn(NaiveDate) -> bool,
}

const RULES: [Rule; 3] = [
    Rule { name: "daily", rrule: "FREQ=DAILY", matches: |_| true },
    Rule {
        name: "three days a week",
        rrule: "FREQ=WEEKLY;BYDAY=MO,WE,FR",
        matches: |day| matches!(day.weekday(), Weekday::Mon | Weekday::Wed | Weekday::Fri),
    },
    Rule {
        name: "the second Tuesday",
        rrule: "FREQ=MONTHLY;BYDAY=2TU",
        matches: |day| day.weekday() == Weekday::Tue && (8..=14).contains(&day.day()),
    },
];

/// Ten years of each rule in every zone, beside stepping from day to day by hand.
pub(crate) fn rhythms() -> Outcome {
    table("Ten years of a rhythm, in eight zones, ms", "scheduler | by hand | ratio (at most 2) | instants");
    let folder = tempfile::tempdir()?;
    let (first, last) = (wall(DAYS.0)?, wall(DAYS.1)?);
    let zones = ZONES.iter().map(|name| name.parse()).collect::<Result<Vec<Tz>, _>>()?;
    for rule in &RULES {
        let file = folder.path().join("rules.json");
        fs::write(&file, questions(rule.rrule).to_string())?;
        let said =
            Command::new(built("recurrence-driver")?).arg(&file).arg(REPETITIONS.to_string()).output()?;
        let answer: Value = serde_json::from_slice(&said.stdout)?;
        let ours = answer.get("secs").and_then(Value::as_f64).ok_or("the driver says no time")? * 1_000.0;
        let instants = answer.get("instants").and_then(Value::as_u64).unwrap_or_default();
        let began = Instant::now();
        let mut stepped = 0;
        for _ in 0..REPETITIONS {
            stepped = zones.iter().map(|zone| black_box(by_hand(rule, *zone, (first, last))).len()).sum();
        }
        let floor = began.elapsed().as_secs_f64() * 1_000.0 / f64::from(REPETITIONS);
        let found = if instants == stepped as u64 {
            instants.to_string()
        } else {
            format!("{instants}, by hand {stepped}")
        };
        say(&format!("| {} | {ours:.2} | {floor:.2} | {:.2} | {found} |", rule.name, ours / floor));
    }
    Ok(())
}

fn questions(rrule: &str) -> Value {
    let one =
        |zone: &&str| json!({"id": zone, "rrule": rrule, "dtstart": DAYS.0, "tzid": zone, "until": DAYS.1});
    ZONES.iter().map(one).collect()
}

fn wall(text: &str) -> Outcome<NaiveDateTime> {
    Ok(NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")?)
}

/// The instants of a rule as somebody would write it down for this one rule: a loop over the days.
fn by_hand(rule: &Rule, zone: Tz, (first, last): (NaiveDateTime, NaiveDateTime)) -> Vec<i64> {
    let mut all = Vec::new();
    let mut day = first.date();
    while day <= last.date() {
        if (rule.matches)(day) {
            all.extend(instant(zone, day.and_time(first.time())));
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    all
}

fn instant(zone: Tz, civil: NaiveDateTime) -> Option<i64> {
    match zone.from_local_datetime(&civil) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.timestamp()),
        // No gap of these zones and years is longer than an hour.
        LocalResult::None => {
            zone.from_local_datetime(&(civil + TimeDelta::hours(1))).earliest().map(|at| at.timestamp())
        }
    }
}

/// How late a reminder is handed to the desktop, beside a timer that only sleeps until the same instant.
#[allow(clippy::disallowed_methods, reason = "how late a real clock is, is read from a real clock")]
pub(crate) fn lateness() -> Outcome {
    let bus = PrivateBus::start().map_err(|trouble| trouble.to_string())?;
    let _service = Notifications::start(&bus).map_err(|trouble| trouble.to_string())?;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..REMINDERS {
        let due = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() + AHEAD;
        let timer = thread::spawn(move || sleep_until(UNIX_EPOCH + Duration::from_secs(due)));
        let said = Command::new(built("clock-driver")?)
            .arg(due.to_string())
            .env("DBUS_SESSION_BUS_ADDRESS", bus.address())
            .env_remove("DISPLAY")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()?;
        let answer: Value = serde_json::from_slice(&said.stdout)?;
        ours.push(answer.get("late_ms").and_then(Value::as_f64).ok_or("the driver says no time")?);
        bare.push(timer.join().map_err(|_| "the timer broke")?);
    }
    let (ours, bare) = (median(ours), median(bare));
    table("A reminder's lateness, ms", "clock | bare timer | later by (at most 10)");
    say(&format!("| of {REMINDERS} reminders | {ours:.1} | {bare:.1} | {:.1} |", ours - bare));
    Ok(())
}

/// The milliseconds by which sleeping until `due` was too long.
#[allow(clippy::disallowed_methods, reason = "a timer that only sleeps is what the clock is measured beside")]
fn sleep_until(due: SystemTime) -> f64 {
    thread::sleep(due.duration_since(SystemTime::now()).unwrap_or_default());
    SystemTime::now().duration_since(due).unwrap_or_default().as_secs_f64() * 1_000.0
}
