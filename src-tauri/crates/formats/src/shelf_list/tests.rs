//! Lists as the two makers write them, and as spreadsheets write them back.

use proptest::prelude::*;

use super::*;
use crate::watch::unwatched;

const GOODREADS: &str = "\
Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,\
Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,\
Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies
1,\"The Return (Country of Firs, #1)\",Ada Bell,\"Bell, Ada\",\"Cy Dunn, Eve Fay\",\"=\"\"0306406152\"\"\",\
\"=\"\"9780306406157\"\"\",5,3.9,House,Paperback,312,2001,1896,2024/03/09,2024/02/01,,,read,\
\"Two lines,\nand \"\"more\"\"\",,secret words,1,0
2,Émile,Zoë Quinn,\"Quinn, Zoë\",,\"=\"\"\"\"\",\"=\"\"\"\"\",0,4.1,,,,,,,2024/02/02,to-read,to-read (#1),to-read,,,,0,0
3,Half,Ada Bell,\"Bell, Ada\",,,,0,4.1,,,90,,,,2024/02/03,,,dnf,,,,0,0
4,Now,Ada Bell,\"Bell, Ada\",,,,0,4.1,,,90,,,,2024/02/30,,,currently-reading,,,,0,0
5,,Nobody,,,,,0,,,,,,,,,,,read,,,,0,0
";

const STORYGRAPH: &str = "\
Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Moods,\
Pace,Character- or Plot-Driven?,Strong Character Development?,Loveable Characters?,Diverse Characters?,\
Flawed Characters?,Star Rating,Review,Content Warnings,Content Warning Description,Tags,Owned?
The Return,\"Ada Bell, Cy Dunn\",,9780306406157,paperback,read,2024/02/01,2024/03/09,2024/02/01-2024/03/09,1,\
\"dark, sad\",slow,Character,Yes,No,Yes,Yes,4.25,Fine.,,,,No
Later,Zoë Quinn,,a-uid-of-its-own,digital,to-read,2024/02/02,,,0,,,,,,,,,,,,,No
Halfway,Zoë Quinn,,,audio,paused,,,,0,,,,,,,,,,,,,No
";

fn day(month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2024, month, day)
}

fn list(bytes: &[u8]) -> ShelfList {
    read(bytes, &mut unwatched).expect("a list")
}

#[test]
fn a_list_of_goodreads_becomes_a_shelf() {
    let list = list(GOODREADS.as_bytes());
    assert_eq!((list.maker, list.books.len(), list.unread), (Maker::Goodreads, 4, 1), "one has no title");
    assert_eq!(list.unread_lines, [7], "the one before has a review of two lines");
    let [first, second, third, fourth] = list.books.as_slice() else { panic!("four books") };
    assert_eq!(first.title, "The Return", "the series is no part of it");
    assert_eq!(first.authors, ["Ada Bell", "Cy Dunn", "Eve Fay"]);
    assert_eq!(first.isbn.map(Isbn::digits).as_deref(), Some("9780306406157"));
    assert_eq!(first.stands, Stands::Read(day(3, 9)));
    assert_eq!(first.added, day(2, 1));
    assert_eq!((second.isbn, second.stands), (None, Stands::Waiting));
    assert_eq!(third.stands, Stands::LaidAside);
    assert_eq!((fourth.stands, fourth.added), (Stands::Reading, None), "there is no thirtieth of February");
}

#[test]
fn a_series_goes_with_the_brackets_in_its_name() {
    for (written, title) in [
        ("The Return (Country of Firs, #1)", "The Return"),
        ("The Return (Country of Firs (In Order of Telling) #1)", "The Return"),
        ("Firs (Firs (In Order of Telling), #2.5)", "Firs"),
        ("The Return (Home) (Country (of (Tall) Firs), #1-3)", "The Return (Home)"),
        ("The Return (Country (of Firs))", "The Return (Country (of Firs))"),
        ("The Return :) #1)", "The Return :) #1)"),
        ("(Firs (Old), #1)", "(Firs (Old), #1)"),
        ("(#1)", "(#1)"),
    ] {
        let lines = format!("Title,Author,Exclusive Shelf\n\"{written}\",Ada Bell,read\n");
        let titles: Vec<String> = list(lines.as_bytes()).books.into_iter().map(|book| book.title).collect();
        assert_eq!(titles, [title], "{written}");
    }
}

#[test]
fn a_list_of_the_storygraph_becomes_a_shelf() {
    let list = list(STORYGRAPH.as_bytes());
    assert_eq!((list.maker, list.unread), (Maker::StoryGraph, 0));
    let [first, second, third] = list.books.as_slice() else { panic!("three books") };
    assert_eq!(first.authors, ["Ada Bell", "Cy Dunn"]);
    assert_eq!(first.stands, Stands::Read(day(3, 9)));
    assert_eq!((second.isbn, second.stands), (None, Stands::Waiting), "a number of its own is none");
    assert_eq!(third.stands, Stands::LaidAside);
}

#[test]
fn ratings_reviews_and_private_notes_stay_where_they_are() {
    for text in [GOODREADS, STORYGRAPH] {
        let told = format!("{:?}", list(text.as_bytes()));
        for word in ["secret", "more", "dark", "4.25", "Fine", "3.9"] {
            assert!(!told.contains(word), "{word} is nobody's business: {told}");
        }
    }
}

#[test]
fn a_spreadsheet_that_wrote_the_list_back_is_understood() {
    let utf16: Vec<u8> = GOODREADS.replace(',', "\t").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let tabs = list(&[b"\xff\xfe".as_slice(), &utf16].concat());
    assert_eq!(tabs.books.get(1).map(|book| book.title.as_str()), Some("Émile"));
    let latin: Vec<u8> = "Title;Author;Exclusive Shelf\r\nÉmile;Zoë Quinn;read\r\n"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a letter of windows-1252"))
        .collect();
    assert_eq!(list(&latin).books.first().map(|book| book.title.as_str()), Some("Émile"));
    let marked = [b"\xef\xbb\xbf".as_slice(), STORYGRAPH.as_bytes()].concat();
    assert_eq!(list(&marked).books.len(), 3, "a byte order mark is no part of the first name");
}

#[test]
fn days_in_a_country_s_own_order_are_read_where_the_list_tells_it() {
    let with = |days: [(&str, &str); 2]| {
        let lines = days.map(|(read, added)| format!("A,B,read,{read},{added}\n")).concat();
        list(format!("Title,Author,Exclusive Shelf,Date Read,Date Added\n{lines}").as_bytes()).books
    };
    let told = |books: &[ListedBook]| {
        books.iter().map(|book| (book.stands, book.added, book.is_undated)).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&with([("09/03/2024", "01/02/2024"), ("", "25/02/2024")])),
        [(Stands::Read(day(3, 9)), day(2, 1), false), (Stands::Read(None), day(2, 25), false)],
        "a day beyond the twelfth of another line tells"
    );
    assert_eq!(
        told(&with([("3/9/2024", "2/1/2024"), ("", "2/25/2024")])),
        [(Stands::Read(day(3, 9)), day(2, 1), false), (Stands::Read(None), day(2, 25), false)]
    );
    assert_eq!(
        told(&with([("09/03/2024", "01/02/2024"), ("", "")])),
        [(Stands::Read(None), None, true), (Stands::Read(None), None, false)],
        "where nothing tells, it is said"
    );
}

#[test]
fn what_is_no_list_is_refused() {
    for text in ["", "\0\0\0\0", "a,b,c\n1,2,3", "Title,Author\nA,B", "PK\x03\x04"] {
        assert_eq!(read(text.as_bytes(), &mut unwatched), Err(NotRead::OtherKind), "{text:?}");
    }
    let large = vec![b'a'; MOST_BYTES + 1];
    assert!(matches!(read(&large, &mut unwatched), Err(NotRead::TooLarge { .. })));
    let many = format!("Title,Author,Exclusive Shelf\n{}", "A,B,read\n".repeat(MOST_BOOKS + 1));
    assert_eq!(read(many.as_bytes(), &mut unwatched), Err(NotRead::Overfull));
}

#[test]
fn a_list_can_be_stopped() {
    let mut lines = 0;
    let stopped = read(GOODREADS.as_bytes(), &mut |_: Progress| {
        lines += 1;
        if lines > 2 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(NotRead::Stopped));
}

proptest! {
    #[test]
    fn any_bytes_at_all_are_answered(cells in "[a-z,\"\n;\t0-9#()]{0,200}", raw in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut bytes = b"Title,Author,Exclusive Shelf,Date Read\n".to_vec();
        bytes.extend(cells.bytes());
        bytes.extend(raw);
        for book in list(&bytes).books {
            prop_assert!(!book.title.is_empty() && !book.title.contains(char::is_control));
        }
    }
}
