//! `journal-driver DIR`: one person's drawer behind a plain protocol, one JSON object a line. The protocol
//! stands in the drivers' document. Everything goes through the use-cases that the window calls.

use std::error::Error;
use std::io::BufRead;
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
use nightstand_drivers::{Outcome, answer_lines};
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
        let lines = std::io::BufReader::new(std::fs::File::open(path)?).lines();
        let mut pages = Vec::new();
        for line in lines {
            let line = line?;
            if !line.trim().is_empty() {
                pages.push(NewPage::from(serde_json::from_str::<Entry>(&line)?));
            }
        }
        let (n, _) = app.take_in_pages(pages, |_| true)?;
        Ok(json!({ "s": started.elapsed().as_secs_f64(), "n": n }))
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
