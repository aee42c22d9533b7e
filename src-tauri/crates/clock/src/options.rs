//! The command line.

use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};

use clap::Parser;

/// Nightstand's clock: raises the reminders you planned. It is started by the window and needs no screen of
/// its own.
#[derive(Debug, Parser)]
#[command(name = "nightstand-clock", version)]
pub(crate) struct Options {
    /// The folder that holds everything of the profile [env: NIGHTSTAND_PROFILE]
    #[arg(long, value_name = "DIR")]
    pub(crate) profile: Option<PathBuf>,

    /// Start in the background, in a session of its own, and come back.
    #[arg(long)]
    pub(crate) detach: bool,

    /// End the clock that runs for the profile. No reminders come until Nightstand is opened again.
    #[arg(long, conflicts_with = "detach")]
    pub(crate) quit: bool,

    /// Compute the agenda from the table, and end.
    #[arg(long, hide = true)]
    pub(crate) refresh: bool,
}

/// Leaves the terminal and the process group of whoever started us, and starts the clock proper from there:
/// it is nobody's child and no signal meant for the window reaches it.
pub(crate) fn detach() -> ExitCode {
    #[cfg(unix)]
    {
        // Fails only for a group's leader, which then has a group of its own already.
        let _ = rustix::process::setsid();
    }
    let Ok(program) = std::env::current_exe() else { return ExitCode::FAILURE };
    let arguments = std::env::args_os().skip(1).filter(|argument| argument != "--detach");
    let mut clock = Command::new(program);
    clock.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if clock.spawn().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
