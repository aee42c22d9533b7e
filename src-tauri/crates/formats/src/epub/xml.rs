//! XML as books have it: read to the end as far as it makes sense, with no entity of the file's own expanded.

use std::borrow::Cow;

use quick_xml::escape::{resolve_html5_entity, unescape_with};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

/// What a file is made of. An element without content opens and closes.
pub(super) enum Piece<'t> {
    Open(BytesStart<'t>),
    Close,
    Text(Cow<'t, str>),
}

/// Elements stand within each other at most so deep. Each that is open is remembered.
const DEEPEST: usize = 4_096;

/// Goes through a file. Where it stops making sense, it ends.
pub(super) struct Pieces<'t> {
    reader: Reader<&'t [u8]>,
    depth: usize,
}

impl<'t> Pieces<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, depth: 0 }
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = Piece<'t>;

    fn next(&mut self) -> Option<Piece<'t>> {
        loop {
            return Some(match self.reader.read_event().ok()? {
                Event::Start(_) if self.depth >= DEEPEST => return None,
                Event::Start(tag) => {
                    self.depth += 1;
                    Piece::Open(tag)
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(letter)) => Piece::Text(letter.to_string().into()),
                    Ok(None) => Piece::Text(resolve_html5_entity(&name).unwrap_or(" ").into()),
                    Err(_) => continue,
                },
                Event::Eof => return None,
                _ => continue,
            });
        }
    }
}

/// The name of an element without its prefix.
pub(super) fn name<'e>(tag: &'e BytesStart<'_>) -> &'e str {
    tag.name().0.rsplit(':').next().unwrap_or_default()
}

/// The value of the attribute that is called exactly so, prefix and all.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    find(tag, |key| key == name)
}

/// The value of the attribute of that name, whatever its prefix.
pub(super) fn any_attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    find(tag, |key| key.rsplit(':').next() == Some(name))
}

fn find(tag: &BytesStart<'_>, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let mut attributes = tag.html_attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| is_it(attribute.key.0))?;
    let plain = unescape_with(&found.value, resolve_html5_entity).map(Cow::into_owned);
    Some(plain.unwrap_or_else(|_| found.value.clone().into_owned()))
}

/// What an element says of itself: `epub:type`, and `role` for those who write that instead.
pub(super) fn types(tag: &BytesStart<'_>) -> String {
    let own = attribute(tag, "epub:type").unwrap_or_default();
    let role = attribute(tag, "role").unwrap_or_default();
    format!("{own} {role}")
}
