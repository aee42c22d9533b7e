//! `nav.xhtml`: lists within lists.

use quick_xml::events::BytesStart;

use super::super::href::Target;
use super::super::text::parts_words;
use super::super::xml::{self, Piece, Pieces};
use super::{Draft, Links};
use crate::book::{Matter, NotRead, matter};

/// So many landmarks are kept.
const MOST_LANDMARKS: usize = 200;

/// What a `nav` element holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Contents,
    Landmarks,
    Else,
}

struct Reader<'a> {
    at: &'a str,
    links: &'a mut Links,
    /// The open elements.
    open: Vec<Kind>,
    holds: Option<Holds>,
    lists: usize,
    draft: Option<Draft>,
    had_contents: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Nav,
    List,
    Item,
    /// The element that a line's words stand in.
    Line,
    /// A word ends where it begins and ends.
    Block,
    Other,
}

/// Reads the contents and the landmarks of the file called `at`.
///
/// # Errors
/// [`NotRead::Overfull`].
pub(super) fn read(text: &str, at: &str, links: &mut Links) -> Result<(), NotRead> {
    let named = read_where(text, at, links, true)?;
    if !named {
        // None of its lists says that it is the contents: then the first one is.
        read_where(text, at, links, false)?;
    }
    Ok(())
}

fn read_where(text: &str, at: &str, links: &mut Links, named: bool) -> Result<bool, NotRead> {
    let mut reader =
        Reader { at, links, open: Vec::new(), holds: None, lists: 0, draft: None, had_contents: false };
    for piece in Pieces::of(text) {
        match piece {
            Piece::Open(tag) => reader.open(&tag, named)?,
            Piece::Close => reader.close()?,
            Piece::Text(text) => {
                if let Some(draft) = &mut reader.draft {
                    draft.push(&text);
                }
            }
        }
    }
    reader.end_line()?;
    Ok(reader.had_contents)
}

impl Reader<'_> {
    fn open(&mut self, tag: &BytesStart<'_>, named: bool) -> Result<(), NotRead> {
        let kind = match (xml::name(tag), self.holds) {
            ("nav", None) => {
                self.begin_nav(tag, named);
                Kind::Nav
            }
            ("ol" | "ul", Some(_)) => {
                self.end_line()?;
                self.lists += 1;
                Kind::List
            }
            ("li", Some(_)) => {
                self.end_line()?;
                Kind::Item
            }
            ("a" | "span", Some(holds)) if self.lists > 0 && holds != Holds::Else => self.line(tag),
            ("img", Some(_)) => {
                if let (Some(draft), Some(alt)) = (&mut self.draft, xml::attribute(tag, "alt")) {
                    draft.push(&alt);
                }
                Kind::Other
            }
            (name, Some(_)) if parts_words(name) => {
                self.part();
                Kind::Block
            }
            _ => Kind::Other,
        };
        self.open.push(kind);
        Ok(())
    }

    fn part(&mut self) {
        if let Some(draft) = &mut self.draft {
            draft.push(" ");
        }
    }

    fn begin_nav(&mut self, tag: &BytesStart<'_>, named: bool) {
        let types = xml::types(tag);
        let is =
            |wanted: &str| types.split_whitespace().any(|word| word.trim_start_matches("doc-") == wanted);
        let holds = match (is("toc"), is("landmarks")) {
            (true, _) if named => Holds::Contents,
            _ if !named && !self.had_contents => Holds::Contents,
            (_, true) if named => Holds::Landmarks,
            _ => Holds::Else,
        };
        self.had_contents |= holds == Holds::Contents;
        self.holds = Some(holds);
    }

    fn line(&mut self, tag: &BytesStart<'_>) -> Kind {
        let target = xml::attribute(tag, "href").and_then(|href| Target::of(self.at, &href));
        match &mut self.draft {
            // A link within the words of a line, or words within a link.
            Some(draft) => {
                draft.target = draft.target.take().or(target);
                Kind::Other
            }
            None => {
                let types = xml::types(tag);
                let is_body = types.split_whitespace().any(|word| word == "bodymatter");
                let (depth, matter) = (self.lists.saturating_sub(1), matter::of_types(&types));
                self.draft = Some(Draft { depth, target, matter, is_body, ..Draft::default() });
                Kind::Line
            }
        }
    }

    fn close(&mut self) -> Result<(), NotRead> {
        match self.open.pop() {
            Some(Kind::Nav) => {
                self.end_line()?;
                (self.holds, self.lists) = (None, 0);
            }
            Some(Kind::List) => {
                self.end_line()?;
                self.lists = self.lists.saturating_sub(1);
            }
            Some(Kind::Item | Kind::Line) => self.end_line()?,
            Some(Kind::Block) => self.part(),
            Some(Kind::Other) | None => {}
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), NotRead> {
        let Some(draft) = self.draft.take() else { return Ok(()) };
        if self.holds == Some(Holds::Landmarks) {
            if let Some(target) = draft.target {
                self.landmark(target, draft.matter, draft.is_body);
            }
            return Ok(());
        }
        self.links.add(draft.link())
    }

    fn landmark(&mut self, target: Target, matter: Option<Matter>, is_body: bool) {
        if is_body {
            self.links.body.get_or_insert(target);
        } else if let (Some(matter), true) = (matter, self.links.landmarks.len() < MOST_LANDMARKS) {
            self.links.landmarks.push((target, matter));
        }
    }
}
