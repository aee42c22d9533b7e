//! Plain text: jrnl's, a diary whose pages begin with a line that is a date, or one page.

use chrono::NaiveDateTime;

use super::taking::{Found, Taking};
use super::{NotRead, Program, Written, files, jrnl, when};

pub(super) fn read(
    name: &str,
    bytes: &[u8],
    changed: Option<NaiveDateTime>,
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    if bytes.iter().take(4_096).filter(|byte| **byte == 0).count() > 0
        && !bytes.starts_with(&[0xff, 0xfe])
        && !bytes.starts_with(&[0xfe, 0xff])
    {
        // No text has zero bytes, but in two bytes a letter, which then says so.
        taking.pass_over(name);
        return Ok(());
    }
    let text = crate::decode::table(bytes);
    if jrnl::wrote_text(&text) {
        return jrnl::read(name, &text, taking);
    }
    let begins = text.lines().filter(|line| when::heading(line).is_some()).count();
    if begins > 1 {
        return dated(name, &text, taking);
    }
    one(name, &text, changed, taking)
}

/// Pages that each begin with a line that is a date. What stands before the first is a page of its own.
fn dated(name: &str, text: &str, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let mut lines: Vec<&str> = Vec::new();
    let mut written = None;
    for line in text.lines() {
        if let Some(next) = when::heading(line) {
            enter(name, written, &lines, taking)?;
            lines.clear();
            written = Some(next);
        } else {
            lines.push(line);
        }
    }
    enter(name, written, &lines, taking)
}

fn enter(
    name: &str,
    written: Option<Written>,
    lines: &[&str],
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    let body = lines.join("\n").trim_matches('\n').to_owned();
    if body.trim().is_empty() && written.is_none() {
        return Ok(());
    }
    let when = written.and_then(Written::kept).unwrap_or_default();
    let found = Found { id: format!("{name}#{when}"), written, body, ..Found::default() };
    taking.page(Program::Text, found).map(|_| ())
}

fn one(
    name: &str,
    text: &str,
    changed: Option<NaiveDateTime>,
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    let stem = files::stem(name);
    let (written, title, text) = match (when::named(stem), below_date(text)) {
        (Some((written, rest)), _) => (Some(written), rest, text),
        (None, Some((written, rest))) => (Some(written), stem, rest),
        (None, None) => (taking.dated_by_file(changed), stem, text),
    };
    let body = text.trim_end().to_owned();
    let title = if body.is_empty() { String::new() } else { title.to_owned() };
    let found = Found { id: name.to_owned(), written, title, body, ..Found::default() };
    taking.page(Program::Text, found).map(|_| ())
}

/// The date that a text begins with, when that is all its first line says, and the text below it.
pub fn below_date(text: &str) -> Option<(Written, &str)> {
    let (first, rest) = text.trim_start().split_once('\n').unwrap_or((text.trim_start(), ""));
    Some((when::heading(first)?, rest.trim_start_matches(['\r', '\n'])))
}
