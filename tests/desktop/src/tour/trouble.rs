//! What can happen to somebody's files, for the screens that tell of it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{Outcome, Room};

/// A page of a database file, in bytes.
const PAGE: usize = 4096;

/// Lets the disk give back something else than was written, in every drawer of the sample evening. Nobody holds one
/// open meanwhile.
pub(super) fn hurt_the_drawers(room: &Room) -> Outcome {
    let files =
        below(&room.profile().join("run"), &|name| name.starts_with("drawer-") && name.ends_with(".db"))?;
    if files.is_empty() {
        return Err("there is no drawer to be hurt".into());
    }
    for file in files {
        let mut bytes = fs::read(&file)?;
        // The first pages say how the file is laid out; without them nothing of it is read.
        let written = bytes.chunks_mut(PAGE).skip(8).filter(|page| page.iter().any(|byte| *byte != 0));
        for page in written.step_by(5) {
            page[77] ^= 4;
        }
        fs::write(&file, bytes)?;
    }
    Ok(())
}

/// A copy of the backup that was made in the sample evening, as it would lie on a stick.
pub(super) fn carry_the_backup_away(room: &Room) -> Outcome<(TempDir, PathBuf)> {
    let slots = below(&room.profile().join("run"), &|name| name == "backup.json")?;
    let found = slots.first().and_then(|file| file.parent()).ok_or("no backup was made")?;
    let stick = TempDir::new()?;
    let copy = stick.path().join(found.file_name().ok_or("a backup has a name")?);
    fs::create_dir(&copy)?;
    for file in fs::read_dir(found)? {
        let file = file?;
        fs::copy(file.path(), copy.join(file.file_name()))?;
    }
    Ok((stick, copy))
}

/// The files below `folder` whose names are meant.
fn below(folder: &Path, meant: &dyn Fn(&str) -> bool) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(below(&entry.path(), meant)?);
        } else if entry.file_name().to_str().is_some_and(meant) {
            found.push(entry.path());
        }
    }
    Ok(found)
}
