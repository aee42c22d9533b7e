//! The package: what a book is called, the files it is made of, and the order in which they are read.

use std::collections::HashMap;

use nightstand_domain::reading::Isbn;

use super::MOST_ITEMS;
use super::href::Target;
use super::xml::{self, Piece, Pieces};
use crate::book::{Direction, MOST_AUTHORS, NotRead, language, line};

/// What a package says that matters here.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) title: String,
    pub(super) authors: Vec<String>,
    pub(super) language: Option<String>,
    pub(super) isbn: Option<Isbn>,
    pub(super) direction: Direction,
    pub(super) is_fixed_layout: bool,
    /// The names of the files that are read one after the other.
    pub(super) spine: Vec<String>,
    /// The contents of EPUB 3.
    pub(super) nav: Option<String>,
    /// The contents of EPUB 2.
    pub(super) ncx: Option<String>,
    /// A picture that is said to be the cover.
    pub(super) cover: Option<String>,
    /// A page that is said to be the cover.
    pub(super) cover_page: Option<String>,
    /// Where the book itself is said to begin.
    pub(super) body: Option<Target>,
}

/// The names of the packages that `META-INF/container.xml` lists.
pub(super) fn named_by_container(text: &str) -> Vec<String> {
    let roots = Pieces::of(text).filter_map(|piece| match piece {
        Piece::Open(tag) if xml::name(&tag) == "rootfile" => xml::attribute(&tag, "full-path"),
        _ => None,
    });
    roots.filter_map(|path| Target::of("", &path)).map(|target| target.name).take(16).collect()
}

impl Package {
    /// Reads the package that is called `at` in its container.
    ///
    /// # Errors
    /// [`NotRead::Overfull`], [`NotRead::Damaged`] when it lists no files.
    pub(super) fn read(text: &str, at: &str) -> Result<Self, NotRead> {
        let mut reader = Reader { at, ..Reader::default() };
        for piece in Pieces::of(text) {
            match piece {
                Piece::Open(tag) => reader.open(&tag)?,
                Piece::Close => reader.close(),
                Piece::Text(text) => reader.text(&text),
            }
        }
        reader.finish()
    }
}

/// A file of the book.
#[derive(Default)]
struct Item {
    name: String,
    is_picture: bool,
}

/// A name, a title or another property with what refines it.
struct Said {
    what: What,
    id: String,
    role: String,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Title,
    Creator,
    Language,
    Identifier,
    Source,
    /// A `meta` of EPUB 3.
    Property,
}

#[derive(Default)]
struct Reader<'t> {
    at: &'t str,
    book: Package,
    items: HashMap<String, Item>,
    spine: Vec<String>,
    said: Vec<Said>,
    /// Where text that is read now belongs: the element's depth and what it says.
    into: Option<(usize, Said)>,
    /// What a `meta` refines and as what, by the refined id.
    refined: HashMap<String, Vec<(String, String)>>,
    depth: usize,
    ncx: Option<String>,
    cover: Option<String>,
}

impl Reader<'_> {
    fn open(&mut self, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), NotRead> {
        self.depth += 1;
        let attribute = |name: &str| xml::attribute(tag, name);
        match xml::name(tag) {
            "item" => self.item(tag)?,
            "itemref" => {
                let is_read = attribute("linear").is_none_or(|linear| linear != "no");
                if let Some(id) = attribute("idref").filter(|_| is_read) {
                    self.spine.push(id);
                }
            }
            "spine" => {
                self.ncx = attribute("toc");
                self.book.direction = match attribute("page-progression-direction").as_deref() {
                    Some("rtl") => Direction::RightToLeft,
                    Some("ltr") => Direction::LeftToRight,
                    _ => Direction::Unsaid,
                };
            }
            "reference" => self.guide(tag),
            "meta" => self.meta(tag),
            "title" => self.begin(What::Title, tag),
            "creator" => self.begin(What::Creator, tag),
            "language" => self.begin(What::Language, tag),
            "identifier" => self.begin(What::Identifier, tag),
            "source" => self.begin(What::Source, tag),
            _ => {}
        }
        let many =
            self.items.len() > MOST_ITEMS || self.spine.len() > MOST_ITEMS || self.said.len() > MOST_ITEMS;
        if many { Err(NotRead::Overfull) } else { Ok(()) }
    }

    fn begin(&mut self, what: What, tag: &quick_xml::events::BytesStart<'_>) {
        let id = xml::attribute(tag, "id").unwrap_or_default();
        let role = xml::any_attribute(tag, "role").unwrap_or_default();
        self.into = Some((self.depth, Said { what, id, role, text: String::new() }));
    }

    fn text(&mut self, text: &str) {
        if let Some((_, said)) = &mut self.into
            && said.text.len() < 4_000
        {
            said.text.push_str(text);
        }
    }

    fn close(&mut self) {
        if let Some((_, said)) = self.into.take_if(|(depth, _)| *depth >= self.depth) {
            self.say(said);
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn say(&mut self, said: Said) {
        let Said { what: What::Property, id: refines, role: property, text } = &said else {
            self.said.push(said);
            return;
        };
        let text = text.trim();
        match property.as_str() {
            "rendition:layout" => self.book.is_fixed_layout |= text == "pre-paginated",
            "role" | "title-type" => {
                let about = refines.trim_start_matches('#').to_owned();
                self.refined.entry(about).or_default().push((property.clone(), text.to_owned()));
            }
            _ => {}
        }
    }

    fn item(&mut self, tag: &quick_xml::events::BytesStart<'_>) -> Result<(), NotRead> {
        let attribute = |name: &str| xml::attribute(tag, name);
        let (Some(id), Some(href)) = (attribute("id"), attribute("href")) else { return Ok(()) };
        let Some(Target { name, .. }) = Target::of(self.at, &href) else { return Ok(()) };
        let kind = attribute("media-type").unwrap_or_default();
        let properties = attribute("properties").unwrap_or_default();
        let has = |wanted: &str| properties.split_whitespace().any(|word| word == wanted);
        if has("nav") {
            self.book.nav.get_or_insert_with(|| name.clone());
        }
        if has("cover-image") {
            self.book.cover.get_or_insert_with(|| name.clone());
        }
        if kind == "application/x-dtbncx+xml" {
            self.book.ncx.get_or_insert_with(|| name.clone());
        }
        self.items.insert(id, Item { name, is_picture: kind.starts_with("image/") });
        Ok(())
    }

    /// The guide of EPUB 2.
    fn guide(&mut self, tag: &quick_xml::events::BytesStart<'_>) {
        let kind = xml::attribute(tag, "type").unwrap_or_default();
        let target = xml::attribute(tag, "href").and_then(|href| Target::of(self.at, &href));
        match kind.as_str() {
            "text" | "start" | "bodymatter" => self.book.body = self.book.body.take().or(target),
            "cover" => self.book.cover_page = target.map(|target| target.name),
            _ => {}
        }
    }

    /// `<meta name content>` of EPUB 2, `<meta property>` of EPUB 3.
    fn meta(&mut self, tag: &quick_xml::events::BytesStart<'_>) {
        let attribute = |name: &str| xml::attribute(tag, name);
        let content = attribute("content").unwrap_or_default();
        match attribute("name").as_deref() {
            Some("cover") => self.cover = Some(content),
            Some("fixed-layout") => self.book.is_fixed_layout |= content == "true",
            _ => {}
        }
        if let Some(property) = attribute("property") {
            let id = attribute("refines").unwrap_or_default();
            self.into =
                Some((self.depth, Said { what: What::Property, id, role: property, text: String::new() }));
        }
    }

    fn finish(mut self) -> Result<Package, NotRead> {
        if self.items.is_empty() {
            return Err(NotRead::Damaged);
        }
        let named = |id: &String| self.items.get(id).map(|item| item.name.clone());
        self.book.spine = self.spine.iter().filter_map(named).collect();
        self.book.ncx = self.ncx.as_ref().and_then(named).or(self.book.ncx.take());
        self.book.cover = self.book.cover.take().or_else(|| self.cover_of_epub2());
        self.book.title = self.title();
        self.book.authors = self.authors();
        let language = self.texts(What::Language).find_map(|said| language(&said.text));
        (self.book.language, self.book.isbn) = (language, self.isbn());
        Ok(self.book)
    }

    fn isbn(&self) -> Option<Isbn> {
        let numbers = self.texts(What::Identifier).chain(self.texts(What::Source));
        numbers.filter_map(|said| Isbn::read(&said.text).ok()).next()
    }

    /// By the id that `<meta name="cover">` gives, by the name that some give instead, or by an id that says so.
    fn cover_of_epub2(&self) -> Option<String> {
        let said = self.cover.as_ref().and_then(|cover| {
            let by_name = || Target::of(self.at, cover).map(|target| target.name);
            self.items.get(cover).filter(|item| item.is_picture).map(|item| item.name.clone()).or_else(|| {
                by_name().filter(|name| self.items.values().any(|item| item.is_picture && item.name == *name))
            })
        });
        said.or_else(|| {
            let ids = ["cover-image", "cover", "coverimage", "cover-img"].iter();
            ids.filter_map(|id| self.items.get(*id))
                .find(|item| item.is_picture)
                .map(|item| item.name.clone())
        })
    }

    fn texts(&self, what: What) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(move |said| said.what == what && !said.text.trim().is_empty())
    }

    fn is_refined_as(&self, id: &str, property: &str, value: &str) -> bool {
        self.refined.get(id).is_some_and(|all| all.iter().any(|(p, v)| p == property && v == value))
    }

    fn title(&self) -> String {
        let mut titles = self.texts(What::Title);
        let main = titles.find(|said| self.is_refined_as(&said.id, "title-type", "main"));
        main.or_else(|| self.texts(What::Title).next()).map(|said| line(&said.text)).unwrap_or_default()
    }

    /// Those whose role is to have written it; all who are named when nobody's is.
    fn authors(&self) -> Vec<String> {
        let roles = |said: &Said| {
            let refined = self.refined.get(&said.id).into_iter().flatten();
            let refined = refined.filter(|(property, _)| property == "role").map(|(_, role)| role.clone());
            refined.chain(Some(said.role.clone()).filter(|role| !role.is_empty())).collect::<Vec<_>>()
        };
        let writes = |said: &&Said| roles(said).is_empty() || roles(said).iter().any(|role| role == "aut");
        let name = |said: &Said| line(&said.text);
        let mut authors: Vec<String> = self.texts(What::Creator).filter(writes).map(name).collect();
        if authors.is_empty() {
            authors = self.texts(What::Creator).map(name).collect();
        }
        let mut once = std::collections::HashSet::new();
        authors.retain(|author| once.insert(author.clone()));
        authors.truncate(MOST_AUTHORS);
        authors
    }
}
