//! How long this computer's own log was in each space when it was last closed, noted outside the folder that is
//! backed up. A file in which it is shorter was put back from a copy: to go on with the same log would give one
//! number to two entries.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use nightstand_journal::{JournalError, Space};
use nightstand_vault::files;

use crate::error::AppError;
use crate::profile::Profile;

fn file(profile: &Profile) -> PathBuf {
    profile.state.join("lengths.json")
}

/// By log and space. A note that nobody can read is none: nothing is concluded from it.
fn read(profile: &Profile) -> BTreeMap<String, u64> {
    let text = fs::read(file(profile)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn name(space: &Space) -> String {
    // Neither id says anything to anyone; the note is this account's alone.
    let both = [&space.device().as_bytes()[..], space.id().as_bytes()].concat();
    both.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Notes how long this computer's log is in `space` now.
pub(crate) fn note(profile: &Profile, space: &Space) {
    let noted = space.own_length().map_err(AppError::from).and_then(|length| {
        let mut all = read(profile);
        if all.get(&name(space)) == Some(&length) {
            return Ok(());
        }
        all.insert(name(space), length);
        let text = serde_json::to_vec(&all).map_err(|error| AppError::Other(error.to_string()))?;
        files::replace(&file(profile), &text).map_err(AppError::folder)
    });
    if let Err(error) = noted {
        tracing::warn!(%error, "how far the log goes could not be noted");
    }
}

/// Whether `space` was put back from a copy, by what was noted here or by what another computer has sent.
pub(crate) fn was_restored(profile: &Profile, space: &Space) -> Result<bool, JournalError> {
    let noted = read(profile).get(&name(space)).copied().unwrap_or_default();
    Ok(space.own_length()? < noted || !space.forked_logs()?.is_empty())
}
