//! Watches over a drawer that is open or being opened: it is locked after its owner's quiet minutes, before the computer sleeps, with
//! its screen, and at the latest after it slept, whether or not the page is still able to do so.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use nightstand_app::App;

use crate::sleep;

/// The page locks by itself when the minutes are over, handing over what is being typed. This much later it
/// is done without asking.
const GRACE: Duration = Duration::from_secs(10);
/// How long a page may take to hand over what is being typed before the computer sleeps. logind waits five
/// seconds, unless somebody told it otherwise.
const LAST_WORDS: Duration = Duration::from_secs(2);
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

/// Somebody locked the drawer: the watch need not wait to see it.
pub(crate) fn locked() {
    // Whoever is between looking and waiting would miss it otherwise.
    drop(state());
    WATCH.moved.notify_all();
}

/// What the page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// Hand over what is being typed, and lock the drawer.
    Leave,
    /// The drawer was locked.
    Locked,
}

/// Watches from now on, until the drawer is locked by anyone; `tell` reaches the page.
pub(crate) fn watch(app: Arc<App>, tell: impl Fn(Told) + Send + Sync + 'static) {
    let mut state = state();
    state.last = Some(Moment::now(&app));
    if state.watched.replace(app).is_some() {
        WATCH.moved.notify_all();
        return;
    }
    drop(state);
    thread::spawn(move || {
        let tell = Arc::new(tell);
        let page = Arc::clone(&tell);
        let _standby = sleep::stand_by(move || lock_now(&*page, LAST_WORDS));
        stay(&*tell);
    });
}

/// Locks the drawer that is watched. The page goes first, with what is being typed; one that hangs is not
/// waited for.
fn lock_now(tell: &impl Fn(Told), patience: Duration) {
    let Some(app) = state().watched.clone() else { return };
    tell(Told::Leave);
    let begun = Instant::now();
    let mut state = state();
    while app.is_drawer_in_use() {
        let Some(left) = patience.checked_sub(begun.elapsed()) else { break };
        state = WATCH.moved.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
    }
    if app.is_drawer_in_use() {
        if let Err(error) = app.lock_drawer() {
            tracing::error!(%error, "the drawer was locked with trouble");
        }
        tell(Told::Locked);
    }
    drop(state);
    WATCH.moved.notify_all();
}

fn stay(tell: &impl Fn(Told)) {
    let mut state = state();
    while let Some(app) = state.watched.clone() {
        let last = state.last.unwrap_or_else(|| Moment::now(&app));
        if !app.is_drawer_in_use() {
            break;
        }
        let allowed = Duration::from_secs(60 * u64::from(app.settings().idle_minutes));
        let quiet = (app.now() - last.wall).to_std().unwrap_or_default();
        match verdict(last.awake.elapsed(), quiet, allowed) {
            Verdict::Lock => {
                if let Err(error) = app.lock_drawer() {
                    tracing::error!(%error, "the drawer locked itself with trouble");
                }
                tell(Told::Locked);
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
    use std::path::Path;

    use nightstand_app::Role;
    use nightstand_app::ports::SystemClock;
    use nightstand_app::profile::Profile;
    use nightstand_app::welcome::{FirstRun, Newcomer};
    use nightstand_domain::ids::{PageId, PersonId};
    use nightstand_domain::people::Ribbon;
    use nightstand_vault::{Cost, MemoryStore};

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

    const PASSPHRASE: &str = "lantern ferry orchard";

    fn with_a_drawer(folder: &Path) -> (Arc<App>, PersonId) {
        let profile = Profile::find(Some(folder)).unwrap();
        let app = App::open(profile, Arc::new(SystemClock), Arc::new(MemoryStore::default()), Role::Window);
        app.stretch_at(Cost::MINIMUM);
        let a = Newcomer { name: "Robin".into(), ribbon: Ribbon::Madder };
        app.begin(FirstRun { a, b: None, rituals: Vec::new(), quiet: None }).unwrap();
        let robin = app.people().unwrap().a.id;
        app.make_drawer(robin, PASSPHRASE).unwrap();
        (Arc::new(app), robin)
    }

    #[test]
    fn before_the_computer_sleeps_the_page_goes_first_and_one_that_hangs_is_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let (app, robin) = with_a_drawer(folder.path());
        let told = Mutex::new(Vec::new());
        state().watched = Some(Arc::clone(&app));

        app.unlock_drawer(robin, PASSPHRASE).unwrap();
        let page = |what| {
            told.lock().unwrap().push(what);
            app.save_draft(robin, PageId::random().unwrap(), "", "typed to the end").unwrap();
            app.lock_drawer().unwrap();
            locked();
        };
        lock_now(&page, LAST_WORDS);
        assert_eq!(*told.lock().unwrap(), [Told::Leave], "the page locked by itself");

        app.unlock_drawer(robin, PASSPHRASE).unwrap();
        lock_now(&|what| told.lock().unwrap().push(what), Duration::ZERO);
        assert_eq!(*told.lock().unwrap(), [Told::Leave, Told::Leave, Told::Locked], "it was done without it");
        assert_eq!(app.open_drawer(), None, "so that the computer never sleeps over an open drawer");
        state().watched = None;
    }
}
