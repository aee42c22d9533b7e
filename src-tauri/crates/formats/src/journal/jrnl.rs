//! jrnl's text and JSON. A page of the text begins with its time in brackets at the beginning of a line; the rest
//! of that line is its title, and a star at the line's end is one.

use std::collections::HashMap;

use nightstand_domain::marks;

use super::json::{self, Record};
use super::taking::{Found, Taking};
use super::{Left, NotRead, Program, Written, when};

/// Whether a text is one that jrnl wrote: its first line that is not empty begins a page.
pub(super) fn wrote_text(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| head(line).is_some())
}

pub(super) fn read(name: &str, text: &str, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let day = day_of_file(name);
    let mut page: Option<(Written, &str, Vec<&str>)> = None;
    let mut before = Vec::new();
    let mut ids = HashMap::new();
    for line in text.lines() {
        match (head(line), &mut page) {
            (Some((written, title)), _) => {
                if let Some(done) = page.replace((on_day(written, day), title, Vec::new())) {
                    enter(done, &mut ids, taking)?;
                }
            }
            (None, Some((_, _, lines))) => lines.push(line),
            (None, None) => before.push(line),
        }
    }
    if before.iter().any(|line| !line.trim().is_empty()) {
        let body = before.join("\n").trim().to_owned();
        let found = Found { id: format!("{name}#before"), body, ..Found::default() };
        taking.page(Program::Jrnl, found)?;
    }
    page.map_or(Ok(()), |done| enter(done, &mut ids, taking))
}

/// Where a page begins: its time, and what follows on its line.
fn head(line: &str) -> Option<(Written, &str)> {
    let (time, rest) = line.strip_prefix('[')?.split_once(']')?;
    let rest = rest.strip_prefix(' ').or_else(|| rest.is_empty().then_some(""))?;
    Some((when::bracketed(time)?, rest))
}

/// In a folder of jrnl's, which has a file a day, the file's name is the day.
fn day_of_file(name: &str) -> Option<chrono::NaiveDate> {
    let mut parts = name.strip_suffix(".txt")?.rsplit('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, many| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = digits(year, 4) && digits(month, 2) && digits(day, 2);
    is_date.then(|| format!("{year}-{month}-{day}").parse().ok()).flatten()
}

fn on_day(written: Written, day: Option<chrono::NaiveDate>) -> Written {
    match (written, day) {
        (Written::At(at), Some(day)) => Written::At(day.and_time(at.time())),
        (Written::On(_), Some(day)) => Written::On(day),
        (written, _) => written,
    }
}

fn enter(
    (written, title, lines): (Written, &str, Vec<&str>),
    ids: &mut HashMap<String, usize>,
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    let (title, starred) = match title.trim_end().strip_suffix('*') {
        Some(title) if title.is_empty() || title.ends_with(' ') => (title.trim_end(), true),
        _ => (title, false),
    };
    let body = lines.join("\n").trim_end().trim_start_matches('\n').to_owned();
    // jrnl gives its pages no name: the time is one, and several may share a minute.
    let id = written.kept().unwrap_or_default();
    let nth = ids.entry(id.clone()).or_default();
    *nth += 1;
    let tags = tags(&format!("{title}\n{body}"));
    let found = Found {
        id,
        nth: *nth,
        written: Some(written),
        title: title.to_owned(),
        body,
        tags,
        ..Found::default()
    };
    if taking.page(Program::Jrnl, found)? {
        taking.leave_many(Left::Stars, usize::from(starred));
    }
    Ok(())
}

/// jrnl's own sign of a tag is `@`, at the beginning of a word; `#` is one here as it is there.
fn tags(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_start_matches(['(', '"', '“']));
    let signed = words.filter_map(|word| word.strip_prefix('@'));
    signed.filter_map(|word| marks::tags(&format!("#{word}")).next().map(str::to_owned)).collect()
}

pub(super) fn wrote(record: &Record) -> bool {
    ["title", "body", "date", "time"].iter().all(|field| record.contains_key(*field))
}

/// A page of jrnl's JSON. The tags stand in the text as well.
pub(super) fn page(record: &Record, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let time = format!("{}T{}", json::text(record, "date"), json::text(record, "time"));
    let written = when::iso(&time);
    let title = json::text(record, "title").to_owned();
    let body = json::text(record, "body").trim_end().to_owned();
    let tags = tags(&format!("{title}\n{body}"));
    let found = Found { id: time, written, title, body, tags, ..Found::default() };
    if taking.page(Program::Jrnl, found)? {
        taking.leave_many(Left::Stars, usize::from(json::says(record, "starred")));
    }
    Ok(())
}
