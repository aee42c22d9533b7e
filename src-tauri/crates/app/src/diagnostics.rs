//! A small rotating file of diagnostics for the person to look at when something goes wrong. What people
//! wrote never gets there: errors carry codes and system messages only.

use std::panic;
use std::sync::Mutex;

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::profile::{Profile, private_folder};

/// How many daily files are kept.
const FILES_KEPT: usize = 3;

/// Starts writing diagnostics for the process `name` to the profile's state folder. Without a place to write
/// them, the program goes on without.
pub fn start(profile: &Profile, name: &str) {
    keep_panics_quiet();
    let logs = profile.state.join("logs");
    // The appender looks for old files first, and complains on the terminal where there is no folder yet.
    if private_folder(&logs).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix(name)
        .filename_suffix("log")
        .max_log_files(FILES_KEPT)
        .build(logs);
    if let Ok(appender) = appender {
        // Libraries are not asked: nobody here has read what they would put into a line.
        let ours = Targets::new().with_target("nightstand", tracing::Level::INFO);
        let lines = fmt::layer().with_writer(Mutex::new(appender)).with_ansi(false).with_filter(ours);
        // A second start in one process, as in tests, keeps the first.
        let _ = tracing_subscriber::registry().with(lines).try_init();
    }
}

/// The usual words of a panic can quote the text that was being handled, and the system keeps what a desktop
/// program prints. So a panic tells where it happened, and nothing else.
fn keep_panics_quiet() {
    panic::set_hook(Box::new(|happened| {
        let place = happened.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(place, "a bug ended what was being done");
    }));
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_panic_leaves_its_place_in_the_diagnostics_and_no_private_text() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::at(folder.path());
        let before = panic::take_hook();
        start(&profile, "test");
        let ended = std::thread::spawn(|| panic!("{}", "what somebody wrote")).join();
        panic::set_hook(before);
        assert!(ended.is_err(), "it did panic");
        let logs = fs::read_dir(profile.state.join("logs")).unwrap().flatten();
        let text: String = logs.map(|log| fs::read_to_string(log.path()).unwrap()).collect();
        assert!(text.contains("diagnostics.rs"), "whoever looks for the bug learns where: {text}");
        assert!(!text.contains("somebody wrote"), "and nothing else: {text}");
    }
}
