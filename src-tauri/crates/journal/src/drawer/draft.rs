//! What is being typed. A draft is a row that is overwritten, durable each time; it is no entry of the log
//! until its page is put away or rests.

use nightstand_domain::ids::{EntityId, PageId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::error::JournalError;
use crate::space::Space;

/// A page as it is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The page; it may not be in the log yet.
    pub page: PageId,
    /// When it was begun, as it is kept.
    pub written: String,
    /// Its title so far.
    pub title: String,
    /// Its text so far.
    pub body: String,
}

fn row(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        page: PageId::from(EntityId::from_bytes(row.get(0)?)),
        written: row.get(1)?,
        title: row.get(2)?,
        body: row.get(3)?,
    })
}

/// Overwrites the draft of its page. It survives a crash and a power cut once this returns.
///
/// # Errors
/// What the disk says; the earlier draft is then still there.
pub fn save(space: &Space, draft: &Draft) -> Result<(), JournalError> {
    space
        .read()
        .prepare_cached(
            "INSERT INTO draft (page, written, title, body) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (page) DO UPDATE SET written = excluded.written, title = excluded.title,
                                              body = excluded.body",
        )?
        .execute(params![draft.page.as_bytes(), draft.written, draft.title, draft.body])?;
    Ok(())
}

/// Lets go of a draft, within the transaction that made it an entry.
///
/// # Errors
/// What the disk says.
pub fn clear(conn: &Connection, page: PageId) -> Result<(), JournalError> {
    conn.prepare_cached("DELETE FROM draft WHERE page = ?1")?.execute([page.as_bytes()])?;
    Ok(())
}

/// The draft of one page.
///
/// # Errors
/// When the drawer cannot be read.
pub fn one(conn: &Connection, page: PageId) -> Result<Option<Draft>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT page, written, title, body FROM draft WHERE page = ?1")?
        .query_row([page.as_bytes()], row)
        .optional()?)
}

/// Every draft, the newest first. There are few: a page rests when another is opened.
///
/// # Errors
/// When the drawer cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<Draft>, JournalError> {
    Ok(conn
        .prepare_cached("SELECT page, written, title, body FROM draft ORDER BY written DESC, page")?
        .query_map([], row)?
        .collect::<rusqlite::Result<_>>()?)
}

/// Notes that a page was thrown away on the couple's `day`, counted from 1 January 1970: its words are
/// forgotten for good some time later.
///
/// # Errors
/// What the disk says.
pub fn note_thrown(conn: &Connection, page: PageId, day: i64) -> Result<(), JournalError> {
    conn.prepare_cached("INSERT OR REPLACE INTO thrown (page, day) VALUES (?1, ?2)")?
        .execute(params![page.as_bytes(), day])?;
    Ok(())
}

/// The pages that were thrown away before `day`, taken from the list, without those that came back.
///
/// # Errors
/// What the disk says.
pub fn take_thrown_before(conn: &Connection, day: i64) -> Result<Vec<PageId>, JournalError> {
    let due: Vec<EntityId> = conn
        .prepare_cached("DELETE FROM thrown WHERE day < ?1 RETURNING page")?
        .query_map([day], |row| Ok(EntityId::from_bytes(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut lies = conn.prepare_cached("SELECT 1 FROM sheet WHERE id = ?1")?;
    let mut gone = Vec::new();
    for page in due {
        if !lies.exists([page.as_bytes()])? {
            gone.push(PageId::from(page));
        }
    }
    Ok(gone)
}
