//! The index against the log: what is found, what is forgotten, what a rebuild gives back.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use nightstand_domain::ids::{DeviceId, EntityId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::page::field;
use nightstand_vault::DeviceSigner;
use proptest::prelude::*;
use rusqlite::Connection;

use super::{LastWord, Wanted, page, search};
use crate::{Space, SpaceKind, Writer};

fn robin() -> PersonId {
    PersonId::from(EntityId::from_bytes([1; 16]))
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

/// Unkeyed, so that a test can look for bytes.
fn drawer(folder: &Path) -> Space {
    let signer = Arc::new(DeviceSigner::random().unwrap());
    let writer = Writer { device: DeviceId::random().unwrap(), signer };
    Space::create(&folder.join("drawer.db"), SpaceKind::Drawer(robin()), None, writer).unwrap()
}

fn write(space: &mut Space, n: u16, title: &str, body: &str) -> EntityId {
    let id = EntityId::derived("test page", &[&n.to_be_bytes()]);
    let minute = format!("2026-11-{:02}T{:02}:{:02}", 1 + n / 1440, n / 60 % 24, n % 60);
    let set = vec![
        (field::TITLE, Value::from(title)),
        (field::BODY, Value::from(body)),
        (field::WRITTEN, Value::from(minute)),
    ];
    space.act(robin(), day(), |act| act.set(field::PAGE, id, set)).unwrap();
    id
}

fn count(space: &Space, typed: &str) -> usize {
    search::find(space.read(), &Wanted::typed(typed, LastWord::Whole), 20, usize::MAX).unwrap().total
}

/// Every row of the lists, and every token with its place.
fn shown(conn: &Connection) -> (Vec<String>, Vec<String>) {
    let rows = |sql: &str, columns: usize| -> Vec<String> {
        let mut statement = conn.prepare(sql).unwrap();
        let row = |row: &rusqlite::Row<'_>| {
            (0..columns)
                .map(|at| row.get_ref(at).map(|value| format!("{value:?}")))
                .collect::<Result<Vec<_>, _>>()
        };
        statement.query_map([], row).unwrap().map(|row| row.unwrap().join("|")).collect()
    };
    conn.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.tokens USING fts5vocab (main, sheet_words, instance)",
    )
    .unwrap();
    let sheets = rows("SELECT place, id, kind, written, title, preview, texts FROM sheet ORDER BY place", 7);
    let tokens = rows("SELECT term, doc, col, \"offset\" FROM temp.tokens ORDER BY 1, 2, 3, 4", 4);
    (sheets, tokens)
}

#[test]
fn a_rebuilt_index_is_the_index_that_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    for n in 0..120 {
        write(&mut space, n * 37 % 120, "a title", &format!("page {n} 東京 and words {}", n % 7));
    }
    for n in 0..40 {
        write(&mut space, n, "another title", &format!("changed {n}"));
    }
    for n in 30..50_u16 {
        let id = EntityId::derived("test page", &[&n.to_be_bytes()]);
        space.act(robin(), day(), |act| act.delete(id)).unwrap();
    }
    let before = shown(space.read());
    assert_eq!(before.0.len(), 100, "what was deleted is not shown");
    space.rebuild().unwrap();
    assert!(shown(space.read()) == before, "lists and index follow from the log alone");
}

#[test]
fn a_changed_or_deleted_page_leaves_none_of_its_words_in_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let empty = shown(space.read()).1;
    let id =
        write(&mut space, 1, "quillfeather", &format!("marzipan 京都 naïve {}", "and more ".repeat(400)));
    assert_eq!((count(&space, "marzipan"), count(&space, "naive")), (1, 1));
    write(&mut space, 1, "quillfeather", "obsidian");
    assert_eq!((count(&space, "marzipan"), count(&space, "obsidian")), (0, 1), "only what stands is found");
    space.act(robin(), day(), |act| act.delete(id)).unwrap();
    assert!(shown(space.read()).1 == empty, "not one token is left");
    space.read().execute_batch("INSERT INTO sheet_words (sheet_words) VALUES ('integrity-check')").unwrap();
}

#[test]
fn two_pages_of_one_minute_both_have_a_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    for n in 0..200_u16 {
        let id = EntityId::derived("crowded", &[&n.to_be_bytes()]);
        let set = vec![
            (field::BODY, Value::from("same minute")),
            (field::WRITTEN, Value::from(if n % 2 == 0 { "2026-11-20" } else { "no time at all" })),
        ];
        space.act(robin(), day(), |act| act.set(field::PAGE, id, set)).unwrap();
    }
    assert_eq!(page::count(space.read()).unwrap(), 200, "imports that know the day alone lose no page");
    assert_eq!(count(&space, "minute"), 200);
}

#[test]
fn the_plans_of_lists_and_search_touch_no_more_than_they_show() {
    let folder = tempfile::tempdir().unwrap();
    let space = drawer(folder.path());
    let plan = |sql: &str| -> String {
        let mut statement = space.read().prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(3)).unwrap();
        lines.map(Result::unwrap).collect::<Vec<_>>().join("; ")
    };
    let list = plan("SELECT id FROM sheet WHERE kind = 50 AND place < 9 ORDER BY place DESC LIMIT 20");
    assert!(list.contains("sheet_by_kind (kind=? AND place<?)") && !list.contains("TEMP B-TREE"), "{list}");
    let search = plan("SELECT rowid FROM sheet_words WHERE sheet_words MATCH 'a' ORDER BY rowid DESC");
    assert!(!search.contains("TEMP B-TREE"), "the index gives the newest first by itself: {search}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nothing_that_can_be_typed_is_an_error(typed in "\\PC{0,40}", body in "\\PC{0,80}") {
        let folder = tempfile::tempdir().unwrap();
        let mut space = drawer(folder.path());
        write(&mut space, 1, &typed, &body);
        for last in [LastWord::Begun, LastWord::Whole] {
            for wanted in [Wanted::typed(&typed, last), Wanted::typed(&format!("\"{typed}"), last), Wanted::phrase(&typed)] {
                search::find(space.read(), &wanted, 20, 20).unwrap();
            }
        }
    }

    #[test]
    fn every_word_of_a_page_finds_it(words in prop::collection::vec("[a-zäöéñšА-я東京都へจคนİßﬁ]{2,9}", 1..6)) {
        let folder = tempfile::tempdir().unwrap();
        let mut space = drawer(folder.path());
        write(&mut space, 1, "", &words.join(", "));
        for word in &words {
            prop_assert_eq!(count(&space, word), 1, "{} is in it", word);
            let hits = search::find(space.read(), &Wanted::typed(word, LastWord::Whole), 20, 20).unwrap();
            prop_assert!(hits.newest[0].snippet.iter().any(|part| part.found), "{} is marked", word);
        }
    }
}
