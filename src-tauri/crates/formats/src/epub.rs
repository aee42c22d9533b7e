//! EPUB 2 and 3: what the book is called, its contents with the length of each piece, and its cover.
//!
//! The container is read by `zip` and every file in it by `quick-xml`. `rbook` 0.7 and `epub` 2.1 read EPUBs
//! too: the first unpacks each file whole, whatever its size, and brings ciphers; the second is under the GPL.
//! Here a file is unpacked up to a limit, and quick-xml expands no entity that a file declares itself.

mod assemble;
mod cover;
mod href;
mod links;
mod lock;
mod package;
#[cfg(test)]
mod tests;
mod text;
mod xml;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use href::Target;
use links::Links;
use package::Package;
use text::Scan;

use crate::book::{BookFile, NotRead};
use crate::container::{Bounds, Container};
use crate::watch::{Progress, Watch};

/// The largest file that is opened: 1 GiB. Only what matters of it is read.
pub const MOST_BYTES: u64 = 1 << 30;
/// The largest that the package, the contents and their like may unpack to.
const MOST_STRUCTURE: u64 = 4 << 20;
/// The largest that one file of text may unpack to.
const MOST_DOCUMENT: u64 = 12 << 20;
/// Twenty long novels.
const BOUNDS: Bounds = Bounds { directory: 4 << 20, in_all: 64 << 20 };
/// So many files are listed by a package, and so many lines by its contents.
const MOST_ITEMS: usize = 20_000;

/// Reads an EPUB where it lies.
///
/// # Errors
/// [`NotRead`].
pub fn read(path: &Path, watch: &mut dyn Watch) -> Result<BookFile, NotRead> {
    let file = File::open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(NotRead::OtherKind);
    }
    read_from(file, about.len(), watch)
}

/// Reads an EPUB of `length` bytes from `file`.
///
/// # Errors
/// [`NotRead`].
pub fn read_from<R: Read + Seek>(file: R, length: u64, watch: &mut dyn Watch) -> Result<BookFile, NotRead> {
    if length > MOST_BYTES {
        return Err(NotRead::TooLarge { limit: MOST_BYTES });
    }
    let mut container = Container::open(file, BOUNDS)?;
    lock::refuse_locked(&mut container)?;
    let at = package_name(&mut container)?;
    let bytes = container.read(&at, MOST_STRUCTURE)?.ok_or(NotRead::Damaged)?;
    let package = Package::read(&crate::decode::xml(&bytes), &at)?;
    drop(bytes);
    let links = links::of(&mut container, &package)?;
    let scans = scan(&mut container, &package, &links, watch)?;
    let cover = cover::of(&mut container, &package)?;
    Ok(assemble::book(package, links, scans, cover))
}

/// The name of the package: what the container says, else the first file that is called like one.
fn package_name<R: Read + Seek>(container: &mut Container<R>) -> Result<String, NotRead> {
    if let Some(bytes) = container.read("META-INF/container.xml", MOST_STRUCTURE)? {
        let named = package::named_by_container(&crate::decode::xml(&bytes));
        if let Some(name) = named.into_iter().find(|name| container.has(name)) {
            return Ok(name);
        }
    }
    container.first_with_ending(".opf").ok_or(NotRead::OtherKind)
}

/// Counts the words of every file in reading order. A file that is missing or damaged counts nothing.
fn scan<R: Read + Seek>(
    container: &mut Container<R>,
    package: &Package,
    links: &Links,
    watch: &mut dyn Watch,
) -> Result<Vec<Scan>, NotRead> {
    let mut wanted: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for Target { name, fragment } in links.targets() {
        wanted.entry(name).or_default().extend(fragment.as_deref());
    }
    let none = BTreeSet::new();
    let mut scans = Vec::with_capacity(package.spine.len());
    for (done, name) in package.spine.iter().enumerate() {
        if watch.at(Progress { done, of: package.spine.len() }).is_break() {
            return Err(NotRead::Stopped);
        }
        let bytes = match container.read(name, MOST_DOCUMENT) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(NotRead::Damaged) => Vec::new(),
            Err(other) => return Err(other),
        };
        let fragments = wanted.get(name.as_str()).unwrap_or(&none);
        scans.push(text::scan(&crate::decode::xml(&bytes), fragments));
    }
    Ok(scans)
}
