//! What makes a drawer trustworthy: what was written can be had back, and a disk that fails is told from one
//! that does not.

mod home;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chrono::Duration;
use home::{Home, ROBINS};
use nightstand_app::ports::ManualClock;
use nightstand_app::{App, AppError};
use nightstand_domain::ids::PageId;
use nightstand_journeys::canary::Canary;
use nightstand_vault::{MemoryStore, Unavailable};

fn write(app: &App, home: &Home, page: PageId, title: &str, body: &str) {
    app.save_draft(home.robin, page, title, body).unwrap();
    app.put_away(page).unwrap();
}

/// A path as somebody types it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn later(clock: &ManualClock, days: i64) {
    use nightstand_app::ports::Clock as _;
    clock.set(clock.now() + Duration::days(days));
}

#[test]
fn every_version_of_a_page_can_be_looked_at_and_brought_back_for_a_year() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = PageId::random().unwrap();
    write(&home.app, &home, page, "Plates", "It was about the plates.");
    later(&home.clock, 1);
    write(&home.app, &home, page, "Plates", "It was not about the plates.");
    later(&home.clock, 1);
    write(&home.app, &home, page, "Thursday", &"It was about Thursday. ".repeat(60));
    let bodies = |app: &App| -> Vec<String> {
        app.earlier(page).unwrap().into_iter().map(|version| version.body).collect()
    };
    assert_eq!(bodies(&home.app), ["It was not about the plates.", "It was about the plates."]);

    home.app.save_draft(home.robin, page, "Thursday", "typed a moment ago").unwrap();
    home.app.bring_back_version(page, 2).unwrap();
    let now = home.app.page(page).unwrap();
    assert_eq!((now.title.as_str(), now.body.as_str()), ("Plates", "It was about the plates."));
    assert!(
        bodies(&home.app).contains(&"typed a moment ago".to_owned()),
        "what was in hand is a version now"
    );
    home.app.undo().unwrap();
    assert_eq!(home.app.page(page).unwrap().body, "typed a moment ago", "and Undo brings it back");

    later(&home.clock, 400);
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.forget_what_is_over().unwrap();
    assert_eq!(bodies(&home.app), [""; 0], "after a year the words are erased");
    assert_eq!(home.app.page(page).unwrap().body, "typed a moment ago", "and the page stands");
}

#[test]
fn what_is_thrown_away_comes_back_for_thirty_days_and_can_be_erased_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let pages = [(); 3].map(|()| PageId::random().unwrap());
    for (page, body) in pages.iter().zip(["stays away", "comes back", "is erased"]) {
        write(&home.app, &home, *page, body, body);
        home.app.throw_away(*page).unwrap();
    }
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(home.app.thrown_away().unwrap().len(), 3, "another sitting still knows them");
    home.app.bring_back(pages[1].entity()).unwrap();
    assert_eq!(home.app.page(pages[1]).unwrap().body, "comes back");
    home.app.erase_thrown(pages[2].entity()).unwrap();
    assert!(matches!(home.app.bring_back(pages[2].entity()), Err(AppError::NotFound)), "it is gone for good");
    let left: Vec<String> = home.app.thrown_away().unwrap().into_iter().map(|thrown| thrown.title).collect();
    assert_eq!(left, ["stays away"]);

    later(&home.clock, 32);
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert!(home.app.thrown_away().unwrap().is_empty(), "after thirty days it is shown no more");
    home.app.forget_what_is_over().unwrap();
    assert!(matches!(home.app.bring_back(pages[0].entity()), Err(AppError::NotFound)), "and erased");
    assert_eq!(home.app.page(pages[1]).unwrap().body, "comes back", "what came back stays");
}

#[test]
fn a_backup_is_sealed_and_opened_to_look_and_brings_back_what_is_gone() {
    const WORDS: &str = "quillfeather marzipan obsidian";
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = PageId::random().unwrap();
    write(&home.app, &home, page, "gone", WORDS);
    let kept = PageId::random().unwrap();
    write(&home.app, &home, kept, "kept", "as it was");
    assert!(home.app.back_up_if_due().unwrap() && !home.app.back_up_if_due().unwrap(), "once a day");
    let backup = home.app.backups().unwrap().remove(0);
    let checked: Vec<bool> = backup.parts.iter().map(|part| part.checked).collect();
    assert_eq!(checked, [true, true, false], "table and open drawer were looked at; the locked one waits");
    assert_eq!(Canary::of([WORDS, ROBINS]).seen_in(&backup.folder).unwrap(), [""; 0], "it is sealed");

    home.app.throw_away(page).unwrap();
    home.app.erase_thrown(page.entity()).unwrap();
    write(&home.app, &home, kept, "kept", "and written on");
    let preview = home.app.preview_of(&backup).unwrap();
    let titles: Vec<&str> = preview.drawer.iter().map(|back| back.title.as_str()).collect();
    assert_eq!((titles, preview.table.len(), preview.locked), (vec!["gone"], 0, vec![home.sam]));
    home.app.bring_back_from(&backup).unwrap();
    assert_eq!(home.app.page(page).unwrap().body, WORDS, "what was gone is back");
    assert_eq!(home.app.page(kept).unwrap().body, "and written on", "and nothing that was here went");
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "there is nothing more to bring");

    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.sam, home::SAMS).unwrap();
    assert!(home.app.check_newest_backup().unwrap(), "Sam's part is looked at when Sam's drawer opens");
    assert!(home.app.backups().unwrap()[0].parts.iter().all(|part| part.checked));

    let table = backup.folder.join("table.db");
    let mut bytes = fs::read(&table).unwrap();
    bytes[5_000] ^= 1;
    fs::write(&table, bytes).unwrap();
    let mut backup = home.app.backups().unwrap().remove(0);
    let broken = home.app.check(&mut backup).unwrap();
    assert_eq!(broken.len(), 1, "a bit that turned over in it is noticed");
    let kept = home.app.backups().unwrap().remove(0);
    let broken: Vec<bool> = kept.parts.iter().map(|part| part.broken).collect();
    assert_eq!(broken, [true, false, false], "and noted: it is not one that nobody looked at");

    let drawer = backup.folder.join(&backup.parts[2].file);
    let mut bytes = fs::read(&drawer).unwrap();
    bytes[5_000] ^= 1;
    fs::write(&drawer, bytes).unwrap();
    let mut again = home.app.backups().unwrap().remove(0);
    home.app.check(&mut again).unwrap();
    home.app.lock_drawer().unwrap();
    home.app.unlock_drawer(home.sam, home::SAMS).unwrap();
    assert!(!home.app.check_newest_backup().unwrap(), "the next unlocking finds it");
    assert_eq!(home.app.backup_news(), Some("damaged"), "and it is told");
    assert_eq!(home.app.backup_news(), None, "once");
    assert!(!home.app.back_up_if_due().unwrap());
    assert_eq!(home.app.backup_trouble(), Some("damaged"), "it stands until there is another one");
    let made = home.app.back_up().unwrap();
    assert!(made.parts.iter().all(|part| !part.broken));
    assert_eq!(home.app.backup_trouble(), None);
}

#[test]
fn a_backup_opens_on_another_computer_with_the_passphrase_and_begins_a_log_of_its_own() {
    let (old, new, stick) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (home, _) = Home::with_drawers(old.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = PageId::random().unwrap();
    write(&home.app, &home, page, "", "carried over");
    home.app.keep_backups_in(&shown(stick.path())).unwrap();
    let backup = home.app.back_up().unwrap();
    assert!(backup.folder.starts_with(stick.path()), "it lies where it was to lie");
    assert!(home.app.backups_open_elsewhere().unwrap());

    let keyring = Arc::new(MemoryStore::default());
    keyring.go_away(Unavailable::None);
    let app = home::open(new.path(), &keyring, &home.clock);
    assert!(matches!(app.restore_whole(&shown(stick.path())), Err(AppError::NotFound)), "that is no backup");
    assert!(
        matches!(app.restore_whole(&shown(&backup.folder)), Err(AppError::KeyLost)),
        "its key is under a passphrase"
    );
    app.recover_table(ROBINS).unwrap();
    app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(app.page(page).unwrap().body, "carried over");
    assert_ne!(
        fs::read(new.path().join("data/device.key")).unwrap(),
        fs::read(old.path().join("data/device.key")).unwrap(),
        "two computers never write into one log"
    );
}

#[test]
fn a_backup_folder_may_hold_other_things_that_are_called_alike() {
    let (folder, stick) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (home, _) = Home::with_drawers(folder.path());
    home.app.keep_backups_in(&shown(stick.path())).unwrap();
    fs::write(stick.path().join("Nightstand pages.zip"), b"a copy").unwrap();
    // What says about itself that it is a backup, and cannot be read.
    fs::create_dir_all(stick.path().join("Nightstand 2020/backup.json")).unwrap();
    let made = home.app.back_up().unwrap();
    assert_eq!(home.app.backups().unwrap(), [made]);
    assert!(stick.path().join("Nightstand pages.zip").exists());
}

#[test]
fn a_backup_that_cannot_be_brought_here_whole_leaves_nothing_here() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (home, _) = Home::with_drawers(old.path());
    let backup = home.app.back_up().unwrap();
    fs::remove_file(backup.folder.join("table.db")).unwrap();
    let keyring = Arc::new(MemoryStore::default());
    let app = home::open(new.path(), &keyring, &home.clock);
    app.restore_whole(&shown(&backup.folder)).unwrap_err();
    let begins = |name: &str| ["slots.", "drawer-", "table."].iter().any(|begin| name.starts_with(begin));
    let here: Vec<String> = fs::read_dir(new.path().join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| begins(name))
        .collect();
    assert_eq!(here, Vec::<String>::new());
}

#[test]
fn a_drawer_that_was_put_back_from_a_copy_gets_a_log_of_its_own_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let file = folder.path().join(format!("data/drawer-{}.db", home.robin));
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let (first, second) = (PageId::random().unwrap(), PageId::random().unwrap());
    write(&home.app, &home, first, "", "before the copy");
    home.app.lock_drawer().unwrap();
    let copy = fs::read(&file).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    write(&home.app, &home, second, "", "after the copy");
    home.app.lock_drawer().unwrap();

    let device = fs::read(folder.path().join("data/device.key")).unwrap();
    fs::write(&file, copy).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_ne!(fs::read(folder.path().join("data/device.key")).unwrap(), device, "it is recognised");
    assert_eq!(home.app.page(first).unwrap().body, "before the copy");
    write(&home.app, &home, second, "", "written again");
    assert_eq!(home.app.check_drawer().unwrap(), 0, "and every log in it holds");
}

#[test]
fn a_bad_page_is_noticed_and_what_can_be_read_is_in_a_new_file() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let pages: Vec<PageId> = (0..40).map(|_| PageId::random().unwrap()).collect();
    for (number, page) in pages.iter().enumerate() {
        write(&home.app, &home, *page, &format!("page {number}"), &format!("words of {number} ").repeat(90));
    }
    assert!(!home.app.look_drawer_over().unwrap(), "a whole file is left alone");
    home.app.lock_drawer().unwrap();
    let file = folder.path().join(format!("data/drawer-{}.db", home.robin));
    let roots = file.with_extension("db.roots");
    let (whole, kept) = (fs::read(&file).unwrap(), fs::read(&roots).unwrap());
    let used =
        (0..whole.len() / 4096).filter(|at| whole[at * 4096..][..4096].iter().any(|byte| *byte != 0)).count();

    for turned in [2, used / 2, used - 3] {
        let mut bytes = whole.clone();
        bytes[turned * 4096 + 77] ^= 4;
        fs::write(&file, bytes).unwrap();
        fs::write(&roots, &kept).unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        home.app.look_drawer_over().unwrap();
        let mended = home.app.mended().expect("it is told");
        assert!(mended.copied_to.exists(), "the damaged file is kept");
        let there = pages.iter().filter(|page| home.app.page(**page).is_ok()).count();
        assert!(there >= 20, "page {turned} of the file cost {} of forty", 40 - there);
        assert!(mended.hurt.len() >= 40 - there, "and each is named: {mended:?}");
        assert_eq!(home.app.check_drawer().unwrap(), 0, "the new file is whole");
        home.app.lock_drawer().unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        assert!(!home.app.look_drawer_over().unwrap(), "it is mended once");
        assert_eq!(home.app.mended().as_ref(), Some(&mended), "and told until somebody has read it");
        home.app.read_mended().unwrap();
        home.app.lock_drawer().unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        assert_eq!(home.app.mended(), None, "and then no more");
        home.app.lock_drawer().unwrap();
        assert_eq!(copies(folder.path()), 1, "and copied once");
        fs::remove_file(mended.copied_to).unwrap();
    }
}

fn copies(folder: &Path) -> usize {
    let all = fs::read_dir(folder.join("data")).unwrap();
    all.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains(".damaged-")).count()
}

#[test]
fn a_backup_that_could_not_be_made_is_told_once_and_shown_until_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let stick = tempfile::tempdir().unwrap();
    home.app.keep_backups_in(&stick.path().display().to_string()).unwrap();
    let place = stick.path().to_owned();
    drop(stick);
    assert!(home.app.back_up_if_due().is_err(), "the stick is not in");
    assert_eq!(home.app.backup_news(), Some("noFolder"));
    assert_eq!(home.app.backup_news(), None, "nobody is told twice");
    assert_eq!(
        home.app.backup_trouble(),
        Some("noFolder"),
        "where one looks it is said for as long as it stands"
    );
    std::fs::create_dir(&place).unwrap();
    assert!(home.app.back_up_if_due().unwrap());
    assert_eq!(home.app.backup_trouble(), None);
    std::fs::remove_dir_all(&place).unwrap();
}

#[test]
fn backups_whose_folder_is_away_are_not_taken_for_none_and_earlier_ones_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    assert!(!home.app.backup_folder_is_away(), "the one beside the files comes with the first backup");
    home.app.back_up().unwrap();
    assert_eq!(home.app.backups_left_beside().unwrap(), None, "they are the ones that are shown");

    let stick = tempfile::tempdir().unwrap();
    home.app.keep_backups_in(&shown(stick.path())).unwrap();
    assert!(!home.app.backup_folder_is_away());
    assert_eq!(home.app.backups_left_beside().unwrap(), Some(folder.path().join("data/backups")));
    drop(stick);
    assert!(home.app.backup_folder_is_away(), "the stick is not in");
    assert_eq!(home.app.backups().unwrap(), []);
}

#[test]
fn words_that_a_disk_lost_come_back_from_a_backup_beside_the_page_that_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = PageId::random().unwrap();
    write(&home.app, &home, page, "Plates", "It was about the plates.");
    // Nothing that shrinks, so that its words fill most pages of the file.
    let long: String = (1..12_000_u64).map(|at| format!("{:x} ", at * 0x9E37_79B9)).collect();
    write(&home.app, &home, page, "Plates", &long);
    let backup = home.app.back_up().unwrap();
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "all of it is here");
    home.app.lock_drawer().unwrap();
    let file = folder.path().join(format!("data/drawer-{}.db", home.robin));
    let roots = file.with_extension("db.roots");
    let (whole, kept) = (fs::read(&file).unwrap(), fs::read(&roots).unwrap());
    let used =
        (0..whole.len() / 4096).filter(|at| whole[at * 4096..][..4096].iter().any(|byte| *byte != 0)).count();
    let costs_the_words = |at: &usize| {
        let mut bytes = whole.clone();
        bytes[at * 4096 + 77] ^= 4;
        fs::write(&file, bytes).unwrap();
        fs::write(&roots, &kept).unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        home.app.look_drawer_over().unwrap();
        let stands = home.app.page(page).map(|page| page.body).unwrap_or_default();
        if stands == "It was about the plates." {
            return true;
        }
        home.app.lock_drawer().unwrap();
        false
    };
    (used / 4..used).find(costs_the_words).expect("one of its pages holds the later words");

    let preview = home.app.preview_of(&backup).unwrap().drawer;
    let told: Vec<_> = preview.iter().map(|back| (back.title.as_str(), back.beside)).collect();
    assert_eq!(told, [("Plates", true)], "it says that it comes beside the page that is here");
    home.app.bring_back_from(&backup).unwrap();
    let all = home.app.pages(None, 9).unwrap().pages;
    let bodies: Vec<String> = all.iter().map(|leaf| home.app.page(leaf.id).unwrap().body).collect();
    assert!(bodies.contains(&long) && bodies.contains(&"It was about the plates.".to_owned()));
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "once");
    home.app.undo().unwrap();
    assert_eq!(home.app.pages(None, 9).unwrap().pages.len(), 1, "and Undo takes it back");
}

#[test]
fn a_page_that_was_written_on_since_is_nothing_that_a_backup_brings() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = PageId::random().unwrap();
    write(&home.app, &home, page, "Plates", "as it was in the backup");
    let backup = home.app.back_up().unwrap();
    write(&home.app, &home, page, "Plates", "and written on");
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "that is an earlier version");
    later(&home.clock, 500);
    home.app.forget_what_is_over().unwrap();
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "and was forgotten as it was to be");
}

#[test]
fn backups_of_several_profiles_in_one_folder_know_nothing_of_each_other() {
    let (one, other, stick) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ((a, _), (b, _)) = (Home::with_drawers(one.path()), Home::with_drawers(other.path()));
    for home in [&a, &b] {
        home.app.keep_backups_in(&shown(stick.path())).unwrap();
    }
    for _ in 0..9 {
        assert!(a.app.back_up_if_due().unwrap());
        assert!(b.app.back_up_if_due().unwrap(), "the other's of today is none of ours");
        assert!(!a.app.back_up_if_due().unwrap());
        [&a, &b].iter().for_each(|home| later(&home.clock, 1));
    }
    let of = |home: &Home| home.app.backups().unwrap();
    assert!(of(&a).len() >= 6 && of(&b).len() >= 6, "neither rotates the other's out");
    assert!(of(&a).iter().all(|backup| of(&b).iter().all(|others| others.folder != backup.folder)));
    for home in [&a, &b] {
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        assert!(home.app.check_newest_backup().unwrap());
        assert!(of(home).iter().flat_map(|backup| &backup.parts).all(|part| !part.broken));
    }
}

#[test]
fn a_backup_made_under_a_clock_that_ran_ahead_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    later(&home.clock, 3_000);
    assert!(home.app.back_up_if_due().unwrap());
    later(&home.clock, -3_000);
    assert!(home.app.back_up_if_due().unwrap(), "today's is made");
    assert!(!home.app.back_up_if_due().unwrap(), "once");
}
