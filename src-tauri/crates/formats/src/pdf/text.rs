//! Text in a PDF.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};

/// More of a text is not looked at.
const MOST_BYTES: usize = 4_096;

/// The text of a string: UTF-16 or UTF-8 by its mark, else the encoding of its own that PDF has.
///
/// Source: ISO 32000-2, 7.9.2.2. Some makers write UTF-8 without its mark, which the standard does not allow: what
/// can be read as UTF-8 and then has a letter or a quotation mark in it is taken for that. In PDF's own encoding the
/// same bytes are rows of signs such as "Ã©", which no title has.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let bytes = bytes.get(..bytes.len().min(MOST_BYTES)).unwrap_or_default();
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => UTF_8.decode_without_bom_handling(rest).0.into_owned(),
        bytes => match unmarked(bytes) {
            Some(text) => text.to_owned(),
            None => bytes.iter().map(|byte| letter(*byte)).collect(),
        },
    };
    without_language(&text)
}

/// The text of UTF-8 without its mark; nothing where no letter or mark of a text tells that it is.
fn unmarked(bytes: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // The last letter of a text that was cut off may be cut in two.
        Err(error) if bytes.len() == MOST_BYTES && error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let tells = |c: char| !c.is_ascii() && (c.is_alphabetic() || ('\u{2010}'..='\u{2026}').contains(&c));
    text.contains(tells).then_some(text)
}

/// Between two escapes a text may say its language.
fn without_language(text: &str) -> String {
    // What stands before the first escape, after the second, after the fourth, …
    text.split('\u{1b}').step_by(2).collect()
}

/// `PDFDocEncoding`, ISO 32000-2, annex D.2.
fn letter(byte: u8) -> char {
    const FROM_18: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const FROM_80: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ',
        'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    let from =
        |table: &[char], first: u8| table.get(usize::from(byte - first)).copied().unwrap_or('\u{fffd}');
    match byte {
        0x18..=0x1F if byte != 0x1B => from(&FROM_18, 0x18),
        0x80..=0xA0 => from(&FROM_80, 0x80),
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_in_each_of_its_encodings() {
        for (bytes, text) in [
            (b"Caf\xe9 \x85 na\xefve".as_slice(), "Café – naïve"),
            (b"\xfe\xff\0A\x20\x14\0B", "A—B"),
            (b"\xff\xfeA\0\x14\x20", "A—"),
            (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
            (b"\xfe\xff\0\x1b\0e\0n\0\x1b\0A", "A"),
            (b"", ""),
            (b"\xfe\xff\0", "\u{fffd}"),
        ] {
            assert_eq!(decoded(bytes), text, "{bytes:?}");
        }
    }

    #[test]
    fn utf_8_is_known_without_its_mark_where_it_has_a_letter() {
        for text in ["Книга", "Café", "目次", "It’s Home – Again"] {
            assert_eq!(decoded(text.as_bytes()), text);
        }
        for (bytes, text) in [
            (b"Caf\xe9".as_slice(), "Café"),
            (b"Caf\xc3\xa9 \xe9", "CafÃ© é"),
            (b"\xc2\xab", "Â«"),
            (b"\x84 \x85 \x92", "— – ™"),
        ] {
            assert_eq!(decoded(bytes), text, "{bytes:?} is no UTF-8, or has no letter in it");
        }
        let long = format!("a{}", "é".repeat(MOST_BYTES));
        assert_eq!(decoded(long.as_bytes()), format!("a{}", "é".repeat(MOST_BYTES / 2 - 1)), "it is cut off");
    }
}
