//! A page in a drawer.

use chrono::NaiveDateTime;

use crate::marks;

/// The fields of a page. Kind 50.
pub mod field {
    use crate::merge::{Field, Kind, Policy};

    /// A page.
    pub const PAGE: Kind = Kind(50);
    /// Text: the line above the page; may be empty.
    pub const TITLE: Field = Field::new(PAGE, 1, Policy::Latest);
    /// Text: the page itself. Two computers that wrote on one page keep both texts.
    pub const BODY: Field = Field::new(PAGE, 2, Policy::Ask);
    /// Text: the civil time at which the page was begun, as `2026-11-20T07:50`, or as an import gave it.
    pub const WRITTEN: Field = Field::new(PAGE, 3, Policy::Latest);
    /// Text: what an imported page was called where it came from.
    pub const SOURCE: Field = Field::new(PAGE, 4, Policy::Latest);
}

/// What somebody chose for their drawer. Kind 52, one record for each drawer; it is sealed with the pages.
pub mod choice {
    use crate::ids::{EntityId, PersonId};
    use crate::merge::{Field, Kind, Policy};

    /// The choices of one drawer.
    pub const CHOICES: Kind = Kind(52);
    /// Yes or no: whether the view from outside lies on an empty page three times a year. Not set: no.
    pub const OUTSIDE: Field = Field::new(CHOICES, 1, Policy::Latest);

    /// The record of `owner`'s choices.
    pub fn id(owner: PersonId) -> EntityId {
        EntityId::derived("drawer choices", &[owner.as_bytes()])
    }
}

/// The longest title, in bytes of UTF-8.
pub const LONGEST_TITLE: usize = 2_000;

/// The longest page, in bytes of UTF-8. With its title it still fits into the sealed spill of 1 MiB.
pub const LONGEST_BODY: usize = 1_040_000;

/// How many letters of a page a list shows.
const PREVIEW: usize = 160;

/// A civil time as a page keeps it.
pub fn written(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M").to_string()
}

/// A civil time as a page keeps it that is begun then: two that are begun within one minute keep their order.
pub fn begun(at: NaiveDateTime) -> String {
    at.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// The civil time in what a page keeps: with seconds or fractions when an import had them, the day alone
/// when that was all. `None` for anything else.
pub fn read_written(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim().trim_end_matches('Z');
    let time = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S%.f"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let with_zone = || chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| at.naive_local());
    let day = || text.parse::<chrono::NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    time.or_else(with_zone).or_else(day)
}

/// Whether what a page keeps is a day and no time.
pub fn is_day(text: &str) -> bool {
    text.trim().parse::<chrono::NaiveDate>().is_ok()
}

/// The beginning of a page on one line, for a list; pictures are their words, and quotes what they quote.
pub fn preview(body: &str) -> String {
    let body = marks::worded(body);
    let mut short = String::new();
    let mut letters = 0;
    // Once a line's beginning is within another line, the sign of a quote is one of comparison.
    let lines = body.lines().map(|line| match line.trim_start() {
        quote if quote.starts_with('>') => quote.trim_start_matches(['>', ' ', '\t']),
        line => line,
    });
    for word in lines.flat_map(str::split_whitespace) {
        let room = PREVIEW.saturating_sub(letters);
        let length = word.chars().count();
        if length >= room {
            if short.is_empty() {
                short.extend(word.chars().take(PREVIEW));
            }
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
        letters += length + 1;
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(preview("  one\n\n two\tthree "), "one two three", "line breaks become spaces");
        assert_eq!(preview("She said:\n> so it is\n > > twice\n5 > 3"), "She said: so it is twice 5 > 3");
        let long = preview(&"word ".repeat(200));
        assert!(
            long.ends_with("word…") && long.chars().count() <= PREVIEW + 1,
            "it ends at a word: {long:?}"
        );
        let one_word = preview(&"ю".repeat(1_000));
        assert_eq!(one_word.chars().count(), PREVIEW + 1, "one endless word is cut between letters");
        assert_eq!(preview(""), "", "an empty page has an empty preview");
    }

    #[test]
    fn the_time_of_a_page_is_read_in_every_form_that_imports_bring() {
        let evening = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).and_then(|day| day.and_hms_opt(21, 0, 0));
        let forms = [
            "2026-01-01T21:00",
            "2026-01-01T21:00:00",
            "2026-01-01 21:00",
            "2026-01-01T21:00:00Z",
            "2026-01-01T21:00:00+02:00",
            "2026-01-01T21:00:00.000",
        ];
        for form in forms {
            assert_eq!(read_written(form), evening, "{form} is nine in the evening");
        }
        assert!(read_written("2026-01-01").is_some(), "a day alone is its midnight");
        assert!(is_day("2026-01-01") && !forms.into_iter().any(is_day), "and is told from a time");
        assert_eq!(read_written("yesterday"), None, "anything else is no time");
        let at = evening.unwrap();
        assert_eq!(read_written(&written(at)), Some(at), "what we write we read");
        let later = at + chrono::TimeDelta::seconds(7);
        assert_eq!(read_written(&begun(later)), Some(later), "to the second");
    }
}
