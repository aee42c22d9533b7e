//! Forgetting for good: what was thrown away, and versions that were replaced long ago, are in no file any
//! more. Told on spaces without a key, so that every file can be searched for the bytes.

mod logbook;

use std::collections::HashSet;

use logbook::{Desk, TEXT, TITLE, couple, day, entity, meet, unlike, words};
use nightstand_domain::ids::PersonId;
use nightstand_domain::{page, reflection};
use nightstand_journal::drawer::draft;
use nightstand_journal::table::unsent::{self, Unsent};
use nightstand_journal::{Repair, Space, SpaceKind};
use nightstand_vault::SpaceKey;

/// Every file in `folder` that holds the salt of one of `payloads` or a piece of its words. What stands
/// between the two, author and record, is in other entries too.
fn files_with(folder: &std::path::Path, payloads: &[Vec<u8>]) -> Vec<String> {
    const PIECE: usize = 16;
    let salts = payloads.iter().map(|payload| &payload[..PIECE]);
    // The beginning of a compressed text is like others'; its middle is not.
    let middles = payloads.iter().map(|payload| &payload[payload.len() * 3 / 4..][..PIECE]);
    let pieces: HashSet<&[u8]> = salts.chain(middles).collect();
    files_where(folder, |file| file.windows(PIECE).any(|there| pieces.contains(there)))
}

fn files_where(folder: &std::path::Path, holds: impl Fn(&[u8]) -> bool) -> Vec<String> {
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| holds(&std::fs::read(path).unwrap()))
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    found.sort_unstable();
    found
}

/// The payload of the newest entry, as it lies in the file.
fn newest_payload(desk: &Desk) -> Vec<u8> {
    desk.space
        .read()
        .query_row("SELECT payload FROM entry ORDER BY arrival DESC LIMIT 1", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn forgetting_leaves_the_chain_whole_and_no_byte_in_any_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    let mut payloads = Vec::new();
    for n in 0..30 {
        robin.set(entity(n), TITLE, format!("title {n}"));
        robin.set(entity(n), TEXT, unlike(n, n * 5 + 5));
        payloads.push(newest_payload(&robin));
    }
    robin.space.checkpoint().unwrap();
    assert_eq!(files_with(folder.path(), &payloads[7..8]), ["robin.db"], "the search finds what is there");

    robin.set(entity(3), TEXT, "the version that stays");
    robin.act(|act| act.forget_versions(entity(3), TEXT));
    robin.delete(entity(7));
    robin.act(|act| act.forget(entity(7)));
    robin.act(|act| act.forget(entity(20)));
    robin.reopen();
    assert!(robin.space.forget_now().unwrap(), "nobody else has the space open");
    let gone: Vec<Vec<u8>> = [3, 7, 20].map(|number| payloads[number].clone()).into();
    assert_eq!(files_with(folder.path(), &gone), Vec::<String>::new(), "no byte of them is in any file");
    assert!(!files_with(folder.path(), &payloads[8..9]).is_empty(), "what was not to be forgotten is here");
    assert_eq!(words(&robin.record(entity(3)).unwrap().all(TEXT)), ["the version that stays"]);
    assert_eq!(robin.title(entity(3)).as_deref(), Some("title 3"), "its other fields stay");
    assert!(robin.record(entity(7)).is_none() && robin.record(entity(20)).is_none(), "they are gone");
    assert_eq!(
        robin.space.check().unwrap().problems,
        Vec::<String>::new(),
        "the chain and its signatures hold"
    );
}

/// Every file in `folder` that holds `word`.
fn files_with_word(folder: &std::path::Path, word: &str) -> Vec<String> {
    files_where(folder, |file| file.windows(word.len()).any(|there| there == word.as_bytes()))
}

#[test]
fn a_page_thrown_away_leaves_no_word_in_the_index_or_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let who = PersonId::from(entity(200));
    let mut robin = Desk::with(folder.path(), "robin", SpaceKind::Drawer(who), None);
    let write = |desk: &mut Desk, number: u8, words: &str| {
        let words = words.to_owned();
        desk.act(|act| {
            act.set(
                page::field::PAGE,
                entity(number),
                vec![
                    (page::field::TITLE, format!("About {words}").into()),
                    (page::field::BODY, format!("{words} {}", unlike(number, 100)).into()),
                    (page::field::WRITTEN, format!("2026-03-01T21:{:02}", number % 60).into()),
                ],
            )
        })
    };
    let mut payloads = Vec::new();
    for number in 0..120 {
        write(&mut robin, number, "ordinary");
        payloads.push(newest_payload(&robin));
    }
    write(&mut robin, 150, "quokkafield");
    for number in 160..180 {
        write(&mut robin, number, "ordinary");
    }
    robin.space.checkpoint().unwrap();
    assert_eq!(files_with_word(folder.path(), "quokkafield"), ["robin.db"], "the search finds what is there");
    robin.delete(entity(150));
    robin.act(|act| act.forget(entity(150)));
    assert!(robin.space.forget_now().unwrap(), "nobody else has the drawer open");
    for number in 0..120 {
        robin.act(|act| act.forget(entity(number)));
    }
    assert!(robin.space.forget_now().unwrap(), "nor now");
    assert_eq!(files_with_word(folder.path(), "quokkafield"), Vec::<String>::new(), "it is nowhere");
    assert_eq!(files_with(folder.path(), &payloads), Vec::<String>::new(), "nor behind the last page");
    let size = std::fs::metadata(&robin.path).unwrap().len();
    assert_eq!(size % (1024 * 1024), 0, "and the file's size still tells little: {size}");
    let kept = nightstand_journal::drawer::page::count(robin.space.read()).unwrap();
    assert_eq!(kept, 20, "the other pages are here");
}

#[test]
fn forgetting_waits_until_nobody_else_reads() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    robin.set(entity(1), TEXT, unlike(1, 5));
    let payload = newest_payload(&robin);
    robin.act(|act| act.forget(entity(1)));
    let clock = Space::open_with(&robin.path, SpaceKind::Table, None, robin.writer(), Repair::Left).unwrap();
    clock.read().execute_batch("BEGIN; SELECT count(*) FROM entry;").unwrap();
    assert!(!robin.space.forget_now().unwrap(), "while the clock reads, it waits");
    clock.read().execute_batch("COMMIT").unwrap();
    drop(clock);
    robin.reopen();
    assert!(files_with(folder.path(), &[payload]).is_empty(), "across a restart, which does it");
}

#[test]
fn what_one_forgot_the_other_forgets_and_a_newcomer_never_sees() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), TEXT, unlike(1, 50));
    let payload = newest_payload(&robin);
    meet(&mut robin, &mut sam);
    robin.set(entity(1), TEXT, "two ".repeat(50));
    robin.set(entity(1), TEXT, "three ".repeat(50));
    robin.act(|act| act.forget_versions(entity(1), TEXT));
    robin.space.forget_now().unwrap();
    meet(&mut robin, &mut sam);
    sam.space.forget_now().unwrap();
    drop((sam.space.checkpoint(), robin.space.checkpoint()));
    assert!(files_with(folder.path(), &[payload]).is_empty(), "both copies are gone");
    let mut third = Desk::new(folder.path(), "third");
    third.knows(&robin);
    third.knows(&sam);
    robin.give(&mut third);
    assert_eq!(third.heads(), robin.heads(), "a hole in the log changes nothing that stands");
    assert_eq!(third.space.check().unwrap().problems, Vec::<String>::new(), "and the chain holds there too");
}

#[test]
fn a_space_with_a_key_shows_nothing_of_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let key = SpaceKey::random().unwrap();
    let mut robin = Desk::with(folder.path(), "robin", SpaceKind::Table, Some(&key));
    robin.set(entity(1), TITLE, "quokkafield");
    for word in ["SQLite format 3", "quokkafield", "CREATE TABLE"] {
        assert_eq!(files_with_word(folder.path(), word), Vec::<String>::new(), "{word:?} stands in plain");
    }
    assert!(robin.space.checkpoint().unwrap());
    assert_eq!(
        files_with_word(folder.path(), "CREATE TABLE"),
        Vec::<String>::new(),
        "nor after a checkpoint"
    );
}

/// A reflection of some length, with the payloads in which its texts lie.
fn reflect(desk: &mut Desk, number: u8) -> Vec<Vec<u8>> {
    let fields = [reflection::field::HAPPENED, reflection::field::GUESS];
    let texts = (0..).zip(fields).map(|(n, field)| (field, unlike(number + n, 40).into())).collect();
    desk.act(|act| act.set(reflection::field::REFLECTION, entity(number), texts));
    let mut newest =
        desk.space.read().prepare("SELECT payload FROM entry ORDER BY arrival DESC LIMIT 2").unwrap();
    newest.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_sheet_thrown_away_is_forgotten_when_its_days_are_over_unless_it_came_back() {
    let folder = tempfile::tempdir().unwrap();
    let who = PersonId::from(entity(200));
    let mut robin = Desk::with(folder.path(), "robin", SpaceKind::Drawer(who), None);
    let (gone, back) = (reflect(&mut robin, 10), reflect(&mut robin, 20));
    let throw = |desk: &mut Desk, number| {
        desk.act(|act| {
            draft::note_thrown(act.read(), entity(number), day(0))?;
            act.delete(entity(number))
        })
    };
    throw(&mut robin, 10);
    let thrown = throw(&mut robin, 20);
    robin.undo(&thrown);
    robin.act(|act| draft::forget_thrown_before(act, day(0), usize::MAX).map(drop));
    assert!(robin.space.forget_now().unwrap(), "nobody else has the drawer open");
    assert!(!files_with(folder.path(), &gone).is_empty(), "until then it could come back");

    robin.day = day(31);
    robin.act(|act| draft::forget_thrown_before(act, day(1), usize::MAX).map(drop));
    robin.reopen();
    assert!(robin.space.forget_now().unwrap(), "a drawer forgets a moment after it was opened");
    assert_eq!(files_with(folder.path(), &gone), Vec::<String>::new(), "then it is nowhere");
    assert!(!files_with(folder.path(), &back).is_empty(), "what came back stays");
    assert!(robin.record(entity(20)).is_some(), "and is shown");
    assert_eq!(robin.space.check().unwrap().problems, Vec::<String>::new(), "the chain holds");
}

#[test]
fn an_old_version_is_forgotten_a_year_after_it_was_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    let mut payloads = Vec::new();
    for (number, on) in [(1, 0), (2, 10), (3, 200), (4, 300)] {
        robin.day = day(on);
        robin.set(entity(1), TEXT, unlike(number, 40));
        payloads.push(newest_payload(&robin));
        robin.set(entity(1), TITLE, format!("title {number}"));
    }
    let here = |payload: &Vec<u8>| !files_with(folder.path(), std::slice::from_ref(payload)).is_empty();
    let left = |robin: &Desk| {
        robin.space.checkpoint().unwrap();
        payloads.iter().map(here).collect::<Vec<_>>()
    };
    assert!(robin.space.forget_versions_before(day(10)).unwrap());
    assert_eq!(left(&robin), [true; 4], "the first was replaced on day ten, and not before");
    assert!(robin.space.forget_versions_before(day(11)).unwrap());
    assert_eq!(left(&robin), [false, true, true, true], "then it is in no file, and the next one waits");
    assert!(robin.space.forget_versions_before(day(5000)).unwrap());
    assert_eq!(left(&robin), [false, false, false, true], "what stands is never old");
    assert_eq!(words(&robin.record(entity(1)).unwrap().all(TEXT)), [unlike(4, 40)], "it is shown as before");
    assert_eq!(robin.space.check().unwrap().problems, Vec::<String>::new(), "and the chain holds");
    let before = robin.heads();
    robin.space.rebuild().unwrap();
    assert_eq!(robin.heads(), before, "rebuilding misses nothing");
}

#[test]
fn of_two_texts_that_both_stand_neither_is_old() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), TEXT, unlike(1, 40));
    meet(&mut robin, &mut sam);
    robin.set(entity(1), TEXT, unlike(2, 40));
    sam.set(entity(1), TEXT, unlike(3, 40));
    meet(&mut robin, &mut sam);
    for desk in [&mut robin, &mut sam] {
        assert!(desk.space.forget_versions_before(day(1)).unwrap());
        let record = desk.record(entity(1)).unwrap();
        assert_eq!(record.all(TEXT).len(), 2, "nobody has chosen between them yet");
    }
    robin.set(entity(2), TITLE, "later");
    meet(&mut robin, &mut sam);
    let mut third = Desk::new(folder.path(), "third");
    third.knows(&robin);
    third.knows(&sam);
    robin.give(&mut third);
    assert_eq!(third.heads(), sam.heads(), "and a newcomer sees what they see");
}

#[test]
fn forgetting_an_old_version_waits_across_a_restart_until_nobody_else_reads() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    robin.set(entity(1), TEXT, unlike(1, 40));
    let payload = newest_payload(&robin);
    robin.set(entity(1), TEXT, unlike(2, 40));
    let clock = Space::open_with(&robin.path, SpaceKind::Table, None, robin.writer(), Repair::Left).unwrap();
    clock.read().execute_batch("BEGIN; SELECT count(*) FROM entry;").unwrap();
    assert!(!robin.space.forget_versions_before(day(1)).unwrap(), "while the clock reads, it waits");
    clock.read().execute_batch("COMMIT").unwrap();
    drop(clock);
    robin.reopen();
    assert!(files_with(folder.path(), &[payload]).is_empty(), "the next opening does it");
}

#[test]
fn words_that_were_never_kept_leave_nothing_behind_once_they_are_let_go() {
    let folder = tempfile::tempdir().unwrap();
    let robin = Desk::new(folder.path(), "robin");
    let who = PersonId::from(entity(200));
    let typed = |words: String| Unsent { place: "slip".to_owned(), words };
    let entries = |desk: &Desk| -> i64 {
        desk.space.read().query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).unwrap()
    };
    let before = entries(&robin);
    let said = "madder lake and verdigris, and never said";
    let holds = |file: &[u8]| file.windows(12).any(|piece| said.as_bytes().windows(12).any(|of| of == piece));
    unsent::save(robin.space.read(), who, &typed(said.to_owned()), day(0)).unwrap();
    assert!(!files_where(folder.path(), holds).is_empty(), "the search finds what is there");
    assert_eq!(entries(&robin), before, "what is typed is no entry of the log");

    unsent::clear(robin.space.read(), who, "slip").unwrap();
    assert!(robin.space.checkpoint().unwrap(), "nobody else has the table open");
    assert_eq!(files_where(folder.path(), holds), Vec::<String>::new());
}
