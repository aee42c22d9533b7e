//! Books of a dozen makers, from `tests/fixtures/books`; `ORIGIN.md` there says where each comes from.

use std::path::PathBuf;
use std::{env, fs};

use nightstand_formats::book::{Around, BookFile, Chapter, Direction, Length, Source};
use nightstand_formats::epub;
use nightstand_formats::picture::{Cover, Kind, LeftOut};
use nightstand_formats::watch::unwatched;

fn folder() -> PathBuf {
    // Asked while it runs: clones that build into one folder share what they compiled.
    let here = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    PathBuf::from(here).join("../../../tests/fixtures/books")
}

fn read(name: &str) -> BookFile {
    let path = folder().join(format!("{name}.epub"));
    epub::read(&path, &mut unwatched).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// "part / title / words" of each chapter.
fn told(book: &BookFile) -> Vec<String> {
    let words = |chapter: &Chapter| match chapter.length {
        Some(Length::Words(words)) => words.to_string(),
        other => format!("{other:?}"),
    };
    let chapters = book.chapters(Around::LeftOut).unwrap_or_else(|many| panic!("{many}"));
    chapters
        .iter()
        .map(|chapter| format!("{} / {} / {}", chapter.part, chapter.title, words(chapter)))
        .collect()
}

#[test]
fn every_book_is_read_and_has_contents_of_its_own() {
    let mut count = 0;
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "epub") {
            continue;
        }
        let book = epub::read(&path, &mut unwatched).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        assert!(!book.title.is_empty() && !book.authors.is_empty() && book.language.is_some(), "{path:?}");
        assert_eq!(book.source, Source::Contents, "{path:?}");
        let chapters = book.chapters(Around::LeftOut).unwrap();
        assert!(chapters.len() >= 3 && chapters.iter().all(|chapter| chapter.length.is_some()), "{path:?}");
        count += 1;
    }
    assert!(count >= 12, "a dozen at least");
}

#[test]
fn one_book_as_makers_make_it_is_the_same_book() {
    for name in ["pandoc-2", "pandoc-3", "mkepub", "epub-gen-memory-2", "epub-gen-memory-3", "xml2epub"] {
        let book = read(name);
        assert_eq!(
            (book.title.as_str(), book.authors.as_slice()),
            ("The Lamp by the Window", &["Wren Hale".into()][..])
        );
        assert_eq!(
            told(&book),
            [
                "Part One: The House / The Lamp / 68",
                "Part One: The House / The Clock / 46",
                "Part Two: The Garden / The Gate / 34",
                "Part Two: The Garden / The Pear Tree / 20"
            ],
            "{name}"
        );
        let all = book.chapters(Around::Taken).unwrap();
        assert!(
            all.iter().any(|chapter| chapter.title.ends_with("Foreword")),
            "{name} has it, and it is left out"
        );
    }
}

#[test]
fn books_in_other_languages_have_their_chapters() {
    assert_eq!(
        told(&read("dbtoepub")),
        ["I. Das Haus / Die Lampe / 35", "I. Das Haus / Die Uhr / 23", "II. Der Garten / Das Tor / 20"]
    );
    let arabic = read("ebooklib");
    assert_eq!(arabic.direction, Direction::RightToLeft);
    assert_eq!(arabic.isbn.map(|isbn| isbn.digits()).as_deref(), Some("9780306406157"));
    assert_eq!(told(&arabic), [" / مقدمة / 7", " / المصباح / 11", " / الساعة / 8"]);
    let french = read("sphinx");
    assert_eq!(french.direction, Direction::LeftToRight);
    assert_eq!(told(&french).last().map(String::as_str), Some(" / L’horloge / 21"));
    let japanese = read("debmake-doc.ja");
    assert_eq!(
        told(&japanese).first().map(String::as_str),
        Some(" / Overview / 416"),
        "its preface is left out"
    );
    assert_eq!(told(&japanese).len(), 9, "a hundred and fifty sections belong to nine chapters");
    assert_eq!(told(&read("debmake-doc.zh-cn")).len(), 9);
}

#[test]
fn a_book_whose_links_miss_their_files_has_its_lengths_all_the_same() {
    let russian = read("ubuntu-packaging-guide.ru");
    let chapters = told(&russian);
    assert_eq!(chapters.get(1).map(String::as_str), Some(" / Введение в разработку Ubuntu / 1116"));
    assert_eq!(russian.length, Some(Length::Words(15_819)));
}

#[test]
fn covers_are_found_as_their_makers_name_them() {
    let kind = |name: &str| match read(name).cover {
        Cover::Found(picture) => Some((picture.kind, picture.width, picture.height)),
        _ => None,
    };
    assert_eq!(kind("nodepub-2"), Some((Kind::Png, 600, 800)));
    assert_eq!(kind("nodepub-3"), Some((Kind::Png, 600, 800)));
    assert_eq!(kind("xml2epub"), Some((Kind::Jpeg, 1000, 1400)));
    assert_eq!(read("pandoc-3").cover, Cover::None);
    assert_eq!(read("debmake-doc.ja").cover, Cover::LeftOut(LeftOut::Missing), "it names one and has none");
}
