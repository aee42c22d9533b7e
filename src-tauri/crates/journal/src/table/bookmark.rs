//! One person's place in one book, and what that person chose and kept of it.

use std::collections::HashMap;

use nightstand_domain::ids::{BookId, EntityId, PersonId};
use nightstand_domain::merge::Value;
use nightstand_domain::reading::{Anchor, Edition, EditionKind, Numbering, Place, Within, field};
use rusqlite::{Connection, Row, params};

use super::id_at;
use crate::error::JournalError;
use crate::held::Hangs;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::BOOKMARK,
    tables: &["bookmark"],
    project,
    stale: &[Stale::Reading, Stale::Tonight],
};

pub(crate) const HANGS: Hangs = Hangs { on: &[field::BOOK], pairs: "SELECT id, book FROM bookmark" };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM bookmark WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let book = record.bytes(field::BOOKMARK_BOOK).and_then(EntityId::from_slice);
    let person = record.bytes(field::BOOKMARK_PERSON).and_then(EntityId::from_slice);
    let (Some(book), Some(person)) = (book, person) else { return Ok(()) };
    let place = record.value(field::PLACE).and_then(Place::from_value);
    let (amount, unit) = place.map(|place| place.within).unwrap_or_default().coded();
    let heard = record.value(field::HEARD).and_then(Place::from_value);
    let (heard_amount, heard_unit) = heard.map(|place| place.within).unwrap_or_default().coded();
    let edition = record.value(field::EDITION).and_then(Edition::from_value);
    let numbering = record.value(field::NUMBERING).map(Numbering::from_value).unwrap_or_default();
    let read = |place: Option<Place>| place.and_then(|place| i64::try_from(place.read).ok());
    tx.prepare_cached(
        "INSERT INTO bookmark (id, book, person, chapters_read, amount, unit, titles_hidden, line, heard_read,
                               heard_amount, heard_unit, edition, edition_pages, edition_name, by_parts, anchors)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
    )?
    .execute(params![
        id.as_bytes(),
        book.as_bytes(),
        person.as_bytes(),
        read(place),
        amount,
        unit,
        record.bool(field::TITLES_HIDDEN).unwrap_or_default(),
        joined(&record.all(field::LINE)),
        read(heard),
        heard_amount,
        heard_unit,
        edition.as_ref().map(|edition| edition_code(edition.kind)),
        edition.as_ref().and_then(|edition| edition.pages),
        edition.map(|edition| edition.name).unwrap_or_default(),
        numbering.by_parts,
        packed(&numbering.anchors),
    ])?;
    Ok(())
}

const fn edition_code(kind: EditionKind) -> i64 {
    match kind {
        EditionKind::Paper => 0,
        EditionKind::Screen => 1,
        EditionKind::Audio => 2,
    }
}

fn packed(anchors: &[Anchor]) -> Vec<u8> {
    anchors.iter().flat_map(|a| a.chapter.as_bytes().iter().copied().chain(a.number.to_be_bytes())).collect()
}

fn unpacked(bytes: &[u8]) -> Vec<Anchor> {
    let one = |bytes: &[u8]| {
        let (chapter, number) = bytes.split_at_checked(16)?;
        let number = u32::from_be_bytes(number.try_into().ok()?);
        Some(Anchor { chapter: EntityId::from_slice(chapter)?.into(), number })
    };
    bytes.chunks(20).filter_map(one).collect()
}

/// Versions of one text that stand side by side, one below the other: nobody's words are dropped, and
/// whoever wrote them can make one of them again.
pub(super) fn joined(versions: &[&Value]) -> String {
    let texts: Vec<&str> = versions
        .iter()
        .filter_map(|value| match value {
            Value::Text(text) if !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts.join("\n\n")
}

/// One person's bookmark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookmarkRow {
    /// The book it lies in.
    pub book: BookId,
    /// Whose it is.
    pub person: PersonId,
    /// Where it lies; nothing until this person opened the book.
    pub place: Option<Place>,
    /// The last place this person heard before falling asleep.
    pub heard: Option<Place>,
    /// What this person holds.
    pub edition: Option<Edition>,
    /// How it counts its chapters.
    pub numbering: Numbering,
    /// Whether this person wants the titles of the chapters ahead hidden.
    pub titles_hidden: bool,
    /// The line kept of a finished book; may be empty.
    pub line: String,
}

fn row(row: &Row<'_>) -> rusqlite::Result<BookmarkRow> {
    let kind = match row.get::<_, Option<i64>>(10)? {
        None => None,
        Some(1) => Some(EditionKind::Screen),
        Some(2) => Some(EditionKind::Audio),
        Some(_) => Some(EditionKind::Paper),
    };
    let (pages, name) = (row.get(11)?, row.get(12)?);
    Ok(BookmarkRow {
        book: id_at(row, 0)?,
        person: id_at(row, 1)?,
        place: place_at(row, 2)?,
        titles_hidden: row.get(5)?,
        line: row.get(6)?,
        heard: place_at(row, 7)?,
        edition: kind.map(|kind| Edition { kind, pages, name }),
        numbering: Numbering { by_parts: row.get(13)?, anchors: unpacked(row.get_ref(14)?.as_blob()?) },
    })
}

/// The place in three columns from `at` on: chapters read, amount, unit.
fn place_at(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Place>> {
    let within = Within::decoded(row.get(at + 1)?, row.get(at + 2)?);
    let read: Option<i64> = row.get(at)?;
    Ok(read.and_then(|read| usize::try_from(read).ok()).map(|read| Place { read, within }))
}

const COLUMNS: &str =
    "book, person, chapters_read, amount, unit, titles_hidden, line, heard_read, heard_amount,
    heard_unit, edition, edition_pages, edition_name, by_parts, anchors";

/// Every bookmark, by the book it lies in.
///
/// # Errors
/// When the table cannot be read.
pub fn by_book(conn: &Connection) -> Result<HashMap<BookId, Vec<BookmarkRow>>, JournalError> {
    let mut all: HashMap<BookId, Vec<BookmarkRow>> = HashMap::new();
    for mark in conn.prepare_cached(&format!("SELECT {COLUMNS} FROM bookmark"))?.query_map([], row)? {
        let mark = mark?;
        all.entry(mark.book).or_default().push(mark);
    }
    Ok(all)
}

/// The bookmarks in one book.
///
/// # Errors
/// When the table cannot be read.
pub fn of_book(conn: &Connection, book: BookId) -> Result<Vec<BookmarkRow>, JournalError> {
    Ok(conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM bookmark WHERE book = ?1"))?
        .query_map([book.as_bytes()], row)?
        .collect::<rusqlite::Result<_>>()?)
}
