//! Opening the window.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use nightstand_app::link::{self, End, Message};
use nightstand_app::settings::Settings;
use nightstand_app::{AppError, diagnostics, keys, ports, profile::Profile};
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::commands;
use crate::options::Options;
use crate::placement::{FIRST_SIZE, Placement, SMALLEST};
use crate::renderer;
use crate::shell::{LastWords, Shell};

/// How long a closing window waits for its page to hand over what is being typed. A page that is stuck must
/// not keep the window open for ever; what was typed until half a second ago is safe already.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// How long a clock that does not run is kept waiting for the first picture. One that never comes, because the web
/// view is broken, must not cost anybody a reminder.
const FIRST_PICTURE: Duration = Duration::from_secs(3);

/// Asks what the first picture needs while the page's own script is still being read.
const AHEAD: &str = include_str!("ahead.js");

/// Runs the window until it is closed.
pub fn run() -> ExitCode {
    let started = Instant::now();
    let options = Options::parse();
    renderer::settle();
    if automation_refused() {
        return say("Nightstand can be driven by WebDriver only when it was built for tests.");
    }
    let folder = options.profile.as_deref();
    let profile = match Profile::named(folder) {
        Ok(profile) => profile,
        Err(error) => return say(&format!("Nothing was changed: {error}. Choose a folder with --profile.")),
    };
    keys::no_core_files();
    ports::go_by_newer_zones();
    let usable = Profile::find(folder).map(drop);
    match &usable {
        Ok(()) => diagnostics::start(&profile, "window"),
        // The window says it too.
        Err(error) => {
            say(&error.about(profile.place()));
        }
    }
    match open(profile, usable, options, started) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => say(&format!("The window could not be opened: {error}")),
    }
}

/// The runtime would let WebDriver in wherever this variable is set.
fn automation_refused() -> bool {
    !cfg!(feature = "automation") && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

#[allow(clippy::print_stderr, reason = "before there is a window, the terminal is the only place to say it")]
fn say(sentence: &str) -> ExitCode {
    eprintln!("{sentence}");
    ExitCode::FAILURE
}

/// One window for each profile: a second start brings the first one forward. A profile that cannot be used gets a
/// window as well, which says why: whoever starts from an icon sees no terminal.
fn open(
    profile: Profile,
    usable: Result<(), AppError>,
    options: Options,
    started: Instant,
) -> Result<(), Box<dyn std::error::Error>> {
    let file = options.file.as_deref().map(brought);
    let shell = Arc::new(Shell::new(profile.clone(), options.page.clone(), file.clone(), started));
    let hearing = Arc::clone(&shell);
    let listening =
        usable.and_then(|()| link::listen(&profile, End::Window, move |message| hearing.hear(message)));
    let _listening = match listening {
        Ok(Some(listening)) => Some(listening),
        Ok(None) => {
            let page = options.page.map_or(Message::Show, |page| Message::OpenPage { page });
            link::say(&profile, End::Window, &file.map_or(page, |path| Message::OpenFile { path }))?;
            return Ok(());
        }
        Err(why) => {
            shell.refuse(why);
            None
        }
    };
    // Asked last: a window that runs already is brought forward from anywhere. The runtime asks too, and ends the
    // process without a word where it hears no.
    #[cfg(target_os = "linux")]
    gtk::init().map_err(|_| "no screen answers, neither at DISPLAY nor at WAYLAND_DISPLAY")?;
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::clone(&shell))
        .invoke_handler(commands::invoke_handler())
        .setup(move |app| {
            let handle = app.handle().clone();
            warm_up(&shell, options.sample)?;
            window(&handle)?;
            shell.stands(handle);
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|handle, event| {
        if let RunEvent::Exit = event {
            handle.state::<Arc<Shell>>().close();
        }
    });
    Ok(())
}

/// A file as the running window can find it, wherever that was started.
fn brought(file: &Path) -> String {
    std::path::absolute(file).unwrap_or_else(|_| file.to_owned()).display().to_string()
}

/// Keyring, database and first query run while the web view starts. The sample evening is made before the
/// window asks for anything, or its first question would reach the profile's own table; the own profile is
/// readied all the same, for somebody may leave the sample and set their own table.
fn warm_up(shell: &Arc<Shell>, sample: bool) -> Result<(), AppError> {
    if shell.is_refused() {
        return Ok(());
    }
    if sample {
        shell.look_around()?;
    }
    let shell = Arc::clone(shell);
    thread::spawn(move || {
        shell.warm_up();
        // A clock that starts, and an agenda that is written, take the first picture its processors.
        shell.await_first_picture(FIRST_PICTURE);
        shell.settle_in();
    });
    Ok(())
}

fn window(handle: &AppHandle) -> tauri::Result<()> {
    let shell = handle.state::<Arc<Shell>>();
    let profile = shell.profile().clone();
    let builder = WebviewWindowBuilder::new(handle, "main", WebviewUrl::App("index.html".into()))
        .title("Nightstand")
        .inner_size(FIRST_SIZE.0, FIRST_SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .initialization_script(AHEAD)
        // A link that is dropped on the window must not replace it, nor be fetched.
        .on_navigation(|to| {
            matches!(to.scheme(), "tauri" | "about") || to.host_str() == Some("tauri.localhost")
        });
    let window = if shell.is_refused() {
        // There is no folder that anything could be put into.
        builder.incognito(true).build()?
    } else {
        // WebDriver cannot drive an ephemeral context (wry makes it without automation).
        builder.incognito(!cfg!(feature = "automation")).data_directory(profile.cache.join("web")).build()?
    };
    if let Some(placement) = Placement::kept_in(&profile.config) {
        placement.restore(&window)?;
    }
    let settings = Settings::read(&profile.config);
    if settings.text_scale != 100 {
        commands::settings::enlarge(&window, &settings);
    }
    let closing = window.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            take_leave(&closing);
        }
        WindowEvent::DragDrop(event) => closing.state::<Arc<Shell>>().carried(event),
        WindowEvent::Focused(true) => {
            // The clock, or another window's past life, may have written meanwhile.
            let _ = closing.emit("focused", ());
        }
        _ => {}
    });
    Ok(())
}

/// Asks the page for what is still being typed, then closes. Where some words have no place but this window, the
/// person is asked first.
fn take_leave(window: &WebviewWindow) {
    let (says, heard) = mpsc::channel();
    if !window.state::<Arc<Shell>>().await_last_words(says) {
        return;
    }
    let _ = window.emit("closing", ());
    let window = window.clone();
    thread::spawn(move || {
        if !leaves(&heard) {
            return;
        }
        let profile = window.state::<Arc<Shell>>().profile().clone();
        if let Some(placement) = Placement::of(&window) {
            placement.keep_in(&profile.config);
        }
        let _ = window.destroy();
    });
}

/// Whether the window closes in the end. A page that hangs is not waited for; one that asks is.
fn leaves(heard: &mpsc::Receiver<LastWords>) -> bool {
    match heard.recv_timeout(LAST_WORDS) {
        Ok(LastWords::Asking) => heard.recv() == Ok(LastWords::HandedOver),
        Ok(LastWords::Staying) | Err(RecvTimeoutError::Disconnected) => false,
        Ok(LastWords::HandedOver) | Err(RecvTimeoutError::Timeout) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell() -> Shell {
        Shell::new(Profile::at(Path::new("/nowhere")), None, None, Instant::now())
    }

    #[test]
    fn a_window_whose_words_have_no_other_place_closes_only_when_the_person_says_so() {
        for (answer, closes) in [(LastWords::HandedOver, true), (LastWords::Staying, false)] {
            let shell = shell();
            let (says, heard) = mpsc::channel();
            assert!(shell.await_last_words(says));
            shell.last_words(LastWords::Asking);
            shell.last_words(answer);
            assert_eq!(leaves(&heard), closes, "{answer:?}");
        }
    }

    #[test]
    fn closing_once_more_while_the_person_is_asked_begins_anew() {
        let shell = shell();
        let (first, heard) = mpsc::channel();
        let (second, heard_again) = mpsc::channel();
        assert!(shell.await_last_words(first));
        shell.last_words(LastWords::Asking);
        assert!(shell.await_last_words(second), "a page that hung over its question keeps no window open");
        shell.last_words(LastWords::HandedOver);
        assert!(!leaves(&heard) && leaves(&heard_again), "and it is closed once");
    }

    #[test]
    fn what_comes_before_the_page_can_hear_is_handed_over_when_it_can_and_only_then() {
        let shell = shell();
        let stale = |view: &str| Message::Stale { views: vec![view.to_owned()] };
        shell.hear(Message::OpenPage { page: "reading".to_owned() });
        shell.page_begins();
        assert_eq!(
            shell.take_page().as_deref(),
            Some("reading"),
            "the page begins with what it was asked for"
        );
        shell.hear(stale("tonight"));
        shell.hear(Message::OpenPage { page: "us".to_owned() });
        shell.hear(Message::OpenFile { path: "/a.epub".to_owned() });
        assert_eq!(shell.page_listens(), ["tonight"]);
        assert_eq!(
            (shell.take_page().as_deref(), shell.take_file().as_deref()),
            (Some("us"), Some("/a.epub"))
        );
        shell.hear(stale("us"));
        shell.hear(Message::OpenPage { page: "rituals".to_owned() });
        assert_eq!((shell.page_listens(), shell.take_page()), (Vec::new(), None), "it has heard that itself");
    }

    #[test]
    fn a_second_press_does_not_keep_the_first_from_hearing() {
        let shell = shell();
        let (first, heard) = mpsc::channel();
        assert!(shell.await_last_words(first) && !shell.await_last_words(mpsc::channel().0));
        shell.last_words(LastWords::HandedOver);
        assert!(leaves(&heard));
    }

    #[test]
    fn a_profile_that_cannot_be_used_is_said_to_the_window_and_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("read-only");
        let shell = Shell::new(Profile::at(&root), None, None, Instant::now());
        shell.refuse(AppError::ReadOnly);
        let app = shell.app();
        assert!(app.has_table(), "it is not taken for a first run");
        assert!(matches!(app.people(), Err(AppError::ReadOnly)), "whoever asks hears why");
        assert!(!root.exists(), "and nothing was made");
    }
}
