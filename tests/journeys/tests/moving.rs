//! Another time for an evening, for once or from now on; and a pause of everything.

#![allow(clippy::expect_used, reason = "a story that cannot be set up stops with the reason")]

mod evening;

use chrono::{NaiveTime, Weekday};
use chrono_tz::Tz;
use evening::{Evening, at, day, draft, every_day};
use nightstand_app::passing::{PauseFor, Paused};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::sitting::TakenBack;
use nightstand_app::tonight::{EveningNow, PlanNow, Reach, TonightAnswer};
use nightstand_app::{App, AppError};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::Rhythm;
use nightstand_domain::schedule::plan::Due;
use nightstand_domain::tonight::MoveChoice;

fn plan(app: &App) -> PlanNow {
    match app.tonight_view().expect("tonight").evening {
        EveningNow::Ahead(plan) | EveningNow::Due(plan) => plan,
        other => panic!("a plan should be offered, not {other:?}"),
    }
}

fn check_in(evening: &Evening) -> RitualId {
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual").0
}

#[test]
fn another_time_is_for_tonight_only_unless_somebody_says_from_now_on() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_move_to(id, day(), at("22:15"), Reach::Tonight).expect("a move");
    assert_eq!((plan(evening.sam()).at, plan(evening.sam()).moved), (at("22:15"), true), "tonight only");
    assert_eq!(evening.row(id).when().expect("a time").at, at("21:30"), "the ritual is as it was");
}

#[test]
fn from_now_on_is_one_step_that_undo_takes_back() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let changed = evening.robin().tonight_move_to(id, day(), at("22:15"), Reach::FromNowOn).expect("a move");
    assert_eq!(changed.undo.map(|deed| deed.key), Some("moveRitual"), "it says in words what it takes back");
    assert_eq!((plan(evening.sam()).at, plan(evening.sam()).moved), (at("22:15"), false), "its own time now");
    let step = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(step.deed.key, "moveRitual", "the step that was taken");
    assert_eq!((plan(evening.sam()).at, plan(evening.sam()).moved), (at("21:30"), false), "as it was");
}

#[test]
fn from_now_on_is_one_step_also_after_its_banner_and_after_a_move() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.it_is("21:20");
    let raise = || -> Vec<NaiveTime> {
        let mut agenda = evening.app.agenda().expect("the agenda");
        let raised = agenda.decide().expect("a verdict").raise;
        let told = |due: &Due| due.starts.with_timezone(&Tz::Europe__Berlin).time();
        raised.iter().filter(|due| agenda.intend(due).expect("written down")).map(told).collect()
    };
    assert_eq!(raise(), [at("21:30")]);
    evening.robin().tonight_move_to(id, day(), at("21:45"), Reach::Tonight).expect("a move");
    evening.robin().tonight_move_to(id, day(), at("22:15"), Reach::FromNowOn).expect("a move");
    assert_eq!((plan(evening.robin()).at, plan(evening.robin()).moved), (at("22:15"), false));
    let step = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(step.taken_back, TakenBack::Whole);
    assert_eq!((plan(evening.robin()).at, plan(evening.robin()).moved), (at("21:45"), true), "as it stood");
    evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(
        (plan(evening.robin()).at, plan(evening.robin()).moved),
        (at("21:30"), false),
        "and before that"
    );
    evening.robin().tonight_move_to(id, day(), at("22:15"), Reach::FromNowOn).expect("a move");
    evening.it_is("22:05");
    assert_eq!(raise(), [at("22:15")], "what was told at 21:20 costs the new time nothing");
}

#[test]
fn tomorrow_comes_after_the_day_that_an_evening_was_moved_to() {
    let evening = Evening::of_two();
    let weekly = Rhythm::every_week([Weekday::Mon].into_iter().collect());
    let when = Chosen { rhythm: weekly, at: at("21:30"), zone: Tz::Europe__Berlin };
    let draft = RitualDraft { when, ..draft("Check-in", "21:30") };
    let id = evening.robin().ritual_save(draft).expect("a ritual").0;
    evening.robin().tonight_move(id, day(), MoveChoice::Tomorrow).expect("a move");
    evening.days_pass(1);
    assert_eq!(plan(evening.robin()).at, at("21:30"), "it is here");
    evening.robin().tonight_move(id, day(), MoveChoice::Tomorrow).expect("and can be moved on");
    evening.days_pass(1);
    assert_eq!(plan(evening.robin()).at, at("21:30"), "by one day more");
}

#[test]
fn what_a_move_comes_to_is_shown_before_it_is_made() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let preview = evening.robin().move_preview(id, day(), at("22:15")).expect("a preview");
    assert_eq!((preview.tonight.at, preview.tonight.day), (at("22:15"), day()), "tonight");
    let after = preview.from_now_on.expect("from now on is possible");
    let times: Vec<_> = after.iter().map(|next| (next.day.to_string(), next.at)).collect();
    let expected = [("2026-11-24".to_owned(), at("22:15")), ("2026-11-25".to_owned(), at("22:15"))];
    assert_eq!(times, expected, "and the evenings after it");
    assert_eq!(plan(evening.sam()).at, at("21:30"), "nothing was changed by asking");
}

#[test]
fn past_midnight_it_is_still_tonight_but_never_from_now_on() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let preview = evening.robin().move_preview(id, day(), at("00:30")).expect("a preview");
    assert_eq!(preview.tonight.day, day(), "the night belongs to the evening");
    assert_eq!(preview.from_now_on, None, "it would fall on other days of the week");
    let refused = evening.robin().tonight_move_to(id, day(), at("00:30"), Reach::FromNowOn);
    assert!(matches!(refused, Err(AppError::Invalid { why: "nextDay", .. })), "and is refused in words");
    evening.robin().tonight_move_to(id, day(), at("00:30"), Reach::Tonight).expect("a move");
    assert_eq!(plan(evening.sam()).at, at("00:30"), "tonight it may be late");
    let past = evening.robin().tonight_move_to(id, day(), at("19:00"), Reach::Tonight);
    assert!(
        matches!(past, Err(AppError::Invalid { why: "past", .. })),
        "what has passed is no time to move to"
    );
}

#[test]
fn an_evening_that_was_let_go_comes_with_its_new_time() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_answer(id, day(), TonightAnswer::NotTonight).expect("an answer");
    evening.robin().tonight_move_to(id, day(), at("22:15"), Reach::FromNowOn).expect("a move");
    assert_eq!((plan(evening.sam()).at, plan(evening.sam()).moved), (at("22:15"), false), "it is open again");
}

#[test]
fn in_another_zone_the_ritual_keeps_its_own_clock() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.clock.travel(Tz::Europe__London);
    evening.robin().tonight_move_to(id, day(), at("21:15"), Reach::FromNowOn).expect("a move");
    let when = evening.row(id).when().expect("a time").clone();
    assert_eq!((when.at, when.zone), (at("22:15"), Tz::Europe__Berlin), "said in London, kept in Berlin");
}

#[test]
fn whoever_is_in_a_zone_is_in_it_by_any_of_its_names() {
    let evening = Evening::of_two();
    evening.clock.travel(Tz::Asia__Kolkata);
    let when = Chosen { rhythm: every_day(), at: at("21:30"), zone: Tz::Asia__Calcutta };
    evening.robin().ritual_save(RitualDraft { when, ..draft("Check-in", "21:30") }).expect("a ritual");
    let view = evening.robin().rituals_view().expect("the rituals");
    assert_eq!(view.rituals[0].when().map(|when| when.zone), Some(view.zone), "it is not moved here");
}

#[test]
fn a_pause_is_seen_by_both_and_nobody_is_named() {
    let evening = Evening::of_two();
    check_in(&evening);
    let changed = evening.robin().pause_reminders(PauseFor::Hour).expect("a pause");
    assert_eq!(changed.undo, None, "it passes, and enters no history");
    let seen = evening.sam().tonight_view().expect("tonight").paused;
    assert_eq!(seen, Some(Paused { until: at("20:40"), tomorrow: false }), "until when, and nothing else");
    evening.sam().resume_reminders().expect("resumed");
    assert_eq!(evening.robin().tonight_view().expect("tonight").paused, None, "either can end it");
    evening.robin().pause_reminders(PauseFor::UntilTomorrow).expect("a pause");
    let seen = evening.robin().tonight_view().expect("tonight").paused;
    assert_eq!(seen, Some(Paused { until: at("04:00"), tomorrow: true }), "until their morning");
    evening.it_is("21:30");
    assert!(
        evening.app.agenda().expect("agenda").decide().expect("a verdict").raise.is_empty(),
        "it is held"
    );
    evening.days_pass(1);
    assert_eq!(evening.robin().tonight_view().expect("tonight").paused, None, "it is over by itself");
}
