//! Commands about the shelf and the books on it.

use nightstand_app::App;

use crate::api_error::ApiError;
use crate::dto::ids::{BookId, NoteId};
use crate::dto::reading::{
    BookDraft, BookLine, BookNames, BookPlan, BookPut, BookView, BookmarkTo, ChapterEdit, ChapterList,
    ChaptersEdited, HandOver, Moved, NewNote, NoteChange, OneBook, OneNote, Pasted, Proposal, ReadingView,
    TitlesAhead,
};
use crate::dto::shell::{Nothing, Wrote};

pub(crate) fn reading_view(app: &App, _: Nothing) -> Result<ReadingView, ApiError> {
    Ok(app.reading_view()?.into())
}

pub(crate) fn book_view(app: &App, one: OneBook) -> Result<BookView, ApiError> {
    Ok(app.book_view(one.book.into())?.into())
}

pub(crate) fn book_add(app: &App, draft: BookDraft) -> Result<Wrote<BookId>, ApiError> {
    let (id, changed) = app.add_book(draft.into())?;
    Ok(Wrote::new(id.into(), changed))
}

pub(crate) fn book_rename(app: &App, names: BookNames) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.rename_book(names.book.into(), &names.title, &names.author)?))
}

pub(crate) fn book_plan(app: &App, plan: BookPlan) -> Result<Wrote<Nothing>, ApiError> {
    let evenings = plan.evenings.and_then(|e| nightstand_domain::reading::Evenings::new(e.fewest, e.most));
    Ok(Wrote::changed(app.plan_book(plan.book.into(), evenings, plan.aloud)?))
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
    Ok(app.propose_chapters(&pasted.text).into())
}

pub(crate) fn chapters_view(app: &App, one: OneBook) -> Result<ChapterList, ApiError> {
    let rows = app.chapters_of(one.book.into())?;
    let edit = |row: nightstand_app::reading::ChapterRow| ChapterEdit {
        id: Some(row.id.into()),
        title: row.title,
        part: row.part,
        pages: row.pages,
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

pub(crate) fn titles_ahead(app: &App, ahead: TitlesAhead) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.hide_titles(ahead.book.into(), ahead.hidden)?))
}

pub(crate) fn note_write(app: &App, note: NewNote) -> Result<Wrote<NoteId>, ApiError> {
    let (id, changed) = app.write_note(note.book.into(), note.chapter.into(), &note.words)?;
    Ok(Wrote::new(id.into(), changed))
}

pub(crate) fn note_change(app: &App, note: NoteChange) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.change_note(note.note.into(), &note.words)?))
}

pub(crate) fn note_remove(app: &App, one: OneNote) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.remove_note(one.note.into())?))
}
