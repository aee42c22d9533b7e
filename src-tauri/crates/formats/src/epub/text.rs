//! One file of a book's text: how many words it has, and how many stand before each place that something
//! leads to. The words themselves are not kept, but for a heading.

use std::collections::{BTreeSet, HashMap};

use quick_xml::events::BytesStart;

use super::xml::{self, Piece, Pieces};
use crate::book::{Matter, line, matter};
use crate::words::Words;

/// In bytes; more than any title is cut off anyway.
const LONGEST_HEADING: usize = 4_000;
/// So many headings of a file are kept: the book's title, its author and its part may stand above the chapter's own.
const MOST_HEADINGS: usize = 4;

/// What is known of a file after it was gone through.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// The words in all.
    pub(super) words: u64,
    /// The places that were asked for, with the words before them and what they say of themselves.
    pub(super) places: HashMap<String, (u64, Option<Matter>)>,
    /// Its first headings in order, each one line.
    pub(super) headings: Vec<String>,
    /// What its head calls it, one line.
    pub(super) title: Option<String>,
    /// What it says of where it stands in the book.
    pub(super) matter: Option<Matter>,
    /// The first picture in it, as it is linked.
    pub(super) picture: Option<String>,
}

/// Goes through a file once.
pub(super) fn scan(text: &str, wanted: &BTreeSet<&str>) -> Scan {
    let mut reader = Reader::new(wanted);
    for piece in Pieces::of(text) {
        match piece {
            Piece::Open(tag) => reader.open(&tag),
            Piece::Close => reader.close(),
            Piece::Text(text) => reader.text(&text),
        }
    }
    reader.finish()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Its text is none: a script, a style, the reading beside an ideograph.
    Silent,
    Title,
    Heading,
    /// A paragraph, a cell: a word ends where it begins and ends.
    Block,
    /// Stands where a letter may: a title's initial.
    Picture,
    Inline,
}

struct Reader<'a> {
    wanted: &'a BTreeSet<&'a str>,
    scan: Scan,
    words: Words,
    open: Vec<Kind>,
    silent: usize,
    /// The text of the title or heading that is open.
    heading: Option<String>,
    types: String,
    has_begun: bool,
}

impl<'a> Reader<'a> {
    fn new(wanted: &'a BTreeSet<&'a str>) -> Self {
        Self {
            wanted,
            scan: Scan::default(),
            words: Words::default(),
            open: Vec::new(),
            silent: 0,
            heading: None,
            types: String::new(),
            has_begun: false,
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) {
        let name = xml::name(tag);
        let kind = kind(name);
        match kind {
            Kind::Silent => self.silent += 1,
            Kind::Title if self.scan.title.is_none() => self.heading = Some(String::new()),
            Kind::Heading if self.scan.headings.len() < MOST_HEADINGS => self.heading = Some(String::new()),
            _ => {}
        }
        self.part(kind);
        self.place(tag);
        // What is said before the first word is said of the whole file.
        if !self.has_begun && matches!(name, "body" | "section" | "article" | "div") && self.types.len() < 400
        {
            self.types.push(' ');
            self.types.push_str(&xml::types(tag));
        }
        if matches!(name, "img" | "image") && self.scan.picture.is_none() {
            self.scan.picture = xml::any_attribute(tag, "src").or_else(|| xml::any_attribute(tag, "href"));
        }
        self.open.push(kind);
    }

    fn place(&mut self, tag: &BytesStart<'_>) {
        if self.wanted.is_empty() || tag.attributes_raw().is_empty() {
            return;
        }
        for key in ["id", "name"] {
            let Some(id) = xml::any_attribute(tag, key) else { continue };
            if self.wanted.contains(id.as_str()) {
                let said = matter::of_types(&xml::types(tag));
                self.scan.places.entry(id).or_insert((self.words.count(), said));
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent > 0 {
            return;
        }
        if let Some(heading) = &mut self.heading
            && heading.len() < LONGEST_HEADING
        {
            heading.push_str(text);
        }
        if self.open.last() != Some(&Kind::Title) {
            self.words.feed(text);
            self.has_begun = self.has_begun || self.words.count() > 0;
        }
    }

    fn close(&mut self) {
        let Some(kind) = self.open.pop() else { return };
        self.part(kind);
        match kind {
            Kind::Silent => self.silent -= 1,
            Kind::Title | Kind::Heading => {
                let text = self.heading.take().map(|text| line(&text)).filter(|text| !text.is_empty());
                if kind == Kind::Title {
                    self.scan.title = self.scan.title.take().or(text);
                } else {
                    self.scan.headings.extend(text);
                }
            }
            Kind::Block | Kind::Picture | Kind::Inline => {}
        }
    }

    /// Ends a word where such an element begins or ends, in the count and in a heading.
    fn part(&mut self, kind: Kind) {
        if kind != Kind::Inline {
            self.words.pause();
        }
        if let (Kind::Block, Some(heading)) = (kind, &mut self.heading)
            && heading.len() < LONGEST_HEADING
        {
            heading.push(' ');
        }
    }

    fn finish(mut self) -> Scan {
        self.scan.words = self.words.count();
        self.scan.matter = matter::of_types(&self.types);
        self.scan
    }
}

/// Whether what stands before such an element and what stands in it are words apart.
pub(super) fn parts_words(name: &str) -> bool {
    matches!(kind(name), Kind::Block | Kind::Heading)
}

fn kind(name: &str) -> Kind {
    match name {
        "script" | "style" | "rt" | "rp" | "template" => Kind::Silent,
        "title" => Kind::Title,
        "h1" | "h2" | "h3" => Kind::Heading,
        "img" | "image" | "svg" => Kind::Picture,
        "a" | "abbr" | "b" | "bdi" | "bdo" | "big" | "cite" | "code" | "data" | "del" | "dfn" | "em"
        | "font" | "i" | "ins" | "kbd" | "mark" | "q" | "rb" | "rtc" | "ruby" | "s" | "samp" | "small"
        | "span" | "strong" | "sub" | "sup" | "time" | "tt" | "u" | "var" | "wbr" => Kind::Inline,
        _ => Kind::Block,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan_of(body: &str, wanted: &[&str]) -> Scan {
        let text = format!("<html><head><title>A Title</title></head><body>{body}</body></html>");
        scan(&text, &wanted.iter().copied().collect())
    }

    #[test]
    fn words_are_counted_across_elements_and_not_in_scripts() {
        for (body, words) in [
            ("<p>One two</p><p>three</p>", 3),
            ("<p><b>O</b>ne</p>", 1),
            ("<td>one</td><td>two</td>", 2),
            ("one<br/>two", 2),
            ("<style>p { margin: 0 }</style><script>let a = 'b c'</script>word", 1),
            ("<ruby>猫<rt>ねこ</rt></ruby><ruby>犬<rt>いぬ</rt></ruby>", 2),
            ("caf&eacute; &amp; th&#xE9;&nbsp;vert &unknown; z&#233;ro", 4),
            ("<![CDATA[one two]]> <!-- not this -->", 2),
            ("", 0),
        ] {
            assert_eq!(scan_of(body, &[]).words, words, "{body}");
        }
    }

    #[test]
    fn places_are_found_with_the_words_before_them() {
        let body =
            "<p id='a'>One two</p><p>three <a name='b'/>four</p><section epub:type='epilogue' id='c'/>";
        let found = scan_of(body, &["a", "b", "c", "nowhere"]);
        assert_eq!(found.places.get("a"), Some(&(0, None)));
        assert_eq!(found.places.get("b"), Some(&(3, None)));
        assert_eq!(found.places.get("c"), Some(&(4, Some(Matter::Body))));
        assert_eq!(found.places.len(), 3);
    }

    #[test]
    fn a_file_says_what_it_is() {
        let found =
            scan_of("<section epub:type='dedication'><h2>For <i>you</i></h2><h1>Two</h1></section>", &[]);
        assert_eq!(found.headings, ["For you", "Two"], "in the order in which they stand");
        let broken =
            scan_of("<h1>CHAPTER 1<br/>The <img src='r.png'/><b>R</b>eturn<div>Home</div></h1>", &[]);
        assert_eq!(broken.headings, ["CHAPTER 1 The Return Home"], "a line's end parts words");
        let many = scan_of(&"<h3>One <i>more</i></h3>".repeat(9), &[]);
        assert_eq!(many.headings.len(), MOST_HEADINGS, "the rest of a long file name nothing");
        assert_eq!(found.title.as_deref(), Some("A Title"));
        assert_eq!(found.matter, Some(Matter::Front));
        let later = scan_of("<p>Once</p><section epub:type='dedication'/>", &[]);
        assert_eq!(later.matter, None, "what comes after the first word is said of a piece of it");
    }

    #[test]
    fn a_file_that_breaks_off_is_counted_as_far_as_it_goes() {
        assert_eq!(scan_of("<p>one two <p>three <b", &[]).words, 3);
        assert_eq!(scan_of("</p></p>one<p>two</div>", &[]).words, 2);
        let bomb =
            "<!DOCTYPE html [<!ENTITY a \"one two\"><!ENTITY b \"&a;&a;&a;\">]><html><p>&b;</p></html>";
        assert_eq!(scan(bomb, &BTreeSet::new()).words, 0, "no entity of the file's own is expanded");
    }
}
