use std::fs;

use chrono::TimeDelta;

use super::*;

fn due(minute: i64, step: Step) -> Due {
    let at = DateTime::from_timestamp(1_795_000_000 + minute * 60, 0).unwrap();
    let key = Key { plan: RitualId::from(EntityId::from_bytes([1; 16])), date: at.date_naive(), step, n: 0 };
    Due { key, at, starts: at, ends: at + TimeDelta::hours(1) }
}

fn row(due: Due) -> AgendaRow {
    AgendaRow { due, title: "Check-in".into(), wording: Wording::Full }
}

fn plans() -> Vec<(RitualId, String, Wording)> {
    vec![(due(0, Step::Lead).key.plan, "Check-in".into(), Wording::Full)]
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
fn what_has_just_struck_survives_a_refresh() {
    let folder = tempfile::tempdir().unwrap();
    let mut agenda = Agenda::open(&folder.path().join("agenda.db"), &SpaceKey::random().unwrap()).unwrap();
    let (struck, ahead) = (due(0, Step::Lead), due(10, Step::Start));
    agenda.replace(struck.at - TimeDelta::hours(1), &plans(), &[row(struck), row(ahead)]).unwrap();
    agenda.replace(struck.at + TimeDelta::seconds(1), &plans(), &[]).unwrap();
    let left = agenda.dues(ahead.ends).unwrap();
    assert_eq!(left, [row(struck)], "what lies ahead was replaced, what has struck is still to be raised");
    agenda.replace(struck.at, &[], &[]).unwrap();
    assert!(agenda.dues(ahead.ends).unwrap().is_empty(), "a plan that is gone takes everything with it");
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
    agenda.replace(due(0, Step::Lead).at, &plans(), &[row(due(5, Step::Start))]).unwrap();
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
