//! The chapters of a book: proposed from a pasted list, added, renamed, put in another order.

use std::collections::{BTreeMap, BTreeSet};

use nightstand_domain::ids::{BookId, ChapterId};
use nightstand_domain::merge::{Field, Value};
use nightstand_domain::reading::edition::MOST_NUMBER;
use nightstand_domain::reading::{
    ChapterDraft, MOST_CHAPTERS, Place, TITLE_LENGTH, chapters, evening_of, field,
};
use nightstand_domain::words;
use nightstand_formats::contents::{self, Contents, Unreadable};
use nightstand_journal::table::chapter::{self, ChapterRow};
use nightstand_journal::table::{book, bookmark, evening, note};
use nightstand_journal::{Act, JournalError};

use super::books::keep;
use super::find_book;
use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed};
use crate::spine::App;

/// A chapter of the list as it should become: one that is there already, or a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterEdit {
    /// The chapter that is there already.
    pub id: Option<ChapterId>,
    /// What it should say.
    pub chapter: ChapterDraft,
}

/// What a pasted list seems to say, before anything is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The chapters in order, at least one.
    pub chapters: Vec<ChapterEdit>,
    /// Lines that were taken for something else, shortened for showing.
    pub left_out: Vec<String>,
    /// How many lines were left out in all.
    pub left_out_count: usize,
}

impl App {
    /// Proposes chapters from a pasted contents list: those of `over` where they are of a book that has some. Nothing
    /// is kept.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a book that is gone; inside, [`Unreadable`], which the window says in words.
    pub fn propose_chapters(
        &self,
        pasted: &str,
        over: Option<BookId>,
    ) -> Result<Result<Proposed, Unreadable>, AppError> {
        let there = over.map_or(Ok(Vec::new()), |book| self.chapters_of(book))?;
        let laid = |Contents { chapters, left_out, left_out_count }| Proposed {
            chapters: laid_over(&there, chapters),
            left_out,
            left_out_count,
        };
        Ok(contents::read(pasted).map(laid))
    }

    /// All chapters with their titles, those ahead included, for whoever edits the list.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn chapters_of(&self, book: BookId) -> Result<Vec<ChapterRow>, AppError> {
        self.read_table(|space| {
            let there = find_book(space, book)?.is_some();
            Ok(there.then_some(chapter::of_book(space.read(), book)?))
        })?
        .ok_or(AppError::NotFound)
    }

    /// Makes the book's chapters what `list` says. Bookmarks stay in the chapter that is being read,
    /// wherever it goes. A chapter that carries a note cannot be taken out.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `chapters` (`many`, `long`, `noted`), [`AppError::NotFound`].
    pub fn edit_chapters(&self, book: BookId, list: Vec<ChapterEdit>) -> Result<Changed, AppError> {
        if list.len() > MOST_CHAPTERS {
            return Err(AppError::invalid("chapters", "many"));
        }
        let list: Vec<(Option<ChapterId>, ChapterDraft)> =
            list.into_iter().map(|e| Ok((e.id, checked(e.chapter)?))).collect::<Result<_, AppError>>()?;
        let deed = Deed::plain("editChapters").with("title", self.title_of(book)?);
        let (done, changed) = self.change_table(deed, |act| rewrite(act, book, list))?;
        done.map(|()| changed)
    }
}

/// The inner result is a refusal that wrote nothing.
fn rewrite(
    act: &mut Act<'_>,
    book: BookId,
    list: Vec<(Option<ChapterId>, ChapterDraft)>,
) -> Result<Result<(), AppError>, JournalError> {
    let before = chapter::of_book(act.read(), book)?;
    let old: BTreeMap<ChapterId, &ChapterRow> = before.iter().map(|row| (row.id, row)).collect();
    let kept: BTreeSet<ChapterId> = list.iter().filter_map(|(id, _)| *id).collect();
    let known = list.iter().filter(|(id, _)| id.is_some()).count();
    if known != kept.len() || !kept.iter().all(|id| old.contains_key(id)) {
        return Ok(Err(AppError::NotFound));
    }
    let gone: Vec<ChapterId> = old.keys().filter(|id| !kept.contains(*id)).copied().collect();
    let noted = note::chapters_with_notes(act.read(), book)?;
    if gone.iter().any(|id| noted.contains(id)) {
        return Ok(Err(AppError::invalid("chapters", "noted")));
    }
    let ranks = chapters::ranks(&list.iter().map(|(id, _)| Some(old.get(&(*id)?)?.rank)).collect::<Vec<_>>());
    let mut after = Vec::with_capacity(list.len());
    for ((id, draft), rank) in list.into_iter().zip(ranks) {
        after.push(write(act, book, id.and_then(|id| old.get(&id).copied()), draft, rank)?);
    }
    for id in gone {
        act.delete(id.into())?;
    }
    let before: Vec<ChapterId> = before.iter().map(|row| row.id).collect();
    follow_chapters(act, book, &before, &after)?;
    Ok(Ok(()))
}

/// Everything that is kept as a place in the book goes where its chapter went.
fn follow_chapters(
    act: &mut Act<'_>,
    book: BookId,
    before: &[ChapterId],
    after: &[ChapterId],
) -> Result<(), JournalError> {
    for mark in bookmark::of_book(act.read(), book)? {
        for (field, place) in [(field::PLACE, mark.place), (field::HEARD, mark.heard)] {
            let Some(place) = place else { continue };
            let next = chapters::follow(place, before, after);
            if next != place {
                keep(act, book, mark.person, (field, next.to_value()))?;
            }
        }
    }
    // An evening counts the chapters as they are now, or the next one would seem to have read what was only parted.
    for one in evening::of_book(act.read(), book)? {
        let next = chapters::follow(Place::start_of(one.read), before, after).read;
        if next != one.read {
            let next = i64::try_from(next).unwrap_or(i64::MAX);
            act.set(
                field::EVENING,
                evening_of(book, one.person, one.day),
                vec![(field::EVENING_READ, next.into())],
            )?;
        }
    }
    let given = book::one(act.read(), book)?.and_then(|row| row.given);
    if let Some(given) = given {
        let next = chapters::follow(Place::start_of(given.from), before, after).read;
        if next != given.from {
            let next = i64::try_from(next).unwrap_or(i64::MAX);
            act.set(field::BOOK, book.into(), vec![(field::TURN_FROM, next.into())])?;
        }
    }
    Ok(())
}

/// Makes the book's chapters what a file says.
pub(super) fn take_chapters(
    act: &mut Act<'_>,
    book: BookId,
    list: Vec<ChapterDraft>,
) -> Result<Result<(), AppError>, JournalError> {
    let there = chapter::of_book(act.read(), book)?;
    let list = laid_over(&there, list).into_iter().map(|edit| (edit.id, edit.chapter));
    rewrite(act, book, list.collect())
}

/// A list of the same book from elsewhere. Chapters that are there already stay what they are, with all that hangs on
/// them, and what the list does not know of them stands.
fn laid_over(there: &[ChapterRow], list: Vec<ChapterDraft>) -> Vec<ChapterEdit> {
    let old: Vec<String> = there.iter().map(|row| row.title.clone()).collect();
    let new: Vec<String> = list.iter().map(|draft| draft.title.clone()).collect();
    let same = chapters::same_chapters(&old, &new).into_iter();
    let known = same.map(|at| at.and_then(|at| there.get(at)));
    let told = |old: &ChapterRow, new: ChapterDraft| ChapterDraft {
        title: if new.title.is_empty() { old.title.clone() } else { new.title },
        part: if new.part.is_empty() { old.part.clone() } else { new.part },
        pages: new.pages.or(old.pages),
        words: new.words.or(old.words),
    };
    let edit = |(old, new): (Option<&ChapterRow>, ChapterDraft)| match old {
        Some(old) => ChapterEdit { id: Some(old.id), chapter: told(old, new) },
        None => ChapterEdit { id: None, chapter: new },
    };
    known.zip(list).map(edit).collect()
}

fn write(
    act: &mut Act<'_>,
    book: BookId,
    old: Option<&ChapterRow>,
    draft: ChapterDraft,
    rank: i64,
) -> Result<ChapterId, JournalError> {
    let Some(old) = old else {
        let id = ChapterId::random()?;
        act.set(field::CHAPTER, id.into(), chapter_fields(book, draft, rank))?;
        return Ok(id);
    };
    // Only what changed is written: what the other person changes meanwhile stands.
    let mut fields: Vec<(Field, Value)> = Vec::new();
    if draft.title != old.title {
        fields.push((field::CHAPTER_TITLE, draft.title.into()));
    }
    if draft.part != old.part {
        fields.push((field::CHAPTER_PART, draft.part.into()));
    }
    if draft.pages != old.pages {
        fields.push((field::CHAPTER_PAGES, draft.pages.map(i64::from).into()));
    }
    if draft.words != old.words {
        fields.push((field::CHAPTER_WORDS, draft.words.map(i64::from).into()));
    }
    if rank != old.rank {
        fields.push((field::CHAPTER_RANK, rank.into()));
    }
    if !fields.is_empty() {
        act.set(field::CHAPTER, old.id.into(), fields)?;
    }
    Ok(old.id)
}

pub(super) fn chapter_fields(book: BookId, chapter: ChapterDraft, rank: i64) -> Vec<(Field, Value)> {
    let mut fields = vec![
        (field::CHAPTER_BOOK, Value::Bytes(book.as_bytes().to_vec())),
        (field::CHAPTER_TITLE, chapter.title.into()),
        (field::CHAPTER_RANK, rank.into()),
    ];
    if !chapter.part.is_empty() {
        fields.push((field::CHAPTER_PART, chapter.part.into()));
    }
    if let Some(pages) = chapter.pages {
        fields.push((field::CHAPTER_PAGES, i64::from(pages).into()));
    }
    if let Some(words) = chapter.words {
        fields.push((field::CHAPTER_WORDS, i64::from(words).into()));
    }
    fields
}

pub(super) fn checked(chapter: ChapterDraft) -> Result<ChapterDraft, AppError> {
    let line = |text: &str| words::line(text, TITLE_LENGTH).map_err(not_fit("chapters"));
    Ok(ChapterDraft {
        title: line(&chapter.title)?,
        part: line(&chapter.part)?,
        pages: chapter.pages.filter(|pages| (1..=MOST_NUMBER).contains(pages)),
        words: chapter.words.filter(|words| (1..=50_000_000).contains(words)),
    })
}
