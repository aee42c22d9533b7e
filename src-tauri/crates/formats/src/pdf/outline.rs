//! From the outline of a PDF to headings.

use std::collections::{HashMap, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as Text};

use super::text::decoded;
use crate::book::heading::Heading;
use crate::book::{NotRead, line};

/// So many lines of an outline are read.
const MOST_ITEMS: usize = 20_000;
/// So many names of places are looked up in.
const MOST_NAMES: usize = 100_000;
/// A tree of names is at most so deep, and so is an outline.
const DEEPEST: usize = 64;

/// The outline's lines in order, with the page that each leads to, counted from 0.
///
/// # Errors
/// [`NotRead::Overfull`].
pub(super) fn headings(pdf: &Pdf) -> Result<Vec<Heading>, NotRead> {
    let Some(catalog) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else { return Ok(Vec::new()) };
    let Some(root) = catalog.get::<Dict<'_>>("Outlines") else { return Ok(Vec::new()) };
    let places = Places::of(pdf, &catalog);
    let mut headings = Vec::new();
    let mut seen = HashSet::new();
    // Items that are still to be read, with their depths: the next beside an item, then the first under it.
    let mut waiting: Vec<_> = linked(&root, "First", &mut seen).map(|first| (first, 0)).into_iter().collect();
    while let Some((item, depth)) = waiting.pop() {
        if headings.len() >= MOST_ITEMS {
            return Err(NotRead::Overfull);
        }
        let title = item.get::<Text<'_>>("Title").map(|text| line(&decoded(&text))).unwrap_or_default();
        headings.push(Heading { title, depth, start: places.page_of(&item), file: None, matter: None });
        if let Some(next) = linked(&item, "Next", &mut seen) {
            waiting.push((next, depth));
        }
        if let Some(first) = linked(&item, "First", &mut seen).filter(|_| depth < DEEPEST) {
            waiting.push((first, depth + 1));
        }
    }
    Ok(headings)
}

/// What `of` leads to under `key`; nothing where that was met before: an outline that comes back to an item has
/// been read to its end. What stands in `of` itself is met once.
fn linked<'a>(of: &Dict<'a>, key: &str, seen: &mut HashSet<ObjectIdentifier>) -> Option<Dict<'a>> {
    let is_new = of.get_ref(key).is_none_or(|link| seen.insert(link.into()));
    is_new.then(|| of.get::<Dict<'a>>(key))?
}

/// Where places are: the pages by their objects, and the names that were given to some.
struct Places<'a> {
    pages: HashMap<ObjectIdentifier, u64>,
    named: HashMap<Vec<u8>, Array<'a>>,
}

impl<'a> Places<'a> {
    fn of(pdf: &'a Pdf, catalog: &Dict<'a>) -> Self {
        let pages =
            pdf.pages().iter().zip(0..).filter_map(|(page, number)| Some((page.raw().obj_id()?, number)));
        let mut places = Self { pages: pages.collect(), named: HashMap::new() };
        // PDF 1.1 keeps names in a dictionary, later ones in a tree.
        if let Some(names) = catalog.get::<Dict<'a>>("Dests") {
            let keys: Vec<Name<'a>> = names.keys().take(MOST_NAMES).collect();
            for key in keys {
                places.name(key.to_vec(), names.get::<Object<'a>>(&*key));
            }
        }
        if let Some(tree) = catalog.get::<Dict<'a>>("Names").and_then(|names| names.get::<Dict<'a>>("Dests"))
        {
            places.names_of(tree, pdf);
        }
        places
    }

    fn names_of(&mut self, root: Dict<'a>, pdf: &'a Pdf) {
        let mut seen: HashSet<ObjectIdentifier> = HashSet::new();
        let mut waiting = vec![(root, 0)];
        while let Some((node, depth)) = waiting.pop() {
            if let Some(names) = node.get::<Array<'a>>("Names") {
                let mut pairs = names.iter::<Object<'a>>();
                while let (Some(name), Some(place)) = (pairs.next(), pairs.next()) {
                    if let (Object::String(name), true) = (name, self.named.len() < MOST_NAMES) {
                        self.name(name.to_vec(), Some(place));
                    }
                }
            }
            let Some(kids) = node.get::<Array<'a>>("Kids").filter(|_| depth < DEEPEST) else { continue };
            let kids = kids.raw_iter().filter_map(|kid| match kid {
                MaybeRef::Ref(link) if seen.insert(link.into()) => pdf.xref().get::<Dict<'a>>(link.into()),
                MaybeRef::Ref(_) => None,
                MaybeRef::NotRef(kid) => kid.into_dict(),
            });
            let room = MOST_NAMES.saturating_sub(waiting.len());
            waiting.extend(kids.take(room).map(|kid| (kid, depth + 1)));
        }
    }

    fn name(&mut self, name: Vec<u8>, place: Option<Object<'a>>) {
        let place = match place {
            Some(Object::Array(place)) => Some(place),
            Some(Object::Dict(about)) => about.get::<Array<'a>>("D"),
            _ => None,
        };
        if let (Some(place), true) = (place, name.len() < 300) {
            self.named.insert(name, place);
        }
    }

    /// The page that an item of the outline leads to.
    fn page_of(&self, item: &Dict<'a>) -> Option<u64> {
        let place = item.get::<Object<'a>>("Dest").or_else(|| {
            let action = item.get::<Dict<'a>>("A")?;
            let goes = action.get::<Name<'_>>("S").is_some_and(|kind| &*kind == b"GoTo");
            action.get::<Object<'a>>("D").filter(|_| goes)
        })?;
        match place {
            Object::Array(place) => self.page(&place),
            Object::Name(name) => self.named.get(&*name).and_then(|place| self.page(place)),
            Object::String(name) => self.named.get(&*name).and_then(|place| self.page(place)),
            _ => None,
        }
    }

    /// The first thing in a place is its page, or the page's number.
    fn page(&self, place: &Array<'a>) -> Option<u64> {
        match place.raw_iter().next()? {
            MaybeRef::Ref(page) => self.pages.get(&page.into()).copied(),
            MaybeRef::NotRef(number) => {
                let number = u64::try_from(number.into_i32()?).ok()?;
                (number < self.pages.len() as u64).then_some(number)
            }
        }
    }
}
