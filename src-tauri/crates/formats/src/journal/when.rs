//! The forms in which programs write times.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike as _, Weekday};
use chrono_tz::Tz;
use nightstand_domain::days::{self, Half};
use nightstand_domain::page;
use nightstand_domain::reflection::Language;
use nightstand_domain::schedule::occurrences::civil;

use super::{Written, months};

/// In bytes; a longer line is no date alone.
const LONGEST_HEADING: usize = 60;

/// A civil time as a page keeps it; seconds only where there are any.
pub(super) fn text(at: NaiveDateTime) -> String {
    if at.second() == 0 { page::written(at) } else { at.format("%Y-%m-%dT%H:%M:%S").to_string() }
}

/// A time in a form that says by itself what is what: ISO 8601 in all its dress. One with a zone is told as
/// the clock there showed it.
pub(super) fn iso(text: &str) -> Option<Written> {
    let text = text.trim();
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Written::On(day).with_whole_year();
    }
    let lax = text.replace('/', "-");
    page::read_written(text).or_else(|| page::read_written(&lax)).map(Written::At)?.with_whole_year()
}

/// An instant as RFC 3339 has it, told in `zone` where its own text says only UTC.
pub(super) fn instant(text: &str, zone: Tz) -> Option<NaiveDateTime> {
    let at = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    Some(civil(at.to_utc(), zone))
}

/// An instant in milliseconds since 1970, told in `zone`.
pub(super) fn millis(at: i64, zone: Tz) -> Option<NaiveDateTime> {
    Some(civil(DateTime::from_timestamp_millis(at)?, zone))
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
    iso(text).or_else(|| FORMS.iter().find_map(form)).or_else(day)?.with_whole_year()
}

/// A time as people write it: "3 March 2012", "Saturday, March 3rd, 2012 at 7:50 pm", "3.3.2012". Nothing when it leaves a
/// doubt about the day, as "3/4/2012" does.
pub(super) fn said(text: &str) -> Option<Written> {
    let text = text.trim();
    let elsewhere = || months::dated(text).and_then(|(day, rest)| with_time(day, &rest));
    let written = bracketed(text).or_else(|| as_in_mail(text)).or_else(|| in_words(text)).or_else(elsewhere);
    written?.with_whole_year()
}

fn as_in_mail(text: &str) -> Option<Written> {
    let in_mail = DateTime::parse_from_rfc2822(text).map(|at| at.naive_local());
    in_mail.or_else(|_| NaiveDateTime::parse_from_str(text, "%a %b %e %H:%M:%S %Y")).ok().map(Written::At)
}

fn in_words(text: &str) -> Option<Written> {
    let (day, rest) = slashed(text).or_else(|| {
        // Before the first day there is nothing that "today" or a day without its year could be counted from.
        let asked = days::asked(text, NaiveDate::MIN, Half::North, Language::English);
        let days = asked.days.filter(|days| days.from == days.to && days.from > NaiveDate::MIN)?;
        Some((days.from, asked.words))
    })?;
    let rest = rest.replace(',', " ");
    let is_beside = |word: &&str| word.eq_ignore_ascii_case("at") || word.parse::<Weekday>().is_ok();
    let time: Vec<&str> = rest.split_whitespace().filter(|word| !is_beside(word)).collect();
    with_time(day, &time.concat())
}

/// A day with the time that was said beside it: none, or one and nothing else.
fn with_time(day: NaiveDate, time: &str) -> Option<Written> {
    match time.to_uppercase().as_str() {
        "" => Some(Written::On(day)),
        time => {
            let form = |form: &&str| NaiveTime::parse_from_str(time, form).ok();
            const FORMS: [&str; 6] = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I:%M:%S%p", "%H.%M", "%HH%M"];
            let time = FORMS.iter().find_map(form)?;
            Some(Written::At(day.and_time(time)))
        }
    }
}

/// `25/3/2012`, `3/25/2012` or `25-03-2012`, where only one of them can be the month.
fn slashed(text: &str) -> Option<(NaiveDate, String)> {
    let (date, rest) = text.split_once(' ').unwrap_or((text, ""));
    let numbers: Option<Vec<u32>> =
        date.trim_end_matches(',').split(['/', '-']).map(|part| part.parse().ok()).collect();
    let numbers = numbers?;
    let &[one, other, year] = numbers.as_slice() else { return None };
    let year = i32::try_from(year).ok().filter(|year| *year >= 1000)?;
    let as_day_first = NaiveDate::from_ymd_opt(year, other, one);
    let as_month_first = NaiveDate::from_ymd_opt(year, one, other);
    let day = match (as_day_first, as_month_first) {
        (Some(one), Some(other)) if one != other => return None,
        (one, other) => one.or(other)?,
    };
    Some((day, rest.to_owned()))
}

/// The date at the beginning of a file's name, and what of the name is left. A date in words is all of a name: with
/// others beside it it may be what the page is about.
pub(super) fn named(stem: &str) -> Option<(Written, &str)> {
    let in_figures = with_dashes(stem).or_else(|| without_dashes(stem)).or_else(|| day_first(stem));
    let Some((day, rest)) = in_figures else { return said(stem).map(|written| (written, "")) };
    let rest = rest.trim_start_matches(['T', ' ', '_', '-']);
    let (time, rest) = match clock(rest) {
        Some((time, rest)) => (Some(time), rest),
        None => (None, rest),
    };
    let written = time.map_or(Written::On(day), |time| Written::At(day.and_time(time))).with_whole_year()?;
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

/// "15-01-2024", "15.01.2024", where it leaves no doubt.
fn day_first(stem: &str) -> Option<(NaiveDate, &str)> {
    let (head, rest) = stem.split_at_checked(10)?;
    let in_figures = head.bytes().all(|byte| byte.is_ascii_digit() || b"-_.".contains(&byte));
    let apart = !rest.starts_with(|c: char| c.is_ascii_digit());
    let day = said(&head.replace('_', "-")).filter(|_| in_figures && apart)?.day()?;
    Some((day, rest))
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

/// A line that is a date and nothing else: `2024-01-15`, `# 2024-01-15 07:50`, `Monday, 15 January 2024`.
pub(super) fn heading(line: &str) -> Option<Written> {
    let text = line.trim().trim_start_matches('#').trim();
    // A long text has many lines: most of them are told at a glance.
    let has_year = || text.as_bytes().windows(4).any(|four| four.iter().all(u8::is_ascii_digit));
    (text.len() <= LONGEST_HEADING && has_year()).then(|| said(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it_where_it_leaves_no_doubt() {
        for (text, kept) in [
            ("2012-03-03", "2012-03-03"),
            ("2012-03-03T07:50:00+01:00", "2012-03-03T07:50"),
            ("2012/03/03 07:50", "2012-03-03T07:50"),
            ("3 March 2012", "2012-03-03"),
            ("3rd mar. 2012", "2012-03-03"),
            ("March 3, 2012", "2012-03-03"),
            ("Saturday, March 3rd, 2012 at 7:50 pm", "2012-03-03T19:50"),
            ("Sat, 03 Mar 2012 19:50:00 +0100", "2012-03-03T19:50"),
            ("Sat Mar  3 19:50:00 2012", "2012-03-03T19:50"),
            ("3.3.2012", "2012-03-03"),
            ("3.3.2012 19:50", "2012-03-03T19:50"),
            ("25/3/2012", "2012-03-25"),
            ("3/25/2012, 7:50PM", "2012-03-25T19:50"),
            ("25-03-2012", "2012-03-25"),
            ("5/5/2012", "2012-05-05"),
            ("31 December 1899", "1899-12-31"),
            ("5. März 2024", "2024-03-05"),
            ("Freitag, 5. Jänner 2024, 19.50 Uhr", "2024-01-05T19:50"),
            ("Montag, 5. August 2024 um 19:50", "2024-08-05T19:50"),
            ("5 de marzo de 2024 a las 7:50 p. m.", "2024-03-05T19:50"),
            ("vendredi 1er mars 2024 à 19h50", "2024-03-01T19:50"),
            ("5 maart 2024 om 19:50:12", "2024-03-05T19:50:12"),
        ] {
            assert_eq!(said(text).and_then(Written::kept).as_deref(), Some(kept), "{text}");
        }
        for text in [
            "3/4/2012",
            "03-04-2012",
            "25-03-2012-2",
            "3 March",
            "March 2012",
            "today",
            "2012",
            "3 March 2012 or so",
            "some day",
            "",
            "31.2.2012",
            "05.04.23",
            "05.04.-2023",
            "-2023-04-05",
            "+12023-04-05",
            "12023-04-05T07:30",
            "5. März 2024 oder so",
            "5. März",
            "31. Juni 2024",
            "5. März 0024",
        ] {
            assert_eq!(said(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_name_is_a_date_or_begins_with_one_in_figures() {
        for (stem, kept, rest) in [
            ("15-01-2024", "2024-01-15", ""),
            ("15.01.2024", "2024-01-15", ""),
            ("03.04.2024", "2024-04-03", ""),
            ("5.1.2024", "2024-01-05", ""),
            ("15_01_2024", "2024-01-15", ""),
            ("15-01-2024 Walk", "2024-01-15", "Walk"),
            ("15.01.2024 0750 Walk", "2024-01-15T07:50", "Walk"),
            ("Monday, January 15th 2024", "2024-01-15", ""),
            ("January 15th, 2024", "2024-01-15", ""),
            ("January 15, 2024", "2024-01-15", ""),
            ("15 January 2024", "2024-01-15", ""),
            ("Montag, 15. Januar 2024", "2024-01-15", ""),
            ("2024-01-15 Walk", "2024-01-15", "Walk"),
        ] {
            let kept = Some((kept.to_owned(), rest));
            assert_eq!(named(stem).and_then(|(at, rest)| Some((at.kept()?, rest))), kept, "{stem}");
        }
        for stem in [
            "03-04-2024",
            "03_04_2024 Walk",
            "15-13-2024",
            "15-01-20245",
            "15-01-24",
            "15 January",
            "January 2024",
            "May 2024 was hard",
            "15 January 2024 was hard",
            "What I said on 15 January 2024",
            "Chapter 12",
            "Version 1.2.2024",
            "10.000 steps",
            "Monday",
            "yesterday",
            "2024",
            "1984 again",
        ] {
            assert_eq!(named(stem), None, "{stem} leaves a doubt, or is a title");
        }
    }
}
