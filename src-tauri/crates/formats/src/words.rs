//! How long a text is, in words of about the length that an English reader counts in.
//!
//! Where words stand apart, they are counted. Chinese and Japanese are written without spaces: there five
//! signs are taken for three words, and in Thai, Lao, Khmer and Burmese five signs for one. That is near enough
//! for a ribbon's widths and an evening's minutes: readers of the texts of the International Reading Speed
//! Texts (Trauzettel-Klosinski and Dietz, 2012) took about 1.6 Chinese and 1.9 Japanese signs to a word.

/// Counts as it is fed. A word may come in several pieces: "<b>T</b>he" is one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    spaced: u64,
    ideographs: u64,
    unspaced: u64,
    inside: bool,
}

impl Words {
    /// Takes the next piece of text.
    pub(crate) fn feed(&mut self, text: &str) {
        for c in text.chars() {
            match kind(c) {
                Sign::Letter => {
                    self.spaced += u64::from(!self.inside);
                    self.inside = true;
                }
                Sign::Between => self.inside = false,
                Sign::Within => {}
                Sign::Ideograph => (self.ideographs, self.inside) = (self.ideographs + 1, false),
                Sign::Unspaced => (self.unspaced, self.inside) = (self.unspaced + 1, false),
            }
        }
    }

    /// A word ends here, as at the end of a paragraph.
    pub(crate) fn pause(&mut self) {
        self.inside = false;
    }

    /// The words so far. Never falls.
    pub(crate) fn count(&self) -> u64 {
        self.spaced + (self.ideographs * 3).div_ceil(5) + self.unspaced.div_ceil(5)
    }
}

enum Sign {
    Letter,
    /// Spaces, and dashes that stand between words without any.
    Between,
    /// "don't", "well-known".
    Within,
    Ideograph,
    Unspaced,
}

fn kind(c: char) -> Sign {
    if c.is_ascii() {
        return match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Sign::Letter,
            ' ' | '\t' | '\n' | '\r' | '\x0c' | '/' => Sign::Between,
            _ => Sign::Within,
        };
    }
    match u32::from(c) {
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => {
            Sign::Unspaced
        }
        // Kana, Han and their extensions, the sign that repeats one, half-width kana.
        0x3005..=0x3007
        | 0x3041..=0x30FA
        | 0x30FC..=0x30FF
        | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9D
        | 0x20000..=0x3FFFF => Sign::Ideograph,
        0x2013 | 0x2014 | 0x2015 | 0x2026 => Sign::Between,
        _ if c.is_alphanumeric() => Sign::Letter,
        _ if c.is_whitespace() => Sign::Between,
        _ => Sign::Within,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(text: &str) -> u64 {
        let mut words = Words::default();
        words.feed(text);
        words.count()
    }

    #[test]
    fn words_are_counted_as_a_reader_would() {
        for (text, words) in [
            ("", 0),
            ("Call me Ishmael.", 3),
            ("“Don’t—” she said; well-known…", 4),
            ("* * *", 0),
            ("left/right and up–down", 5),
            ("Übung macht den Meister", 4),
            ("Мастер и Маргарита", 3),
            ("שלום עולם", 2),
            ("한국어 문장이다", 2),
            ("吾輩は猫である。名前はまだ無い。", 9),
            ("学而时习之，不亦说乎？", 6),
            ("ภาษาไทยไม่มีช่องว่าง", 4),
            ("non\u{a0}breaking", 2),
        ] {
            assert_eq!(count(text), words, "{text}");
        }
    }

    proptest! {
        #[test]
        fn pieces_count_like_the_whole(text in "\\PC{0,60}", at in 0_usize..60) {
            let at = text.char_indices().map(|(i, _)| i).nth(at).unwrap_or(text.len());
            let mut words = Words::default();
            words.feed(&text[..at]);
            let before = words.count();
            words.feed(&text[at..]);
            prop_assert_eq!(words.count(), count(&text));
            prop_assert!(before <= words.count(), "what was counted stays counted");
        }
    }
}
