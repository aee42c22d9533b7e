//! How text becomes words for the index, for a query and for highlighting: one way for all three, so that
//! what is found is also what is marked.
//!
//! Words are folded (compatibility forms, capitals, accents, letters such as ł that have none to lose, and the two kana
//! and the Arabic letters that stand for each other). Chinese, Japanese, Thai and their neighbours write without spaces,
//! and Arabic and Hebrew join "and", "the" or "to" to the word that follows: such a run is laid down as overlapping pairs
//! of letters and its last letter, so that any part of it is a phrase in the same index.

use std::borrow::Cow;

use nightstand_domain::fold;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

/// Text as it is handed to FTS5, whose own tokenizer then only cuts at spaces.
pub(crate) fn indexed(text: &str) -> Cow<'_, str> {
    // FTS5 folds the capitals of ASCII itself and cuts where we would.
    if text.is_ascii() && !text.contains('\0') {
        return Cow::Borrowed(text);
    }
    let mut all = String::with_capacity(text.len() + text.len() / 2);
    for run in runs(text) {
        for piece in pieces(&run.folded) {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(&piece.text);
        }
    }
    Cow::Owned(all)
}

/// A stretch of letters and digits in a text, and what it is folded to.
pub(crate) struct Run<'t> {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) folded: Cow<'t, str>,
}

/// The runs of a text, in their order.
pub(crate) fn runs(text: &str) -> impl Iterator<Item = Run<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = next(text, at, |letter| letter.is_alphanumeric())?;
        let end = next(text, start, |letter| !in_word(letter)).unwrap_or(text.len());
        at = end;
        Some(Run { start, end, folded: fold(text.get(start..end)?) })
    })
}

/// Where the next letter that is `wanted` stands, from `at` on. Most of most texts is ASCII and need not be
/// decoded to be passed over.
fn next(text: &str, mut at: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    loop {
        let letter = match text.as_bytes().get(at)? {
            byte if byte.is_ascii() => char::from(*byte),
            _ => text.get(at..)?.chars().next()?,
        };
        if wanted(letter) {
            return Some(at);
        }
        at += letter.len_utf8();
    }
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || (!letter.is_ascii() && is_combining_mark(letter))
}

/// Without capitals and accents.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let capitals = word.bytes().any(|letter| letter.is_ascii_uppercase());
        return if capitals { word.to_ascii_lowercase().into() } else { word.into() };
    }
    let plain =
        word.nfkd().flat_map(char::to_lowercase).map(|letter| if letter == 'ς' { 'σ' } else { letter });
    let mut bare = String::with_capacity(word.len());
    for letter in plain.filter(|letter| !is_accent(*letter) && *letter != TATWEEL).nfc() {
        match fold::plain(letter) {
            Some(typed) => bare.push_str(typed),
            None => bare.push(fold::same(letter)),
        }
    }
    bare.into()
}

/// Draws an Arabic word out on its line; it is no letter of it.
const TATWEEL: char = '\u{0640}';

/// Accents, vowel points and cantillation go. Marks that carry a word, such as the vowels of Thai and of the
/// scripts of India, stay.
fn is_accent(letter: char) -> bool {
    matches!(canonical_combining_class(letter), 1 | 10..=36 | 200..=240)
}

/// One token of the index.
pub(crate) struct Piece {
    pub(crate) text: String,
    /// It stands for the last letter of a run without spaces, after pairs or alone.
    pub(crate) tail: bool,
    /// It is a pair of such letters.
    pub(crate) pair: bool,
}

/// The tokens of one folded run.
pub(crate) fn pieces(folded: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut word = String::new();
    let mut letters = folded.chars().peekable();
    while let Some(letter) = letters.next() {
        if !is_dense(letter) {
            // Compatibility forms may bring punctuation with them, such as the brackets of ⑴.
            if in_word(letter) {
                word.push(letter);
            } else if !word.is_empty() {
                pieces.push(Piece { text: std::mem::take(&mut word), tail: false, pair: false });
            }
            continue;
        }
        if !word.is_empty() {
            pieces.push(Piece { text: std::mem::take(&mut word), tail: false, pair: false });
        }
        match letters.peek() {
            Some(next) if is_dense(*next) => {
                pieces.push(Piece { text: [letter, *next].iter().collect(), tail: false, pair: true });
            }
            _ => pieces.push(Piece { text: letter.to_string(), tail: true, pair: false }),
        }
    }
    if !word.is_empty() {
        pieces.push(Piece { text: word, tail: false, pair: false });
    }
    pieces
}

/// Scripts that put no spaces between words, or not between all of them: Hebrew, Arabic, Thai, Lao, Myanmar, Khmer,
/// kana, Han, Yi and Tai.
pub fn is_dense(letter: char) -> bool {
    matches!(u32::from(letter),
        0x05D0..=0x05EA | 0x05EF..=0x05F2 | 0x0620..=0x065F | 0x066E..=0x06D3 | 0x06D5..=0x06EF | 0x06FA..=0x06FF | 0x0750..=0x077F | 0x0870..=0x08FF
        | 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x1950..=0x19DF | 0x1A20..=0x1AAF
        | 0x3005..=0x3007 | 0x3031..=0x3035 | 0x3041..=0x30FF | 0x31F0..=0x31FF | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF | 0xA000..=0xA4CF | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F | 0xF900..=0xFAFF
        | 0x1B000..=0x1B16F | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_the_same_however_they_are_written() {
        assert_eq!(indexed("Café CAFE\u{301} ﬁne Straße ΛΌΓΟΣ λόγος"), "cafe cafe fine strasse λογοσ λογοσ");
        assert_eq!(
            indexed("Łódź Øre Ærø STRAẞE ısı"),
            "lodz ore aero strasse isi",
            "letters without a key of their own"
        );
        assert_eq!(indexed("Plain, ASCII text."), "Plain, ASCII text.", "FTS5 folds these itself");
        assert_eq!(indexed("nul\0byte"), "nul byte", "a NUL ends nothing");
        assert_eq!(indexed("שָׁלוֹם"), indexed("שלום"), "vowel points do not hide a word");
    }

    #[test]
    fn scripts_without_spaces_become_pairs_and_a_last_letter() {
        assert_eq!(indexed("東京都tokyoへ"), "東京 京都 都 tokyo へ");
        assert_eq!(indexed("ﾃｽﾄ"), "てす すと と", "half-width letters are the same letters");
        assert_eq!(indexed("スシ"), indexed("すし"), "either kana");
        assert_eq!(indexed("בבית"), "בב בי ית ת", "Hebrew joins them as well");
        assert_eq!(
            indexed("کتابی"),
            indexed("كتابي"),
            "the letters of a Persian keyboard and of an Arabic one"
        );
        assert_eq!(indexed("مدرسة على"), indexed("مدرسه علي"), "and those that many write for each other");
        assert_eq!(indexed("البيت ٣"), "ال لب بي يت ت ٣", "Arabic joins small words to the next one");
        assert_eq!(
            indexed("بَيْـت أحمد"),
            indexed("بيت احمد"),
            "neither vowel points nor a drawn-out line hide a word"
        );
        assert!(indexed("ขอบคุณ").starts_with("ขอ อบ บค"), "Thai keeps its vowels");
    }

    #[test]
    fn runs_know_where_they_stand() {
        let text = "Ein «Bär», zwei";
        let found: Vec<&str> = runs(text).filter_map(|run| text.get(run.start..run.end)).collect();
        assert_eq!(found, ["Ein", "Bär", "zwei"], "what is marked is what was written");
    }
}
