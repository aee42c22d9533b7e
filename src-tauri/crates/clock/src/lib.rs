//! The background clock: it sleeps until a plan is due, raises one notification, and takes its answer.
//!
//! No GTK, no web view, no key derivation, no drawer. It raises from the agenda alone, so that a locked
//! keyring or a table that cannot be read silences nothing. Its one runtime is tokio's current-thread one;
//! whatever blocks runs on a plain thread.

#![cfg_attr(not(any(target_os = "linux", windows)), allow(dead_code, reason = "less can happen there"))]

mod banner;
mod bedside;
#[cfg(not(any(target_os = "linux", windows)))]
mod elsewhere;
mod icon;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod names;
mod options;
mod presence;
mod refresh;
mod sleep;
mod tray;
#[cfg(test)]
mod watched;
#[cfg(windows)]
mod windows;

use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use nightstand_app::link::{self, End, Message};
use nightstand_app::ports::{self, Clock, SystemClock};
use nightstand_app::profile::Profile;
use nightstand_app::{AppError, diagnostics, keys};
use tokio::sync::mpsc;

use crate::bedside::Bedside;
#[cfg(not(any(target_os = "linux", windows)))]
use crate::elsewhere as system;
#[cfg(target_os = "linux")]
use crate::linux as system;
use crate::options::Options;
#[cfg(windows)]
use crate::windows as system;

/// A moment in raising a banner at which a test may pull the plug.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It is due, and nothing was written down.
    BeforeIntent,
    /// It is written down, and nothing is on the screen.
    AfterIntent,
    /// It is on the screen, and its id is not written down.
    AfterRaise,
    /// All of it is done.
    Recorded,
}

/// What the clock takes from its surroundings; the program takes the computer's own.
pub struct Surroundings {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Called at each [`Moment`]; the program does nothing there.
    pub at: Box<dyn FnMut(Moment)>,
}

impl Default for Surroundings {
    fn default() -> Self {
        Self { clock: Arc::new(SystemClock), at: Box::new(|_| {}) }
    }
}

/// What wakes the clock.
#[derive(Debug)]
pub(crate) enum Event {
    /// The window said something.
    Said(Message),
    /// Somebody answered a banner, or it went away.
    Signal(banner::Signal),
    /// A notification service came, went or changed.
    Service,
    /// A place for the tray's icon came or went.
    TrayPlace,
    /// Somebody chose something in the tray.
    Wish(tray::Wish),
    /// Something that the clock goes by may have changed.
    Look,
    /// It is another time than it was: the computer woke up, its clock was set, or it travelled.
    OtherTime,
    /// The profile's folder went away.
    Gone,
}

/// The program: reads its command line and runs until it is asked to quit.
pub fn main() -> ExitCode {
    let options = Options::parse();
    if options.detach {
        return options::detach();
    }
    // A profile that was removed meanwhile is not made anew to compute its agenda, nor one to end its clock.
    let found = if options.refresh || options.quit {
        Profile::existing(options.profile.as_deref())
    } else {
        Profile::find(options.profile.as_deref()).map(Some)
    };
    let profile = match found {
        Ok(Some(profile)) => profile,
        Ok(None) if options.quit => return tell(Quit::NotThere),
        Ok(None) => return ExitCode::SUCCESS,
        Err(error) => return say(&error, Profile::named(options.profile.as_deref()).ok().as_ref()),
    };
    if options.quit {
        return tell(quit(&profile));
    }
    keys::no_core_files();
    ports::go_by_newer_zones();
    diagnostics::start(&profile, "clock");
    if options.refresh {
        return refresh::agenda(profile);
    }
    match run(&profile, Surroundings::default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => say(&error, Some(&profile)),
    }
}

/// What came of asking the clock to end.
enum Quit {
    Ended,
    NotThere,
    StillThere(std::io::Error),
}

fn quit(profile: &Profile) -> Quit {
    match link::ask_to_quit(profile, End::Clock) {
        Ok(true) => Quit::Ended,
        Ok(false) => Quit::NotThere,
        Err(error) => Quit::StillThere(error),
    }
}

/// Ending what does not run is no mistake: afterwards none runs either way.
#[allow(clippy::print_stdout, clippy::print_stderr, reason = "whoever asked on a terminal is answered there")]
fn tell(outcome: Quit) -> ExitCode {
    match outcome {
        Quit::Ended => println!("The clock has ended. It starts again with Nightstand."),
        Quit::NotThere => println!("No clock was running for this profile."),
        Quit::StillThere(error) => {
            eprintln!("The clock was asked to end and has not yet: {error}. Nothing was changed.");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

#[allow(clippy::print_stderr, reason = "a clock that cannot start has no other place to say why")]
fn say(error: &AppError, profile: Option<&Profile>) -> ExitCode {
    match profile {
        Some(profile) => eprintln!("The clock did not start. {}", error.about(profile.place())),
        None => eprintln!("The clock did not start, and nothing was changed: {error}"),
    }
    ExitCode::FAILURE
}

/// Runs the clock of `profile` until it is asked to quit. A second one ends at once, without a word.
///
/// # Errors
/// When the profile's folders or the system's timers cannot be used.
pub fn run(profile: &Profile, surroundings: Surroundings) -> Result<(), AppError> {
    let (events, heard) = mpsc::unbounded_channel();
    let from_window = events.clone();
    let hear = move |message| {
        // The receiver only goes when the clock ends.
        let _ = from_window.send(Event::Said(message));
    };
    let Some(_listening) = link::listen(profile, End::Clock, hear)? else { return Ok(()) };
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(AppError::folder)?;
    runtime.block_on(async {
        let bedside = Bedside::new(profile.clone(), surroundings, events)?;
        bedside.run(heard).await
    })
}

/// Whether a banner could be shown here at all. On Linux there has to be a session bus, and on it a notification service
/// or one that the bus starts for whoever asks. The clock waits for either as long as it takes; this does not.
///
/// # Errors
/// When no runtime can be had.
pub fn can_show() -> Result<bool, AppError> {
    let (events, _heard) = mpsc::unbounded_channel();
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(AppError::folder)?;
    Ok(runtime.block_on(async { system::Notifier::new(events).service().await.is_some() }))
}
