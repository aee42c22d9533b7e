//! `cargo xtask run`: from a fresh clone to the open window.

use std::env;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::packages::{self, For};
use crate::{Outcome, needs, say, tree, ui};

/// Brings what is missing, builds, and starts the clock and the window.
pub(crate) fn run(arguments: &[String]) -> Outcome {
    needs::check()?;
    let seen = has_screen();
    packages::bring(if seen { For::Building } else { For::Unseen })?;
    ui::build()?;
    build("release")?;
    if seen { open(arguments) } else { open_unseen(arguments) }
}

/// Builds the window and the clock as they are shipped.
pub(crate) fn build(profile: &str) -> Outcome {
    say::heading("Building the window and the clock");
    let mut cargo = tree::cargo();
    cargo.args(["build", "--profile", profile, "-p", "nightstand", "-p", "nightstand-clock"]);
    tree::must(&mut cargo, "The build")
}

fn open(arguments: &[String]) -> Outcome {
    say::heading("Starting the clock and the window");
    start_clock(&mut Command::new(tree::program("release", "nightstand-clock")?), arguments)?;
    say::line(
        "The clock goes on in the background after the window is closed; `nightstand-clock --quit` ends it.",
    );
    let window = tree::program("release", "nightstand")?;
    tree::must(Command::new(window).args(arguments), "The window")
}

/// Starts the clock in a session of its own. Starting it twice is harmless, and the window would start it
/// too.
pub(crate) fn start_clock(clock: &mut Command, arguments: &[String]) -> Outcome {
    clock.arg("--detach").args(profile_of(arguments)).stdin(Stdio::null());
    tree::must(clock, "The clock")
}

#[cfg(target_os = "linux")]
fn open_unseen(arguments: &[String]) -> Outcome {
    crate::unseen::open(arguments)
}

#[cfg(not(target_os = "linux"))]
fn open_unseen(arguments: &[String]) -> Outcome {
    open(arguments)
}

/// What of the window's arguments concerns the clock as well: `--profile DIR`.
fn profile_of(arguments: &[String]) -> Vec<&str> {
    let mut words = arguments.iter().map(String::as_str);
    while let Some(word) = words.next() {
        if word == "--profile" {
            return words.next().map(|folder| vec![word, folder]).unwrap_or_default();
        }
        if word.starts_with("--profile=") {
            return vec![word];
        }
    }
    Vec::new()
}

/// The profile's folder that the window's arguments or the environment name.
pub(crate) fn profile_folder(arguments: &[String]) -> Option<std::path::PathBuf> {
    let named = profile_of(arguments);
    let named = match named.as_slice() {
        [_, folder] => Some((*folder).into()),
        [joined] => joined.strip_prefix("--profile=").map(Into::into),
        _ => None,
    };
    named.or_else(|| env::var_os("NIGHTSTAND_PROFILE").filter(|value| !value.is_empty()).map(Into::into))
}

/// Whether a window could be seen: the screen that the environment names must answer, too.
fn has_screen() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let named = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let wayland = named("WAYLAND_DISPLAY").is_some_and(|socket| {
        let folder = named("XDG_RUNTIME_DIR").unwrap_or_default();
        answers(&Path::new(&folder).join(socket))
    });
    wayland || named("DISPLAY").is_some_and(|display| x_answers(&display))
}

/// `:0`, `:0.0` and `unix:0` are local, `host:10.0` is reached over the network.
fn x_answers(display: &str) -> bool {
    let Some((host, number)) = display.rsplit_once(':') else { return false };
    let Some(number) = number.split('.').next().and_then(|number| number.parse::<u16>().ok()) else {
        return false;
    };
    if host.is_empty() || host == "unix" {
        return answers(Path::new(&format!("/tmp/.X11-unix/X{number}")));
    }
    number.checked_add(6000).is_some_and(|port| TcpStream::connect((host, port)).is_ok())
}

#[cfg(unix)]
fn answers(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

#[cfg(not(unix))]
fn answers(_socket: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_told_of_the_profile_and_of_nothing_else() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(profile_of(&words("--sample --profile /p")), ["--profile", "/p"], "two words");
        assert_eq!(profile_of(&words("--profile=/p --page us")), ["--profile=/p"], "one word");
        assert!(profile_of(&words("--sample")).is_empty(), "the clock knows no sample");
    }

    #[test]
    fn a_screen_that_does_not_answer_is_no_screen() {
        assert!(!x_answers(":64999"), "nothing listens there");
        assert!(!x_answers("nonsense"), "that is no display's name");
    }
}
