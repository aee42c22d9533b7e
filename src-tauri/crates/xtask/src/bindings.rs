//! `cargo xtask bindings`: the TypeScript side of the boundary.

use std::fs;

use crate::{Outcome, tree};

/// Writes `ui/src/host/bindings.ts` from the Rust types.
pub(crate) fn bindings() -> Outcome {
    let made = tree::cargo()
        .args(["run", "--quiet", "-p", "nightstand", "--example", "bindings"])
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| format!("cargo could not be started: {error}"))?;
    if !made.status.success() {
        return Err("The bindings could not be made; the compiler's words are above.".to_owned());
    }
    let file = tree::ui().join("src/host/bindings.ts");
    fs::write(&file, made.stdout).map_err(|error| format!("{} could not be written: {error}", file.display()))
}
