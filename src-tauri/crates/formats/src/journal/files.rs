//! A set of files with names: a folder, a zip, or one file alone. Names are only ever looked up among what was
//! listed, so that no name leads out of what was chosen.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use nightstand_domain::schedule::occurrences::civil;

use super::{MOST_FILE, MOST_FILES, MOST_IN_ALL, NotRead};
use crate::container::{Bounds, Container};

/// So deep are folders looked into.
const DEEPEST: usize = 16;
/// What learning the names of a zip takes, in bytes: three hundred thousand of them have room in it.
const DIRECTORY: u64 = 64 << 20;

/// Files with names, parted by `/`.
pub(super) trait Files {
    /// All of them, in the order of their names.
    fn names(&self) -> Vec<String>;

    /// The bytes of one.
    ///
    /// # Errors
    /// [`NotRead`]; [`NotRead::Overfull`] when this and what was read before are too much.
    fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, NotRead>;

    /// When one was last changed, where that is known.
    fn changed(&self, name: &str) -> Option<NaiveDateTime>;
}

/// What lies at `path`, of which at most `in_all` bytes are read.
///
/// # Errors
/// [`NotRead`]; what is neither file nor folder is of another kind.
pub(super) fn at(path: &Path, zone: Tz, in_all: u64) -> Result<Box<dyn Files>, NotRead> {
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Ok(Box::new(Folder::list(path, zone, in_all)?));
    }
    // Opening a pipe would wait for somebody to fill it.
    if !about.is_file() {
        return Err(NotRead::OtherKind);
    }
    let mut file = File::open(path)?;
    if is_zip(&mut file)? {
        return Ok(Box::new(Zipped::open(file, in_all)?));
    }
    if about.len() > MOST_FILE {
        return Err(NotRead::TooLarge);
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let changed = about.modified().ok().map(|at| civil(at.into(), zone));
    Ok(Box::new(Folder::of_one(path, name, changed)))
}

/// One file that lies in memory.
///
/// # Errors
/// As [`at`].
pub(super) fn in_memory(name: &str, bytes: Vec<u8>) -> Result<Box<dyn Files>, NotRead> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Box::new(Zipped::open(Cursor::new(bytes), MOST_IN_ALL)?));
    }
    Ok(Box::new(Held(name.to_owned(), bytes)))
}

/// The ending of a name in small letters, empty when it has none.
pub(super) fn ending(name: &str) -> String {
    let last = last(name);
    last.rsplit_once('.')
        .filter(|(stem, _)| !stem.is_empty())
        .map(|(_, end)| end.to_lowercase())
        .unwrap_or_default()
}

/// The last part of a name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// The last part of a name without its ending.
pub(super) fn stem(name: &str) -> &str {
    let last = last(name);
    last.rsplit_once('.').map(|(stem, _)| stem).filter(|stem| !stem.is_empty()).unwrap_or(last)
}

/// Whether a name is of a picture of a kind that is shown.
pub(super) fn is_picture(name: &str) -> bool {
    matches!(ending(name).as_str(), "png" | "jpg" | "jpeg" | "webp" | "gif")
}

/// Whether a name is of a picture, a film, a sound or the like: something that a page shows and that is no page.
pub(super) fn is_media(name: &str) -> bool {
    const OTHERS: [&str; 18] = [
        "heic", "heif", "svg", "tif", "tiff", "bmp", "avif", "mp3", "m4a", "aac", "wav", "ogg", "flac",
        "mp4", "mov", "m4v", "webm", "pdf",
    ];
    is_picture(name) || OTHERS.contains(&ending(name).as_str())
}

/// Whether a name is of something that programs keep for themselves.
pub(super) fn is_hidden(name: &str) -> bool {
    let is_dotted = |part: &str| part.starts_with('.') && !part.trim_matches('.').is_empty();
    name.split('/').any(|part| is_dotted(part) || part == "__MACOSX")
}

fn is_zip(file: &mut File) -> Result<bool, NotRead> {
    let mut first = [0; 4];
    let is_zip = file.read_exact(&mut first).is_ok() && first == *b"PK\x03\x04";
    file.rewind()?;
    Ok(is_zip)
}

struct Folder {
    listed: BTreeMap<String, (PathBuf, Option<NaiveDateTime>)>,
    left: u64,
}

impl Folder {
    /// Lists a folder and what is below it. Links are not followed.
    fn list(root: &Path, zone: Tz, in_all: u64) -> Result<Self, NotRead> {
        let mut listed = BTreeMap::new();
        let mut folders = vec![(root.to_owned(), String::new(), 0)];
        while let Some((folder, before, depth)) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                let kind = entry.file_type()?;
                let name = format!("{before}{}", entry.file_name().to_string_lossy());
                if kind.is_dir() && depth < DEEPEST && !is_hidden(&name) {
                    folders.push((entry.path(), format!("{name}/"), depth + 1));
                } else if kind.is_file() {
                    let changed = entry.metadata().ok().and_then(|about| about.modified().ok());
                    listed.insert(name, (entry.path(), changed.map(|at| civil(at.into(), zone))));
                }
                if listed.len() + folders.len() > MOST_FILES {
                    return Err(NotRead::Overfull);
                }
            }
        }
        Ok(Self { listed, left: in_all })
    }

    fn of_one(path: &Path, name: String, changed: Option<NaiveDateTime>) -> Self {
        Self { listed: BTreeMap::from([(name, (path.to_owned(), changed))]), left: MOST_IN_ALL }
    }
}

impl Files for Folder {
    fn names(&self) -> Vec<String> {
        self.listed.keys().cloned().collect()
    }

    fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, NotRead> {
        let (path, _) = self.listed.get(name).ok_or(NotRead::Damaged)?;
        let mut bytes = Vec::new();
        File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(NotRead::TooLarge);
        }
        self.left = self.left.checked_sub(length).ok_or(NotRead::Overfull)?;
        Ok(bytes)
    }

    fn changed(&self, name: &str) -> Option<NaiveDateTime> {
        self.listed.get(name)?.1
    }
}

struct Zipped<R> {
    container: Container<R>,
    listed: BTreeMap<String, Option<NaiveDateTime>>,
}

impl<R: Read + Seek> Zipped<R> {
    fn open(file: R, in_all: u64) -> Result<Self, NotRead> {
        let mut container = Container::open(file, Bounds { directory: DIRECTORY, in_all })?;
        let listed: BTreeMap<_, _> = container.listed().into_iter().collect();
        if listed.len() > MOST_FILES {
            return Err(NotRead::Overfull);
        }
        Ok(Self { container, listed })
    }
}

impl<R: Read + Seek> Files for Zipped<R> {
    fn names(&self) -> Vec<String> {
        self.listed.keys().cloned().collect()
    }

    fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, NotRead> {
        self.container.read(name, limit)?.ok_or(NotRead::Damaged)
    }

    fn changed(&self, name: &str) -> Option<NaiveDateTime> {
        *self.listed.get(name)?
    }
}

struct Held(String, Vec<u8>);

impl Files for Held {
    fn names(&self) -> Vec<String> {
        vec![self.0.clone()]
    }

    fn read(&mut self, _: &str, limit: u64) -> Result<Vec<u8>, NotRead> {
        if self.1.len() as u64 > limit { Err(NotRead::TooLarge) } else { Ok(std::mem::take(&mut self.1)) }
    }

    fn changed(&self, _: &str) -> Option<NaiveDateTime> {
        None
    }
}
