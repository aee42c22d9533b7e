//! One action: one transaction, one undo step, one report of what went stale.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::{Field, Kind, LogicalClock, Policy, Stamp, Value};
use rusqlite::Connection;

use crate::entry::{Content, Entry};
use crate::envelope;
use crate::error::JournalError;
use crate::heads::{self, DELETION, Standing};
use crate::log::{self, Devices, LocalDot, Tip};
use crate::payload::{Op, Payload};
use crate::projection::Stale;
use crate::projections;
use crate::record::Record;
use crate::space::Frame;
use crate::undo::{Before, UndoStep};

/// A value longer than this gets an entry of its own, so that an old version of it can be forgotten without
/// its neighbours.
pub(crate) const LONG: usize = 512;

/// A batch is signed when it has grown to this size, so that an import still travels in small frames.
pub(crate) const BATCH_BYTES: usize = 128 * 1024;

/// What an action did.
#[derive(Debug, Default)]
pub struct Done {
    /// The views to read again.
    pub stale: BTreeSet<Stale>,
    /// What takes it back.
    pub undo: UndoStep,
    /// After an undo: how many of its changes were left alone because somebody has changed the same thing
    /// since.
    pub held_back: usize,
}

/// One transaction on a space. Reads see its own writes.
pub struct Act<'t> {
    pub(crate) conn: &'t Connection,
    pub(crate) frame: &'t Frame,
    author: PersonId,
    pub(crate) today: i32,
    pub(crate) devices: Devices,
    own: i64,
    tip: Tip,
    signed: u64,
    unsigned_bytes: usize,
    clock: LogicalClock,
    pub(crate) before: BTreeMap<EntityId, Before>,
    /// What stands now of the records that were looked at.
    now: BTreeMap<EntityId, Standing>,
    touched: Vec<EntityId>,
    kinds: BTreeMap<EntityId, Kind>,
    sets: BTreeSet<(Kind, u16)>,
    stale: BTreeSet<Stale>,
}

impl<'t> Act<'t> {
    pub(crate) fn begin(
        conn: &'t Connection,
        frame: &'t Frame,
        author: PersonId,
        day: NaiveDate,
    ) -> Result<Self, JournalError> {
        let mut devices = Devices::load(conn)?;
        let own = devices.number(conn, frame.writer.device)?;
        let tip = log::tip(conn, own)?;
        Ok(Self {
            conn,
            frame,
            author,
            today: day.to_epoch_days(),
            devices,
            own,
            tip,
            signed: tip.seq,
            unsigned_bytes: 0,
            clock: log::clock(conn)?,
            before: BTreeMap::new(),
            now: BTreeMap::new(),
            touched: Vec::new(),
            kinds: BTreeMap::new(),
            sets: BTreeSet::new(),
            stale: BTreeSet::new(),
        })
    }

    /// The connection, for this crate's typed reads; it sees what this action has written so far.
    pub fn read(&self) -> &Connection {
        self.conn
    }

    /// Who acts.
    pub fn author(&self) -> PersonId {
        self.author
    }

    /// Gives `entity` these values. Each replaces exactly what stands now; what the other computer writes
    /// meanwhile will stand beside it. A value that stands already writes nothing. A set takes a
    /// [`Value::List`] of all its members. Setting a deleted record begins it afresh.
    ///
    /// # Errors
    /// [`JournalError::WrongField`], [`JournalError::TooLong`], and what the disk says.
    pub fn set(
        &mut self,
        kind: Kind,
        entity: EntityId,
        fields: Vec<(Field, Value)>,
    ) -> Result<(), JournalError> {
        let standing = self.look_as(kind, entity)?;
        let visible = standing.visible();
        let mut changes = Vec::new();
        for (field, value) in fields {
            if field.kind != kind {
                return Err(JournalError::WrongField { kind: kind.0, field: field.id });
            }
            let current: Vec<_> = if visible { standing.of(field.id).collect() } else { Vec::new() };
            if field.policy == Policy::Union {
                self.sets.insert((kind, field.id));
                changes.extend(Change::of_members(field, &current, value));
            } else if !matches!(current.as_slice(), [one] if one.value == value) {
                let replaces = current.iter().map(|head| head.dot).collect();
                changes.push(Change { field: field.id, policy: field.policy, value: Some(value), replaces });
            }
        }
        self.write_changes(kind, entity, &standing, changes)
    }

    /// Puts `member` into a set.
    ///
    /// # Errors
    /// As [`Act::set`].
    pub fn add(
        &mut self,
        kind: Kind,
        entity: EntityId,
        field: Field,
        member: Value,
    ) -> Result<(), JournalError> {
        let standing = self.look_as(kind, entity)?;
        if standing.visible() && standing.of(field.id).any(|head| head.value == member) {
            return Ok(());
        }
        self.sets.insert((kind, field.id));
        let change =
            Change { field: field.id, policy: Policy::Union, value: Some(member), replaces: Vec::new() };
        self.write_changes(kind, entity, &standing, vec![change])
    }

    /// Takes `member` out of a set: every adding of it that was seen here. One that was not seen stays.
    ///
    /// # Errors
    /// As [`Act::set`].
    pub fn remove_member(
        &mut self,
        kind: Kind,
        entity: EntityId,
        field: Field,
        member: &Value,
    ) -> Result<(), JournalError> {
        let standing = self.look_as(kind, entity)?;
        let replaces: Vec<_> =
            standing.of(field.id).filter(|head| head.value == *member).map(|head| head.dot).collect();
        if replaces.is_empty() || !standing.visible() {
            return Ok(());
        }
        self.sets.insert((kind, field.id));
        let change = Change { field: field.id, policy: Policy::Union, value: None, replaces };
        self.write_changes(kind, entity, &standing, vec![change])
    }

    /// Deletes a record. It is hidden unless somebody has changed it unseen: then it comes back with that
    /// change. Deleting what is not there does nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub fn delete(&mut self, entity: EntityId) -> Result<(), JournalError> {
        let standing = self.look(entity)?;
        let (Some(kind), true) = (standing.kind, standing.visible()) else { return Ok(()) };
        let mut saw = log::vector(self.conn)?;
        if self.tip.seq > 0 {
            saw.0.insert(self.frame.writer.device, self.tip.seq);
        }
        let replaces = standing.deletions.iter().map(|deletion| deletion.dot).collect();
        self.append(kind, entity, vec![Op::Delete { saw }], replaces)?;
        self.project(entity, kind)
    }

    /// Brings a deleted record back with the values that stood when it was deleted; says whether there was one.
    ///
    /// # Errors
    /// What the disk says.
    pub fn bring_back(&mut self, entity: EntityId) -> Result<bool, JournalError> {
        let standing = self.look(entity)?;
        let (Some(kind), false) = (standing.kind, standing.visible()) else { return Ok(false) };
        let changes: Vec<_> = standing
            .heads
            .iter()
            .map(|head| Change {
                field: head.field,
                policy: Policy::Latest,
                value: Some(head.value.clone()),
                replaces: Vec::new(),
            })
            .collect();
        let some = !changes.is_empty();
        self.write_changes(kind, entity, &standing, changes)?;
        Ok(some)
    }

    /// Forgets a record for good: its values go now, and its words are erased from the file at the first
    /// moment the space is unshared. This cannot be undone, and it is what a second computer of the same
    /// person does too once it hears of it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn forget(&mut self, entity: EntityId) -> Result<(), JournalError> {
        let standing = self.look(entity)?;
        let Some(kind) = standing.kind else { return Ok(()) };
        let mut replaces: Vec<_> = standing.heads.iter().map(|head| head.dot).collect();
        replaces.extend(standing.deletions.iter().map(|deletion| deletion.dot));
        self.append(kind, entity, vec![Op::Forget { field: None }], replaces)?;
        self.show(entity, kind, None)?;
        self.before.insert(entity, Before::Forgotten);
        Ok(())
    }

    /// Forgets every earlier version of one field; what stands now stays.
    ///
    /// # Errors
    /// What the disk says.
    pub fn forget_versions(&mut self, entity: EntityId, field: Field) -> Result<(), JournalError> {
        let standing = self.look(entity)?;
        if standing.kind.is_none() {
            return Ok(());
        }
        self.append(field.kind, entity, vec![Op::Forget { field: Some(field.id) }], Vec::new())
    }

    /// What stands of `entity`, remembered for the undo step when it is the first look.
    pub(crate) fn look(&mut self, entity: EntityId) -> Result<Standing, JournalError> {
        let standing = self.take_standing(entity)?;
        self.before.entry(entity).or_insert_with(|| {
            self.touched.push(entity);
            Before::of(&standing)
        });
        self.now.insert(entity, standing.clone());
        Ok(standing)
    }

    fn take_standing(&mut self, entity: EntityId) -> Result<Standing, JournalError> {
        match self.now.remove(&entity) {
            Some(standing) => Ok(standing),
            None => heads::load(self.conn, &self.devices, entity),
        }
    }

    fn look_as(&mut self, kind: Kind, entity: EntityId) -> Result<Standing, JournalError> {
        let standing = self.look(entity)?;
        match standing.kind {
            Some(found) if found != kind => Err(JournalError::WrongField { kind: found.0, field: 0 }),
            _ => Ok(standing),
        }
    }

    pub(crate) fn name_sets(&mut self, kind: Kind, fields: impl Iterator<Item = u16>) {
        self.sets.extend(fields.map(|field| (kind, field)));
    }

    /// Writes `changes` as few entries as can be, and brings back a record that was deleted.
    pub(crate) fn write_changes(
        &mut self,
        kind: Kind,
        entity: EntityId,
        standing: &Standing,
        changes: Vec<Change>,
    ) -> Result<(), JournalError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut replaces: Vec<_> = standing.deletions.iter().map(|deletion| deletion.dot).collect();
        if !standing.visible() {
            replaces.extend(standing.heads.iter().map(|head| head.dot));
        }
        let (alone, together): (Vec<_>, Vec<_>) = changes.into_iter().partition(Change::stands_alone);
        let mut ops = Vec::new();
        for change in together {
            replaces.extend(&change.replaces);
            ops.extend(change.op());
        }
        if !ops.is_empty() || !replaces.is_empty() {
            self.append(kind, entity, ops, replaces)?;
        }
        for change in alone {
            let replaces = change.replaces.clone();
            self.append(kind, entity, change.op().into_iter().collect(), replaces)?;
        }
        self.project(entity, kind)
    }

    fn append(
        &mut self,
        kind: Kind,
        entity: EntityId,
        ops: Vec<Op>,
        mut replaces: Vec<LocalDot>,
    ) -> Result<(), JournalError> {
        replaces.sort_unstable();
        replaces.dedup();
        self.kinds.insert(entity, kind);
        self.clock = self.clock.next(self.today);
        let payload = Payload { author: self.author, kind, entity, ops };
        let sealed = self.frame.sealer.borrow_mut().seal(&payload)?;
        self.unsigned_bytes += sealed.len() + 64;
        let entry = Entry {
            seq: self.tip.seq + 1,
            clock: self.clock,
            replaces: replaces.iter().map(|dot| self.devices.global(*dot)).collect::<Result<_, _>>()?,
            content: Content::Kept(sealed),
        };
        log::append(self.conn, &mut self.devices, self.own, &entry)?;
        self.tip = self.tip.advance(self.frame.id, self.frame.writer.device, &entry);
        for dot in &replaces {
            heads::remove(self.conn, entity, *dot)?;
        }
        raise(self.conn, &payload, self.own, self.tip.seq, |_| false)?;
        if let Some(now) = self.now.get_mut(&entity) {
            let stamp = Stamp { clock: self.clock, device: self.frame.writer.device, seq: self.tip.seq };
            let written = LocalDot { device: self.own, seq: log::signed(self.tip.seq)?, op: 0 };
            now.follow(&payload, written, stamp, &replaces);
        }
        if self.unsigned_bytes >= BATCH_BYTES { self.sign() } else { Ok(()) }
    }

    fn sign(&mut self) -> Result<(), JournalError> {
        if self.signed == self.tip.seq {
            return Ok(());
        }
        let device = self.frame.writer.device;
        let words = envelope::signed(self.frame.id, device, self.tip.seq, &self.tip.hash);
        log::sign(self.conn, self.own, self.tip.seq, &self.frame.writer.signer.sign(&words))?;
        log::set_tip(self.conn, self.own, self.tip)?;
        self.signed = self.tip.seq;
        self.unsigned_bytes = 0;
        Ok(())
    }

    fn project(&mut self, entity: EntityId, kind: Kind) -> Result<(), JournalError> {
        let standing = self.take_standing(entity)?;
        let (visible, record) = (standing.visible(), Record::new(standing));
        self.show(entity, kind, visible.then_some(&record))?;
        self.now.insert(entity, record.into_standing());
        Ok(())
    }

    fn show(&mut self, entity: EntityId, kind: Kind, record: Option<&Record>) -> Result<(), JournalError> {
        if let Some(projection) = projections::find(self.frame.kind, kind) {
            (projection.project)(self.conn, entity, record)?;
            self.stale.extend(projection.stale);
        }
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Done, JournalError> {
        self.sign()?;
        let mut undo = UndoStep::default();
        for entity in std::mem::take(&mut self.touched) {
            let (Some(before), Some(kind)) = (self.before.remove(&entity), self.kinds.get(&entity).copied())
            else {
                continue;
            };
            let after = self.take_standing(entity)?;
            debug_assert!(
                after.is_as(&heads::load(self.conn, &self.devices, entity)?),
                "what was followed in memory is what the file says"
            );
            undo.note(entity, kind, before, &after, &self.sets);
        }
        Ok(Done { stale: self.stale, undo, held_back: 0 })
    }
}

/// Raises the values and deletions of one entry as heads, except those that `superseded` names: they were
/// replaced before they arrived. A wish to forget is written down for the next quiet moment.
pub(crate) fn raise(
    conn: &Connection,
    payload: &Payload,
    device: i64,
    seq: u64,
    superseded: impl Fn(LocalDot) -> bool,
) -> Result<(), JournalError> {
    for (op, what) in (0_i64..).zip(&payload.ops) {
        let dot = LocalDot { device, seq: log::signed(seq)?, op };
        match what {
            Op::Put { .. } | Op::Delete { .. } if superseded(dot) => {}
            Op::Put { field, .. } => {
                heads::insert(conn, payload.entity, payload.kind, i64::from(*field), dot)?;
            }
            Op::Delete { .. } => heads::insert(conn, payload.entity, payload.kind, DELETION, dot)?,
            Op::Forget { field } => crate::erase::queue(conn, payload.entity, *field)?,
            Op::Unknown => {}
        }
    }
    Ok(())
}

/// One field's new value, or its removal.
pub(crate) struct Change {
    pub(crate) field: u16,
    pub(crate) policy: Policy,
    pub(crate) value: Option<Value>,
    pub(crate) replaces: Vec<LocalDot>,
}

impl Change {
    /// What makes the set `current` into exactly the members in `wanted`.
    fn of_members(field: Field, current: &[&heads::Head], wanted: Value) -> Vec<Self> {
        let wanted = match wanted {
            Value::List(members) => members,
            Value::Nil => Vec::new(),
            one => vec![one],
        };
        let (id, policy) = (field.id, field.policy);
        let gone = current.iter().filter(|head| !wanted.contains(&head.value)).map(|head| head.dot);
        let mut changes = Vec::new();
        let replaces: Vec<_> = gone.collect();
        if !replaces.is_empty() {
            changes.push(Self { field: id, policy, value: None, replaces });
        }
        let mut here: Vec<Value> = current.iter().map(|head| head.value.clone()).collect();
        for member in wanted {
            if !here.contains(&member) {
                here.push(member.clone());
                changes.push(Self { field: id, policy, value: Some(member), replaces: Vec::new() });
            }
        }
        changes
    }

    fn op(self) -> Option<Op> {
        self.value.map(|value| Op::Put { field: self.field, value })
    }

    /// Long texts stand alone, so that an old version can be forgotten by itself.
    fn stands_alone(&self) -> bool {
        self.value.as_ref().is_some_and(|value| self.policy == Policy::Ask || weight(value) > LONG)
    }
}

fn weight(value: &Value) -> usize {
    match value {
        Value::Nil | Value::Bool(_) | Value::Int(_) => 1,
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::List(values) => values.iter().map(weight).sum(),
    }
}
