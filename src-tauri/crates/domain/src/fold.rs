//! Letters as one searches for them: small, and without what stands above or below them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// "Émile Ångström" and "emile angstrom" alike.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if let Some(plain) = plain(c) {
            folded.push_str(plain);
            continue;
        }
        match c {
            '’' | '‘' | 'ʼ' => folded.push('\''),
            // Lower case may bring a mark of its own (İ).
            c if is_combining_mark(c) => {}
            c => folded.push(same(c)),
        }
    }
    folded
}

/// What a small letter is typed as that has no accent to come off, where somebody has no key for it.
pub const fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// One letter for all that whoever searches may type in its place: hiragana for either kana, and of the Arabic letters
/// that keyboards and habits exchange the one of the Arabic keyboard, without what makes it another sound at the end of a
/// word.
pub const fn same(letter: char) -> char {
    match letter {
        'ک' => 'ك',
        'ی' | 'ى' => 'ي',
        'ة' | 'ہ' | 'ۃ' => 'ه',
        'ァ'..='ヶ' | 'ヽ'..='ヾ' => match char::from_u32(letter as u32 - KANA) {
            Some(hiragana) => hiragana,
            None => letter,
        },
        _ => letter,
    }
}

/// So far behind a hiragana its katakana stands.
const KANA: u32 = 0x60;

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn letters_are_found_without_their_marks() {
        for (text, folded) in [
            ("Émile Ångström", "emile angstrom"),
            ("Strauß", "strauss"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("Ærø", "aero"),
            ("Война и мир", "воина и мир"),
            ("ＡＢＣ", "abc"),
            ("Don’t", "don't"),
            ("スシヽ", "すしゝ"),
            ("کتابی ى", "كتابي ي"),
            ("مدرسة", "مدرسه"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
