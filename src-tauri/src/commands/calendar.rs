//! Commands about calendar files and pockets.

use std::path::Path;

use nightstand_app::App;

use super::{Call, dialog};
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

pub(crate) fn calendar_place(call: &Call<'_>, ask: PlaceAsk) -> Result<Option<FilePlace>, ApiError> {
    let from = Path::new(&ask.from);
    Ok(dialog::choose(call, from.parent(), |dialog| {
        let dialog = dialog.add_filter("iCalendar", &["ics"]);
        if ask.saving { dialog::save_as(dialog, from) } else { dialog.blocking_pick_file() }
    }))
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
