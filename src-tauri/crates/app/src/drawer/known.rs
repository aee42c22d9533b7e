//! Whether a page that comes from elsewhere lies in the drawer already. Nobody may be told so of words that are not there:
//! who believes it may delete the original.

use nightstand_domain::ids::{EntityId, PageId, PersonId};
use nightstand_domain::marks;
use nightstand_domain::reflection::{Heads, Language, Reflection};
use nightstand_formats::journal::{Page, write};
use nightstand_journal::Space;
use nightstand_journal::drawer::{draft, page as rows, reflection, thread, version};

use super::import;
use crate::error::AppError;

/// How a page from elsewhere stands to those that are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing here is called so.
    New,
    /// It came in before, or went out from here, and its words are here, now or in an earlier version.
    Here,
    /// What is called so here has other words.
    Differs,
}

pub(super) fn standing(space: &Space, owner: PersonId, page: &Page) -> Result<Standing, AppError> {
    let came = |source: &str| PageId::from(import::id_of(owner, source));
    let is_here = |id| rows::is_here(space.read(), id);
    if let Some(place) = &page.place {
        // The words are part of its name. It may have come in before they were.
        let is = is_here(came(&page.source))? || says(space, came(place), page)?;
        return Ok(if is { Standing::Here } else { Standing::New });
    }
    if is_here(came(&page.name_by_words()))? {
        return Ok(Standing::Here);
    }
    let mut called = vec![came(&page.source)];
    if let Some(own) = own(page) {
        if let Some(same) = reflects(space, own, page)? {
            return Ok(if same { Standing::Here } else { Standing::Differs });
        }
        called.push(own.into());
    }
    let mut standing = Standing::New;
    for id in called {
        if says(space, id, page)? {
            return Ok(Standing::Here);
        }
        if is_here(id)? {
            standing = Standing::Differs;
        }
    }
    Ok(standing)
}

/// The id of a page or a reflection of a drawer's own that comes back from a copy.
fn own(page: &Page) -> Option<EntityId> {
    page.source.rsplit(':').next()?.to_lowercase().parse().ok()
}

/// Whether the page of that id says the same, as it is typed, as it lies there, or as it once was.
fn says(space: &Space, id: PageId, page: &Page) -> Result<bool, AppError> {
    if !rows::is_here(space.read(), id)? {
        return Ok(false);
    }
    // With its tags in the text, as it would come in now, or without, as it may have come in.
    let comes = [write::tagged(&page.body, &page.tags), page.body.clone()];
    let comes = comes.map(|body| plain(&page.title, &body, page));
    let same = |title: &str, body: &str| comes.contains(&plain(title, body, page));
    if rows::one(space.read(), id)?.is_some_and(|kept| same(&kept.title, &kept.body)) {
        return Ok(true);
    }
    if draft::one(space.read(), id)?.is_some_and(|draft| same(&draft.title, &draft.body)) {
        return Ok(true);
    }
    Ok(version::all(space.read(), id)?.iter().any(|version| same(&version.title, &version.body)))
}

/// A page's words without what a copy may change: pictures are their words, and outer spaces are none.
fn plain(title: &str, body: &str, page: &Page) -> (String, String) {
    let mut body = marks::worded(body).into_owned();
    for picture in &page.pictures {
        body = body.replace(&picture.mark, &marks::words_in(&picture.words));
    }
    (title.trim().to_owned(), body.trim().to_owned())
}

/// Whether the reflection of that id says the same under its headings, whatever those are called; nothing when there is
/// none.
fn reflects(space: &Space, id: EntityId, page: &Page) -> Result<Option<bool>, AppError> {
    let Some(whole) = reflection::one(space.read(), id.into())? else { return Ok(None) };
    let heads = any_heads();
    let threads = thread::all(space.read())?;
    let same = |of: &Reflection| {
        let thread = threads.iter().find(|row| Some(row.id) == of.thread).map(|row| row.name.as_str());
        below_heads(&of.told(&heads, thread, Language::default())) == below_heads(&page.body)
    };
    let draft = reflection::draft(space.read(), id.into())?;
    Ok(Some(same(&whole.reflection) || draft.as_ref().is_some_and(same)))
}

fn any_heads() -> Heads {
    let head = || "-".to_owned();
    Heads {
        title: head(),
        felt: head(),
        needed: head(),
        guess: head(),
        outside: head(),
        say: head(),
        thread: head(),
    }
}

fn below_heads(text: &str) -> Vec<&str> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| if line.starts_with("## ") { "##" } else { line }).collect()
}
