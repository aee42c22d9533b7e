//! Tonight: everything its one screen shows, and the answers that pass with the evening.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use nightstand_domain::day;
use nightstand_domain::ids::{PersonId, RitualId};
use nightstand_domain::merge::Value;
use nightstand_domain::ritual::{Halves, Who, field, occurrence};
use nightstand_domain::schedule::occurrences::instant;
use nightstand_domain::schedule::plan::{Changes, Evening, PlanSource, Today};
use nightstand_domain::tonight::{Answered, DayPlan, Focus, MoveChoice, focus, moves};
use nightstand_domain::us::DayPart;
use nightstand_journal::passing::Settled;
use nightstand_journal::table::occurrence as done;
use nightstand_journal::table::ritual::RitualRow;
use nightstand_journal::table::slip::SlipRow;
use nightstand_journal::table::{ritual, slip};

use crate::agenda::Card;
use crate::error::AppError;
use crate::reading::NextChapter;
use crate::sitting::{Changed, Deed};
use crate::spine::{App, DAY_ENDS};

mod absence;

pub use absence::Welcome;

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
    pub reading: Option<NextChapter>,
    /// The latest slip that the other person handed over.
    pub slip: Option<SlipRow>,
    /// The day's other rituals.
    pub small: Vec<SmallThing>,
    /// Said after a while away, and about what was slept through today.
    pub good_to_see_you: Option<Welcome>,
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
    /// How long it takes.
    pub minutes: u16,
    /// Whether each person does their own.
    pub each: bool,
    /// When it begins, on the viewer's wall clock.
    pub at: NaiveTime,
    /// How long until then; negative once it is past.
    pub ahead: TimeDelta,
    /// Whether it was moved for this evening.
    pub moved: bool,
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
        at.with_timezone(&self.today.zone).time()
    }

    /// When the couple's day ends.
    fn ends(&self) -> DateTime<Utc> {
        let next = self.today.date + Days::new(1);
        let hour = NaiveTime::from_hms_opt(DAY_ENDS, 0, 0).unwrap_or_default();
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
        let (rituals, halves, slip) = self.read_table(|space| {
            let conn = space.read();
            let halves = done::between(conn, date - Days::new(2), date + Days::new(2))?;
            Ok((ritual::all(conn)?, halves, slip::newest_for(conn, moment.here)?))
        })?;
        let mut planned = Vec::new();
        for row in &rituals {
            for (day, starts, moved) in evenings(row, &evening.changes, &moment) {
                let done = halves.get(&(row.id, day)).cloned().unwrap_or_default();
                let answered = evening.answered((row.id, day), &done, &moment);
                let plan = DayPlan { starts, minutes: row.minutes, answered, mine: done.of(moment.here) };
                planned.push(Planned { row, day, moved, plan, done });
            }
        }
        planned.sort_by_key(|one| one.plan.starts);
        let plans: Vec<DayPlan> = planned.iter().map(|one| one.plan).collect();
        let in_focus = focus(&plans, moment.now);
        Ok(TonightView {
            date,
            now: moment.clock(moment.now),
            evening: evening_now(in_focus, &planned, &rituals, &moment),
            reading: self.next_chapter_for_tonight()?,
            slip,
            small: small_things(in_focus, &planned, &moment),
            good_to_see_you: self.welcome_back(&rituals, &planned, &evening.cards, &moment)?,
        })
    }

    /// Answers the plan on the dial. The answer passes with the evening and is kept nowhere; nobody's name
    /// goes with it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the ritual is no longer there.
    pub fn tonight_answer(
        &self,
        id: RitualId,
        day: NaiveDate,
        answer: TonightAnswer,
    ) -> Result<Changed, AppError> {
        self.ritual(id)?;
        match answer {
            TonightAnswer::Start => self.settle_evening((id, day), Settled::Started),
            TonightAnswer::NotTonight => self.settle_evening((id, day), Settled::LetGo),
            TonightAnswer::Reconsider => self.reopen_evening((id, day)),
        }
    }

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
        let row = self.ritual(id)?;
        let moment = self.moment()?;
        let changes = self.tonights_changes()?;
        let moved = changes.moved.get(&(id, day)).map(|moved| moved.to);
        let starts = moved.or_else(|| own_start(&row, day)).ok_or(AppError::NotFound)?;
        let offered = moves_of(&row, day, starts, &moment);
        let (_, to) = offered.into_iter().find(|(offer, _)| *offer == choice).ok_or(AppError::NotFound)?;
        self.move_evening((id, day), to)
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
        let deed = Deed::plain(if part { "markHalf" } else { "unmarkHalf" }).with("title", row.title);
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
        Ok(changed)
    }

    fn moment(&self) -> Result<Moment, AppError> {
        let now = self.now();
        let people = self.people()?;
        let ids = std::iter::once(&people.a).chain(&people.b).map(|person| person.id).collect();
        let today = Today::at(now, self.zone(), u8::try_from(DAY_ENDS).unwrap_or_default());
        Ok(Moment { now, today, here: people.present().id, people: ids })
    }

    /// What this evening changed. An agenda that cannot be opened at present keeps nobody from Tonight.
    fn passed(&self) -> Passed {
        let read = self.agenda().and_then(|agenda| {
            let changes = agenda.changes()?;
            let settled = changes.settled.iter().map(|evening| Ok((*evening, agenda.settled(*evening)?)));
            let settled = settled.collect::<Result<_, AppError>>()?;
            Ok(Passed { settled, cards: agenda.cards()?, changes })
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

/// A ritual as the agenda needs to know it; nothing while its time cannot be read here.
pub(crate) fn plan_source(row: &RitualRow) -> Option<PlanSource> {
    Some(PlanSource {
        plan: row.id,
        title: row.title.clone(),
        wording: row.wording,
        series: row.when()?.series()?,
        lead: row.lead,
        minutes: row.minutes,
        paused: row.resting,
    })
}

/// The evenings of a ritual that belong to this day: those that begin in it, wherever they came from, and
/// those that were moved out of it.
fn evenings(row: &RitualRow, changes: &Changes, moment: &Moment) -> Vec<(NaiveDate, DateTime<Utc>, bool)> {
    let Some(source) = plan_source(row).filter(|source| !source.paused) else { return Vec::new() };
    let date = moment.today.date;
    let near = source.series.on_days(date - Days::new(1), date + Days::new(2));
    let mut found = Vec::new();
    for one in near.filter(|one| moment.today.holds(one.at)) {
        match changes.moved.get(&(row.id, one.date())) {
            Some(moved) if moment.today.holds(moved.to) => {}
            _ => found.push((one.date(), one.at, false)),
        }
    }
    for ((_, day), moved) in changes.moved.iter().filter(|((plan, _), _)| *plan == row.id) {
        let taken = found.iter().any(|(_, at, _)| *at == moved.to);
        if moment.today.holds(moved.to) && !taken {
            found.push((*day, moved.to, true));
        }
    }
    found
}

fn own_start(row: &RitualRow, day: NaiveDate) -> Option<DateTime<Utc>> {
    row.when()?.series()?.on_days(day, day).next().map(|one| one.at)
}

fn moves_of(
    row: &RitualRow,
    day: NaiveDate,
    starts: DateTime<Utc>,
    moment: &Moment,
) -> Vec<(MoveChoice, DateTime<Utc>)> {
    let Some(when) = row.when() else { return Vec::new() };
    let tomorrow = instant((day + Days::new(1)).and_time(when.at), when.zone);
    moves(moment.now, starts, moment.ends(), tomorrow)
}

fn evening_now(
    in_focus: Focus,
    planned: &[Planned<'_>],
    rituals: &[RitualRow],
    moment: &Moment,
) -> EveningNow {
    let next = || next_time(rituals, moment);
    let at = |place: usize| planned.get(place).map(|one| plan_now(one, moment));
    let shown = match in_focus {
        Focus::Free if rituals.is_empty() => None,
        Focus::Free => Some(EveningNow::Free(next())),
        Focus::NothingMore => Some(EveningNow::NothingMore(next())),
        Focus::Ahead(place) => at(place).map(EveningNow::Ahead),
        Focus::Due(place) => at(place).map(EveningNow::Due),
        Focus::Started(place) => at(place).map(EveningNow::Started),
        Focus::LetGo(place) => at(place).map(|plan| EveningNow::LetGo(plan, next())),
        Focus::MovedOn(place, to) => at(place).map(|plan| {
            let title = plan.title.clone();
            EveningNow::MovedOn(plan, time_at(title, to, moment))
        }),
    };
    shown.unwrap_or(EveningNow::Empty)
}

fn plan_now(one: &Planned<'_>, moment: &Moment) -> PlanNow {
    let starts = one.plan.starts;
    let offered = moves_of(one.row, one.day, starts, moment);
    PlanNow {
        ritual: one.row.id,
        day: one.day,
        title: one.row.title.clone(),
        promises: one.row.promises.iter().filter(|p| p.ours).map(|p| p.words.clone()).collect(),
        small: one.row.small.clone(),
        minutes: one.row.minutes,
        each: one.row.who == Who::Each,
        at: moment.clock(starts),
        ahead: starts - moment.now,
        moved: one.moved,
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
    let others = planned.iter().enumerate().filter(|(at, _)| Some(*at) != shown);
    let thing = |one: &Planned<'_>| {
        let at = moment.clock(one.plan.starts);
        SmallThing {
            ritual: one.row.id,
            day: one.day,
            title: one.row.title.clone(),
            at,
            part: DayPart::of(at, DAY_ENDS),
            passed: one.plan.starts <= moment.now,
            done: one.done.clone(),
        }
    };
    others.map(|(_, one)| thing(one)).collect()
}

/// What comes first after this day.
fn next_time(rituals: &[RitualRow], moment: &Moment) -> Option<NextTime> {
    let from = moment.ends();
    let first = |row: &RitualRow| {
        let series = row.when().filter(|_| !row.resting)?.series()?;
        series.between(from, from + NEXT_WITHIN).next().map(|one| one.at)
    };
    let (at, row) = rituals.iter().filter_map(|row| Some((first(row)?, row))).min_by_key(|(at, _)| *at)?;
    Some(time_at(row.title.clone(), at, moment))
}

fn time_at(title: String, at: DateTime<Utc>, moment: &Moment) -> NextTime {
    let day = Today::at(at, moment.today.zone, moment.today.day_ends).date;
    NextTime { title, day, at: moment.clock(at), tomorrow: day == moment.today.date + Days::new(1) }
}
