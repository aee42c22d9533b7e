//! Files that are not where they were, or not whole: nothing is made in their place unasked, and no key goes.

mod home;

use std::fs;
use std::path::{Path, PathBuf};

use home::{Home, ROBINS};
use nightstand_app::people::DrawerFront;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, AppError};
use nightstand_domain::ids::{EntityId, PageId};
use nightstand_domain::people::Ribbon;

fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

fn drawer(folder: &Path, home: &Home) -> PathBuf {
    data(folder).join(format!("drawer-{}.db", home.robin))
}

fn keep_pages(home: &Home, how_many: usize) -> Vec<PageId> {
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    // The same ones each time: where they lie in the file follows from them, and so does what a hole in it costs.
    let page = |number: usize| EntityId::derived("kept page", &[&number.to_be_bytes()]).into();
    let pages: Vec<PageId> = (0..how_many).map(page).collect();
    for (number, page) in pages.iter().enumerate() {
        // Nothing that shrinks: each page of the diary takes about one of its file.
        let words: String =
            (1..400_u64).map(|at| format!("{:x} ", (number as u64 + 1) * at * 0x9E37_79B9)).collect();
        home.app.save_draft(home.robin, *page, "", &format!("{words} plates ")).unwrap();
        home.app.put_away(*page).unwrap();
    }
    home.app.lock_drawer().unwrap();
    pages
}

fn readable(app: &App, pages: &[PageId]) -> usize {
    pages.iter().filter(|page| app.page(**page).is_ok_and(|page| page.body.ends_with("plates "))).count()
}

/// Closes the table; another window stands open somewhere else.
fn close(home: &mut Home, folder: &Path) {
    home.app = home::open(&folder.join("else"), &home.keyring, &home.clock);
}

fn first_run() -> FirstRun {
    let a = Newcomer { name: "Ann".to_owned(), ribbon: Ribbon::Moss };
    FirstRun { a, b: None, rituals: Vec::new(), quiet: None }
}

#[test]
fn a_table_whose_file_is_missing_is_no_first_run_and_opens_when_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut home, _) = Home::with_drawers(folder.path());
    let (table, aside) = (data(folder.path()).join("table.db"), folder.path().join("aside"));
    let key = fs::read(data(folder.path()).join("table.key")).ok();
    home.app.slip_hand("You noticed the rain.").unwrap();
    close(&mut home, folder.path());
    fs::rename(&table, &aside).unwrap();
    for companion in ["table.db-wal", "table.db-shm"] {
        assert!(!data(folder.path()).join(companion).exists(), "a closed table is one file");
    }
    let mut home = home.reopened(folder.path());
    assert!(matches!(home.app.people(), Err(AppError::Missing)));
    assert!(matches!(home.app.begin(first_run()), Err(AppError::Missing)), "no other one is set unasked");
    assert!(matches!(home.app.try_table_again(), Err(AppError::Missing)), "and it is still not there");
    assert_eq!(fs::read(data(folder.path()).join("table.key")).ok(), key, "its key is where it was");
    fs::rename(&aside, &table).unwrap();
    home.app.try_table_again().unwrap();
    assert_eq!(home.app.people().unwrap().a.id, home.robin);

    close(&mut home, folder.path());
    fs::rename(&table, &aside).unwrap();
    let home = home.reopened(folder.path());
    let left = home.app.leave_missing_table().unwrap();
    assert!(left.join(format!("drawer-{}.db", home.robin)).exists(), "the drawers lie aside");
    assert!(left.join("slots.a").exists(), "and so do their keys");
    home.app.begin(first_run()).unwrap();
    assert_eq!(home.app.people().unwrap().a.name, "Ann");
}

#[test]
fn a_key_that_is_there_is_never_replaced_by_another_tables() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    let (table, aside) = (data(folder.path()).join("table.db"), folder.path().join("aside"));
    let key = fs::read(data(folder.path()).join("table.key")).unwrap();
    let Home { app, keyring, clock, robin, sam } = home;
    drop(app);
    fs::rename(&table, &aside).unwrap();
    // Without a drawer nothing tells this from a first evening.
    let app = home::open(folder.path(), &keyring, &clock);
    app.begin(first_run()).unwrap();
    drop(app);
    assert_eq!(fs::read(data(folder.path()).join("table.key")).unwrap(), key);
    fs::remove_file(&table).unwrap();
    fs::rename(&aside, &table).unwrap();
    let home = Home { app: home::open(folder.path(), &keyring, &clock), keyring, clock, robin, sam };
    assert_eq!(home.app.people().unwrap().a.id, home.robin, "the first one opens when it is back");
}

#[test]
fn a_drawer_whose_file_is_missing_keeps_its_lock_though_its_words_were_never_asked_back() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin(folder.path());
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    let pages = keep_pages(&home, 2);
    let (file, aside) = (drawer(folder.path(), &home), folder.path().join("aside"));
    fs::rename(&file, &aside).unwrap();
    let slots = fs::read(data(folder.path()).join("slots.a")).unwrap();
    assert_eq!(home.app.drawer_front(home.robin), DrawerFront::Missing);
    assert!(matches!(home.app.make_drawer(home.robin, "another phrase"), Err(AppError::Missing)));
    assert_eq!(fs::read(data(folder.path()).join("slots.a")).unwrap(), slots);
    fs::rename(&aside, &file).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(readable(&home.app, &pages), 2);

    home.app.lock_drawer().unwrap();
    fs::rename(&file, &aside).unwrap();
    home.app.begin_drawer_anew(home.robin).unwrap();
    assert_eq!(home.app.drawer_front(home.robin), DrawerFront::NotMade);
    assert_eq!(fs::read(file.with_extension("slots-1")).unwrap(), slots, "a copy of its lock is kept");
    home.app.make_drawer(home.robin, "another phrase").unwrap();
    home.app.unlock_drawer(home.robin, "another phrase").unwrap();
}

#[test]
fn a_drawer_that_is_missing_or_beyond_mending_comes_back_from_its_newest_backup() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let pages = keep_pages(&home, 3);
    assert!(matches!(home.app.bring_drawer_back(home.robin), Err(AppError::NotFound)), "there is no backup");
    let backup = home.app.back_up().unwrap();
    let file = drawer(folder.path(), &home);
    fs::remove_file(&file).unwrap();
    assert_eq!(home.app.backup_of_drawer(home.robin).unwrap().unwrap().folder, backup.folder);
    home.app.bring_drawer_back(home.robin).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(readable(&home.app, &pages), 3);
    assert!(matches!(home.app.bring_drawer_back(home.robin), Err(AppError::Taken)), "not over an open one");
    home.app.lock_drawer().unwrap();

    let rubbish = vec![7; 300_000];
    // A few pages fit into what is kept beside the file, and would be mended from there.
    fs::remove_file(file.with_extension("db.roots")).unwrap();
    fs::write(&file, &rubbish).unwrap();
    let refused = home.app.unlock_drawer(home.robin, ROBINS);
    assert!(matches!(refused, Err(AppError::Damaged { .. })), "{refused:?} {:?}", home.app.mended());
    home.app.bring_drawer_back(home.robin).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(readable(&home.app, &pages), 3);
    assert_eq!(
        fs::read(file.with_extension("db.damaged-1")).unwrap(),
        rubbish,
        "and what lay there lies aside"
    );
}

#[test]
fn a_copy_of_the_damage_is_not_what_a_drawer_is_brought_back_from() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let pages = keep_pages(&home, 3);
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let whole = home.app.back_up().unwrap();
    home.app.lock_drawer().unwrap();
    let file = drawer(folder.path(), &home);
    fs::remove_file(file.with_extension("db.roots")).unwrap();
    fs::write(&file, vec![7; 300_000]).unwrap();
    let [first, second] = [(); 2].map(|()| home.app.back_up().unwrap());
    let offered = || home.app.backup_of_drawer(home.robin).unwrap().unwrap().folder;
    assert_eq!(offered(), second.folder, "nobody could look into it");
    let refused = home.app.unlock_drawer(home.robin, ROBINS);
    assert!(matches!(refused, Err(AppError::Damaged { .. })), "{refused:?}");
    assert_eq!(offered(), whole.folder, "with the key in hand the whole one is found");
    let broken = |folder: &Path| {
        let all = home.app.backups().unwrap();
        let backup = all.iter().find(|backup| backup.folder == folder).unwrap();
        backup.parts.iter().any(|part| part.owner == Some(home.robin) && part.broken)
    };
    assert!(broken(&first.folder) && broken(&second.folder) && !broken(&whole.folder));
    home.app.bring_drawer_back(home.robin).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(readable(&home.app, &pages), 3);
}

#[test]
fn a_drawer_that_was_cut_short_gives_back_what_is_left_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let pages = keep_pages(&home, 60);
    let file = drawer(folder.path(), &home);
    let whole = fs::read(&file).unwrap();
    let used = whole.chunks(4096).rposition(|page| page.iter().any(|byte| *byte != 0)).unwrap() + 1;
    let roots = fs::read(file.with_extension("db.roots")).unwrap();
    for (left, at_least) in [(used - 1, 40), (used * 3 / 4, 15)] {
        fs::write(&file, &whole[..left * 4096]).unwrap();
        fs::write(file.with_extension("db.roots"), &roots).unwrap();
        home.app
            .unlock_drawer(home.robin, ROBINS)
            .unwrap_or_else(|error| panic!("{left} of {used}: {error}"));
        home.app.look_drawer_over().unwrap();
        let there = readable(&home.app, &pages);
        assert!(there >= at_least, "{left} of {used} pages of the file: {there} are here");
        let mended = home.app.mended().expect("it is told");
        assert!(
            there == 60 || mended.hurt.len() + there >= 60,
            "{there}, and the others are named: {mended:?}"
        );
        assert_eq!(home.app.check_drawer().unwrap(), 0, "the new file is whole");
        home.app.lock_drawer().unwrap();
    }
}

#[test]
fn a_file_of_no_bytes_is_damaged_and_nothing_less() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let (drawer, table) = (drawer(folder.path(), &home), data(folder.path()).join("table.db"));
    let Home { app, keyring, clock, robin, .. } = home;
    drop(app);
    let damaged = |said: Result<(), AppError>| match said {
        Err(AppError::Damaged { copied_to }) => copied_to.is_some(),
        _ => false,
    };
    fs::write(&drawer, []).unwrap();
    let app = home::open(folder.path(), &keyring, &clock);
    assert!(damaged(app.unlock_drawer(robin, ROBINS)));
    drop(app);
    fs::write(&table, []).unwrap();
    let app = home::open(folder.path(), &keyring, &clock);
    assert!(damaged(app.people().map(drop)));
}
