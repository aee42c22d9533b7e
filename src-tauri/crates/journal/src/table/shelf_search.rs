//! The search over books, notes and quotes: text folded alike on both sides, and any part of it found.
//!
//! A shelf holds thousands of notes, not a drawer's hundred thousand pages, so a walk over the folded text is
//! quick enough and finds parts of words in every script.

use nightstand_domain::ids::BookId;
use rusqlite::{Connection, params_from_iter};

use super::id_at;
use super::note::{self, NoteRow};
use crate::drawer::words;
use crate::error::JournalError;

/// More words than this say nothing that fewer do not.
const MOST_WORDS: usize = 8;

/// Text without capitals, accents and everything that is neither letter nor digit.
pub(crate) fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for run in words::runs(text) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(&run.folded);
    }
    all
}

/// What was asked for, as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked(Vec<String>);

impl Asked {
    /// The words of a question; `None` when there is no word in it.
    pub fn of(text: &str) -> Option<Self> {
        let words: Vec<String> = folded(text).split(' ').take(MOST_WORDS).map(str::to_owned).collect();
        words.iter().any(|word| !word.is_empty()).then_some(Self(words))
    }

    fn condition(&self) -> String {
        let one = |n: usize| format!("instr(folded, ?{n}) > 0");
        (1..=self.0.len()).map(one).collect::<Vec<_>>().join(" AND ")
    }
}

/// The books whose title or author holds every word, in the order of their titles.
///
/// # Errors
/// When the table cannot be read.
pub fn books(conn: &Connection, asked: &Asked) -> Result<Vec<BookId>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT id FROM book WHERE {} ORDER BY title, id", asked.condition()))?
        .query_map(params_from_iter(&asked.0), |row| id_at(row, 0))?
        .collect::<rusqlite::Result<_>>()?)
}

/// Hands the notes that hold every word to `take`, the latest first, until it has enough and says so. What is
/// sealed for the reader is handed out too: deciding that is the use-case's.
///
/// # Errors
/// When the table cannot be read.
pub fn notes(
    conn: &Connection,
    asked: &Asked,
    mut take: impl FnMut(NoteRow) -> Result<bool, JournalError>,
) -> Result<(), JournalError> {
    // The index holds the folded text: the note itself is looked up only where its text was found.
    let mut statement = conn.prepare_cached(&format!(
        "SELECT id FROM note INDEXED BY note_by_day WHERE {} ORDER BY day DESC, id DESC",
        asked.condition()
    ))?;
    let mut rows = statement.query(params_from_iter(&asked.0))?;
    while let Some(found) = rows.next()? {
        let Some(note) = note::one(conn, id_at(found, 0)?)? else { continue };
        if !take(note)? {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_accents_and_punctuation_make_no_difference() {
        assert_eq!(folded("My Ántonia, “again”"), "my antonia again");
        assert_eq!(Asked::of("ÁNTONIA"), Asked::of("antonia"));
        assert_eq!(Asked::of("  … "), None, "no word, no question");
    }
}
