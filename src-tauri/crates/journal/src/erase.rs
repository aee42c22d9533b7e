//! Forgetting for good: the payload goes, the chain stays.
//!
//! Only what nobody shows any more is erased: an entry of which a value still stands keeps its payload. So
//! erasing changes no head on any computer, and a computer that never erases shows the same as one that does.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use chrono::NaiveDate;
use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::{Field, Kind, Value};
use nightstand_domain::{page, reading, reflection};
use rusqlite::{Connection, ErrorCode, OptionalExtension as _, TransactionBehavior, params};

use crate::act::LONG;
use crate::drawer;
use crate::entry::Content;
use crate::error::JournalError;
use crate::log::{self, Devices};
use crate::open;
use crate::payload::{Op, Payload};
use crate::space::{Space, SpaceKind};

/// The queue's word for the whole record.
const WHOLE: i64 = -1;

/// The fact that says that something was erased of which the file may still hold copies.
const TRACES: &str = "traces";
/// The fact that says up to which place of the log replaced versions were looked for.
const AGED: &str = "aged";
/// So many entries are looked at again rather than written down that they were.
const SELDOM: i64 = 1_000;

/// The texts that have versions however short they are. Other texts have them when they are [`LONG`].
const TEXTS: &[Field] = &[
    page::field::BODY,
    reading::field::LINE,
    reading::field::NOTE_TEXT,
    reflection::field::GUESS,
    reflection::field::HAPPENED,
    reflection::field::OUTSIDE,
];

/// Notes that a record, or the earlier versions of one field, are to be erased.
pub(crate) fn queue(conn: &Connection, entity: EntityId, field: Option<u16>) -> Result<(), JournalError> {
    conn.prepare_cached("INSERT OR IGNORE INTO erasure (entity, field) VALUES (?1, ?2)")?
        .execute(params![entity.as_bytes(), field.map_or(WHOLE, i64::from)])?;
    Ok(())
}

/// What waits to be forgotten, and how far it was looked for.
pub struct Forgetting {
    wanted: HashMap<EntityId, HashSet<i64>>,
    looked: bool,
    next: i64,
    found: Vec<(EntityId, i64, i64)>,
}

/// How far the log was looked through for versions that were replaced long ago.
pub struct Aging {
    before: i32,
    noted: i64,
    next: i64,
}

impl Space {
    /// Erases what waits to be forgotten, when no other process is reading; says whether nothing waits any
    /// more. For a file that two processes have open, and that is small: it holds it for as long as it takes, and
    /// gives way at once. A drawer forgets by stretches, and is rewritten beside itself (see `beside`).
    ///
    /// # Errors
    /// What the disk says; whatever was not erased still waits.
    pub fn forget_now(&mut self) -> Result<bool, JournalError> {
        let Some(mut waits) = self.forgetting()? else { return Ok(true) };
        while !self.forget_on(&mut waits, usize::MAX)? {}
        if !self.leave_no_trace()? {
            return Ok(false);
        }
        self.is_forgotten(&waits)?;
        self.checkpoint()?;
        Ok(true)
    }

    /// What waits to be forgotten; `None` when nothing does.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn forgetting(&self) -> Result<Option<Forgetting>, JournalError> {
        let wanted = wanted(&self.conn)?;
        let waits = !wanted.is_empty() || fact(&self.conn, TRACES)?.is_some();
        Ok(waits.then(|| Forgetting { looked: wanted.is_empty(), wanted, next: 0, found: Vec::new() }))
    }

    /// Goes on forgetting by at most `many` entries of the log; says whether all of them are erased. The file may still
    /// hold copies then.
    ///
    /// # Errors
    /// What the disk says; whatever was not erased still waits.
    pub fn forget_on(&mut self, waits: &mut Forgetting, many: usize) -> Result<bool, JournalError> {
        if !waits.looked {
            waits.looked = waits.look_on(&self.conn, many)?;
            return Ok(waits.looked && waits.found.is_empty());
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (entity, device, seq) in waits.found.drain(waits.found.len().saturating_sub(many)..) {
            if !stands(&tx, entity, device, seq)? {
                erase(&tx, device, seq)?;
            }
        }
        tx.commit()?;
        Ok(waits.found.is_empty())
    }

    /// Notes that nothing of it is in the file any more.
    ///
    /// # Errors
    /// What the disk says; it is forgotten once more then.
    pub fn is_forgotten(&mut self, waits: &Forgetting) -> Result<(), JournalError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (entity, fields) in &waits.wanted {
            for field in fields {
                tx.prepare_cached("DELETE FROM erasure WHERE entity = ?1 AND field = ?2")?
                    .execute(params![entity.as_bytes(), field])?;
            }
        }
        tx.execute("DELETE FROM fact WHERE name = ?1", [TRACES])?;
        tx.commit()?;
        Ok(())
    }

    /// Forgets the versions of texts that were replaced before `day`; what stands is never touched. Nothing of
    /// it enters the log: every computer counts the same days, and shows the same whether it has done so yet.
    /// Says as [`Space::forget_now`] whether nothing waits any more.
    ///
    /// # Errors
    /// What the disk says; whatever was not erased still waits.
    pub fn forget_versions_before(&mut self, day: NaiveDate) -> Result<bool, JournalError> {
        let mut aging = self.aging(day)?;
        while !self.age_on(&mut aging, usize::MAX)? {}
        self.forget_now()
    }

    /// The versions that were replaced before `day` and were not looked at yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn aging(&self, day: NaiveDate) -> Result<Aging, JournalError> {
        let noted = fact(&self.conn, AGED)?.unwrap_or_default();
        Ok(Aging { before: day.to_epoch_days(), noted, next: noted })
    }

    /// Goes on by at most `many` entries of the log; says whether those that are old enough were all looked at. What
    /// was erased waits to be forgotten (see [`Space::forgetting`]).
    ///
    /// # Errors
    /// As [`Space::forget_versions_before`].
    pub fn age_on(&mut self, aging: &mut Aging, many: usize) -> Result<bool, JournalError> {
        let (replaced, last, ended) = log::replaced(&self.conn, aging.next, aging.before, many)?;
        let mut old: Vec<(i64, i64)> = replaced.iter().map(|dot| (dot.device, dot.seq)).collect();
        old.sort_unstable();
        old.dedup();
        aging.next = last;
        let far = last - aging.noted > SELDOM;
        if old.is_empty() && !far {
            return Ok(ended);
        }
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut erased = false;
        for (device, seq) in old {
            if is_old_version(&tx, device, seq)? {
                erase(&tx, device, seq)?;
                erased = true;
            }
        }
        if erased {
            note(&tx, TRACES, 1)?;
        }
        if erased || far {
            note(&tx, AGED, last)?;
            aging.noted = last;
        }
        tx.commit()?;
        Ok(ended)
    }

    /// Rewrites the file and empties the write-ahead log. `secure_delete` overwrites freed cells, but when
    /// SQLite balances pages it leaves copies of cells it moved; only a rewrite is sure to leave none. A
    /// drawer's file is cut behind its last page first, since its next step would keep old pages there.
    fn leave_no_trace(&self) -> Result<bool, JournalError> {
        let stepped = matches!(self.frame.kind, SpaceKind::Drawer(_));
        if stepped {
            drawer::page_by_page(&self.conn)?;
        }
        self.conn.busy_timeout(Duration::ZERO)?;
        let rewritten = match self.conn.execute_batch("VACUUM") {
            Ok(()) => self.checkpoint(),
            Err(error) if is_busy(&error) => Ok(false),
            Err(error) => Err(error.into()),
        };
        self.conn.busy_timeout(open::WAIT)?;
        if stepped {
            drawer::in_steps(&self.conn)?;
        }
        // In the rewritten file they lie elsewhere.
        self.keep_roots();
        rewritten
    }

    /// Moves everything from the write-ahead log into the file and empties the log; says whether it could,
    /// or somebody was reading, who is not waited for.
    ///
    /// # Errors
    /// What the disk says.
    pub fn checkpoint(&self) -> Result<bool, JournalError> {
        self.conn.busy_timeout(Duration::ZERO)?;
        let busy: rusqlite::Result<i64> =
            self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        self.conn.busy_timeout(open::WAIT)?;
        Ok(busy? == 0)
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn wanted(conn: &Connection) -> Result<HashMap<EntityId, HashSet<i64>>, JournalError> {
    let mut wanted: HashMap<EntityId, HashSet<i64>> = HashMap::new();
    let mut statement = conn.prepare("SELECT entity, field FROM erasure")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        wanted.entry(EntityId::from_bytes(row.get(0)?)).or_default().insert(row.get(1)?);
    }
    Ok(wanted)
}

impl Forgetting {
    /// Looks on for the entries that say nothing but what is to be forgotten, and of which nothing stands; says whether
    /// that was the end of the log.
    fn look_on(&mut self, conn: &Connection, many: usize) -> Result<bool, JournalError> {
        let devices = Devices::load(conn)?;
        let Self { wanted, next, found, .. } = self;
        log::walk_some(conn, &devices, next, many, |row| {
            let Content::Kept(sealed) = &row.entry.content else { return Ok(true) };
            let Ok(payload) = Payload::open(sealed) else { return Ok(true) };
            let Some(fields) = wanted.get(&payload.entity) else { return Ok(true) };
            let seq = log::signed(row.entry.seq)?;
            if payload.ops.iter().all(|op| goes(op, fields))
                && !stands(conn, payload.entity, row.device, seq)?
            {
                found.push((payload.entity, row.device, seq));
            }
            Ok(true)
        })
    }
}

/// Whether an entry, of which a value was replaced, says nothing but one text, and that text stands no more.
fn is_old_version(conn: &Connection, device: i64, seq: i64) -> Result<bool, JournalError> {
    let sealed: Option<Vec<u8>> = conn
        .prepare_cached("SELECT payload FROM entry WHERE device = ?1 AND seq = ?2")?
        .query_row([device, seq], |row| row.get(0))
        .optional()?
        .flatten();
    let Some(payload) = sealed.and_then(|sealed| Payload::open(&sealed).ok()) else { return Ok(false) };
    let [Op::Put { field, value: Value::Text(text) }] = payload.ops.as_slice() else { return Ok(false) };
    let has_versions = text.len() > LONG || is_text(payload.kind, *field);
    Ok(has_versions && !stands(conn, payload.entity, device, seq)?)
}

fn is_text(kind: Kind, id: u16) -> bool {
    TEXTS.iter().any(|field| (field.kind, field.id) == (kind, id))
}

fn stands(conn: &Connection, entity: EntityId, device: i64, seq: i64) -> Result<bool, JournalError> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM head WHERE entity = ?1 AND device = ?2 AND seq = ?3)")?
        .query_row(params![entity.as_bytes(), device, seq], |row| row.get(0))?)
}

fn fact(conn: &Connection, name: &str) -> Result<Option<i64>, JournalError> {
    let found: Option<[u8; 8]> = conn
        .prepare_cached("SELECT value FROM fact WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(found.map(i64::from_be_bytes))
}

fn note(conn: &Connection, name: &str, value: i64) -> Result<(), JournalError> {
    conn.prepare_cached("INSERT OR REPLACE INTO fact (name, value) VALUES (?1, ?2)")?
        .execute(params![name, value.to_be_bytes()])?;
    Ok(())
}

fn goes(op: &Op, fields: &HashSet<i64>) -> bool {
    match op {
        Op::Put { field, .. } => fields.contains(&WHOLE) || fields.contains(&i64::from(*field)),
        // They hold no words, and a computer that was away has to hear of them.
        Op::Delete { .. } | Op::Forget { .. } | Op::Unknown => false,
    }
}

fn erase(conn: &Connection, device: i64, seq: i64) -> Result<(), JournalError> {
    let payload: Vec<u8> = conn
        .prepare_cached("SELECT payload FROM entry WHERE device = ?1 AND seq = ?2")?
        .query_row([device, seq], |row| row.get(0))?;
    let hash = Content::Kept(payload).hash();
    conn.prepare_cached("UPDATE entry SET payload = NULL, payload_hash = ?3 WHERE device = ?1 AND seq = ?2")?
        .execute(params![device, seq, hash])?;
    Ok(())
}
