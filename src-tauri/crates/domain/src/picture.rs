//! A picture that lies beside the log, in sealed pieces.

use crate::merge::Value;

/// The fields of a picture on a page of a drawer. Kind 51. It is a record of its own, so that every version of a page
/// that shows it shows the same one. The page's text names it: see [`crate::marks::pictures`].
pub mod field {
    use crate::merge::{Field, Kind, Policy};

    /// A picture on a page.
    pub const PICTURE: Kind = Kind(51);
    /// Bytes: a [`super::PictureRef`].
    pub const PIECES: Field = Field::new(PICTURE, 1, Policy::Latest);
}

/// A piece is at most this long before it is sealed, in bytes.
pub const CHUNK: usize = 255 << 10;
/// No picture has more pieces: what was brought with at most 20 MB may have grown when it was drawn anew.
pub const MOST_CHUNKS: usize = 128;

/// Names the pieces of a picture, and holds the key that opens them. Each picture has a key of its own: whoever
/// forgets the entry that names it has forgotten the picture, wherever its pieces still lie.
#[derive(Clone, PartialEq, Eq)]
pub struct PictureRef {
    /// What its pieces are sealed under and named by.
    pub key: [u8; 32],
    /// The names of its pieces in order, at least one.
    pub chunks: Vec<[u8; 32]>,
}

/// The key opens something that two people look at together; it belongs into no log line.
impl std::fmt::Debug for PictureRef {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PictureRef({} pieces)", self.chunks.len())
    }
}

impl PictureRef {
    /// As the log keeps it, and a table too: the key, then the names, one behind the other.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.key.to_vec();
        bytes.extend(self.chunks.iter().flatten());
        bytes
    }

    /// Reads it back; nonsense is no picture.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (parts, []) = bytes.as_chunks::<32>() else { return None };
        let (key, chunks) = parts.split_first()?;
        let fits = (1..=MOST_CHUNKS).contains(&chunks.len());
        fits.then(|| Self { key: *key, chunks: chunks.to_vec() })
    }

    /// As a value of the log.
    pub fn to_value(&self) -> Value {
        Value::Bytes(self.to_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_s_name_survives_the_log() {
        let picture = PictureRef { key: [7; 32], chunks: vec![[1; 32], [2; 32]] };
        assert_eq!(PictureRef::from_bytes(&picture.to_bytes()), Some(picture.clone()));
        for nonsense in [&[][..], &[0; 31], &[0; 32], &[0; 65], &[0; 32 * 130]] {
            assert_eq!(PictureRef::from_bytes(nonsense), None, "{} bytes name nothing", nonsense.len());
        }
        assert_eq!(format!("{picture:?}"), "PictureRef(2 pieces)", "the key stays where it is");
    }
}
