//! A whole reflection as text that anybody can read, for its owner's own copy. The guess about the other stands in it:
//! the copy is of the whole drawer, taken by the one who wrote it. Nothing that goes to the table is made of this.

use super::words::{Language, Need};
use super::{Felt, Guess, Mine, Reflection};

/// The headings, in the language of whoever takes the copy.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Heads {
    /// What it is called when it says no topic: "Reflection".
    pub title: String,
    /// Above the feelings.
    pub felt: String,
    /// Above the needs.
    pub needed: String,
    /// Above the guess about the other.
    pub guess: String,
    /// Above the view from outside.
    pub outside: String,
    /// Above what is to be said or asked.
    pub say: String,
    /// Above what it was really about.
    pub thread: String,
}

impl Reflection {
    /// Its title: what it looked like it was about.
    pub fn told_title(&self, heads: &Heads, language: Language) -> String {
        match &self.mine.topic {
            Some(topic) => format!("{}: {}", heads.title, topic.label(language)),
            None => heads.title.clone(),
        }
    }

    /// Its text, with a heading over each part that is not blank; `thread` is what it was really about. What happened
    /// stands below the title alone, and before it the part of the day: the day itself is the page's.
    pub fn told(&self, heads: &Heads, thread: Option<&str>, language: Language) -> String {
        let Self { mine, guess, .. } = self;
        let Mine { happened, topic: _, day: _, part_of_day, showed: _, under: _, needed: _, slips: _, say } =
            mine;
        let parts = [
            ("", part_of_day.map(|part| part.word(language).to_owned())),
            ("", Some(happened.clone())),
            (heads.felt.as_str(), told_felt(mine, language)),
            (heads.needed.as_str(), mine.needed_sentence(language)),
            (heads.guess.as_str(), Some(told_guess(guess, language))),
            (heads.outside.as_str(), Some(guess.outside.clone())),
            (heads.say.as_str(), say.sentence(language)),
            (heads.thread.as_str(), thread.map(str::to_owned)),
        ];
        let told = parts.into_iter().filter_map(|(head, text)| {
            let text = text?.trim().to_owned();
            match (text.is_empty(), head.is_empty()) {
                (true, _) => None,
                (false, true) => Some(text),
                (false, false) => Some(format!("## {head}\n\n{text}")),
            }
        });
        told.collect::<Vec<_>>().join("\n\n")
    }
}

/// The feelings, and "I don't know yet" with the layer that it was said of. The table hears of the feelings alone.
fn told_felt(mine: &Mine, language: Language) -> Option<String> {
    let Mine { showed, under, .. } = mine;
    if !showed.unsure && !under.unsure {
        return mine.felt_sentence(language);
    }
    let words = |felt: &Felt| {
        let words = felt.words(language);
        (!words.is_empty()).then(|| language.list(&words))
    };
    let unsure = |felt: &Felt| felt.unsure.then(|| language.unsure().to_owned());
    let told = match language {
        Language::English => [
            words(showed).map(|words| format!("I felt {words}.")),
            unsure(showed).map(|unsure| format!("{unsure}.")),
            words(under).map(|words| format!("Under that, {words}.")),
            unsure(under).map(|unsure| format!("Under that, {unsure}.")),
        ],
    };
    Some(told.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

fn told_guess(guess: &Guess, language: Language) -> String {
    let needs: Vec<&str> = guess.needs.iter().map(|need: &Need| need.inline(language)).collect();
    let needed = match (needs.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::English) => format!("Perhaps {}.", language.list(&needs)),
    };
    [guess.text.trim(), &needed].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reflection::{Choice, PartOfDay, Say, Topic};

    fn heads() -> Heads {
        let head = |text: &str| text.to_owned();
        Heads {
            title: head("Reflection"),
            felt: head("Felt"),
            needed: head("Needed"),
            guess: head("A guess"),
            outside: head("From outside"),
            say: head("To say"),
            thread: head("Really about"),
        }
    }

    #[test]
    fn every_part_that_was_written_is_told_under_its_heading() {
        let need = Need::ALL[0];
        let reflection = Reflection {
            mine: Mine {
                happened: "The plates stood there.\n".to_owned(),
                topic: Topic::from_code("own", "the plates"),
                showed: Felt { own: vec!["unheard".to_owned()], ..Felt::default() },
                needed: vec![need],
                say: Say { feel: "tired".to_owned(), ..Say::default() },
                ..Mine::default()
            },
            guess: Guess {
                text: "A long day.".to_owned(),
                outside: "Two tired people.".to_owned(),
                needs: vec![need],
            },
            ..Reflection::default()
        };
        let told = reflection.told(&heads(), Some("who carries what"), Language::English);
        let parts: Vec<&str> = told.split("\n\n").collect();
        assert_eq!(parts[..3], ["The plates stood there.", "## Felt", "I felt unheard."]);
        for part in
            ["## Needed", "## A guess", "A long day.", "## From outside", "Two tired people.", "## To say"]
        {
            assert!(parts.contains(&part), "{part} in {told}");
        }
        assert!(told.contains("Perhaps ") && told.ends_with("## Really about\n\nwho carries what"), "{told}");
    }

    #[test]
    fn not_knowing_yet_is_told_and_never_handed_over() {
        let layer = |word: &str, unsure| Felt {
            own: [word.to_owned()].into_iter().filter(|word| !word.is_empty()).collect(),
            unsure,
            ..Felt::default()
        };
        let (none, unsure) = (layer("", false), layer("", true));
        for (showed, under, told, handed_over) in [
            (&unsure, &none, "I don’t know yet.", None),
            (&none, &unsure, "Under that, I don’t know yet.", None),
            (&unsure, &unsure, "I don’t know yet. Under that, I don’t know yet.", None),
            (&layer("sad", false), &unsure, "I felt sad. Under that, I don’t know yet.", Some("I felt sad.")),
            (&unsure, &layer("sad", false), "I don’t know yet. Under that, sad.", Some("I felt sad.")),
            (&layer("sad", true), &none, "I felt sad. I don’t know yet.", Some("I felt sad.")),
            (&layer("sad", false), &none, "I felt sad.", Some("I felt sad.")),
        ] {
            let mine = Mine { showed: showed.clone(), under: under.clone(), ..Mine::default() };
            let choice = Choice { felt: true, ..Choice::default() };
            let shared = mine.for_the_table(&choice, Language::English);
            assert_eq!(shared.as_ref().map(|words| words.as_str()), handed_over);
            let reflection = Reflection { mine, ..Reflection::default() };
            assert_eq!(reflection.told(&heads(), None, Language::English), format!("## Felt\n\n{told}"));
        }
    }

    #[test]
    fn the_part_of_the_day_stands_before_what_happened() {
        for (part, word) in PartOfDay::ALL.into_iter().zip(["Morning", "Afternoon", "Evening", "Night"]) {
            let mine = Mine {
                part_of_day: Some(part),
                happened: "The plates stood there.".to_owned(),
                ..Mine::default()
            };
            let told = Reflection { mine, ..Reflection::default() }.told(&heads(), None, Language::English);
            assert_eq!(told, format!("{word}\n\nThe plates stood there."));
        }
    }

    #[test]
    fn what_was_skipped_is_not_mentioned() {
        let reflection = Reflection::default();
        assert_eq!(reflection.told(&heads(), None, Language::English), "");
        assert_eq!(reflection.told_title(&heads(), Language::English), "Reflection");
    }
}
