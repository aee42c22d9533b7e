//! A profile with a clock of its own, on a bus of its own.
#![allow(dead_code, reason = "each test program uses its own part of it")]

use std::fs;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, Timelike};
use chrono_tz::Tz;
use nightstand_app::agenda::Agenda;
use nightstand_app::link::{self, End, Message};
use nightstand_app::ports::{Clock, SystemClock};
use nightstand_app::profile::Profile;
use nightstand_domain::ids::{EntityId, RitualId};
use nightstand_domain::ritual::Wording;
use nightstand_domain::schedule::plan::{Evening, PlanSource};
use nightstand_domain::schedule::{Rhythm, Series};
use nightstand_journeys::notifications::{Notifications, PrivateBus};
use nightstand_screen::Screen;
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// A profile on a private bus.
pub struct Bedroom {
    pub folder: TempDir,
    pub bus: PrivateBus,
    pub profile: Profile,
}

impl Bedroom {
    /// Waits for the one banner, and until the ledger knows its id: from then on an answer finds its plan.
    pub fn answerable(&self, service: &Notifications) -> u32 {
        let id = service.wait_for(1).unwrap()[0].id;
        until("the ledger knows its id", || !self.agenda().on_screen().unwrap().is_empty());
        id
    }

    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::find(Some(folder.path())).unwrap();
        Self { bus: PrivateBus::start().unwrap(), profile, folder }
    }

    pub fn agenda(&self) -> Agenda {
        Agenda::open_or_create(&self.profile, Arc::new(SystemClock)).unwrap()
    }

    /// Plans a check-in for the next second but one, and returns its evening.
    pub fn plan(&self, title: &str, wording: Wording) -> Evening {
        self.plan_in(TimeDelta::milliseconds(1900), title, wording)
    }

    /// Plans a check-in for so much later, to the second.
    pub fn plan_in(&self, time: TimeDelta, title: &str, wording: Wording) -> Evening {
        let plan = planned_in(time, title, wording);
        let evening = (plan.plan, plan.series.start.date());
        self.agenda().refresh(&[plan]).unwrap();
        evening
    }

    pub fn clock(&self) -> Running {
        self.clock_until("")
    }

    /// A clock on a screen, and on that screen's bus.
    pub fn clock_on(&self, screen: &Screen) -> Running {
        let mut clock = screen.command(env!("CARGO_BIN_EXE_clock-under-test"));
        Running(clock.arg(self.folder.path()).stdin(Stdio::null()).spawn().unwrap())
    }

    /// What the clock takes for the time is this much later than it is, from its next look on.
    pub fn shift_time(&self, by: TimeDelta) {
        fs::write(self.folder.path().join("ahead"), by.num_seconds().to_string()).unwrap();
    }

    /// A clock that is struck down at `moment`.
    pub fn clock_until(&self, moment: &str) -> Running {
        let mut clock = Command::new(env!("CARGO_BIN_EXE_clock-under-test"));
        clock.arg(self.folder.path()).args(Some(moment).filter(|moment| !moment.is_empty()));
        clock.env("DBUS_SESSION_BUS_ADDRESS", self.bus.address()).env_remove("DISPLAY");
        clock.env("DBUS_SYSTEM_BUS_ADDRESS", self.bus.address());
        Running(clock.stdin(Stdio::null()).spawn().unwrap())
    }
}

fn planned_in(time: TimeDelta, title: &str, wording: Wording) -> PlanSource {
    let at = (SystemClock.now() + time).with_nanosecond(0).unwrap().naive_utc();
    PlanSource {
        plan: RitualId::from(EntityId::from_bytes([7; 16])),
        title: title.into(),
        wording,
        series: Series { rhythm: Rhythm::default(), start: at, zone: Tz::UTC },
        lead: Some(0),
        minutes: 10,
        paused: false,
        away: Vec::new(),
    }
}

/// A clock's process. It does not outlive its test.
pub struct Running(pub Child);

impl Running {
    pub fn wait(&mut self) -> ExitStatus {
        self.0.wait().unwrap()
    }

    /// Freezes it until it is thawed, as suspend does; never while it writes, for suspend freezes whoever would wait
    /// for that as well.
    pub fn freeze(&self) {
        until("it writes nothing", || {
            kill_process(Pid::from_child(&self.0), Signal::STOP).unwrap();
            let writes = self.writes();
            if writes {
                self.thaw();
            }
            !writes
        });
    }

    /// Whether it holds SQLite's lock of whoever writes, which is POSIX's; its own lock of the profile is not.
    fn writes(&self) -> bool {
        let (locks, own) = (fs::read_to_string("/proc/locks").unwrap(), self.0.id().to_string());
        locks
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .any(|words| matches!(words[..], [_, "POSIX", _, "WRITE", pid, ..] if pid == own))
    }

    pub fn thaw(&self) {
        kill_process(Pid::from_child(&self.0), Signal::CONT).unwrap();
    }

    pub fn struck_down(mut self) {
        assert!(!self.wait().success(), "it was struck down at the moment that was named");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the clock has answered on its socket.
pub fn until_it_listens(profile: &Profile) {
    let begun = Instant::now();
    while !matches!(link::say(profile, End::Clock, &Message::Ping), Ok(Some(_))) {
        assert!(begun.elapsed() < Duration::from_secs(90), "the clock never listened");
        std::thread::yield_now();
    }
}

/// Looks at the agenda until it says what it must; both processes write to it.
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(90), "{what}");
        std::thread::yield_now();
    }
}

/// Waits until the clock has looked at its agenda: what is told after that is told by a clock at rest.
pub fn settled(room: &Bedroom) {
    // Messages are taken in order, and each is followed by a look.
    for _ in 0..2 {
        link::tell(&room.profile, End::Clock, &["agenda"]);
    }
    until_it_listens(&room.profile);
}
