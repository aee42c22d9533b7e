//! The index against the log: what is found, what is forgotten, what a rebuild gives back.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use nightstand_domain::days::Days;
use nightstand_domain::ids::{DeviceId, EntityId, PageId, PersonId, PictureId};
use nightstand_domain::merge::Value;
use nightstand_domain::page::field;
use nightstand_domain::reflection;
use nightstand_vault::DeviceSigner;
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::StatementStatus;

use super::{LastWord, Wanted, marks, page, picture, search};
use crate::{Space, SpaceKind, Writer};

fn robin() -> PersonId {
    PersonId::from(EntityId::from_bytes([1; 16]))
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
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
    lay(space, id, &minute, title, body);
    id
}

fn lay(space: &mut Space, id: EntityId, written: &str, title: &str, body: &str) {
    let set = vec![
        (field::TITLE, Value::from(title)),
        (field::BODY, Value::from(body)),
        (field::WRITTEN, Value::from(written)),
    ];
    space.act(robin(), day(), |act| act.set(field::PAGE, id, set)).unwrap();
}

#[test]
fn pages_of_one_minute_stand_in_the_order_of_their_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let begun: Vec<EntityId> = (0..60_u8)
        .map(|second| {
            let id = EntityId::derived("test page", &[&[second]]);
            lay(&mut space, id, &format!("2026-11-20T21:00:{second:02}"), "one", "");
            id
        })
        .collect();
    let listed = page::newest(space.read(), None, 60).unwrap();
    let listed: Vec<EntityId> = listed.into_iter().rev().map(|row| row.id.entity()).collect();
    assert_eq!(listed, begun, "one for each second, the first one, too");
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
    let mut sheets =
        rows("SELECT place, id, kind, written, title, preview, texts FROM sheet ORDER BY place", 7);
    sheets.extend(rows("SELECT folded, place, tag FROM tag ORDER BY 1, 2", 3));
    sheets.extend(rows("SELECT folded, place FROM link ORDER BY 1, 2", 2));
    let tokens = rows("SELECT term, doc, col, \"offset\" FROM temp.tokens ORDER BY 1, 2, 3, 4", 4);
    (sheets, tokens)
}

#[test]
fn a_rebuilt_index_is_the_index_that_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    for n in 0..120 {
        write(
            &mut space,
            n * 37 % 120,
            "a title",
            &format!("page {n} 東京 #tag{} [[page {}]]", n % 7, n % 5),
        );
    }
    for n in 0..40 {
        write(&mut space, n, "another title", &format!("changed {n}"));
    }
    for n in 30..50_u16 {
        let id = EntityId::derived("test page", &[&n.to_be_bytes()]);
        space.act(robin(), day(), |act| act.delete(id)).unwrap();
    }
    let before = shown(space.read());
    assert_eq!(page::count(space.read()).unwrap(), 100, "what was deleted is not shown");
    space.rebuild().unwrap();
    assert!(shown(space.read()) == before, "lists and index follow from the log alone");
}

#[test]
fn a_changed_or_deleted_page_leaves_none_of_its_words_in_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let empty = shown(space.read());
    let id = write(
        &mut space,
        1,
        "quillfeather",
        &format!("marzipan 京都 naïve #sweet [[Quince]] {}", "and more ".repeat(400)),
    );
    assert_eq!((count(&space, "marzipan"), count(&space, "naive")), (1, 1));
    write(&mut space, 1, "quillfeather", "obsidian");
    assert_eq!((count(&space, "marzipan"), count(&space, "obsidian")), (0, 1), "only what stands is found");
    space.act(robin(), day(), |act| act.delete(id)).unwrap();
    assert!(shown(space.read()) == empty, "not one token, tag or link is left");
    space.read().execute_batch("INSERT INTO sheet_words (sheet_words) VALUES ('integrity-check')").unwrap();
}

fn titles(space: &Space, wanted: &Wanted) -> Vec<String> {
    let hits = search::find(space.read(), wanted, 20, 100).unwrap();
    assert_eq!(hits.total, hits.newest.len(), "the count is that of the list");
    hits.newest.iter().map(|hit| hit.title.iter().map(|part| part.text.as_str()).collect()).collect()
}

fn dated(space: &mut Space, title: &str, body: &str, written: &str) -> EntityId {
    let id = EntityId::derived("dated", &[title.as_bytes()]);
    let set = [(field::TITLE, title), (field::BODY, body), (field::WRITTEN, written)];
    let set = set.into_iter().map(|(field, text)| (field, Value::from(text))).collect();
    space.act(robin(), day(), |act| act.set(field::PAGE, id, set)).unwrap();
    id
}

#[test]
fn a_page_is_named_by_its_whole_title() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    dated(&mut space, "The plates", "first", "2026-01-01");
    dated(&mut space, "the PLATES ", "second", "2026-01-02");
    dated(&mut space, "The plates, again", "longer", "2026-01-03");
    dated(&mut space, "???", "signs", "2026-01-04");
    let named = |name| -> Vec<String> {
        marks::named(space.read(), name).unwrap().into_iter().map(|page| page.preview).collect()
    };
    assert_eq!(named("the plates"), ["second", "first"], "newest first, with what they begin with");
    assert_eq!(named(" ??? "), ["signs"]);
    assert_eq!(named("plates"), <[&str; 0]>::default());
    let titled = |typed| -> Vec<String> {
        let wanted = Wanted::typed(typed, LastWord::Begun);
        marks::titled(space.read(), &wanted, 2).unwrap().into_iter().map(|page| page.preview).collect()
    };
    assert_eq!(titled(""), ["signs", "longer"], "the newest that have a title");
    assert_eq!(titled("plates "), ["longer", "second"]);
    assert_eq!(titled("the a"), ["longer"], "a word has one letter so far");
}

#[test]
fn a_tag_finds_itself_and_what_lies_below_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    dated(&mut space, "rent", "again #Money/rent", "2026-01-01");
    dated(&mut space, "money", "#money, and nothing else", "2026-01-02");
    dated(&mut space, "word", "money without a sign, #moneybox", "2026-01-03");
    dated(&mut space, "late", "#café", "2026-01-04");
    let find = |typed, last| titles(&space, &Wanted::typed(typed, last));
    assert_eq!(find("#money", LastWord::Whole), ["money", "rent"], "no word, and no longer tag");
    assert_eq!(find("#money ", LastWord::Begun), ["money", "rent"]);
    assert_eq!(find("#mon", LastWord::Begun), ["word", "money", "rent"], "still being typed");
    assert_eq!(find("#mon", LastWord::Whole), <[&str; 0]>::default());
    assert_eq!(find("#CAFE", LastWord::Whole), ["late"], "capitals and accents do not matter");
    assert_eq!(find("#money again", LastWord::Whole), ["rent"], "with words");
    assert_eq!(find("money", LastWord::Whole), ["word", "money", "rent"], "a word is a word");
    let hits = search::find(space.read(), &Wanted::typed("#money/rent", LastWord::Whole), 20, 20).unwrap();
    let marked: Vec<_> =
        hits.newest[0].snippet.iter().filter(|part| part.found).map(|part| &part.text).collect();
    assert_eq!(marked, ["Money/rent"], "it is marked where it stands");
    assert_eq!(
        marks::tags(space.read(), 9).unwrap(),
        ["café", "moneybox", "money", "Money/rent"],
        "the last used first"
    );
}

#[test]
fn days_bound_what_is_found_and_a_time_that_nobody_knows_lies_in_none() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let days = |from, to| Some(Days { from, to });
    for (title, written) in [
        ("before", "2026-02-28T23:59"),
        ("first", "2026-03-01"),
        ("last", "2026-03-31T23:59"),
        ("after", "2026-04-01"),
        ("long ago", "1931-05-06"),
        ("unknown", "no time at all"),
    ] {
        dated(&mut space, title, "the plates", written);
    }
    let all = || Wanted::typed("", LastWord::Whole);
    let march = days(date("2026-03-01"), date("2026-03-31"));
    assert_eq!(titles(&space, &all().within(march)), ["last", "first"]);
    assert_eq!(titles(&space, &Wanted::typed("plates", LastWord::Whole).within(march)), ["last", "first"]);
    assert_eq!(titles(&space, &Wanted::typed("cups", LastWord::Whole).within(march)), <[&str; 0]>::default());
    let until = days(NaiveDate::MIN, date("2026-02-28"));
    assert_eq!(titles(&space, &all().within(until)), ["before", "long ago"], "no time is not 1970");
    let since = days(date("2026-04-01"), NaiveDate::MAX);
    assert_eq!(titles(&space, &all().within(since)), ["after"]);
    assert!(titles(&space, &all().within(days(NaiveDate::MAX, NaiveDate::MIN))).is_empty());
    assert!(titles(&space, &all().within(march).only(Some(reflection::field::REFLECTION))).is_empty());
    assert_eq!(titles(&space, &all().within(march).only(Some(field::PAGE))), ["last", "first"]);
    let of_day = page::of_days(space.read(), &[date("2026-03-31"), date("1931-05-06")]).unwrap();
    assert_eq!(of_day.iter().map(|row| row.title.as_str()).collect::<Vec<_>>(), ["last", "long ago"]);
    assert_eq!(page::oldest(space.read()).unwrap().as_deref(), Some("1931-05-06"));
}

#[test]
fn pages_are_found_by_what_they_are_called_and_by_who_names_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let plates = dated(&mut space, "The Plates", "", "2026-01-01");
    dated(&mut space, "Not the plates", "see [[the plates]] and [[THE PLATES|that]]", "2026-01-02");
    dated(&mut space, "❤️", "", "2026-01-03");
    let named = |name| -> Vec<String> {
        marks::named(space.read(), name).unwrap().into_iter().map(|row| row.title).collect()
    };
    assert_eq!(named(" the plates "), ["The Plates"], "the whole title, however it is written");
    assert_eq!(named("❤️"), ["❤️"], "also where the index knows no word of it");
    assert!(named("plates").is_empty() && named("").is_empty());
    let naming = |names: &[&str], but: EntityId| -> Vec<String> {
        let found = marks::naming(space.read(), names, PageId::from(but)).unwrap();
        found.into_iter().map(|row| row.title).collect()
    };
    assert_eq!(naming(&["The Plates", "2026-01-01"], plates), ["Not the plates"], "each once");
    assert!(naming(&[""], plates).is_empty(), "no title is no name");
}

#[test]
fn thousands_of_pages_of_one_minute_all_stay_on_their_day() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let minutes = ["2026-11-20T09:00", "2026-11-20T23:59", "2026-11-21", "no time at all"];
    space
        .act(robin(), day(), |act| {
            for n in 0..8_000_u16 {
                let id = EntityId::derived("crowded", &[&n.to_be_bytes()]);
                let written = minutes[usize::from(n) % minutes.len()];
                let set =
                    vec![(field::BODY, Value::from("same minute")), (field::WRITTEN, Value::from(written))];
                act.set(field::PAGE, id, set)?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(page::count(space.read()).unwrap(), 8_000, "imports that know the day alone lose no page");
    assert_eq!(count(&space, "minute"), 8_000);
    for (day, expected) in
        [("2026-11-19", 0), ("2026-11-20", 4_000), ("2026-11-21", 2_000), ("2026-11-22", 0)]
    {
        assert_eq!(page::of_days(space.read(), &[date(day)]).unwrap().len(), expected, "{day}");
    }
    let last = page::newest(space.read(), None, 8_000).unwrap().split_off(6_000);
    assert!(last.iter().all(|page| page.written == minutes[3]), "nobody knows when: they lie below all days");
}

#[test]
fn a_first_letter_finds_every_word_that_begins_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    for n in 0..230 {
        let body = match n {
            0 => "Zwei Quitten, ёлка, 京",
            100 => "the plates stood",
            _ => "we were apart",
        };
        write(&mut space, n, "", body);
    }
    let found = |typed: &str, count_to| {
        let wanted = Wanted::typed(typed, LastWord::Begun);
        let hits = search::find(space.read(), &wanted, 20, count_to).unwrap();
        (hits.newest.len(), hits.total, hits.more)
    };
    assert_eq!(found("a", 1_000), (20, 20, true), "a common one is found and not counted");
    assert_eq!(found("a", usize::MAX), (20, 228, false), "unless somebody wants to know");
    assert_eq!(found("p", 1_000), (1, 1, false), "one that is rarer lately is counted");
    for rare in ["q", "Z", "д ё", "е", "京"] {
        let expected = if rare == "д ё" { 0 } else { 1 };
        assert_eq!(found(rare, 1_000), (expected, expected, false), "{rare}");
    }
    assert_eq!(found("plates s", 1_000), (1, 1, false), "beside a whole word");
    assert_eq!(found("\"the plates s", 1_000), (1, 1, false), "at the end of a phrase");
    assert_eq!(found("\"the plates w", 1_000), (0, 0, false));
}

#[test]
fn a_list_shows_how_every_page_begins() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let bodies = ["", "short", &"a middling length ".repeat(100), &"a long one ".repeat(500)];
    for (n, body) in (0..).zip(bodies) {
        write(&mut space, n, "", body);
    }
    let listed = page::newest(space.read(), None, 9).unwrap();
    let previews: Vec<_> = listed.iter().rev().map(|page| page.preview.clone()).collect();
    assert_eq!(previews, bodies.map(nightstand_domain::page::preview));
    let found = search::find(space.read(), &Wanted::typed("length", LastWord::Whole), 20, 20).unwrap();
    assert!(found.newest[0].snippet.iter().any(|part| part.found));
    let first = Days { from: date("2026-11-01"), to: date("2026-11-01") };
    let asked = Wanted::typed("", LastWord::Whole).within(Some(first));
    let all = search::find(space.read(), &asked, 20, 20).unwrap();
    assert_eq!(
        all.newest[0].snippet[0].text, previews[3],
        "where no word is asked for, a hit shows the beginning"
    );
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
    assert!(list.contains("INTEGER PRIMARY KEY (rowid<?)") && !list.contains("TEMP B-TREE"), "{list}");
    let others = plan("SELECT place FROM sheet WHERE kind <> 50 AND kind = 60");
    assert!(others.contains("COVERING INDEX sheet_that_is_no_page (kind=?)"), "{others}");
    let count = plan("SELECT count(*) FROM sheet WHERE kind <> 50");
    assert!(count.contains("COVERING INDEX sheet_that_is_no_page"), "{count}");
    let search = plan("SELECT rowid FROM sheet_words WHERE sheet_words MATCH 'a' ORDER BY rowid DESC");
    assert!(!search.contains("TEMP B-TREE"), "the index gives the newest first by itself: {search}");
}

#[test]
fn a_search_is_planned_once_whatever_is_bound_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let space = drawer(folder.path());
    for word in ["plates", "plates", "cups"] {
        count(&space, word);
    }
    let sql = "SELECT rowid FROM sheet_words WHERE sheet_words MATCH ? ORDER BY rowid DESC LIMIT 20";
    let statement = space.read().prepare_cached(sql).unwrap();
    let times = |what| statement.get_status(what);
    assert_eq!((times(StatementStatus::Run), times(StatementStatus::RePrepare)), (3, 0));
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

/// Whether any file of the drawer holds `bytes`.
fn lies_in(folder: &Path, bytes: &[u8]) -> bool {
    let files = std::fs::read_dir(folder).unwrap();
    files
        .map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .any(|file| file.windows(bytes.len()).any(|window| window == bytes))
}

#[test]
fn a_forgotten_picture_leaves_neither_its_pieces_nor_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let mut space = drawer(folder.path());
    let id = PictureId::from(EntityId::from_bytes([9; 16]));
    let points: Vec<u8> = (0..600_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    space.act(robin(), day(), |act| picture::lay(act, id, &points)).unwrap();
    let mark = nightstand_domain::marks::picture("the jetty", id);
    let sheet = write(&mut space, 1, "At sea", &mark);
    let pieces: Vec<Vec<u8>> = {
        let mut lying = space.read().prepare("SELECT bytes FROM chunk").unwrap();
        lying.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let named: Vec<u8> = space.read().query_row("SELECT pieces FROM picture", [], |row| row.get(0)).unwrap();
    let (key, later) = (&named[..32], day() + chrono::TimeDelta::days(1));
    assert_eq!(pieces.len(), 3, "600,000 bytes are three pieces");
    space.rebuild().unwrap();
    assert_eq!(
        picture::bytes(space.read(), id).unwrap().as_deref(),
        Some(&*points),
        "the log knows it again"
    );
    assert!(picture::unshown(space.read(), later).unwrap().is_empty(), "a page shows it");
    assert_eq!(count(&space, "jetty"), 1, "its words are found");
    assert_eq!(count(&space, "picture"), 0, "its mark is not");

    space.act(robin(), day(), |act| act.forget(sheet)).unwrap();
    space.forget_now().unwrap();
    assert!(
        picture::unshown(space.read(), day()).unwrap().is_empty(),
        "words that name it may be on their way"
    );
    let unshown = picture::unshown(space.read(), later).unwrap();
    let unnamed = picture::Unnamed::among(unshown).look_on(space.read(), usize::MAX).unwrap().unwrap();
    assert_eq!(unnamed, [id].into(), "no word names it any more");
    assert!(lies_in(folder.path(), key) && lies_in(folder.path(), &pieces[1][..64]), "the search finds it");
    space.act(robin(), day(), |act| picture::forget(act, &unnamed)).unwrap();
    assert!(space.forget_now().unwrap(), "nobody else has the drawer");
    assert!(!picture::is_here(space.read(), id).unwrap());
    assert!(!lies_in(folder.path(), key), "without its key no copy of a piece can be opened");
    for piece in &pieces {
        assert!(!lies_in(folder.path(), &piece[piece.len() - 64..]), "and no piece of it is left");
    }
    assert_eq!(space.check().unwrap().problems, Vec::<String>::new());
}
