//! The head of a Markdown file, in whichever of the four ways it is written: YAML between two rules, TOML between two
//! of its own, JSON, or plain lines as MultiMarkdown and Pelican have them.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::yaml::{self, Node};

/// The longest head that is read, in bytes.
const LONGEST: usize = 64 << 10;

/// What a head says.
pub(super) type Pairs = Vec<(String, Node)>;

/// Lines that tell something about a page and are none of its words, as Pelican and MultiMarkdown know them. Any other
/// line may be the first of the page itself.
const NAMES: [&str; 22] = [
    "title",
    "subtitle",
    "date",
    "created",
    "time",
    "modified",
    "updated",
    "tags",
    "tag",
    "keywords",
    "category",
    "categories",
    "slug",
    "author",
    "authors",
    "summary",
    "status",
    "lang",
    "language",
    "template",
    "id",
    "uuid",
];

/// Parts a file into what its head says and its text; nothing when it has none.
pub(super) fn split(text: &str) -> Option<(Pairs, &str)> {
    fenced(text).or_else(|| braced(text)).or_else(|| lines(text))
}

fn fenced(text: &str) -> Option<(Pairs, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let (read, ends): (fn(&str) -> Option<Node>, &[&str]) = match first.strip_suffix('\r').unwrap_or(first) {
        "---" | "---yaml" => (yaml::read, &["---", "..."]),
        "---json" => (json, &["---"]),
        "---toml" => (toml, &["---"]),
        "+++" => (toml, &["+++"]),
        _ => return None,
    };
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            let (head, body) = (rest.get(..at)?, rest.get(at + line.len()..)?);
            return match read(head) {
                Some(Node::Map(pairs)) => Some((pairs, below(body))),
                _ => head.trim().is_empty().then(|| (Pairs::new(), below(body))),
            };
        }
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    None
}

/// A text without the empty line that parts it from its head.
fn below(text: &str) -> &str {
    text.strip_prefix("\r\n").or_else(|| text.strip_prefix('\n')).unwrap_or(text)
}

fn json(head: &str) -> Option<Node> {
    serde_json::from_str(head).ok().map(node_of_json)
}

/// JSON with no rules around it. Any text may begin with a brace: only with one name that is known here it is a head.
fn braced(text: &str) -> Option<(Pairs, &str)> {
    let near = text.get(..text.floor_char_boundary(LONGEST)).filter(|near| near.starts_with('{'))?;
    let mut values = serde_json::Deserializer::from_str(near).into_iter::<Value>();
    let head = node_of_json(values.next()?.ok()?);
    let rest = text.get(values.byte_offset()..)?;
    let rest = rest.trim_start_matches([' ', '\t']);
    let is_parted = rest.is_empty() || rest.starts_with(['\n', '\r']);
    match head {
        Node::Map(pairs) if is_parted && is_known(&pairs) => Some((pairs, below(below(rest)))),
        _ => None,
    }
}

fn node_of_json(value: Value) -> Node {
    match value {
        Value::Null => Node::Text(String::new()),
        Value::Bool(is) => Node::Text(is.to_string()),
        Value::Number(number) => Node::Text(number.to_string()),
        Value::String(text) => Node::Text(text),
        Value::Array(list) => Node::List(list.into_iter().map(node_of_json).collect()),
        Value::Object(map) => {
            Node::Map(map.into_iter().map(|(name, value)| (name, node_of_json(value))).collect())
        }
    }
}

fn toml(head: &str) -> Option<Node> {
    DeTable::parse(head).ok().map(|table| node_of_table(table.into_inner()))
}

fn node_of_table(table: DeTable<'_>) -> Node {
    let pairs = table.into_iter();
    Node::Map(pairs.map(|(name, value)| (name.into_inner().into_owned(), node_of_toml(value))).collect())
}

fn node_of_toml(value: Spanned<DeValue<'_>>) -> Node {
    match value.into_inner() {
        DeValue::String(text) => Node::Text(text.into_owned()),
        DeValue::Integer(number) => Node::Text(number.to_string()),
        DeValue::Float(number) => Node::Text(number.to_string()),
        DeValue::Boolean(is) => Node::Text(is.to_string()),
        DeValue::Datetime(time) => Node::Text(time.to_string()),
        DeValue::Array(list) => Node::List(list.into_iter().map(node_of_toml).collect()),
        DeValue::Table(table) => node_of_table(table),
    }
}

/// `Title: …` and `Date: …` from the very beginning on, up to the first line of another sort.
fn lines(text: &str) -> Option<(Pairs, &str)> {
    let mut pairs = Pairs::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let named = line.split_once(':').map(|(name, said)| (name.to_lowercase(), said.trim()));
        let Some((name, said)) = named.filter(|(name, _)| NAMES.contains(&name.as_str())) else { break };
        pairs.push((name, Node::Text(said.to_owned())));
        at += line.len();
        if at > LONGEST {
            return None;
        }
    }
    is_known(&pairs).then(|| (pairs, below(text.get(at..).unwrap_or_default())))
}

/// Whether it says what a page is called or when it was written.
fn is_known(pairs: &Pairs) -> bool {
    pairs.iter().any(|(name, _)| matches!(name.to_lowercase().as_str(), "title" | "date" | "created"))
}
