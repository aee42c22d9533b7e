//! Commands about reminders on this computer.

use nightstand_app::App;
use nightstand_app::desktop::Desktop;

use crate::api_error::ApiError;
use crate::dto::reminders::{Pause, RemindersView};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn reminders_view(app: &App, _: Nothing) -> Result<RemindersView, ApiError> {
    let desktop = Desktop::read(app.profile()).map(Into::into);
    Ok(RemindersView { desktop, paused: app.paused()?.map(Into::into) })
}

pub(crate) fn reminders_pause(app: &App, pause: Pause) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.pause_reminders(pause.how_long.into())?))
}

pub(crate) fn reminders_resume(app: &App, _: Nothing) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.resume_reminders()?))
}
