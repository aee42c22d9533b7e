//! A screen comes up, and goes without a trace.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::time::Duration;

use nightstand_screen::{Screen, Waited, picture_of, wait_for_file};

#[test]
fn a_screen_leaves_no_process_behind() {
    let screen = Screen::open(640, 480).expect("xvfb, dbus and openbox are installed");
    let note = screen.runtime().join("note");
    // Detached as thoroughly as the clock is: a session of its own, and its parent gone. Who says that it is here stays
    // what it is: a process that becomes another program has no environment for a moment.
    let detached = format!("setsid sh -c 'echo here > {}; sleep 600; true' &", note.display());
    screen.command("sh").args(["-c", &detached]).status().expect("a shell runs");
    let waited = wait_for_file(&note, None, Duration::from_secs(20)).expect("the folder can be watched");
    assert_eq!(waited, Waited::Happened, "the detached process runs");
    let left = screen.processes();
    let runtime = screen.runtime().to_owned();
    assert!(!left.is_empty(), "it is known by the mark in its environment");
    drop(screen);
    let remain =
        |pid: &nightstand_screen::Pid| Path::new(&format!("/proc/{}", pid.as_raw_nonzero())).exists();
    assert!(!left.iter().any(remain), "nothing started on a screen outlives it");
    assert!(!runtime.exists(), "its runtime folder goes with it");
}

#[test]
fn a_picture_is_taken_of_what_stands_there() {
    let screen = Screen::open(320, 200).expect("xvfb, dbus and openbox are installed");
    let file = screen.runtime().join("picture.png");
    picture_of(&screen, &file).expect("imagemagick is installed");
    assert!(
        fs::metadata(&file).is_ok_and(|found| found.len() > 0),
        "a picture of an empty screen is one too"
    );
}

#[test]
fn two_screens_do_not_share_a_bus() {
    let (one, other) = (Screen::open(64, 64).expect("one"), Screen::open(64, 64).expect("another"));
    assert_ne!(one.display(), other.display(), "each has a display of its own");
    assert_ne!(one.bus(), other.bus(), "what one test says on its bus is not heard by the next");
}
