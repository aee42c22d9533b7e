//! The forms in which programs write times.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Utc};
use chrono_tz::Tz;
use nightstand_domain::page;

use super::Written;

/// A civil time as a page keeps it; seconds only where there are any.
pub(super) fn text(at: NaiveDateTime) -> String {
    if at.second() == 0 { page::written(at) } else { at.format("%Y-%m-%dT%H:%M:%S").to_string() }
}

/// A time in a form that says by itself what is what: ISO 8601 in all its dress. One with a zone is told as
/// the clock there showed it.
pub(super) fn iso(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(Written::On(day));
    }
    let lax = text.replace('/', "-");
    page::read_written(text).or_else(|| page::read_written(&lax)).map(Written::At)
}

/// An instant as RFC 3339 has it, told in `zone` where its own text says only UTC.
pub(super) fn instant(text: &str, zone: Tz) -> Option<NaiveDateTime> {
    let at = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    Some(at.with_timezone(&zone).naive_local())
}

/// An instant in milliseconds since 1970, told in `zone`.
pub(super) fn millis(at: i64, zone: Tz) -> Option<NaiveDateTime> {
    Some(DateTime::<Utc>::from_timestamp_millis(at)?.with_timezone(&zone).naive_local())
}

/// The zone of that name.
pub(super) fn zone(name: &str) -> Option<Tz> {
    name.trim().parse().ok()
}

/// A time in brackets at the head of a jrnl page: as jrnl is set up at first, and the commonest others that
/// leave no doubt.
pub(super) fn bracketed(text: &str) -> Option<Written> {
    let text = text.trim();
    if !text.starts_with(|c: char| c.is_ascii_digit()) || text.len() > 40 {
        return None;
    }
    const FORMS: [&str; 6] = [
        "%Y-%m-%d %I:%M %p",
        "%Y-%m-%d %I:%M:%S %p",
        "%d.%m.%Y %H:%M",
        "%d.%m.%Y %H:%M:%S",
        "%Y.%m.%d %H:%M",
        "%Y/%m/%d %I:%M %p",
    ];
    let form = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok().map(Written::At);
    let day = || NaiveDate::parse_from_str(text, "%d.%m.%Y").ok().map(Written::On);
    iso(text).or_else(|| FORMS.iter().find_map(form)).or_else(day)
}

/// The date at the beginning of a file's name, and what of the name is left.
pub(super) fn named(stem: &str) -> Option<(Written, &str)> {
    let (day, rest) = with_dashes(stem).or_else(|| without_dashes(stem))?;
    let rest = rest.trim_start_matches(['T', ' ', '_', '-']);
    let (time, rest) = match clock(rest) {
        Some((time, rest)) => (Some(time), rest),
        None => (None, rest),
    };
    let written = time.map_or(Written::On(day), |time| Written::At(day.and_time(time)));
    Some((written, rest.trim_start_matches([' ', '_', '-', '.']).trim()))
}

fn with_dashes(stem: &str) -> Option<(NaiveDate, &str)> {
    let (head, rest) = stem.split_at_checked(10)?;
    let day = NaiveDate::parse_from_str(&head.replace(['_', '.'], "-"), "%Y-%m-%d").ok()?;
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((day, rest))
}

fn without_dashes(stem: &str) -> Option<(NaiveDate, &str)> {
    let (head, rest) = stem.split_at_checked(8)?;
    let digits = head.bytes().all(|byte| byte.is_ascii_digit());
    let apart = !rest.starts_with(|c: char| c.is_ascii_digit());
    let day = NaiveDate::parse_from_str(head, "%Y%m%d").ok()?;
    (digits && apart).then_some((day, rest))
}

/// "0750", "07-50", "07:50", "075012" and what follows.
fn clock(text: &str) -> Option<(NaiveTime, &str)> {
    let long = text.find(|c: char| !c.is_ascii_digit() && !"-:.".contains(c)).unwrap_or(text.len());
    let (head, rest) = text.split_at(long);
    let head_digits: String = head.chars().filter(char::is_ascii_digit).collect();
    let form = match head_digits.len() {
        4 => "%H%M",
        6 => "%H%M%S",
        _ => return None,
    };
    let time = NaiveTime::parse_from_str(
        &format!("{head_digits}{}", if form == "%H%M" { "00" } else { "" }),
        "%H%M%S",
    );
    Some((time.ok()?, rest))
}

/// A line that is a date and nothing else: `2024-01-15`, `# 2024-01-15 07:50`.
pub(super) fn heading(line: &str) -> Option<Written> {
    let text = line.trim().trim_start_matches('#').trim();
    let begins = text.len() >= 10 && text.len() <= 25 && text.starts_with(|c: char| c.is_ascii_digit());
    begins.then(|| iso(text)).flatten()
}
