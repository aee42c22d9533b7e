//! The sidecar's bytes. Little-endian; every slot has a fixed head and counts its keys; the last 32 bytes are
//! the BLAKE3 hash of everything before them, in every version, so that "newer" and "damaged" stay apart.
//! The layout of version 1 is frozen: `tests/vectors/slots_v1.hex` opens for ever.

use nightstand_domain::ids::PersonId;

use super::cost::Cost;
use super::{Method, Purpose, Ring, SlotError, Unlock};
use crate::seal;
use crate::secret::SpaceKey;

const MAGIC: &[u8; 8] = b"NSTSLOTS";
const VERSION: u16 = 1;
/// No profile comes near; a file that claims more is no sidecar.
pub(super) const MOST_SLOTS: usize = 64;
const MOST_KEYS: usize = 8;
/// A whole book of the largest size.
pub(super) const MOST_BYTES: u64 = 256 * 1024;

const SEALED: usize = 32 + seal::OVERHEAD;

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Book {
    /// Counts the writes; the copy with the higher one is the newer. Zero was never written.
    pub(super) generation: u64,
    pub(super) id: [u8; 16],
    pub(super) slots: Vec<Slot>,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) id: [u8; 16],
    pub(super) method: Method,
    /// A passphrase is proven by typing it twice; words, once two of them were asked back.
    pub(super) proven: bool,
    pub(super) holder: PersonId,
    pub(super) cost: Cost,
    pub(super) salt: [u8; 16],
    pub(super) keys: Vec<Sealed>,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) struct Sealed {
    pub(super) purpose: Purpose,
    bytes: [u8; SEALED],
}

impl Sealed {
    pub(super) fn from_bytes(purpose: Purpose, bytes: &[u8]) -> Option<Self> {
        Some(Self { purpose, bytes: bytes.try_into().ok()? })
    }
}

/// What is authenticated with a sealed key: swap any part of it and the key no longer opens.
pub(super) fn context(book: &[u8; 16], slot: &Slot, purpose: Purpose) -> Vec<u8> {
    let mut context = b"nightstand key slot".to_vec();
    context.extend_from_slice(&VERSION.to_le_bytes());
    context.extend_from_slice(book);
    context.extend_from_slice(&slot.id);
    context.push(method_byte(slot.method));
    context.extend_from_slice(slot.holder.as_bytes());
    slot.cost.numbers().iter().for_each(|number| context.extend_from_slice(&number.to_le_bytes()));
    context.extend_from_slice(&purpose_bytes(purpose));
    context
}

impl Book {
    pub(super) fn empty() -> Result<Self, getrandom::Error> {
        let mut id = [0; 16];
        getrandom::fill(&mut id)?;
        Ok(Self { generation: 0, id, slots: Vec::new() })
    }

    /// A new slot with every key of the ring in it, and the key that sealed them.
    pub(super) fn sealed(
        &self,
        ring: &Ring,
        with: &Unlock<'_>,
        cost: Cost,
        proven: bool,
    ) -> Result<(Slot, SpaceKey), SlotError> {
        let (mut id, mut salt) = ([0; 16], [0; 16]);
        getrandom::fill(&mut id)?;
        getrandom::fill(&mut salt)?;
        let (method, holder) = (with.method(), ring.holder);
        let mut slot = Slot { id, method, proven, holder, cost, salt, keys: Vec::new() };
        let stretched = with.stretched(&cost, &salt)?;
        for (purpose, key) in &ring.keys {
            let context = context(&self.id, &slot, *purpose);
            let bytes = seal::seal(&stretched, &context, key.expose("sealing a key into a slot"))?;
            slot.keys.push(Sealed::from_bytes(*purpose, &bytes).ok_or(SlotError::Room)?);
        }
        Ok((slot, stretched))
    }

    /// Tries what someone typed.
    pub(super) fn unlock(&self, slot: &Slot, with: &Unlock<'_>) -> Result<Ring, SlotError> {
        self.unlock_with(slot, &with.stretched(&slot.cost, &slot.salt)?)
    }

    /// The slot's keys. One that was damaged is left out; the others are worth having.
    pub(super) fn unlock_with(&self, slot: &Slot, stretched: &SpaceKey) -> Result<Ring, SlotError> {
        let mut ring = Ring::of(slot.holder);
        for sealed in &slot.keys {
            let plain = seal::open(stretched, &context(&self.id, slot, sealed.purpose), &sealed.bytes);
            if let Some(key) = plain.ok().and_then(|plain| SpaceKey::from_slice(&plain)) {
                ring = ring.with(sealed.purpose, key);
            }
        }
        if ring.keys.is_empty() { Err(SlotError::NoMatch) } else { Ok(ring) }
    }

    /// The key that seals the slot's keys, when `with` really opens one of them.
    pub(super) fn stretched(&self, slot: &Slot, with: &Unlock<'_>) -> Result<SpaceKey, SlotError> {
        let stretched = with.stretched(&slot.cost, &slot.salt)?;
        let opens = |sealed: &Sealed| {
            seal::open(&stretched, &context(&self.id, slot, sealed.purpose), &sealed.bytes).is_ok()
        };
        if slot.keys.iter().any(opens) { Ok(stretched) } else { Err(SlotError::NoMatch) }
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&self.generation.to_le_bytes());
        bytes.extend_from_slice(&self.id);
        bytes.push(u8::try_from(self.slots.len()).unwrap_or(u8::MAX));
        for slot in &self.slots {
            bytes.extend_from_slice(&slot.id);
            bytes.push(method_byte(slot.method));
            bytes.push(u8::from(slot.proven));
            bytes.extend_from_slice(slot.holder.as_bytes());
            slot.cost.numbers().iter().for_each(|number| bytes.extend_from_slice(&number.to_le_bytes()));
            bytes.extend_from_slice(&slot.salt);
            bytes.push(u8::try_from(slot.keys.len()).unwrap_or(u8::MAX));
            for sealed in &slot.keys {
                bytes.extend_from_slice(&purpose_bytes(sealed.purpose));
                bytes.extend_from_slice(&sealed.bytes);
            }
        }
        let check = blake3::hash(&bytes);
        bytes.extend_from_slice(check.as_bytes());
        bytes
    }

    /// # Errors
    /// [`SlotError::Damaged`] or [`SlotError::Newer`].
    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, SlotError> {
        let (body, check) = bytes.split_last_chunk::<32>().ok_or(SlotError::Damaged)?;
        if blake3::hash(body) != blake3::Hash::from_bytes(*check) {
            return Err(SlotError::Damaged);
        }
        let mut reader = Reader(body);
        if reader.array()? != *MAGIC {
            return Err(SlotError::Damaged);
        }
        match u16::from_le_bytes(reader.array()?) {
            VERSION => reader.book(),
            version if version > VERSION => Err(SlotError::Newer),
            _ => Err(SlotError::Damaged),
        }
    }
}

fn method_byte(method: Method) -> u8 {
    match method {
        Method::Passphrase => 1,
        Method::Words => 2,
    }
}

fn purpose_bytes(purpose: Purpose) -> [u8; 17] {
    let (tag, person) = match purpose {
        Purpose::Table => (1, [0; 16]),
        Purpose::Drawer(person) => (2, *person.as_bytes()),
        Purpose::PersonSigning(person) => (3, *person.as_bytes()),
    };
    let mut bytes = [tag; 17];
    bytes.iter_mut().skip(1).zip(person).for_each(|(to, from)| *to = from);
    bytes
}

fn person(bytes: [u8; 16]) -> PersonId {
    PersonId::from(nightstand_domain::ids::EntityId::from_bytes(bytes))
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn array<const N: usize>(&mut self) -> Result<[u8; N], SlotError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(SlotError::Damaged)?;
        self.0 = rest;
        Ok(*head)
    }

    fn count(&mut self, most: usize) -> Result<usize, SlotError> {
        let [count] = self.array()?;
        Some(usize::from(count)).filter(|count| *count <= most).ok_or(SlotError::Damaged)
    }

    fn number(&mut self) -> Result<u32, SlotError> {
        self.array().map(u32::from_le_bytes)
    }

    fn book(&mut self) -> Result<Book, SlotError> {
        let generation = u64::from_le_bytes(self.array()?);
        let id = self.array()?;
        let count = self.count(MOST_SLOTS)?;
        let slots = (0..count).map(|_| self.slot()).collect::<Result<_, _>>()?;
        if self.0.is_empty() { Ok(Book { generation, id, slots }) } else { Err(SlotError::Damaged) }
    }

    fn slot(&mut self) -> Result<Slot, SlotError> {
        let id = self.array()?;
        let method = match self.array()? {
            [1] => Method::Passphrase,
            [2] => Method::Words,
            [_] => return Err(SlotError::Damaged),
        };
        let proven = self.array()? == [1];
        let holder = person(self.array()?);
        let cost = Cost::new(self.number()?, self.number()?, self.number()?)?;
        let salt = self.array()?;
        let count = self.count(MOST_KEYS)?;
        let keys = (0..count).map(|_| self.sealed()).collect::<Result<_, _>>()?;
        Ok(Slot { id, method, proven, holder, cost, salt, keys })
    }

    fn sealed(&mut self) -> Result<Sealed, SlotError> {
        let [tag] = self.array()?;
        let whose = person(self.array()?);
        let purpose = match tag {
            1 => Purpose::Table,
            2 => Purpose::Drawer(whose),
            3 => Purpose::PersonSigning(whose),
            _ => return Err(SlotError::Damaged),
        };
        Ok(Sealed { purpose, bytes: self.array()? })
    }
}
