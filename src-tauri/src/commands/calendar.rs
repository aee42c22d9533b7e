//! Commands about calendar files and pockets.

use std::path::Path;

use nightstand_app::App;
use tauri_plugin_dialog::DialogExt as _;

use super::Call;
use crate::api_error::ApiError;
use crate::dto::calendar::{
    CalendarKeep, CalendarNews, CalendarSave, CalendarSaved, CalendarView, FilePlace, PlaceAsk, PocketAsk,
    PocketsView,
};
use crate::dto::shell::Nothing;

pub(crate) fn calendar_view(app: &App, _: Nothing) -> Result<CalendarView, ApiError> {
    Ok(app.calendar_view()?.into())
}

pub(crate) fn calendar_save(app: &App, save: CalendarSave) -> Result<CalendarSaved, ApiError> {
    Ok(app.calendar_save(&save.into())?.into())
}

pub(crate) fn calendar_keep(app: &App, keep: CalendarKeep) -> Result<CalendarSaved, ApiError> {
    Ok(app.calendar_keep(&keep.place, keep.wording.into())?.into())
}

pub(crate) fn calendar_let_be(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.calendar_let_be()?;
    Ok(Nothing {})
}

pub(crate) fn calendar_news(app: &App, _: Nothing) -> Result<CalendarNews, ApiError> {
    Ok(CalendarNews { trouble: app.calendar_news().map(str::to_owned) })
}

/// Waits for the person on this thread, which is none that the window needs.
pub(crate) fn calendar_place(call: &Call<'_>, ask: PlaceAsk) -> Result<Option<FilePlace>, ApiError> {
    let Some(handle) = call.shell.handle() else { return Ok(None) };
    let mut dialog = handle.dialog().file().add_filter("iCalendar", &["ics"]);
    let from = Path::new(&ask.from);
    if let Some(folder) = from.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = from.file_name().filter(|_| ask.saving) {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    let chosen = if ask.saving { dialog.blocking_save_file() } else { dialog.blocking_pick_file() };
    let path = chosen.and_then(|chosen| chosen.into_path().ok());
    Ok(path.map(|path| FilePlace { path: path.display().to_string() }))
}

pub(crate) fn busy_add(app: &App, file: FilePlace) -> Result<Nothing, ApiError> {
    app.busy_add(&file.path)?;
    Ok(Nothing {})
}

pub(crate) fn busy_remove(app: &App, file: FilePlace) -> Result<Nothing, ApiError> {
    app.busy_remove(&file.path)?;
    Ok(Nothing {})
}

pub(crate) fn pockets_view(app: &App, ask: PocketAsk) -> Result<PocketsView, ApiError> {
    Ok(app.pockets_view(ask.length()?)?.into())
}
