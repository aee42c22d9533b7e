//! How two people's changes to one thing come together.
//!
//! A field is a multi-value register: a change names the values it replaces, and whatever it did not name
//! stands beside it. So a wrong clock can lose nothing; it can only leave two values where one was meant,
//! and the field's [`Policy`] says what is shown then.

use std::cmp::Ordering;

use crate::ids::DeviceId;

/// What sort of record an entity is. Numbers are never reused; a number that this version does not know
/// is stored, passed on, and understood after an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind(pub u16);

/// What is shown when several values of one field stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The value with the latest logical clock; the others stay in history.
    Latest,
    /// All of them, with an offer to join: a plan's time, an agreement, a long text.
    Ask,
    /// A set: every member that was added and not removed by someone who had seen it.
    Union,
    /// The one that lies furthest, by the order of [`Value`]: bookmarks.
    Further,
}

/// One field of one kind. Ids are never reused within a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The kind of record that has this field.
    pub kind: Kind,
    /// The field's number within its kind.
    pub id: u16,
    /// How concurrent values are shown.
    pub policy: Policy,
}

impl Field {
    /// Declares a field.
    pub const fn new(kind: Kind, id: u16, policy: Policy) -> Self {
        Self { kind, id, policy }
    }
}

/// What a field holds. The order is total: by variant, then by content; [`Policy::Further`] relies on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Nothing, said on purpose.
    Nil,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Somebody's words.
    Text(String),
    /// An id or a hash.
    Bytes(Vec<u8>),
    /// Several values in order.
    List(Vec<Value>),
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nil, Into::into)
    }
}

/// The log's clock: coarse on purpose. It knows the couple's day and a counter, never the minute, so that
/// the log is no record of when someone was here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct LogicalClock {
    /// Days since 1 January 1970 in the couple's reckoning.
    pub day: i32,
    /// Counts the changes that this log knew of when it was written.
    pub counter: u32,
}

impl LogicalClock {
    /// The clock of the next change: never earlier than anything already seen, whatever the wall says.
    #[must_use]
    pub fn next(self, today: i32) -> Self {
        let counter = self.counter.saturating_add(1);
        Self { day: self.day.max(today), counter }
    }

    /// The later of two clocks, component by component: what a log knows after it has read another.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { day: self.day.max(other.day), counter: self.counter.max(other.counter) }
    }
}

/// Where a value stands in the logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// When it was written, in the log's coarse reckoning.
    pub clock: LogicalClock,
    /// Whose log it is in.
    pub device: DeviceId,
    /// The entry's number in that log, from 1.
    pub seq: u64,
}

/// One of the values of a field that nobody has replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// Where it stands in the logs.
    pub stamp: Stamp,
    /// Its number within its entry.
    pub op: i64,
    /// What it says.
    pub value: &'a Value,
}

/// Which of two values is shown before the other: [`Ordering::Greater`] when it is `a`. The greatest one is
/// shown under [`Policy::Latest`] and [`Policy::Further`], all of them, in this order, under [`Policy::Ask`].
///
/// The order depends on the values alone, never on the order of arrival.
pub fn rank(policy: Policy, a: Candidate<'_>, b: Candidate<'_>) -> Ordering {
    let latest = || (a.stamp, a.op, a.value).cmp(&(b.stamp, b.op, b.value));
    match policy {
        Policy::Further => a.value.cmp(b.value).then_with(latest),
        Policy::Latest | Policy::Ask | Policy::Union => latest(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stamp() -> impl Strategy<Value = Stamp> {
        (0..5_i32, 0..5_u32, 0..3_u8, 1..9_u64).prop_map(|(day, counter, device, seq)| Stamp {
            clock: LogicalClock { day, counter },
            device: DeviceId::from_bytes([device; 16]),
            seq,
        })
    }

    fn values() -> impl Strategy<Value = Vec<(Stamp, Value)>> {
        prop::collection::vec((stamp(), (0..4_i64).prop_map(Value::Int)), 0..6)
    }

    /// The values as they are shown, best first.
    fn ranked(policy: Policy, mut values: Vec<(Stamp, Value)>) -> Vec<(Stamp, Value)> {
        values.sort_by(|a, b| rank(policy, candidate(b), candidate(a)));
        values
    }

    fn candidate((stamp, value): &(Stamp, Value)) -> Candidate<'_> {
        Candidate { stamp: *stamp, op: 0, value }
    }

    proptest! {
        #[test]
        fn what_is_shown_does_not_depend_on_the_order_of_arrival(
            (given, arrived) in values().prop_flat_map(|v| (Just(v.clone()), Just(v).prop_shuffle()))
        ) {
            for policy in [Policy::Latest, Policy::Ask, Policy::Union, Policy::Further] {
                prop_assert_eq!(ranked(policy, given.clone()), ranked(policy, arrived.clone()));
            }
        }

        #[test]
        fn a_clock_set_back_never_writes_into_the_past(day in -9..9_i32, seen in -9..9_i32, counter in 0..9_u32) {
            let before = LogicalClock { day: seen, counter };
            prop_assert!(before.next(day) > before);
        }
    }

    #[test]
    fn the_further_bookmark_is_the_one_that_is_shown() {
        let at = |counter| Stamp {
            clock: LogicalClock { day: 1, counter },
            device: DeviceId::from_bytes([0; 16]),
            seq: 1,
        };
        let ranked = ranked(Policy::Further, vec![(at(1), Value::Int(9)), (at(2), Value::Int(4))]);
        assert_eq!(
            ranked.first().map(|v| &v.1),
            Some(&Value::Int(9)),
            "a later clock does not move anyone back"
        );
    }
}
