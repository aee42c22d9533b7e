//! The tray's picture: dome and bar, in one colour: an amber that can be told apart from a light panel and from a dark
//! one.

/// Four to one against white, four to one against a dark panel.
const INK: [u8; 3] = [0xB5, 0x72, 0x1E];

/// How finely an edge is looked at, in each direction.
const FINE: u16 = 4;

/// Its pixels in `size` by `size`, line by line: red, green, blue and alpha.
pub(crate) fn pixels(size: u16) -> impl Iterator<Item = [u8; 4]> {
    let [red, green, blue] = INK;
    (0..size).flat_map(move |y| (0..size).map(move |x| [red, green, blue, coverage(size, x, y)]))
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
        for size in [16, 22, 24, 32, 48] {
            let pixels: Vec<_> = pixels(size).collect();
            let side = usize::from(size);
            assert_eq!(pixels.len(), side * side, "one for each place");
            let alpha = |x: usize, y: usize| pixels[y * side / 16 * side + x * side / 16][3];
            assert_eq!((alpha(8, 6), alpha(8, 12)), (255, 255), "the dome and the bar are inked");
            assert_eq!((alpha(0, 0), alpha(8, 15), alpha(3, 10)), (0, 0, 0), "around them there is nothing");
            assert!(pixels.iter().all(|pixel| pixel[..3] == INK), "one colour, whatever the edge");
        }
    }
}
