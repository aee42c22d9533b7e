//! The words of a language for days, from its data file.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::Weekday;

use crate::reflection::Language;

/// How long a stretch is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// A quarter of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// What one word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Month(u32),
    Weekday(Weekday),
    /// So many days from today.
    Day(i64),
    Number(u32),
    Unit(Unit),
    Season(Season),
    Of,
    Last,
    This,
    Ago,
    In,
    Since,
    After,
    Before,
    Until,
}

/// The words of one language.
pub(super) struct Vocabulary {
    words: BTreeMap<&'static str, Meaning>,
    /// What may stand behind the number of a day.
    ordinals: Vec<&'static str>,
}

impl Vocabulary {
    pub(super) fn of(language: Language) -> &'static Self {
        static ENGLISH: LazyLock<Vocabulary> =
            LazyLock::new(|| Vocabulary::read(include_str!("../../words/en/days.txt")));
        match language {
            Language::English => &ENGLISH,
        }
    }

    fn read(file: &'static str) -> Self {
        let (mut words, mut ordinals) = (BTreeMap::new(), Vec::new());
        for (name, said) in lines(file) {
            if name == "ordinal" {
                ordinals.extend(said);
            } else if let Some(meaning) = meaning(name) {
                words.extend(said.map(|word| (word, meaning)));
            }
        }
        Self { words, ordinals }
    }

    /// What a word in lower case means.
    pub(super) fn meaning(&self, word: &str) -> Option<Meaning> {
        self.words.get(word).copied().or_else(|| self.number(word).map(Meaning::Number))
    }

    /// A number of at most four digits, with or without an ending.
    fn number(&self, word: &str) -> Option<u32> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, ending) = word.split_at_checked(digits).filter(|_| (1..=4).contains(&digits))?;
        (ending.is_empty() || self.ordinals.contains(&ending)).then(|| number.parse().ok()).flatten()
    }
}

fn lines(file: &'static str) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(name, said)| (name.trim(), said.split('|').map(str::trim)))
}

fn meaning(name: &str) -> Option<Meaning> {
    let (sort, value) = name.split_once(' ').unwrap_or((name, ""));
    Some(match sort {
        "month" => Meaning::Month(value.parse().ok().filter(|month| (1..=12).contains(month))?),
        "weekday" => Meaning::Weekday(Weekday::try_from(value.parse::<u8>().ok()?.checked_sub(1)?).ok()?),
        "day" => Meaning::Day(value.parse().ok()?),
        "number" => Meaning::Number(value.parse().ok()?),
        "unit" => Meaning::Unit(match value {
            "day" => Unit::Day,
            "week" => Unit::Week,
            "month" => Unit::Month,
            "year" => Unit::Year,
            _ => return None,
        }),
        "spring" => Meaning::Season(Season::Spring),
        "summer" => Meaning::Season(Season::Summer),
        "autumn" => Meaning::Season(Season::Autumn),
        "winter" => Meaning::Season(Season::Winter),
        "of" => Meaning::Of,
        "last" => Meaning::Last,
        "this" => Meaning::This,
        "ago" => Meaning::Ago,
        "in" => Meaning::In,
        "since" => Meaning::Since,
        "after" => Meaning::After,
        "before" => Meaning::Before,
        "until" => Meaning::Until,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_understood_and_no_word_means_two_things() {
        let file = include_str!("../../words/en/days.txt");
        let mut seen = std::collections::BTreeSet::new();
        for (name, said) in lines(file) {
            assert!(name == "ordinal" || meaning(name).is_some(), "{name}");
            for word in said {
                assert!(!word.is_empty() && word == word.to_lowercase() && !word.contains(' '), "{word:?}");
                assert!(seen.insert(word), "{word} means one thing");
            }
        }
        assert!(seen.len() > 50);
    }
}
