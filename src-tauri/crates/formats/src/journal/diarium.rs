//! Diarium's JSON: a list of pages, each with its civil time, a heading and HTML. Its maker documents no format; the
//! fields are those that public converters read. What lies in its folder of media is named by no page.

use serde_json::Value;

use super::json::{self, Record};
use super::markup;
use super::taking::{Found, Taking};
use super::{Left, NotRead, Program, when};

pub(super) fn wrote(record: &Record) -> bool {
    record.contains_key("date") && record.contains_key("html")
}

pub(super) fn page(record: &Record, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let date = json::text(record, "date");
    let mut tags = json::texts(record, "tags");
    tags.extend(json::texts(record, "people"));
    let found = Found {
        id: date.to_owned(),
        written: when::iso(date),
        title: json::text(record, "heading").to_owned(),
        body: markup::plain(json::text(record, "html")),
        tags,
        ..Found::default()
    };
    if taking.page(Program::Diarium, found)? {
        let counted = [
            (Left::Places, json::says(record, "location")),
            (Left::Weather, ["weather", "sun", "lunar"].iter().any(|field| json::says(record, field))),
            (Left::Moods, record.get("rating").and_then(Value::as_f64).is_some_and(|rating| rating > 0.0)),
        ];
        for (left, is) in counted {
            taking.leave_many(left, usize::from(is));
        }
    }
    Ok(())
}
