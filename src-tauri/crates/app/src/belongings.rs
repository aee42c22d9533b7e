//! What in a profile's folders is ours. A folder that somebody named may hold other things, then or later, and only
//! what is known by its name is ever taken away.

use std::fs;
use std::path::{Path, PathBuf};

use nightstand_vault::files;
use serde_json::Value;

use crate::profile::{PAINTED, Profile};
use crate::settings::Settings;

/// Lies in the data folder of a profile from its first moment on: nobody else names a file like this.
const SIGN: &str = ".nightstand-profile";
/// What it says to whoever opens it.
const SIGN_SAYS: &str = "The folders around this file hold a Nightstand profile.\n";

/// How folders begin in which lies what belonged to a table that is missing.
pub(crate) const LEFT: &str = "left-";

/// The folders that we make in ours, and what is kept whole in them.
const FOLDERS: [&str; 7] = ["backing-up", "backups", "logs", "looking", "run", "state", "web"];
/// How our other files begin. What is written aside, put aside as damaged, or kept beside a database has more behind.
const FILES: [&str; 22] = [
    SIGN,
    "agenda.db",
    "agenda.key",
    "backups.json",
    "books.json",
    "calendars.json",
    "clock.",
    "desktop.json",
    "device.",
    "drawer-",
    LEFT,
    "lengths.json",
    PAINTED,
    "passing.db",
    "passing.key",
    "sample-",
    "settings.json",
    "slots.a",
    "slots.b",
    "table.",
    "window.json",
    "window.",
];
/// Two of these in a data folder are no accident. Profiles of before the sign are known by them.
const PROOFS: [&str; 7] =
    ["agenda.db", "agenda.key", "device.key", "slots.a", "slots.b", "table.db", "table.key"];

/// Whether a folder of ours holds a thing of this name because we put it there.
pub(crate) fn is_ours(entry: &Path) -> bool {
    let Some(name) = entry.file_name() else { return false };
    let name = name.to_string_lossy();
    FOLDERS.iter().any(|folder| *folder == name) || FILES.iter().any(|begins| name.starts_with(begins))
}

/// What lies in the profile's folders and is not ours.
pub fn of_others(profile: &Profile) -> Vec<PathBuf> {
    let folders = profile.own_folders();
    let mut found: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| entries(folder))
        .filter(|entry| !is_ours(entry) && !folders.contains(&entry.as_path()))
        .collect();
    found.sort();
    found
}

/// Whether the profile's folders hold something, and it cannot be told to be a profile. Each of them is asked by
/// itself: one that is ours proves nothing about its neighbour.
pub(crate) fn is_somebody_elses(profile: &Profile) -> bool {
    if profile.data.join(SIGN).exists() {
        return false;
    }
    let full = profile.own_folders().map(|folder| (folder, entries(folder)));
    let full: Vec<_> = full.into_iter().filter(|(_, found)| !found.is_empty()).collect();
    // Settings that were laid there before the first start say nothing that we would not.
    if full.iter().all(|(folder, found)| *folder == profile.config && found.iter().all(|e| reads_as_ours(e)))
    {
        return false;
    }
    let has = |folder: &Path, name: &&&str| folder.join(name).exists();
    let proven = PROOFS.iter().filter(|name| has(&profile.data, name)).count() > 1
        || ["window.lock", "clock.lock"].iter().any(|name| has(&profile.runtime, &name));
    !proven || full.iter().any(|(_, found)| !found.iter().any(|entry| is_ours(entry)))
}

/// Whether a file of settings has no word in it that ours have not.
fn reads_as_ours(entry: &Path) -> bool {
    let known = match entry.file_name().and_then(|name| name.to_str()) {
        Some("settings.json") => serde_json::to_value(Settings::default()).unwrap_or_default(),
        Some("window.json") => {
            serde_json::json!({"x": 0, "y": 0, "width": 0, "height": 0, "maximized": false})
        }
        _ => return false,
    };
    let said = fs::read(entry).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    said.as_ref()
        .and_then(Value::as_object)
        .is_some_and(|said| said.keys().all(|key| known.get(key).is_some()))
}

/// Puts the sign into a profile that has none. Where it cannot be written, the names tell.
pub(crate) fn sign(profile: &Profile) {
    let sign = profile.data.join(SIGN);
    if !sign.exists()
        && let Err(error) = files::replace(&sign, SIGN_SAYS.as_bytes())
    {
        tracing::debug!(%error, "the profile has no sign");
    }
}

/// What lies in `folder`; nothing where it cannot be read.
pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).into_iter().flatten();
    found.flatten().map(|entry| entry.path()).collect()
}
