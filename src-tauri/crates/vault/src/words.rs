//! The recovery key: twelve words of the BIP-39 English list, 128 bits and a checksum.

use bip39::{Language, Mnemonic};
use zeroize::{Zeroize as _, Zeroizing};

use crate::secret::keep_out_of_swap;

/// How many words a recovery key has.
pub const WORD_COUNT: usize = 12;

/// Why what was typed is no recovery key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// Not twelve words.
    #[error("a recovery key has twelve words, not {0}")]
    Count(usize),
    /// The word at this place, counted from one, is not in the list.
    #[error("word {0} is not in the list")]
    Unknown(usize),
    /// Every word is in the list, but together they are no key: two changed places, or one is another.
    #[error("the words do not belong together")]
    Checksum,
}

/// Twelve words that open what a forgotten passphrase no longer does. Wiped when dropped, and boxed, so that moving them
/// leaves no copy.
pub struct RecoveryWords(Box<Mnemonic>);

impl RecoveryWords {
    /// New random words.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut entropy = Zeroizing::new([0; 16]);
        getrandom::fill(&mut *entropy)?;
        Ok(Self::from_entropy(&entropy))
    }

    #[allow(clippy::expect_used, reason = "sixteen bytes are one of the sizes that BIP-39 defines")]
    pub(crate) fn from_entropy(entropy: &[u8; 16]) -> Self {
        Self::of(Mnemonic::from_entropy_in(Language::English, entropy).expect("128 bits make twelve words"))
    }

    fn of(words: Mnemonic) -> Self {
        let words = Box::new(words);
        keep_out_of_swap(&*words);
        Self(words)
    }

    /// The words as someone typed them from paper: capitals, numbers, commas and line breaks do no harm.
    ///
    /// # Errors
    /// [`WordsError`], with the place of the first word that is not in the list.
    pub fn typed(text: &str) -> Result<Self, WordsError> {
        let mut clean = Zeroizing::new(String::with_capacity(text.len() + 1));
        let mut count = 0;
        for word in text.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()) {
            if count > 0 {
                clean.push(' ');
            }
            word.chars().for_each(|letter| clean.push(letter.to_ascii_lowercase()));
            count += 1;
        }
        if count != WORD_COUNT {
            return Err(WordsError::Count(count));
        }
        Mnemonic::parse_in_normalized(Language::English, &clean).map(Self::of).map_err(|error| match error {
            bip39::Error::UnknownWord(index) => WordsError::Unknown(index + 1),
            bip39::Error::BadWordCount(found) => WordsError::Count(found),
            _ => WordsError::Checksum,
        })
    }

    /// The words in their order, for the one use that `reason` names: they are shown once.
    pub fn expose(&self, reason: &'static str) -> Vec<&'static str> {
        let _ = reason;
        self.0.words().collect()
    }

    /// Whether the word at `place`, counted from one, is `word`. For asking two of them back.
    pub fn is_word_at(&self, place: usize, word: &str) -> bool {
        let wanted = place.checked_sub(1).and_then(|index| self.0.words().nth(index));
        wanted.is_some_and(|wanted| wanted.eq_ignore_ascii_case(word.trim()))
    }

    /// The 128 bits behind the words.
    pub(crate) fn entropy(&self) -> Zeroizing<[u8; 16]> {
        let (mut all, _) = self.0.to_entropy_array();
        let mut entropy = Zeroizing::new([0; 16]);
        entropy.iter_mut().zip(all).for_each(|(to, from)| *to = from);
        all.zeroize();
        entropy
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZERO: &str =
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about";

    #[test]
    fn words_from_paper_are_read_however_they_are_typed() {
        let words = RecoveryWords::random().unwrap();
        let shown = words.expose("comparing in a test");
        let numbered: String = shown
            .iter()
            .enumerate()
            .map(|(n, word)| format!("{}. {}\n", n + 1, word.to_uppercase()))
            .collect();
        let read = RecoveryWords::typed(&numbered).unwrap();
        assert_eq!(
            *read.entropy(),
            *words.entropy(),
            "a copied sheet with numbers and capitals is the same key"
        );
    }

    #[test]
    fn what_is_wrong_with_the_words_is_said() {
        let wrong = |text: &str| RecoveryWords::typed(text).err();
        assert_eq!(wrong("abandon about"), Some(WordsError::Count(2)));
        assert_eq!(
            wrong(&ZERO.replace("about", "abuot")),
            Some(WordsError::Unknown(12)),
            "the typo's place is named"
        );
        assert_eq!(
            wrong(&ZERO.replace("about", "zoo")),
            Some(WordsError::Checksum),
            "a wrong word of the list"
        );
        assert_eq!(wrong(""), Some(WordsError::Count(0)));
    }

    #[test]
    fn the_published_vector_of_bip39_holds() {
        let words = RecoveryWords::typed(ZERO).unwrap();
        assert_eq!(*words.entropy(), [0; 16], "BIP-39's first test vector");
        assert!(words.is_word_at(12, " About "), "asked back, a word may be typed loosely");
        assert!(!words.is_word_at(0, "abandon") && !words.is_word_at(13, "about"), "there is no such place");
    }
}
