//! The inside of an entry: who changed what. CBOR with integer keys behind sixteen random bytes, compressed
//! when long.
//!
//! ```text
//! payload = salt(16) form(1) body        form 0: body is the CBOR; form 1: length(u32 LE), then zstd of it
//! CBOR    = {0: author, 1: kind, 2: entity, 3: [op, …]}
//! op      = [0, field, value]        a value
//!         | [1, {device: seq, …}]    a deletion, and what it had seen
//!         | [2] | [2, field]         forget the record | the field's earlier versions
//! ```
//! Keys and ops that a newer version adds are stepped over, and an op keeps its number, so that later
//! entries can name it.

use minicbor::{Decoder, Encoder};
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::{Kind, Value};

use crate::codec::{self, Room, Unreadable};
use crate::entry::Vector;
use crate::error::JournalError;

const SALT: usize = 16;
/// The key of the ops.
const OPS: u64 = 3;
const PLAIN: u8 = 0;
const ZSTD: u8 = 1;

/// Below this, compression costs more bytes than it saves.
const WORTH_COMPRESSING: usize = 256;

/// The longest body: a book pasted into one page still fits, a bomb does not.
const LONGEST: usize = 16 * 1024 * 1024;

/// One change of one record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Payload {
    pub(crate) author: PersonId,
    pub(crate) kind: Kind,
    pub(crate) entity: EntityId,
    pub(crate) ops: Vec<Op>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Op {
    Put {
        field: u16,
        value: Value,
    },
    Delete {
        saw: Vector,
    },
    Forget {
        field: Option<u16>,
    },
    /// Something that a newer version writes.
    Unknown,
}

impl Payload {
    /// The payload as it is stored and hashed, behind fresh random bytes.
    pub(crate) fn seal(&self) -> Result<Vec<u8>, JournalError> {
        Sealer::default().seal(self)
    }

    fn encode(&self) -> Result<Vec<u8>, JournalError> {
        let mut room = Room::of_entry();
        for op in &self.ops {
            if let Op::Put { value, .. } = op {
                room.take_all(value).map_err(|_| JournalError::TooLong)?;
            }
        }
        let mut body = Vec::new();
        self.write(&mut Encoder::new(&mut body)).map_err(|_| JournalError::TooLong)?;
        if body.len() > LONGEST { Err(JournalError::TooLong) } else { Ok(body) }
    }

    fn write(
        &self,
        to: &mut Encoder<&mut Vec<u8>>,
    ) -> Result<(), minicbor::encode::Error<std::convert::Infallible>> {
        to.map(4)?.u8(0)?.bytes(self.author.as_bytes())?.u8(1)?.u16(self.kind.0)?;
        to.u8(2)?.bytes(self.entity.as_bytes())?.u8(3)?.array(self.ops.len() as u64)?;
        for op in &self.ops {
            match op {
                Op::Put { field, value } => {
                    to.array(3)?.u8(0)?.u16(*field)?;
                    codec::write_value(to, value)?;
                }
                Op::Delete { saw } => {
                    to.array(2)?.u8(1)?.map(saw.0.len() as u64)?;
                    for (device, seq) in &saw.0 {
                        to.bytes(device.as_bytes())?.u64(*seq)?;
                    }
                }
                Op::Forget { field: None } => {
                    to.array(1)?.u8(2)?;
                }
                Op::Forget { field: Some(field) } => {
                    to.array(2)?.u8(2)?.u16(*field)?;
                }
                // Only ever read: this version never writes what it does not know.
                Op::Unknown => {
                    to.array(1)?.u8(u8::MAX)?;
                }
            }
        }
        Ok(())
    }

    /// Reads a stored payload.
    pub(crate) fn open(sealed: &[u8]) -> Result<Self, Unreadable> {
        Opener::default().open(sealed)
    }

    fn read(body: &[u8]) -> Result<Self, Unreadable> {
        let mut from = Decoder::new(body);
        let (mut author, mut kind, mut entity, mut ops) = (None, None, None, None);
        for _ in 0..from.map()?.ok_or(Unreadable)? {
            match from.u64()? {
                0 => author = EntityId::from_slice(from.bytes()?).map(PersonId::from),
                1 => kind = Some(Kind(from.u16()?)),
                2 => entity = EntityId::from_slice(from.bytes()?),
                OPS => ops = Some(read_ops(&mut from)?),
                _ => from.skip()?,
            }
        }
        Ok(Self {
            author: author.ok_or(Unreadable)?,
            kind: kind.ok_or(Unreadable)?,
            entity: entity.ok_or(Unreadable)?,
            ops: ops.ok_or(Unreadable)?,
        })
    }
}

fn read_ops(from: &mut Decoder<'_>) -> Result<Vec<Op>, Unreadable> {
    let count = from.array()?.ok_or(Unreadable)?;
    if count > u64::from(u16::MAX) {
        return Err(Unreadable);
    }
    let mut room = Room::of_entry();
    (0..count).map(|_| read_op(from, &mut room)).collect()
}

/// Reads one op and ends behind it, whether or not it was understood.
fn read_op(from: &mut Decoder<'_>, room: &mut Room) -> Result<Op, Unreadable> {
    let mut inside = from.clone();
    from.skip()?;
    Ok(understood(&mut inside, room).unwrap_or(Op::Unknown))
}

fn understood(from: &mut Decoder<'_>, room: &mut Room) -> Result<Op, Unreadable> {
    let count = from.array()?.ok_or(Unreadable)?;
    match (from.u64()?, count) {
        (0, 3) => Ok(Op::Put { field: from.u16()?, value: codec::read_within(from, room)? }),
        (1, 2) => {
            let logs = from.map()?.ok_or(Unreadable)?;
            let saw = (0..logs)
                .map(|_| Ok((codec::device(from)?, from.u64()?)))
                .collect::<Result<_, Unreadable>>()?;
            Ok(Op::Delete { saw: Vector(saw) })
        }
        (2, 1) => Ok(Op::Forget { field: None }),
        (2, 2) => Ok(Op::Forget { field: Some(from.u16()?) }),
        _ => Err(Unreadable),
    }
}

/// Seals many payloads in a row. What compressing needs is set aside once, which costs as much as compressing a
/// page does; it holds words, so it lives no longer than the space is open.
#[derive(Default)]
pub(crate) struct Sealer(Option<zstd::bulk::Compressor<'static>>);

impl Sealer {
    /// As [`Payload::seal`].
    pub(crate) fn seal(&mut self, payload: &Payload) -> Result<Vec<u8>, JournalError> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt)?;
        self.seal_with(salt, payload)
    }

    fn seal_with(&mut self, salt: [u8; SALT], payload: &Payload) -> Result<Vec<u8>, JournalError> {
        let body = payload.encode()?;
        let mut sealed = salt.to_vec();
        match self.compressed(&body) {
            Some(short) => {
                sealed.push(ZSTD);
                sealed.extend_from_slice(&(body.len() as u32).to_le_bytes());
                sealed.extend_from_slice(&short);
            }
            None => {
                sealed.push(PLAIN);
                sealed.extend_from_slice(&body);
            }
        }
        Ok(sealed)
    }

    fn compressed(&mut self, body: &[u8]) -> Option<Vec<u8>> {
        if body.len() < WORTH_COMPRESSING {
            return None;
        }
        if self.0.is_none() {
            self.0 = zstd::bulk::Compressor::new(zstd::DEFAULT_COMPRESSION_LEVEL).ok();
        }
        let short = self.0.as_mut()?.compress(body).ok()?;
        (short.len() + 4 < body.len()).then_some(short)
    }
}

/// Opens many payloads in a row. What is set aside for expanding costs more than expanding a page does, so
/// it is set aside once; it holds words, so it lives no longer than one question.
#[derive(Default)]
pub(crate) struct Opener {
    zstd: Option<zstd::bulk::Decompressor<'static>>,
    expanded: Vec<u8>,
}

impl Opener {
    /// As [`Payload::open`].
    pub(crate) fn open(&mut self, sealed: &[u8]) -> Result<Payload, Unreadable> {
        Payload::read(self.body(sealed)?)
    }

    /// The value that op number `number` puts, without reading the ops around it; `None` where it puts none.
    pub(crate) fn value(&mut self, sealed: &[u8], number: u64) -> Result<Option<Value>, Unreadable> {
        let mut from = Decoder::new(self.body(sealed)?);
        for _ in 0..from.map()?.ok_or(Unreadable)? {
            if from.u64()? == OPS {
                let ops = from.array()?.ok_or(Unreadable)?;
                if number >= ops {
                    return Ok(None);
                }
                for _ in 0..number {
                    from.skip()?;
                }
                return match read_op(&mut from, &mut Room::of_entry())? {
                    Op::Put { value, .. } => Ok(Some(value)),
                    Op::Delete { .. } | Op::Forget { .. } | Op::Unknown => Ok(None),
                };
            }
            from.skip()?;
        }
        Err(Unreadable)
    }

    fn body<'b>(&'b mut self, sealed: &'b [u8]) -> Result<&'b [u8], Unreadable> {
        let (form, body) = sealed.get(SALT..).and_then(<[u8]>::split_first).ok_or(Unreadable)?;
        match *form {
            PLAIN => Ok(body),
            ZSTD => self.expand(body),
            _ => Err(Unreadable),
        }
    }

    fn expand(&mut self, body: &[u8]) -> Result<&[u8], Unreadable> {
        let (length, short) = body.split_first_chunk::<4>().ok_or(Unreadable)?;
        let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Unreadable)?;
        if length > LONGEST {
            return Err(Unreadable);
        }
        if self.zstd.is_none() {
            self.zstd = zstd::bulk::Decompressor::new().ok();
        }
        self.expanded.resize(length.max(self.expanded.len()), 0);
        let room = self.expanded.get_mut(..length).ok_or(Unreadable)?;
        let zstd = self.zstd.as_mut().ok_or(Unreadable)?;
        let written = zstd.decompress_to_buffer(short, room).map_err(|_| Unreadable)?;
        self.expanded.get(..written).ok_or(Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use nightstand_domain::ids::DeviceId;
    use proptest::prelude::*;

    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Nil),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            "\\PC{0,40}".prop_map(Value::Text),
            prop::collection::vec(any::<u8>(), 0..40).prop_map(Value::Bytes),
        ];
        leaf.prop_recursive(4, 24, 6, |inner| prop::collection::vec(inner, 0..6).prop_map(Value::List))
    }

    fn ops() -> impl Strategy<Value = Op> {
        let device = any::<[u8; 16]>().prop_map(DeviceId::from_bytes);
        prop_oneof![
            (any::<u16>(), values()).prop_map(|(field, value)| Op::Put { field, value }),
            prop::collection::btree_map(device, any::<u64>(), 0..4)
                .prop_map(|saw| Op::Delete { saw: Vector(saw) }),
            any::<Option<u16>>().prop_map(|field| Op::Forget { field }),
        ]
    }

    fn payloads() -> impl Strategy<Value = Payload> {
        (any::<[u8; 16]>(), any::<u16>(), any::<[u8; 16]>(), prop::collection::vec(ops(), 0..6)).prop_map(
            |(author, kind, entity, ops)| Payload {
                author: EntityId::from_bytes(author).into(),
                kind: Kind(kind),
                entity: EntityId::from_bytes(entity),
                ops,
            },
        )
    }

    proptest! {
        #[test]
        fn what_was_sealed_opens_as_it_was(payload in payloads()) {
            prop_assert_eq!(Payload::open(&payload.seal().unwrap()), Ok(payload));
        }

        #[test]
        fn a_value_is_read_alone_as_among_the_others(payloads in prop::collection::vec(payloads(), 1..4)) {
            let (mut sealer, mut opener) = (Sealer::default(), Opener::default());
            for payload in payloads {
                let sealed = sealer.seal(&payload).unwrap();
                prop_assert_eq!(sealed.len(), payload.seal().unwrap().len(), "one that has sealed others seals as well");
                for number in 0..=payload.ops.len() {
                    let put = match payload.ops.get(number) {
                        Some(Op::Put { value, .. }) => Some(value.clone()),
                        _ => None,
                    };
                    prop_assert_eq!(opener.value(&sealed, number as u64), Ok(put));
                }
            }
        }

        #[test]
        fn bytes_from_outside_open_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = (Payload::open(&bytes), Opener::default().value(&bytes, 1));
        }

        #[test]
        fn a_changed_byte_never_panics(
            payload in payloads(), at in any::<prop::sample::Index>(), to in any::<u8>()
        ) {
            let mut sealed = payload.seal().unwrap();
            let at = at.index(sealed.len());
            sealed[at] = to;
            let _ = (Payload::open(&sealed), Opener::default().value(&sealed, 1));
        }
    }

    fn example(ops: Vec<Op>) -> Payload {
        Payload {
            author: EntityId::from_bytes([0xa1; 16]).into(),
            kind: Kind(20),
            entity: EntityId::from_bytes([0xe2; 16]),
            ops,
        }
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Frozen for ever: a log that was written once is read by every later version.
    const FROZEN: &str = concat!(
        "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a", // salt
        "00",                               // plain
        "a4",
        "0050a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
        "0114",
        "0250e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2e2",
        "0387",
        "83000163544541",                                     // field 1 is the text TEA
        "83000284f5f641ff38ff",                               // field 2 is [true, nil, bytes ff, -256]
        "8201a150d3d3d3d3d3d3d3d3d3d3d3d3d3d3d3d31a000f4241", // deleted, having seen 1,000,001 of one log
        "8102",                                               // forget the record
        "82021907d0",                                         // forget the versions of field 2000
        "820563666f6f",                                       // a newer version's op
        "8300056100",                                         // field 5 is the text NUL
    );

    #[test]
    fn the_payload_format_is_frozen() {
        let known = example(vec![
            Op::Put { field: 1, value: "TEA".into() },
            Op::Put {
                field: 2,
                value: Value::List(vec![
                    Value::Bool(true),
                    Value::Nil,
                    Value::Bytes(vec![0xff]),
                    Value::Int(-256),
                ]),
            },
            Op::Delete { saw: Vector([(DeviceId::from_bytes([0xd3; 16]), 1_000_001)].into()) },
            Op::Forget { field: None },
            Op::Forget { field: Some(2000) },
            Op::Unknown,
            Op::Put { field: 5, value: "\0".into() },
        ]);
        let sealed: Vec<u8> = (0..FROZEN.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&FROZEN[at..at + 2], 16).unwrap())
            .collect();
        assert_eq!(
            Payload::open(&sealed),
            Ok(known.clone()),
            "version 1 is read, an unknown op is stepped over"
        );
        let written = example(known.ops.iter().filter(|op| **op != Op::Unknown).cloned().collect());
        let frozen = FROZEN.replace("820563666f6f", "").replace("0387", "0386");
        assert_eq!(
            hex(&Sealer::default().seal_with([0x5a; 16], &written).unwrap()),
            frozen,
            "and written byte for byte"
        );
    }

    #[test]
    fn a_compressed_payload_of_version_1_is_read() {
        let long = example(vec![Op::Put { field: 1, value: "the lamp is lit ".repeat(64).into() }]);
        let frozen: Vec<u8> = (0..COMPRESSED.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&COMPRESSED[at..at + 2], 16).unwrap())
            .collect();
        assert_eq!(Payload::open(&frozen), Ok(long.clone()), "whatever a later zstd would write");
        let sealed = Sealer::default().seal_with([0x5a; 16], &long).unwrap();
        assert!(sealed.len() < 200, "a long text is compressed: {}", hex(&sealed));
    }

    const COMPRESSED: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a012f04000028b52ffd602f037501001402a40050a101140250e20381830001790400746865206c616d70206973206c6974200300b49f590dd0bd0e6401";

    #[test]
    fn a_text_beyond_all_measure_is_refused_in_words() {
        let endless = example(vec![Op::Put { field: 1, value: "x".repeat(LONGEST).into() }]);
        assert!(matches!(endless.seal(), Err(JournalError::TooLong)), "it is not cut, it is refused");
        let pasted = example(vec![Op::Put { field: 1, value: "x".repeat(1 << 20).into() }]);
        assert_eq!(Payload::open(&pasted.seal().unwrap()), Ok(pasted), "a megabyte is nothing special");
    }

    #[test]
    fn a_claim_of_endless_length_is_refused() {
        let mut bomb = vec![0; SALT];
        bomb.push(ZSTD);
        bomb.extend_from_slice(&u32::MAX.to_le_bytes());
        bomb.extend_from_slice(&zstd::bulk::compress(&[0; 1000], 3).unwrap());
        assert_eq!(Payload::open(&bomb), Err(Unreadable), "no memory is set aside for a claim");
    }

    #[test]
    fn a_list_that_would_fill_the_memory_is_neither_written_nor_read() {
        let list = |length: usize| Op::Put { field: 1, value: Value::List(vec![Value::Nil; length]) };
        let endless = example(vec![list(100_000)]);
        assert!(
            matches!(endless.seal(), Err(JournalError::TooLong)),
            "what would not be read is not written"
        );
        let mut body = Vec::new();
        endless.write(&mut Encoder::new(&mut body)).unwrap();
        let sealed = [&[0; SALT][..], &[PLAIN], &body].concat();
        let read = Payload::open(&sealed).map(|read| read.ops);
        assert_eq!(read, Ok(vec![Op::Unknown]), "it is kept and passed on, and nothing is made of it");
        let shared = example(vec![list(40_000), list(40_000)]);
        assert!(matches!(shared.seal(), Err(JournalError::TooLong)), "all fields of an entry share the room");
        let long = example(vec![list(40_000)]);
        assert_eq!(Payload::open(&long.seal().unwrap()), Ok(long), "no set that somebody keeps is that long");
    }

    #[test]
    fn the_same_words_twice_have_two_hashes() {
        let page = example(vec![Op::Put { field: 1, value: "the same words".into() }]);
        let hashes =
            [page.seal().unwrap(), page.seal().unwrap()].map(|sealed| crate::envelope::payload_hash(&sealed));
        assert_ne!(hashes[0], hashes[1], "what is left of an erased payload tells nothing");
    }
}
