//! Tonight: everything its one screen shows, and the answers that pass with the evening.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use nightstand_domain::day;
use nightstand_domain::ids::{PersonId, RitualId};
use nightstand_domain::merge::Value;
use nightstand_domain::ritual::{Course, Halves, Rhythm, Who, field, occurrence};
use nightstand_domain::schedule::occurrences::{civil, instant};
use nightstand_domain::schedule::plan::{Changes, Evening, Today};
use nightstand_domain::tonight::{Answered, Call, DayPlan, Focus, MoveChoice, focus};
use nightstand_domain::us::DayPart;
use nightstand_journal::passing::Settled;
use nightstand_journal::table::ritual::RitualRow;
use nightstand_journal::table::slip;
use nightstand_journal::table::slip::SlipRow;

use crate::agenda::Card;
use crate::courses::{Courses, Laid, Whose};
use crate::error::AppError;
use crate::passing::Paused;
use crate::reading::NextChapter;
use crate::seasons::{Proposed, SeasonNow, season_now};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

mod absence;
mod moving;

pub use absence::Welcome;
use moving::moves_of;
pub use moving::{MovePreview, Reach};

/// How far ahead the next evening is looked for.
const NEXT_WITHIN: TimeDelta = TimeDelta::days(60);

/// Everything that Tonight shows.
#[derive(Clone, Debug, PartialEq)]
pub struct TonightView {
    /// The couple's day.
    pub date: NaiveDate,
    /// The time on the viewer's wall clock.
    pub now: NaiveTime,
    /// What the evening is about.
    pub evening: EveningNow,
    /// What to read aloud.
    pub reading: Vec<NextChapter>,
    /// The latest slip that the other person handed over.
    pub slip: Option<SlipRow>,
    /// The day's other rituals.
    pub small: Vec<SmallThing>,
    /// Said after a while away, and about what was slept through today.
    pub good_to_see_you: Option<Welcome>,
    /// What season it is.
    pub season: SeasonNow,
    /// That all reminders are paused on this computer, and until when.
    pub paused: Option<Paused>,
    /// How long until some of this changes by itself, if nobody does anything; always positive.
    pub next_change: TimeDelta,
}

/// What the evening is about.
#[derive(Clone, Debug, PartialEq)]
pub enum EveningNow {
    /// There are no rituals yet.
    Empty,
    /// Nothing is planned on this day.
    Free(Option<NextTime>),
    /// The day's plans are behind.
    NothingMore(Option<NextTime>),
    /// A plan lies ahead.
    Ahead(PlanNow),
    /// Its time is now.
    Due(PlanNow),
    /// It was begun.
    Started(PlanNow),
    /// It was moved to another day.
    MovedOn(PlanNow, NextTime),
    /// It was let go; nobody is named.
    LetGo(PlanNow, Option<NextTime>),
}

/// The plan on the dial.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanNow {
    /// The ritual.
    pub ritual: RitualId,
    /// The civil date that names this evening of it.
    pub day: NaiveDate,
    /// Its name.
    pub title: String,
    /// What is promised.
    pub promises: Vec<String>,
    /// The small version for hard days.
    pub small: String,
    /// How long it takes at present.
    pub minutes: u16,
    /// Whether it is the small version that is meant, in a season of small things.
    pub small_now: bool,
    /// Whether each person does their own.
    pub each: bool,
    /// When it begins, on the viewer's wall clock.
    pub at: NaiveTime,
    /// How long until then; negative once it is past.
    pub ahead: TimeDelta,
    /// Whether it was moved for this evening.
    pub moved: bool,
    /// When its reminder comes again, on the viewer's wall clock, while somebody put it off.
    pub again: Option<NaiveTime>,
    /// Who was part of it.
    pub done: Halves,
    /// Where it can be moved to, on the viewer's wall clock.
    pub moves: Vec<(MoveChoice, NaiveTime)>,
}

/// A time on another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextTime {
    /// The ritual's name.
    pub title: String,
    /// The couple's day it belongs to.
    pub day: NaiveDate,
    /// The time on the viewer's wall clock.
    pub at: NaiveTime,
    /// Whether that is the day after this one.
    pub tomorrow: bool,
}

/// One of the day's other rituals.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallThing {
    /// The ritual.
    pub ritual: RitualId,
    /// The civil date that names this day of it.
    pub day: NaiveDate,
    /// Its name.
    pub title: String,
    /// The time on the viewer's wall clock.
    pub at: NaiveTime,
    /// The part of the day it belongs to.
    pub part: DayPart,
    /// Whether its time is behind.
    pub passed: bool,
    /// When it is asked about again, where it was put off for a while.
    pub again: Option<NaiveTime>,
    /// Whether any of several days would do: its time is a suggestion.
    pub whenever: bool,
    /// Who was part of it.
    pub done: Halves,
}

/// What can be answered to the plan on the dial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TonightAnswer {
    /// Start now.
    Start,
    /// Not tonight.
    NotTonight,
    /// Changed our minds: as if nothing had been answered.
    Reconsider,
}

/// One evening of one ritual that belongs to this day.
struct Planned<'r> {
    row: &'r RitualRow,
    course: Course,
    small: bool,
    day: NaiveDate,
    moved: bool,
    plan: DayPlan,
    done: Halves,
}

/// The moment that a view is made for.
struct Moment {
    now: DateTime<Utc>,
    today: Today,
    here: PersonId,
    people: Vec<PersonId>,
}

impl Moment {
    fn clock(&self, at: DateTime<Utc>) -> NaiveTime {
        civil(at, self.today.zone).time()
    }

    /// The couple's day in which `at` lies.
    fn day_of(&self, at: DateTime<Utc>) -> NaiveDate {
        Today::at(at, self.today.zone, self.today.day_ends).date
    }

    /// When the couple's day ends.
    fn ends(&self) -> DateTime<Utc> {
        let next = self.today.date + Days::new(1);
        let hour = NaiveTime::from_hms_opt(self.today.day_ends.into(), 0, 0).unwrap_or_default();
        instant(next.and_time(hour), self.today.zone)
    }
}

impl App {
    /// Everything that Tonight shows, for the person who is here.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn tonight_view(&self) -> Result<TonightView, AppError> {
        let moment = self.moment()?;
        let evening = self.passed();
        let date = moment.today.date;
        let (laid, slip) = self.read_table(|space| {
            Ok((Laid::read(space, date)?, slip::newest_for(space.read(), moment.here)?))
        })?;
        let season = season_now(&laid.seasons, date, evening.proposed);
        let courses = laid.courses(Whose::One(moment.here), date);
        let planned = planned(&laid, &courses, &evening, &moment);
        let plans: Vec<DayPlan> = planned.iter().map(|one| one.plan).collect();
        let in_focus = focus(&plans, moment.now);
        Ok(TonightView {
            date,
            now: moment.clock(moment.now),
            evening: evening_now(in_focus, &planned, (&laid, &courses, &evening.changes), &moment),
            reading: self.next_chapters_for_tonight()?,
            slip,
            small: small_things(in_focus, &planned, &moment),
            good_to_see_you: self.welcome_back(&laid, &planned, &evening.cards, &moment)?,
            season,
            paused: evening.paused_until.map(|until| Paused::shown(until, moment.now, &moment.today)),
            next_change: next_change(&planned, evening.paused_until, &moment) - moment.now,
        })
    }

    /// Answers the plan on the dial. The answer passes with the evening and is kept nowhere; nobody's name
    /// goes with it. Whoever gave it can take it back while the evening stands as they left it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual is no longer there.
    pub fn tonight_answer(
        &self,
        id: RitualId,
        day: NaiveDate,
        answer: TonightAnswer,
    ) -> Result<Changed, AppError> {
        let title = self.ritual(id)?.title;
        let titled = |deed: Deed| deed.with("title", title);
        match answer {
            TonightAnswer::Start => {
                self.settle_evening((id, day), Settled::Started, titled(Deed::plain("startEvening")))
            }
            TonightAnswer::NotTonight => {
                self.settle_evening((id, day), Settled::LetGo, titled(Deed::plain("letEveningGo")))
            }
            TonightAnswer::Reconsider => self.reopen_evening((id, day), titled(Deed::plain("reopenEvening"))),
        }
    }

    /// Marks, or takes back, the own half of the person who is here.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual is no longer there.
    pub fn half_mark(&self, id: RitualId, day: NaiveDate, part: bool) -> Result<Changed, AppError> {
        let here = self.here()?.id;
        let row = self.ritual(id)?;
        let entity = occurrence(id, day).entity();
        let member = Value::Bytes(here.as_bytes().to_vec());
        let deed = Deed::plain(if part { "markHalf" } else { "unmarkHalf" }).with("title", &row.title);
        let ((), changed) = self.change_table(deed, |act| {
            if !part {
                return act.remove_member(field::OCCURRENCE, entity, field::DONE, &member);
            }
            let of = vec![
                (field::OF, Value::Bytes(id.as_bytes().to_vec())),
                (field::DAY, day::number(day).into()),
            ];
            act.set(field::OCCURRENCE, entity, of)?;
            act.add(field::OCCURRENCE, entity, field::DONE, member)
        })?;
        if matches!(row.when().map(|when| &when.rhythm), Some(Rhythm::AnyDays(_))) {
            // The week may have no room any more, or have some again.
            self.refresh_agenda();
        }
        Ok(changed)
    }

    fn moment(&self) -> Result<Moment, AppError> {
        let now = self.now();
        let people = self.people()?;
        let ids = std::iter::once(&people.a).chain(&people.b).map(|person| person.id).collect();
        let today = Today::at(now, self.zone(), self.day_ends());
        Ok(Moment { now, today, here: people.present().id, people: ids })
    }

    /// What this evening changed. An agenda that cannot be opened at present keeps nobody from Tonight.
    fn passed(&self) -> Passed {
        let read = self.agenda().and_then(|agenda| {
            let changes = agenda.changes()?;
            let settled = changes.settled.iter().map(|evening| Ok((*evening, agenda.settled(*evening)?)));
            let settled = settled.collect::<Result<_, AppError>>()?;
            let (cards, proposed) = (agenda.cards()?, agenda.proposed()?);
            Ok(Passed { settled, cards, proposed, paused_until: agenda.paused_until()?, changes })
        });
        read.unwrap_or_else(|error| {
            tracing::warn!(%error, "what this evening changed could not be read");
            Passed::default()
        })
    }
}

/// What passes with the evening.
#[derive(Default)]
struct Passed {
    changes: Changes,
    settled: BTreeMap<Evening, Option<Settled>>,
    cards: Vec<Card>,
    proposed: Option<Proposed>,
    paused_until: Option<DateTime<Utc>>,
}

impl Passed {
    fn answered(&self, evening: Evening, done: &Halves, moment: &Moment) -> Answered {
        // Once everyone has marked it, the evening goes on.
        if done.together(&moment.people) {
            return Answered::Open;
        }
        let moved = self.changes.moved.get(&evening).map(|moved| moved.to);
        match (self.settled.get(&evening).copied().flatten(), moved.filter(|to| !moment.today.holds(*to))) {
            (Some(Settled::Started), _) => Answered::Started,
            (Some(Settled::LetGo), _) => Answered::LetGo,
            (None, Some(to)) => Answered::MovedOn(to),
            (None, None) => Answered::Open,
        }
    }
}

/// The day's plans, in their order.
fn planned<'r>(laid: &'r Laid, courses: &Courses<'_>, evening: &Passed, moment: &Moment) -> Vec<Planned<'r>> {
    let mut planned = Vec::new();
    for row in &laid.rows {
        let Ok(course) = courses.of(row) else { continue };
        for (day, starts, moved) in evenings(row.id, &course, &evening.changes, moment) {
            let done = laid.done.get(&(row.id, day)).cloned().unwrap_or_default();
            let answered = evening.answered((row.id, day), &done, moment);
            let call = call(&course, day, laid, courses, moment);
            let (minutes, mine) = (courses.minutes(row), done.of(moment.here));
            let snoozed = evening.changes.snoozed.get(&(row.id, day)).map(|snoozed| snoozed.until);
            let again = snoozed.filter(|until| *until > moment.now);
            let plan = DayPlan { starts, minutes, answered, mine, call, again };
            let (course, small) = (course.clone(), courses.small());
            planned.push(Planned { row, course, small, day, moved, plan, done });
        }
    }
    planned.sort_by_key(|one| one.plan.starts);
    planned
}

/// How an evening comes into the light. What follows another is offered once that one was had; on a holiday
/// nothing asks, and everything is there.
fn call(course: &Course, day: NaiveDate, laid: &Laid, courses: &Courses<'_>, moment: &Moment) -> Call {
    if laid.away(moment.today.date) {
        return Call::Quiet;
    }
    match course.follows.first() {
        Some(first) if courses.had(first.ritual, day) => Call::FollowsOn(moment.ends()),
        None if !course.loose => Call::AtItsTime,
        Some(_) | None => Call::Quiet,
    }
}

/// The evenings of a ritual that belong to this day: those that begin in it, wherever they came from, and
/// those that were moved out of it.
fn evenings(
    ritual: RitualId,
    course: &Course,
    changes: &Changes,
    moment: &Moment,
) -> Vec<(NaiveDate, DateTime<Utc>, bool)> {
    let date = moment.today.date;
    let moved_here = |day| {
        let to = course.start(ritual, day, changes)?;
        (moment.today.holds(to) && course.own_start(day) != Some(to)).then_some(to)
    };
    let own_move = |day| changes.moved.contains_key(&(ritual, day));
    let changed =
        |evening: &Evening| changes.moved.contains_key(evening) || changes.snoozed.contains_key(evening);
    let along = |day| course.follows.iter().any(|link| changed(&(link.ritual, day)));
    let mut found = Vec::new();
    let near = course.on_days(date - Days::new(1), date + Days::new(2));
    for one in near.filter(|one| moment.today.holds(one.at)) {
        // What follows an evening that was moved on, or put off into the next day, is not here tonight either.
        if moved_here(one.date()).is_none() && (own_move(one.date()) || !along(one.date())) {
            found.push((one.date(), one.at, false));
        }
    }
    let days = course.changed(ritual, changes);
    for (day, to) in days.into_iter().filter_map(|day| Some((day, moved_here(day)?))) {
        if found.iter().all(|(_, at, _)| *at != to) {
            found.push((day, to, true));
        }
    }
    found
}

fn evening_now(in_focus: Focus, planned: &[Planned<'_>], table: Table<'_>, moment: &Moment) -> EveningNow {
    let next = || next_among(|_| true, table, moment);
    let at = |place: usize| planned.get(place).map(|one| plan_now(one, moment));
    let shown = match in_focus {
        Focus::Free if table.0.rows.is_empty() => None,
        Focus::Free => Some(EveningNow::Free(next())),
        Focus::NothingMore => Some(EveningNow::NothingMore(next())),
        Focus::Ahead(place) => at(place).map(EveningNow::Ahead),
        Focus::Due(place) => at(place).map(EveningNow::Due),
        Focus::Started(place) => at(place).map(EveningNow::Started),
        Focus::LetGo(place) => at(place).map(|plan| {
            let own = || next_among(|row| row.id == plan.ritual, table, moment);
            let coming = still_tonight(planned, moment).or_else(own);
            EveningNow::LetGo(plan, coming.or_else(next))
        }),
        Focus::MovedOn(place, to) => at(place).map(|plan| {
            let title = plan.title.clone();
            EveningNow::MovedOn(plan, time_at(title, to, moment))
        }),
    };
    shown.unwrap_or(EveningNow::Empty)
}

fn plan_now(one: &Planned<'_>, moment: &Moment) -> PlanNow {
    let starts = one.plan.starts;
    let offered = moves_of(&one.course, starts, moment);
    PlanNow {
        ritual: one.row.id,
        day: one.day,
        title: one.row.title.clone(),
        promises: one.row.promises.iter().filter(|p| p.ours).map(|p| p.words.clone()).collect(),
        small: one.row.small.clone(),
        minutes: one.plan.minutes,
        small_now: one.small,
        each: one.row.who == Who::Each,
        at: moment.clock(starts),
        ahead: starts - moment.now,
        moved: one.moved,
        again: one.plan.again.map(|until| moment.clock(until)),
        done: one.done.clone(),
        moves: offered.into_iter().map(|(choice, at)| (choice, moment.clock(at))).collect(),
    }
}

fn small_things(in_focus: Focus, planned: &[Planned<'_>], moment: &Moment) -> Vec<SmallThing> {
    let shown = match in_focus {
        Focus::Free | Focus::NothingMore => None,
        Focus::Ahead(at) | Focus::Due(at) | Focus::Started(at) | Focus::LetGo(at) | Focus::MovedOn(at, _) => {
            Some(at)
        }
    };
    // One that was moved to another day stands there, unless somebody was part of it here.
    let elsewhere =
        |one: &Planned<'_>| matches!(one.plan.answered, Answered::MovedOn(_)) && one.done.0.is_empty();
    let others = planned.iter().enumerate().filter(|(at, one)| Some(*at) != shown && !elsewhere(one));
    let thing = |one: &Planned<'_>| {
        let at = moment.clock(one.plan.starts);
        SmallThing {
            ritual: one.row.id,
            day: one.day,
            title: one.row.title.clone(),
            at,
            part: DayPart::of(at, moment.today.day_ends.into()),
            passed: one.plan.starts <= moment.now,
            again: one.plan.again.map(|until| moment.clock(until)),
            whenever: one.course.loose,
            done: one.done.clone(),
        }
    };
    others.map(|(_, one)| thing(one)).collect()
}

/// When some of what is shown changes by itself: a plan's time comes, it is asked about again or its moment is over,
/// a pause ends, and with the couple's day everything does.
fn next_change(
    planned: &[Planned<'_>],
    paused_until: Option<DateTime<Utc>>,
    moment: &Moment,
) -> DateTime<Utc> {
    let turns =
        planned.iter().flat_map(|one| [one.plan.starts, one.plan.ends()].into_iter().chain(one.plan.again));
    let coming = turns.chain(paused_until).filter(|at| *at > moment.now);
    coming.chain([moment.ends()]).min().unwrap_or(moment.now)
}

/// What the rituals are, with their dates, and what these evenings changed of them.
type Table<'t> = (&'t Laid, &'t Courses<'t>, &'t Changes);

/// What comes first of the rituals that are `wanted`, after this day and after a holiday that it lies in. What only
/// offers itself is never announced as coming.
fn next_among(
    wanted: impl Fn(&RitualRow) -> bool,
    (laid, courses, changes): Table<'_>,
    moment: &Moment,
) -> Option<NextTime> {
    let away: Vec<_> = laid.holidays().collect();
    let here =
        away.iter().filter(|holiday| holiday.holds(moment.today.date)).map(|holiday| holiday.until).max();
    let zone = moment.today.zone;
    let back = here.map(|last| instant((last + Days::new(1)).and_time(NaiveTime::MIN), zone));
    let from = back.map_or(moment.ends(), |back| back.max(moment.ends()));
    let to = from + NEXT_WITHIN;
    let silent = |day: NaiveDate| away.iter().any(|holiday| holiday.holds(day));
    let days = (from.date_naive() - Days::new(2), to.date_naive() + Days::new(2));
    let comes = |at| (from..to).contains(&at) && !silent(moment.day_of(at));
    let first = |row: &RitualRow| {
        let course = courses.of(row).ok().filter(|course| course.follows.is_empty() && !course.loose)?;
        course.next(row.id, changes, days, comes).map(|(_, at)| at)
    };
    let asked = laid.rows.iter().filter(|row| wanted(row));
    let (at, row) = asked.filter_map(|row| Some((first(row)?, row))).min_by_key(|(at, _)| *at)?;
    Some(time_at(row.title.clone(), at, moment))
}

/// What still comes on this evening.
fn still_tonight(planned: &[Planned<'_>], moment: &Moment) -> Option<NextTime> {
    let coming = planned.iter().filter(|one| one.plan.starts > moment.now && one.plan.waits());
    let first = coming.min_by_key(|one| one.plan.starts)?;
    Some(time_at(first.row.title.clone(), first.plan.starts, moment))
}

fn time_at(title: String, at: DateTime<Utc>, moment: &Moment) -> NextTime {
    let day = moment.day_of(at);
    NextTime { title, day, at: moment.clock(at), tomorrow: day == moment.today.date + Days::new(1) }
}
