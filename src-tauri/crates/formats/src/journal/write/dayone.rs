//! Day One's zip: one JSON, written page by page.

use std::io::{self, Seek, Write};

use chrono::{DateTime, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use serde_json::json;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Page, Written, civil};

/// Day One takes the name of the file for the name of the journal.
const NAME: &str = "Nightstand.json";

pub(super) fn write<W: Write + Seek>(to: W, pages: impl Iterator<Item = Page>, zone: Tz) -> io::Result<W> {
    let mut zip = ZipWriter::new(to);
    zip.start_file(NAME, SimpleFileOptions::default().large_file(true)).map_err(io::Error::other)?;
    zip.write_all(b"{\"metadata\":{\"version\":\"1.0\"},\"entries\":[")?;
    for (number, page) in pages.enumerate() {
        zip.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut zip, &record(&page, zone))?;
    }
    zip.write_all(b"\n]}\n")?;
    zip.finish().map_err(io::Error::other)
}

fn record(page: &Page, zone: Tz) -> serde_json::Value {
    let at = civil(page.written).unwrap_or_default();
    let (instant, zone) = instant(at, zone);
    let mut record = json!({
        "uuid": uuid(&page.source),
        "creationDate": instant.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "timeZone": zone.name(),
        "text": text(page),
        "tags": page.tags,
        "starred": false,
    });
    if let (Written::On(_), Some(record)) = (page.written, record.as_object_mut()) {
        record.insert("isAllDay".to_owned(), true.into());
    }
    record
}

/// The instant of a civil time. One that the zone's clocks jumped over is told in UTC, so that it stays what it
/// was.
fn instant(at: NaiveDateTime, zone: Tz) -> (DateTime<Utc>, Tz) {
    let found = zone.from_local_datetime(&at).earliest().filter(|found| found.naive_local() == at);
    match found {
        Some(found) => (found.with_timezone(&Utc), zone),
        None => (at.and_utc(), Tz::UTC),
    }
}

/// Thirty-two signs, as Day One's are.
fn uuid(source: &str) -> String {
    source.rsplit(':').next().unwrap_or(source).to_uppercase()
}

fn text(page: &Page) -> String {
    let body = page.body.replace('\\', "\\\\");
    if !page.title.is_empty() {
        return format!("# {}\n\n{body}", page.title.replace('\\', "\\\\"));
    }
    if body.starts_with("# ") { format!("\\{body}") } else { body }
}
