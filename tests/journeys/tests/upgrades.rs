//! Every released version's database, frozen with data in it, opens in this version with nothing lost and
//! ends up exactly as a new one begins.

mod frozen;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use frozen::Written;
use nightstand_domain::ids::{DeviceId, PageId};
use nightstand_domain::merge::{Field, Policy};
use nightstand_domain::season::SeasonKind;
use nightstand_journal::drawer::{draft, page, reflection, thread};
use nightstand_journal::table::{book, chapter, line, note, person, ritual, season, slip};
use nightstand_journal::{JournalError, Repair, Space, SpaceKind, Writer};
use nightstand_vault::DeviceSigner;

/// Every released version, oldest first.
const VERSIONS: [&str; 2] = ["v1", "v2"];

/// A computer that has never seen the profile before: a restored backup.
fn writer() -> Writer {
    Writer { device: DeviceId::random().unwrap(), signer: Arc::new(DeviceSigner::random().unwrap()) }
}

fn kinds() -> [(&'static str, SpaceKind); 2] {
    [("table.db", SpaceKind::Table), ("drawer.db", SpaceKind::Drawer(frozen::owner()))]
}

/// A copy of one frozen file, since opening writes.
fn thawed(into: &Path, version: &str, name: &str) -> PathBuf {
    let from = frozen::folder(version).join(name);
    let path = into.join(format!("{version}-{name}"));
    std::fs::copy(from, &path).unwrap();
    path
}

fn open(path: &Path, kind: SpaceKind) -> Space {
    Space::open(path, kind, Some(&frozen::key()), writer()).unwrap()
}

/// The schema as SQLite keeps it, without the room in between.
fn schema(space: &Space) -> BTreeMap<String, String> {
    let mut statement = space
        .read()
        .prepare("SELECT type || ' ' || name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).unwrap();
    rows.map(Result::unwrap)
        .map(|(name, sql)| (name, sql.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect()
}

fn assert_written(space: &Space, all: &[Written]) {
    for (kind, id, fields) in all {
        let record = space.record(*id).unwrap().unwrap_or_else(|| panic!("{kind:?} {id} is gone"));
        for (field, value) in fields {
            assert_eq!(
                record.all(*field),
                [value],
                "{kind:?} {id}, field {}, says what was written",
                field.id
            );
        }
    }
}

#[test]
fn every_version_opens_and_ends_up_as_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    for (version, (name, kind)) in VERSIONS.iter().flat_map(|version| kinds().map(|kind| (version, kind))) {
        let path = thawed(folder.path(), version, name);
        // Twice: the first opening upgrades, the second finds nothing to do.
        drop(open(&path, kind));
        let space = open(&path, kind);
        assert_eq!(space.check().unwrap().problems, Vec::<String>::new(), "{version} {name} is whole");
        let new = folder.path().join(format!("new-{version}-{name}"));
        let new = Space::create(&new, kind, Some(&frozen::key()), writer()).unwrap();
        assert_eq!(schema(&space), schema(&new), "{version} {name} has the schema of a new file");
        let number = |space: &Space| -> i64 {
            space.read().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
        };
        assert_eq!(number(&space), number(&new), "and its version");
    }
}

#[test]
fn a_table_of_version_1_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = open(&thawed(folder.path(), "v1", "table.db"), SpaceKind::Table);
    for _ in 0..2 {
        assert_written(&space, &frozen::table());
        let (kind, id, field, both) = frozen::beside();
        let record = space.record(id).unwrap().unwrap();
        let mut stand: Vec<_> =
            record.all(Field::new(kind, field, Policy::Ask)).into_iter().cloned().collect();
        stand.sort_unstable();
        assert_eq!(stand, both, "both times stand");
        let here = |byte| space.record(frozen::id(byte)).unwrap().is_some();
        let gone = [frozen::DELETED, frozen::FORGOTTEN].map(here);
        assert_eq!(
            (gone, here(frozen::BROUGHT_BACK)),
            ([false; 2], true),
            "what was deleted, and what came back"
        );
        // The same once more from the log alone.
        space.rebuild().unwrap();
    }
}

#[test]
fn a_table_of_version_1_has_what_version_2_added_at_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let space = open(&thawed(folder.path(), "v1", "table.db"), SpaceKind::Table);
    let conn = space.read();
    assert_eq!(person::day_ends(conn).unwrap(), 4, "their day ends at four until they choose");
    assert_eq!(season::not_over(conn, NaiveDate::MIN).unwrap(), [], "there was no season");
    let said: Vec<_> = ritual::all(conn).unwrap().into_iter().map(|row| row.small_minutes).collect();
    assert_eq!(said, [None; 3], "nobody has said how long a small version takes");
}

#[test]
fn a_table_of_version_2_keeps_and_shows_everything() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = open(&thawed(folder.path(), "v2", "table.db"), SpaceKind::Table);
    for _ in 0..2 {
        assert_written(&space, &frozen::table());
        assert_written(&space, &frozen::table_of_2());
        let conn = space.read();
        assert_eq!(person::day_ends(conn).unwrap(), 2, "their day ends at two");
        let seasons = season::not_over(conn, NaiveDate::MIN).unwrap();
        let kinds: Vec<_> = seasons.iter().map(|(_, season)| season.kind).collect();
        assert_eq!(kinds, [SeasonKind::Small, SeasonKind::Holiday], "an unknown third changes nothing");
        let rules: Vec<String> = [0x13, 0x14, 0x15]
            .map(|at| ritual::one(conn, frozen::id(at).into()).unwrap().unwrap())
            .iter()
            .map(|row| format!("{:?} {:?}", row.small_minutes, row.when().map(|when| &when.rhythm)))
            .collect();
        assert!(rules.iter().all(|rule| rule.starts_with("Some(5)") && !rule.contains("Other")), "{rules:?}");
        space.rebuild().unwrap();
    }
}

#[test]
fn a_table_of_version_1_shows_what_it_showed() {
    let folder = tempfile::tempdir().unwrap();
    let space = open(&thawed(folder.path(), "v1", "table.db"), SpaceKind::Table);
    let conn = space.read();
    let (a, b) = person::both(conn).unwrap();
    let names = [a, b].map(|person| person.unwrap().name);
    assert_eq!(names, ["Wren", "Ağaç <b>&"], "both sit where they sat");
    let mut rituals: Vec<String> = ritual::all(conn).unwrap().into_iter().map(|row| row.title).collect();
    rituals.sort_unstable();
    assert_eq!(rituals, ["A walk", "Not this one", "Tea by the window"], "the rituals");
    let willows = frozen::id(0x20).into();
    assert_eq!(book::all(conn).unwrap().len(), 2, "the shelf");
    let chapters: Vec<String> =
        chapter::of_book(conn, willows).unwrap().into_iter().map(|row| row.title).collect();
    assert_eq!(chapters, ["The River Bank", "The Open Road"], "the chapters in order");
    assert_eq!(note::of_book(conn, willows).unwrap().len(), 1, "the note");
    assert_eq!(slip::newest(conn, 9).unwrap().len(), 1, "the slip");
    assert_eq!(line::newest(conn, chrono::NaiveDate::MIN, 9).unwrap().len(), 1, "the line");
}

#[test]
fn a_table_of_version_2_has_what_version_4_added_at_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let space = open(&thawed(folder.path(), "v2", "table.db"), SpaceKind::Table);
    let conn = space.read();
    for row in book::all(conn).unwrap() {
        assert_eq!((row.isbn, row.language.as_str(), row.cover), (None, "", None), "{}", row.title);
        assert!(chapter::of_book(conn, row.id).unwrap().iter().all(|chapter| chapter.words.is_none()));
    }
}

#[test]
fn a_drawer_of_version_1_keeps_everything_the_draft_too() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = open(&thawed(folder.path(), "v1", "drawer.db"), SpaceKind::Drawer(frozen::owner()));
    for _ in 0..2 {
        assert_written(&space, &frozen::drawer());
        let conn = space.read();
        let (at, written, title, body) = frozen::DRAFT;
        let draft = draft::one(conn, PageId::from(frozen::id(at))).unwrap().expect("the draft is here");
        assert_eq!(
            (&*draft.written, &*draft.title, &*draft.body),
            (written, title, body),
            "letter for letter"
        );
        assert_eq!(page::count(conn).unwrap(), 2, "the pages");
        assert_eq!(reflection::all(conn).unwrap().len(), 1, "the reflection");
        assert_eq!(thread::all(conn).unwrap().len(), 1, "its thread");
        space.rebuild().unwrap();
    }
}

#[test]
fn only_the_window_upgrades() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.db");
    let key = frozen::key();
    let space = Space::create(&path, SpaceKind::Table, Some(&key), writer()).unwrap();
    space.read().pragma_update(None, "user_version", 0).unwrap();
    drop(space);
    for repair in [Repair::Left, Repair::Allowed] {
        let refused = Space::open_with(&path, SpaceKind::Table, Some(&key), writer(), repair);
        assert!(matches!(refused, Err(JournalError::Foreign)), "a file that never was a space is left alone");
    }
}
