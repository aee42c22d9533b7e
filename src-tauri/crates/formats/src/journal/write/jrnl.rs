//! jrnl's text, as jrnl is set up at first.

use std::io::{self, Write};

use nightstand_domain::marks;

use super::{Page, civil, tagged};

pub(super) fn write(mut to: impl Write, pages: impl Iterator<Item = Page>) -> io::Result<()> {
    for (number, page) in pages.enumerate() {
        if number > 0 {
            writeln!(to)?;
        }
        let at = civil(page.written).unwrap_or_default();
        let body = tagged(&marks::worded(&page.body), &page.tags);
        let body = body.trim_end().trim_start_matches('\n');
        // jrnl has no page without a title: the first line is one.
        let (title, body) = match page.title.as_str() {
            "" => body.split_once('\n').unwrap_or((body, "")),
            title => (title, body),
        };
        writeln!(to, "[{}] {}", at.format("%Y-%m-%d %H:%M"), title.trim())?;
        for line in body.trim_start_matches('\n').trim_end().lines() {
            // A line that begins like a page would become one.
            writeln!(to, "{}{line}", if line.starts_with('[') { " " } else { "" })?;
        }
    }
    Ok(())
}
