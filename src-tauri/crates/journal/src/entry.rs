//! Entries as they lie in memory between the log's tables and the wire. Nothing here knows SQL, and nothing
//! that reads bytes from outside needs more than this.

use std::collections::BTreeMap;

use nightstand_domain::ids::DeviceId;
use nightstand_domain::merge::LogicalClock;

use crate::envelope::{self, Dot, Hash};

/// One entry of some log, without what follows from its neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) seq: u64,
    pub(crate) clock: LogicalClock,
    pub(crate) replaces: Vec<Dot>,
    pub(crate) content: Content,
}

/// An entry's payload, or the hash that was left when it was forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Kept(Vec<u8>),
    Erased(Hash),
}

impl Content {
    pub(crate) fn hash(&self) -> Hash {
        match self {
            Self::Kept(payload) => envelope::payload_hash(payload),
            Self::Erased(hash) => *hash,
        }
    }
}

/// Consecutive entries of one log and the signature that vouches for the chain through the last of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Batch {
    pub(crate) device: DeviceId,
    pub(crate) entries: Vec<Entry>,
    pub(crate) signature: [u8; 64],
}

/// How much of each log someone has: the last entry's number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vector(pub BTreeMap<DeviceId, u64>);

impl Vector {
    /// Whether entry `seq` of `device` is within.
    pub fn covers(&self, device: DeviceId, seq: u64) -> bool {
        self.0.get(&device).is_some_and(|last| seq <= *last)
    }
}
