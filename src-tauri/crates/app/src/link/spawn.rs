//! Starting the other process.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::{End, Message, PATIENCE, VERSION, ask_to_quit, place, say, small_stack};
use crate::profile::Profile;

/// Makes sure that a clock runs for the profile, and watches over it. Nobody can do anything about one that cannot be
/// started but read of it in the diagnostics. Takes some milliseconds: not for a thread that draws.
pub fn keep_clock(profile: &Profile) {
    if let Err(error) = ensure_clock(profile) {
        tracing::error!(%error, "the clock could not be started");
    }
    watch_over_clock(profile);
}

/// Makes sure that a clock of this version runs for the profile, detached from this process and its terminal.
/// An older one is asked to quit; a newer one stays.
///
/// # Errors
/// When an older clock does not end, or the clock's program is not beside this one.
fn ensure_clock(profile: &Profile) -> io::Result<()> {
    if let Some(Message::Hello { version, .. }) = say(profile, End::Clock, &Message::hello(End::Window))? {
        if !is_older(&version, VERSION) {
            return Ok(());
        }
        ask_to_quit(profile, End::Clock)?;
    }
    let mut clock = of_profile(&beside("nightstand-clock")?, profile);
    // The clock takes a session of its own and comes back at once, so that nothing of it stays with us.
    clock.arg("--detach").status().map(drop)
}

/// A clock that falls again within this time is left lying: what strikes it down would strike down the next one.
const STEADY: Duration = Duration::from_secs(10);

/// Starts the clock again whenever it was struck down, for as long as this process lives. One that ended because it was
/// asked to stays away until [`keep_clock`] is called.
pub fn watch_over_clock(profile: &Profile) {
    static WATCHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let watched = || WATCHED.lock().unwrap_or_else(PoisonError::into_inner);
    if !watched().insert(profile.data.clone()) {
        return;
    }
    let profile = profile.clone();
    let watch = move || {
        let mut fell: Option<Instant> = None;
        while is_struck_down(&profile) {
            if fell.is_some_and(|before| before.elapsed() < STEADY) {
                tracing::error!("the clock was struck down again, and is left so");
                break;
            }
            tracing::warn!("the clock was struck down, and is started again");
            fell = Some(Instant::now());
            if let Err(error) = ensure_clock(&profile) {
                tracing::error!(%error, "the clock could not be started");
                break;
            }
        }
        watched().remove(&profile.data);
    };
    if let Err(error) = thread::Builder::new().name("watch".into()).stack_size(small_stack(128)).spawn(watch)
    {
        tracing::error!(%error, "nobody watches over the clock");
    }
}

/// Waits until the clock is gone.
#[allow(clippy::disallowed_methods, reason = "nobody tells when another process begins to listen")]
fn is_struck_down(profile: &Profile) -> bool {
    let begun = Instant::now();
    // One that was just started holds nothing yet that could be waited for.
    while begun.elapsed() < PATIENCE && !matches!(say(profile, End::Clock, &Message::Ping), Ok(Some(_))) {
        thread::sleep(Duration::from_millis(20));
    }
    matches!(place::was_struck_down(profile, End::Clock), Ok(true))
}

/// Shows `page` in the window; starts one when there is none.
///
/// # Errors
/// When the window's program is not beside this one.
pub fn open_window(profile: &Profile, page: &str) -> io::Result<()> {
    let open = Message::OpenPage { page: page.to_owned() };
    if let Ok(Some(_)) = say(profile, End::Window, &open) {
        return Ok(());
    }
    let mut child = of_profile(&beside("nightstand")?, profile).args(["--page", page]).spawn()?;
    // Somebody has to take note of its end.
    std::thread::Builder::new().stack_size(small_stack(64)).spawn(move || child.wait())?;
    Ok(())
}

fn of_profile(program: &Path, profile: &Profile) -> Command {
    let mut command = Command::new(program);
    if let Some(root) = &profile.root {
        command.arg("--profile").arg(root);
    }
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The program of this name that was installed with this one.
pub(crate) fn beside(name: &str) -> io::Result<PathBuf> {
    let here = std::env::current_exe()?;
    // Test programs lie one folder deeper than what they test.
    let folders = here.ancestors().skip(1).take(2);
    let mut places = folders.map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    places.find(|path| path.is_file()).ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, name.to_owned()))
}

/// Compares versions number by number; what cannot be read is older than anything.
fn is_older(theirs: &str, ours: &str) -> bool {
    let numbers =
        |text: &str| -> Option<Vec<u64>> { text.split('.').map(|part| part.parse().ok()).collect() };
    numbers(theirs) < numbers(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_clock_is_known_by_its_version() {
        assert!(is_older("0.1.9", "0.1.10"), "numbers are compared as numbers");
        assert!(is_older("nonsense", "0.1.0"), "what cannot be read is replaced");
        assert!(!is_older("0.2.0", "0.1.9"), "a newer clock stays");
        assert!(!is_older("0.1.0", "0.1.0"), "the same one stays");
    }
}
