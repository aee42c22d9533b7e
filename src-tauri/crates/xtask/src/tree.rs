//! Where things lie, and how a command is started among them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;

/// The root of the repository, as the cargo that runs this sees it: two clones that build into one folder may
/// share this program, so the one that was compiled is not always the one that is meant.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
    let here = PathBuf::from(here);
    here.ancestors().nth(3).map_or_else(|| here.clone(), Path::to_owned)
}

/// The UI's folder.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo puts what it builds, wherever it was told to.
pub(crate) fn target() -> Outcome<PathBuf> {
    let asked = cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]).output();
    let said = asked.map_err(|error| format!("cargo could not be asked where it builds: {error}"))?;
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap_or_default();
    said.get("target_directory")
        .and_then(|folder| folder.as_str())
        .map(PathBuf::from)
        .ok_or_else(|| "cargo did not say where it builds".to_owned())
}

/// The cargo that runs this, in the root, as if it had been called from a shell: what cargo told this
/// program about itself would look like a change to the packages that are built next.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "LD_LIBRARY_PATH"
        {
            command.env_remove(&name);
        }
    }
    command
}

/// npm in the UI's folder.
pub(crate) fn npm() -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(ui()).env("NO_UPDATE_NOTIFIER", "1");
    command
}

/// Runs `command` on this terminal until it ends well.
pub(crate) fn must(command: &mut Command, what: &str) -> Outcome {
    let status = command.status().map_err(|error| format!("{what} could not be started: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{what} did not succeed; its own words are above.")) }
}

/// A built program's file.
pub(crate) fn program(profile: &str, name: &str) -> Outcome<PathBuf> {
    Ok(target()?.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}
