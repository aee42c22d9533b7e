//! What a journal has to live through: processes that are killed, power that fails, disks that are full, bits
//! that turn over. The real SQLite writes through [`tape`], which looks like the system's own files to it.
//!
//! A bounded slice of each suite runs with the ordinary tests; all of it with `cargo xtask torture`, which
//! sets [`FULL`].

pub mod chance;
pub mod corpus;
pub mod disk;
pub mod floor;
pub mod home;
pub mod story;
pub mod tape;

/// Names the environment variable that asks for the whole suite.
pub const FULL: &str = "NIGHTSTAND_TORTURE";

/// `slice` of the cases in an ordinary run, `whole` of them in a full one.
pub fn cases(slice: usize, whole: usize) -> usize {
    if std::env::var_os(FULL).is_some() { whole } else { slice }
}

/// Whether every case was asked for, in a build that is as quick as what is shipped: then figures are held to what they may be.
pub fn is_full() -> bool {
    std::env::var_os(FULL).is_some() && !cfg!(debug_assertions)
}

/// Puts a figure where whoever reads the run finds it.
pub fn figure(line: &str) {
    use std::io::Write as _;
    // Past the harness, which keeps what a passing test prints to itself.
    let _ = writeln!(std::io::stderr().lock(), "torture: {line}");
}

/// A folder for one suite, in memory where the system offers that: the tape says what is durable, so there is no
/// need to wait for a real disk thousands of times.
///
/// # Panics
/// When none can be made.
pub fn folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a folder can be made")
}
