//! `cargo xtask torture`: killed processes, cut power, full disks and turned bits, all of them. A slice of each
//! runs with the ordinary tests.

use crate::test::FEATURES;
use crate::{Outcome, needs, say, tree};

/// The tests of `nightstand-torture`.
pub(crate) const SUITES: [&str; 4] = ["kill", "power", "full", "bits"];

/// Asks the suites for every case; `nightstand_torture::FULL` is the same word.
const FULL: &str = "NIGHTSTAND_TORTURE";

/// Runs one suite or all of them; what each of them found out is printed as it ends.
pub(crate) fn torture(suite: Option<&str>) -> Outcome {
    needs::check()?;
    say::heading("Torturing the drawer; this takes a while");
    let mut cargo = tree::cargo();
    cargo.arg("test").arg("--locked").args(FEATURES).arg("--no-fail-fast");
    for one in SUITES.iter().filter(|one| suite.is_none_or(|suite| suite == **one)) {
        cargo.args(["--test", one]);
    }
    tree::must(cargo.args(["--", "--nocapture"]).env(FULL, "1"), "The torture")
}
