//! Books that are locked for another program.

use std::io::{Read, Seek};

use super::MOST_STRUCTURE;
use super::xml::{self, Piece, Pieces};
use crate::book::NotRead;
use crate::container::Container;

/// The two ways in which makers hide a font from copying: the text is open all the same.
///
/// Source: EPUB 3.3, section 4.4 (font obfuscation), and Adobe's older way.
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Refuses a container in which more than fonts is encrypted.
///
/// # Errors
/// [`NotRead::Locked`].
pub(super) fn refuse_locked<R: Read + Seek>(container: &mut Container<R>) -> Result<(), NotRead> {
    let Some(bytes) = container.read("META-INF/encryption.xml", MOST_STRUCTURE)? else { return Ok(()) };
    if locks(&crate::decode::xml(&bytes)) { Err(NotRead::Locked) } else { Ok(()) }
}

/// Every encrypted file names its algorithm, and that of its key in a `KeyInfo` of its own, which alone locks
/// nothing.
fn locks(text: &str) -> bool {
    let mut open: Vec<bool> = Vec::new();
    for piece in Pieces::of(text) {
        match piece {
            Piece::Open(tag) => {
                let within_key = open.last().copied().unwrap_or(false);
                if xml::name(&tag) == "EncryptionMethod" && !within_key {
                    let algorithm = xml::attribute(&tag, "Algorithm").unwrap_or_default();
                    if !OF_FONTS.contains(&algorithm.as_str()) {
                        return true;
                    }
                }
                open.push(within_key || matches!(xml::name(&tag), "KeyInfo" | "EncryptedKey"));
            }
            Piece::Close => {
                open.pop();
            }
            Piece::Text(_) => {}
        }
    }
    false
}
