//! The inside of an entry: who changed what. CBOR with integer keys behind sixteen random bytes, compressed
//! when long.
//!
//! ```text
//! payload = salt(16) form(1) body        form 0: body is the CBOR; form 1: length(u32 LE), then zstd of it
//! CBOR    = {0: author, 1: kind, 2: entity, 3: [op, …]}
//! op      = [0, field, value] | [1, {device: seq, …}]        a value | a deletion and what it had seen
//! ```
//! Keys and ops that a newer version adds are stepped over, and an op keeps its number, so that later
//! entries can name it.

use minicbor::{Decoder, Encoder};
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::{Kind, Value};

use crate::codec::{self, Unreadable};
use crate::error::JournalError;
use crate::exchange::Vector;

const SALT: usize = 16;
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
    Put { field: u16, value: Value },
    Delete { saw: Vector },
    /// Something that a newer version writes.
    Unknown,
}

impl Payload {
    /// The payload as it is stored and hashed, behind fresh random bytes.
    pub(crate) fn seal(&self) -> Result<Vec<u8>, JournalError> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt)?;
        self.seal_with(salt)
    }

    fn seal_with(&self, salt: [u8; SALT]) -> Result<Vec<u8>, JournalError> {
        let mut body = Vec::new();
        self.write(&mut Encoder::new(&mut body)).map_err(|_| JournalError::TooLong)?;
        if body.len() > LONGEST {
            return Err(JournalError::TooLong);
        }
        let mut sealed = salt.to_vec();
        match compressed(&body) {
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
        let (form, body) = sealed.get(SALT..).and_then(<[u8]>::split_first).ok_or(Unreadable)?;
        match *form {
            PLAIN => Self::read(body),
            ZSTD => Self::read(&expanded(body)?),
            _ => Err(Unreadable),
        }
    }

    fn read(body: &[u8]) -> Result<Self, Unreadable> {
        let mut from = Decoder::new(body);
        let (mut author, mut kind, mut entity, mut ops) = (None, None, None, None);
        for _ in 0..from.map()?.ok_or(Unreadable)? {
            match from.u64()? {
                0 => author = EntityId::from_slice(from.bytes()?).map(PersonId::from),
                1 => kind = Some(Kind(from.u16()?)),
                2 => entity = EntityId::from_slice(from.bytes()?),
                3 => ops = Some(read_ops(&mut from)?),
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
    (0..count).map(|_| read_op(from)).collect()
}

/// Reads one op and ends behind it, whether or not it was understood.
fn read_op(from: &mut Decoder<'_>) -> Result<Op, Unreadable> {
    let mut inside = from.clone();
    from.skip()?;
    Ok(understood(&mut inside).unwrap_or(Op::Unknown))
}

fn understood(from: &mut Decoder<'_>) -> Result<Op, Unreadable> {
    let count = from.array()?.ok_or(Unreadable)?;
    match (from.u64()?, count) {
        (0, 3) => Ok(Op::Put { field: from.u16()?, value: codec::read_value(from)? }),
        (1, 2) => {
            let logs = from.map()?.ok_or(Unreadable)?;
            let saw = (0..logs)
                .map(|_| Ok((codec::device(from)?, from.u64()?)))
                .collect::<Result<_, Unreadable>>()?;
            Ok(Op::Delete { saw: Vector(saw) })
        }
        _ => Err(Unreadable),
    }
}

fn compressed(body: &[u8]) -> Option<Vec<u8>> {
    if body.len() < WORTH_COMPRESSING {
        return None;
    }
    zstd::bulk::compress(body, zstd::DEFAULT_COMPRESSION_LEVEL).ok().filter(|short| short.len() + 4 < body.len())
}

fn expanded(body: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let (length, short) = body.split_first_chunk::<4>().ok_or(Unreadable)?;
    let length = usize::try_from(u32::from_le_bytes(*length)).map_err(|_| Unreadable)?;
    if length > LONGEST {
        return Err(Unreadable);
    }
    zstd::bulk::decompress(short, length).map_err(|_| Unreadable)
}
