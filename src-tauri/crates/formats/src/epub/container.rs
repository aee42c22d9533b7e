//! The zip around a book, with a limit on everything that can be made large.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::book::NotRead;

/// So much of a file is read to learn what is in it. Forty thousand files have room in it.
const MOST_DIRECTORY: u64 = 4 << 20;
/// So much is unpacked of one book in all: twenty long novels.
const MOST_IN_ALL: u64 = 64 << 20;

/// An opened container. Nothing of it is ever written anywhere: a name in it is only ever looked up.
pub(super) struct Container<R> {
    zip: ZipArchive<Metered<R>>,
    /// Names in small letters: makers and systems disagree about them.
    loose: HashMap<String, usize>,
    /// What may still be unpacked, in bytes.
    left: u64,
}

impl<R: Read + Seek> Container<R> {
    pub(super) fn open(file: R) -> Result<Self, NotRead> {
        let left = Rc::new(Cell::new(MOST_DIRECTORY));
        let mut file = Metered { file, left: Rc::clone(&left) };
        let mut first = [0; 4];
        let is_zip = file.read_exact(&mut first).is_ok() && first.starts_with(b"PK");
        file.seek(SeekFrom::Start(0))?;
        let zip = ZipArchive::new(file).map_err(|_| match (left.get(), is_zip) {
            (0, true) => NotRead::Overfull,
            (_, true) => NotRead::Damaged,
            (_, false) => NotRead::OtherKind,
        })?;
        // From here on what is unpacked is measured, not what is read.
        left.set(u64::MAX);
        let names = (0..zip.len()).filter_map(|at| Some((zip.name_for_index(at)?.ok()?.to_lowercase(), at)));
        let loose = names.collect();
        Ok(Self { zip, loose, left: MOST_IN_ALL })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The alphabetically first name that ends so.
    pub(super) fn first_with_ending(&self, ending: &str) -> Option<String> {
        let found = self.loose.iter().filter(|(name, _)| name.ends_with(ending)).min()?;
        self.zip.name_for_index(*found.1)?.ok().map(|name| name.into_owned())
    }

    /// Unpacks one file of at most `limit` bytes; `None` when there is none of that name.
    ///
    /// # Errors
    /// [`NotRead::Bloated`], [`NotRead::Damaged`], [`NotRead::Locked`].
    pub(super) fn read(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, NotRead> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => NotRead::Locked,
            _ => NotRead::Damaged,
        })?;
        let limit = limit.min(self.left);
        if file.size() > limit {
            return Err(NotRead::Bloated);
        }
        // The size is what the file says of itself: what comes out is measured all the same.
        let mut bytes = Vec::with_capacity(usize::try_from(file.size()).unwrap_or(0));
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.left = self.left.saturating_sub(length);
        if length > limit {
            return Err(NotRead::Bloated);
        }
        read.map_err(|_| NotRead::Damaged)?;
        Ok(Some(bytes))
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.zip.index_for_name(name).or_else(|| self.loose.get(&name.to_lowercase()).copied())
    }
}

/// A file that gives out only so many bytes.
struct Metered<R> {
    file: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(into)?;
        match self.left.get().checked_sub(count as u64) {
            Some(left) => self.left.set(left),
            None => {
                self.left.set(0);
                return Err(io::ErrorKind::FileTooLarge.into());
            }
        }
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
