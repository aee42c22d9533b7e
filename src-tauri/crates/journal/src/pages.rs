//! The pages of a sealed file as they lie on the disk, looked at one stretch after another. SQLCipher's own check
//! looks at a whole file in one call, for as long as that takes and with the key in hand; this one can be left
//! between two stretches, and what it holds vouches for pages and opens none.
//!
//! The form is SQLCipher 4's, which is frozen: <https://www.zetetic.net/sqlcipher/design/>.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use hmac::{Hmac, KeyInit as _, Mac as _};
use nightstand_vault::SpaceKey;
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::error::JournalError;
use crate::live::LiveFile;

/// How long SQLite's pages are; SQLCipher's own default, which a raw key leaves alone.
pub(crate) const PAGE: usize = 4096;

/// The first bytes of the first page lie there as they are.
const SALT: usize = 16;
/// What the end of a page vouches for its beginning with.
const VOUCHED: usize = 64;
/// The page behind this place is never written: systems keep their locks there.
const LOCKS: u32 = (1 << 30) / PAGE as u32 + 1;

/// How many pages are looked at together: a quarter of a mebibyte.
const STRETCH: u32 = 64;

/// What tells a page that SQLCipher wrote from any other. It opens nothing.
pub(crate) struct Seal(Zeroizing<[u8; 32]>);

impl Seal {
    /// The seal of the file at `path` under `key`.
    pub(crate) fn of(path: &Path, key: &SpaceKey) -> io::Result<Self> {
        let mut salt = [0; SALT];
        LiveFile::open(path)?.read_exact(&mut salt)?;
        salt.iter_mut().for_each(|byte| *byte ^= 0x3a);
        let mut seal = Zeroizing::new([0; 32]);
        let key = key.expose("what vouches for the pages follows from it");
        pbkdf2::pbkdf2_hmac::<Sha512>(key, &salt, 2, &mut *seal);
        Ok(Self(seal))
    }

    /// Whether SQLCipher wrote `page` as the page `number`.
    pub(crate) fn vouches_for(&self, number: u32, page: &[u8]) -> bool {
        let Some((words, vouched)) = page.split_last_chunk::<VOUCHED>() else { return false };
        let words = if number == 1 { words.get(SALT..).unwrap_or_default() } else { words };
        let Ok(mut seal) = Hmac::<Sha512>::new_from_slice(&*self.0) else { return false };
        seal.update(words);
        seal.update(&number.to_le_bytes());
        seal.verify_slice(vouched).is_ok()
    }
}

/// The pages of one file.
pub struct Pages {
    file: LiveFile,
    seal: Arc<Seal>,
    last: u32,
}

impl Pages {
    /// Those up to the page `last` of the file at `path`; behind it nothing lies.
    pub(crate) fn of(path: &Path, seal: &Arc<Seal>, last: u32) -> io::Result<Self> {
        Ok(Self { file: LiveFile::open(path)?, seal: Arc::clone(seal), last })
    }

    /// Every page that the file is long enough for.
    pub(crate) fn all_of(path: &Path, seal: &Arc<Seal>) -> io::Result<Self> {
        let file = LiveFile::open(path)?;
        let last = u32::try_from(file.len()? / PAGE as u64).unwrap_or(u32::MAX);
        Ok(Self { file, seal: Arc::clone(seal), last })
    }

    /// Where each stretch begins.
    pub fn stretches(&self) -> impl Iterator<Item = u32> + use<> {
        (1..=self.last).step_by(STRETCH as usize)
    }

    /// The numbers of those pages of the stretch at `first` that are not what SQLCipher wrote. Somebody who writes into
    /// one of them meanwhile makes it look so: what is named here is to be looked at again when nobody does.
    ///
    /// # Errors
    /// When the disk gives nothing back.
    pub fn torn(&mut self, first: u32) -> Result<Vec<u32>, JournalError> {
        let numbers = first..=self.last.min(first.saturating_add(STRETCH - 1));
        let mut pages = vec![0; numbers.clone().count() * PAGE];
        self.file.seek(SeekFrom::Start(place_of(first)))?;
        let read = read_as_much(&mut self.file, &mut pages)?;
        let torn = |(number, page): &(u32, &[u8])| {
            *number != LOCKS && (page.len() < PAGE || !self.seal.vouches_for(*number, page))
        };
        let there = pages.get(..read).unwrap_or_default();
        let pages = there.chunks(PAGE).chain(std::iter::repeat(&[][..]));
        Ok(numbers.zip(pages).filter(torn).map(|(number, _)| number).collect())
    }

    /// The same for all of them at once.
    ///
    /// # Errors
    /// As [`Pages::torn`].
    pub fn all_torn(&mut self) -> Result<Vec<u32>, JournalError> {
        let mut torn = Vec::new();
        for first in self.stretches() {
            torn.extend(self.torn(first)?);
        }
        Ok(torn)
    }
}

/// Where a page begins.
pub(crate) fn place_of(page: u32) -> u64 {
    u64::from(page.saturating_sub(1)) * PAGE as u64
}

fn read_as_much(file: &mut LiveFile, into: &mut [u8]) -> io::Result<usize> {
    let mut read = 0;
    while let Some(rest) = into.get_mut(read..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use rusqlite::Connection;

    use super::*;
    use crate::open;

    /// A sealed file of some hundred pages.
    fn file(folder: &Path, key: &SpaceKey) -> std::path::PathBuf {
        let path = folder.join("sealed.db");
        open::private_file(&path).unwrap();
        let conn = open::raw(&path, Some(key), open::WAIT).unwrap();
        conn.execute_batch("CREATE TABLE t (words TEXT NOT NULL) STRICT").unwrap();
        for number in 0..900 {
            conn.execute("INSERT INTO t (words) VALUES (?1)", [format!("{number} ").repeat(200)]).unwrap();
        }
        drop(conn);
        path
    }

    /// What SQLCipher says, which is the measure.
    fn told(path: &Path, key: &SpaceKey) -> Vec<u32> {
        let conn: Connection = open::raw(path, Some(key), open::WAIT).unwrap();
        let lines = crate::check::lines(&conn, "PRAGMA cipher_integrity_check").unwrap();
        lines.iter().filter_map(|line| line.rsplit(' ').next()?.parse().ok()).collect()
    }

    #[test]
    fn a_page_is_torn_where_sqlcipher_says_so_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let key = SpaceKey::random().unwrap();
        let path = file(folder.path(), &key);
        let seal = Arc::new(Seal::of(&path, &key).unwrap());
        let torn = || Pages::all_of(&path, &seal).unwrap().all_torn().unwrap();
        assert_eq!((torn(), told(&path, &key)), (Vec::new(), Vec::new()), "a whole file is whole");
        let whole = fs::read(&path).unwrap();
        assert!(whole.len() > 3 * STRETCH as usize * PAGE, "of several stretches");
        let last = whole.len() / PAGE - 1;
        // In the words, in what vouches for them, in the number of the page's own beginning, on the last page.
        for at in [700, 16, 4_095, 2 * PAGE + 5, 64 * PAGE, 65 * PAGE - 30, last * PAGE + 9] {
            let mut turned = whole.clone();
            turned[at] ^= 4;
            fs::write(&path, &turned).unwrap();
            let number = u32::try_from(at / PAGE).unwrap() + 1;
            assert_eq!(torn(), [number], "byte {at}");
            if number > 1 {
                assert_eq!(told(&path, &key), [number], "byte {at}, as SQLCipher says");
            }
        }
        let mut swapped = whole.clone();
        swapped.copy_within(4 * PAGE..5 * PAGE, 7 * PAGE);
        fs::write(&path, &swapped).unwrap();
        assert_eq!((torn(), told(&path, &key)), (vec![8], vec![8]), "a page of the file in another's place");
        fs::write(&path, &whole[..whole.len() - 100]).unwrap();
        let cut = Pages::of(&path, &seal, u32::try_from(last + 1).unwrap()).unwrap().all_torn().unwrap();
        assert_eq!(cut, [u32::try_from(last + 1).unwrap()], "a file that was cut off");
    }

    #[test]
    fn another_key_vouches_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = file(folder.path(), &SpaceKey::random().unwrap());
        let seal = Arc::new(Seal::of(&path, &SpaceKey::random().unwrap()).unwrap());
        let mut pages = Pages::all_of(&path, &seal).unwrap();
        assert_eq!(pages.all_torn().unwrap().len(), pages.last as usize);
    }
}
