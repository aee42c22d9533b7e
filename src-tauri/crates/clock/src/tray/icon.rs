//! The tray's picture: dome and bar, in one colour.
//!
//! Hosts that know the installed symbolic icon draw it in the panel's own ink. The others get these pixels,
//! in an amber that can be told apart from a light panel and from a dark one.

use std::path::Path;

use ksni::Icon;

/// The installed icon; its source is `icons/tray.svg`.
pub(super) const NAME: &str = "app.nightstand.Nightstand-symbolic";

/// Four to one against white, four to one against a dark panel.
const INK: [u8; 3] = [0xB5, 0x72, 0x1E];

/// The sizes of common panels, in pixels.
const SIZES: [u16; 4] = [22, 24, 32, 48];

/// How finely an edge is looked at, in each direction.
const FINE: u16 = 4;

/// The icon's name where it is installed; hosts show nothing for a name that they do not find.
pub(super) fn name() -> String {
    let folders = std::env::var("XDG_DATA_DIRS").ok().filter(|dirs| !dirs.is_empty());
    let folders = folders.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    let file = format!("icons/hicolor/symbolic/apps/{NAME}.svg");
    let installed = folders.split(':').any(|folder| Path::new(folder).join(&file).is_file());
    if installed { NAME.into() } else { String::new() }
}

pub(super) fn pixmaps() -> Vec<Icon> {
    SIZES.into_iter().map(drawn).collect()
}

fn drawn(size: u16) -> Icon {
    let pixels = (0..size).flat_map(|y| (0..size).map(move |x| coverage(size, x, y)));
    let [red, green, blue] = INK;
    // As the specification has it: alpha first, in network byte order.
    let data = pixels.flat_map(|alpha| [alpha, red, green, blue]).collect();
    Icon { width: size.into(), height: size.into(), data }
}

/// How much of a pixel the picture covers, from 0 to 255.
fn coverage(size: u16, x: u16, y: u16) -> u8 {
    let at = |pixel: u16, part: u16| {
        (f32::from(pixel) + (f32::from(part) + 0.5) / f32::from(FINE)) * 16.0 / f32::from(size)
    };
    let parts = (0..FINE).flat_map(|down| (0..FINE).map(move |right| (right, down)));
    let covered: u16 = parts.map(|(right, down)| u16::from(is_ink(at(x, right), at(y, down)))).sum();
    u8::try_from(covered * 255 / (FINE * FINE)).unwrap_or(u8::MAX)
}

/// Whether a point of the picture, on a grid of sixteen, is inked: a dome of radius 6 that stands on its foot
/// over a bar. The same shapes as in `icons/tray.svg`.
fn is_ink(x: f32, y: f32) -> bool {
    let dome = y <= 9.0 && (x - 8.0).hypot(y - 9.0) <= 6.0;
    let foot = (7.25..=8.75).contains(&x) && (9.0..=11.0).contains(&y);
    let bar = (1.0..=15.0).contains(&x) && (11.0..=13.0).contains(&y);
    dome || foot || bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_size_is_a_dome_over_a_bar_in_one_colour() {
        for icon in pixmaps() {
            let size = usize::try_from(icon.width).unwrap();
            assert_eq!(icon.data.len(), size * size * 4, "four bytes a pixel");
            let alpha = |x: usize, y: usize| icon.data[(y * size / 16 * size + x * size / 16) * 4];
            assert_eq!((alpha(8, 6), alpha(8, 12)), (255, 255), "the dome and the bar are inked");
            assert_eq!((alpha(0, 0), alpha(8, 15), alpha(3, 10)), (0, 0, 0), "around them there is nothing");
            let ink = |pixel: &[u8]| pixel[1..] == INK;
            assert!(icon.data.chunks(4).all(ink), "one colour, whatever the edge");
        }
    }
}
