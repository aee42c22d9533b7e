//! A table whose file is damaged: it gets what a drawer gets. A copy is kept, what can be read is in a new file, what is
//! touched is named, and nobody waits for their reminders or their drawer.

mod home;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono_tz::Tz;
use home::{Home, ROBINS};
use nightstand_app::agenda::Agenda;
use nightstand_app::ports::ManualClock;
use nightstand_app::reading::{BookDraft, FromFile, PutOn};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_domain::ids::PageId;
use nightstand_domain::reading::field::BOOK;
use nightstand_domain::ritual::field::RITUAL;
use nightstand_domain::ritual::{Rhythm, Weekdays, Who, Wording};

const PAGE: usize = 4096;

fn ritual(title: &str) -> RitualDraft {
    RitualDraft {
        id: None,
        title: title.into(),
        why: "because it is quiet then ".repeat(60),
        promises: Vec::new(),
        small: String::new(),
        small_minutes: None,
        when: Chosen {
            rhythm: Rhythm::every_week(Weekdays::ALL),
            at: "21:30:00".parse().unwrap(),
            zone: Tz::Europe__Berlin,
        },
        minutes: 10,
        lead: Some(10),
        wording: Wording::default(),
        who: Who::default(),
        resting: false,
    }
}

fn book(title: &str) -> BookDraft {
    BookDraft {
        title: title.into(),
        author: "Somebody".into(),
        chapters: Vec::new(),
        put_on: PutOn::Waiting,
        evenings: None,
        aloud: true,
        from_file: FromFile::default(),
    }
}

/// A table with many things on it, closed as a window closes it.
fn laid(folder: &Path) -> (Home, PageId) {
    let (home, _) = Home::with_drawers(folder);
    for number in 0..24 {
        home.app.ritual_save(ritual(&format!("ritual {number}"))).unwrap();
        home.app.add_book(book(&format!("book {number}"))).unwrap();
        home.app.slip_hand(&format!("the way you said it, {number} ").repeat(20)).unwrap();
    }
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = PageId::random().unwrap();
    home.app.save_draft(home.robin, page, "", "only Robin reads this").unwrap();
    home.app.lock_drawer().unwrap();
    home.app.note_table();
    (home, page)
}

fn titles(home: &Home) -> BTreeSet<String> {
    let rituals = home.app.rituals_view().unwrap().rituals.into_iter().map(|row| row.title);
    let books = home.app.reading_view().unwrap().waiting.into_iter().map(|row| row.title);
    rituals.chain(books).collect()
}

/// The pages of the file in which something lies.
fn used(bytes: &[u8]) -> Vec<usize> {
    (0..bytes.len() / PAGE).filter(|at| bytes[at * PAGE..][..PAGE].iter().any(|byte| *byte != 0)).collect()
}

fn table(folder: &Path) -> PathBuf {
    folder.join("data/table.db")
}

fn turn(folder: &Path, page: usize) {
    let mut bytes = fs::read(table(folder)).unwrap();
    bytes[page * PAGE + 77] ^= 4;
    fs::write(table(folder), bytes).unwrap();
}

/// It is mended, and everything that is not there any more is named.
fn assert_mended(home: &Home, before: &BTreeSet<String>, at: usize) {
    let mended = home.app.mended_table().unwrap_or_else(|| panic!("page {at}: it is told"));
    assert!(mended.copied_to.exists(), "page {at}: the damaged file is kept");
    let named: BTreeSet<String> = mended
        .hurt
        .iter()
        .filter(|one| one.kind == RITUAL || one.kind == BOOK)
        .map(|one| one.title.clone())
        .collect();
    let after = titles(home);
    let gone: BTreeSet<String> = before.difference(&after).cloned().collect();
    assert!(gone.is_subset(&named), "page {at}: {gone:?} went, and {named:?} are named");
    assert!(after.len() * 2 >= before.len(), "page {at} cost {} of {}", gone.len(), before.len());
    assert!(after.iter().all(|title| before.contains(title)), "page {at}: nothing that nobody wrote");
    home.app.slip_hand("and one can go on").unwrap();
    assert!(!home.app.look_table_over().unwrap(), "page {at}: it is mended once");
    home.app.read_mended_table();
    assert_eq!(home.app.mended_table(), None, "and read");
}

#[test]
fn a_damaged_table_is_copied_aside_and_what_can_be_read_of_it_is_in_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut home, page) = laid(folder.path());
    let before = titles(&home);
    assert!(!home.app.look_table_over().unwrap(), "a whole file is left alone");
    let (whole, pages) = {
        let bytes = fs::read(table(folder.path())).unwrap();
        let pages = used(&bytes);
        (bytes, pages)
    };
    let roots = folder.path().join("data/table.db.roots");
    let kept = fs::read(&roots).unwrap();
    let middle = pages.len() / 2;
    for at in [pages[0], pages[1], pages[middle], pages[middle + 3], pages[pages.len() - 1]] {
        let Home { app, keyring, clock, robin, sam } = home;
        drop(app);
        for beside in ["-wal", "-shm"] {
            let _ = fs::remove_file(table(folder.path()).with_extension(format!("db{beside}")));
        }
        fs::write(table(folder.path()), &whole).unwrap();
        fs::write(&roots, &kept).unwrap();
        turn(folder.path(), at);
        let app = home::open(folder.path(), &keyring, &clock);
        home = Home { app, keyring, clock, robin, sam };
        // What did not keep it from opening is found in the quiet moment after.
        home.app.look_table_over().unwrap();
        assert_mended(&home, &before, at);
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        assert_eq!(
            home.app.page(page).unwrap().body,
            "only Robin reads this",
            "the drawer is a file of its own"
        );
        home.app.lock_drawer().unwrap();
    }
}

#[test]
fn reminders_come_from_their_own_file_while_the_table_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = laid(folder.path());
    home.app.refresh_agenda();
    let profile = home.app.profile().clone();
    let due = |when: &str| {
        let clock = Arc::<ManualClock>::clone(&home.clock);
        let agenda = Agenda::open(&profile, clock).unwrap_or_else(|error| panic!("{when}: {error}"));
        agenda.glance().unwrap().next().cloned()
    };
    let before = due("before");
    assert!(before.is_some(), "something is due");
    let file = table(folder.path());
    fs::write(&file, vec![7; fs::metadata(&file).unwrap().len() as usize]).unwrap();
    let app = home::open(folder.path(), &home.keyring, &home.clock);
    assert!(app.people().is_err(), "nothing of it can be read");
    assert_eq!(due("while nothing of the table can be read"), before, "the same as before");
}
