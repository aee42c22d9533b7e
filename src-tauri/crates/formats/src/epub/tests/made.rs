//! Books made here, a piece at a time.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// A book in the making.
#[derive(Clone)]
pub(super) struct Made {
    version: u8,
    /// Name, media type, properties, content, and whether it is read in order.
    files: Vec<(String, &'static str, String, Vec<u8>, bool)>,
    /// What lies in the container and in no list.
    pub(super) beside: Vec<(String, Vec<u8>)>,
    metadata: String,
    guide: String,
    spine: String,
    pub(super) mimetype: Vec<u8>,
    pub(super) package: Option<String>,
}

const METADATA_3: &str =
    "<dc:title id='sub'>Being a Tale</dc:title><dc:title id='t'>A Country of Firs</dc:title>
    <meta refines='#t' property='title-type'>main</meta><dc:creator id='a'>Ada Bell</dc:creator>
    <dc:creator id='b'>Cy  Dunn</dc:creator><meta refines='#b' property='role'>aut</meta>
    <dc:creator id='c'>Eve Fay</dc:creator><meta refines='#c' property='role'>edt</meta>
    <dc:language>en-GB</dc:language><dc:identifier id='uid'>urn:uuid:one</dc:identifier>
    <dc:identifier>urn:isbn:9780306406157</dc:identifier>";
const METADATA_2: &str =
    "<dc:title>A Country of Firs</dc:title><dc:creator opf:role='aut'>Ada Bell</dc:creator>
    <dc:creator opf:role='ill'>Cy Dunn</dc:creator><dc:language>en</dc:language>
    <dc:identifier id='uid' opf:scheme='ISBN'>0-306-40615-2</dc:identifier>";

impl Made {
    pub(super) fn epub3() -> Self {
        Self::new(3, METADATA_3)
    }

    pub(super) fn epub2() -> Self {
        Self::new(2, METADATA_2)
    }

    fn new(version: u8, metadata: &str) -> Self {
        Self {
            version,
            files: Vec::new(),
            beside: Vec::new(),
            metadata: metadata.into(),
            guide: String::new(),
            spine: String::new(),
            mimetype: b"application/epub+zip".to_vec(),
            package: None,
        }
    }

    /// A page with this body.
    pub(super) fn page(self, name: &str, body: &str) -> Self {
        let text = format!(
            "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' \
             xmlns:epub='http://www.idpf.org/2007/ops'><head><title>A Country of Firs</title></head>\
             <body>{body}</body></html>"
        );
        self.file(name, "application/xhtml+xml", "", text.as_bytes(), true)
    }

    pub(super) fn file(
        mut self,
        name: &str,
        kind: &'static str,
        properties: &str,
        bytes: &[u8],
        read: bool,
    ) -> Self {
        self.files.push((name.into(), kind, properties.into(), bytes.to_vec(), read));
        self
    }

    pub(super) fn nav(self, body: &str) -> Self {
        let text = format!(
            "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><head>\
             <title>Contents</title></head><body>{body}</body></html>"
        );
        self.file("nav.xhtml", "application/xhtml+xml", "nav", text.as_bytes(), false)
    }

    pub(super) fn ncx(self, body: &str) -> Self {
        let text = format!(
            "<?xml version='1.0'?><ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><docTitle><text>Not this</text>\
             </docTitle>{body}</ncx>"
        );
        self.file("toc.ncx", "application/x-dtbncx+xml", "", text.as_bytes(), false)
    }

    pub(super) fn picture(self, name: &str, bytes: &[u8]) -> Self {
        self.file(name, "image/png", "", bytes, false)
    }

    /// Says that the picture called `name` is the cover; lists it where it is not listed.
    pub(super) fn cover_property(mut self, name: &str) -> Self {
        match self.files.iter_mut().find(|file| file.0 == name) {
            Some(file) => file.2 = "cover-image".into(),
            None => self.metadata.push_str(&format!("<item id='x' href='{name}' properties='cover-image'/>")),
        }
        self
    }

    pub(super) fn meta(mut self, text: &str) -> Self {
        self.metadata.push_str(text);
        self
    }

    pub(super) fn guide(mut self, text: &str) -> Self {
        self.guide.push_str(text);
        self
    }

    pub(super) fn spine(mut self, attributes: &str) -> Self {
        self.spine = attributes.into();
        self
    }

    /// As a Mac packs the folder that a book was unpacked into: the folder first, and a note about each file.
    pub(super) fn zipped_again(self) -> Vec<u8> {
        let book = self.written_package();
        let mut files = vec![
            ("Firs/META-INF/container.xml".to_owned(), b"<container/>".to_vec()),
            ("__MACOSX/Firs/OPS/._book.opf".to_owned(), b"\0\x05\x16\x07".to_vec()),
            ("Firs/OPS/._book.opf".to_owned(), b"\0\x05\x16\x07".to_vec()),
            ("Firs/OPS/book.opf".to_owned(), book.into_bytes()),
        ];
        files
            .extend(self.files.into_iter().map(|(name, _, _, bytes, _)| (format!("Firs/OPS/{name}"), bytes)));
        zip_of(b"application/epub+zip", &files)
    }

    pub(super) fn beside(mut self, name: &str, bytes: &[u8]) -> Self {
        self.beside.push((name.into(), bytes.to_vec()));
        self
    }

    fn written_package(&self) -> String {
        let items: String = self
            .files
            .iter()
            .map(|(name, kind, properties, ..)| {
                format!("<item id='{name}' href='{name}' media-type='{kind}' properties='{properties}'/>")
            })
            .collect();
        let read = self.files.iter().filter(|file| file.4);
        let spine: String = read.map(|(name, ..)| format!("<itemref idref='{name}'/>")).collect();
        format!(
            "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' version='{}.0' \
             unique-identifier='uid'><metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{}</metadata>\
             <manifest>{items}</manifest><spine toc='toc.ncx' {}>{spine}</spine><guide>{}</guide></package>",
            self.version, self.metadata, self.spine, self.guide
        )
    }

    /// The book as a file.
    pub(super) fn zipped(self) -> Vec<u8> {
        let container = "<container><rootfiles><rootfile full-path='OPS/book.opf' \
                         media-type='application/oebps-package+xml'/></rootfiles></container>";
        let package = self.package.clone().unwrap_or_else(|| self.written_package());
        let mut files: Vec<(String, Vec<u8>)> = vec![
            ("META-INF/container.xml".into(), container.into()),
            ("OPS/book.opf".into(), package.into_bytes()),
        ];
        files.extend(self.files.into_iter().map(|(name, _, _, bytes, _)| (format!("OPS/{name}"), bytes)));
        files.extend(self.beside);
        zip_of(&self.mimetype, &files)
    }
}

/// A zip of these files, the first one unpacked as the standard asks.
pub(super) fn zip_of(mimetype: &[u8], files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let stored = plain.compression_method(CompressionMethod::Stored);
    let packed = plain.compression_method(CompressionMethod::Deflated);
    zip.start_file("mimetype", stored).expect("room");
    zip.write_all(mimetype).expect("room");
    for (name, bytes) in files {
        zip.start_file(name.as_str(), packed).expect("room");
        zip.write_all(bytes).expect("room");
    }
    zip.finish().expect("room").into_inner()
}

/// A small whole picture.
pub(super) fn png() -> Vec<u8> {
    let start = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0\x36\x88\x49\xd6";
    [start.as_slice(), b"\0\0\0\0IEND\xaeB`\x82"].concat()
}
