//! A whole profile of an earlier version opens in this one, and tells all that it told.

mod lived;

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A copy of a frozen profile, since opening writes.
fn thawed(version: &str, into: &Path) {
    for name in ["data", "config"] {
        fs::create_dir_all(into.join(name)).expect("a folder");
        let from = lived::fixture(version).join("profile").join(name);
        for file in fs::read_dir(from).expect("the frozen profile").map(|file| file.expect("a file")) {
            fs::copy(file.path(), into.join(name).join(file.file_name())).expect("a copy");
        }
    }
}

/// Whether `now` holds all of `then`; answers where it does not. A later version may tell more.
fn missing(then: &Value, now: &Value, at: &str) -> Vec<String> {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            let each = then.iter().flat_map(|(key, value)| {
                missing(value, now.get(key).unwrap_or(&Value::Null), &format!("{at}/{key}"))
            });
            each.collect()
        }
        (Value::Array(then), Value::Array(now)) if then.len() == now.len() => {
            let each = then.iter().zip(now).enumerate();
            each.flat_map(|(n, (then, now))| missing(then, now, &format!("{at}/{n}"))).collect()
        }
        (then, now) if then == now => Vec::new(),
        (then, now) => vec![format!("{at}: {then} became {now}")],
    }
}

/// These versions told what one of two had read as read by both, also to the one who had not opened the book.
const NO_LONGER_TOLD: [&str; 2] =
    ["/sam/books/books/3/steps: [[\"2026-11-11\",1]] became []", "/sam/books/books/3/together: 1 became 0"];

#[test]
fn a_profile_of_an_earlier_version_that_two_people_lived_in_tells_all_that_it_told() {
    for version in ["v7", "v10"] {
        let folder = tempfile::tempdir().expect("a folder");
        thawed(version, folder.path());
        let told = fs::read(lived::fixture(version).join("told.json")).expect("what it told");
        let told: Value = serde_json::from_slice(&told).expect("JSON");
        // Twice: the first opening upgrades, the second finds nothing to do.
        for opening in ["the first", "the second"] {
            let app = lived::open(folder.path());
            let lost = missing(&told, &lived::told(&app), "");
            assert_eq!(lost, NO_LONGER_TOLD, "{version}, {opening} opening");
        }
    }
}
