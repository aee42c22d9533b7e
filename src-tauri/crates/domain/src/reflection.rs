//! What was that argument really about? Six steps down to a need and back up to one request.
//!
//! A reflection has two halves by type. [`Mine`] is what the person may carry to the table, sentence by
//! sentence, when they choose to; [`Guess`] is what they suppose about somebody else, and no function of
//! this crate turns any of it into something that can be handed over.

use chrono::NaiveDate;

use crate::ids::{PageId, ThreadId};

pub mod field;
pub mod flow;
mod heard;
mod say;
mod told;
mod words;

pub use heard::{Absolute, absolutes, of_fear};
pub use say::{Choice, ForTheTable, sentences};
pub use told::Heads;
pub use words::{Column, Family, Feeling, Language, Need, Slip, Strength, Topic};

/// The six steps, in the order of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Step {
    /// What happened, as a camera would see it.
    #[default]
    Happened,
    /// What I felt.
    Felt,
    /// What I needed: the lowest point of the path.
    Needed,
    /// What it may have been for them, and how it looked from outside.
    Them,
    /// What I would like to say or ask.
    Say,
    /// Keep it, or carry sentences over.
    Keep,
}

impl Step {
    /// All six.
    pub const ALL: [Self; 6] = [Self::Happened, Self::Felt, Self::Needed, Self::Them, Self::Say, Self::Keep];

    /// The step's place on the path, from 1.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The step at that place; the first one for a place that is not on the path.
    pub fn at(number: i64) -> Self {
        Self::ALL.into_iter().find(|step| i64::from(step.number()) == number).unwrap_or_default()
    }
}

/// When on that day, as one remembers it: nobody looks at the clock in an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfDay {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
    /// From five on.
    Evening,
    /// When the day should be over.
    Night,
}

impl PartOfDay {
    /// All of them, from morning to night.
    pub const ALL: [Self; 4] = [Self::Morning, Self::Afternoon, Self::Evening, Self::Night];

    /// The code that records and the window use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }

    /// Its word, as it stands beside the day.
    pub const fn word(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Morning) => "Morning",
            (Language::English, Self::Afternoon) => "Afternoon",
            (Language::English, Self::Evening) => "Evening",
            (Language::English, Self::Night) => "Night",
        }
    }

    /// The part of the day with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }
}

/// One layer of feelings: words of ours, words of one's own, or "I don't know yet", which is an answer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Felt {
    /// Words on the strokes, in the order in which they were chosen.
    pub chosen: Vec<Feeling>,
    /// The person's own words, kept exactly as they are: a feeling is never corrected.
    pub own: Vec<String>,
    /// "I don't know yet."
    pub unsure: bool,
}

/// "I feel … when … I need … would you …"
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Say {
    /// After "I feel".
    pub feel: String,
    /// After "when".
    pub when: String,
    /// After "I need".
    pub need: String,
    /// After "would you".
    pub ask: String,
}

/// The half that may be carried over.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Mine {
    /// What a camera would have seen.
    pub happened: String,
    /// What it looked like it was about.
    pub topic: Option<Topic>,
    /// The day on which it happened.
    pub day: Option<NaiveDate>,
    /// When on that day.
    pub part_of_day: Option<PartOfDay>,
    /// The feelings that showed.
    pub showed: Felt,
    /// The feelings under those.
    pub under: Felt,
    /// What was needed.
    pub needed: Vec<Need>,
    /// The same more closely: slips out of those drawers.
    pub slips: Vec<Slip>,
    /// What they would like to say or ask.
    pub say: Say,
}

/// The half about somebody else. It never leaves the drawer.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Guess {
    /// What it may have been for them.
    pub text: String,
    /// How it would have looked to someone who likes both.
    pub outside: String,
    /// What they may have needed.
    pub needs: Vec<Need>,
}

/// A reflection, finished or not. Every part may be blank: any step can be skipped.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Reflection {
    /// The page it looks underneath.
    pub page: Option<PageId>,
    /// What it was really about, when several reflections turned out to be about one thing.
    pub thread: Option<ThreadId>,
    /// A name for a thread that is still being typed; putting away makes it the thread's.
    pub thread_name: String,
    /// Where the person is on the path.
    pub step: Step,
    /// The half that may be carried over.
    pub mine: Mine,
    /// The half that stays.
    pub guess: Guess,
}

impl Reflection {
    /// Whether nothing was written or chosen: such a draft is thrown away without a question.
    pub fn is_blank(&self) -> bool {
        let Self { page: _, thread: _, thread_name, step: _, mine, guess } = self;
        let mine = Mine { day: None, part_of_day: None, ..mine.clone() };
        let blank = |text: &String| text.trim().is_empty();
        let said = [&mine.say.feel, &mine.say.when, &mine.say.need, &mine.say.ask];
        blank(&mine.happened)
            && mine.topic.is_none()
            && mine.showed == Felt::default()
            && mine.under == Felt::default()
            && mine.needed.is_empty()
            && said.into_iter().all(blank)
            && blank(thread_name)
            && blank(&guess.text)
            && blank(&guess.outside)
            && guess.needs.is_empty()
    }

    /// What Patterns counts of it; nothing before a day is known.
    pub fn glance(&self) -> Option<flow::Glance> {
        let day = self.mine.day?;
        Some(flow::Glance { day, topic: self.mine.topic.clone(), needs: self.mine.needed.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_goes_down_to_the_need_and_back_up() {
        let numbers: Vec<u8> = Step::ALL.iter().map(|step| step.number()).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        assert_eq!(Step::at(3), Step::Needed, "the third step is the lowest point");
        assert_eq!(Step::at(99), Step::Happened, "a step of a newer version starts from the top");
    }

    #[test]
    fn a_date_alone_is_no_reflection() {
        let mut reflection = Reflection { step: Step::Say, ..Reflection::default() };
        reflection.mine.day = NaiveDate::from_ymd_opt(2026, 11, 19);
        assert!(reflection.is_blank(), "the day is filled in by us");
        reflection.mine.showed.unsure = true;
        assert!(!reflection.is_blank(), "\"I don't know yet\" is an answer and is kept");
    }
}
