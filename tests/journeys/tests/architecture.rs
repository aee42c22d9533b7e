//! The direction of the arrows between crates, held by `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// What each crate of the program may depend on within the workspace.
const ARROWS: &[(&str, &[&str])] = &[
    ("nightstand-domain", &[]),
    ("nightstand-vault", &["nightstand-domain"]),
    ("nightstand-journal", &["nightstand-domain", "nightstand-vault"]),
    ("nightstand-formats", &["nightstand-domain"]),
    ("nightstand-sync", &["nightstand-domain", "nightstand-vault"]),
    (
        "nightstand-app",
        &[
            "nightstand-domain",
            "nightstand-formats",
            "nightstand-journal",
            "nightstand-sync",
            "nightstand-vault",
        ],
    ),
    ("nightstand-windows", &[]),
    ("nightstand-clock", &["nightstand-app", "nightstand-domain", "nightstand-vault", "nightstand-windows"]),
    ("nightstand", &["nightstand-app", "nightstand-domain", "nightstand-vault", "nightstand-windows"]),
];

/// Outside packages that belong to one crate alone.
const ONLY: &[(&str, &[&str])] = &[
    ("rusqlite", &["nightstand-journal", "nightstand-formats", "nightstand-bench", "nightstand-torture"]),
    ("tauri", &["nightstand", "nightstand-floor"]),
    ("notify-rust", &["nightstand-clock"]),
    ("ksni", &["nightstand-clock"]),
    ("x11rb", &["nightstand-clock"]),
    ("tray-icon", &["nightstand-clock"]),
    ("windows", &["nightstand-clock", "nightstand-windows"]),
];

#[test]
fn dependencies_point_one_way() {
    let graph = dependencies();
    for (name, allowed) in ARROWS {
        let ours: BTreeSet<&str> =
            graph[*name].iter().map(String::as_str).filter(|d| d.starts_with("nightstand")).collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert!(ours.is_subset(&allowed), "{name} may use {allowed:?}, and uses {ours:?}");
    }
}

#[test]
fn each_outside_package_stays_in_its_place() {
    let graph = dependencies();
    for (package, owners) in ONLY {
        for (name, needs) in &graph {
            assert!(
                !needs.contains(*package) || owners.contains(&name.as_str()),
                "{name} names {package}, which belongs to {owners:?}"
            );
        }
    }
}

/// Each package of the workspace with what it needs at run time.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .output()
        .expect("cargo answers");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    packages
        .iter()
        .map(|package| {
            let needs = package["dependencies"].as_array().expect("a list of dependencies");
            let needs = needs.iter().filter(|need| need["kind"].is_null());
            let names = needs.map(|need| need["name"].as_str().expect("a name").to_owned()).collect();
            (package["name"].as_str().expect("a name").to_owned(), names)
        })
        .collect()
}
