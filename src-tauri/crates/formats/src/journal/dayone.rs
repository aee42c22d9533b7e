//! Day One's JSON, as its zip holds it beside the folders of pictures.
//!
//! A text is Markdown in which Day One puts backslashes before signs that need none; they are taken away. A
//! picture is named in the text by its identifier, and its file by its MD5.

use serde::Deserialize;

use super::json::{self, Record};
use super::taking::{Found, Taking};
use super::{Left, NotRead, Picture, Program, Written, markdown, when};

/// What stands before a picture's identifier in a text.
const MOMENT: &str = "dayone-moment://";
/// The longest text with its looks that is read, in bytes: 32 MiB.
const LONGEST_RICH: usize = 32 << 20;
/// What is fastened to a page beside its pictures.
const FASTENED: [&str; 3] = ["videos", "audios", "pdfAttachments"];

pub(super) fn wrote(record: &Record) -> bool {
    let has = |field| record.contains_key(field);
    has("creationDate") && (has("uuid") || has("text") || has("richText"))
}

pub(super) fn page(record: &Record, taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let (mut title, mut body, mut is_unread) = (String::new(), String::new(), false);
    match json::text(record, "text") {
        "" if json::says(record, "richText") => match rich(json::text(record, "richText")) {
            Some(words) => body = words,
            None => is_unread = true,
        },
        text => (title, body) = titled(text),
    }
    let (body, pictures) = pictured(record, body);
    let (date, uuid) = (json::text(record, "creationDate"), json::text(record, "uuid"));
    let has_id = !uuid.is_empty();
    let found = Found {
        id: if has_id { uuid } else { date }.to_owned(),
        has_id,
        written: written(record, taking),
        title,
        body,
        tags: json::texts(record, "tags"),
        pictures,
        ..Found::default()
    };
    // Its pictures and its tags are a page without the words that could not be read.
    taking.leave_many(Left::Unread, usize::from(is_unread));
    let has_rest = !found.pictures.is_empty() || !found.tags.is_empty();
    if (has_rest || !is_unread) && taking.page(Program::DayOne, found)? {
        count_left(record, taking);
    }
    Ok(())
}

/// A text with its looks, as Day One keeps it beside the plain one; of newer pages it may be the only one.
#[derive(Deserialize)]
struct Rich {
    contents: Vec<Piece>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Piece {
    #[serde(default)]
    text: String,
    #[serde(default)]
    embedded_objects: Vec<Embedded>,
}

#[derive(Deserialize)]
struct Embedded {
    #[serde(default)]
    identifier: String,
    #[serde(default, rename = "type")]
    kind: String,
}

/// The words of such a text, and the marks of its pictures; nothing when it is none, or longer than anything typed.
fn rich(json: &str) -> Option<String> {
    let Rich { contents } = Some(json)
        .filter(|json| json.len() <= LONGEST_RICH)
        .and_then(|json| serde_json::from_str(json).ok())?;
    let mut words = String::new();
    for piece in contents {
        words.push_str(&piece.text);
        for picture in piece.embedded_objects.iter().filter(|embedded| embedded.kind == "photo") {
            words.push_str(&format!("![]({MOMENT}{})", picture.identifier));
        }
    }
    Some(words)
}

fn written(record: &Record, taking: &Taking<'_>) -> Option<Written> {
    let zone = when::zone(json::text(record, "timeZone")).unwrap_or_else(|| taking.zone());
    let at = when::instant(json::text(record, "creationDate"), zone)?;
    Some(if json::says(record, "isAllDay") { Written::On(at.date()) } else { Written::At(at) })
}

fn count_left(record: &Record, taking: &mut Taking<'_>) {
    for (field, left) in [("location", Left::Places), ("weather", Left::Weather)] {
        taking.leave_many(left, usize::from(json::says(record, field)));
    }
    let stars = json::says(record, "starred") || json::says(record, "isPinned");
    taking.leave_many(Left::Stars, usize::from(stars));
    for list in FASTENED {
        taking.leave_many(Left::Attachments, json::records(record, list).count());
    }
}

/// A page that begins with a heading has that for its title.
fn titled(text: &str) -> (String, String) {
    if let Some(after) = text.strip_prefix("# ") {
        let (first, rest) = after.split_once('\n').unwrap_or((after, ""));
        return (plain(first), plain(rest.strip_prefix('\n').unwrap_or(rest)));
    }
    (String::new(), plain(text))
}

/// Takes the needless backslashes away.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match signs.peek() {
            Some(next) if sign == '\\' && "\\.()!-+#".contains(*next) => {}
            _ => {
                plain.push(sign);
                continue;
            }
        }
        plain.extend(signs.next());
    }
    plain
}

/// The text with its pictures called by the names of their files. One that the text does not show stands at its
/// end.
fn pictured(record: &Record, mut body: String) -> (String, Vec<Picture>) {
    let mut names = Vec::new();
    for picture in json::records(record, "photos") {
        let (id, md5) = (json::text(picture, "identifier"), json::text(picture, "md5"));
        let kind = json::text(picture, "type");
        let name = match (md5.is_empty(), kind.is_empty()) {
            (true, _) => format!("photos/{id}"),
            (false, true) => format!("photos/{md5}.jpeg"),
            (false, false) => format!("photos/{md5}.{kind}"),
        };
        let own = format!("{MOMENT}{id}");
        if !id.is_empty() && body.contains(&own) {
            body = body.replace(&own, &name);
        } else {
            if !body.is_empty() {
                body.push_str("\n\n");
            }
            body.push_str(&format!("![]({name})"));
        }
        names.push(name);
    }
    let mut pictures: Vec<Picture> = Vec::new();
    for (mark, name, words) in markdown::all_shown(&body) {
        let is_new = !pictures.iter().any(|known| known.mark == mark);
        if is_new && names.iter().any(|known| known == name) {
            pictures.push(Picture { name: name.to_owned(), mark: mark.to_owned(), words: words.to_owned() });
        }
    }
    (body, pictures)
}
