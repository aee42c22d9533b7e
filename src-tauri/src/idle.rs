//! Watches over an open drawer: it is locked after its owner's quiet minutes, and after the computer slept,
//! whether or not the page is still able to do so.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use nightstand_app::App;

/// The page locks by itself when the minutes are over, handing over what is being typed. This much later it
/// is done without asking.
const GRACE: Duration = Duration::from_secs(10);
/// How soon after waking up it is noticed that the computer slept.
const LOOK: Duration = Duration::from_secs(20);
/// The two clocks never drift this far apart while the computer is awake.
const ASLEEP: Duration = Duration::from_secs(8);

/// A moment on the clock that stands still while the computer sleeps, and on the one that does not.
#[derive(Clone, Copy)]
struct Moment {
    awake: Instant,
    wall: DateTime<Utc>,
}

impl Moment {
    fn now(app: &App) -> Self {
        Self { awake: Instant::now(), wall: app.now() }
    }
}

/// What is to be done, `quiet` after the last sign of somebody, of which the computer was awake for `awake`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Lock,
    LookAgainIn(Duration),
}

fn verdict(awake: Duration, quiet: Duration, allowed: Duration) -> Verdict {
    let slept = quiet.saturating_sub(awake) > ASLEEP;
    let left = (allowed + GRACE).saturating_sub(awake.max(quiet));
    if slept || left.is_zero() { Verdict::Lock } else { Verdict::LookAgainIn(left.min(LOOK)) }
}

struct Watch {
    state: Mutex<State>,
    moved: Condvar,
}

struct State {
    last: Option<Moment>,
    /// Whose drawer is watched: the profile's own, or the sample evening's.
    watched: Option<Arc<App>>,
}

/// One process, one open drawer, one watch.
static WATCH: Watch = Watch { state: Mutex::new(State { last: None, watched: None }), moved: Condvar::new() };

/// Somebody is here.
pub(crate) fn touched(app: &App) {
    state().last = Some(Moment::now(app));
}

/// Watches from now on, until the drawer is locked by anyone; `tell` is called when the watch locked it.
pub(crate) fn watch(app: Arc<App>, tell: impl Fn() + Send + 'static) {
    let mut state = state();
    state.last = Some(Moment::now(&app));
    if state.watched.replace(app).is_some() {
        WATCH.moved.notify_all();
        return;
    }
    drop(state);
    thread::spawn(move || {
        stay(&tell);
    });
}

fn stay(tell: &impl Fn()) {
    let mut state = state();
    while let Some(app) = state.watched.clone() {
        let last = state.last.unwrap_or_else(|| Moment::now(&app));
        if app.open_drawer().is_none() {
            break;
        }
        let allowed = Duration::from_secs(60 * u64::from(app.settings().idle_minutes));
        let quiet = (app.now() - last.wall).to_std().unwrap_or_default();
        match verdict(last.awake.elapsed(), quiet, allowed) {
            Verdict::Lock => {
                if let Err(error) = app.lock_drawer() {
                    tracing::error!(%error, "the drawer locked itself with trouble");
                }
                tell();
                break;
            }
            Verdict::LookAgainIn(pause) => {
                state = WATCH.moved.wait_timeout(state, pause).unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
    state.watched = None;
}

fn state() -> MutexGuard<'static, State> {
    WATCH.state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIVE: Duration = Duration::from_secs(300);

    #[test]
    fn an_open_drawer_locks_after_its_quiet_minutes() {
        let at = |secs| verdict(Duration::from_secs(secs), Duration::from_secs(secs), FIVE);
        assert_eq!(at(0), Verdict::LookAgainIn(LOOK), "somebody was just here");
        assert_eq!(
            at(305),
            Verdict::LookAgainIn(Duration::from_secs(5)),
            "the page goes first, with what is typed"
        );
        assert_eq!(at(310), Verdict::Lock, "a page that hangs does not keep the drawer open");
    }

    #[test]
    fn an_open_drawer_locks_when_the_computer_slept() {
        let slept = verdict(Duration::from_secs(30), Duration::from_secs(90), FIVE);
        assert_eq!(slept, Verdict::Lock, "a minute of sleep is enough for somebody else to sit down");
    }

    #[test]
    fn a_clock_set_back_does_not_keep_it_open() {
        assert_eq!(verdict(Duration::from_secs(400), Duration::ZERO, FIVE), Verdict::Lock);
    }
}
