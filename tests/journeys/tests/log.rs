//! The record of truth: what two people write stands, goes and comes back as each would call right.

mod logbook;

use logbook::{Desk, FIELDS, KIND, PLACE, TAGS, TEXT, TITLE, couple, day, entity, meet, unlike, words};
use nightstand_domain::merge::Value;
use nightstand_journal::{JournalError, Repair, Space, SpaceKind};
use nightstand_vault::SpaceKey;

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
    assert_eq!(
        (tagged.undo.changes(), begun.undo.changes()),
        (2, 1),
        "one of two was held back, then one of one"
    );
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
    let conn = robin.space.read();
    let ours: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    conn.pragma_update(None, "user_version", ours + 1).unwrap();
    let again = Space::open(&robin.path, SpaceKind::Table, None, robin.writer());
    let named =
        matches!(again, Err(JournalError::Newer { found, known }) if (found, known) == (ours + 1, ours));
    assert!(named, "its version is named");
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
