//! The desktop's own dialog for files. Each waits for the person on its own thread, which is none that the window
//! needs.

use std::path::Path;

use tauri::Wry;
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath};

use super::Call;
use crate::dto::calendar::FilePlace;

/// Opens the dialog in `folder`, where there is one, and answers what was chosen.
pub(super) fn choose(
    call: &Call<'_>,
    folder: Option<&Path>,
    ask: impl FnOnce(FileDialogBuilder<Wry>) -> Option<FilePath>,
) -> Option<FilePlace> {
    let mut dialog = call.shell.handle()?.dialog().file();
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let path = ask(dialog)?.into_path().ok()?;
    Some(FilePlace { path: path.display().to_string() })
}

/// Asks where a file goes, beginning with the name that it has.
pub(super) fn save_as(dialog: FileDialogBuilder<Wry>, from: &Path) -> Option<FilePath> {
    let named = match from.file_name() {
        Some(name) => dialog.set_file_name(name.to_string_lossy()),
        None => dialog,
    };
    named.blocking_save_file()
}
