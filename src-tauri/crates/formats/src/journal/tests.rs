//! Journals as programs write them, and as damage and malice do.

mod dated;
mod made;
mod odd;
mod round;

use chrono_tz::Tz;

use super::*;
use crate::watch::unwatched;

const BERLIN: Tz = chrono_tz::Europe::Berlin;

fn read_one(name: &str, bytes: &[u8]) -> Result<Journal, NotRead> {
    read_bytes(name, bytes.to_vec(), None, BERLIN, &mut unwatched)
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn counted(journal: &Journal, left: Left) -> usize {
    journal.left.get(&left).copied().unwrap_or_default()
}

fn when(page: &Page) -> String {
    page.written.kept().unwrap_or_default()
}

/// Pages in the order of their writing.
fn sorted(mut journal: Journal) -> Journal {
    journal.pages.sort_by(|a, b| (when(a), &a.source).cmp(&(when(b), &b.source)));
    journal
}
