//! Takes out of a PDF what is not needed and could be made large, before anything unpacks it.
//!
//! Only two kinds of streams hold what an outline needs: objects, and the table of where they are. Every other
//! stream is blanked where it lies. Those two are unpacked here once, to see that they stay within bounds, and
//! are kept only where they are written as all makers write them: packed once, in the common way.

use std::ops::Range;

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use super::sane;
use crate::book::NotRead;

/// One stream of objects unpacks to at most this, in bytes.
const MOST_OF_ONE: usize = 8 << 20;
/// All of them together.
const MOST_IN_ALL: usize = 16 << 20;
/// So many dictionaries are in a file at most.
const MOST_DICTIONARIES: usize = 300_000;
/// A stream's own dictionary is looked for so far before it.
const LONGEST_HEAD: usize = 4 << 10;

/// Blanks what is not needed; says whether objects that may be needed went with it. They do where the file is
/// encrypted: what a stream unpacks to would be known only once it is decrypted. `step` hears how far it has come.
///
/// # Errors
/// [`NotRead::Bloated`], [`NotRead::Overfull`], and what `step` says.
pub(super) fn tame(
    bytes: &mut [u8],
    step: &mut dyn FnMut(usize) -> Result<(), NotRead>,
) -> Result<bool, NotRead> {
    let mut unpacked = Unpacked::default();
    let mut objects: Vec<Range<usize>> = Vec::new();
    let mut from = 0;
    let (mut streams, mut stepped) = (0, 0);
    while let Some(at) = find(bytes, from, b"stream") {
        let head_from = from.max(at.saturating_sub(LONGEST_HEAD));
        let data = after_line_end(bytes, at + b"stream".len());
        let end = find(bytes, data, b"endstream").unwrap_or(bytes.len());
        let head = bytes.get(head_from..at).unwrap_or_default();
        if holds(head, b"/ObjStm") {
            objects.push(data..end);
        }
        if !is_needed(head) || !unpacked.take(head, bytes.get(data..).unwrap_or_default())? {
            bytes.get_mut(data..end).unwrap_or_default().fill(b' ');
        }
        from = (end + b"endstream".len()).min(bytes.len());
        streams += 1;
        if from - stepped > 1 << 20 || streams % 256 == 0 {
            step(from)?;
            stepped = from;
        }
    }
    let is_encrypted = memmem::find(bytes, b"/Encrypt").is_some();
    for stream in objects.iter().filter(|_| is_encrypted) {
        bytes.get_mut(stream.clone()).unwrap_or_default().fill(b' ');
    }
    sane::objects_end(bytes)?;
    unpacked.count(bytes)?;
    Ok(is_encrypted && !objects.is_empty())
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memmem::find(bytes.get(from..)?, what).map(|at| from + at)
}

/// The data of a stream begins on the next line.
fn after_line_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..]) => at + 2,
        Some([b'\r' | b'\n', ..]) => at + 1,
        _ => at,
    }
}

/// Whether a stream with this dictionary before it holds objects or their table.
fn is_needed(head: &[u8]) -> bool {
    holds(head, b"/ObjStm") || holds(head, b"/XRef")
}

fn holds(head: &[u8], what: &[u8]) -> bool {
    memmem::find(head, what).is_some()
}

/// What the kept streams unpack to.
#[derive(Default)]
struct Unpacked {
    bytes: usize,
    dictionaries: usize,
    pages: usize,
}

impl Unpacked {
    /// Whether a stream may be kept. `data` goes on to the end of the file: how long the stream is, is said in
    /// a place that may lie.
    fn take(&mut self, head: &[u8], data: &[u8]) -> Result<bool, NotRead> {
        let head = memmem::rfind(head, b"obj").and_then(|at| head.get(at..)).unwrap_or(head);
        let Some(packing) = Packing::of(head) else { return Ok(false) };
        let (text, whole) = match packing {
            Packing::Plain => {
                let end = find(data, 0, b"endstream").unwrap_or(data.len());
                (data.get(..end).unwrap_or_default().to_vec(), true)
            }
            Packing::Flate => inflate(data)?,
        };
        // What is not kept took its time as well.
        self.bytes += text.len();
        if self.bytes > MOST_IN_ALL {
            return Err(NotRead::Bloated);
        }
        // A stream within a stream would be unpacked too.
        if !whole || memmem::find(&text, b"stream").is_some() {
            return Ok(false);
        }
        self.count(&text)?;
        Ok(true)
    }

    fn count(&mut self, text: &[u8]) -> Result<(), NotRead> {
        sane::count_pages(text, &mut self.pages)?;
        self.dictionaries += memmem::find_iter(text, b"<<").count();
        if self.dictionaries > MOST_DICTIONARIES { Err(NotRead::Overfull) } else { Ok(()) }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Plain,
    Flate,
}

impl Packing {
    /// How a stream with this dictionary is packed; `None` for every way but the two common ones.
    fn of(head: &[u8]) -> Option<Self> {
        let count = |what: &[u8]| memmem::find_iter(head, what).count();
        // Names can be written in other ways ("/Fl", "/Flate#44ecode"), and rows of any width be undone: nobody
        // does so here.
        if count(b"#") > 0 || count(b"/Colors") > 0 || count(b"/F ") > 0 || columns(head) > 64 {
            return None;
        }
        let parameters = count(b"/DecodeParms");
        match (count(b"/Filter"), count(b"/FlateDecode"), count(b"Decode") - parameters) {
            (0, 0, 0) => Some(Self::Plain),
            (1, 1, 1) => Some(Self::Flate),
            _ => None,
        }
    }
}

/// The widest row that a stream's dictionary names.
fn columns(head: &[u8]) -> usize {
    memmem::find_iter(head, b"/Columns")
        .map(|at| {
            let rest = head.get(at + b"/Columns".len()..).unwrap_or_default();
            let digits =
                rest.iter().skip_while(|b| b.is_ascii_whitespace()).take_while(|b| b.is_ascii_digit());
            digits.fold(0_usize, |sum, b| sum.saturating_mul(10).saturating_add(usize::from(b - b'0')))
        })
        .max()
        .unwrap_or(0)
}

/// Unpacks a stream; says whether it unpacked cleanly to its end.
fn inflate(data: &[u8]) -> Result<(Vec<u8>, bool), NotRead> {
    let mut text = Vec::with_capacity(64 << 10);
    let mut inflater = Decompress::new(true);
    loop {
        let from = usize::try_from(inflater.total_in()).unwrap_or(usize::MAX);
        let rest = data.get(from..).unwrap_or_default();
        let (len, room) = (text.len(), text.capacity());
        match inflater.decompress_vec(rest, &mut text, FlushDecompress::None) {
            Err(_) => return Ok((text, false)),
            Ok(_) if text.len() > MOST_OF_ONE => return Err(NotRead::Bloated),
            Ok(Status::StreamEnd) => return Ok((text, true)),
            // Neither more to read nor more to write: it is cut off.
            Ok(_) if text.len() == len && len < room => return Ok((text, false)),
            Ok(_) => text.reserve(text.len()),
        }
    }
}
