//! `cargo xtask test`: every check there is, and the pictures, which are taken by the same hands.

use std::process::Command;

use crate::packages::{self, For};
use crate::steps::{Counts, Steps};
use crate::{Outcome, fuzz, needs, oracle, tree, ui};

/// One set of features for everything that tests build, or cargo would build it twice. The window lets
/// WebDriver in; what is shipped is built without.
pub(crate) const FEATURES: [&str; 3] = ["--workspace", "--features", "nightstand/automation"];

/// Where the properties begin in `cargo xtask test`: its answer is about what was changed, and the same each
/// time. New ground is for `cargo xtask soak`, as it is for `cargo xtask fuzz`.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20260101");

/// Brings what is missing and runs everything.
pub(crate) fn test() -> Outcome {
    needs::check()?;
    packages::bring(For::Testing)?;
    let mut steps = Steps::default();
    steps.run("formatting", Counts::Itself, tree::cargo().args(["fmt", "--all", "--check"]));
    // The window carries the built UI in itself, so nothing of it compiles before.
    if let Err(sentence) = ui::build() {
        steps.fail("ui build", &sentence);
    }
    of_the_ui(&mut steps);
    of_the_rust(&mut steps);
    fuzz::briefly(&mut steps);
    steps.end()
}

fn of_the_ui(steps: &mut Steps) {
    steps.run("svelte-check", Counts::Itself, tree::npm().args(["run", "--silent", "check"]));
    steps.run("eslint", Counts::Itself, tree::npm().args(["run", "--silent", "lint"]));
    steps.run("vitest", Counts::Vitest, tree::npm().args(["run", "--silent", "test"]).env("NO_COLOR", "1"));
}

fn of_the_rust(steps: &mut Steps) {
    steps.run("clippy", Counts::Itself, cargo("clippy").args(["--all-targets", "--", "-D", "warnings"]));
    steps.run("fuzz clippy", Counts::Itself, &mut fuzz::clippy());
    let mut tests = cargo("test");
    match oracle::bring() {
        Ok(python) => _ = tests.env("NIGHTSTAND_ORACLE", python),
        Err(sentence) => steps.fail("oracle", &sentence),
    }
    // First all programs, because tests start the window, the clock and the drivers.
    steps.run("programs", Counts::Itself, cargo("build").arg("--all-targets"));
    steps.run("tests", Counts::Cargo, tests.arg("--no-fail-fast").env(SEED.0, SEED.1));
}

/// Tries every property with `cases` new cases. What breaks one is printed in its smallest form and kept
/// beside its test.
pub(crate) fn soak(cases: u32) -> Outcome {
    needs::check()?;
    packages::bring(For::Testing)?;
    let mut tests = cargo("test");
    tests.args(["--lib", "--no-fail-fast"]).env_remove(SEED.0).env("PROPTEST_CASES", cases.to_string());
    tree::must(&mut tests, "The soak")
}

fn cargo(what: &str) -> Command {
    let mut cargo = tree::cargo();
    cargo.arg(what).arg("--locked").args(FEATURES).env("CARGO_TERM_COLOR", "never");
    cargo
}

/// Drives the window through its screens and writes a picture of each.
pub(crate) fn picture(only: Option<&str>) -> Outcome {
    needs::check()?;
    packages::bring(For::Testing)?;
    ui::build()?;
    tree::must(cargo("build").arg("--all-targets"), "The build")?;
    let folder = tree::target()?.join("pictures");
    let mut pictures = Command::new(tree::program("debug", "pictures")?);
    tree::must(pictures.arg(folder).args(only), "Taking the pictures")
}
