//! What a drawer may cost: bringing pages in, searching them, the room they take, and opening it, beside a bare table
//! that has nothing of ours.

use std::path::Path;
use std::time::{Duration, Instant};

use nightstand_app::App;
use nightstand_app::drawer::NewPage;
use nightstand_domain::ids::PersonId;
use nightstand_journal::drawer::{LastWord, Wanted};
use nightstand_torture::corpus::{QUERIES, page};
use nightstand_torture::floor::Floor;
use nightstand_torture::home::{PASSPHRASE, open, set_table};
use nightstand_torture::{cases, figure, folder, is_full};
use nightstand_vault::{KeySlots, Passphrase, Unlock};

/// How often each thing is done; the median counts.
const ROUNDS: usize = 31;
/// The newest hits that belong to the work of a search.
const HITS: usize = 20;

/// At most twice the floor.
const SEARCH: f64 = 2.0;
/// At most two and a half times the text.
const ROOM: f64 = 2.5;
/// Opening, behind the key derivation.
const OPENING: Duration = Duration::from_millis(30);

#[test]
fn a_drawer_costs_at_most_what_it_may_beside_a_bare_table() {
    for count in [cases(300, 3_650), cases(1_200, 100_000)] {
        let folder = folder();
        let app = open(folder.path());
        let robin = set_table(&app);
        app.unlock_drawer(robin, PASSPHRASE).unwrap();
        let text = bring(&app, count);
        let floor = Floor::with(&folder.path().join("floor.db"), &(0..count).map(page).collect::<Vec<_>>())
            .expect("a bare table");
        search(&app, &floor, count);
        room(&app, folder.path(), robin, text, count);
        opening(&app, folder.path(), robin, count);
    }
}

fn bring(app: &App, count: usize) -> usize {
    let pages: Vec<NewPage> = (0..count)
        .map(page)
        .map(|page| NewPage {
            source: page.id.to_string(),
            written: page.ts,
            title: page.title,
            body: page.body,
        })
        .collect();
    let text = pages.iter().map(|page| page.title.len() + page.body.len()).sum();
    let began = Instant::now();
    let (taken, _) = app.take_in_pages(pages, |_| true).unwrap();
    assert_eq!(taken, count);
    let took = began.elapsed().as_secs_f64();
    let of_all = took * 100_000.0 / count as f64;
    figure(&format!("{count} pages brought in in {took:.1} s ({of_all:.0} s for 100,000; at most 60)"));
    if is_full() && count >= 100_000 {
        assert!(of_all <= 60.0, "a minute for 100,000 pages");
    }
    text
}

fn search(app: &App, floor: &Floor, count: usize) {
    for (kind, words) in QUERIES {
        let wanted = match kind {
            "phrase" => Wanted::phrase(words),
            "prefix" => Wanted::typed(words.trim_end_matches('*'), LastWord::Begun),
            _ => Wanted::typed(words, LastWord::Whole),
        };
        let mut hits = 0;
        let ours = median(|| {
            let began = Instant::now();
            hits = app.find_sheets(&wanted, HITS).unwrap().total;
            began.elapsed().as_secs_f64()
        });
        let mut found = 0;
        let bare = median(|| {
            let (took, hits) = floor.search(kind, words).unwrap();
            found = hits;
            took
        });
        assert_eq!(hits as u64, found, "{kind}: the same pages are found");
        let times = ours / bare;
        figure(&format!(
            "search over {count} pages, {kind}: {:.3} ms beside {:.3} ({times:.2}; at most {SEARCH}), {hits} hits",
            ours * 1e3,
            bare * 1e3
        ));
        if is_full() {
            assert!(times <= SEARCH, "{kind} over {count} pages takes {times:.2} times the floor");
        }
    }
}

/// Versions and pictures apart: there are none here.
fn room(app: &App, folder: &Path, robin: PersonId, text: usize, count: usize) {
    app.lock_drawer().unwrap();
    let file = folder.join(format!("data/drawer-{robin}.db"));
    let length = std::fs::metadata(&file).unwrap().len();
    let times = length as f64 / text as f64;
    figure(&format!(
        "{count} pages take {:.1} MB for {:.1} MB of text ({times:.2}; at most {ROOM})",
        length as f64 / 1e6,
        text as f64 / 1e6
    ));
    // A file grows by whole mebibytes, which says more than the text of a few pages.
    if is_full() {
        assert!(times <= ROOM, "{count} pages take {times:.2} times their text");
    }
}

fn opening(app: &App, folder: &Path, robin: PersonId, count: usize) {
    let passphrase = Passphrase::typed(PASSPHRASE).unwrap();
    let derivation = median(|| {
        let began = Instant::now();
        let slots = KeySlots::look(&folder.join("data")).unwrap();
        assert!(slots.unlock(robin, &Unlock::Passphrase(&passphrase)).is_ok(), "it is the right one");
        began.elapsed().as_secs_f64()
    });
    let whole = median(|| {
        let began = Instant::now();
        app.unlock_drawer(robin, PASSPHRASE).unwrap();
        assert!(!app.pages(None, 60).unwrap().pages.is_empty(), "and the first pages are there");
        let took = began.elapsed().as_secs_f64();
        app.lock_drawer().unwrap();
        took
    });
    let more = whole - derivation;
    figure(&format!(
        "opening {count} pages and reading the first: {:.1} ms, of them {:.1} behind the key derivation (at most {})",
        whole * 1e3,
        more * 1e3,
        OPENING.as_millis()
    ));
    if is_full() {
        assert!(more <= OPENING.as_secs_f64(), "{:.1} ms behind the key derivation", more * 1e3);
    }
}

fn median(mut measure: impl FnMut() -> f64) -> f64 {
    let mut all: Vec<f64> = (0..ROUNDS).map(|_| measure()).collect();
    all.sort_by(f64::total_cmp);
    all[ROUNDS / 2]
}
