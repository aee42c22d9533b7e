//! The window where there is no screen: on a virtual one, for as long as its picture takes.

use std::fs;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use nightstand_screen::{Screen, Waited, picture_of, reap_orphans, wait_for_file};

use crate::{Outcome, run, say, tree};

/// Longer than any start takes, and short enough for someone to wait and read why nothing came.
const LIMIT: Duration = Duration::from_secs(60);

/// Opens the window on a virtual screen, saves its picture, says where, and leaves nothing running.
pub(crate) fn open(arguments: &[String]) -> Outcome {
    say::heading("There is no screen here: starting the clock and the window on a virtual one");
    let screen =
        Screen::open(1280, 860).map_err(|error| format!("The virtual screen did not open: {error}"))?;
    let pictured = open_on(&screen, arguments);
    drop(screen);
    reap_orphans();
    let picture = pictured?;
    say::line(&format!("\nThe window opened, and its picture is {}", picture.display()));
    say::line("To see it, open that file, or copy it to a computer with a screen:");
    say::line(&format!("  scp {}:{} .", host(), picture.display()));
    say::line("To have the window itself, run the same command on a desktop, or here through `ssh -X`.");
    Ok(())
}

fn open_on(screen: &Screen, arguments: &[String]) -> Outcome<PathBuf> {
    let painted = note_of_first_picture(screen, arguments)?;
    run::start_clock(&mut screen.command(tree::program("release", "nightstand-clock")?), arguments)?;
    let mut window = screen
        .command(tree::program("release", "nightstand")?)
        .args(arguments)
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("The window could not be started: {error}"))?;
    let waited = wait_for_file(&painted, Some(&window), LIMIT)
        .map_err(|error| format!("{} could not be watched: {error}", painted.display()))?;
    let outcome = match waited {
        Waited::Happened => take_picture(screen),
        Waited::Died => {
            Err("The window ended before it showed anything; its own words are above.".to_owned())
        }
        Waited::TimedOut => {
            let blank = take_picture(screen)?;
            Err(format!(
                "The window showed nothing useful within a minute. What it did show: {}",
                blank.display()
            ))
        }
    };
    screen.clear();
    let _ = window.wait();
    outcome
}

/// The file that the window writes once its first screen stands with real data. What an earlier window left
/// there is removed.
fn note_of_first_picture(screen: &Screen, arguments: &[String]) -> Outcome<PathBuf> {
    let runtime = match run::profile_folder(arguments) {
        Some(profile) => profile.join("run"),
        None => screen.runtime().join("nightstand"),
    };
    let folder = |error| format!("{} could not be made: {error}", runtime.display());
    fs::DirBuilder::new().recursive(true).mode(0o700).create(&runtime).map_err(folder)?;
    let note = runtime.join("painted");
    match fs::remove_file(&note) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{} could not be removed: {error}", note.display()))
        }
        _ => Ok(note),
    }
}

fn take_picture(screen: &Screen) -> Outcome<PathBuf> {
    let folder = tree::target()?.join("pictures");
    fs::create_dir_all(&folder)
        .map_err(|error| format!("{} could not be made: {error}", folder.display()))?;
    let picture = folder.join("nightstand.png");
    picture_of(screen, &picture).map_err(|error| format!("The picture could not be taken: {error}"))?;
    let size = fs::metadata(&picture).map_or(0, |found| found.size());
    if size > 0 { Ok(picture) } else { Err("The picture came out empty.".to_owned()) }
}

fn host() -> String {
    let name = fs::read_to_string(Path::new("/etc/hostname")).unwrap_or_default();
    match name.trim() {
        "" => "host".to_owned(),
        name => name.to_owned(),
    }
}
