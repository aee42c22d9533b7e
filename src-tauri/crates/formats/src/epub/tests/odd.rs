//! The odd books that are out there, and are books all the same.

use super::*;

#[test]
fn a_book_without_contents_has_the_headings_of_its_files() {
    let book = read_made(
        Made::epub3()
            .page("cover.xhtml", "<img src='c.png'/>")
            .page("one.xhtml", &format!("<h2>The Return</h2>{}", words(30)))
            .page("one-more.xhtml", &words(20))
            .page("two.xhtml", &format!("<h2>Mrs. Todd</h2>{}", words(40))),
    );
    assert_eq!(book.source, Source::Headings);
    assert_eq!(
        told(&book, Around::LeftOut),
        [" / The Return / 52", " / Mrs. Todd / 42"],
        "a file without a heading goes on with the one before"
    );
    let bare = read_made(Made::epub2().page("a.xhtml", &words(30)).page("b.xhtml", &words(20)));
    assert_eq!(
        told(&bare, Around::LeftOut),
        [" /  / 30", " /  / 20"],
        "none has a heading: each is a chapter"
    );
}

#[test]
fn a_running_head_names_no_chapter() {
    let book = |above: &str, heads: &[&str]| {
        let page = |made: Made, (at, head): (usize, &&str)| {
            made.page(&format!("{at}.xhtml"), &format!("{above}{head}{}", words(100)))
        };
        read_made(heads.iter().enumerate().fold(Made::epub3(), page))
    };
    let titles = |book: BookFile| {
        let chapters = book.chapters(Around::LeftOut).expect("not too many");
        chapters.into_iter().map(|chapter| chapter.title).collect::<Vec<_>>()
    };
    let own =
        ["<h2>Chapter 1: The Return</h2>", "<h2>Chapter 2: Mrs. Todd</h2>", "<h2>Chapter 3: William</h2>"];
    let names = ["The Return", "Mrs. Todd", "William"];
    for above in [
        "<h1>A Country of Firs</h1>",
        "<h1>A COUNTRY OF FIRS</h1><h2>Ada Bell</h2>",
        "<h1>The Collected Tales</h1>",
    ] {
        assert_eq!(titles(book(above, &own)), names, "{above} stands above every chapter");
    }
    let two = own.get(..2).unwrap_or_default();
    assert_eq!(
        titles(book("<h1>A Country of Firs</h1>", two)),
        ["The Return", "Mrs. Todd"],
        "two are enough"
    );
    let apart = [&own[..], &["", "<h3>Ada Bell</h3>"]].concat();
    assert_eq!(
        titles(book("<h1>A Country of Firs</h1>", &apart)),
        [&names[..], &["Ada Bell"]].concat(),
        "a file with nothing else goes on with the one before"
    );
    assert_eq!(
        titles(book("<h1>A Country of Firs</h1>", &["", "", ""])),
        ["", "", ""],
        "they have no other name"
    );
    assert_eq!(titles(book("<h1>Letter</h1>", &["", "", ""])), ["Letter"; 3], "each is called so");
    let tale = ["<h1>A Country of Firs</h1>", "<h1>The Return</h1>", "<h1>William</h1>"];
    assert_eq!(
        titles(book("", &tale)),
        ["A Country of Firs", "The Return", "William"],
        "one tale names the book"
    );
}

#[test]
fn contents_of_one_line_are_none() {
    let nav = "<nav epub:type='toc'><ol><li><a href='one.xhtml'>Start</a></li></ol></nav>";
    let pages = |made: Made| {
        ["one", "two", "three"].iter().fold(made, |made, name| {
            made.page(&format!("{name}.xhtml"), &format!("<h1>{name}</h1>{}", words(20)))
        })
    };
    let book = read_made(pages(Made::epub3()).nav(nav));
    assert_eq!((book.source, book.entries.len()), (Source::Headings, 3));
    let single = read_made(Made::epub3().page("one.xhtml", &words(20)).nav(nav));
    assert_eq!(told(&single, Around::LeftOut), [" / Start / 20"], "a story of one chapter has one");
}

#[test]
fn damaged_contents_give_way_to_the_older_ones() {
    let ncx = "<navMap><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml'/></navPoint>
               <navPoint><navLabel><text>Two</text></navLabel><content src='b.xhtml'/></navPoint></navMap>";
    let book = read_made(
        Made::epub3()
            .page("a.xhtml", &words(30))
            .page("b.xhtml", &words(20))
            .nav("<nav epub:type='toc'><ol")
            .ncx(ncx),
    );
    assert_eq!(told(&book, Around::LeftOut), [" / One / 30", " / Two / 20"]);
}

#[test]
fn links_that_miss_their_file_by_its_folder_are_mended() {
    let nav =
        "<nav epub:type='toc'><ol><li><a href='One.xhtml'>One</a></li><li><a href='two.xhtml'>Two</a></li>
        <li><a href='gone.xhtml'>Gone</a></li></ol></nav>";
    let book = read_made(
        Made::epub3().page("text/one.xhtml", &words(30)).page("text/two.xhtml", &words(20)).nav(nav),
    );
    assert_eq!(told(&book, Around::LeftOut), [" / One / 30", " / Two / 20", " / Gone / ?"]);
}

#[test]
fn a_book_that_a_mac_packed_again_is_the_same_book() {
    let made = Made::epub3().page("one.xhtml", &words(30)).page("two.xhtml", &words(20));
    let made = made.nav(
        "<nav epub:type='toc'><ol><li><a href='one.xhtml'>One</a></li><li><a href='two.xhtml'>Two</a></li></ol></nav>",
    );
    assert_eq!(read_bytes(made.clone().zipped_again()), read_bytes(made.zipped()));
}

#[test]
fn a_line_s_end_parts_the_words_of_a_title() {
    let nav = "<nav epub:type='toc'><ol>
        <li><a href='one.xhtml'><span>CHAPTER 1</span><br/><span>The Return</span></a></li>
        <li><a href='two.xhtml'><p>Chapter 2</p><p>Mrs. <img src='t.png' alt='T'/>odd</p></a></li></ol></nav>";
    let pages = |made: Made| {
        made.page("one.xhtml", &format!("<h1>CHAPTER 1<br/>The Return</h1>{}", words(28)))
            .page("two.xhtml", &format!("<h1>Chapter 2<br/>Mrs. Todd</h1>{}", words(18)))
    };
    let titles = |book: &BookFile| {
        let chapters = book.chapters(Around::LeftOut).expect("not too many");
        chapters.into_iter().map(|chapter| chapter.title).collect::<Vec<_>>()
    };
    assert_eq!(titles(&read_made(pages(Made::epub3()).nav(nav))), ["The Return", "Mrs. Todd"]);
    assert_eq!(titles(&read_made(pages(Made::epub3()))), ["The Return", "Mrs. Todd"], "by its headings");
}

#[test]
fn contents_without_their_mark_are_the_first_list() {
    let nav = "<nav><ol><li><a href='a.xhtml'>One</a></li><li><a href='b.xhtml'>Two</a></li></ol></nav>
               <nav><ol><li><a href='a.xhtml'>Page 1</a></li></ol></nav>";
    let book = read_made(Made::epub3().page("a.xhtml", &words(30)).page("b.xhtml", &words(20)).nav(nav));
    assert_eq!(told(&book, Around::LeftOut), [" / One / 30", " / Two / 20"]);
}

#[test]
fn a_wrong_mime_type_and_a_missing_container_are_passed_over() {
    let mut made = Made::epub3().page("one.xhtml", &words(20));
    made.mimetype = b"application/zip\r\n".to_vec();
    assert_eq!(read_made(made).title, "A Country of Firs");
    let package = "<package><metadata><title>Bare</title></metadata><manifest>
        <item id='a' href='A.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let files = [("book.opf".into(), package.into()), ("a.xhtml".into(), b"<p>one two</p>".to_vec())];
    let book = read_bytes(made::zip_of(b"", &files)).expect("a book");
    assert_eq!(
        (book.title.as_str(), book.length),
        ("Bare", Some(Length::Words(2))),
        "names differ in their capitals"
    );
}

#[test]
fn a_book_that_is_turned_the_other_way_says_so() {
    let page = |made: Made| made.page("one.xhtml", &words(20));
    let columns = read_made(page(Made::epub3()).spine("page-progression-direction='rtl'"));
    assert_eq!(columns.direction, Direction::RightToLeft);
    let hebrew = "<package><metadata><title>ארץ</title><language>he</language></metadata><manifest>
        <item id='a' href='one.xhtml'/></manifest><spine><itemref idref='a'/></spine></package>";
    let mut made = page(Made::epub3());
    made.package = Some(hebrew.into());
    assert_eq!(read_made(made).direction, Direction::RightToLeft, "Hebrew says it by itself");
    let left = read_made(page(Made::epub3()).spine("page-progression-direction='ltr'"));
    assert_eq!(left.direction, Direction::LeftToRight);
}

#[test]
fn a_book_of_pictures_is_measured_in_pages() {
    let pages = |made: Made| {
        (1..=6).fold(made, |made, n| made.page(&format!("p{n}.xhtml"), "<img src='p.jpg' alt='page'/>"))
    };
    let nav = "<nav epub:type='toc'><ol><li><a href='p1.xhtml'>One</a></li><li><a href='p3.xhtml'>Two</a></li></ol></nav>";
    let layout = "<meta property='rendition:layout'>pre-paginated</meta>";
    let fixed = read_made(pages(Made::epub3()).nav(nav).meta(layout));
    assert_eq!(told(&fixed, Around::LeftOut), [" / One / 2 pages", " / Two / 4 pages"]);
    let unsaid = read_made(pages(Made::epub3()).nav(nav));
    assert_eq!(unsaid.length, Some(Length::Pages(6)), "without words there are pages to count");
}

#[test]
fn landmarks_say_what_is_around_the_book() {
    let nav =
        "<nav epub:type='toc'><ol><li><a href='a.xhtml'>Some Words</a></li><li><a href='b.xhtml'>One</a></li>
        <li><a href='c.xhtml'>Two</a></li><li><a href='d.xhtml'>More Words</a></li></ol></nav>
        <nav epub:type='landmarks'><ol><li><a epub:type='bodymatter' href='b.xhtml'>Begin</a></li>
        <li><a epub:type='backmatter' href='d.xhtml'>End</a></li></ol></nav>";
    let book = read_made(
        ["a", "b", "c", "d"]
            .iter()
            .fold(Made::epub3(), |made, name| made.page(&format!("{name}.xhtml"), &words(20)))
            .nav(nav),
    );
    assert_eq!(told(&book, Around::LeftOut), [" / One / 20", " / Two / 20"]);
}

#[test]
fn fonts_that_are_hidden_from_copying_lock_nothing() {
    let fonts =
        "<encryption><EncryptedData><EncryptionMethod Algorithm='http://www.idpf.org/2008/embedding'/>
        </EncryptedData><enc:EncryptedData><enc:EncryptionMethod Algorithm='http://ns.adobe.com/pdf/enc#RC'/>
        </enc:EncryptedData></encryption>";
    let made =
        Made::epub3().page("one.xhtml", &words(20)).beside("META-INF/encryption.xml", fonts.as_bytes());
    assert_eq!(read_made(made).title, "A Country of Firs");
}

#[test]
fn files_in_other_encodings_are_read() {
    let utf16: Vec<u8> = "\u{feff}<html><body><p>one two three</p></body></html>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let latin = b"<?xml version='1.0' encoding='iso-8859-1'?><html><body><h1>\xc9mile</h1></body></html>";
    let kind = "application/xhtml+xml";
    let book = read_made(
        Made::epub2().file("a.xhtml", kind, "", &utf16, true).file("b.xhtml", kind, "", latin, true),
    );
    assert_eq!(book.length, Some(Length::Words(4)));
    assert_eq!(told(&book, Around::LeftOut), [" / Émile / 1"]);
}

#[test]
fn many_lines_and_deep_ones_are_contents_like_any() {
    let lines: String =
        (0..2_000).map(|n| format!("<li><a href='a.xhtml#p{n}'>Story {n}</a></li>")).collect();
    let body: String = (0..2_000).map(|n| format!("<p id='p{n}'>one two three</p>")).collect();
    let book = read_made(
        Made::epub3().page("a.xhtml", &body).nav(&format!("<nav epub:type='toc'><ol>{lines}</ol></nav>")),
    );
    let chapters = book.chapters(Around::LeftOut).expect("two thousand");
    assert_eq!(chapters.len(), 2_000);
    assert!(chapters.iter().all(|chapter| chapter.length == Some(Length::Words(3))));
    let deep = format!(
        "<nav epub:type='toc'>{}{}</nav>",
        "<ol><li><a href='a.xhtml'>Deeper</a>".repeat(100),
        "</li></ol>".repeat(100)
    );
    let book = read_made(Made::epub3().page("a.xhtml", &words(9)).page("b.xhtml", &words(9)).nav(&deep));
    assert_eq!(book.entries.len(), 100);
    assert!(!told(&book, Around::LeftOut).is_empty());
}
