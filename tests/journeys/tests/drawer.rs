//! The drawer: it opens for its owner alone, and nothing that was typed in it is ever lost.

mod home;

use std::fs;
use std::path::{Path, PathBuf};

use home::{Actor, Home, ROBINS, SAMS};
use nightstand_app::AppError;
use nightstand_app::drawer::{Found, Search};
use nightstand_app::people::DrawerFront;
use nightstand_app::profile::Profile;
use nightstand_domain::ids::PageId;
use nightstand_vault::MemoryStore;

fn titles(home: &Home) -> Vec<String> {
    home.app.pages(None, 50).unwrap().pages.into_iter().map(|page| page.title).collect()
}

fn found(home: &Home, query: &str) -> Vec<String> {
    let found = look(home, query).expect("something was searched for");
    let mark = |part: &nightstand_journal::drawer::Part| {
        if part.found { format!("[{}]", part.text) } else { part.text.clone() }
    };
    found.hits.iter().map(|hit| hit.snippet.iter().map(mark).collect()).collect()
}

fn look(home: &Home, query: &str) -> Option<Found> {
    home.app.find(Search { typed: query, ..Search::default() }).unwrap()
}

/// A page that is begun; nothing is written on it yet.
fn begun() -> PageId {
    PageId::random().unwrap()
}

fn write(home: &Home, title: &str, body: &str) -> PageId {
    let page = begun();
    home.app.save_draft(home.robin, page, title, body).unwrap();
    home.app.put_away(page).unwrap();
    page
}

#[test]
fn drawer_opens_only_for_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let (home, [robins_words, sams_words]) = Home::with_drawers(folder.path());
    let app = &home.app;
    let refused = |outcome| matches!(outcome, Err(AppError::WrongPassphrase));
    assert!(refused(app.unlock_drawer(home.robin, SAMS)), "Sam's passphrase does not open Robin's drawer");
    assert!(refused(app.unlock_drawer(home.sam, ROBINS)), "nor Robin's Sam's");
    assert!(
        refused(app.recover_drawer(home.robin, &sams_words, SAMS)),
        "recovery gives nothing to a partner either"
    );
    assert!(matches!(app.pages(None, 9), Err(AppError::DrawerLocked)), "a shut drawer shows nothing");

    app.unlock_drawer(home.robin, &format!("  {}  ", ROBINS.replace(' ', "  "))).unwrap();
    write(&home, "Robin's page", "only Robin reads this");
    assert_eq!(app.drawer_front(home.sam), DrawerFront::Locked, "one drawer is open at a time");
    app.unlock_drawer(home.sam, SAMS).unwrap();
    assert_eq!(app.drawer_front(home.robin), DrawerFront::Locked, "opening Sam's has shut Robin's");
    assert_eq!(titles(&home), Vec::<String>::new(), "nothing of Robin's lies in Sam's drawer");
    app.lock_drawer().unwrap();
    app.recover_drawer(home.robin, &robins_words.to_uppercase(), ROBINS).unwrap();
    assert_eq!(titles(&home), ["Robin's page"], "the printed words open it too");
}

#[test]
fn whoever_sits_down_finds_the_others_drawer_shut() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.sit(home.sam).unwrap();
    assert_eq!(home.app.open_drawer(), None, "the switch in the rail shuts it first");
}

/// Opens Robin's drawer, and has `meanwhile` done while the passphrase is being stretched.
fn opened_while(home: &Home, meanwhile: impl FnOnce()) -> Result<(), AppError> {
    std::thread::scope(|scope| {
        let opening = scope.spawn(|| home.app.unlock_drawer(home.robin, ROBINS));
        while !home.app.is_drawer_in_use() {
            std::thread::yield_now();
        }
        meanwhile();
        opening.join().unwrap()
    })
}

#[test]
fn what_is_locked_while_it_is_being_opened_stays_shut() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.sit(home.robin).unwrap();
    let refused = opened_while(&home, || home.app.lock_drawer().unwrap());
    assert_eq!(home.app.open_drawer(), None, "whoever pressed the key may be gone");
    assert!(
        matches!(refused, Ok(()) | Err(AppError::DrawerLocked)),
        "nobody typed anything wrong: {refused:?}"
    );

    let _ = opened_while(&home, || drop(home.app.sit(home.sam).unwrap()));
    assert_eq!(home.app.open_drawer(), None, "Sam sits there now");
    assert!(!home.app.is_drawer_in_use(), "nothing is on its way any more");
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    assert_eq!(home.app.open_drawer(), Some(home.robin), "the next time it opens");
}

#[test]
fn wrong_passphrase_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = begun();
    home.app.save_draft(home.robin, page, "Half", "a sentence that was just being typed").unwrap();
    home.app.lock_drawer().unwrap();
    let slots = fs::read(folder.path().join("data/slots.a")).unwrap();
    for wrong in ["", " ", "wrong", SAMS, &"x".repeat(100_000)] {
        assert!(home.app.unlock_drawer(home.robin, wrong).is_err(), "{} letters do not open it", wrong.len());
    }
    assert_eq!(fs::read(folder.path().join("data/slots.a")).unwrap(), slots, "no try changes the slots");
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = home.app.page(page).unwrap();
    assert_eq!(page.body, "a sentence that was just being typed", "the last letter is there");
}

#[test]
fn a_page_goes_from_draft_to_entry_and_back_by_undo() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = write(&home, "What the plates were about", "I keep thinking about Thursday.");
    home.app.save_draft(home.robin, page, "What the plates were about", "Changed my mind.").unwrap();
    let changed = home.app.put_away(page).unwrap();
    assert!(changed.undo.is_some(), "putting a changed page away is one step");
    home.app.undo().unwrap();
    let out = home.app.page(page).unwrap();
    assert_eq!(
        (out.body.as_str(), out.draft),
        ("Changed my mind.", true),
        "it is out again, with every word"
    );
    home.app.put_away(page).unwrap();

    home.app.throw_away(page).unwrap();
    assert!(matches!(home.app.page(page), Err(AppError::NotFound)), "it is gone");
    assert_eq!(found(&home, "mind").len(), 0, "from the search as well");
    home.app.undo().unwrap();
    assert_eq!(found(&home, "mind"), ["Changed my [mind]."], "and comes back whole");
    assert_eq!(home.app.page(page).unwrap().written.to_string(), "2026-11-20 07:50:00", "with its own time");
}

#[test]
fn what_nobody_wrote_is_no_page() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let types = |page, title, body| home.app.save_draft(home.robin, page, title, body);
    assert!(!types(begun(), "  ", "\n").unwrap().lies, "an opened empty page leaves nothing");
    let page = begun();
    assert!(types(page, "", "x").unwrap().lies);
    types(page, "", "").unwrap();
    assert!(titles(&home).is_empty(), "neither does one that was emptied again before it rested");
    let long = "a".repeat(nightstand_domain::page::LONGEST_BODY + 1);
    let refused = types(begun(), "", &long);
    assert!(
        matches!(refused, Err(AppError::Invalid { field: "body", why: "long" })),
        "too long is said in words"
    );
}

#[test]
fn any_text_is_kept_and_found_as_it_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let texts = [
        ("🙂‍↕️ emoji and Größe", "grosse"),
        ("שָׁלוֹם עליכם", "שלום"),
        ("nul\0inside a line", "inside"),
        ("昨日は東京都へ行った", "東京"),
        ("ขอบคุณมากที่รอฉัน", "คุณ"),
        ("l’été, à Paris", "ete"),
        ("كنا في البيت", "بيت"),
        ("Byliśmy w Łodzi", "lodzi"),
        ("Vi tok ferjen til Øre", "ore"),
    ];
    for (text, _) in texts {
        let page = write(&home, "", text);
        assert_eq!(home.app.page(page).unwrap().body, text, "not one letter is changed");
    }
    let big = "word ".repeat(200_000);
    let page = write(&home, "one megabyte", &big);
    assert_eq!(home.app.page(page).unwrap().body, big, "a megabyte is a page");
    for (text, query) in &texts {
        assert!(!found(&home, query).is_empty(), "{query:?} finds {text:?}");
    }
    for query in ["\"", "AND", "NEAR(", "a* b*", "-x", "title:", "^", "(((", "'; DROP TABLE sheet; --", "\0"]
    {
        look(&home, query);
    }
}

#[test]
fn search_shows_the_newest_twenty_first_whenever_they_were_written_down() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let page = |day: u32| nightstand_app::drawer::NewPage {
        source: day.to_string(),
        written: format!("2025-03-{day:02}T21:00"),
        title: format!("day {day}"),
        body: "the ferry again".into(),
    };
    // Newest first, so that the order of arrival is the wrong one.
    let pages = (1..=25).rev().map(page).collect();
    let (taken, changed) = home.app.take_in_pages(pages, |_| true).unwrap();
    assert_eq!((taken, changed.undo.is_some()), (25, true), "an import is one step");
    let Found { hits, total, .. } = look(&home, "ferr").unwrap();
    assert_eq!((hits.len(), total), (20, 25), "twenty are shown, all are counted");
    let first = hits.first().and_then(|hit| hit.written).unwrap().to_string();
    assert_eq!(first, "2025-03-25 21:00:00", "the newest by its own date stands first");
    let leaves = home.app.pages(None, 10).unwrap();
    assert_eq!((leaves.pages.len(), leaves.total), (10, 25));
    let more = home.app.pages(leaves.next, 10).unwrap().pages;
    assert_eq!(more[0].title, "day 15", "the list goes on where it ended");
    home.app.undo().unwrap();
    assert!(titles(&home).is_empty(), "one step takes all of it back");
}

#[test]
fn draft_survives_kill_nine() {
    if home::role().is_some() {
        let folder = home::childs_folder();
        let app = home::open(&folder, &std::sync::Arc::new(MemoryStore::default()), &home::clock());
        let robin = app.people().unwrap().a.id;
        app.unlock_drawer(robin, ROBINS).unwrap();
        let page = begun();
        for n in 1.. {
            app.save_draft(robin, page, "Typed until the end", &"line\n".repeat(n)).unwrap();
            home::say(&format!("saved {n}"));
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let home = Home::begin_with(folder.path(), {
        let none = MemoryStore::default();
        none.go_away(nightstand_vault::Unavailable::None);
        std::sync::Arc::new(none)
    });
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    let mut actor = Actor::start("draft_survives_kill_nine", "typing", folder.path());
    let mut said = 0;
    while said < 20 {
        said = actor.says("saved ").parse().unwrap();
    }
    actor.kill_nine();
    let home = home.reopened(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let pages = home.app.pages(None, 9).unwrap().pages;
    let page = home.app.page(pages[0].id).unwrap();
    assert!(page.body.lines().count() >= said, "every line that was said to be saved is there");
    assert!(page.draft, "and it is still the draft that it was");
    assert_eq!(home.app.check_drawer().unwrap(), 0, "the file is whole");
}

#[cfg(unix)]
#[test]
fn what_is_typed_on_a_full_disk_waits_in_the_spill() {
    let Some(home) = typed_on_a_full_disk("what_is_typed_on_a_full_disk_waits_in_the_spill", |app| {
        app.lock_drawer().unwrap();
        assert_eq!(app.open_drawer(), None, "a full disk keeps no drawer open");
    }) else {
        return;
    };
    the_last_of_it_came_back(&home);
}

#[cfg(unix)]
#[test]
fn what_is_typed_on_a_full_disk_outlives_a_window_that_is_struck_down() {
    // No lock comes before the end; `Actor` strikes the process down where it says so.
    let Some(home) =
        typed_on_a_full_disk("what_is_typed_on_a_full_disk_outlives_a_window_that_is_struck_down", |_| ())
    else {
        return;
    };
    the_last_of_it_came_back(&home);
}

/// Another text each time: SQLite writes only what changed.
#[cfg(unix)]
fn large(n: u32) -> String {
    format!("{n} and ü\n").repeat(105_000)
}

/// Types in a process of its own, whose disk takes a small page and no large one, and strikes it down after `then`.
/// `None` in that process.
#[cfg(unix)]
fn typed_on_a_full_disk(
    test: &str,
    then: impl Fn(&nightstand_app::App),
) -> Option<(Home, tempfile::TempDir)> {
    if home::role().is_some() {
        let folder = home::childs_folder();
        let app = home::open(&folder, &std::sync::Arc::new(MemoryStore::default()), &home::clock());
        let robin = app.people().unwrap().a.id;
        app.unlock_drawer(robin, ROBINS).unwrap();
        let page = begun();
        app.save_draft(robin, page, "Small", "it fits").unwrap();
        let mut refused = false;
        for n in 0..4 {
            refused |= app.save_draft(robin, page, &format!("Large {n}"), &large(n)).is_err();
        }
        assert!(refused, "the disk said no");
        then(&app);
        home::say("typed");
        home::wait_to_be_struck_down();
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let none = MemoryStore::default();
    none.go_away(nightstand_vault::Unavailable::None);
    let home = Home::begin_with(folder.path(), std::sync::Arc::new(none));
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    // 2.2 MiB: the two megabytes of the spill fit, the write-ahead log of a long page does not.
    let mut actor = Actor::start_cramped(test, "cramped", folder.path(), 4_400);
    actor.says("typed");
    actor.kill_nine();
    Some((home, folder))
}

#[cfg(unix)]
fn the_last_of_it_came_back((home, _folder): &(Home, tempfile::TempDir)) {
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let pages = home.app.pages(None, 9).unwrap().pages;
    let page = home.app.page(pages[0].id).unwrap();
    assert_eq!((page.title.as_str(), page.body == large(3)), ("Large 3", true), "the last of it came back");
    assert_eq!(pages.len(), 1, "into the page where it was typed");
}

#[test]
fn a_damaged_drawer_that_cannot_be_mended_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let path = folder.path().join(format!("data/drawer-{}.db", home.robin));
    // What mending would begin with.
    fs::remove_file(path.with_extension("db.roots")).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(16).take(4096) {
        *byte ^= 0x5a;
    }
    fs::write(&path, &bytes).unwrap();
    let refused = home.app.unlock_drawer(home.robin, ROBINS);
    let Err(AppError::Damaged { copied_to: Some(copy) }) = refused else {
        panic!("it is damaged, and the passphrase was right")
    };
    assert_eq!(fs::read(copy).unwrap(), bytes, "where the copy lies is told");
    assert_eq!(fs::read(&path).unwrap(), bytes, "the file is left as it is");
    let copies = fs::read_dir(folder.path().join("data")).unwrap();
    let copies =
        copies.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().contains(".damaged"));
    assert!(copies.count() > 0, "and a copy of it was put aside");
    home.app.unlock_drawer(home.sam, SAMS).unwrap();
}

/// Never 7 of CARE.md: nobody else can count what is in a drawer.
#[test]
fn what_is_noted_beside_a_locked_drawer_does_not_tell_how_much_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let sitting = |pages: usize| {
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        for _ in 0..pages {
            let page = begun();
            home.app.save_draft(home.robin, page, "A page", "of words").unwrap();
            home.app.put_away(page).unwrap();
        }
        home.app.lock_drawer().unwrap();
        readable(folder.path())
    };
    let (one, none, many) = (sitting(1), sitting(0), sitting(9));
    let digits = |all: &[(PathBuf, String)]| -> Vec<(PathBuf, usize)> {
        all.iter().map(|(path, text)| (path.clone(), text.len())).collect()
    };
    assert_eq!((digits(&none), digits(&many)), (digits(&one), digits(&one)), "each is as long as before");
    let lengths = one.iter().find(|(path, _)| path.ends_with("lengths.json")).expect("how long the logs are");
    let noted: std::collections::BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&lengths.1).unwrap();
    assert!(noted.values().all(serde_json::Value::is_string), "no drawer's length is a number: {noted:?}");
    let same = |other: &[(PathBuf, String)]| one.iter().zip(other).filter(|(a, b)| a == b).count();
    assert_eq!(same(&none), same(&many), "and whether something was written does not show either");
}

/// Every file that is text, which anyone can read.
fn readable(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end != "log")
                && let Ok(text) = fs::read_to_string(&path)
            {
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_locked_drawer_tells_nothing_by_its_size_until_a_megabyte_more_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    let size = || {
        let profile = Profile::at(folder.path());
        fs::metadata(profile.data.join(format!("drawer-{}.db", home.robin))).unwrap().len()
    };
    let mut sizes = Vec::new();
    for n in 0..5 {
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        write(&home, &format!("page {n}"), &format!("something short {n}"));
        home.app.lock_drawer().unwrap();
        sizes.push(size());
    }
    assert!(sizes.iter().all(|size| *size % (1024 * 1024) == 0), "it grows in steps of 1 MiB: {sizes:?}");
    assert!(sizes.windows(2).all(|pair| pair[0] == pair[1]), "five short pages are no step: {sizes:?}");
}
