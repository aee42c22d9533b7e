//! What the log's own stories share: computers with an unkeyed space each, and a kind of record that no
//! version of the app shows, with one field for each policy.

#![allow(dead_code, reason = "each story uses its own part of this")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use nightstand_domain::ids::{DeviceId, EntityId, PersonId, SpaceId};
use nightstand_domain::merge::{Field, Kind, Policy, Value};
use nightstand_journal::{Act, Done, JournalError, Record, Space, SpaceKind, Vector, Writer};
use nightstand_sync::{Have, Replica};
use nightstand_vault::{DeviceSigner, SpaceKey};

/// A kind that nothing projects, as one from a newer version would be.
pub(crate) const KIND: Kind = Kind(900);
pub(crate) const TITLE: Field = Field::new(KIND, 1, Policy::Latest);
pub(crate) const TEXT: Field = Field::new(KIND, 2, Policy::Ask);
pub(crate) const TAGS: Field = Field::new(KIND, 3, Policy::Union);
pub(crate) const PLACE: Field = Field::new(KIND, 4, Policy::Further);
pub(crate) const FIELDS: [Field; 4] = [TITLE, TEXT, TAGS, PLACE];

/// One computer and its copy of the space.
pub(crate) struct Desk {
    pub(crate) who: PersonId,
    pub(crate) device: DeviceId,
    pub(crate) signer: Arc<DeviceSigner>,
    pub(crate) path: PathBuf,
    pub(crate) kind: SpaceKind,
    pub(crate) space: Space,
    pub(crate) day: NaiveDate,
}

pub(crate) fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap() + chrono::Days::new(number)
}

fn seed(name: &str) -> [u8; 16] {
    *EntityId::derived("test actor", &[name.as_bytes()]).as_bytes()
}

fn signer_of(name: &str) -> Arc<DeviceSigner> {
    let seed = [seed(name), seed(name)].concat();
    Arc::new(DeviceSigner::from_seed(&SpaceKey::from_slice(&seed).unwrap()))
}

impl Desk {
    /// `name`'s computer with a file of the couple's space in `folder`.
    pub(crate) fn new(folder: &std::path::Path, name: &str) -> Self {
        Self::with(folder, name, SpaceKind::Table, None)
    }

    pub(crate) fn with(
        folder: &std::path::Path,
        name: &str,
        kind: SpaceKind,
        key: Option<&SpaceKey>,
    ) -> Self {
        let device = DeviceId::from_bytes(seed(name));
        let signer = signer_of(name);
        let path = folder.join(format!("{name}.db"));
        let writer = Writer { device, signer: signer.clone() };
        let id = SpaceId::from_bytes([1; 16]);
        let space = Space::create_as(&path, kind, key, writer, id).unwrap();
        let who = PersonId::from(EntityId::from_bytes(seed(name)));
        Self { who, device, signer, path, kind, space, day: day(0) }
    }

    pub(crate) fn writer(&self) -> Writer {
        Writer { device: self.device, signer: self.signer.clone() }
    }

    /// As after a crash: the file is closed without a farewell and opened again.
    pub(crate) fn reopen(&mut self) {
        self.space = Space::open(&self.path, self.kind, None, self.writer()).unwrap();
    }

    pub(crate) fn knows(&mut self, other: &Self) {
        self.space.admit(other.device, &other.signer.public()).unwrap();
    }

    pub(crate) fn act(&mut self, f: impl FnOnce(&mut Act<'_>) -> Result<(), JournalError>) -> Done {
        self.space.act(self.who, self.day, f).unwrap().1
    }

    pub(crate) fn set(&mut self, entity: EntityId, field: Field, value: impl Into<Value>) -> Done {
        let value = value.into();
        self.act(|act| act.set(KIND, entity, vec![(field, value)]))
    }

    pub(crate) fn delete(&mut self, entity: EntityId) -> Done {
        self.act(|act| act.delete(entity))
    }

    pub(crate) fn undo(&mut self, done: &Done) -> Done {
        self.space.undo(self.who, self.day, &done.undo).unwrap()
    }

    pub(crate) fn record(&self, entity: EntityId) -> Option<Record> {
        self.space.record(entity).unwrap()
    }

    pub(crate) fn title(&self, entity: EntityId) -> Option<String> {
        self.record(entity).and_then(|record| record.text(TITLE).map(str::to_owned))
    }

    /// Gives `other` everything it lacks.
    pub(crate) fn give(&self, other: &mut Self) {
        let have = other.space.vector().unwrap();
        let batches = self.space.since(&have, usize::MAX).unwrap();
        let received = other.space.receive(&batches).unwrap();
        assert_eq!((received.aside, received.early), (0, 0), "an honest delivery is taken whole");
    }

    /// Every table of the space that should be equal on two computers, row for row. What is numbered by each
    /// computer for itself is left out or translated.
    pub(crate) fn shown(&self) -> BTreeMap<String, Vec<String>> {
        rows(
            &self.space,
            &["fact", "device", "entry", "tip", "clock", "head", "superseded", "aside", "erasure"],
        )
    }

    /// What stands, in terms that mean the same on every computer.
    pub(crate) fn heads(&self) -> Vec<String> {
        let mut statement = self
            .space
            .read()
            .prepare(
                "SELECT hex(h.entity), h.kind, h.field, hex(d.device), h.seq, h.op
                 FROM head h JOIN device d ON d.id = h.device",
            )
            .unwrap();
        let rows = statement
            .query_map([], |row| {
                Ok(format!(
                    "{} {} {} {} {} {}",
                    row.get::<_, String>(0)?,
                    row.get::<_, i64>(1)?,
                    row.get::<_, i64>(2)?,
                    row.get::<_, String>(3)?,
                    row.get::<_, i64>(4)?,
                    row.get::<_, i64>(5)?
                ))
            })
            .unwrap();
        let mut heads: Vec<String> = rows.map(Result::unwrap).collect();
        heads.sort_unstable();
        heads
    }
}

/// Every row of every table but `except`, as text, sorted.
pub(crate) fn rows(space: &Space, except: &[&str]) -> BTreeMap<String, Vec<String>> {
    let conn = space.read();
    let mut tables = conn
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        .unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = BTreeMap::new();
    for name in names.into_iter().filter(|name| !except.contains(&name.as_str())) {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns = statement.column_count();
        let mut found: Vec<String> = statement
            .query_map([], |row| {
                (0..columns).map(|at| Ok(format!("{:?} ", row.get_ref(at)?))).collect::<Result<String, _>>()
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        found.sort_unstable();
        all.insert(name, found);
    }
    all
}

pub(crate) fn entity(number: u8) -> EntityId {
    EntityId::from_bytes([number; 16])
}

pub(crate) fn words(values: &[&Value]) -> Vec<String> {
    let mut words: Vec<String> = values
        .iter()
        .map(|value| match value {
            Value::Text(text) => text.clone(),
            other => format!("{other:?}"),
        })
        .collect();
    words.sort_unstable();
    words
}

/// Robin's computer and Sam's, each of which takes what the other writes.
pub(crate) fn couple(folder: &tempfile::TempDir) -> (Desk, Desk) {
    let (mut robin, mut sam) = (Desk::new(folder.path(), "robin"), Desk::new(folder.path(), "sam"));
    robin.knows(&sam);
    sam.knows(&robin);
    (robin, sam)
}

pub(crate) fn meet(one: &mut Desk, other: &mut Desk) {
    one.give(other);
    other.give(one);
    assert_eq!(one.heads(), other.heads(), "after both gave, both have the same");
}

/// A text that is like no other text: `length` random-looking words.
pub(crate) fn unlike(number: u8, length: u8) -> String {
    (0..length).map(|n| format!("{} ", EntityId::derived("words", &[&[number], &[n]]))).collect()
}

/// A space behind the exchange.
pub(crate) struct Seat<'s>(pub(crate) &'s mut Space);

impl Replica for Seat<'_> {
    type Error = JournalError;

    fn have(&self) -> Result<Have, JournalError> {
        Ok(self.0.vector()?.0)
    }

    fn since(&self, have: &Have, budget: usize) -> Result<Vec<Vec<u8>>, JournalError> {
        self.0.since(&Vector(have.clone()), budget)
    }

    fn take(&mut self, batches: &[Vec<u8>]) -> Result<(), JournalError> {
        self.0.receive(batches).map(drop)
    }
}
