//! What lives as long as the window: the app behind it, the sample evening when one is open, and the page
//! that somebody outside asked for.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Instant;

use nightstand_app::profile::Profile;
use nightstand_app::{App, AppError, Role, ports::SystemClock, sample};
use nightstand_vault::SystemKeyring;

/// The window's side of the program. Tauri hands it to every command.
pub(crate) struct Shell {
    profile: Profile,
    started: Instant,
    app: OnceLock<Arc<App>>,
    sample: Mutex<Option<SampleEvening>>,
    page: Mutex<Option<String>>,
    closing: Mutex<Option<Sender<()>>>,
}

/// The sample profile while somebody looks around. Its folder goes when it does.
struct SampleEvening {
    app: Arc<App>,
    folder: PathBuf,
}

impl Drop for SampleEvening {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            tracing::warn!(%error, "the sample evening could not be cleared away");
        }
    }
}

impl Shell {
    pub(crate) fn new(profile: Profile, page: Option<String>, started: Instant) -> Self {
        Self {
            profile,
            started,
            app: OnceLock::new(),
            sample: Mutex::default(),
            page: Mutex::new(page),
            closing: Mutex::default(),
        }
    }

    /// The app that commands are meant for: the sample evening while it is open, else the profile's own.
    /// The first caller opens the profile; who comes meanwhile waits.
    pub(crate) fn app(&self) -> Arc<App> {
        match &*lock(&self.sample) {
            Some(evening) => Arc::clone(&evening.app),
            None => self.own_app(),
        }
    }

    fn own_app(&self) -> Arc<App> {
        let open = || {
            let keyring = Arc::new(SystemKeyring::new());
            Arc::new(App::open(self.profile.clone(), Arc::new(SystemClock), keyring, Role::Window))
        };
        Arc::clone(self.app.get_or_init(open))
    }

    /// Opens the profile ahead of the first command, while the web view starts.
    pub(crate) fn warm_up(&self) {
        self.own_app();
    }

    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Opens the sample evening in a folder of its own.
    pub(crate) fn look_around(&self) -> Result<(), AppError> {
        let folder = self.profile.runtime.join(format!("sample-{}", std::process::id()));
        let app = sample::open(&folder).inspect_err(|_| {
            // Half a sample is of no use to anyone, and what kept it from being made is what is told.
            let _ = fs::remove_dir_all(&folder);
        })?;
        *lock(&self.sample) = Some(SampleEvening { app: Arc::new(app), folder });
        Ok(())
    }

    /// Throws the sample evening away.
    pub(crate) fn leave_sample(&self) {
        lock(&self.sample).take();
    }

    pub(crate) fn is_sample(&self) -> bool {
        lock(&self.sample).is_some()
    }

    /// The page that was asked for from outside, once.
    pub(crate) fn take_page(&self) -> Option<String> {
        lock(&self.page).take()
    }

    /// Notes that the first screen stands with real data, for those who wait for it: benchmarks, and whoever
    /// takes a picture of the window.
    pub(crate) fn painted(&self, page: &str) {
        let after = self.started.elapsed().as_millis();
        tracing::info!(page, after, "painted");
        let note = self.profile.runtime.join("painted");
        if let Err(error) = fs::write(note, format!("{page} {after}\n")) {
            tracing::warn!(%error, "nobody will learn that the window stands");
        }
    }

    /// Somebody closes the window: `waiting` hears when the page has handed over what was being typed.
    pub(crate) fn await_last_words(&self, waiting: Sender<()>) {
        *lock(&self.closing) = Some(waiting);
    }

    /// The page has handed over everything.
    pub(crate) fn handed_over(&self) {
        if let Some(waiting) = lock(&self.closing).take() {
            // Nobody waits any more when the page was too slow; the window is closing already.
            let _ = waiting.send(());
        }
    }

    /// Locks what is open and clears away what was only for this sitting.
    pub(crate) fn close(&self) {
        self.leave_sample();
        if let Some(app) = self.app.get()
            && let Err(error) = app.lock_drawer()
        {
            tracing::error!(%error, "the drawer closed with trouble");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
