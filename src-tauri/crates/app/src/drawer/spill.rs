//! The spill: one sealed file of 1 MiB beside each drawer, made when the drawer is made and overwritten in
//! place, so that what is being typed has somewhere to go even on a full disk. It always holds the same
//! number of bytes that look the same.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use nightstand_domain::ids::{EntityId, PageId, PersonId};
use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE};
use nightstand_vault::{SpaceKey, files, seal};
use zeroize::Zeroizing;

use super::pages::Typed;
use crate::error::AppError;

/// The file's length for ever.
const SIZE: usize = 1024 * 1024;
const ROOM: usize = SIZE - seal::OVERHEAD;

const KEY: &str = "nightstand 2026 drawer spill key v1";
const CONTEXT: &[u8] = b"nightstand drawer spill v1";

/// One flag, one page, two lengths: the longest page still fits.
const HEAD: usize = 1 + 16 + 4 + 4;
const _: () = assert!(HEAD + LONGEST_TITLE + LONGEST_BODY <= ROOM, "the longest page fits into the spill");

const NOTHING: u8 = 0;
const NEW_PAGE: u8 = 1;
const KNOWN_PAGE: u8 = 2;

/// The spill of one opened drawer.
pub(crate) struct Spill {
    path: PathBuf,
    key: SpaceKey,
    context: Vec<u8>,
}

impl Spill {
    /// The spill at `path` of the drawer that `drawer` opens.
    pub(crate) fn of(path: &Path, owner: PersonId, drawer: &SpaceKey) -> Self {
        let context = [CONTEXT, owner.as_bytes()].concat();
        Self { path: path.to_owned(), key: drawer.derive(KEY), context }
    }

    /// Takes the room on the disk, when it has not been taken.
    pub(crate) fn take_room(&self) -> Result<(), AppError> {
        let length = std::fs::metadata(&self.path).map(|found| found.len());
        if length.is_ok_and(|length| length == SIZE as u64) {
            return Ok(());
        }
        files::replace(&self.path, &self.sealed(&[NOTHING])?).map_err(AppError::folder)
    }

    /// Keeps `typed`, in place of what was there.
    pub(crate) fn keep(&self, typed: &Typed) -> Result<(), AppError> {
        let mut plain = Zeroizing::new(Vec::with_capacity(ROOM));
        let page = typed.page.map_or([0; 16], |page| *page.as_bytes());
        plain.push(if typed.page.is_some() { KNOWN_PAGE } else { NEW_PAGE });
        plain.extend_from_slice(&page);
        for text in [&typed.title, &typed.body] {
            plain.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_le_bytes());
            plain.extend_from_slice(text.as_bytes());
        }
        if plain.len() > ROOM {
            return Err(AppError::invalid("body", "long"));
        }
        self.overwrite(&self.sealed(&plain)?).map_err(AppError::folder)
    }

    /// What was kept, when something was. It stays until [`Spill::empty`].
    pub(crate) fn take_out(&self) -> Option<Typed> {
        let sealed = files::read_at_most(&self.path, SIZE as u64).ok()??;
        let plain = seal::open(&self.key, &self.context, &sealed).ok()?;
        read(&plain)
    }

    /// Overwrites what was kept.
    pub(crate) fn empty(&self) {
        let emptied =
            self.sealed(&[NOTHING]).and_then(|bytes| self.overwrite(&bytes).map_err(AppError::folder));
        if let Err(error) = emptied {
            tracing::warn!(%error, "the spill could not be emptied");
        }
    }

    fn sealed(&self, plain: &[u8]) -> Result<Vec<u8>, AppError> {
        let mut padded = Zeroizing::new(vec![0; ROOM]);
        padded.iter_mut().zip(plain).for_each(|(to, from)| *to = *from);
        Ok(seal::seal(&self.key, &self.context, &padded)?)
    }

    /// In place: neither a new file nor a longer one, so that a full disk has nothing to refuse.
    fn overwrite(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file: File = OpenOptions::new().write(true).open(&self.path)?;
        file.write_all(bytes)?;
        file.sync_data()
    }
}

fn read(plain: &[u8]) -> Option<Typed> {
    let (flag, rest) = plain.split_first()?;
    let (page, rest) = rest.split_first_chunk::<16>()?;
    let (title, rest) = text(rest)?;
    let (body, _) = text(rest)?;
    let page = match *flag {
        NEW_PAGE => None,
        KNOWN_PAGE => Some(PageId::from(EntityId::from_bytes(*page))),
        _ => return None,
    };
    Some(Typed { page, title, body })
}

fn text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (text, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    Some((String::from_utf8(text.to_vec()).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spill(folder: &Path) -> Spill {
        let owner = PersonId::from(EntityId::from_bytes([1; 16]));
        let spill = Spill::of(&folder.join("spill"), owner, &SpaceKey::from_slice(&[7; 32]).unwrap());
        spill.take_room().unwrap();
        spill
    }

    #[test]
    fn the_longest_page_goes_through_the_spill_and_leaves_its_size_alone() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        assert!(spill.take_out().is_none(), "a new spill holds nothing");
        let typed =
            Typed { page: None, title: "t".repeat(LONGEST_TITLE), body: "ü".repeat(LONGEST_BODY / 2) };
        spill.keep(&typed).unwrap();
        assert_eq!(spill.take_out(), Some(typed), "every letter comes back");
        assert_eq!(std::fs::metadata(&spill.path).unwrap().len(), SIZE as u64, "the size tells nothing");
        spill.empty();
        assert!(spill.take_out().is_none(), "once merged back it is gone");
    }

    #[test]
    fn another_persons_key_or_a_torn_write_gives_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let spill = spill(folder.path());
        spill.keep(&Typed { page: None, title: String::new(), body: "mine".into() }).unwrap();
        let owner = PersonId::from(EntityId::from_bytes([1; 16]));
        let other = Spill::of(&spill.path, owner, &SpaceKey::from_slice(&[8; 32]).unwrap());
        assert!(other.take_out().is_none(), "another key opens nothing");
        let another = PersonId::from(EntityId::from_bytes([2; 16]));
        let swapped = Spill::of(&spill.path, another, &SpaceKey::from_slice(&[7; 32]).unwrap());
        assert!(swapped.take_out().is_none(), "the owner is authenticated");
        let mut bytes = std::fs::read(&spill.path).unwrap();
        bytes[100] ^= 1;
        std::fs::write(&spill.path, bytes).unwrap();
        assert!(spill.take_out().is_none(), "a torn spill is no page");
        let path = folder.path().join("spill");
        std::fs::write(&path, b"short").unwrap();
        spill.take_room().unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().len(), SIZE as u64, "and its room is taken again");
    }
}
