//! Commands about the shelf and the books on it.

use std::path::Path;

use nightstand_app::{App, AppError};

use super::{Call, dialog};
use crate::api_error::ApiError;
use crate::dto::calendar::FilePlace;
use crate::dto::ids::{BookId, NoteId};
use crate::dto::reading::{
    Asleep, Awake, BookCoverSet, BookDraft, BookLine, BookNames, BookPlan, BookPut, BookTakeIn, BookView,
    BookmarkTo, CalledAll, ChapterEdit, ChapterList, ChaptersEdited, HandOver, Holding, KeepsakeSave,
    KeepsakeView, KeepsakeWords, Moved, NewNote, NoteChange, NoteForReader, NotesAsk, NumberingAsk, OneBook,
    OneNote, Pasted, PictureData, Proposal, ReadBy, ReadingView, ShelfAsk, ShelfFound, TakePlaceAsk, Taken,
    TitlesAhead, Year, YearAsk, cover_bytes,
};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn reading_view(app: &App, _: Nothing) -> Result<ReadingView, ApiError> {
    Ok(app.reading_view()?.into())
}

pub(crate) fn reading_year(app: &App, ask: YearAsk) -> Result<Year, ApiError> {
    Ok(app.reading_year(ask.year)?.into())
}

pub(crate) fn book_view(app: &App, one: OneBook) -> Result<BookView, ApiError> {
    Ok(app.book_view(one.book.into())?.into())
}

pub(crate) fn book_add(app: &App, draft: BookDraft) -> Result<Wrote<BookId>, ApiError> {
    let (id, changed) = app.add_book(draft.try_into()?)?;
    Ok(Wrote::new(id.into(), changed))
}

pub(crate) fn book_rename(app: &App, names: BookNames) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.rename_book(names.book.into(), &names.title, &names.author, &names.isbn)?))
}

pub(crate) fn book_take_in(app: &App, take: BookTakeIn) -> Result<Wrote<Nothing>, ApiError> {
    let chapters = take.chapters.into_iter().map(Into::into).collect();
    Ok(Wrote::changed(app.take_into_book(take.book.into(), chapters, take.from_file.try_into()?)?))
}

pub(crate) fn book_cover(app: &App, one: OneBook) -> Result<Option<PictureData>, ApiError> {
    Ok(app.book_cover(one.book.into())?.map(PictureData::from))
}

pub(crate) fn book_cover_set(app: &App, set: BookCoverSet) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.cover_book(set.book.into(), cover_bytes(set.cover)?)?))
}

/// Hands the book's file to whatever this desktop reads such files with.
pub(crate) fn book_open_file(app: &App, one: OneBook) -> Result<Nothing, ApiError> {
    hand_over(&app.file_to_open(one.book.into())?)
}

fn hand_over(file: &Path) -> Result<Nothing, ApiError> {
    open::that_detached(file).map_err(|error| {
        tracing::warn!(%error, "a file could not be handed to its reader");
        AppError::invalid("file", "noReader")
    })?;
    Ok(Nothing {})
}

pub(crate) fn book_plan(app: &App, plan: BookPlan) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.plan_book(plan.book.into(), plan.into())?))
}

pub(crate) fn book_put(app: &App, put: BookPut) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.put_book(put.book.into(), put.on.into())?))
}

pub(crate) fn book_finish(app: &App, with: BookLine) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.finish_book(with.book.into(), &with.line)?))
}

pub(crate) fn book_line(app: &App, with: BookLine) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.keep_line(with.book.into(), &with.line)?))
}

pub(crate) fn book_remove(app: &App, one: OneBook) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.remove_book(one.book.into())?))
}

pub(crate) fn reading_hand_over(app: &App, over: HandOver) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.hand_over_reading(over.book.into(), over.to.into())?))
}

pub(crate) fn chapters_propose(app: &App, pasted: Pasted) -> Result<Proposal, ApiError> {
    Ok(app.propose_chapters(&pasted.text, pasted.over.map(Into::into))?.into())
}

pub(crate) fn chapters_view(app: &App, one: OneBook) -> Result<ChapterList, ApiError> {
    let rows = app.chapters_of(one.book.into())?;
    let edit = |row: nightstand_app::reading::ChapterRow| ChapterEdit {
        id: Some(row.id.into()),
        title: row.title,
        part: row.part,
        pages: row.pages,
        words: row.words,
    };
    Ok(ChapterList { chapters: rows.into_iter().map(edit).collect() })
}

pub(crate) fn chapters_edit(app: &App, edited: ChaptersEdited) -> Result<Wrote<Nothing>, ApiError> {
    let list = edited.chapters.into_iter().map(Into::into).collect();
    Ok(Wrote::changed(app.edit_chapters(edited.book.into(), list)?))
}

pub(crate) fn bookmark_move(app: &App, to: BookmarkTo) -> Result<Wrote<Moved>, ApiError> {
    let (moved, changed) = app.move_bookmark(to.book.into(), to.place.into(), to.meant)?;
    Ok(Wrote::new(moved.into(), changed))
}

pub(crate) fn reading_asleep(app: &App, asleep: Asleep) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.fell_asleep(asleep.book.into(), asleep.heard.into())?))
}

pub(crate) fn reading_awake(app: &App, awake: Awake) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.wake_up(awake.book.into(), awake.again)?))
}

pub(crate) fn reading_by(app: &App, by: ReadBy) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.read_aloud_by(by.book.into(), by.chapter.into(), by.reader.map(Into::into))?))
}

pub(crate) fn edition_hold(app: &App, holding: Holding) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.hold_edition(
        holding.book.into(),
        holding.edition.into(),
        holding.numbering.into(),
    )?))
}

pub(crate) fn edition_preview(app: &App, ask: NumberingAsk) -> Result<CalledAll, ApiError> {
    let called = app.lay_numbering(ask.book.into(), &ask.numbering.into())?;
    Ok(CalledAll { called: called.into_iter().map(|called| called.map(Into::into)).collect() })
}

pub(crate) fn reading_search(app: &App, ask: ShelfAsk) -> Result<ShelfFound, ApiError> {
    Ok(app.reading_search(&ask.text)?.into())
}

pub(crate) fn keepsake_view(app: &App, one: OneBook) -> Result<KeepsakeView, ApiError> {
    Ok(app.keepsake_view(one.book.into())?.into())
}

pub(crate) fn keepsake_words(app: &App, one: OneBook) -> Result<KeepsakeWords, ApiError> {
    Ok(app.keepsake_words(one.book.into())?.into())
}

pub(crate) fn keepsake_save(app: &App, save: KeepsakeSave) -> Result<Taken, ApiError> {
    Ok(app.keepsake_save(&save.place, &save.page.into())?.into())
}

/// Hands a page to keep to whatever this desktop shows pages with.
pub(crate) fn keepsake_open(app: &App, page: FilePlace) -> Result<Nothing, ApiError> {
    hand_over(&app.keepsake_to_open(&page.path)?)
}

pub(crate) fn reading_export_place(app: &App, _: Nothing) -> Result<FilePlace, ApiError> {
    Ok(FilePlace { path: app.reading_suggested() })
}

pub(crate) fn reading_export(app: &App, to: FilePlace) -> Result<Taken, ApiError> {
    Ok(app.reading_export(&to.path)?.into())
}

pub(crate) fn reading_take_place(call: &Call<'_>, ask: TakePlaceAsk) -> Result<Option<FilePlace>, ApiError> {
    let from = Path::new(&ask.from);
    Ok(dialog::choose(call, from.parent(), |mut dialog| {
        for ending in &ask.endings {
            dialog = dialog.add_filter(ending.to_uppercase(), &[ending]);
        }
        dialog::save_as(dialog, from)
    }))
}

pub(crate) fn titles_ahead(app: &App, ahead: TitlesAhead) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.hide_titles(ahead.book.into(), ahead.hidden)?))
}

pub(crate) fn book_notes(app: &App, ask: NotesAsk) -> Result<Vec<NoteForReader>, ApiError> {
    let up_to = usize::try_from(ask.up_to).unwrap_or(usize::MAX);
    Ok(app.book_notes(ask.book.into(), up_to)?.into_iter().map(NoteForReader::from).collect())
}

pub(crate) fn note_write(app: &App, note: NewNote) -> Result<Wrote<NoteId>, ApiError> {
    let (id, changed) = app.write_note(note.book.into(), note.chapter.into(), note.into())?;
    Ok(Wrote::new(id.into(), changed))
}

pub(crate) fn note_change(app: &App, note: NoteChange) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.change_note(note.note.into(), &note.words)?))
}

pub(crate) fn note_remove(app: &App, one: OneNote) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.remove_note(one.note.into())?))
}
