//! One event, as far as it takes up time.

use std::collections::HashMap;

use chrono::Timelike;
use nightstand_domain::schedule::recurrence::End;
use nightstand_domain::schedule::{Moment, Recurrence};

use super::line::Line;
use super::value::{Length, Stamp, moments, period};

/// The zone names of a file, each once: events name them by number.
#[derive(Default)]
pub(super) struct ZoneNames {
    numbers: HashMap<String, usize>,
}

impl ZoneNames {
    pub(super) fn number(&mut self, line: &Line<'_>) -> Option<usize> {
        let name = line.parameter("TZID").filter(|name| !name.is_empty())?;
        if let Some(known) = self.numbers.get(name) {
            return Some(*known);
        }
        let next = self.numbers.len();
        self.numbers.insert(name.to_owned(), next);
        Some(next)
    }

    /// The names in the order of their numbers.
    pub(super) fn in_order(self) -> Vec<String> {
        let mut names: Vec<_> = self.numbers.into_iter().collect();
        names.sort_by_key(|(_, number)| *number);
        names.into_iter().map(|(name, _)| name).collect()
    }
}

/// When something ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Until {
    Stamp(Stamp),
    Length(Length),
}

/// A time that is taken once.
pub(super) type Once = (Stamp, Until);

/// What an event that takes place more than once has besides. Most have none of it.
#[derive(Default)]
pub(super) struct Repeats {
    rule_text: Option<String>,
    pub(super) rule: Option<Recurrence>,
    pub(super) except: Vec<Stamp>,
    pub(super) extra: Vec<Stamp>,
    pub(super) periods: Vec<Once>,
}

/// One event without its words.
#[derive(Default)]
pub(super) struct Event {
    pub(super) start: Option<Stamp>,
    pub(super) end: Option<Until>,
    /// What the events of one series have in common.
    pub(super) uid: Option<Box<str>>,
    /// The instance of its series that this event stands for.
    pub(super) replaces: Option<Stamp>,
    pub(super) repeats: Option<Box<Repeats>>,
    /// It was called off, or nobody is busy in it.
    pub(super) is_free: bool,
    /// Something in it could not be understood.
    pub(super) is_odd: bool,
}

impl Event {
    /// Takes what one line says about time. Every other line is passed over unread.
    pub(super) fn take(&mut self, line: &Line<'_>, zones: &mut ZoneNames) {
        let Some(name) = line.name() else { return };
        let value = line.value().unwrap_or_default();
        match name.as_str() {
            "UID" => self.uid = Some(value.chars().take(255).collect::<String>().into()),
            "TRANSP" => self.is_free |= value.eq_ignore_ascii_case("TRANSPARENT"),
            "STATUS" => self.is_free |= value.eq_ignore_ascii_case("CANCELLED"),
            "X-MICROSOFT-CDO-BUSYSTATUS" => self.is_free |= value.eq_ignore_ascii_case("FREE"),
            "DTSTART" => self.start = self.one(line, zones),
            "DTEND" => self.end = self.one(line, zones).map(Until::Stamp),
            "DURATION" => {
                self.end = Length::read(value).map(Until::Length);
                self.is_odd |= self.end.is_none();
            }
            "RECURRENCE-ID" => {
                self.replaces = self.one(line, zones);
                // "This and all later ones": read as this one, and said so.
                self.is_odd |= line.parameter("RANGE").is_some();
            }
            "RRULE" => {
                let before = self.repeats().rule_text.replace(value.to_owned());
                self.is_odd |= before.is_some() || line.is_cut;
            }
            "EXRULE" => self.is_odd = true,
            "EXDATE" => {
                let zone = zones.number(line);
                let read = moments(line, zone);
                self.is_odd |= line.is_cut | gather(read, &mut self.repeats().except);
            }
            "RDATE" => self.take_extra(line, zones),
            _ => {}
        }
    }

    fn repeats(&mut self) -> &mut Repeats {
        self.repeats.get_or_insert_default()
    }

    fn one(&mut self, line: &Line<'_>, zones: &mut ZoneNames) -> Option<Stamp> {
        let zone = zones.number(line);
        let stamp = moments(line, zone).next().flatten();
        self.is_odd |= stamp.is_none();
        stamp
    }

    fn take_extra(&mut self, line: &Line<'_>, zones: &mut ZoneNames) {
        let zone = zones.number(line);
        let of_periods = line.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("PERIOD"));
        let odd = if of_periods {
            gather(periods(line, zone), &mut self.repeats().periods)
        } else {
            gather(moments(line, zone), &mut self.repeats().extra)
        };
        self.is_odd |= odd | line.is_cut;
    }

    /// Reads the rule, which needs to know when the event starts.
    pub(super) fn finish(&mut self) {
        let Some(repeats) = &mut self.repeats else { return };
        let Some((text, start)) = repeats.rule_text.take().zip(self.start) else { return };
        match days_of(&text, start).parse() {
            Ok(rule) => repeats.rule = Some(whole_days(rule, start)),
            Err(_) => self.is_odd = true,
        }
    }
}

/// Puts what could be read into `all`; whether anything could not.
pub(super) fn gather<T>(read: impl Iterator<Item = Option<T>>, all: &mut Vec<T>) -> bool {
    let mut odd = false;
    for one in read {
        odd |= one.is_none();
        all.extend(one);
    }
    odd
}

/// The periods that one line lists.
pub(super) fn periods<'l>(
    line: &'l Line<'_>,
    zone: Option<usize>,
) -> impl Iterator<Item = Option<Once>> + 'l {
    let texts = line.value().unwrap_or_default().split(',').map(str::trim).filter(|text| !text.is_empty());
    texts.map(move |text| {
        let (from, to) = period(text)?;
        let stamp = |moment| Stamp { moment, zone };
        let to = to.map_or_else(Until::Length, |moment| Until::Stamp(stamp(moment)));
        Some((stamp(from), to))
    })
}

/// Some programs write the start's own time into the rule; without it the rule says the same.
fn days_of(text: &str, start: Stamp) -> String {
    let at = start.civil();
    let own = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let own = match name.trim().to_ascii_uppercase().as_str() {
            "BYHOUR" => at.hour(),
            "BYMINUTE" => at.minute(),
            "BYSECOND" => at.second(),
            _ => return false,
        };
        value.trim().parse() == Ok(own)
    };
    text.split(';').filter(|part| !own(part)).collect::<Vec<_>>().join(";")
}

/// A rule for whole days ends with a day, whatever it says.
fn whole_days(rule: Recurrence, start: Stamp) -> Recurrence {
    match (start.day(), rule.end()) {
        (Some(_), End::Until(last)) => {
            let last = Stamp { moment: last, zone: None }.civil().date();
            rule.ending(End::Until(Moment::Day(last)))
        }
        _ => rule,
    }
}
