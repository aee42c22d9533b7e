//! Weeks of small things that one person proposed. Agreeing makes a record of them; anything else leaves
//! nothing, for a no is never kept. It passes by morning like everything here.

use chrono::{DateTime, Utc};
use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_vault::SpaceKey;
use rusqlite::{OptionalExtension, params};

use super::{Passing, at};
use crate::error::JournalError;

/// What was proposed and waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Who would like it.
    pub by: PersonId,
    /// For how many weeks.
    pub weeks: u8,
    /// When it passes by itself.
    pub expires: DateTime<Utc>,
}

impl Passing {
    /// Proposes weeks of small things; what was proposed before gives way.
    ///
    /// # Errors
    /// Whatever the disk says; nothing is half-written.
    pub fn propose(&self, key: &SpaceKey, proposed: Proposed) -> Result<(), JournalError> {
        let Proposed { by, weeks, expires } = proposed;
        self.write(key, |conn| {
            conn.execute(
                "INSERT OR REPLACE INTO proposed (one, person, weeks, expires) VALUES (1, ?1, ?2, ?3)",
                params![by.as_bytes(), weeks, expires.timestamp()],
            )?;
            Ok(())
        })
    }

    /// What is proposed at `now`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn proposed(&self, key: &SpaceKey, now: DateTime<Utc>) -> Result<Option<Proposed>, JournalError> {
        let Some((conn, _held)) = self.open_existing(key)? else { return Ok(None) };
        let mut read = conn.prepare("SELECT person, weeks, expires FROM proposed WHERE expires > ?1")?;
        let found = read.query_row([now.timestamp()], |row| {
            let by = EntityId::from_bytes(row.get(0)?).into();
            Ok(Proposed { by, weeks: row.get(1)?, expires: at(row, 2)? })
        });
        Ok(found.optional()?)
    }

    /// Takes the proposal away, whoever does so and why.
    ///
    /// # Errors
    /// Whatever the disk says; the proposal then still stands.
    pub fn drop_proposal(&self, key: &SpaceKey) -> Result<(), JournalError> {
        if !self.path.exists() {
            return Ok(());
        }
        self.write(key, |conn| {
            conn.execute("DELETE FROM proposed", [])?;
            Ok(())
        })
    }
}
