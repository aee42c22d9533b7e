//! The frozen outside of an entry: what is hashed into the chain and signed.
//!
//! The chain covers everything but the payload itself, of which it knows only the hash. So a payload can be
//! erased and the chain stays whole; the payload begins with random bytes, so its hash tells nothing.
//! Which values an entry replaces stands out here and not in the payload: it must outlive the words, or a
//! computer that was away would bring back what the others had replaced and forgotten.
//!
//! Version 1 never changes; `vectors` in the tests below are frozen for ever.

use nightstand_domain::ids::{DeviceId, SpaceId};
use nightstand_domain::merge::LogicalClock;

/// The envelope's version, the first byte of what is hashed.
pub(crate) const VERSION: u8 = 1;

/// A BLAKE3 hash.
pub(crate) type Hash = [u8; 32];

/// What the first entry of a log names as its predecessor.
pub(crate) const BEGINNING: Hash = [0; 32];

const ENTRY: &str = "nightstand 2026 journal entry v1";
const PAYLOAD: &str = "nightstand 2026 journal payload v1";
const BATCH: &[u8] = b"nightstand 2026 journal batch v1";

/// One value: the `op`th of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Dot {
    pub(crate) device: DeviceId,
    pub(crate) seq: u64,
    pub(crate) op: u16,
}

/// Everything that one link of the chain authenticates.
pub(crate) struct Envelope<'a> {
    pub(crate) space: SpaceId,
    pub(crate) device: DeviceId,
    pub(crate) seq: u64,
    pub(crate) previous: Hash,
    pub(crate) clock: LogicalClock,
    pub(crate) replaces: &'a [Dot],
    pub(crate) payload_hash: Hash,
}

impl Envelope<'_> {
    /// The link's hash, which the next entry names as its predecessor.
    pub(crate) fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key(ENTRY);
        hasher.update(&[VERSION]);
        hasher.update(self.space.as_bytes());
        hasher.update(self.device.as_bytes());
        hasher.update(&self.seq.to_le_bytes());
        hasher.update(&self.previous);
        hasher.update(&self.clock.day.to_le_bytes());
        hasher.update(&self.clock.counter.to_le_bytes());
        hasher.update(&(self.replaces.len() as u64).to_le_bytes());
        for dot in self.replaces {
            hasher.update(dot.device.as_bytes());
            hasher.update(&dot.seq.to_le_bytes());
            hasher.update(&dot.op.to_le_bytes());
        }
        hasher.update(&self.payload_hash);
        hasher.finalize().into()
    }
}

/// The hash that stands for a payload, here or erased.
pub(crate) fn payload_hash(payload: &[u8]) -> Hash {
    blake3::Hasher::new_derive_key(PAYLOAD).update(payload).finalize().into()
}

/// What a log's device signs at the end of a batch; through the chain it vouches for everything before.
pub(crate) fn signed(space: SpaceId, device: DeviceId, seq: u64, hash: &Hash) -> Vec<u8> {
    let mut words = Vec::with_capacity(BATCH.len() + 72);
    words.extend_from_slice(BATCH);
    words.extend_from_slice(space.as_bytes());
    words.extend_from_slice(device.as_bytes());
    words.extend_from_slice(&seq.to_le_bytes());
    words.extend_from_slice(hash);
    words
}
