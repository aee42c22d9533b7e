//! What we write we read again, as far as the format can hold it.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use proptest::prelude::*;

use super::*;

fn pages() -> impl Strategy<Value = Vec<Page>> {
    let title = prop_oneof![Just(String::new()), "[#\\[*A-Za-zé雪:\"' .!\\\\-]{1,30}"];
    let body = "(?s)([#\\[\\]*a-zé雪:\"'<>& .!\\\\-]{0,40}\n{0,2}){0,6}";
    let tags = proptest::collection::vec("[a-zé雪]{1,8}( [a-z]{1,4})?", 0..4);
    let page = (title, body, tags, 0_i64..40_000_000, any::<bool>());
    proptest::collection::vec(page, 1..6).prop_map(|pages| {
        let pages = pages.into_iter().enumerate().map(|(at, (title, body, tags, minutes, whole))| {
            let time = start() + TimeDelta::minutes(minutes);
            Page {
                source: format!("nightstand:{at:032x}"),
                written: if whole { Written::On(time.date()) } else { Written::At(time) },
                title: taking::one_line(&title),
                body,
                tags: distinct(tags),
                pictures: Vec::new(),
            }
        });
        pages.filter(|page| !page.title.is_empty() || !page.body.trim().is_empty()).collect()
    })
}

fn start() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(1970, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap()
}

fn distinct(mut tags: Vec<String>) -> Vec<String> {
    tags.sort();
    tags.dedup();
    tags
}

/// What a page says, for comparing.
fn said(page: &Page) -> (Written, &str, &str, &[String]) {
    (page.written, &page.title, &page.body, &page.tags)
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn day_one_gives_back_every_page_as_it_was(pages in pages()) {
        prop_assume!(!pages.is_empty());
        let zip = write::dayone(io::Cursor::new(Vec::new()), pages.iter().cloned(), BERLIN).unwrap().into_inner();
        let read = read_bytes("x.zip", zip, None, chrono_tz::UTC, &mut unwatched).unwrap();
        prop_assert_eq!(read.pages.len(), pages.len());
        for (was, is) in pages.iter().zip(&read.pages) {
            prop_assert_eq!(said(was), said(is));
            let id = |page: &Page| page.source.split(':').next_back().map(str::to_lowercase);
            prop_assert_eq!(id(was), id(is), "the page keeps its own id");
        }
        prop_assert!(read.left.is_empty(), "nothing was left: {:?}", read.left);
    }

    #[test]
    fn markdown_gives_back_every_page_as_it_was(pages in pages()) {
        prop_assume!(!pages.is_empty());
        for page in &pages {
            let name = format!("{}.md", write::name(page));
            let read = read_one(&name, write::file(page).as_bytes()).unwrap();
            prop_assert_eq!(said(&read.pages[0]), said(page));
            prop_assert!(read.left.is_empty(), "nothing was left: {:?}", read.left);
        }
    }

    #[test]
    fn jrnl_gives_back_every_word_and_minute(pages in pages()) {
        prop_assume!(!pages.is_empty());
        let mut text = Vec::new();
        write::jrnl(&mut text, pages.iter().cloned()).unwrap();
        let read = read_one("x.txt", &text).unwrap();
        prop_assert_eq!(read.pages.len(), pages.len());
        for (was, is) in pages.iter().zip(&read.pages) {
            let day = |page: &Page| page.written.day();
            prop_assert_eq!(day(was), day(is));
            let before = words(&format!("{} {}", was.title, write::tagged(&was.body, &was.tags)));
            let mut after = words(&format!("{} {}", is.title, is.body));
            // A star at the end of the first line is jrnl's own sign.
            if before.len() == after.len() + 1 {
                let star = before.iter().position(|word| word == "*").unwrap_or_default();
                after.insert(star, "*".to_owned());
            }
            prop_assert_eq!(before, after);
        }
    }
}

#[test]
fn a_printed_page_holds_its_words_and_runs_nothing() {
    let words =
        write::Words { language: "en".to_owned(), title: "Pages".to_owned(), line: "Not sealed".to_owned() };
    let sheet = write::Sheet {
        when: "Monday".to_owned(),
        title: "<script>alert(1)</script>".to_owned(),
        body: "a < b & c\n\nsecond".to_owned(),
        tags: vec!["one".to_owned()],
    };
    let mut html = Vec::new();
    write::html(&mut html, &words, [sheet].into_iter()).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("a &lt; b &amp; c\n\nsecond") && !html.contains("<script"), "words stay words");
    assert!(!html.contains("http"), "and nothing is fetched");
}
