//! What is listened for in a text while it is being written: absolute words, and words of fear. The lists are a
//! file for each language. The window looks for them as one types; nothing here counts, stores or sends what
//! was found.

use std::sync::LazyLock;

use super::words::Language;

/// One absolute word that gets the soft underline, and two that could stand in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absolute {
    /// The word, in lower case; spaces inside match any run of spaces.
    pub word: &'static str,
    /// Two words for the same place in the sentence.
    pub instead: [&'static str; 2],
}

/// The absolute words of a language, longest first, so that "every time" wins over a shorter one in it.
pub fn absolutes(language: Language) -> &'static [Absolute] {
    static ENGLISH: LazyLock<Vec<Absolute>> = LazyLock::new(|| {
        let mut all: Vec<_> =
            lines(include_str!("../../words/en/absolutes.txt")).filter_map(absolute).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.word.len()));
        all
    });
    match language {
        Language::English => &ENGLISH,
    }
}

/// Words of fear, threat and control: where one stands nothing is suggested, and the help page is near. How a
/// phrase is written stands at the head of the list.
pub fn of_fear(language: Language) -> &'static [&'static str] {
    static ENGLISH: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../../words/en/fear.txt")).collect());
    match language {
        Language::English => &ENGLISH,
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn absolute(line: &'static str) -> Option<Absolute> {
    let (word, others) = line.split_once('=')?;
    let (first, second) = others.split_once('|')?;
    Some(Absolute { word: word.trim(), instead: [first.trim(), second.trim()] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_lists_is_understood() {
        let written = lines(include_str!("../../words/en/absolutes.txt")).count();
        let all = absolutes(Language::English);
        assert_eq!(all.len(), written, "no line is passed over in silence");
        for Absolute { word, instead: [first, second] } in all {
            assert!(*word == word.to_lowercase() && !word.is_empty(), "{word}");
            assert!(!first.is_empty() && !second.is_empty() && first != second, "{word} has two others");
            assert!([first, second].iter().all(|other| other != &word), "{word} is no other for itself");
        }
        for phrase in of_fear(Language::English) {
            let mut parts = phrase.split(' ').skip_while(|part| part.starts_with(['!', '.']));
            let first = parts.next().unwrap_or_default();
            assert!(*phrase == phrase.to_lowercase(), "{phrase}");
            assert!(
                first.starts_with(char::is_alphabetic) && !first.ends_with('?'),
                "{phrase} begins with words"
            );
            assert!(phrase.split(' ').all(|part| !part.trim_matches(['!', '?']).is_empty()), "{phrase}");
            assert!(!["||", " |", "| "].iter().any(|stray| phrase.contains(stray)), "{phrase}");
        }
    }

    #[test]
    fn longer_absolutes_come_first() {
        let lengths: Vec<_> = absolutes(Language::English).iter().map(|one| one.word.len()).collect();
        assert!(lengths.is_sorted_by(|a, b| a >= b), "\"every time\" must not be found as a part of itself");
    }

    #[test]
    fn no_word_is_listed_twice() {
        let once = |mut words: Vec<&str>| {
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            words.len() == count
        };
        assert!(once(absolutes(Language::English).iter().map(|one| one.word).collect()));
        assert!(once(of_fear(Language::English).to_vec()));
    }
}
