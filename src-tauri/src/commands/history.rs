//! What the drawer held before, what was mended in it, and backups.

use std::path::Path;

use chrono::NaiveDate;
use nightstand_app::backup::Backup;
use nightstand_app::{App, AppError, Stale};
use tauri_plugin_dialog::FileDialogBuilder;

use super::{Call, dialog};
use crate::api_error::ApiError;
use crate::dto::calendar::FilePlace;
use crate::dto::drawer::OnePage;
use crate::dto::history::{
    BackupChecked, BackupPreview, BackupRow, BackupsByThemselves, BackupsView, EarlierBack, EarlierView,
    MendedTable, MendedView, OneBackup, OneDay, OneSheet, ThrownView,
};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn page_earlier(app: &App, one: OnePage) -> Result<EarlierView, ApiError> {
    Ok(EarlierView { versions: app.earlier(one.page.into())?.into_iter().map(Into::into).collect() })
}

pub(crate) fn page_bring_back(app: &App, back: EarlierBack) -> Result<Wrote<Nothing>, ApiError> {
    let at = usize::try_from(back.at).unwrap_or(usize::MAX);
    Ok(Wrote::changed(app.bring_back_version(back.page.into(), at)?))
}

pub(crate) fn thrown_view(app: &App, _: Nothing) -> Result<ThrownView, ApiError> {
    let sheets = app.thrown_away()?.into_iter().map(Into::into).collect();
    let together = app.thrown_together()?.into_iter().map(Into::into).collect();
    Ok(ThrownView { sheets, together })
}

pub(crate) fn together_bring_back(app: &App, one: OneDay) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.bring_back_together(day(&one)?)?))
}

pub(crate) fn together_erase(app: &App, one: OneDay) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.erase_together(day(&one)?)?))
}

fn day(one: &OneDay) -> Result<NaiveDate, AppError> {
    one.day.parse().map_err(|_| AppError::NotFound)
}

pub(crate) fn thrown_bring_back(app: &App, sheet: OneSheet) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.bring_back(sheet.entity().ok_or(AppError::NotFound)?)?))
}

pub(crate) fn thrown_erase(app: &App, sheet: OneSheet) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.erase_thrown(sheet.entity().ok_or(AppError::NotFound)?)?))
}

pub(crate) fn drawer_mended(app: &App, _: Nothing) -> Result<Option<MendedView>, ApiError> {
    Ok(app.mended().map(Into::into))
}

pub(crate) fn drawer_mended_read(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.read_mended()?;
    Ok(Nothing {})
}

/// What was mended of the table, until somebody has read it.
pub(crate) fn table_mended(app: &App, _: Nothing) -> Result<Option<MendedTable>, ApiError> {
    Ok(app.mended_table().map(Into::into))
}

pub(crate) fn table_mended_read(app: &App, _: Nothing) -> Result<Nothing, ApiError> {
    app.read_mended_table();
    Ok(Nothing {})
}

pub(crate) fn backups_view(app: &App, _: Nothing) -> Result<BackupsView, ApiError> {
    let choices = app.backup_choices();
    Ok(BackupsView {
        by_itself: choices.by_itself,
        folder: app.backup_folder().display().to_string(),
        chosen: choices.folder.is_some(),
        away: app.backup_folder_is_away(),
        left_beside: app.backups_left_beside()?.map(|folder| folder.display().to_string()),
        trouble: app.backup_trouble().map(str::to_owned),
        open_elsewhere: app.backups_open_elsewhere()?,
        backups: app.backups()?.into_iter().map(Into::into).collect(),
    })
}

/// What kept today's backup from being made, once.
pub(crate) fn backup_news(app: &App, _: Nothing) -> Result<Option<String>, ApiError> {
    Ok(app.backup_news().map(str::to_owned))
}

pub(crate) fn backup_by_itself(app: &App, choice: BackupsByThemselves) -> Result<Nothing, ApiError> {
    app.make_backups(choice.on)?;
    Ok(Nothing {})
}

pub(crate) fn backup_keep_in(app: &App, place: FilePlace) -> Result<Nothing, ApiError> {
    app.keep_backups_in(&place.path)?;
    Ok(Nothing {})
}

/// Waits for the person on this thread, which is none that the window needs.
pub(crate) fn backup_place(call: &Call<'_>, from: FilePlace) -> Result<Option<FilePlace>, ApiError> {
    Ok(dialog::choose(call, Some(Path::new(&from.path)), FileDialogBuilder::blocking_pick_folder))
}

pub(crate) fn backup_make(app: &App, _: Nothing) -> Result<BackupRow, ApiError> {
    Ok(app.back_up()?.into())
}

pub(crate) fn backup_check(app: &App, one: OneBackup) -> Result<BackupChecked, ApiError> {
    let mut backup = found(&one)?;
    let broken = u32::try_from(app.check(&mut backup)?.len()).unwrap_or(u32::MAX);
    Ok(BackupChecked { backup: backup.into(), broken })
}

pub(crate) fn backup_preview(app: &App, one: OneBackup) -> Result<BackupPreview, ApiError> {
    Ok(app.preview_of(&found(&one)?)?.into())
}

pub(crate) fn backup_bring_back(app: &App, one: OneBackup) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.bring_back_from(&found(&one)?)?))
}

/// The whole of a backup, onto a computer without a table.
pub(crate) fn backup_restore(app: &App, from: FilePlace) -> Result<Nothing, ApiError> {
    app.restore_whole(&from.path)?;
    Ok(Nothing {})
}

fn found(one: &OneBackup) -> Result<Backup, AppError> {
    Backup::read(Path::new(&one.folder))?.ok_or(AppError::NotFound)
}

/// A moment after a drawer was opened: its file is looked over and mended, what is long over leaves it, and its newest
/// backup is opened to look. Whoever types meanwhile is not held up by it. Says what went stale, and whether there is news
/// of the backup.
pub(super) fn look_over(app: &App) -> (Vec<Stale>, bool) {
    let mut news = false;
    let mut stale = Vec::new();
    match app.look_drawer_over() {
        Ok(true) => stale.push(Stale::Drawer),
        Ok(false) => {}
        Err(error) => {
            tracing::error!(%error, "the drawer could not be mended");
            stale.extend([Stale::People, Stale::Drawer]);
        }
    }
    if let Err(error) = app.forget_what_is_over() {
        tracing::warn!(%error, "what is long over waits to be forgotten");
        if app.open_drawer().is_none() {
            stale.extend([Stale::People, Stale::Drawer]);
        }
    }
    match app.check_newest_backup() {
        Ok(true) => {}
        Ok(false) => {
            tracing::error!("the newest backup of the drawer is damaged");
            news = true;
        }
        Err(error) => tracing::warn!(%error, "the newest backup could not be looked at"),
    }
    (stale, news)
}
