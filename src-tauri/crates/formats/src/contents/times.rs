//! The times in an audiobook's list: where a chapter begins, or how long it lasts. They are never part of a title.

use super::line::{before_page, is_leader};

/// The lines without the times at their ends. One of hours, minutes and seconds is always a time, and so is "(12 min)";
/// "4:50" may be a title's own, and is a time only where many lines have one: beside each title, or below it.
pub(super) fn without(lines: Vec<&str>) -> Vec<&str> {
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let short = lines.iter().filter(|line| without_one(line, 2).is_some()).count();
    let fewest = if short >= 3 && short * 10 >= filled * 4 { 2 } else { 3 };
    lines.into_iter().map(|line| without_one(line, fewest).unwrap_or(line)).collect()
}

/// What a line says besides its time of at least so many numbers; `None` where it has none.
fn without_one(line: &str, fewest: usize) -> Option<&str> {
    if let Some(title) = without_span(line, fewest < 3) {
        return Some(title);
    }
    let line = line.trim_end();
    let (before, last) = line.rsplit_once(is_between).unwrap_or(("", line));
    if is_time(last, fewest) {
        return Some(before_page(before.trim_end_matches(is_leader)));
    }
    let (first, after) = line.trim_start().split_once(is_between)?;
    is_time(first, fewest).then(|| after.trim_start_matches(|c: char| is_between(c) || "-–—|:".contains(c)))
}

/// "The Return (12 min)", and "The Return – 12 min" where others have such an end too.
fn without_span(line: &str, is_common: bool) -> Option<&str> {
    let line = line.trim_end_matches(|c: char| c.is_whitespace() || c == '|');
    let (before, span) = match line.strip_suffix([')', ']']) {
        Some(inner) => inner.rsplit_once(['(', '[']),
        None => line.rsplit_once(['|', '\t', '·', '-', '–', '—', ',']).filter(|_| is_common),
    }?;
    is_span(span).then(|| before_page(before.trim_end_matches(is_leader)))
}

/// "12 min", "1 h 5 min", "ca. 12 Min.", "12 min read".
fn is_span(text: &str) -> bool {
    const HOURS: &str = "h|hr|hrs|hour|hours|std|stunde|stunden|ч|時間|小时";
    const MINUTES: &str = "min|mins|minute|minutes|minuten|minuter|minutter|minutos|minuto|minuti|minuut|minut|minuty|\
        minuta|мин|минут|минуты|минута|分|分钟|分鐘";
    const AROUND: [&str; 7] = ["~", "≈", "ca.", "about", "read", "lesezeit", "left"];
    if text.len() > 60 {
        return false;
    }
    let text = text.to_lowercase();
    let mut rest = text.trim();
    for word in AROUND {
        rest = rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)).unwrap_or(rest).trim();
    }
    let is_in = |list: &str, unit: &str| list.split('|').any(|one| one == unit);
    let (mut numbers, mut has_minutes) = (0, false);
    while !rest.is_empty() && numbers < 3 {
        let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = rest.len() - unit.len();
        let unit = unit.trim_start();
        let behind = unit.trim_start_matches(char::is_alphabetic);
        let unit = unit.strip_suffix(behind).unwrap_or(unit);
        // "(12 m)" alone may be a depth.
        let is_minutes = is_in(MINUTES, unit) || (numbers > 0 && unit == "m");
        if !(1..=3).contains(&digits) || !(is_minutes || is_in(HOURS, unit)) {
            return false;
        }
        (numbers, has_minutes) = (numbers + 1, has_minutes || is_minutes);
        rest = behind.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == ',');
    }
    rest.is_empty() && has_minutes
}

fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '…' | '|')
}

/// "0:31:02", "(12:34)", "[1:02:03]".
fn is_time(text: &str, fewest: usize) -> bool {
    let text = text.trim_matches(['(', ')', '[', ']', '.', ',']);
    let mut numbers = 0;
    let are_numbers = text.split(':').enumerate().all(|(at, number)| {
        numbers = at + 1;
        let is_short = (1..=2).contains(&number.len()) || (at == 0 && number.len() == 3);
        let is_within = at == 0 || number.starts_with(|c: char| ('0'..='5').contains(&c));
        is_short && is_within && (at == 0 || number.len() == 2) && number.bytes().all(|b| b.is_ascii_digit())
    });
    are_numbers && (fewest..=3).contains(&numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_known_by_its_seconds() {
        for time in ["0:31:02", "00:32:10", "(1:02:03)", "[12:00:59]"] {
            assert!(is_time(time, 3), "{time}");
        }
        for none in ["4:50", "1:2:3", "0:31:62", "12", "", ":", "1:02:03:04", "a:02:03"] {
            assert!(!is_time(none, 3), "{none}");
        }
        assert!(is_time("4:50", 2) && is_time("104:05", 2), "others must decide");
    }

    #[test]
    fn a_length_in_minutes_is_no_part_of_a_title() {
        for span in ["12 min", "1 h 5 min", "1h 12m", "ca. 12 Min.", "~12 min read", "12 Minuten", "5分"] {
            assert!(is_span(span), "{span}");
            assert_eq!(without(vec![&format!("The Return ({span})")]), ["The Return"], "{span}");
        }
        for none in ["12", "min", "12 m", "2 h", "12 men", "1234 min", "", "12 min 3", "1 h 2 h 3 h 4 min"] {
            assert!(!is_span(none), "{none}");
        }
        let all = ["| The Return | 12 min |", "| Mrs. Todd | 9 min |", "| William | 30 min |"];
        assert_eq!(without(all.to_vec()), ["| The Return", "| Mrs. Todd", "| William"]);
        let one = ["London – 5 minutes", "Home", "Away"];
        assert_eq!(without(one.to_vec()), one, "of one title it is its own");
    }

    #[test]
    fn a_title_is_left_without_what_led_to_its_time() {
        for line in [
            "The Return 0:31:02",
            "The Return ..... (0:31:02)",
            "The Return - 00:31:02",
            "0:31:02 - The Return",
            "The Return\t0:31:02 ",
        ] {
            assert_eq!(without(vec![line]), ["The Return"], "{line}");
        }
        assert_eq!(
            without(vec!["4:50 from the Sea", "Home at 11:59"]),
            ["4:50 from the Sea", "Home at 11:59"]
        );
        let all = ["The Return 12:34", "Mrs. Todd 31:02", "William 9:05", "Home"];
        assert_eq!(without(all.to_vec()), ["The Return", "Mrs. Todd", "William", "Home"]);
    }
}
