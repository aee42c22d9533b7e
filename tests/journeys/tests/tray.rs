//! The tray: it says what is next and no more than it may, and what is chosen in it is done at once.
#![cfg(target_os = "linux")]

mod bedroom;

use bedroom::{Bedroom, until, until_it_listens};
use nightstand_app::desktop::Desktop;
use nightstand_app::link::{self, End};
use nightstand_app::passing::Settled;
use nightstand_domain::ritual::Wording;
use nightstand_journeys::notifications::Notifications;
use nightstand_journeys::tray::TrayHost;

const QUIT: &str = "Quit: no reminders until Nightstand is opened again";

/// The menu's words, from top to bottom.
fn words(host: &TrayHost) -> Vec<String> {
    host.menu().unwrap().into_iter().map(|line| line.words).collect()
}

#[test]
fn it_says_what_is_next_and_what_can_be_done_about_it() {
    let room = Bedroom::new();
    let host = TrayHost::at(room.bus.address()).unwrap();
    room.plan("Tea_time & <talk>", Wording::Full);
    let _clock = room.clock();
    host.wait_for_icon().unwrap();
    let menu = words(&host);
    assert!(menu[0].starts_with("Tea__time & <talk> at "), "what is next, as it is called: {menu:?}");
    let rest = ["Start", "", "Pause for an hour", "Pause until tomorrow", "", "Open Nightstand", QUIT];
    assert_eq!(menu[1..], rest, "and everything that the tray is for");
    assert!(host.tooltip().unwrap().starts_with("Tea_time &amp; &lt;talk&gt; at "), "no words become markup");
    assert_eq!(host.sizes().unwrap(), [22, 24, 32, 48], "drawn for every common panel");
}

#[test]
fn a_discreet_plan_is_a_time_and_nothing_more() {
    let room = Bedroom::new();
    let host = TrayHost::at(room.bus.address()).unwrap();
    room.plan("About money", Wording::Discreet);
    let _clock = room.clock();
    host.wait_for_icon().unwrap();
    let shown = format!("{:?} {}", words(&host), host.tooltip().unwrap());
    assert!(!shown.contains("money"), "no title: {shown}");
    assert!(host.tooltip().unwrap().starts_with("At "), "at most a time");
}

#[test]
fn a_pause_from_the_tray_is_a_pause_everywhere_and_resume_ends_it() {
    let room = Bedroom::new();
    let host = TrayHost::at(room.bus.address()).unwrap();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    host.wait_for_icon().unwrap();
    host.choose("Pause for an hour").unwrap();
    until("it is paused", || room.agenda().paused_until().unwrap().is_some());
    until("the tray says so", || host.tooltip().unwrap().starts_with("Paused until "));
    assert!(!words(&host).contains(&"Pause for an hour".to_owned()), "one way on and one way back");
    host.choose("Resume reminders").unwrap();
    until("it goes on", || room.agenda().paused_until().unwrap().is_none());
    until("the tray says so", || host.tooltip().unwrap().starts_with("Check-in at "));
}

#[test]
fn started_from_the_tray_the_banner_leaves_the_screen() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    let host = TrayHost::at(room.bus.address()).unwrap();
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    let id = room.answerable(&service);
    host.choose("Start").unwrap();
    service.wait_until_taken_down(id).unwrap();
    assert!(room.agenda().changes().unwrap().settled.contains(&evening), "tonight knows that it began");
    until("nothing is next", || host.tooltip().unwrap() == "No reminder ahead");
}

#[test]
fn it_follows_the_agenda_at_once() {
    let room = Bedroom::new();
    let host = TrayHost::at(room.bus.address()).unwrap();
    let evening = room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    until("it says what is next", || host.tooltip().unwrap().starts_with("Check-in at "));
    room.agenda().settle(evening, Settled::LetGo).unwrap();
    link::tell(&room.profile, End::Clock, &["agenda"]);
    until("and nothing of what was let go", || host.tooltip().unwrap() == "No reminder ahead");
}

#[test]
fn it_comes_with_a_place_for_it_and_goes_without_one() {
    let room = Bedroom::new();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    until("it was looked for", || Desktop::read(&room.profile).is_some());
    let tray = || Desktop::read(&room.profile).unwrap().tray;
    assert!(!tray(), "a desktop without a tray loses nothing");
    let host = TrayHost::at(room.bus.address()).unwrap();
    host.wait_for_icon().unwrap();
    until("it is written down", tray);
    drop(host);
    until("it is gone", || !tray());
    TrayHost::at(room.bus.address()).unwrap().wait_for_icon().unwrap();
}

#[test]
fn quit_in_the_tray_ends_the_clock_and_the_menu_said_what_that_means() {
    let room = Bedroom::new();
    let host = TrayHost::at(room.bus.address()).unwrap();
    room.plan("Check-in", Wording::Full);
    let mut clock = room.clock();
    until_it_listens(&room.profile);
    host.wait_for_icon().unwrap();
    assert!(words(&host).contains(&QUIT.to_owned()), "it says so before it is chosen");
    // The clock may be gone before it has answered the click.
    let _ = host.choose(QUIT);
    assert!(clock.wait().success(), "it ends as asked");
}
