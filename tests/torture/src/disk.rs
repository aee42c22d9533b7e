//! A disk that loses its power: what was synced is there, and of what was written since, anything may be.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::chance::Chance;
use crate::tape::Event;

/// What a disk writes as a whole.
const SECTOR: usize = 512;

/// The files of a folder, and what is on its way to each.
#[derive(Clone, Debug)]
pub struct Disk {
    folder: PathBuf,
    files: BTreeMap<PathBuf, File>,
}

#[derive(Clone, Debug, Default)]
struct File {
    /// `None` while there is no such file.
    safe: Option<Vec<u8>>,
    under_way: Vec<Change>,
}

#[derive(Clone, Debug)]
enum Change {
    Write(usize, Vec<u8>),
    Size(usize),
    Delete,
}

/// What becomes of that which was under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Nothing of it arrived.
    Dropped,
    /// All of it arrived.
    Whole,
    /// The earlier of it arrived, the last of that only in part.
    Torn,
    /// The later of it arrived, the earlier did not.
    Reordered,
    /// Each sector by itself arrived or did not.
    Scattered,
}

impl Cut {
    /// Every way, in turn.
    pub const ALL: [Self; 5] = [Self::Dropped, Self::Whole, Self::Torn, Self::Reordered, Self::Scattered];
}

impl Disk {
    /// The disk as `folder` is now, with everything on it safe.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            // The shared memory of a write-ahead log is no file to anyone after a power cut.
            if path.is_file() && !path.to_string_lossy().ends_with("-shm") {
                let safe = Some(fs::read(&path)?);
                files.insert(path, File { safe, under_way: Vec::new() });
            }
        }
        Ok(Self { folder: folder.to_owned(), files })
    }

    /// Goes on by one event.
    pub fn hear(&mut self, event: &Event) {
        let change = match event {
            Event::Write(path, at, bytes) => (path, Change::Write(*at as usize, bytes.clone())),
            Event::Size(path, size) => (path, Change::Size(*size as usize)),
            Event::Delete(path) => (path, Change::Delete),
            Event::Sync(path) => {
                let file = self.files.entry(path.clone()).or_default();
                // SQLite syncs the folder with the first sync of a file that it made.
                file.safe.get_or_insert_default();
                for change in std::mem::take(&mut file.under_way) {
                    change.apply(&mut file.safe, |_| true);
                }
                return;
            }
            Event::Placed(path, bytes) => {
                // Its folder was flushed before: what was taken away until then is gone.
                for file in self.files.values_mut() {
                    let gone = file.under_way.iter().rposition(|change| matches!(change, Change::Delete));
                    if let Some(at) = gone {
                        file.safe = None;
                        file.under_way.drain(..=at);
                    }
                }
                let safe = Some(bytes.clone());
                self.files.insert(path.clone(), File { safe, under_way: Vec::new() });
                return;
            }
            Event::Told(_) => return,
        };
        self.files.entry(change.0.clone()).or_default().under_way.push(change.1);
    }

    /// Writes what a power cut at this moment leaves into `into`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn cut(&self, how: Cut, chance: &mut Chance, into: &Path) -> io::Result<()> {
        for (path, file) in &self.files {
            let name = path.strip_prefix(&self.folder).unwrap_or(path);
            if let Some(bytes) = file.after(how, chance) {
                write_sparse(&into.join(name), &bytes)?;
            }
        }
        Ok(())
    }
}

impl File {
    fn after(&self, how: Cut, chance: &mut Chance) -> Option<Vec<u8>> {
        let mut left = self.safe.clone();
        let count = self.under_way.len();
        let at = chance.below(count + 1);
        for (number, change) in self.under_way.iter().enumerate() {
            match how {
                Cut::Dropped => {}
                Cut::Whole => change.apply(&mut left, |_| true),
                Cut::Torn if number < at => change.apply(&mut left, |_| true),
                Cut::Torn if number == at => {
                    let sectors = chance.below(10);
                    change.apply(&mut left, |sector| sector < sectors);
                }
                Cut::Torn => {}
                Cut::Reordered if number >= at => change.apply(&mut left, |_| true),
                Cut::Reordered => {}
                Cut::Scattered => change.apply(&mut left, |_| chance.coin()),
            }
        }
        left
    }
}

impl Change {
    /// Carries out those parts of the change that `arrives` lets through; the parts of a write are its sectors.
    fn apply(&self, file: &mut Option<Vec<u8>>, mut arrives: impl FnMut(usize) -> bool) {
        match self {
            Self::Delete => {
                if arrives(0) {
                    *file = None;
                }
            }
            Self::Size(size) => {
                if arrives(0) {
                    file.get_or_insert_default().resize(*size, 0);
                }
            }
            Self::Write(at, bytes) => {
                let mut from = 0;
                let mut sector = 0;
                while from < bytes.len() {
                    // Sectors are the disk's, not the write's.
                    let to = ((at + from) / SECTOR + 1) * SECTOR - at;
                    let to = to.min(bytes.len());
                    if arrives(sector) {
                        let file = file.get_or_insert_default();
                        if file.len() < at + to {
                            file.resize(at + to, 0);
                        }
                        file[at + from..at + to].copy_from_slice(&bytes[from..to]);
                    }
                    (from, sector) = (to, sector + 1);
                }
            }
        }
    }
}

/// Most of a drawer's file is room for later.
fn write_sparse(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::FileExt as _;
    let file = fs::File::create(path)?;
    for (number, block) in bytes.chunks(4096).enumerate() {
        if block.iter().any(|byte| *byte != 0) {
            file.write_all_at(block, number as u64 * 4096)?;
        }
    }
    file.set_len(bytes.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(how: Cut, seed: u64) -> Option<Vec<u8>> {
        let path = PathBuf::from("/disk/file");
        let mut disk = Disk { folder: "/disk".into(), files: BTreeMap::new() };
        disk.hear(&Event::Write(path.clone(), 0, vec![1; 1024]));
        disk.hear(&Event::Sync(path.clone()));
        disk.hear(&Event::Write(path.clone(), 0, vec![2; 1024]));
        disk.hear(&Event::Write(path.clone(), 512, vec![3; 1024]));
        disk.files[&path].after(how, &mut Chance::of(seed))
    }

    #[test]
    fn a_power_cut_keeps_what_was_synced_and_loses_what_it_likes_of_the_rest() {
        assert_eq!(left(Cut::Dropped, 1).unwrap(), [1; 1024], "what was synced is there");
        let whole = left(Cut::Whole, 1).unwrap();
        assert_eq!((whole[0], whole[512], whole.len()), (2, 3, 1536), "or all of it arrived");
        let scattered: std::collections::BTreeSet<Vec<u8>> =
            (0..64).map(|seed| left(Cut::Scattered, seed).unwrap()).collect();
        assert!(scattered.len() > 6, "each sector by itself: {} outcomes", scattered.len());
        assert!(
            scattered
                .iter()
                .all(|file| file.chunks(512).all(|sector| sector.iter().all(|b| b == &sector[0]))),
            "a sector is never torn"
        );
        assert!((0..64).any(|seed| left(Cut::Reordered, seed).unwrap()[0] == 1), "the later one alone");
    }
}
