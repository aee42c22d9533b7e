//! `recurrence-driver RULES.json REPS [DUMP_DIR]`: expands recurrence rules with the scheduler's own code and
//! says how long it took. The protocol stands in the drivers' document.

use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDateTime;
use nightstand_domain::schedule::{Rhythm, Series};
use nightstand_drivers::unmarked;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Rule {
    rrule: String,
    dtstart: String,
    tzid: String,
    until: String,
}

struct Ready {
    id: Value,
    series: Series,
    until: NaiveDateTime,
}

fn ready(id: Value, rule: Value) -> Result<Ready, Box<dyn Error>> {
    let rule: Rule = serde_json::from_value(rule)?;
    let rhythm: Rhythm = rule.rrule.parse()?;
    let zone = rule.tzid.parse().map_err(|_| format!("{} is not a zone", rule.tzid))?;
    let series = Series { rhythm, start: wall(&rule.dtstart)?, zone };
    Ok(Ready { id, series, until: wall(&rule.until)? })
}

fn rules(file: &[u8]) -> serde_json::Result<Vec<Value>> {
    serde_json::from_slice(unmarked(file))
}

/// The rules that can be expanded, and what is wrong with the others: one that lacks a field spoils no other.
fn read(rules: Vec<Value>) -> (Vec<Ready>, Vec<Value>) {
    let (mut expandable, mut errors) = (Vec::new(), Vec::new());
    for rule in rules {
        let id = rule.get("id").cloned().unwrap_or_default();
        match ready(id.clone(), rule) {
            Ok(rule) => expandable.push(rule),
            Err(error) => errors.push(json!({"id": id, "error": error.to_string()})),
        }
    }
    (expandable, errors)
}

fn wall(text: &str) -> Result<NaiveDateTime, chrono::ParseError> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S")
}

fn expand(rule: &Ready, into: &mut Vec<i64>) {
    into.clear();
    let days = rule.series.on_days(rule.series.start.date(), rule.until.date());
    into.extend(days.filter(|one| one.civil <= rule.until).map(|one| one.at.timestamp()));
}

fn dump(folder: &Path, rules: &[Ready]) -> Result<(), Box<dyn Error>> {
    let mut instants = Vec::new();
    let all = rules.iter().map(|rule| {
        expand(rule, &mut instants);
        json!([rule.id, instants])
    });
    let all: Vec<Value> = all.collect();
    std::fs::create_dir_all(folder)?;
    Ok(std::fs::write(folder.join("nightstand.json"), serde_json::to_vec(&all)?)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: recurrence-driver RULES.json REPS [DUMP_DIR]";
    let (rules, reps) = args.next().zip(args.next()).ok_or(usage)?;
    let reps: u32 = reps.parse()?;
    let rules = self::rules(&std::fs::read(rules)?)?;
    let asked = rules.len();
    let (expandable, errors) = read(rules);

    let (mut total, mut instants) = (0, Vec::new());
    let begun = Instant::now();
    for _ in 0..reps.max(1) {
        total = 0;
        for rule in &expandable {
            expand(rule, &mut instants);
            total += instants.len();
        }
    }
    let secs = begun.elapsed().as_secs_f64() / f64::from(reps.max(1));

    if let Some(folder) = args.next() {
        dump(Path::new(&folder), &expandable)?;
    }
    let line =
        json!({"engine": "nightstand", "rules": asked, "instants": total, "secs": secs, "errors": errors});
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_front_of_the_rules_is_none_of_them() {
        let read = rules(b"\xEF\xBB\xBF[1, 2]").unwrap();
        assert_eq!(json!(read), json!([1, 2]), "some programs begin every file with one");
    }

    #[test]
    fn a_rule_that_lacks_a_field_is_an_error_of_its_own() {
        let whole = json!({
            "id": "whole", "rrule": "FREQ=DAILY", "dtstart": "2024-01-01T02:30:00", "tzid": "Europe/Berlin",
            "until": "2024-01-03T02:30:00",
        });
        let mut lacking = whole.clone();
        lacking["id"] = json!(7);
        lacking.as_object_mut().map(|fields| fields.remove("tzid"));
        let (expandable, errors) = read(vec![lacking, json!("no rule"), whole]);
        assert_eq!(expandable.len(), 1, "the others are expanded");
        assert_eq!(errors.len(), 2, "each that cannot be is told");
        assert_eq!(errors[0]["id"], json!(7), "by its id");
        let mut instants = Vec::new();
        expandable.iter().for_each(|rule| expand(rule, &mut instants));
        assert_eq!(instants.len(), 3, "every day until the last wall time, which counts");
    }
}
