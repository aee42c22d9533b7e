//! RedNotebook's folder: a file a month, `2026-11.txt`, in YAML: under each day its text, and its categories with
//! their entries. The text is marked as txt2tags marks it; what Markdown has too is written as Markdown does.

use std::ops::Range;

use chrono::NaiveDate;

use super::taking::{Found, Taking};
use super::yaml::{self, Node};
use super::{Left, NotRead, Picture, Program, Written, files};

/// The year and the month that a file is called by.
pub(super) fn month(name: &str) -> Option<(i32, u32)> {
    let (year, month) = files::last(name).strip_suffix(".txt")?.split_once('-')?;
    let digits = |text: &str, many| text.len() == many && text.bytes().all(|byte| byte.is_ascii_digit());
    let (is_year, is_month) = (digits(year, 4), digits(month, 2));
    (is_year && is_month)
        .then_some((year.parse().ok()?, month.parse().ok()?))
        .filter(|(_, month)| (1..=12).contains(month))
}

/// Whether RedNotebook keeps a file of that name beside its months, and none of its words is a page: what a month was
/// before it was last saved, and a page to begin others with.
pub(super) fn is_beside_months(name: &str) -> bool {
    let before = [".old.txt", ".new.txt"].iter().find_map(|ending| name.strip_suffix(ending));
    let folder = name.rsplit('/').nth(1);
    before.is_some_and(|before| month(&format!("{before}.txt")).is_some())
        || (folder == Some("templates") && files::ending(name) == "txt")
}

/// Reads a month, and answers whether it is one: anybody's file may be called so. A month has numbers, and below one of
/// them a day as RedNotebook writes it.
pub(super) fn read(
    (year, month): (i32, u32),
    bytes: &[u8],
    taking: &mut Taking<'_>,
) -> Result<bool, NotRead> {
    let text = crate::decode::table(bytes);
    if text.trim().trim_matches(['{', '}']).is_empty() {
        return Ok(true);
    }
    let Some(Node::Map(days)) = yaml::read(&text) else { return Ok(false) };
    let date = |number: &str| NaiveDate::from_ymd_opt(year, month, number.parse().ok()?);
    if !days.iter().any(|(number, day)| matches!(day, Node::Map(_)) && date(number).is_some()) {
        return Ok(false);
    }
    for (number, day) in &days {
        match (date(number), day) {
            (Some(date), Node::Map(_) | Node::Text(_)) => enter(date, day, taking)?,
            _ => taking.leave(Left::Unread),
        }
    }
    Ok(true)
}

fn enter(date: NaiveDate, day: &Node, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let mut found = Found { id: date.to_string(), written: Some(Written::On(date)), ..Found::default() };
    let mut beside = String::new();
    if let Some(text) = day.text() {
        found.body = marked(text, &mut found.pictures);
    }
    for (name, node) in day.map() {
        match node {
            Node::Text(text) if name == "text" => found.body = marked(text, &mut found.pictures),
            Node::Text(text) if text.is_empty() => found.tags.push(name.clone()),
            _ => category(name, node, &mut beside),
        }
    }
    if !beside.is_empty() {
        let body = found.body.trim_end();
        found.body = if body.is_empty() { beside } else { format!("{body}\n\n{beside}") };
    }
    taking.page(Program::RedNotebook, found).map(|_| ())
}

/// A category and its entries, as a small list.
fn category(name: &str, node: &Node, into: &mut String) {
    if !into.is_empty() {
        into.push('\n');
    }
    into.push_str(&format!("**{name}**\n"));
    let entries: Vec<&str> = match node {
        Node::Map(pairs) => pairs.iter().map(|(entry, _)| entry.as_str()).collect(),
        Node::List(list) => list.iter().filter_map(Node::text).collect(),
        Node::Text(text) => vec![text],
    };
    entries.iter().for_each(|entry| into.push_str(&format!("- {entry}\n")));
}

fn marked(text: &str, pictures: &mut Vec<Picture>) -> String {
    let mut is_code = false;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let fence = line.trim_end() == "```";
        is_code ^= fence;
        lines.push(if fence || is_code {
            line.to_owned()
        } else {
            pictured(&outside_code(&heading(line)), pictures)
        });
    }
    lines.join("\n")
}

/// The signs of a line with what they are in Markdown; what stands between two pairs of backticks is as it is.
fn outside_code(line: &str) -> String {
    let mut pieces = line.split("``").peekable();
    let mut done = String::with_capacity(line.len());
    let mut is_code = false;
    while let Some(piece) = pieces.next() {
        // The last backticks open nothing.
        let closes = is_code && pieces.peek().is_some();
        done.push_str(&if closes { piece.to_owned() } else { emphasis(piece) });
        if pieces.peek().is_some() {
            done.push_str("``");
        }
        is_code = !is_code;
    }
    done
}

/// `=== Words ===` is a heading of the third level.
fn heading(line: &str) -> String {
    let level = line.bytes().take_while(|byte| *byte == b'=').count();
    let bar = "=".repeat(level);
    let inner = line.trim_end().strip_prefix(&bar).and_then(|rest| rest.strip_suffix(&bar)).map(str::trim);
    match inner {
        Some(words) if (1..=5).contains(&level) && !words.is_empty() && !words.contains('=') => {
            format!("{} {words}", "#".repeat(level))
        }
        _ => line.to_owned(),
    }
}

/// `//slanted//`, `--struck--` and `__underlined__`, for which Markdown has no sign but the one of emphasis; addresses,
/// rulers and names with two bars in them stay.
fn emphasis(line: &str) -> String {
    let slanted = paired(line, "//", "*", |before| before != Some(':'));
    // Behind a slash it is the name of a folder.
    let slanted = paired(&slanted, "__", "_", |before| {
        before.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_' && sign != '/')
    });
    paired(&slanted, "--", "~~", |before| before != Some('-') && before != Some('!') && before != Some('<'))
}

/// Replaces a pair of `from` that encloses words tightly, on one line, with a pair of `to`.
fn paired(line: &str, from: &str, to: &str, may_open: impl Fn(Option<char>) -> bool) -> String {
    let kept = addresses(line);
    let is_kept = |at: usize| {
        let next = kept.get(kept.partition_point(|address| address.end <= at));
        next.is_some_and(|address| address.start <= at)
    };
    let signs: Vec<usize> = line.match_indices(from).map(|(at, _)| at).filter(|at| !is_kept(*at)).collect();
    let mut signs = signs.into_iter().peekable();
    let mut done = String::with_capacity(line.len());
    let mut copied = 0;
    while let Some(at) = signs.next() {
        done.push_str(line.get(copied..at).unwrap_or_default());
        copied = at + from.len();
        let inner = signs.peek().and_then(|end| line.get(copied..*end)).unwrap_or_default();
        let tight = !inner.is_empty() && inner.trim() == inner && !inner.contains(':');
        if tight && may_open(done.chars().next_back()) {
            done.push_str(&format!("{to}{inner}{to}"));
            copied += inner.len() + from.len();
            signs.next();
        } else {
            done.push_str(from);
        }
    }
    done.push_str(line.get(copied..).unwrap_or_default());
    done
}

/// Where addresses of the web stand in a line, in order: they are never marked. A sign or a point at the end of one
/// belongs to what it stands in.
fn addresses(line: &str) -> Vec<Range<usize>> {
    let is_end = |c: char| c.is_whitespace() || "\"'<>()[]{}|".contains(c);
    let mut from = 0;
    let mut found = Vec::new();
    for word in line.split_inclusive(is_end) {
        let bare = word.trim_end_matches(is_end);
        if let Some(start) = address(bare) {
            let end = bare.trim_end_matches(|c: char| "/_-*.,;:!?".contains(c)).len();
            let scheme = bare.find("://").map_or(0, |at| at + 3);
            found.push(from + start..from + end.max(scheme).max(start));
        }
        from += word.len();
    }
    found
}

/// Where in a word an address begins: `https://…`, `www.…`.
fn address(word: &str) -> Option<usize> {
    let before = word.find("://").and_then(|at| word.get(..at));
    let scheme =
        before.map(|before| (before, before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len()));
    let scheme = scheme.filter(|(before, start)| *start < before.len()).map(|(_, start)| start);
    let bare = || {
        let before = |at: usize| word.get(..at).and_then(|before| before.chars().next_back());
        let mut all = word.match_indices("www.").map(|(at, _)| at);
        all.find(|at| before(*at).is_none_or(|sign| !sign.is_alphanumeric()))
    };
    scheme.or_else(bare)
}

/// `[""/path/name"".png?200]` is a picture that lies somewhere on the other computer.
fn pictured(line: &str, pictures: &mut Vec<Picture>) -> String {
    let mut done = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("[\"\"") {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + 3..).unwrap_or_default());
        done.push_str(before);
        let picture = after.split_once("\"\"").and_then(|(path, after)| {
            let (end, after) = after.split_once(']')?;
            let ending = end.split('?').next()?.strip_prefix('.')?;
            ending
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric())
                .then(|| (format!("{path}.{ending}"), after))
        });
        let Some((name, after)) = picture else {
            done.push_str("[\"\"");
            rest = after;
            continue;
        };
        let mark = format!("![]({name})");
        done.push_str(&mark);
        pictures.push(Picture { name, mark, words: String::new() });
        rest = after;
    }
    done.push_str(rest);
    done
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_address_comes_through_any_line_as_it_was(line in "([a-zé:. ()]|//|__|--|http://|www\\.){0,40}") {
            let done = emphasis(&line);
            let mut rest = done.as_str();
            for address in addresses(&line).into_iter().filter_map(|range| line.get(range)) {
                let at = rest.find(address);
                prop_assert!(at.is_some(), "{address:?} of {line:?} is not in {done:?}");
                rest = rest.get(at.unwrap_or_default() + address.len()..).unwrap_or_default();
            }
        }
    }
}
