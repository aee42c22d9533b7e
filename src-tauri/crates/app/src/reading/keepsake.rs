//! A finished book to print and keep: the facts for the window to lay out, and the page that it hands back.

use chrono::NaiveDate;
use nightstand_domain::ids::{BookId, PersonId};
use nightstand_domain::reading::{NoteKind, Shelf, Within};
use nightstand_formats::keepsake::{self, Keepsake, MOST_ITEMS, MOST_SECTIONS};
use nightstand_journal::table::evening;

use super::export::{Taken, put};
use super::view::{ChapterSeen, NoteForReader, RememberedLine};
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
    /// The chapters in order.
    pub chapters: Vec<ChapterSeen>,
    /// What each of them keeps of it.
    pub lines: Vec<RememberedLine>,
    /// Every note, quote and letter that is open, in the order of the chapters and of the days.
    pub notes: Vec<KeepsakeNote>,
    /// A place for the file that the person has not named yet.
    pub suggested: String,
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
    /// What a keepsake of the book can tell.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub fn keepsake_view(&self, book: BookId) -> Result<KeepsakeView, AppError> {
        let view = self.book_view(book)?;
        let begun = self.first_evening(book)?;
        let open = |note| match note {
            NoteForReader::Open { chapter, author, day, kind, within, words, .. } => {
                Some(KeepsakeNote { chapter, author, day, kind, within, words })
            }
            NoteForReader::Sealed { .. } => None,
        };
        let mut notes: Vec<KeepsakeNote> = view.notes.into_iter().filter_map(open).collect();
        // Stable: within a chapter the order of days stays.
        notes.sort_by_key(|note| note.chapter);
        let finished = match view.shelf {
            Shelf::Finished(day) => Some(day),
            _ => None,
        };
        Ok(KeepsakeView {
            suggested: file_place::shown(&file_place::suggested(&file_name(&view.title))),
            title: view.title,
            author: view.author,
            begun,
            finished,
            readers: view.ribbons.iter().map(|ribbon| ribbon.person).collect(),
            chapters: view.chapters,
            lines: view.lines,
            notes,
        })
    }

    /// The first day on which whoever is here read in the book.
    fn first_evening(&self, book: BookId) -> Result<Option<NaiveDate>, AppError> {
        let here = self.here()?.id;
        let evenings = self.read_table(|space| evening::of_book(space.read(), book))?;
        Ok(evenings.iter().find(|evening| evening.person == here).map(|evening| evening.day))
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
        let path = file_place::for_writing(text, &file_name(&page.title), &["html"])?;
        put(&path, &keepsake::html(page), keepsake::MARK.as_bytes())
    }
}

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
