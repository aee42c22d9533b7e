//! From the bytes of a text file to its letters.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text of an XML file: by its byte order mark, by the name in its first line, or UTF-8. What does not
/// fit becomes U+FFFD: a wrong letter is no reason to refuse a book.
pub(crate) fn xml(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    let encoding = match bytes {
        [b'<', 0, ..] => UTF_16LE,
        [0, b'<', ..] => UTF_16BE,
        _ => said(bytes).unwrap_or(UTF_8),
    };
    encoding.decode_without_bom_handling(bytes).0
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn said(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = head.strip_prefix(b"<?xml")?;
    let end = head.windows(2).position(|two| two == b"?>")?;
    let head = std::str::from_utf8(head.get(..end)?).ok()?;
    let (_, after) = head.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = after.get(1..)?.split(quote).next()?;
    // A file whose first line can be read as plain letters is in no encoding of two bytes.
    Encoding::for_label(label.as_bytes()).filter(|e| *e != UTF_16LE && *e != UTF_16BE)
}

/// The text of a table that a spreadsheet or a site has written: by its byte order mark; UTF-16 without one
/// by its zero bytes; UTF-8 where it is that; else windows-1252, which is what older spreadsheets write.
pub(crate) fn table(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0;
    }
    if let Some(encoding) = two_bytes_each(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    UTF_8
        .decode_without_bom_handling_and_without_replacement(bytes)
        .unwrap_or_else(|| WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// In a table's first line every other byte of UTF-16 is zero.
fn two_bytes_each(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(64))?;
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |at: usize| pairs.iter().filter(|pair| pair.get(at) == Some(&0)).count();
    match (zeros(0), zeros(1)) {
        (low, high) if pairs.len() < 4 || (low == 0 && high == 0) => None,
        (0, high) if high * 2 > pairs.len() => Some(UTF_16LE),
        (low, 0) if low * 2 > pairs.len() => Some(UTF_16BE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_xml_file_is_read_in_the_encoding_that_it_is_in() {
        let utf16: Vec<u8> = "<a>é</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, text) in [
            ("<a>é</a>".as_bytes(), "<a>é</a>"),
            ("\u{feff}<a>é</a>".as_bytes(), "<a>é</a>"),
            (&utf16, "<a>é</a>"),
            (&[b"\xff\xfe".as_slice(), &utf16].concat(), "<a>é</a>"),
        ] {
            assert_eq!(xml(bytes), text);
        }
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>";
        assert!(xml(latin).ends_with("<a>é</a>"));
        let lies = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>";
        assert!(xml(lies.as_bytes()).ends_with("<a>é</a>"), "a name that cannot be true is passed over");
        assert_eq!(xml(b"<a>\xff</a>"), "<a>\u{fffd}</a>", "one wrong letter costs one letter");
    }

    #[test]
    fn a_table_is_read_in_the_encoding_that_it_is_in() {
        let text = "Title,Author\nÉmile,Zola";
        let utf16 = |big: bool| -> Vec<u8> {
            text.encode_utf16().flat_map(|c| if big { c.to_be_bytes() } else { c.to_le_bytes() }).collect()
        };
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        for bytes in [text.as_bytes(), &utf16(true), &utf16(false), &latin] {
            assert_eq!(table(bytes), text);
        }
        assert_eq!(table(&[b"\xff\xfe".as_slice(), &utf16(false)].concat()), text);
        assert_eq!(table(b""), "");
    }
}
