//! From lines to what takes up time: events, free-busy lists, and the zones that the file explains.

use super::event::{Event, Once, ZoneNames, gather, periods};
use super::line::{Line, lines};
use super::zones::Explained;

/// What is nested deeper is passed over.
const DEEPEST: usize = 16;
/// So many events are read; the rest is counted.
const MOST_EVENTS: usize = 100_000;
/// So many zones are read, and so many rules of one.
const MOST_ZONES: usize = 1_000;

/// Everything in a file that matters here.
#[derive(Default)]
pub(super) struct Found {
    pub(super) is_calendar: bool,
    pub(super) events: Vec<Event>,
    pub(super) periods: Vec<Once>,
    pub(super) lists: usize,
    pub(super) explained: Vec<Explained>,
    pub(super) names: ZoneNames,
    /// How many entries could not be read, or not to their end.
    pub(super) unread: usize,
}

/// The parts of a calendar that are looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Calendar,
    Event,
    FreeBusy,
    Zone,
    ZoneRule,
    Other,
}

impl Part {
    fn named(name: &str, within: Option<Self>) -> Self {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        match within {
            _ if is("VCALENDAR") => Self::Calendar,
            // An event inside an event: the first one's end is missing.
            Some(Self::Calendar | Self::Event | Self::FreeBusy) if is("VEVENT") => Self::Event,
            Some(Self::Calendar | Self::Event | Self::FreeBusy) if is("VFREEBUSY") => Self::FreeBusy,
            Some(Self::Calendar) if is("VTIMEZONE") => Self::Zone,
            Some(Self::Zone) if is("STANDARD") || is("DAYLIGHT") => Self::ZoneRule,
            _ => Self::Other,
        }
    }

    /// Whether an entry is lost when this part never ends.
    const fn is_entry(self) -> bool {
        matches!(self, Self::Event | Self::FreeBusy)
    }
}

struct Reader {
    found: Found,
    /// The open parts with their names.
    open: Vec<(Part, String)>,
    /// How many parts are open beyond [`DEEPEST`].
    deeper: usize,
    event: Event,
    list: Vec<Once>,
    list_is_odd: bool,
    zone: Explained,
}

/// Reads a whole text. Every byte is looked at once.
pub(super) fn read(text: &str) -> Found {
    let mut reader = Reader {
        found: Found::default(),
        open: Vec::new(),
        deeper: 0,
        event: Event::default(),
        list: Vec::new(),
        list_is_odd: false,
        zone: Explained::default(),
    };
    for line in lines(text) {
        reader.take(&line);
    }
    if !reader.open.is_empty() {
        // The file is cut off: in the middle of an entry, or who knows before how many.
        let cut = reader.open.iter().filter(|(part, _)| part.is_entry()).count();
        reader.found.unread += cut.max(1);
    }
    reader.found
}

impl Reader {
    fn take(&mut self, line: &Line<'_>) {
        match line.name().as_deref() {
            Some("BEGIN") => self.begin(line.value().unwrap_or_default()),
            Some("END") => self.end(line.value().unwrap_or_default()),
            _ if self.deeper > 0 => {}
            _ => self.take_property(line),
        }
    }

    fn take_property(&mut self, line: &Line<'_>) {
        let zones = &mut self.found.names;
        match self.open.last().map(|(part, _)| *part) {
            Some(Part::Event) => self.event.take(line, zones),
            Some(Part::FreeBusy) if line.name().as_deref() == Some("FREEBUSY") => {
                let free = line.parameter("FBTYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("FREE"));
                if !free {
                    let zone = zones.number(line);
                    self.list_is_odd |= gather(periods(line, zone), &mut self.list) | line.is_cut;
                }
            }
            Some(Part::Zone) => self.zone.take(line),
            Some(Part::ZoneRule) => self.zone.take_rule(line),
            _ => {}
        }
    }

    fn begin(&mut self, name: &str) {
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        let part = Part::named(name, self.open.last().map(|(part, _)| *part));
        self.found.is_calendar |= part == Part::Calendar;
        if part.is_entry() || part == Part::Calendar {
            self.give_up(|open| open.is_entry());
        }
        match part {
            Part::Event => self.event = Event::default(),
            Part::FreeBusy => (self.list, self.list_is_odd) = (Vec::new(), false),
            Part::Zone => self.zone = Explained::default(),
            Part::ZoneRule => self.zone.begin_rule(),
            Part::Calendar | Part::Other => {}
        }
        self.open.push((part, name.chars().take(40).collect()));
    }

    /// Leaves everything from the first open part on that is lost, and counts it.
    fn give_up(&mut self, lost: impl Fn(Part) -> bool) {
        if let Some(at) = self.open.iter().position(|(part, _)| lost(*part)) {
            let left = self.open.drain(at..);
            self.found.unread += left.filter(|(part, _)| part.is_entry()).count();
        }
    }

    fn end(&mut self, name: &str) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let Some(at) = self.open.iter().rposition(|(_, open)| open.eq_ignore_ascii_case(name)) else {
            return;
        };
        // What is still open inside has no end of its own.
        let cut = self.open.drain(at + 1..).filter(|(part, _)| part.is_entry()).count();
        self.found.unread += cut;
        match self.open.pop() {
            Some((Part::Event, _)) => self.end_event(),
            Some((Part::FreeBusy, _)) => {
                self.found.lists += 1;
                self.found.unread += usize::from(self.list_is_odd);
                self.found.periods.append(&mut self.list);
            }
            Some((Part::Zone, _)) if self.found.explained.len() < MOST_ZONES => {
                self.found.explained.push(std::mem::take(&mut self.zone));
            }
            _ => {}
        }
    }

    fn end_event(&mut self) {
        let mut event = std::mem::take(&mut self.event);
        event.finish();
        if event.start.is_none() || self.found.events.len() >= MOST_EVENTS {
            self.found.unread += 1;
        } else {
            self.found.unread += usize::from(event.is_odd);
            self.found.events.push(event);
        }
    }
}
