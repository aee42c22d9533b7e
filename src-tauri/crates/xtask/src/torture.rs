//! `cargo xtask torture`: killed processes, cut power, full disks and turned bits, long work beside somebody who types, and
//! what a drawer may cost: all of it. A slice of each runs with the ordinary tests.

use crate::{Outcome, needs, say, tree};

/// The tests of `nightstand-torture`.
pub(crate) const SUITES: [&str; 7] = ["kill", "power", "full", "bits", "wal", "beside", "pages"];

/// Asks the suites for every case; `nightstand_torture::FULL` is the same word.
const FULL: &str = "NIGHTSTAND_TORTURE";

/// Runs one suite or all of them; what each of them found out is printed as it ends.
pub(crate) fn torture(suite: Option<&str>) -> Outcome {
    needs::check()?;
    say::heading("Torturing the drawer; this takes half an hour");
    let mut cargo = tree::cargo();
    cargo.args(["test", "--locked", "--profile", "torture", "-p", "nightstand-torture", "--no-fail-fast"]);
    for one in SUITES.iter().filter(|one| suite.is_none_or(|suite| suite == **one)) {
        cargo.args(["--test", one]);
    }
    tree::must(cargo.args(["--", "--nocapture"]).env(FULL, "1"), "The torture")
}
