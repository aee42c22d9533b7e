//! The cover of a book.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use super::href::Target;
use super::package::Package;
use super::{MOST_STRUCTURE, text};
use crate::book::NotRead;
use crate::container::Container;
use crate::picture::{self, Cover, LeftOut};

/// The cover, looked at. What cannot be shown is left out and never keeps a book from being read.
///
/// # Errors
/// [`NotRead::Io`].
pub(super) fn of<R: Read + Seek>(container: &mut Container<R>, package: &Package) -> Result<Cover, NotRead> {
    let Some(name) = name(container, package) else { return Ok(Cover::None) };
    match container.read(&name, picture::MOST_BYTES) {
        Ok(Some(bytes)) => Ok(picture::look(bytes).into()),
        Ok(None) => Ok(Cover::LeftOut(LeftOut::Missing)),
        Err(NotRead::Bloated) => Ok(Cover::LeftOut(LeftOut::TooLarge)),
        Err(NotRead::Damaged | NotRead::Locked) => Ok(Cover::LeftOut(LeftOut::Broken)),
        Err(other) => Err(other),
    }
}

/// The picture that is said to be the cover, or the first one on the page that is.
fn name<R: Read + Seek>(container: &mut Container<R>, package: &Package) -> Option<String> {
    let is_page = |name: &String| name.ends_with("html") || name.ends_with("htm") || name.ends_with("xml");
    let (page, picture) = match &package.cover {
        Some(name) if is_page(name) => (Some(name), None),
        picture => (package.cover_page.as_ref(), picture.clone()),
    };
    picture.or_else(|| {
        let page = page?;
        if !is_page(page) {
            return Some(page.clone());
        }
        let bytes = container.read(page, MOST_STRUCTURE).ok()??;
        let linked = text::scan(&crate::decode::xml(&bytes), &BTreeSet::new()).picture?;
        Target::of(page, &linked).map(|target| target.name)
    })
}
