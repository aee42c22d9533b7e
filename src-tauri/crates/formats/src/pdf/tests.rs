//! PDFs made here, the plain and the odd and the hostile.

use std::fmt::Write as _;
use std::io::Write as _;
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use md5::{Digest as _, Md5};
use proptest::prelude::*;

use super::*;
use crate::book::{Around, Chapter};
use crate::watch::unwatched;

/// A file of these objects, numbered from 1; the first is the catalog. `info` may be a trailer's further entry.
fn file(objects: &[String], info: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        let _ = writeln!(table, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = bytes.len();
    let trailer =
        format!("trailer\n<</Size {} /Root 1 0 R {info}>>\nstartxref\n{start}\n%%EOF", objects.len() + 1);
    bytes.extend(table.bytes().chain(trailer.bytes()));
    bytes
}

/// A book of `pages` pages, whose outline's items are these objects, the first numbered 10. Pages are numbered
/// from 1000.
fn book_of(pages: usize, items: &[&str], catalog: &str) -> Vec<u8> {
    let kids: String = (0..pages).map(|n| format!("{} 0 R ", 1000 + n)).collect();
    let mut objects = vec!["null".to_owned(); 999 + pages];
    objects[0] = format!("<</Type /Catalog /Pages 2 0 R /Outlines 3 0 R {catalog}>>");
    objects[1] = format!("<</Type /Pages /Count {pages} /Kids [{kids}]>>");
    objects[2] = "<</Type /Outlines /First 10 0 R /Last 10 0 R>>".into();
    objects[3] = "<</Title (The Country of Firs) /Author (Ada Bell; Cy Dunn)>>".into();
    objects[4] = "<</Names [(begin) [1000 0 R /Fit] (end) <</D [1008 0 R /Fit]>>]>>".into();
    for (item, at) in items.iter().zip(9..) {
        objects[at] = (*item).into();
    }
    for page in &mut objects[999..] {
        *page = "<</Type /Page /Parent 2 0 R>>".into();
    }
    file(&objects, "/Info 4 0 R")
}

fn told(book: &BookFile) -> Vec<String> {
    let length = |chapter: &Chapter| match chapter.length {
        Some(Length::Pages(pages)) => pages.to_string(),
        _ => "?".into(),
    };
    let chapters = book.chapters(Around::LeftOut).expect("not too many");
    chapters
        .iter()
        .map(|chapter| format!("{} / {} / {}", chapter.part, chapter.title, length(chapter)))
        .collect()
}

fn read_bytes(bytes: Vec<u8>) -> Result<BookFile, NotRead> {
    read_from(bytes, &mut unwatched)
}

const PLAIN: [&str; 4] = [
    "<</Title (Part One) /Parent 3 0 R /First 11 0 R /Next 13 0 R /Dest [1000 0 R /Fit]>>",
    "<</Title (Chapter 1: The Return) /Parent 10 0 R /Next 12 0 R /Dest [1001 0 R /XYZ 0 0 0]>>",
    "<</Title <FEFF004D00720073002E00200054006F00640064> /Parent 10 0 R /A <</S /GoTo /D [1005 0 R /Fit]>>>>",
    "<</Title (Epilogue) /Parent 3 0 R /Dest (end)>>",
];
const NAMES: &str = "/Names <</Dests <</Kids [5 0 R]>>>>";

#[test]
fn an_outline_becomes_chapters_with_pages() {
    let book = read_bytes(book_of(10, &PLAIN, NAMES)).expect("a book");
    assert_eq!((book.title.as_str(), book.authors.len()), ("The Country of Firs", 2));
    assert_eq!(book.length, Some(Length::Pages(10)));
    assert_eq!(told(&book), ["Part One / The Return / 5", "Part One / Mrs. Todd / 3", " / Epilogue / 2"]);
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::default());
    zlib.write_all(bytes).expect("room");
    zlib.finish().expect("room")
}

/// What most makers write: objects and their table in packed streams.
fn packed(objects: &[&str], unpacked: Option<usize>) -> Vec<u8> {
    let (mut places, mut body) = (String::new(), String::new());
    for (object, number) in objects.iter().zip(1..) {
        let _ = write!(places, "{number} {} ", body.len());
        body.push_str(object);
        body.push(' ');
    }
    let mut text = format!("{places}{body}").into_bytes();
    text.resize(text.len() + unpacked.unwrap_or(0), b' ');
    let stream = zlib(&text);
    let (count, first) = (objects.len(), places.len());
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let at = bytes.len();
    let number = count + 1;
    bytes.extend(
        format!("{number} 0 obj\n<</Type /ObjStm /N {count} /First {first} /Filter /FlateDecode /Length {}>>\nstream\n", stream.len()).bytes(),
    );
    bytes.extend(stream);
    bytes.extend(b"\nendstream\nendobj\n");
    let start = bytes.len();
    let mut table = vec![0, 0, 0, 0, 0, 0];
    for index in 0..count {
        table.extend([2, 0, 0, 0, u8::try_from(number).expect("few"), u8::try_from(index).expect("few")]);
    }
    table.push(1);
    table.extend(u32::try_from(at).expect("near").to_be_bytes());
    table.push(0);
    let table = zlib(&table);
    bytes.extend(
        format!(
            "{} 0 obj\n<</Type /XRef /Size {} /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length {}>>\nstream\n",
            number + 1,
            number + 1,
            table.len()
        )
        .bytes(),
    );
    bytes.extend(table);
    bytes.extend(format!("\nendstream\nendobj\nstartxref\n{start}\n%%EOF").bytes());
    bytes
}

const PACKED: [&str; 6] = [
    "<</Type /Catalog /Pages 2 0 R /Outlines 3 0 R>>",
    "<</Type /Pages /Count 2 /Kids [5 0 R 6 0 R]>>",
    "<</First 4 0 R>>",
    "<</Title (One) /Dest [0 /Fit]>>",
    "<</Type /Page>>",
    "<</Type /Page>>",
];

#[test]
fn objects_in_packed_streams_are_read() {
    let book = read_bytes(packed(&PACKED, None)).expect("a book");
    assert_eq!(told(&book), [" / One / 2"]);
}

#[test]
fn a_stream_that_unpacks_without_end_is_refused() {
    assert_eq!(read_bytes(packed(&PACKED, Some(9 << 20))), Err(NotRead::Bloated));
    let twice = String::from_utf8_lossy(b"/Filter /FlateDecode").into_owned();
    let mut bytes = packed(&PACKED, None);
    let at = bytes.windows(twice.len()).position(|w| w == twice.as_bytes()).expect("there");
    bytes[at..at + 20].copy_from_slice(b"/Filter /LZWDecode  ");
    assert!(
        matches!(read_bytes(bytes), Err(NotRead::Damaged)),
        "what is packed in a rare way is not unpacked"
    );
}

#[test]
fn what_is_unpacked_for_nothing_is_counted_too() {
    let mut text = vec![b' '; 7 << 20];
    text.extend(b"stream");
    let refused = zlib(&text);
    let mut cut_off = zlib(&vec![b' '; 7 << 20]);
    cut_off.truncate(cut_off.len() - 4);
    for stream in [refused, cut_off] {
        let mut bytes = b"%PDF-1.7\n".to_vec();
        for number in 1..=3 {
            bytes.extend(format!("{number} 0 obj\n<</Type /ObjStm /Filter /FlateDecode>>\nstream\n").bytes());
            bytes.extend(&stream);
            bytes.extend(b"\nendstream\nendobj\n");
        }
        assert_eq!(read_bytes(bytes), Err(NotRead::Bloated));
    }
}

#[test]
fn pictures_and_pages_are_never_unpacked() {
    let mut objects =
        vec!["<</Type /Catalog /Pages 2 0 R>>".to_owned(), "<</Type /Pages /Kids [3 0 R]>>".to_owned()];
    objects.push("<</Type /Page /Contents 4 0 R>>".to_owned());
    objects.push("<</Filter /FlateDecode /Length 12>>\nstream\nnot packed!!\nendstream".to_owned());
    let book = read_bytes(file(&objects, "")).expect("a book");
    assert_eq!((book.length, book.source), (Some(Length::Pages(1)), Source::None));
}

#[test]
fn an_outline_that_comes_back_to_itself_ends() {
    let circle = [
        "<</Title (One) /First 11 0 R /Next 10 0 R /Dest [1000 0 R]>>",
        "<</Title (Two) /First 10 0 R /Next 11 0 R /Dest [1001 0 R]>>",
    ];
    let book = read_bytes(book_of(3, &circle, "")).expect("a book");
    assert_eq!(book.entries.len(), 2);
    let mut bytes = book_of(3, &circle, NAMES);
    let names = b"5 0 obj\n<<";
    let at = bytes.windows(names.len()).position(|window| window == names).expect("there") + names.len();
    bytes.splice(at..at, b"/Kids [5 0 R 5 0 R] ".iter().copied());
    assert!(read_bytes(bytes).is_ok(), "names that hold themselves");
}

#[test]
fn an_outline_without_end_is_refused_and_a_deep_one_folded() {
    let items = |next: &dyn Fn(usize) -> String, count: usize| {
        let mut objects = vec![
            "<</Pages 2 0 R /Outlines 3 0 R>>".to_owned(),
            "<</Kids [5 0 R]>>".into(),
            "<</First 6 0 R>>".into(),
        ];
        objects.extend(["null".into(), "<</Type /Page>>".into()]);
        objects.extend((0..count).map(|n| format!("<</Title (Line {n}) /Dest [0] {}>>", next(n + 7))));
        file(&objects, "")
    };
    let long = items(&|next| format!("/Next {next} 0 R"), 20_001);
    assert_eq!(read_bytes(long), Err(NotRead::Overfull));
    let deep = read_bytes(items(&|next| format!("/First {next} 0 R"), 100)).expect("a book");
    assert!(deep.entries.len() > 50 && !told(&deep).is_empty());
}

#[test]
fn objects_that_do_not_end_are_refused_at_once() {
    // Each of these takes a reader that looks for objects a minute for a megabyte.
    for piece in [
        "1 0 obj ( ",
        "1 0 obj ( endobj ",
        "1 0 obj [ endobj ",
        "1 0 obj <</A 1 endobj ",
        "1 0 obj % ",
        "<</Type /Root ",
    ] {
        let bytes = format!("%PDF-1.7\n{}", piece.repeat(200_000)).into_bytes();
        assert_eq!(read_bytes(bytes), Err(NotRead::Damaged), "{piece:?}");
    }
}

#[test]
fn pages_without_end_are_refused() {
    let pages =
        |kids: String| read_bytes(file(&["<</Pages 2 0 R>>".into(), format!("<</Kids {kids}>>")], ""));
    assert_eq!(pages(format!("[{}]", "<<>>".repeat(30_000))), Err(NotRead::Overfull));
    assert_eq!(pages(format!("[[] {}]", "3 0 R ".repeat(30_000))), Err(NotRead::Overfull));
    for odd in ["3 0 R", "[(])", "[%]", "["] {
        assert_eq!(pages(odd.into()), Err(NotRead::Damaged), "{odd}");
    }
    assert_eq!(pages("[<<>>]".into()).map(|book| book.length), Ok(Some(Length::Pages(1))));
}

#[test]
fn a_locked_file_is_refused() {
    let bytes = file(
        &["<</Pages 2 0 R>>".into(), "<</Kids []>>".into(), "<</Filter /Standard /V 4 /R 4>>".into()],
        "/Encrypt 3 0 R",
    );
    assert_eq!(read_bytes(bytes), Err(NotRead::Locked));
    assert_eq!(read_bytes(guarded(&[7; 32])), Err(NotRead::Locked), "a password of its reader's");
}

fn rc4(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let mut j = 0_u8;
    for i in 0..256 {
        j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
        state.swap(i, usize::from(j));
    }
    let (mut i, mut j) = (0_u8, 0_u8);
    let next = |byte: &u8| {
        i = i.wrapping_add(1);
        j = j.wrapping_add(state[usize::from(i)]);
        state.swap(usize::from(i), usize::from(j));
        byte ^ state[usize::from(state[usize::from(i)].wrapping_add(state[usize::from(j)]))]
    };
    text.iter().map(next).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A file with a password that only its maker has, in the oldest way (ISO 32000-1, 7.6.3): `user` says which one its
/// reader has, and none where it is empty.
fn guarded(user: &[u8]) -> Vec<u8> {
    const PADDING: [u8; 32] = *b"\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A";
    let owner = [3; 32];
    let key = &Md5::digest([&PADDING[..], &owner, &(-44_i32).to_le_bytes(), &[1; 16]].concat())[..5];
    let user = if user.is_empty() { rc4(key, &PADDING) } else { user.to_vec() };
    let title = rc4(&Md5::digest([key, &[4, 0, 0, 0, 0]].concat())[..10], b"The Return");
    let objects = [
        "<</Type /Catalog /Pages 2 0 R /Outlines 3 0 R>>".into(),
        "<</Type /Pages /Count 1 /Kids [5 0 R]>>".into(),
        "<</First 4 0 R>>".into(),
        format!("<</Title <{}> /Dest [0 /Fit]>>", hex(&title)),
        "<</Type /Page>>".into(),
        format!("<</Filter /Standard /V 1 /R 2 /P -44 /O <{}> /U <{}>>>", hex(&owner), hex(&user)),
    ];
    let id = hex(&[1; 16]);
    file(&objects, &format!("/Encrypt 6 0 R /ID [<{id}> <{id}>]"))
}

#[test]
fn a_file_that_any_reader_opens_is_read_or_said_to_be_guarded() {
    assert_eq!(told(&read_bytes(guarded(&[])).expect("a book")), [" / The Return / 1"]);
    let mut packed = guarded(&[]);
    let objects = zlib(b"9 0 <<>>");
    let at = packed.windows(4).position(|four| four == b"xref").expect("its table");
    let stream = [
        b"9 0 obj\n<</Type /ObjStm /Filter /FlateDecode>>\nstream\n",
        &objects[..],
        b"\nendstream\nendobj\n",
    ];
    packed.splice(at..at, stream.concat());
    assert_eq!(read_bytes(packed), Err(NotRead::Guarded), "what is packed and encrypted is not unpacked");
}

#[test]
fn what_is_no_pdf_is_refused_and_a_cut_one_answered() {
    assert_eq!(read_bytes(b"PK\x03\x04".to_vec()), Err(NotRead::OtherKind));
    assert_eq!(read_bytes(Vec::new()), Err(NotRead::OtherKind));
    assert_eq!(read_bytes(b"%PDF-1.4\n".to_vec()), Err(NotRead::Damaged));
    let large = vec![0; usize::try_from(MOST_BYTES).expect("small enough") + 1];
    assert_eq!(read_bytes(large), Err(NotRead::TooLarge { limit: MOST_BYTES }));
    let whole = book_of(4, &PLAIN, NAMES);
    for at in (0..whole.len()).step_by(501) {
        let cut = read_bytes(whole[..at].to_vec());
        assert!(matches!(cut, Ok(_) | Err(NotRead::Damaged | NotRead::OtherKind)), "cut at {at}: {cut:?}");
    }
}

#[test]
fn the_size_of_a_file_is_looked_at_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.pdf");
    // Two gigabytes that take no room.
    File::create(&path).and_then(|file| file.set_len(2 << 30)).expect("room");
    assert_eq!(read(&path, &mut unwatched), Err(NotRead::TooLarge { limit: MOST_BYTES }));
    std::fs::write(&path, book_of(10, &PLAIN, NAMES)).expect("room");
    assert_eq!(read(&path, &mut unwatched).expect("a book").entries.len(), 4);
    let stopped = read(&path, &mut |_: Progress| ControlFlow::Break(()));
    assert_eq!(stopped, Err(NotRead::Stopped));
}

#[test]
fn a_name_of_a_file_is_no_title() {
    for name in ["Microsoft Word - novel_final2.docx", "untitled", "book.indd"] {
        assert!(is_a_file_s_name(name), "{name}");
    }
    assert!(!is_a_file_s_name("The Return"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_change_to_a_file_is_answered(at in any::<prop::sample::Index>(), by in 1_u8..=255, plain in any::<bool>()) {
        let mut bytes = if plain { book_of(3, &PLAIN, NAMES) } else { packed(&PACKED, None) };
        let at = at.index(bytes.len());
        bytes[at] = bytes[at].wrapping_add(by);
        if let Ok(book) = read_bytes(bytes) {
            prop_assert!(book.chapters(Around::Taken).is_ok());
        }
    }
}
