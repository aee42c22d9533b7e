//! One record as projections see it: the values that stand, resolved by each field's policy.

use std::cmp::Ordering;

use nightstand_domain::ids::PersonId;
use nightstand_domain::merge::{self, Candidate, Field, Policy, Value};

use crate::heads::{Head, Standing};
use crate::log::LocalDot;
use crate::payload::Opener;

/// The values of one record that nobody has replaced.
#[derive(Clone, Debug)]
pub struct Record(Standing);

/// Which value of a text an index holds: kept beside the row, so that exactly that text can be taken out of
/// the index before the next one goes in. As one blob it fits one column.
pub(crate) type Place = [u8; 24];

impl Record {
    pub(crate) fn new(standing: Standing) -> Self {
        Self(standing)
    }

    pub(crate) fn into_standing(self) -> Standing {
        self.0
    }

    fn best(&self, field: Field) -> Option<&Head> {
        self.0.of(field.id).max_by(|a, b| rank(field.policy, a, b))
    }

    /// The field's value, as its policy resolves it; `None` when it was never set or was emptied.
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.best(field).map(|head| &head.value).filter(|value| **value != Value::Nil)
    }

    /// The field's text.
    pub fn text(&self, field: Field) -> Option<&str> {
        match self.value(field)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The field's number.
    pub fn int(&self, field: Field) -> Option<i64> {
        match self.value(field)? {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The field's yes or no.
    pub fn bool(&self, field: Field) -> Option<bool> {
        match self.value(field)? {
            Value::Bool(yes) => Some(*yes),
            _ => None,
        }
    }

    /// The field's bytes: an id, mostly.
    pub fn bytes(&self, field: Field) -> Option<&[u8]> {
        match self.value(field)? {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The field's list.
    pub fn list(&self, field: Field) -> Option<&[Value]> {
        match self.value(field)? {
            Value::List(values) => Some(values),
            _ => None,
        }
    }

    /// The members of a set, each once, in the order of [`Value`].
    pub fn members(&self, field: Field) -> Vec<&Value> {
        let mut members: Vec<&Value> =
            self.0.of(field.id).map(|head| &head.value).filter(|value| **value != Value::Nil).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// Every value that stands, best first: for a field under [`Policy::Ask`], the first is shown and the
    /// others stand beside it. Values that say the same are one.
    pub fn all(&self, field: Field) -> Vec<&Value> {
        let mut heads: Vec<&Head> = self.0.of(field.id).collect();
        heads.sort_unstable_by(|a, b| rank(field.policy, b, a));
        let mut values: Vec<&Value> = Vec::with_capacity(heads.len());
        for head in heads {
            if !values.contains(&&head.value) {
                values.push(&head.value);
            }
        }
        values
    }

    /// Who wrote the value that is shown.
    pub fn author(&self, field: Field) -> Option<PersonId> {
        self.best(field).map(|head| head.author)
    }

    /// How many changes its log knew of when the oldest value that still stands was written.
    pub(crate) fn first_counted(&self) -> u32 {
        self.0.heads.iter().map(|head| head.stamp.clock.counter).min().unwrap_or_default()
    }

    /// Where the value that is shown lies, for [`crate::drawer`]'s index.
    pub(crate) fn place(&self, field: Field) -> Option<Place> {
        self.best(field).map(|head| place_of(head.dot))
    }
}

fn rank(policy: Policy, a: &Head, b: &Head) -> Ordering {
    merge::rank(policy, candidate(a), candidate(b))
}

fn candidate(head: &Head) -> Candidate<'_> {
    Candidate { stamp: head.stamp, op: head.dot.op, value: &head.value }
}

fn place_of(dot: LocalDot) -> Place {
    let mut place = [0; 24];
    for (part, number) in place.chunks_exact_mut(8).zip([dot.device, dot.seq, dot.op]) {
        part.copy_from_slice(&number.to_be_bytes());
    }
    place
}

/// The value that lies at `place`, unless it was erased since.
pub(crate) fn read_place(
    opener: &mut Opener,
    conn: &rusqlite::Connection,
    place: &Place,
) -> rusqlite::Result<Option<Value>> {
    let mut numbers = place.chunks_exact(8).map(|part| part.try_into().map_or(0, i64::from_be_bytes));
    let mut next = || numbers.next().unwrap_or_default();
    let dot = LocalDot { device: next(), seq: next(), op: next() };
    crate::heads::value_at(opener, conn, dot).map_err(|error| match error {
        crate::error::JournalError::Sql(error) => error,
        other => rusqlite::Error::ToSqlConversionFailure(Box::new(other)),
    })
}
