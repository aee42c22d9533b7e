//! The marks of a list, a page of notes or an encyclopedia around a line, which are nobody's words.

/// Takes off bullets, quote and heading marks, table bars, and the address of a Markdown link.
pub(super) fn strip_list_marks(line: &str) -> String {
    let line = line.trim_matches(|c: char| c == '|' || c.is_whitespace());
    let line = line.trim_start_matches(['#', '>', '*', '+', '•', '‣', '◦', '▪', '–', '—', '→']).trim_start();
    let line = without_box(line.strip_prefix("- ").unwrap_or(line).trim_start());
    let line = without_footnotes(line.trim_end_matches("**").trim_end());
    match line.split_once("](") {
        Some((before, after)) if after.trim_end().ends_with(')') => before.replacen('[', "", 1),
        _ => line.to_owned(),
    }
}

/// A line without its box to tick: "[ ] The Return", "☑ The Return".
fn without_box(line: &str) -> &str {
    let drawn = line.trim_start_matches(['☐', '☑', '☒', '✓', '✔', '✅', '⬜', '\u{fe0f}']);
    if drawn.len() < line.len() {
        return drawn.trim_start();
    }
    let typed = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let is_mark = |mark: &str| matches!(mark.trim(), "" | "x" | "X" | "-" | "/" | "✓" | "✔");
    match typed {
        Some((mark, rest)) if is_mark(mark) && rest.starts_with(char::is_whitespace) => rest.trim_start(),
        _ => line,
    }
}

/// "Loomings[1]": an encyclopedia's page has such marks right behind a word; a page number stands apart.
fn without_footnotes(mut line: &str) -> &str {
    while let Some((before, mark)) = line.strip_suffix(']').and_then(|line| line.rsplit_once('[')) {
        let is_mark = (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_alphanumeric());
        if !is_mark || !before.ends_with(|c: char| c.is_alphanumeric() || ".?!’”\"']".contains(c)) {
            break;
        }
        line = before;
    }
    line
}
