//! How contents become chapters.

use super::heading::{Extent, Heading, Unit, entries};
use super::*;

/// A heading to a line: two spaces a step, then a file's number, a place and the title.
fn headings(text: &str) -> Vec<Heading> {
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let depth = line.chars().take_while(|c| *c == ' ').count() / 2;
            let mut words = line.trim().splitn(3, ' ');
            let file = words.next().and_then(|word| word.parse().ok());
            let start = words.next().and_then(|word| word.parse().ok());
            Heading { title: words.next().unwrap_or_default().into(), depth, start, file, matter: None }
        })
        .collect()
}

fn extent(end: u64, unit: Unit) -> Extent<'static> {
    Extent { end, unit, body: None, title: "The Country of Firs" }
}

fn chapters_of(entries: Vec<Entry>, around: Around) -> Vec<Chapter> {
    BookFile { entries, ..BookFile::default() }.chapters(around).expect("not too many")
}

/// "part / title / length" of each chapter.
fn told(text: &str, unit: Unit, end: u64) -> Vec<String> {
    chapters_of(entries(headings(text), &extent(end, unit)), Around::LeftOut)
        .into_iter()
        .map(|chapter| {
            let length = match chapter.length {
                Some(Length::Words(count) | Length::Pages(count)) => count.to_string(),
                None => "?".into(),
            };
            format!("{} / {} / {length}", chapter.part, chapter.title)
        })
        .collect()
}

#[test]
fn chapters_stand_in_their_parts() {
    let text = "\
0 0 Part One: Shore
  1 10 Chapter 1: The Return
  2 110 Chapter 2: Mrs. Todd
3 210 Part Two: Sea
  4 220 Chapter 1: William";
    assert_eq!(
        told(text, Unit::Words, 320),
        [
            "Part One: Shore / Chapter 1: The Return / 110",
            "Part One: Shore / Chapter 2: Mrs. Todd / 100",
            "Part Two: Sea / Chapter 1: William / 110"
        ],
        "a part's own page is read with its first chapter; where numbers start anew, all are kept"
    );
}

#[test]
fn a_part_among_its_chapters_is_theirs_until_the_next() {
    let text = "0 0 Prologue\n1 1 Part One\n2 2 Chapter 1\n3 3 Chapter 2\n4 4 Part Two\n5 5 Chapter 3";
    assert_eq!(
        told(text, Unit::Words, 6),
        [
            " / Prologue / 1",
            "Part One / Chapter 1 / 2",
            "Part One / Chapter 2 / 1",
            "Part Two / Chapter 3 / 2"
        ]
    );
}

#[test]
fn a_part_that_is_read_and_holds_no_chapter_is_one() {
    let text = "\
0 0 Part One: Shore
  1 10 Chapter 1: The Return
2 110 Part Two: A Letter
3 1110 Part Three: Sea
4 1130 Part Four: Home
  5 1140 Chapter 1: William
6 1240 Part Five: The Last Letter";
    assert_eq!(
        told(text, Unit::Words, 1600),
        [
            "Part One: Shore / Chapter 1: The Return / 110",
            " / Part Two: A Letter / 1000",
            "Part Four: Home / Chapter 1: William / 130",
            " / Part Five: The Last Letter / 360"
        ],
        "a leaf with nothing but a name is read with what comes next"
    );
    let pages = "0 0 Part One\n  0 1 Chapter 1\n0 20 Part Two\n0 40 Part Three\n  0 42 Chapter 1";
    let told = told(pages, Unit::Pages, 60);
    assert_eq!(told.iter().filter(|line| line.contains("Part Two / 20")).count(), 1, "{told:?}");
}

#[test]
fn a_part_above_numbers_is_no_chapter() {
    for (one, two, three, rest) in [
        ("1. The Return", "2. Mrs. Todd", "3. William", ["The Return", "Mrs. Todd", "William"]),
        ("1", "2", "3", ["", "", ""]),
        ("I", "II", "III", ["", "", ""]),
    ] {
        let text =
            format!("0 0 Part One: The Sea\n1 1 {one}\n2 2 {two}\n3 3 Part Two: The Land\n4 4 {three}");
        let [first, second, third] = rest;
        assert_eq!(
            told(&text, Unit::Words, 5),
            [
                format!("Part One: The Sea / {first} / 2"),
                format!("Part One: The Sea / {second} / 1"),
                format!("Part Two: The Land / {third} / 2")
            ],
            "{text}"
        );
    }
    let only = "0 0 Part One\n1 1 Part Two\n2 2 Epilogue";
    assert_eq!(told(only, Unit::Words, 3).len(), 3, "where nothing counts, the parts are the chapters");
}

#[test]
fn sections_belong_to_their_chapter() {
    let text = "\
0 0 1. Packages
  0 10 1.1 What they are
    0 20 1.1.1 And what not
  0 30 1.2 Where they lie
1 100 2. Tools
  1 120 2.1 Hammers";
    assert_eq!(told(text, Unit::Words, 200), [" / Packages / 100", " / Tools / 100"]);
}

#[test]
fn without_words_that_tell_the_files_do() {
    let parts = "0 0 Shore\n  1 10 The Return\n  2 20 Mrs. Todd\n3 30 Sea\n  4 40 William";
    assert_eq!(
        told(parts, Unit::Words, 50),
        ["Shore / The Return / 20", "Shore / Mrs. Todd / 10", "Sea / William / 20"]
    );
    let sections = "0 0 Shore\n  0 10 The Return\n  0 20 Mrs. Todd\n1 30 Sea\n  1 40 William";
    assert_eq!(told(sections, Unit::Words, 50), [" / Shore / 30", " / Sea / 20"]);
}

#[test]
fn without_files_the_number_of_pages_tells() {
    let parts = "- 0 Shore\n  - 1 The Return\n  - 20 Mrs. Todd\n- 40 Sea\n  - 41 William";
    assert_eq!(
        told(parts, Unit::Pages, 60),
        ["Shore / The Return / 20", "Shore / Mrs. Todd / 20", "Sea / William / 20"]
    );
    let sections = "- 0 Shore\n  - 1 The Return\n  - 3 Mrs. Todd\n- 6 Sea\n  - 7 William\n  - 9 Home";
    assert_eq!(told(sections, Unit::Pages, 10), [" / Shore / 6", " / Sea / 4"]);
}

#[test]
fn parts_within_parts_are_both_named() {
    let text =
        "0 0 Volume 1\n  1 1 Part 2\n    2 2 Chapter 1\n    3 3 Chapter 2\n4 4 Volume 2\n  5 5 Chapter 3";
    assert_eq!(
        told(text, Unit::Words, 6),
        ["Volume 1 · Part 2 /  / 3", "Volume 1 · Part 2 /  / 1", "Volume 2 /  / 2"]
    );
}

#[test]
fn a_book_s_own_title_above_its_contents_is_no_part() {
    let text = "0 0 The Country\n  1 1 The Return\n  2 2 Mrs. Todd\n  3 3 William\n  4 4 Home";
    assert_eq!(
        told(text, Unit::Words, 5),
        [" / The Return / 1", " / Mrs. Todd / 1", " / William / 1", " / Home / 1"]
    );
}

#[test]
fn a_number_goes_only_where_the_place_says_the_same() {
    let text = "0 0 Prologue\n1 1 Chapter 1: Home\n2 2 Chapter 3\n3 3 4: The Sea\n4 4 Chapter Five";
    assert_eq!(
        told(text, Unit::Words, 5),
        [" / Prologue / 1", " / Chapter 1: Home / 1", " /  / 1", " / The Sea / 1", " /  / 1"]
    );
}

#[test]
fn numbers_without_a_mark_go_where_all_count() {
    assert_eq!(
        told("0 0 1 The Beginning\n1 1 2 The Middle\n2 2 3 The End", Unit::Words, 3),
        [" / The Beginning / 1", " / The Middle / 1", " / The End / 1"]
    );
    assert_eq!(
        told("0 0 3 Men in a Boat\n1 1 Home\n2 2 101 Ways Home", Unit::Words, 3),
        [" / 3 Men in a Boat / 1", " / Home / 1", " / 101 Ways Home / 1"],
        "these are the titles' own"
    );
}

#[test]
fn the_chapters_of_a_book_look_alike_in_all_its_parts() {
    let text = "\
0 0 Book One
  1 1 Part One
    2 2 Chapter 1
    3 3 Chapter 2
  4 4 Part Two
    5 5 Chapter 1";
    assert_eq!(
        told(text, Unit::Words, 6),
        [
            "Book One · Part One / Chapter 1 / 3",
            "Book One · Part One / Chapter 2 / 1",
            "Book One · Part Two / Chapter 1 / 2"
        ]
    );
}

#[test]
fn what_stands_around_the_book_is_left_out_and_can_be_taken() {
    let text = "\
0 0 Cover
1 1 Copyright
2 2 Foreword
3 3 Prologue
4 4 1. The Return
5 50 Epilogue
6 60 Danksagung
7 70 Об авторе
8 80 目录";
    assert_eq!(told(text, Unit::Words, 90), [" / Prologue / 1", " / 1. The Return / 46", " / Epilogue / 10"]);
    let all = chapters_of(entries(headings(text), &extent(90, Unit::Words)), Around::Taken);
    assert_eq!(all.len(), 9, "one switch takes everything");
    let only = entries(headings("0 0 Notes\n1 5 Index"), &extent(9, Unit::Words));
    assert_eq!(chapters_of(only, Around::LeftOut).len(), 2, "a book is never left with nothing");
}

#[test]
fn what_stands_around_ordinary_books_is_known() {
    for title in [
        "Map",
        "Half-Title Page",
        "Copyright Information",
        "A Note on the Text",
        "Avant-propos",
        "Cast of Characters",
        "Also by Ada Bell",
        "Praise for Ada Bell",
        "The Project Gutenberg eBook of The Country of Firs",
        "*** START OF THE PROJECT GUTENBERG EBOOK THE COUNTRY OF FIRS ***",
    ] {
        assert_eq!(matter::of_title(title), Some(Matter::Front), "{title}");
    }
    for title in [
        "An Excerpt from The Next Book",
        "Excerpt from The Next Book",
        "Discussion Guide",
        "Newsletter Sign-up",
        "Reading Group Questions",
        "Questions and Topics for Discussion",
        "A Note on the Author",
        "A Note on the Type",
        "About the Type",
        "About the Book",
        "A Note about the Translation",
        "Über dieses Buch",
        "*** END OF THE PROJECT GUTENBERG EBOOK THE COUNTRY OF FIRS ***",
        "THE FULL PROJECT GUTENBERG™ LICENSE",
        "The Full Project Gutenberg License",
        "Das Buch",
        "DIE AUTORIN",
        "Leseprobe",
        "Leseprobe: Das nächste Buch",
        "Leseprobe - Das nächste Buch",
        "Leseprobe aus »Das nächste Buch«",
        "Über die Übersetzerin",
        "Über den Verlag",
        "Verlagsinformationen",
        "Extract from The Next Book",
        "Back Ads",
        "Newsletters",
        "Extrait de La Suite",
        "À propos de la traductrice",
        "La autora",
        "Over de vertaler",
        "O tłumaczce",
    ] {
        assert_eq!(matter::of_title(title), Some(Matter::Back), "{title}");
    }
    for title in [
        "The Map",
        "Excerpts",
        "The Project",
        "Also",
        "A Note",
        "Questions",
        "Das Buch der Bilder",
        "Der Autor und sein Hund",
        "Leseproben eines Lebens",
        "Extracts",
        "Extraits",
        "Back Again",
        "Il libro della giungla",
    ] {
        assert_eq!(matter::of_title(title), None, "{title} may be a chapter");
    }
    let text = "\
0 0 THE PROJECT GUTENBERG EBOOK OF THE COUNTRY OF FIRS
1 1 I. THE RETURN
2 2 II. MRS. TODD
3 3 THE FULL PROJECT GUTENBERG™ LICENSE";
    assert_eq!(told(text, Unit::Words, 9), [" / THE RETURN / 1", " / MRS. TODD / 1"]);
}

#[test]
fn where_the_book_begins_is_believed_but_for_prologues_and_numbers() {
    let text = "0 0 Some Words\n1 1 Prologue\n2 2 Chapter 1\n3 3 Chapter 2";
    let found = entries(headings(text), &Extent { body: Some(3), ..extent(4, Unit::Words) });
    let matters: Vec<Matter> = found.iter().map(|entry| entry.matter).collect();
    assert_eq!(matters, [Matter::Front, Matter::Body, Matter::Body, Matter::Body]);
}

#[test]
fn what_a_file_says_of_its_pieces_is_believed() {
    for (types, matter) in [
        ("frontmatter titlepage", Some(Matter::Front)),
        ("frontmatter prologue", Some(Matter::Body)),
        ("bodymatter chapter", None),
        ("doc-epilogue", Some(Matter::Body)),
        ("backmatter acknowledgments", Some(Matter::Back)),
        ("doc-endnotes", Some(Matter::Back)),
        ("introduction", None),
        ("", None),
    ] {
        assert_eq!(matter::of_types(types), matter, "{types}");
    }
}

#[test]
fn a_maker_s_running_numbers_are_no_part_of_titles() {
    let text =
        "0 0 Contents\n1 1 1. Foreword\n2 2 2. Part One\n3 3 3. Chapter 1: Home\n4 4 4. Chapter 2: Away";
    assert_eq!(told(text, Unit::Words, 5), ["Part One / Home / 2", "Part One / Away / 1"]);
    let own = "0 0 1. Foreword\n1 1 3. Home\n2 2 4. Away";
    assert_eq!(told(own, Unit::Words, 5).len(), 3, "numbers that do not run are the book's own");
}

#[test]
fn a_title_page_is_no_chapter_but_a_story_of_that_name_is() {
    let text = "0 0 the country of Firs\n1 20 Home\n2 100 The Country of Firs";
    assert_eq!(told(text, Unit::Words, 900), [" / Home / 80", " / The Country of Firs / 800"]);
}

#[test]
fn headings_that_lead_nowhere_or_to_one_place_are_kept() {
    let text = "0 0 One\n0 0 Two\n- - Nowhere\n1 10 Three";
    assert_eq!(told(text, Unit::Words, 15), [" / One / ?", " / Two / 10", " / Nowhere / ?", " / Three / 5"]);
    let backwards = "1 10 Later\n0 0 Sooner";
    assert_eq!(told(backwards, Unit::Words, 15), [" / Later / 5", " / Sooner / 10"]);
}

#[test]
fn deep_contents_are_folded_and_many_are_answered() {
    let deep: Vec<Heading> = (0..100)
        .map(|n| Heading {
            title: format!("Depth {n}"),
            depth: n,
            start: Some(n as u64),
            ..Heading::default()
        })
        .collect();
    assert!(!chapters_of(entries(deep, &extent(100, Unit::Words)), Around::LeftOut).is_empty());
    let many: Vec<Heading> = (0..3_001)
        .map(|n| Heading { title: format!("Part {n}x"), start: Some(n), ..Heading::default() })
        .collect();
    let book = BookFile { entries: entries(many, &extent(4_000, Unit::Words)), ..BookFile::default() };
    assert_eq!(book.chapters(Around::LeftOut), Err(TooMany { found: 3_001 }));
}

#[test]
fn a_title_is_one_line_that_can_be_kept() {
    assert_eq!(line("  The\n\tReturn\u{0} of \u{a0}it "), "The Return of it");
    let long = line(&"word ".repeat(1_000));
    assert!(long.chars().count() <= TITLE_LENGTH && long.ends_with('…'), "{long}");
    assert_eq!(line(&"x".repeat(5_000)).chars().count(), TITLE_LENGTH);
    assert_eq!(language("en_GB"), Some("en-GB".into()));
    assert_eq!(language("<script>"), None);
}
