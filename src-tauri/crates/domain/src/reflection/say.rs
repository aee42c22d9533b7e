//! From what was written to what could be said, and to what could be handed over. The sentences are put
//! together here and nowhere else: the preview, the stored line and the voice that reads it aloud are one.

use super::words::{Language, Need};
use super::{Felt, Mine, Say};

/// What a person chose to carry to the table. There is no way to choose the guess about the other: it is
/// not in [`Mine`].
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Choice {
    /// Which sentences of what happened, by their place in [`sentences`].
    pub happened: Vec<usize>,
    /// What showed and what was under it.
    pub felt: bool,
    /// What was needed.
    pub needed: bool,
    /// What they would like to say.
    pub say: bool,
}

/// Words that left the drawer: exactly what the other will see. Only [`Mine::for_the_table`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForTheTable(String);

impl ForTheTable {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The words, to be stored.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Mine {
    /// What the other would see if exactly this were carried over. Nothing when the choice is empty, or
    /// chose only what was left blank.
    pub fn for_the_table(&self, choice: &Choice, language: Language) -> Option<ForTheTable> {
        let all = sentences(&self.happened);
        let happened: Vec<&str> =
            all.iter().enumerate().filter(|(i, _)| choice.happened.contains(i)).map(|(_, s)| *s).collect();
        let parts = [
            (!happened.is_empty()).then(|| happened.join(" ")),
            choice.felt.then(|| self.felt_sentence(language)).flatten(),
            choice.needed.then(|| self.needed_sentence(language)).flatten(),
            choice.say.then(|| self.say.sentence(language)).flatten(),
        ];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
        (!text.is_empty()).then_some(ForTheTable(text))
    }

    /// "I felt stung and tired. Under that, unseen."
    pub fn felt_sentence(&self, language: Language) -> Option<String> {
        let (showed, under) = (self.showed.words(language), self.under.words(language));
        match (language, showed.is_empty(), under.is_empty()) {
            (Language::English, true, true) => None,
            (Language::English, false, true) => Some(format!("I felt {}.", language.list(&showed))),
            (Language::English, true, false) => Some(format!("I felt {}.", language.list(&under))),
            (Language::English, false, false) => {
                Some(format!("I felt {}. Under that, {}.", language.list(&showed), language.list(&under)))
            }
        }
    }

    /// "I needed to come first and a time that holds." Where a slip was taken out of a drawer it speaks for it.
    pub fn needed_sentence(&self, language: Language) -> Option<String> {
        let closer = |need: &Need| {
            let slips = self.slips.iter().filter(|slip| slip.need() == *need);
            let slips: Vec<&str> = slips.map(|slip| slip.inline(language)).collect();
            if slips.is_empty() { vec![need.inline(language)] } else { slips }
        };
        let needs: Vec<&str> = self.needed.iter().flat_map(closer).collect();
        (!needs.is_empty()).then(|| match language {
            Language::English => format!("I needed {}.", language.list(&needs)),
        })
    }
}

impl Felt {
    /// The chosen words, ours first, then the person's own.
    pub fn words(&self, language: Language) -> Vec<String> {
        let ours = self.chosen.iter().map(|feeling| feeling.word(language).to_owned());
        ours.chain(self.own.iter().cloned()).collect()
    }
}

impl Say {
    /// The four parts as they would be spoken. Blank parts leave no hole; nothing when all are blank.
    pub fn sentence(&self, language: Language) -> Option<String> {
        match language {
            Language::English => self.english(),
        }
    }

    fn english(&self) -> Option<String> {
        let feel = part(&self.feel, &["i feel", "i felt"]);
        let when = part(&self.when, &["when"]);
        let need = part(&self.need, &["i need", "i needed"]);
        let ask = part(&self.ask, &["would you"]);
        let first = match (feel, when) {
            ("", "") => None,
            (feel, "") => Some(stopped(&format!("I feel {feel}"), '.')),
            ("", when) => Some(stopped(&format!("When {when}"), '.')),
            (feel, when) => {
                // A comma inside the feeling wants a second one after it; a full stop would break it in two.
                let feel = feel.trim_end_matches(['.', ',', ';', '!']);
                let comma = if feel.contains(',') { "," } else { "" };
                Some(stopped(&format!("I feel {feel}{comma} when {when}"), '.'))
            }
        };
        let need = (!need.is_empty()).then(|| stopped(&format!("I need {need}"), '.'));
        let ask = (!ask.is_empty()).then(|| stopped(&format!("Would you {ask}"), '?'));
        let said: Vec<String> = [first, need, ask].into_iter().flatten().collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// What was typed without its outer spaces, and without the opening words when they were typed once more.
fn part<'a>(typed: &'a str, openings: &[&str]) -> &'a str {
    let typed = typed.trim();
    for opening in openings {
        let Some((head, rest)) = typed.split_at_checked(opening.len()) else { continue };
        if head.eq_ignore_ascii_case(opening) && rest.starts_with(char::is_whitespace) {
            return rest.trim_start();
        }
    }
    typed
}

/// `text` with `stop` at its end, unless it already ends a sentence.
fn stopped(text: &str, stop: char) -> String {
    let ends = |c: char| ['.', '?', '!', '…', '。', '？', '！'].contains(&c);
    let last = text.trim_end_matches(['”', '"', '’', ')', '\'']).chars().next_back();
    if last.is_some_and(ends) {
        return text.to_owned();
    }
    format!("{}{stop}", text.trim_end_matches([',', ';', ':']))
}

/// The sentences of a text, in order, each without outer space. A sentence ends at closing punctuation
/// before a space, or at a line's end; an abbreviation may end one early, which costs a second click and
/// nothing else.
pub fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(sentences_of_line).map(str::trim).filter(|s| !s.is_empty()).collect()
}

fn sentences_of_line(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut closed) = (0, false);
    for (at, c) in line.char_indices() {
        if closed && c.is_whitespace() {
            found.push(line.get(from..at).unwrap_or_default());
            (from, closed) = (at, false);
        } else if ['。', '？', '！'].contains(&c) {
            let after = at + c.len_utf8();
            found.push(line.get(from..after).unwrap_or_default());
            from = after;
        } else {
            let closes = ['.', '?', '!', '…'].contains(&c);
            closed = closes || (closed && ['”', '"', '’', ')', '\''].contains(&c));
        }
    }
    found.push(line.get(from..).unwrap_or_default());
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::words::{Family, Feeling, Need, Slip, Strength};
    use super::super::{Guess, Reflection};
    use super::*;

    const EN: Language = Language::English;

    fn say(feel: &str, when: &str, need: &str, ask: &str) -> Say {
        Say { feel: feel.into(), when: when.into(), need: need.into(), ask: ask.into() }
    }

    #[test]
    fn the_four_parts_become_what_one_would_say() {
        let whole = say(
            "unseen, and a bit stung",
            "dinner goes cold and I haven’t heard from you",
            "to know I come first",
            "send me one line when a meeting runs over?",
        );
        assert_eq!(
            whole.sentence(EN).as_deref(),
            Some(
                "I feel unseen, and a bit stung, when dinner goes cold and I haven’t heard from you. \
                 I need to know I come first. Would you send me one line when a meeting runs over?"
            ),
            "spoken the way it was written, with nothing added but the stops"
        );
    }

    #[test]
    fn blank_parts_leave_no_hole() {
        for (parts, spoken) in [
            (say("", "", "", ""), None),
            (say("  tired  ", "", "", ""), Some("I feel tired.")),
            (say("", "the phone lights up", "", ""), Some("When the phone lights up.")),
            (say("cross.", "you laugh", "", ""), Some("I feel cross when you laugh.")),
            (say("", "", "", "sit with me?"), Some("Would you sit with me?")),
            (say("", "", "rest,", "take the dog"), Some("I need rest. Would you take the dog?")),
        ] {
            assert_eq!(parts.sentence(EN).as_deref(), spoken, "{parts:?}");
        }
    }

    #[test]
    fn opening_words_typed_once_more_are_not_doubled() {
        let doubled = say("I feel low", "When it rains", "I need calm", "Would you call?");
        assert_eq!(
            doubled.sentence(EN).as_deref(),
            Some("I feel low when it rains. I need calm. Would you call?"),
            "the label already says it"
        );
        assert_eq!(
            say("", "whenever I ask", "", "").sentence(EN).as_deref(),
            Some("When whenever I ask."),
            "only whole words are dropped"
        );
    }

    #[test]
    fn sentences_are_cut_where_one_would_breathe() {
        assert_eq!(
            sentences("It was ten past. I said “always.” Then we… stopped.\nPlates in the sink"),
            ["It was ten past.", "I said “always.”", "Then we…", "stopped.", "Plates in the sink"],
        );
        assert_eq!(sentences(" \n "), Vec::<&str>::new(), "blank lines are no sentences");
        assert_eq!(sentences("遅かった。何も言わなかった。"), ["遅かった。", "何も言わなかった。"]);
    }

    fn robins() -> Reflection {
        Reflection {
            mine: Mine {
                happened: "Dinner was at seven. I put the plates in the sink.".into(),
                showed: Felt {
                    chosen: vec![Feeling::on_stroke(Family::Hurt, Strength::Much)],
                    own: vec!["unheard".into()],
                    unsure: false,
                },
                under: Felt {
                    chosen: vec![Feeling::on_stroke(Family::Fear, Strength::Some)],
                    ..Felt::default()
                },
                needed: vec![Need::ComeFirst, Need::Plan],
                say: say("unseen", "dinner goes cold", "", ""),
                ..Mine::default()
            },
            guess: Guess {
                text: "Maybe it felt like failing twice.".into(),
                outside: "Two tired people.".into(),
                needs: vec![Need::Reassurance, Need::Rest],
            },
            ..Reflection::default()
        }
    }

    #[test]
    fn only_what_was_chosen_is_handed_over() {
        let mine = robins().mine;
        let chosen = |choice: &Choice| mine.for_the_table(choice, EN).map(ForTheTable::into_string);
        assert_eq!(chosen(&Choice::default()), None, "nothing chosen, nothing to see");
        assert_eq!(
            chosen(&Choice { happened: vec![1], say: true, ..Choice::default() }).as_deref(),
            Some("I put the plates in the sink.\n\nI feel unseen when dinner goes cold."),
            "one sentence of what happened, and what they would like to say"
        );
        assert_eq!(
            chosen(&Choice { felt: true, needed: true, happened: vec![7], ..Choice::default() }).as_deref(),
            Some(
                "I felt stung and unheard. Under that, worried.\n\n\
                 I needed to come first and a plan I can trust."
            ),
            "a sentence that is not there is not made up"
        );
    }

    #[test]
    fn a_slip_speaks_for_its_drawer() {
        let slips = Slip::of(Need::Plan).take(2).chain(Slip::of(Need::Rest));
        let mine = Mine { slips: slips.collect(), ..robins().mine };
        assert_eq!(
            mine.needed_sentence(EN).as_deref(),
            Some("I needed to come first, a time that holds and to know what comes next."),
            "and a slip of a drawer that was shut again stays in it"
        );
    }

    #[test]
    fn guess_about_the_other_is_never_shared() {
        let reflection = robins();
        let everything = Choice { happened: vec![0, 1], felt: true, needed: true, say: true };
        let shared = reflection.mine.for_the_table(&everything, EN).unwrap().into_string();
        let guess = &reflection.guess;
        for private in [guess.text.as_str(), guess.outside.as_str(), "reassurance", "rest."] {
            assert!(!shared.contains(private), "{private:?} is a guess about someone else and stays here");
        }
    }

    proptest! {
        #[test]
        fn any_text_can_be_cut_and_loses_no_word(text in "\\PC{0,80}") {
            let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>().concat();
            let cut: String = sentences(&text).concat();
            prop_assert_eq!(words(&cut), words(&text));
        }

        #[test]
        fn any_four_parts_can_be_said(feel in "\\PC{0,20}", when in "\\PC{0,20}", need in "\\PC{0,20}") {
            let said = say(&feel, &when, &need, "").sentence(EN);
            let blank = [&feel, &when, &need].iter().all(|p| p.trim().is_empty());
            prop_assert_eq!(said.is_none(), blank, "whatever was written is in it");
        }
    }
}
