//! Whether a page that comes from elsewhere lies in the drawer already. Nobody may be told so of words that are not there:
//! who believes it may delete the original.

use chrono::{NaiveDateTime, NaiveTime, Timelike as _};
use nightstand_domain::days::Days;
use nightstand_domain::ids::{EntityId, PageId, PersonId};
use nightstand_domain::reflection::field::REFLECTION;
use nightstand_domain::reflection::{Heads, Language, Reflection};
use nightstand_domain::{marks, page as pages};
use nightstand_formats::journal::{Page, Written, below_date, write};
use nightstand_journal::Space;
use nightstand_journal::drawer::{
    LastWord, Wanted, draft, page as rows, reflection, search, thread, version,
};

use super::import;
use crate::error::AppError;

/// So many words of a page find those of its day that may be it, and so many of these are compared.
const FIRST_WORDS: usize = 8;
const COMPARED: usize = 50;

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
        let is =
            is_here(came(&page.source))? || says(space, came(place), page)? || lies_on_its_day(space, page)?;
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
    let comes = as_it_comes(page);
    let same = |title: &str, body: &str| comes.contains(&plain(title, body, page));
    // A text that begins with its date once kept that line.
    let below = |body: &str| {
        below_date(body).filter(|(written, _)| *written == page.written).map(|(_, rest)| rest.to_owned())
    };
    any_text(space, id, |title, body| same(title, body) || below(body).is_some_and(|rest| same(title, &rest)))
}

/// Whether any text of the page of that id, now or earlier, is such.
fn any_text(space: &Space, id: PageId, is: impl Fn(&str, &str) -> bool) -> Result<bool, AppError> {
    let Some(kept) = rows::one(space.read(), id)? else { return Ok(false) };
    if is(&kept.title, &kept.body) {
        return Ok(true);
    }
    if draft::one(space.read(), id)?.is_some_and(|draft| is(&draft.title, &draft.body)) {
        return Ok(true);
    }
    Ok(version::all(space.read(), id)?.iter().any(|version| is(&version.title, &version.body)))
}

/// With its tags in the text, as it would come in now, or without, as it may have come in.
fn as_it_comes(page: &Page) -> [(String, String); 2] {
    [write::tagged(&page.body, &page.tags), page.body.clone()].map(|body| plain(&page.title, &body, page))
}

/// Whether a page or a reflection of the same time has the same words, whatever it is called: a copy of this drawer may
/// have come back without ids. Such a copy makes a title of a page's first line, and keeps no spaces.
fn lies_on_its_day(space: &Space, page: &Page) -> Result<bool, AppError> {
    let Some(day) = page.written.day() else { return Ok(false) };
    let days = Some(Days { from: day, to: day });
    let line = if page.title.trim().is_empty() { &page.body } else { &page.title };
    let first: Vec<&str> = line.split_whitespace().take(FIRST_WORDS).collect();
    let find = |wanted: Wanted| search::find(space.read(), &wanted.within(days), COMPARED, COMPARED);
    let same = |title: &str, body: &str| {
        let kept = joined(&plain(title, body, page));
        as_it_comes(page).iter().any(|comes| joined(comes) == kept)
    };
    for hit in find(Wanted::phrase(&first.join(" ")))?.newest {
        let at_its_time = pages::read_written(&hit.written).is_some_and(|at| is_time_of(at, page.written));
        if at_its_time && any_text(space, hit.id.into(), same)? {
            return Ok(true);
        }
    }
    if below_heads(&page.body).is_empty() {
        return Ok(false);
    }
    let reflections = Wanted::typed("", LastWord::Whole).only(Some(REFLECTION));
    for hit in find(reflections)?.newest {
        if reflects(space, hit.id, page)? == Some(true) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether that is the time, as far as both are known: midnight stands for a whole day in many programs.
fn is_time_of(at: NaiveDateTime, written: Written) -> bool {
    let minute = |at: NaiveDateTime| at.with_second(0).and_then(|at| at.with_nanosecond(0));
    let is_day = |at: NaiveDateTime| at.time() == NaiveTime::MIN;
    match written {
        Written::Unknown => false,
        Written::On(day) => at.date() == day,
        Written::At(other) => {
            minute(at) == minute(other) || (at.date() == other.date() && (is_day(at) || is_day(other)))
        }
    }
}

/// The words of a page in a row.
fn joined((title, body): &(String, String)) -> String {
    title.split_whitespace().chain(body.split_whitespace()).collect::<Vec<_>>().join(" ")
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
    let comes = below_heads(&page.body);
    let says = |of: &Reflection| {
        let thread = threads.iter().find(|row| Some(row.id) == of.thread).map(|row| row.name.as_str());
        below_heads(&of.told(&heads, thread, Language::default())) == comes
    };
    let same = |of: &Reflection| says(of) || says(&told_before(of));
    let draft = reflection::draft(space.read(), id.into())?;
    Ok(Some(same(&whole.reflection) || draft.as_ref().is_some_and(same)))
}

/// As copies told it before they told the part of the day and "I don't know yet": what they say is all here.
fn told_before(of: &Reflection) -> Reflection {
    let mut of = of.clone();
    of.mine.part_of_day = None;
    (of.mine.showed.unsure, of.mine.under.unsure) = (false, false);
    of
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
