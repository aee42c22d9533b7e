//! Opening the window.

use std::process::ExitCode;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use clap::Parser;
use nightstand_app::link::{self, End, Message};
use nightstand_app::settings::Settings;
use nightstand_app::{AppError, diagnostics, keys, profile::Profile};
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

use crate::commands;
use crate::options::Options;
use crate::placement::{FIRST_SIZE, Placement, SMALLEST};
use crate::shell::Shell;

/// How long a closing window waits for its page to hand over what is being typed. A page that is stuck must
/// not keep the window open for ever; what was typed until half a second ago is safe already.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// Runs the window until it is closed.
pub fn run() -> ExitCode {
    let started = Instant::now();
    let options = Options::parse();
    if automation_refused() {
        return say("Nightstand can be driven by WebDriver only when it was built for tests.");
    }
    let profile = match Profile::find(options.profile.as_deref()) {
        Ok(profile) => profile,
        Err(error) => {
            return say(&format!("Nothing was changed. {error}. Choose another folder with --profile."));
        }
    };
    keys::no_core_files();
    diagnostics::start(&profile, "window");
    match open(profile, options, started) {
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

/// One window for each profile: a second start brings the first one forward.
fn open(profile: Profile, options: Options, started: Instant) -> Result<(), Box<dyn std::error::Error>> {
    let shell = Arc::new(Shell::new(profile.clone(), options.page.clone(), started));
    let hearing = Arc::clone(&shell);
    let Some(_listening) = link::listen(&profile, End::Window, move |message| hearing.hear(message))? else {
        let page = options.page.map_or(Message::Show, |page| Message::OpenPage { page });
        link::say(&profile, End::Window, &page)?;
        return Ok(());
    };
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

/// Keyring, database and first query run while the web view starts. The sample evening is made before the
/// window asks for anything, or its first question would reach the profile's own table.
fn warm_up(shell: &Arc<Shell>, sample: bool) -> Result<(), AppError> {
    if sample {
        return shell.look_around();
    }
    let shell = Arc::clone(shell);
    thread::spawn(move || {
        shell.warm_up();
        if let Err(error) = link::ensure_clock(shell.profile()) {
            tracing::error!(%error, "the clock could not be started");
        }
    });
    Ok(())
}

fn window(handle: &AppHandle) -> tauri::Result<()> {
    let profile = handle.state::<Arc<Shell>>().profile().clone();
    let window = WebviewWindowBuilder::new(handle, "main", WebviewUrl::App("index.html".into()))
        .title("Nightstand")
        .inner_size(FIRST_SIZE.0, FIRST_SIZE.1)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        // WebDriver cannot drive an ephemeral context (wry makes it without automation).
        .incognito(!cfg!(feature = "automation"))
        .data_directory(profile.cache.join("web"))
        // A link that is dropped on the window must not replace it, nor be fetched.
        .on_navigation(|to| {
            matches!(to.scheme(), "tauri" | "about") || to.host_str() == Some("tauri.localhost")
        })
        .build()?;
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
        WindowEvent::Focused(true) => {
            // The clock, or another window's past life, may have written meanwhile.
            let _ = closing.emit("focused", ());
        }
        _ => {}
    });
    Ok(())
}

/// Asks the page for what is still being typed, then closes.
fn take_leave(window: &WebviewWindow) {
    let (handed_over, waiting) = mpsc::channel();
    if !window.state::<Arc<Shell>>().await_last_words(handed_over) {
        return;
    }
    let _ = window.emit("closing", ());
    let window = window.clone();
    thread::spawn(move || {
        let _ = waiting.recv_timeout(LAST_WORDS);
        let profile = window.state::<Arc<Shell>>().profile().clone();
        if let Some(placement) = Placement::of(&window) {
            placement.keep_in(&profile.config);
        }
        let _ = window.destroy();
    });
}
