//! The HTML that programs keep short texts in, as Markdown. It is no web page: paragraphs, lists, a few strokes
//! of emphasis. A tag that is not known here goes and its words stay.

use quick_xml::escape::resolve_html5_entity;

/// Whether a text is HTML although nothing says so.
pub(super) fn looks_like_html(text: &str) -> bool {
    let start = text.trim_start();
    ["<p", "<div", "<br", "<h1", "<h2", "<ul", "<ol", "<span", "<b>", "<strong>"].iter().any(|tag| {
        start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag)) && start.contains('>')
    })
}

/// The text of some HTML.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let mut out = Out::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.words(before);
        match tag(from) {
            Some((name, length)) => {
                let skipped = from.get(length..).unwrap_or_default();
                rest = out.tag(name, from.get(..length).unwrap_or_default(), skipped);
            }
            None => {
                out.text.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.words(rest);
    out.done()
}

/// The tag at the beginning of a text: its name with the slash of a closing one, and its length.
fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('<')?;
    if inner.starts_with("!--") {
        return Some(("!", text.find("-->").map_or(text.len(), |at| at + 3)));
    }
    let end = inner.find('>')?;
    let name = inner.get(..end)?.split([' ', '\n', '\t']).next()?.trim_end_matches('/');
    let is_name = name.trim_start_matches(['/', '!']).starts_with(|c: char| c.is_ascii_alphabetic());
    is_name.then_some((name, end + 2))
}

#[derive(Default)]
struct Out {
    text: String,
    /// How many numbers the list at hand has given, for each list around: none for one without numbers.
    lists: Vec<Option<usize>>,
    links: Vec<String>,
}

impl Out {
    fn words(&mut self, text: &str) {
        let text = entities(text);
        if text.trim().is_empty() && (self.text.is_empty() || self.text.ends_with('\n')) {
            return;
        }
        self.text.push_str(&text);
    }

    /// Does what a tag says; answers where the text goes on.
    fn tag<'t>(&mut self, name: &str, whole: &str, rest: &'t str) -> &'t str {
        match name.to_ascii_lowercase().as_str() {
            skipped @ ("script" | "style" | "head" | "title") => return after_closing(rest, skipped),
            "br" => self.text.push('\n'),
            "p" | "/p" | "div" | "/div" | "/ul" | "/ol" | "blockquote" | "/blockquote" | "section"
            | "/section" | "table" | "/table" => {
                if matches!(name.to_ascii_lowercase().as_str(), "/ul" | "/ol") {
                    self.lists.pop();
                }
                self.part(if name.ends_with("div") { 1 } else { 2 });
                if name.eq_ignore_ascii_case("blockquote") {
                    self.text.push_str("> ");
                }
            }
            "ul" => self.list(None),
            "ol" => self.list(Some(0)),
            "li" => self.item(),
            "tr" | "/tr" => self.part(1),
            "hr" => {
                self.part(2);
                self.text.push_str("---\n\n");
            }
            heading @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                self.part(2);
                let level = heading.bytes().last().map_or(1, |digit| usize::from(digit - b'0'));
                self.text.push_str(&format!("{} ", "#".repeat(level)));
            }
            "/h1" | "/h2" | "/h3" | "/h4" | "/h5" | "/h6" => self.part(2),
            "b" | "/b" | "strong" | "/strong" => self.text.push_str("**"),
            "i" | "/i" | "em" | "/em" => self.text.push('*'),
            "s" | "/s" | "del" | "/del" | "strike" | "/strike" => self.text.push_str("~~"),
            "a" => {
                self.links.push(attribute(whole, "href"));
                self.text.push('[');
            }
            "/a" => {
                let to = self.links.pop().unwrap_or_default();
                self.text.push_str(&format!("]({to})"));
            }
            "img" => self.text.push_str(&format!("![]({})", attribute(whole, "src"))),
            _ => {}
        }
        rest
    }

    /// Begins `lines` lines further down, not counting those that are empty already.
    fn part(&mut self, lines: usize) {
        let end = self.text.trim_end_matches([' ', '\n']).len();
        if end == 0 {
            self.text.clear();
            return;
        }
        let there = self.text.get(end..).unwrap_or_default().matches('\n').count();
        self.text.truncate(end);
        self.text.push_str(&"\n".repeat(lines.max(there.min(2))));
    }

    fn list(&mut self, numbers: Option<usize>) {
        self.part(1);
        // Deeper ones are no list that somebody typed.
        if self.lists.len() < 32 {
            self.lists.push(numbers);
        }
    }

    fn item(&mut self) {
        self.part(1);
        let depth = self.lists.len().saturating_sub(1);
        self.text.push_str(&"  ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                self.text.push_str(&format!("{number}. "));
            }
            _ => self.text.push_str("- "),
        }
    }

    fn done(self) -> String {
        self.text.trim().to_owned()
    }
}

fn after_closing<'t>(text: &'t str, name: &str) -> &'t str {
    let closing = format!("</{name}");
    let low = text.to_ascii_lowercase();
    low.find(&closing).and_then(|at| text.get(at..)).unwrap_or_default()
}

/// What an attribute of a tag says; empty where it is not there.
fn attribute(tag: &str, name: &str) -> String {
    let low = tag.to_ascii_lowercase();
    let value = low.find(&format!("{name}=")).and_then(|at| tag.get(at + name.len() + 1..));
    let value = value.unwrap_or_default();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = match quote {
        Some(quote) => value.get(1..).and_then(|rest| rest.split(quote).next()),
        None => value.split([' ', '>']).next(),
    };
    entities(inner.unwrap_or_default())
}

/// A text with its entities resolved. What is none stays as it is.
fn entities(text: &str) -> String {
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        done.push_str(before);
        let name = from
            .get(1..)
            .and_then(|name| name.split_once(';'))
            .map(|(name, _)| name)
            .filter(|name| name.len() <= 32);
        match name.and_then(|name| resolved(name).map(|sign| (sign, name.len() + 2))) {
            Some((sign, length)) => {
                done.push_str(&sign);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                done.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    done.push_str(rest);
    done
}

fn resolved(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|c| *c != '\0').map(String::from);
    }
    let sign = resolve_html5_entity(name)?;
    // A space that does not break is how these programs write two spaces.
    Some(if sign == "\u{a0}" { " ".to_owned() } else { sign.to_owned() })
}
