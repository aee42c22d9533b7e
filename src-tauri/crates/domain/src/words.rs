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

/// The same words, when there is anything to see of them.
///
/// # Errors
/// [`NotFit::Empty`].
pub fn some(text: String) -> Result<String, NotFit> {
    if text.chars().all(is_unseen) { Err(NotFit::Empty) } else { Ok(text) }
}

/// Characters that nobody sees by themselves: white space, control characters, Unicode's `Default_Ignorable_Code_Point`
/// (joiners, marks of direction, fillers, selectors; `DerivedCoreProperties.txt` of version 17), what frames
/// annotations, and the empty Braille cell. Beside something that is seen they belong to many scripts.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
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
    fn what_nobody_can_see_is_nothing_to_read() {
        for unseen in
            ["\u{200B}", "\u{2060}\u{FEFF}", "\u{3164}", "\u{200D}\u{FE0F} \u{AD}", "\u{E0041}", "\u{2800}"]
        {
            assert_eq!(line(unseen, 40).and_then(some), Err(NotFit::Empty), "{unseen:?} is no name");
        }
        for seen in ["نيلوفر‌زاده", "👩‍👩‍👧", "\u{200F}שלום", "a\u{AD}"] {
            assert_eq!(line(seen, 40).and_then(some), Ok(seen.into()), "{seen} stays as it is");
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
