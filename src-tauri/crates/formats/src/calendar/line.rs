//! Bytes to lines: whatever encoding they came in, folded lines joined, names and parameters taken apart.

use std::borrow::Cow;
use std::iter::{Filter, Peekable};
use std::str::Split;

/// A longer property is no date and no rule: a picture in an invitation, or something hostile.
pub(super) const LONGEST_LINE: usize = 64 << 10;

/// The text in a file: UTF-8 or UTF-16 by its mark, UTF-16 without one by the zeros in its first two letters, else
/// UTF-8 if it is, else Latin-1, which anything is.
pub(super) fn text(file: &[u8]) -> Cow<'_, str> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).map(|pair| <[u8; 2]>::try_from(pair).map_or(0, unit));
        let chars = char::decode_utf16(pairs).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
        Cow::Owned(chars.collect())
    };
    match file {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        [0, 1..=u8::MAX, 0, 1..=u8::MAX, ..] => utf16(file, u16::from_be_bytes),
        [1..=u8::MAX, 0, 1..=u8::MAX, 0, ..] => utf16(file, u16::from_le_bytes),
        _ => std::str::from_utf8(file)
            .map_or_else(|_| Cow::Owned(file.iter().map(|byte| char::from(*byte)).collect()), Cow::Borrowed),
    }
}

/// Pieces between line ends, without the empty ones.
type Pieces<'t> = Peekable<Filter<Split<'t, [char; 2]>, fn(&&str) -> bool>>;

/// The logical lines of a text: a piece that begins with a blank goes on with the one before.
pub(super) struct Lines<'t> {
    pieces: Pieces<'t>,
}

/// One property or mark.
pub(super) struct Line<'t> {
    text: Cow<'t, str>,
    /// Its end is missing, because it was longer than [`LONGEST_LINE`].
    pub(super) is_cut: bool,
}

pub(super) fn lines(text: &str) -> Lines<'_> {
    let some: fn(&&str) -> bool = |piece| !piece.is_empty();
    Lines { pieces: text.split(['\r', '\n']).filter(some).peekable() }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let first = self.pieces.next()?;
        let whole = first.get(..first.floor_char_boundary(LONGEST_LINE)).unwrap_or_default();
        let mut line = Line { text: Cow::Borrowed(whole), is_cut: whole.len() < first.len() };
        while let Some(more) = self.pieces.next_if(|piece| piece.starts_with([' ', '\t'])) {
            line.is_cut |= line.text.len() + more.len() > LONGEST_LINE;
            if !line.is_cut {
                line.text.to_mut().push_str(more.get(1..).unwrap_or_default());
            }
        }
        if line.is_cut
            && let Some(last) = line.text.rfind(',')
        {
            // Half a date would be another date.
            line.text.to_mut().truncate(last);
        }
        Some(line)
    }
}

impl Line<'_> {
    /// The property's name, in upper case, when it is no longer than any that is read.
    pub(super) fn name(&self) -> Option<String> {
        let end = self.text.find([';', ':']).filter(|end| *end <= 32)?;
        self.text.get(..end).map(|name| name.trim().to_ascii_uppercase())
    }

    /// What stands behind the colon; colons between quotes are not the one.
    pub(super) fn value(&self) -> Option<&str> {
        self.colon().and_then(|at| self.text.get(at + 1..)).map(str::trim)
    }

    /// One parameter, without the quotes around it.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let head = self.text.get(..self.colon()?)?;
        let mut quoted = false;
        let parts = head.split(move |c: char| {
            quoted ^= c == '"';
            c == ';' && !quoted
        });
        let named = parts.skip(1).filter_map(|part| part.split_once('='));
        let mut found = named.filter(|(found, _)| found.trim().eq_ignore_ascii_case(name));
        found.next().map(|(_, value)| value.trim().trim_matches('"'))
    }

    fn colon(&self) -> Option<usize> {
        let mut quoted = false;
        self.text.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b':' && !quoted
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_text_in_whatever_encoding_it_came() {
        let word = "Straße";
        let utf16 = |unit: fn(u16) -> [u8; 2]| word.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        let files = [
            word.as_bytes().to_vec(),
            marked(&[0xEF, 0xBB, 0xBF], word.as_bytes()),
            marked(&[0xFF, 0xFE], &utf16(u16::to_le_bytes)),
            marked(&[0xFE, 0xFF], &utf16(u16::to_be_bytes)),
            utf16(u16::to_le_bytes),
            utf16(u16::to_be_bytes),
            b"Stra\xDFe".to_vec(),
        ];
        for file in files {
            assert_eq!(text(&file), word, "{file:x?}");
        }
        assert_eq!(
            text(&[0xFF, 0xFE, 0x00, 0xD8, 0x41]),
            "\u{FFFD}",
            "half a character is no reason to stop"
        );
    }

    #[test]
    fn folded_lines_are_joined_whatever_ends_them() {
        for end in ["\r\n", "\n", "\r", "\r\n\r\n"] {
            let file = format!("DTSTART;TZID={end} Europe/Ber{end}\tlin:20261{end} 123{end}END:VEVENT");
            let found: Vec<_> = lines(&file).collect();
            assert_eq!(found.len(), 2, "{end:?}");
            assert_eq!(found[0].parameter("tzid"), Some("Europe/Berlin"));
            assert_eq!(found[0].value(), Some("20261123"));
        }
    }

    #[test]
    fn quoted_parameters_may_hold_what_separates_others() {
        let only = |text: &'static str| lines(text).next().unwrap();
        let line = only("dtstart;X=\"a:b;c\" ;TZID=\"(UTC+01:00) Bern; Rome\":20261123T200000");
        assert_eq!(line.name().as_deref(), Some("DTSTART"));
        assert_eq!(line.parameter("TZID"), Some("(UTC+01:00) Bern; Rome"));
        assert_eq!(line.value(), Some("20261123T200000"));
        assert_eq!(only("DTSTART;TZID=\"open:2026").value(), None, "an open quote has no end");
    }

    #[test]
    fn a_line_without_end_is_cut_and_says_so() {
        for fold in ["\r\n ", ""] {
            let long = format!("EXDATE:{}", format!("{fold}20261123,").repeat(100_000));
            let line = lines(&long).next().unwrap();
            assert!(
                line.is_cut && line.text.len() <= LONGEST_LINE && line.text.ends_with("1123"),
                "at a date"
            );
        }
    }
}
