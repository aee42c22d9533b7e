//! The contents that a book gives itself: `nav.xhtml` of EPUB 3, `toc.ncx` of EPUB 2.

mod nav;
mod ncx;

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{Read, Seek};

use super::href::Target;
use super::package::Package;
use super::{MOST_ITEMS, MOST_STRUCTURE};
use crate::book::{Matter, NotRead, line};
use crate::container::Container;

/// A line of the contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    /// One line, or empty.
    pub(super) title: String,
    /// How many lines it stands under.
    pub(super) depth: usize,
    pub(super) target: Option<Target>,
    /// What it says of itself.
    pub(super) matter: Option<Matter>,
}

/// Everything in a book that leads somewhere in it.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) contents: Vec<Link>,
    /// The landmarks: places of which is said what they are.
    pub(super) landmarks: Vec<(Target, Matter)>,
    /// Where the book itself begins.
    pub(super) body: Option<Target>,
}

impl Links {
    /// Every place that something leads to.
    pub(super) fn targets(&self) -> impl Iterator<Item = &Target> {
        let contents = self.contents.iter().filter_map(|link| link.target.as_ref());
        contents.chain(self.landmarks.iter().map(|(target, _)| target)).chain(&self.body)
    }

    /// Mends links that miss the file by its folder or by its capitals, where only one file can be meant.
    fn mend(&mut self, spine: &[String]) {
        let mut known: HashMap<String, Option<&String>> = HashMap::new();
        for name in spine.iter().collect::<BTreeSet<_>>() {
            known.entry(last_step(name)).and_modify(|one| *one = None).or_insert(Some(name));
        }
        let exact: HashSet<&String> = spine.iter().collect();
        let contents = self.contents.iter_mut().filter_map(|link| link.target.as_mut());
        let landmarks = self.landmarks.iter_mut().map(|(target, _)| target);
        for target in contents.chain(landmarks).chain(&mut self.body) {
            if let (false, Some(Some(name))) =
                (exact.contains(&target.name), known.get(&last_step(&target.name)))
            {
                target.name.clone_from(name);
            }
        }
    }

    fn add(&mut self, link: Link) -> Result<(), NotRead> {
        if self.contents.len() >= MOST_ITEMS {
            return Err(NotRead::Overfull);
        }
        // A line without words and without a place says nothing.
        if !link.title.is_empty() || link.target.is_some() {
            self.contents.push(link);
        }
        Ok(())
    }
}

/// Reads the book's contents: those of EPUB 3, or where they hold nothing those of EPUB 2.
///
/// # Errors
/// [`NotRead::Overfull`], [`NotRead::Bloated`], [`NotRead::Locked`]. Damaged contents are none.
pub(super) fn of<R: Read + Seek>(container: &mut Container<R>, package: &Package) -> Result<Links, NotRead> {
    let mut links = Links::default();
    if let Some((name, bytes)) = found(container, package.nav.as_deref())? {
        nav::read(&crate::decode::xml(&bytes), name, &mut links)?;
    }
    if let (true, Some((name, bytes))) =
        (links.contents.is_empty(), found(container, package.ncx.as_deref())?)
    {
        ncx::read(&crate::decode::xml(&bytes), name, &mut links)?;
    }
    links.body = links.body.take().or_else(|| package.body.clone());
    links.mend(&package.spine);
    Ok(links)
}

/// A file's own name, in small letters.
fn last_step(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_lowercase()
}

fn found<'n, R: Read + Seek>(
    container: &mut Container<R>,
    name: Option<&'n str>,
) -> Result<Option<(&'n str, Vec<u8>)>, NotRead> {
    let Some(name) = name else { return Ok(None) };
    match container.read(name, MOST_STRUCTURE) {
        Ok(bytes) => Ok(bytes.map(|bytes| (name, bytes))),
        Err(NotRead::Damaged) => Ok(None),
        Err(other) => Err(other),
    }
}

/// A line that is being read.
#[derive(Default)]
struct Draft {
    words: String,
    depth: usize,
    target: Option<Target>,
    matter: Option<Matter>,
    /// Whether the book itself is said to begin there.
    is_body: bool,
}

impl Draft {
    fn push(&mut self, text: &str) {
        // More than any title is cut off anyway.
        if self.words.len() < 4_000 {
            self.words.push_str(text);
        }
    }

    fn link(self) -> Link {
        Link { title: line(&self.words), depth: self.depth, target: self.target, matter: self.matter }
    }
}
