//! "Find us a pocket": the next stretches that suit both.
//!
//! **What suits.** A pocket is as long as was wished, lies outside everything that is taken, outside both
//! people's nights and between seven in the morning and midnight where they are, and keeps
//! [`BREATH`] from what is taken on either side: nobody arrives out of breath. It begins on a quarter hour.
//!
//! **Which ones.** One a day, the next days first; of a day its evening, else its afternoon, else its
//! morning, because evenings are when two people who work have each other. Only when the days that were
//! asked about hold fewer than five are other parts of the same days offered, in the same order, and never
//! two in one part. Five choices are few enough to answer at once.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::occurrences::{civil, instant};
use super::stretch::{Stretch, free, joined};

/// So many pockets are offered at most.
pub const MOST: usize = 5;
/// What is left between a pocket and whatever is taken before and after it.
pub const BREATH: TimeDelta = TimeDelta::minutes(15);
/// So many days are looked at, at most.
pub const MOST_DAYS: u16 = 92;
/// The longest wish, in minutes: a day between two nights.
pub const LONGEST: u16 = 16 * 60;

/// A part of the day, by the hour in which a pocket begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayPart {
    /// From six in the evening to midnight.
    Evening,
    /// From noon to six.
    Afternoon,
    /// From seven to noon.
    Morning,
}

impl DayPart {
    /// In the order in which they are offered.
    const ALL: [Self; 3] = [Self::Evening, Self::Afternoon, Self::Morning];

    const fn hours(self) -> (u32, u32) {
        match self {
            Self::Evening => (18, 24),
            Self::Afternoon => (12, 18),
            Self::Morning => (7, 12),
        }
    }

    fn of(self, day: NaiveDate, zone: Tz) -> Stretch {
        let (from, to) = self.hours();
        Stretch { from: hour(day, from, zone), to: hour(day, to, zone) }
    }
}

/// One person's quiet hours, on their own clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Night {
    /// When they begin.
    pub from: NaiveTime,
    /// When they end; not later than the beginning means the next day. From a time to itself is empty.
    pub to: NaiveTime,
    /// Whose clock.
    pub zone: Tz,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// How long, in minutes; 1 to [`LONGEST`].
    pub minutes: u16,
    /// The earliest moment, as a rule now.
    pub from: DateTime<Utc>,
    /// How many days, the one of `from` included; at most [`MOST_DAYS`].
    pub days: u16,
    /// Where the day's parts are reckoned.
    pub zone: Tz,
    /// The quiet hours of each person.
    pub nights: Vec<Night>,
}

impl Wish {
    /// The time that is looked at: busy times and plans outside it need not be handed in.
    pub fn window(&self) -> Stretch {
        let last = self.dates().last().unwrap_or_default();
        Stretch { from: self.from, to: hour(last, 24, self.zone).max(self.from) }
    }

    fn dates(&self) -> impl Iterator<Item = NaiveDate> {
        let first = civil(self.from, self.zone).date();
        first.iter_days().take(usize::from(self.days.clamp(1, MOST_DAYS)))
    }
}

/// A stretch that suits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pocket {
    /// The stretch that is offered, as long as was wished.
    pub at: Stretch,
    /// The free time around it, a breath from what is taken: it may be moved within.
    pub room: Stretch,
    /// The day, in the zone of the wish.
    pub day: NaiveDate,
    /// The part of that day.
    pub part: DayPart,
}

/// The next stretches that suit, at most [`MOST`], in the order of time. `taken` is whatever stands in
/// anybody's way, in any order: busy times of both, and what is planned ([`crate::ritual::Course::taken`]).
pub fn pockets(wish: &Wish, taken: &[Stretch]) -> Vec<Pocket> {
    let room = room(wish, taken);
    let mut found: Vec<Pocket> = Vec::new();
    let mut used = BTreeSet::new();
    // The first round takes the best part of each day, the next ones what is left.
    for _ in DayPart::ALL {
        for day in wish.dates() {
            if found.len() == MOST {
                break;
            }
            let mut left = DayPart::ALL.into_iter().filter(|part| !used.contains(&(day, *part)));
            if let Some(pocket) = left.find_map(|part| fitting(wish, &room, &found, day, part)) {
                used.insert((day, pocket.part));
                found.push(pocket);
            }
        }
    }
    found.sort_by_key(|pocket| pocket.at);
    found
}

/// What is free within the wish's window, a breath away from what is taken.
fn room(wish: &Wish, taken: &[Stretch]) -> Vec<Stretch> {
    let window = wish.window();
    let breath = |one: &Stretch| Stretch {
        from: one.from.checked_sub_signed(BREATH).unwrap_or(one.from),
        to: one.to.checked_add_signed(BREATH).unwrap_or(one.to),
    };
    let mut away: Vec<Stretch> = taken.iter().filter(|one| !one.is_empty()).map(breath).collect();
    away.extend(wish.nights.iter().flat_map(|night| hours_of(*night, window)));
    free(window, &joined(away))
}

fn hours_of(night: Night, window: Stretch) -> impl Iterator<Item = Stretch> {
    let first = civil(window.from, night.zone).date();
    let first = first.pred_opt().unwrap_or(first);
    first.iter_days().take(usize::from(MOST_DAYS) + 3).filter_map(move |day| {
        let until = if night.to > night.from { day } else { day.succ_opt()? };
        let at = |day: NaiveDate, time| instant(day.and_time(time), night.zone);
        (night.from != night.to).then(|| Stretch { from: at(day, night.from), to: at(until, night.to) })
    })
}

/// The first fitting stretch that begins in one part of one day.
fn fitting(wish: &Wish, room: &[Stretch], found: &[Pocket], day: NaiveDate, part: DayPart) -> Option<Pocket> {
    let length = TimeDelta::minutes(i64::from(wish.minutes.clamp(1, LONGEST)));
    let (begins, midnight) = (part.of(day, wish.zone), hour(day, 24, wish.zone));
    let first = room.partition_point(|one| one.to <= begins.from);
    let near = room.iter().skip(first).take_while(|one| one.from < begins.to);
    near.filter_map(|one| {
        let from = on_the_quarter(one.from.max(begins.from), wish.zone);
        let at = Stretch { from, to: from.checked_add_signed(length)? };
        let fits = at.from < begins.to && at.to <= one.to.min(midnight);
        let again = found.iter().any(|other| other.at.overlaps(at));
        (fits && !again).then_some(Pocket { at, room: *one, day, part })
    })
    .next()
}

fn on_the_quarter(at: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let shown = civil(at, zone);
    let past = TimeDelta::minutes(i64::from(shown.minute() % 15))
        + TimeDelta::seconds(i64::from(shown.second()))
        + TimeDelta::nanoseconds(i64::from(shown.nanosecond()));
    let wait = if past.is_zero() { past } else { TimeDelta::minutes(15) - past };
    at.checked_add_signed(wait).unwrap_or(at)
}

/// An hour of a civil day; the twenty-fourth is the midnight that ends it.
fn hour(day: NaiveDate, hour: u32, zone: Tz) -> DateTime<Utc> {
    let (day, hour) = if hour < 24 { (day, hour) } else { (day.succ_opt().unwrap_or(day), 0) };
    instant(day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()), zone)
}

#[cfg(test)]
mod tests;
