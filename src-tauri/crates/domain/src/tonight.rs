//! Which of the day's plans the evening is about at this moment, and where it could be moved to.
//!
//! An evening that was let go and one that nobody answered are told apart only while they last; neither is
//! kept anywhere. So an evening that got away is let go and not offered on the next one: by then nobody could
//! tell it from a no, and asking again would be asking after a no.

use chrono::{DateTime, TimeDelta, Utc};

use crate::schedule::plan::MOMENT;

/// What was answered to one plan, for as long as the evening lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Nothing yet, or it was moved within the day.
    Open,
    /// It was begun.
    Started,
    /// It was let go; by whom is not known.
    LetGo,
    /// It was moved to another day.
    MovedOn(DateTime<Utc>),
}

/// How a plan comes into the evening's light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// At its time.
    AtItsTime,
    /// Not by itself: it stands in the programme for whoever wants it, and is in the light once it was begun.
    Quiet,
    /// What it follows was done: it can be had from its time on until the day ends.
    FollowsOn(DateTime<Utc>),
}

/// One of the day's plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPlan {
    /// When it begins, a move within the day counted in.
    pub starts: DateTime<Utc>,
    /// How long it takes.
    pub minutes: u16,
    /// What was answered.
    pub answered: Answered,
    /// Whether the person who is here has marked their half.
    pub mine: bool,
    /// How it comes into the light.
    pub call: Call,
    /// When it is asked about again, where it was put off for a while.
    pub again: Option<DateTime<Utc>>,
}

impl DayPlan {
    /// Until when it may still be offered.
    pub fn ends(&self) -> DateTime<Utc> {
        let moment = self.starts + MOMENT.max(TimeDelta::minutes(i64::from(self.minutes)));
        match self.call {
            Call::FollowsOn(day_ends) => moment.max(day_ends),
            Call::AtItsTime | Call::Quiet => moment,
        }
    }

    /// Whether it is open for the person who is here.
    pub fn waits(&self) -> bool {
        self.answered == Answered::Open && !self.mine && self.call != Call::Quiet
    }

    fn calls(&self) -> bool {
        self.call != Call::Quiet
    }
}

/// What the evening is about. The number is the plan's place in the list that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Focus {
    /// There are no plans on this day.
    Free,
    /// They are all behind.
    NothingMore,
    /// One lies ahead.
    Ahead(usize),
    /// Its time is now.
    Due(usize),
    /// It was begun.
    Started(usize),
    /// It was let go.
    LetGo(usize),
    /// It was moved to another day.
    MovedOn(usize, DateTime<Utc>),
}

/// What the evening is about at `now`: what was begun first, then what its time has come for, then what
/// comes next. What was let go or moved on stays in sight until the next plan's turn, so that minds can be
/// changed.
pub fn focus(plans: &[DayPlan], now: DateTime<Utc>) -> Focus {
    let each = || plans.iter().enumerate();
    let others_wait = |this: usize| each().any(|(at, plan)| at != this && plan.waits() && now < plan.ends());
    let begun = each().filter(|(at, plan)| {
        plan.answered == Answered::Started && now < plan.ends() && !(plan.mine && others_wait(*at))
    });
    if let Some((at, _)) = begun.max_by_key(|(_, plan)| plan.starts) {
        return Focus::Started(at);
    }
    let here = each().filter(|(_, plan)| plan.starts <= now && now < plan.ends());
    // What is open goes before what was answered, and what asks now before what was put off.
    let current = here
        .filter(|(_, plan)| shown(plan))
        .max_by_key(|(_, plan)| (plan.waits(), plan.again.is_none_or(|again| again <= now), plan.starts));
    let next =
        || each().filter(|(_, plan)| plan.starts > now && shown(plan)).min_by_key(|(_, plan)| plan.starts);
    let behind = || {
        let settled = each().filter(|(_, plan)| {
            plan.calls() && matches!(plan.answered, Answered::LetGo | Answered::MovedOn(_))
        });
        settled.max_by_key(|(_, plan)| plan.starts)
    };
    match current.or_else(next).or_else(behind) {
        Some((at, plan)) => match plan.answered {
            Answered::LetGo => Focus::LetGo(at),
            Answered::MovedOn(to) => Focus::MovedOn(at, to),
            Answered::Open | Answered::Started if plan.starts <= now => Focus::Due(at),
            Answered::Open | Answered::Started => Focus::Ahead(at),
        },
        None if !plans.iter().any(DayPlan::calls) => Focus::Free,
        None => Focus::NothingMore,
    }
}

fn shown(plan: &DayPlan) -> bool {
    plan.waits() || (plan.calls() && matches!(plan.answered, Answered::LetGo | Answered::MovedOn(_)))
}

/// How a plan can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveChoice {
    /// Ten minutes from now.
    TenMinutes,
    /// Half an hour from now.
    HalfHour,
    /// A bit after its time.
    Later,
    /// The next day at its time.
    Tomorrow,
}

/// The times that a plan can be moved to, with what they come to. What would fall into the next day, other
/// than tomorrow itself, is not offered, and no time twice.
pub fn moves(
    now: DateTime<Utc>,
    starts: DateTime<Utc>,
    day_ends: DateTime<Utc>,
    tomorrow: DateTime<Utc>,
) -> Vec<(MoveChoice, DateTime<Utc>)> {
    let minute = rounded(now, 1);
    let later = if starts > now { starts + TimeDelta::minutes(30) } else { minute + TimeDelta::minutes(60) };
    let tonight = [
        (MoveChoice::TenMinutes, minute + TimeDelta::minutes(10)),
        (MoveChoice::HalfHour, minute + TimeDelta::minutes(30)),
        (MoveChoice::Later, rounded(later, 5)),
    ];
    let mut offered: Vec<(MoveChoice, DateTime<Utc>)> = Vec::new();
    for (choice, at) in tonight {
        if at < day_ends && at != starts && offered.iter().all(|(_, other)| *other != at) {
            offered.push((choice, at));
        }
    }
    offered.push((MoveChoice::Tomorrow, tomorrow));
    offered
}

/// The next moment whose minutes are a multiple of `step`; itself when it is one.
fn rounded(at: DateTime<Utc>, step: i64) -> DateTime<Utc> {
    let over = at.timestamp().rem_euclid(step * 60);
    let whole =
        at - TimeDelta::seconds(over) - TimeDelta::nanoseconds(i64::from(at.timestamp_subsec_nanos()));
    if step > 1 && over > 0 { whole + TimeDelta::minutes(step) } else { whole }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(clock: &str) -> DateTime<Utc> {
        format!("2026-11-23T{clock}:00Z").parse().unwrap()
    }

    fn plan(starts: &str) -> DayPlan {
        let (answered, call) = (Answered::Open, Call::AtItsTime);
        DayPlan { starts: at(starts), minutes: 10, answered, mine: false, call, again: None }
    }

    #[test]
    fn what_is_open_goes_before_what_was_let_go_and_what_asks_now_before_what_was_put_off() {
        let let_go = DayPlan { answered: Answered::LetGo, ..plan("18:20") };
        let put_off = |starts, until| DayPlan { again: Some(at(until)), ..plan(starts) };
        assert_eq!(focus(&[plan("18:17"), let_go], at("18:21")), Focus::Due(0), "it can still be had");
        assert_eq!(focus(&[let_go, plan("18:26")], at("18:21")), Focus::LetGo(0), "minds can be changed");
        let both = [put_off("18:17", "18:30"), put_off("18:26", "18:36")];
        assert_eq!(focus(&both, at("18:27")), Focus::Due(1));
        assert_eq!(focus(&both, at("18:30")), Focus::Due(0), "it asks now");
    }

    #[test]
    fn the_next_plan_is_shown_until_its_time_and_while_it_can_still_be_had() {
        let day = [plan("07:15"), plan("21:30")];
        assert_eq!(focus(&day, at("19:40")), Focus::Ahead(1), "the coffee is behind, the evening ahead");
        assert_eq!(focus(&day, at("21:30")), Focus::Due(1), "its time is now");
        assert_eq!(focus(&day, at("22:29")), Focus::Due(1), "it can still be had for an hour");
        assert_eq!(focus(&day, at("22:30")), Focus::NothingMore, "then the evening is over without a word");
        assert_eq!(focus(&[], at("21:30")), Focus::Free, "a day without plans is free");
    }

    #[test]
    fn what_was_let_go_stays_in_sight_until_the_next_plan() {
        let mut day = [plan("21:30"), plan("23:00")];
        day[0].answered = Answered::LetGo;
        assert_eq!(focus(&day, at("19:40")), Focus::LetGo(0), "minds can be changed");
        assert_eq!(focus(&day, at("22:40")), Focus::Ahead(1), "the next plan has its turn");
        assert_eq!(focus(&day[..1], at("23:59")), Focus::LetGo(0), "without another plan it stays");
    }

    #[test]
    fn what_was_begun_comes_first_until_it_is_marked_and_another_waits() {
        let mut day = [plan("20:00"), plan("20:30")];
        day[0].answered = Answered::Started;
        assert_eq!(focus(&day, at("20:35")), Focus::Started(0), "nothing interrupts what was begun");
        day[0].mine = true;
        assert_eq!(focus(&day, at("20:35")), Focus::Due(1), "once marked, the next one may come");
        assert_eq!(focus(&day[..1], at("20:35")), Focus::Started(0), "alone it stays in the light");
        assert_eq!(focus(&day[..1], at("23:00")), Focus::NothingMore, "and ends with its moment");
    }

    #[test]
    fn what_is_marked_ahead_of_time_is_not_asked_for() {
        let mut day = [plan("21:30")];
        day[0].mine = true;
        assert_eq!(focus(&day, at("19:40")), Focus::NothingMore, "whoever had it is not reminded of it");
    }

    #[test]
    fn what_only_offers_itself_never_takes_the_light_until_it_was_begun() {
        let mut day = [plan("20:00")];
        day[0].call = Call::Quiet;
        assert_eq!(focus(&day, at("20:00")), Focus::Free, "the evening is free, whatever it could hold");
        day[0].answered = Answered::LetGo;
        assert_eq!(focus(&day, at("20:00")), Focus::Free, "nor does a no to its reminder stand there");
        day[0].answered = Answered::Started;
        assert_eq!(focus(&day, at("20:05")), Focus::Started(0), "once begun it is like any other");
    }

    #[test]
    fn what_follows_waits_until_the_day_ends() {
        let mut day = [plan("21:40")];
        day[0].call = Call::FollowsOn(at("23:59"));
        assert_eq!(focus(&day, at("21:30")), Focus::Ahead(0), "it comes when the other one is over");
        assert_eq!(focus(&day, at("23:30")), Focus::Due(0), "and waits when the other one took long");
    }

    #[test]
    fn moves_show_where_they_lead_and_stay_in_the_evening() {
        let tomorrow = "2026-11-24T21:30:00Z".parse().unwrap();
        let four = "2026-11-24T04:00:00Z".parse().unwrap();
        let offered = moves("2026-11-23T19:40:31.5Z".parse().unwrap(), at("21:30"), four, tomorrow);
        assert_eq!(
            offered,
            [
                (MoveChoice::TenMinutes, at("19:50")),
                (MoveChoice::HalfHour, at("20:10")),
                (MoveChoice::Later, at("22:00")),
                (MoveChoice::Tomorrow, tomorrow),
            ],
            "whole minutes, and later means after its own time"
        );
        let late = moves("2026-11-24T03:55:00Z".parse().unwrap(), at("21:30"), four, tomorrow);
        assert_eq!(late, [(MoveChoice::Tomorrow, tomorrow)], "nothing tonight falls into the next day");
    }
}
