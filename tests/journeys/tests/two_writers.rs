//! Window and clock append to the table as the same device, at the same time. Tip and clock are read under
//! the write lock, so the log never forks.

mod logbook;

use std::process::Command;

use logbook::{Desk, KIND, TITLE, entity};
use nightstand_domain::ids::EntityId;
use nightstand_journal::Space;

const EACH: u32 = 1_000;
const PATH: &str = "NIGHTSTAND_TEST_SHARED_SPACE";
const NAME: &str = "NIGHTSTAND_TEST_WRITER";

fn append(desk: &mut Desk, name: &str, count: u32) {
    for n in 0..count {
        let record = EntityId::derived("two writers", &[name.as_bytes(), &n.to_le_bytes()]);
        desk.set(record, TITLE, format!("{name} {n}"));
    }
}

/// One of the processes, when [`both_append_at_once`] started it; by itself, a single writer.
#[test]
fn one_process_appends() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path(), "shared");
    match (std::env::var_os(PATH), std::env::var(NAME)) {
        (Some(path), Ok(name)) => {
            desk.space = Space::open(path.as_ref(), desk.kind, None, desk.writer()).unwrap();
            append(&mut desk, &name, EACH);
        }
        _ => append(&mut desk, "alone", 10),
    }
}

#[test]
fn both_append_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = Desk::new(folder.path(), "shared");
    let other = |name: &str| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "one_process_appends"])
            .env(PATH, &desk.path)
            .env(NAME, name)
            .spawn()
            .unwrap()
    };
    for mut process in [other("window"), other("clock")] {
        assert!(process.wait().unwrap().success(), "neither is ever refused");
    }
    desk.act(|act| act.set(KIND, entity(1), vec![(TITLE, "and this process".into())]));
    let findings = desk.space.check().unwrap();
    assert_eq!(findings.problems, Vec::<String>::new(), "one unbroken chain");
    assert_eq!(findings.entries, u64::from(EACH) * 2 + 1, "and no entry lost");
}
