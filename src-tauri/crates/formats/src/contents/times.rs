//! The times in an audiobook's list: where a chapter begins, or how long it lasts. They are never part of a title.

use super::line::{before_page, is_leader};

/// The lines without the times at their ends. One of hours, minutes and seconds is always a time; "4:50" may be a
/// title's own, and is a time only where many lines have one: beside each title, or below it.
pub(super) fn without(lines: Vec<&str>) -> Vec<&str> {
    let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
    let short = lines.iter().filter(|line| without_one(line, 2).is_some()).count();
    let fewest = if short >= 3 && short * 10 >= filled * 4 { 2 } else { 3 };
    lines.into_iter().map(|line| without_one(line, fewest).unwrap_or(line)).collect()
}

/// What a line says besides its time of at least so many numbers; `None` where it has none.
fn without_one(line: &str, fewest: usize) -> Option<&str> {
    let line = line.trim_end();
    let (before, last) = line.rsplit_once(is_between).unwrap_or(("", line));
    if is_time(last, fewest) {
        return Some(before_page(before.trim_end_matches(is_leader)));
    }
    let (first, after) = line.trim_start().split_once(is_between)?;
    is_time(first, fewest).then(|| after.trim_start_matches(|c: char| is_between(c) || "-–—|:".contains(c)))
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
