//! The zip around a book or a journal, with a limit on everything that can be made large.

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

use chrono::{NaiveDate, NaiveDateTime};
use zip::result::ZipError;
use zip::{DateTime, ZipArchive};

use crate::book::NotRead;

/// How much of a container is read, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// To learn what is in it. Forty thousand files have room in 4 MiB.
    pub(crate) directory: u64,
    /// What is unpacked of it in all.
    pub(crate) in_all: u64,
}

/// An opened container. Nothing of it is ever written anywhere: a name in it is only ever looked up.
pub(crate) struct Container<R> {
    zip: ZipArchive<Metered<R>>,
    /// Names in small letters: makers and systems disagree about them.
    loose: HashMap<String, usize>,
    /// What may still be unpacked, in bytes.
    left: u64,
}

impl<R: Read + Seek> Container<R> {
    pub(crate) fn open(file: R, bounds: Bounds) -> Result<Self, NotRead> {
        let left = Rc::new(Cell::new(bounds.directory));
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
        let loose = names.filter(|(name, _)| !is_of_the_finder(name)).collect();
        Ok(Self { zip, loose, left: bounds.in_all })
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The names of all files in it that are text, with when each was last changed as far as the container says.
    pub(crate) fn listed(&mut self) -> Vec<(String, Option<NaiveDateTime>)> {
        let listed = (0..self.zip.len()).filter_map(|at| {
            let name = self.zip.name_for_index(at)?.ok()?.into_owned();
            let changed =
                self.zip.by_index_raw(at).ok().and_then(|file| file.last_modified()).and_then(civil);
            (!name.ends_with('/') && !is_of_the_finder(&name)).then_some((name, changed))
        });
        listed.collect()
    }

    /// The alphabetically first name that ends so.
    pub(crate) fn first_with_ending(&self, ending: &str) -> Option<String> {
        let found = self.loose.iter().filter(|(name, _)| name.ends_with(ending)).min()?;
        self.zip.name_for_index(*found.1)?.ok().map(|name| name.into_owned())
    }

    /// Unpacks one file of at most `limit` bytes; `None` when there is none of that name.
    ///
    /// # Errors
    /// [`NotRead::Bloated`], [`NotRead::Damaged`], [`NotRead::Locked`].
    pub(crate) fn read(&mut self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, NotRead> {
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

/// What a Mac writes beside each file of a zip is about the file and never a part of what was packed.
fn is_of_the_finder(name: &str) -> bool {
    let mut steps = name.split('/');
    steps.next_back().is_some_and(|last| last.starts_with("._"))
        || steps.next().is_some_and(|first| first.eq_ignore_ascii_case("__macosx"))
}

/// A zip's times are civil ones.
fn civil(time: DateTime) -> Option<NaiveDateTime> {
    let day = NaiveDate::from_ymd_opt(time.year().into(), time.month().into(), time.day().into())?;
    day.and_hms_opt(time.hour().into(), time.minute().into(), 0)
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
