//! The pictures of a journal's pages: which of its files each of them means, and its bytes once it is asked for. They
//! are never all held: a journal has gigabytes of them.

use std::collections::HashMap;
use std::path::Path;

use chrono_tz::Tz;
use percent_encoding::percent_decode_str;

use super::files::{self, Files};
use super::{Journal, Left, NotRead, Picture};
use crate::picture::MOST_BROUGHT;

/// So much is unpacked of one journal's pictures in all, in bytes: 64 GiB. Each is let go before the next.
const MOST_IN_ALL: u64 = 64 << 30;

/// The pictures of a journal that was read.
pub struct Pictures(Box<dyn Files>);

impl Pictures {
    /// Those of the journal at `path`.
    ///
    /// # Errors
    /// [`NotRead`].
    pub fn at(path: &Path, zone: Tz) -> Result<Self, NotRead> {
        Ok(Self(files::at(path, zone, MOST_IN_ALL)?))
    }

    /// The bytes of the file of that name, at most [`MOST_BROUGHT`]; `None` when they cannot be read.
    pub fn bytes(&mut self, name: &str) -> Option<Vec<u8>> {
        self.0.read(name, MOST_BROUGHT).ok()
    }
}

/// Gives each picture the name of its file, and counts those whose file is not there or is of a kind that is not shown.
pub(super) fn settle(journal: &mut Journal, names: &[String]) {
    let shelf = Shelf::of(names);
    let mut missing = 0;
    for page in &mut journal.pages {
        page.pictures.retain_mut(|picture| match shelf.find(picture) {
            Some(name) => {
                picture.name = name.to_owned();
                true
            }
            None => {
                missing += 1;
                false
            }
        });
        journal.pictures += page.pictures.len();
    }
    if missing > 0 {
        *journal.left.entry(Left::Pictures).or_default() += missing;
    }
}

/// The files that are pictures, by what programs call them: some say a path from the page, some one from the top, some
/// the name alone, and some another ending.
struct Shelf<'n> {
    by_name: HashMap<String, &'n str>,
    /// Nothing where several files are called so: which of them is meant, nobody knows.
    by_last: HashMap<String, Option<&'n str>>,
    by_stem: HashMap<String, Option<&'n str>>,
}

impl<'n> Shelf<'n> {
    fn of(names: &'n [String]) -> Self {
        let mut shelf = Self { by_name: HashMap::new(), by_last: HashMap::new(), by_stem: HashMap::new() };
        for name in names.iter().filter(|name| files::is_picture(name) && !files::is_hidden(name)) {
            let low = name.to_lowercase();
            let (last, stem) = (files::last(&low).to_owned(), files::stem(&low).to_owned());
            shelf.by_last.entry(last).and_modify(|one| *one = None).or_insert(Some(name));
            shelf.by_stem.entry(stem).and_modify(|one| *one = None).or_insert(Some(name));
            shelf.by_name.insert(low, name);
        }
        shelf
    }

    fn find(&self, picture: &Picture) -> Option<&'n str> {
        let said = percent_decode_str(&picture.name).decode_utf8_lossy().to_lowercase();
        let mut parts: Vec<&str> = Vec::new();
        for part in said.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let from_any_folder = (0..parts.len()).find_map(|at| self.by_name.get(&parts.get(at..)?.join("/")));
        let last = *parts.last()?;
        if let Some(found) = from_any_folder {
            return Some(found);
        }
        if let Some(found) = self.by_last.get(last) {
            return *found;
        }
        // A program that turns pictures into another kind keeps their names; a document is none of them.
        let turned = files::is_picture(last) || last.ends_with(".heic") || last.ends_with(".heif");
        self.by_stem.get(files::stem(last)).filter(|_| turned).copied().flatten()
    }
}
