//! The background clock as a process of its own, on a private bus with a notification service: it arrives, it
//! is answered, and whatever happens it is raised once.
#![cfg(target_os = "linux")]

mod bedroom;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use bedroom::{Bedroom, Running, settled, until, until_it_listens};
use chrono::{DateTime, TimeDelta, Utc};
use nightstand_app::agenda::Agenda;
use nightstand_app::link::{self, End, Message};
use nightstand_app::passing::Settled;
use nightstand_app::ports::{Clock, SystemClock};
use nightstand_app::profile::Profile;
use nightstand_domain::ritual::Wording;
use nightstand_journal::Pragmas;
use nightstand_journeys::logind::Logind;
use nightstand_journeys::notifications::Notifications;
use nightstand_vault::{KeyFile, KeyStore as _, Stored};

/// A window's end of the link: what it was told.
fn window(profile: &Profile) -> (link::Listening, mpsc::Receiver<Message>) {
    window_that(profile, |message| message)
}

/// A window's end of the link, and what it makes of a message at the moment when it is told.
fn window_that<T: Send + 'static>(
    profile: &Profile,
    take: impl Fn(Message) -> T + Send + 'static,
) -> (link::Listening, mpsc::Receiver<T>) {
    let (told, heard) = mpsc::channel();
    let listening = link::listen(profile, End::Window, move |message| {
        let _ = told.send(take(message));
    });
    (listening.unwrap().unwrap(), heard)
}

/// Longer than anything here takes on a busy computer; a wait that reaches it has failed.
const PATIENCE: Duration = Duration::from_secs(90);

fn stale() -> Message {
    Message::Stale { views: vec!["tonight".into()] }
}

#[test]
fn a_reminder_arrives_with_three_answers_of_equal_weight() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Tea & <b>talk</b>", Wording::Full);
    let _clock = room.clock();
    let shown = &service.wait_for(1).unwrap()[0];
    assert!(shown.summary.starts_with("Tea & <b>talk</b> at "), "a summary is plain text: {}", shown.summary);
    assert!(!shown.body.contains('<'), "a body may be markup, and has none");
    let labels: Vec<_> = shown.actions.chunks(2).map(|pair| pair[1].as_str()).collect();
    // By day it is the day that is let go.
    let no = if labels.contains(&"Not today") { "Not today" } else { "Not tonight" };
    assert_eq!(labels, ["Open", "Start", "In ten minutes", no], "three answers, and the banner itself");
}

#[test]
fn a_discreet_reminder_says_the_apps_name_and_a_time() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("About money", Wording::Discreet);
    let _clock = room.clock();
    let shown = &service.wait_for(1).unwrap()[0];
    assert_eq!(shown.summary, "Nightstand", "no title");
    assert!(shown.body.chars().all(|c| c.is_ascii_digit() || c == ':'), "at most a time: {}", shown.body);
}

#[test]
fn not_tonight_is_kept_until_morning_and_the_window_shows_it_at_once() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let profile = room.profile.clone();
    let read = move || Agenda::open(&profile, Arc::new(SystemClock)).unwrap().changes().unwrap().settled;
    let (_listening, heard) = window_that(&room.profile, move |message| (message, read()));
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    let id = room.answerable(&service);
    service.press(id, "not-tonight").unwrap();
    // Nothing else would wake the clock within the hour: it tells the window because of the answer.
    let (message, settled) = heard.recv_timeout(PATIENCE).unwrap();
    assert_eq!(message, stale(), "the first thing that the window hears is to read Tonight again");
    assert!(settled.contains(&evening), "and whoever reads at that very moment finds it let go");
    let agenda = room.agenda();
    assert!(agenda.on_screen().unwrap().is_empty(), "nothing stands on the screen");
    assert!(agenda.cards().unwrap().is_empty(), "nor on the card");
}

#[test]
fn in_ten_minutes_is_asked_again_in_ten_minutes() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    let id = room.answerable(&service);
    let answered = SystemClock.now();
    service.press(id, "later").unwrap();
    until("the answer is recorded", || room.agenda().on_screen().unwrap().is_empty());
    assert!(room.agenda().changes().unwrap().snoozed.contains_key(&evening), "tonight knows it");
    let again = room.agenda().changes().unwrap().snoozed[&evening].until;
    assert!(
        (again - answered - TimeDelta::minutes(10)).abs() < TimeDelta::seconds(5),
        "ten minutes from the answer"
    );
    let verdict = room.agenda().decide().unwrap();
    assert_eq!(
        verdict.sleep_until.map(|at| at.timestamp()),
        Some(again.timestamp()),
        "the clock sleeps until then"
    );
}

/// Never again after a no, on a bad day, too: the disk takes nothing, and the service is there to be asked.
#[test]
fn an_answer_that_the_disk_refuses_is_not_asked_for_again() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let (_listening, heard) = window(&room.profile);
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    let id = room.answerable(&service);
    let Stored::Found(key) = KeyFile::in_folder(&room.profile.data).load("agenda") else { panic!("no key") };
    let agenda = Pragmas::of(i32::from_be_bytes(*b"NSAG"));
    let holder = nightstand_journal::connect(&room.profile.agenda(), Some(&key), &agenda).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    service.press(id, "not-tonight").unwrap();
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), stale(), "the clock has heard it");
    settled(&room);
    assert_eq!(service.shown().len(), 1, "whoever said no is not asked again");
    assert!(!room.agenda().on_screen().unwrap().is_empty(), "although nothing is written down");
    holder.execute_batch("ROLLBACK").unwrap();
    link::tell(&room.profile, End::Clock, &["tonight"]);
    until("it is recorded", || room.agenda().on_screen().unwrap().is_empty());
    assert!(room.agenda().changes().unwrap().settled.contains(&evening));
    assert_eq!(service.shown().len(), 1);
}

#[test]
fn start_is_recorded_and_the_window_comes_to_tonight() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let (_listening, heard) = window(&room.profile);
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    let id = room.answerable(&service);
    service.press(id, "start").unwrap();
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), stale(), "first it reads again");
    let open = Message::OpenPage { page: "tonight".into() };
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), open, "then it comes to the front");
    assert!(room.agenda().changes().unwrap().settled.contains(&evening), "tonight knows that it began");
}

#[test]
fn put_away_without_an_answer_it_is_not_sent_again() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    let clock = room.clock();
    let id = room.answerable(&service);
    service.put_away(id).unwrap();
    until("the ledger knows that it is gone", || room.agenda().on_screen().unwrap().is_empty());
    drop(clock);
    let _again = room.clock();
    until_it_listens(&room.profile);
    assert_eq!(service.shown().len(), 1, "who put it away is not asked again");
}

#[test]
fn killed_before_it_was_written_down_it_is_raised_by_the_next_clock() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    room.clock_until("before-intent").struck_down();
    assert_eq!(service.shown().len(), 0, "nothing was raised");
    let _clock = room.clock();
    service.wait_for(1).unwrap();
}

#[test]
fn killed_between_intent_and_banner_it_stands_on_the_card_and_is_never_raised_again() {
    for moment in ["after-intent", "after-raise"] {
        let room = Bedroom::new();
        let service = Notifications::start(&room.bus).unwrap();
        room.plan("Check-in", Wording::Full);
        room.clock_until(moment).struck_down();
        let before = service.shown().len();
        assert_eq!(before, usize::from(moment == "after-raise"), "what was on the screen when it died");
        let _clock = room.clock();
        until_it_listens(&room.profile);
        settled(&room);
        assert_eq!(service.shown().len(), before, "{moment}: a second banner is worse than none");
        assert_eq!(room.agenda().cards().unwrap().len(), 1, "{moment}: it stands on Tonight's card");
    }
}

#[test]
fn raised_and_not_answered_it_is_sent_again_through_its_id_so_that_its_buttons_work() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let evening = room.plan("Check-in", Wording::Full);
    room.clock_until("recorded").struck_down();
    let id = service.wait_for(1).unwrap()[0].id;
    let _clock = room.clock();
    let shown = service.wait_for(2).unwrap();
    assert_eq!((shown[1].id, shown[1].replaces), (id, id), "the same banner, not a second one");
    until("the new clock listens", || {
        service.press(id, "not-tonight").unwrap();
        room.agenda().changes().unwrap().settled.contains(&evening)
    });
}

#[test]
fn a_banner_whose_service_went_away_stands_on_the_card() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    room.clock_until("recorded").struck_down();
    drop(service);
    let service = Notifications::start(&room.bus).unwrap();
    let _clock = room.clock();
    until("it stands on the card", || room.agenda().cards().unwrap().len() == 1);
    assert_eq!(service.shown().len(), 0, "another service's ids mean something else");
}

#[test]
fn two_clocks_at_once_are_one() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    let _first = room.clock();
    until_it_listens(&room.profile);
    assert!(room.clock().wait().success(), "the second one ends quietly");
    service.wait_for(1).unwrap();
    settled(&room);
    assert_eq!(service.shown().len(), 1, "one banner");
}

#[test]
fn a_table_that_cannot_be_read_silences_nothing() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    fs::write(room.profile.table(), b"not a database").unwrap();
    let _clock = room.clock();
    service.wait_for(1).unwrap();
}

#[test]
fn without_a_service_it_waits_for_one_and_says_when_it_was_planned() {
    let room = Bedroom::new();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    until("its second has struck", || room.agenda().span().unwrap().0.is_none());
    settled(&room);
    let service = Notifications::start(&room.bus).unwrap();
    let shown = service.wait_for(1).unwrap();
    assert_eq!(shown.len(), 1, "it came as soon as somebody could show it");
}

#[test]
fn without_a_bus_the_clock_goes_on() {
    let room = Bedroom::new();
    room.plan("Check-in", Wording::Full);
    let mut clock = Command::new(env!("CARGO_BIN_EXE_clock-under-test"));
    clock.arg(room.folder.path()).env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    let _clock = Running(clock.spawn().unwrap());
    until_it_listens(&room.profile);
    until("its second has struck", || room.agenda().span().unwrap().0.is_none());
    settled(&room);
    assert!(room.agenda().cards().unwrap().is_empty(), "nothing was written down that nobody could raise");
}

#[test]
fn a_service_without_buttons_gets_a_plain_banner() {
    let room = Bedroom::new();
    let service = Notifications::with(&room.bus, &["body"]).unwrap();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    assert!(service.wait_for(1).unwrap()[0].actions.is_empty(), "no buttons that nobody draws");
}

#[test]
fn started_before_there_is_a_profile_it_waits_for_one() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let _clock = room.clock();
    until_it_listens(&room.profile);
    room.plan("Check-in", Wording::Full);
    // As the window does whenever it has computed the agenda.
    link::tell(&room.profile, End::Clock, &["agenda"]);
    service.wait_for(1).unwrap();
}

#[test]
fn an_evening_settled_in_the_window_leaves_the_screen() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    let id = room.answerable(&service);
    room.agenda().settle(evening, Settled::LetGo).unwrap();
    link::tell(&room.profile, End::Clock, &["agenda"]);
    service.wait_until_taken_down(id).unwrap();
}

#[test]
fn asked_to_quit_it_ends() {
    let room = Bedroom::new();
    let mut clock = room.clock();
    until_it_listens(&room.profile);
    link::ask_to_quit(&room.profile, End::Clock).unwrap();
    assert!(clock.wait().success(), "a newer window puts its own clock in its place");
}

#[test]
fn asked_to_quit_it_leaves_no_banner_that_nobody_hears() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    let mut clock = room.clock();
    let id = room.answerable(&service);
    link::ask_to_quit(&room.profile, End::Clock).unwrap();
    service.wait_until_taken_down(id).unwrap();
    assert!(clock.wait().success(), "and then it ends");
    assert_eq!(room.agenda().on_screen().unwrap().len(), 1, "the next clock shows it again");
}

#[test]
fn removed_from_this_computer_no_word_of_it_stays_on_the_screen() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    let mut clock = room.clock();
    let id = room.answerable(&service);
    settled(&room);
    // As when the window's request to quit came to nothing.
    for folder in room.profile.own_folders() {
        until("the folder is away", || fs::remove_dir_all(folder).is_ok() || !folder.exists());
    }
    service.wait_until_taken_down(id).unwrap();
    assert!(clock.wait().success(), "it notices by itself");
}

#[test]
fn a_profile_with_a_very_long_path_works() {
    let folder = tempfile::tempdir().unwrap();
    let deep = folder.path().join("d".repeat(120)).join("e".repeat(120));
    let profile = Profile::find(Some(Path::new(&deep))).unwrap();
    let (_listening, heard) = window(&profile);
    link::tell(&profile, End::Window, &["tonight"]);
    assert_eq!(heard.recv_timeout(PATIENCE).unwrap(), stale(), "sockets have 108 bytes for a path");
    assert!(link::listen(&profile, End::Window, |_| {}).unwrap().is_none(), "two windows at once are one");
}

#[test]
fn removed_from_this_computer_the_clock_ends_and_makes_nothing_of_it_anew() {
    let room = Bedroom::new();
    drop(room.agenda());
    let mut clock = room.clock();
    until_it_listens(&room.profile);
    settled(&room);
    // As when the window's request to quit came to nothing.
    for folder in room.profile.own_folders() {
        // The clock may write once more while it goes.
        until("the folder is away", || fs::remove_dir_all(folder).is_ok() || !folder.exists());
    }
    assert!(clock.wait().success(), "it notices by itself");
    link::tell(&room.profile, End::Clock, &["agenda"]);
    let there = fs::read_dir(room.folder.path()).unwrap().map(|one| one.unwrap().path());
    assert_eq!(there.collect::<Vec<_>>(), <[&Path; 0]>::default(), "and nothing is there again");
}

#[test]
fn it_is_on_time() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.plan("Check-in", Wording::Full);
    let due: DateTime<Utc> = room.agenda().span().unwrap().0.unwrap();
    let _clock = room.clock();
    service.wait_for(1).unwrap();
    let late = SystemClock.now() - due;
    assert!(late >= TimeDelta::zero() && late < TimeDelta::seconds(2), "not early, and not late: {late}");
}

#[test]
fn frozen_past_its_time_it_says_once_when_it_was_planned() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    drop(room.agenda());
    let clock = room.clock();
    until_it_listens(&room.profile);
    room.plan_in(TimeDelta::seconds(6), "Check-in", Wording::Full);
    settled(&room);
    clock.freeze();
    until("its second has struck", || room.agenda().span().unwrap().0.is_none());
    room.shift_time(TimeDelta::minutes(5));
    assert!(service.shown().is_empty(), "whoever sleeps raises nothing");
    clock.thaw();
    let shown = service.wait_for(1).unwrap();
    assert!(
        shown[0].summary.starts_with("Check-in, planned for "),
        "not that it is now: {}",
        shown[0].summary
    );
    settled(&room);
    assert_eq!(service.shown().len(), 1, "once");
}

#[test]
fn woken_from_sleep_it_tells_the_window_that_it_is_another_time() {
    let room = Bedroom::new();
    let logind = Logind::start(&room.bus).unwrap();
    drop(room.agenda());
    let (_listening, heard) = window(&room.profile);
    let _clock = room.clock();
    until_it_listens(&room.profile);
    let mut told = None;
    // It hears logind from some moment on; what is said before that is said to nobody.
    until("the window hears of it", || {
        logind.prepare_for_sleep(false).unwrap();
        told = heard.recv_timeout(Duration::from_millis(100)).ok();
        told.is_some()
    });
    let message = told.unwrap();
    assert_eq!(message, stale(), "its timers stood still meanwhile");
}

#[test]
fn an_agenda_that_was_put_in_place_anew_is_the_one_that_counts() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    drop(room.agenda());
    let _clock = room.clock();
    until_it_listens(&room.profile);
    settled(&room);
    fs::remove_file(room.profile.agenda()).unwrap();
    for companion in ["agenda.db-wal", "agenda.db-shm"] {
        let _ = fs::remove_file(room.profile.data.join(companion));
    }
    room.plan("Check-in", Wording::Full);
    link::tell(&room.profile, End::Clock, &["agenda"]);
    service.wait_for(1).unwrap();
}
