//! The lines between two rules at the head of a Markdown file.

use super::yaml::{self, Node};
use super::{Written, when};

/// The longest front matter that is read, in bytes.
const LONGEST: usize = 64 << 10;

/// What a head says that is known here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) written: Option<Written>,
    pub(super) tags: Vec<String>,
    /// How many lines say something else.
    pub(super) unknown: usize,
}

/// Parts a file into its head and its text. What looks like a head and is none stays text.
pub(super) fn part(text: &str) -> (Front, &str) {
    let Some((head, body)) = split(text) else { return (Front::default(), text) };
    match yaml::read(head) {
        Some(Node::Map(pairs)) => (Front::of(&pairs), body),
        _ if head.trim().is_empty() => (Front::default(), body),
        _ => (Front::default(), text),
    }
}

fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == "---" || bare == "..." {
            let (head, body) = (rest.get(..at)?, rest.get(at + line.len()..)?);
            let body = body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).unwrap_or(body);
            return Some((head, body));
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

impl Front {
    fn of(pairs: &[(String, Node)]) -> Self {
        let mut front = Self::default();
        let mut time = None;
        for (name, value) in pairs {
            let text = value.text();
            match (name.to_lowercase().as_str(), text) {
                ("id" | "uuid" | "uid", Some(id)) => {
                    front.id = Some(id.to_owned()).filter(|id| !id.is_empty())
                }
                ("title", Some(title)) => front.title = Some(title.to_owned()),
                (
                    "date" | "created" | "creationdate" | "created_at" | "date created" | "datetime",
                    Some(text),
                ) => {
                    front.written = front.written.or_else(|| when::iso(text));
                    front.unknown += usize::from(when::iso(text).is_none());
                }
                ("time", Some(text)) => time = Some(text.to_owned()),
                ("tags" | "tag" | "keywords", _) => front.tags = tags(value),
                _ => front.unknown += 1,
            }
        }
        if let (Some(Written::On(day)), Some(time)) = (front.written, time) {
            front.written = when::iso(&format!("{day}T{time}")).or(front.written);
        }
        front
    }
}

/// A list, or one line parted by commas or spaces.
fn tags(value: &Node) -> Vec<String> {
    match value {
        Node::List(list) => list.iter().filter_map(Node::text).map(str::to_owned).collect(),
        Node::Text(text) if text.contains(',') => text.split(',').map(str::to_owned).collect(),
        Node::Text(text) => text.split_whitespace().map(str::to_owned).collect(),
        Node::Map(_) => Vec::new(),
    }
}
