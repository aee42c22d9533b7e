//! One HTML file that prints well. The text of a page stands as it was typed: nothing of it becomes markup.

use std::io::{self, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nightstand_domain::marks;
use quick_xml::escape::escape;

use super::Pictures;

/// What stands around the pages, in the language of whoever asked.
pub struct Words {
    /// The language tag of these words.
    pub language: String,
    /// Above everything.
    pub title: String,
    /// Below that, on a line of its own.
    pub line: String,
}

/// A page with its date as it is to be read.
pub struct Sheet {
    /// When it was written, in words.
    pub when: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its text.
    pub body: String,
    /// Its tags.
    pub tags: Vec<String>,
}

pub(super) fn write(
    mut to: impl Write,
    words: &Words,
    sheets: impl Iterator<Item = Sheet>,
    pictures: &mut Pictures<'_>,
) -> io::Result<()> {
    let (language, title) = (escape(&words.language), escape(&words.title));
    write!(
        to,
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<header><h1>{title}</h1><p>{}</p></header>\n",
        include_str!("print.css"),
        escape(&words.line)
    )?;
    for sheet in sheets {
        write!(to, "<article>\n<p class=\"when\">{}</p>\n", escape(&sheet.when))?;
        if !sheet.title.is_empty() {
            writeln!(to, "<h2>{}</h2>", escape(&sheet.title))?;
        }
        write!(to, "<div class=\"text\" dir=\"auto\">")?;
        write_text(&mut to, &sheet.body, pictures)?;
        writeln!(to, "</div>")?;
        if !sheet.tags.is_empty() {
            writeln!(to, "<p class=\"tags\">{}</p>", escape(sheet.tags.join(" · ")))?;
        }
        to.write_all(b"</article>\n")?;
    }
    to.write_all(b"</body>\n</html>\n")
}

/// The text with its pictures in their places, each within the file itself.
fn write_text(to: &mut impl Write, text: &str, pictures: &mut Pictures<'_>) -> io::Result<()> {
    let mut from = 0;
    for shown in marks::pictures(text) {
        write!(to, "{}", escape(text.get(from..shown.at).unwrap_or_default()))?;
        from = shown.at + shown.mark.len();
        let words = escape(shown.words);
        match pictures(shown.picture)? {
            Some(picture) => {
                let (kind, bytes) = (picture.kind.media_type(), STANDARD.encode(&picture.bytes));
                write!(to, "<img alt=\"{words}\" src=\"data:{kind};base64,{bytes}\">")?;
            }
            None => write!(to, "{words}")?,
        }
    }
    write!(to, "{}", escape(text.get(from..).unwrap_or_default()))
}
