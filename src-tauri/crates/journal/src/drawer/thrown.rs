//! What was thrown away and can still be brought back.

use chrono::NaiveDate;
use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::Kind;
use nightstand_domain::{page, reflection};
use rusqlite::Connection;

use crate::error::JournalError;
use crate::heads::{self, Standing};
use crate::log::Devices;
use crate::record::Record;

/// A sheet that was thrown away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thrown {
    /// The sheet.
    pub id: EntityId,
    /// What sort of sheet it is.
    pub kind: Kind,
    /// The couple's day on which it was thrown away.
    pub day: NaiveDate,
    /// Its title; a reflection has none.
    pub title: String,
    /// Its beginning.
    pub preview: String,
}

/// Every sheet that was thrown away and has not come back, the last one first.
///
/// # Errors
/// When the drawer cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Thrown>, JournalError> {
    let devices = Devices::load(conn)?;
    let mut statement = conn.prepare_cached(
        "SELECT page, day FROM thrown WHERE page NOT IN (SELECT id FROM sheet) ORDER BY day DESC, page",
    )?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let id = EntityId::from_bytes(row.get(0)?);
        let day = NaiveDate::from_epoch_days(row.get(1)?).unwrap_or_default();
        let standing = heads::load(conn, &devices, id)?;
        let Some(kind) = standing.kind.filter(|_| !standing.visible() && !standing.heads.is_empty()) else {
            continue;
        };
        all.push(named(id, kind, day, standing));
    }
    Ok(all)
}

/// What a sheet says of itself in a list; a record of another sort says nothing.
pub(crate) fn named(id: EntityId, kind: Kind, day: NaiveDate, standing: Standing) -> Thrown {
    let record = Record::new(standing);
    let text = |field| record.text(field).unwrap_or_default();
    let (title, preview) = if kind == page::field::PAGE {
        (text(page::field::TITLE).to_owned(), page::preview(text(page::field::BODY)))
    } else if kind == reflection::field::REFLECTION {
        (String::new(), page::preview(text(reflection::field::HAPPENED)))
    } else {
        (String::new(), String::new())
    };
    Thrown { id, kind, day, title, preview }
}
