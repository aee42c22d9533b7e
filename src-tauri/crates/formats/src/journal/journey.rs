//! Journey's zip: one JSON file a page, its pictures beside it.

use serde_json::Value;

use super::json::{self, Record};
use super::markup;
use super::taking::{Found, Taking};
use super::{Left, NotRead, Picture, Program, Written, when};

/// Journey writes this degree where nobody gave a place.
const NOWHERE: f64 = 1.797_693_134_862_315_7e308;

pub(super) fn wrote(record: &Record) -> bool {
    record.contains_key("date_journal") && record.contains_key("text")
}

pub(super) fn page(file: &str, record: &Record, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let text = json::text(record, "text");
    let is_html = json::text(record, "type") == "html" || markup::looks_like_html(text);
    let mut body = if is_html { markup::plain(text) } else { text.to_owned() };
    let mut pictures = Vec::new();
    let mut fastened = 0;
    for name in json::texts(record, "photos") {
        if super::files::ending(&name).as_str().starts_with("mp") || super::files::ending(&name) == "m4a" {
            fastened += 1;
            continue;
        }
        let mark = format!("![]({name})");
        body.push_str(if body.is_empty() { "" } else { "\n\n" });
        body.push_str(&mark);
        pictures.push(Picture { name, mark, words: String::new() });
    }
    let id = json::text(record, "id");
    let has_id = !id.is_empty();
    let found = Found {
        id: if has_id { id } else { file }.to_owned(),
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

fn written(record: &Record, taking: &Taking<'_>) -> Option<Written> {
    let zone = when::zone(json::text(record, "timezone")).unwrap_or_else(|| taking.zone());
    let date = record.get("date_journal")?;
    let at = match date {
        Value::String(text) => when::instant(text, zone),
        _ => when::millis(date.as_i64()?, zone),
    };
    at.map(Written::At)
}

fn count_left(record: &Record, taking: &mut Taking<'_>) {
    let degree =
        record.get("lat").and_then(Value::as_f64).is_some_and(|lat| lat.abs() < NOWHERE && lat != 0.0);
    taking.leave_many(Left::Places, usize::from(degree || json::says(record, "address")));
    let weather = record
        .get("weather")
        .and_then(Value::as_object)
        .is_some_and(|weather| json::says(weather, "description"));
    taking.leave_many(Left::Weather, usize::from(weather));
    taking
        .leave_many(Left::Moods, usize::from(json::says(record, "mood") || json::says(record, "sentiment")));
    taking.leave_many(Left::Stars, usize::from(json::says(record, "favourite")));
    let music = json::says(record, "music_title") || json::says(record, "music_artist");
    taking.leave_many(Left::Attachments, usize::from(music));
}
