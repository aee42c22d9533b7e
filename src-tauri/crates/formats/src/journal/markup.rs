//! The HTML that programs keep short texts in, as Markdown. It is no web page: paragraphs, lists, a few strokes
//! of emphasis. A tag of HTML's that is of no use here goes and its words stay; what else stands between such brackets
//! somebody typed, and it stays whole.

use quick_xml::escape::resolve_html5_entity;

/// What HTML calls its elements, those of its past among them, and a declaration of what follows. `o:p` is what Word
/// leaves in whatever was pasted from it.
const ELEMENTS: &str = "\
    !doctype a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound \
    big blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del \
    details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset \
    h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins kbd keygen label legend li \
    link listing main map mark marquee math menu menuitem meta meter nav nobr noembed noframes noscript \
    o:p object ol optgroup option output p param picture plaintext pre progress q rb rp rt rtc ruby s \
    samp script search section select slot small source spacer span strike strong style sub summary sup \
    svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp";
/// What stands within these is no text.
const SKIPPED: [&str; 4] = ["script", "style", "head", "title"];

/// Whether a text is HTML although nothing says so: it begins with a tag.
pub(super) fn looks_like_html(text: &str) -> bool {
    const FIRST: [&str; 10] = ["p", "div", "br", "h1", "h2", "ul", "ol", "span", "b", "strong"];
    tag(text.trim_start()).is_some_and(|(name, _)| is_among(name, &FIRST))
}

/// The text of something that may be HTML, or was typed as it is: only what has a line break or closes what it opened is
/// HTML. A lone `<time>` is what somebody typed.
pub(super) fn of_either(text: &str) -> String {
    const ALONE: [&str; 3] = ["br", "hr", "img"];
    let mut tags = text.match_indices('<').filter_map(|(at, _)| tag(text.get(at..)?));
    if tags.any(|(name, _)| name.starts_with('/') || is_among(name, &ALONE)) {
        plain(text)
    } else {
        entities(text)
    }
}

/// The text of some HTML.
pub(super) fn plain(html: &str) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let (mut out, mut unclosed) = (Out::default(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.words(before);
        rest = match (behind_skipped(from, &mut unclosed), tag(from)) {
            (Some(behind), _) => behind,
            (None, Some((name, length))) if !is_among(name, &SKIPPED) => {
                let (whole, behind) = from.split_at(length);
                out.tag(name, whole);
                behind
            }
            _ => {
                out.text.push('<');
                from.get(1..).unwrap_or_default()
            }
        };
    }
    out.words(rest);
    out.done()
}

/// The tag at the beginning of a text: its name with the slash of a closing one, and its length.
fn tag(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('<')?;
    let bare = inner.strip_prefix('/').unwrap_or(inner);
    let (name, behind) = bare.split_at(bare.find(|c: char| !c.is_ascii_alphanumeric() && !"!:".contains(c))?);
    let ends = behind.starts_with(|c: char| c.is_ascii_whitespace() || "/>".contains(c));
    if !ends || !ELEMENTS.split(' ').any(|one| one.eq_ignore_ascii_case(name)) {
        return None;
    }
    let length = text.len() - behind.len() + end(behind)?;
    Some((inner.get(..inner.len() - behind.len())?, length))
}

/// Where a tag ends: behind the first bracket that stands in no value. One that opens before ends none.
fn end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, sign) in attributes.char_indices() {
        match (quote, sign) {
            (Some(open), _) if open == sign => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before == '=' => quote = Some(sign),
            (None, '>') => return Some(at + 1),
            (None, '<') => return None,
            (None, _) => {}
        }
        if !sign.is_whitespace() {
            before = sign;
        }
    }
    None
}

fn is_among(name: &str, names: &[&str]) -> bool {
    names.iter().any(|one| one.eq_ignore_ascii_case(name))
}

/// What stands behind a comment, or behind what is no text. Nothing where there is none, or where it is never closed:
/// then it is text like any other. What was looked for in vain is in `unclosed`: it is not there further down either.
fn behind_skipped<'t>(from: &'t str, unclosed: &mut Vec<&'static str>) -> Option<&'t str> {
    let (skipped, length) = if from.starts_with("<!--") {
        ("!", 4)
    } else {
        let (name, length) = tag(from)?;
        (SKIPPED.into_iter().find(|one| one.eq_ignore_ascii_case(name))?, length)
    };
    if unclosed.contains(&skipped) {
        return None;
    }
    let inner = from.get(length..)?;
    let behind = if skipped == "!" {
        inner.split_once("-->").map(|(_, behind)| behind)
    } else {
        closed(inner, skipped)
    };
    if behind.is_none() {
        unclosed.push(skipped);
    }
    behind
}

/// What stands behind the tag that closes `name`.
fn closed<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    text.match_indices("</").find_map(|(at, _)| {
        let (_, closing) = text.split_at(at);
        let (of, length) = tag(closing)?;
        of.get(1..)?.eq_ignore_ascii_case(name).then(|| closing.split_at(length).1)
    })
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

    /// Does what a tag says.
    fn tag(&mut self, name: &str, whole: &str) {
        match name.to_ascii_lowercase().as_str() {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_html_has_no_name_for_was_typed_and_stays() {
        for typed in [
            "<sigh> wrote to <sam@example.org>, see <https://example.org/a?b=c>",
            "</3 and <3, if a < b and c > d <!important note>",
            "<people> say, <beaming>",
            "<b",
            "<title of the song, and how it went",
        ] {
            assert_eq!(plain(typed), typed);
        }
        assert_eq!(plain("one<br>two <sigh> <i>three</i><o:p></o:p>"), "one\ntwo <sigh> *three*");
        assert_eq!(
            plain("<img alt=\"a > b\" src=\"x.png\"> and <b class='<'>bold</b>"),
            "![](x.png) and **bold**",
            "a bracket in a value ends no tag"
        );
    }

    #[test]
    fn what_is_never_closed_is_text() {
        for open in ["<!--", "<!-- a", "<title>", "<STYLE type='x'>", "<script>", "<head>"] {
            assert_eq!(
                plain(&format!("before {open} behind <b>it</b>")),
                format!("before {open} behind **it**")
            );
        }
        for closed in
            ["<!-- x -->", "<Title>x</tItle >", "<style>x < y</style>", "<script>\"</scripts>\"</script>"]
        {
            assert_eq!(plain(&format!("before {closed}<i>behind</i>")), "before *behind*", "{closed}");
        }
    }

    #[test]
    fn a_note_is_html_when_it_breaks_a_line_or_closes_what_it_opened() {
        for (note, text) in [
            ("what <time> is it <b> asked", "what <time> is it <b> asked"),
            ("Tom &amp; Sam", "Tom & Sam"),
            ("one<br/>two", "one\ntwo"),
            ("<b>one</b> &lt;two&gt;", "**one** <two>"),
        ] {
            assert_eq!(of_either(note), text);
        }
    }

    #[test]
    fn what_looks_like_html_begins_with_a_tag_of_it() {
        for html in ["<p>a", " <DIV class='x'>a", "<br/>", "<b>a</b>"] {
            assert!(looks_like_html(html), "{html}");
        }
        for typed in ["<people> say", "<brb> 3 > 2", "<p and no end", "a <p>"] {
            assert!(!looks_like_html(typed), "{typed}");
        }
    }

    #[test]
    fn much_that_is_never_closed_is_read_as_quickly_as_anything() {
        let opens = "<!--<script><title><a href=\"<b '".repeat(100_000);
        assert!(plain(&opens).len() >= opens.len() / 2, "one look at the whole for each would take hours");
    }

    /// A piece of a text, and whether it stays as it is.
    fn piece() -> impl Strategy<Value = (String, bool)> {
        // What is left open stands among what was typed.
        let elements: Vec<&str> = ELEMENTS.split(' ').filter(|name| !SKIPPED.contains(name)).collect();
        let known = prop_oneof![
            Just("<br>".to_owned()),
            Just("<style>p < q</style>".to_owned()),
            (proptest::sample::select(elements), any::<bool>(), "( [a-z]{1,4}=\"[a-z<>' ]{0,6}\"){0,2}")
                .prop_map(|(name, closes, values)| {
                    format!("<{}{}{values}>", if closes { "/" } else { "" }, name.to_uppercase())
                }),
        ];
        let typed = prop_oneof![
            "[a-zé雪0-9<]{1,8}",
            "</?x[a-z]{1,6}[ >/]",
            "<[a-z]{1,6}@[a-z]{1,6}\\.org>",
            "<https?://[a-z/]{1,8}>",
            Just("<!--".to_owned()),
            Just("<script>".to_owned()),
            Just("<title".to_owned()),
            Just("<title>".to_owned()),
        ];
        prop_oneof![known.prop_map(|tag| (tag, false)), typed.prop_map(|typed| (typed, true))]
    }

    proptest! {
        #[test]
        fn every_word_outside_the_tags_of_html_stays(pieces in proptest::collection::vec(piece(), 0..12)) {
            let html: Vec<&str> = pieces.iter().map(|(piece, _)| piece.as_str()).collect();
            let (html, text) = (html.join(" "), plain(&html.join(" ")));
            let mut rest = text.as_str();
            for word in pieces.iter().filter(|(_, stays)| *stays).flat_map(|(piece, _)| piece.split_whitespace()) {
                let at = rest.find(word);
                prop_assert!(at.is_some(), "{word:?} of {html:?} is not in {text:?}");
                rest = rest.get(at.unwrap_or_default() + word.len()..).unwrap_or_default();
            }
        }
    }
}
