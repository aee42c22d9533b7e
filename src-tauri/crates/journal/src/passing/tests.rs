use chrono::TimeDelta;

use super::*;

fn tonight() -> Evening {
    (RitualId::from(EntityId::from_bytes([1; 16])), NaiveDate::from_ymd_opt(2026, 11, 23).unwrap())
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap()
}

#[test]
fn what_passed_is_not_read_and_the_last_of_it_takes_the_file_along() {
    let folder = tempfile::tempdir().unwrap();
    let (passing, key) = (Passing::at(&folder.path().join("passing.db")), SpaceKey::random().unwrap());
    let (soon, later) = (now() + TimeDelta::hours(1), now() + TimeDelta::hours(9));
    passing.settle(&key, tonight(), Settled::LetGo, now(), soon).unwrap();
    passing.snooze(&key, (tonight().0, tonight().1.succ_opt().unwrap()), later, 0, later).unwrap();
    assert_eq!(passing.settled(&key, tonight(), now()).unwrap(), Some(Settled::LetGo), "tonight knows it");
    assert_eq!(passing.settled(&key, tonight(), soon).unwrap(), None, "by morning nothing does");
    assert_eq!(
        passing.sweep(&key, soon).unwrap(),
        Some(later),
        "the file stays while something in it counts"
    );
    assert_eq!(passing.sweep(&key, later).unwrap(), None, "then it goes");
    assert!(!folder.path().join("passing.db").exists(), "whole");
    assert_eq!(passing.changes(&key, later).unwrap(), Changes::default(), "and nothing is left to read");
}

/// Everything that lies beside `path` under its name, as the disk has it.
fn bytes_of(path: &Path) -> Vec<u8> {
    let all = ["", "-wal"].map(|suffix| fs::read(with_suffix(path, suffix)).unwrap_or_default());
    all.concat()
}

#[test]
fn a_no_leaves_no_byte_by_morning_though_a_move_keeps_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passing.db");
    // Without a key, so that what lies on the disk can be looked through.
    let mut conn = connect(&path, None, &Pragmas::of(APPLICATION_ID).creating()).unwrap();
    bring_up_to_date(&mut conn).unwrap();
    let (morning, tomorrow) = (now() + TimeDelta::hours(9), now() + TimeDelta::hours(33));
    let refused = |n: u8| (RitualId::from(EntityId::from_bytes([n; 16])), tonight().1);
    for n in 3..=255 {
        answer(&conn, refused(n), Settled::LetGo, morning).unwrap();
    }
    answer(&conn, tonight(), Settled::LetGo, tomorrow).unwrap();
    let held = |bytes: &[u8], n: u8| bytes.windows(16).any(|part| part == [n; 16]);
    assert!(held(&bytes_of(&path), 150), "while the evening lasts it is there");

    assert_eq!(forget_expired(&mut conn, now()).unwrap(), Some(morning), "the first to pass wakes the clock");
    assert_eq!(forget_expired(&mut conn, morning).unwrap(), Some(tomorrow), "then what is left does");
    let left = bytes_of(&path);
    assert!((3..=255).all(|n| !held(&left, n)), "no byte of what passed is left, in the file or its log");
    assert!(held(&left, 1), "and what still counts is there");
}

#[test]
fn each_evening_that_is_moved_on_takes_no_answer_along() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passing.db");
    let (passing, key) = (Passing::at(&path), SpaceKey::random().unwrap());
    for day in 0..5 {
        let now = now() + TimeDelta::days(day);
        let evening = (tonight().0, tonight().1 + chrono::Days::new(day.unsigned_abs()));
        let other = (RitualId::from(EntityId::from_bytes([2; 16])), evening.1);
        passing.settle(&key, other, Settled::LetGo, now, now + TimeDelta::hours(9)).unwrap();
        let (to, passes) = (now + TimeDelta::days(1), now + TimeDelta::hours(33));
        passing.move_to(&key, evening, to, 0, now, passes).unwrap();
        passing.sweep(&key, now + TimeDelta::hours(9)).unwrap();
        let conn = connect(&path, Some(&key), &Pragmas::of(APPLICATION_ID)).unwrap();
        let answers: i64 = conn.query_row("SELECT COUNT(*) FROM answered", [], |row| row.get(0)).unwrap();
        assert_eq!(answers, 0, "day {day}: the move is kept until its evening, the no is not");
    }
}

#[test]
fn a_move_opens_a_settled_evening_and_reopening_takes_both_back() {
    let folder = tempfile::tempdir().unwrap();
    let (passing, key) = (Passing::at(&folder.path().join("passing.db")), SpaceKey::random().unwrap());
    let (to, morning) = (now() + TimeDelta::hours(1), now() + TimeDelta::hours(9));
    passing.settle(&key, tonight(), Settled::LetGo, now(), morning).unwrap();
    for n in 1..=2 {
        passing.move_to(&key, tonight(), to, 0, now(), morning).unwrap();
        let changes = passing.changes(&key, now()).unwrap();
        assert_eq!(changes.moved[&tonight()].n, n, "each move is a step of its own");
        assert!(changes.settled.is_empty(), "who moves it has not let it go");
    }
    passing.reopen(&key, tonight(), now()).unwrap();
    assert_eq!(passing.changes(&key, now()).unwrap(), Changes::default(), "as if nothing had been answered");
    passing.move_to(&key, tonight(), to, 2, now(), morning).unwrap();
    assert_eq!(passing.changes(&key, now()).unwrap().moved[&tonight()].n, 3, "no name is given twice");
}

#[test]
fn a_turn_is_taken_back_only_while_the_evening_stands_as_it_left_it() {
    let folder = tempfile::tempdir().unwrap();
    let (passing, key) = (Passing::at(&folder.path().join("passing.db")), SpaceKey::random().unwrap());
    let (to, morning) = (now() + TimeDelta::hours(1), now() + TimeDelta::hours(9));
    let take_back = |turn| passing.take_back(&key, tonight(), turn, now(), |_| morning).unwrap();
    passing.snooze(&key, tonight(), to, 0, morning).unwrap();
    let moved = passing.move_to(&key, tonight(), to, 0, now(), morning).unwrap();
    let let_go = passing.settle(&key, tonight(), Settled::LetGo, now(), morning).unwrap();
    assert_eq!(let_go.before, moved.left, "one turn begins where the other ended");
    assert!(!take_back(moved), "it was let go since, so the move stays");
    assert_eq!(passing.settled(&key, tonight(), now()).unwrap(), Some(Settled::LetGo), "and so does that");
    assert!(take_back(let_go) && take_back(moved), "last one first, each finds what it left");
    let changes = passing.changes(&key, now()).unwrap();
    assert_eq!(changes.snoozed[&tonight()].until, to, "what the move had put aside counts again");
    assert!(changes.moved.is_empty() && changes.settled.is_empty(), "nothing else does");
}

#[test]
fn a_damaged_passing_file_is_thrown_away_not_repaired() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passing.db");
    let (passing, key) = (Passing::at(&path), SpaceKey::random().unwrap());
    std::fs::write(&path, vec![7; 4096]).unwrap();
    passing.settle(&key, tonight(), Settled::Started, now(), now() + TimeDelta::hours(1)).unwrap();
    assert_eq!(passing.settled(&key, tonight(), now()).unwrap(), Some(Settled::Started), "tonight goes on");
}

#[test]
fn a_proposal_stands_until_it_is_answered_or_passes() {
    let folder = tempfile::tempdir().unwrap();
    let (passing, key) = (Passing::at(&folder.path().join("passing.db")), SpaceKey::random().unwrap());
    let expires = now() + TimeDelta::hours(8);
    let proposed = Proposed { by: EntityId::from_bytes([2; 16]).into(), weeks: 2, expires };
    passing.drop_proposal(&key).unwrap();
    assert!(!folder.path().join("passing.db").exists(), "taking nothing away makes nothing");
    passing.propose(&key, proposed).unwrap();
    assert_eq!(passing.proposed(&key, now()).unwrap(), Some(proposed), "the other one sees it");
    assert_eq!(passing.proposed(&key, expires).unwrap(), None, "by morning it has passed");
    passing.drop_proposal(&key).unwrap();
    assert_eq!(passing.proposed(&key, now()).unwrap(), None, "a yes and a no leave the same: nothing");
    passing.propose(&key, proposed).unwrap();
    assert_eq!(passing.sweep(&key, now()).unwrap(), Some(expires), "it counts as long as it stands");
}

#[test]
fn a_pause_ends_by_itself_and_takes_the_file_along() {
    let folder = tempfile::tempdir().unwrap();
    let (passing, key) = (Passing::at(&folder.path().join("passing.db")), SpaceKey::random().unwrap());
    let (soon, later) = (now() + TimeDelta::hours(1), now() + TimeDelta::hours(9));
    passing.pause(&key, soon).unwrap();
    passing.pause(&key, later).unwrap();
    assert_eq!(passing.paused_until(&key, now()).unwrap(), Some(later), "the last word counts");
    passing.resume(&key).unwrap();
    assert_eq!(passing.paused_until(&key, now()).unwrap(), None, "it can be ended before its time");
    passing.pause(&key, soon).unwrap();
    assert_eq!(passing.paused_until(&key, soon).unwrap(), None, "it is over by itself");
    assert_eq!(passing.sweep(&key, soon).unwrap(), None, "nothing is left that counts");
    assert!(!folder.path().join("passing.db").exists(), "so nothing is left at all");
}

#[test]
fn a_file_of_the_first_version_keeps_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passing.db");
    let (passing, key) = (Passing::at(&path), SpaceKey::random().unwrap());
    let conn = connect(&path, Some(&key), &Pragmas::of(APPLICATION_ID).creating()).unwrap();
    conn.execute_batch(STEPS[0]).unwrap();
    conn.pragma_update(None, "user_version", 1).unwrap();
    let (plan, date) = (tonight().0, tonight().1.to_epoch_days());
    conn.execute(
        "INSERT INTO answered (plan, date, answer, expires) VALUES (?1, ?2, 2, ?3)",
        params![plan.as_bytes(), date, now().timestamp() + 60],
    )
    .unwrap();
    drop(conn);
    passing.pause(&key, now() + TimeDelta::hours(1)).unwrap();
    assert_eq!(
        passing.settled(&key, tonight(), now()).unwrap(),
        Some(Settled::LetGo),
        "tonight's answer stands"
    );
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("passing.db");
    let (passing, key) = (Passing::at(&path), SpaceKey::random().unwrap());
    passing.pause(&key, now()).unwrap();
    let conn = connect(&path, Some(&key), &Pragmas::of(APPLICATION_ID)).unwrap();
    conn.pragma_update(None, "user_version", 99).unwrap();
    drop(conn);
    let refused = passing.changes(&key, now());
    assert!(matches!(refused, Err(JournalError::Newer { found: 99, .. })), "in words, not by guessing");
    assert!(path.exists(), "and it is still there for the newer one");
}
