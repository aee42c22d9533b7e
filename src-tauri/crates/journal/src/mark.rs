//! A mark beside a space's file that only its key makes.
//!
//! SQLCipher answers a wrong key and a damaged first page with the same error. The mark tells them apart: a
//! key that makes the mark beside the file is the file's key, so a file that it does not open is damaged.
//! The mark is a one-way function of the key and opens nothing. Without a mark nothing is claimed: the
//! answer is then a wrong key, since a copy put aside on a guess would only frighten.

use std::io;
use std::path::{Path, PathBuf};

use nightstand_vault::{SpaceKey, files};

use crate::open::{MARK, with_suffix};

const PURPOSE: &str = "nightstand 2026 mark beside a space v1";

fn beside(path: &Path) -> PathBuf {
    with_suffix(path, MARK)
}

fn of(key: &SpaceKey) -> [u8; 32] {
    let key = key.derive(PURPOSE);
    *blake3::hash(key.expose("its hash is what stands in the mark")).as_bytes()
}

/// Puts `key`'s mark beside the file at `path`.
pub(crate) fn write(path: &Path, key: &SpaceKey) -> io::Result<()> {
    files::replace(&beside(path), &of(key))
}

/// Whether the file at `path` is known to belong to `key`.
pub(crate) fn proves(path: &Path, key: &SpaceKey) -> bool {
    matches!(files::read_at_most(&beside(path), 32), Ok(Some(mark)) if mark == of(key))
}
