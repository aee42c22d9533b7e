//! Looking a space over: the pages, the chain, the signatures.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::envelope;
use crate::error::JournalError;
use crate::log::{self, Devices, Tip};
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
        let mut findings = Findings { problems: self.torn_pages()?, entries: 0 };
        findings.problems.extend(lines(&self.conn, "PRAGMA integrity_check")?);
        self.chains(&mut findings)?;
        Ok(findings)
    }

    /// The pages of the file on the disk that its cipher no longer vouches for, in the words of SQLCipher. It
    /// reads the whole file, a few hundred megabytes a second.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn torn_pages(&self) -> Result<Vec<String>, JournalError> {
        let mut pages = Findings::default();
        if self.keyed {
            // A write-ahead log that was not moved yet would make a healthy file look damaged.
            self.checkpoint()?;
            pages.problems = lines(&self.conn, "PRAGMA cipher_integrity_check")?;
            let last: i64 = self.conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
            // A drawer's file is longer than its pages (see drawer::in_steps); behind the last one lies nothing.
            pages.problems.retain(|problem| page_named(problem).is_none_or(|page| page <= last));
        }
        Ok(pages.problems)
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

/// The page that a line of SQLCipher's check ends with.
pub(crate) fn page_named(problem: &str) -> Option<i64> {
    problem.rsplit(' ').next()?.parse().ok()
}
