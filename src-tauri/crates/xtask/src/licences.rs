//! The licences of everything that the programs are made of: the crates and the UI's packages, each with the
//! texts that came with it.
#![allow(clippy::indexing_slicing, reason = "a JSON value answers null for what is not in it")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::{Outcome, tree};

/// One package that ends up in what is shipped.
struct Part {
    name: String,
    licence: String,
    folder: PathBuf,
}

/// Every package with its licence, then every text once, with the names of those that it came with.
pub(crate) fn text() -> Outcome<String> {
    let mut parts = crates()?;
    parts.extend(of_the_ui()?);
    parts.sort_by(|a, b| a.name.cmp(&b.name));
    let mut text = String::from("Nightstand is made with the work of others, under these licences.\n\n");
    for part in &parts {
        text.push_str(&format!("{}: {}\n", part.name, part.licence));
    }
    for (words, names) in texts(&parts) {
        let names: Vec<&str> = names.into_iter().collect();
        text.push_str(&format!("\n{}\n{}\n\n{}\n", "-".repeat(80), names.join(", "), words));
    }
    Ok(text)
}

fn texts(parts: &[Part]) -> BTreeMap<String, BTreeSet<&str>> {
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for part in parts {
        for words in licence_files(&part.folder) {
            found.entry(words).or_default().insert(&part.name);
        }
    }
    found
}

fn licence_files(folder: &Path) -> Vec<String> {
    let Ok(files) = fs::read_dir(folder) else { return Vec::new() };
    files
        .filter_map(|file| file.ok())
        .filter(|file| {
            let name = file.file_name().to_string_lossy().to_lowercase();
            ["license", "licence", "copying", "notice", "ofl"].iter().any(|word| name.starts_with(word))
        })
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .map(|words| words.replace("\r\n", "\n").trim().to_owned())
        .collect()
}

/// The crates that the window and the clock are linked from.
fn crates() -> Outcome<Vec<Part>> {
    let metadata = cargo_metadata()?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .filter_map(|node| Some((node["id"].as_str()?.to_owned(), node)))
        .collect();
    let packages = list(&metadata["packages"]);
    let shipped =
        |package: &&Value| matches!(package["name"].as_str(), Some("nightstand" | "nightstand-clock"));
    let mut todo: Vec<String> = packages
        .iter()
        .filter(shipped)
        .filter_map(|package| Some(package["id"].as_str()?.to_owned()))
        .collect();
    let mut seen = BTreeSet::new();
    while let Some(id) = todo.pop() {
        if let Some(node) = nodes.get(&id) {
            if seen.insert(id) {
                todo.extend(
                    list(&node["deps"]).iter().filter(|dep| is_linked(dep)).filter_map(name_of_target),
                );
            }
        }
    }
    Ok(packages.iter().filter(|package| is_foreign(package, &seen)).filter_map(part_of_crate).collect())
}

fn cargo_metadata() -> Outcome<Value> {
    let said = tree::cargo().args(["metadata", "--format-version", "1"]).output();
    let said = said.map_err(|error| format!("cargo could not be asked: {error}"))?;
    serde_json::from_slice(&said.stdout)
        .map_err(|error| format!("cargo's answer was not understood: {error}"))
}

fn name_of_target(dep: &Value) -> Option<String> {
    Some(dep["pkg"].as_str()?.to_owned())
}

/// What is only built with or tested with is not in the program.
fn is_linked(dep: &Value) -> bool {
    dep["dep_kinds"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()))
}

fn is_foreign(package: &Value, seen: &BTreeSet<String>) -> bool {
    !package["source"].is_null() && package["id"].as_str().is_some_and(|id| seen.contains(id))
}

fn part_of_crate(package: &Value) -> Option<Part> {
    let manifest = Path::new(package["manifest_path"].as_str()?);
    Some(Part {
        name: format!("{} {}", package["name"].as_str()?, package["version"].as_str()?),
        licence: package["license"].as_str().unwrap_or("see its text below").to_owned(),
        folder: manifest.parent()?.to_owned(),
    })
}

/// The packages that the UI is built from, without the tools that build and test it.
fn of_the_ui() -> Outcome<Vec<Part>> {
    let lock = tree::ui().join("package-lock.json");
    let text = fs::read_to_string(&lock)
        .map_err(|error| format!("{} could not be read: {error}", lock.display()))?;
    let lock: Value = serde_json::from_str(&text).map_err(|error| format!("package-lock.json: {error}"))?;
    let packages = lock["packages"].as_object().cloned().unwrap_or_default();
    let built_in = |(path, package): &(String, Value)| {
        let svelte = path == "node_modules/svelte";
        !path.is_empty() && (svelte || package["dev"].is_null()) && package["optional"].is_null()
    };
    Ok(packages.into_iter().filter(built_in).map(|(path, package)| part_of_ui(&path, &package)).collect())
}

fn part_of_ui(path: &str, package: &Value) -> Part {
    let name = path.rsplit("node_modules/").next().unwrap_or(path);
    Part {
        name: format!("{name} {}", package["version"].as_str().unwrap_or_default()),
        licence: package["license"].as_str().unwrap_or("see its text below").to_owned(),
        folder: tree::ui().join(path),
    }
}
