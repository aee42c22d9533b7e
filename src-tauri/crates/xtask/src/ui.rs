//! The UI's packages and its build, each done only when something changed.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

use crate::tree::{must, npm, ui};
use crate::{Outcome, say};

/// Installs the UI's packages when the lock file is newer than what was installed from it.
pub(crate) fn packages() -> Outcome {
    let installed = ui().join("node_modules/.package-lock.json");
    let changed = |file: &Path| fs::metadata(file).and_then(|found| found.modified()).ok();
    if changed(&installed).is_some() && changed(&installed) >= changed(&ui().join("package-lock.json")) {
        return Ok(());
    }
    say::heading("Installing the UI's packages");
    must(npm().args(["ci", "--no-audit", "--no-fund"]), "npm ci")
}

/// Builds the UI when its sources are not the ones that it was last built from.
pub(crate) fn build() -> Outcome {
    packages()?;
    let sources = fingerprint().map_err(|error| format!("The UI's sources could not be read: {error}"))?;
    // Beside the packages and not in `dist`, because everything in `dist` ends up in the program.
    let stamp = ui().join("node_modules/.built-from");
    let built = fs::read_to_string(&stamp).unwrap_or_default();
    if built == sources && ui().join("dist/index.html").is_file() {
        return Ok(());
    }
    say::heading("Building the UI");
    must(npm().args(["run", "build"]), "The UI's build")?;
    fs::write(&stamp, sources).map_err(|error| format!("{} could not be written: {error}", stamp.display()))
}

/// One number for the names and contents of everything that the build reads.
fn fingerprint() -> io::Result<String> {
    let mut files = Vec::new();
    collect(&ui().join("src"), &mut files)?;
    for name in ["index.html", "package-lock.json", "vite.config.ts", "svelte.config.js", "tsconfig.json"] {
        files.push(ui().join(name));
    }
    collect(&ui().join("public"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write(&fs::read(&file).unwrap_or_default());
    }
    Ok(format!("{:016x}\n", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
