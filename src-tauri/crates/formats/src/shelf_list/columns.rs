//! The columns of a list, by the names that its maker gives them.

use std::collections::HashMap;

use csv::StringRecord;
use nightstand_domain::reading::Isbn;

use super::{ListedBook, Maker, Stands, names, once};
use crate::book::line;

/// A book whose days are still as they are written.
pub(super) struct Written {
    pub(super) book: ListedBook,
    /// When it was read last.
    pub(super) read: String,
    /// When it came to the list.
    pub(super) added: String,
}

/// Which column holds what.
pub(super) struct Columns {
    pub(super) maker: Maker,
    at: HashMap<String, usize>,
}

impl Columns {
    /// The columns of a first line; `None` when it is neither maker's.
    pub(super) fn named(first: &StringRecord) -> Option<Self> {
        let at: HashMap<String, usize> =
            first.iter().enumerate().map(|(at, name)| (name.trim().to_lowercase(), at)).collect();
        let has = |names: &[&str]| names.iter().all(|name| at.contains_key(*name));
        let maker = if has(&["title", "author", "exclusive shelf"]) {
            Maker::Goodreads
        } else if has(&["title", "authors", "read status"]) {
            Maker::StoryGraph
        } else {
            return None;
        };
        Some(Self { maker, at })
    }

    /// The book of a line; `None` when it has no title.
    pub(super) fn book(&self, record: &StringRecord) -> Option<Written> {
        let cell = |name: &str| self.at.get(name).and_then(|at| record.get(*at)).unwrap_or_default().trim();
        let title = line(without_series(cell("title")));
        if title.is_empty() {
            return None;
        }
        let isbn = |name: &str| Isbn::read(cell(name)).ok();
        let (authors, isbn, shelf, read) = match self.maker {
            Maker::Goodreads => (
                once(
                    Some(line(cell("author")))
                        .filter(|a| !a.is_empty())
                        .into_iter()
                        .chain(names(cell("additional authors"))),
                ),
                isbn("isbn13").or_else(|| isbn("isbn")),
                cell("exclusive shelf"),
                cell("date read"),
            ),
            Maker::StoryGraph => {
                (once(names(cell("authors"))), isbn("isbn/uid"), cell("read status"), cell("last date read"))
            }
        };
        let book = ListedBook { title, authors, isbn, stands: stands(shelf), added: None, is_undated: false };
        Some(Written { book, read: read.to_owned(), added: cell("date added").to_owned() })
    }
}

/// The makers' own shelves, and the names that people give to a shelf of their own for books laid aside.
/// Another shelf of their own tells nothing: its books wait.
fn stands(shelf: &str) -> Stands {
    match shelf.to_lowercase().as_str() {
        "read" => Stands::Read(None),
        "currently-reading" => Stands::Reading,
        "did-not-finish" | "dnf" | "abandoned" | "paused" | "on-hold" | "unfinished" => Stands::LaidAside,
        _ => Stands::Waiting,
    }
}

/// "The Return (Country of Firs, #1)" without what stands in the brackets.
fn without_series(title: &str) -> &str {
    let Some((before, series)) = last_bracket(title) else { return title };
    let number = series.rsplit_once('#').map(|(_, number)| number);
    let is_number =
        |text: &str| text.chars().all(|c| c.is_ascii_digit() || ".-–".contains(c)) && !text.is_empty();
    if number.is_some_and(is_number) { before } else { title }
}

/// What stands before the bracket that a title ends in, and what stands in it, with the brackets within.
fn last_bracket(title: &str) -> Option<(&str, &str)> {
    let title = title.strip_suffix(')')?;
    let mut open = 1_usize;
    let (at, _) = title.char_indices().rev().find(|(_, sign)| {
        match sign {
            ')' => open += 1,
            '(' => open -= 1,
            _ => {}
        }
        open == 0
    })?;
    let (before, series) = title.split_at_checked(at)?;
    Some((before.strip_suffix(' ')?, series.strip_prefix('(')?))
}
