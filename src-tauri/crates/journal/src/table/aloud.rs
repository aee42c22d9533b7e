//! Who read which chapter aloud, and on which day.

use chrono::NaiveDate;
use nightstand_domain::day;
use nightstand_domain::ids::{BookId, ChapterId, EntityId, PersonId};
use nightstand_domain::reading::field;
use nightstand_domain::reading::turn::ReadAloud;
use rusqlite::{Connection, OptionalExtension, params};

use super::id_at;
use crate::error::JournalError;
use crate::held::Hangs;
use crate::projection::{Projection, Stale};
use crate::record::Record;

pub(crate) const PROJECTION: Projection = Projection {
    kind: field::ALOUD_BY,
    tables: &["aloud"],
    project,
    stale: &[Stale::Reading, Stale::Tonight],
};

pub(crate) const HANGS: Hangs = Hangs {
    on: &[field::BOOK, field::CHAPTER],
    pairs: "SELECT id, book FROM aloud UNION ALL SELECT id, chapter FROM aloud",
};

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM aloud WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return Ok(()) };
    let id_in = |field| record.bytes(field).and_then(EntityId::from_slice);
    let (Some(book), Some(chapter), Some(reader)) =
        (id_in(field::ALOUD_BOOK), id_in(field::ALOUD_CHAPTER), id_in(field::ALOUD_READER))
    else {
        return Ok(());
    };
    tx.prepare_cached("INSERT INTO aloud (id, book, chapter, reader, day) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            id.as_bytes(),
            book.as_bytes(),
            chapter.as_bytes(),
            reader.as_bytes(),
            record.int(field::ALOUD_DAY).unwrap_or_default(),
        ])?;
    Ok(())
}

/// A chapter that somebody read aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AloudRow {
    /// The chapter.
    pub chapter: ChapterId,
    /// Who read it.
    pub reader: PersonId,
    /// The couple's day.
    pub day: NaiveDate,
}

/// What was read aloud of one book.
///
/// # Errors
/// When the table cannot be read.
pub fn of_book(conn: &Connection, book: BookId) -> Result<Vec<AloudRow>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT chapter, reader, day FROM aloud WHERE book = ?1")?
        .query_map([book.as_bytes()], |row| {
            Ok(AloudRow {
                chapter: id_at(row, 0)?,
                reader: id_at(row, 1)?,
                day: day::of(row.get(2)?).unwrap_or_default(),
            })
        })?
        .collect::<rusqlite::Result<_>>()?)
}

/// What was read aloud last among the book's first `chapters`, with its index from 0: what lies beyond everyone's
/// bookmark was taken back.
///
/// # Errors
/// When the table cannot be read.
pub fn last(conn: &Connection, book: BookId, chapters: usize) -> Result<Option<ReadAloud>, JournalError> {
    let chapters = i64::try_from(chapters).unwrap_or(i64::MAX);
    Ok(conn
        .prepare_cached(
            "WITH behind AS (SELECT id, rank FROM chapter WHERE book = ?1 ORDER BY rank, id LIMIT ?2)
             SELECT a.reader, a.day, (SELECT count(*) FROM behind b WHERE (b.rank, b.id) < (r.rank, r.id))
             FROM behind r JOIN aloud a ON a.book = ?1 AND a.chapter = r.id
             ORDER BY r.rank DESC, r.id DESC LIMIT 1",
        )?
        .query_row(params![book.as_bytes(), chapters], |row| {
            Ok(ReadAloud {
                reader: id_at(row, 0)?,
                day: day::of(row.get(1)?).unwrap_or_default(),
                chapter: usize::try_from(row.get::<_, i64>(2)?).unwrap_or_default(),
            })
        })
        .optional()?)
}
