//! What can be done about a file that is not where it was.

use std::path::Path;

use nightstand_app::backup::Backup;
use nightstand_app::{App, Changed, Stale};
use nightstand_domain::page;

use crate::api_error::ApiError;
use crate::dto::calendar::FilePlace;
use crate::dto::history::MissingFile;
use crate::dto::people::WhichPerson;
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn table_missing(app: &App, _: Nothing) -> Result<MissingFile, ApiError> {
    Ok(missing(&app.profile().table(), app.backup_of_table()?))
}

/// Everything that belonged to the missing table is laid aside, and first run can begin. Says where.
pub(crate) fn table_leave(app: &App, _: Nothing) -> Result<FilePlace, ApiError> {
    Ok(FilePlace { path: app.leave_missing_table()?.display().to_string() })
}

pub(crate) fn drawer_missing(app: &App, whose: WhichPerson) -> Result<MissingFile, ApiError> {
    let person = whose.person.into();
    Ok(missing(&app.drawer_path(person), app.backup_of_drawer(person)?))
}

/// The drawer comes from its newest backup, and stays locked.
pub(crate) fn drawer_bring_back(app: &App, whose: WhichPerson) -> Result<Wrote<Nothing>, ApiError> {
    app.bring_drawer_back(whose.person.into())?;
    Ok(Wrote::changed(another_front()))
}

pub(crate) fn drawer_begin_anew(app: &App, whose: WhichPerson) -> Result<Wrote<Nothing>, ApiError> {
    app.begin_drawer_anew(whose.person.into())?;
    Ok(Wrote::changed(another_front()))
}

fn another_front() -> Changed {
    Changed::views([Stale::People, Stale::Drawer])
}

fn missing(place: &Path, backup: Option<Backup>) -> MissingFile {
    MissingFile {
        place: place.display().to_string(),
        backup: backup.as_ref().map(|backup| backup.folder.display().to_string()),
        made: backup.map(|backup| page::written(backup.made)),
    }
}
