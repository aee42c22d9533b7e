//! How long this computer's own log was in each space when it was last closed, noted outside the folder that is
//! backed up. A file in which it is shorter was put back from a copy: to go on with the same log would give one
//! number to two entries. How long a drawer's log is says how much was written in it, so that note is sealed under
//! the drawer's own key, and written anew with every locking, whether or not anything was.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use nightstand_journal::{JournalError, Space};
use nightstand_vault::{SpaceKey, files, seal};
use serde::{Deserialize, Serialize};

use crate::error::AppError;
use crate::profile::Profile;

fn file(profile: &Profile) -> PathBuf {
    profile.state.join("lengths.json")
}

const KEY: &str = "nightstand 2026 lengths key v1";

/// One length as it is noted.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Noted {
    /// Of the table, which is both people's.
    Plain(u64),
    /// Of a drawer, in hexadecimal digits.
    Sealed(String),
}

impl Noted {
    fn sealed(length: u64, name: &str, key: &SpaceKey) -> Result<Self, AppError> {
        let bytes = seal::seal(&key.derive(KEY), name.as_bytes(), &length.to_be_bytes())?;
        Ok(Self::Sealed(hex(&bytes)))
    }

    /// The length; none where the note is not readable.
    fn length(&self, name: &str, key: &SpaceKey) -> Option<u64> {
        match self {
            Self::Plain(length) => Some(*length),
            Self::Sealed(digits) => {
                let bytes = unhex(digits)?;
                let plain = seal::open(&key.derive(KEY), name.as_bytes(), &bytes).ok()?;
                Some(u64::from_be_bytes(plain.as_slice().try_into().ok()?))
            }
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

/// By log and space. A note that nobody can read is none: nothing is concluded from it.
fn read(profile: &Profile) -> BTreeMap<String, Noted> {
    let text = fs::read(file(profile)).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn name(space: &Space) -> String {
    // Neither id says anything to anyone; the note is this account's alone.
    hex(&[&space.device().as_bytes()[..], space.id().as_bytes()].concat())
}

/// Notes how long this computer's log is in the table now.
pub(crate) fn note_table(profile: &Profile, table: &Space) {
    note(profile, table, |length, _| Ok(Noted::Plain(length)));
}

/// Notes how long it is in a drawer, for whoever has its `key`.
pub(crate) fn note_drawer(profile: &Profile, drawer: &Space, key: &SpaceKey) {
    note(profile, drawer, |length, name| Noted::sealed(length, name, key));
}

fn note(profile: &Profile, space: &Space, noted: impl FnOnce(u64, &str) -> Result<Noted, AppError>) {
    let noted = space.own_length().map_err(AppError::from).and_then(|length| {
        let (mut all, name) = (read(profile), name(space));
        let noted = noted(length, &name)?;
        all.insert(name, noted);
        let text = serde_json::to_vec(&all).map_err(|error| AppError::Other(error.to_string()))?;
        files::replace(&file(profile), &text).map_err(AppError::folder)
    });
    if let Err(error) = noted {
        tracing::warn!(%error, "how far the log goes could not be noted");
    }
}

/// Whether `space`, which `key` opens, was put back from a copy, by what was noted here or by what another computer has
/// sent.
pub(crate) fn was_restored(profile: &Profile, space: &Space, key: &SpaceKey) -> Result<bool, JournalError> {
    let name = name(space);
    let noted = read(profile).get(&name).and_then(|noted| noted.length(&name, key)).unwrap_or_default();
    Ok(space.own_length()? < noted || !space.forked_logs()?.is_empty())
}
