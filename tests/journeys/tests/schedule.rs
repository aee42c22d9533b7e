//! Schedules as the agenda keeps them: through restarts, a clock that is set, daylight saving and morning.

use std::fs;
use std::sync::Arc;

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use nightstand_app::agenda::Agenda;
use nightstand_app::passing::Settled;
use nightstand_app::ports::ManualClock;
use nightstand_app::profile::Profile;
use nightstand_app::settings::{QuietHours, Settings};
use nightstand_domain::ids::{EntityId, RitualId};
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::Series;
use nightstand_domain::schedule::occurrences::instant;
use nightstand_domain::schedule::plan::{Answer, Due, PlanSource, Step};
use tempfile::TempDir;

const ZONE: Tz = Tz::Europe__Berlin;

fn at(text: &str) -> DateTime<Utc> {
    instant(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(), ZONE)
}

/// A profile and a clock that stands still until it is told to move.
struct Nights {
    _folder: TempDir,
    profile: Profile,
    clock: Arc<ManualClock>,
}

impl Nights {
    fn from(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::find(Some(folder.path())).unwrap();
        Self { _folder: folder, profile, clock: Arc::new(ManualClock::at(at(now), ZONE)) }
    }

    /// Opens the agenda anew, as a process does that was just started.
    fn agenda(&self) -> Agenda {
        Agenda::open_or_create(&self.profile, self.clock.clone()).unwrap()
    }

    /// What a clock raises that is started now; every intent is written down.
    fn raise(&self, now: &str) -> Vec<Due> {
        self.clock.set(at(now));
        let mut agenda = self.agenda();
        let verdict = agenda.decide().unwrap();
        for key in verdict.card {
            agenda.leave_to_card(key).unwrap();
        }
        for (key, _) in verdict.withdraw {
            agenda.closed(key).unwrap();
        }
        let mut raised = verdict.raise;
        raised.retain(|due| agenda.intend(due).unwrap());
        for (due, id) in raised.iter().zip(1..) {
            agenda.raised(due.key, id, "mock").unwrap();
        }
        raised
    }
}

fn check_in(rule: &str, start: &str) -> PlanSource {
    PlanSource {
        plan: RitualId::from(EntityId::from_bytes([1; 16])),
        title: "Check-in".into(),
        wording: Wording::Full,
        series: Series {
            rhythm: rule.parse().unwrap(),
            start: NaiveDateTime::parse_from_str(start, "%Y-%m-%d %H:%M").unwrap(),
            zone: ZONE,
        },
        lead: Some(10),
        minutes: 10,
        paused: false,
        away: Vec::new(),
    }
}

#[test]
fn a_plan_by_weekdays_is_raised_once_each_evening_across_restarts() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=WEEKLY;BYDAY=MO,WE", "2026-11-01 21:30")]).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:19").len(), 0, "not before its lead");
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 1, "on Monday, ten minutes ahead");
    assert_eq!(nights.raise("2026-11-23 21:21").len(), 0, "a clock that was started again raises nothing");
    assert_eq!(nights.raise("2026-11-24 21:20").len(), 0, "not on Tuesday");
    assert_eq!(nights.raise("2026-11-25 21:20").len(), 1, "on Wednesday");
}

#[test]
fn a_clock_set_back_raises_nothing_twice() {
    let nights = Nights::from("2026-11-23 12:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 1, "tonight's");
    for earlier in ["2026-11-23 20:00", "2026-11-23 21:20", "2026-11-22 21:00", "2026-11-23 21:25"] {
        assert_eq!(nights.raise(earlier).len(), 0, "{earlier}: it was raised already");
        nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    }
    assert_eq!(nights.raise("2026-11-24 21:20").len(), 1, "tomorrow's is another one");
}

#[test]
fn a_damaged_agenda_is_copied_aside_and_raises_no_evening_twice() {
    let nights = Nights::from("2026-11-23 12:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 1, "tonight's, ten minutes ahead");
    let damaged = vec![7; 8192];
    fs::write(nights.profile.agenda(), &damaged).unwrap();
    // Whatever opens it first may be no refresh.
    nights.clock.set(at("2026-11-23 21:25"));
    drop(nights.agenda());
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    let copy = nights.profile.data.join("agenda.db.damaged-1");
    assert_eq!(fs::read(copy).unwrap(), damaged, "somebody may want to look at it");
    for later in ["2026-11-23 21:26", "2026-11-23 21:30", "2026-11-23 22:00"] {
        assert_eq!(
            nights.raise(later).len(),
            0,
            "{later}: nobody knows that it was raised, so it is not again"
        );
    }
    assert_eq!(nights.raise("2026-11-24 21:20").len(), 1, "tomorrow's is another one");
}

#[test]
fn a_clock_that_was_weeks_ahead_and_is_corrected_leaves_no_silent_month() {
    let nights = Nights::from("2026-11-23 12:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    nights.clock.set(at("2026-12-21 12:00"));
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    assert!(!nights.agenda().is_stale().unwrap(), "it reaches far from where the clock stands");
    nights.clock.set(at("2026-11-23 12:00"));
    assert!(nights.agenda().is_stale().unwrap(), "the evenings in between were dropped as past");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    assert!(!nights.agenda().is_stale().unwrap(), "once is enough");
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 1, "and tonight is announced");
}

#[test]
fn summer_time_moves_no_reminder() {
    let nights = Nights::from("2026-10-24 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-10-01 21:30")]).unwrap();
    for evening in ["2026-10-24 21:20", "2026-10-25 21:20", "2026-10-26 21:20"] {
        assert_eq!(nights.raise(evening).len(), 1, "{evening}: twenty past nine stays twenty past nine");
    }
}

#[test]
fn a_no_is_gone_by_morning_with_its_file() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    nights.agenda().answered(due.key, Answer::NotTonight).unwrap();
    assert!(nights.agenda().changes().unwrap().settled.contains(&due.key.evening()), "tonight knows it");
    assert!(nights.profile.passing().exists(), "it lies in the passing file");
    let verdict = nights.agenda().decide().unwrap();
    assert_eq!(
        verdict.sleep_until,
        Some(at("2026-11-24 04:00")),
        "the clock wakes in the morning to throw it away"
    );
    assert_eq!(nights.raise("2026-11-24 04:00").len(), 0, "by morning");
    assert!(!nights.profile.passing().exists(), "the file is thrown away whole");
    let left: Vec<_> =
        fs::read_dir(&nights.profile.state).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(
        !left.iter().any(|name| name.to_string_lossy().starts_with("passing.db-")),
        "and its companions: {left:?}"
    );
}

#[test]
fn an_evening_that_was_brought_forward_and_let_go_does_not_come_back_at_its_own_time() {
    let nights = Nights::from("2026-11-23 20:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    let tomorrow = (plan.plan, "2026-11-24".parse().unwrap());
    let mut agenda = nights.agenda();
    agenda.refresh(std::slice::from_ref(&plan)).unwrap();
    agenda.move_to(tomorrow, at("2026-11-23 22:30")).unwrap();
    agenda.refresh(std::slice::from_ref(&plan)).unwrap();
    agenda.settle(tomorrow, Settled::LetGo).unwrap();
    nights.clock.set(at("2026-11-24 21:20"));
    let settled = nights.agenda().changes().unwrap().settled;
    assert!(settled.contains(&tomorrow), "it was answered, at whichever time");
}

#[test]
fn a_banner_that_was_answered_before_its_id_came_is_taken_down() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    nights.clock.set(at("2026-11-23 21:20"));
    let mut clock = nights.agenda();
    let due = clock.decide().unwrap().raise[0];
    assert!(clock.intend(&due).unwrap(), "it is on its way to the screen");
    nights.agenda().settle(due.key.evening(), Settled::LetGo).unwrap();
    clock.raised(due.key, 7, "mock").unwrap();
    assert_eq!(clock.decide().unwrap().withdraw, [(due.key, 7)], "its button would take back the no");
    clock.closed(due.key).unwrap();
    assert!(clock.decide().unwrap().withdraw.is_empty(), "once");
}

#[test]
fn in_ten_minutes_is_asked_again_whatever_the_window_writes_meanwhile() {
    let nights = Nights::from("2026-11-23 12:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    // The window reads what passes, the clock takes the answer, the window writes what it computed from what
    // it had read: as if the answer were not there while it computes.
    nights.agenda().answered(due.key, Answer::Later).unwrap();
    let passing = nights.profile.passing();
    let answered = fs::read(&passing).unwrap();
    fs::remove_file(&passing).unwrap();
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    fs::write(&passing, answered).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:30").len(), 1, "it was promised in ten minutes");
}

#[test]
fn a_plan_that_was_taken_away_is_not_asked_about_again() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    nights.agenda().answered(due.key, Answer::Later).unwrap();
    nights.agenda().refresh(&[]).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:30").len(), 0, "nobody plans it any more");
}

/// The names in the folder that people are told to back up.
fn backed_up(nights: &Nights) -> Vec<String> {
    let files = fs::read_dir(&nights.profile.data).unwrap();
    files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn what_passes_enters_no_backup_and_survives_a_restart_of_the_computer() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    nights.agenda().answered(due.key, Answer::NotTonight).unwrap();
    let names = backed_up(&nights);
    assert!(!names.iter().any(|name| name.starts_with("passing")), "neither it nor its key: {names:?}");
    // A computer that starts anew has nothing in its runtime folder.
    fs::remove_dir_all(&nights.profile.runtime).unwrap();
    assert!(nights.agenda().changes().unwrap().settled.contains(&due.key.evening()), "nobody is asked again");
}

#[test]
fn what_an_earlier_version_kept_beside_the_table_is_brought_away_and_still_counts() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    nights.agenda().answered(due.key, Answer::NotTonight).unwrap();
    let Profile { data, state, .. } = &nights.profile;
    for name in ["passing.db", "passing.db.lock", "passing.key"] {
        fs::rename(state.join(name), data.join(name)).unwrap();
    }
    // The clock may be the first to come after an update.
    let clock = Agenda::open(&nights.profile, nights.clock.clone()).unwrap();
    assert!(clock.changes().unwrap().settled.contains(&due.key.evening()), "tonight's no stands");
    let names = backed_up(&nights);
    assert!(!names.iter().any(|name| name.starts_with("passing")), "and nothing of it stays: {names:?}");
    assert!(nights.agenda().changes().unwrap().settled.contains(&due.key.evening()), "for either process");
}

#[test]
fn a_state_folder_that_was_cleared_away_silences_no_reminder() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    fs::remove_dir_all(&nights.profile.state).unwrap();
    nights.clock.set(at("2026-11-23 21:20"));
    let mut clock = Agenda::open(&nights.profile, nights.clock.clone()).unwrap();
    assert_eq!(clock.decide().unwrap().raise.len(), 1, "a clock alone makes what passes anew");
}

#[test]
fn every_answer_leaves_the_same_mark_in_the_ledger() {
    let marks = [Answer::Start, Answer::Later, Answer::NotTonight].map(|answer| {
        let nights = Nights::from("2026-11-23 12:00");
        nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
        let due = nights.raise("2026-11-23 21:20")[0];
        nights.agenda().answered(due.key, answer).unwrap();
        let agenda = nights.agenda();
        (agenda.on_screen().unwrap(), agenda.cards().unwrap())
    });
    assert!(
        marks.iter().all(|mark| *mark == (Vec::new(), Vec::new())),
        "it is over; which answer, nobody knows"
    );
}

#[test]
fn later_is_asked_again_without_the_table() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    nights.clock.set(at("2026-11-23 21:22"));
    nights.agenda().answered(due.key, Answer::Later).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:31").len(), 0, "not before its ten minutes");
    let again = nights.raise("2026-11-23 21:32");
    assert_eq!(again.len(), 1, "ten minutes after the answer");
    assert_eq!(again[0].starts, at("2026-11-23 21:30"), "the plan's own time is named");
}

#[test]
fn removed_and_resting_plans_are_not_raised_any_more() {
    let nights = Nights::from("2026-11-23 12:00");
    let mut plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    plan.paused = true;
    nights.agenda().refresh(&[plan]).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 0, "a paused plan does not nag");
    nights.agenda().refresh(&[]).unwrap();
    assert_eq!(nights.agenda().span().unwrap(), (None, None), "nothing of it is left");
}

#[test]
fn after_a_holiday_there_is_no_pile_and_no_empty_notification() {
    let nights = Nights::from("2026-11-01 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    assert_eq!(
        nights.raise("2026-11-21 09:00").len(),
        0,
        "three weeks of evenings have passed without a word"
    );
    assert!(nights.agenda().cards().unwrap().is_empty(), "nor do they stand on a card");
    assert_eq!(nights.raise("2026-11-21 21:20").len(), 1, "tonight's comes as always");
}

#[test]
fn a_discreet_plan_leaves_no_title_under_the_weaker_key() {
    let nights = Nights::from("2026-11-23 12:00");
    let mut plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    plan.wording = Wording::Discreet;
    nights.agenda().refresh(&[plan]).unwrap();
    let due = nights.raise("2026-11-23 21:20")[0];
    assert_eq!(
        nights.agenda().notice(&due).unwrap().summary,
        "Nightstand",
        "the app's name and at most a time"
    );
}

#[test]
fn a_damaged_agenda_is_computed_anew() {
    let nights = Nights::from("2026-11-23 12:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    nights.agenda().refresh(std::slice::from_ref(&plan)).unwrap();
    fs::write(nights.profile.agenda(), vec![7; 4096]).unwrap();
    nights.agenda().refresh(&[plan]).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 1, "it follows from the table");
}

#[test]
fn an_evening_moved_in_the_window_is_raised_at_its_new_time() {
    let nights = Nights::from("2026-11-23 20:00");
    let plan = check_in("FREQ=DAILY", "2026-11-01 21:30");
    let tonight = (plan.plan, "2026-11-23".parse().unwrap());
    let mut agenda = nights.agenda();
    agenda.refresh(std::slice::from_ref(&plan)).unwrap();
    agenda.move_to(tonight, at("2026-11-23 22:30")).unwrap();
    agenda.refresh(&[plan]).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 0, "not at its own time");
    let moved = nights.raise("2026-11-23 22:20");
    assert_eq!(moved.len(), 1, "at the new one");
    assert_eq!(moved[0].starts, at("2026-11-23 22:30"), "with its lead");
    nights.agenda().settle(tonight, Settled::Started).unwrap();
    assert_eq!(nights.raise("2026-11-23 22:31").len(), 0, "begun is begun");
    assert_eq!(nights.raise("2026-11-24 21:20").len(), 1, "tomorrow is as planned");
    assert!(moved[0].ends - moved[0].starts >= TimeDelta::minutes(60), "a moment is long enough to be met");
}

#[test]
fn what_falls_due_in_quiet_hours_is_held_and_then_offered() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let hour = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    let quiet = Some(QuietHours { from: hour("21:00"), to: hour("21:45") });
    Settings { quiet, ..Settings::default() }.write(&nights.profile.config).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 0, "nothing is raised in quiet hours");
    assert_eq!(nights.raise("2026-11-23 21:30").len(), 0, "nor at its start");
    let until = nights.agenda().decide().unwrap().sleep_until;
    assert_eq!(until, Some(at("2026-11-23 21:45")), "the clock sleeps until they end");
    assert_eq!(nights.raise("2026-11-23 21:45").len(), 1, "then it is offered");
}

#[test]
fn quiet_hours_that_end_in_an_hour_that_comes_twice_let_the_clock_sleep() {
    let hour = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    for (zone, to, now, until) in [
        (ZONE, "02:30", "2026-10-25T01:10:00Z", "2026-10-25T01:30:00Z"),
        (Tz::Australia__Lord_Howe, "01:45", "2026-04-04T15:10:00Z", "2026-04-04T15:15:00Z"),
        (ZONE, "02:30", "2026-03-29T00:50:00Z", "2026-03-29T01:00:00Z"),
    ] {
        let nights = Nights::from("2026-11-23 12:00");
        nights.clock.travel(zone);
        nights.clock.set(now.parse().unwrap());
        let mut agenda = nights.agenda();
        let quiet = Some(QuietHours { from: hour("23:00"), to: hour(to) });
        Settings { quiet, ..Settings::default() }.write(&nights.profile.config).unwrap();
        let sleeps = agenda.decide().unwrap().sleep_until;
        assert_eq!(sleeps, Some(until.parse().unwrap()), "{now} in {zone}: a time to come, and no later one");
    }
}

#[test]
fn what_was_asked_for_comes_in_quiet_hours_too() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    let hour = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").unwrap();
    let quiet = Some(QuietHours { from: hour("21:25"), to: hour("07:00") });
    Settings { quiet, ..Settings::default() }.write(&nights.profile.config).unwrap();
    let lead = nights.raise("2026-11-23 21:20").pop().expect("before they begin");
    nights.agenda().answered(lead.key, Answer::Later).unwrap();
    let again = nights.raise("2026-11-23 21:30").pop().expect("ten minutes were asked for");
    assert_eq!(again.key.step, Step::Snooze);
    let evening = again.key.evening();
    nights.agenda().move_to(evening, at("2026-11-23 22:30")).unwrap();
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    assert_eq!(nights.raise("2026-11-23 22:20").len(), 1, "and so was another time");
}

#[test]
fn a_ritual_that_gets_another_time_after_its_banner_is_announced_at_that_time() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 1);
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 22:00")]).unwrap();
    let verdict = nights.agenda().decide().unwrap();
    assert_eq!((verdict.raise.len(), verdict.withdraw.len()), (0, 1), "the old time comes off the screen");
    let again = nights.raise("2026-11-23 21:50").pop().expect("the new time is told");
    assert_eq!(again.starts, at("2026-11-23 22:00"));
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 22:00")]).unwrap();
    assert_eq!(nights.raise("2026-11-23 22:00").len(), 0, "once, whatever is computed anew");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    assert_eq!(nights.raise("2026-11-23 22:01").len(), 0, "its old time was told");
    assert_eq!(nights.raise("2026-11-24 21:20").len(), 1, "and the next evening is as usual");
}

#[test]
fn a_computer_whose_reminders_are_off_raises_none() {
    let nights = Nights::from("2026-11-23 12:00");
    nights.agenda().refresh(&[check_in("FREQ=DAILY", "2026-11-01 21:30")]).unwrap();
    Settings { reminders: false, ..Settings::default() }.write(&nights.profile.config).unwrap();
    assert_eq!(nights.raise("2026-11-23 21:20").len(), 0, "the person's own switch");
}
