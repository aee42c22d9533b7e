//! Writes the frozen profile of this program's version of the tables: a whole one, lived in through its use-cases. It
//! never overwrites: a version that was frozen stays as it is.

#[path = "../tests/lived/mod.rs"]
mod lived;

use std::error::Error;
use std::fs::{self, OpenOptions};
use std::path::Path;

use nightstand_journal::TABLES;

/// What of a drawer's file is behind its last page is room for more.
const PAGE: u64 = 4096;

fn main() -> Result<(), Box<dyn Error>> {
    let kept = lived::fixture(&format!("v{TABLES}"));
    if kept.exists() {
        return Err(format!("version {TABLES} is frozen already").into());
    }
    let folder = tempfile::tempdir()?;
    lived::live_in(folder.path());
    let told = lived::told(&lived::open(folder.path()));
    // What belongs to a running window, and what only passes, is no part of a profile that is carried elsewhere.
    for name in ["data", "config"] {
        let into = kept.join("profile").join(name);
        fs::create_dir_all(&into)?;
        for file in fs::read_dir(folder.path().join(name))?.filter_map(Result::ok) {
            let name = file.file_name();
            if file.file_type()?.is_file() && !name.to_string_lossy().contains("spill") {
                fs::copy(file.path(), into.join(&name))?;
            }
        }
    }
    shorten(&kept.join("profile/data"))?;
    fs::write(kept.join("told.json"), serde_json::to_string_pretty(&told)? + "\n")?;
    Ok(())
}

/// A drawer's file grows in large steps; the fixture does without the empty end of it.
fn shorten(data: &Path) -> Result<(), Box<dyn Error>> {
    for file in fs::read_dir(data)?.filter_map(Result::ok) {
        if !file.file_name().to_string_lossy().ends_with(".db") {
            continue;
        }
        let bytes = fs::read(file.path())?;
        let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last as u64 + 1);
        OpenOptions::new().write(true).open(file.path())?.set_len(used.div_ceil(PAGE) * PAGE)?;
    }
    Ok(())
}
