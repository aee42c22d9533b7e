//! The wire format: CBOR arrays that begin with the number of their form.
//!
//! ```text
//! [0, {device: seq, …}]     what the sender has
//! [1, [batch, …]]           whole batches, in the order in which they arrived at the sender
//! [2, last, bytes]          a part of one batch that is too long for a frame
//! ```

use std::collections::BTreeMap;

use minicbor::{Decoder, Encoder};
use nightstand_domain::ids::DeviceId;

/// No frame is longer, so that a cut costs little and nobody can make the other hold much.
pub const LONGEST_FRAME: usize = 256 * 1024;

/// How much of each log someone has: the last entry's number.
pub type Have = BTreeMap<DeviceId, u64>;

/// One message between two computers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// What the sender has.
    Have(Have),
    /// Whole batches, to be taken in one transaction.
    Batches(Vec<Vec<u8>>),
    /// A part of a batch that fits no frame.
    Part {
        /// Whether the batch ends here.
        last: bool,
        /// What follows the parts before.
        bytes: Vec<u8>,
    },
}

/// These bytes are no frame of this version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a frame of this version")]
pub struct NotAFrame;

impl From<minicbor::decode::Error> for NotAFrame {
    fn from(_: minicbor::decode::Error) -> Self {
        Self
    }
}

impl Frame {
    /// The frame as bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Writing into memory cannot fail.
        let _ = self.write(&mut Encoder::new(&mut bytes));
        bytes
    }

    fn write(
        &self,
        to: &mut Encoder<&mut Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        match self {
            Self::Have(have) => {
                to.array(2)?.u8(0)?.map(have.len() as u64)?;
                for (device, seq) in have {
                    to.bytes(device.as_bytes())?.u64(*seq)?;
                }
            }
            Self::Batches(batches) => {
                to.array(2)?.u8(1)?.array(batches.len() as u64)?;
                for batch in batches {
                    to.bytes(batch)?;
                }
            }
            Self::Part { last, bytes } => {
                to.array(3)?.u8(2)?.bool(*last)?.bytes(bytes)?;
            }
        }
        Ok(())
    }

    /// Reads a frame that came from outside.
    ///
    /// # Errors
    /// [`NotAFrame`], for anything that is too long or not exactly one frame.
    pub fn decode(bytes: &[u8]) -> Result<Self, NotAFrame> {
        if bytes.len() > LONGEST_FRAME {
            return Err(NotAFrame);
        }
        let mut from = Decoder::new(bytes);
        let count = from.array()?.ok_or(NotAFrame)?;
        let frame = match (from.u8()?, count) {
            (0, 2) => Self::Have(read_have(&mut from)?),
            (1, 2) => {
                let count = from.array()?.ok_or(NotAFrame)?;
                Self::Batches(
                    (0..count).map(|_| Ok(from.bytes()?.to_owned())).collect::<Result<_, NotAFrame>>()?,
                )
            }
            (2, 3) => Self::Part { last: from.bool()?, bytes: from.bytes()?.to_owned() },
            _ => return Err(NotAFrame),
        };
        if from.position() == bytes.len() { Ok(frame) } else { Err(NotAFrame) }
    }
}

fn read_have(from: &mut Decoder<'_>) -> Result<Have, NotAFrame> {
    let count = from.map()?.ok_or(NotAFrame)?;
    (0..count).map(|_| Ok((DeviceId::from_slice(from.bytes()?).ok_or(NotAFrame)?, from.u64()?))).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn frames() -> impl Strategy<Value = Frame> {
        let bytes = || prop::collection::vec(any::<u8>(), 0..64);
        prop_oneof![
            prop::collection::btree_map(any::<[u8; 16]>().prop_map(DeviceId::from_bytes), any::<u64>(), 0..5)
                .prop_map(Frame::Have),
            prop::collection::vec(bytes(), 0..5).prop_map(Frame::Batches),
            (any::<bool>(), bytes()).prop_map(|(last, bytes)| Frame::Part { last, bytes }),
        ]
    }

    proptest! {
        #[test]
        fn a_frame_arrives_as_it_was_sent(frame in frames()) {
            prop_assert_eq!(Frame::decode(&frame.encode()), Ok(frame));
        }

        #[test]
        fn whatever_comes_from_outside_is_a_frame_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..256)) {
            let _ = Frame::decode(&bytes);
        }

        #[test]
        fn a_frame_with_a_changed_byte_never_panics(frame in frames(), at in any::<prop::sample::Index>(), to in any::<u8>()) {
            let mut bytes = frame.encode();
            let at = at.index(bytes.len());
            bytes[at] = to;
            let _ = Frame::decode(&bytes);
        }
    }

    #[test]
    fn the_wire_format_is_frozen() {
        let have = Frame::Have(Have::from([(DeviceId::from_bytes([7; 16]), 300)]));
        assert_eq!(
            have.encode(),
            [&[0x82, 0x00, 0xa1, 0x50][..], &[7; 16], &[0x19, 0x01, 0x2c]].concat(),
            "version 1 of a frame never changes"
        );
        let batches = Frame::Batches(vec![vec![1, 2]]);
        assert_eq!(batches.encode(), [0x82, 0x01, 0x81, 0x42, 1, 2], "version 1 of a frame never changes");
    }
}
