//! Nobody is interrupted who does not want to be: what falls due meanwhile is held, and offered once.
#![cfg(target_os = "linux")]

mod bedroom;

use std::error::Error;

use bedroom::{Bedroom, settled, until, until_it_listens};
use chrono::TimeDelta;
use nightstand_app::desktop::Desktop;
use nightstand_app::link::{self, End};
use nightstand_app::passing::PauseFor;
use nightstand_app::ports::{Clock, SystemClock};
use nightstand_domain::ritual::Wording;
use nightstand_journeys::notifications::Notifications;
use nightstand_screen::Screen;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, PropMode, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

#[test]
fn held_while_nobody_wants_to_be_disturbed_and_offered_once_afterwards() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    service.inhibit(true).unwrap();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    service.wait_until_held().unwrap();
    assert!(service.shown().is_empty(), "it waits");
    assert!(room.agenda().cards().unwrap().is_empty(), "and nothing was written down about it");
    room.shift_time(TimeDelta::minutes(5));
    service.inhibit(false).unwrap();
    let shown = service.wait_for(1).unwrap();
    assert!(shown[0].summary.starts_with("Check-in, planned for "), "it says when: {}", shown[0].summary);
    service.inhibit(true).unwrap();
    service.inhibit(false).unwrap();
    settled(&room);
    assert_eq!(service.shown().len(), 1, "once");
}

#[test]
fn held_longer_than_its_moment_it_stands_on_the_card() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    service.inhibit(true).unwrap();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    service.wait_until_held().unwrap();
    // Its moment lasts an hour; near the couple's morning the day would be another one by then.
    let today = room.agenda().today();
    let over = SystemClock.now() + TimeDelta::minutes(62);
    room.shift_time(TimeDelta::minutes(62));
    service.inhibit(false).unwrap();
    link::tell(&room.profile, End::Clock, &["agenda"]);
    if today.holds(over) {
        until("it stands on the card", || room.agenda().cards().unwrap().len() == 1);
    }
    settled(&room);
    assert!(service.shown().is_empty(), "nothing pops up about what is over");
}

#[test]
fn a_pause_holds_everything_and_offers_it_once_when_it_ends() {
    let room = Bedroom::new();
    let service = Notifications::start(&room.bus).unwrap();
    room.agenda().pause(PauseFor::Hour).unwrap();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock();
    until("its second has struck", || room.agenda().span().unwrap().0.is_none());
    settled(&room);
    assert!(service.shown().is_empty(), "a pause is a pause");
    room.agenda().resume().unwrap();
    link::tell(&room.profile, End::Clock, &["agenda"]);
    service.wait_for(1).unwrap();
    settled(&room);
    assert_eq!(service.shown().len(), 1, "once");
}

#[test]
fn a_pause_ends_by_itself() {
    let room = Bedroom::new();
    let mut agenda = room.agenda();
    let hour = {
        let mut agenda = room.agenda();
        agenda.pause(PauseFor::Hour).unwrap();
        agenda.paused_until().unwrap().unwrap()
    };
    let apart = (hour - SystemClock.now() - TimeDelta::hours(1)).abs();
    assert!(apart < TimeDelta::seconds(5), "an hour is an hour");
    let sleeps = agenda.decide().unwrap().sleep_until.unwrap();
    assert!(sleeps <= hour, "the clock wakes when it ends");
    room.agenda().pause(PauseFor::UntilTomorrow).unwrap();
    let morning = room.agenda().paused_until().unwrap().unwrap();
    assert!(!agenda.today().holds(morning), "tomorrow is another day of theirs");
    assert!(agenda.today().holds(morning - TimeDelta::seconds(1)), "and begins at their hour");
}

#[test]
fn held_by_a_window_that_fills_the_screen_and_offered_when_it_goes() {
    let screen = Screen::open(800, 600).unwrap();
    let room = Bedroom::new();
    let service = Notifications::at(&screen.bus(), &["actions", "body"]).unwrap();
    let film = FullScreen::open(&screen).unwrap();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock_on(&screen);
    service.wait_until_held().unwrap();
    assert!(service.shown().is_empty(), "nobody is interrupted");
    let found = Desktop::read(&room.profile).unwrap();
    assert!(found.full_screen && found.undisturbed && found.buttons, "the clock says who answers: {found:?}");
    drop(film);
    service.wait_for(1).unwrap();
    until("the ledger knows its id", || !room.agenda().on_screen().unwrap().is_empty());
}

#[test]
fn what_it_found_goes_with_the_clock() {
    let room = Bedroom::new();
    let service = Notifications::with(&room.bus, &["body"]).unwrap();
    drop(room.agenda());
    let mut clock = room.clock();
    until_it_listens(&room.profile);
    let found = || Desktop::read(&room.profile).filter(|found| found.service.is_some());
    until("it is written down", || found().is_some());
    assert_eq!(found().unwrap().service.as_deref(), Some("bedside"), "in the service's own name");
    assert!(!found().unwrap().buttons && !found().unwrap().full_screen, "what is missing is missing");
    link::ask_to_quit(&room.profile, End::Clock).unwrap();
    assert!(clock.wait().success());
    assert_eq!(Desktop::read(&room.profile), None, "nobody would notice a change any more");
    drop(service);
}

/// A window that fills the whole screen and is in use. It goes with this.
struct FullScreen {
    _display: RustConnection,
}

impl FullScreen {
    fn open(screen: &Screen) -> Result<Self, Box<dyn Error>> {
        let (display, number) = RustConnection::connect(Some(screen.display()))?;
        let root = display.setup().roots[number].root;
        let window = display.generate_id()?;
        let look = CreateWindowAux::new();
        display.create_window(
            x11rb::COPY_DEPTH_FROM_PARENT,
            window,
            root,
            0,
            0,
            200,
            100,
            0,
            WindowClass::INPUT_OUTPUT,
            x11rb::COPY_FROM_PARENT,
            &look,
        )?;
        let atom = |name: &str| -> Result<Atom, Box<dyn Error>> {
            Ok(display.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let (state, full) = (atom("_NET_WM_STATE")?, atom("_NET_WM_STATE_FULLSCREEN")?);
        display.change_property32(PropMode::REPLACE, window, state, AtomEnum::ATOM, &[full])?;
        display.map_window(window)?;
        let active = atom("_NET_ACTIVE_WINDOW")?;
        let in_use = || -> Result<bool, Box<dyn Error>> {
            let told: Vec<Window> = display
                .get_property(false, root, active, AtomEnum::WINDOW, 0, 1)?
                .reply()?
                .value32()
                .map(Iterator::collect)
                .unwrap_or_default();
            Ok(told == [window])
        };
        until("the window is in use", || in_use().unwrap());
        Ok(Self { _display: display })
    }
}
