//! Robin and Sam make everything small for some weeks, and go away for some days.

#![allow(clippy::expect_used, reason = "a story that cannot be set up stops with the reason")]

mod evening;

use chrono::{Days, TimeDelta};
use evening::{Evening, at, day, draft};
use nightstand_app::AppError;
use nightstand_app::rituals::RitualDraft;
use nightstand_app::tonight::{EveningNow, PlanNow};
use nightstand_domain::ids::RitualId;
use nightstand_domain::schedule::plan::{Answer, Due};
use nightstand_domain::season::SeasonKind;
use nightstand_domain::tonight::MoveChoice;

fn check_in(evening: &Evening) -> RitualId {
    let draft = RitualDraft {
        small: "One question each.".into(),
        minutes: 30,
        lead: Some(0),
        ..draft("Check-in", "21:30")
    };
    evening.robin().ritual_save(draft).expect("a ritual").0
}

fn plan(evening: &Evening) -> Option<PlanNow> {
    match evening.app.tonight_view().expect("tonight").evening {
        EveningNow::Ahead(plan) | EveningNow::Due(plan) => Some(plan),
        _ => None,
    }
}

fn banners(evening: &Evening) -> usize {
    evening.app.agenda().expect("the agenda").decide().expect("a verdict").raise.len()
}

#[test]
fn small_weeks_begin_when_both_have_agreed() {
    let evening = Evening::of_two();
    check_in(&evening);
    evening.robin().season_propose(2).expect("proposed");
    assert!(
        matches!(evening.robin().season_agree(), Err(AppError::NotFound)),
        "nobody agrees with themselves"
    );
    let seen = evening.sam().tonight_view().expect("tonight").season;
    assert_eq!(seen.proposed.map(|one| (one.by, one.weeks)), Some((evening.robin, 2)), "sam sees who asks");
    assert_eq!(plan(&evening).map(|plan| plan.minutes), Some(30), "nothing has changed yet");

    evening.sam().season_agree().expect("yes");
    let plan = plan(&evening).expect("a plan");
    assert_eq!((plan.minutes, plan.small_now), (10, true), "the small version, and its small minutes");
    let season = evening.robin().rituals_view().expect("the list").season;
    assert_eq!(
        (season.proposed, season.small.map(|one| one.from)),
        (None, Some(day())),
        "it has begun, for both"
    );

    evening.robin().season_end(SeasonKind::Small).expect("ended");
    assert_eq!(self::plan(&evening).map(|plan| plan.minutes), Some(30), "either ends it, without a word");
}

#[test]
fn small_weeks_end_by_themselves() {
    let evening = Evening::of_two();
    check_in(&evening);
    evening.robin().season_propose(1).expect("proposed");
    evening.sam().season_agree().expect("yes");
    evening.days_pass(6);
    assert_eq!(plan(&evening).map(|plan| plan.small_now), Some(true), "the seventh day still counts");
    evening.days_pass(1);
    assert_eq!(plan(&evening).map(|plan| plan.small_now), Some(false), "the eighth is as usual");
}

#[test]
fn a_no_to_a_season_is_kept_nowhere() {
    let evening = Evening::of_two();
    check_in(&evening);
    let before: usize = evening.table_bytes().iter().map(Vec::len).sum();
    evening.robin().season_propose(2).expect("proposed");
    evening.sam().season_drop().expect("rather not");
    assert_eq!(
        evening.robin().season().expect("the season").proposed,
        None,
        "it is gone, and no one says why"
    );
    evening.robin().season_propose(2).expect("proposed again");
    evening.it_is("03:59");
    assert!(evening.app.season().expect("the season").proposed.is_some(), "it stands for the evening");
    evening.clock.set(evening.app.now() + TimeDelta::minutes(1));
    assert_eq!(evening.app.season().expect("the season").proposed, None, "by morning it has passed");
    let after: usize = evening.table_bytes().iter().map(Vec::len).sum();
    assert_eq!(after, before, "the log never heard of either");
}

#[test]
fn on_a_holiday_nothing_is_announced_and_everything_stays() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let until = day() + Days::new(30);
    let changed = evening.sam().holiday_keep(day(), until).expect("away");
    assert_eq!(changed.undo.map(|deed| deed.key), Some("keepHoliday"), "it can be taken back");
    evening.it_is("21:30");
    assert_eq!(banners(&evening), 0, "nothing rings");
    let view = evening.robin().tonight_view().expect("tonight");
    assert!(
        matches!(view.evening, EveningNow::Free(Some(_))),
        "the evening is free, and later there is a next"
    );
    assert!(view.small.iter().any(|thing| thing.ritual == id), "whoever wants it still has it");

    evening.days_pass(31);
    assert_eq!(banners(&evening), 1, "afterwards it goes on");
    assert!(evening.app.agenda().expect("the agenda").cards().expect("cards").is_empty(), "without a pile");
}

/// What the clock raises now, each under a number that the story gives it.
fn raised(evening: &Evening, server_id: u32) -> Vec<Due> {
    let mut agenda = evening.app.agenda().expect("the agenda");
    let raised = agenda.decide().expect("a verdict").raise;
    for due in &raised {
        assert!(agenda.intend(due).expect("written down"), "nobody raised it before");
        agenda.raised(due.key, server_id, "mock").expect("written down");
    }
    raised
}

fn withdrawn(evening: &Evening) -> Vec<u32> {
    let withdraw = evening.app.agenda().expect("the agenda").decide().expect("a verdict").withdraw;
    withdraw.into_iter().map(|(_, server_id)| server_id).collect()
}

#[test]
fn a_holiday_takes_down_what_stands_on_the_screen_and_what_was_put_off() {
    let evening = Evening::of_two();
    check_in(&evening);
    evening.it_is("21:30");
    let first = raised(&evening, 1);
    assert_eq!(first.len(), 1);
    evening.robin().holiday_keep(day(), day()).expect("away");
    assert_eq!(withdrawn(&evening), [1], "the banner comes off the screen");
    evening.robin().undo().expect("undo").expect("a step");

    let later = evening.app.agenda().expect("the agenda").answered(first[0].key, Answer::Later);
    later.expect("in ten minutes");
    evening.robin().holiday_keep(day(), day()).expect("away");
    evening.it_is("21:40");
    assert_eq!(banners(&evening), 0, "what was put off is not asked again");
    evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(raised(&evening, 2).len(), 1, "at home it is");
    evening.robin().holiday_keep(day(), day()).expect("away");
    assert_eq!(withdrawn(&evening), [2], "and a holiday takes that one down as well");
}

#[test]
fn on_a_holiday_an_evening_that_was_moved_is_not_announced_either() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_move(id, day(), MoveChoice::Later).expect("to ten o’clock");
    evening.robin().holiday_keep(day(), day()).expect("away");
    evening.it_is("22:00");
    assert_eq!(banners(&evening), 0);
    evening.robin().season_end(SeasonKind::Holiday).expect("back already");
    assert_eq!(banners(&evening), 1, "at home it is");
}

#[test]
fn either_is_back_already_and_a_holiday_has_two_ends_in_their_order() {
    let evening = Evening::of_two();
    check_in(&evening);
    let refused = evening.robin().holiday_keep(day(), day() - Days::new(1));
    assert!(
        matches!(refused, Err(AppError::Invalid { field: "until", .. })),
        "it does not end before it begins"
    );
    evening.robin().holiday_keep(day(), day() + Days::new(9)).expect("away");
    let back = evening.sam().season_end(SeasonKind::Holiday).expect("back already");
    assert_eq!(back.undo.map(|deed| deed.key), Some("endHoliday"));
    evening.robin().holiday_keep(day() + Days::new(5), day() + Days::new(9)).expect("away later");
    let dropped = evening.sam().season_end(SeasonKind::Holiday).expect("not away after all");
    assert_eq!(dropped.undo.map(|deed| deed.key), Some("dropHoliday"), "nobody had left");
    evening.it_is("21:30");
    assert_eq!(banners(&evening), 1, "as usual again");
    assert!(matches!(evening.sam().season_end(SeasonKind::Small), Err(AppError::NotFound)), "there is none");
    assert_eq!(plan(&evening).map(|plan| plan.at), Some(at("21:30")), "on the dial, too");
}
