//! What holds a record when its beginning is to be taken back: something of somebody else that hangs on it and would
//! be out of everyone's reach without it.

use std::collections::BTreeSet;

use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::Kind;
use nightstand_domain::people;
use rusqlite::Connection;

use crate::act::Act;
use crate::entry::Content;
use crate::error::JournalError;
use crate::heads;
use crate::log;
use crate::payload::Opener;
use crate::projections;
use crate::space::SpaceKind;
use crate::table::{id_at, unsent};

/// How records of one kind hang on others: a note on its chapter and its book.
#[derive(Clone, Copy)]
pub(crate) struct Hangs {
    /// The kinds that it names.
    pub(crate) on: &'static [Kind],
    /// Reads pairs of ids: what hangs, and what it hangs on.
    pub(crate) pairs: &'static str,
}

impl Act<'_> {
    /// Which of the `begun` records stay: those on which something of another author hangs or is half written, those
    /// that hang on one that stays, so that no half of a book is taken away, and a person who has written something.
    pub(crate) fn held(&self, begun: &[(EntityId, Kind)]) -> Result<BTreeSet<EntityId>, JournalError> {
        let ids: BTreeSet<EntityId> = begun.iter().map(|(id, _)| *id).collect();
        let mut held = BTreeSet::new();
        if begun.is_empty() || self.frame.kind != SpaceKind::Table {
            return Ok(held);
        }
        let half_written = unsent::fields_of_others(self.conn, self.author())?;
        for (id, kind) in begun {
            let is_written_on = |field: &String| field.contains(&id.to_string());
            if half_written.iter().any(is_written_on)
                || (*kind == people::field::PERSON && self.has_written((*id).into())?)
            {
                held.insert(*id);
            }
        }
        let pairs = hanging(self.conn, begun)?;
        for (what, on) in &pairs {
            if !ids.contains(what) && !held.contains(on) && self.is_anothers(*what)? {
                held.insert(*on);
            }
        }
        // What hangs may be hung on: once around for each level.
        let mut before = 0;
        while held.len() > before {
            before = held.len();
            let also = pairs.iter().filter(|(what, on)| ids.contains(what) && held.contains(on));
            let also: Vec<EntityId> = also.map(|(what, _)| *what).collect();
            held.extend(also);
        }
        Ok(held)
    }

    fn is_anothers(&self, id: EntityId) -> Result<bool, JournalError> {
        let standing = heads::load(self.conn, &self.devices, id)?;
        Ok(standing.visible() && standing.heads.iter().any(|head| head.author != self.author()))
    }

    /// Whether `person` wrote anything. Nobody writes before they are seated, so that the log is read from there.
    fn has_written(&self, person: PersonId) -> Result<bool, JournalError> {
        let seated = heads::load(self.conn, &self.devices, person.entity())?;
        let Some(day) = seated.heads.iter().map(|head| head.stamp.clock.day).min() else { return Ok(false) };
        let (mut opener, mut found) = (Opener::default(), false);
        log::walk(self.conn, &self.devices, 0, |row| {
            if let Content::Kept(sealed) = &row.entry.content
                && row.entry.clock.day >= day
            {
                // What only a newer version can read may be theirs, too.
                found = opener.open(sealed).map_or(true, |payload| payload.author == person);
            }
            Ok(!found)
        })?;
        Ok(found)
    }
}

/// Everything that hangs on one of the `begun` records, with what it hangs on.
fn hanging(conn: &Connection, begun: &[(EntityId, Kind)]) -> Result<Vec<(EntityId, EntityId)>, JournalError> {
    let kinds: BTreeSet<Kind> = begun.iter().map(|(_, kind)| *kind).collect();
    let ids: BTreeSet<EntityId> = begun.iter().map(|(id, _)| *id).collect();
    let mut found = Vec::new();
    for hangs in projections::HANGING.iter().filter(|hangs| hangs.on.iter().any(|kind| kinds.contains(kind)))
    {
        let mut pairs = conn.prepare_cached(hangs.pairs)?;
        let mut rows = pairs.query([])?;
        while let Some(row) = rows.next()? {
            let (what, on) = (id_at::<EntityId>(row, 0)?, id_at::<EntityId>(row, 1)?);
            if ids.contains(&on) {
                found.push((what, on));
            }
        }
    }
    Ok(found)
}
