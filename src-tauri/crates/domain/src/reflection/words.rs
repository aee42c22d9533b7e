//! The words of a reflection. All of them are our own writing.
//!
//! They live beside the rules and not in the window's catalogue, because a word that someone chose may be
//! handed over: what is previewed, what is stored and what is read aloud must be one and the same word.
//! Records keep the code, never the word, so that a language can be changed afterwards.

/// A language in which reflections have words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
}

impl Language {
    /// The language for a BCP 47 tag; English for one that has no words yet.
    pub fn of(_tag: &str) -> Self {
        Self::English
    }

    /// "I don't know yet", as it stands beside the feelings.
    pub const fn unsure(self) -> &'static str {
        match self {
            Self::English => "I don’t know yet",
        }
    }

    /// Several things in one breath: "stung, unseen and tired".
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        match (self, items) {
            (Self::English, []) => String::new(),
            (Self::English, [only]) => only.as_ref().to_owned(),
            (Self::English, [first @ .., last]) => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                format!("{} and {}", first.join(", "), last.as_ref())
            }
        }
    }
}

/// The eight families of feelings, in the order of the strokes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Something landed where it is sore.
    Hurt,
    /// Something was in the way.
    Anger,
    /// Something might happen.
    Fear,
    /// Something is gone.
    Sadness,
    /// Someone is far.
    Loneliness,
    /// Something of me showed.
    Shame,
    /// There is no more to give.
    Weariness,
    /// What was there too: no argument is made of one thing only.
    Warmth,
}

impl Family {
    /// All families, top to bottom.
    pub const ALL: [Self; 8] = [
        Self::Hurt,
        Self::Anger,
        Self::Fear,
        Self::Sadness,
        Self::Loneliness,
        Self::Shame,
        Self::Weariness,
        Self::Warmth,
    ];

    /// The code that records and the window use.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hurt => "hurt",
            Self::Anger => "anger",
            Self::Fear => "fear",
            Self::Sadness => "sad",
            Self::Loneliness => "lonely",
            Self::Shame => "shame",
            Self::Weariness => "weary",
            Self::Warmth => "warm",
        }
    }

    /// The family's name beside its stroke.
    pub const fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Hurt) => "Hurt",
            (Language::English, Self::Anger) => "Anger",
            (Language::English, Self::Fear) => "Fear",
            (Language::English, Self::Sadness) => "Sadness",
            (Language::English, Self::Loneliness) => "Loneliness",
            (Language::English, Self::Shame) => "Shame",
            (Language::English, Self::Weariness) => "Weariness",
            (Language::English, Self::Warmth) => "And also",
        }
    }

    /// The four on the stroke, from a little to a lot, and then those beside it. A word keeps its place for ever:
    /// its place is its code.
    #[rustfmt::skip]
    const fn words(self, language: Language) -> [&'static str; WORDS_OF_ONE] {
        match (language, self) {
            (Language::English, Self::Hurt) => [
                "tender", "let down", "stung", "wounded",
                "sore", "slighted", "brushed off", "criticised", "misjudged", "pushed away", "taken for granted", "betrayed",
            ],
            (Language::English, Self::Anger) => [
                "irritated", "cross", "resentful", "furious",
                "impatient", "annoyed", "fed up", "defensive", "bitter", "provoked", "indignant", "boiling",
            ],
            (Language::English, Self::Fear) => [
                "uneasy", "worried", "anxious", "afraid",
                "nervous", "wary", "tense", "on edge", "unsure of us", "exposed", "cornered", "panicked",
            ],
            (Language::English, Self::Sadness) => [
                "flat", "low", "sad", "heartbroken",
                "wistful", "disappointed", "discouraged", "heavy", "tearful", "sorrowful", "hopeless", "grieving",
            ],
            (Language::English, Self::Loneliness) => [
                "distant", "left out", "unseen", "alone",
                "out of step", "second in line", "shut out", "cut off", "forgotten", "unwanted", "homesick for us",
                "like a guest",
            ],
            (Language::English, Self::Shame) => [
                "awkward", "embarrassed", "not enough", "ashamed",
                "foolish", "clumsy", "sorry", "small", "caught out", "in the way", "guilty", "worthless",
            ],
            (Language::English, Self::Weariness) => [
                "tired", "stretched", "overwhelmed", "worn out",
                "restless", "rushed", "foggy", "torn", "stuck", "drained", "numb", "empty",
            ],
            (Language::English, Self::Warmth) => [
                "hopeful", "fond", "grateful", "loving",
                "curious", "amused", "touched", "relieved", "playful", "trusting", "close", "proud of us",
            ],
        }
    }
}

/// How much of a feeling: each stroke runs from a little to a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// A little.
    Little,
    /// Some.
    Some,
    /// Much.
    Much,
    /// A lot.
    Lot,
}

impl Strength {
    /// From a little to a lot.
    pub const ALL: [Self; 4] = [Self::Little, Self::Some, Self::Much, Self::Lot];
}

/// How many words a family has, those on its stroke first.
const WORDS_OF_ONE: usize = 12;

/// One word for a feeling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feeling {
    family: Family,
    /// Its place among the words of its family, from 0.
    place: usize,
}

impl Feeling {
    /// The word on a family's stroke.
    pub const fn on_stroke(family: Family, strength: Strength) -> Self {
        Self { family, place: strength as usize }
    }

    /// Every word, family by family.
    pub fn all() -> impl Iterator<Item = Self> {
        Family::ALL.into_iter().flat_map(|family| Self::of(family).chain(Self::beside(family)))
    }

    /// The four words of one stroke.
    pub fn of(family: Family) -> impl Iterator<Item = Self> {
        Strength::ALL.into_iter().map(move |strength| Self::on_stroke(family, strength))
    }

    /// The words of a family that do not stand on its stroke.
    pub fn beside(family: Family) -> impl Iterator<Item = Self> {
        (Strength::ALL.len()..WORDS_OF_ONE).map(move |place| Self { family, place })
    }

    /// The code that records keep: `hurt-3`.
    pub fn code(self) -> String {
        format!("{}-{}", self.family.code(), self.place + 1)
    }

    /// The feeling with this code. A newer version may know more: those are skipped, and stay in the record.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|feeling| feeling.code() == code)
    }

    /// The word itself, as it stands inside a sentence.
    pub fn word(self, language: Language) -> &'static str {
        self.family.words(language).get(self.place).copied().unwrap_or_default()
    }
}

/// The four columns of the chest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// To matter.
    Matter,
    /// To feel safe.
    Safe,
    /// To be close.
    Close,
    /// To be myself.
    Myself,
}

impl Column {
    /// The columns in reading order.
    pub const ALL: [Self; 4] = [Self::Matter, Self::Safe, Self::Close, Self::Myself];

    /// The words above the column.
    pub const fn name(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, Self::Matter) => "To matter",
            (Language::English, Self::Safe) => "To feel safe",
            (Language::English, Self::Close) => "To be close",
            (Language::English, Self::Myself) => "To be myself",
        }
    }
}

macro_rules! needs {
    ($($(#[$doc:meta])* $need:ident $column:ident $code:literal $label:literal $inline:literal $finer:expr;)+) => {
        /// One of the sixteen small drawers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Need {
            $($(#[$doc])* $need,)+
        }

        impl Need {
            /// All sixteen, row by row.
            pub const ALL: [Self; 16] = [$(Self::$need),+];

            /// The code that records and the window use.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$need => $code,)+ }
            }

            /// The column it stands in.
            pub const fn column(self) -> Column {
                match self { $(Self::$need => Column::$column,)+ }
            }

            /// The words on its plate.
            pub const fn label(self, language: Language) -> &'static str {
                match (language, self) { $((Language::English, Self::$need) => $label,)+ }
            }

            /// The same inside a sentence, after "I needed" or "it was about".
            pub const fn inline(self, language: Language) -> &'static str {
                match (language, self) { $((Language::English, Self::$need) => $inline,)+ }
            }

            /// What lies in the drawer, as it stands inside a sentence. A slip keeps its place for ever: its place
            /// is its code.
            const fn slips(self, language: Language) -> [&'static str; SLIPS_IN_ONE] {
                match (language, self) { $((Language::English, Self::$need) => $finer,)+ }
            }
        }
    };
}

needs! {
    /// To have what I do noticed.
    Appreciation Matter "appreciation" "Appreciation" "appreciation"
        ["a thank-you", "the effort to be seen", "to hear that it was good"];
    /// To be told again that it is all right between us.
    Reassurance Safe "reassurance" "Reassurance" "reassurance"
        ["to know that we are all right", "to hear that you stay", "a kind word first"];
    /// To be held, or a hand.
    Touch Close "touch" "Touch" "touch"
        ["a hand to hold", "a long hug", "to lie close, and no more"];
    /// To stop for a while.
    Rest Myself "rest" "Rest" "rest"
        ["an evening with nothing in it", "to sleep", "someone to take over for a while"];
    /// To be thought of before the rest.
    ComeFirst Matter "come-first" "To come first" "to come first"
        ["to be asked first", "to matter more than the phone", "you on my side"];
    /// To know what is so.
    Honesty Safe "honesty" "Honesty" "honesty"
        ["all of it at once", "to hear it from you", "no hints"];
    /// To do a thing together, with time.
    Together Close "together" "Time together" "time together"
        ["an hour with nobody else", "to do nothing side by side", "a walk, just us"];
    /// To have space of one's own.
    Room Myself "room" "Room to breathe" "room to breathe"
        ["a door to close", "time before I answer", "friends of my own"];
    /// To be listened to until the end.
    Heard Matter "heard" "To be heard" "to be heard"
        ["to finish my sentence", "a question before an answer", "to be believed"];
    /// To have it quiet.
    Calm Safe "calm" "Calm" "calm"
        ["quieter voices", "a pause", "things said gently"];
    /// To be silly.
    Play Close "play" "Play" "play"
        ["to laugh about it", "something silly", "to be light again"];
    /// To be asked before it is settled.
    Say Myself "say" "A say in it" "a say in it"
        ["to be asked before it is settled", "my no to count", "to choose for once"];
    /// To be kept in mind in small things.
    Thoughtfulness Matter "thought" "Thoughtfulness" "thoughtfulness"
        ["a message when it gets late", "small things remembered", "to be kept in mind"];
    /// To be able to count on what was said.
    Plan Safe "plan" "A plan I can trust" "a plan I can trust"
        ["a time that holds", "to know what comes next", "what was said to be done"];
    /// Not to carry it alone.
    Support Close "support" "Support" "support"
        ["not to carry it alone", "help before I ask", "someone beside me"];
    /// To carry even halves.
    Fairness Myself "fairness" "Fairness" "fairness"
        ["even halves", "my turn", "the dull parts shared"];
}

impl Need {
    /// The need with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.code() == code)
    }
}

/// How many slips lie in one drawer.
const SLIPS_IN_ONE: usize = 3;

/// One of the slips in a drawer of the chest: the need, said more closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slip {
    need: Need,
    /// Its place in the drawer, from 0.
    place: usize,
}

impl Slip {
    /// Every slip, drawer by drawer.
    pub fn all() -> impl Iterator<Item = Self> {
        Need::ALL.into_iter().flat_map(Self::of)
    }

    /// The slips of one drawer.
    pub fn of(need: Need) -> impl Iterator<Item = Self> {
        (0..SLIPS_IN_ONE).map(move |place| Self { need, place })
    }

    /// The drawer it lies in.
    pub const fn need(self) -> Need {
        self.need
    }

    /// The code that records keep: `come-first-2`.
    pub fn code(self) -> String {
        format!("{}-{}", self.need.code(), self.place + 1)
    }

    /// The slip with this code; those of a newer version are skipped, and stay in the record.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|slip| slip.code() == code)
    }

    /// Its words, as they stand after "I needed".
    pub fn inline(self, language: Language) -> &'static str {
        self.need.slips(language).get(self.place).copied().unwrap_or_default()
    }
}

/// What it looked like it was about, on top.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Being late.
    Late,
    /// Dishes.
    Dishes,
    /// Phones.
    Phones,
    /// Money.
    Money,
    /// Family.
    Family,
    /// Plans.
    Plans,
    /// Tidiness.
    Tidiness,
    /// Something else, in the person's own words.
    Own(String),
}

impl Topic {
    /// Those with a name of ours, in the order in which they are offered.
    pub const NAMED: [Self; 7] =
        [Self::Late, Self::Dishes, Self::Phones, Self::Money, Self::Family, Self::Plans, Self::Tidiness];

    /// The code of a named topic; `own` for the person's own words.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Dishes => "dishes",
            Self::Phones => "phones",
            Self::Money => "money",
            Self::Family => "family",
            Self::Plans => "plans",
            Self::Tidiness => "tidiness",
            Self::Own(_) => "own",
        }
    }

    /// The topic with this code, `own` standing for the words beside it. Nothing when there is none.
    pub fn from_code(code: &str, own: &str) -> Option<Self> {
        let own = own.trim();
        if code == "own" {
            return (!own.is_empty()).then(|| Self::Own(own.to_owned()));
        }
        Self::NAMED.into_iter().find(|topic| topic.code() == code)
    }

    /// The topic's name.
    pub fn label(&self, language: Language) -> &str {
        match (language, self) {
            (Language::English, Self::Late) => "Being late",
            (Language::English, Self::Dishes) => "Dishes",
            (Language::English, Self::Phones) => "Phones",
            (Language::English, Self::Money) => "Money",
            (Language::English, Self::Family) => "Family",
            (Language::English, Self::Plans) => "Plans",
            (Language::English, Self::Tidiness) => "Tidiness",
            (_, Self::Own(words)) => words,
        }
    }

    /// The topic's name inside a sentence: "they looked like being late, dishes and money".
    pub fn inline(&self, language: Language) -> String {
        match self {
            Self::Own(words) => words.clone(),
            named => named.label(language).to_lowercase(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_comes_back_as_what_it_stood_for() {
        for feeling in Feeling::all() {
            assert_eq!(Feeling::from_code(&feeling.code()), Some(feeling), "a chosen feeling stays chosen");
        }
        for need in Need::ALL {
            assert_eq!(Need::from_code(need.code()), Some(need), "an opened drawer stays open");
        }
        for slip in Slip::all() {
            assert_eq!(Slip::from_code(&slip.code()), Some(slip), "a slip that was picked up stays so");
        }
        for topic in Topic::NAMED {
            assert_eq!(Topic::from_code(topic.code(), ""), Some(topic), "a topic keeps its name");
        }
        assert_eq!(Feeling::from_code("hurt-13"), None, "a word of a newer version is skipped, not guessed");
    }

    #[test]
    fn no_word_stands_twice() {
        let words: BTreeSet<_> = Feeling::all().map(|feeling| feeling.word(Language::English)).collect();
        assert_eq!(words.len(), 96, "eight families of twelve, each word its own");
        let labels: BTreeSet<_> = Need::ALL.map(|need| need.label(Language::English)).into();
        assert_eq!(labels.len(), 16, "sixteen drawers, each with its own plate");
        let slips: BTreeSet<_> = Slip::all().map(|slip| slip.inline(Language::English)).collect();
        assert_eq!(slips.len(), 48, "three slips in each, each its own");
    }

    #[test]
    fn the_chest_has_four_columns_of_four() {
        for (place, need) in Need::ALL.into_iter().enumerate() {
            assert_eq!(
                Some(&need.column()),
                Column::ALL.get(place % 4),
                "{need:?} stands under the right heading"
            );
        }
    }

    #[test]
    fn several_things_are_said_in_one_breath() {
        let english = Language::English;
        assert_eq!(english.list::<&str>(&[]), "");
        assert_eq!(english.list(&["stung"]), "stung");
        assert_eq!(english.list(&["stung", "unseen", "tired"]), "stung, unseen and tired");
    }
}
