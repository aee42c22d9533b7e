//! Bits that turn over on the disk. None goes unnoticed, nothing panics, no page ever says something else than
//! was written, and what lies elsewhere is read into a new file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nightstand_domain::ids::PageId;
use nightstand_journal::{JournalError, Space, salvage};
use nightstand_torture::chance::Chance;
use nightstand_torture::story::{self, Shown};
use nightstand_torture::{cases, figure, folder};

/// SQLite's page; SQLCipher checks each as a whole.
const PAGE: usize = 4096;

#[test]
fn no_bit_turns_over_unnoticed_and_what_can_be_read_is_read() {
    let folder = folder();
    let path = folder.path().join("drawer.db");
    drop(Space::create(&path, story::kind(), Some(&story::key()), story::writer("first")).unwrap());
    story::play(&path, 240, |_| {}).unwrap();
    let space = story::open(&path).unwrap();
    let whole = Shown::of(&space).unwrap();
    let used =
        usize::try_from(space.read().query_row("PRAGMA page_count", [], |row| row.get::<_, i64>(0)).unwrap())
            .unwrap()
            * PAGE;
    space.keep_roots();
    drop(space);
    let bytes = fs::read(&path).unwrap();

    let count = cases(24, 2_000);
    let mut chance = Chance::of(11);
    let (mut unopened, mut kept, mut pages) = (0, 0, 0);
    for number in 0..count {
        // Each stretch of the file has its turn.
        let at = number * used / count + chance.below(used / count);
        let mut turned = bytes.clone();
        turned[at] ^= 1 << chance.below(8);
        fs::write(&path, &turned).unwrap();
        let noticed = notices(&path, &whole, at);
        if noticed == Noticed::Refused {
            unopened += 1;
        }
        let shown = mends(folder.path(), &path, at);
        for (id, page) in &whole.pages {
            pages += 1;
            match shown.pages.get(id) {
                Some(found) if found == page => kept += 1,
                // An earlier version, or a page that another entry would have hidden: its own words, never others.
                Some(found) => assert!(was_written(&found.1, &whole, *id), "byte {at}: words of nobody"),
                None => {}
            }
        }
    }
    figure(&format!(
        "{count} bits turned over, none unnoticed ({unopened} kept the drawer from opening); {:.2} % of pages \
         came through whole",
        100.0 * f64::from(kept) / f64::from(pages)
    ));
    assert!(f64::from(kept) > 0.97 * f64::from(pages), "one page of the file costs few pages of a drawer");
}

#[derive(PartialEq, Eq)]
enum Noticed {
    Refused,
    Told,
}

/// The drawer refuses to open, or opens and tells of the damage; whatever it still shows is what was written.
fn notices(path: &Path, whole: &Shown, at: usize) -> Noticed {
    let space = match story::open(path) {
        Ok(space) => space,
        Err(JournalError::Damaged { copied_to: Some(_) }) => return Noticed::Refused,
        Err(other) => panic!("byte {at}: {other} is no word for damage"),
    };
    match space.torn_pages() {
        Ok(torn) => assert!(!torn.is_empty(), "byte {at} turned over and nobody noticed"),
        Err(JournalError::Damaged { .. }) => {}
        Err(other) => panic!("byte {at}: {other} is no word for damage"),
    }
    if let Ok(shown) = Shown::of(&space) {
        for (id, page) in &shown.pages {
            assert_eq!(whole.pages.get(id), Some(page), "byte {at}: a page says what nobody wrote");
        }
    }
    Noticed::Told
}

/// Reads what can be read into a new file, which is whole.
fn mends(folder: &Path, path: &Path, at: usize) -> Shown {
    let new = folder.join("mended.db");
    let writer = story::writer("second");
    salvage(path, &new, story::kind(), Some(&story::key()), writer.clone())
        .unwrap_or_else(|error| panic!("byte {at}: nothing could be read: {error}"));
    let space = Space::open(&new, story::kind(), Some(&story::key()), writer).unwrap();
    assert_eq!(space.check().unwrap().problems, [""; 0], "byte {at}: the new file is whole");
    let shown = Shown::of(&space).unwrap();
    drop(space);
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name();
        if name.to_string_lossy().contains(".damaged-") || name.to_string_lossy().starts_with("mended") {
            fs::remove_file(entry.path()).unwrap();
        }
    }
    shown
}

/// Whether `body` is something that this page said at some time: each version of it begins like the last.
fn was_written(body: &str, whole: &Shown, id: PageId) -> bool {
    let all: &BTreeMap<_, _> = &whole.pages;
    all.get(&id).is_some_and(|(_, last)| last.starts_with(body) || body.is_empty())
}
