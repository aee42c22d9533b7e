//! What is being typed. A draft is a row that is overwritten, durable each time; it is no entry of the log
//! until its page is put away or rests.

use chrono::NaiveDate;
use nightstand_domain::ids::{EntityId, PageId};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::thread;
use crate::act::Act;
use crate::error::JournalError;

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
pub fn save(conn: &Connection, draft: &Draft) -> Result<(), JournalError> {
    conn.prepare_cached(
        "INSERT INTO draft (page, written, title, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (page) DO UPDATE SET written = excluded.written, title = excluded.title,
                                          body = excluded.body",
    )?
    .execute(params![draft.page.as_bytes(), draft.written, draft.title, draft.body])?;
    Ok(())
}

/// Puts a draft back where there is none: one that stands is newer.
///
/// # Errors
/// What the disk says.
pub fn put_back(conn: &Connection, draft: &Draft) -> Result<(), JournalError> {
    if one(conn, draft.page)?.is_none() { save(conn, draft) } else { Ok(()) }
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

/// Notes that a sheet, a page or a reflection, was thrown away on the couple's `day`: its words are forgotten
/// for good some time later. (The column is called `page`; a sheet's id is what it holds.)
///
/// # Errors
/// What the disk says.
pub fn note_thrown(conn: &Connection, sheet: EntityId, day: NaiveDate) -> Result<(), JournalError> {
    conn.prepare_cached("INSERT OR REPLACE INTO thrown (page, day) VALUES (?1, ?2)")?
        .execute(params![sheet.as_bytes(), day.to_epoch_days()])?;
    Ok(())
}

/// Notes that a sheet went because what had brought it was taken back: nobody threw it away by itself.
///
/// # Errors
/// What the disk says.
pub fn note_taken_back(conn: &Connection, sheet: EntityId, day: NaiveDate) -> Result<(), JournalError> {
    conn.prepare_cached("INSERT OR REPLACE INTO thrown (page, day, taken_back) VALUES (?1, ?2, 1)")?
        .execute(params![sheet.as_bytes(), day.to_epoch_days()])?;
    Ok(())
}

/// Forgets one sheet that was thrown away.
///
/// # Errors
/// What the disk says.
pub fn forget_thrown(act: &mut Act<'_>, sheet: EntityId) -> Result<(), JournalError> {
    act.read().prepare_cached("DELETE FROM thrown WHERE page = ?1")?.execute([sheet.as_bytes()])?;
    forget_with_thread(act, sheet)
}

fn forget_with_thread(act: &mut Act<'_>, sheet: EntityId) -> Result<(), JournalError> {
    let threads = thread::of_sheet(act.read(), sheet)?;
    act.forget(sheet)?;
    threads.into_iter().try_for_each(|one| thread::forget_unless_in_use(act, one))
}

/// Forgets at most `many` of the sheets that were thrown away before `day` and did not come back. Says whether those were
/// all.
///
/// # Errors
/// What the disk says.
pub fn forget_thrown_before(act: &mut Act<'_>, day: NaiveDate, many: usize) -> Result<bool, JournalError> {
    let most = i64::try_from(many).unwrap_or(i64::MAX);
    let due: Vec<EntityId> = act
        .read()
        .prepare_cached(
            "DELETE FROM thrown WHERE page IN (SELECT page FROM thrown WHERE day < ?1 LIMIT ?2) RETURNING page",
        )?
        .query_map(params![day.to_epoch_days(), most], |row| Ok(EntityId::from_bytes(row.get(0)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for sheet in &due {
        let lies =
            act.read().prepare_cached("SELECT 1 FROM sheet WHERE id = ?1")?.exists([sheet.as_bytes()])?;
        if !lies {
            forget_with_thread(act, *sheet)?;
        }
    }
    Ok(due.len() < many)
}
