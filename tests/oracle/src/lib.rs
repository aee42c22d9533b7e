//! Somebody else's answer: python-dateutil, zoneinfo and icalendar, in the versions that
//! `tests/fixtures/oracle-requirements.txt` names. `cargo xtask oracle` brings them, and so does a test that
//! does not find them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, thread};

use serde_json::Value;

/// Asks the oracle one question.
///
/// # Panics
/// When it cannot be brought or does not answer: a comparison is never passed over.
pub fn ask(question: &Value) -> Value {
    let mut oracle = Command::new(python())
        .args(["-c", include_str!("../oracle.py")])
        // The zones of the requirements, not those that this system happens to have.
        .env("PYTHONTZPATH", "")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the oracle starts");
    let mut input = oracle.stdin.take().expect("a pipe");
    let words = question.to_string();
    let writer = thread::spawn(move || input.write_all(words.as_bytes()));
    let said = oracle.wait_with_output().expect("the oracle ends");
    writer.join().expect("the question was put").expect("the oracle listens");
    assert!(said.status.success(), "the oracle failed; its own words are above");
    serde_json::from_slice(&said.stdout).expect("the oracle answers in JSON")
}

/// The interpreter that has what the requirements name.
fn python() -> &'static Path {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        if let Some(python) = env::var_os("NIGHTSTAND_ORACLE") {
            return python.into();
        }
        // Asked while it runs: clones that build into one folder share what they compiled.
        let here = env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
        let mut bring = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        bring.args(["run", "--quiet", "--locked", "--package", "xtask", "--", "oracle"]).current_dir(here);
        let said = bring.stderr(Stdio::inherit()).output().expect("cargo starts");
        assert!(said.status.success(), "the oracle could not be brought; the reason is above");
        let lines = String::from_utf8_lossy(&said.stdout).into_owned();
        lines.lines().last().expect("xtask says where the interpreter is").trim().into()
    })
}
