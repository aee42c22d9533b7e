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
    let places = match Wanted::phrase(name).in_title() {
        Some(expression) => called(
            conn,
            &folded,
            "place IN (SELECT rowid FROM sheet_words WHERE sheet_words MATCH ?2)",
            &expression,
        )?,
        // Nothing but signs: the index has no word of it.
        None => called(conn, &folded, "trim(title) = ?2", name.trim())?,
    };
    let mut found = Vec::new();
    for place in places {
        found.extend(rows(conn, "WHERE place = ?1", [place])?);
    }
    Ok(found)
}

/// Where the pages stand, newest first, that `condition` finds and that are called so: most of what it finds has more
/// words in its title, and is not read for that.
fn called(conn: &Connection, folded: &str, condition: &str, asked: &str) -> rusqlite::Result<Vec<i64>> {
    let sql = format!("SELECT place, title FROM sheet WHERE kind = ?1 AND {condition} ORDER BY place DESC");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query(params![field::PAGE.0, asked])?;
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        if fold(row.get_ref(1)?.as_str()?.trim()) == folded {
            places.push(row.get(0)?);
        }
    }
    Ok(places)
}

/// The newest pages whose titles say what is wanted, or that have a title, when nothing is; `limit` at most.
///
/// # Errors
/// When the drawer cannot be read.
pub fn titled(conn: &Connection, wanted: &Wanted, limit: usize) -> Result<Vec<PageRow>, JournalError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(match wanted.in_title() {
        None => rows(
            conn,
            "WHERE kind = ?1 AND trim(title) <> '' ORDER BY place DESC LIMIT ?2",
            params![field::PAGE.0, limit],
        )?,
        Some(words) => rows(
            conn,
            "WHERE kind = ?1 AND place IN (SELECT rowid FROM sheet_words WHERE sheet_words MATCH ?3)
             ORDER BY place DESC LIMIT ?2",
            params![field::PAGE.0, limit, words],
        )?,
    })
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
