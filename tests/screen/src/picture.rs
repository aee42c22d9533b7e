//! A picture of what stands on a screen.

use std::io;
use std::path::Path;
use std::process::Stdio;

use crate::Screen;

/// How often the picture is taken again while it still changes.
const TRIES: usize = 40;

/// Writes a PNG of the active window of `screen` to `file` once two pictures in a row are the same: what was
/// painted has then reached the screen, and nothing moves any more. A window that never rests is taken as it
/// is.
///
/// # Errors
/// When xprop or ImageMagick is missing, or the file cannot be written.
pub fn picture_of(screen: &Screen, file: &Path) -> io::Result<()> {
    let window = active_window(screen)?;
    let mut last = Vec::new();
    for _ in 0..TRIES {
        let now = pixels(screen, &window)?;
        if now == last {
            break;
        }
        last = now;
    }
    write_png(screen, &last, file)
}

fn active_window(screen: &Screen) -> io::Result<String> {
    let output = screen.command("xprop").args(["-root", "_NET_ACTIVE_WINDOW"]).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    match said.rsplit(' ').next().map(str::trim) {
        Some(id) if id.starts_with("0x") && id != "0x0" => Ok(id.to_owned()),
        _ => Ok("root".to_owned()),
    }
}

fn pixels(screen: &Screen, window: &str) -> io::Result<Vec<u8>> {
    let output = screen.command("import").args(["-silent", "-window", window, "ppm:-"]).output()?;
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(output.stdout);
    }
    Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()))
}

fn write_png(screen: &Screen, pixels: &[u8], file: &Path) -> io::Result<()> {
    let mut convert = screen.command("convert").arg("ppm:-").arg(file).stdin(Stdio::piped()).spawn()?;
    if let Some(mut input) = convert.stdin.take() {
        io::Write::write_all(&mut input, pixels)?;
    }
    match convert.wait()?.success() {
        true => Ok(()),
        false => Err(io::Error::other("the picture could not be written")),
    }
}
