//! The plaintext canary: marked text goes in everywhere, and then no file under any folder of the profile
//! holds it, in any of the forms that programs write text in.

mod home;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use home::{Actor, Home, ROBINS};
use nightstand_app::drawer::Typed;
use nightstand_vault::{MemoryStore, Unavailable};

/// Nobody writes this by chance; no letter of it is folded away.
const CANARY: &str = "quillfeather marzipan obsidian";
const TYPED: &str = "bluebottle cardamom typewriter";
const TITLE: &str = "peppercorn lighthouse";

/// Every form in which a text may lie in a file.
fn forms(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut forms = Vec::new();
    for (case, text) in [("", text.to_owned()), ("capital ", text.to_uppercase())] {
        let mut form = |name: &str, bytes: Vec<u8>| forms.push((format!("{case}{name}"), bytes));
        let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        form("UTF-8", text.clone().into_bytes());
        form("UTF-16 little", utf16(u16::to_le_bytes));
        form("UTF-16 big", utf16(u16::to_be_bytes));
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        form("hex", hex.to_uppercase().into_bytes());
        form("small hex", hex.into_bytes());
        for shift in 0..3 {
            form("base64", base64_inside(text.as_bytes(), shift));
        }
    }
    forms
}

/// What base64 shows of `text` when `shift` bytes stand before it, without the letters that depend on its
/// neighbours.
fn base64_inside(text: &[u8], shift: usize) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let whole = &text[(3 - shift) % 3..];
    let mut letters = Vec::new();
    for three in whole.chunks_exact(3) {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        letters.extend([18, 12, 6, 0].map(|at| LETTERS[(bits >> at & 63) as usize]));
    }
    letters
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.is_file() {
            all.push(path);
        }
    }
    all
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

fn sightings(folder: &Path) -> Vec<String> {
    let mut texts = vec![CANARY, TYPED, TITLE, ROBINS];
    // Single words lie in an index one by one.
    texts.extend([CANARY, TYPED, TITLE].iter().flat_map(|text| text.split(' ')));
    let wanted: Vec<_> = texts.into_iter().flat_map(forms).collect();
    // One look at each byte: which forms begin with these two?
    let mut beginnings: Vec<Vec<usize>> = vec![Vec::new(); 1 << 16];
    for (number, (_, bytes)) in wanted.iter().enumerate() {
        beginnings[pair(bytes)].push(number);
    }
    let mut seen = Vec::new();
    for path in files(folder) {
        let bytes = fs::read(&path).unwrap();
        for (at, two) in bytes.windows(2).enumerate() {
            for number in &beginnings[pair(two)] {
                let (form, wanted) = &wanted[*number];
                if bytes[at..].starts_with(wanted) {
                    seen.push(format!("{form} in {}", path.display()));
                }
            }
        }
    }
    seen
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
    home.app.pages(Some(CANARY), None, 9).unwrap();
    home.app.lock_drawer_keeping(Typed { page: None, title: String::new(), body: TYPED.into() }).unwrap();
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
        let page = app.save_draft(None, TITLE, &body).unwrap().page.unwrap();
        app.put_away(page).unwrap();
        if n % 3 == 0 {
            app.save_draft(Some(page), TITLE, &format!("{TYPED} instead")).unwrap();
            app.put_away(page).unwrap();
        }
        if n % 5 == 0 {
            app.throw_away(page).unwrap();
        }
    }
    app.pages(Some(CANARY), None, 20).unwrap();
    app.pages(Some("\"not a phrase"), None, 20).unwrap();
    let reflection = app.reflection_start(None, None).unwrap();
    let mut words = nightstand_domain::reflection::Reflection::default();
    words.mine.happened = CANARY.to_owned();
    words.guess.text = TYPED.to_owned();
    app.reflection_put_away(reflection, &words).unwrap();
    app.save_draft(None, TITLE, TYPED).unwrap();
    home::say("written");
    home::wait_for_parent();
}
