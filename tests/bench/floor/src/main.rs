//! A bare window with the web view's settings of the real one and nothing in it. It writes a note once its
//! second frame is drawn, as the real one does, so that both are measured by the same hand.

use std::path::PathBuf;
use std::process::ExitCode;

use tauri::{State, WebviewUrl, WebviewWindowBuilder};

// The real window's own rule, not a copy of it.
#[path = "../../../../src-tauri/src/renderer.rs"]
mod renderer;

/// Where the note goes.
struct Note(PathBuf);

#[tauri::command]
#[allow(clippy::needless_pass_by_value, reason = "Tauri hands its state over by value")]
fn painted(note: State<'_, Note>) -> Result<(), String> {
    std::fs::write(&note.0, "painted\n").map_err(|error| error.to_string())
}

fn main() -> ExitCode {
    let Some(note) = std::env::args_os().nth(1).map(PathBuf::from) else { return ExitCode::FAILURE };
    renderer::settle();
    let web = note.with_extension("web");
    let ran = tauri::Builder::default()
        .manage(Note(note))
        .invoke_handler(tauri::generate_handler![painted])
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .title("Floor")
                .inner_size(1180.0, 780.0)
                .incognito(true)
                .data_directory(web)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    if ran.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
