//! Searching an open drawer.
//!
//! Every sheet (a page, a reflection) has one row whose rowid is its time of writing, so that "the newest
//! twenty" is the order of the index itself: sorting hits by a joined column costs hundreds of times as much.
//! The index is contentless: the text lives once, in the log, and the row remembers where. To take a sheet
//! out of the index, its words are read from there once more.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{NaiveDateTime, Timelike as _};
use nightstand_domain::days::Days;
use nightstand_domain::ids::EntityId;
use nightstand_domain::marks as signs;
use nightstand_domain::merge::{Field, Kind, Value};
use nightstand_domain::page::{self, field};
use rusqlite::types as sql;
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};

use super::query::{Part, Wanted};
use super::words::indexed;
use super::{marks, picture};
use crate::error::JournalError;
use crate::payload::Opener;
use crate::record::{Place, Record, read_place};

/// A minute of writing has this many places, so that a day has nearly two hundred thousand: another program may have
/// kept days alone. No more, because the index keeps the distance between one sheet and the next for every word, in
/// three bytes where it is eleven days or less, and in four when a minute had room for thousands.
const ROOM: i64 = 1 << ROOM_BITS;
const ROOM_BITS: u32 = 7;
const MINUTES: i64 = 24 * 60;
const TO_THE_MINUTE: &str = "2026-11-28T21:00";
/// A second has two of them.
const SECOND_BITS: u32 = 1;
const DAY: i64 = MINUTES * ROOM;
/// The widest stretch of a day in which a sheet's own bits are looked to for a place.
const DAY_BITS: u32 = 17;

/// How many bytes say where a text lies.
const PLACE: usize = size_of::<Place>();

/// What a record shows in lists and in the index.
pub(crate) struct Sheet<'a> {
    pub(crate) kind: Kind,
    /// When it was written, as [`page::read_written`] reads it.
    pub(crate) written: &'a str,
    pub(crate) title: &'a str,
    /// Its beginning, when lists show one and reading it from the log would take long.
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
    let mut shown = BTreeSet::new();
    for field in sheet.worded {
        if let (Some(place), Some(value)) = (record.place(*field), record.value(*field)) {
            texts.extend_from_slice(&place);
            gather(value, &mut body);
            shown.append(&mut picture::in_value(value));
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
    picture::note_shown(tx, place, &shown)?;
    marks::lay(tx, place, &[&title, &body])
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
    picture::unnote_shown(tx, place)?;
    marks::lift(tx, place)
}

/// The title of a sheet as the index holds it.
fn title_at(opener: &mut Opener, conn: &Connection, texts: &[u8]) -> rusqlite::Result<String> {
    gathered(opener, conn, texts.chunks_exact(PLACE).take(1))
}

/// The rest of what the index holds of a sheet.
pub(super) fn body_at(opener: &mut Opener, conn: &Connection, texts: &[u8]) -> rusqlite::Result<String> {
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

/// The words of a value; a picture's are those that stand for it.
pub(super) fn gather(value: &Value, into: &mut String) {
    match value {
        Value::Text(text) => {
            if !into.is_empty() {
                into.push('\n');
            }
            into.push_str(&signs::worded(text));
        }
        Value::List(values) => values.iter().for_each(|value| gather(value, into)),
        Value::Nil | Value::Bool(_) | Value::Int(_) | Value::Bytes(_) => {}
    }
}

/// Where sheets stand of whose time nobody knows: before every day that there is.
pub(super) const UNKNOWN_TIME: RangeInclusive<i64> = UNKNOWN..=UNKNOWN + u32::MAX as i64;
// Web views hold places in their numbers, which are exact up to 2^53.
const UNKNOWN: i64 = -(1 << 52);

/// The places of the sheets of these days.
pub(super) fn places_of(days: Days) -> RangeInclusive<i64> {
    let from = minute(days.from.into());
    let to = days.to.succ_opt().map_or(i64::MAX / ROOM, |day| minute(day.into()));
    from * ROOM..=to * ROOM - 1
}

fn minute(at: NaiveDateTime) -> i64 {
    at.and_utc().timestamp().div_euclid(60)
}

/// A free row for a sheet of that time. The first one asked for follows from the time and the sheet's id, so that
/// mostly a row has the same number whenever it is rebuilt. Whoever finds it taken looks among twice as many, and never
/// leaves the day. A time with seconds looks among those of its second first, so that sheets of one minute keep their
/// order.
fn free_place(tx: &Connection, written: &str, id: EntityId) -> rusqlite::Result<i64> {
    let bits = id.as_bytes().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let mut taken = tx.prepare_cached("SELECT 1 FROM sheet WHERE place = ?1")?;
    if let Some(at) = page::read_written(written) {
        let day = minute(at).div_euclid(MINUTES) * DAY;
        let begin = minute(at).rem_euclid(MINUTES) * ROOM + i64::from(at.second()) * ROOM / 60;
        let first = if written.len() > TO_THE_MINUTE.len() { SECOND_BITS } else { ROOM_BITS };
        let drawn = (first..=DAY_BITS).map(|width| bits.rotate_right(width) & ((1 << width) - 1));
        let every = (0..DAY.unsigned_abs()).map(|step| bits.rotate_right(DAY_BITS).wrapping_add(step));
        for away in drawn.chain(every) {
            let place = day + (begin + (away % DAY.unsigned_abs()) as i64) % DAY;
            if !taken.exists([place])? {
                return Ok(place);
            }
        }
    }
    let mut place = UNKNOWN + i64::from(bits as u32);
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
/// `count_to`. Where a word has only its first letter they are counted up to `limit`, unless `count_to` has no bound.
///
/// # Errors
/// When the drawer cannot be read. No typed text is ever an error.
pub fn find(conn: &Connection, wanted: &Wanted, limit: usize, count_to: usize) -> Result<Hits, JournalError> {
    if wanted.is_empty() {
        return Ok(Hits::default());
    }
    // One snapshot, and one lock of the file instead of one for every row that is read.
    let snapshot = conn.unchecked_transaction()?;
    let mut opener = Opener::default();
    let glanced = if count_to == usize::MAX { None } else { glance(&mut opener, conn, wanted, limit)? };
    let Places { newest, total, more } = match glanced {
        Some(glanced) => glanced,
        None if wanted.is_begun() => ask_once(conn, &Question::of(wanted), limit, count_to)?,
        None => ask(conn, &Question::of(wanted), limit, count_to)?,
    };
    let newest =
        newest.into_iter().map(|place| hit(&mut opener, conn, wanted, place)).collect::<Result<_, _>>()?;
    snapshot.commit()?;
    Ok(Hits { total, more, newest })
}

/// Where the newest sheets stand that were found, and how many there are.
struct Places {
    newest: Vec<i64>,
    total: usize,
    more: bool,
}

fn ask(conn: &Connection, question: &Question, limit: usize, count_to: usize) -> rusqlite::Result<Places> {
    let newest = question.newest(conn, limit)?;
    let counted =
        if newest.len() < limit { newest.len() } else { question.count(conn, count_to.saturating_add(1))? };
    Ok(Places { newest, total: counted.min(count_to), more: counted > count_to })
}

/// The same in one question. For a word that is still going on the index gathers the places of every word that begins
/// so, before it gives the first: that costs more than to be handed all that are counted.
fn ask_once(
    conn: &Connection,
    question: &Question,
    limit: usize,
    count_to: usize,
) -> rusqlite::Result<Places> {
    let mut newest = question.newest(conn, count_to.saturating_add(1))?;
    let counted = newest.len();
    newest.truncate(limit);
    Ok(Places { newest, total: counted.min(count_to), more: counted > count_to })
}

/// So many of the newest sheets are looked through for a word of which there is one letter.
const GLANCE: usize = 200;

/// Half of all words begin with the same few letters, and the index gathers every place of such words before it gives
/// the first: a tenth of a second where there are many pages. Among the newest sheets they are soon found, but not
/// counted. `None` when that letter is too rare to be found there, and then the index has few places to gather; or when
/// whole words are wanted.
fn glance(
    opener: &mut Opener,
    conn: &Connection,
    wanted: &Wanted,
    limit: usize,
) -> rusqlite::Result<Option<Places>> {
    let Some(rest) = wanted.beside_its_letter() else { return Ok(None) };
    let looked_at = Question::of(&rest).newest(conn, GLANCE)?;
    let are_all = looked_at.len() < GLANCE;
    let mut newest = Vec::new();
    for place in looked_at {
        let texts: Vec<u8> = conn
            .prepare_cached("SELECT texts FROM sheet WHERE place = ?1")?
            .query_row([place], |row| row.get(0))?;
        let stands = wanted.letter_stands_in(&body_at(opener, conn, &texts)?)
            || wanted.letter_stands_in(&title_at(opener, conn, &texts)?);
        if stands && newest.len() == limit {
            return Ok(Some(Places { newest, total: limit, more: true }));
        }
        if stands {
            newest.push(place);
        }
    }
    Ok(are_all.then_some(Places { total: newest.len(), newest, more: false }))
}

/// What is wanted, as SQLite is asked for it.
struct Question {
    /// What follows `FROM`. Only what is wanted stands in it: each further condition costs every search.
    from: String,
    /// The column that holds the place.
    place: &'static str,
    values: Vec<sql::Value>,
}

impl Question {
    /// Asks for every sheet when nothing is wanted.
    fn of(wanted: &Wanted) -> Self {
        let mut question = match wanted.expression() {
            Some(expression) => Self {
                from: "sheet_words WHERE sheet_words MATCH ?".to_owned(),
                place: "rowid",
                values: vec![expression.into()],
            },
            None => Self { from: "sheet WHERE TRUE".to_owned(), place: "place", values: Vec::new() },
        };
        if let Some(days) = wanted.days() {
            let places = places_of(days);
            question.and("BETWEEN ? AND ?", [(*places.start()).into(), (*places.end()).into()]);
        }
        for tag in wanted.tags() {
            let within = "IN (SELECT place FROM tag WHERE folded = ? OR folded >= ? AND folded < ?)";
            let [own, from, to] = tag.asked();
            question.and(within, [own.into(), from.into(), to.into()]);
        }
        if let Some(kind) = wanted.kind() {
            // As the index has it, which must see the number.
            let page = field::PAGE.0;
            if kind == field::PAGE {
                question.and(&format!("NOT IN (SELECT place FROM sheet WHERE kind <> {page})"), []);
            } else {
                let of_kind = format!("IN (SELECT place FROM sheet WHERE kind <> {page} AND kind = ?)");
                question.and(&of_kind, [kind.0.into()]);
            }
        }
        question
    }

    fn and<const N: usize>(&mut self, condition: &str, values: [sql::Value; N]) {
        self.from.push_str(&format!(" AND {} {condition}", self.place));
        self.values.extend(values);
    }

    // The limit stands in the words: SQLite looks at one that is bound, and plans the search anew for each question.
    fn newest(&self, conn: &Connection, limit: usize) -> rusqlite::Result<Vec<i64>> {
        let Self { from, place, .. } = self;
        let sql = format!("SELECT {place} FROM {from} ORDER BY {place} DESC LIMIT {}", bound(limit));
        conn.prepare_cached(&sql)?.query_map(params_from_iter(&self.values), |row| row.get(0))?.collect()
    }

    /// How many sheets there are, counted no further than `most`. Counting within SQLite costs a third of handing
    /// every row over.
    fn count(&self, conn: &Connection, most: usize) -> rusqlite::Result<usize> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM {} LIMIT {})", self.from, bound(most));
        conn.prepare_cached(&sql)?.query_row(params_from_iter(&self.values), |row| {
            row.get::<_, i64>(0).map(|total| usize::try_from(total).unwrap_or_default())
        })
    }
}

fn bound(most: usize) -> i64 {
    i64::try_from(most).unwrap_or(i64::MAX)
}

fn hit(opener: &mut Opener, conn: &Connection, wanted: &Wanted, place: i64) -> Result<Hit, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT id, kind, written, title, texts FROM sheet WHERE place = ?1")?;
    let (mut hit, title, texts) = statement.query_row([place], |row| {
        let hit = Hit {
            id: EntityId::from_bytes(row.get(0)?),
            kind: Kind(row.get(1)?),
            written: row.get(2)?,
            title: Vec::new(),
            snippet: Vec::new(),
        };
        Ok((hit, row.get::<_, String>(3)?, row.get::<_, Vec<u8>>(4)?))
    })?;
    let body = body_at(opener, conn, &texts)?;
    hit.title = wanted.marked(&title);
    hit.snippet = snippet(wanted, &body);
    Ok(hit)
}

/// What a hit shows of its text.
pub(super) fn snippet(wanted: &Wanted, body: &str) -> Vec<Part> {
    wanted.cutting(body).unwrap_or_else(|| vec![Part { text: page::preview(body), found: false }])
}
