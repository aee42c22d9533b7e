//! The shapes that people paste, and the ones that nobody should.

use proptest::prelude::*;

use super::*;

const FIRS: [&str; 5] =
    ["The Return", "Mrs. Todd", "The Schoolhouse", "At the Schoolhouse Window", "Captain Littlepage"];

fn titles(text: &str) -> Vec<String> {
    read(text).expect("a list").chapters.into_iter().map(|c| c.title).collect()
}

fn list(shape: impl Fn(usize, &str) -> String) -> String {
    FIRS.iter().enumerate().map(|(at, title)| shape(at + 1, title)).collect::<Vec<_>>().join("\n")
}

#[test]
fn where_there_are_only_parts_the_parts_are_the_chapters() {
    let books: Vec<String> =
        (1..=24).map(|n| format!("Book {}", numbers::to_roman(n).to_uppercase())).collect();
    assert_eq!(titles(&books.join("\n")), books);
    assert_eq!(titles("Part One\nPart Two\nPart Three"), ["Part One", "Part Two", "Part Three"]);
    assert_eq!(titles("Part One\n1. The Return\nPart Two\n2. Mrs. Todd"), ["The Return", "Mrs. Todd"]);
}

#[test]
fn a_contents_list_is_read_in_every_common_shape() {
    let roman = |n: usize| numbers::to_roman(n as u32).to_uppercase();
    let page = |n: usize| n * 7 - 3;
    let shapes: [(&str, String); 18] = [
        ("plain", list(|_, t| t.into())),
        ("numbered", list(|n, t| format!("{n}. {t}"))),
        ("bracket", list(|n, t| format!("  {n}) {t}"))),
        ("no mark", list(|n, t| format!("{n} {t}"))),
        ("roman", list(|n, t| format!("{}. {t}", roman(n)))),
        ("roman, no mark", list(|n, t| format!("{} {t}", roman(n)))),
        ("leaders", list(|n, t| format!("{n}. {t} ......... {}", page(n)))),
        ("spaced leaders", list(|n, t| format!("{}. {t} . . . . . {}", roman(n), page(n)))),
        ("tabs", list(|n, t| format!("{n}\t{t}\t{}", page(n)))),
        ("one space", list(|n, t| format!("{t} {}", page(n)))),
        ("chapter", list(|n, t| format!("Chapter {n}: {t}"))),
        ("loud", list(|n, t| format!("CHAPTER {}. {t}", roman(n)))),
        ("two lines", list(|n, t| format!("Chapter {n}\n{t}"))),
        ("number above", list(|n, t| format!("{n}\n{t}"))),
        ("page below", list(|n, t| format!("{t}\n{}", page(n)))),
        ("page in front", list(|n, t| format!("{} {t}", page(n)))),
        ("markdown", list(|n, t| format!("- [{t}](#c{n})"))),
        ("headed", format!("Table of Contents\r\n\r\n{}", list(|n, t| format!("{n}. {t}\r")))),
    ];
    for (name, text) in shapes {
        assert_eq!(titles(&text), FIRS, "{name}:\n{text}");
    }
}

#[test]
fn a_list_without_line_ends_is_taken_apart() {
    assert_eq!(
        titles("1. The Return 2. Mrs. Todd 3. The Schoolhouse"),
        ["The Return", "Mrs. Todd", "The Schoolhouse"]
    );
    assert_eq!(
        titles("I. The Return II. Mrs. Todd III. The Schoolhouse"),
        ["The Return", "Mrs. Todd", "The Schoolhouse"]
    );
    assert_eq!(
        titles("The Return; Mrs. Todd; The Schoolhouse"),
        ["The Return", "Mrs. Todd", "The Schoolhouse"]
    );
    assert_eq!(titles("The Return"), ["The Return"], "one chapter is a list too");
}

#[test]
fn parts_stand_above_their_chapters() {
    for text in [
        "Part One\n1. The Return\n2. Mrs. Todd\nPart Two: The Sea\n3. William",
        "Part One ... 1\n1. The Return ... 2\n2. Mrs. Todd ... 9\nPart Two: The Sea ... 14\n3. William ... 15",
        "Part One 1\nThe Return 2\nMrs. Todd 9\nPart Two: The Sea 14\nWilliam 15",
    ] {
        let read = read(text).expect("a list");
        let parts: Vec<_> = read.chapters.iter().map(|c| c.part.as_str()).collect();
        assert_eq!(parts, ["Part One", "Part One", "Part Two: The Sea"], "{text}");
        assert_eq!(titles(text), ["The Return", "Mrs. Todd", "William"], "a part is no chapter");
    }
    for text in [
        "PART ONE\nTHE SEA\nCHAPTER ONE\nThe Return\nCHAPTER TWO\nMrs. Todd\nPART TWO\nTHE LAND\nCHAPTER THREE\nWilliam",
        "PART ONE\nTHE SEA\n1. The Return\n2. Mrs. Todd\nPART TWO\nTHE LAND\n3. William",
    ] {
        let read = read(text).expect("a list");
        let parts: Vec<_> = read.chapters.iter().map(|c| c.part.as_str()).collect();
        assert_eq!(parts, ["PART ONE: THE SEA", "PART ONE: THE SEA", "PART TWO: THE LAND"], "{text}");
        assert_eq!(titles(text), ["The Return", "Mrs. Todd", "William"], "{text}");
    }
    assert_eq!(
        titles("Part One\nPrologue\n1. The Return\nPart Two\n2. William"),
        ["Prologue", "1. The Return", "2. William"],
        "a prologue is a chapter, and no name of its part"
    );
    let indented = read("Shore\n\tThe Return\n\tMrs. Todd\nSea\n\tWilliam").expect("a list");
    assert_eq!(
        indented.chapters.iter().map(|c| c.part.as_str()).collect::<Vec<_>>(),
        ["Shore", "Shore", "Sea"]
    );
}

#[test]
fn numbers_that_belong_to_a_title_stay_in_it() {
    assert_eq!(titles("Catch 22\nThe Road\nArea 51\nHome"), ["Catch 22", "The Road", "Area 51", "Home"]);
    assert_eq!(
        titles("1984\nAfter"),
        ["1984", "After"].map(String::from).to_vec().split_off(1),
        "a lone number is a page"
    );
    assert_eq!(titles("I Am Legend\nHome\nD. H. Lawrence"), ["I Am Legend", "Home", "D. H. Lawrence"]);
    assert_eq!(titles("Chapter 1: 1914\nChapter 2: 1918"), ["1914", "1918"]);
    assert_eq!(titles("Chapter and Verse\nPart of the Family"), ["Chapter and Verse", "Part of the Family"]);
}

#[test]
fn words_and_dates_that_look_like_numbers_are_the_titles_own() {
    for list in [
        &["I Am Born", "I Observe", "I Have a Change", "I Fall into Disgrace"][..],
        &["Day 1", "Day 2", "Day 3", "Day 4"],
        &["Day 1", "Day 4", "Day 9", "Epilogue"],
        &["London, 1939", "Paris, 1940", "Rome, 1944"],
        &["The Road 1", "Home 2", "The Sea 3"],
        &["Sonnet (18)", "Sonnet (29)", "Sonnet (30)"],
    ] {
        let read = read(&list.join("\n")).expect("a list");
        assert_eq!(read.chapters.iter().map(|c| c.title.as_str()).collect::<Vec<_>>(), list);
        assert!(read.chapters.iter().all(|c| c.pages.is_none()), "{list:?} tells no lengths");
    }
    assert_eq!(
        titles("1. January 1\n2. January 5\n3. January 9"),
        ["January 1", "January 5", "January 9"],
        "a date is no page"
    );
}

#[test]
fn a_part_s_own_number_has_no_say_in_the_pages() {
    let read = read("Part 1\nThe Return 3\nMrs. Todd 21\nPart 2\nWilliam 35").expect("a list");
    let told: Vec<_> = read.chapters.iter().map(|c| (c.part.as_str(), c.title.as_str(), c.pages)).collect();
    assert_eq!(
        told,
        [("Part 1", "The Return", Some(18)), ("Part 1", "Mrs. Todd", Some(14)), ("Part 2", "William", None)]
    );
}

#[test]
fn what_joins_a_title_to_its_page_goes_with_the_page() {
    for joint in [" - ", ", ", " – ", ": ", " - Page ", ", page ", " (p. ", " [", " (Page "] {
        let close = if joint.contains('(') {
            ")"
        } else if joint.contains('[') {
            "]"
        } else {
            ""
        };
        let text = list(|n, title| format!("{title}{joint}{}{close}", n * n * 7));
        assert_eq!(titles(&text), FIRS, "{text}");
        let first = read(&text).expect("a list").chapters.first().and_then(|chapter| chapter.pages);
        assert_eq!(first, Some(21), "{text}");
    }
}

#[test]
fn a_number_that_its_place_does_not_say_stays() {
    assert_eq!(titles("Prologue\nPART I\n1\n2\n3"), ["Prologue", "1", "2", "3"]);
    assert_eq!(titles("Prologue\nChapter 1: Home\nChapter 3"), ["Prologue", "Chapter 1: Home", ""]);
    assert_eq!(
        titles("Prologue\nChapter 1\nHome\nChapter 2\nAway"),
        ["Prologue", "Chapter 1 Home", "Chapter 2 Away"]
    );
    assert_eq!(
        titles("1. The Return\n2. Mrs. Todd\nPart Two\n1. William"),
        ["1. The Return", "2. Mrs. Todd", "1. William"],
        "where each part counts anew, the chapters of all of them look alike"
    );
}

#[test]
fn parts_are_known_by_their_numbers_in_words_before_and_behind() {
    for (one, two) in [
        ("BOOK THE FIRST: RECALLED TO LIFE", "BOOK THE SECOND: THE GOLDEN THREAD"),
        ("Erster Teil", "Zweiter Teil"),
        ("Première partie", "Deuxième partie : Les os"),
        ("Primera parte", "Segunda parte"),
        ("Parte prima", "Parte seconda"),
        ("Часть первая", "Часть вторая"),
        ("ACT I", "ACT II"),
    ] {
        let read =
            read(&format!("{one}\nI. The Return\nII. Mrs. Todd\n{two}\nIII. William")).expect("a list");
        let told: Vec<_> = read.chapters.iter().map(|c| (c.part.as_str(), c.title.as_str())).collect();
        assert_eq!(told, [(one, "The Return"), (one, "Mrs. Todd"), (two, "William")]);
    }
    let play = read("ACT I\nScene 1\nScene 2\nACT II\nScene 1").expect("a list");
    let told: Vec<_> = play.chapters.iter().map(|c| (c.part.as_str(), c.title.as_str())).collect();
    assert_eq!(told, [("ACT I", "Scene 1"), ("ACT I", "Scene 2"), ("ACT II", "Scene 1")]);
}

#[test]
fn a_time_is_no_part_of_a_title() {
    assert_eq!(titles("Chapter 1 00:32:10\nChapter 2 00:28:05\nEpilogue 0:04:09"), ["", "", "Epilogue"]);
    assert_eq!(titles(&list(|n, t| format!("{n}. {t} … 0:3{n}:02"))), FIRS);
    assert_eq!(titles(&list(|n, t| format!("{t}\n3{n}:02"))), FIRS, "on a line of its own it is no title");
    assert_eq!(titles("4:50 from Paddington\nHome"), ["4:50 from Paddington", "Home"]);
}

#[test]
fn a_title_that_goes_on_on_the_next_line_is_one() {
    assert_eq!(
        titles("1. The Return of\nsomebody long away\n2. Mrs. Todd\n3. William"),
        ["The Return of somebody long away", "Mrs. Todd", "William"]
    );
    let paged =
        "1. The Return of a Person Who\nHad Been Away ..... 3\n2. Mrs. Todd ..... 9\n3. William ..... 12";
    assert_eq!(titles(paged), ["The Return of a Person Who Had Been Away", "Mrs. Todd", "William"]);
    assert_eq!(read(paged).expect("a list").chapters.first().and_then(|first| first.pages), Some(6));
    assert_eq!(
        titles("The Return of a person\nwho had been away ..... 3\nMrs. Todd ..... 9\nWilliam ..... 12"),
        ["The Return of a person who had been away", "Mrs. Todd", "William"]
    );
    for apart in [
        "1. The Return\nInterlude\n2. Mrs. Todd",
        "1. the return\ninterlude\n2. mrs. todd",
        "The Return\nmrs. todd\nWilliam",
    ] {
        assert_eq!(titles(apart).len(), 3, "{apart:?} holds three chapters");
    }
}

#[test]
fn roman_pages_of_what_stands_before_the_book_go() {
    assert_eq!(
        titles("Preface vii\nThe Return 3\nMrs. Todd 21\nWilliam 35\nAcknowledgments ix"),
        ["Preface", "The Return", "Mrs. Todd", "William", "Acknowledgments"]
    );
    assert_eq!(titles("Henry v\nAppendix v"), ["Henry v", "Appendix v"], "these are their own");
}

#[test]
fn a_catalogue_s_note_is_taken_apart() {
    assert_eq!(
        titles("The Return -- Mrs. Todd -- The Schoolhouse."),
        ["The Return", "Mrs. Todd", "The Schoolhouse"]
    );
    assert_eq!(
        titles("1. The Return -- 2. Mrs. Todd -- 3. William."),
        ["The Return", "Mrs. Todd", "William"]
    );
    assert_eq!(titles("The Return -- and after"), ["The Return -- and after"], "one title has its own");
}

#[test]
fn boxes_to_tick_and_marks_of_footnotes_go() {
    assert_eq!(
        titles("- [x] The Return\n- [ ] Mrs. Todd\n[X] William"),
        ["The Return", "Mrs. Todd", "William"]
    );
    assert_eq!(
        titles("[x] 1 The Return\n- [ ] 2 Mrs. Todd\n☐ 3 William\n* [✓] 4 Home (12 min)"),
        ["The Return", "Mrs. Todd", "William", "Home"]
    );
    assert_eq!(
        titles("The Return[1]\nMrs. Todd[2][a]\nWilliam?[12]"),
        ["The Return", "Mrs. Todd", "William?"]
    );
    assert_eq!(titles("The Return [sic]\n[Untitled]"), ["The Return [sic]", "[Untitled]"]);
}

#[test]
fn a_table_s_frame_is_no_chapter() {
    for text in [
        "| Chapter | Title |\n|---|---|\n| 1 | The Return |\n| 2 | Mrs. Todd |\n| 3 | William |",
        "| Title | Page |\n| :-- | --: |\n| The Return | 3 |\n| Mrs. Todd | 9 |\n| William | 20 |",
        "Nr.\tTitel\tSeite\n1\tThe Return\t3\n2\tMrs. Todd\t9\n3\tWilliam\t20",
        "| # | Title | Time |\n|---|---|---|\n| 1 | The Return | 12 min |\n| 2 | Mrs. Todd | 9 min |\n| 3 | William | 1 h 2 min |",
    ] {
        let read = read(text).expect("a list");
        assert_eq!(titles(text), ["The Return", "Mrs. Todd", "William"], "{text}");
        assert_eq!(read.left_out_count, 0, "nobody misses a frame: {:?}", read.left_out);
    }
    let headless = "| 1 | The Return |\n|---|---|\n| 2 | Mrs. Todd |";
    assert_eq!(titles(headless), ["The Return", "Mrs. Todd"], "a first row may stand where names would");
}

#[test]
fn a_numeral_may_stand_before_the_word_that_it_counts() {
    for (one, two, three) in [
        ("I. Kapitel: The Return", "II. Kapitel: Mrs. Todd", "III. Kapitel: William"),
        ("I. Kapitel\nThe Return", "II. Kapitel\nMrs. Todd", "III. Kapitel\nWilliam"),
        ("I Capitolo – The Return", "II Capitolo – Mrs. Todd", "III Capitolo – William"),
        ("I. глава. The Return", "II. глава. Mrs. Todd", "III. глава. William"),
    ] {
        assert_eq!(titles(&[one, two, three].join("\n")), ["The Return", "Mrs. Todd", "William"], "{one}");
        let parts = ["I. Teil", one, two, "II. Teil", three].join("\n");
        let parts = read(&parts).expect("a list").chapters.into_iter().map(|chapter| chapter.part);
        assert_eq!(parts.collect::<Vec<_>>(), ["I. Teil", "I. Teil", "II. Teil"], "{one}");
    }
    assert_eq!(titles("I. Kapitel\nII. Kapitel\nIII. Kapitel"), ["", "", ""]);
}

#[test]
fn labels_alone_are_treated_alike_however_they_are_written() {
    for (part, chapter) in [
        (["Part One", "Part Two"], ["Chapter 1", "Chapter 2", "Chapter 3"]),
        (["Book the First", "Book the Second"], ["Chapter I.", "Chapter II.", "Chapter III."]),
        (["BOOK THE FIRST.", "BOOK THE SECOND."], ["CHAPTER I.", "CHAPTER II.", "CHAPTER III."]),
    ] {
        let ([first, second], [one, two, three]) = (part, chapter);
        assert_eq!(titles(&[first, one, two, three].join("\n")), ["", "", ""], "{first}");
        assert_eq!(titles(&[first, one, two, second, three].join("\n")), ["", "", ""], "{first}");
        let anew = titles(&[first, one, two, second, one].join("\n"));
        let bare = |label: &str| label.trim_end_matches('.').to_owned();
        assert_eq!(anew, [bare(one), bare(two), bare(one)], "where {second} counts anew, no place says it");
    }
    assert_eq!(titles("Prologue\nChapter I .\nChapter II ."), ["Prologue", "Chapter I", "Chapter II"]);
}

#[test]
fn chapters_without_titles_have_only_their_numbers() {
    assert_eq!(titles("Chapter 1\nChapter 2\nChapter 3"), ["", "", ""]);
    assert_eq!(titles("Chapter One\nChapter Two\nEpilogue"), ["", "", "Epilogue"]);
    assert_eq!(titles("1.\n2.\n3."), ["", "", ""]);
}

#[test]
fn page_numbers_become_lengths() {
    let read =
        read("The Return ... 1\nMrs. Todd ... 3\nThe Schoolhouse ... 12\nWilliam ... 12").expect("a list");
    let pages: Vec<_> = read.chapters.iter().map(|c| c.pages).collect();
    assert_eq!(pages, [Some(2), Some(9), Some(1), None], "the last one's end is not in the list");
}

#[test]
fn a_page_behind_a_chapter_without_a_name_is_no_title() {
    for text in [
        "Chapter 1 5\nChapter 2 17\nChapter 3 30",
        "Chapter One 5\nChapter Two 17\nChapter Three 30",
        "1 5\n2 17\n3 30",
        "I 5\nII 17\nIII 30",
        "第一章 5\n第二章 17\n第三章 30",
        "Chapter 1 5–16\nChapter 2 17–29\nChapter 3 30–41",
        "Chapter 1 5 Chapter 2 17 Chapter 3 30",
    ] {
        let chapters = read(text).expect("a list").chapters;
        let told: Vec<_> = chapters.iter().map(|c| (c.title.as_str(), c.pages)).collect();
        assert_eq!(told, [("", Some(12)), ("", Some(13)), ("", None)], "{text}");
    }
    assert_eq!(
        titles("Prologue 1\nChapter 1 5\nChapter 2: Home 17\nEpilogue 30"),
        ["Prologue", "Chapter 1", "Chapter 2: Home", "Epilogue"],
        "the number behind is no part of what the chapter is called"
    );
    for (text, own) in [
        ("Chapter 1 1914\nChapter 2 1918\nChapter 3 1939", ["1914", "1918", "1939"]),
        ("Chapter 1 1\nChapter 2 2\nChapter 3 3", ["1", "2", "3"]),
        ("Chapter 1 30\nChapter 2 17\nChapter 3 5", ["30", "17", "5"]),
        ("Chapter 1: 5\nChapter 2: 17\nChapter 3: 30", ["5", "17", "30"]),
        ("10 12\n20 31\n30 44", ["12", "31", "44"]),
    ] {
        assert_eq!(titles(text), own, "{text}: years, a count, or what is set apart by a mark is a title");
    }
    assert_eq!(titles("Chapter 1 5\nChapter 2 17"), ["5", "17"], "two say too little");
}

#[test]
fn what_is_no_chapter_is_left_out_and_named() {
    let read =
        read("Cover\nCopyright\n1. The Return\n1.1 The road\n2. Mrs. Todd\nIndex ..... 300").expect("a list");
    assert_eq!(read.left_out, ["Cover", "Copyright", "1.1 The road", "Index"]);
    assert_eq!(read.chapters.len(), 2, "only the chapters are proposed");
}

#[test]
fn what_has_a_number_of_its_own_is_a_chapter_whatever_it_is_called() {
    for shape in ["Chapter {n}: {t}", "{n}. {t}", "{n} {t}", "{n}. {t} ..... {n}0", "Chapter {n}\n{t}"] {
        let named = ["The Ford", "Maps", "Credits", "References", "Dedication"];
        let lines = named.iter().zip(1..);
        let lines = lines.map(|(t, n)| shape.replace("{n}", &n.to_string()).replace("{t}", t));
        let text = lines.collect::<Vec<_>>().join("\n");
        assert_eq!(titles(&text), named, "{text}");
    }
    let around = read("Dedication\n1. The Ford\n2. Maps\nIndex").expect("a list");
    assert_eq!(around.left_out, ["Dedication", "Index"], "what has none stands around the book");
    let pieces = read("1. Cover\n2. Copyright\n3. The Ford\n4. Home\n5. Index").expect("a list");
    assert_eq!(
        pieces.left_out,
        ["1. Cover", "2. Copyright", "5. Index"],
        "where the cover is number one, the numbers count more than chapters"
    );
}

#[test]
fn a_part_without_a_chapter_is_named_among_what_was_left_out() {
    let read =
        read("Part One\n1. The Return\nPart Two\nPart Three\n2. Mrs. Todd\nPart Four").expect("a list");
    let parts: Vec<&str> = read.chapters.iter().map(|chapter| chapter.part.as_str()).collect();
    assert_eq!(parts, ["Part One", "Part Three"]);
    assert_eq!(
        (read.left_out.as_slice(), read.left_out_count),
        (&["Part Two".into(), "Part Four".into()][..], 2)
    );
}

#[test]
fn duplicated_titles_and_other_scripts_are_chapters_like_any() {
    assert_eq!(titles("1. Letter\n2. Letter\n3. Letter"), ["Letter", "Letter", "Letter"]);
    assert_eq!(titles("פרק 1: הבית\nפרק 2: הים"), ["הבית", "הים"]);
    assert_eq!(titles("第一章 家\n第二章 海"), ["家", "海"]);
    assert_eq!(titles("🌊 The Sea\n🏠 Home"), ["🌊 The Sea", "🏠 Home"]);
}

#[test]
fn bad_input_is_refused_in_words_and_at_once() {
    for nothing in ["", " \n\t\n", "\0\0\0", "Contents\n\n", "....", "12\n13\n14 \n"] {
        assert_eq!(read(nothing), Err(Unreadable::Nothing), "{nothing:?} holds no chapter");
    }
    let many: String = (1..=5_000).map(|n| format!("{n}. Title\n")).collect();
    assert_eq!(read(&many), Err(Unreadable::TooMany { found: 5_000 }), "five thousand chapters are no book");
    assert_eq!(
        read(&"a".repeat(1 << 20)),
        Err(Unreadable::Nothing),
        "a megabyte without a line end is no title"
    );
    let prose = "It was a dark and stormy night, and then some.\n".repeat(22_000);
    assert!(matches!(read(&prose), Err(Unreadable::TooMany { .. })), "a megabyte of prose is no list");
    let exactly: String = (1..=MOST_CHAPTERS).map(|n| format!("{n}. Title\n")).collect();
    assert_eq!(read(&exactly).map(|c| c.chapters.len()), Ok(MOST_CHAPTERS), "the limit itself is allowed");
}

proptest! {
    #[test]
    fn any_text_at_all_is_answered(text in "\\PC{0,400}|[0-9IVXivx.)\\t \\n…:\\-a-cÀ第章部]{0,400}") {
        if let Ok(contents) = read(&text) {
            prop_assert!(!contents.chapters.is_empty() && contents.chapters.len() <= MOST_CHAPTERS);
            for chapter in contents.chapters {
                prop_assert!(chapter.title.chars().count() <= TITLE_LENGTH);
                prop_assert!(!chapter.title.contains(|c: char| c.is_control()), "{:?}", chapter.title);
                prop_assert_eq!(chapter.title.trim(), chapter.title.as_str());
            }
        }
    }

    #[test]
    fn numbered_titles_come_back_as_they_were(
        titles in prop::collection::vec("[A-Z][a-z]{2,8}( [a-z]{2,8}){0,4}", 1..60), pages in any::<bool>()
    ) {
        prop_assume!(titles.first().is_some_and(|t| !is_apparatus(t)));
        let text: String = titles.iter().zip(1..)
            .map(|(t, n)| if pages { format!("{n}. {t} ...... {}\n", n * 9) } else { format!("{n}. {t}\n") })
            .collect();
        let read: Vec<String> = read(&text).expect("a list").chapters.into_iter().map(|c| c.title).collect();
        prop_assert_eq!(read, titles);
    }
}

#[test]
fn a_megabyte_without_a_line_end_is_answered_at_once() {
    // In each of these every number once looked through all that was left: minutes for a megabyte.
    let apart = |count: usize, filling: usize| -> String {
        (1..=count).map(|n| format!("Chapter {n} {}. ", "x".repeat(filling))).collect()
    };
    assert_eq!(titles(&apart(3_000, 200)).len(), 3_000);
    assert_eq!(
        titles(&format!("1. One 2. Two 3. Three {}", "x4. ".repeat(1 << 18))).len(),
        2,
        "the third is no title"
    );
    for (sign, found) in [("a;", 1 << 19), ("a\n", 1 << 19)] {
        assert_eq!(
            read(&sign.repeat(1 << 19)),
            Err(Unreadable::TooMany { found }),
            "half a million {sign:?}"
        );
    }
}
