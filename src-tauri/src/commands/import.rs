//! Commands about books that come from files.

use std::path::Path;
use std::time::{Duration, Instant};

use nightstand_app::App;
use nightstand_app::reading::import::{Progress, Ticket};
use serde::Serialize;
use tauri::Emitter as _;

use super::{Call, dialog};
use crate::api_error::ApiError;
use crate::dto::calendar::FilePlace;
use crate::dto::reading::{
    ImportAsk, ImportTicket, LibraryAsk, LibraryNumber, LibraryView, ListTake, Looked, OneBook, PictureData,
};
use crate::dto::shell::{Nothing, Wrote};

/// The window hears how far a look is at most so often.
const TELLING: Duration = Duration::from_millis(100);

pub(crate) fn import_place(call: &Call<'_>, ask: ImportAsk) -> Result<Option<FilePlace>, ApiError> {
    let folder = Path::new(&ask.from).ancestors().find(|folder| folder.is_dir());
    Ok(dialog::choose(call, folder, |dialog| {
        if ask.folder {
            dialog.blocking_pick_folder()
        } else {
            dialog.add_filter("EPUB, PDF, CSV", &["epub", "pdf", "csv"]).blocking_pick_file()
        }
    }))
}

pub(crate) fn import_look(call: &Call<'_>, place: FilePlace) -> Result<Looked, ApiError> {
    // Whoever brought it has no need to be told again.
    call.shell.take_file();
    Ok(call.look_into(&place.path, &mut telling(call))?.into())
}

/// Looks once more into the file that a book came from.
pub(crate) fn import_look_again(call: &Call<'_>, one: OneBook) -> Result<Looked, ApiError> {
    let path = call.file_to_open(one.book.into())?;
    Ok(call.look_into(&path.display().to_string(), &mut telling(call))?.into())
}

pub(crate) fn import_stop(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.stop_looking();
    Ok(Nothing {})
}

pub(crate) fn import_away(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.look_away();
    Ok(Nothing {})
}

pub(crate) fn import_cover(app: &App, of: ImportTicket) -> Result<Option<PictureData>, ApiError> {
    Ok(app.found_cover(Ticket(of.ticket)).map(PictureData::from))
}

pub(crate) fn list_take(call: &Call<'_>, take: ListTake) -> Result<Wrote<u32>, ApiError> {
    let chosen: Vec<usize> = take.chosen.into_iter().filter_map(|at| usize::try_from(at).ok()).collect();
    let (count, changed) = call.take_list(Ticket(take.ticket), &chosen, &mut telling(call))?;
    Ok(Wrote::new(u32::try_from(count).unwrap_or(u32::MAX), changed))
}

pub(crate) fn library_place(app: &App, _: Nothing) -> Result<Option<FilePlace>, ApiError> {
    Ok(app.library_place().map(|path| FilePlace { path }))
}

pub(crate) fn library_view(app: &App, ask: LibraryAsk) -> Result<LibraryView, ApiError> {
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    Ok(app.library_view(&ask.query, count(ask.from), count(ask.most))?.into())
}

pub(crate) fn library_cover(app: &App, of: LibraryNumber) -> Result<Option<PictureData>, ApiError> {
    Ok(app.library_cover(of.number)?.map(PictureData::from))
}

pub(crate) fn library_pick(call: &Call<'_>, of: LibraryNumber) -> Result<Looked, ApiError> {
    let book = call.library_pick(of.number, &mut telling(call))?;
    Ok(Looked::Book { book: book.into() })
}

/// How far a look is.
#[derive(Clone, Serialize)]
struct Told {
    done: usize,
    of: usize,
}

/// Tells the window how far a look is, now and then.
fn telling(call: &Call<'_>) -> impl FnMut(Progress) + use<> {
    let (handle, mut told) = (call.shell.handle(), Instant::now());
    move |Progress { done, of }| {
        if told.elapsed() < TELLING {
            return;
        }
        told = Instant::now();
        if let Some(handle) = &handle {
            // A window that closes meanwhile needs no news.
            let _ = handle.emit("looking", Told { done, of });
        }
    }
}
