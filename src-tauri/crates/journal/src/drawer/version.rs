//! What a page said before. The log has every version of a page that was put away or rested; those of the last
//! year keep their words (see `erase`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nightstand_domain::ids::PageId;
use nightstand_domain::merge::{Stamp, Value};
use nightstand_domain::page::field;
use rusqlite::Connection;

use crate::error::JournalError;
use crate::heads;
use crate::log::{self, Devices};
use crate::payload::{Op, Payload};

/// One version of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The couple's day on which it was put away.
    pub day: NaiveDate,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
}

/// Every version of a page whose words are still there, the newest first; that one is what the page says now.
///
/// # Errors
/// When the drawer cannot be read.
pub fn all(conn: &Connection, page: PageId) -> Result<Vec<Version>, JournalError> {
    let mut versions = Vec::new();
    // No text: the words of that time are erased.
    let (mut title, mut body) = (String::new(), None);
    let mut last: Option<Stamp> = None;
    for (stamp, texts) in entries(conn, page)? {
        // Title and text of one putting away are one entry, or two that follow one another.
        let same = last.is_some_and(|last| {
            last.device == stamp.device && last.seq + 1 == stamp.seq && last.clock.day == stamp.clock.day
        }) && texts.title.is_none()
            && versions.last().is_some_and(|version: &(_, bool)| !version.1);
        title = texts.title.unwrap_or(title);
        let says_text = texts.body.is_some();
        body = texts.body.or(body);
        let day = NaiveDate::from_epoch_days(stamp.clock.day).unwrap_or_default();
        let version = ((day, title.clone(), body.clone()), says_text);
        match versions.last_mut().filter(|_| same) {
            Some(newest) => *newest = version,
            None => versions.push(version),
        }
        last = Some(stamp);
    }
    let whole = |((day, title, body), _)| Some(Version { day, title, body: body? });
    let mut versions: Vec<Version> = versions.into_iter().filter_map(whole).collect();
    versions.dedup_by(|a, b| a.title == b.title && a.body == b.body);
    versions.retain(|version| !version.title.is_empty() || !version.body.is_empty());
    versions.reverse();
    Ok(versions)
}

#[derive(Default)]
struct Texts {
    title: Option<String>,
    body: Option<String>,
}

/// The entries that gave the page a title or a text, in their order: what stands, what that replaced, and so on
/// back to the first.
fn entries(conn: &Connection, page: PageId) -> Result<BTreeMap<Stamp, Texts>, JournalError> {
    let mut devices = Devices::load(conn)?;
    let standing = heads::load(conn, &devices, page.entity())?;
    let mut due: Vec<_> = standing.heads.iter().map(|head| head.dot).collect();
    due.extend(standing.deletions.iter().map(|deletion| deletion.dot));
    let mut seen = BTreeSet::new();
    let mut found = BTreeMap::new();
    while let Some(dot) = due.pop() {
        if !seen.insert((dot.device, dot.seq)) {
            continue;
        }
        let Some(stored) = log::one(conn, &devices, dot.device, dot.seq)? else { continue };
        for replaced in &stored.entry.replaces {
            due.push(devices.local(conn, *replaced)?);
        }
        let crate::entry::Content::Kept(sealed) = &stored.entry.content else { continue };
        let Ok(payload) = Payload::open(sealed) else { continue };
        let mut texts = Texts::default();
        for op in payload.ops {
            match op {
                Op::Put { field: id, value: Value::Text(text) } if id == field::TITLE.id => {
                    texts.title = Some(text);
                }
                Op::Put { field: id, value: Value::Text(text) } if id == field::BODY.id => {
                    texts.body = Some(text);
                }
                _ => {}
            }
        }
        if texts.title.is_some() || texts.body.is_some() {
            let device = devices.device(dot.device)?;
            found.insert(Stamp { clock: stored.entry.clock, device, seq: stored.entry.seq }, texts);
        }
    }
    Ok(found)
}
