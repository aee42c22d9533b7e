//! The record of truth: what two people write stands, goes and comes back as each would call right.

mod logbook;

use std::collections::HashSet;

use logbook::{Desk, FIELDS, KIND, PLACE, TAGS, TEXT, TITLE, day, entity, words};
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::page;
use nightstand_journal::{JournalError, Repair, Space, SpaceKind};
use nightstand_vault::SpaceKey;

fn couple(folder: &tempfile::TempDir) -> (Desk, Desk) {
    let (mut robin, mut sam) = (Desk::new(folder.path(), "robin"), Desk::new(folder.path(), "sam"));
    robin.knows(&sam);
    sam.knows(&robin);
    (robin, sam)
}

fn meet(one: &mut Desk, other: &mut Desk) {
    one.give(other);
    other.give(one);
    assert_eq!(one.heads(), other.heads(), "after both gave, both have the same");
}

fn list(numbers: &[i64]) -> Value {
    Value::List(numbers.iter().copied().map(Value::Int).collect())
}

#[test]
fn what_was_written_is_there_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    robin.set(entity(1), TITLE, "An evening walk");
    robin.reopen();
    assert_eq!(robin.title(entity(1)).as_deref(), Some("An evening walk"), "a commit is for good");
    let findings = robin.space.check().unwrap();
    assert_eq!((findings.problems, findings.entries), (Vec::new(), 1), "and the chain is whole");
}

#[test]
fn an_action_that_fails_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    let failed = robin.space.act(robin.who, day(0), |act| {
        act.set(KIND, entity(1), vec![(TITLE, "half".into())])?;
        Err::<(), _>(JournalError::TooLong)
    });
    assert!(failed.is_err() && robin.record(entity(1)).is_none(), "one action is one transaction");
    assert_eq!(robin.space.check().unwrap().entries, 0, "nor does the log know of it");
}

#[test]
fn the_same_value_again_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    robin.set(entity(1), TITLE, "Tea");
    let again = robin.set(entity(1), TITLE, "Tea");
    assert!(again.undo.is_empty() && again.stale.is_empty(), "saving an unchanged form is no action");
    assert_eq!(robin.space.check().unwrap().entries, 1, "and no entry");
}

#[test]
fn of_two_latest_values_one_is_shown_and_both_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), TITLE, "Tea");
    meet(&mut robin, &mut sam);
    robin.set(entity(1), TITLE, "Tea by the window");
    sam.set(entity(1), TITLE, "Cocoa");
    sam.set(entity(1), TITLE, "Cocoa, late");
    meet(&mut robin, &mut sam);
    assert_eq!(robin.title(entity(1)), sam.title(entity(1)), "both see the same title");
    assert_eq!(robin.title(entity(1)).as_deref(), Some("Cocoa, late"), "the later clock is shown");
    assert_eq!(
        words(&robin.record(entity(1)).unwrap().all(TITLE)),
        ["Cocoa, late", "Tea by the window"],
        "and the other is not lost"
    );
}

#[test]
fn a_clock_set_back_never_beats_what_it_has_seen() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.day = day(400);
    robin.set(entity(1), TITLE, "From the future");
    meet(&mut robin, &mut sam);
    sam.set(entity(1), TITLE, "Now");
    meet(&mut robin, &mut sam);
    assert_eq!(robin.title(entity(1)).as_deref(), Some("Now"), "a change replaces exactly what it saw");
}

#[test]
fn two_long_texts_both_stand() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), TEXT, "together");
    meet(&mut robin, &mut sam);
    robin.set(entity(1), TEXT, "robin's words");
    sam.set(entity(1), TEXT, "sam's words");
    meet(&mut robin, &mut sam);
    for desk in [&robin, &sam] {
        let record = desk.record(entity(1)).unwrap();
        assert_eq!(words(&record.all(TEXT)), ["robin's words", "sam's words"], "nobody's words are dropped");
    }
    robin.set(entity(1), TEXT, "joined");
    meet(&mut robin, &mut sam);
    assert_eq!(words(&sam.record(entity(1)).unwrap().all(TEXT)), ["joined"], "joining replaces both");
}

#[test]
fn a_set_keeps_what_was_added_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.act(|act| act.add(KIND, entity(1), TAGS, "garden".into()));
    meet(&mut robin, &mut sam);
    robin.act(|act| act.remove_member(KIND, entity(1), TAGS, &"garden".into()));
    sam.act(|act| act.add(KIND, entity(1), TAGS, "sea".into()));
    meet(&mut robin, &mut sam);
    assert_eq!(words(&robin.record(entity(1)).unwrap().members(TAGS)), ["sea"], "each did what they meant");
}

#[test]
fn a_bookmark_never_moves_back_silently() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), PLACE, list(&[4, 0]));
    meet(&mut robin, &mut sam);
    robin.set(entity(1), PLACE, list(&[9, 0]));
    sam.day = day(5);
    sam.set(entity(1), PLACE, list(&[6, 500]));
    meet(&mut robin, &mut sam);
    let place = |desk: &Desk| desk.record(entity(1)).unwrap().value(PLACE).cloned();
    assert_eq!(place(&sam), Some(list(&[9, 0])), "of two places the further is shown, whatever the clock");
    sam.set(entity(1), PLACE, list(&[2, 0]));
    meet(&mut robin, &mut sam);
    assert_eq!(place(&robin), Some(list(&[2, 0])), "moved back on purpose, it is back");
}

#[test]
fn a_delete_hides_only_what_it_had_seen() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), TITLE, "Old");
    robin.set(entity(2), TITLE, "Untouched");
    meet(&mut robin, &mut sam);
    robin.delete(entity(1));
    robin.delete(entity(2));
    sam.set(entity(1), TAGS, "still dear");
    meet(&mut robin, &mut sam);
    for desk in [&robin, &sam] {
        assert_eq!(
            desk.title(entity(1)).as_deref(),
            Some("Old"),
            "an unseen edit brings the whole record back"
        );
        assert!(desk.record(entity(2)).is_none(), "what nobody else touched is gone");
    }
    sam.delete(entity(1));
    meet(&mut robin, &mut sam);
    assert!(robin.record(entity(1)).is_none(), "a delete that saw everything hides it");
}

#[test]
fn what_is_set_after_a_delete_begins_afresh() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    robin.set(entity(1), TITLE, "Old");
    robin.set(entity(1), TAGS, "old");
    robin.delete(entity(1));
    robin.set(entity(1), TITLE, "New");
    let record = robin.record(entity(1)).unwrap();
    assert_eq!(record.text(TITLE), Some("New"), "it is there again");
    assert!(record.members(TAGS).is_empty(), "and nothing of what was thrown away comes with it");
}

#[test]
fn undo_takes_back_and_redo_does_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    let begun = robin.set(entity(1), TITLE, "One");
    let changed = robin.set(entity(1), TITLE, "Two");
    let tagged = robin.act(|act| act.add(KIND, entity(1), TAGS, "a".into()));
    let gone = robin.delete(entity(1));
    robin.undo(&gone);
    assert_eq!(robin.title(entity(1)).as_deref(), Some("Two"), "a delete is taken back whole");
    assert_eq!(words(&robin.record(entity(1)).unwrap().members(TAGS)), ["a"], "sets included");
    robin.undo(&tagged);
    assert!(robin.record(entity(1)).unwrap().members(TAGS).is_empty(), "the tag goes");
    let redo = robin.undo(&changed);
    assert_eq!(robin.title(entity(1)).as_deref(), Some("One"), "the change goes");
    let back = robin.undo(&redo);
    assert_eq!(robin.title(entity(1)).as_deref(), Some("Two"), "the undo of an undo is the redo");
    robin.undo(&back);
    robin.undo(&begun);
    assert!(robin.record(entity(1)).is_none(), "what was begun is gone again");
}

#[test]
fn undo_never_takes_back_what_the_other_did() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    let begun = robin.set(entity(1), TITLE, "Robin's");
    let tagged = robin.act(|act| {
        act.add(KIND, entity(1), TAGS, "robin".into())?;
        act.set(KIND, entity(1), vec![(PLACE, Value::Int(3))])
    });
    meet(&mut robin, &mut sam);
    sam.act(|act| act.add(KIND, entity(1), TAGS, "sam".into()));
    sam.set(entity(1), PLACE, Value::Int(7));
    meet(&mut robin, &mut sam);
    let undone = robin.undo(&tagged);
    let record = robin.record(entity(1)).unwrap();
    assert_eq!(words(&record.members(TAGS)), ["sam"], "only robin's own tag goes");
    assert_eq!((record.int(PLACE), undone.held_back), (Some(7), 1), "sam's place stays, and it is said");
    let undone = robin.undo(&begun);
    assert!(robin.record(entity(1)).is_some(), "a record that sam has added to is not taken away");
    assert_eq!((undone.held_back, undone.undo.is_empty()), (1, true), "nothing was done, so nothing to redo");
}

#[test]
fn one_action_on_many_records_is_one_undo_step() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    let mut import =
        robin.act(|act| (1..=50).try_for_each(|n| act.set(KIND, entity(n), vec![(TITLE, "x".into())])));
    let second =
        robin.act(|act| (51..=99).try_for_each(|n| act.set(KIND, entity(n), vec![(TITLE, "y".into())])));
    import.undo.append(second.undo);
    robin.undo(&import);
    assert!((1..=99).all(|n| robin.record(entity(n)).is_none()), "an import is taken back as one");
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let robin = Desk::new(folder.path(), "robin");
    robin.space.read().pragma_update(None, "user_version", 2).unwrap();
    let again = Space::open(&robin.path, SpaceKind::Table, None, robin.writer());
    assert!(matches!(again, Err(JournalError::Newer { found: 2, known: 1 })), "its version is named");
}

#[test]
fn a_table_is_no_drawer() {
    let folder = tempfile::tempdir().unwrap();
    let robin = Desk::new(folder.path(), "robin");
    let swapped = Space::open(&robin.path, SpaceKind::Drawer(robin.who), None, robin.writer());
    assert!(matches!(swapped, Err(JournalError::Foreign)), "a file that was swapped for another is noticed");
}

#[test]
fn a_missing_file_is_never_made_in_passing() {
    let folder = tempfile::tempdir().unwrap();
    let robin = Desk::new(folder.path(), "robin");
    let path = folder.path().join("none.db");
    let none = Space::open(&path, SpaceKind::Table, None, robin.writer());
    assert!(matches!(none, Err(JournalError::Missing)) && !path.exists(), "a lost table is no first run");
}

#[test]
fn creating_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let mut robin = Desk::new(folder.path(), "robin");
    robin.set(entity(1), TITLE, "Here");
    assert!(Space::create(&robin.path, SpaceKind::Table, None, robin.writer()).is_err(), "it is refused");
    robin.reopen();
    assert_eq!(robin.title(entity(1)).as_deref(), Some("Here"), "and what was there is there");
}

#[test]
fn a_wrong_key_and_a_damaged_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (key, other) = (SpaceKey::random().unwrap(), SpaceKey::random().unwrap());
    let mut robin = Desk::with(folder.path(), "robin", SpaceKind::Table, Some(&key));
    robin.set(entity(1), TITLE, "Sealed");
    assert_eq!(robin.space.check().unwrap().problems, Vec::<String>::new(), "a healthy file looks healthy");
    let (path, writer) = (robin.path.clone(), robin.writer());
    drop(robin);
    let open =
        |key: &SpaceKey, repair| Space::open_with(&path, SpaceKind::Table, Some(key), writer.clone(), repair);
    assert!(matches!(open(&other, Repair::Allowed), Err(JournalError::WrongKey)), "not this file's key");
    assert!(open(&key, Repair::Allowed).is_ok(), "a wrong key harms nothing");

    let mut bytes = std::fs::read(&path).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&path, &bytes).unwrap();
    let left = open(&key, Repair::Left);
    assert!(matches!(left, Err(JournalError::Damaged { copied_to: None })), "the clock copies nothing");
    for _ in 0..2 {
        let Err(JournalError::Damaged { copied_to: Some(copy) }) = open(&key, Repair::Allowed) else {
            panic!("the right key on a damaged file means damage");
        };
        assert_eq!(std::fs::read(&copy).unwrap(), bytes, "a copy was put aside");
        assert!(copy.to_string_lossy().ends_with(".damaged-1"), "and only one, however often it is tried");
    }
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "the file itself is untouched");
}

#[test]
fn a_healthy_file_that_was_interrupted_looks_healthy() {
    let folder = tempfile::tempdir().unwrap();
    let key = SpaceKey::random().unwrap();
    let mut robin = Desk::with(folder.path(), "robin", SpaceKind::Table, Some(&key));
    for n in 0..200 {
        robin.set(entity(n), TEXT, "words ".repeat(100));
    }
    // What a killed process leaves: the file and its write-ahead log as they lie now.
    let copy = folder.path().join("killed.db");
    for suffix in ["", "-wal"] {
        let name = format!("{}{suffix}", robin.path.display());
        std::fs::copy(name, format!("{}{suffix}", copy.display())).unwrap();
    }
    let killed = Space::open(&copy, SpaceKind::Table, Some(&key), robin.writer()).unwrap();
    let findings = killed.check().unwrap();
    assert_eq!(
        (findings.problems, findings.entries),
        (Vec::new(), 200),
        "nothing was lost and nothing is broken"
    );
}

#[test]
fn projections_and_heads_rebuild_row_for_row() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    for n in 1..20 {
        robin.set(entity(n), TITLE, format!("{n}"));
        robin.set(entity(n), TEXT, "long ".repeat(usize::from(n) * 20));
    }
    meet(&mut robin, &mut sam);
    robin.set(entity(3), TITLE, "robin's");
    sam.set(entity(3), TITLE, "sam's");
    sam.delete(entity(4));
    robin.set(entity(4), TAGS, "kept");
    sam.delete(entity(5));
    meet(&mut robin, &mut sam);
    let before = (robin.heads(), robin.shown());
    robin.space.rebuild().unwrap();
    assert_eq!((robin.heads(), robin.shown()), before, "everything follows from the log");
}

#[test]
fn a_record_of_a_newer_kind_is_kept_and_passed_on() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    let mut third = Desk::new(folder.path(), "third");
    third.knows(&robin);
    third.knows(&sam);
    robin.set(entity(1), TITLE, "from a newer version");
    robin.give(&mut sam);
    sam.give(&mut third);
    assert_eq!(third.title(entity(1)).as_deref(), Some("from a newer version"), "through an older one");
}

#[test]
fn a_forged_entry_is_set_aside_with_its_authors_later_ones() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    for n in 1..=3 {
        robin.set(entity(n), TITLE, "true");
    }
    let honest = robin.space.since(&sam.space.vector().unwrap(), usize::MAX).unwrap();
    let mut forged = honest.clone();
    let last = forged[1].len() - 1;
    forged[1][last] ^= 1;
    let received = sam.space.receive(&forged).unwrap();
    assert_eq!((received.applied, received.aside), (1, 2), "the forged one and what came after it wait");
    assert_eq!(sam.space.set_aside().unwrap(), 2, "they are kept, not dropped");
    let received = sam.space.receive(&honest).unwrap();
    assert_eq!((received.applied, received.known), (2, 1), "the good ones are taken");
    assert_eq!(sam.space.set_aside().unwrap(), 0, "and nothing waits any more");
    meet(&mut robin, &mut sam);
}

#[test]
fn a_stranger_writes_nothing_here() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, _) = couple(&folder);
    let mut stranger = Desk::new(folder.path(), "stranger");
    stranger.set(entity(1), TITLE, "hello");
    let batches = stranger.space.since(&robin.space.vector().unwrap(), usize::MAX).unwrap();
    let received = robin.space.receive(&batches).unwrap();
    assert_eq!((received.applied, received.aside), (0, 1), "only admitted logs enter");
    assert!(robin.record(entity(1)).is_none(), "and nothing of it is shown");
}

#[test]
fn an_entry_replaced_before_it_arrived_stays_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    let mut third = Desk::new(folder.path(), "third");
    third.knows(&robin);
    third.knows(&sam);
    robin.set(entity(1), TITLE, "first");
    robin.give(&mut sam);
    sam.set(entity(1), TITLE, "second");
    let all = sam.space.since(&third.space.vector().unwrap(), usize::MAX).unwrap();
    for batch in all.iter().rev() {
        third.space.receive(std::slice::from_ref(batch)).unwrap();
    }
    assert_eq!(third.heads(), sam.heads(), "the order of arrival changes nothing");
    third.space.rebuild().unwrap();
    assert_eq!(third.heads(), sam.heads(), "nor does rebuilding");
}

#[test]
fn a_restored_copy_that_continues_the_same_log_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    robin.set(entity(1), TITLE, "before the backup");
    robin.space.checkpoint().unwrap();
    let backup = folder.path().join("backup.db");
    std::fs::copy(&robin.path, &backup).unwrap();
    robin.set(entity(1), TITLE, "after it");
    meet(&mut robin, &mut sam);
    let mut restored = Space::open(&backup, SpaceKind::Table, None, robin.writer()).unwrap();
    let batches = sam.space.since(&restored.vector().unwrap(), usize::MAX).unwrap();
    let received = restored.receive(&batches).unwrap();
    assert_eq!(received.aside, 1, "nobody else may continue this computer's log: it needs a new one");
}

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

/// A text that is like no other text: `length` random-looking words.
fn unlike(number: u8, length: u8) -> String {
    (0..length).map(|n| format!("{} ", EntityId::derived("words", &[&[number], &[n]]))).collect()
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

#[test]
fn a_large_action_travels_in_small_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let (mut robin, mut sam) = couple(&folder);
    let import = robin.act(|act| {
        (0..200_u8).try_for_each(|n| act.set(KIND, entity(n), vec![(TEXT, unlike(n, 100).into())]))
    });
    let mut pieces = 0;
    loop {
        let batches = robin.space.since(&sam.space.vector().unwrap(), 1).unwrap();
        if batches.is_empty() {
            break;
        }
        assert!(batches.iter().all(|batch| batch.len() < 256 * 1024), "each fits one frame");
        assert_eq!(sam.space.receive(&batches).unwrap().aside, 0, "and each is vouched for");
        pieces += 1;
    }
    assert!(pieces > 1, "a cut in between loses one piece, not all");
    assert_eq!(robin.heads(), sam.heads(), "in the end everything is there");
    assert!(!format!("{import:?}").contains(&unlike(3, 1)), "what undo remembers is in no log line");
}

#[test]
fn every_policy_is_told_from_the_others() {
    let mut ids: Vec<u16> = FIELDS.iter().map(|field| field.id).collect();
    ids.dedup();
    assert_eq!(ids.len(), FIELDS.len(), "the stories above use one field for each policy");
}
