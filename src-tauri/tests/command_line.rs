//! The window's command line. It is answered before there is any window, so that no screen is needed.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use std::fs;
use std::process::Command;

#[test]
fn help_and_version_are_answered_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    for (flag, said) in [("--help", "NIGHTSTAND_PROFILE"), ("--version", env!("CARGO_PKG_VERSION"))] {
        let mut window = Command::new(env!("CARGO_BIN_EXE_nightstand"));
        window
            .args([flag, "--profile"])
            .arg(folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        let answer = window.output().unwrap();
        let words = String::from_utf8(answer.stdout).unwrap();
        assert!(answer.status.success() && answer.stderr.is_empty(), "{flag} is no mistake");
        assert!(words.contains(said) && words.contains("nightstand"), "{flag} answers: {words}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "asking makes no profile");
}

#[test]
fn a_page_that_there_is_not_is_refused_before_there_is_a_window_and_the_pages_are_named() {
    let mut window = Command::new(env!("CARGO_BIN_EXE_nightstand"));
    let answer = window.args(["--page", "nonsense"]).output().unwrap();
    let words = String::from_utf8(answer.stderr).unwrap();
    assert_eq!(answer.status.code(), Some(2), "{words}");
    assert!(words.contains("tonight, rituals, reading, us, drawer, settings"), "{words}");
}
