//! A finished book to print and keep: the facts for the window to lay out, and the page that it hands back.

use std::path::PathBuf;

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::{NoteKind, Shelf, Within};
use nightstand_formats::keepsake::{self, Keepsake, MOST_ITEMS, MOST_SECTIONS};
use nightstand_journal::table::{aloud, book, bookmark, chapter, evening, note};

use super::Readers;
use super::export::{Taken, put};
use super::sealed::{NoteForReader, for_reader};
use super::view::{ChapterSeen, RememberedLine, lines, seen};
use crate::error::AppError;
use crate::file_place;
use crate::spine::App;

/// What a keepsake can tell, for whoever is here. What is still sealed for them is not in it.
#[derive(Clone)]
pub struct KeepsakeView {
    /// The book's title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The day on which it was first read.
    pub begun: Option<NaiveDate>,
    /// The day it was finished.
    pub finished: Option<NaiveDate>,
    /// Who has a bookmark in it.
    pub readers: Vec<PersonId>,
    /// What each of them keeps of it.
    pub lines: Vec<RememberedLine>,
    /// A place for the file that the person has not named yet.
    pub suggested: String,
}

/// What was written on a book, and on which of its chapters.
#[derive(Clone)]
pub struct KeepsakeWords {
    /// The chapters in order.
    pub chapters: Vec<ChapterSeen>,
    /// Every note, quote and letter that is open, in the order of the chapters and of the days.
    pub notes: Vec<KeepsakeNote>,
}

/// Words on a chapter.
#[derive(Clone)]
pub struct KeepsakeNote {
    /// The chapter's number, from 1.
    pub chapter: usize,
    /// Who wrote it.
    pub author: PersonId,
    /// The day it was first written.
    pub day: NaiveDate,
    /// Whether it is a note, a quote or a letter.
    pub kind: NoteKind,
    /// Where a quote stands.
    pub within: Within,
    /// What it says.
    pub words: String,
}

impl App {
    /// What a keepsake of the book can tell, but for the words on its chapters.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn keepsake_view(&self, id: BookId) -> Result<KeepsakeView, AppError> {
        let here = self.here()?.id;
        let view = self.read_table(|space| {
            let conn = space.read();
            let Some(row) = book::one(conn, id)? else { return Ok(None) };
            let marks = bookmark::of_book(conn, id)?;
            let evenings = evening::of_book(conn, id)?;
            Ok(Some(KeepsakeView {
                suggested: file_place::shown(&file_place::suggested(&file_name(&row.title))),
                title: row.title,
                author: row.author,
                begun: evenings.iter().find(|evening| evening.person == here).map(|evening| evening.day),
                finished: match row.shelf {
                    Shelf::Finished(day) => Some(day),
                    _ => None,
                },
                readers: Readers::of(&marks, row.chapters).people(),
                lines: lines(marks),
            }))
        })?;
        view.ok_or(AppError::NotFound)
    }

    /// Every word on its chapters that is open to whoever is here. It is asked for when the page is written: a long
    /// book's are many.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn keepsake_words(&self, id: BookId) -> Result<KeepsakeWords, AppError> {
        let here = self.here()?.id;
        let found = self.read_table(|space| {
            let conn = space.read();
            let Some(row) = book::one(conn, id)? else { return Ok(None) };
            let chapters = chapter::of_book(conn, id)?;
            let marks = bookmark::of_book(conn, id)?;
            let mine = marks.iter().find(|mark| mark.person == here);
            let reached = Readers::of(&marks, chapters.len()).reached(here);
            let notes = for_reader(note::of_book(conn, id)?, &chapters, here, reached);
            Ok(Some((seen(chapters, mine, reached, (row.aloud, &aloud::of_book(conn, id)?)), notes)))
        })?;
        let (chapters, notes) = found.ok_or(AppError::NotFound)?;
        let open = |note| match note {
            NoteForReader::Open { chapter, author, day, kind, within, words, .. } => {
                Some(KeepsakeNote { chapter, author, day, kind, within, words })
            }
            NoteForReader::Sealed { .. } => None,
        };
        let mut notes: Vec<KeepsakeNote> = notes.into_iter().filter_map(open).collect();
        // Stable: within a chapter the order of days stays.
        notes.sort_by_key(|note| note.chapter);
        Ok(KeepsakeWords { chapters, notes })
    }

    /// Writes the page that the window laid out.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the place when nothing can be written there; nothing is written then.
    pub fn keepsake_save(&self, text: &str, page: &Keepsake) -> Result<Taken, AppError> {
        let items = page.sections.iter().map(|section| section.items.len()).sum::<usize>() + page.lines.len();
        if page.sections.len() > MOST_SECTIONS || items > MOST_ITEMS {
            return Err(AppError::invalid("page", "long"));
        }
        let path = file_place::for_writing(text, &file_name(&page.title), &ENDINGS)?;
        put(&path, &keepsake::html(page), keepsake::MARK.as_bytes())
    }

    /// Where a page to keep lies that was written, if it still does. Whatever else lies there is handed to nobody: the
    /// desktop might run it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the place, `gone` when no such page lies there.
    pub fn keepsake_to_open(&self, text: &str) -> Result<PathBuf, AppError> {
        file_place::written(text, &ENDINGS, keepsake::MARK.as_bytes())
    }
}

/// How a page to keep ends.
const ENDINGS: [&str; 1] = ["html"];

/// A file's name from a title: what no system forbids, and no dot that would be taken for an ending.
fn file_name(title: &str) -> String {
    let safe = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let words: String = title.chars().map(safe).take(60).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}.html", if words.is_empty() { "Nightstand" } else { &words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_makes_a_file_name_that_every_system_takes() {
        assert_eq!(file_name("My Ántonia: a/b\\c*?"), "My Ántonia a b c.html");
        assert_eq!(file_name("…"), "Nightstand.html");
    }
}
