//! What we write we read again, as far as the format can hold it.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use nightstand_domain::ids::{EntityId, PictureId};
use nightstand_domain::marks;
use proptest::prelude::*;

use super::*;
use crate::picture::{Picture, bare};

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
                place: None,
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

fn none(_: PictureId) -> io::Result<Option<Picture>> {
    Ok(None)
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
        let zip = write::dayone(io::Cursor::new(Vec::new()), pages.iter().cloned(), &mut none, BERLIN).unwrap().into_inner();
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
            let read = read_one(&name, write::file(page, |_| None).as_bytes()).unwrap();
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
    write::html(&mut html, &words, [sheet].into_iter(), &mut none).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert!(html.contains("a &lt; b &amp; c\n\nsecond") && !html.contains("<script"), "words stay words");
    assert!(!html.contains("http"), "and nothing is fetched");
}

/// A page with two pictures, one of them twice, and what they are.
fn pictured() -> (Page, BTreeMap<PictureId, Picture>) {
    let id = |n: u8| PictureId::from(EntityId::from_bytes([n; 16]));
    let drawn = |n: u8| {
        let mut bytes = io::Cursor::new(Vec::new());
        image::RgbImage::from_pixel(3, 2, image::Rgb([n, 90, 9]))
            .write_to(&mut bytes, image::ImageFormat::Png)
            .unwrap();
        bare(&bytes.into_inner()).unwrap()
    };
    let (one, two) = (marks::picture("the \\ jetty", id(1)), marks::picture("", id(2)));
    let page = Page {
        source: format!("nightstand:{:032x}", 7),
        place: None,
        written: Written::At(start()),
        title: "At sea".to_owned(),
        body: format!("Before {one}\n\n{two}\n\nand {one} again"),
        tags: Vec::new(),
        pictures: Vec::new(),
    };
    (page, BTreeMap::from([(id(1), drawn(1)), (id(2), drawn(2))]))
}

/// The page as it comes back, each mark with the words that it had and the bytes of its file.
fn comes_back(journal: &Journal, bytes: impl Fn(&str) -> Vec<u8>) -> Vec<(String, Vec<u8>)> {
    let [page] = journal.pages.as_slice() else { panic!("one page") };
    assert_eq!(journal.left.get(&Left::Pictures), None, "every picture comes along");
    page.pictures
        .iter()
        .map(|picture| {
            assert!(page.body.contains(&picture.mark), "it has its place in the text");
            (picture.words.clone(), bytes(&picture.name))
        })
        .collect()
}

#[test]
fn pictures_go_round_through_day_one_and_through_a_folder() {
    let (page, kept) = pictured();
    let wanted: Vec<_> = marks::pictures(&page.body)
        .take(2)
        .map(|shown| (shown.words.to_owned(), kept[&shown.picture].bytes.clone()))
        .collect();
    let mut give = |id: PictureId| Ok(kept.get(&id).cloned());

    let zip =
        write::dayone(io::Cursor::new(Vec::new()), [page.clone()].into_iter(), &mut give, BERLIN).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("Nightstand pages.zip");
    std::fs::write(&place, zip.into_inner()).unwrap();
    let read_back = |place: &std::path::Path| {
        let journal = read(place, None, BERLIN, &mut unwatched).unwrap();
        let pictures = std::cell::RefCell::new(Pictures::at(place, BERLIN).unwrap());
        comes_back(&journal, |name| pictures.borrow_mut().bytes(name).unwrap())
    };
    assert_eq!(read_back(&place), wanted, "Day One holds the pictures, their places and their words");

    let pages = folder.path().join("pages");
    std::fs::create_dir_all(pages.join(write::PICTURES)).unwrap();
    let called = |id: PictureId| Some(format!("{id}.{}", kept[&id].kind.ending()));
    for (id, picture) in &kept {
        std::fs::write(pages.join(write::PICTURES).join(called(*id).unwrap()), &picture.bytes).unwrap();
    }
    std::fs::write(pages.join("page.md"), write::file(&page, called)).unwrap();
    assert_eq!(read_back(&pages), wanted, "and so does a folder of Markdown");
    let without = write::file(&page, |_| None);
    assert!(
        without.contains("the \\ jetty") && !without.contains("picture:"),
        "a lost one leaves its words: {without}"
    );

    let words = write::Words { language: "en".to_owned(), title: "Pages".to_owned(), line: String::new() };
    let sheet =
        write::Sheet { when: String::new(), title: String::new(), body: page.body.clone(), tags: Vec::new() };
    let mut html = Vec::new();
    write::html(&mut html, &words, [sheet].into_iter(), &mut give).unwrap();
    let html = String::from_utf8(html).unwrap();
    assert_eq!(html.matches("<img alt=\"the \\ jetty\" src=\"data:image/png;base64,").count(), 2, "{html}");
    assert!(!html.contains("picture:"), "no mark is left");
    let mut text = Vec::new();
    write::jrnl(&mut text, [page].into_iter()).unwrap();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains("Before the \\ jetty") && !text.contains("picture:"), "{text}");
}

#[test]
fn a_vault_finds_its_pictures_by_path_by_name_and_with_signs_in_them() {
    let files: [(&str, &[u8]); 6] = [
        ("Daily/2024-02-02.md", b"![[sea.png|300]] ![shore](../img/the%20shore.jpg) ![x](gone.png) ![[Another page]] ![f](https://example.org/x.png)"),
        ("attachments/sea.png", b"sea"),
        ("img/the shore.jpg", b"shore"),
        ("Another page.md", b"2024-02-03\n\nwords"),
        (".trash/gone.png", b"thrown away"),
        ("img/not shown.tiff", b"x"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("vault.zip");
    std::fs::write(&place, zipped(&files)).unwrap();
    let journal = read(&place, None, BERLIN, &mut unwatched).unwrap();
    let daily = journal.pages.iter().find(|page| page.source.contains("Daily")).unwrap();
    let found: Vec<_> = daily.pictures.iter().map(|one| (one.name.as_str(), one.words.as_str())).collect();
    assert_eq!(found, [("attachments/sea.png", ""), ("img/the shore.jpg", "shore")]);
    assert_eq!((journal.pictures, counted(&journal, Left::Pictures)), (2, 1), "one is not there");
    assert_eq!(Pictures::at(&place, BERLIN).unwrap().bytes("attachments/sea.png").unwrap(), b"sea");
}

#[test]
fn a_page_without_a_date_and_a_title_is_no_hidden_file() {
    let page = Page {
        source: "nightstand:1".into(),
        place: None,
        written: Written::Unknown,
        title: " ?! ".into(),
        body: "said all the same".into(),
        tags: Vec::new(),
        pictures: Vec::new(),
    };
    let name = format!("{}.md", write::name(&page));
    let read = read_one(&name, write::file(&page, |_| None).as_bytes()).unwrap();
    assert_eq!((name.as_str(), read.pages[0].body.as_str()), ("undated.md", "said all the same"));
}
