//! Giving the plan on the dial another time: for this one evening, or from now on.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::{Course, When, field};
use nightstand_domain::schedule::Series;
use nightstand_domain::schedule::occurrences::{civil, instant};
use nightstand_domain::schedule::plan::{Changes, Evening};
use nightstand_domain::schedule::recurrence::date_within;
use nightstand_domain::tonight::{MoveChoice, moves};
use nightstand_journal::table::ritual::RitualRow;

use super::{Moment, NEXT_WITHIN, NextTime, time_at};
use crate::courses::{Laid, Whose};
use crate::error::AppError;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// For how long another time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// For this one evening.
    Tonight,
    /// For this evening and those to come.
    FromNowOn,
}

/// What another time would come to. Nothing is changed by asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovePreview {
    /// When it would be this time.
    pub tonight: NextTime,
    /// When it would be after that, if it counts from now on; nothing where that cannot be, because the time
    /// lies on the other side of midnight and every evening would become another one. Of what is every day, none
    /// does.
    pub from_now_on: Option<Vec<NextTime>>,
}

/// How many of the times to come are shown.
const SHOWN: usize = 2;

impl App {
    /// Moves the plan on the dial, for this one evening.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual is no longer there or the time is no longer offered.
    pub fn tonight_move(
        &self,
        id: RitualId,
        day: NaiveDate,
        choice: MoveChoice,
    ) -> Result<Changed, AppError> {
        let (moment, changes) = (self.moment()?, self.tonights_changes()?);
        let Placed { row, course, .. } = self.placed(id, &moment)?;
        let starts = course.start(id, day, &changes).ok_or(AppError::NotFound)?;
        let offered = moves_of(&course, starts, &moment);
        let (_, to) = offered.into_iter().find(|(offer, _)| *offer == choice).ok_or(AppError::NotFound)?;
        self.move_evening((id, day), to, moved(&row))
    }

    /// Says what another time on the viewer's wall clock would come to.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual is no longer there; [`AppError::Invalid`] for a time that has
    /// passed.
    pub fn move_preview(&self, id: RitualId, day: NaiveDate, at: NaiveTime) -> Result<MovePreview, AppError> {
        let moment = self.moment()?;
        let placed = self.placed(id, &moment)?;
        let to = moment.next(at)?;
        let title = &placed.row.title;
        let after = Lasting::of(&placed, day, to, &self.tonights_changes()?, &moment).map(|lasting| {
            let later = lasting.series.between(moment.ends(), moment.ends() + NEXT_WITHIN).take(SHOWN);
            later.map(|one| time_at(title.clone(), one.at, &moment)).collect()
        });
        Ok(MovePreview { tonight: time_at(title.clone(), to, &moment), from_now_on: after })
    }

    /// Moves the plan on the dial to a time on the viewer's wall clock. For one evening it passes with the
    /// evening; from now on it is a change of the ritual, which can be taken back.
    ///
    /// # Errors
    /// As [`App::move_preview`]; [`AppError::Invalid`] for a time from now on that would make other evenings of its
    /// days.
    pub fn tonight_move_to(
        &self,
        id: RitualId,
        day: NaiveDate,
        at: NaiveTime,
        reach: Reach,
    ) -> Result<Changed, AppError> {
        let moment = self.moment()?;
        let placed = self.placed(id, &moment)?;
        let to = moment.next(at)?;
        if reach == Reach::Tonight {
            return self.move_evening((id, day), to, moved(&placed.row));
        }
        let changes = self.tonights_changes()?;
        let lasting = Lasting::of(&placed, day, to, &changes, &moment);
        let lasting = lasting.ok_or(AppError::invalid("at", "nextDay"))?;
        let deed = Deed::plain("moveRitual").with("title", &placed.row.title);
        let set = vec![(field::WHEN, lasting.when.to_value())];
        let mut evenings = alongside(&placed.course, (id, day), &changes);
        if lasting.day != day {
            evenings.push(((id, day), None));
        }
        evenings.push(((id, lasting.day), lasting.moved));
        self.move_for_good(&evenings, deed, |act| act.set(field::RITUAL, id.entity(), set))
    }

    /// A ritual as the person who is here sees it.
    fn placed(&self, id: RitualId, moment: &Moment) -> Result<Placed, AppError> {
        let laid = self.read_table(|space| Laid::read(space, moment.today.date))?;
        let courses = laid.courses(Whose::One(moment.here), moment.today.date);
        let row = laid.rows.iter().find(|row| row.id == id).ok_or(AppError::NotFound)?;
        let course = courses.of(row).map_err(|_| AppError::NotFound)?;
        let marked = laid.done.iter().filter(|((ritual, _), done)| *ritual == id && !done.0.is_empty());
        let marked = marked.map(|((_, day), _)| *day).collect();
        Ok(Placed { row: row.clone(), course, marked })
    }
}

/// A ritual with its dates, and the evenings of late of which somebody was part.
struct Placed {
    row: RitualRow,
    course: Course,
    marked: BTreeSet<NaiveDate>,
}

fn moved(row: &RitualRow) -> Deed {
    Deed::plain("moveEvening").with("title", &row.title)
}

impl Moment {
    /// The next time that the viewer's clock shows `at` within the couple's day.
    fn next(&self, at: NaiveTime) -> Result<DateTime<Utc>, AppError> {
        let date = date_within(self.today.date, at, self.today.day_ends);
        let to = instant(date.and_time(at), self.today.zone);
        if to > self.now { Ok(to) } else { Err(AppError::invalid("at", "past")) }
    }
}

/// What a ritual comes to when one evening of it is at a time that counts from now on: what is shown before it is
/// done, and what is then written.
struct Lasting {
    /// Its days at the new time, in its own zone.
    when: When,
    /// The dates that this gives.
    series: Series,
    /// The date that names this one evening then.
    day: NaiveDate,
    /// Where it is moved besides, as its days alone do not put it there.
    moved: Option<DateTime<Utc>>,
}

impl Lasting {
    /// The evening of `day` at `to`, and those to come at its time of day. Nothing where that would make other
    /// evenings of its days, as they name dates and an evening goes on past midnight; and nothing for what has
    /// no time of its own because it follows another.
    ///
    /// Of what is every day the evenings stay what they are, and only their names move by a day. A name under which
    /// something is kept of another evening is given to none.
    fn of(
        placed: &Placed,
        day: NaiveDate,
        to: DateTime<Utc>,
        changes: &Changes,
        moment: &Moment,
    ) -> Option<Self> {
        let Placed { row, course, marked } = placed;
        let when = row.when().filter(|_| course.follows.is_empty())?;
        let at = civil(to, when.zone).time();
        let evening = |at| moment.day_of(instant(day.and_time(at), when.zone));
        let named = day.checked_add_signed(evening(when.at) - evening(at))?;
        let is_free = |day| !marked.contains(&day) && !changes.moved.contains_key(&(row.id, day));
        if named != day && !(when.rhythm.is_every_day() && !marked.contains(&day) && is_free(named)) {
            return None;
        }
        let mut series = course.series.clone();
        series.start = series.start.date().and_time(at);
        let own = series.on_days(named, named).next().map(|one| one.at);
        let moved = (own != Some(to)).then_some(to);
        Some(Self { when: When { at, ..when.clone() }, series, day: named, moved })
    }
}

/// The evenings that were moved to where this one is: they are one with it, and follow it to its new time.
fn alongside(course: &Course, evening: Evening, changes: &Changes) -> Vec<(Evening, Option<DateTime<Utc>>)> {
    let starts = course.start(evening.0, evening.1, changes);
    let moved = changes
        .moved
        .iter()
        .filter(|(other, moved)| other.0 == evening.0 && **other != evening && Some(moved.to) == starts);
    moved.map(|(other, _)| (*other, None)).collect()
}

pub(super) fn moves_of(
    course: &Course,
    starts: DateTime<Utc>,
    moment: &Moment,
) -> Vec<(MoveChoice, DateTime<Utc>)> {
    moves(moment.now, starts, moment.ends(), course.tomorrow(starts, moment.today.day_ends))
}
