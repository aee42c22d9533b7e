//! Journey's zip: one JSON file a page, its pictures beside it. By 2025 each page lies in a folder of its own, and its
//! date, pictures and place have other names.

use serde_json::Value;

use super::json::{self, Record};
use super::taking::{Found, Taking};
use super::{Left, NotRead, Picture, Program, Written, files, markup, when};

/// Journey writes this degree where nobody gave a place.
const NOWHERE: f64 = 1.797_693_134_862_315_7e308;

/// When a page was written: the older name holds milliseconds, the newer one RFC 3339.
const DATES: [&str; 2] = ["date_journal", "dateOfJournal"];
/// What is fastened to a page: `photos` once held sounds and films as well.
const FASTENED: [&str; 2] = ["photos", "attachments"];

pub(super) fn wrote(record: &Record) -> bool {
    DATES.iter().any(|date| record.contains_key(*date)) && record.contains_key("text")
}

/// The page in the file of that name.
pub(super) fn page(file: &str, record: &Record, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let text = json::text(record, "text");
    let is_html = json::text(record, "type") == "html" || markup::looks_like_html(text);
    let mut body = if is_html { markup::plain(text) } else { text.to_owned() };
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut pictures = Vec::new();
    let mut fastened = 0;
    for name in FASTENED.iter().flat_map(|field| json::texts(record, field)) {
        if is_heard_or_played(&name) {
            fastened += 1;
            continue;
        }
        let mark = format!("![]({name})");
        body.push_str(if body.is_empty() { "" } else { "\n\n" });
        body.push_str(&mark);
        // Two pages may have a picture of the same name, each in its folder.
        pictures.push(Picture { name: format!("{folder}/{name}"), mark, words: String::new() });
    }
    let id = json::text(record, "id");
    let has_id = !id.is_empty();
    let found = Found {
        id: if has_id { id } else { files::stem(file) }.to_owned(),
        has_id,
        written: written(record, taking),
        body,
        tags: json::texts(record, "tags"),
        pictures,
        ..Found::default()
    };
    if taking.page(Program::Journey, found)? {
        taking.leave_many(Left::Attachments, fastened);
        count_left(record, taking);
    }
    Ok(())
}

fn is_heard_or_played(name: &str) -> bool {
    const ENDINGS: [&str; 9] = ["aac", "amr", "flac", "m4a", "m4v", "mov", "ogg", "wav", "webm"];
    let ending = files::ending(name);
    ending.starts_with("mp") || ENDINGS.contains(&ending.as_str())
}

fn written(record: &Record, taking: &Taking<'_>) -> Option<Written> {
    let zone = when::zone(json::text(record, "timezone")).unwrap_or_else(|| taking.zone());
    let date = DATES.iter().find_map(|date| record.get(*date))?;
    let at = match date {
        Value::String(text) => when::instant(text, zone),
        _ => when::millis(date.as_i64()?, zone),
    };
    at.map(Written::At)
}

fn count_left(record: &Record, taking: &mut Taking<'_>) {
    let within = |field: &str| record.get(field).and_then(Value::as_object);
    let has_place = is_somewhere(record) || within("location").is_some_and(is_somewhere);
    taking.leave_many(Left::Places, usize::from(has_place || json::says(record, "address")));
    let weather = within("weather").is_some_and(|weather| json::says(weather, "description"));
    taking.leave_many(Left::Weather, usize::from(weather));
    taking
        .leave_many(Left::Moods, usize::from(json::says(record, "mood") || json::says(record, "sentiment")));
    taking.leave_many(Left::Stars, usize::from(json::says(record, "favourite")));
    let music = json::says(record, "music_title") || json::says(record, "music_artist");
    taking.leave_many(Left::Attachments, usize::from(music));
}

fn is_somewhere(place: &Record) -> bool {
    let degree = |field: &str| place.get(field).and_then(Value::as_f64);
    ["lat", "lon", "lng"].iter().filter_map(|field| degree(field)).any(|at| at.abs() < NOWHERE && at != 0.0)
}
