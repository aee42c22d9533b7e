//! What the clock's driver says where it cannot measure anything.

#![allow(clippy::expect_used, reason = "a test that cannot be set up stops with the reason")]

use std::process::{Command, Stdio};

use nightstand_app::ports::{Clock as _, SystemClock};

#[test]
fn without_a_session_bus_it_ends_at_once_with_a_reason() {
    let nowhere = tempfile::tempdir().expect("a folder");
    let due = SystemClock.now().timestamp() + 86_400;
    let said = Command::new(env!("CARGO_BIN_EXE_clock-driver"))
        .arg(due.to_string())
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", nowhere.path().join("bus").display()))
        .env("XDG_RUNTIME_DIR", nowhere.path())
        .env_remove("DISPLAY")
        .stdin(Stdio::null())
        .output()
        .expect("the driver");
    let reason = String::from_utf8_lossy(&said.stderr);
    assert!(
        !said.status.success() && reason.contains("no notification service"),
        "not a day later: {reason}"
    );
}
