//! The words of a notification. Short, spoken, and never more than the plan's wording allows.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{NaiveTime, TimeDelta, Timelike};
use nightstand_domain::ritual::Wording;
use nightstand_domain::us::DayPart;
use nightstand_journal::agenda::AgendaRow;

/// The longest title that is shown; a notification is no place for more.
const LONGEST_TITLE: usize = 120;

/// The three answers, of equal weight, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Begin.
    Start,
    /// Ask again in ten minutes.
    Later,
    /// Let the evening go.
    NotTonight,
}

impl Choice {
    /// All three, in their order.
    pub const ALL: [Self; 3] = [Self::Start, Self::Later, Self::NotTonight];

    /// The name under which the notification service reports it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Later => "later",
            Self::NotTonight => "not-tonight",
        }
    }

    /// The button's words, for what begins in that part of the day.
    pub const fn label(self, part: DayPart) -> &'static str {
        match (self, part) {
            (Self::Start, _) => "Start",
            (Self::Later, _) => "In ten minutes",
            (Self::NotTonight, DayPart::Evening) => "Not tonight",
            (Self::NotTonight, DayPart::Morning | DayPart::Afternoon) => "Not today",
        }
    }

    /// The choice that goes by `id`.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// What a notification says: plain text, not yet escaped for any service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its first line.
    pub summary: String,
    /// Its second line.
    pub body: String,
    /// When what it is about begins.
    pub part: DayPart,
}

/// What a notification knows of its plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The plan's title; empty where its wording is discreet.
    pub title: String,
    /// How much may be said.
    pub wording: Wording,
    /// How many minutes the plan takes; 0 when that is not known.
    pub minutes: u16,
}

impl Words {
    pub(super) fn of(row: &AgendaRow) -> Self {
        Self { title: row.title.clone(), wording: row.wording, minutes: row.minutes }
    }

    /// What to say about a plan that starts, or started, at `time`, and has been going for `late`.
    pub(super) fn notice(&self, time: String, part: DayPart, late: TimeDelta) -> Notice {
        let title = shown(&self.title);
        if self.wording == Wording::Discreet || title.is_empty() {
            return Notice { summary: "Nightstand".into(), body: time, part };
        }
        let title = isolated(&title);
        // A late notification says when it was planned, so that nobody wonders about the clock.
        if late > TimeDelta::minutes(1) {
            return Notice {
                summary: format!("{title}, planned for {time}"),
                body: "Still here when you want it.".into(),
                part,
            };
        }
        let body = match self.minutes {
            0 => "Whenever you’re ready.".into(),
            minutes => format!("{}, whenever you’re ready.", length(minutes)),
        };
        Notice { summary: format!("{title} at {time}"), body, part }
    }
}

/// So many minutes at the beginning of a sentence.
fn length(minutes: u16) -> String {
    const SMALL: [&str; 12] =
        ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"];
    let words = |n: u16| -> String {
        let small = usize::from(n).checked_sub(1).and_then(|place| SMALL.get(place));
        small.map_or_else(|| n.to_string(), |word| (*word).to_owned())
    };
    match (minutes / 60, minutes % 60) {
        (0, 1) => "A minute".into(),
        (0, rest) => format!("{} minutes", words(rest)),
        (1, 0) => "An hour".into(),
        (hours, 0) => format!("{} hours", words(hours)),
        (..) => format!("{minutes} minutes"),
    }
}

/// A time of day in twelve hours or in twenty-four, as the window writes it.
pub(super) fn time(time: NaiveTime, twelve: bool) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (twelve, time.hour12()) {
        (true, (afternoon, hour)) => format!("{hour}:{minute:02} {}", if afternoon { "PM" } else { "AM" }),
        (false, _) => format!("{hour:02}:{minute:02}"),
    }
}

/// Whether people write twelve hours in the region that was chosen for the window, or else where this computer says that
/// it is.
pub(super) fn writes_twelve_hours(chosen: &str) -> bool {
    let said = || {
        ["LC_ALL", "LC_TIME", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()))
    };
    let region = if chosen.is_empty() { said() } else { Some(chosen.to_owned()) };
    region.is_some_and(|region| is_of_twelve_hours(&region))
}

/// Source: Unicode CLDR, the hours that each region prefers, for the languages that a window is read in most.
fn is_of_twelve_hours(region: &str) -> bool {
    let region = region.replace('-', "_");
    let twelve = [
        "en_US", "en_CA", "en_AU", "en_NZ", "en_PH", "en_IN", "en_SG", "en_MY", "en_PK", "ko", "hi", "bn",
        "ta", "gu", "mr", "kn", "ml", "pa", "te", "am", "sq", "el", "ms", "es_MX", "es_PA", "es_VE", "ar_EG",
        "ar_SA", "ar_AE", "ar_JO", "ar_IQ", "es_CO", "es_US", "es_PR", "fil", "ur_PK", "zh_TW",
    ];
    twelve.iter().any(|known| region.starts_with(known))
}

/// What is planned next, in one line. A discreet plan has no title here, and says its time alone.
pub(super) fn next(title: &str, time: &str, days_ahead: i64) -> String {
    let title = isolated(title);
    match (title.is_empty(), days_ahead) {
        (true, ..=0) => format!("At {time}"),
        (true, 1) => format!("Tomorrow at {time}"),
        (true, _) => format!("In {days_ahead} days at {time}"),
        (false, ..=0) => format!("{title} at {time}"),
        (false, 1) => format!("{title}, tomorrow at {time}"),
        (false, _) => format!("{title}, in {days_ahead} days at {time}"),
    }
}

/// That reminders are paused, and until when.
pub(super) fn paused(time: &str, days_ahead: i64) -> String {
    let until = if days_ahead > 0 { "tomorrow at " } else { "" };
    format!("Paused until {until}{time}")
}

/// A title as it may stand in a line: one line, not too long, and nothing in it that turns what follows.
pub(super) fn shown(title: &str) -> String {
    let visible = title.chars().map(|c| if c.is_control() { ' ' } else { c });
    let words: Vec<char> = visible.take(LONGEST_TITLE).collect();
    paired(&words).trim().to_owned()
}

/// A title of whatever direction, so that the words around it keep theirs (Unicode Standard Annex 9, "Explicit
/// Directional Isolates"). ASCII has one direction, and not everything that shows it knows of isolates.
fn isolated(title: &str) -> Cow<'_, str> {
    if title.is_ascii() { title.into() } else { format!("\u{2068}{title}\u{2069}").into() }
}

/// Embeddings and overrides, closed by U+202C.
const fn embeds(c: char) -> bool {
    matches!(c, '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}')
}

/// Isolates, closed by U+2069.
const fn isolates(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

const fn turns(c: char) -> bool {
    embeds(c) || isolates(c) || matches!(c, '\u{202c}' | '\u{2069}')
}

/// The same without the directional controls that open and are not closed, or close what is not open.
fn paired(words: &[char]) -> String {
    let (mut open, mut kept) = (Vec::new(), BTreeSet::new());
    for (at, c) in words.iter().enumerate() {
        let partner = match c {
            c if embeds(*c) || isolates(*c) => {
                open.push((at, *c));
                continue;
            }
            '\u{202c}' => open.pop_if(|(_, c)| embeds(*c)),
            // An isolate ends with everything that was begun inside it.
            '\u{2069}' => {
                let begun = open.iter().rposition(|(_, c)| isolates(*c));
                begun.and_then(|begun| open.drain(begun..).next())
            }
            _ => continue,
        };
        kept.extend(partner.map(|(begun, _)| [begun, at]).into_iter().flatten());
    }
    let stays = |(at, c): (usize, &char)| (!turns(*c) || kept.contains(&at)).then_some(*c);
    words.iter().enumerate().filter_map(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AHEAD: TimeDelta = TimeDelta::minutes(-10);

    fn notice(title: &str, wording: Wording, time: String, late: TimeDelta) -> Notice {
        Words { title: title.into(), wording, minutes: 10 }.notice(time, DayPart::Evening, late)
    }

    #[test]
    fn a_notification_says_how_long_it_takes_in_words() {
        let said = |minutes| {
            let words = Words { title: "Check-in".into(), wording: Wording::Full, minutes };
            words.notice("21:30".into(), DayPart::Evening, AHEAD).body
        };
        assert_eq!(said(10), "Ten minutes, whenever you’re ready.");
        assert_eq!(said(45), "45 minutes, whenever you’re ready.");
        assert_eq!(said(60), "An hour, whenever you’re ready.");
        assert_eq!(said(90), "90 minutes, whenever you’re ready.");
        assert_eq!(said(1), "A minute, whenever you’re ready.");
        assert_eq!(said(0), "Whenever you’re ready.", "an agenda of an earlier version does not know");
    }

    #[test]
    fn the_hours_are_those_of_the_region_that_was_chosen() {
        for twelve in ["en-US", "en_AU.UTF-8", "ko", "ko_KR.UTF-8", "hi-IN"] {
            assert!(is_of_twelve_hours(twelve), "{twelve}");
        }
        for not in ["de_DE.UTF-8", "en-GB", "fr", "C.UTF-8", "es-ES", ""] {
            assert!(!is_of_twelve_hours(not), "{not}");
        }
        assert!(writes_twelve_hours("en-US") && !writes_twelve_hours("en-GB"), "whatever the computer says");
    }

    #[test]
    fn coffee_is_not_let_go_for_tonight() {
        let labels = |part| Choice::ALL.map(|choice| choice.label(part));
        assert_eq!(labels(DayPart::Evening), ["Start", "In ten minutes", "Not tonight"]);
        for part in [DayPart::Morning, DayPart::Afternoon] {
            assert_eq!(labels(part), ["Start", "In ten minutes", "Not today"]);
        }
    }

    #[test]
    fn a_discreet_notification_says_the_apps_name_and_a_time_and_nothing_more() {
        let notice = notice("A talk about money", Wording::Discreet, "21:30".into(), AHEAD);
        assert_eq!(
            (notice.summary.as_str(), notice.body.as_str()),
            ("Nightstand", "21:30"),
            "at most a time"
        );
    }

    #[test]
    fn a_late_notification_says_the_planned_time() {
        let early = notice("Check-in", Wording::Full, "21:30".into(), AHEAD);
        let late = notice("Check-in", Wording::Full, "21:30".into(), TimeDelta::minutes(30));
        assert_eq!(early.summary, "Check-in at 21:30", "ahead of it, it is at its time");
        assert_eq!(late.summary, "Check-in, planned for 21:30", "after it, it was planned");
    }

    #[test]
    fn what_is_next_says_no_more_than_the_plan_allows() {
        assert_eq!(next("Check-in", "21:30", 0), "Check-in at 21:30", "a plan that may be named");
        assert_eq!(next("", "21:30", 0), "At 21:30", "one that may not: its time alone");
        assert_eq!(next("", "07:15", 1), "Tomorrow at 07:15", "and the day, when it is another");
        assert_eq!(paused("04:00", 1), "Paused until tomorrow at 04:00", "the couple's morning");
    }

    #[test]
    fn a_time_is_written_as_people_there_write_it() {
        let evening = NaiveTime::from_hms_opt(21, 5, 0).unwrap();
        assert_eq!((time(evening, false), time(evening, true)), ("21:05".into(), "9:05 PM".into()));
        let night = NaiveTime::from_hms_opt(1, 40, 0).unwrap();
        assert_eq!((time(night, false), time(night, true)), ("01:40".into(), "1:40 AM".into()));
        assert_eq!(time(NaiveTime::MIN, true), "12:00 AM", "midnight is twelve there");
    }

    #[test]
    fn no_title_turns_the_time_that_follows() {
        let said = |title: &str| notice(title, Wording::Full, "21:30".into(), AHEAD).summary;
        assert_eq!(said("\u{202e}Tea"), "Tea at 21:30", "an override that nothing closes is dropped");
        assert_eq!(
            said("قهوة"),
            "\u{2068}قهوة\u{2069} at 21:30",
            "a title keeps its own direction to itself"
        );
        assert_eq!(said("é\u{2069}\u{202e}"), "\u{2068}é\u{2069} at 21:30", "and nobody ends that for it");
        let quoted = "é \u{2067}שלום\u{2069}";
        assert_eq!(said(quoted), format!("\u{2068}{quoted}\u{2069} at 21:30"), "what is closed stays");
        let crossed = "é\u{2067}a\u{202b}b\u{2069}c\u{202c}";
        assert_eq!(
            shown(crossed),
            "é\u{2067}ab\u{2069}c",
            "what an isolate ended is closed by nothing later"
        );
        let long = format!("\u{202e}{}\u{202c}", "é".repeat(LONGEST_TITLE));
        assert!(!shown(&long).contains('\u{202e}'), "nor is what was cut off");
        assert_eq!(
            next("قهوة", "21:30", 1),
            "\u{2068}قهوة\u{2069}, tomorrow at 21:30",
            "in the tray as well"
        );
    }

    #[test]
    fn no_title_breaks_a_notification() {
        for title in ["a\0b", &"x".repeat(1 << 20), "line\nline", "\u{202e}قهوة"] {
            let notice = notice(title, Wording::Full, "21:30".into(), AHEAD);
            assert!(!notice.summary.contains(['\0', '\n']), "D-Bus carries no NUL, and a title is one line");
            assert!(notice.summary.chars().count() < 150, "a notification is no place for a megabyte");
        }
    }
}
