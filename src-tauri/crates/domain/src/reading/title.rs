//! Whether two titles are of the same book.

use crate::fold;

/// A title as it is compared: small letters without accents, without what stands between words and without the article
/// in front.
pub fn fold(title: &str) -> String {
    let title = fold::fold(title);
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric() && !"'’".contains(c))
        .map(|word| word.chars().filter(|c| c.is_alphanumeric()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let rest = match words.split_first() {
        Some((first, rest)) if !rest.is_empty() && ARTICLES.contains(&first.as_str()) => rest,
        _ => &words,
    };
    rest.join(" ")
}

/// Shelves and catalogues put these behind, or leave them out.
const ARTICLES: [&str; 16] =
    ["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "de", "het"];

/// Whether two books are the same one, by title and author: a subtitle may be missing from one of them, and so may
/// the author. One surname in common is enough for the authors, however their first names are written.
pub fn same(one: (&str, &str), other: (&str, &str)) -> bool {
    let (a, b) = (fold(one.0), fold(other.0));
    let (a_main, b_main) = (fold(main(one.0)), fold(main(other.0)));
    let titles = !a.is_empty() && !b.is_empty() && (a == b || a == b_main || a_main == b);
    titles && same_author(one.1, other.1)
}

/// What stands before a subtitle.
fn main(title: &str) -> &str {
    let end = [": ", " – ", " - ", "; "].iter().filter_map(|mark| title.find(mark)).min();
    end.and_then(|end| title.get(..end)).unwrap_or(title)
}

fn same_author(one: &str, other: &str) -> bool {
    let names = |text: &str| fold(text).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (names(one), names(other));
    let blank = |names: &[String]| names.iter().all(String::is_empty);
    blank(&one) || blank(&other) || one.iter().any(|name| name.chars().count() > 2 && other.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_book_is_known_however_it_is_written() {
        let firs = ("The Country of the Pointed Firs", "Sarah Orne Jewett");
        for other in [
            ("Country of the pointed firs", "Jewett, Sarah Orne"),
            ("The Country of the Pointed Firs: and Other Stories", "S. O. Jewett"),
            ("THE COUNTRY OF THE POINTED FIRS", ""),
        ] {
            assert!(same(firs, other) && same(other, firs), "{other:?}");
        }
        for other in [("The Country Doctor", "Sarah Orne Jewett"), ("The Country of the Pointed Firs", "Ada")]
        {
            assert!(!same(firs, other), "{other:?} is another one");
        }
        assert!(!same(("", "Ada"), ("", "Ada")), "without a title nobody knows");
        assert!(same(("吾輩は猫である", "夏目漱石"), ("吾輩は猫である", "夏目漱石")));
    }

    #[test]
    fn an_article_alone_is_a_title() {
        assert_eq!(fold("The"), "the");
        assert_eq!(fold("Das Schloß"), "schloss");
    }
}
