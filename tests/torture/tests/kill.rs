//! kill -9 in the middle of a write, a truncation or a sync: no acknowledged page is lost and the drawer opens.

use std::collections::HashSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nightstand_app::App;
use nightstand_domain::ids::PageId;
use nightstand_torture::chance::Chance;
use nightstand_torture::home::{PASSPHRASE, open, set_table};
use nightstand_torture::{cases, figure, folder, story, tape};

/// Every page has it, and no file.
const PLAIN: &str = "quillfeather-marzipan";
const FOLDER: &str = "NIGHTSTAND_TORTURED";
const LIVES: &str = "NIGHTSTAND_LIVES";
const POINT: &str = "NIGHTSTAND_POINT";
/// Named by the child's command line.
const TEST: &str = "no_acknowledged_page_is_lost_to_kill_nine";

/// The points lie among so many writes of a sitting, each at one of its own.
const WRITES: usize = 1_000;
/// So many of them lie in one drawer: a larger one is written anew for the whole of every sitting.
const TOGETHER: usize = 50;

/// Types and puts away for as long as it lives, and says what is safe. Each point has pages of its own: a page that is
/// there already would be kept by writing nothing.
fn write_until_killed(folder: &Path, point: usize, lives: usize) {
    let app = open(folder);
    let robin = app.people().unwrap().a.id;
    tape::die_after(folder, lives);
    let say = |line: String| {
        let mut out = std::io::stdout().lock();
        writeln!(out, "{line}").unwrap();
        out.flush().unwrap();
    };
    for number in 0.. {
        // Each sitting begins elsewhere in the round.
        let turn = point + number;
        if number == 0 || turn.is_multiple_of(8) {
            app.lock_drawer().unwrap();
            app.unlock_drawer(robin, PASSPHRASE).unwrap();
        }
        let page = page_of(point, number);
        let body = body_of(point, number);
        app.save_draft(robin, page, "", &body).unwrap();
        say(format!("safe {number}"));
        if !turn.is_multiple_of(3) {
            app.put_away(page).unwrap();
        }
        // One that is thrown away and erased: the file is written anew and put in the place of the old one.
        if turn % 6 == 4 {
            let gone = page_of(point, 5_000 + number);
            app.save_draft(robin, gone, "", "words that are to go").unwrap();
            app.throw_away(gone).unwrap();
            app.erase_thrown(gone.entity()).unwrap();
        }
    }
}

/// Behind how many writes of a sitting that point lies. The few of an ordinary run are spread over the same stretch.
fn lives_of(point: usize, points: usize) -> usize {
    point * WRITES / points
}

fn page_of(point: usize, number: usize) -> PageId {
    story::page(point * 10_000 + number)
}

/// The words of one page, the same for who writes and who looks.
fn body_of(point: usize, number: usize) -> String {
    let length = if (point + number) % 7 == 3 { 60_000 } else { 700 };
    format!("{PLAIN} {}", story::words(&mut Chance::of((point * 10_000 + number) as u64), length))
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
fn every_kill_comes_in_a_write_of_its_own() {
    for points in [12, WRITES] {
        let ends: HashSet<usize> = (0..points).map(|point| lives_of(point, points)).collect();
        assert_eq!(ends.len(), points, "none is tried twice");
    }
}

#[test]
fn no_acknowledged_page_is_lost_to_kill_nine() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        let number = |name| std::env::var(name).unwrap().parse().unwrap();
        write_until_killed(&PathBuf::from(folder), number(POINT), number(LIVES));
        return;
    }
    let points = cases(12, WRITES);
    let all: Vec<usize> = (0..points).collect();
    let (mut pages, mut files) = (HashSet::new(), 0);
    for points_of_one in all.chunks(TOGETHER) {
        files += kill_in_one_drawer(points_of_one, points, &mut pages);
    }
    let (last, safe) = (lives_of(points - 1, points), pages.len());
    figure(&format!(
        "{points} kills, each in another write up to the {last}th of a sitting: {safe} acknowledged pages, none lost; no \
         word in plain in {files} files that the killed left behind"
    ));
}

/// Kills at each of these points, and says how many files the killed left behind. What was acknowledged is in `pages`: it
/// is there when the drawer opens, and at the end as well.
fn kill_in_one_drawer(points: &[usize], of: usize, pages: &mut HashSet<PageId>) -> usize {
    let folder = folder();
    let app = open(folder.path());
    let robin = set_table(&app);
    drop(app);
    let (mut safe, mut files) = (Vec::new(), 0);
    for &point in points {
        let lives = lives_of(point, of);
        let told = be_killed(folder.path(), point, lives);
        files += nothing_in_plain(folder.path());
        let app = open(folder.path());
        app.unlock_drawer(robin, PASSPHRASE)
            .unwrap_or_else(|error| panic!("it opens when killed after {lives}: {error}"));
        for number in 0..told {
            assert_kept(&app, point, number);
            assert!(pages.insert(page_of(point, number)), "page {number} of kill {point} is a new one");
        }
        safe.extend((0..told).map(|number| (point, number)));
        app.lock_drawer().unwrap();
    }
    let app = open(folder.path());
    app.unlock_drawer(robin, PASSPHRASE).unwrap();
    safe.iter().for_each(|(point, number)| assert_kept(&app, *point, *number));
    assert_eq!(app.check_drawer().unwrap(), 0, "the file is whole after kill {:?}", points.last());
    files
}

/// The page is there, to the letter.
fn assert_kept(app: &App, point: usize, number: usize) {
    let found = app
        .page(page_of(point, number))
        .unwrap_or_else(|error| panic!("kill {point}, page {number}: {error}"));
    assert!(found.body == body_of(point, number), "kill {point}: every letter of page {number}");
}

/// Starts a child, and says how many pages it called safe before it was killed.
fn be_killed(folder: &Path, point: usize, lives: usize) -> usize {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", TEST, "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env(POINT, point.to_string())
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
