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

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn example(replaces: &[Dot]) -> Envelope<'_> {
        Envelope {
            space: SpaceId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            seq: 3,
            previous: [4; 32],
            clock: LogicalClock { day: 20_000, counter: 5 },
            replaces,
            payload_hash: payload_hash(b"sixteen random bytes and words"),
        }
    }

    #[test]
    fn vectors_are_frozen_for_ever() {
        let dot = Dot { device: DeviceId::from_bytes([7; 16]), seq: 8, op: 9 };
        assert_eq!(
            hex(&payload_hash(b"sixteen random bytes and words")),
            "4d0db3e6b70bd3270aca9b736a54c305d5330d8ff0a8b4a3fc5225fb9b55f0da"
        );
        assert_eq!(
            hex(&example(&[]).hash()),
            "6ae5d2734f736770164d9ead20f4718f3800a81cd4c68227e8a4bb5d7094a4d2"
        );
        assert_eq!(
            hex(&example(&[dot]).hash()),
            "ef35a843f13715a8805ed0b9b5bb582fe3dee67c622ced40d5ccb5b1ea230f45"
        );
        let words = signed(SpaceId::from_bytes([1; 16]), DeviceId::from_bytes([2; 16]), 3, &[4; 32]);
        assert_eq!(
            hex(&words),
            concat!(
                "6e696768747374616e642032303236206a6f75726e616c206261746368207631", // the purpose
                "01010101010101010101010101010101",
                "02020202020202020202020202020202",
                "0300000000000000",
                "0404040404040404040404040404040404040404040404040404040404040404",
            ),
            "what a device signs"
        );
    }

    #[test]
    fn every_part_of_the_envelope_is_authenticated() {
        let dot = Dot { device: DeviceId::from_bytes([7; 16]), seq: 8, op: 9 };
        let swapped = [
            Envelope { space: SpaceId::from_bytes([9; 16]), ..example(&[]) },
            Envelope { device: DeviceId::from_bytes([9; 16]), ..example(&[]) },
            Envelope { seq: 9, ..example(&[]) },
            Envelope { previous: [9; 32], ..example(&[]) },
            Envelope { clock: LogicalClock { day: 9, counter: 5 }, ..example(&[]) },
            Envelope { clock: LogicalClock { day: 20_000, counter: 9 }, ..example(&[]) },
            Envelope { payload_hash: [9; 32], ..example(&[]) },
            Envelope { replaces: &[dot], ..example(&[]) },
        ];
        for (part, other) in swapped.iter().enumerate() {
            assert_ne!(other.hash(), example(&[]).hash(), "part {part} can be swapped without notice");
        }
    }
}
