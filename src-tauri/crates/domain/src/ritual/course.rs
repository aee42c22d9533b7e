//! A ritual's dates among the other rituals: what "any two days a week" and "after the check-in" come to.

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};

use super::{Rhythm, When};
use crate::ids::RitualId;
use crate::schedule::occurrences::{civil, instant};
use crate::schedule::plan::Changes;
use crate::schedule::recurrence::{couples_day, date_within};
use crate::schedule::{Moment, Occurrence, Series, Stretch};

/// What has to be known of a ritual to place it, or another one behind it.
#[derive(Clone, Copy, Debug)]
pub struct Part<'r> {
    /// The ritual.
    pub id: RitualId,
    /// When it is, as far as this version can read it.
    pub when: Option<&'r When>,
    /// How long it takes.
    pub minutes: u16,
    /// Whether it rests.
    pub resting: bool,
}

/// The dates of one ritual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The dates, of the ritual itself or of the first one in its chain.
    pub series: Series,
    /// What it follows, the nearest first; empty when it has dates of its own.
    pub follows: Vec<Follows>,
    /// Whether it only offers itself: any so many days a week, or after such a one.
    pub loose: bool,
}

/// One link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The ritual that is followed.
    pub ritual: RitualId,
    /// How long that one takes.
    pub minutes: u16,
}

/// Why a ritual has no dates at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplaced {
    /// It rests itself.
    Resting,
    /// This version cannot read its rhythm, or that of one it follows.
    Unreadable,
    /// The one that it follows is no longer on the table.
    Gone,
    /// The one that it follows rests, and it rests along.
    RestsAlong,
    /// It follows itself by some way round: two computers can bring that about, one cannot.
    Circle,
}

/// The dates of `part`. `find` gives the ritual with an id; `marked` the days on which a ritual was done,
/// of which only the weeks that are looked at have to be there.
///
/// # Errors
/// Why it has none.
pub fn course<'r>(
    part: Part<'r>,
    find: impl Fn(RitualId) -> Option<Part<'r>>,
    marked: impl Fn(RitualId) -> BTreeSet<NaiveDate>,
) -> Result<Course, Unplaced> {
    if part.resting {
        return Err(Unplaced::Resting);
    }
    let (mut root, mut follows) = (part, Vec::<Follows>::new());
    while let Some(first) = root.when.and_then(|when| when.rhythm.after()) {
        if first == part.id || follows.iter().any(|link| link.ritual == first) {
            return Err(Unplaced::Circle);
        }
        root = find(first).ok_or(Unplaced::Gone)?;
        if root.resting {
            return Err(Unplaced::RestsAlong);
        }
        follows.push(Follows { ritual: first, minutes: root.minutes });
    }
    let when = root.when.ok_or(Unplaced::Unreadable)?;
    let Rhythm::AnyDays(any) = &when.rhythm else {
        let series = when.series().ok_or(Unplaced::Unreadable)?;
        return Ok(Course { series, follows, loose: false });
    };
    let mut dates = any.dates();
    dates.except.extend(any.full(&marked(root.id)).map(Moment::Day));
    Ok(Course { series: when.dates(dates), follows, loose: true })
}

/// Whether a ritual that follows `first` would come to follow itself.
pub fn in_a_circle<'r>(
    ritual: RitualId,
    first: RitualId,
    find: impl Fn(RitualId) -> Option<Part<'r>>,
) -> bool {
    let (mut at, mut seen) = (Some(first), BTreeSet::new());
    while let Some(link) = at {
        if link == ritual || !seen.insert(link) {
            return true;
        }
        at = find(link).and_then(|part| part.when?.rhythm.after());
    }
    false
}

impl Course {
    /// How long after the first one of its chain it begins.
    fn shift(&self) -> TimeDelta {
        TimeDelta::minutes(self.follows.iter().map(|link| i64::from(link.minutes)).sum())
    }

    /// Its instances whose civil dates lie in `first..=last`. One that follows another is named by the same
    /// date, even where it begins after midnight.
    pub fn on_days(&self, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = Occurrence> + '_ {
        let shift = self.shift();
        self.series.on_days(first, last).map(move |one| Occurrence { at: later(one.at, shift), ..one })
    }

    /// When its evening of `day` begins by its rhythm alone.
    pub fn own_start(&self, day: NaiveDate) -> Option<DateTime<Utc>> {
        self.on_days(day, day).next().map(|one| one.at)
    }

    /// When the evening of `day` begins: where it was moved to, or behind what it follows, wherever that was moved to
    /// and however late it asks again.
    pub fn start(&self, ritual: RitualId, day: NaiveDate, changes: &Changes) -> Option<DateTime<Utc>> {
        if let Some(moved) = changes.moved.get(&(ritual, day)) {
            return Some(moved.to);
        }
        let first = self.series.on_days(day, day).next().map(|one| one.at);
        self.follows.iter().rev().fold(first, |begins, link| {
            let evening = (link.ritual, day);
            let begins = changes.moved.get(&evening).map(|moved| moved.to).or(begins)?;
            let again = changes.snoozed.get(&evening).map_or(begins, |snoozed| begins.max(snoozed.until));
            Some(later(again, TimeDelta::minutes(link.minutes.into())))
        })
    }

    /// Its first evening whose beginning `counts`, wherever it was moved to, and the date that names it: of its own dates
    /// in `days`, first to last inclusive, and of those that these evenings changed.
    pub fn next(
        &self,
        ritual: RitualId,
        changes: &Changes,
        days: (NaiveDate, NaiveDate),
        counts: impl Fn(DateTime<Utc>) -> bool,
    ) -> Option<(NaiveDate, DateTime<Utc>)> {
        let changed = self.changed(ritual, changes);
        let own = self.on_days(days.0, days.1).filter(|one| !changed.contains(&one.date()));
        let own = own.map(|one| (one.date(), one.at)).find(|(_, at)| counts(*at));
        let moved = changed.iter().filter_map(|day| Some((*day, self.start(ritual, *day, changes)?)));
        moved.filter(|(_, at)| counts(*at)).chain(own).min_by_key(|(_, at)| *at)
    }

    /// The dates whose evenings may be elsewhere than the rhythm says.
    pub fn changed(&self, ritual: RitualId, changes: &Changes) -> BTreeSet<NaiveDate> {
        let of_it = |plan: RitualId| plan == ritual || self.follows.iter().any(|link| link.ritual == plan);
        let all = changes.moved.keys().chain(changes.snoozed.keys());
        all.filter(|(plan, _)| of_it(*plan)).map(|(_, day)| *day).collect()
    }

    /// The ritual's own time of day, on the couple's day after the one that `starts` lies in, wherever the evening was
    /// moved to before. Their days end at the hour `day_ends`.
    pub fn tomorrow(&self, starts: DateTime<Utc>, day_ends: u8) -> DateTime<Utc> {
        let zone = self.series.zone;
        let root = starts.checked_sub_signed(self.shift()).unwrap_or(starts);
        let at = self.series.start.time();
        let today = couples_day(civil(root, zone), day_ends);
        let next = today.checked_add_days(Days::new(1)).unwrap_or(today);
        later(instant(date_within(next, at, day_ends).and_time(at), zone), self.shift())
    }

    /// Leaves out the announcements of these days of the couple, which end at the hour `day_ends`, first to last
    /// inclusive. What begins after midnight has the date of the next one.
    pub fn silence(&mut self, first: NaiveDate, last: NaiveDate, day_ends: u8) {
        let [first, last] = [first, last].map(|day| date_within(day, self.series.start.time(), day_ends));
        let days = first.iter_days().take_while(|day| *day <= last);
        self.series.rhythm.except.extend(days.map(Moment::Day));
    }

    /// The time that it takes within `window`, what these evenings changed counted in. What only offers itself
    /// takes none: on which of its days it will be, nobody knows.
    pub fn taken(&self, ritual: RitualId, minutes: u16, changes: &Changes, window: Stretch) -> Vec<Stretch> {
        if self.loose {
            return Vec::new();
        }
        // An evening is named by the date that its rhythm gave it; it may begin after midnight, on the clock of
        // another zone, and have been moved to the day after.
        let around = |at: DateTime<Utc>| civil(at, self.series.zone).date();
        let first = around(window.from).checked_sub_days(Days::new(3)).unwrap_or(NaiveDate::MIN);
        let last = around(window.to).checked_add_days(Days::new(1)).unwrap_or(NaiveDate::MAX);
        let length = TimeDelta::minutes(minutes.into());
        let changed = self.changed(ritual, changes);
        let own = self.on_days(first, last).filter(|one| !changed.contains(&one.date())).map(|one| one.at);
        let moved = changed.iter().filter_map(|day| self.start(ritual, *day, changes));
        // One that was moved to where another is takes its time once.
        let starts: BTreeSet<_> = own.chain(moved).collect();
        let taken = starts.into_iter().map(|from| Stretch { from, to: later(from, length) });
        taken.filter_map(|one| one.within(window)).collect()
    }

    /// Whether anything may announce it. One that follows another is never announced: whoever was told of the
    /// first is there already, and nothing interrupts it before it ends.
    pub const fn announced(&self) -> bool {
        self.follows.is_empty()
    }
}

fn later(at: DateTime<Utc>, by: TimeDelta) -> DateTime<Utc> {
    at.checked_add_signed(by).unwrap_or(at)
}

#[cfg(test)]
mod tests;
