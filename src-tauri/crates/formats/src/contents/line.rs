//! One line of a contents list, read by itself: what stands in front of the title and what behind it.

use super::marks::strip_list_marks;
use super::numbers;
use crate::book::matter::has_roman_pages;

/// What stands in front of a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// Nothing.
    None,
    /// "Part One", "Book II": the line is a parent of those that follow.
    Part,
    /// "Chapter 3".
    Chapter,
    /// "3", "III." `marked`: followed by a point, bracket or colon, so that it can hardly be anything else.
    Number { value: u32, marked: bool, roman: bool },
    /// "2.1": a section within a chapter.
    Section,
}

/// A page number at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// Set apart by dots, a tab or wide space: certainly a page.
    Sure(u32),
    /// A number after one space: a page if the other lines end alike, else part of the title.
    Maybe(u32),
    /// A roman page of the front matter: taken off, and of no use for lengths.
    Front,
}

/// A line read by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) indent: usize,
    pub(super) label: Label,
    /// Without label and page; what only might be a page is still in it.
    pub(super) title: String,
    /// With the label, else the same.
    pub(super) full: String,
    pub(super) page: Option<Page>,
}

/// Beside these, a number in words is English: "Letter to Robert" is no second letter.
const ENGLISH: [&str; 12] =
    ["chapter", "chap", "ch", "letter", "scene", "part", "book", "volume", "vol", "act", "band", "cap"];
/// "1. Kapitel" is what a chapter is called, and "1. Teil" a part. In other languages "1. Capitolo" is a title.
const COUNTED_BY_DIGITS: [&str; 21] = [
    "kapitel",
    "kapitlet",
    "kapittel",
    "kapitola",
    "kap",
    "hoofdstuk",
    "rozdział",
    "luku",
    "bölüm",
    "глава",
    "szene",
    "auftritt",
    "teil",
    "buch",
    "deel",
    "boek",
    "akt",
    "aufzug",
    "część",
    "часть",
    "книга",
];
const CHAPTER_WORDS: [&str; 30] = [
    "chapter",
    "chap",
    "ch",
    "kapitel",
    "kapitlet",
    "kapittel",
    "kap",
    "chapitre",
    "capítulo",
    "capitulo",
    "cap",
    "capitolo",
    "глава",
    "hoofdstuk",
    "rozdział",
    "kapitola",
    "luku",
    "bölüm",
    "κεφάλαιο",
    "פרק",
    "الفصل",
    "فصل",
    "letter",
    "scene",
    "szene",
    "auftritt",
    "scène",
    "escena",
    "scena",
    "cena",
];
const PART_WORDS: [&str; 27] = [
    "part",
    "book",
    "volume",
    "vol",
    "teil",
    "buch",
    "band",
    "partie",
    "livre",
    "tome",
    "parte",
    "libro",
    "deel",
    "boek",
    "часть",
    "книга",
    "część",
    "del",
    "חלק",
    "الجزء",
    "act",
    "akt",
    "aufzug",
    "acte",
    "acto",
    "atto",
    "ato",
];
const SEPARATORS: [char; 13] = ['.', ':', ')', ']', '-', '–', '—', '·', '|', '\t', ' ', '\u{a0}', '：'];
/// What joins a title to its page.
const JOINTS: [char; 7] = [',', ';', ':', '-', '–', '—', '|'];
const LEADERS: [char; 9] = ['.', '…', '·', '‥', '_', '•', '․', '。', ' '];

impl Line {
    /// Reads a line; `None` when nothing is on it.
    pub(super) fn read(raw: &str) -> Option<Self> {
        let raw: String =
            raw.chars().map(|c| if c == '\u{a0}' || c == '\u{3000}' { ' ' } else { c }).collect();
        let indent =
            raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let bare = strip_list_marks(raw.trim());
        if bare.is_empty() {
            return None;
        }
        let (body, page) = match split_page(&bare) {
            // What only might be a page stays in the title until the other lines have been seen.
            (_, Some(page @ Page::Maybe(_))) => (bare.as_str(), Some(page)),
            sure => sure,
        };
        let (label, rest) = split_label(body);
        // "Chapter 3", "Chapter 1: 1914": the number is the label, or all the title there is.
        let page = page.filter(|page| {
            !matches!(page, Page::Maybe(_))
                || rest.trim().contains(char::is_whitespace)
                || is_number_alone(body, rest)
        });
        Some(Self { indent, label, title: one_line(rest), full: one_line(body), page })
    }

    /// Whether nothing stands behind its label but what might be a page: "Chapter 1 5".
    pub(super) fn is_nameless_with_page(&self) -> bool {
        matches!(self.page, Some(Page::Maybe(_))) && !self.title.contains(char::is_whitespace)
    }
}

/// Whether behind a label stands a number, with nothing between them but spaces: "Chapter 1 5", "III 28".
fn is_number_alone(body: &str, rest: &str) -> bool {
    let label = body.strip_suffix(rest).unwrap_or_default();
    let is_apart = label.ends_with(char::is_whitespace) && label.trim_end().ends_with(char::is_alphanumeric);
    is_apart && page_number(rest.trim_end()).is_some_and(|(_, is_roman)| !is_roman)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn split_page(line: &str) -> (&str, Option<Page>) {
    if let Some(bracketed) = split_bracketed(line) {
        return bracketed;
    }
    let at = line.rfind(is_leader);
    let Some((head, tail)) = at.and_then(|at| line.split_at_checked(at)) else { return (line, None) };
    let mark = tail.chars().next().unwrap_or(' ');
    let number = tail.trim_start_matches(mark);
    let Some((value, front)) = page_number(number) else { return (line, None) };
    let with_mark = line.strip_suffix(number).unwrap_or(head);
    let Some(kind) = gap(with_mark) else { return (line, None) };
    let title = with_mark.trim_end_matches(is_leader);
    match (front, kind) {
        // "Act v", "Henry V": a roman numeral is a page only when it is set apart, and then in lower case, or
        // behind what has such pages: "Preface vii".
        (true, Gap::Narrow) if has_roman_pages(line, title) => (title, Some(Page::Front)),
        (true, Gap::Narrow) => (line, None),
        (true, Gap::Wide) => (before_page(title), Some(Page::Front)),
        (false, Gap::Wide) => (before_page(title), Some(Page::Sure(value))),
        (false, Gap::Narrow) => match strip_page_word(title) {
            Some(spoken) => (spoken, Some(Page::Sure(value))),
            None => (title, Some(Page::Maybe(value))),
        },
    }
}

/// "The Return (p. 7)" for certain, "The Return [7]" perhaps.
fn split_bracketed(line: &str) -> Option<(&str, Option<Page>)> {
    let inner = line.strip_suffix([')', ']'])?;
    let (title, inner) = inner.rsplit_once(['(', '['])?;
    if !title.ends_with(char::is_whitespace) || title.trim().is_empty() {
        return None;
    }
    let digits = inner.trim_start_matches(|c: char| !c.is_numeric());
    let word = inner.strip_suffix(digits)?.trim_end_matches(is_leader);
    let (value, front) = page_number(digits)?;
    match (front, word.is_empty()) {
        (false, true) => Some((line, Some(Page::Maybe(value)))),
        (false, false) if is_page_word(word) => Some((before_page(title), Some(Page::Sure(value)))),
        _ => None,
    }
}

/// A title without what joins it to its page: "The Return -", "The Return,".
pub(super) fn before_page(title: &str) -> &str {
    title.trim_end_matches(|c: char| c.is_whitespace() || JOINTS.contains(&c))
}

pub(super) fn is_leader(c: char) -> bool {
    c.is_whitespace() || LEADERS.contains(&c)
}

enum Gap {
    Wide,
    Narrow,
}

/// How far the number stands from the title before it; `None` when it belongs to it ("v2.0").
fn gap(before: &str) -> Option<Gap> {
    let run: Vec<char> = before.chars().rev().take_while(|c| is_leader(*c)).collect();
    let marks = run.iter().filter(|c| !c.is_whitespace()).count();
    let spaces = run.len() - marks;
    let title_left = before.chars().count() > run.len();
    if !title_left || run.is_empty() {
        return None;
    }
    let wide = run.contains(&'\t') || run.contains(&'…') || marks >= 2 || (marks == 0 && spaces >= 2);
    match (wide, marks) {
        (true, _) => Some(Gap::Wide),
        (false, 0) => Some(Gap::Narrow),
        // "St. 3": one point and a space end an abbreviation.
        (false, _) if spaces > 0 => Some(Gap::Narrow),
        (false, _) => None,
    }
}

/// "23", "23–45" (the first counts), "xii".
fn page_number(text: &str) -> Option<(u32, bool)> {
    let first = text.split(['-', '–']).next().unwrap_or(text);
    if let Some(value) = numbers::digits(first) {
        return Some((value, false));
    }
    let lower = text.chars().all(|c| c.is_ascii_lowercase());
    numbers::roman(text).filter(|_| lower).map(|value| (value, true))
}

/// The title in front of "p", "pp", "page", "S" or "Seite", which stand before a page. In capitals the word is one
/// of the title's own unless something parts it from that: "The Lost Page 7".
fn strip_page_word(title: &str) -> Option<&str> {
    if let Some(shorter) = title.strip_suffix(",p") {
        return Some(before_page(shorter.trim_end_matches(is_leader)));
    }
    let (before, word) = title.rsplit_once(char::is_whitespace)?;
    let is_apart = before.ends_with(|c: char| is_leader(c) || JOINTS.contains(&c))
        || title.get(before.len()..).is_some_and(|rest| rest.starts_with('\t'));
    let certain = is_apart || matches!(word, "p" | "pp" | "pg" | "page" | "S" | "Seite");
    let shorter = before_page(before.trim_end_matches(is_leader));
    (certain && is_page_word(word) && !shorter.is_empty()).then_some(shorter)
}

fn is_page_word(word: &str) -> bool {
    ["p", "pp", "pg", "page", "s", "seite"].iter().any(|one| word.eq_ignore_ascii_case(one))
}

/// What stands in front of a title.
pub(crate) fn label(title: &str) -> Label {
    split_label(title).0
}

/// The number that a chapter's title begins with, and what is left of it: "Chapter 3: Home", "3. Home". A bare
/// number ("3 Men in a Boat") may be the title's own and is none, unless the titles around it say that it `counts`.
pub(crate) fn numbered(title: &str, counts: bool) -> Option<(u32, &str)> {
    match split_label(title) {
        (Label::Number { value, marked, .. }, rest) if marked || counts || rest.is_empty() => {
            Some((value, rest))
        }
        (Label::Chapter, rest) => Some((chapter_number(title)?, rest)),
        _ => None,
    }
}

pub(super) fn chapter_number(title: &str) -> Option<u32> {
    if let Some(rest) = title.strip_prefix('第') {
        let at = rest.find(|c: char| !c.is_numeric() && numbers::chinese(&c.to_string()).is_none())?;
        return numbers::chinese(rest.get(..at)?.trim());
    }
    let (first, rest) = split_token(title);
    let word = first.trim_end_matches(['.', ':']).to_lowercase();
    let behind = number_beside(&word, trim_mark(split_number(rest).0));
    behind.filter(|_| !is_counted(first)).or_else(|| numbers::any(trim_mark(first)))
}

/// Whether it stands before what it counts: "Erstes", "1.", "II.", "II".
fn is_counted(first: &str) -> bool {
    is_counting_digits(first) || is_counting_roman(first) || numbers::ordinal(trim_mark(first)).is_some()
}

fn is_counting_digits(first: &str) -> bool {
    first.strip_suffix('.').is_some_and(|digits| numbers::digits(digits).is_some())
}

/// Without a point only in capitals: "v kapitole" is "in the chapter".
fn is_counting_roman(first: &str) -> bool {
    match first.strip_suffix('.') {
        Some(bare) => numbers::roman(bare).is_some(),
        None => numbers::roman(first).is_some() && first.starts_with(char::is_uppercase),
    }
}

/// A number that follows `word`.
fn number_beside(word: &str, number: &str) -> Option<u32> {
    numbers::any(number).or_else(|| numbers::elsewhere(number).filter(|_| !ENGLISH.contains(&word)))
}

fn split_label(body: &str) -> (Label, &str) {
    if let Some(label) = chinese_label(body) {
        return label;
    }
    let (first, rest) = split_token(body);
    let word = first.trim_end_matches(['.', ':']).to_lowercase();
    let (second, after) = split_number(rest);
    if number_beside(&word, trim_mark(second)).is_some() {
        if PART_WORDS.contains(&word.as_str()) {
            return (Label::Part, body);
        }
        if CHAPTER_WORDS.contains(&word.as_str()) {
            return (Label::Chapter, after.trim_start_matches(SEPARATORS));
        }
    }
    let (counted, after) = split_token(rest.trim_start());
    let counted_word = trim_mark(counted).to_lowercase();
    if numbers::spelled(&word).is_some() && PART_WORDS.contains(&counted_word.as_str()) {
        return (Label::Part, body);
    }
    // "1. Letter" is a title with its number, and "First Chapter of My Life" one with words behind.
    let has_number = (is_counting_digits(first) && !COUNTED_BY_DIGITS.contains(&counted_word.as_str()))
        || (is_counting_roman(first) && ENGLISH.contains(&counted_word.as_str()));
    let behind = after.trim_start();
    let ends = behind.is_empty() || counted.len() > counted_word.len() || behind.starts_with(SEPARATORS);
    if is_counted(first) && ends && !has_number {
        // "M. Livre" is somebody's name: no book has so many parts.
        let is_name = numbers::roman(trim_mark(first)).is_some_and(|value| value >= 50);
        if PART_WORDS.contains(&counted_word.as_str()) && !is_name {
            return (Label::Part, body);
        }
        if CHAPTER_WORDS.contains(&counted_word.as_str()) {
            return (Label::Chapter, after.trim_start_matches(SEPARATORS));
        }
    }
    number_label(body, first, rest)
}

/// What follows a word such as "Chapter" or "Book", and what is left: "3", "the First", "двадцать первая".
fn split_number(rest: &str) -> (&str, &str) {
    let rest = rest.trim_start_matches(SEPARATORS);
    let (number, after) = split_token(rest);
    if number.eq_ignore_ascii_case("the") {
        return split_token(after.trim_start());
    }
    let (unit, behind) = split_token(after.trim_start());
    if numbers::tens_elsewhere(number).is_none() || numbers::ordinal(trim_mark(unit)).is_none() {
        return (number, after);
    }
    rest.split_at(rest.len() - behind.len())
}

fn number_label<'a>(body: &'a str, first: &'a str, rest: &'a str) -> (Label, &'a str) {
    let plain = trim_mark(first).trim_start_matches(['(', '[']);
    if let Some((before, after)) = plain.split_once('.')
        && numbers::digits(before).is_some()
        && after.split('.').all(|part| numbers::digits(part).is_some())
    {
        return (Label::Section, rest.trim_start_matches(SEPARATORS));
    }
    // "3.The Schoolhouse": the space was lost on the way.
    if let Some((number, title)) = first.split_once(['.', ')', ':'])
        && let (Some(value), true) = (numbers::digits(number), title.starts_with(char::is_alphabetic))
    {
        let title = body.strip_prefix(number).unwrap_or(rest);
        return (Label::Number { value, marked: true, roman: false }, title.trim_start_matches(SEPARATORS));
    }
    let apart = rest.trim_start_matches([' ', '\u{a0}']);
    let marked = plain.len() < first.len() || apart.starts_with(['\t', '-', '–', '—', ':', '|', '.', ')']);
    let title = rest.trim_start_matches(SEPARATORS);
    match (numbers::digits(plain), numbers::roman(plain)) {
        (Some(value), _) => (Label::Number { value, marked, roman: false }, title),
        (None, Some(value)) => (Label::Number { value, marked, roman: true }, title),
        (None, None) => (Label::None, body),
    }
}

/// 第三章, 第12回, 第一部.
fn chinese_label(body: &str) -> Option<(Label, &str)> {
    let rest = body.strip_prefix('第')?;
    let at = rest.find(['章', '回', '節', '节', '話', '话', '部', '卷', '巻', '編', '编'])?;
    let (number, tail) = rest.split_at_checked(at)?;
    numbers::chinese(number.trim())?;
    let mut tail = tail.chars();
    match tail.next()? {
        '部' | '卷' | '巻' | '編' | '编' => Some((Label::Part, body)),
        _ => Some((Label::Chapter, tail.as_str().trim_start_matches(SEPARATORS))),
    }
}

fn split_token(text: &str) -> (&str, &str) {
    text.find(char::is_whitespace).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

fn trim_mark(token: &str) -> &str {
    token.trim_end_matches(['.', ':', ')', ']', ',', '：', '-', '–', '—'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (String, Option<Page>) {
        let line = Line::read(line).expect("a line with something on it");
        (line.title, line.page)
    }

    #[test]
    fn a_title_is_found_between_its_label_and_its_page() {
        for (line, title) in [
            ("1. The Return", "The Return"),
            ("I. The Return", "The Return"),
            ("Chapter 3: The Schoolhouse", "The Schoolhouse"),
            ("CHAPTER III. — The Schoolhouse", "The Schoolhouse"),
            ("Chapter Twenty-One The Backward View", "The Backward View"),
            ("Kapitel 4 – Am Fenster", "Am Fenster"),
            ("- 7) Outer Island", "Outer Island"),
            ("| 3 | The Schoolhouse |", "The Schoolhouse"),
            ("* [The Return](ch01.html)", "The Return"),
            ("第三章 学校", "学校"),
            ("פרק 3: בית הספר", "בית הספר"),
            ("1. Kapitel: Ankunft", "Ankunft"),
            ("Erstes Kapitel – Ankunft", "Ankunft"),
            ("Elftes Kapitel", ""),
            ("II. Kapitel", ""),
            ("II. Kapitel: Der Weg", "Der Weg"),
            ("ii. kapitel – Der Weg", "Der Weg"),
            ("II Capitolo: La via", "La via"),
            ("IV. Chapitre", ""),
            ("3. Luku: Tie", "Tie"),
            ("II. rozdział. Droga", "Droga"),
            ("V. Letter", "Letter"),
            ("1. Capitolo", "Capitolo"),
            ("[ ] 3 The Ford", "The Ford"),
            ("- [x] 3 The Ford", "The Ford"),
            ("* [✓] The Ford", "The Ford"),
            ("☑ 3. The Ford", "The Ford"),
            ("Capítulo uno. La llegada", "La llegada"),
            ("Chapitre quatre : Fin", "Fin"),
            ("Rozdział pierwszy", ""),
            ("Глава одиннадцатая. Раздвоение", "Раздвоение"),
            ("Глава двадцать первая. Полёт", "Полёт"),
            ("Letter to Robert", "Letter to Robert"),
            ("Chapter Once Upon a Time", "Chapter Once Upon a Time"),
            ("First Light", "First Light"),
            ("First Chapter of My Life", "First Chapter of My Life"),
            ("3.The Schoolhouse", "The Schoolhouse"),
        ] {
            assert_eq!(read(line).0, title, "{line}");
        }
    }

    #[test]
    fn a_page_stands_apart_from_the_title() {
        for line in [
            "The Return ........ 23",
            "The Return . . . . 23",
            "The Return\t23",
            "The Return …… 23",
            "The Return   23",
            "The Return, p. 23",
            "The Return _____23",
            "The Return\tPage 23",
            "The Return ..... p. 23",
        ] {
            assert_eq!(read(line), ("The Return".into(), Some(Page::Sure(23))), "{line}");
        }
        assert_eq!(read("Page Boy 22"), ("Page Boy 22".into(), Some(Page::Maybe(22))), "others must decide");
        assert_eq!(
            read("The Turned pg ..... 23").0,
            "The Turned pg",
            "set apart, it is the title's own word"
        );
        assert_eq!(read("The Lost Page 23"), ("The Lost Page 23".into(), Some(Page::Maybe(23))));
        assert_eq!(read("Preface ... xii"), ("Preface".into(), Some(Page::Front)));
        assert_eq!(read("Henry V").1, None, "a king is no page");
        assert_eq!(read("What Is Version 2.0?").1, None);
    }

    #[test]
    fn a_part_keeps_its_whole_name() {
        for line in [
            "Part One",
            "PART II: The Sea",
            "Book 2. Home",
            "Erste Teil 3",
            "Teil 2 Heimkehr",
            "第一部 海",
            "First Part",
            "II. Teil: Das Meer",
            "2. Buch",
            "II Parte",
        ] {
            let read = Line::read(line).expect("a line");
            if line.starts_with("Erste") {
                assert_ne!(read.label, Label::Part, "no number follows the word");
            } else {
                assert_eq!((read.label, read.title.as_str()), (Label::Part, line), "{line}");
            }
        }
        for title in ["Part of the Family", "M. Livre", "V kapitole", "II Teile"] {
            assert_ne!(Line::read(title).expect("a line").label, Label::Part, "{title}");
        }
    }
}
