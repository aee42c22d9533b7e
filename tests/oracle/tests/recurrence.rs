//! Recurrence rules, compared with python-dateutil for the days and zoneinfo for the instants.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use nightstand_domain::schedule::Series;
use nightstand_oracle::ask;
use serde_json::{Value, json};

/// So many rules are compared.
const RULES: u64 = 2_400;
/// So many instants of each, at most; the oracle knows the same number.
const INSTANTS: usize = 400;

/// Zones with hard changes: half an hour, the day that was skipped, two hours, winter as the exception,
/// midnight, quarter hours, Ramadan, changes that were given up.
const ZONES: [&str; 36] = [
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Moscow",
    "Europe/Istanbul",
    "Europe/Volgograd",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Asuncion",
    "America/Caracas",
    "America/Nuuk",
    "America/Mexico_City",
    "America/Anchorage",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Pyongyang",
    "Australia/Lord_Howe",
    "Australia/Adelaide",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Fiji",
    "Antarctica/Troll",
];

/// SplitMix64: the same rules in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % sides
    }

    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// One to `most` of `all`, as a list.
    fn some(&mut self, all: &[&str], most: u64) -> String {
        let chosen: BTreeSet<&str> = (0..=self.below(most)).map(|_| self.of(all)).collect();
        chosen.into_iter().collect::<Vec<_>>().join(",")
    }
}

const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn rule(dice: &mut Dice) -> String {
    let frequency = dice.of(&["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"]);
    let mut rule = format!("FREQ={frequency}");
    if dice.once_in(2) {
        rule += &format!(";INTERVAL={}", 1 + dice.below(5));
    }
    if dice.once_in(4) {
        rule += &format!(";BYMONTH={}", dice.some(&["1", "2", "3", "4", "9", "10", "11", "12"], 4));
    }
    match frequency {
        "MONTHLY" | "YEARLY" => {
            if dice.once_in(3) {
                let days = ["1", "2", "13", "15", "28", "29", "30", "31", "-1", "-2", "-7", "-31"];
                rule += &format!(";BYMONTHDAY={}", dice.some(&days, 4));
            } else if frequency == "YEARLY" && dice.once_in(4) {
                rule +=
                    &format!(";BYYEARDAY={}", dice.some(&["1", "60", "100", "-1", "-60", "366", "-366"], 3));
            } else if frequency == "YEARLY" && dice.once_in(3) {
                rule +=
                    &format!(";BYWEEKNO={}", dice.some(&["1", "2", "20", "44", "52", "53", "-1", "-10"], 3));
                rule += &format!(";BYDAY={}", dice.some(&WEEKDAYS, 3));
                return rule + &ending(dice);
            }
            if dice.once_in(2) {
                let nth =
                    ["1MO", "2TU", "3WE", "4TH", "5FR", "-1SU", "-2SA", "-5MO", "MO", "FR", "1SU", "-1FR"];
                rule += &format!(";BYDAY={}", dice.some(&nth, 3));
            }
        }
        _ => {
            if dice.once_in(2) {
                rule += &format!(";BYDAY={}", dice.some(&WEEKDAYS, 4));
            }
        }
    }
    if rule.contains("BY") && dice.once_in(5) {
        rule += &format!(";BYSETPOS={}", dice.some(&["1", "2", "-1", "-2", "3"], 2));
    }
    rule + &ending(dice)
}

fn ending(dice: &mut Dice) -> String {
    let start = if dice.once_in(3) { format!(";WKST={}", dice.of(&WEEKDAYS)) } else { String::new() };
    let (year, day) = (2011 + dice.below(20), 1 + dice.below(28));
    start
        + &match dice.below(6) {
            0 => format!(";COUNT={}", 1 + dice.below(60)),
            1 => format!(";UNTIL={year}03{day:02}"),
            2 => format!(";UNTIL={year}10{day:02}T023000"),
            3 => format!(";UNTIL={year}11{day:02}T013000Z"),
            _ => String::new(),
        }
}

struct Case {
    rule: String,
    start: NaiveDateTime,
    zone: Tz,
    /// Exceptions and added dates in their RFC 5545 form.
    except: Vec<String>,
    extra: Vec<String>,
}

impl Case {
    fn thrown(dice: &mut Dice, nth: u64) -> Self {
        let zone: Tz = ZONES[(nth % ZONES.len() as u64) as usize].parse().expect("a zone");
        // Apia skipped 30 December 2011; the others changed their clocks by night, some at midnight.
        let first: NaiveDate =
            if zone == Tz::Pacific__Apia { "2011-11-01" } else { "2009-01-01" }.parse().unwrap();
        let day =
            first + TimeDelta::days(dice.below(if zone == Tz::Pacific__Apia { 90 } else { 4_500 }) as i64);
        let hour = dice.of(&[0, 0, 1, 1, 2, 2, 2, 3, 3, 9, 21, 23]);
        let start = day.and_hms_opt(hour, dice.of(&[0, 15, 30, 45, 59]), 0).unwrap();
        let date = |dice: &mut Dice| {
            let at = start + TimeDelta::days(dice.below(400) as i64);
            if dice.once_in(2) {
                at.format("%Y%m%d").to_string()
            } else {
                at.format("%Y%m%dT%H%M%S").to_string()
            }
        };
        let dates = |dice: &mut Dice| match dice.below(4) {
            0 => (0..dice.below(6)).map(|_| date(dice)).collect(),
            _ => Vec::new(),
        };
        Self { rule: rule(dice), start, zone, except: dates(dice), extra: dates(dice) }
    }

    fn text(&self) -> String {
        let list = |name: &str, dates: &[String]| {
            let kind = |date: &String| if date.contains('T') { "" } else { ";VALUE=DATE" };
            dates.iter().map(|date| format!("\n{name}{}:{date}", kind(date))).collect::<String>()
        };
        format!("RRULE:{}{}{}", self.rule, list("EXDATE", &self.except), list("RDATE", &self.extra))
    }

    fn last(&self) -> NaiveDateTime {
        (self.start.date() + TimeDelta::days(365 * 24)).and_hms_opt(23, 59, 59).unwrap()
    }

    fn question(&self) -> Value {
        let text = |at: NaiveDateTime| at.format("%Y%m%dT%H%M%S").to_string();
        json!({"rule": self.rule, "start": text(self.start), "last": text(self.last()), "zone": self.zone.name(),
               "except": self.except, "extra": self.extra})
    }

    fn instants(&self) -> Vec<i64> {
        let rhythm = self.text().parse().unwrap_or_else(|error| panic!("{}: {error}", self.text()));
        let series = Series { rhythm, start: self.start, zone: self.zone };
        let all = series.on_days(self.start.date(), self.last().date());
        all.map(|one| one.at.timestamp()).take(INSTANTS).collect()
    }

    /// Where dateutil is known to be wrong, or to read what RFC 5545 leaves open in another way:
    ///
    /// - It numbers weeks within one calendar year, so the days of a week that reaches into another year are
    ///   missing, or the week is numbered anew: BYWEEKNO 52, 53 and -1.
    /// - It counts every nth year by the calendar, so that every second year's week one is now and then the next
    ///   year's: BYWEEKNO with INTERVAL, in week one or from a day whose week reaches into another year.
    /// - A week that DTSTART cuts short is shorter for BYSETPOS, which then counts other days: weekly rules.
    /// - Of "every Monday and the first Sunday" it wants days that are both: BYDAY that mixes the two kinds.
    fn is_excluded(&self) -> bool {
        let part =
            |name: &str| self.rule.split(';').find_map(|part| part.strip_prefix(name)).unwrap_or_default();
        let at_the_edge = |week: &str| matches!(week, "52" | "53" | "-1");
        let nth = |day: &str| day.len() > 2;
        let day = self.start.date();
        let turn = [-6, 6].iter().any(|days| (day + TimeDelta::days(*days)).year() != day.year());
        let (weeks, days) = (part("BYWEEKNO="), part("BYDAY="));
        weeks.split(',').any(at_the_edge)
            || (!weeks.is_empty()
                && !part("INTERVAL=").is_empty()
                && (turn || weeks.split(',').any(|n| n == "1")))
            || (self.rule.contains("BYSETPOS") && self.rule.contains("FREQ=WEEKLY"))
            || (days.split(',').any(nth) && !days.split(',').all(nth))
    }
}

#[test]
fn every_rule_gives_the_instants_that_dateutil_gives() {
    let mut dice = Dice(20_261_123);
    let mut thrown = 0;
    let mut cases = Vec::new();
    while (cases.len() as u64) < RULES {
        let case = Case::thrown(&mut dice, thrown);
        thrown += 1;
        cases.extend(Some(case).filter(|case| !case.is_excluded()));
    }
    let answers = ask(&json!({"rules": cases.iter().map(Case::question).collect::<Vec<_>>()}));
    let (mut compared, mut wrong) = (0, Vec::new());
    for (case, answer) in cases.iter().zip(answers.as_array().expect("a list")) {
        let expected: Vec<i64> =
            answer.as_array().expect("instants").iter().filter_map(Value::as_i64).collect();
        let found = case.instants();
        compared += found.len();
        if found != expected {
            let first = found
                .iter()
                .zip(&expected)
                .position(|(a, b)| a != b)
                .unwrap_or(found.len().min(expected.len()));
            wrong.push(format!(
                "{} from {} in {}: {} instants for {}, first apart at {first}: {:?} for {:?}",
                case.text().replace('\n', " "),
                case.start,
                case.zone,
                found.len(),
                expected.len(),
                found.get(first),
                expected.get(first)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {RULES} rules differ:\n{}", wrong.len(), wrong.join("\n"));
    assert!(compared > 200_000, "enough was compared: {compared} instants");
}

#[test]
fn the_oracle_can_say_no() {
    let daily = |zone: &str| {
        let case = json!({"rule": "FREQ=DAILY;COUNT=2", "start": "20260328T023000", "last": "20270101T000000",
                          "zone": zone, "except": [], "extra": []});
        ask(&json!({"rules": [case]}))
    };
    assert_eq!(daily("Europe/Berlin"), json!([[1_774_661_400, 1_774_747_800]]), "a skipped time moves on");
    assert_ne!(daily("UTC"), daily("Europe/Berlin"), "and another zone is another answer");
}
