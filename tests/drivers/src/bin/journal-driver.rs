//! `journal-driver DIR`: one person's drawer behind a plain protocol, one JSON object a line. The protocol
//! stands in the drivers' document. Everything goes through the use-cases that the window calls.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use nightstand_app::drawer::{NewPage, Search};
use nightstand_app::people::DrawerFront;
use nightstand_app::ports::SystemClock;
use nightstand_app::profile::Profile;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, AppError, Role};
use nightstand_domain::ids::{PageId, PersonId};
use nightstand_domain::people::Ribbon;
use nightstand_drivers::{Outcome, answer_lines, unmarked};
use nightstand_journal::drawer::{LastWord, Wanted};
use nightstand_vault::{MemoryStore, Unavailable};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The newest hits that belong to the work of a search.
const HITS: usize = 20;

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum Request {
    Load,
    Import {
        path: String,
    },
    Search {
        q: String,
        kind: Kind,
    },
    /// What the search field asks for at each keystroke.
    Find {
        q: String,
    },
    Add {
        e: Entry,
    },
    Check,
    Dump,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Rare,
    Common,
    Phrase,
    Prefix,
    And2,
}

#[derive(Deserialize, Serialize)]
struct Entry {
    id: Value,
    ts: String,
    #[serde(default)]
    title: String,
    body: String,
}

impl From<Entry> for NewPage {
    fn from(entry: Entry) -> Self {
        Self { source: entry.id.to_string(), written: entry.ts, title: entry.title, body: entry.body }
    }
}

struct Driver {
    profile: Profile,
    passphrase: String,
    app: Option<App>,
}

impl Driver {
    fn answer(&mut self, request: Request) -> Outcome {
        match request {
            Request::Load => self.load(),
            Request::Import { path } => self.import(Path::new(&path)),
            Request::Search { q, kind } => self.search(&q, kind),
            Request::Find { q } => self.find(&q),
            Request::Add { e } => self.add(e),
            Request::Check => self.check(),
            Request::Dump => self.dump(),
        }
    }

    /// Opens and unlocks, making the drawer when there is none.
    fn load(&mut self) -> Outcome {
        self.app = None;
        let started = Instant::now();
        let app = self.open_profile()?;
        let n = app.pages(None, HITS)?.total;
        let s = started.elapsed().as_secs_f64();
        self.app = Some(app);
        Ok(json!({ "s": s, "n": n }))
    }

    fn open_profile(&self) -> Result<App, Box<dyn Error>> {
        // No keyring: what is measured lies in DIR and nowhere else.
        let keyring = MemoryStore::default();
        keyring.go_away(Unavailable::None);
        let app = App::open(self.profile.clone(), Arc::new(SystemClock), Arc::new(keyring), Role::Window);
        let person = if app.has_table() { app.people()?.a.id } else { app.begin(first_run())? };
        self.unlock(&app, person)?;
        Ok(app)
    }

    fn unlock(&self, app: &App, person: PersonId) -> Result<(), Box<dyn Error>> {
        if app.drawer_front(person) == DrawerFront::NotMade {
            let words = app.make_drawer(person, &self.passphrase)?;
            app.confirm_words(person, words.asked())?;
        }
        Ok(app.unlock_drawer(person, &self.passphrase)?)
    }

    fn open(&mut self) -> Result<&App, Box<dyn Error>> {
        if self.app.is_none() {
            self.load()?;
        }
        self.app.as_ref().ok_or_else(|| "the drawer did not open".into())
    }

    fn import(&mut self, path: &Path) -> Outcome {
        let app = self.open()?;
        let started = Instant::now();
        let (pages, left_out) = pages(BufReader::new(File::open(path)?))?;
        let (n, _) = app.take_in_pages(pages, |_| true)?;
        let s = started.elapsed().as_secs_f64();
        Ok(match left_out {
            0 => json!({ "s": s, "n": n }),
            _ => json!({ "s": s, "n": n, "left_out": left_out }),
        })
    }

    /// How many problems there are. A damaged file is mended as the window mends it, and what was lost of it counts.
    fn check(&mut self) -> Outcome {
        let app = self.open()?;
        let problems = match app.check_drawer() {
            Err(AppError::Damaged { .. }) => {
                app.look_drawer_over()?;
                app.mended().map_or(1, |mended| mended.lost.max(1))
            }
            counted => counted? as u64,
        };
        Ok(json!({ "n": problems }))
    }

    fn search(&mut self, typed: &str, kind: Kind) -> Outcome {
        let app = self.open()?;
        let started = Instant::now();
        let wanted = match kind {
            Kind::Phrase => Wanted::phrase(typed),
            Kind::Prefix => Wanted::typed(typed.trim_end_matches(['*', ' ']), LastWord::Begun),
            Kind::Rare | Kind::Common | Kind::And2 => Wanted::typed(typed, LastWord::Whole),
        };
        let n = app.find_sheets(&wanted, HITS)?.total;
        Ok(json!({ "s": started.elapsed().as_secs_f64(), "n": n }))
    }

    fn find(&mut self, typed: &str) -> Outcome {
        let app = self.open()?;
        let started = Instant::now();
        let n = app.find(Search { typed, ..Search::default() })?.map_or(0, |found| found.total);
        Ok(json!({ "s": started.elapsed().as_secs_f64(), "n": n }))
    }

    fn add(&mut self, entry: Entry) -> Outcome {
        let app = self.open()?;
        let page = NewPage::from(entry);
        let started = Instant::now();
        app.take_in_pages(vec![page], |_| true)?;
        Ok(json!({ "s": started.elapsed().as_secs_f64() }))
    }

    fn dump(&mut self) -> Outcome {
        let app = self.open()?;
        let mut entries = Vec::new();
        let mut before = None;
        loop {
            let leaves = app.pages(before, 1_000)?;
            for leaf in leaves.pages {
                entries.push(entry(app, leaf.id)?);
            }
            before = leaves.next;
            if before.is_none() {
                break;
            }
        }
        Ok(json!({ "entries": entries }))
    }
}

/// The pages of a corpus, a line each, and how many lines no page can be made of. One that was cut short, or is longer
/// than a page can be, spoils no other.
fn pages(corpus: impl BufRead) -> io::Result<(Vec<NewPage>, usize)> {
    let (mut pages, mut left_out) = (Vec::new(), 0);
    for (at, line) in corpus.split(b'\n').enumerate() {
        let line = line?;
        let line: &[u8] = if at == 0 { unmarked(&line) } else { &line };
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Entry>(line).map(NewPage::from) {
            Ok(page) if page.fits() => pages.push(page),
            Ok(_) | Err(_) => left_out += 1,
        }
    }
    Ok((pages, left_out))
}

fn entry(app: &App, id: PageId) -> Result<Entry, Box<dyn Error>> {
    let page = app.page(id)?;
    let source = app.page_source(id)?.unwrap_or_default();
    let id = id_in(&source).unwrap_or(Value::String(source));
    Ok(Entry { id, ts: app.page_written(page.id)?, title: page.title, body: page.body })
}

/// The id as its line had it. What tells several lines of one id apart stands behind it.
fn id_in(source: &str) -> Option<Value> {
    let own = |text: &str| serde_json::from_str(text).ok();
    own(source).or_else(|| own(source.rsplit_once('~')?.0))
}

fn first_run() -> FirstRun {
    let a = Newcomer { name: "One".to_owned(), ribbon: Ribbon::Madder };
    FirstRun { a, b: None, rituals: Vec::new(), quiet: None }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("usage: journal-driver DIR")?;
    let passphrase = std::env::var("NIGHTSTAND_PASSPHRASE")?;
    let profile = Profile::find(Some(Path::new(&folder)))?;
    let mut driver = Driver { profile, passphrase, app: None };
    answer_lines(std::io::stdin().lock(), std::io::stdout().lock(), |request| driver.answer(request))?;
    if let Some(app) = &driver.app {
        app.lock_drawer()?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]
mod tests {
    use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE};

    use super::*;

    fn line(id: u64, title: &str, body: &str) -> Vec<u8> {
        let entry = json!({ "id": id, "ts": "2026-01-01T21:00", "title": title, "body": body });
        entry.to_string().into_bytes()
    }

    #[test]
    fn a_line_that_no_page_can_be_made_of_spoils_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = [
            [&b"\xEF\xBB\xBF"[..], &line(1, "One", "Whole")].concat(),
            line(2, "Two", "Cut short")[..20].to_vec(),
            b"{\"id\":3,\"ts\":\"2026-01-01T21:00\",\"title\":\"\xFF\",\"body\":\"\"}".to_vec(),
            line(4, &"t".repeat(LONGEST_TITLE + 1), "Four"),
            line(5, "Five", &"b".repeat(LONGEST_BODY + 1)),
            Vec::new(),
            b"{\"id\":6,\"ts\":\"2026-01-01T21:00\",\"body\":\"Without a title\"}\r".to_vec(),
        ];
        let path = folder.path().join("corpus.jsonl");
        std::fs::write(&path, corpus.join(&b'\n')).unwrap();
        let profile = Profile::find(Some(&folder.path().join("drawer"))).unwrap();
        let mut driver = Driver { profile, passphrase: "lantern ferry orchard".into(), app: None };

        let told = driver.import(&path).unwrap();
        assert_eq!((&told["n"], &told["left_out"]), (&json!(2), &json!(4)), "they are counted: {told}");
        let dumped = driver.dump().unwrap();
        let ids: Vec<_> = dumped["entries"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
        assert!(ids.len() == 2 && [json!(1), json!(6)].iter().all(|id| ids.contains(id)), "{dumped}");

        std::fs::write(&path, line(7, "Seven", "Whole")).unwrap();
        let told = driver.import(&path).unwrap();
        assert_eq!(told.get("left_out"), None, "nothing is said of nothing");
    }
}
