//! Other programs' journals into the drawer, and open copies out of it.

use std::path::Path;

use nightstand_app::App;
use nightstand_app::drawer as core;

use super::{Call, dialog};
use crate::api_error::ApiError;
use crate::dto::calendar::FilePlace;
use crate::dto::journals::{
    CopyAsk, CopyPlace, CopyTaken, JournalAsk, JournalBringAsk, JournalBrought, JournalLook, JournalPlaceAsk,
    JournalPlaceKind, WorkDone,
};
use crate::dto::shell::{Nothing, Wrote};

/// Waits for the person on this thread, which is none that the window needs.
pub(crate) fn journal_place(call: &Call<'_>, ask: JournalPlaceAsk) -> Result<Option<FilePlace>, ApiError> {
    let from = Path::new(&ask.from);
    Ok(dialog::choose(call, from.parent(), |dialog| match ask.kind {
        JournalPlaceKind::File => dialog.blocking_pick_file(),
        JournalPlaceKind::Folder => dialog.blocking_pick_folder(),
        JournalPlaceKind::Saving => dialog::save_as(dialog, from),
    }))
}

pub(crate) fn journal_look(app: &App, ask: JournalAsk) -> Result<JournalLook, ApiError> {
    let password = ask.password.as_ref().map(|password| password.expose("opening another program's journal"));
    Ok(app.look_at_journal(ask.person.into(), &ask.place, password)?.into())
}

pub(crate) fn journal_bring(app: &App, ask: JournalBringAsk) -> Result<Wrote<JournalBrought>, ApiError> {
    let differing = if ask.differing { core::Differing::ComeBeside } else { core::Differing::StayOut };
    let (brought, changed) = app.bring_journal(ask.person.into(), differing)?;
    Ok(Wrote::new(brought.into(), changed))
}

pub(crate) fn journal_let_go(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.let_journal_go();
    Ok(Nothing {})
}

pub(crate) fn copy_place(app: &App, ask: CopyPlace) -> Result<FilePlace, ApiError> {
    Ok(FilePlace { path: app.copy_place(ask.form.into()) })
}

pub(crate) fn copy_take(app: &App, ask: CopyAsk) -> Result<CopyTaken, ApiError> {
    let words = core::CopyWords { language: ask.language, title: ask.title, line: ask.line };
    let heads = ask.reflections.map(core::ReflectionHeads::from);
    Ok(app.take_copy(ask.person.into(), ask.form.into(), &ask.place, &words, heads.as_ref())?.into())
}

pub(crate) fn work_done(app: &App, _: Nothing) -> Result<WorkDone, ApiError> {
    Ok(WorkDone { pages: u32::try_from(app.work_done()).unwrap_or(u32::MAX) })
}

pub(crate) fn work_stop(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.stop_work();
    Ok(Nothing {})
}
