//! The clock on a real desktop's own programs: Xfce's notification service with its do-not-disturb, and
//! Xfce's panel with its tray.
#![cfg(target_os = "linux")]

mod bedroom;

use std::path::PathBuf;
use std::process::{Command, Stdio};

use bedroom::{Bedroom, settled, until};
use nightstand_app::desktop::Desktop;
use nightstand_domain::ritual::Wording;
use nightstand_screen::Screen;
use tempfile::TempDir;

/// Where distributions put programs that are no commands.
const FOLDERS: [&str; 5] = [
    "/usr/lib/x86_64-linux-gnu/xfce4",
    "/usr/lib/aarch64-linux-gnu/xfce4",
    "/usr/lib64/xfce4",
    "/usr/lib/xfce4",
    "/usr/libexec/xfce4",
];

/// Some of Xfce on a screen of its own, with settings of its own.
struct Xfce {
    screen: Screen,
    home: TempDir,
}

impl Xfce {
    fn start() -> Self {
        let xfce = Self { screen: Screen::open(800, 600).unwrap(), home: tempfile::tempdir().unwrap() };
        xfce.run(&library("xfconf/xfconfd"), &[]);
        until("its settings answer", || xfce.set("probe", "/there", "bool", "true"));
        xfce
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = self.screen.command(program);
        command.args(arguments).env("HOME", self.home.path()).env("XDG_CONFIG_HOME", self.home.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Starts a program that goes on until the screen ends it.
    fn run(&self, program: &str, arguments: &[&str]) {
        self.command(program, arguments).spawn().map(drop).unwrap();
    }

    fn set(&self, channel: &str, name: &str, kind: &str, value: &str) -> bool {
        let list = if kind == "list" { &["-a", "-t", "int"][..] } else { &["-t", kind] };
        let arguments = [&["-c", channel, "-p", name, "-n"], list, &["-s", value]].concat();
        self.command("xfconf-query", &arguments).status().unwrap().success()
    }
}

fn library(name: &str) -> String {
    let places = FOLDERS.iter().map(|folder| PathBuf::from(folder).join(name));
    let found = places.into_iter().find(|place| place.is_file());
    found.unwrap_or_else(|| panic!("{name} is not installed")).display().to_string()
}

#[test]
fn xfces_do_not_disturb_holds_a_reminder_until_it_ends() {
    let xfce = Xfce::start();
    xfce.run(&library("notifyd/xfce4-notifyd"), &[]);
    let room = Bedroom::new();
    drop(room.agenda());
    let _clock = room.clock_on(&xfce.screen);
    let found = || Desktop::read(&room.profile).filter(|found| found.service.is_some());
    until("the service is there", || found().is_some());
    let found = found().unwrap();
    assert_eq!(found.service.as_deref(), Some("Xfce Notify Daemon"));
    assert!(found.buttons && found.undisturbed, "a setting that nobody touched is an answer: {found:?}");
    assert!(xfce.set("xfce4-notifyd", "/do-not-disturb", "bool", "true"));
    room.plan("Check-in", Wording::Full);
    settled(&room);
    until("its second has struck", || room.agenda().span().unwrap().0.is_none());
    settled(&room);
    assert!(room.agenda().on_screen().unwrap().is_empty(), "it waits");
    assert!(xfce.set("xfce4-notifyd", "/do-not-disturb", "bool", "false"));
    until("it is on the screen", || room.agenda().on_screen().unwrap().len() == 1);
}

#[test]
fn xfces_panel_has_a_place_for_the_lamp() {
    let xfce = Xfce::start();
    for (name, kind, value) in [
        ("/configver", "int", "2"),
        ("/panels", "list", "1"),
        ("/panels/panel-1/plugin-ids", "list", "1"),
        ("/panels/panel-1/position", "string", "p=8;x=400;y=585"),
        ("/panels/panel-1/length", "uint", "100"),
        ("/plugins/plugin-1", "string", "systray"),
    ] {
        assert!(xfce.set("xfce4-panel", name, kind, value), "{name} is set");
    }
    xfce.run("xfce4-panel", &["--disable-wm-check"]);
    let room = Bedroom::new();
    room.plan("Check-in", Wording::Full);
    let _clock = room.clock_on(&xfce.screen);
    until("the lamp is in the tray", || Desktop::read(&room.profile).is_some_and(|found| found.tray));
}
