//! `cargo xtask fuzz`: random bytes for everything that reads what comes from outside.

use std::fs;

use crate::{Outcome, needs, say, tree};

/// Fuzzes one target or all of them for `seconds` each.
pub(crate) fn fuzz(target: Option<&str>, seconds: u32) -> Outcome {
    needs::check()?;
    let found = tree::cargo().args(["fuzz", "--version"]).output().is_ok_and(|said| said.status.success());
    if !found {
        return Err("cargo-fuzz is needed: `cargo install cargo-fuzz`.".to_owned());
    }
    let targets = match target {
        Some(one) => vec![one.to_owned()],
        None => targets()?,
    };
    for target in targets {
        say::heading(&format!("Fuzzing {target} for {seconds} seconds"));
        let mut cargo = tree::cargo();
        // The sanitizer's switches are unstable, and present in the stable compiler all the same.
        cargo.env("RUSTC_BOOTSTRAP", "1").args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", &target, "--"]);
        cargo.arg(format!("-max_total_time={seconds}"));
        tree::must(&mut cargo, &target)?;
    }
    Ok(())
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
