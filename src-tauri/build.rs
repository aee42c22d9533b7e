//! Declares every command to Tauri, so that the window's one capability can restrict them, and writes that
//! capability from the same list.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::SystemTime;

include!("src/commands/list.rs");

#[path = "build/slim.rs"]
mod slim;

macro_rules! names {
    ($($module:ident :: $name:ident ($args:ty) -> $ret:ty;)*) => { &[$(stringify!($name)),*] };
}

const COMMANDS: &[&str] = every_command!(names);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=src/commands/list.rs");
    println!("cargo::rerun-if-changed=build/slim.rs");
    println!("cargo::rerun-if-changed=../ui/dist");
    slim::slim()?;
    write_capability(Path::new("capabilities/main.json"))?;
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    date_back(Path::new("permissions"), fs::metadata("src/commands/list.rs")?.modified()?)?;
    Ok(())
}

/// The permissions that Tauri writes from the list are as old as the list. Cargo watches them, and in a fresh clone
/// it would take what this very build wrote for a change, and build everything once more.
fn date_back(path: &Path, to: SystemTime) -> io::Result<()> {
    if path.is_dir() {
        for within in fs::read_dir(path)? {
            date_back(&within?.path(), to)?;
        }
        // Elsewhere a folder cannot be opened to be dated; the first build is then done twice there.
        return if cfg!(unix) { File::open(path)?.set_modified(to) } else { Ok(()) };
    }
    File::options().write(true).open(path)?.set_modified(to)
}

/// Leaves the file alone when nothing changed, or every build would start the next one.
fn write_capability(path: &Path) -> io::Result<()> {
    let allowed: String =
        COMMANDS.iter().map(|name| format!(",\n    \"allow-{}\"", name.replace('_', "-"))).collect();
    let text = format!(
        "{{\n  \"identifier\": \"main\",\n  \"description\": \"What the one window may ask for. Written by build.rs from commands/list.rs.\",\n  \"windows\": [\"main\"],\n  \"permissions\": [\n    \"core:event:allow-listen\",\n    \"core:event:allow-unlisten\"{allowed}\n  ]\n}}\n"
    );
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::write(path, text)
}
