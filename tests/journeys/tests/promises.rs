//! What CARE.md promises of the drawer, each promise under its own name.

mod home;

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use home::{Home, ROBINS, SAMS};
use nightstand_app::drawer::NewPage;
use nightstand_app::people::DrawerFront;
use nightstand_app::{AppError, TakenBack};
use nightstand_domain::ids::PageId;
use nightstand_domain::people::Ribbon;
use nightstand_journeys::canary::Canary;

const WORDS: &str = "quillfeather marzipan obsidian";

fn write(home: &Home, body: &str) -> PageId {
    let page = PageId::random().unwrap();
    home.app.save_draft(home.robin, page, "", body).unwrap();
    home.app.put_away(page).unwrap();
    page
}

fn pages(many: usize) -> Vec<NewPage> {
    let page = |number: usize| NewPage {
        source: number.to_string(),
        written: format!("2020-01-01T21:{:02}", number % 60),
        title: format!("page {number}"),
        body: format!("{WORDS} {number}"),
    };
    (0..many).map(page).collect()
}

/// Promise 1: no path, recovery included.
#[test]
fn no_path_recovery_included_gives_a_drawer_to_a_partner() {
    let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (home, [_, sams_words]) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    write(&home, WORDS);
    home.app.keep_backups_in(&stick.path().display().to_string()).unwrap();
    let backup = home.app.back_up().unwrap();
    home.app.lock_drawer().unwrap();
    home.app.sit(home.sam).unwrap();
    home.app.unlock_drawer(home.sam, SAMS).unwrap();

    let refused = |outcome: Result<(), AppError>| matches!(outcome, Err(AppError::WrongPassphrase));
    let ways: [(&str, bool); 4] = [
        ("the passphrase", refused(home.app.unlock_drawer(home.robin, SAMS))),
        ("the words", refused(home.app.recover_drawer(home.robin, &sams_words, SAMS))),
        ("another passphrase", refused(home.app.change_passphrase(home.robin, SAMS, SAMS))),
        ("new words", refused(home.app.renew_words(home.robin, SAMS).map(drop))),
    ];
    for (way, shut) in ways {
        assert!(shut, "{way} of the one opens the other's drawer");
    }
    assert!(matches!(home.app.make_drawer(home.robin, SAMS), Err(AppError::Taken)), "nor is it made anew");
    let preview = home.app.preview_of(&backup).unwrap();
    assert_eq!(
        (preview.drawer.len(), preview.locked),
        (0, vec![home.robin]),
        "a backup shows only one's own"
    );
    let looked = Canary::of([WORDS]).seen_in(stick.path()).unwrap();
    assert_eq!(looked, [""; 0], "and lies sealed");
}

/// Never 7: neither count nor date of an entry shows; size moves only in the steps that promise 4 names.
#[test]
fn a_locked_drawer_reveals_no_private_entry_by_count_date_or_size() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let data = folder.path().join("data");
    let seen = |name: &str| -> Vec<(String, u64)> {
        let mut all: Vec<(String, u64)> = fs::read_dir(&data)
            .unwrap()
            .map(|file| file.unwrap())
            .filter(|file| file.file_name().to_string_lossy().starts_with(name))
            .map(|file| (file.file_name().to_string_lossy().into_owned(), file.metadata().unwrap().len()))
            .collect();
        all.sort();
        all
    };
    let drawer = format!("drawer-{}", home.robin);
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    write(&home, "the first");
    home.app.lock_drawer().unwrap();
    let one = seen(&drawer);
    let front = |home: &Home| format!("{:?}", home.app.drawer_fronts().unwrap());
    let outside = front(&home);
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    for number in 0..20 {
        write(&home, &format!("one more, {number}"));
    }
    let gone = write(&home, "and one that is erased at once, which writes the whole file anew");
    home.app.throw_away(gone).unwrap();
    home.app.erase_thrown(gone.entity()).unwrap();
    home.app.lock_drawer().unwrap();
    assert_eq!(seen(&drawer), one, "the same files of the same sizes, whatever was written and erased");
    assert_eq!(front(&home), outside, "and its front says the same");
}

/// Never 8: a lock never turns itself off.
#[test]
fn a_lock_never_turns_itself_off() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    write(&home, WORDS);
    // It ends without being locked, as in a crash.
    let home = home.reopened(folder.path());
    for person in [home.robin, home.sam] {
        assert_eq!(home.app.drawer_front(person), DrawerFront::Locked, "after a crash");
    }
    for other in ["slots.a", "slots.b"] {
        let path = folder.path().join("data").join(other);
        let bytes = fs::read(&path).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(home.app.unlock_drawer(home.robin, SAMS).is_err(), "without {other}");
        fs::write(path, bytes).unwrap();
    }
    assert!(matches!(home.app.pages(None, 9), Err(AppError::DrawerLocked)));
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(home.app.pages(None, 9).unwrap().total, 1, "and its owner's passphrase opens it");
}

/// Never 11: no typed text is lost to an import, nor does it wait for one.
#[test]
fn typed_text_is_not_lost_to_an_import() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let (page, typed) = (PageId::random().unwrap(), Arc::new(AtomicUsize::new(0)));
    let (taken, _) = home
        .app
        .take_in_pages(pages(900), |_| {
            let number = typed.fetch_add(1, Ordering::Relaxed);
            home.app.save_draft(home.robin, page, "", &format!("letter {number}")).unwrap();
            true
        })
        .unwrap();
    assert_eq!(taken, 900);
    let last = format!("letter {}", typed.load(Ordering::Relaxed) - 1);
    assert_eq!(home.app.page(page).unwrap().body, last, "typed between two pages that came in");
    home.app.undo().unwrap();
    assert_eq!(home.app.page(page).unwrap().body, last, "taking the import back leaves it alone");
    let home = home.reopened(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(home.app.page(page).unwrap().body, last, "and it was in the file all along");
}

/// Never 10: what long work leaves beside the drawer for a moment is sealed, and goes.
#[test]
fn no_private_word_lies_in_a_temporary_file() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.take_in_pages(pages(300), |_| true).unwrap();
    let gone = write(&home, WORDS);
    home.app.throw_away(gone).unwrap();
    let canary = Canary::of([WORDS, ROBINS]);
    let (looks, root) = (Arc::new(AtomicUsize::new(0)), folder.path().to_owned());
    // A look that failed in the middle of SQLite's own work would be swallowed there.
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (asked, sees) = (Arc::clone(&looks), Arc::clone(&seen));
    home.app.ask_in_long_work(Arc::new(move || {
        // It is asked thousands of times; a few looks are enough to see every file that comes and goes.
        if asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(40) {
            sees.lock()
                .unwrap()
                .extend(canary.seen_in(&root).unwrap_or_else(|error| vec![error.to_string()]));
        }
        true
    }));
    home.app.erase_thrown(gone.entity()).unwrap();
    home.app.back_up().unwrap();
    assert!(looks.load(Ordering::Relaxed) > 0, "somebody looked");
    assert_eq!(*seen.lock().unwrap(), [""; 0], "while it was written");
    let left = |folder: &Path| -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
        names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.contains("anew")).collect()
    };
    assert_eq!(left(&folder.path().join("data")), [""; 0], "and nothing of it stays");
}

/// Never 11 and 12: what somebody did in this sitting is taken back only where nothing of the other goes with it.
#[test]
fn undo_never_takes_the_other_persons_drawer_away() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _) = home::alone(folder.path());
    let robin = app.here().unwrap().id;
    let (sam, _) = app.add_person("Sam", Ribbon::Slate).unwrap();
    app.sit(sam).unwrap();
    app.make_drawer(sam, SAMS).unwrap();
    app.sit(robin).unwrap();
    let undone = app.undo().unwrap().expect("the second name");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "a drawer without a name could never be opened again");
    assert_eq!(app.people().unwrap().b.map(|b| b.id), Some(sam));
    assert_eq!(app.drawer_front(sam), DrawerFront::Locked, "and its words are where they were");
}

#[test]
fn undo_never_takes_a_person_away_who_has_written_something() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _) = home::alone(folder.path());
    let robin = app.here().unwrap().id;
    let (sam, _) = app.add_person("Sam", Ribbon::Slate).unwrap();
    app.sit(sam).unwrap();
    app.keep_word("love").unwrap();
    app.sit(robin).unwrap();
    let undone = app.undo().unwrap().expect("the second name");
    assert_eq!(undone.taken_back, TakenBack::HeldBack, "sam's word would be nobody's");
    assert_eq!(app.people().unwrap().b.map(|b| b.id), Some(sam));
}

#[test]
fn a_name_that_nobody_has_used_yet_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (app, _) = home::alone(folder.path());
    app.add_person("Sam", Ribbon::Slate).unwrap();
    let undone = app.undo().unwrap().expect("the second name");
    assert_eq!(undone.taken_back, TakenBack::Whole, "nothing of Sam's goes with it");
    assert!(app.people().unwrap().b.is_none());
}
