//! A small rotating file of diagnostics for the person to look at when something goes wrong. What people
//! wrote never gets there: errors carry codes and system messages only.

use std::sync::Mutex;

use tracing_appender::rolling::{RollingFileAppender, Rotation};

use crate::profile::Profile;

/// How many daily files are kept.
const FILES_KEPT: usize = 3;

/// Starts writing diagnostics for the process `name` to the profile's state folder. Without a place to write
/// them, the program goes on without.
pub fn start(profile: &Profile, name: &str) {
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(FILES_KEPT)
        .build(profile.state.join("logs"));
    if let Ok(appender) = appender {
        // A second start in one process, as in tests, keeps the first.
        let _ = tracing_subscriber::fmt()
            .with_writer(Mutex::new(appender))
            .with_ansi(false)
            .with_max_level(tracing::Level::INFO)
            .try_init();
    }
}
