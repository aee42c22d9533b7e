//! `cargo xtask bench`: the release build beside a bare window and a bare database, in one run.

use std::process::Command;

use crate::packages::{self, For};
use crate::{Outcome, needs, say, test, tree, ui};

/// Builds what is measured, as it is shipped, and measures it.
pub(crate) fn bench(arguments: &[String]) -> Outcome {
    needs::check()?;
    packages::bring(For::Unseen)?;
    ui::build()?;
    crate::run::build("release")?;
    say::heading("Building the bare window and the drivers");
    let mut cargo = tree::cargo();
    cargo.args(["build", "--release"]);
    cargo.args(["-p", "nightstand-floor", "-p", "nightstand-drivers", "-p", "nightstand-bench"]);
    tree::must(&mut cargo, "The build")?;
    say::heading("Building a window that can be driven");
    let mut cargo = tree::cargo();
    cargo.arg("build").args(test::FEATURES);
    cargo.args(["--bin", "nightstand", "--bin", "nightstand-clock", "--bin", "frames"]);
    tree::must(&mut cargo, "The build")?;
    tree::must(Command::new(tree::program("release", "nightstand-bench")?).args(arguments), "The benchmark")
}
