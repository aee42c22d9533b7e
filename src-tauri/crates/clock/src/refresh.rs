//! Computing the agenda when the window has not been opened for long. It needs the table and its key, so it
//! runs as a short process of its own: the clock that waits stays small and holds no key.

use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use nightstand_app::link;
use nightstand_app::ports::SystemClock;
use nightstand_app::profile::Profile;
use nightstand_app::{App, Role};
use nightstand_vault::SystemKeyring;
use tokio::sync::mpsc::UnboundedSender;

use crate::Event;

/// How long a keyring may take; one that is still locked after login is asked again tomorrow.
const PATIENCE: Duration = Duration::from_secs(5);

/// The short process.
pub(crate) fn agenda(profile: Profile) -> ExitCode {
    let keyring = Arc::new(SystemKeyring::patient_for(PATIENCE));
    App::open(profile, Arc::new(SystemClock), keyring, Role::Clock).refresh_agenda();
    ExitCode::SUCCESS
}

/// Starts the short process, and has the clock look again when it has ended.
pub(crate) fn start(profile: &Profile, events: UnboundedSender<Event>) {
    let Ok(program) = std::env::current_exe() else { return };
    let mut process = Command::new(program);
    process.arg("--refresh").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(root) = &profile.root {
        process.arg("--profile").arg(root);
    }
    let wait = move || {
        let ended = process.status();
        tracing::info!(ok = ended.is_ok_and(|status| status.success()), "the agenda was computed anew");
        let _ = events.send(Event::Look);
    };
    if let Err(error) = thread::Builder::new().stack_size(link::small_stack(64)).spawn(wait) {
        tracing::warn!(%error, "the agenda could not be computed anew");
    }
}
