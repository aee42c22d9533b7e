//! The drawer beside a bare SQLCipher table with FTS5: search, and one durable page.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use nightstand_torture::corpus::{Page, QUERIES, page};
use nightstand_torture::floor::Floor;
use serde_json::{Value, json};

use crate::driver::Driver;
use crate::lines::{Outcome, built, median, say, table};

const ROUNDS: usize = 31;

fn json(page: &Page) -> Value {
    json!({"id": page.id, "ts": page.ts, "title": page.title, "body": page.body})
}

/// Measures search and one durable page on `count` pages.
pub(crate) fn drawer(count: usize) -> Outcome {
    // Beside the programs and not in the folder for temporary files, which may lie in memory.
    let folder = tempfile::tempdir_in(std::env::current_exe()?.with_file_name(""))?;
    let pages: Vec<Page> = (0..count).map(page).collect();
    let mut bare = Floor::with(&folder.path().join("bare.db"), &pages)?;
    let mut driver = start(&folder.path().join("drawer"), &folder.path().join("corpus.jsonl"), &pages)?;
    table(&format!("Search over {count} pages, ms"), "drawer | bare FTS5 | ratio (at most 2) | hits");
    for (kind, words) in QUERIES {
        search(&mut driver, &bare, kind, words)?;
    }
    as_one_types(&mut driver, count)?;
    one_page(&mut driver, &mut bare, folder.path(), count)
}

/// What the search field waits for at each keystroke, through the same call as the window's. The slowest counts: one
/// that comes late is seen.
fn as_one_types(driver: &mut Driver, count: usize) -> Outcome {
    let first: Vec<String> = ('a'..='z').map(String::from).collect();
    let begun =
        |words: &str| words.char_indices().skip(1).map(|(at, _)| words[..at].to_owned()).collect::<Vec<_>>();
    let further: Vec<String> =
        QUERIES.iter().flat_map(|(_, words)| begun(words).into_iter().chain([(*words).to_owned()])).collect();
    table(&format!("Search as one types, over {count} pages, ms"), "median | slowest | at most (a frame)");
    for (name, typed) in [("the first letter", first), ("a further letter", further)] {
        let mut slowest = Vec::new();
        for words in typed.iter().filter(|words| !words.trim().is_empty()) {
            let request = json!({"op": "find", "q": words});
            let measured: Outcome<Vec<f64>> = (0..ROUNDS).map(|_| driver.seconds(&request)).collect();
            slowest.push(median(measured?) * 1000.0);
        }
        let most = slowest.iter().copied().fold(0.0, f64::max);
        say(&format!("| {name} | {:.2} | {most:.2} | 16.7 |", median(slowest)));
    }
    Ok(())
}

fn start(folder: &Path, corpus: &Path, pages: &[Page]) -> Outcome<Driver> {
    let lines: String = pages.iter().map(|page| format!("{}\n", json(page))).collect();
    fs::write(corpus, lines)?;
    let mut command = Command::new(built("journal-driver")?);
    let mut driver = Driver::start(command.arg(folder).env("NIGHTSTAND_PASSPHRASE", "a quiet evening"))?;
    driver.ask(&json!({"op": "load"}))?;
    let seconds = driver.seconds(&json!({"op": "import", "path": corpus}))?;
    table("Pages that are brought in", "pages | seconds | for 100,000 (at most 60)");
    let count = pages.len();
    say(&format!("| import | {count} | {seconds:.1} | {:.1} |", seconds * 100_000.0 / count.max(1) as f64));
    Ok(driver)
}

fn search(driver: &mut Driver, bare: &Floor, kind: &str, words: &str) -> Outcome {
    let request = json!({"op": "search", "q": words, "kind": kind});
    let hits = driver.ask(&request)?.get("n").and_then(Value::as_u64).unwrap_or(0);
    let ours: Outcome<Vec<f64>> = (0..ROUNDS).map(|_| driver.seconds(&request)).collect();
    let floor: Vec<(f64, u64)> = (0..ROUNDS).map(|_| bare.search(kind, words)).collect::<Result<_, _>>()?;
    let found = floor.first().map_or(0, |first| first.1);
    let (our, floor) =
        (median(ours?) * 1000.0, median(floor.into_iter().map(|one| one.0).collect()) * 1000.0);
    let hits = if hits == found { hits.to_string() } else { format!("{hits}, bare {found}") };
    say(&format!("| {kind} | {our:.2} | {floor:.2} | {:.2} | {hits} |", our / floor));
    Ok(())
}

fn one_page(driver: &mut Driver, bare: &mut Floor, folder: &Path, count: usize) -> Outcome {
    let more: Vec<Page> = (count..count + ROUNDS).map(page).collect();
    let ours: Outcome<Vec<f64>> =
        more.iter().map(|page| driver.seconds(&json!({"op": "add", "e": json(page)}))).collect();
    let floor: Result<Vec<f64>, _> = more.iter().map(|page| bare.add(page)).collect();
    let sync: Outcome<Vec<f64>> = (0..ROUNDS).map(|_| one_fsync(folder)).collect();
    let (our, floor, sync) = (median(ours?) * 1000.0, median(floor?) * 1000.0, median(sync?) * 1000.0);
    table("One durable page, ms", "drawer | bare table | one fsync here | dearer by, in fsyncs (at most 1)");
    say(&format!("| add | {our:.2} | {floor:.2} | {sync:.2} | {:.1} |", (our - floor) / sync));
    Ok(())
}

/// What this disk takes to make four kilobytes durable.
fn one_fsync(folder: &Path) -> Outcome<f64> {
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join("fsync"))?;
    let began = Instant::now();
    file.write_all(&[7; 4096])?;
    file.sync_data()?;
    Ok(began.elapsed().as_secs_f64())
}
