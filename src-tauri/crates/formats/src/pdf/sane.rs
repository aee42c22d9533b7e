//! Looks through a PDF's objects once, before anything reads them.
//!
//! A reader that meets a damaged table looks for objects everywhere, and reads each as far as it goes. Where an
//! object does not end before the next one begins, that takes a minute for a megabyte; and every page of a list
//! is held. So a file is refused here whose objects do not end, or that lists more pages than a book has.

use memchr::memmem;

use crate::book::NotRead;

/// So many objects may be without an end: in files that were cut off there is one, or a few.
const MOST_ENDLESS: usize = 8;
/// So many dictionaries may stand outside every object: each trailer is one.
const MOST_OUTSIDE: usize = 2_000;
/// So many pages may be listed.
const MOST_PAGES: usize = 25_000;

/// Refuses a file whose objects do not end.
///
/// # Errors
/// [`NotRead::Damaged`].
pub(super) fn objects_end(bytes: &[u8]) -> Result<(), NotRead> {
    let (mut endless, mut outside, mut from) = (0, 0, 0);
    let mut starts =
        memmem::find_iter(bytes, b"obj").map(|at| at + 3).filter(|at| begins(bytes, *at)).peekable();
    while let Some(start) = starts.next() {
        outside += dictionaries(bytes.get(from..start).unwrap_or_default());
        let next = starts.peek().copied().unwrap_or(bytes.len());
        let text = bytes.get(start..next).unwrap_or_default();
        let end = memmem::find(text, b"endobj").unwrap_or(text.len());
        // What follows "stream" is packed, and no part of the object's text.
        let end = memmem::find(text.get(..end).unwrap_or_default(), b"stream").unwrap_or(end);
        from = start + end;
        endless += usize::from(end == text.len() || !is_whole(text.get(..end).unwrap_or_default()));
        if endless > MOST_ENDLESS || outside > MOST_OUTSIDE {
            return Err(NotRead::Damaged);
        }
    }
    outside += dictionaries(bytes.get(from..).unwrap_or_default());
    if outside > MOST_OUTSIDE { Err(NotRead::Damaged) } else { Ok(()) }
}

fn dictionaries(text: &[u8]) -> usize {
    memmem::find_iter(text, b"<<").count()
}

/// Whether an "obj" that ends at `at` has a number before it.
fn begins(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at.saturating_sub(3)).unwrap_or_default();
    before.iter().rev().find(|byte| !byte.is_ascii_whitespace()).is_some_and(u8::is_ascii_digit)
}

/// Whether every string, list and dictionary that begins in `text` ends in it.
fn is_whole(text: &[u8]) -> bool {
    let (mut open, mut bytes) = (0_usize, text.iter().copied().peekable());
    while let Some(byte) = bytes.next() {
        match byte {
            b'(' if !skip_string(&mut bytes) => return false,
            b'%' if !bytes.any(|byte| matches!(byte, b'\n' | b'\r')) => return false,
            b'[' | b'<' => open += 1,
            b']' | b'>' => match open.checked_sub(1) {
                Some(less) => open = less,
                None => return false,
            },
            _ => {}
        }
    }
    open == 0
}

/// Goes past a string; brackets within it come in pairs or behind a backslash.
fn skip_string(bytes: &mut impl Iterator<Item = u8>) -> bool {
    let mut open = 1;
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return true;
        }
    }
    false
}

/// Counts the pages that lists of pages in `text` can name; other lists under the same name count with them.
///
/// # Errors
/// [`NotRead::Overfull`], [`NotRead::Damaged`] for a list that is written in a way that cannot be counted.
pub(super) fn count_pages(text: &[u8], pages: &mut usize) -> Result<(), NotRead> {
    // A name can be written with numbers for letters, which no maker does.
    if [b"/K#".as_slice(), b"/#4", b"/Ki#", b"/Kid#"].iter().any(|odd| memmem::find(text, odd).is_some()) {
        return Err(NotRead::Damaged);
    }
    // Where no list of pages leads anywhere, whatever has contents may be taken for a page.
    *pages += memmem::find_iter(text, b"/Contents").count();
    let mut from = 0;
    while let Some(at) = memmem::find(text.get(from..).unwrap_or_default(), b"/Kids") {
        let list = from + at + b"/Kids".len();
        let (length, named) = list_of(text.get(list..).unwrap_or_default())?;
        from = list + length;
        *pages += named;
        if *pages > MOST_PAGES {
            return Err(NotRead::Overfull);
        }
    }
    if *pages > MOST_PAGES { Err(NotRead::Overfull) } else { Ok(()) }
}

/// How long the list is that `text` begins with, and how many things it names.
fn list_of(text: &[u8]) -> Result<(usize, usize), NotRead> {
    let (mut open, mut named) = (0_usize, 0);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'[' => open += 1,
            b']' => open = open.saturating_sub(1),
            b'R' | b'<' => named += 1,
            // A list that stands elsewhere, or one with words in it, is no list of pages that a maker writes.
            b'(' | b'%' => return Err(NotRead::Damaged),
            _ if open == 0 && !byte.is_ascii_whitespace() => return Err(NotRead::Damaged),
            _ => {}
        }
        if open == 0 && *byte == b']' {
            return Ok((at + 1, named));
        }
    }
    Err(NotRead::Damaged)
}
