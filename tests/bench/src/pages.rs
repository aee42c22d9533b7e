//! The drawer beside a bare SQLCipher table with FTS5: search, and one durable page.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::bare::{self, Bare};
use crate::driver::Driver;
use crate::lines::{Outcome, built, median, say, table};

const QUERIES: [(&str, &str); 5] = [
    ("rare", "larkspur"),
    ("common", "river"),
    ("phrase", "along the river"),
    ("prefix", "lark*"),
    ("and2", "river summer"),
];
const ROUNDS: usize = 31;

/// One page of the corpus.
pub(crate) struct Page {
    pub(crate) id: usize,
    pub(crate) ts: String,
    pub(crate) title: String,
    pub(crate) body: String,
}

impl Page {
    fn json(&self) -> Value {
        json!({"id": self.id, "ts": self.ts, "title": self.title, "body": self.body})
    }
}

/// Measures search and one durable page on `count` pages.
pub(crate) fn drawer(count: usize) -> Outcome {
    // Beside the programs and not in the folder for temporary files, which may lie in memory.
    let folder = tempfile::tempdir_in(std::env::current_exe()?.with_file_name(""))?;
    let pages: Vec<Page> = (0..count).map(page).collect();
    let mut bare = Bare::with(&folder.path().join("bare.db"), &pages)?;
    let mut driver = start(&folder.path().join("drawer"), &folder.path().join("corpus.jsonl"), &pages)?;
    table(&format!("Search over {count} pages, ms"), "drawer | bare FTS5 | ratio (at most 2) | hits");
    for (kind, words) in QUERIES {
        search(&mut driver, &bare, kind, words)?;
    }
    one_page(&mut driver, &mut bare, folder.path(), count)
}

fn start(folder: &Path, corpus: &Path, pages: &[Page]) -> Outcome<Driver> {
    let lines: String = pages.iter().map(|page| format!("{}\n", page.json())).collect();
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

fn search(driver: &mut Driver, bare: &Bare, kind: &str, words: &str) -> Outcome {
    let request = json!({"op": "search", "q": words, "kind": kind});
    let hits = driver.ask(&request)?.get("n").and_then(Value::as_u64).unwrap_or(0);
    let ours: Outcome<Vec<f64>> = (0..ROUNDS).map(|_| driver.seconds(&request)).collect();
    let floor: Outcome<Vec<(f64, u64)>> = (0..ROUNDS).map(|_| bare.search(kind, words)).collect();
    let floor = floor?;
    let found = floor.first().map_or(0, |first| first.1);
    let (our, floor) =
        (median(ours?) * 1000.0, median(floor.into_iter().map(|one| one.0).collect()) * 1000.0);
    let hits = if hits == found { hits.to_string() } else { format!("{hits}, bare {found}") };
    say(&format!("| {kind} | {our:.2} | {floor:.2} | {:.2} | {hits} |", our / floor));
    Ok(())
}

fn one_page(driver: &mut Driver, bare: &mut Bare, folder: &Path, count: usize) -> Outcome {
    let more: Vec<Page> = (count..count + ROUNDS).map(page).collect();
    let ours: Outcome<Vec<f64>> =
        more.iter().map(|page| driver.seconds(&json!({"op": "add", "e": page.json()}))).collect();
    let floor: Outcome<Vec<f64>> = more.iter().map(|page| bare.add(page)).collect();
    let sync: Outcome<Vec<f64>> = (0..ROUNDS).map(|_| bare::one_fsync(folder)).collect();
    let (our, floor, sync) = (median(ours?) * 1000.0, median(floor?) * 1000.0, median(sync?) * 1000.0);
    table("One durable page, ms", "drawer | bare table | one fsync here | dearer by, in fsyncs (at most 1)");
    say(&format!("| add | {our:.2} | {floor:.2} | {sync:.2} | {:.1} |", (our - floor) / sync));
    Ok(())
}

/// A page of about a hundred and twenty words. The same number gives the same page.
fn page(id: usize) -> Page {
    let mut seed = id as u64 ^ 0x9E37_79B9_7F4A_7C15;
    let mut words = Vec::new();
    for _ in 0..120 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let draw = (seed >> 33) % 5000;
        // Squaring makes some words common and most of them rare, as in any language.
        words.push(format!("w{}", draw * draw / 5000));
    }
    if id.is_multiple_of(3) {
        words.push("along the river".to_owned());
    }
    if id.is_multiple_of(5) {
        words.push("summer".to_owned());
    }
    if id % 4000 == 17 {
        words.push("larkspur".to_owned());
    }
    let (year, day) = (1990 + id / 336 % 100, id % 336);
    let ts = format!("{year}-{:02}-{:02}T21:{:02}", day / 28 + 1, day % 28 + 1, id % 60);
    Page { id, ts, title: format!("Page {id}"), body: words.join(" ") }
}
