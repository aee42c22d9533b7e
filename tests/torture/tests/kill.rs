//! kill -9 in the middle of a write, a truncation or a sync: no acknowledged page is lost and the drawer opens.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use nightstand_app::ports::SystemClock;
use nightstand_app::profile::Profile;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, Role};
use nightstand_domain::ids::PageId;
use nightstand_domain::people::Ribbon;
use nightstand_torture::chance::Chance;
use nightstand_torture::{cases, figure, folder, story, tape};
use nightstand_vault::{Cost, MemoryStore, Unavailable};

const PASSPHRASE: &str = "lantern ferry orchard";
const FOLDER: &str = "NIGHTSTAND_TORTURED";
const LIVES: &str = "NIGHTSTAND_LIVES";
/// Named by the child's command line.
const TEST: &str = "no_acknowledged_page_is_lost_to_kill_nine";

fn open(folder: &Path) -> App {
    let keyring = MemoryStore::default();
    keyring.go_away(Unavailable::None);
    let profile = Profile::find(Some(folder)).unwrap();
    let app = App::open(profile, Arc::new(SystemClock), Arc::new(keyring), Role::Window);
    app.stretch_at(Cost::MINIMUM);
    app
}

/// Types and puts away for as long as it lives, and says what is safe.
fn write_until_killed(folder: &Path, lives: usize) {
    let app = open(folder);
    let robin = app.people().unwrap().a.id;
    tape::die_after(folder, lives);
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    for number in 0.. {
        if number % 8 == 0 {
            app.lock_drawer().unwrap();
            app.unlock_drawer(robin, PASSPHRASE).unwrap();
        }
        let page = story::page(lives * 10_000 + number);
        let body = body_of(lives, number);
        app.save_draft(robin, page, "", &body).unwrap();
        say(format!("safe {number}"));
        if number % 3 != 0 {
            app.put_away(page).unwrap();
        }
    }
}

/// The words of one page, the same for who writes and who looks.
fn body_of(lives: usize, number: usize) -> String {
    let length = if number % 7 == 3 { 60_000 } else { 700 };
    story::words(&mut Chance::of((lives * 10_000 + number) as u64), length)
}

#[test]
fn no_acknowledged_page_is_lost_to_kill_nine() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        write_until_killed(&PathBuf::from(folder), std::env::var(LIVES).unwrap().parse().unwrap());
        return;
    }
    let folder = folder();
    let app = open(folder.path());
    let a = Newcomer { name: "Robin".into(), ribbon: Ribbon::Madder };
    app.begin(FirstRun { a, b: None, rituals: Vec::new(), quiet: None }).unwrap();
    let robin = app.people().unwrap().a.id;
    app.make_drawer(robin, PASSPHRASE).unwrap();
    drop(app);

    let points = cases(12, 1_000);
    let (mut safe, mut last) = (0, 0);
    for point in 0..points {
        // In an ordinary run the few points are spread over the same stretch.
        let lives = point * 600 / points + point % 7;
        let told = be_killed(folder.path(), lives);
        let app = open(folder.path());
        app.unlock_drawer(robin, PASSPHRASE)
            .unwrap_or_else(|error| panic!("it opens when killed after {lives}: {error}"));
        for number in 0..told {
            let page: PageId = story::page(lives * 10_000 + number);
            let found = app.page(page).unwrap_or_else(|error| panic!("killed after {lives}: {error}"));
            assert!(
                found.body == body_of(lives, number),
                "killed after {lives}: every letter of page {number}"
            );
        }
        safe += told;
        last = lives;
        if point % 50 == 0 {
            assert_eq!(app.check_drawer().unwrap(), 0, "killed after {lives}: the file is whole");
        }
        app.lock_drawer().unwrap();
    }
    figure(&format!(
        "{points} kills up to the {last}th write of a sitting: {safe} acknowledged pages, none lost"
    ));
}

/// Starts a child, and says how many pages it called safe before it was killed.
fn be_killed(folder: &Path, lives: usize) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(LIVES, lives.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let safe = lines.map_while(Result::ok).filter(|line| line.contains("safe ")).count();
    let ended = child.wait().unwrap();
    assert!(!ended.success(), "it was killed and did not end by itself");
    safe
}
