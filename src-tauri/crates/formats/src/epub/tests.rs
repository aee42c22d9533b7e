//! Books as their makers write them, and as nobody should.

mod hostile;
mod made;
mod odd;

use std::io::Cursor;

use super::*;
use crate::book::{Around, Chapter, Direction, Length, Matter, Source};
use crate::picture::{Cover, LeftOut};
use crate::watch::unwatched;
use made::Made;

fn read_bytes(bytes: Vec<u8>) -> Result<BookFile, NotRead> {
    let length = bytes.len() as u64;
    read_from(Cursor::new(bytes), length, &mut unwatched)
}

fn read_made(made: Made) -> BookFile {
    read_bytes(made.zipped()).expect("a book")
}

/// "part / title / words" of each chapter.
fn told(book: &BookFile, around: Around) -> Vec<String> {
    let length = |chapter: &Chapter| match chapter.length {
        Some(Length::Words(words)) => format!("{words}"),
        Some(Length::Pages(pages)) => format!("{pages} pages"),
        None => "?".into(),
    };
    let chapters = book.chapters(around).expect("not too many");
    chapters
        .iter()
        .map(|chapter| format!("{} / {} / {}", chapter.part, chapter.title, length(chapter)))
        .collect()
}

fn words(count: usize) -> String {
    format!("<p>{}</p>", "word ".repeat(count))
}

#[test]
fn an_epub_3_tells_its_name_its_contents_and_their_lengths() {
    let book = read_made(
        Made::epub3()
            .page("cover.xhtml", "<section epub:type='cover'><img src='c.png' alt=''/></section>")
            .page("one.xhtml", &format!("<h1>The Return</h1>{}", words(100)))
            .page("two.xhtml", &words(50))
            .nav(
                "<nav epub:type='toc'><ol>
                 <li><a href='cover.xhtml'>Cover</a></li>
                 <li><span>Shore</span><ol>
                 <li><a href='one.xhtml'>1. The <em>Return</em></a></li>
                 <li><a href='two.xhtml'>2. Mrs.&#160;Todd &amp; Co</a></li></ol></li></ol></nav>",
            ),
    );
    assert_eq!((book.title.as_str(), book.language.as_deref()), ("A Country of Firs", Some("en-GB")));
    assert_eq!(book.authors, ["Ada Bell", "Cy Dunn"], "who only edits is no author");
    assert_eq!(book.isbn.map(|isbn| isbn.digits()).as_deref(), Some("9780306406157"));
    assert_eq!((book.source, book.direction), (Source::Contents, Direction::Unsaid));
    assert_eq!(told(&book, Around::LeftOut), ["Shore / The Return / 102", "Shore / Mrs. Todd & Co / 50"]);
    assert_eq!(told(&book, Around::Taken).len(), 3, "the cover is taken with one switch");
    assert_eq!(book.length, Some(Length::Words(152)));
}

#[test]
fn an_epub_2_tells_the_same() {
    let book = read_made(
        Made::epub2()
            .page("title.xhtml", &words(5))
            .page("one.xhtml", &words(100))
            .page("two.xhtml", &words(50))
            .guide("<reference type='text' title='Start' href='one.xhtml'/>")
            .ncx(
                "<navMap><navPoint><navLabel><text>By way of a title</text></navLabel><content src='title.xhtml'/></navPoint>
                 <navPoint><navLabel><text>Part One</text></navLabel><content src='one.xhtml'/>
                 <navPoint><navLabel><text>Chapter 1</text></navLabel><content src='one.xhtml'/></navPoint>
                 <navPoint><navLabel><text>Chapter 2: Todd</text></navLabel><content src='two.xhtml'/></navPoint>
                 </navPoint></navMap><pageList><navLabel><text>Pages</text></navLabel></pageList>",
            ),
    );
    assert_eq!(book.authors, ["Ada Bell"]);
    assert_eq!(book.isbn.map(|isbn| isbn.digits()).as_deref(), Some("9780306406157"));
    assert_eq!(told(&book, Around::LeftOut), ["Part One /  / 100", "Part One / Todd / 50"]);
    assert_eq!(book.entries.first().map(|entry| entry.matter), Some(Matter::Front), "before the book begins");
}

#[test]
fn a_chapter_may_take_several_files_and_a_file_hold_several_chapters() {
    let book = read_made(
        Made::epub3()
            .page("a.xhtml", &words(10))
            .page("b.xhtml", &words(20))
            .page(
                "c.xhtml",
                &format!("{}<h2 id='here'>Two</h2>{}<p id='c%'>Three</p>{}", words(5), words(40), words(7)),
            )
            .nav(
                "<nav epub:type='toc'><ol><li><a href='a.xhtml'>One</a></li>
                 <li><a href='c.xhtml#here'>Two</a></li><li><a href='c.xhtml#c%25'>Three</a></li>
                 <li><a href='c.xhtml#gone'>Lost</a></li></ol></nav>",
            ),
    );
    assert_eq!(
        told(&book, Around::LeftOut),
        [" / One / 30", " / Two / 41", " / Three / 8", " / Lost / 5"],
        "a place that is not there is the file's beginning"
    );
}

#[test]
fn a_cover_is_looked_at_and_a_broken_one_left_out() {
    let picture = made::png();
    let with = |bytes: &[u8]| {
        let made = Made::epub3().page("one.xhtml", &words(9)).picture("c.png", bytes).cover_property("c.png");
        read_made(made).cover
    };
    assert!(matches!(with(&picture), Cover::Found(found) if found.bytes == picture));
    assert_eq!(with(b"<svg/>"), Cover::LeftOut(LeftOut::OtherKind));
    assert_eq!(with(&picture[..picture.len() - 6]), Cover::LeftOut(LeftOut::Broken));
    assert_eq!(with(&vec![0; 5 << 20]), Cover::LeftOut(LeftOut::TooLarge));
    let older = Made::epub2().page("one.xhtml", &words(9)).picture("c.png", &picture);
    assert!(matches!(
        read_made(older.clone().meta("<meta name='cover' content='c.png'/>")).cover,
        Cover::Found(_)
    ));
    let page = older.page("cover.xhtml", "<svg><image xlink:href='c.png'/></svg>");
    let page = page.guide("<reference type='cover' href='cover.xhtml'/>");
    assert!(matches!(read_made(page).cover, Cover::Found(_)), "the picture on the page that is the cover");
    let gone = Made::epub3().page("one.xhtml", &words(9)).cover_property("gone.png");
    assert_eq!(read_made(gone).cover, Cover::LeftOut(LeftOut::Missing));
    assert_eq!(read_made(Made::epub3().page("one.xhtml", &words(9))).cover, Cover::None);
}

#[test]
fn only_names_contents_and_lengths_leave_the_file() {
    let secret = "<h1>One</h1><p>xylophone</p>";
    let book =
        read_made(Made::epub3().page("one.xhtml", secret).page("two.xhtml", "<h1>Two</h1><p>xylophone</p>"));
    assert!(!format!("{book:?}").contains("xylophone"), "{book:?}");
}
