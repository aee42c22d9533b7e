//! Every ritual with its dates among the others, as Tonight, the list and the agenda need them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use nightstand_domain::ids::{PersonId, RitualId, SeasonId};
use nightstand_domain::ritual::{self, Course, Halves, Part, Unplaced, Who};
use nightstand_domain::schedule::Stretch;
use nightstand_domain::schedule::occurrences::instant;
use nightstand_domain::schedule::plan::PlanSource;
use nightstand_domain::season::{self, Season, SeasonKind};
use nightstand_journal::table::ritual::RitualRow;
use nightstand_journal::table::{self, occurrence};
use nightstand_journal::{JournalError, Space};

use crate::error::AppError;
use crate::spine::App;

/// Who was part of what, by ritual and day.
pub(crate) type Done = BTreeMap<(RitualId, NaiveDate), Halves>;

/// Whose halves make a day count, of a ritual that each person does for themselves.
#[derive(Clone, Copy)]
pub(crate) enum Whose<'p> {
    /// One person's: what is shown to them.
    One(PersonId),
    /// Everyone's: what is announced to the table.
    All(&'p [PersonId]),
}

/// What the table knows of its rituals around one day.
pub(crate) struct Laid {
    pub(crate) rows: Vec<RitualRow>,
    pub(crate) done: Done,
    pub(crate) seasons: Vec<(SeasonId, Season)>,
    day_ends: u8,
}

impl Laid {
    /// Reads it. Marks are read from the week before on: that is as far as "any two days a week" looks.
    pub(crate) fn read(space: &Space, today: NaiveDate) -> Result<Self, JournalError> {
        let conn = space.read();
        let first = today.checked_sub_days(Days::new(14)).unwrap_or(today);
        let last = today.checked_add_days(Days::new(7)).unwrap_or(today);
        Ok(Self {
            rows: table::ritual::all(conn)?,
            done: occurrence::between(conn, first, last)?,
            seasons: table::season::not_over(conn, today)?,
            day_ends: table::person::day_ends(conn)?,
        })
    }

    /// Whether everything is small on `day`.
    pub(crate) fn small(&self, day: NaiveDate) -> bool {
        season::at(&self.seasons, SeasonKind::Small, day).is_some()
    }

    /// The holidays that are not over.
    pub(crate) fn holidays(&self) -> impl Iterator<Item = &Season> {
        self.seasons.iter().map(|(_, season)| season).filter(|season| season.kind == SeasonKind::Holiday)
    }

    /// Whether `day` lies in a holiday.
    pub(crate) fn away(&self, day: NaiveDate) -> bool {
        self.holidays().any(|holiday| holiday.holds(day))
    }

    /// The dates that remain of a course when the days of a holiday are free.
    pub(crate) fn silenced(&self, mut course: Course) -> Course {
        self.holidays().for_each(|holiday| course.silence(holiday.from, holiday.until, self.day_ends));
        course
    }

    /// The holidays on the clock of `zone`.
    fn stretches_away(&self, zone: Tz) -> Vec<Stretch> {
        let morning = NaiveTime::from_hms_opt(self.day_ends.into(), 0, 0).unwrap_or_default();
        let begins = |day: NaiveDate| instant(day.and_time(morning), zone);
        let away = |one: &Season| Stretch {
            from: begins(one.from),
            to: begins(one.until.succ_opt().unwrap_or(one.until)),
        };
        self.holidays().map(away).collect()
    }

    /// A ritual as the planner and a calendar need it.
    pub(crate) fn source(&self, row: &RitualRow, course: Course, courses: &Courses<'_>) -> PlanSource {
        let course = self.silenced(course);
        PlanSource {
            plan: row.id,
            title: row.title.clone(),
            wording: row.wording,
            lead: row.lead.filter(|_| course.announced()),
            minutes: courses.minutes(row),
            paused: false,
            away: self.stretches_away(course.series.zone),
            series: course.series,
        }
    }

    /// The rituals with their dates, as they are on `day`.
    pub(crate) fn courses(&self, whose: Whose<'_>, day: NaiveDate) -> Courses<'_> {
        let rows: BTreeMap<_, _> = self.rows.iter().map(|row| (row.id, row)).collect();
        let mut marked: BTreeMap<RitualId, BTreeSet<NaiveDate>> = BTreeMap::new();
        for ((id, day), halves) in &self.done {
            if rows.get(id).is_some_and(|row| counts(row, halves, whose)) {
                marked.entry(*id).or_default().insert(*day);
            }
        }
        Courses { rows, marked, small: self.small(day) }
    }
}

/// Whether a ritual was had: once together, or by the one whose it is.
fn counts(row: &RitualRow, halves: &Halves, whose: Whose<'_>) -> bool {
    match (row.who, whose) {
        (Who::Together, _) => !halves.0.is_empty(),
        (Who::Each, Whose::One(person)) => halves.of(person),
        (Who::Each, Whose::All(people)) => halves.together(people),
    }
}

/// The rituals, each with its dates among the others.
pub(crate) struct Courses<'r> {
    rows: BTreeMap<RitualId, &'r RitualRow>,
    marked: BTreeMap<RitualId, BTreeSet<NaiveDate>>,
    small: bool,
}

impl Courses<'_> {
    /// The dates of one ritual, or why it has none at present.
    pub(crate) fn of(&self, row: &RitualRow) -> Result<Course, Unplaced> {
        ritual::course(
            self.part(row),
            |id| self.rows.get(&id).map(|row| self.part(row)),
            |id| self.marked.get(&id).cloned().unwrap_or_default(),
        )
    }

    fn part<'r>(&self, row: &'r RitualRow) -> Part<'r> {
        Part { id: row.id, when: row.when(), minutes: self.minutes(row), resting: row.resting }
    }

    /// How long it takes at present: its small minutes in a season of small things.
    pub(crate) fn minutes(&self, row: &RitualRow) -> u16 {
        if self.small { ritual::small_minutes(row.small_minutes, row.minutes) } else { row.minutes }
    }

    /// Whether everything is small at present.
    pub(crate) const fn small(&self) -> bool {
        self.small
    }

    /// Whether a ritual was had on `day`.
    pub(crate) fn had(&self, ritual: RitualId, day: NaiveDate) -> bool {
        self.marked.get(&ritual).is_some_and(|days| days.contains(&day))
    }
}

/// Whether `ritual` would come to follow itself if it followed `first`.
pub(crate) fn in_a_circle(rows: &[RitualRow], ritual: RitualId, first: RitualId) -> bool {
    nightstand_domain::ritual::in_a_circle(ritual, first, |id| {
        let row = rows.iter().find(|row| row.id == id)?;
        Some(Part { id, when: row.when(), minutes: row.minutes, resting: row.resting })
    })
}

impl App {
    /// Both people at the table, or the one.
    ///
    /// # Errors
    /// As [`App::read_table`].
    pub(crate) fn everyone(&self) -> Result<Vec<PersonId>, AppError> {
        let people = self.people()?;
        Ok(std::iter::once(&people.a).chain(&people.b).map(|one| one.id).collect())
    }

    /// Every ritual as the planner needs it. What has no dates at present is left out; so are the days of a
    /// holiday, and those of a week that has no room any more.
    ///
    /// # Errors
    /// As [`App::read_table`].
    pub(crate) fn plan_sources(&self) -> Result<Vec<PlanSource>, AppError> {
        let people = self.everyone()?;
        let today = self.today();
        let laid = self.read_table(|space| Laid::read(space, today))?;
        let courses = laid.courses(Whose::All(&people), today);
        let source = |row: &RitualRow| Some(laid.source(row, courses.of(row).ok()?, &courses));
        Ok(laid.rows.iter().filter_map(source).collect())
    }
}
