//! Rituals: the list of them, writing one, letting one rest.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use nightstand_domain::ids::RitualId;
use nightstand_domain::merge::{Field, Value};
use nightstand_domain::ritual::{
    Calendar, Course, Ends, Promise, Rhythm, Ritual, Unfit, Unplaced, When, Who, Wording, field,
    promises_to_value,
};
use nightstand_domain::schedule::Series;
use nightstand_domain::schedule::occurrences::civil;
use nightstand_domain::schedule::plan::{Changes, Today};
use nightstand_domain::zones::is_one_zone;
use nightstand_journal::table::ritual;
pub use nightstand_journal::table::ritual::RitualRow;

use crate::courses::{Courses, Laid, Whose, in_a_circle};
use crate::error::AppError;
use crate::seasons::SeasonNow;
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// How far ahead the next date is looked for: a leap day is at most eight years away.
const LOOKS_AHEAD: TimeDelta = TimeDelta::days(8 * 366);

/// The list of rituals.
#[derive(Clone, Debug, PartialEq)]
pub struct RitualsView {
    /// Every ritual, resting ones included.
    pub rituals: Vec<RitualRow>,
    /// The zone that a new ritual is anchored in.
    pub zone: Tz,
    /// Where each of them stands among the others.
    pub placing: BTreeMap<RitualId, Placing>,
    /// The couple's day.
    pub today: NaiveDate,
    /// What season it is.
    pub season: SeasonNow,
}

/// Where a ritual stands among the others at present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placing {
    /// Why it has no dates, when it has none.
    pub waits: Option<Unplaced>,
    /// The date of the next one, as its own zone has it.
    pub next: Option<NaiveDate>,
    /// When the next one begins, by its own zone's clock.
    pub at: Option<NaiveTime>,
    /// The same moment on this computer's clock, when that shows another one: date and time.
    pub here: Option<NaiveDateTime>,
}

/// A ritual as it is written on the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RitualDraft {
    /// The ritual being changed; nothing for a new one.
    pub id: Option<RitualId>,
    /// Its name.
    pub title: String,
    /// Why it matters to both.
    pub why: String,
    /// What both promise.
    pub promises: Vec<Promise>,
    /// The small version for hard days.
    pub small: String,
    /// How long the small version takes, when someone said so.
    pub small_minutes: Option<u16>,
    /// When it is.
    pub when: Chosen,
    /// How long it takes.
    pub minutes: u16,
    /// How many minutes before it the reminder comes; nothing for no reminder.
    pub lead: Option<u16>,
    /// What a notification may say.
    pub wording: Wording,
    /// Whose it is.
    pub who: Who,
    /// Whether it rests for a while.
    pub resting: bool,
}

/// Days and a time as they are chosen; the first day follows from the moment of choosing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// On which days.
    pub rhythm: Rhythm,
    /// The time on the wall clock.
    pub at: NaiveTime,
    /// Whose wall clock.
    pub zone: Tz,
}

/// A ritual that is ready to be written.
pub(crate) struct Prepared {
    pub(crate) id: RitualId,
    pub(crate) set: Vec<(Field, Value)>,
    deed: Deed,
}

impl App {
    /// Every ritual.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn rituals_view(&self) -> Result<RitualsView, AppError> {
        let (today, here) = (self.today(), self.here()?.id);
        let (mut laid, zone) = (self.read_table(|space| Laid::read(space, today))?, self.zone());
        // A zone has several names; whoever is in it is nowhere else.
        let times = laid.rows.iter_mut().flat_map(|row| &mut row.times);
        times.filter(|when| is_one_zone(when.zone, zone)).for_each(|when| when.zone = zone);
        let courses = laid.courses(Whose::One(here), today);
        // An agenda that cannot be opened at present keeps nobody from the list.
        let changes = self.tonights_changes().unwrap_or_else(|error| {
            tracing::warn!(%error, "what this evening changed could not be read");
            Changes::default()
        });
        let placing = laid.rows.iter().map(|row| (row.id, self.placing(row, &courses, &changes))).collect();
        Ok(RitualsView { placing, zone, today, season: self.season()?, rituals: laid.rows })
    }

    fn placing(&self, row: &RitualRow, courses: &Courses<'_>, changes: &Changes) -> Placing {
        match courses.of(row) {
            Ok(course) => self.next_of(row.id, &course, changes),
            Err(waits) => Placing { waits: Some(waits), ..Placing::default() },
        }
    }

    fn next_of(&self, id: RitualId, course: &Course, changes: &Changes) -> Placing {
        let now = self.now();
        let first = civil(now, course.series.zone).date();
        let Some(last) = first.checked_add_signed(LOOKS_AHEAD) else { return Placing::default() };
        let Some((_, at)) = course.next(id, changes, (first, last), |at| at > now) else {
            return Placing::default();
        };
        let (there, here) = (civil(at, course.series.zone), civil(at, self.zone()));
        Placing {
            waits: None,
            next: Some(there.date()),
            at: Some(there.time()),
            here: Some(here).filter(|here| *here != there),
        }
    }

    /// Keeps a ritual, new or changed.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field that cannot be kept; [`AppError::NotFound`] when the ritual was
    /// taken away meanwhile.
    pub fn ritual_save(&self, draft: RitualDraft) -> Result<(RitualId, Changed), AppError> {
        let Prepared { id, set, deed } = self.prepared(draft)?;
        let ((), changed) = self.change_table(deed, |act| act.set(field::RITUAL, id.entity(), set))?;
        Ok((id, changed))
    }

    /// What saving a draft would write, and the words of its undo.
    ///
    /// # Errors
    /// As [`App::ritual_save`].
    pub(crate) fn prepared(&self, draft: RitualDraft) -> Result<Prepared, AppError> {
        let before = draft.id.map(|id| self.ritual(id)).transpose()?;
        let id = draft.id.map_or_else(RitualId::random, Ok)?;
        let starts = self.first_day(&draft.when, before.as_ref());
        let ritual = draft.at_day(starts).tidy()?;
        self.prepared_as(id, before.as_ref(), &ritual)
    }

    /// The same for a table's first evening: what was over today before there was a table begins with its next day, and
    /// does not lie there as if somebody had left it.
    ///
    /// # Errors
    /// As [`App::ritual_save`].
    pub(crate) fn prepared_to_come(&self, draft: RitualDraft) -> Result<Prepared, AppError> {
        let today = self.first_day(&draft.when, None);
        let mut ritual = draft.at_day(today).tidy()?;
        let length = TimeDelta::minutes(ritual.minutes.into());
        let of_today = ritual.when.series().and_then(|series| series.on_days(today, today).next());
        if of_today.is_some_and(|one| one.at + length <= self.now()) {
            ritual.when.starts = today.succ_opt().unwrap_or(today);
        }
        self.prepared_as(RitualId::random()?, None, &ritual)
    }

    fn prepared_as(
        &self,
        id: RitualId,
        before: Option<&RitualRow>,
        ritual: &Ritual,
    ) -> Result<Prepared, AppError> {
        if let Some(first) = ritual.when.rhythm.after() {
            self.can_follow(id, first)?;
        }
        self.is_to_come(&ritual.when, before)?;
        let mut set = fields(ritual);
        if before.and_then(|row| row.small_minutes) != ritual.small_minutes {
            set.push((field::SMALL_MINUTES, ritual.small_minutes.map(i64::from).into()));
        }
        let key = if before.is_some() { "changeRitual" } else { "addRitual" };
        Ok(Prepared { id, set, deed: Deed::plain(key).with("title", &ritual.title) })
    }

    /// Lets a ritual rest, or takes it up again.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is no longer there.
    pub fn ritual_rest(&self, id: RitualId, resting: bool) -> Result<Changed, AppError> {
        let key = if resting { "restRitual" } else { "wakeRitual" };
        self.set_one(id, key, field::RESTING, resting.into())
    }

    /// Settles which of two times stands, after both people changed it at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual, or that time of it, is no longer there.
    pub fn ritual_settle(&self, id: RitualId, choice: &Chosen) -> Result<Changed, AppError> {
        let row = self.ritual(id)?;
        let when = row.times.iter().find(|when| choice.is(when)).ok_or(AppError::NotFound)?;
        self.set_one(id, "settleRitual", field::WHEN, when.to_value())
    }

    /// Moves a ritual to the clock of this computer's zone: 21:30 there becomes 21:30 here. Travelling alone
    /// moves nothing.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is no longer there, or has no time that could be moved.
    pub fn ritual_move_here(&self, id: RitualId) -> Result<Changed, AppError> {
        let when = self.ritual(id)?.when().cloned().ok_or(AppError::NotFound)?;
        let here = When { zone: self.zone(), ..when };
        self.set_one(id, "moveRitualHere", field::WHEN, here.to_value())
    }

    /// Takes a ritual away. What was done of it stays; what followed it stays at its time, with the rhythm of
    /// the one that is gone.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is no longer there.
    pub fn ritual_remove(&self, id: RitualId) -> Result<Changed, AppError> {
        let rows = self.read_table(|space| ritual::all(space.read()))?;
        let row = rows.iter().find(|row| row.id == id).ok_or(AppError::NotFound)?;
        let follows = |other: &&RitualRow| other.when().and_then(|when| when.rhythm.after()) == Some(id);
        let left: Vec<(RitualId, When)> =
            rows.iter().filter(follows).filter_map(|other| Some((other.id, on_its_own(row)?))).collect();
        let deed = Deed::plain("removeRitual").with("title", &row.title);
        let ((), changed) = self.change_table(deed, |act| {
            for (other, when) in &left {
                act.set(field::RITUAL, other.entity(), vec![(field::WHEN, when.to_value())])?;
            }
            act.delete(id.entity())
        })?;
        Ok(changed)
    }

    fn can_follow(&self, id: RitualId, first: RitualId) -> Result<(), AppError> {
        let rows = self.read_table(|space| ritual::all(space.read()))?;
        if rows.iter().all(|row| row.id != first) {
            return Err(AppError::invalid("after", "gone"));
        }
        if in_a_circle(&rows, id, first) { Err(AppError::invalid("after", "circle")) } else { Ok(()) }
    }

    pub(crate) fn ritual(&self, id: RitualId) -> Result<RitualRow, AppError> {
        self.read_table(|space| ritual::one(space.read(), id))?.ok_or(AppError::NotFound)
    }

    fn set_one(
        &self,
        id: RitualId,
        key: &'static str,
        field: Field,
        value: Value,
    ) -> Result<Changed, AppError> {
        let deed = Deed::plain(key).with("title", self.ritual(id)?.title);
        let ((), changed) =
            self.change_table(deed, |act| act.set(field::RITUAL, id.entity(), vec![(field, value)]))?;
        Ok(changed)
    }

    /// Refuses an end before which nothing is left. One that was there already keeps nothing else from being changed.
    fn is_to_come(&self, when: &When, before: Option<&RitualRow>) -> Result<(), AppError> {
        let Rhythm::Calendar(Calendar { ends: Ends::On(last), extra, .. }) = &when.rhythm else {
            return Ok(());
        };
        let last = extra.last().map_or(*last, |added| *added.max(last));
        let same = before.and_then(RitualRow::when) == Some(when);
        let now = self.now();
        let comes = |series: Series| {
            let first = civil(now, when.zone).date().pred_opt().unwrap_or(when.starts);
            series.on_days(first, last).any(|one| one.at > now)
        };
        let past = AppError::invalid("until", "past");
        if same || when.series().is_none_or(comes) { Ok(()) } else { Err(past) }
    }

    /// Another time of day leaves the first day alone; another rhythm begins on the couple's day, which is also
    /// the week that "every two weeks" is counted from.
    fn first_day(&self, chosen: &Chosen, before: Option<&RitualRow>) -> NaiveDate {
        let same = before.and_then(RitualRow::when).filter(|when| chosen.rhythm.goes_on_from(&when.rhythm));
        same.map_or_else(|| Today::at(self.now(), chosen.zone, self.day_ends()).date, |when| when.starts)
    }
}

/// When something that followed `row` is once `row` is gone: on its days, when it would have ended. An end
/// after midnight would be the morning of the wrong day, so that one stays on the evening's last minute.
fn on_its_own(row: &RitualRow) -> Option<When> {
    let when = row.when()?;
    let (at, over) = when.at.overflowing_add_signed(TimeDelta::minutes(row.minutes.into()));
    let last = NaiveTime::from_hms_opt(23, 59, 0)?;
    Some(When { at: if over == 0 { at } else { last }, ..when.clone() })
}

impl Chosen {
    fn is(&self, when: &When) -> bool {
        self.rhythm == when.rhythm && self.at == when.at && is_one_zone(self.zone, when.zone)
    }
}

impl RitualDraft {
    fn at_day(self, starts: NaiveDate) -> Ritual {
        let Chosen { rhythm, at, zone } = self.when;
        Ritual {
            title: self.title,
            why: self.why,
            promises: self.promises,
            small: self.small,
            small_minutes: self.small_minutes,
            when: When { rhythm, starts, at, zone },
            minutes: self.minutes,
            lead: self.lead,
            wording: self.wording,
            who: self.who,
            resting: self.resting,
        }
    }
}

impl From<Unfit> for AppError {
    fn from(unfit: Unfit) -> Self {
        Self::invalid(unfit.field, unfit.why)
    }
}

/// What the log has kept of a ritual since its first version. A field that stands already writes nothing.
fn fields(ritual: &Ritual) -> Vec<(Field, Value)> {
    vec![
        (field::TITLE, ritual.title.as_str().into()),
        (field::WHY, ritual.why.as_str().into()),
        (field::PROMISES, promises_to_value(&ritual.promises)),
        (field::SMALL, ritual.small.as_str().into()),
        (field::WHEN, ritual.when.to_value()),
        (field::MINUTES, i64::from(ritual.minutes).into()),
        (field::LEAD, ritual.lead.map(i64::from).into()),
        (field::WORDING, ritual.wording.number().into()),
        (field::WHO, ritual.who.number().into()),
        (field::RESTING, ritual.resting.into()),
    ]
}

#[cfg(test)]
mod tests {
    use nightstand_domain::ritual::Weekdays;

    use super::*;

    #[test]
    fn a_time_is_chosen_by_any_name_of_its_zone() {
        let (rhythm, at) = (Rhythm::every_week(Weekdays::ALL), NaiveTime::MIN);
        let stands = When { rhythm: rhythm.clone(), starts: NaiveDate::MIN, at, zone: Tz::Asia__Calcutta };
        let chosen = |zone| Chosen { rhythm: rhythm.clone(), at, zone };
        assert!(chosen(Tz::Asia__Kolkata).is(&stands), "the list shows the name that this computer has");
        assert!(!chosen(Tz::Europe__Berlin).is(&stands));
    }
}
