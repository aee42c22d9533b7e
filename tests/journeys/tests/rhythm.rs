//! Robin and Sam find rhythms for their rituals: what a calendar can say, any two days a week, one after
//! another; in their own zone, and with a day that ends when they say so.

#![allow(clippy::expect_used, reason = "a story that cannot be set up stops with the reason")]

mod evening;

use chrono::{Datelike, NaiveDate, TimeDelta};
use evening::{Evening, at, day, draft};
use nightstand_app::AppError;
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::tonight::{EveningNow, PlanNow, TonightAnswer, TonightView};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::{AnyDays, Calendar, Ends, Pattern, Rhythm, Unplaced, Weekdays};
use nightstand_domain::schedule::plan::Answer;
use nightstand_domain::tonight::MoveChoice;

fn ritual(evening: &Evening, title: &str, time: &str, rhythm: Rhythm) -> RitualId {
    let when = Chosen { rhythm, at: at(time), zone: chrono_tz::Europe::Berlin };
    let lead = if matches!(when.rhythm, Rhythm::AnyDays(_)) { None } else { Some(0) };
    evening.robin().ritual_save(RitualDraft { when, lead, ..draft(title, time) }).expect("a ritual").0
}

fn any_two_days() -> Rhythm {
    Rhythm::AnyDays(AnyDays { times: 2, days: Weekdays::ALL })
}

fn tonight(evening: &Evening) -> TonightView {
    evening.app.tonight_view().expect("tonight")
}

fn offered(evening: &Evening, id: RitualId) -> bool {
    tonight(evening).small.iter().any(|thing| thing.ritual == id)
}

fn plan(view: TonightView) -> Option<PlanNow> {
    match view.evening {
        EveningNow::Ahead(plan) | EveningNow::Due(plan) | EveningNow::Started(plan) => Some(plan),
        _ => None,
    }
}

fn banners(evening: &Evening) -> usize {
    let (mut agenda, mut raised) = (evening.app.agenda().expect("the agenda"), 0);
    for due in agenda.decide().expect("a verdict").raise {
        raised += usize::from(agenda.intend(&due).expect("written down"));
    }
    raised
}

#[test]
fn not_on_christmas_eve_and_every_other_week_still_counts_from_the_same_first() {
    let evening = Evening::of_two();
    let fortnight = || Calendar::from(Pattern::Weeks { every: 2, days: Weekdays::ALL });
    let id = ritual(&evening, "Check-in", "21:30", Rhythm::Calendar(fortnight()));
    evening.days_pass(7);
    let eve = NaiveDate::from_ymd_opt(2026, 12, 24).expect("a day");
    let without = Rhythm::Calendar(Calendar { except: [eve].into(), ..fortnight() });
    let when = Chosen { rhythm: without.clone(), at: at("21:30"), zone: chrono_tz::Europe::Berlin };
    evening
        .sam()
        .ritual_save(RitualDraft { id: Some(id), when, ..draft("Check-in", "21:30") })
        .expect("kept");
    let row = evening.row(id);
    let when = row.when().expect("a time");
    assert_eq!((when.starts, &when.rhythm), (day(), &without), "leaving a day out is no new beginning");
    evening.days_pass((eve - day()).num_days() - 7);
    assert_eq!(plan(tonight(&evening)), None, "that evening is free");
    evening.days_pass(1);
    assert!(plan(tonight(&evening)).is_some(), "the next one is as usual");
}

#[test]
fn the_first_friday_of_the_month_knows_its_next_date() {
    let evening = Evening::of_two();
    let first_friday = Pattern::MonthWeekday { every: 1, nth: 1, day: chrono::Weekday::Fri };
    let id = ritual(&evening, "Somewhere new", "18:00", first_friday.into());
    let view = evening.app.rituals_view().expect("the list");
    assert_eq!(view.placing[&id].next, NaiveDate::from_ymd_opt(2026, 12, 4), "next: 4 December");
}

#[test]
fn any_two_days_a_week_offers_itself_and_never_asks() {
    let evening = Evening::of_two();
    let walk = ritual(&evening, "A walk", "20:00", any_two_days());
    assert!(offered(&evening, walk), "it stands in the programme");
    assert_eq!(tonight(&evening).evening, EveningNow::Free(None), "and the evening is free all the same");
    evening.it_is("20:00");
    assert_eq!(banners(&evening), 0, "without a reminder chosen nothing is raised");

    evening.robin().half_mark(walk, day(), true).expect("monday");
    assert!(offered(&evening, walk), "what was had today stays to be seen");
    evening.days_pass(2);
    evening.sam().half_mark(walk, evening.app.today(), true).expect("wednesday");
    evening.days_pass(1);
    assert!(!offered(&evening, walk), "the week has no room any more, and nothing says so");
    evening.days_pass(4);
    assert!(offered(&evening, walk), "the next week begins anew");
    let written = evening.table_bytes().iter().map(Vec::len).sum::<usize>();
    evening.days_pass(7);
    assert!(offered(&evening, walk), "a week without it leaves nothing");
    assert_eq!(evening.table_bytes().iter().map(Vec::len).sum::<usize>(), written, "not even a byte");
}

#[test]
fn a_reminder_for_any_two_days_is_silent_once_the_week_is_full() {
    let evening = Evening::of_two();
    let when = Chosen { rhythm: any_two_days(), at: at("20:00"), zone: chrono_tz::Europe::Berlin };
    let walk = RitualDraft { when, lead: Some(0), ..draft("A walk", "20:00") };
    let (walk, _) = evening.robin().ritual_save(walk).expect("a ritual");
    evening.robin().half_mark(walk, day(), true).expect("monday");
    evening.days_pass(1);
    evening.it_is("20:00");
    assert_eq!(banners(&evening), 1, "on tuesday it is offered at the time that they chose");
    evening.sam().half_mark(walk, evening.app.today(), true).expect("tuesday");
    evening.days_pass(1);
    assert_eq!(banners(&evening), 0, "on wednesday nothing asks");
    evening.days_pass(-1);
    evening.sam().undo().expect("undo");
    evening.days_pass(1);
    assert_eq!(banners(&evening), 1, "a mark that was taken back makes room again");
}

#[test]
fn what_comes_after_is_offered_once_the_other_was_had_and_moves_along() {
    let evening = Evening::of_two();
    let check_in = ritual(&evening, "Check-in", "21:30", evening::every_day());
    let chapter = ritual(&evening, "A chapter", "08:00", Rhythm::After(check_in));
    let shown = |evening: &Evening| tonight(evening).small.into_iter().find(|thing| thing.ritual == chapter);
    assert_eq!(shown(&evening).map(|thing| thing.at), Some(at("21:40")), "when the check-in ends");
    evening.it_is("21:40");
    assert_eq!(
        plan(tonight(&evening)).map(|plan| plan.ritual),
        Some(check_in),
        "the light is the check-in’s"
    );
    assert_eq!(banners(&evening), 1, "one banner: the chapter has none of its own");

    evening.robin().tonight_move(check_in, day(), MoveChoice::HalfHour).expect("moved");
    assert_eq!(shown(&evening).map(|thing| thing.at), Some(at("22:20")), "it moves along");
    evening.it_is("22:15");
    evening.robin().half_mark(check_in, day(), true).expect("had");
    let next = plan(tonight(&evening)).expect("the chapter is offered");
    assert_eq!((next.ritual, next.at), (chapter, at("22:20")), "once the other was had");
    evening.it_is("23:55");
    assert_eq!(
        plan(tonight(&evening)).map(|plan| plan.ritual),
        Some(chapter),
        "and for as long as the evening"
    );
    evening.robin().tonight_answer(chapter, day(), TonightAnswer::NotTonight).expect("a no");
    assert!(matches!(tonight(&evening).evening, EveningNow::LetGo(..)), "it can be let go like any other");
}

#[test]
fn what_comes_after_waits_for_a_check_in_that_was_put_off() {
    let evening = Evening::of_two();
    let check_in = ritual(&evening, "Check-in", "21:30", evening::every_day());
    let chapter = ritual(&evening, "A chapter", "08:00", Rhythm::After(check_in));
    let last = ritual(&evening, "Lights", "08:00", Rhythm::After(chapter));
    let shown = |id| {
        let small = tonight(&evening).small.into_iter();
        small
            .filter(move |thing| thing.ritual == id)
            .map(|thing| (thing.at, thing.passed))
            .collect::<Vec<_>>()
    };
    let put_off = |time: &str| {
        evening.it_is(time);
        let mut agenda = evening.app.agenda().expect("the agenda");
        let key = agenda.decide().expect("a verdict").raise[0].key;
        agenda.answered(key, Answer::Later).expect("in ten minutes");
    };
    put_off("21:30");
    assert_eq!(shown(chapter), [(at("21:50"), false)], "behind the check-in that is still to come");
    assert_eq!(shown(last), [(at("22:00"), false)], "and so is what follows that");
    put_off("21:40");
    evening.it_is("21:55");
    assert_eq!(shown(chapter), [(at("22:00"), false)], "its time has not passed");
    evening.robin().half_mark(check_in, day(), true).expect("had");
    let next = plan(tonight(&evening)).expect("the chapter is offered");
    assert_eq!((next.ritual, next.at), (chapter, at("22:00")));
    evening.days_pass(1);
    assert_eq!(shown(chapter), [(at("21:40"), true)], "the next evening knows nothing of it");
}

#[test]
fn a_chain_may_be_long_and_never_round() {
    let evening = Evening::of_two();
    let first = ritual(&evening, "Tea", "20:00", evening::every_day());
    let second = ritual(&evening, "Check-in", "20:00", Rhythm::After(first));
    let third = ritual(&evening, "A chapter", "20:00", Rhythm::After(second));
    let when = Chosen { rhythm: Rhythm::After(third), at: at("20:00"), zone: chrono_tz::Europe::Berlin };
    let round = RitualDraft { id: Some(first), when, ..draft("Tea", "20:00") };
    let refused = evening.robin().ritual_save(round);
    assert!(
        matches!(refused, Err(AppError::Invalid { field: "after", why: "circle" })),
        "{refused:?} says in words that they would wait for each other"
    );
    let last =
        tonight(&evening).small.into_iter().find(|thing| thing.ritual == third).expect("in the programme");
    assert_eq!(last.at, at("20:20"), "ten minutes and ten minutes later");
}

#[test]
fn without_the_one_it_followed_a_ritual_rests_along_or_stays_at_its_time() {
    let evening = Evening::of_two();
    let first = ritual(&evening, "Check-in", "21:30", evening::every_day());
    let second = ritual(&evening, "A chapter", "08:00", Rhythm::After(first));
    let waits = || evening.app.rituals_view().expect("the list").placing[&second].waits;
    evening.robin().ritual_rest(first, true).expect("resting");
    assert_eq!(waits(), Some(Unplaced::RestsAlong), "it rests along");
    assert!(!offered(&evening, second), "and asks for nothing");
    evening.robin().ritual_rest(first, false).expect("awake");

    evening.robin().ritual_remove(first).expect("away");
    let row = evening.row(second);
    let when = row.when().expect("a time of its own");
    assert_eq!((when.at, &when.rhythm), (at("21:40"), &evening::every_day()), "it stays where it was");
    evening.robin().undo().expect("undo");
    assert_eq!(evening.row(second).when().and_then(|when| when.rhythm.after()), Some(first), "one step back");
}

#[test]
fn travelling_moves_nothing_until_somebody_asks_for_it() {
    let evening = Evening::of_two();
    let id = ritual(&evening, "Check-in", "21:30", evening::every_day());
    let here = || evening.app.rituals_view().expect("the list").placing[&id].here.map(|here| here.time());
    assert_eq!(here(), None, "at home there is one clock");
    evening.clock.travel(chrono_tz::America::New_York);
    assert_eq!(here(), Some(at("15:30")), "21:30 in Berlin, 15:30 here");
    assert_eq!(
        evening.row(id).when().map(|when| when.zone),
        Some(chrono_tz::Europe::Berlin),
        "nothing moved"
    );

    let changed = evening.robin().ritual_move_here(id).expect("moved");
    assert_eq!(changed.undo.map(|deed| deed.key), Some("moveRitualHere"), "one step that can be taken back");
    assert_eq!(here(), None, "21:30 is by the clock here now");
    evening.robin().undo().expect("undo");
    assert_eq!(here(), Some(at("15:30")), "and back");
}

#[test]
fn what_is_chosen_past_midnight_begins_with_the_evening_that_goes_on() {
    let evening = Evening::of_two();
    evening.it_is("00:53");
    let id = ritual(&evening, "Good news", "19:00", any_two_days());
    assert!(offered(&evening, id), "tonight is one of its days");
    assert_eq!(
        evening.app.pockets_view(60).expect("pockets").today,
        day(),
        "and a pocket’s today is tonight"
    );
}

#[test]
fn one_day_alone_lies_ahead_or_is_refused_at_its_field() {
    let evening = Evening::of_two();
    let once = |date: NaiveDate, time: &str| {
        let rhythm = Rhythm::Calendar(Calendar {
            pattern: Pattern::Years { month: 11, day: u8::try_from(date.day()).expect("a day") },
            ends: Ends::On(date),
            except: [].into(),
            extra: [date].into(),
        });
        let plain = draft("The museum", time);
        RitualDraft { when: Chosen { rhythm, ..plain.when }, ..plain }
    };
    let past = |draft| {
        let refused = evening.robin().ritual_save(draft);
        matches!(refused, Err(AppError::Invalid { field: "until", why: "past" }))
    };
    assert!(past(once(day(), "19:00")), "seven was before twenty to eight");
    let museum = once(day(), "20:00");
    let (id, _) = evening.robin().ritual_save(museum.clone()).expect("a plan");
    evening.it_is("00:53");
    assert!(past(once(day(), "02:00")), "two in the morning of that date is long over");
    let tonight = once(day().succ_opt().expect("a day"), "02:00");
    evening.robin().ritual_save(tonight).expect("tonight at two");
    let renamed = RitualDraft { id: Some(id), title: "The other museum".into(), ..museum };
    evening.robin().ritual_save(renamed).expect("what is over can still be named");
}

#[test]
fn their_day_ends_when_they_say_so() {
    let evening = Evening::of_two();
    evening.clock.set(evening.app.now() + TimeDelta::hours(6));
    assert_eq!(evening.app.today(), day(), "twenty to two is still Monday");
    let changed = evening.robin().choose_day_end(1).expect("one o’clock");
    assert_eq!(changed.undo.map(|deed| deed.key), Some("changeDayEnd"), "it can be taken back");
    assert_eq!(evening.app.today(), day().succ_opt().expect("a day"), "now it is Tuesday");
    let agenda = evening.app.agenda().expect("the agenda");
    assert_eq!(agenda.today().day_ends, 1, "the clock knows it without the table");
    evening.robin().undo().expect("undo");
    assert_eq!(evening.app.today(), day(), "four o’clock again");
    let refused = evening.robin().choose_day_end(7);
    assert!(matches!(refused, Err(AppError::Invalid { field: "dayEnds", .. })), "not into the morning");
}
