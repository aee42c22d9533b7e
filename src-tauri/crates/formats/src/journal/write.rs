//! Pages as files that other programs read. None of them is sealed.

mod dayone;
mod html;
mod jrnl;
mod markdown;

use std::io::{self, Seek, Write};

use chrono_tz::Tz;
use nightstand_domain::ids::PictureId;
use nightstand_domain::marks;

use super::{Page, Written};
use crate::picture::Picture;

pub use html::{Sheet, Words};
pub use markdown::{PICTURES, file, name};

/// Gives a picture that a page names, whenever it is asked for: none is held for longer than it is written. One that is
/// not there is told by its words.
pub type Pictures<'p> = dyn FnMut(PictureId) -> io::Result<Option<Picture>> + 'p;

/// Day One's zip with its JSON and the pictures of its pages. Civil times are told in `zone`.
///
/// # Errors
/// When it cannot be written.
pub fn dayone<W: Write + Seek>(
    to: W,
    pages: impl Iterator<Item = Page>,
    pictures: &mut Pictures<'_>,
    zone: Tz,
) -> io::Result<W> {
    dayone::write(to, pages, pictures, zone)
}

/// jrnl's text. It has no pictures; their words stand for them.
///
/// # Errors
/// When it cannot be written.
pub fn jrnl(to: impl Write, pages: impl Iterator<Item = Page>) -> io::Result<()> {
    jrnl::write(to, pages)
}

/// One HTML file that holds all it needs and prints well.
///
/// # Errors
/// When it cannot be written.
pub fn html(
    to: impl Write,
    words: &Words,
    sheets: impl Iterator<Item = Sheet>,
    pictures: &mut Pictures<'_>,
) -> io::Result<()> {
    html::write(to, words, sheets, pictures)
}

/// The tags that a text does not name yet, as words at its end, for formats that know tags in the text alone.
pub fn tagged(body: &str, tags: &[String]) -> String {
    let words = tags.iter().map(|tag| format!("#{}", tag.split_whitespace().collect::<Vec<_>>().join("-")));
    let low = body.to_lowercase();
    let said: std::collections::HashSet<&str> = low
        .split_whitespace()
        .map(|word| word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']))
        .collect();
    let named: std::collections::HashSet<&str> = marks::tags(&low).collect();
    let is_said = |word: &str| said.contains(word) || named.contains(word.trim_start_matches('#'));
    let missing: Vec<String> = words.filter(|word| !is_said(&word.to_lowercase())).collect();
    match (missing.is_empty(), body.trim().is_empty()) {
        (true, _) => body.to_owned(),
        (false, true) => missing.join(" "),
        (false, false) => format!("{}\n\n{}", body.trim_end_matches('\n'), missing.join(" ")),
    }
}

/// When a page was written, as an order and as midnight where only the day is known.
fn civil(written: Written) -> Option<chrono::NaiveDateTime> {
    match written {
        Written::Unknown => None,
        Written::On(day) => day.and_hms_opt(0, 0, 0),
        Written::At(at) => Some(at),
    }
}
