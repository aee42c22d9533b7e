//! Pages whose date is written as people say it: in their names, their first lines, and between the pages of a diary.

use super::*;

fn only(name: &str, text: &str) -> (String, Journal) {
    let zip = zipped(&[(name, text.as_bytes())]);
    let journal = read_bytes("notes.zip", zip, None, BERLIN, &mut unwatched).unwrap();
    let [page] = journal.pages.as_slice() else { panic!("{name} is one page") };
    (when(page), journal)
}

#[test]
fn a_daily_note_has_the_date_that_it_is_called_by() {
    for name in [
        "15-01-2024.md",
        "15.01.2024.md",
        "Daily/Monday, January 15th 2024.md",
        "January 15, 2024.md",
        "15 January 2024.md",
        "2024/15 January 2024.md",
        "15 January 2024.txt",
    ] {
        let (at, journal) = only(name, "Plates again.\n");
        assert_eq!((at.as_str(), journal.dated_by_file), ("2024-01-15", 0), "{name}");
        assert_eq!(journal.pages[0].title, "", "{name} is a date and no title");
    }
    for name in
        ["03-04-2024", "May 2024 was hard", "Chapter 12", "January 2024", "Since 15 January 2024 again"]
    {
        let (_, journal) = only(&format!("{name}.md"), "Plates again.\n");
        assert_eq!(journal.dated_by_file, 1, "{name} says no day for certain");
        assert_eq!(journal.pages[0].title, name, "and is what the page is called");
    }
}

#[test]
fn a_first_line_that_says_a_date_dates_its_page() {
    for line in [
        "# Monday, 15 January 2024",
        "## January 15th, 2024",
        "15.1.2024",
        "# Montag, 15. Januar 2024",
        "15/01/2024",
    ] {
        for name in ["note.md", "note.txt"] {
            let (at, journal) = only(name, &format!("{line}\n\nPlates again.\n"));
            assert_eq!((at.as_str(), journal.dated_by_file), ("2024-01-15", 0), "{line} in {name}");
        }
    }
    for line in
        ["# May 2024 was hard", "# Chapter 12", "3/4/2024", "On 15 January 2024 we left", "- 15 January 2024"]
    {
        for name in ["note.md", "note.txt"] {
            let (_, journal) = only(name, &format!("{line}\n\nPlates again.\n"));
            assert_eq!(journal.dated_by_file, 1, "{line} in {name} is no date alone");
        }
    }
}

#[test]
fn a_diary_is_parted_at_the_lines_that_say_its_dates() {
    for (first, second) in [
        ("15 January 2024", "16 January 2024"),
        ("Monday, 15 January 2024", "Tuesday, 16 January 2024"),
        ("January 15, 2024", "January 16, 2024"),
        ("15.01.2024", "16.01.2024"),
        ("2024-01-15", "Tuesday, January 16th 2024"),
    ] {
        let text = format!("{first}\nPlates.\n\n{second}\n\nMay 2024 will be hard.\nChapter 12\n");
        let diary = sorted(read_one("diary.txt", text.as_bytes()).unwrap());
        let pages: Vec<_> = diary.pages.iter().map(|page| (when(page), page.body.as_str())).collect();
        let told = [
            ("2024-01-15".to_owned(), "Plates."),
            ("2024-01-16".to_owned(), "May 2024 will be hard.\nChapter 12"),
        ];
        assert_eq!(pages, told, "{first}");
    }
    let titles = "May 2024 was hard\nPlates.\nJune 2024\nCups.\nChapter 12\n3/4/2024\n4/4/2024\n05/03/2024\n";
    let (_, journal) = only("diary.txt", titles);
    assert_eq!(journal.pages[0].body, titles.trim_end(), "what says no day for certain parts nothing");
}
