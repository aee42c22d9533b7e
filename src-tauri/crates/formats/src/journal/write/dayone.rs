//! Day One's zip: one JSON, written page by page, and the pictures that its pages show.

use std::collections::BTreeMap;
use std::io::{self, Seek, Write};

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use md5::{Digest as _, Md5};
use nightstand_domain::ids::PictureId;
use nightstand_domain::marks;
use nightstand_domain::schedule::occurrences;
use serde_json::json;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{Page, Pictures, Written, civil};
use crate::picture::Picture;

/// Day One takes the name of the file for the name of the journal.
const NAME: &str = "Nightstand.json";

pub(super) fn write<W: Write + Seek>(
    to: W,
    pages: impl Iterator<Item = Page>,
    pictures: &mut Pictures<'_>,
    zone: Tz,
) -> io::Result<W> {
    let mut zip = ZipWriter::new(to);
    zip.start_file(NAME, SimpleFileOptions::default().large_file(true)).map_err(io::Error::other)?;
    zip.write_all(b"{\"metadata\":{\"version\":\"1.0\"},\"entries\":[")?;
    let mut names = BTreeMap::new();
    for (number, page) in pages.enumerate() {
        zip.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        let photos = photos(&page, pictures, &mut names)?;
        serde_json::to_writer(&mut zip, &record(&page, photos, zone))?;
    }
    zip.write_all(b"\n]}\n")?;
    // Packing a picture again saves nothing.
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut written = std::collections::BTreeSet::new();
    for (id, name) in names {
        if written.insert(name.clone())
            && let Some(picture) = pictures(id)?
        {
            zip.start_file(name, packed).map_err(io::Error::other)?;
            zip.write_all(&picture.bytes)?;
        }
    }
    zip.finish().map_err(io::Error::other)
}

/// What Day One says of a page's pictures; their files are called by their MD5.
fn photos(
    page: &Page,
    pictures: &mut Pictures<'_>,
    names: &mut BTreeMap<PictureId, String>,
) -> io::Result<Vec<serde_json::Value>> {
    let mut photos = Vec::new();
    let mut told = Vec::new();
    for shown in marks::pictures(&page.body) {
        if told.contains(&shown.picture) {
            continue;
        }
        let Some(Picture { kind, width, height, bytes }) = pictures(shown.picture)? else { continue };
        let md5: String = Md5::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        names.insert(shown.picture, format!("photos/{md5}.{}", kind.ending()));
        photos.push(json!({
            "identifier": identifier(shown.picture),
            "md5": md5,
            "type": kind.ending(),
            "width": width,
            "height": height,
            "orderInEntry": told.len(),
        }));
        told.push(shown.picture);
    }
    Ok(photos)
}

fn identifier(picture: PictureId) -> String {
    picture.to_string().to_uppercase()
}

fn record(page: &Page, photos: Vec<serde_json::Value>, zone: Tz) -> serde_json::Value {
    let at = civil(page.written).unwrap_or_default();
    let (instant, zone) = instant(at, zone);
    let mut record = json!({
        "uuid": uuid(&page.source),
        "creationDate": instant.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
        "timeZone": zone.name(),
        "text": text(page, &photos),
        "tags": page.tags,
        "starred": false,
    });
    if let (Written::On(_), Some(record)) = (page.written, record.as_object_mut()) {
        record.insert("isAllDay".to_owned(), true.into());
    }
    if let (false, Some(record)) = (photos.is_empty(), record.as_object_mut()) {
        record.insert("photos".to_owned(), photos.into());
    }
    record
}

/// The instant of a civil time. One that the zone's clocks jumped over is told in UTC, so that it stays what it
/// was.
fn instant(at: NaiveDateTime, zone: Tz) -> (DateTime<Utc>, Tz) {
    let found = occurrences::instant(at, zone);
    if occurrences::civil(found, zone) == at { (found, zone) } else { (at.and_utc(), Tz::UTC) }
}

/// Thirty-two signs, as Day One's are.
fn uuid(source: &str) -> String {
    source.rsplit(':').next().unwrap_or(source).to_uppercase()
}

fn text(page: &Page, photos: &[serde_json::Value]) -> String {
    let body = page.body.replace('\\', "\\\\");
    let body = marks::with_pictures(&body, |shown| {
        let id = identifier(shown.picture);
        // One that is not there any more is told by its words.
        match photos.iter().any(|photo| photo["identifier"] == id) {
            true => format!("![{}](dayone-moment://{id})", shown.words),
            false => shown.words.to_owned(),
        }
    });
    if !page.title.is_empty() {
        return format!("# {}\n\n{body}", page.title.replace('\\', "\\\\"));
    }
    if body.starts_with("# ") { format!("\\{body}") } else { body.into_owned() }
}
