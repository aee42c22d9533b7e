//! Ten years of one couple, and the time of the one call behind each view.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::driver::Driver;
use crate::lines::{Outcome, built, median, say, table};

const VIEWS: [&str; 9] =
    ["tonight", "rituals", "reading", "year", "book", "search", "search, everything", "keepsake", "us"];
/// What the reading pages ask for.
const READING: [&str; 8] =
    ["tonight", "reading", "year", "book", "book, notes", "search", "search, everything", "keepsake"];
const ROUNDS: usize = 51;

/// The shelf beside the one long book.
const OTHERS: usize = 104;

/// Ten thousand on the whole shelf.
const NOTES_A_BOOK: usize = 84;

/// Measures each view on ten years, and the reading on a shelf with the longest book there can be.
pub(crate) fn views() -> Outcome {
    let folder = tempfile::tempdir()?;
    let (mut driver, loaded) = start(&folder.path().join("profile"), &ten_years())?;
    let number = |name: &str| loaded.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    measure("Views on ten years, ms", &mut driver, &VIEWS);
    say(&format!("\n{} changes were loaded in {:.1} s.", number("changes"), number("s")));
    drop(driver);
    let (mut driver, _) = start(&folder.path().join("long"), &one_long_book())?;
    measure("Reading, with one book of 3,000 chapters and 10,000 notes among 105, ms", &mut driver, &READING);
    Ok(())
}

fn measure(title: &str, driver: &mut Driver, views: &[&str]) {
    table(title, "here | at most");
    for name in views {
        let request = json!({"op": "view", "name": name});
        let measured: Outcome<Vec<f64>> = (0..ROUNDS).map(|_| driver.seconds(&request)).collect();
        match measured {
            Ok(measured) => say(&format!("| {name} | {:.2} | 5 |", median(measured) * 1000.0)),
            Err(error) => say(&format!("| {name} | {error} | 5 |")),
        }
    }
}

/// Lays ten years into the profile at `folder`.
pub(crate) fn load(folder: &Path) -> Outcome {
    start(folder, &ten_years()).map(drop)
}

fn start(folder: &Path, couple: &Value) -> Outcome<(Driver, Value)> {
    fs::create_dir_all(folder)?;
    let years = folder.with_extension("json");
    fs::write(&years, couple.to_string())?;
    let mut driver = Driver::start(
        Command::new(built("couple-driver")?)
            .arg(folder)
            .arg(&years)
            .env("NIGHTSTAND_PASSPHRASE", "a quiet evening"),
    )?;
    let loaded = driver.hear()?;
    Ok((driver, loaded))
}

/// A shelf of 105 books, of which the last one holds as many chapters as a book can have, read half way by both, and
/// all ten thousand notes.
fn one_long_book() -> Value {
    let short = (0..OTHERS).map(|at| shelved(at, 24, 24, 0));
    let books: Vec<Value> = short.chain([shelved(OTHERS, 3_000, 1_500, 10_000)]).collect();
    json!({"partners": ["Ada", "Noor"], "zone": "Europe/Berlin", "books": books})
}

/// A busy couple: five rituals, an evening together on most days, a book a month, a page every day.
fn ten_years() -> Value {
    json!({
        "partners": ["Ada", "Noor"],
        "zone": "Europe/Berlin",
        "rituals": rituals(),
        "occurrences": occurrences(),
        "books": (0..120).map(book).collect::<Vec<_>>(),
        "entries": entries(),
    })
}

fn rituals() -> Vec<Value> {
    let rules = [
        ("tea", "FREQ=DAILY", 10, "21:30"),
        ("walk", "FREQ=WEEKLY;BYDAY=SA,SU", 45, "10:00"),
        ("reading", "FREQ=WEEKLY;BYDAY=MO,WE,FR", 30, "21:00"),
        ("table", "FREQ=WEEKLY;BYDAY=TH", 60, "19:30"),
        ("swimming", "FREQ=WEEKLY;BYDAY=TU", 60, "18:00"),
    ];
    let one = |(at, (name, rule, minutes, time)): (usize, (&str, &str, i32, &str))| {
        let owner = if at % 2 == 0 { "A" } else { "B" };
        json!({
            "id": name, "title": name, "rrule": rule, "dtstart": format!("2016-11-21T{time}:00"),
            "tzid": "Europe/Berlin", "ends": null, "minutes": minutes, "owner": owner
        })
    };
    rules.into_iter().enumerate().map(one).collect()
}

/// The evenings of ten years, counted in months of 28 days so that every date exists.
fn days() -> impl Iterator<Item = (usize, String)> {
    let dates = (2016..2026).flat_map(|year| {
        (1..=12).flat_map(move |month| (1..=28).map(move |day| format!("{year}-{month:02}-{day:02}")))
    });
    dates.enumerate()
}

fn occurrences() -> Vec<Value> {
    days()
        .filter(|(at, _)| at % 4 != 3)
        .map(|(_, date)| json!({"ritual": "tea", "due": format!("{date}T20:30:00Z"), "state": "done"}))
        .collect()
}

fn book(at: usize) -> Value {
    shelved(at, 24, if at == 119 { 11 } else { 24 }, NOTES_A_BOOK)
}

/// A month's book: so many chapters, read by both up to one of them on the month's first 24 evenings, with so many
/// notes spread over it.
fn shelved(at: usize, chapters: usize, read: usize, notes: usize) -> Value {
    let (year, month) = (2016 + at / 12, at % 12 + 1);
    let list: Vec<Value> =
        (1..=chapters).map(|n| json!({"n": n, "title": format!("Chapter {n}"), "pages": 14})).collect();
    let progress: Vec<Value> = (1..=read.min(24))
        .flat_map(|day| {
            let at = format!("{year}-{month:02}-{day:02}T21:40:00Z");
            let chapter = read * day / read.min(24);
            ["A", "B"].map(|who| json!({"who": who, "chapter": chapter, "at": at}))
        })
        .collect();
    let notes: Vec<Value> = (0..notes)
        .map(|n| {
            let (who, found) =
                (if n % 2 == 0 { "A" } else { "B" }, if n == at % NOTES_A_BOOK { "lantern" } else { "boat" });
            let text =
                format!("Note {n}: somebody carries a {found} down to the river and says nothing about it.");
            json!({"who": who, "chapter": n % chapters + 1, "text": text})
        })
        .collect();
    json!({
        "id": format!("book-{at}"), "title": format!("The year's book {at}"), "author": "Somebody",
        "chapters": list, "progress": progress, "notes": notes
    })
}

fn entries() -> Vec<Value> {
    days()
        .map(|(at, date)| {
            json!({
                "id": at, "ts": format!("{date}T22:10"), "author": if at % 2 == 0 { "A" } else { "B" },
                "private": true, "tags": [], "title": format!("Day {at}"),
                "body": "We walked home along the river and talked about the summer. ".repeat(6)
            })
        })
        .collect()
}
