//! What the head of a Markdown file says that is known here.

use super::yaml::Node;
use super::{Written, head, when};

/// What a head says that is known here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    pub(super) id: Option<String>,
    pub(super) title: Option<String>,
    pub(super) written: Option<Written>,
    pub(super) tags: Vec<String>,
    /// Dates that cannot be read, each as a line.
    pub(super) unread: Vec<String>,
    /// How many lines say something else.
    pub(super) unknown: usize,
}

/// Parts a file into its head and its text. What looks like a head and is none stays text.
pub(super) fn part(text: &str) -> (Front, &str) {
    match head::split(text) {
        Some((pairs, body)) => (Front::of(&pairs), body),
        None => (Front::default(), text),
    }
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
                ) => match when::said(text) {
                    _ if text.trim().is_empty() => {}
                    None => front.unread.push(format!("{name}: {text}")),
                    written => front.written = front.written.or(written),
                },
                ("time", Some(text)) => time = Some(text.to_owned()),
                ("tags" | "tag" | "keywords", _) => front.tags = tags(value),
                _ => front.unknown += 1,
            }
        }
        if let (Some(Written::On(day)), Some(time)) = (front.written, time) {
            front.written = when::said(&format!("{day} {time}")).or(front.written);
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
