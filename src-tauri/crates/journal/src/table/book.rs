//! Books on the shared shelf.

use std::collections::HashMap;

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, EntityId};
use nightstand_domain::picture::PictureRef;
use nightstand_domain::reading::turn::Given;
use nightstand_domain::reading::{Evenings, Isbn, Shelf, Trade, field};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{id_at, shelf_search};
use crate::error::JournalError;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::BOOK,
    tables: &["book"],
    project,
    // Tonight's programme shows the next chapter.
    stale: &[Stale::Reading, Stale::Tonight],
};

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM book WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let shelf = record.value(field::SHELF).map_or(Shelf::Waiting, Shelf::from_value);
    let evenings = record.value(field::EVENINGS).and_then(Evenings::from_value);
    let (code, finished) = match shelf {
        Shelf::Table => (0, None),
        Shelf::Waiting => (1, None),
        Shelf::Resting => (2, None),
        Shelf::Finished(day) => (3, Some(day::number(day))),
    };
    let title = record.text(field::TITLE).unwrap_or_default();
    let author = record.text(field::BOOK_AUTHOR).unwrap_or_default();
    tx.prepare_cached(
        "INSERT INTO book (id, title, author, shelf, finished, fewest, most, aloud, turn, added, finish_by,
                           trade, turn_from, folded, isbn, language, cover, from_right)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)",
    )?
    .execute(params![
        id.as_bytes(),
        title,
        author,
        code,
        finished,
        evenings.map(Evenings::fewest),
        evenings.map(Evenings::most),
        record.bool(field::ALOUD).unwrap_or(true),
        record.bytes(field::TURN).filter(|person| person.len() == 16),
        record.int(field::ADDED).unwrap_or_default(),
        record.int(field::FINISH_BY),
        Trade::of(record.int(field::TRADE).unwrap_or_default()).code(),
        record.int(field::TURN_FROM).unwrap_or_default().max(0),
        shelf_search::folded(&format!("{title} {author}")),
        record.text(field::ISBN).and_then(|text| Isbn::read(text).ok()).map(Isbn::digits).unwrap_or_default(),
        record.text(field::LANGUAGE).unwrap_or_default(),
        record.bytes(field::COVER).and_then(PictureRef::from_bytes).map(|cover| cover.to_bytes()),
        record.bool(field::FROM_RIGHT).unwrap_or_default(),
    ])?;
    Ok(())
}

/// A book, and how many chapters it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookRow {
    /// The book.
    pub id: BookId,
    /// Its title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Where it stands.
    pub shelf: Shelf,
    /// How many evenings a week are meant.
    pub evenings: Option<Evenings>,
    /// Whether it is read aloud by turns.
    pub aloud: bool,
    /// To whom the reading was given last, by hand or by bringing the book.
    pub given: Option<Given>,
    /// How the reading is traded.
    pub trade: Trade,
    /// By which day it would be nice to be at the end.
    pub finish_by: Option<NaiveDate>,
    /// The day it came to the shelf.
    pub added: NaiveDate,
    /// The number on its back.
    pub isbn: Option<Isbn>,
    /// The language it is written in, as a tag; may be empty.
    pub language: String,
    /// Its own cover, where it was chosen.
    pub cover: Option<PictureRef>,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// How many chapters it has.
    pub chapters: usize,
}

const COLUMNS: &str =
    "id, title, author, shelf, finished, fewest, most, aloud, turn, turn_from, trade, finish_by, added,
     isbn, language, cover, from_right";

fn row(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    let shelf = match (row.get::<_, i64>(3)?, row.get::<_, Option<i64>>(4)?.and_then(day::of)) {
        (0, _) => Shelf::Table,
        (2, _) => Shelf::Resting,
        (3, Some(day)) => Shelf::Finished(day),
        _ => Shelf::Waiting,
    };
    let evenings = row.get::<_, Option<u8>>(5)?.zip(row.get::<_, Option<u8>>(6)?);
    let turn: Option<[u8; 16]> = row.get(8)?;
    let from = usize::try_from(row.get::<_, i64>(9)?).unwrap_or_default();
    Ok(BookRow {
        id: id_at(row, 0)?,
        title: row.get(1)?,
        author: row.get(2)?,
        shelf,
        evenings: evenings.and_then(|(fewest, most)| Evenings::new(fewest, most)),
        aloud: row.get(7)?,
        given: turn.map(|bytes| Given { to: EntityId::from_bytes(bytes).into(), from }),
        trade: Trade::of(row.get(10)?),
        finish_by: row.get::<_, Option<i64>>(11)?.and_then(day::of),
        added: day::of(row.get(12)?).unwrap_or_default(),
        isbn: Isbn::read(row.get_ref(13)?.as_str()?).ok(),
        language: row.get(14)?,
        cover: row.get::<_, Option<Vec<u8>>>(15)?.as_deref().and_then(PictureRef::from_bytes),
        from_right: row.get(16)?,
        chapters: 0,
    })
}

/// Every book, finished ones last and the latest of them first, the others in the order they came.
///
/// # Errors
/// When the table cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<BookRow>, JournalError> {
    let chapters = chapter_counts(conn)?;
    let mut books: Vec<BookRow> = conn
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM book ORDER BY shelf, finished DESC, added, title, id"
        ))?
        .query_map([], row)?
        .collect::<rusqlite::Result<_>>()?;
    for book in &mut books {
        book.chapters = chapters.get(&book.id).copied().unwrap_or_default();
    }
    Ok(books)
}

/// How many chapters each book has, in one walk along the index.
fn chapter_counts(conn: &Connection) -> Result<HashMap<BookId, usize>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT book, count(*) FROM chapter GROUP BY book")?
        .query_map([], |row| Ok((id_at(row, 0)?, count_at(row, 1)?)))?
        .collect::<rusqlite::Result<_>>()?)
}

/// One book.
///
/// # Errors
/// When the table cannot be read.
pub fn one(conn: &Connection, book: BookId) -> Result<Option<BookRow>, JournalError> {
    let found = conn
        .prepare_cached(&format!("SELECT {COLUMNS} FROM book WHERE id = ?1"))?
        .query_row([book.as_bytes()], row)
        .optional()?;
    let Some(mut found) = found else { return Ok(None) };
    found.chapters = conn
        .prepare_cached("SELECT count(*) FROM chapter WHERE book = ?1")?
        .query_row([book.as_bytes()], |row| count_at(row, 0))?;
    Ok(Some(found))
}

fn count_at(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or_default())
}

/// The books that have a cover of which a piece is not here.
pub(crate) fn without_cover(conn: &Connection) -> Result<Vec<BookId>, JournalError> {
    let mut there = conn.prepare_cached("SELECT 1 FROM chunk WHERE name = ?1")?;
    let mut with = conn.prepare_cached("SELECT id, cover FROM book WHERE cover IS NOT NULL")?;
    let mut rows = with.query([])?;
    let mut without = Vec::new();
    while let Some(row) = rows.next()? {
        let cover = PictureRef::from_bytes(&row.get::<_, Vec<u8>>(1)?);
        let pieces = cover.map(|cover| cover.chunks).unwrap_or_default();
        let mut whole = true;
        for name in &pieces {
            whole &= there.exists([name])?;
        }
        if !whole {
            without.push(BookId::from(EntityId::from_bytes(row.get(0)?)));
        }
    }
    Ok(without)
}

/// The covers of all books, for whoever lets go of what no book shows any more.
///
/// # Errors
/// When the table cannot be read.
pub(crate) fn covers(conn: &Connection) -> Result<Vec<PictureRef>, JournalError> {
    let bytes: Vec<Vec<u8>> = conn
        .prepare_cached("SELECT cover FROM book WHERE cover IS NOT NULL")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(bytes.iter().filter_map(|bytes| PictureRef::from_bytes(bytes)).collect())
}
