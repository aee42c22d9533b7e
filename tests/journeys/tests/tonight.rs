//! One evening of Robin and Sam: what Tonight shows, what they answer, and what is left of it by morning.

#![allow(clippy::expect_used, reason = "a story that cannot be set up stops with the reason")]

mod evening;

use chrono::{Datelike, NaiveDate, TimeDelta};
use evening::{Evening, at, day, draft};
use nightstand_app::passing::{PauseFor, Settled};
use nightstand_app::tonight::{EveningNow, NextTime, PlanNow, TonightAnswer, TonightView};
use nightstand_app::{App, AppError, Stale, TakenBack};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::Promise;
use nightstand_domain::schedule::plan::Answer;
use nightstand_domain::tonight::MoveChoice;

fn tonight(app: &App) -> TonightView {
    app.tonight_view().expect("tonight")
}

fn check_in(evening: &Evening) -> RitualId {
    evening.robin().ritual_save(draft("Check-in", "21:30")).expect("a ritual").0
}

fn ahead(view: TonightView) -> PlanNow {
    match view.evening {
        EveningNow::Ahead(plan) => plan,
        other => panic!("a plan should lie ahead, not {other:?}"),
    }
}

fn tomorrow_as_usual() -> Option<NextTime> {
    Some(NextTime { title: "Check-in".into(), day: day().succ_opt()?, at: at("21:30"), tomorrow: true })
}

#[test]
fn an_empty_table_is_empty_and_a_free_evening_free() {
    let evening = Evening::of_two();
    assert_eq!(tonight(evening.robin()).evening, EveningNow::Empty, "there is nothing yet");

    let id = check_in(&evening);
    evening.robin().ritual_rest(id, true).expect("resting");
    assert_eq!(tonight(evening.robin()).evening, EveningNow::Free(None), "a resting ritual plans nothing");
}

#[test]
fn the_next_plan_stands_on_the_dial_with_what_is_promised() {
    let evening = Evening::of_two();
    let mut with_promises = draft("Check-in", "21:30");
    let promise = |words: &str, ours| Promise { words: words.into(), ours };
    with_promises.promises = vec![promise("Phones away", true), promise("Side by side", false)];
    evening.robin().ritual_save(with_promises).expect("a ritual");

    let view = tonight(evening.sam());
    assert_eq!((view.date, view.now), (day(), at("19:40")), "the couple’s day and the viewer’s clock");
    let plan = ahead(view);
    assert_eq!((plan.at, plan.ahead), (at("21:30"), TimeDelta::minutes(110)), "in about two hours");
    assert_eq!(plan.promises, ["Phones away"], "only what is promised at present");
}

#[test]
fn the_dial_shows_each_viewers_own_clock() {
    let evening = Evening::of_two();
    check_in(&evening);
    evening.clock.travel(chrono_tz::Europe::Lisbon);
    assert_eq!(ahead(tonight(evening.robin())).at, at("20:30"), "the plan stays where it was anchored");
}

#[test]
fn whoever_only_looks_at_tonight_is_told_when_it_changes_next() {
    let evening = Evening::of_two();
    check_in(&evening);
    let minutes = || tonight(evening.robin()).next_change.num_minutes();
    assert_eq!(minutes(), 110, "when its time comes");
    evening.it_is("21:30");
    assert_eq!(minutes(), 60, "when its moment is over");
    evening.robin().pause_reminders(PauseFor::Hour).expect("a pause");
    evening.it_is("22:00");
    assert_eq!(minutes(), 30, "a pause and a moment that end together");
    evening.it_is("22:30");
    assert_eq!(minutes(), 330, "and at four the day itself is another");
    evening.robin().pause_reminders(PauseFor::Hour).expect("a pause");
    assert_eq!(minutes(), 60, "a pause ends before that");
}

#[test]
fn an_evening_goes_from_ahead_to_due_to_over_without_a_word() {
    let evening = Evening::of_two();
    check_in(&evening);
    evening.it_is("21:30");
    assert!(matches!(tonight(evening.robin()).evening, EveningNow::Due(_)), "its time is now");
    evening.it_is("22:35");
    assert_eq!(
        tonight(evening.robin()).evening,
        EveningNow::NothingMore(tomorrow_as_usual()),
        "nobody is asked why"
    );
    evening.it_is("01:00");
    assert_eq!(tonight(evening.robin()).date, day(), "one in the morning is still the same evening");
}

#[test]
fn let_go_names_nobody_and_minds_can_be_changed() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let changed = evening.robin().tonight_answer(id, day(), TonightAnswer::NotTonight).expect("an answer");
    assert!(changed.stale.contains(&Stale::Tonight), "Tonight is read again");

    let (hers, theirs) = (tonight(evening.robin()).evening, tonight(evening.sam()).evening);
    assert_eq!(hers, theirs, "both see the same, and nothing in it says who");
    let EveningNow::LetGo(_, next) = hers else { panic!("it was let go") };
    assert_eq!(next, tomorrow_as_usual(), "tomorrow is as usual");

    evening.sam().tonight_answer(id, day(), TonightAnswer::Reconsider).expect("another mind");
    ahead(tonight(evening.robin()));
}

#[test]
fn a_no_leaves_no_trace_by_morning() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let before = evening.table_bytes();
    evening.robin().tonight_answer(id, day(), TonightAnswer::NotTonight).expect("an answer");
    assert!(evening.table_bytes() == before, "the table never hears of it");

    evening.days_pass(1);
    evening.robin().agenda().expect("the agenda").decide().expect("the clock’s morning");
    let passing = evening.robin().profile().passing();
    assert!(!passing.exists(), "by morning the file itself is gone");
    ahead(tonight(evening.robin()));
    assert_eq!(
        evening.robin().undo().expect("undo").map(|undone| undone.deed.key),
        Some("addRitual"),
        "and undo knows only what came before it"
    );
}

#[test]
fn a_no_to_an_evening_past_midnight_is_gone_by_that_morning() {
    for lead in [Some(10), None] {
        let evening = Evening::of_two();
        let mut lights_out = draft("Lights out", "00:10");
        lights_out.lead = lead;
        let id = evening.robin().ritual_save(lights_out).expect("a ritual").0;
        evening.it_is("23:50");
        let named = day().succ_opt().expect("tomorrow");
        let stands = || {
            let changes = evening.robin().tonights_changes().expect("what tonight changed");
            changes.settled.contains(&(id, named))
        };
        evening.robin().tonight_answer(id, named, TonightAnswer::NotTonight).expect("an answer");
        evening.it_is("03:59");
        assert!(stands(), "nobody is asked again while the evening lasts");
        evening.clock.set(evening.app.now() + TimeDelta::minutes(1));
        assert!(!stands(), "the date that names it is tomorrow's, the evening is not; announced: {lead:?}");
    }
}

#[test]
fn whoever_answered_can_take_it_back_and_nobody_else() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_move(id, day(), MoveChoice::Later).expect("a move");
    evening.robin().tonight_answer(id, day(), TonightAnswer::NotTonight).expect("an answer");
    assert_eq!(evening.sam().undo().expect("undo"), None, "what robin answered is not sam's to take back");

    let undone = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!((undone.deed.key, undone.taken_back), ("letEveningGo", TakenBack::Whole));
    assert!(undone.changed.stale.contains(&Stale::Tonight), "Tonight is read again");
    assert_eq!(ahead(tonight(evening.robin())).at, at("22:00"), "the evening is where it had been moved to");
    let undone = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(undone.deed.key, "moveEvening");
    assert_eq!(ahead(tonight(evening.sam())).at, at("21:30"), "and back at its own time");

    evening.robin().tonight_answer(id, day(), TonightAnswer::Start).expect("a start");
    evening.robin().tonight_answer(id, day(), TonightAnswer::Reconsider).expect("another mind");
    evening.robin().undo().expect("undo");
    assert!(matches!(tonight(evening.sam()).evening, EveningNow::Started(_)), "a changed mind as well");
    evening.robin().undo().expect("undo");
    ahead(tonight(evening.robin()));
}

#[test]
fn undo_takes_no_evening_back_that_somebody_answered_since() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_answer(id, day(), TonightAnswer::NotTonight).expect("an answer");
    evening.sam().tonight_answer(id, day(), TonightAnswer::Start).expect("a start");
    let undone = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "it does not stand as robin left it");
    assert!(matches!(tonight(evening.robin()).evening, EveningNow::Started(_)), "what sam began goes on");

    evening.robin().tonight_move(id, day(), MoveChoice::Later).expect("a move");
    let mut clock = evening.robin().agenda().expect("the agenda");
    clock.settle((id, day()), Settled::LetGo).expect("a banner's answer");
    let undone = evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "what was answered to a banner stays as well");
}

#[test]
fn a_move_that_was_taken_back_costs_no_later_one_its_reminder() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_move(id, day(), MoveChoice::HalfHour).expect("a move");
    evening.it_is("20:10");
    let mut clock = evening.robin().agenda().expect("the agenda");
    let due = clock.decide().expect("a verdict").raise.pop().expect("it is due at its new time");
    clock.intend(&due).expect("an intent");
    evening.robin().undo().expect("undo").expect("a step");
    evening.robin().tonight_move(id, day(), MoveChoice::HalfHour).expect("another move");
    evening.it_is("20:40");
    let raised = evening.robin().agenda().expect("the agenda").decide().expect("a verdict").raise;
    assert_eq!(raised.len(), 1, "the new time is announced, although the first move was too");
}

#[test]
fn a_reminder_that_was_put_off_says_when_it_comes_again() {
    let evening = Evening::of_two();
    check_in(&evening);
    evening.it_is("21:35");
    let mut clock = evening.app.agenda().expect("the agenda");
    let due = clock.decide().expect("a verdict").raise.pop().expect("its banner");
    clock.intend(&due).expect("an intent");
    clock.answered(due.key, Answer::Later).expect("in ten minutes");
    let view = tonight(evening.robin());
    assert_eq!(view.next_change, TimeDelta::minutes(10), "then Tonight looks again");
    let EveningNow::Due(plan) = view.evening else { panic!("its time is now") };
    assert_eq!((plan.at, plan.again), (at("21:30"), Some(at("21:45"))), "and until then it says so");
    evening.it_is("21:45");
    let EveningNow::Due(plan) = tonight(evening.sam()).evening else { panic!("its time is now") };
    assert_eq!(plan.again, None, "it has come");
}

#[test]
fn started_is_calm_until_each_has_marked_their_half() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_answer(id, day(), TonightAnswer::Start).expect("a start");
    assert!(matches!(tonight(evening.sam()).evening, EveningNow::Started(_)), "it is started for both");

    evening.robin().half_mark(id, day(), true).expect("robin’s half");
    let EveningNow::Started(plan) = tonight(evening.robin()).evening else {
        panic!("sam’s half is still open")
    };
    assert_eq!(plan.done.0.into_iter().collect::<Vec<_>>(), [evening.robin], "only robin’s own half");
    evening.sam().half_mark(id, day(), true).expect("sam’s half");

    let view = tonight(evening.sam());
    assert_eq!(view.evening, EveningNow::NothingMore(tomorrow_as_usual()), "the evening has an end");
    assert_eq!(view.small.len(), 1, "and what they had stands among the day’s things");
}

#[test]
fn moving_shows_where_it_leads_and_goes_there() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    let offered: Vec<_> = ahead(tonight(evening.robin())).moves;
    let expected = [
        (MoveChoice::TenMinutes, at("19:50")),
        (MoveChoice::HalfHour, at("20:10")),
        (MoveChoice::Later, at("22:00")),
        (MoveChoice::Tomorrow, at("21:30")),
    ];
    assert_eq!(offered, expected, "each line says the resulting time");

    evening.sam().tonight_move(id, day(), MoveChoice::Later).expect("a move");
    let plan = ahead(tonight(evening.robin()));
    assert_eq!(
        (plan.at, plan.moved, plan.day),
        (at("22:00"), true, day()),
        "tonight only, and still this evening"
    );
    evening.robin().tonight_answer(id, day(), TonightAnswer::Reconsider).expect("another mind");
    assert_eq!(ahead(tonight(evening.sam())).at, at("21:30"), "back at its own time");
}

#[test]
fn moved_to_tomorrow_it_is_tomorrows_evening() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_move(id, day(), MoveChoice::Tomorrow).expect("a move");
    let EveningNow::MovedOn(_, to) = tonight(evening.sam()).evening else { panic!("it waits for tomorrow") };
    assert_eq!(Some(to), tomorrow_as_usual(), "at its own time");

    evening.days_pass(1);
    let view = tonight(evening.robin());
    assert!(view.small.is_empty(), "tomorrow’s own evening is not there twice");
    assert_eq!(ahead(view).at, at("21:30"), "tomorrow is as usual");
}

#[test]
fn a_late_move_never_falls_into_the_next_day() {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(draft("Night walk", "03:00")).expect("a ritual").0;
    evening.it_is("03:20");
    let EveningNow::Due(plan) = tonight(evening.robin()).evening else { panic!("its time is now") };
    assert_eq!(plan.day.day(), 24, "the civil date names it, although the evening is the 23rd");
    let choices: Vec<_> = plan.moves.iter().map(|(choice, _)| *choice).collect();
    assert_eq!(
        choices,
        [MoveChoice::TenMinutes, MoveChoice::HalfHour, MoveChoice::Tomorrow],
        "four o’clock ends it"
    );
    let refused = evening.robin().tonight_move(id, plan.day, MoveChoice::Later);
    assert!(matches!(refused, Err(AppError::NotFound)), "what is not offered cannot be chosen");
}

#[test]
fn the_days_other_rituals_are_small_things() {
    let evening = Evening::of_two();
    for (title, time) in [("Coffee", "07:15"), ("A chapter aloud", "21:45")] {
        evening.robin().ritual_save(draft(title, time)).expect("a ritual");
    }
    check_in(&evening);
    let small = tonight(evening.sam()).small;
    let shown: Vec<_> = small.iter().map(|thing| (thing.title.as_str(), thing.passed)).collect();
    assert_eq!(
        shown,
        [("Coffee", true), ("A chapter aloud", false)],
        "in the order of the day, without the dial’s"
    );
}

#[test]
fn after_an_absence_one_card_and_never_the_size_of_the_gap() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().half_mark(id, day(), true).expect("one evening");
    evening.days_pass(2);
    assert_eq!(tonight(evening.robin()).good_to_see_you, None, "two quiet days are no absence");
    evening.days_pass(30);
    let card = tonight(evening.robin()).good_to_see_you.expect("one card");
    evening.days_pass(300);
    let later = tonight(evening.robin()).good_to_see_you.expect("one card");
    assert_eq!(card, later, "a year looks like a month");
    assert_eq!(card.last.as_deref(), Some("Check-in"), "the last thing they had");

    let today = evening.robin().today();
    evening.robin().half_mark(id, today, true).expect("a new evening");
    assert_eq!(tonight(evening.robin()).good_to_see_you, None, "and then it is as usual");
}

#[test]
fn an_absence_leaves_nothing_behind() {
    let evening = Evening::of_two();
    check_in(&evening);
    let before = evening.table_bytes();
    for _ in 0..5 {
        evening.days_pass(1);
        tonight(evening.robin());
    }
    assert!(evening.table_bytes() == before, "what did not happen is not written");
}

#[test]
fn a_skipped_hour_keeps_its_evening() {
    let evening = Evening::of_two();
    evening.robin().ritual_save(draft("Night walk", "02:30")).expect("a ritual");
    let spring = NaiveDate::from_ymd_opt(2027, 3, 27).expect("a day");
    evening.days_pass((spring - day()).num_days());
    let plan = ahead(tonight(evening.robin()));
    assert_eq!(plan.at, at("03:30"), "a time that the clocks skip moves on by what was skipped");
}
