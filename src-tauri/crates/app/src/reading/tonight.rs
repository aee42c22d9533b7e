//! What Tonight's programme shows of the book.

use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::reading::Shelf;
use nightstand_domain::reading::pace::minutes_aloud;
use nightstand_journal::table::{book, bookmark, chapter, evening};

use super::Readers;
use crate::error::AppError;
use crate::spine::App;

/// The chapter that comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextChapter {
    /// The book.
    pub book: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The chapter.
    pub chapter: ChapterId,
    /// Its number, from 1.
    pub number: usize,
    /// Its title; empty when it has none, or when it lies ahead and whoever is here wants it hidden.
    pub chapter_title: String,
    /// Whose turn it is to read aloud, when it is read by turns.
    pub reader: Option<PersonId>,
    /// About how long it takes aloud, where its length is known.
    pub minutes: Option<u32>,
}

impl App {
    /// The next chapter of the book that was read last, for Tonight's programme; nothing when no book lies on
    /// the table or the last one is read to its end.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn next_chapter_for_tonight(&self) -> Result<Option<NextChapter>, AppError> {
        let here = self.here()?.id;
        self.read_table(|space| {
            let conn = space.read();
            let mut open = Vec::new();
            for row in book::all(conn)?.into_iter().filter(|row| row.shelf == Shelf::Table) {
                let last = evening::of_book(conn, row.id)?.last().map(|evening| evening.day);
                open.push((last, row));
            }
            open.sort_by_key(|(last, _)| std::cmp::Reverse(*last));
            for (_, row) in open {
                let marks = bookmark::of_book(conn, row.id)?;
                let readers = Readers::of(&marks, row.chapters);
                let at = readers.together();
                let Some(next) = chapter::at(conn, row.id, at)? else { continue };
                let hides = marks.iter().any(|mark| mark.person == here && mark.titles_hidden);
                let hidden = hides && at > readers.place(here).unwrap_or_default().read;
                return Ok(Some(NextChapter {
                    book: row.id,
                    title: row.title,
                    author: row.author,
                    chapter: next.id,
                    number: at + 1,
                    chapter_title: if hidden { String::new() } else { next.title },
                    reader: row.turn.filter(|_| row.aloud),
                    minutes: next.pages.map(minutes_aloud),
                }));
            }
            Ok(None)
        })
    }
}
