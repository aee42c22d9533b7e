//! What a feature declares so that its records become rows.

use nightstand_domain::ids::EntityId;
use nightstand_domain::merge::Kind;
use rusqlite::Connection;

use crate::record::Record;

/// A view of the window that has to be read again after a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stale {
    /// Names, ribbons, the word for each other.
    People,
    /// Tonight: dial, programme, what is due.
    Tonight,
    /// The list of rituals.
    Rituals,
    /// The shelf, the books, bookmarks and notes.
    Reading,
    /// Slips and shared lines.
    Us,
    /// Pages, reflections, threads, patterns.
    Drawer,
}

/// How one kind of record is written into the tables that queries read.
#[derive(Clone, Copy)]
pub(crate) struct Projection {
    /// The kind that is projected; one projection for each kind.
    pub(crate) kind: Kind,
    /// The tables that hold nothing but this projection's rows: rebuilding empties them first. Full-text
    /// tables are recognised and emptied in their own way.
    pub(crate) tables: &'static [&'static str],
    /// Writes the record's rows, or removes them for `None`. It must depend on the record alone: rebuilding
    /// calls it in another order than history did.
    pub(crate) project: fn(&Connection, EntityId, Option<&Record>) -> rusqlite::Result<()>,
    /// The views that show this kind.
    pub(crate) stale: &'static [Stale],
}
