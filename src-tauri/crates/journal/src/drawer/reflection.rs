//! Reflections: the rows that the list and Patterns read, the drafts that are overwritten as one types, and
//! one reflection in full, read from where its words lie in the log.

use chrono::NaiveDate;
use minicbor::{Decoder, Encoder};
use nightstand_domain::day;
use nightstand_domain::ids::{EntityId, LineId, ReflectionId, ThreadId};
use nightstand_domain::merge::{Field, Policy, Value};
use nightstand_domain::page::preview;
use nightstand_domain::reflection::{Need, Reflection, Topic, field, flow::Glance};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::query::Wanted;
use super::search::{self, Hit, Sheet};
use crate::codec;
use crate::error::JournalError;
use crate::heads;
use crate::log::Devices;
use crate::projection::{Projection, Stale};
use crate::record::Record;
use crate::table::id_at;

pub(crate) const PROJECTION: Projection =
    Projection { kind: field::REFLECTION, tables: &["reflection"], project, stale: &[Stale::Drawer] };

fn project(tx: &Connection, id: EntityId, record: Option<&Record>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM reflection WHERE id = ?1")?.execute([id.as_bytes()])?;
    let Some(record) = record else { return search::lift(tx, id) };
    let reflection = resolved(record);
    let mine = &reflection.mine;
    search::lay(
        tx,
        id,
        record,
        &Sheet {
            kind: field::REFLECTION,
            written: &mine.day.map(|day| day.to_string()).unwrap_or_default(),
            title: "",
            preview: "",
            titled: Some(field::OWN_TOPIC),
            worded: &SEARCHED,
        },
    )?;
    let own = if let Some(Topic::Own(words)) = &mine.topic { words.as_str() } else { "" };
    tx.prepare_cached(
        "INSERT INTO reflection (id, day, topic, own_topic, needs, beginning, thread, part, put)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        id.as_bytes(),
        mine.day.map(|day| day.to_epoch_days()),
        mine.topic.as_ref().map_or("", Topic::code),
        own,
        mine.needed.iter().map(|need| need.code()).collect::<Vec<_>>().join(" "),
        preview(beginning(&reflection)),
        reflection.thread.map(|thread| *thread.as_bytes()),
        mine.part_of_day.map_or(0, |part| part as i64 + 1),
        record.first_counted(),
    ])?;
    Ok(())
}

/// What search finds in a reflection: the person's own sentences.
const SEARCHED: [Field; 7] = [
    field::HAPPENED,
    field::GUESS,
    field::OUTSIDE,
    field::SAY_FEEL,
    field::SAY_WHEN,
    field::SAY_NEED,
    field::SAY_ASK,
];

/// What a list shows of it: what happened, or the first thing that was written instead.
fn beginning(reflection: &Reflection) -> &str {
    let Reflection { mine, guess, .. } = reflection;
    [&mine.happened, &mine.say.when, &mine.say.feel, &mine.say.need, &mine.say.ask, &guess.text]
        .into_iter()
        .map(|text| text.trim())
        .find(|text| !text.is_empty())
        .unwrap_or_default()
}

/// The reflection in a record. Where two computers wrote one text, both stand in it, one below the other:
/// nobody's words are dropped, and the next putting away joins them.
fn resolved(record: &Record) -> Reflection {
    field::read(|field: Field| match field.policy {
        Policy::Ask => {
            let texts: Vec<&str> = record
                .all(field)
                .into_iter()
                .filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None })
                .filter(|text| !text.trim().is_empty())
                .collect();
            (!texts.is_empty()).then(|| Value::Text(texts.join("\n\n")))
        }
        _ => record.value(field).cloned(),
    })
}

/// One reflection as the list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReflectionRow {
    /// The reflection.
    pub id: ReflectionId,
    /// When it happened.
    pub day: Option<NaiveDate>,
    /// What it looked like it was about.
    pub topic: Option<Topic>,
    /// What was needed.
    pub needs: Vec<Need>,
    /// How it begins.
    pub beginning: String,
    /// The thread it belongs to.
    pub thread: Option<ThreadId>,
}

impl ReflectionRow {
    /// The row of a draft that was never put away.
    pub fn of_draft(id: ReflectionId, draft: &Reflection) -> Self {
        Self {
            id,
            day: draft.mine.day,
            topic: draft.mine.topic.clone(),
            needs: draft.mine.needed.clone(),
            beginning: preview(beginning(draft)),
            thread: draft.thread,
        }
    }

    /// What Patterns counts of it; nothing without a day.
    pub fn glance(&self) -> Option<Glance> {
        Some(Glance { day: self.day?, topic: self.topic.clone(), needs: self.needs.clone() })
    }
}

/// Every reflection that was put away, newest first.
///
/// # Errors
/// When the drawer cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<ReflectionRow>, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT id, day, topic, own_topic, needs, beginning, thread FROM reflection
         ORDER BY day DESC, part DESC, put DESC, id",
    )?;
    let rows = statement.query_map([], |row| {
        let (topic, own): (String, String) = (row.get(2)?, row.get(3)?);
        let needs: String = row.get(4)?;
        let thread: Option<[u8; 16]> = row.get(6)?;
        Ok(ReflectionRow {
            id: id_at(row, 0)?,
            day: row.get::<_, Option<i64>>(1)?.and_then(day::of),
            topic: Topic::from_code(&topic, &own),
            needs: needs.split(' ').filter_map(Need::from_code).collect(),
            beginning: row.get(5)?,
            thread: thread.map(|bytes| EntityId::from_bytes(bytes).into()),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A reflection in full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// What is in it.
    pub reflection: Reflection,
    /// What was carried to the table from it.
    pub carried: Vec<LineId>,
}

/// One reflection that was put away, with all its words.
///
/// # Errors
/// When the drawer cannot be read.
pub fn one(conn: &Connection, id: ReflectionId) -> Result<Option<Whole>, JournalError> {
    let standing = heads::load(conn, &Devices::load(conn)?, id.entity())?;
    if standing.kind != Some(field::REFLECTION) || !standing.visible() {
        return Ok(None);
    }
    let record = Record::new(standing);
    let carried = record
        .members(field::CARRIED)
        .into_iter()
        .filter_map(|value| if let Value::Bytes(bytes) = value { EntityId::from_slice(bytes) } else { None })
        .map(LineId::from)
        .collect();
    Ok(Some(Whole { reflection: resolved(&record), carried }))
}

/// Keeps a draft, overwriting the one before. It is durable when this returns, and stays out of the log.
///
/// # Errors
/// When the disk refuses; the draft before stands then.
pub fn keep_draft(conn: &Connection, id: ReflectionId, draft: &Reflection) -> Result<(), JournalError> {
    conn.prepare_cached(
        "INSERT INTO reflection_draft (reflection, fields) VALUES (?1, ?2)
         ON CONFLICT (reflection) DO UPDATE SET fields = excluded.fields",
    )?
    .execute(params![id.as_bytes(), encoded(draft)])?;
    Ok(())
}

/// Puts a draft back where there is none: one that stands is newer.
///
/// # Errors
/// What the disk says.
pub fn put_back(conn: &Connection, id: ReflectionId, written: &Reflection) -> Result<(), JournalError> {
    if draft(conn, id)?.is_none() { keep_draft(conn, id, written) } else { Ok(()) }
}

/// Lets go of a draft: it was put away, or thrown away.
///
/// # Errors
/// When the disk refuses.
pub fn drop_draft(conn: &Connection, id: ReflectionId) -> Result<(), JournalError> {
    conn.prepare_cached("DELETE FROM reflection_draft WHERE reflection = ?1")?.execute([id.as_bytes()])?;
    Ok(())
}

/// The draft of one reflection, when one is kept.
///
/// # Errors
/// When the drawer cannot be read.
pub fn draft(conn: &Connection, id: ReflectionId) -> Result<Option<Reflection>, JournalError> {
    let fields: Option<Vec<u8>> = conn
        .prepare_cached("SELECT fields FROM reflection_draft WHERE reflection = ?1")?
        .query_row([id.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(fields.map(|fields| decoded(&fields)))
}

/// Every draft that is kept.
///
/// # Errors
/// When the drawer cannot be read.
pub fn drafts(conn: &Connection) -> Result<Vec<(ReflectionId, Reflection)>, JournalError> {
    let mut statement =
        conn.prepare_cached("SELECT reflection, fields FROM reflection_draft ORDER BY reflection")?;
    let rows = statement
        .query_map([], |row| Ok((id_at(row, 0)?, decoded(&row.get::<_, Vec<u8>>(1)?))))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(rows)
}

/// A reflection that the index does not hold, as a search finds it; `None` where not everything that is wanted stands in
/// it.
pub fn found(wanted: &Wanted, id: ReflectionId, draft: &Reflection) -> Option<Hit> {
    if wanted.kind().is_some_and(|kind| kind != field::REFLECTION) {
        return None;
    }
    let values = field::written(draft);
    let words = |fields: &[Field]| {
        let mut words = String::new();
        let theirs = values.iter().filter(|(field, _)| fields.contains(field));
        theirs.for_each(|(_, value)| search::gather(value, &mut words));
        words
    };
    let (title, body) = (words(&[field::OWN_TOPIC]), words(&SEARCHED));
    wanted.stands_in(&[&title, &body], draft.mine.day).then(|| Hit {
        id: id.entity(),
        kind: field::REFLECTION,
        written: draft.mine.day.map(|day| day.to_string()).unwrap_or_default(),
        title: wanted.marked(&title),
        snippet: search::snippet(wanted, &body),
    })
}

/// A draft as one map from field numbers to values, in the log's own encoding of values.
pub fn encoded(draft: &Reflection) -> Vec<u8> {
    let values = field::drafted(draft);
    let mut bytes = Vec::new();
    let mut to = Encoder::new(&mut bytes);
    // Writing into memory cannot fail.
    let _ = to.map(values.len() as u64);
    for (field, value) in &values {
        let _ = to.u16(field.id);
        let _ = codec::write_value(&mut to, value);
    }
    bytes
}

/// The draft in what [`encoded`] gave. Fields that cannot be read are blank; the others are kept.
pub fn decoded(bytes: &[u8]) -> Reflection {
    let mut from = Decoder::new(bytes);
    let mut values: Vec<(u16, Value)> = Vec::new();
    let count = from.map().ok().flatten().unwrap_or_default();
    for _ in 0..count {
        let (Ok(id), Ok(value)) = (from.u16(), codec::read_value(&mut from)) else { break };
        values.push((id, value));
    }
    field::read(|field| values.iter().find(|(id, _)| *id == field.id).map(|(_, value)| value.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_survives_being_kept_whatever_is_in_it() {
        let mut draft = Reflection::default();
        draft.mine.happened = "Ten past eight.\0 🍽\n".into();
        draft.mine.day = NaiveDate::from_ymd_opt(2026, 11, 19);
        draft.mine.showed.own = vec!["unheard".into()];
        draft.guess.outside = "ערב".into();
        draft.thread_name = "the keys and ".into();
        assert_eq!(decoded(&encoded(&draft)), draft, "every keystroke comes back");
    }

    #[test]
    fn a_torn_draft_gives_back_what_is_readable() {
        let mut draft = Reflection::default();
        draft.mine.happened = "still here".into();
        let whole = encoded(&draft);
        for cut in 0..whole.len() {
            let _ = decoded(&whole[..cut]);
        }
        assert_eq!(decoded(&[0xff, 0x00]), Reflection::default(), "nonsense is a blank draft, not a crash");
    }
}
