//! From plans to an `.ics` text that any calendar program reads.

mod text;
mod zone;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::occurrences::{civil, instant};
use nightstand_domain::schedule::plan::{Changes, PlanSource};
use nightstand_domain::schedule::recurrence::End;
use nightstand_domain::schedule::{Moment, Occurrence, Recurrence, Rhythm, Series};

use self::text::Text;

/// Rules that calendar programs read differently are written out, date by date, for five years.
const WRITTEN_OUT: TimeDelta = TimeDelta::days(5 * 366);
/// And for at most so many dates.
const MOST_WRITTEN_OUT: usize = 2_000;

/// Why a plan is in no calendar file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unsaid {
    /// "Any n days a week": which days, nobody knows before.
    AnyDays,
    /// "After another ritual": when, nobody knows before.
    AfterAnother,
    /// Its rhythm came from a newer version.
    Unreadable,
    /// It has no date at all.
    Never,
}

/// A plan as it goes into a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which ritual: its entry keeps this name in every file, so that a calendar updates it.
    pub id: RitualId,
    /// Its name.
    pub title: String,
    /// When it takes place, or why no calendar can say it.
    pub dates: Result<Series, Unsaid>,
    /// How many minutes it takes.
    pub minutes: u16,
    /// Evenings that have a new time: the civil date that the rhythm gave them, and when they start now.
    pub moved: Vec<(NaiveDate, DateTime<Utc>)>,
}

impl Plan {
    /// The plan as the agenda knows it, tonight's moves included.
    pub fn of(source: &PlanSource, changes: &Changes) -> Self {
        let moved = changes.moved.iter().filter(|((plan, _), _)| *plan == source.plan);
        Self {
            id: source.plan,
            title: source.title.clone(),
            dates: Ok(source.series.clone()),
            minutes: source.minutes,
            moved: moved.map(|((_, date), moved)| (*date, moved.to)).collect(),
        }
    }
}

/// A plan that the file does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Which one.
    pub plan: RitualId,
    /// Why.
    pub why: Unsaid,
}

/// A calendar file and what it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file's text.
    pub text: String,
    /// The plans that are not in it.
    pub left_out: Vec<LeftOut>,
}

/// Writes plans as one iCalendar text (RFC 5545). The same plans and the same `stamp`, the moment of writing,
/// give the same text. With discreet wording every entry is called "Nightstand".
pub fn write(plans: &[Plan], wording: Wording, stamp: DateTime<Utc>) -> Written {
    let mut left_out = Vec::new();
    let mut events = Text::default();
    let mut zones: BTreeMap<&str, (Tz, i32)> = BTreeMap::new();
    for plan in plans {
        let said = match &plan.dates {
            Ok(series) => Said::of(series, &plan.moved, stamp).ok_or(Unsaid::Never),
            Err(why) => Err(*why),
        };
        match said {
            Ok(said) => {
                let first = zones.entry(said.zone.name()).or_insert((said.zone, i32::MAX));
                first.1 = first.1.min(said.first_year());
                said.write(plan, wording, stamp, &mut events);
            }
            Err(why) => left_out.push(LeftOut { plan: plan.id, why }),
        }
    }
    let mut file = Text::default();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nightstand//Nightstand//EN", "CALSCALE:GREGORIAN"]
    {
        file.line(line);
    }
    for (zone, first_year) in zones.into_values().filter(|(zone, _)| *zone != Tz::UTC) {
        zone::write(zone, first_year, stamp.year(), &mut file);
    }
    file.append(events);
    file.line("END:VCALENDAR");
    Written { text: file.into_text(), left_out }
}

/// A point in time as a property says it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Point {
    /// On the clock of the plan's zone.
    Civil(NaiveDateTime),
    /// In UTC, because on that clock it is the second of two equal times.
    Instant(DateTime<Utc>),
}

impl Point {
    fn of(one: Occurrence, zone: Tz) -> Self {
        if zone != Tz::UTC && instant(one.civil, zone) == one.at {
            Self::Civil(one.civil)
        } else {
            Self::Instant(one.at)
        }
    }

    fn at(at: DateTime<Utc>, zone: Tz) -> Self {
        Self::of(Occurrence { civil: civil(at, zone), at }, zone)
    }

    /// `;TZID=Europe/Berlin:20261123T213000`.
    fn said(self, zone: Tz) -> String {
        match self {
            Self::Civil(at) => format!(";TZID={}:{}", zone.name(), Moment::Civil(at)),
            Self::Instant(at) => format!(":{}", Moment::Instant(at)),
        }
    }

    fn year(self) -> i32 {
        match self {
            Self::Civil(at) => at.year(),
            Self::Instant(at) => at.year(),
        }
    }
}

/// A series in the words of RFC 5545.
struct Said {
    zone: Tz,
    start: Point,
    rule: Option<Recurrence>,
    except: Vec<Point>,
    extra: Vec<Point>,
    /// Which instance is replaced, and when it starts now.
    moved: Vec<(Point, Point)>,
}

impl Said {
    fn of(series: &Series, moved: &[(NaiveDate, DateTime<Utc>)], stamp: DateTime<Utc>) -> Option<Self> {
        series.occurrences().next()?;
        let rule = series.rhythm.rule.clone().filter(|rule| !rule.is_disputed());
        let ruled = rule.and_then(|rule| Self::ruled(series, rule));
        let mut said = match ruled {
            Some(said) => said,
            None => Self::written_out(series, stamp)?,
        };
        for (date, to) in moved {
            let mut evening = series.on_days(*date, *date).map(|one| Point::of(one, series.zone));
            let Some(own) = evening.next() else { continue };
            let to = Point::at(*to, said.zone);
            // The date names the evening: whatever else it holds moves with it.
            let others: Vec<Point> = evening.collect();
            said.extra.retain(|point| !others.contains(point));
            said.except.extend(others);
            if said.rule.is_none() && said.extra.is_empty() {
                // What happens once is simply then.
                said.start = to;
            } else {
                said.moved.push((own, to));
            }
        }
        Some(said)
    }

    /// Begins with the first day that the rule names: programs count a start as an instance, named or not.
    fn ruled(series: &Series, rule: Recurrence) -> Option<Self> {
        let zone = series.zone;
        let bare = Series { rhythm: Rhythm::from(rule.clone()), ..series.clone() };
        let first = bare.occurrences().next()?;
        let rule = match rule.end() {
            // With a zone RFC 5545 wants the end in UTC.
            End::Until(end) => rule.ending(End::Until(Moment::Instant(end_of(end, series)))),
            _ => rule,
        };
        let all = Series { rhythm: Rhythm { rule: None, ..series.rhythm.clone() }, ..series.clone() };
        let by_rule = |one: &Occurrence| {
            let near = bare.between(one.at, one.at + TimeDelta::seconds(1));
            near.take(1).next().is_some()
        };
        // Without the rule the series is its first day and what was added, less what was taken out.
        let added = |one: &Occurrence| series.rhythm.extra.iter().any(|moment| holds(*moment, *one, series));
        let extra = all.occurrences().filter(|one| added(one) && !by_rule(one));
        Some(Self {
            zone,
            start: Point::of(first, zone),
            extra: extra.map(|one| Point::of(one, zone)).collect(),
            except: series.rhythm.except.iter().flat_map(|moment| taken_out(*moment, series)).collect(),
            rule: Some(rule),
            moved: Vec::new(),
        })
    }

    /// The dates one by one, for what has no rule and for rules that programs read differently.
    fn written_out(series: &Series, stamp: DateTime<Utc>) -> Option<Self> {
        let zone = series.zone;
        let end = stamp.checked_add_signed(WRITTEN_OUT).unwrap_or(stamp);
        let mut all = series.occurrences();
        let start = Point::of(all.next()?, zone);
        let disputed = series.rhythm.rule.is_some();
        let extra = all.take_while(|one| !disputed || one.at < end).take(MOST_WRITTEN_OUT);
        let extra = extra.map(|one| Point::of(one, zone)).collect();
        Some(Self { zone, start, rule: None, except: Vec::new(), extra, moved: Vec::new() })
    }

    fn first_year(&self) -> i32 {
        let moved = self.moved.iter().map(|(_, to)| to);
        self.extra.iter().chain(moved).chain([&self.start]).map(|point| point.year()).min().unwrap_or(0)
    }

    fn write(&self, plan: &Plan, wording: Wording, stamp: DateTime<Utc>, into: &mut Text) {
        let begin = |into: &mut Text| {
            into.line("BEGIN:VEVENT");
            into.line(&format!("UID:{}@nightstand", plan.id));
            into.line(&format!("DTSTAMP:{}", Moment::Instant(stamp)));
        };
        let end = |into: &mut Text| {
            into.line(&format!("DURATION:PT{}M", plan.minutes.max(1)));
            into.words("SUMMARY", if wording == Wording::Full { &plan.title } else { "Nightstand" });
            into.line("END:VEVENT");
        };
        begin(into);
        into.line(&format!("DTSTART{}", self.start.said(self.zone)));
        if let Some(rule) = &self.rule {
            into.line(&format!("RRULE:{rule}"));
        }
        for (name, points) in [("EXDATE", &self.except), ("RDATE", &self.extra)] {
            for point in points {
                into.line(&format!("{name}{}", point.said(self.zone)));
            }
        }
        end(into);
        for (own, to) in &self.moved {
            begin(into);
            into.line(&format!("RECURRENCE-ID{}", own.said(self.zone)));
            into.line(&format!("DTSTART{}", to.said(self.zone)));
            end(into);
        }
    }
}

/// The last instant that a rule's end still lets through.
fn end_of(end: Moment, series: &Series) -> DateTime<Utc> {
    match end {
        Moment::Day(date) => instant(date.and_time(series.start.time()), series.zone),
        Moment::Civil(at) => instant(at, series.zone),
        Moment::Instant(at) => at,
    }
}

fn holds(moment: Moment, one: Occurrence, series: &Series) -> bool {
    match moment {
        Moment::Day(date) => one.civil == date.and_time(series.start.time()),
        Moment::Civil(at) => one.civil == at,
        Moment::Instant(at) => one.at == at,
    }
}

/// The instances of the rule that an exception can mean.
fn taken_out(moment: Moment, series: &Series) -> Vec<Point> {
    let (time, zone) = (series.start.time(), series.zone);
    let point = |civil: NaiveDateTime| Point::of(Occurrence { civil, at: instant(civil, zone) }, zone);
    match moment {
        Moment::Day(date) => vec![point(date.and_time(time))],
        Moment::Civil(at) => vec![point(at)],
        // A time that a change of the clocks moved is named by the day before it or its own.
        Moment::Instant(at) => {
            let shown = civil(at, zone).date();
            let days = [shown.pred_opt(), Some(shown), shown.succ_opt()].into_iter().flatten();
            let named = days.map(|day| day.and_time(time)).filter(|civil| instant(*civil, zone) == at);
            named.map(point).collect()
        }
    }
}

#[cfg(test)]
mod tests;
