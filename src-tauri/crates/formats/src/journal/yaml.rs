//! YAML as events, put into a tree with bounds. Aliases are not followed: a file of a few lines would become one
//! of gigabytes.

use saphyr_parser::{Event, Parser};

/// So many nodes a file may have, and so deep may they lie.
const MOST_NODES: usize = 200_000;
const DEEPEST: usize = 12;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// Text, a number, a date, or nothing at all.
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn map(&self) -> &[(String, Node)] {
        if let Self::Map(pairs) = self { pairs } else { &[] }
    }
}

/// The first document of a text; nothing when it is no YAML or passes the bounds.
pub(super) fn read(text: &str) -> Option<Node> {
    let mut reading = Reading { events: Parser::new_from_str(text), nodes: 0 };
    loop {
        match reading.next()? {
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
            event => return reading.node(event, 0),
        }
    }
}

struct Reading<'t> {
    events: Parser<'t, saphyr_parser::StrInput<'t>>,
    nodes: usize,
}

impl<'t> Reading<'t> {
    fn next(&mut self) -> Option<Event<'t>> {
        self.events.next()?.ok().map(|(event, _)| event)
    }

    fn node(&mut self, event: Event<'t>, depth: usize) -> Option<Node> {
        self.nodes += 1;
        if self.nodes > MOST_NODES || depth > DEEPEST {
            return None;
        }
        match event {
            Event::Scalar(text, style, ..) => {
                let is_null = style == saphyr_parser::ScalarStyle::Plain
                    && matches!(&*text, "~" | "null" | "Null" | "NULL");
                Some(Node::Text(if is_null { String::new() } else { text.into_owned() }))
            }
            Event::Alias(_) => Some(Node::Text(String::new())),
            Event::SequenceStart(..) => self.list(depth),
            Event::MappingStart(..) => self.map(depth),
            _ => None,
        }
    }

    fn list(&mut self, depth: usize) -> Option<Node> {
        let mut list = Vec::new();
        loop {
            match self.next()? {
                Event::SequenceEnd => return Some(Node::List(list)),
                event => list.push(self.node(event, depth + 1)?),
            }
        }
    }

    fn map(&mut self, depth: usize) -> Option<Node> {
        let mut map = Vec::new();
        loop {
            let key = match self.next()? {
                Event::MappingEnd => return Some(Node::Map(map)),
                event => self.node(event, depth + 1)?,
            };
            let event = self.next()?;
            let value = self.node(event, depth + 1)?;
            map.push((key.text().unwrap_or_default().to_owned(), value));
        }
    }
}
