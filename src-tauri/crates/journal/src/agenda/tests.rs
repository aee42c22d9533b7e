use std::fs;

use chrono::TimeDelta;

use super::*;

fn due(minute: i64, step: Step) -> Due {
    let at = DateTime::from_timestamp(1_795_000_000 + minute * 60, 0).unwrap();
    let key = Key { plan: RitualId::from(EntityId::from_bytes([1; 16])), date: at.date_naive(), step, n: 0 };
    Due { key, at, starts: at, ends: at + TimeDelta::hours(1) }
}

fn row(due: Due) -> AgendaRow {
    AgendaRow { due, title: "Check-in".into(), wording: Wording::Full, minutes: 10 }
}

fn plans() -> Vec<(RitualId, String, Wording)> {
    vec![(due(0, Step::Lead).key.plan, "Check-in".into(), Wording::Full)]
}

fn evenings() -> BTreeSet<(Evening, i64)> {
    let due = due(0, Step::Lead);
    BTreeSet::from([(due.key.evening(), due.starts.timestamp())])
}

#[test]
fn an_intent_is_written_down_once_and_outlives_the_process() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("agenda.db"), SpaceKey::random().unwrap());
    let due = due(0, Step::Start);
    assert!(Agenda::open(&path, &key).unwrap().intend(&due, due.at).unwrap(), "the first one may raise it");
    let mut again = Agenda::open(&path, &key).unwrap();
    assert!(!again.intend(&due, due.at).unwrap(), "nobody else may");
    assert_eq!(again.ledger().unwrap()[0].fate, Fate::Intended, "and nobody knows whether it was raised");
    again.not_raised(due.key).unwrap();
    assert!(again.intend(&due, due.at).unwrap(), "one that certainly did not appear may be raised later");
}

#[test]
fn a_banner_whose_evening_was_closed_before_its_id_came_stands_until_it_is_taken_down() {
    let folder = tempfile::tempdir().unwrap();
    let mut agenda = Agenda::open(&folder.path().join("agenda.db"), &SpaceKey::random().unwrap()).unwrap();
    let due = due(0, Step::Start);
    let fate = |agenda: &Agenda| agenda.ledger().unwrap()[0].fate;
    assert!(agenda.intend(&due, due.at).unwrap(), "it is on its way to the screen");
    agenda.close_evening(due.key.plan, due.key.date).unwrap();
    assert_eq!(fate(&agenda), Fate::Closed, "it was answered in the window");
    agenda.raised(due.key, 7, "mock", due.at).unwrap();
    assert_eq!(fate(&agenda), Fate::Raised { server_id: 7 }, "and is on the screen nevertheless");
    agenda.close(due.key).unwrap();
    assert_eq!(fate(&agenda), Fate::Closed, "until the clock has taken it down");
}

#[test]
fn what_has_just_struck_survives_a_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let mut agenda = Agenda::open(&folder.path().join("agenda.db"), &SpaceKey::random().unwrap()).unwrap();
    let (struck, ahead) = (due(0, Step::Lead), due(10, Step::Start));
    agenda
        .replace(struck.at - TimeDelta::hours(1), &plans(), &evenings(), &[row(struck), row(ahead)])
        .unwrap();
    agenda.replace(struck.at + TimeDelta::seconds(1), &plans(), &evenings(), &[]).unwrap();
    let left = agenda.dues(ahead.ends).unwrap();
    assert_eq!(left, [row(struck)], "what lies ahead was replaced, what has struck is still to be raised");
    agenda.replace(struck.at, &plans(), &BTreeSet::new(), &[]).unwrap();
    assert!(
        agenda.dues(ahead.ends).unwrap().is_empty(),
        "an evening that is gone takes what has struck with it"
    );
    agenda.replace(struck.at - TimeDelta::hours(1), &plans(), &evenings(), &[row(struck)]).unwrap();
    agenda.replace(struck.at, &[], &evenings(), &[]).unwrap();
    assert!(agenda.dues(ahead.ends).unwrap().is_empty(), "and so does a plan");
}

#[test]
fn no_answer_is_ever_in_the_file() {
    let columns = V1.split("CREATE TABLE raised").nth(1).unwrap_or_default();
    assert!(!columns.contains("answer "), "the ledger has no place for an answer");
}

#[test]
fn the_agenda_is_sealed_and_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("agenda.db");
    let mut agenda = Agenda::open(&path, &SpaceKey::random().unwrap()).unwrap();
    agenda.replace(due(0, Step::Lead).at, &plans(), &evenings(), &[row(due(5, Step::Start))]).unwrap();
    for file in fs::read_dir(folder.path()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(8).any(|part| part == b"Check-in"), "a title lies nowhere in plain text");
    }
    let other = SpaceKey::random().unwrap();
    assert!(matches!(Agenda::open(&path, &other), Err(JournalError::WrongKey)), "another key opens nothing");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "for the account's owner alone");
    }
}

#[test]
fn what_is_due_next_is_found_by_the_index_however_much_is_planned() {
    let folder = tempfile::tempdir().unwrap();
    let agenda = Agenda::open(&folder.path().join("agenda.db"), &SpaceKey::random().unwrap()).unwrap();
    for sql in [DUES, SPAN] {
        let mut plan = agenda.conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps: Vec<String> =
            plan.query_map([0], |row| row.get(3)).unwrap().collect::<Result<_, _>>().unwrap();
        let on_due: Vec<_> = steps.iter().filter(|step| step.contains(" due")).collect();
        assert!(!on_due.is_empty(), "{steps:?} reads what is due");
        assert!(on_due.iter().all(|step| step.contains("INDEX due_at")), "{steps:?} never walks the table");
    }
}

#[test]
fn an_agenda_of_version_1_learns_when_the_day_ends_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("agenda.db"), SpaceKey::random().unwrap());
    let pragmas = Pragmas::of(APPLICATION_ID).creating();
    let old = connect(&path, Some(&key), &pragmas).unwrap();
    old.execute_batch(V1).unwrap();
    old.pragma_update(None, "user_version", 1).unwrap();
    let kept = AgendaRow { minutes: 0, ..row(due(5, Step::Start)) };
    let Due { key: Key { plan, date, .. }, at, starts, ends } = kept.due;
    old.execute(
        "INSERT INTO due (plan, date, step, n, at, starts, ends, title, wording) VALUES (?1, ?2, 1, 0, ?3, ?4, ?5, ?6, ?7)",
        params![
            plan.as_bytes(),
            date.to_epoch_days(),
            at.timestamp(),
            starts.timestamp(),
            ends.timestamp(),
            kept.title,
            kept.wording.number()
        ],
    )
    .unwrap();
    drop(old);

    let mut agenda = Agenda::open_existing(&path, &key).unwrap();
    assert_eq!(agenda.dues(kept.due.ends).unwrap(), [kept], "a clock alone after an upgrade goes on raising");
    assert_eq!(agenda.day_ends().unwrap(), None, "nobody has said when the day ends");
    agenda.keep_day_ends(2).unwrap();
    drop(agenda);
    assert_eq!(Agenda::open(&path, &key).unwrap().day_ends().unwrap(), Some(2), "and then it knows");
}
