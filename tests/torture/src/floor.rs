//! The floor of the drawer: the same SQLCipher and FTS5 with one plain table and nothing of ours.

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, params};

use crate::corpus::Page;

const SCHEMA: &str = "
CREATE TABLE page (id INTEGER PRIMARY KEY, ts TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE found USING fts5 (title, body, content='page', content_rowid='id',
  tokenize='unicode61 remove_diacritics 2', prefix='2 3');
";

/// A bare encrypted table.
#[derive(Debug)]
pub struct Floor {
    connection: Connection,
}

impl Floor {
    /// The table at `file`, with `pages` in it.
    ///
    /// # Errors
    /// What the disk says.
    pub fn with(file: &Path, pages: &[Page]) -> rusqlite::Result<Self> {
        let connection = Connection::open(file)?;
        let key = "11".repeat(32);
        connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\";"))?;
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
        connection.execute_batch(SCHEMA)?;
        let mut floor = Self { connection };
        let all = floor.connection.transaction()?;
        for page in pages {
            insert(&all, page)?;
        }
        all.commit()?;
        Ok(floor)
    }

    /// One page in one transaction that survives a power cut; answers the seconds it took.
    ///
    /// # Errors
    /// What the disk says.
    pub fn add(&mut self, page: &Page) -> rusqlite::Result<f64> {
        let began = Instant::now();
        let one = self.connection.transaction()?;
        insert(&one, page)?;
        one.commit()?;
        Ok(began.elapsed().as_secs_f64())
    }

    /// All hits counted and the newest twenty read with title and snippet; answers seconds and hits.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn search(&self, kind: &str, words: &str) -> rusqlite::Result<(f64, u64)> {
        let matched = match kind {
            "phrase" => format!("\"{words}\""),
            "prefix" => words.to_owned(),
            _ => words.split(' ').map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" "),
        };
        let began = Instant::now();
        let mut count = self.connection.prepare_cached("SELECT count(*) FROM found WHERE found MATCH ?1")?;
        let hits: i64 = count.query_row([&matched], |row| row.get(0))?;
        let mut newest = self.connection.prepare_cached(
            "SELECT title, snippet(found, 1, '[', ']', '…', 16) FROM found WHERE found MATCH ?1 ORDER BY rowid DESC LIMIT 20",
        )?;
        let rows =
            newest.query_map([&matched], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
        let read: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
        std::hint::black_box(read);
        Ok((began.elapsed().as_secs_f64(), hits.unsigned_abs()))
    }
}

fn insert(connection: &Connection, page: &Page) -> rusqlite::Result<()> {
    let id = page.id as i64;
    let mut row =
        connection.prepare_cached("INSERT INTO page (id, ts, title, body) VALUES (?1, ?2, ?3, ?4)")?;
    row.execute(params![id, page.ts, page.title, page.body])?;
    let mut words =
        connection.prepare_cached("INSERT INTO found (rowid, title, body) VALUES (?1, ?2, ?3)")?;
    words.execute(params![id, page.title, page.body])?;
    Ok(())
}
