//! One HTML file that prints well. The text of a page stands as it was typed: nothing of it becomes markup.

use std::io::{self, Write};

use quick_xml::escape::escape;

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
        writeln!(to, "<div class=\"text\" dir=\"auto\">{}</div>", escape(&sheet.body))?;
        if !sheet.tags.is_empty() {
            writeln!(to, "<p class=\"tags\">{}</p>", escape(sheet.tags.join(" · ")))?;
        }
        to.write_all(b"</article>\n")?;
    }
    to.write_all(b"</body>\n</html>\n")
}
