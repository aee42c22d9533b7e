//! What lives as long as the window: the app behind it, the sample evening when one is open, and the page
//! that somebody outside asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, Once, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use nightstand_app::link::{self, Message};
use nightstand_app::profile::Profile;
use nightstand_app::{App, AppError, sample};
use serde::Serialize;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager};

/// What the folders of sample evenings begin with.
const SAMPLE: &str = "sample-";

/// The window's side of the program. Tauri hands it to every command.
pub(crate) struct Shell {
    profile: Profile,
    started: Instant,
    app: OnceLock<Arc<App>>,
    sample: Mutex<Option<SampleEvening>>,
    page: Mutex<Option<String>>,
    file: Mutex<Option<String>>,
    /// Views that went stale before the page could hear of it; nothing once it listens.
    unheard: Mutex<Option<BTreeSet<String>>>,
    closing: Mutex<Option<Closing>>,
    /// Whether the profile itself cannot be used.
    refused: AtomicBool,
    handle: OnceLock<AppHandle>,
    /// Whether the first picture stands, and those who wait for it.
    standing: Mutex<bool>,
    pictured: Condvar,
    settled_in: Once,
}

/// What the page says while the window waits to close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LastWords {
    /// Everything is handed over.
    HandedOver,
    /// Some words have no place but this window: the person is being asked.
    Asking,
    /// The person stays.
    Staying,
}

/// Somebody closes the window.
struct Closing {
    waiting: Sender<LastWords>,
    asking: bool,
}

/// The sample profile while somebody looks around. Its folder goes when it does.
struct SampleEvening {
    app: Arc<App>,
    folder: PathBuf,
}

impl Drop for SampleEvening {
    fn drop(&mut self) {
        if let Err(error) = sample::end(&self.app) {
            tracing::warn!(%error, "the sample evening could not be cleared away");
        }
        clear_away(&self.folder);
    }
}

impl Shell {
    pub(crate) fn new(
        profile: Profile,
        page: Option<String>,
        file: Option<String>,
        started: Instant,
    ) -> Self {
        Self {
            profile,
            started,
            app: OnceLock::new(),
            sample: Mutex::default(),
            page: Mutex::new(page),
            file: Mutex::new(file),
            unheard: Mutex::new(Some(BTreeSet::new())),
            closing: Mutex::default(),
            refused: AtomicBool::new(false),
            handle: OnceLock::new(),
            standing: Mutex::new(false),
            pictured: Condvar::new(),
            settled_in: Once::new(),
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
        let open = || Arc::new(App::open_here(self.profile.clone()));
        Arc::clone(self.app.get_or_init(open))
    }

    /// The window stands: from now on others can reach it.
    pub(crate) fn stands(&self, handle: AppHandle) {
        // It stands once.
        let _ = self.handle.set(handle);
    }

    /// The window, for those who have to tell it something later.
    pub(crate) fn handle(&self) -> Option<AppHandle> {
        self.handle.get().cloned()
    }

    /// What the clock, or a second start of the window, has to say.
    pub(crate) fn hear(&self, message: Message) {
        if matches!(message, Message::Show | Message::OpenPage { .. }) {
            self.want_clock();
        }
        let Some(message) = self.keep_unheard(message) else { return };
        let Some(handle) = self.handle.get() else { return };
        let told = match message {
            Message::Stale { views } => handle.emit("stale", views),
            Message::OpenPage { page } => {
                come_forward(handle).and_then(|()| handle.emit("open-page", Asked { page }))
            }
            Message::OpenFile { path } => {
                come_forward(handle).and_then(|()| handle.emit("open-file", Brought { path }))
            }
            Message::Show => come_forward(handle),
            // As if somebody had closed it: what is being typed is handed over first.
            Message::Quit => handle.get_webview_window("main").map_or(Ok(()), |window| window.close()),
            Message::Hello { .. } | Message::Ping | Message::Done | Message::Unknown => Ok(()),
        };
        if let Err(error) = told {
            tracing::warn!(%error, "the page could not be told");
        }
    }

    /// Keeps what a page that does not listen yet is told, until it asks for it; what is left is for the window.
    fn keep_unheard(&self, message: Message) -> Option<Message> {
        let mut unheard = lock(&self.unheard);
        let Some(stale) = &mut *unheard else { return Some(message) };
        match message {
            Message::Stale { views } => {
                stale.extend(views);
                None
            }
            Message::OpenPage { page } => {
                *lock(&self.page) = Some(page);
                Some(Message::Show)
            }
            Message::OpenFile { path } => {
                *lock(&self.file) = Some(path);
                Some(Message::Show)
            }
            other => Some(other),
        }
    }

    /// The profile cannot be used. The window says why, and nothing of the profile is touched.
    pub(crate) fn refuse(&self, why: AppError) {
        tracing::error!(%why, "the profile cannot be used");
        self.refused.store(true, Ordering::Relaxed);
        // Nobody has asked for it yet.
        let _ = self.app.set(Arc::new(App::refused(self.profile.clone(), why)));
    }

    pub(crate) fn is_refused(&self) -> bool {
        self.refused.load(Ordering::Relaxed)
    }

    /// Tries once more what keeps the table shut. A profile that can be used now is begun with anew.
    pub(crate) fn try_again(&self) -> Result<(), AppError> {
        if !self.is_refused() {
            return self.app().try_table_again();
        }
        Profile::find(self.profile.root.as_deref())?;
        if let Some(handle) = self.handle.get() {
            handle.request_restart();
        }
        Ok(())
    }

    /// Opens the profile ahead of the first command, while the web view starts.
    pub(crate) fn warm_up(&self) {
        self.own_app();
    }

    /// Waits until the first picture stands, at most `limit`.
    pub(crate) fn await_first_picture(&self, limit: Duration) {
        let standing = lock(&self.standing);
        // Who waits goes on either way.
        drop(self.pictured.wait_timeout_while(standing, limit, |standing| !*standing));
    }

    /// What nobody looks at: the agenda, the clock beside it, and what was left behind. Once for each window.
    pub(crate) fn settle_in(&self) {
        self.settled_in.call_once(|| {
            let app = self.own_app();
            app.refresh_agenda();
            link::keep_clock(&self.profile);
            app.forget_lost_files();
            self.clear_old_samples();
        });
    }

    /// Somebody opens the window that is open already: the clock may have been quit meanwhile. On a thread of its own,
    /// because it may be the clock that asks and waits for an answer.
    fn want_clock(&self) {
        let profile = self.profile.clone();
        let wanted = move || link::keep_clock(&profile);
        if self.settled_in.is_completed()
            && let Err(error) = std::thread::Builder::new().stack_size(link::small_stack(128)).spawn(wanted)
        {
            tracing::error!(%error, "the clock could not be started");
        }
    }

    pub(crate) fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Opens the sample evening in a folder of its own. One that is open stays as it is.
    pub(crate) fn look_around(&self) -> Result<(), AppError> {
        let mut open = lock(&self.sample);
        if open.is_some() {
            return Ok(());
        }
        let folder = self.profile.runtime.join(format!("{SAMPLE}{}", std::process::id()));
        // Half a sample is of no use to anyone, and what kept it from being made is what is told.
        let app = sample::open(&folder).inspect_err(|_| clear_away(&folder))?;
        *open = Some(SampleEvening { app: Arc::new(app), folder });
        Ok(())
    }

    /// Throws the sample evening away.
    pub(crate) fn leave_sample(&self) {
        let left = lock(&self.sample).take();
        // Its folder goes without holding up whoever asks for the app meanwhile.
        drop(left);
    }

    /// What a window that was struck down left of its sample evening. This is the only window of the profile.
    fn clear_old_samples(&self) {
        let Ok(found) = fs::read_dir(&self.profile.runtime) else { return };
        let ours = format!("{SAMPLE}{}", std::process::id());
        for name in found.flatten().map(|entry| entry.file_name()) {
            if name.to_string_lossy().starts_with(SAMPLE) && name != ours.as_str() {
                clear_away(&self.profile.runtime.join(name));
            }
        }
    }

    pub(crate) fn is_sample(&self) -> bool {
        lock(&self.sample).is_some()
    }

    /// Whether a table of one's own stands behind the sample evening. The file says so: opening it might wait for the
    /// keyring.
    pub(crate) fn has_own_table(&self) -> bool {
        self.profile.table().exists()
    }

    /// The window ends: its profile is gone.
    pub(crate) fn end(&self) {
        if let Some(handle) = self.handle.get() {
            handle.exit(0);
        }
    }

    /// A page is being loaded, or is about to be. What it is told from now on it cannot hear yet.
    pub(crate) fn page_begins(&self) {
        *lock(&self.unheard) = Some(BTreeSet::new());
    }

    /// The page hears from now on: the views that went stale meanwhile.
    pub(crate) fn page_listens(&self) -> Vec<String> {
        lock(&self.unheard).take().unwrap_or_default().into_iter().collect()
    }

    /// The page that was asked for from outside, once.
    pub(crate) fn take_page(&self) -> Option<String> {
        lock(&self.page).take()
    }

    /// The file that was brought from outside, once.
    pub(crate) fn take_file(&self) -> Option<String> {
        lock(&self.file).take()
    }

    /// Something is carried over the window, or let go on it. Of several files the first counts: books are added one
    /// by one.
    pub(crate) fn carried(&self, event: &DragDropEvent) {
        let Some(handle) = self.handle.get() else { return };
        let told = match event {
            DragDropEvent::Enter { paths, .. } if !paths.is_empty() => handle.emit("file-over", true),
            DragDropEvent::Leave => handle.emit("file-over", false),
            DragDropEvent::Drop { paths, .. } => {
                let carried = handle.emit("file-over", false);
                if let Some(path) = paths.first() {
                    // From here on it is a file that was brought, whoever brought it.
                    self.hear(Message::OpenFile { path: path.display().to_string() });
                }
                carried
            }
            _ => Ok(()),
        };
        if let Err(error) = told {
            tracing::warn!(%error, "the page could not be told what was carried over it");
        }
    }

    /// Notes that the first screen stands with real data, for those who wait for it: benchmarks, and whoever
    /// takes a picture of the window.
    pub(crate) fn painted(&self, page: &str) {
        let after = self.started.elapsed().as_millis();
        // Which page it was is nobody's business once the window is closed.
        tracing::info!(after, "painted");
        if let Err(error) = fs::write(self.profile.painted(), format!("{page} {after}\n")) {
            tracing::warn!(%error, "nobody will learn that the window stands");
        }
        *lock(&self.standing) = true;
        self.pictured.notify_all();
        // Nobody waits for anything now.
        self.app().forget_old_versions();
        if self.is_sample() || self.is_refused() {
            return;
        }
        match self.own_app().look_table_over() {
            Ok(false) => {}
            Ok(true) => self.everything_is_stale(),
            Err(error) => {
                tracing::error!(%error, "the table could not be mended");
                self.everything_is_stale();
            }
        }
        if let Err(error) = self.own_app().back_up_if_due() {
            tracing::warn!(%error, "no backup was made today");
        }
    }

    /// What is on the screen of the table is read anew.
    fn everything_is_stale(&self) {
        let views = ["people", "tonight", "rituals", "reading", "us"].map(str::to_owned).into();
        self.hear(Message::Stale { views });
    }

    /// Somebody closes the window: `waiting` hears what the page says to it. Says `false` when somebody else
    /// waits already, who must not be kept from hearing it. While the person is being asked nobody hears anything:
    /// closing once more begins anew, and a page that hung over its question can be closed, too.
    pub(crate) fn await_last_words(&self, waiting: Sender<LastWords>) -> bool {
        let mut closing = lock(&self.closing);
        let free = closing.as_ref().is_none_or(|closing| closing.asking);
        if free {
            *closing = Some(Closing { waiting, asking: false });
        }
        free
    }

    /// The page says something to somebody's closing.
    pub(crate) fn last_words(&self, words: LastWords) {
        let mut closing = lock(&self.closing);
        if let Some(closing) = closing.as_mut() {
            closing.asking = words == LastWords::Asking;
            // Nobody waits any more when the page was too slow; the window is closing already.
            let _ = closing.waiting.send(words);
        }
        if words == LastWords::Staying {
            *closing = None;
        }
    }

    /// Locks what is open and clears away what was only for this sitting.
    pub(crate) fn close(&self) {
        if !self.is_refused() {
            // A window that was closed before it showed anything.
            self.settle_in();
        }
        self.leave_sample();
        // It may not have been painted at all.
        let _ = fs::remove_file(self.profile.painted());
        if let Some(app) = self.app.get()
            && let Err(error) = app.lock_drawer()
        {
            tracing::error!(%error, "the drawer closed with trouble");
        }
        if let Some(app) = self.app.get() {
            app.note_table();
        }
    }
}

/// A page that was asked for from outside.
#[derive(Clone, Serialize)]
struct Asked {
    page: String,
}

/// A file that was brought from outside.
#[derive(Clone, Serialize)]
struct Brought {
    path: String,
}

fn clear_away(folder: &Path) {
    if let Err(error) = sample::clear_away(folder) {
        tracing::warn!(%error, "a sample evening could not be cleared away");
    }
}

fn come_forward(handle: &AppHandle) -> tauri::Result<()> {
    let Some(window) = handle.get_webview_window("main") else { return Ok(()) };
    window.unminimize()?;
    window.show()?;
    window.set_focus()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
