//! The tags of the sheets, and the pages that name each other.

use std::collections::BTreeSet;

use nightstand_domain::ids::PageId;
use nightstand_domain::marks;
use nightstand_domain::page::field;
use rusqlite::{Connection, params};

use super::page::{PageRow, rows};
use super::query::Wanted;
use super::words::fold;
use crate::error::JournalError;

/// Lays down what the texts of the sheet at `place` say about themselves.
pub(super) fn lay(tx: &Connection, place: i64, texts: &[&str]) -> rusqlite::Result<()> {
    let mut tags = tx.prepare_cached("INSERT OR IGNORE INTO tag (folded, place, tag) VALUES (?1, ?2, ?3)")?;
    for tag in texts.iter().flat_map(|text| marks::tags(text)) {
        tags.execute(params![fold(tag), place, tag])?;
    }
    let mut links = tx.prepare_cached("INSERT OR IGNORE INTO link (folded, place) VALUES (?1, ?2)")?;
    for name in texts.iter().flat_map(|text| marks::links(text)) {
        links.execute(params![fold(name), place])?;
    }
    Ok(())
}

/// Takes away what [`lay`] laid down.
pub(super) fn lift(tx: &Connection, place: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM tag WHERE place = ?1")?.execute([place])?;
    tx.prepare_cached("DELETE FROM link WHERE place = ?1")?.execute([place])?;
    Ok(())
}

/// The tags of the drawer, the one used last first, each as it was written last; `limit` at most.
///
/// # Errors
/// When the drawer cannot be read.
pub fn tags(conn: &Connection, limit: usize) -> Result<Vec<String>, JournalError> {
    // SQLite gives `tag` from the row that has the greatest `place`.
    let tags = "SELECT tag, max(place) AS last FROM tag GROUP BY folded ORDER BY last DESC, folded LIMIT ?1";
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(conn.prepare_cached(tags)?.query_map([limit], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The pages whose title is `name`, newest first. Capitals and accents do not matter.
///
/// # Errors
/// When the drawer cannot be read.
pub fn named(conn: &Connection, name: &str) -> Result<Vec<PageRow>, JournalError> {
    let folded = fold(name.trim());
    let is = |title: &str| fold(title.trim()) == folded;
    Ok(match Wanted::phrase(name).in_title() {
        Some(expression) => called(conn, SAYS, &expression, usize::MAX, is)?,
        // Nothing but signs: the index has no word of it.
        None => called(conn, "trim(title) = ?2", name.trim(), usize::MAX, is)?,
    })
}

/// The newest pages whose titles say what is wanted, or that have a title, when nothing is; `limit` at most.
///
/// # Errors
/// When the drawer cannot be read.
pub fn titled(conn: &Connection, wanted: &Wanted, limit: usize) -> Result<Vec<PageRow>, JournalError> {
    // What begins with one letter is sooner found in the titles than in the index.
    let rest = wanted.beside_its_letter();
    let is = |title: &str| rest.is_none() || wanted.letter_stands_in(title);
    Ok(match rest.as_ref().unwrap_or(wanted).in_title() {
        Some(expression) => called(conn, SAYS, &expression, limit, is)?,
        None => called(conn, "trim(title) <> ?2", "", limit, is)?,
    })
}

const SAYS: &str = "place IN (SELECT rowid FROM sheet_words WHERE sheet_words MATCH ?2)";

/// The newest pages that `condition` finds and whose titles are such; `limit` at most. Of the others no more than the
/// title is read.
fn called(
    conn: &Connection,
    condition: &str,
    asked: &str,
    limit: usize,
    is: impl Fn(&str) -> bool,
) -> rusqlite::Result<Vec<PageRow>> {
    let sql = format!("SELECT place, title FROM sheet WHERE kind = ?1 AND {condition} ORDER BY place DESC");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut sheets = statement.query(params![field::PAGE.0, asked])?;
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(sheet) = sheets.next()?
    {
        if is(sheet.get_ref(1)?.as_str()?) {
            found.extend(rows(conn, "WHERE sheet.place = ?1", [sheet.get::<_, i64>(0)?])?);
        }
    }
    Ok(found)
}

/// The pages that name one of `names`, newest first, `but` left out.
///
/// # Errors
/// When the drawer cannot be read.
pub fn naming(conn: &Connection, names: &[&str], but: PageId) -> Result<Vec<PageRow>, JournalError> {
    let names: BTreeSet<_> =
        names.iter().map(|name| fold(name.trim())).filter(|name| !name.is_empty()).collect();
    let mut found: Vec<PageRow> = Vec::new();
    for name in names {
        found.extend(rows(
            conn,
            "JOIN link USING (place) WHERE folded = ?1 AND kind = ?2 AND id <> ?3",
            params![name, field::PAGE.0, but.as_bytes()],
        )?);
    }
    found.sort_by_key(|page| std::cmp::Reverse(page.place));
    found.dedup_by_key(|page| page.place);
    Ok(found)
}
