//! The outline of a PDF, with pages as lengths.
//!
//! Read by `hayro-syntax`, which parses what is asked for where it lies; `lopdf` 0.47 unpacks and holds every
//! object at once. Neither limits what a stream unpacks to in all, so [`tame`] sees to that first, and [`sane`]
//! to what would take for ever.

mod outline;
mod sane;
mod tame;
#[cfg(test)]
mod tests;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use hayro_syntax::{LoadPdfError, Pdf};

use crate::book::heading::{self, Extent, Unit};
use crate::book::{BookFile, Length, MOST_AUTHORS, NotRead, Source, line};
use crate::watch::{Progress, Watch};

/// The largest file that is read, in bytes: 32 MiB. It lies in memory as a whole.
pub const MOST_BYTES: u64 = 32 << 20;
/// A file is read in steps of so many bytes.
const STEP: u64 = 1 << 20;

/// Reads a PDF.
///
/// # Errors
/// [`NotRead`].
pub fn read(path: &Path, watch: &mut dyn Watch) -> Result<BookFile, NotRead> {
    let mut file = File::open(path)?;
    let about = file.metadata()?;
    if !about.is_file() {
        return Err(NotRead::OtherKind);
    }
    if about.len() > MOST_BYTES {
        return Err(NotRead::TooLarge { limit: MOST_BYTES });
    }
    let length = usize::try_from(about.len()).unwrap_or(0);
    let mut bytes = Vec::with_capacity(length);
    // It may grow while it is read; then it is not the file whose size was looked at.
    while file.by_ref().take(STEP).read_to_end(&mut bytes)? > 0 && bytes.len() <= length {
        // What follows the reading takes about as long as the reading.
        step(watch, bytes.len(), 2 * length)?;
    }
    read_from(bytes, watch)
}

/// Reads a PDF that lies in memory.
///
/// # Errors
/// [`NotRead`].
pub fn read_from(mut bytes: Vec<u8>, watch: &mut dyn Watch) -> Result<BookFile, NotRead> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(NotRead::TooLarge { limit: MOST_BYTES });
    }
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if !head.windows(5).any(|five| five == b"%PDF-") {
        return Err(NotRead::OtherKind);
    }
    let length = bytes.len();
    let is_hidden = tame::tame(&mut bytes, &mut |done| step(watch, length + done / 2, 2 * length))?;
    // A file that only its maker's password changes is opened with none.
    let pdf = match Pdf::new(bytes) {
        Err(LoadPdfError::Decryption(_)) => return Err(NotRead::Locked),
        _ if is_hidden => return Err(NotRead::Guarded),
        Err(LoadPdfError::Invalid) => return Err(NotRead::Damaged),
        Ok(pdf) => pdf,
    };
    step(watch, length + length / 2, 2 * length)?;
    book(&pdf)
}

fn step(watch: &mut dyn Watch, done: usize, of: usize) -> Result<(), NotRead> {
    if watch.at(Progress { done, of }).is_break() { Err(NotRead::Stopped) } else { Ok(()) }
}

fn book(pdf: &Pdf) -> Result<BookFile, NotRead> {
    let pages = pdf.pages().len() as u64;
    let headings = outline::headings(pdf)?;
    let said = pdf.metadata();
    let text =
        |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(|b| line(&text::decoded(b))).unwrap_or_default();
    let title = Some(text(&said.title)).filter(|title| !is_a_file_s_name(title)).unwrap_or_default();
    let entries =
        heading::entries(headings, &Extent { end: pages, unit: Unit::Pages, body: None, title: &title });
    Ok(BookFile {
        title,
        authors: authors(&text(&said.author)),
        source: if entries.is_empty() { Source::None } else { Source::Contents },
        entries,
        length: u32::try_from(pages).ok().filter(|pages| *pages > 0).map(Length::Pages),
        ..BookFile::default()
    })
}

/// Several are written into one field, and semicolons part them; a comma may stand within a name.
fn authors(text: &str) -> Vec<String> {
    let names = text.split([';', '&']).map(line).filter(|name| !name.is_empty());
    names.take(MOST_AUTHORS).collect()
}

/// What many programs write where a title should stand.
fn is_a_file_s_name(title: &str) -> bool {
    const ENDINGS: [&str; 10] =
        [".doc", ".docx", ".indd", ".pdf", ".tex", ".dvi", ".qxd", ".odt", ".rtf", ".pages"];
    let title = title.to_lowercase();
    title == "untitled" || ENDINGS.iter().any(|ending| title.ends_with(ending))
}
