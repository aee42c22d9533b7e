//! The clock's command line, and what a terminal sees of it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use nightstand_app::link::{self, End, Message};
use nightstand_app::profile::Profile;

const CLOCK: &str = env!("CARGO_BIN_EXE_nightstand-clock");

#[test]
fn help_and_version_are_answered_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    for (flag, said) in [("--help", "NIGHTSTAND_PROFILE"), ("--version", env!("CARGO_PKG_VERSION"))] {
        let answer = Command::new(CLOCK).args([flag, "--profile"]).arg(folder.path()).output().unwrap();
        let words = String::from_utf8(answer.stdout).unwrap();
        assert!(answer.status.success() && answer.stderr.is_empty(), "{flag} is no mistake");
        assert!(words.contains(said) && words.contains("nightstand-clock"), "{flag} answers: {words}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "asking makes no profile");
}

/// A clock on no bus, once it listens.
fn started(profile: &Profile) -> Child {
    let clock = Command::new(CLOCK)
        .arg("--profile")
        .arg(profile.root.as_ref().unwrap())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !matches!(link::say(profile, End::Clock, &Message::Ping), Ok(Some(_))) {
        assert!(begun.elapsed() < Duration::from_secs(60), "the clock never listened");
        std::thread::yield_now();
    }
    clock
}

#[test]
fn quit_ends_the_clock_that_runs_and_says_what_it_did() {
    let folder = tempfile::tempdir().unwrap();
    let quit = || {
        let answer = Command::new(CLOCK).args(["--quit", "--profile"]).arg(folder.path()).output().unwrap();
        assert!(answer.status.success() && answer.stderr.is_empty(), "afterwards none runs, so all is well");
        String::from_utf8(answer.stdout).unwrap()
    };
    assert!(quit().starts_with("No clock was running"), "there was none");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "and asking makes no profile");
    let clock = started(&Profile::at(folder.path()));
    assert!(quit().starts_with("The clock has ended"), "the one that ran is asked");
    assert!(clock.wait_with_output().unwrap().status.success(), "and has ended as it should");
    assert!(quit().starts_with("No clock was running"), "nor is there one now");
}

#[test]
fn a_clock_that_was_struck_down_is_started_again_and_one_that_was_asked_to_end_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::at(folder.path());
    let mut first = started(&profile);
    link::watch_over_clock(&profile);
    first.kill().unwrap();
    first.wait().unwrap();
    let begun = Instant::now();
    while !matches!(link::say(&profile, End::Clock, &Message::Ping), Ok(Some(_))) {
        assert!(begun.elapsed() < Duration::from_secs(60), "nobody started another");
        std::thread::yield_now();
    }
    assert!(link::ask_to_quit(&profile, End::Clock).unwrap(), "there is one again");
    assert!(matches!(link::say(&profile, End::Clock, &Message::Ping), Ok(None)), "and it stays away");
}

#[test]
fn the_first_start_says_nothing_where_nothing_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let profile = Profile::at(folder.path());
    let clock = started(&profile);
    link::ask_to_quit(&profile, End::Clock).unwrap();
    let ended = clock.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "a terminal stays clean");
    assert!(fs::read_dir(profile.state.join("logs")).unwrap().count() > 0, "diagnostics have their file");
}
