//! A look through whole folders for texts that must not lie in any file, in the forms in which programs write.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Texts that nothing may hold.
#[derive(Debug)]
pub struct Canary {
    wanted: Vec<(String, Vec<u8>)>,
    /// Which of them begin with a pair of bytes, so that each byte of a file is looked at once.
    beginnings: Vec<Vec<usize>>,
}

impl Canary {
    /// A canary of these texts. A text of fewer than six bytes would be found by chance.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let wanted: Vec<_> = texts.into_iter().flat_map(forms).collect();
        let mut beginnings: Vec<Vec<usize>> = vec![Vec::new(); 1 << 16];
        for (number, (_, bytes)) in wanted.iter().enumerate() {
            beginnings[pair(bytes)].push(number);
        }
        Self { wanted, beginnings }
    }

    /// Where one of the texts lies in a file under `folder`, and in which form. Files that go away meanwhile
    /// hold nothing.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read.
    pub fn seen_in(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut seen = Vec::new();
        for path in files(folder)? {
            let bytes = match fs::read(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                read => read?,
            };
            for (at, two) in bytes.windows(2).enumerate() {
                for number in &self.beginnings[pair(two)] {
                    let (form, wanted) = &self.wanted[*number];
                    if bytes[at..].starts_with(wanted) {
                        seen.push(format!("{form} in {}", path.display()));
                    }
                }
            }
        }
        Ok(seen)
    }
}

/// Every form in which a text may lie in a file.
pub fn forms(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut forms = Vec::new();
    for (case, text) in [("", text.to_owned()), ("capital ", text.to_uppercase())] {
        let mut form = |name: &str, bytes: Vec<u8>| forms.push((format!("{case}{name}"), bytes));
        let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        form("UTF-8", text.clone().into_bytes());
        form("UTF-16 little", utf16(u16::to_le_bytes));
        form("UTF-16 big", utf16(u16::to_be_bytes));
        let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
        form("hex", hex.to_uppercase().into_bytes());
        form("small hex", hex.into_bytes());
        for shift in 0..3 {
            form("base64", base64_inside(text.as_bytes(), shift));
        }
    }
    forms
}

/// What base64 shows of `text` when `shift` bytes stand before it, without the letters that depend on its
/// neighbours.
pub fn base64_inside(text: &[u8], shift: usize) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let whole = &text[(3 - shift) % 3..];
    let mut letters = Vec::new();
    for three in whole.chunks_exact(3) {
        let bits = u32::from(three[0]) << 16 | u32::from(three[1]) << 8 | u32::from(three[2]);
        letters.extend([18, 12, 6, 0].map(|at| LETTERS[(bits >> at & 63) as usize]));
    }
    letters
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}

/// Every file below `folder`; sockets and the like hold nothing.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Ok(kind) = fs::symlink_metadata(&path).map(|found| found.file_type()) else { continue };
        if kind.is_dir() {
            all.extend(files(&path)?);
        } else if kind.is_file() {
            all.push(path);
        }
    }
    Ok(all)
}
