//! Searching an open drawer.
//!
//! Every sheet (a page, a reflection) has one row whose rowid is its time of writing, so that "the newest
//! twenty" is the order of the index itself: sorting hits by a joined column costs hundreds of times as much.
//! The index is contentless: the text lives once, in the log, and the row remembers where. To take a sheet
//! out of the index, its words are read from there once more.

use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::{Field, Kind, Value};
use nightstand_domain::page;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::query::{Part, Wanted};
use super::words::indexed;
use crate::error::JournalError;
use crate::payload::Opener;
use crate::record::{Place, Record, read_place};

/// A minute of writing leaves room for this many sheets; the bits come from the sheet's id, so that a row
/// has the same number whenever it is rebuilt.
const ROOM: i64 = 4096;

/// How many bytes say where a text lies.
const PLACE: usize = size_of::<Place>();

/// What a record shows in lists and in the index.
pub(crate) struct Sheet<'a> {
    pub(crate) kind: Kind,
    /// When it was written, as [`page::read_written`] reads it.
    pub(crate) written: &'a str,
    pub(crate) title: &'a str,
    pub(crate) preview: &'a str,
    /// The field whose text is found as a title.
    pub(crate) titled: Option<Field>,
    /// The fields whose text is found as the sheet's own; the parts of lists count each.
    pub(crate) worded: &'a [Field],
}

/// Puts a sheet into the lists and the index, in place of what was there.
pub(crate) fn lay(tx: &Connection, id: EntityId, record: &Record, sheet: &Sheet<'_>) -> rusqlite::Result<()> {
    lift(tx, id)?;
    let none = [0; PLACE];
    let mut texts = sheet.titled.and_then(|field| record.place(field)).unwrap_or(none).to_vec();
    let mut body = String::new();
    for field in sheet.worded {
        if let (Some(place), Some(value)) = (record.place(*field), record.value(*field)) {
            texts.extend_from_slice(&place);
            gather(value, &mut body);
        }
    }
    let mut title = String::new();
    sheet.titled.and_then(|field| record.value(field)).iter().for_each(|value| gather(value, &mut title));
    let place = free_place(tx, sheet.written, id)?;
    tx.prepare_cached(
        "INSERT INTO sheet (place, id, kind, written, title, preview, texts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![place, id.as_bytes(), sheet.kind.0, sheet.written, sheet.title, sheet.preview, texts])?;
    tx.prepare_cached("INSERT INTO sheet_words (rowid, title, body) VALUES (?1, ?2, ?3)")?
        .execute(params![place, indexed(&title), indexed(&body)])?;
    Ok(())
}

/// Takes a sheet out of the lists and the index.
pub(crate) fn lift(tx: &Connection, id: EntityId) -> rusqlite::Result<()> {
    let found: Option<(i64, Vec<u8>)> = tx
        .prepare_cached("SELECT place, texts FROM sheet WHERE id = ?1")?
        .query_row([id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((place, texts)) = found else { return Ok(()) };
    let mut opener = Opener::default();
    let (title, body) = (title_at(&mut opener, tx, &texts)?, body_at(&mut opener, tx, &texts)?);
    tx.prepare_cached(
        "INSERT INTO sheet_words (sheet_words, rowid, title, body) VALUES ('delete', ?1, ?2, ?3)",
    )?
    .execute(params![place, indexed(&title), indexed(&body)])?;
    tx.prepare_cached("DELETE FROM sheet WHERE place = ?1")?.execute([place])?;
    Ok(())
}

/// The title of a sheet as the index holds it.
fn title_at(opener: &mut Opener, conn: &Connection, texts: &[u8]) -> rusqlite::Result<String> {
    gathered(opener, conn, texts.chunks_exact(PLACE).take(1))
}

/// The rest of what the index holds of a sheet.
fn body_at(opener: &mut Opener, conn: &Connection, texts: &[u8]) -> rusqlite::Result<String> {
    gathered(opener, conn, texts.chunks_exact(PLACE).skip(1))
}

fn gathered<'t>(
    opener: &mut Opener,
    conn: &Connection,
    places: impl Iterator<Item = &'t [u8]>,
) -> rusqlite::Result<String> {
    let mut words = String::new();
    for place in places {
        let place = Place::try_from(place).unwrap_or([0; PLACE]);
        if let Some(value) = read_place(opener, conn, &place)? {
            gather(&value, &mut words);
        }
    }
    Ok(words)
}

fn gather(value: &Value, into: &mut String) {
    match value {
        Value::Text(text) => {
            if !into.is_empty() {
                into.push('\n');
            }
            into.push_str(text);
        }
        Value::List(values) => values.iter().for_each(|value| gather(value, into)),
        Value::Nil | Value::Bool(_) | Value::Int(_) | Value::Bytes(_) => {}
    }
}

/// A free row for a sheet of that time. A time that nobody can read stands at the beginning.
fn free_place(tx: &Connection, written: &str, id: EntityId) -> rusqlite::Result<i64> {
    let minutes = page::read_written(written).map_or(0, |at| at.and_utc().timestamp().div_euclid(60));
    let bits = id.as_bytes().iter().take(2).fold(0_i64, |bits, byte| bits << 8 | i64::from(*byte));
    let mut place = minutes * ROOM + bits % ROOM;
    let mut taken = tx.prepare_cached("SELECT 1 FROM sheet WHERE place = ?1")?;
    while taken.exists([place])? {
        place += 1;
    }
    Ok(place)
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hits {
    /// How many sheets there are, counted up to the given bound.
    pub total: usize,
    /// Whether there are more than that.
    pub more: bool,
    /// The newest of them.
    pub newest: Vec<Hit>,
}

/// One sheet that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The sheet.
    pub id: EntityId,
    /// What sort of sheet it is.
    pub kind: Kind,
    /// When it was written.
    pub written: String,
    /// Its title, the found words marked.
    pub title: Vec<Part>,
    /// A cutting of its text around the first found words; its beginning when only the title was found.
    pub snippet: Vec<Part>,
}

/// Finds the newest `limit` sheets that hold everything that is wanted, and counts all of them up to
/// `count_to`.
///
/// # Errors
/// When the drawer cannot be read. No typed text is ever an error.
pub fn find(conn: &Connection, wanted: &Wanted, limit: usize, count_to: usize) -> Result<Hits, JournalError> {
    let Some(expression) = wanted.expression() else { return Ok(Hits::default()) };
    // One snapshot, and one lock of the file instead of one for every row that is read.
    let snapshot = conn.unchecked_transaction()?;
    let newest: Vec<i64> = conn
        .prepare_cached(
            "SELECT rowid FROM sheet_words WHERE sheet_words MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
        )?
        .query_map(params![expression, bound(limit)], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let counted = if newest.len() < limit {
        newest.len()
    } else {
        count(conn, &expression, count_to.saturating_add(1))?
    };
    let mut opener = Opener::default();
    let newest =
        newest.into_iter().map(|place| hit(&mut opener, conn, wanted, place)).collect::<Result<_, _>>()?;
    snapshot.commit()?;
    Ok(Hits { total: counted.min(count_to), more: counted > count_to, newest })
}

/// How many sheets there are, counted no further than `most`. Counting within SQLite costs a third of handing
/// every row over.
fn count(conn: &Connection, expression: &str, most: usize) -> rusqlite::Result<usize> {
    let count = "SELECT count(*) FROM (SELECT 1 FROM sheet_words WHERE sheet_words MATCH ?1 LIMIT ?2)";
    conn.prepare_cached(count)?.query_row(params![expression, bound(most)], |row| {
        row.get::<_, i64>(0).map(|total| usize::try_from(total).unwrap_or_default())
    })
}

fn bound(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

fn hit(opener: &mut Opener, conn: &Connection, wanted: &Wanted, place: i64) -> Result<Hit, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT id, kind, written, title, preview, texts FROM sheet WHERE place = ?1")?;
    let (mut hit, title, preview, texts) = statement.query_row([place], |row| {
        let hit = Hit {
            id: EntityId::from_bytes(row.get(0)?),
            kind: Kind(row.get(1)?),
            written: row.get(2)?,
            title: Vec::new(),
            snippet: Vec::new(),
        };
        Ok((hit, row.get::<_, String>(3)?, row.get::<_, String>(4)?, row.get::<_, Vec<u8>>(5)?))
    })?;
    let body = body_at(opener, conn, &texts)?;
    hit.title = wanted.marked(&title);
    hit.snippet = wanted.cutting(&body).unwrap_or_else(|| vec![Part { text: preview, found: false }]);
    Ok(hit)
}
