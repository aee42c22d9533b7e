//! kill -9 in the middle of a write, a truncation or a sync: no acknowledged page is lost and the drawer opens.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nightstand_domain::ids::PageId;
use nightstand_torture::chance::Chance;
use nightstand_torture::home::{PASSPHRASE, open, set_table};
use nightstand_torture::{cases, figure, folder, story, tape};

/// Every page has it, and no file.
const PLAIN: &str = "quillfeather-marzipan";
const FOLDER: &str = "NIGHTSTAND_TORTURED";
const LIVES: &str = "NIGHTSTAND_LIVES";
/// Named by the child's command line.
const TEST: &str = "no_acknowledged_page_is_lost_to_kill_nine";

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
        // One that is thrown away and erased: the file is written anew and put in the place of the old one.
        if number % 6 == 4 {
            let gone = story::page(lives * 10_000 + 5_000 + number);
            app.save_draft(robin, gone, "", "words that are to go").unwrap();
            app.throw_away(gone).unwrap();
            app.erase_thrown(gone.entity()).unwrap();
        }
    }
}

/// The words of one page, the same for who writes and who looks.
fn body_of(lives: usize, number: usize) -> String {
    let length = if number % 7 == 3 { 60_000 } else { 700 };
    format!("{PLAIN} {}", story::words(&mut Chance::of((lives * 10_000 + number) as u64), length))
}

/// How many files lie below `folder`; none of them holds a word in plain.
fn nothing_in_plain(folder: &Path) -> usize {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files += nothing_in_plain(&path);
        } else if let Ok(bytes) = std::fs::read(&path) {
            files += 1;
            let plain = [PLAIN, PASSPHRASE].iter().any(|word| memmem(&bytes, word.as_bytes()));
            assert!(!plain, "{} holds what was written", path.display());
        }
    }
    files
}

fn memmem(bytes: &[u8], word: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == word[0]) {
        if bytes[from + at..].starts_with(word) {
            return true;
        }
        from += at + 1;
    }
    false
}

#[test]
fn no_acknowledged_page_is_lost_to_kill_nine() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        write_until_killed(&PathBuf::from(folder), std::env::var(LIVES).unwrap().parse().unwrap());
        return;
    }
    let folder = folder();
    let app = open(folder.path());
    let robin = set_table(&app);
    drop(app);

    let points = cases(12, 1_000);
    let (mut safe, mut last, mut files) = (0, 0, 0);
    for point in 0..points {
        // In an ordinary run the few points are spread over the same stretch.
        let lives = point * 600 / points + point % 7;
        let told = be_killed(folder.path(), lives);
        files += nothing_in_plain(folder.path());
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
        "{points} kills up to the {last}th write of a sitting: {safe} acknowledged pages, none lost; no word in plain \
         in {files} files that the killed left behind"
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
