//! Bits that turned over in a write-ahead log that nobody closed.
//!
//! SQLite reads such a log up to the first frame whose checksum does not fit, since that is how a write ends that the
//! power cut short, and takes what follows for nothing. A bit that turns over in the middle of the log would so cost
//! every change behind it, and nobody would be told. The checksum says more than that something is wrong: where one
//! bit turned over, it says which one, and that one is turned back. Where more is wrong, and changes that were
//! flushed before lie behind it, the file counts as damaged.
//!
//! The form of the log is frozen: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>.

use std::fs::OpenOptions;
use std::io::{self, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use nightstand_vault::SpaceKey;

use crate::open::with_suffix;
use crate::pages::{PAGE, Seal};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
const FRAME: usize = FRAME_HEADER + PAGE;

/// What a log begins with; its last bit says that words are read with their greatest byte first.
const MAGIC: u32 = 0x377f_0682;
const FORMAT: u32 = 3_007_000;

/// What was found in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Log {
    /// It ends where its last whole change ends, and so many bits were turned back to have it so.
    Whole {
        /// Bits that had turned over.
        healed: usize,
    },
    /// Something in it is not what was written, and flushed changes lie behind that.
    Broken,
}

/// Two sums over pairs of 32-bit words, modulo 2^32.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums(u32, u32);

impl Sums {
    fn over(self, bytes: &[u8], order: Order) -> Self {
        bytes.chunks_exact(8).fold(self, |Self(first, second), pair| {
            let (a, b) = pair.split_at(4);
            let first = first.wrapping_add(order.word(a)).wrapping_add(second);
            Self(first, second.wrapping_add(order.word(b)).wrapping_add(first))
        })
    }

    fn wrapping_add(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0), self.1.wrapping_add(other.1))
    }

    fn times(self, by: u32) -> Self {
        Self(self.0.wrapping_mul(by), self.1.wrapping_mul(by))
    }

    /// What becomes of a difference by one more pair of words.
    fn one_pair_on(self) -> Self {
        let first = self.0.wrapping_add(self.1);
        Self(first, self.1.wrapping_add(first))
    }
}

/// In which order the bytes of the words stand that are summed. Everything else in a log has its greatest byte first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Big,
    Little,
}

impl Order {
    fn word(self, bytes: &[u8]) -> u32 {
        let Ok(bytes) = bytes.try_into() else { return 0 };
        match self {
            Self::Big => u32::from_be_bytes(bytes),
            Self::Little => u32::from_le_bytes(bytes),
        }
    }
}

fn big(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).map_or(0, |bytes| Order::Big.word(bytes))
}

/// The bits of `bytes` (place and mask) of which one, turned, makes their sums `wanted`. Of a word's low bits it is one
/// alone; its highest ones count the same in many words.
fn turned(bytes: &[u8], found: Sums, wanted: Sums, order: Order) -> Vec<(usize, u8)> {
    let mut all = Vec::new();
    // What one more in the first and in the second word of the last pair makes of the sums; then of the pair before.
    let (mut first, mut second) = (Sums(1, 1), Sums(0, 1));
    for (number, pair) in bytes.chunks_exact(8).enumerate().rev() {
        let (a, b) = pair.split_at(4);
        for (at, word, weight) in [(0, order.word(a), first), (4, order.word(b), second)] {
            for bit in 0..32_u32 {
                let step = if word >> bit & 1 == 1 { (1_u32 << bit).wrapping_neg() } else { 1 << bit };
                if found.wrapping_add(weight.times(step)) == wanted {
                    let byte = (bit / 8) as usize;
                    let byte = if order == Order::Little { byte } else { 3 - byte };
                    all.push((number * 8 + at + byte, 1 << (bit % 8)));
                }
            }
        }
        (first, second) = (first.one_pair_on(), second.one_pair_on());
    }
    all
}

fn differ_by_one_bit(a: &[u8], b: &[u8]) -> bool {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum::<u32>() == 1
}

/// What the head of a log says.
#[derive(Clone, Copy)]
struct Head {
    order: Order,
    salts: [u8; 8],
    sums: Sums,
}

impl Head {
    /// `None` for one that was not written like that.
    fn read(bytes: &[u8; HEADER]) -> Option<Self> {
        let order = if big(bytes, 0) & 1 == 1 { Order::Big } else { Order::Little };
        let sums = Sums::default().over(bytes.get(..24)?, order);
        let fits = big(bytes, 0) & !1 == MAGIC
            && big(bytes, 4) == FORMAT
            && big(bytes, 8) as usize == PAGE
            && sums == Sums(big(bytes, 24), big(bytes, 28));
        fits.then(|| Self {
            order,
            salts: bytes.get(16..24).and_then(|salts| salts.try_into().ok()).unwrap_or_default(),
            sums,
        })
    }
}

impl Head {
    /// Whether `frame` is of this log, and its sums are what they must be behind `before`.
    fn takes(&self, frame: &[u8], before: Sums) -> bool {
        let frame = Frame::of(frame);
        frame.salts == self.salts && frame.summed_after(before, self.order) == frame.sums
    }
}

/// One frame, taken apart.
struct Frame<'b> {
    salts: &'b [u8],
    sums: Sums,
    /// What the sums are over: the number of the page and the length of the file, then the page.
    summed: [&'b [u8]; 2],
    ends_a_change: bool,
}

impl<'b> Frame<'b> {
    fn of(bytes: &'b [u8]) -> Self {
        let part = |from, to| bytes.get(from..to).unwrap_or_default();
        Self {
            salts: part(8, 16),
            sums: Sums(big(bytes, 16), big(bytes, 20)),
            summed: [part(0, 8), part(FRAME_HEADER, FRAME)],
            ends_a_change: big(bytes, 4) != 0,
        }
    }

    fn summed_after(&self, before: Sums, order: Order) -> Sums {
        self.summed.iter().fold(before, |sums, part| sums.over(part, order))
    }
}

/// Turns the one bit of a frame back that turned over; `false` when it is not one bit. Where the sums leave it open which,
/// the cipher's own seal on the page tells, and then the sums of the frame behind it.
fn heal(bytes: &mut Vec<u8>, behind: Option<&[u8]>, head: &Head, before: Sums, seal: Option<&Seal>) -> bool {
    let mut healed = guesses(bytes, head, before);
    healed.retain(|one| {
        let page = one.get(FRAME_HEADER..).unwrap_or_default();
        seal.is_none_or(|seal| seal.vouches_for(big(one, 0), page))
    });
    if let (true, Some(behind)) = (healed.len() > 1, behind) {
        healed.retain(|one| head.takes(behind, Frame::of(one).sums));
    }
    let Ok([one]) = <[Vec<u8>; 1]>::try_from(healed) else { return false };
    *bytes = one;
    true
}

/// Every frame that differs from this one by a bit and has the sums that it says.
fn guesses(bytes: &[u8], head: &Head, before: Sums) -> Vec<Vec<u8>> {
    let frame = Frame::of(bytes);
    let sums = frame.summed_after(before, head.order);
    let with = |at: usize, what: &[u8]| {
        let mut other = bytes.to_vec();
        if let Some(place) = other.get_mut(at..at + what.len()) {
            place.copy_from_slice(what);
        }
        other
    };
    if frame.salts != head.salts {
        let one = sums == frame.sums && differ_by_one_bit(frame.salts, &head.salts);
        return if one { vec![with(8, &head.salts)] } else { Vec::new() };
    }
    let told = [sums.0.to_be_bytes(), sums.1.to_be_bytes()].concat();
    let sums_turned = bytes.get(16..24).is_some_and(|kept| differ_by_one_bit(kept, &told));
    let others =
        turned(&frame.summed.concat(), sums, frame.sums, head.order).into_iter().map(|(at, mask)| {
            let at = if at < 8 { at } else { at - 8 + FRAME_HEADER };
            with(at, &[bytes.get(at).map_or(0, |byte| byte ^ mask)])
        });
    sums_turned.then(|| with(16, &told)).into_iter().chain(others).collect()
}

/// Looks through the log beside the database file at `path`, and turns back single bits that turned over. To be called
/// while nobody has the file open.
///
/// # Errors
/// What the disk says.
pub(crate) fn look_through(path: &Path, key: Option<&SpaceKey>) -> io::Result<Log> {
    let log = with_suffix(path, "-wal");
    // There is none, or it cannot be had: then SQLite says so.
    let Ok(mut file) = OpenOptions::new().read(true).write(true).open(&log) else {
        return Ok(Log::Whole { healed: 0 });
    };
    let mut first = [0; HEADER];
    // It is one that was begun when the power failed.
    if !whole(&mut file, &mut first)? {
        return Ok(Log::Whole { healed: 0 });
    }
    let mut frames = BufReader::with_capacity(FRAME * 16, file.try_clone()?);
    let mut behind = next(&mut frames)?;
    let mut healed = 0;
    let head = match Head::read(&first) {
        Some(head) => head,
        None => {
            let Some((bytes, head)) = head_healed(&first, behind.as_deref()) else {
                return Ok(Log::Whole { healed: 0 });
            };
            put(&log, 0, &bytes)?;
            healed += 1;
            head
        }
    };
    let mut sums = head.sums;
    let mut at = HEADER as u64;
    while let Some(mut bytes) = behind {
        behind = next(&mut frames)?;
        if !head.takes(&bytes, sums) {
            let seal = key.map(|key| Seal::of(path, key)).transpose()?;
            if !heal(&mut bytes, behind.as_deref(), &head, sums, seal.as_ref()) {
                let flushed = flushed_behind(behind, &mut frames, &head)?;
                return Ok(if flushed { Log::Broken } else { Log::Whole { healed } });
            }
            put(&log, at, &bytes)?;
            healed += 1;
        }
        sums = Frame::of(&bytes).sums;
        at += FRAME as u64;
    }
    Ok(Log::Whole { healed })
}

/// Writes `what` over what lies at `at`, durably.
fn put(log: &Path, at: u64, what: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(log)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(what)?;
    file.sync_data()
}

/// The head that differs from this one by a bit and that the first frame follows.
fn head_healed(bytes: &[u8; HEADER], first: Option<&[u8]>) -> Option<([u8; HEADER], Head)> {
    let first = first?;
    (0..HEADER * 8).find_map(|bit| {
        let mut other = *bytes;
        *other.get_mut(bit / 8)? ^= 1 << (bit % 8);
        Head::read(&other).filter(|head| head.takes(first, head.sums)).map(|head| (other, head))
    })
}

/// Whether a change lies behind the one that the frame before `behind` belongs to. Each is flushed before the next is
/// written, so that one had reached the disk as it was.
fn flushed_behind(mut behind: Option<Vec<u8>>, frames: &mut impl io::Read, head: &Head) -> io::Result<bool> {
    let mut ended = false;
    while let Some(bytes) = behind {
        let frame = Frame::of(&bytes);
        if frame.salts == head.salts {
            if ended {
                return Ok(true);
            }
            ended = frame.ends_a_change;
        }
        behind = next(frames)?;
    }
    Ok(false)
}

fn next(frames: &mut impl io::Read) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = vec![0; FRAME];
    Ok(whole(frames, &mut bytes)?.then_some(bytes))
}

/// Reads as much as `bytes` hold; `false` when there is not so much.
fn whole(from: &mut impl io::Read, bytes: &mut [u8]) -> io::Result<bool> {
    match from.read_exact(bytes) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sums_name_the_bit_that_turned_over() {
        for order in [Order::Big, Order::Little] {
            let bytes: Vec<u8> = (0..FRAME_HEADER + 40).map(|at| (at * 37 % 251) as u8).collect();
            let before = Sums(7, 11);
            let wanted = before.over(&bytes, order);
            for bit in 0..bytes.len() * 8 {
                let mut other = bytes.clone();
                other[bit / 8] ^= 1 << (bit % 8);
                let found = turned(&other, before.over(&other, order), wanted, order);
                assert!(found.contains(&(bit / 8, 1 << (bit % 8))), "{order:?}, bit {bit}");
                let in_word = if order == Order::Little { bit % 32 } else { 24 - bit % 32 / 8 * 8 + bit % 8 };
                assert!(found.len() == 1 || in_word > 24, "{order:?}, bit {bit}: {found:?}");
            }
            let mut other = bytes.clone();
            other[3] ^= 0b11;
            other[40] ^= 1;
            assert_eq!(
                turned(&other, before.over(&other, order), wanted, order),
                [],
                "several are not guessed at"
            );
        }
    }
}
