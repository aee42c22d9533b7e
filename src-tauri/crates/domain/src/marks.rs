//! What a page's text says about itself: its `#tags` and its `[[links]]` to other pages. The text is Markdown and
//! stays what it is; these are only read out of it, as Obsidian and others read them.

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

    proptest! {
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
