//! The values that nobody has replaced, and the deletions among them.

use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::{Kind, LogicalClock, Stamp, Value};
use rusqlite::{Connection, params};

use crate::entry::Vector;
use crate::error::JournalError;
use crate::log::{Devices, LocalDot};
use crate::payload::{Op, Opener, Payload};

/// The field number under which a deletion stands.
pub(crate) const DELETION: i64 = -1;

/// One value that stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) field: u16,
    pub(crate) dot: LocalDot,
    pub(crate) stamp: Stamp,
    pub(crate) author: PersonId,
    pub(crate) value: Value,
}

/// One deletion that stands, and what its author had seen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Deletion {
    pub(crate) dot: LocalDot,
    pub(crate) saw: Vector,
}

/// Everything that stands of one record.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    pub(crate) kind: Option<Kind>,
    pub(crate) heads: Vec<Head>,
    pub(crate) deletions: Vec<Deletion>,
}

impl Standing {
    /// Whether the record is shown: it has a value that nobody who deleted it had seen.
    pub(crate) fn visible(&self) -> bool {
        self.heads.iter().any(|head| {
            !self.deletions.iter().any(|deletion| deletion.saw.covers(head.stamp.device, head.stamp.seq))
        })
    }

    /// The values of one field.
    pub(crate) fn of(&self, field: u16) -> impl Iterator<Item = &Head> {
        self.heads.iter().filter(move |head| head.field == field)
    }
}

/// Reads everything that stands of `entity`.
pub(crate) fn load(conn: &Connection, devices: &Devices, entity: EntityId) -> Result<Standing, JournalError> {
    let mut statement = conn.prepare_cached(
        "SELECT h.field, h.device, h.seq, h.op, h.kind, e.day, e.counter, e.payload
         FROM head h JOIN entry e ON e.device = h.device AND e.seq = h.seq
         WHERE h.entity = ?1 ORDER BY h.device, h.seq",
    )?;
    let mut rows = statement.query([entity.as_bytes()])?;
    let mut standing = Standing::default();
    let mut opener = Opener::default();
    let mut opened: Option<(i64, i64, Payload)> = None;
    while let Some(row) = rows.next()? {
        let dot = LocalDot { device: row.get(1)?, seq: row.get(2)?, op: row.get(3)? };
        if !matches!(&opened, Some((device, seq, _)) if (*device, *seq) == (dot.device, dot.seq)) {
            let sealed = row.get_ref(7)?.as_blob().map_err(rusqlite::Error::from)?;
            let payload =
                opener.open(sealed).map_err(|_| JournalError::Broken("a head of an unreadable entry"))?;
            opened = Some((dot.device, dot.seq, payload));
        }
        let Some((_, _, payload)) = &opened else { continue };
        let stamp = Stamp {
            clock: LogicalClock { day: row.get(5)?, counter: row.get(6)? },
            device: devices.device(dot.device)?,
            seq: dot.seq.unsigned_abs(),
        };
        standing.kind.get_or_insert(Kind(row.get(4)?));
        standing.take(dot, stamp, payload);
    }
    Ok(standing)
}

impl Standing {
    /// Whether both say the same, in whatever order.
    pub(crate) fn is_as(&self, other: &Self) -> bool {
        self.kind == other.kind
            && (self.heads.len(), self.deletions.len()) == (other.heads.len(), other.deletions.len())
            && self.heads.iter().all(|head| other.heads.contains(head))
            && self.deletions.iter().all(|deletion| other.deletions.contains(deletion))
    }

    /// What an entry that was written just now makes of this: the same as reading it from the file once more.
    /// `written` is where its first op stands, and `replaced` is in order.
    pub(crate) fn follow(
        &mut self,
        payload: &Payload,
        written: LocalDot,
        stamp: Stamp,
        replaced: &[LocalDot],
    ) {
        let stays = |dot: &LocalDot| replaced.binary_search(dot).is_err();
        self.heads.retain(|head| stays(&head.dot));
        self.deletions.retain(|deletion| stays(&deletion.dot));
        for (op, _) in (0_i64..).zip(&payload.ops) {
            self.take(LocalDot { op, ..written }, stamp, payload);
        }
        let stands = !self.heads.is_empty() || !self.deletions.is_empty();
        self.kind = stands.then(|| self.kind.unwrap_or(payload.kind));
    }

    pub(crate) fn take(&mut self, dot: LocalDot, stamp: Stamp, payload: &Payload) {
        match usize::try_from(dot.op).ok().and_then(|op| payload.ops.get(op)) {
            Some(Op::Put { field, value }) => self.heads.push(Head {
                field: *field,
                dot,
                stamp,
                author: payload.author,
                value: value.clone(),
            }),
            Some(Op::Delete { saw }) => self.deletions.push(Deletion { dot, saw: saw.clone() }),
            Some(Op::Forget { .. } | Op::Unknown) | None => {}
        }
    }
}

/// The value at one dot, while it has not been erased: what an index has to be told to forget.
pub(crate) fn value_at(
    opener: &mut Opener,
    conn: &Connection,
    dot: LocalDot,
) -> Result<Option<Value>, JournalError> {
    let number = u64::try_from(dot.op).unwrap_or(u64::MAX);
    // The cipher hands a torn page over as noughts before it refuses the next: that is no value that was erased.
    let unreadable = |_| JournalError::Broken("an entry that cannot be read");
    let value = sealed_at(conn, dot, |sealed| Some(opener.value(sealed, number).map_err(unreadable)))?;
    Ok(value.transpose()?.flatten())
}

/// The record that `dot` is a value of.
pub(crate) fn record_at(conn: &Connection, dot: LocalDot) -> Result<Option<(EntityId, Kind)>, JournalError> {
    let payload = sealed_at(conn, dot, |sealed| Payload::open(sealed).ok())?;
    Ok(payload.map(|payload| (payload.entity, payload.kind)))
}

/// What `read` makes of the sealed payload that holds `dot`, where there still is one.
fn sealed_at<T>(
    conn: &Connection,
    dot: LocalDot,
    read: impl FnOnce(&[u8]) -> Option<T>,
) -> Result<Option<T>, JournalError> {
    let mut statement = conn.prepare_cached("SELECT payload FROM entry WHERE device = ?1 AND seq = ?2")?;
    let mut rows = statement.query([dot.device, dot.seq])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let sealed = row.get_ref(0)?.as_blob_or_null().map_err(rusqlite::Error::from)?;
    Ok(sealed.and_then(read))
}

/// Writes down everything that stands of one record, when it was gathered from the log.
pub(crate) fn write(
    conn: &Connection,
    entity: EntityId,
    kind: Kind,
    standing: &Standing,
) -> Result<(), JournalError> {
    for head in &standing.heads {
        insert(conn, entity, kind, i64::from(head.field), head.dot)?;
    }
    for deletion in &standing.deletions {
        insert(conn, entity, kind, DELETION, deletion.dot)?;
    }
    Ok(())
}

pub(crate) fn insert(
    conn: &Connection,
    entity: EntityId,
    kind: Kind,
    field: i64,
    dot: LocalDot,
) -> Result<(), JournalError> {
    conn.prepare_cached(
        "INSERT INTO head (entity, field, device, seq, op, kind) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![entity.as_bytes(), field, dot.device, dot.seq, dot.op, kind.0])?;
    Ok(())
}

/// Removes a value that was replaced; says whether it stood.
pub(crate) fn remove(conn: &Connection, entity: EntityId, dot: LocalDot) -> Result<bool, JournalError> {
    let removed = conn
        .prepare_cached("DELETE FROM head WHERE entity = ?1 AND device = ?2 AND seq = ?3 AND op = ?4")?
        .execute(params![entity.as_bytes(), dot.device, dot.seq, dot.op])?;
    Ok(removed > 0)
}
