//! Values and batches as CBOR. Reading is total: any bytes give a value or a refusal, never a panic, and
//! never more memory than the bytes themselves can fill.

use minicbor::data::Type;
use minicbor::{Decoder, Encoder};
use nightstand_domain::ids::DeviceId;
use nightstand_domain::merge::{LogicalClock, Value};

use crate::entry::{Batch, Content, Entry};
use crate::envelope::{Dot, Hash};

/// Lists inside lists: more than any field needs, few enough for any stack.
const DEPTH: u8 = 16;

/// So many values in all the fields of one entry, lists and what is in them counted alike. A value takes a
/// byte to write and thirty to hold, so a few compressed kilobytes could otherwise ask for half a gigabyte.
const MOST_VALUES: usize = 65_536;

/// How many values may still be read or written.
pub(crate) struct Room(usize);

impl Room {
    /// The room of one entry.
    pub(crate) const fn of_entry() -> Self {
        Self(MOST_VALUES)
    }

    fn take(&mut self) -> Result<(), Unreadable> {
        self.0 = self.0.checked_sub(1).ok_or(Unreadable)?;
        Ok(())
    }

    /// Takes the room of `value`, when there is enough.
    pub(crate) fn take_all(&mut self, value: &Value) -> Result<(), Unreadable> {
        self.take()?;
        match value {
            Value::List(values) => values.iter().try_for_each(|value| self.take_all(value)),
            _ => Ok(()),
        }
    }
}

/// These bytes say nothing that this version understands.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl From<minicbor::decode::Error> for Unreadable {
    fn from(_: minicbor::decode::Error) -> Self {
        Self
    }
}

type Written = Result<(), minicbor::encode::Error<std::convert::Infallible>>;

/// Appends one value.
pub(crate) fn write_value(to: &mut Encoder<&mut Vec<u8>>, value: &Value) -> Written {
    match value {
        Value::Nil => to.null()?,
        Value::Bool(yes) => to.bool(*yes)?,
        Value::Int(number) => to.i64(*number)?,
        Value::Text(text) => to.str(text)?,
        Value::Bytes(bytes) => to.bytes(bytes)?,
        Value::List(values) => {
            to.array(values.len() as u64)?;
            return values.iter().try_for_each(|value| write_value(to, value));
        }
    };
    Ok(())
}

/// Reads one value that stands alone.
pub(crate) fn read_value(from: &mut Decoder<'_>) -> Result<Value, Unreadable> {
    read_within(from, &mut Room::of_entry())
}

/// Reads one of the values that share `room`.
pub(crate) fn read_within(from: &mut Decoder<'_>, room: &mut Room) -> Result<Value, Unreadable> {
    read_nested(from, DEPTH, room)
}

fn read_nested(from: &mut Decoder<'_>, depth: u8, room: &mut Room) -> Result<Value, Unreadable> {
    room.take()?;
    Ok(match from.datatype()? {
        Type::Null => {
            from.null()?;
            Value::Nil
        }
        Type::Bool => Value::Bool(from.bool()?),
        Type::String => Value::Text(from.str()?.to_owned()),
        Type::Bytes => Value::Bytes(from.bytes()?.to_owned()),
        Type::Array => {
            let inner = depth.checked_sub(1).ok_or(Unreadable)?;
            let count = from.array()?.ok_or(Unreadable)?;
            Value::List((0..count).map(|_| read_nested(from, inner, room)).collect::<Result<_, _>>()?)
        }
        _ => Value::Int(from.i64()?),
    })
}

/// A batch as it travels: what carriers seal and pass on without looking inside.
pub(crate) fn write_batch(batch: &Batch) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory cannot fail.
    let _ = batch_into(&mut Encoder::new(&mut bytes), batch);
    bytes
}

fn batch_into(to: &mut Encoder<&mut Vec<u8>>, batch: &Batch) -> Written {
    to.array(3)?.bytes(batch.device.as_bytes())?.bytes(&batch.signature)?;
    to.array(batch.entries.len() as u64)?;
    for entry in &batch.entries {
        to.array(6)?.u64(entry.seq)?.i32(entry.clock.day)?.u32(entry.clock.counter)?;
        to.array(entry.replaces.len() as u64)?;
        for dot in &entry.replaces {
            to.array(3)?.bytes(dot.device.as_bytes())?.u64(dot.seq)?.u16(dot.op)?;
        }
        match &entry.content {
            Content::Kept(payload) => to.bool(true)?.bytes(payload)?,
            Content::Erased(hash) => to.bool(false)?.bytes(hash)?,
        };
    }
    Ok(())
}

/// Reads what [`write_batch`] wrote, or what someone claims it did.
pub(crate) fn read_batch(bytes: &[u8]) -> Result<Batch, Unreadable> {
    let mut from = Decoder::new(bytes);
    exactly(&mut from, 3)?;
    let device = device(&mut from)?;
    let signature = from.bytes()?.try_into().map_err(|_| Unreadable)?;
    let count = from.array()?.ok_or(Unreadable)?;
    let entries = (0..count).map(|_| read_entry(&mut from)).collect::<Result<Vec<_>, _>>()?;
    if from.position() != bytes.len() || entries.is_empty() {
        return Err(Unreadable);
    }
    Ok(Batch { device, entries, signature })
}

fn read_entry(from: &mut Decoder<'_>) -> Result<Entry, Unreadable> {
    exactly(from, 6)?;
    let seq = from.u64()?;
    let clock = LogicalClock { day: from.i32()?, counter: from.u32()? };
    let count = from.array()?.ok_or(Unreadable)?;
    let replaces = (0..count).map(|_| read_dot(from)).collect::<Result<Vec<_>, _>>()?;
    let kept = from.bool()?;
    let bytes = from.bytes()?;
    let content = if kept {
        Content::Kept(bytes.to_owned())
    } else {
        Content::Erased(Hash::try_from(bytes).map_err(|_| Unreadable)?)
    };
    Ok(Entry { seq, clock, replaces, content })
}

fn read_dot(from: &mut Decoder<'_>) -> Result<Dot, Unreadable> {
    exactly(from, 3)?;
    Ok(Dot { device: device(from)?, seq: from.u64()?, op: from.u16()? })
}

/// Reads a device's id.
pub(crate) fn device(from: &mut Decoder<'_>) -> Result<DeviceId, Unreadable> {
    DeviceId::from_slice(from.bytes()?).ok_or(Unreadable)
}

fn exactly(from: &mut Decoder<'_>, count: u64) -> Result<(), Unreadable> {
    if from.array()? == Some(count) { Ok(()) } else { Err(Unreadable) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn batches() -> impl Strategy<Value = Batch> {
        let device = || any::<[u8; 16]>().prop_map(DeviceId::from_bytes);
        let dot =
            (device(), any::<u64>(), any::<u16>()).prop_map(|(device, seq, op)| Dot { device, seq, op });
        let content = prop_oneof![
            prop::collection::vec(any::<u8>(), 0..60).prop_map(Content::Kept),
            any::<Hash>().prop_map(Content::Erased),
        ];
        let entry = (any::<u64>(), any::<i32>(), any::<u32>(), prop::collection::vec(dot, 0..4), content)
            .prop_map(|(seq, day, counter, replaces, content)| Entry {
                seq,
                clock: LogicalClock { day, counter },
                replaces,
                content,
            });
        (device(), prop::collection::vec(entry, 1..5), prop::array::uniform32(any::<u8>())).prop_map(
            |(device, entries, half)| {
                let mut signature = [0; 64];
                signature[..32].copy_from_slice(&half);
                Batch { device, entries, signature }
            },
        )
    }

    proptest! {
        #[test]
        fn a_batch_arrives_as_it_was_sent(batch in batches()) {
            prop_assert_eq!(read_batch(&write_batch(&batch)), Ok(batch));
        }

        #[test]
        fn whatever_comes_from_outside_is_a_batch_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read_batch(&bytes);
        }

        #[test]
        fn a_batch_with_a_changed_byte_never_panics(
            batch in batches(), at in any::<prop::sample::Index>(), to in any::<u8>()
        ) {
            let mut bytes = write_batch(&batch);
            let at = at.index(bytes.len());
            bytes[at] = to;
            let _ = read_batch(&bytes);
        }

        #[test]
        fn a_value_of_any_bytes_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..120)) {
            let _ = read_value(&mut Decoder::new(&bytes));
        }
    }

    #[test]
    fn lists_inside_lists_end_somewhere() {
        let endless = vec![0x81; 10_000];
        assert_eq!(read_value(&mut Decoder::new(&endless)), Err(Unreadable), "no stack is that deep");
        let mut long = vec![0x9b];
        long.extend_from_slice(&[0xff; 8]);
        assert_eq!(read_value(&mut Decoder::new(&long)), Err(Unreadable), "a claimed length is no length");
    }

    #[test]
    fn the_batch_format_is_frozen() {
        let device = DeviceId::from_bytes([2; 16]);
        let entry = |seq, replaces, content| Entry {
            seq,
            clock: LogicalClock { day: 20_000, counter: 5 },
            replaces,
            content,
        };
        let batch = Batch {
            device,
            entries: vec![
                entry(1, vec![], Content::Kept(vec![0xaa, 0xbb])),
                entry(2, vec![Dot { device, seq: 1, op: 3 }], Content::Erased([9; 32])),
            ],
            signature: [6; 64],
        };
        let frozen = [
            &[0x83, 0x50][..],
            &[2; 16],
            &[0x58, 0x40],
            &[6; 64],
            &[0x82, 0x86, 0x01, 0x19, 0x4e, 0x20, 0x05, 0x80, 0xf5, 0x42, 0xaa, 0xbb],
            &[0x86, 0x02, 0x19, 0x4e, 0x20, 0x05, 0x81, 0x83, 0x50],
            &[2; 16],
            &[0x01, 0x03, 0xf4, 0x58, 0x20],
            &[9; 32],
        ]
        .concat();
        assert_eq!(write_batch(&batch), frozen, "version 1 of a batch never changes");
        assert_eq!(read_batch(&frozen), Ok(batch), "and is read for ever");
    }
}
