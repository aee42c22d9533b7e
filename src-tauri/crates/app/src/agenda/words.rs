//! The words of a notification. Short, spoken, and never more than the plan's wording allows.

use chrono::{NaiveTime, TimeDelta, Timelike};
use nightstand_domain::ritual::Wording;

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

    /// The button's words.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Start => "Start",
            Self::Later => "In ten minutes",
            Self::NotTonight => "Not tonight",
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
}

/// What to say about a plan that starts, or started, at `time`, and has been going for `late`.
pub(super) fn notice(title: &str, wording: Wording, time: String, late: TimeDelta) -> Notice {
    let title = shown(title);
    if wording == Wording::Discreet || title.is_empty() {
        return Notice { summary: "Nightstand".into(), body: time };
    }
    // A late notification says when it was planned, so that nobody wonders about the clock.
    if late > TimeDelta::minutes(1) {
        return Notice {
            summary: format!("{title}, planned for {time}"),
            body: "Still here when you want it.".into(),
        };
    }
    Notice { summary: format!("{title} at {time}"), body: "Whenever you’re ready.".into() }
}

/// A time of day in twelve hours or in twenty-four.
pub(super) fn time(time: NaiveTime, twelve: bool) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (twelve, time.hour12()) {
        (true, (afternoon, hour)) => format!("{hour}:{minute:02} {}", if afternoon { "PM" } else { "AM" }),
        (false, _) => format!("{hour}:{minute:02}"),
    }
}

/// Whether people write twelve hours where this computer says it is.
pub(super) fn region_writes_twelve_hours() -> bool {
    let named = ["LC_ALL", "LC_TIME", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    let twelve = ["en_US", "en_CA", "en_AU", "en_NZ", "en_PH", "en_IN"];
    named.is_some_and(|region| twelve.iter().any(|known| region.starts_with(known)))
}

/// What is planned next, in one line. A discreet plan has no title here, and says its time alone.
pub(super) fn next(title: &str, time: &str, days_ahead: i64) -> String {
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

pub(super) fn shown(title: &str) -> String {
    let visible = title.chars().map(|c| if c.is_control() { ' ' } else { c });
    let words: String = visible.take(LONGEST_TITLE).collect();
    words.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AHEAD: TimeDelta = TimeDelta::minutes(-10);

    #[test]
    fn a_discreet_notification_says_the_apps_name_and_a_time_and_nothing_more() {
        let notice = notice("A talk about money", Wording::Discreet, "21:30".into(), AHEAD);
        assert_eq!(notice, Notice { summary: "Nightstand".into(), body: "21:30".into() }, "at most a time");
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
        assert_eq!(next("", "7:15", 1), "Tomorrow at 7:15", "and the day, when it is another");
        assert_eq!(paused("4:00", 1), "Paused until tomorrow at 4:00", "the couple's morning");
    }

    #[test]
    fn a_time_is_written_as_people_there_write_it() {
        let evening = NaiveTime::from_hms_opt(21, 5, 0).unwrap();
        assert_eq!((time(evening, false), time(evening, true)), ("21:05".into(), "9:05 PM".into()));
        assert_eq!(time(NaiveTime::MIN, true), "12:00 AM", "midnight is twelve there");
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
