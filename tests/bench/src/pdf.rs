//! PDFs as a word processor writes them: pages with text, an outline, and pictures that nobody looks at.

/// A PDF under construction: its objects, numbered from 1.
#[derive(Default)]
struct Objects(Vec<Vec<u8>>);

impl Objects {
    fn put(&mut self, content: impl Into<Vec<u8>>) -> usize {
        self.0.push(content.into());
        self.0.len()
    }

    fn stream(&mut self, about: &str, bytes: &[u8]) -> usize {
        let mut content = format!("<< {about} /Length {} >>\nstream\n", bytes.len()).into_bytes();
        content.extend_from_slice(bytes);
        content.extend_from_slice(b"\nendstream");
        self.put(content)
    }

    /// The number that the object after `ahead` others will have.
    fn number(&self, ahead: usize) -> usize {
        self.0.len() + 1 + ahead
    }

    fn file(self, root: usize) -> Vec<u8> {
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut places = Vec::new();
        for (number, content) in (1..).zip(&self.0) {
            places.push(file.len());
            file.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
            file.extend_from_slice(content);
            file.extend_from_slice(b"\nendobj\n");
        }
        let table = file.len();
        file.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).as_bytes());
        for place in &places {
            file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
        }
        let size = places.len() + 1;
        let end = format!("trailer\n<< /Size {size} /Root {root} 0 R >>\nstartxref\n{table}\n%%EOF\n");
        file.extend_from_slice(end.as_bytes());
        file
    }
}

/// A book of so many pages of text, with so many chapters in its outline.
pub(crate) fn long(pages: usize, chapters: usize) -> Vec<u8> {
    let mut objects = Objects::default();
    let text = "BT /F1 11 Tf 72 720 Td (the jetty stood in evening light and somebody called across) Tj ET\n"
        .repeat(40);
    book(&mut objects, pages, chapters, |objects| objects.stream("", text.as_bytes()))
}

/// A short one whose pages are pictures of so many bytes in all.
pub(crate) fn heavy(bytes: usize) -> Vec<u8> {
    let mut objects = Objects::default();
    let pages = 30;
    // Not compressed, so that it is as large on the disk as in memory.
    let picture: Vec<u8> = (0..bytes / pages).map(|at| (at * 31 % 251) as u8).collect();
    let about =
        "/Type /XObject /Subtype /Image /Width 1000 /Height 1000 /ColorSpace /DeviceGray /BitsPerComponent 8";
    book(&mut objects, pages, 3, |objects| objects.stream(about, &picture))
}

fn book(
    objects: &mut Objects,
    pages: usize,
    chapters: usize,
    content: impl Fn(&mut Objects) -> usize,
) -> Vec<u8> {
    let tree = objects.number(2 * pages);
    let mut kids = Vec::new();
    for _ in 0..pages {
        let content = content(objects);
        let page =
            format!("<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R >>");
        kids.push(objects.put(page));
    }
    let refs: Vec<String> = kids.iter().map(|kid| format!("{kid} 0 R")).collect();
    objects.put(format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", refs.join(" ")));
    let outline = objects.number(chapters);
    let first = objects.number(0);
    for chapter in 0..chapters {
        let page = kids.get(chapter * pages / chapters).copied().unwrap_or(1);
        let next =
            if chapter + 1 < chapters { format!("/Next {} 0 R", first + chapter + 1) } else { String::new() };
        objects.put(format!(
            "<< /Title (Chapter {}) /Parent {outline} 0 R /Dest [{page} 0 R /Fit] {next} >>",
            chapter + 1
        ));
    }
    let last = first + chapters - 1;
    objects.put(format!("<< /Type /Outlines /First {first} 0 R /Last {last} 0 R /Count {chapters} >>"));
    let root = objects.put(format!("<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R >>"));
    std::mem::take(objects).file(root)
}
