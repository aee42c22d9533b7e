//! What somebody typed into the search field: which words and tags are wanted, how FTS5 is asked for them, and
//! how they are marked in the text. Whatever is typed is a wish, never a syntax error.

use std::collections::VecDeque;

use chrono::NaiveDate;
use memchr::memmem;
use nightstand_domain::days::Days;
use nightstand_domain::marks;
use nightstand_domain::merge::Kind;
use nightstand_domain::words::QUOTES;

use super::words::{Piece, Run, fold, pieces, runs};

/// How much of a text stands before and after the found words, in bytes, up to the next space.
const BEFORE: usize = 48;
const AFTER: usize = 120;

/// A long list of words costs more than anyone means by it.
const MOST_TERMS: usize = 16;

/// A piece of text, marked when it was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The text as it was written.
    pub text: String,
    /// Whether it is what was searched for.
    pub found: bool,
}

/// Whether the last word may still be going on: in a field that searches while one types it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastWord {
    /// It stands for every word that begins like it.
    Begun,
    /// It stands for itself.
    Whole,
}

/// Everything that a sheet must hold to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    terms: Vec<Term>,
    tags: Vec<Tag>,
    days: Option<Days>,
    kind: Option<Kind>,
}

/// A tag, and every tag below it: `money` finds `money/rent` too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    folded: String,
    /// Its word, to be marked where it stands.
    term: Term,
    /// It stands for every tag that begins like it.
    begun: bool,
}

impl Tag {
    /// The tag itself, and a range (its end left out) that holds the others.
    pub(crate) fn asked(&self) -> [String; 3] {
        let Self { folded, begun, .. } = self;
        // '0' follows '/'.
        let [from, to] = if *begun { ["", "\u{10FFFF}"] } else { ["/", "0"] };
        [folded.clone(), format!("{folded}{from}"), format!("{folded}{to}")]
    }

    /// Whether a tag as it stands in a text is one of them.
    fn takes(&self, tag: &str) -> bool {
        let tag = fold(tag);
        let below = tag.strip_prefix(self.folded.as_str());
        below.is_some_and(|below| self.begun || below.is_empty() || below.starts_with('/'))
    }
}

/// One word, or several that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Term {
    /// As they stand in the index.
    tokens: Vec<String>,
    /// As they stand in a text: one for each run.
    runs: Vec<Wish>,
    /// The last token stands for everything that begins like it.
    begun: bool,
    /// It is a tag's, and stands behind its `#` alone.
    signed: bool,
}

/// One run of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wish {
    folded: String,
    /// It is of a script without spaces: it may stand within a longer run.
    dense: bool,
}

impl Wish {
    fn of(folded: String) -> Self {
        let dense = pieces(&folded).iter().any(|piece| piece.tail || piece.pair);
        Self { folded, dense }
    }
}

impl Wanted {
    /// What `typed` asks for: words, tags with their `#`, and phrases in quotes. A quote that is not closed is a
    /// phrase that is still being typed.
    pub fn typed(typed: &str, last: LastWord) -> Self {
        let mut wishes = Vec::new();
        for (number, stretch) in typed.split(QUOTES).enumerate() {
            if number % 2 == 1 {
                wishes.extend(Term::of(stretch).map(Wished::Words));
            } else {
                wishes.extend(stretch.split_whitespace().filter_map(Wished::of));
            }
        }
        wishes.truncate(MOST_TERMS);
        // A closed quote or a space behind the last word says that it is whole.
        let ended = typed.ends_with(|letter: char| letter.is_whitespace() || "\"“”»".contains(letter));
        if last == LastWord::Begun && !ended {
            match wishes.last_mut() {
                Some(Wished::Words(term)) => term.begun |= !term.ends_densely(),
                Some(Wished::Tag(tag)) => {
                    tag.begun = true;
                    tag.term.begun |= !tag.term.ends_densely();
                }
                None => {}
            }
        }
        let mut wanted = Self { terms: Vec::new(), tags: Vec::new(), days: None, kind: None };
        for wish in wishes {
            match wish {
                Wished::Words(term) => wanted.terms.push(term),
                Wished::Tag(tag) => wanted.tags.push(tag),
            }
        }
        wanted
    }

    /// Exactly the words of `typed`, one after the other.
    pub fn phrase(typed: &str) -> Self {
        Self { terms: Term::of(typed).into_iter().collect(), tags: Vec::new(), days: None, kind: None }
    }

    /// Only what was written on these days.
    #[must_use]
    pub fn within(self, days: Option<Days>) -> Self {
        Self { days, ..self }
    }

    /// Only sheets of this sort. That alone asks for nothing.
    #[must_use]
    pub fn only(self, kind: Option<Kind>) -> Self {
        Self { kind, ..self }
    }

    /// Whether nothing is wanted.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.tags.is_empty() && self.days.is_none()
    }

    /// Whether a word of it may still be going on.
    pub(super) fn is_begun(&self) -> bool {
        self.terms.iter().any(|term| term.begun)
    }

    /// What is wanted beside a word of which there is no more than one letter; `None` when there is no such word.
    pub(super) fn beside_its_letter(&self) -> Option<Self> {
        let at = self.letter()?;
        let mut rest = self.clone();
        // The index is asked for its other tokens; nothing is marked by it.
        let mut term = rest.terms.remove(at);
        term.tokens.pop();
        if !term.tokens.is_empty() {
            rest.terms.push(Term { begun: false, ..term });
        }
        Some(rest)
    }

    /// Whether that word stands in `text`.
    pub(super) fn letter_stands_in(&self, text: &str) -> bool {
        self.letter()
            .and_then(|at| self.terms.get(at))
            .is_some_and(|term| first_of(text, std::iter::once(term)).is_some())
    }

    /// Whether everything that is wanted stands in texts of `day`, which the index does not hold.
    pub(super) fn stands_in(&self, texts: &[&str], day: Option<NaiveDate>) -> bool {
        let in_one = |term| texts.iter().any(|text| first_of(text, std::iter::once(term)).is_some());
        let tagged = |tag: &Tag| texts.iter().any(|text| marks::tags(text).any(|told| tag.takes(told)));
        let in_time = |days: Days| day.is_some_and(|day| days.from <= day && day <= days.to);
        self.terms.iter().all(in_one) && self.tags.iter().all(tagged) && self.days.is_none_or(in_time)
    }

    fn letter(&self) -> Option<usize> {
        self.terms.iter().rposition(Term::is_one_letter)
    }

    pub(crate) fn tags(&self) -> &[Tag] {
        &self.tags
    }

    pub(crate) fn days(&self) -> Option<Days> {
        self.days
    }

    pub(crate) fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Everything that is marked where it stands.
    fn marks(&self) -> impl Iterator<Item = &Term> + Clone {
        self.terms.iter().chain(self.tags.iter().map(|tag| &tag.term))
    }

    /// The question to FTS5; `None` when no words are wanted. Every word is quoted: nothing that was typed is
    /// an operator.
    pub(crate) fn expression(&self) -> Option<String> {
        let mut expression = String::new();
        for term in &self.terms {
            if !expression.is_empty() {
                expression.push_str(" AND ");
            }
            expression.push('"');
            expression.push_str(&term.tokens.join(" "));
            expression.push('"');
            if term.begun {
                expression.push('*');
            }
        }
        (!expression.is_empty()).then_some(expression)
    }

    /// As [`Self::expression`], in titles alone.
    pub(super) fn in_title(&self) -> Option<String> {
        self.expression().map(|expression| format!("title : ({expression})"))
    }

    /// All of `text`, the wanted words marked.
    pub(crate) fn marked(&self, text: &str) -> Vec<Part> {
        let all: Vec<Run<'_>> = runs(text).collect();
        parts(text, 0..text.len(), &self.found_in(text, &all))
    }

    /// A cutting around the first wanted words of `text`; `None` when there are none in it.
    pub(crate) fn cutting(&self, text: &str) -> Option<Vec<Part>> {
        let first = first_of(text, self.marks())?;
        let from = boundary_before(text, first.saturating_sub(BEFORE), first);
        let to = boundary_after(text, first.saturating_add(AFTER));
        let cut = text.get(from..to).unwrap_or_default();
        let mut parts = self.marked(cut);
        if from > 0
            && let Some(part) = parts.first_mut()
        {
            part.text.insert(0, '…');
        }
        if to < text.len()
            && let Some(part) = parts.last_mut()
        {
            part.text.push('…');
        }
        parts.iter_mut().for_each(|part| part.text = part.text.replace(['\n', '\r', '\t'], " "));
        Some(parts)
    }

    fn found_in(&self, text: &str, all: &[Run<'_>]) -> Vec<std::ops::Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(rest) = all.get(at..).filter(|rest| !rest.is_empty()) {
            let longest = self.marks().filter_map(|term| Some((term.match_at(text, rest)?, term.runs.len())));
            match longest.max_by_key(|(_, runs)| *runs) {
                Some((range, runs)) => {
                    found.push(range);
                    at += runs;
                }
                None => at += 1,
            }
        }
        found
    }
}

/// One thing that was typed.
enum Wished {
    Words(Term),
    Tag(Tag),
}

impl Wished {
    fn of(word: &str) -> Option<Self> {
        let Some(tag) = marks::tags(word).next() else { return Term::of(word).map(Self::Words) };
        let term = Term { signed: true, ..Term::of(tag)? };
        Some(Self::Tag(Tag { folded: fold(tag).into_owned(), term, begun: false }))
    }
}

impl Term {
    fn of(typed: &str) -> Option<Self> {
        let runs: Vec<String> = runs(typed).map(|run| run.folded.into_owned()).collect();
        let mut tokens: Vec<Piece> = runs.iter().flat_map(|run| pieces(run)).collect();
        // What follows a run without spaces is unknown: pairs alone find it in the middle of a longer one.
        let mut begun = false;
        if tokens.last()?.tail {
            let after_pairs = tokens.iter().rev().nth(1).is_some_and(|piece| piece.pair);
            if after_pairs {
                tokens.pop();
            } else {
                begun = true;
            }
        }
        let tokens = tokens.into_iter().map(|piece| piece.text).collect();
        Some(Self { tokens, runs: runs.into_iter().map(Wish::of).collect(), begun, signed: false })
    }

    /// It ends in a script without spaces, and is found within a longer run already.
    fn ends_densely(&self) -> bool {
        let ends_in_tail = |run: &Wish| pieces(&run.folded).last().is_some_and(|piece| piece.tail);
        self.runs.last().is_some_and(ends_in_tail)
    }

    /// Whether it ends with a word of which there is no more than its first letter.
    fn is_one_letter(&self) -> bool {
        self.begun && self.tokens.last().is_some_and(|token| token.chars().nth(1).is_none())
    }

    /// Where in `text` this term stands, when it stands at the first of `rest`.
    fn match_at(&self, text: &str, rest: &[Run<'_>]) -> Option<std::ops::Range<usize>> {
        let here = rest.get(..self.runs.len())?;
        if self.signed && !text.get(..here.first()?.start)?.ends_with('#') {
            return None;
        }
        let last = self.runs.len().checked_sub(1)?;
        let mut inside = None;
        for (number, (run, wanted)) in here.iter().zip(&self.runs).enumerate() {
            let word = wanted.folded.as_str();
            let fits = run.folded == word
                || (number == last && self.begun && run.folded.starts_with(word))
                || (wanted.dense && {
                    inside = run.folded.find(word);
                    inside.is_some()
                });
            if !fits {
                return None;
            }
        }
        let (first, end) = (here.first()?, here.last()?.end);
        match inside {
            // Within a run without spaces only the wanted letters are marked, where folding kept their number.
            Some(at) if here.len() == 1 => {
                let before = first.folded.get(..at)?.len();
                let length = self.runs.first()?.folded.len();
                let whole = first.end - first.start == first.folded.len();
                let from = first.start + before;
                Some(if whole { from..from + length } else { first.start..end })
            }
            _ => Some(first.start..end),
        }
    }
}

/// Where the first of `terms` begins in `text`. Only as much is read as it takes to find it.
fn first_of<'t>(text: &str, terms: impl Iterator<Item = &'t Term> + Clone) -> Option<usize> {
    let longest = terms.clone().map(|term| term.runs.len()).max()?;
    let from = passed_over(text, terms.clone())?;
    let mut window: VecDeque<Run<'_>> = VecDeque::new();
    let text = text.get(from..)?;
    let mut rest = runs(text);
    loop {
        while window.len() < longest {
            match rest.next() {
                Some(run) => window.push_back(run),
                None => break,
            }
        }
        let start = window.front()?.start;
        if let Some(first) = terms.clone().find_map(|term| term.match_at(text, window.make_contiguous())) {
            return Some(from + start.max(first.start));
        }
        window.pop_front();
    }
}

/// The beginning of a word of `text` before which none of `terms` stands; `None` where none does at all. ASCII folds
/// letter by letter, and need not be taken apart into words to be looked through; a long page is, for its first hit.
fn passed_over<'t>(text: &str, terms: impl Iterator<Item = &'t Term>) -> Option<usize> {
    if !text.is_ascii() {
        return Some(0);
    }
    let folded = text.to_ascii_lowercase();
    let stands = |term: &Term| memmem::find(folded.as_bytes(), term.runs.first()?.folded.as_bytes());
    let first = terms.filter_map(stands).min()?;
    Some(text.get(..first)?.rfind(char::is_whitespace).map_or(0, |space| space + 1))
}

fn parts(text: &str, within: std::ops::Range<usize>, found: &[std::ops::Range<usize>]) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut push = |range: std::ops::Range<usize>, found: bool| {
        if let Some(text) = text.get(range).filter(|text| !text.is_empty()) {
            parts.push(Part { text: text.to_owned(), found });
        }
    };
    let mut at = within.start;
    for range in found {
        push(at..range.start, false);
        push(range.clone(), true);
        at = range.end;
    }
    push(at..within.end, false);
    parts
}

/// The beginning of a word at or after `at`, `first` at the latest.
fn boundary_before(text: &str, at: usize, first: usize) -> usize {
    let at = text.ceil_char_boundary(at).min(first);
    if at == 0 {
        return 0;
    }
    let space = text.get(at..first).and_then(|cut| cut.find(char::is_whitespace));
    space.map_or(at, |space| {
        let after = at + space;
        text.get(after..first).map_or(first, |cut| after + (cut.len() - cut.trim_start().len()))
    })
}

/// The end of a word at or before `at`, when there is one nearby.
fn boundary_after(text: &str, at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let at = text.floor_char_boundary(at);
    let near = text.floor_char_boundary(at.saturating_sub(AFTER / 3));
    let space = text.get(near..at).and_then(|cut| cut.rfind(char::is_whitespace));
    space.map_or(at, |space| near + space)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn asks(typed: &str) -> String {
        Wanted::typed(typed, LastWord::Begun).expression().unwrap_or_default()
    }

    #[test]
    fn what_is_typed_becomes_words_phrases_and_a_word_that_is_still_going_on() {
        assert_eq!(asks("plates thur"), r#""plates" AND "thur"*"#);
        assert_eq!(asks("plates "), r#""plates""#, "a space ends the last word");
        assert_eq!(asks(r#""what the plates" thursday"#), r#""what the plates" AND "thursday"*"#);
        assert_eq!(asks(r#""what the pla"#), r#""what the pla"*"#, "an open quote is still being typed");
        assert_eq!(asks("don't"), r#""don t"*"#);
        assert_eq!(asks("a"), r#""a"*"#, "the first letter finds what begins with it");
        assert_eq!(asks("東京都"), r#""東京 京都""#, "the pairs alone find it within a longer run");
        assert_eq!(asks("京"), r#""京"*"#, "one letter is found wherever it stands");
    }

    #[test]
    fn nothing_that_is_typed_is_an_operator() {
        assert_eq!(
            asks("NEAR(a b) OR NOT -x title:y ^z *"),
            r#""near a" AND "b" AND "or" AND "not" AND "x" AND "title y" AND "z"*"#
        );
        for typed in ["", " ", "\"", "\"\"", "***", "-", "()", "'", ";--", "\0", "🙂"] {
            assert!(Wanted::typed(typed, LastWord::Begun).is_empty(), "{typed:?} asks for nothing");
        }
    }

    proptest! {
        #[test]
        fn words_are_found_where_they_stand_whether_or_not_the_text_is_passed_over(
            text in "([aAbB]{1,3}[ '.\n-]{1,2}){0,12}",
            typed in "\"?([aAbB]{1,2} ?){1,3}",
        ) {
            let wanted = Wanted::typed(&typed, LastWord::Begun);
            let first = |text: &str| first_of(text, wanted.marks());
            let before = "é ";
            prop_assert_eq!(first(&text).map(|at| at + before.len()), first(&format!("{before}{text}")));
        }
    }

    #[test]
    fn a_first_letter_is_looked_for_beside_the_rest() {
        let beside = |typed: &str| {
            let rest = Wanted::typed(typed, LastWord::Begun).beside_its_letter();
            rest.map(|rest| rest.expression().unwrap_or_default())
        };
        assert_eq!(beside("plates s").as_deref(), Some(r#""plates""#));
        assert_eq!(
            beside("\"the plates w").as_deref(),
            Some(r#""the plates""#),
            "of a phrase what stands before it"
        );
        assert_eq!(beside("ё").as_deref(), Some(""));
        for typed in ["plates st", "plates s ", "#s", ""] {
            assert_eq!(beside(typed), None, "{typed:?}");
        }
        let phrase = Wanted::typed("\"the plates w", LastWord::Begun);
        assert!(phrase.letter_stands_in("So the plates were gone"));
        assert!(!phrase.letter_stands_in("the cups were, the plates too"), "a phrase is in one piece");
    }

    fn shown(parts: &[Part]) -> String {
        parts
            .iter()
            .map(|part| if part.found { format!("[{}]", part.text) } else { part.text.clone() })
            .collect()
    }

    #[test]
    fn a_cutting_stands_around_the_first_found_words() {
        let wanted = Wanted::typed("plat", LastWord::Begun);
        let text = format!(
            "{}It was about the Plates,\nnot the food. {}",
            "before ".repeat(30),
            "after ".repeat(60)
        );
        let cut = wanted.cutting(&text).unwrap();
        let line = shown(&cut);
        assert!(line.starts_with("…before ") && line.ends_with('…'), "cut at words on both sides: {line}");
        assert!(line.contains("the [Plates], not the food."), "the word is marked as it was written: {line}");
        assert!(wanted.cutting("nothing of it").is_none(), "a text without the words has no cutting");
    }

    #[test]
    fn a_phrase_is_marked_as_one_and_letters_within_a_run_by_themselves() {
        let phrase = Wanted::phrase("the plates");
        assert_eq!(shown(&phrase.marked("the cup, the plates")), "the cup, [the plates]");
        let wanted = Wanted::typed("京都", LastWord::Begun);
        assert_eq!(shown(&wanted.marked("東京都へ")), "東[京都]へ");
        let arabic = Wanted::typed("بيت", LastWord::Begun);
        assert_eq!(shown(&arabic.marked("في البيت")), "في ال[بيت]");
        let tag = Wanted::typed("#wor", LastWord::Begun);
        assert_eq!(
            shown(&tag.marked("late again #work")),
            "late again #[work]",
            "a tag that is being typed lights up"
        );
        assert_eq!(
            shown(&Wanted::typed("#work", LastWord::Whole).marked("work was late, see #work and #workshop")),
            "work was late, see #[work] and #workshop",
            "the word alone is no tag"
        );
        let hebrew = Wanted::typed("בית", LastWord::Begun);
        assert_eq!(shown(&hebrew.marked("היינו בבית")), "היינו ב[בית]");
        let kana = Wanted::typed("すし", LastWord::Begun);
        assert_eq!(shown(&kana.marked("昨日スシを")), "昨日[スシ]を");
        let letter = Wanted::typed("s", LastWord::Begun);
        assert_eq!(shown(&letter.marked("a strong sea")), "a [strong] [sea]");
        let accents = Wanted::typed("cafe", LastWord::Begun);
        assert_eq!(shown(&accents.marked("Zwei Cafés")), "Zwei [Cafés]");
    }
}
