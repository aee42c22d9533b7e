//! A finished book as a page to print and keep: one file that needs nothing beside it.
//!
//! What it says, the words of the catalogue included, is laid out by the window; here it only becomes HTML.
//! Every piece of text is escaped, and the page holds no script and asks for nothing from anywhere.

use std::fmt::Write as _;

/// Stands near the beginning of every keepsake.
pub const MARK: &str = "<meta name=\"generator\" content=\"Nightstand keepsake\">";
/// A keepsake has at most this many sections and, together, this many items: more is no book's.
pub const MOST_SECTIONS: usize = 6_000;
/// See [`MOST_SECTIONS`].
pub const MOST_ITEMS: usize = 40_000;

const STYLE: &str = include_str!("keepsake.css");

/// Whose something is: the first ribbon has a swallow tail, the second a slant cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first person's.
    A,
    /// The second person's.
    B,
}

/// A page to keep.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Keepsake {
    /// The language of its words, such as `en`.
    pub language: String,
    /// The book's title.
    pub title: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// Who read it, when: one line.
    pub dates: String,
    /// What each of them keeps of it.
    pub lines: Vec<KeepsakeItem>,
    /// The chapters with what was written on them.
    pub sections: Vec<KeepsakeSection>,
    /// The last line of the page.
    pub colophon: String,
}

/// One chapter.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct KeepsakeSection {
    /// Its number and title.
    pub heading: String,
    /// What stands under the heading, such as who read it aloud; may be empty.
    pub under: String,
    /// What was written on it.
    pub items: Vec<KeepsakeItem>,
}

/// Somebody's words.
#[derive(Clone, PartialEq, Eq)]
pub struct KeepsakeItem {
    /// Whose ribbon stands beside it.
    pub side: Side,
    /// Who, what, when: "Robin, page 212".
    pub by: String,
    /// The words.
    pub words: String,
    /// Words of the book rather than their own.
    pub quote: bool,
    /// A letter, set apart.
    pub letter: bool,
}

/// The page.
pub fn html(keepsake: &Keepsake) -> String {
    let mut page = String::with_capacity(16 * 1024);
    let title = escaped(&keepsake.title);
    let language = escaped(&keepsake.language);
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n{MARK}\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n<div class=\"plate\">\n<h1 dir=\"auto\">{title}</h1>\n"
    );
    paragraph(&mut page, "author", &keepsake.author);
    page.push_str("</div>\n");
    paragraph(&mut page, "dates", &keepsake.dates);
    page.push_str("</header>\n");
    if !keepsake.lines.is_empty() {
        page.push_str("<section class=\"kept\">\n");
        keepsake.lines.iter().for_each(|line| item(&mut page, line));
        page.push_str("</section>\n");
    }
    for section in &keepsake.sections {
        let _ = write!(page, "<section>\n<h2 dir=\"auto\">{}</h2>\n", escaped(&section.heading));
        paragraph(&mut page, "under", &section.under);
        section.items.iter().for_each(|one| item(&mut page, one));
        page.push_str("</section>\n");
    }
    page.push_str("</main>\n<footer>\n");
    paragraph(&mut page, "colophon", &keepsake.colophon);
    page.push_str("</footer>\n</body>\n</html>\n");
    page
}

fn paragraph(page: &mut String, class: &str, text: &str) {
    if !text.is_empty() {
        let _ = writeln!(page, "<p class=\"{class}\" dir=\"auto\">{}</p>", escaped(text));
    }
}

fn item(page: &mut String, item: &KeepsakeItem) {
    let side = match item.side {
        Side::A => "a",
        Side::B => "b",
    };
    let class = if item.letter { " letter" } else { "" };
    let by = escaped(&item.by);
    let words = escaped(&item.words);
    let said = if item.quote {
        format!("<blockquote dir=\"auto\">{words}</blockquote>")
    } else {
        format!("<p class=\"say\" dir=\"auto\">{words}</p>")
    };
    let _ = writeln!(
        page,
        "<article class=\"{side}{class}\"><p class=\"by\" dir=\"auto\"><i class=\"tail\"></i>{by}</p>{said}</article>"
    );
}

/// Text as it may stand between tags and in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            // What HTML cannot hold.
            control if control.is_control() && !matches!(control, '\n' | '\t') => safe.push(' '),
            other => safe.push(other),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kept(words: &str) -> Keepsake {
        let item = |quote, letter| KeepsakeItem {
            side: if quote { Side::A } else { Side::B },
            by: words.into(),
            words: words.into(),
            quote,
            letter,
        };
        Keepsake {
            language: "en".into(),
            title: words.into(),
            author: words.into(),
            dates: words.into(),
            lines: vec![item(false, false)],
            sections: vec![KeepsakeSection {
                heading: words.into(),
                under: words.into(),
                items: vec![item(true, false), item(false, true)],
            }],
            colophon: words.into(),
        }
    }

    #[test]
    fn nothing_that_somebody_wrote_becomes_markup() {
        let page = html(&kept("<script>alert('x')</script> & \"quotes\""));
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)"), "it is there as text");
    }

    #[test]
    fn the_page_needs_nothing_from_anywhere() {
        let page = html(&kept("a line"));
        for outside in ["http:", "https:", "src=", "@import", "url("] {
            assert!(!page.contains(outside), "{outside} would be fetched");
        }
        assert!(page.find(MARK).is_some_and(|at| at < 4_096), "and it says at its beginning whose it is");
    }

    proptest! {
        #[test]
        fn any_words_at_all_make_a_whole_page(words in "\\PC{0,40}") {
            let tags = |page: &str| page.matches('<').count();
            // Words only add what stands where they stand: never a tag.
            prop_assert_eq!(tags(&html(&kept(&format!("x{words}")))), tags(&html(&kept("x"))));
        }
    }
}
