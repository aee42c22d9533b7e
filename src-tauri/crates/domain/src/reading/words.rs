//! What people type about books, made fit to keep.

/// Titles, authors, parts and chapter titles are at most this long.
pub const TITLE_LENGTH: usize = 300;
/// A note is at most this long: a long letter, not a book of its own.
pub const NOTE_LENGTH: usize = 20_000;
/// The line kept of a finished book.
pub const LINE_LENGTH: usize = 500;

/// Why words cannot be kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFit {
    /// There is nothing to read in them.
    #[error("empty")]
    Empty,
    /// They are longer than the place for them.
    #[error("too long")]
    Long,
}

/// One line: runs of white space become one space, control characters (NUL among them) go. May be empty.
///
/// # Errors
/// [`NotFit::Long`]; the words are never cut, since whoever typed them should decide where.
pub fn line(text: &str, longest: usize) -> Result<String, NotFit> {
    fit(
        text.split_whitespace().map(without_controls).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "),
        longest,
    )
}

/// One line that says something.
///
/// # Errors
/// [`NotFit::Empty`] and [`NotFit::Long`].
pub fn title(text: &str) -> Result<String, NotFit> {
    full(line(text, TITLE_LENGTH)?)
}

/// Several lines that say something: line ends are kept, controls are not, the ends are trimmed.
///
/// # Errors
/// [`NotFit::Empty`] and [`NotFit::Long`].
pub fn note(text: &str) -> Result<String, NotFit> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    full(fit(kept.trim().to_owned(), NOTE_LENGTH)?)
}

fn without_controls(word: &str) -> String {
    word.chars().filter(|c| !c.is_control()).collect()
}

fn full(text: String) -> Result<String, NotFit> {
    if text.is_empty() { Err(NotFit::Empty) } else { Ok(text) }
}

fn fit(text: String, longest: usize) -> Result<String, NotFit> {
    if text.chars().count() > longest { Err(NotFit::Long) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line_without_control_characters() {
        assert_eq!(
            title("  The\0 Country\n of  the\tPointed Firs "),
            Ok("The Country of the Pointed Firs".into())
        );
        assert_eq!(title(" \0\n "), Err(NotFit::Empty), "NUL and space say nothing");
        assert_eq!(title(&"a".repeat(1_000_000)), Err(NotFit::Long), "a megabyte is no title");
    }

    #[test]
    fn emoji_and_right_to_left_words_are_kept_as_they_are() {
        for words in ["שלום עולם", "مرحبا", "👩‍👩‍👧 📚", "第三章"] {
            assert_eq!(title(words), Ok(words.into()), "{words} stays");
        }
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(note("one\r\ntwo\0\n"), Ok("one\ntwo".into()), "line ends stay, NUL goes");
    }
}
