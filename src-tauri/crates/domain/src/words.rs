//! What people type, made fit to keep. The one place where texts are cleaned: the words stay theirs, and only
//! what no one sees and what cuts a text short in other programs (NUL among it) goes.

/// What quotations begin and end with where somebody looks for something.
pub const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// Why words cannot be kept as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotFit {
    /// There is nothing to read in them.
    #[error("empty")]
    Empty,
    /// They are longer than the place for them. They are never cut: whoever typed them decides where.
    #[error("long")]
    Long,
}

impl NotFit {
    /// The stable word for it, which the window's catalogue knows.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Long => "long",
        }
    }
}

/// One line of at most `most` characters: line breaks, tabs and other control characters become spaces, runs of
/// white space become one. May be empty. Joiners and marks of direction stay: many scripts need them.
///
/// # Errors
/// [`NotFit::Long`].
pub fn line(text: &str, most: usize) -> Result<String, NotFit> {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    fit(spaced.split_whitespace().collect::<Vec<_>>().join(" "), most)
}

/// Several lines of at most `most` characters: line breaks and tabs stay, other control characters go, and so
/// does white space around the whole. May be empty.
///
/// # Errors
/// [`NotFit::Long`].
pub fn lines(text: &str, most: usize) -> Result<String, NotFit> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect();
    fit(kept.trim().to_owned(), most)
}

/// The same words, when there are any.
///
/// # Errors
/// [`NotFit::Empty`].
pub fn some(text: String) -> Result<String, NotFit> {
    if text.is_empty() { Err(NotFit::Empty) } else { Ok(text) }
}

fn fit(text: String, most: usize) -> Result<String, NotFit> {
    if text.chars().nth(most).is_some() { Err(NotFit::Long) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_one_line_without_control_characters() {
        assert_eq!(
            line("  The\0 Country\n of  the\tPointed Firs ", 40),
            Ok("The Country of the Pointed Firs".into()),
            "white space folds into single spaces"
        );
        assert_eq!(line(" \0\n ", 40).and_then(some), Err(NotFit::Empty), "NUL and space say nothing");
        assert_eq!(line(&"a".repeat(1_000_000), 300), Err(NotFit::Long), "a megabyte is no line");
        assert_eq!(line(&"é".repeat(40), 40).map(|l| l.chars().count()), Ok(40), "characters count");
    }

    #[test]
    fn emoji_and_right_to_left_words_are_kept_as_they_are() {
        for words in ["שלום עולם", "مرحبا", "نيلوفر‌زاده", "👩‍👩‍👧 📚", "第三章", "<b>&"]
        {
            assert_eq!(line(words, 40), Ok(words.into()), "{words} stays");
        }
    }

    #[test]
    fn several_lines_keep_their_breaks() {
        assert_eq!(lines(" one\r\n\ttwo\rthree\0\n", 40), Ok("one\n\ttwo\nthree".into()), "NUL goes");
    }

    proptest! {
        #[test]
        fn what_is_fit_stays_as_it_is(text in any::<String>()) {
            if let Ok(kept) = line(&text, 60) {
                prop_assert_eq!(line(&kept, 60), Ok(kept));
            }
            if let Ok(kept) = lines(&text, 60) {
                prop_assert!(!kept.contains(['\0', '\r']));
                prop_assert_eq!(lines(&kept, 60), Ok(kept));
            }
        }
    }
}
