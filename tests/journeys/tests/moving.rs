//! Another time for an evening, for once or from now on; and a pause of everything.

#![allow(clippy::expect_used, reason = "a story that cannot be set up stops with the reason")]

mod evening;

use chrono::{NaiveDate, NaiveTime, TimeDelta, Weekday};
use chrono_tz::Tz;
use evening::{Evening, at, day, draft, every_day};
use nightstand_app::calendar::BlockKind;
use nightstand_app::passing::{PauseFor, Paused};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::sitting::TakenBack;
use nightstand_app::tonight::{EveningNow, PlanNow, Reach, TonightAnswer};
use nightstand_app::{App, AppError, Stale};
use nightstand_domain::ids::RitualId;
use nightstand_domain::ritual::{Rhythm, Weekdays};
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
fn past_midnight_it_is_still_tonight_but_not_from_now_on_for_days_of_the_week() {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(on_days(&[Weekday::Mon], "21:30")).expect("a ritual").0;
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

/// A check-in at 23:30 every day, five minutes before it; its banner is on the screen.
fn check_in_that_was_announced() -> (Evening, RitualId) {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(draft("Check-in", "23:30")).expect("a ritual").0;
    evening.it_is("23:20");
    assert_eq!(raised(&evening, 1), [at("23:30")]);
    evening.it_is("23:25");
    (evening, id)
}

#[test]
fn what_is_every_day_may_go_past_midnight_from_now_on_and_back() {
    let (evening, id) = check_in_that_was_announced();
    evening.robin().tonight_move_to(id, day(), at("00:30"), Reach::FromNowOn).expect("a move");
    assert_eq!(withdrawn(&evening), [1], "what names the old time comes off the screen");
    let view = evening.app.tonight_view().expect("tonight");
    assert_eq!((plan(&evening.app).at, view.small.len()), (at("00:30"), 0), "tonight has it once");
    evening.it_is("23:30");
    assert!(raised(&evening, 2).is_empty(), "nothing comes at the old time");
    evening.it_is("00:20");
    assert_eq!(raised(&evening, 3), [at("00:30")], "and one banner at the new one");
    evening.robin().tonight_answer(id, plan(&evening.app).day, TonightAnswer::NotTonight).expect("a no");

    evening.days_pass(1);
    evening.it_is("20:00");
    assert_eq!(withdrawn(&evening), [3]);
    let one = plan(&evening.app);
    assert_eq!(one.at, at("00:30"), "so it goes on");
    evening.robin().tonight_move_to(id, one.day, at("22:00"), Reach::FromNowOn).expect("and back");
    assert_eq!(plan(&evening.app).at, at("22:00"), "last night’s no is not tonight’s");
    evening.it_is("21:50");
    assert_eq!(raised(&evening, 4), [at("22:00")]);
    evening.it_is("00:20");
    assert!(raised(&evening, 5).is_empty(), "tonight was announced");
    evening.it_is("00:30");
    assert!(raised(&evening, 6).is_empty());
}

#[test]
fn an_evening_that_somebody_was_part_of_keeps_its_name() {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(draft("Check-in", "00:30")).expect("a ritual").0;
    evening.it_is("00:40");
    evening.robin().half_mark(id, plan(&evening.app).day, true).expect("had");
    evening.it_is("03:59");
    evening.clock.set(evening.app.now() + TimeDelta::hours(16));
    let preview = |time| evening.app.move_preview(id, plan(&evening.app).day, at(time)).expect("a preview");
    assert_eq!(preview("22:00").from_now_on, None, "last night’s mark would be tonight’s");
    evening.days_pass(1);
    assert!(preview("22:00").from_now_on.is_some(), "of a night that nobody marked nothing is in the way");
}

/// What the clock raises now and which start it names, under a number that the story gives it.
fn raised(evening: &Evening, server_id: u32) -> Vec<NaiveTime> {
    let mut agenda = evening.app.agenda().expect("the agenda");
    let mut raised = agenda.decide().expect("a verdict").raise;
    raised.retain(|due| agenda.intend(due).expect("written down"));
    for due in &raised {
        agenda.raised(due.key, server_id, "mock").expect("written down");
    }
    raised.iter().map(|due| due.starts.with_timezone(&Tz::Europe__Berlin).time()).collect()
}

/// Which banners the clock takes down now.
fn withdrawn(evening: &Evening) -> Vec<u32> {
    let mut agenda = evening.app.agenda().expect("the agenda");
    let withdraw = agenda.decide().expect("a verdict").withdraw;
    let taken = withdraw.into_iter().map(|(key, server_id)| {
        agenda.closed(key).expect("written down");
        server_id
    });
    taken.collect()
}

#[test]
fn an_every_day_ritual_that_goes_past_midnight_on_its_sheet_is_had_and_announced_once() {
    let (evening, id) = check_in_that_was_announced();
    let late = RitualDraft { id: Some(id), ..draft("Check-in", "00:30") };
    evening.robin().ritual_save(late).expect("a change");
    assert_eq!(withdrawn(&evening), [1], "what names the old time comes off the screen");
    let view = evening.app.tonight_view().expect("tonight");
    assert_eq!((plan(&evening.app).at, view.small.len()), (at("00:30"), 0), "tonight has it once");
    evening.it_is("23:30");
    assert!(raised(&evening, 2).is_empty(), "nothing comes at the old time");
    evening.it_is("00:20");
    assert_eq!(raised(&evening, 3), [at("00:30")], "and one banner at the new one");
    evening.days_pass(1);
    assert_eq!(withdrawn(&evening), [3]);
    assert_eq!(raised(&evening, 4), [at("00:30")], "so it goes on");
}

/// What one ritual takes of the days to come, as the search for a pocket shows it.
fn blocks(evening: &Evening) -> Vec<(NaiveDate, u16)> {
    let taken = evening.app.pockets_view(30).expect("pockets").taken;
    let of_it = taken.into_iter().filter(|block| block.kind == BlockKind::Plan("Check-in".into()));
    of_it.map(|block| (block.day, block.from)).take(2).collect()
}

fn next_in_list(evening: &Evening, id: RitualId) -> Option<(NaiveDate, NaiveTime)> {
    let placing = evening.app.rituals_view().expect("the list").placing;
    let of_it = placing.into_iter().find(|(ritual, _)| *ritual == id).map(|(_, placing)| placing);
    of_it.and_then(|placing| placing.next.zip(placing.at))
}

#[test]
fn an_evening_that_was_moved_is_nowhere_at_its_old_time() {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(on_days(&[Weekday::Mon], "21:30")).expect("a ritual").0;
    evening.robin().ritual_save(draft("Tea", "22:30")).expect("another");
    let (tomorrow, week) = (day().succ_opt().expect("a day"), day() + TimeDelta::days(7));
    let changed = evening.robin().tonight_move_to(id, day(), at("22:15"), Reach::Tonight).expect("a move");
    assert!(changed.stale.contains(&Stale::Rituals), "the list says when it is");
    assert_eq!(next_in_list(&evening, id), Some((day(), at("22:15"))));
    assert_eq!(blocks(&evening), [(day(), 22 * 60 + 15), (week, 21 * 60 + 30)]);

    evening.robin().tonight_move(id, day(), MoveChoice::Tomorrow).expect("a move");
    assert_eq!(next_in_list(&evening, id), Some((tomorrow, at("21:30"))));
    assert_eq!(blocks(&evening), [(tomorrow, 21 * 60 + 30), (week, 21 * 60 + 30)]);
    evening.it_is("22:30");
    let view = evening.app.tonight_view().expect("tonight");
    let shown = (plan(&evening.app).title, view.small.len());
    assert_eq!(shown, ("Tea".to_owned(), 0), "tonight has the tea alone");
}

#[test]
fn an_evening_that_was_moved_to_where_the_next_one_is_takes_its_time_once() {
    let evening = Evening::of_two();
    let id = check_in(&evening);
    evening.robin().tonight_move(id, day(), MoveChoice::Tomorrow).expect("a move");
    let days = [1, 2].map(|days| (day() + TimeDelta::days(days), 21 * 60 + 30));
    assert_eq!(blocks(&evening), days);
}

fn on_days(days: &[Weekday], time: &str) -> RitualDraft {
    let rhythm = Rhythm::every_week(days.iter().copied().collect());
    let when = Chosen { rhythm, at: at(time), zone: Tz::Europe__Berlin };
    RitualDraft { when, ..draft("Check-in", time) }
}

/// The next two evenings after this one: their days and times, as Tonight shows them at noon.
fn next_evenings(evening: &Evening) -> Vec<(NaiveDate, NaiveTime)> {
    let (now, noon) = (evening.app.now(), TimeDelta::minutes(12 * 60 - 19 * 60 - 40));
    let shown = |days| {
        evening.clock.set(now + noon + TimeDelta::days(days));
        let view = evening.app.tonight_view().expect("tonight");
        if let EveningNow::Ahead(plan) = view.evening { Some((view.date, plan.at)) } else { None }
    };
    let found = (1..40).filter_map(shown).take(2).collect();
    evening.clock.set(now);
    found
}

#[test]
fn from_now_on_keeps_an_evening_that_was_moved_here() {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(on_days(&[Weekday::Mon], "21:30")).expect("a ritual").0;
    evening.robin().tonight_move(id, day(), MoveChoice::Tomorrow).expect("a move");
    evening.days_pass(1);
    evening.robin().tonight_move_to(id, day(), at("22:00"), Reach::FromNowOn).expect("a move");
    assert_eq!(plan(evening.sam()).at, at("22:00"), "tonight is still there");
    assert_eq!(evening.row(id).when().expect("a time").at, at("22:00"), "and its days have the new time");
    evening.robin().undo().expect("undo").expect("a step");
    assert_eq!(plan(evening.robin()).at, at("21:30"), "one step takes back both");
    assert_eq!(evening.row(id).when().expect("a time").at, at("21:30"));
}

#[test]
fn what_is_shown_before_a_move_from_now_on_is_what_is_there_after_it() {
    let every = Weekdays::ALL.iter().collect::<Vec<_>>();
    let rules: [(&[Weekday], &str); 7] = [
        (&every, "23:30"),
        (&every, "00:15"),
        (&[Weekday::Mon], "21:30"),
        (&[Weekday::Mon, Weekday::Tue], "23:30"),
        (&[Weekday::Tue], "01:08"),
        (&[Weekday::Mon, Weekday::Thu, Weekday::Sat], "20:15"),
        (&[Weekday::Tue, Weekday::Wed, Weekday::Sun], "00:15"),
    ];
    for ((days, own), moved) in rules.into_iter().flat_map(|rule| [(rule, false), (rule, true)]) {
        let evening = Evening::of_two();
        let id = evening.robin().ritual_save(on_days(days, own)).expect("a ritual").0;
        if moved {
            evening.robin().tonight_move(id, plan(&evening.app).day, MoveChoice::Tomorrow).expect("a move");
            evening.days_pass(1);
        }
        let (one, before) = (plan(&evening.app).day, next_evenings(&evening));
        for time in ["20:00", "22:00", "23:00", "23:59", "00:00", "00:30", "02:00", "03:59"] {
            let case = format!("{days:?} {own}, moved here: {moved}, to {time}");
            let preview = evening.app.move_preview(id, one, at(time)).expect("a preview");
            let done = evening.robin().tonight_move_to(id, one, at(time), Reach::FromNowOn);
            let Some(after) = preview.from_now_on else {
                assert!(matches!(done, Err(AppError::Invalid { why: "nextDay", .. })), "{case}: {done:?}");
                continue;
            };
            done.expect("a move");
            assert_eq!(plan(&evening.app).at, preview.tonight.at, "{case}: tonight");
            let after: Vec<_> = after.into_iter().map(|next| (next.day, next.at)).collect();
            assert_eq!(next_evenings(&evening), after, "{case}: and then");
            let same_days = before.iter().map(|(day, _)| *day).eq(after.iter().map(|(day, _)| *day));
            assert!(same_days, "{case}: no evening becomes another one");
            evening.robin().undo().expect("undo").expect("a step");
            assert_eq!(next_evenings(&evening), before, "{case}: and back");
        }
    }
}

#[test]
fn a_night_that_begins_past_midnight_keeps_its_side_of_it() {
    let evening = Evening::of_two();
    let id = evening.robin().ritual_save(on_days(&[Weekday::Tue], "01:08")).expect("a ritual").0;
    let night = plan(&evening.app).day;
    let preview = |time| evening.app.move_preview(id, night, at(time)).expect("a preview").from_now_on;
    assert_eq!(preview("23:00"), None, "at 23:00 on Tuesdays the Monday nights would be Tuesday nights");
    assert!(preview("00:30").is_some(), "an earlier time of the same night");
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
    evening.it_is("00:56");
    evening.robin().pause_reminders(PauseFor::UntilTomorrow).expect("a pause");
    let seen = evening.robin().tonight_view().expect("tonight").paused;
    assert_eq!(seen, Some(Paused { until: at("04:00"), tomorrow: false }), "past midnight that is today");
}
