//! What a page's text says about itself: its `#tags`, its `[[links]]` to other pages, and the pictures that it shows.
//! The text is Markdown and stays what it is; these are only read out of it, as Obsidian and others read them.

use std::borrow::Cow;

use crate::ids::PictureId;

/// What stands between a picture's words and its id.
const PICTURE: &str = "](picture:";
/// An id in a text: hexadecimal digits, small ones.
const ID: usize = 32;

/// The longest tag or name of a page that is read, in characters. A longer one is text like any other.
const LONGEST: usize = 200;

/// The tags of a text in their order, without their `#`: a `#` at the beginning of a word, and letters, digits, `-`,
/// `_` and `/` behind it. `#1` is a number, and `# ` begins a heading.
pub fn tags(text: &str) -> impl Iterator<Item = &str> {
    let starts = text.match_indices('#').filter(|(at, _)| begins_a_word(text, *at));
    starts.filter_map(|(at, sign)| {
        let rest = text.get(at + sign.len()..)?;
        let end = rest.find(|letter| !in_tag(letter)).unwrap_or(rest.len());
        let tag = rest.get(..end)?.trim_end_matches(['-', '_', '/']);
        let named = tag.starts_with(|first: char| !matches!(first, '-' | '_' | '/'))
            && tag.contains(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '-' | '_' | '/'));
        (named && short(tag)).then_some(tag)
    })
}

/// The pages that a text names, in their order: what stands in `[[ ]]` on one line, without what follows a `#` (a
/// place within the page) or a `|` (another word for it).
pub fn links(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.split_once("[[")?.1;
            // The last two brackets before the name are the ones that count.
            let line = rest.lines().next().unwrap_or_default();
            let Some((inside, _)) = line.split_once("]]") else { continue };
            if inside.contains("[[") {
                continue;
            }
            rest = rest.get(inside.len() + 2..)?;
            let name = inside.split(['|', '#']).next().unwrap_or_default().trim();
            if !name.is_empty() && short(name) {
                return Some(name);
            }
        }
    })
}

/// A picture that a text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown<'t> {
    /// Where its mark begins, in bytes.
    pub at: usize,
    /// The mark as it stands there: `![words](picture:id)`.
    pub mark: &'t str,
    /// What it shows, in words, for those who do not see it; may be empty.
    pub words: &'t str,
    /// The picture.
    pub picture: PictureId,
}

/// The pictures that a text shows, in their order. A mark stands on one line.
pub fn pictures(text: &str) -> impl Iterator<Item = Shown<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let behind = from + text.get(from..)?.find(PICTURE)?;
            let before = text.get(from..behind)?;
            let id = behind + PICTURE.len();
            from = id;
            let Some(picture) = text.get(id..id + ID).and_then(id_of) else { continue };
            if text.as_bytes().get(id + ID) != Some(&b')') {
                continue;
            }
            let line = before.rsplit('\n').next().unwrap_or_default();
            // The last one before the words is the one that counts.
            let Some(open) = line.rfind("![") else { continue };
            let at = behind - (line.len() - open);
            from = id + ID + 1;
            return Some(Shown { at, mark: text.get(at..from)?, words: text.get(at + 2..behind)?, picture });
        }
    })
}

fn id_of(text: &str) -> Option<PictureId> {
    let small = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    small.then(|| text.parse().ok()).flatten()
}

/// What shows a picture, with `words` for those who do not see it.
pub fn picture(words: &str, picture: PictureId) -> String {
    format!("![{}{PICTURE}{picture})", words_in(words))
}

/// Words as they can stand in a mark: on one line, and nothing in them ends or begins one.
pub fn words_in(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.replace("![", "! [").replace("](", "] (")
}

/// A text with what `put` gives in place of each picture's mark.
pub fn with_pictures<'t>(text: &'t str, mut put: impl FnMut(Shown<'t>) -> String) -> Cow<'t, str> {
    let mut done = String::new();
    let mut from = 0;
    for shown in pictures(text) {
        done.push_str(text.get(from..shown.at).unwrap_or_default());
        from = shown.at + shown.mark.len();
        done.push_str(&put(shown));
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    done.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(done)
}

/// A text with the words of its pictures in their places: what is read, found and listed of it.
pub fn worded(text: &str) -> Cow<'_, str> {
    with_pictures(text, |shown| shown.words.to_owned())
}

fn begins_a_word(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|letter| {
        !in_tag(letter) && !matches!(letter, '#' | '&' | ']' | ')' | '.' | ':' | '?' | '=' | '\\')
    })
}

/// Letters and digits of every script with their marks and joiners, pictures among them; no punctuation.
fn in_tag(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '/');
    }
    let punctuation = matches!(u32::from(letter),
        0x80..=0xA9 | 0xAB..=0xB4 | 0xB6..=0xB9 | 0xBB..=0xBF | 0xD7 | 0xF7
        | 0x055A..=0x055F | 0x0589 | 0x05BE | 0x05C0 | 0x05C3 | 0x05F3..=0x05F4 | 0x060C..=0x060D | 0x061B..=0x061F
        | 0x066A..=0x066D | 0x06D4 | 0x0964..=0x0965 | 0x0E4F | 0x0E5A..=0x0E5B | 0x2000..=0x200B | 0x200E..=0x206F | 0x2190..=0x22FF | 0x3000..=0x3004 | 0x3008..=0x3020 | 0x30FB
        | 0xFE10..=0xFE19 | 0xFE30..=0xFE6F | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40 | 0xFF5B..=0xFF65
        | 0xFFF0..=0xFFFF);
    letter.is_alphanumeric() || !(punctuation || letter.is_whitespace() || letter.is_control())
}

fn short(text: &str) -> bool {
    text.chars().nth(LONGEST).is_none()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tags_of(text: &str) -> Vec<&str> {
        tags(text).collect()
    }

    fn links_of(text: &str) -> Vec<&str> {
        links(text).collect()
    }

    #[test]
    fn a_tag_is_a_word_with_a_sign_before_it() {
        assert_eq!(
            tags_of("#money, again. (#us) #we-time/spring #Größe"),
            ["money", "us", "we-time/spring", "Größe"]
        );
        assert_eq!(tags_of("#東京。#ขอบคุณ #قلب، #क्षमा #❤️"), ["東京", "ขอบคุณ", "قلب", "क्षमा", "❤️"]);
        assert_eq!(tags_of("#end- #a_ #b/"), ["end", "a", "b"], "a sign at the end belongs to the sentence");
    }

    #[test]
    fn what_only_looks_like_one_is_none() {
        for text in [
            "# Heading",
            "## Two",
            "#1",
            "#2024-11",
            "a#b",
            "https://x.org/#top",
            "C#",
            "&#39;",
            "#",
            "##both",
            "page.html#part",
            "\\#no",
            "#-a",
        ] {
            assert_eq!(tags_of(text), <[&str; 0]>::default(), "{text}");
        }
    }

    #[test]
    fn a_link_names_a_page_on_one_line() {
        assert_eq!(links_of("See [[The plates]] and [[2026-03-14]]."), ["The plates", "2026-03-14"]);
        assert_eq!(links_of("[[The plates#later|that evening]] [[ spaced ]]"), ["The plates", "spaced"]);
        assert_eq!(links_of("[[[[inner]]]] [[a]b]]"), ["inner", "a]b"]);
        for text in ["[[]]", "[[ ]]", "[[open", "[[over\nlines]]", "[one](two)", "[[#here]]"] {
            assert_eq!(links_of(text), <[&str; 0]>::default(), "{text}");
        }
        assert_eq!(links_of("[[open\n[[closed]]"), ["closed"], "an open one takes nothing with it");
    }

    const ID: &str = "0123456789abcdef0123456789abcdef";

    #[test]
    fn a_picture_is_named_on_one_line_with_words_for_it() {
        let text = format!("Before ![the jetty, at [low] tide](picture:{ID}) and ![](picture:{ID})");
        let found: Vec<_> = pictures(&text).map(|shown| (shown.at, shown.words)).collect();
        assert_eq!(found, [(7, "the jetty, at [low] tide"), (81, "")]);
        assert!(pictures(&text).all(|shown| shown.picture.to_string() == ID && text.contains(shown.mark)));
        assert_eq!(worded(&text), "Before the jetty, at [low] tide and ", "their words stand for them");
        assert_eq!(pictures(&format!("![a ![b](picture:{ID})")).next().unwrap().words, "b");
        for text in [
            format!("![over\nlines](picture:{ID})"),
            format!("[a link](picture:{ID})"),
            format!("![a](picture:{})", ID.to_uppercase()),
            format!("![a](picture:{ID}0)"),
            format!("![a](picture:{ID}"),
            "![a](picture:0123)".to_owned(),
            "![a](photos/a.jpg)".to_owned(),
        ] {
            assert_eq!(pictures(&text).count(), 0, "{text}");
            assert!(matches!(worded(&text), Cow::Borrowed(_)), "{text} stays as it is");
        }
    }

    proptest! {
        #[test]
        fn a_mark_is_read_as_it_was_made(words in ".{0,40}", before in "(?s).{0,20}", id in any::<[u8; 16]>()) {
            let id = PictureId::from(crate::ids::EntityId::from_bytes(id));
            let mark = picture(&words, id);
            let text = format!("{before}{mark}{before}");
            let all: Vec<_> = pictures(&text).collect();
            prop_assert_eq!(all.len(), 1);
            prop_assert_eq!((all[0].mark, all[0].picture), (mark.as_str(), id));
            let flat = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(flat(all[0].words), flat(&words), "no letter of the words goes");
        }

        #[test]
        fn every_tag_stands_in_its_text_behind_a_sign(text in "[#\\[\\]a1é京❤ \\-_/\n|]{0,40}") {
            for tag in tags(&text) {
                let with_sign = format!("#{tag}");
                prop_assert!(text.contains(&with_sign));
                prop_assert_eq!(tags(&with_sign).collect::<Vec<_>>(), [tag], "and is one by itself");
            }
            for link in links(&text) {
                prop_assert!(text.contains(link) && !link.contains('\n'));
            }
        }
    }
}
