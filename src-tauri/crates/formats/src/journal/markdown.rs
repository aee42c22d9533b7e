//! A file of Markdown as a page. What its head says counts first, then what its name says, then its first heading,
//! and at last when the file was changed.

use chrono::NaiveDateTime;

use super::front::{self, Front};
use super::taking::{Found, Taking};
use super::{Left, NotRead, Picture, Program, Written, files, when};

pub(super) fn read(
    name: &str,
    bytes: &[u8],
    changed: Option<NaiveDateTime>,
    taking: &mut Taking<'_>,
) -> Result<(), NotRead> {
    let text = crate::decode::table(bytes);
    let (Front { id, title, written, tags, unread, unknown }, body) = front::part(&text);
    let stem = files::stem(name);
    let (by_name, rest) = when::named(stem).map_or((None, stem), |(written, rest)| (Some(written), rest));
    let by_path = by_folders(name);
    // "05" in a folder for March is the rest of a date and names nothing.
    let rest = if by_path.is_some() { "" } else { rest };
    let by_heading = || body.lines().find(|line| !line.trim().is_empty()).and_then(when::heading);
    let written = match written.or(by_name).or(by_path).or_else(by_heading) {
        Some(written) => Some(written),
        None => taking.dated_by_file(changed),
    };
    let (title, body) = match title {
        Some(title) => (title, body),
        None => headed(body).unwrap_or((rest.to_owned(), body)),
    };
    let found = Found {
        has_id: id.is_some(),
        id: id.unwrap_or_else(|| name.to_owned()),
        written,
        title,
        body: if unread.is_empty() { body.to_owned() } else { format!("{}\n\n{body}", unread.join("\n")) },
        tags,
        pictures: pictures(name, body),
        ..Found::default()
    };
    if taking.page(Program::Markdown, found)? {
        taking.leave_many(Left::Dates, unread.len());
        taking.leave_many(Left::Fields, unknown);
    }
    Ok(())
}

/// A heading on the first line that is not empty is the title.
fn headed(body: &str) -> Option<(String, &str)> {
    let trimmed = body.trim_start_matches(['\n', '\r']);
    let after = trimmed.strip_prefix("# ")?;
    let (first, rest) = after.split_once('\n').unwrap_or((after, ""));
    Some((first.trim().to_owned(), rest.strip_prefix('\n').unwrap_or(rest)))
}

/// Folders named for year, month and day: `2026/11/20.md`, `2026/2026-11/20.md`.
fn by_folders(name: &str) -> Option<Written> {
    let parts: Vec<&str> = name.split('/').collect();
    let [.., year, month, _] = parts.as_slice() else { return None };
    let month = month.rsplit('-').next()?;
    when::iso(&format!("{year}-{month}-{}", files::stem(name)))
        .filter(|written| matches!(written, Written::On(_)))
}

/// Pictures that the text of a file shows and that lie beside it: `![…](name)` and `![[name]]`. What else can stand in
/// a text in this way, such as another page, is none.
fn pictures(file: &str, body: &str) -> Vec<Picture> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut pictures: Vec<Picture> = Vec::new();
    for (mark, name, words) in all_shown(body) {
        if !name.contains("://") && files::is_media(name) && !pictures.iter().any(|known| known.mark == mark)
        {
            let name = name.replace("\\(", "(").replace("\\)", ")");
            let (name, mark, words) = (format!("{folder}/{name}"), mark.to_owned(), words.to_owned());
            pictures.push(Picture { name, mark, words });
        }
    }
    pictures
}

/// Every mark in a text that shows something: the mark, what it shows, and words for that.
pub(super) fn all_shown(body: &str) -> Vec<(&str, &str, &str)> {
    let mut all = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find("![") {
        let from = rest.get(at..).unwrap_or_default();
        match shown(from) {
            Some((mark, name, words)) => {
                all.push((mark, name, words));
                rest = from.get(mark.len()..).unwrap_or_default();
            }
            None => rest = from.get(2..).unwrap_or_default(),
        }
    }
    all
}

/// The mark at the beginning of a text, what it shows, and words for that.
fn shown(text: &str) -> Option<(&str, &str, &str)> {
    let line = text.lines().next()?;
    if let Some(inner) = line.strip_prefix("![[") {
        let end = inner.find("]]")?;
        let name = inner.get(..end)?.split('|').next()?;
        return Some((text.get(..end + 5)?, name, ""));
    }
    let middle = line.find("](")?;
    let inside = line.get(middle + 2..)?;
    let end = end_of(inside).or_else(|| inside.find(')'))?;
    let inner = inside.get(..end)?.trim();
    let name = match inner.strip_prefix('<').and_then(|rest| rest.split_once('>')) {
        Some((name, _)) => name,
        None => inner.split(" \"").next()?.trim_end(),
    };
    Some((text.get(..=middle + 2 + end)?, name, line.get(2..middle)?))
}

/// Where the bracket stands that closes a mark: brackets within a name, in pairs or behind a backslash, in `<…>` or in
/// the words behind a name, do not.
fn end_of(inside: &str) -> Option<usize> {
    let mut signs = inside.char_indices();
    let (mut open, mut until) = (0_usize, None);
    while let Some((at, sign)) = signs.next() {
        match (until, sign) {
            (_, '\\') => {
                signs.next();
            }
            (Some(close), _) if sign == close => until = None,
            (Some(_), _) => {}
            (None, '<') if inside.get(..at)?.trim().is_empty() => until = Some('>'),
            (None, '"') if inside.get(..at)?.ends_with(' ') => until = Some('"'),
            (None, '(') => open += 1,
            (None, ')') if open == 0 => return Some(at),
            (None, ')') => open -= 1,
            (None, _) => {}
        }
    }
    None
}
