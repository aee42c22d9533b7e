//! What Tonight's programme shows of the book.

use nightstand_domain::ids::{BookId, ChapterId, PersonId};
use nightstand_domain::reading::pace::minutes;
use nightstand_domain::reading::{Place, Shelf};
use nightstand_journal::table::book::BookRow;
use nightstand_journal::table::bookmark::BookmarkRow;
use nightstand_journal::table::{book, bookmark, chapter, evening};
use nightstand_journal::{JournalError, Space};

use super::Readers;
use super::turns::{Pair, turn_seen};
use crate::error::AppError;
use crate::spine::App;

/// As many books as Tonight's programme shows.
pub(super) const MOST_TONIGHT: usize = 3;

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
    /// About how many minutes it takes, aloud where it is read aloud and its length is known.
    pub minutes: Option<u32>,
    /// The last place whoever is here heard before falling asleep.
    pub heard: Option<Place>,
}

impl App {
    /// The next chapter of each book on the table that is not read to its end, the one that was read last
    /// first: reading two at once is usual, more than three are not for one evening.
    ///
    /// # Errors
    /// As every read of the table.
    pub fn next_chapters_for_tonight(&self) -> Result<Vec<NextChapter>, AppError> {
        let (here, pair) = (self.here()?.id, self.pair()?);
        self.read_table(|space| {
            let conn = space.read();
            let last = evening::last_days(conn)?;
            let mut open: Vec<BookRow> =
                book::all(conn)?.into_iter().filter(|row| row.shelf == Shelf::Table).collect();
            open.sort_by_key(|row| std::cmp::Reverse(last.get(&row.id).copied()));
            let mut marks = bookmark::by_book(conn)?;
            let mut tonight = Vec::new();
            for row in open {
                let marks = marks.remove(&row.id).unwrap_or_default();
                tonight.extend(next_chapter(space, row, &marks, (here, pair))?);
                if tonight.len() == MOST_TONIGHT {
                    break;
                }
            }
            Ok(tonight)
        })
    }
}

fn next_chapter(
    space: &Space,
    row: BookRow,
    marks: &[BookmarkRow],
    (here, pair): (PersonId, Pair),
) -> Result<Option<NextChapter>, JournalError> {
    let readers = Readers::of(marks, row.chapters);
    let at = readers.together(here);
    // A book at its end has none, and needs no look.
    if at >= row.chapters {
        return Ok(None);
    }
    let Some(next) = chapter::at(space.read(), row.id, at)? else { return Ok(None) };
    let hides = marks.iter().any(|mark| mark.person == here && mark.titles_hidden);
    let hidden = hides && at > readers.reached(here).unwrap_or_default().read;
    let turn = turn_seen(space, &row, &readers, (here, pair))?;
    Ok(Some(NextChapter {
        book: row.id,
        title: row.title,
        author: row.author,
        chapter: next.id,
        number: at + 1,
        chapter_title: if hidden { String::new() } else { next.title },
        reader: turn.filter(|_| row.aloud),
        minutes: minutes(next.words, next.pages, row.aloud),
        heard: readers.heard(here),
    }))
}
