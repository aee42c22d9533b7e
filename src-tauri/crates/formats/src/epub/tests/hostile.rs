//! Books that nobody should make: each is refused, or does no harm.

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::*;

/// A file of which only the size is real.
struct Huge(u64);

impl Read for Huge {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        panic!("a byte of it was read")
    }
}

impl Seek for Huge {
    fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
        Ok(self.0)
    }
}

#[test]
fn two_gigabytes_are_refused_before_a_byte_is_read() {
    let refused = read_from(Huge(2 << 30), 2 << 30, &mut unwatched);
    assert_eq!(refused, Err(NotRead::TooLarge { limit: MOST_BYTES }));
}

/// So many megabytes that pack to almost nothing, in a form that costs no time to go through.
fn megabytes(count: usize) -> Vec<u8> {
    [b"<!--".as_slice(), &vec![b' '; count << 20], b"-->"].concat()
}

#[test]
fn a_zip_bomb_is_refused() {
    let kind = "application/xhtml+xml";
    let one = Made::epub3().file("a.xhtml", kind, "", &megabytes(12), true);
    assert_eq!(read_bytes(one.zipped()), Err(NotRead::Bloated), "one file unpacks too far");
    let eleven = megabytes(11);
    let many =
        (0..12).fold(Made::epub3(), |made, n| made.file(&format!("{n}.xhtml"), kind, "", &eleven, true));
    assert_eq!(read_bytes(many.zipped()), Err(NotRead::Bloated), "all together do");
    let mut package = Made::epub3().page("a.xhtml", "");
    package.package = Some(" ".repeat(5 << 20));
    assert_eq!(read_bytes(package.zipped()), Err(NotRead::Bloated), "the package does");
}

#[test]
fn a_file_that_lies_about_its_size_is_measured() {
    let large = megabytes(13);
    let mut bytes = Made::epub3().file("a.xhtml", "text/html", "", &large, true).zipped();
    // The size in the directory, wherever it stands, becomes a small one.
    let said = u32::try_from(large.len()).expect("small enough").to_le_bytes();
    let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == said).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(matches!(read_bytes(bytes), Ok(_) | Err(NotRead::Bloated | NotRead::Damaged)));
}

#[test]
fn entities_are_not_expanded() {
    let mut bomb = String::from("<!DOCTYPE html [<!ENTITY a \"lol \">");
    for (name, of) in ('b'..='j').zip('a'..) {
        bomb.push_str(&format!("<!ENTITY {name} \"{}\">", format!("&{of};").repeat(10)));
    }
    bomb.push_str("]><html><head><title>&j;</title></head><body><h1>&j;</h1><p>&j;</p></body></html>");
    let book = read_made(Made::epub3().file("a.xhtml", "application/xhtml+xml", "", bomb.as_bytes(), true));
    assert!(book.length.is_none_or(|length| matches!(length, Length::Pages(_))), "{book:?}");
    let outside = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><h1>&e;</h1>";
    let book =
        read_made(Made::epub3().file("a.xhtml", "application/xhtml+xml", "", outside.as_bytes(), true));
    assert!(!format!("{book:?}").contains("root:"), "no file outside is read");
}

#[test]
fn paths_out_of_the_book_lead_nowhere() {
    let nav = "<nav epub:type='toc'><ol><li><a href='../../../../etc/passwd'>One</a></li>
        <li><a href='file:///etc/passwd'>Two</a></li><li><a href='one.xhtml'>Three</a></li></ol></nav>";
    let made =
        Made::epub3().page("one.xhtml", &words(20)).nav(nav).beside("../../etc/passwd", b"<h1>root</h1>");
    let book = read_made(made.cover_property("../../../../etc/passwd"));
    assert_eq!(book.cover, Cover::None);
    assert!(!format!("{book:?}").contains("root"));
}

#[test]
fn a_locked_book_is_refused() {
    let with = |algorithm: &str| {
        let text = format!(
            "<encryption xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><enc:EncryptedData>
             <enc:EncryptionMethod Algorithm='{algorithm}'/><ds:KeyInfo><resource/></ds:KeyInfo>
             <enc:CipherData><enc:CipherReference URI='OPS/one.xhtml'/></enc:CipherData></enc:EncryptedData></encryption>"
        );
        let made = Made::epub3().page("one.xhtml", &words(20));
        read_bytes(made.beside("META-INF/encryption.xml", text.as_bytes()).zipped())
    };
    assert_eq!(with("http://www.w3.org/2001/04/xmlenc#aes128-cbc"), Err(NotRead::Locked), "Adobe's");
    assert_eq!(with("http://www.w3.org/2001/04/xmlenc#aes256-cbc"), Err(NotRead::Locked), "Readium's");
    assert_eq!(with("http://itunes.apple.com/dataenc"), Err(NotRead::Locked), "Apple's");
    assert!(with("http://www.idpf.org/2008/embedding").is_ok());
}

#[test]
fn what_is_no_book_is_refused() {
    assert_eq!(read_bytes(Vec::new()), Err(NotRead::OtherKind));
    assert_eq!(read_bytes(b"%PDF-1.7 and so on".to_vec()), Err(NotRead::OtherKind));
    assert_eq!(
        read_bytes(made::zip_of(b"", &[("a.txt".into(), b"words".to_vec())])),
        Err(NotRead::OtherKind)
    );
    let mut empty = Made::epub3();
    empty.package = Some("<package/>".into());
    assert_eq!(read_bytes(empty.zipped()), Err(NotRead::Damaged), "a package that lists nothing");
    assert_eq!(read(std::path::Path::new("/"), &mut unwatched), Err(NotRead::OtherKind), "a folder");
    let gone = read(std::path::Path::new("/nowhere/at.all"), &mut unwatched);
    assert_eq!(gone, Err(NotRead::Io(std::io::ErrorKind::NotFound)));
}

#[test]
fn lists_without_end_are_refused() {
    let items: String = (0..=MOST_ITEMS).map(|n| format!("<item id='{n}' href='{n}.xhtml'/>")).collect();
    let mut made = Made::epub3();
    made.package = Some(format!("<package><manifest>{items}</manifest></package>"));
    assert_eq!(read_bytes(made.zipped()), Err(NotRead::Overfull));
    let lines = "<li><a href='a.xhtml'>Line</a></li>".repeat(MOST_ITEMS + 1);
    let made = Made::epub3().page("a.xhtml", "").nav(&format!("<nav epub:type='toc'><ol>{lines}</ol></nav>"));
    assert_eq!(read_bytes(made.zipped()), Err(NotRead::Overfull));
    let files: Vec<(String, Vec<u8>)> =
        (0..50_000).map(|n| (format!("{n:060}-{n:040}"), Vec::new())).collect();
    assert_eq!(read_bytes(made::zip_of(b"", &files)), Err(NotRead::Overfull), "a directory of megabytes");
}

#[test]
fn a_book_that_is_cut_off_anywhere_is_refused() {
    let whole = Made::epub3().page("one.xhtml", &words(200)).zipped();
    for at in (0..whole.len()).step_by(7) {
        let cut = read_bytes(whole[..at].to_vec());
        assert!(matches!(cut, Err(NotRead::Damaged | NotRead::OtherKind)), "cut at {at}: {cut:?}");
    }
}

#[test]
fn reading_can_be_stopped() {
    let bytes = (0..9).fold(Made::epub3(), |made, n| made.page(&format!("{n}.xhtml"), &words(9))).zipped();
    let mut seen = Vec::new();
    let stopped = read_from(Cursor::new(&bytes), bytes.len() as u64, &mut |progress: Progress| {
        seen.push(progress);
        if progress.done == 4 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(NotRead::Stopped));
    assert_eq!(seen.len(), 5, "nothing is read after that");
    assert!(seen.iter().all(|progress| progress.of == 9));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_change_to_a_book_is_answered(at in 0_usize..4_000, by in 1_u8..=255) {
        let mut bytes = Made::epub3()
            .page("one.xhtml", &format!("<h1 id='a'>One</h1>{}", words(50)))
            .nav("<nav epub:type='toc'><ol><li><a href='one.xhtml#a'>One</a></li></ol></nav>")
            .zipped();
        let at = at % bytes.len();
        bytes[at] = bytes[at].wrapping_add(by);
        if let Ok(book) = read_bytes(bytes) {
            prop_assert!(book.chapters(Around::Taken).is_ok());
        }
    }
}
