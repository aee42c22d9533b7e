//! The table that Daylio exports. What a person did becomes tags, what they noted the text; the mood is left.
//! Newest pages come first, and columns are found by their names: versions have more or fewer of them.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime};
use csv::{ReaderBuilder, StringRecord};

use super::markup;
use super::taking::{Found, Taking};
use super::{Left, NotRead, Program, Written};

struct Columns(HashMap<String, usize>);

impl Columns {
    fn of(head: &StringRecord) -> Option<Self> {
        let names = head.iter().enumerate();
        let columns = names.map(|(at, name)| (name.trim().trim_start_matches('\u{feff}').to_lowercase(), at));
        let columns = Self(columns.collect());
        let has = |name| columns.0.contains_key(name);
        (has("date") && has("mood") && has("activities") && has("note")).then_some(columns)
    }

    fn of_row<'r>(&self, name: &str, row: &'r StringRecord) -> &'r str {
        self.0.get(name).and_then(|at| row.get(*at)).unwrap_or_default().trim()
    }
}

pub(super) fn read(bytes: &[u8], taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let text = crate::decode::table(bytes);
    let mut reader = ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let columns = reader.headers().ok().and_then(Columns::of);
    let Some(columns) = columns else {
        taking.leave(Left::Files);
        return Ok(());
    };
    let mut ids = HashMap::new();
    let mut row = StringRecord::new();
    loop {
        match reader.read_record(&mut row) {
            Ok(false) => return Ok(()),
            Ok(true) => enter(&columns, &row, &mut ids, taking)?,
            Err(_) => taking.leave(Left::Unread),
        }
    }
}

fn enter(
    columns: &Columns,
    row: &StringRecord,
    ids: &mut HashMap<String, usize>,
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    let Some(day) = day(columns, row) else {
        taking.leave(Left::Unread);
        return Ok(());
    };
    let written =
        time(columns.of_row("time", row)).map_or(Written::On(day), |time| Written::At(day.and_time(time)));
    let key = written.kept().unwrap_or_default();
    let count = ids.entry(key.clone()).or_default();
    *count += 1;
    let found = Found {
        id: key,
        nth: *count,
        written: Some(written),
        title: columns.of_row("note_title", row).to_owned(),
        body: markup::of_either(columns.of_row("note", row)),
        tags: columns.of_row("activities", row).split('|').map(|tag| tag.trim().to_owned()).collect(),
        ..Found::default()
    };
    taking.leave_many(Left::Moods, usize::from(!columns.of_row("mood", row).is_empty()));
    taking.page(Program::Daylio, found).map(|_| ())
}

/// A whole date, or in older exports a year and "18 May".
fn day(columns: &Columns, row: &StringRecord) -> Option<NaiveDate> {
    if let Ok(day) = columns.of_row("full_date", row).parse() {
        return Some(day);
    }
    let (year, date) = (columns.of_row("year", row), columns.of_row("date", row));
    let whole = format!("{year} {date}");
    ["%Y %d %B", "%Y %B %d"].into_iter().find_map(|form| NaiveDate::parse_from_str(&whole, form).ok())
}

fn time(text: &str) -> Option<NaiveTime> {
    let text = text.replace(['\u{202f}', '\u{a0}'], " ");
    ["%H:%M", "%I:%M %p"].into_iter().find_map(|form| NaiveTime::parse_from_str(text.trim(), form).ok())
}
