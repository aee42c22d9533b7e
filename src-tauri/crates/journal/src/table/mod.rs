//! The shared table's projections and the reads on them, one module for each kind of record.

pub mod aloud;
pub mod book;
pub mod bookmark;
pub mod chapter;
pub mod evening;
pub mod line;
pub mod note;
pub mod occurrence;
pub mod person;
pub mod ritual;
pub mod season;
pub mod shelf_search;
pub mod slip;
pub mod unsent;

use nightstand_domain::ids::EntityId;
use rusqlite::Row;

/// The id in a column of sixteen bytes.
pub(crate) fn id_at<T: From<EntityId>>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let bytes: [u8; 16] = row.get(column)?;
    Ok(EntityId::from_bytes(bytes).into())
}
