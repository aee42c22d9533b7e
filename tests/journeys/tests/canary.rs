//! The plaintext canary: marked text goes in everywhere, and then no file under any folder of the profile
//! holds it, in any of the forms that programs write text in.

mod home;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use home::{Actor, Home, ROBINS};
use nightstand_app::drawer::Search;
use nightstand_domain::ids::PageId;
use nightstand_journeys::canary::{Canary, base64_inside, forms};
use nightstand_vault::{MemoryStore, Unavailable};

/// Nobody writes this by chance; no letter of it is folded away.
const CANARY: &str = "quillfeather marzipan obsidian";
const TYPED: &str = "bluebottle cardamom typewriter";
const TITLE: &str = "peppercorn lighthouse";

fn sightings(folder: &Path) -> Vec<String> {
    let mut texts = vec![CANARY, TYPED, TITLE, ROBINS];
    // Single words lie in an index one by one.
    texts.extend([CANARY, TYPED, TITLE].iter().flat_map(|text| text.split(' ')));
    Canary::of(texts).seen_in(folder).unwrap()
}

#[test]
fn the_canary_would_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(base64_inside(b"xMan", 1), b"", "a short text leaves nothing that is its own");
    assert_eq!(base64_inside(b"Man", 0), b"TWFu", "the alphabet is base64's");
    let file = folder.path().join("deep/er/file");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    for (form, bytes) in forms(CANARY) {
        let mut all = b"before".to_vec();
        all.extend(&bytes);
        all.extend(b"after");
        fs::write(&file, all).unwrap();
        assert!(sightings(folder.path()).iter().any(|seen| seen.starts_with(&form)), "{form} is recognised");
    }
}

#[test]
fn plaintext_canary_finds_nothing() {
    if home::role().is_some() {
        write_everywhere();
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let keyring = Arc::new(MemoryStore::default());
    keyring.go_away(Unavailable::None);
    let home = Home::begin_with(folder.path(), keyring);
    home.app.make_drawer(home.robin, ROBINS).unwrap();
    let mut actor = Actor::start("plaintext_canary_finds_nothing", "writing", folder.path());
    actor.says("written");
    assert_eq!(sightings(folder.path()), [""; 0], "nothing lies open while the drawer is open");
    actor.kill_nine();
    assert_eq!(sightings(folder.path()), [""; 0], "nothing after kill -9");

    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.find(Search { typed: CANARY, ..Search::default() }).unwrap();
    home.app.save_draft(home.robin, PageId::random().unwrap(), "", TYPED).unwrap();
    home.app.lock_drawer().unwrap();
    assert_eq!(sightings(folder.path()), [""; 0], "nothing once it is locked");
    drop(home);
    assert_eq!(sightings(folder.path()), [""; 0], "nothing once the window is closed");
}

/// Pages, changed pages, thrown-away pages, drafts, searches, a reflection: whatever the drawer can hold.
fn write_everywhere() {
    let folder = home::childs_folder();
    nightstand_app::diagnostics::start(&nightstand_app::profile::Profile::at(&folder), "canary");
    let keyring = Arc::new(MemoryStore::default());
    let app = home::open(&folder, &keyring, &home::clock());
    let robin = app.people().unwrap().a.id;
    assert!(app.unlock_drawer(robin, &format!("{CANARY} as a passphrase")).is_err());
    app.unlock_drawer(robin, ROBINS).unwrap();
    for n in 0..40 {
        let body = format!("{CANARY} {n} {}", "and a longer text around it ".repeat(n * 10));
        let page = PageId::random().unwrap();
        app.save_draft(robin, page, TITLE, &body).unwrap();
        app.put_away(page).unwrap();
        if n % 3 == 0 {
            app.save_draft(robin, page, TITLE, &format!("{TYPED} instead")).unwrap();
            app.put_away(page).unwrap();
        }
        if n % 5 == 0 {
            app.throw_away(page).unwrap();
        }
    }
    app.find(Search { typed: CANARY, ..Search::default() }).unwrap();
    app.find(Search { typed: "\"not a phrase", ..Search::default() }).unwrap();
    let reflection = app.reflection_start(robin, None, None).unwrap();
    let mut words = nightstand_domain::reflection::Reflection::default();
    words.mine.happened = CANARY.to_owned();
    words.guess.text = TYPED.to_owned();
    app.reflection_put_away(robin, reflection, &words).unwrap();
    app.save_draft(robin, PageId::random().unwrap(), TITLE, TYPED).unwrap();
    home::say("written");
    home::wait_for_parent();
}
