//! Looking a space over: the pages, the chain, the signatures.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::envelope;
use crate::error::JournalError;
use crate::log::{self, Devices, Tip};
use crate::pages::Pages;
use crate::space::Space;

/// What was found. Nothing is repaired.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// Each problem in words for the diagnostics; nothing private.
    pub problems: Vec<String>,
    /// Entries whose chain and signatures hold.
    pub entries: u64,
}

impl Space {
    /// Reads every page and verifies every log from its first entry on.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Findings, JournalError> {
        let torn = self.torn_pages()?.into_iter().map(|page| format!("page {page} is not what was written"));
        let mut findings = Findings { problems: torn.collect(), entries: 0 };
        findings.problems.extend(lines(&self.conn, "PRAGMA integrity_check")?);
        self.chains(&mut findings)?;
        Ok(findings)
    }

    /// The numbers of the pages of the file on the disk that are not what its cipher wrote. It reads the whole file, a
    /// few hundred megabytes a second; [`Space::pages`] does it by stretches.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn torn_pages(&self) -> Result<Vec<u32>, JournalError> {
        self.pages()?.map_or(Ok(Vec::new()), |mut pages| pages.all_torn())
    }

    /// The pages of the file, for whoever looks at them by stretches; nothing for a file that is not sealed, nor while
    /// somebody reads an older state of it: its last pages may not be in the file yet.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn pages(&self) -> Result<Option<Pages>, JournalError> {
        let Some(seal) = &self.seal else { return Ok(None) };
        // What waits in the write-ahead log may stand in the place of a page that is torn.
        if !self.checkpoint()? {
            return Ok(None);
        }
        let last = self.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
        Ok(Some(Pages::of(&self.path, seal, last)?))
    }

    fn chains(&self, findings: &mut Findings) -> Result<(), JournalError> {
        let devices = Devices::load(&self.conn)?;
        let mut ends: BTreeMap<i64, (Tip, u64)> = BTreeMap::new();
        log::walk(&self.conn, &devices, 0, |row| {
            let device = devices.device(row.device)?;
            let (tip, signed) = ends.entry(row.device).or_insert((Tip::START, 0));
            if row.entry.seq != tip.seq + 1 {
                findings.problems.push(format!("log {device}: {} follows {}", row.entry.seq, tip.seq));
            }
            *tip = tip.advance(self.frame.id, device, &row.entry);
            if let Some(signature) = row.signature {
                let words = envelope::signed(self.frame.id, device, tip.seq, &tip.hash);
                let key = log::key_of(&self.conn, device)?;
                if key.is_some_and(|key| nightstand_vault::verify(&key, &words, &signature).is_ok()) {
                    *signed = tip.seq;
                } else {
                    findings.problems.push(format!("log {device}: bad signature at {}", tip.seq));
                }
            }
            findings.entries += 1;
            Ok(true)
        })?;
        for (number, (tip, signed)) in ends {
            let device = devices.device(number)?;
            if signed != tip.seq {
                findings.problems.push(format!("log {device}: nothing vouches for what follows {signed}"));
            }
            if log::tip(&self.conn, number)? != tip {
                findings.problems.push(format!("log {device}: its tip does not follow from its entries"));
            }
        }
        Ok(())
    }
}

/// What a check says, one problem a line.
pub(crate) fn lines(conn: &Connection, pragma: &str) -> Result<Vec<String>, JournalError> {
    let mut statement = conn.prepare(pragma)?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}
