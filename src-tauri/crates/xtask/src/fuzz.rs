//! `cargo xtask fuzz`: random bytes for everything that reads what comes from outside.
//!
//! The targets are built without a sanitizer: what they call is safe Rust, so the address sanitizer would
//! find nothing that the programs' own checks do not, and it needs switches that a stable compiler does not
//! have.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::steps::{Counts, Steps};
use crate::{Outcome, needs, say, tree};

/// The version that is brought where there is none.
const CARGO_FUZZ: &str = "0.13.2";

/// Longer than any input takes, even where other programs have the processor, and more memory than any needs.
const LIMITS: [&str; 2] = ["-timeout=30", "-rss_limit_mb=1024"];

/// Fuzzes one target or all of them for `seconds` each. What is found on the way is kept for the next time.
pub(crate) fn fuzz(target: Option<&str>, seconds: u32) -> Outcome {
    needs::check()?;
    let known = targets()?;
    let wanted: Vec<&String> = known.iter().filter(|name| target.is_none_or(|one| one == *name)).collect();
    if wanted.is_empty() {
        return Err(format!("There is no such target. There are: {}.", known.join(", ")));
    }
    bring()?;
    for name in wanted {
        say::heading(&format!("Fuzzing {name} for {seconds} seconds"));
        let mut run = run(name, "corpus")?;
        run.args(LIMITS).arg(format!("-max_total_time={seconds}"));
        tree::must(&mut run, name)?;
    }
    Ok(())
}

/// A short run of every target, the same each time: for `cargo xtask test`.
pub(crate) fn briefly(steps: &mut Steps) {
    if cfg!(windows) {
        return say::line("The parsers are not fuzzed on Windows.");
    }
    steps.run("fuzz formatting", Counts::Itself, own("fmt").arg("--check"));
    match bring().and_then(|()| targets()) {
        Ok(targets) => each_briefly(steps, &targets),
        Err(sentence) => steps.fail("fuzz", &sentence),
    }
}

fn each_briefly(steps: &mut Steps, targets: &[String]) {
    match cargo_fuzz("build") {
        Ok(mut build) => steps.run("fuzz build", Counts::Itself, &mut build),
        Err(sentence) => return steps.fail("fuzz build", &sentence),
    }
    for target in targets {
        let name = format!("fuzz {target}");
        // From the seeds alone: what an earlier run grew would make this one another.
        let emptied = folder().map(|fuzz| fs::remove_dir_all(fuzz.join("brief").join(target)));
        match emptied.and_then(|_| run(target, "brief")) {
            Ok(mut run) => {
                run.args(LIMITS).args(["-seed=1", "-runs=20000", "-max_total_time=5", "-verbosity=0"]);
                steps.run(&name, Counts::Itself, run.arg("-print_final_stats=1"));
            }
            Err(sentence) => steps.fail(&name, &sentence),
        }
    }
}

/// Lints the targets, and what the crates hold for them alone.
pub(crate) fn clippy() -> Command {
    let mut clippy = own("clippy");
    // Nothing is linked here, so libFuzzer need not be built for it.
    clippy.args(["--locked", "--no-default-features", "--lib", "--bins"]);
    if let Ok(folder) = folder() {
        clippy.arg("--target-dir").arg(folder);
    }
    clippy.args(["--", "-D", "warnings"]).env("RUSTFLAGS", "--cfg fuzzing");
    clippy
}

fn own(what: &str) -> Command {
    let mut cargo = tree::cargo();
    cargo.arg(what).args(["--manifest-path", "tests/fuzz/Cargo.toml"]).env("CARGO_TERM_COLOR", "never");
    cargo
}

/// Installs cargo-fuzz below what is built, where nothing else on this computer meets it.
fn bring() -> Outcome {
    let found = with_tools()?.args(["fuzz", "--version"]).output().is_ok_and(|said| said.status.success());
    if found {
        return Ok(());
    }
    let tools = tools()?;
    say::heading(&format!("Installing cargo-fuzz {CARGO_FUZZ} into {}", tools.display()));
    let mut install = tree::cargo();
    // It only starts other programs: built plainly it is there in half the time.
    install.args(["install", "cargo-fuzz", "--locked", "--debug", "--version", CARGO_FUZZ, "--root"]);
    tree::must(install.arg(tools), "Installing cargo-fuzz")
}

/// One target over a folder that grows and the seeds, which stay as they are. Further arguments are
/// libFuzzer's.
fn run(target: &str, grows: &str) -> Outcome<Command> {
    let corpus = folder()?.join(grows).join(target);
    fs::create_dir_all(&corpus)
        .map_err(|error| format!("{} could not be made: {error}", corpus.display()))?;
    let seeds = tree::root().join("tests/fuzz/seeds").join(target);
    let mut run = cargo_fuzz("run")?;
    run.arg(target).arg(corpus).arg(seeds).arg("--");
    Ok(run)
}

fn cargo_fuzz(what: &str) -> Outcome<Command> {
    let mut cargo = with_tools()?;
    cargo.args(["fuzz", what, "--fuzz-dir", "tests/fuzz", "--sanitizer", "none", "--target-dir"]);
    cargo.arg(folder()?).env("CARGO_TERM_COLOR", "never");
    Ok(cargo)
}

fn with_tools() -> Outcome<Command> {
    let known = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&known).chain([tools()?.join("bin")]);
    let path = env::join_paths(folders).map_err(|error| error.to_string())?;
    let mut cargo = tree::cargo();
    cargo.env("PATH", path);
    Ok(cargo)
}

fn folder() -> Outcome<PathBuf> {
    Ok(tree::target()?.join("fuzz"))
}

fn tools() -> Outcome<PathBuf> {
    Ok(tree::target()?.join("tools"))
}

fn targets() -> Outcome<Vec<String>> {
    let folder = tree::root().join("tests/fuzz/fuzz_targets");
    let files =
        fs::read_dir(&folder).map_err(|error| format!("{} could not be read: {error}", folder.display()))?;
    let mut names: Vec<String> = files
        .filter_map(|file| file.ok()?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_built_and_has_seeds() {
        let manifest = fs::read_to_string(tree::root().join("tests/fuzz/Cargo.toml")).unwrap();
        let targets = targets().unwrap();
        assert!(!targets.is_empty(), "there is something to fuzz");
        for target in targets {
            assert!(manifest.contains(&format!("name = \"{target}\"")), "{target} is a program of its own");
            let seeds = fs::read_dir(tree::root().join("tests/fuzz/seeds").join(&target)).unwrap();
            assert!(seeds.count() > 0, "{target} begins with something that is read");
        }
    }
}
