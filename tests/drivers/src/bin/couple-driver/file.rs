//! The file of one couple: what stands in it, and how its times and names are read.

use std::error::Error;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use nightstand_drivers::unmarked;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

pub(crate) type Fallible<T> = Result<T, Box<dyn Error>>;

/// What may be told about an evening or a book elsewhere, and is never kept here.
const FORBIDDEN: [&str; 5] = ["rating", "mood", "score", "stars", "points"];

#[derive(Deserialize)]
pub(crate) struct Couple {
    pub(crate) partners: [Value; 2],
    #[serde(deserialize_with = "zone")]
    pub(crate) zone: Tz,
    #[serde(default)]
    pub(crate) rituals: Items<Ritual>,
    #[serde(default)]
    pub(crate) occurrences: Items<Occurrence>,
    #[serde(default)]
    pub(crate) books: Items<Book>,
    #[serde(default)]
    pub(crate) entries: Items<Entry>,
}

#[derive(Deserialize)]
pub(crate) struct Ritual {
    pub(crate) id: Value,
    pub(crate) title: String,
    pub(crate) rrule: String,
    pub(crate) dtstart: String,
    #[serde(deserialize_with = "zone")]
    pub(crate) tzid: Tz,
    pub(crate) ends: Option<String>,
    pub(crate) minutes: u16,
    #[serde(default)]
    pub(crate) owner: Option<String>,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Occurrence {
    pub(crate) ritual: Value,
    pub(crate) due: String,
    pub(crate) state: String,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Book {
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) author: Option<String>,
    #[serde(default)]
    pub(crate) chapters: Items<Chapter>,
    #[serde(default)]
    pub(crate) progress: Items<Progress>,
    #[serde(default)]
    pub(crate) notes: Items<Note>,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Chapter {
    #[serde(default)]
    pub(crate) n: i64,
    #[serde(default)]
    pub(crate) title: Option<String>,
    pub(crate) pages: Option<u32>,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Progress {
    pub(crate) who: String,
    /// The number of the last chapter that was read; some write it as a fraction.
    pub(crate) chapter: f64,
    pub(crate) at: String,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

#[derive(Deserialize)]
pub(crate) struct Note {
    pub(crate) who: String,
    /// The number of a chapter; of chapters without numbers its place among them, from 1.
    pub(crate) chapter: i64,
    pub(crate) text: String,
}

#[derive(Deserialize)]
pub(crate) struct Entry {
    pub(crate) id: Value,
    pub(crate) ts: String,
    pub(crate) author: String,
    pub(crate) private: bool,
    #[serde(default)]
    pub(crate) title: Option<String>,
    pub(crate) body: String,
    #[serde(default)]
    pub(crate) tags: Items<String>,
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

/// What a list of the file holds; nothing where there is none. One thing that nobody can read spoils no other.
pub(crate) struct Items<T> {
    pub(crate) read: Vec<T>,
    pub(crate) unread: usize,
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { read: Vec::new(), unread: 0 }
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all = match Value::deserialize(from)? {
            Value::Null => return Ok(Self::default()),
            Value::Array(all) => all,
            _ => return Ok(Self { read: Vec::new(), unread: 1 }),
        };
        let of_them = all.len();
        let read: Vec<T> = all.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect();
        Ok(Self { unread: of_them - read.len(), read })
    }
}

/// The couple in a file.
pub(crate) fn couple(file: &[u8]) -> Fallible<Couple> {
    Ok(serde_json::from_slice(unmarked(file))?)
}

fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<Tz, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

pub(crate) fn forbidden(rest: &Map<String, Value>) -> usize {
    rest.iter().filter(|(key, value)| FORBIDDEN.contains(&key.as_str()) && !value.is_null()).count()
}

pub(crate) fn name(partner: &Value, fallback: &str) -> String {
    let named = partner.as_str().or_else(|| partner.get("name").and_then(Value::as_str));
    named.filter(|name| !name.trim().is_empty()).unwrap_or(fallback).to_owned()
}

/// An id as text, whether it came as a number or as a string.
pub(crate) fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// The wall time that is written there, whatever offset stands behind it.
pub(crate) fn civil(text: &str) -> Fallible<NaiveDateTime> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at.naive_local());
    }
    let text = text.trim_end_matches('Z');
    let time = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    match time {
        Some(time) => Ok(time),
        None => Ok(text.parse::<NaiveDate>()?.and_time(chrono::NaiveTime::MIN)),
    }
}

pub(crate) fn local(text: &str, zone: Tz) -> Fallible<DateTime<Utc>> {
    let civil = civil(text)?;
    let at = zone.from_local_datetime(&civil).earliest();
    Ok(at.map_or_else(|| civil.and_utc(), |at| at.to_utc()))
}

/// A time with an offset or in UTC is an instant; any other is on the couple's wall clock.
pub(crate) fn instant(text: &str, zone: Tz) -> Fallible<DateTime<Utc>> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => Ok(at.to_utc()),
        Err(_) => local(text, zone),
    }
}

/// A ritual that ended says so in its rule.
pub(crate) fn until(rule: String, ends: Option<&str>) -> String {
    let day = ends.and_then(|ends| civil(ends).ok()).map(|day| day.format("%Y%m%dT235959").to_string());
    match day {
        Some(day) if !rule.contains("UNTIL=") && !rule.contains("COUNT=") => format!("{rule};UNTIL={day}"),
        _ => rule,
    }
}
