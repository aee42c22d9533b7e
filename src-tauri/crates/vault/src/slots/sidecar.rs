//! The two copies on the disk. Each is replaced as a whole, one after the other, so that at every moment
//! one of them is whole; the one with the higher generation counts.

use std::io;
use std::path::{Path, PathBuf};

use super::SlotError;
use super::format::{Book, MOST_BYTES};
use crate::files;

/// The names of the copies within a profile's data folder.
pub const COPIES: [&str; 2] = ["slots.a", "slots.b"];

pub(super) struct Found {
    pub(super) book: Book,
    /// The copies that are missing, older or damaged.
    lame: Vec<PathBuf>,
}

/// The newer whole copy; `None` when there is no copy at all.
///
/// # Errors
/// [`SlotError::Newer`] as soon as one copy is from a newer version: the older copy beside it may be of a
/// time before somebody's passphrase changed. [`SlotError::Damaged`] when there are copies but none is whole.
pub(super) fn read(folder: &Path) -> Result<Option<Found>, SlotError> {
    let mut best: Option<Book> = None;
    let (mut damaged, mut copies) = (None, Vec::new());
    for path in COPIES.map(|name| folder.join(name)) {
        let generation = match read_copy(&path) {
            Ok(Some(book)) => {
                let generation = book.generation;
                if best.as_ref().is_none_or(|best| best.generation < generation) {
                    best = Some(book);
                }
                Some(generation)
            }
            Ok(None) => None,
            Err(error @ (SlotError::Damaged | SlotError::Cost(_))) => {
                damaged = Some(error);
                None
            }
            Err(error) => return Err(error),
        };
        copies.push((path, generation));
    }
    let Some(book) = best else { return damaged.map_or(Ok(None), Err) };
    let newest = Some(book.generation);
    let lame = copies.into_iter().filter(|(_, found)| *found != newest).map(|(path, _)| path).collect();
    Ok(Some(Found { book, lame }))
}

fn read_copy(path: &Path) -> Result<Option<Book>, SlotError> {
    match files::read_at_most(path, MOST_BYTES) {
        Ok(Some(bytes)) => Book::from_bytes(&bytes).map(Some),
        Ok(None) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::InvalidData => Err(SlotError::Damaged),
        Err(error) => Err(SlotError::Io(error)),
    }
}

/// Writes the good copy over the lame one; a damaged one is put aside first. A folder that cannot be written
/// to keeps nobody out of their drawer, so a failure here is only noted.
pub(super) fn heal(folder: &Path, found: &Found) {
    for path in &found.lame {
        let healed = put_aside_if_damaged(path).and_then(|()| files::replace(path, &found.book.to_bytes()));
        match healed {
            Ok(()) => tracing::warn!("a copy of the key slots was healed from the other"),
            Err(error) => {
                tracing::warn!(%error, folder = %folder.display(), "a copy of the key slots could not be healed")
            }
        }
    }
}

fn put_aside_if_damaged(path: &Path) -> io::Result<()> {
    match read_copy(path) {
        Ok(_) => Ok(()),
        Err(_) => {
            let mut aside = path.as_os_str().to_owned();
            aside.push(".damaged");
            std::fs::rename(path, aside)
        }
    }
}

/// Writes both copies, the second only when the first is safe.
pub(super) fn write(folder: &Path, book: &Book) -> io::Result<()> {
    let bytes = book.to_bytes();
    COPIES.iter().try_for_each(|name| files::replace(&folder.join(name), &bytes))
}
