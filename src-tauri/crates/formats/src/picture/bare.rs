//! A picture that somebody puts on a page of their own. It is drawn anew from its points, so that nothing comes along
//! that is not seen: no place, no camera, no small picture of what was cut away, nothing behind its end.

use std::io::Cursor;
use std::sync::{Mutex, MutexGuard, PoisonError};

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

use super::{Kind, LeftOut, Picture, kind_of};

/// The largest picture that is taken, in bytes: 20 MB.
pub const MOST_BROUGHT: u64 = 20_000_000;
/// The largest one that comes of it, in bytes: 32 MB. Some are smaller as they came than as they are kept.
pub const MOST_BARE: usize = 32_000_000;
/// More points than any camera of today makes, and few enough that they fit into memory twice.
const MOST_POINTS: usize = 50_000_000;
const LONGEST_SIDE: u32 = 20_000;
/// The points of one picture take at most this much memory, in bytes.
const MOST_MEMORY: u64 = 256 << 20;
/// A photograph is drawn anew once, and nobody sees a difference.
const QUALITY: u8 = 92;

/// The picture without anything that is not seen, turned as it is to be looked at. One that is so already comes back
/// as it is; one that moves stands still. The colours are those of screens: a profile beside them goes.
///
/// # Errors
/// [`LeftOut::TooLarge`], [`LeftOut::OtherKind`], [`LeftOut::Broken`].
pub fn bare(bytes: &[u8]) -> Result<Picture, LeftOut> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_BROUGHT) {
        return Err(LeftOut::TooLarge);
    }
    let kind = kind_of(bytes).ok_or(LeftOut::OtherKind)?;
    let _alone = alone();
    let (mut drawn, turned) = draw(kind, bytes)?;
    drawn.apply_orientation(turned);
    let (width, height) = (drawn.width() as usize, drawn.height() as usize);
    let kept = match kind {
        Kind::Jpeg => Kind::Jpeg,
        Kind::WebP if !drawn.color().has_alpha() => Kind::Jpeg,
        Kind::WebP | Kind::Png | Kind::Gif => Kind::Png,
    };
    let bytes = if kind == Kind::Jpeg && turned == Orientation::NoTransforms && is_bare_jpeg(bytes) {
        bytes.to_vec()
    } else {
        write(&drawn, kept)?
    };
    if bytes.len() > MOST_BARE {
        return Err(LeftOut::TooLarge);
    }
    Ok(Picture { kind: kept, width, height, bytes })
}

/// One picture is drawn at a time, whoever asks: each may take half a gigabyte while it is.
fn alone() -> Alone {
    static ONE: Mutex<()> = Mutex::new(());
    // Whoever panicked over a picture left nothing behind that another one needs.
    let one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    #[cfg(test)]
    count::one_more();
    Alone { _one: one }
}

struct Alone {
    _one: MutexGuard<'static, ()>,
}

#[cfg(test)]
impl Drop for Alone {
    fn drop(&mut self) {
        count::one_less();
    }
}

/// A picture that [`bare`] has made, as it was kept.
///
/// # Errors
/// [`LeftOut::OtherKind`] or [`LeftOut::Broken`] for anything else.
pub fn kept(bytes: Vec<u8>) -> Result<Picture, LeftOut> {
    let kind = kind_of(&bytes).ok_or(LeftOut::OtherKind)?;
    let size = imagesize::blob_size(&bytes).map_err(|_| LeftOut::Broken)?;
    Ok(Picture { kind, width: size.width, height: size.height, bytes })
}

/// The points, and how they are to be turned.
fn draw(kind: Kind, bytes: &[u8]) -> Result<(DynamicImage, Orientation), LeftOut> {
    // What it says of its size is looked at before room is made for it.
    let said = imagesize::blob_size(bytes).map_err(|_| LeftOut::Broken)?;
    if said.width.saturating_mul(said.height) > MOST_POINTS {
        return Err(LeftOut::TooLarge);
    }
    let format = match kind {
        Kind::Png => ImageFormat::Png,
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::WebP => ImageFormat::WebP,
        Kind::Gif => ImageFormat::Gif,
    };
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(left_out)?;
    let (width, height) = decoder.dimensions();
    let points = (width as usize).saturating_mul(height as usize);
    if width.max(height) > LONGEST_SIDE || points > MOST_POINTS || decoder.total_bytes() > MOST_MEMORY {
        return Err(LeftOut::TooLarge);
    }
    if points == 0 {
        return Err(LeftOut::Broken);
    }
    // A turn that cannot be read is none.
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder).map_err(left_out)?, turned))
}

fn write(drawn: &DynamicImage, kept: Kind) -> Result<Vec<u8>, LeftOut> {
    let mut bytes = Vec::new();
    let written = match kept {
        Kind::Jpeg => {
            let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            match drawn {
                DynamicImage::ImageLuma8(_) => drawn.write_with_encoder(encoder),
                _ => drawn.to_rgb8().write_with_encoder(encoder),
            }
        }
        _ => {
            let (small, chosen) = (CompressionType::Default, FilterType::Adaptive);
            drawn.write_with_encoder(PngEncoder::new_with_quality(&mut bytes, small, chosen))
        }
    };
    written.map_err(left_out)?;
    Ok(bytes)
}

fn left_out(error: ImageError) -> LeftOut {
    match error {
        ImageError::Limits(_) => LeftOut::TooLarge,
        _ => LeftOut::Broken,
    }
}

/// Whether a JPEG holds nothing but what its points need: no program's own data, no remark, nothing behind its end.
/// So is every one that [`bare`] has written, and such a one is not drawn anew: each drawing costs a little.
fn is_bare_jpeg(bytes: &[u8]) -> bool {
    /// "JFIF", its version, its density, and no small picture.
    const JFIF: usize = 16;
    let Some(mut rest) = bytes.strip_prefix(&[0xFF, 0xD8]) else { return false };
    loop {
        let [0xFF, mark, after @ ..] = rest else { return false };
        if *mark == 0xD9 {
            return after.is_empty();
        }
        let [high, low, ..] = after else { return false };
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let is_needed = match *mark {
            // Frames, tables, and the distance of marks within the points.
            0xC0..=0xC7 | 0xC9..=0xCF | 0xDA | 0xDB | 0xDD => true,
            0xE0 => length == JFIF && after.get(2..7) == Some(b"JFIF\0"),
            _ => false,
        };
        let Some(behind) = after.get(length..).filter(|_| is_needed && length >= 2) else { return false };
        rest = if *mark == 0xDA { behind_points(behind) } else { behind };
    }
}

/// What follows the points of one pass: the next mark that is none of theirs.
fn behind_points(bytes: &[u8]) -> &[u8] {
    let is_mark = |two: &[u8]| matches!(two, [0xFF, mark] if !matches!(mark, 0x00 | 0xD0..=0xD7));
    let end = bytes.windows(2).position(is_mark).unwrap_or(bytes.len());
    bytes.get(end..).unwrap_or_default()
}

/// How many pictures are drawn at the same time.
#[cfg(test)]
pub(super) mod count {
    use std::sync::atomic::{AtomicUsize, Ordering};

    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);

    pub(super) fn one_more() {
        MOST.fetch_max(NOW.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
    }

    pub(super) fn one_less() {
        NOW.fetch_sub(1, Ordering::SeqCst);
    }

    pub(in super::super) fn most() -> usize {
        MOST.load(Ordering::SeqCst)
    }
}
