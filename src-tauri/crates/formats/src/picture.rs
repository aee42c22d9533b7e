//! Pictures from outside, which are looked at before a window has to: covers, and what is put on a page.

mod bare;

use imagesize::ImageType;

pub use bare::{MOST_BARE, MOST_BROUGHT, bare, kept};

/// The largest cover that is kept, in bytes: 4 MiB.
pub const MOST_BYTES: u64 = 4 << 20;
/// A picture has at most this many points. Eight bytes of a file can name a picture that fills the memory of
/// whoever draws it.
const MOST_POINTS: usize = 40_000_000;
/// And at most this many along one side.
const LONGEST_SIDE: usize = 12_000;

/// What a picture is, by its own first bytes; what its name or its book says of it counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// WebP.
    WebP,
    /// GIF.
    Gif,
}

/// A picture that can be drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// What it is.
    pub kind: Kind,
    /// Points from left to right, at least one.
    pub width: usize,
    /// Points from top to bottom, at least one.
    pub height: usize,
    /// The file, at most [`MOST_BYTES`] of a cover and [`MOST_BARE`] on a page.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { kind, width, height, bytes } = self;
        write!(f, "Picture({kind:?}, {width} by {height}, {} bytes)", bytes.len())
    }
}

impl Kind {
    /// What its files end in.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::WebP => "webp",
            Self::Gif => "gif",
        }
    }

    /// What it is called where pictures are shown.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
        }
    }
}

/// Why a picture is left out. The book is added all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LeftOut {
    /// It is named and not there.
    #[error("the picture is missing")]
    Missing,
    /// Of more bytes than are taken, or of more points than a screen has use for.
    #[error("the picture is too large")]
    TooLarge,
    /// Neither PNG nor JPEG, WebP or GIF.
    #[error("the picture is of a kind that is not shown")]
    OtherKind,
    /// It begins like a picture and is none.
    #[error("the picture is damaged")]
    Broken,
}

/// A book's cover.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cover {
    /// The book has none.
    #[default]
    None,
    /// This one.
    Found(Picture),
    /// One that is not shown.
    LeftOut(LeftOut),
}

impl From<Result<Picture, LeftOut>> for Cover {
    fn from(looked: Result<Picture, LeftOut>) -> Self {
        looked.map_or_else(Self::LeftOut, Self::Found)
    }
}

/// What a picture is, when it is of a kind that is shown.
pub fn kind_of(bytes: &[u8]) -> Option<Kind> {
    match imagesize::image_type(bytes) {
        Ok(ImageType::Png) => Some(Kind::Png),
        Ok(ImageType::Jpeg) => Some(Kind::Jpeg),
        Ok(ImageType::Webp) => Some(Kind::WebP),
        Ok(ImageType::Gif) => Some(Kind::Gif),
        _ => None,
    }
}

/// Looks at a cover from outside.
///
/// # Errors
/// [`LeftOut`].
pub fn look(bytes: Vec<u8>) -> Result<Picture, LeftOut> {
    if u64::try_from(bytes.len()).is_ok_and(|len| len > MOST_BYTES) {
        return Err(LeftOut::TooLarge);
    }
    let kind = kind_of(&bytes).ok_or(LeftOut::OtherKind)?;
    let size = imagesize::blob_size(&bytes).map_err(|_| LeftOut::Broken)?;
    if size.width == 0 || size.height == 0 || !ends(kind, &bytes) {
        return Err(LeftOut::Broken);
    }
    let points = size.width.saturating_mul(size.height);
    if points > MOST_POINTS || size.width.max(size.height) > LONGEST_SIDE {
        return Err(LeftOut::TooLarge);
    }
    Ok(Picture { kind, width: size.width, height: size.height, bytes })
}

/// Whether the picture's last mark is there: a file that was cut off has none. Makers put a few bytes behind
/// it, so it is looked for.
fn ends(kind: Kind, bytes: &[u8]) -> bool {
    let mark: &[u8] = match kind {
        Kind::Png => b"IEND\xaeB`\x82",
        Kind::Jpeg => &[0xFF, 0xD9],
        Kind::Gif => &[0x3B],
        Kind::WebP => return webp_is_whole(bytes),
    };
    bytes.windows(mark.len()).rev().take(64 << 10).any(|window| window == mark)
}

/// A WebP file says its own length after "RIFF".
fn webp_is_whole(bytes: &[u8]) -> bool {
    let said = bytes.get(4..8).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes);
    said.and_then(|said| usize::try_from(said).ok()).is_some_and(|said| bytes.len() >= said.saturating_add(8))
}

#[cfg(test)]
mod tests;
