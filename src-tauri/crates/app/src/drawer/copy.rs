//! An open copy of the drawer's pages, for other programs and for paper. Nothing seals it, and whoever asks is told
//! so before.

use std::collections::{HashMap, HashSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use nightstand_domain::ids::{PageId, PersonId, PictureId, ReflectionId};
use nightstand_domain::marks;
use nightstand_domain::reflection::{Heads, Language};
use nightstand_formats::journal::{Page, Written, write};
use nightstand_formats::picture::Picture;

use super::cut_off::END;
use super::journals::On;
use crate::error::AppError;
use crate::file_place;
use crate::reflection::ReflectionView;
use crate::spine::App;

/// How many pages are listed at a time.
const TOGETHER: usize = 500;

/// In which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A folder with a file of Markdown for each page.
    Markdown,
    /// Day One's zip.
    DayOne,
    /// jrnl's text.
    Jrnl,
    /// One HTML file that prints well.
    Html,
}

impl Form {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::DayOne, Self::Jrnl, Self::Html];

    /// What a copy is called where nobody named it.
    const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "Nightstand pages",
            Self::DayOne => "Nightstand pages.zip",
            Self::Jrnl => "Nightstand pages.txt",
            Self::Html => "Nightstand pages.html",
        }
    }

    const fn ending(self) -> Option<&'static str> {
        match self {
            Self::Markdown => None,
            Self::DayOne => Some("zip"),
            Self::Jrnl => Some("txt"),
            Self::Html => Some("html"),
        }
    }
}

/// A copy that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Where it lies.
    pub path: String,
    /// How many pages and reflections are in it.
    pub pages: usize,
    /// How many pictures on them the drawer no longer has whole, and the copy does not have at all.
    pub lost_pictures: usize,
}

impl App {
    /// Where a copy of that form would lie when nothing else is said.
    pub fn copy_place(&self, form: Form) -> String {
        file_place::shown(&file_place::suggested(form.name()))
    }

    /// Writes every page of the open drawer, oldest first, as it was last typed, and behind them every reflection as
    /// text under `heads`; without those the reflections stay. The copy is whole or not there;
    /// nothing that lies there already is replaced. This computer account alone may read it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for the place; [`AppError::DrawerLocked`] also when it is locked on the way,
    /// [`AppError::Busy`] while a journal is read; [`AppError::Invalid`] for the field `journal` with the word
    /// `stopped`.
    pub fn take_copy(
        &self,
        owner: PersonId,
        form: Form,
        to: &str,
        words: &write::Words,
        heads: Option<&Heads>,
    ) -> Result<Copied, AppError> {
        let path = for_writing(form, to)?;
        let on = self.begin_work()?;
        let mut sheets: Vec<_> = self.all_pages(owner)?.into_iter().map(Sheet::Page).collect();
        if heads.is_some() {
            let (cards, _) = self.reflections_view()?;
            sheets.extend(cards.iter().rev().map(|card| Sheet::Reflection(card.row.id)));
        }
        let aside = aside(&path)?;
        self.copy_begins(owner, &aside)?;
        let mut pages =
            Pages { app: self, owner, heads, sheets: sheets.into_iter(), on: &on, done: 0, failed: None };
        let mut lost = HashSet::new();
        let written = match form {
            Form::Markdown => write_folder(&aside, &mut pages, &mut lost, self),
            _ => write_file(form, &aside, &mut pages, words, &mut lost, self),
        };
        let (done, failed) = (pages.done, pages.failed.take());
        let kept = match (written, failed) {
            (_, Some(why)) => Err(why),
            (Err(error), None) => Err(error.downcast().unwrap_or_else(file_place::failed)),
            (Ok(()), None) => fs::rename(&aside, &path).map_err(file_place::failed),
        };
        if kept.is_err() {
            let _ = if form == Form::Markdown { fs::remove_dir_all(&aside) } else { fs::remove_file(&aside) };
        }
        self.copy_ended(owner);
        kept.map(|()| Copied { path: file_place::shown(&path), pages: done, lost_pictures: lost.len() })
    }

    /// All pages of the drawer, oldest first.
    fn all_pages(&self, owner: PersonId) -> Result<Vec<PageId>, AppError> {
        let mut ids = Vec::new();
        let mut before = None;
        loop {
            self.in_drawer_of(owner, |_| Ok(()))?;
            let leaves = self.pages(before, TOGETHER)?;
            ids.extend(leaves.pages.iter().map(|leaf| leaf.id));
            before = leaves.next;
            if before.is_none() {
                break;
            }
        }
        ids.reverse();
        Ok(ids)
    }

    fn copied_page(&self, owner: PersonId, id: PageId) -> Result<Option<Page>, AppError> {
        self.in_drawer_of(owner, |_| Ok(()))?;
        let page = match self.page(id) {
            Err(AppError::NotFound) => return Ok(None),
            other => other?,
        };
        let tags = tags_in(&page.body);
        Ok(Some(Page {
            source: format!("nightstand:{id}"),
            place: None,
            written: if page.day_alone {
                Written::On(page.written.date())
            } else {
                Written::At(page.written)
            },
            title: page.title,
            body: page.body,
            tags,
            pictures: Vec::new(),
        }))
    }

    fn copied_reflection(
        &self,
        owner: PersonId,
        id: ReflectionId,
        heads: &Heads,
    ) -> Result<Option<Page>, AppError> {
        self.in_drawer_of(owner, |_| Ok(()))?;
        let ReflectionView { reflection, threads, .. } = match self.reflection_view(id) {
            Err(AppError::NotFound) => return Ok(None),
            other => other?,
        };
        let language = Language::default();
        let thread = threads.iter().find(|row| Some(row.id) == reflection.thread);
        let body = reflection.told(heads, thread.map(|row| row.name.as_str()), language);
        Ok(Some(Page {
            source: format!("nightstand:{id}"),
            place: None,
            written: reflection.mine.day.map_or(Written::Unknown, Written::On),
            title: reflection.told_title(heads, language),
            tags: tags_in(&body),
            body,
            pictures: Vec::new(),
        }))
    }
}

/// What is copied.
enum Sheet {
    Page(PageId),
    Reflection(ReflectionId),
}

/// The pages one after the other, each read when it is written.
struct Pages<'a> {
    app: &'a App,
    owner: PersonId,
    heads: Option<&'a Heads>,
    sheets: std::vec::IntoIter<Sheet>,
    on: &'a On<'a>,
    done: usize,
    failed: Option<AppError>,
}

impl Iterator for Pages<'_> {
    type Item = Page;

    fn next(&mut self) -> Option<Page> {
        while self.failed.is_none() {
            let sheet = self.sheets.next()?;
            if !self.on.at(self.done) {
                self.failed = Some(AppError::invalid("journal", "stopped"));
                break;
            }
            let copied = match (sheet, self.heads) {
                (Sheet::Page(id), _) => self.app.copied_page(self.owner, id),
                (Sheet::Reflection(id), Some(heads)) => self.app.copied_reflection(self.owner, id, heads),
                (Sheet::Reflection(_), None) => Ok(None),
            };
            match copied {
                Ok(None) => {}
                Ok(Some(page)) => {
                    self.done += 1;
                    return Some(page);
                }
                Err(error) => self.failed = Some(error),
            }
        }
        None
    }
}

fn write_file(
    form: Form,
    path: &Path,
    pages: &mut Pages<'_>,
    words: &write::Words,
    lost: &mut HashSet<PictureId>,
    app: &App,
) -> io::Result<()> {
    let mut to = BufWriter::new(own_file(path)?);
    let owner = pages.owner;
    let mut picture = |id| shown(app, owner, id, lost);
    // Neither knows a page without a date: one that has none gets the day of the copy.
    let today = app.civil_now().date();
    let dated = |page: Page| match page.written {
        Written::Unknown => Page { written: Written::On(today), ..page },
        _ => page,
    };
    match form {
        Form::DayOne => to = write::dayone(to, pages.map(dated), &mut picture, app.zone())?,
        Form::Html => write::html(&mut to, words, pages.map(printed), &mut picture)?,
        Form::Jrnl | Form::Markdown => write::jrnl(&mut to, pages.map(dated))?,
    }
    to.flush()?;
    to.get_ref().sync_all()
}

fn printed(page: Page) -> write::Sheet {
    let when = page.written.kept().unwrap_or_default().replace('T', ", ");
    // On paper a tag stands where it was written.
    write::Sheet { when, title: page.title, body: page.body, tags: Vec::new() }
}

/// The tags that a text names, each once, for forms that keep them beside the text as well.
fn tags_in(body: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    marks::tags(body).filter(|tag| seen.insert(tag.to_lowercase())).map(str::to_owned).collect()
}

/// A picture, when the drawer has it whole; else it is among the `lost`. When the drawer is shut on the way, the copy
/// ends.
fn shown(
    app: &App,
    owner: PersonId,
    id: PictureId,
    lost: &mut HashSet<PictureId>,
) -> io::Result<Option<Picture>> {
    let picture = app.in_drawer_of(owner, |_| Ok(())).and_then(|()| app.picture(id));
    let picture = picture.map_err(io::Error::other)?;
    if picture.is_none() {
        lost.insert(id);
    }
    Ok(picture)
}

fn write_folder(
    folder: &Path,
    pages: &mut Pages<'_>,
    lost: &mut HashSet<PictureId>,
    app: &App,
) -> io::Result<()> {
    own_folder(folder)?;
    let owner = pages.owner;
    let mut taken = HashMap::new();
    let mut called: HashMap<PictureId, String> = HashMap::new();
    for page in pages {
        let name = write::name(&page);
        // Systems that know no capitals would put two into one.
        let again: &mut usize = taken.entry(name.to_lowercase()).or_default();
        *again += 1;
        let name = if *again == 1 { format!("{name}.md") } else { format!("{name} ({again}).md") };
        for id in marks::pictures(&page.body).map(|mark| mark.picture) {
            if let (false, Some(picture)) = (called.contains_key(&id), shown(app, owner, id, lost)?) {
                let pictures = folder.join(write::PICTURES);
                if called.is_empty() {
                    own_folder(&pictures)?;
                }
                let name = format!("{id}.{}", picture.kind.ending());
                own_file(&pictures.join(&name))?.write_all(&picture.bytes)?;
                called.insert(id, name);
            }
        }
        let text = write::file(&page, |id| called.get(&id).cloned());
        own_file(&folder.join(name))?.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn own_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn own_folder(path: &Path) -> io::Result<()> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "elsewhere a folder has its parent's rights"))]
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Where a copy is to lie: a folder that is there gets our name below it, a name without an ending gets its own.
fn for_writing(form: Form, text: &str) -> Result<PathBuf, AppError> {
    let mut path = file_place::typed(text)?;
    if path.is_dir() {
        path.push(form.name());
    } else if let (Some(ending), None) = (form.ending(), path.extension()) {
        path.set_extension(ending);
    }
    if fs::symlink_metadata(&path).is_ok() {
        return Err(file_place::refused("there"));
    }
    if !path.parent().is_some_and(Path::is_dir) {
        return Err(file_place::refused("noFolder"));
    }
    Ok(path)
}

/// Beside it, under a name that nothing else has.
fn aside(path: &Path) -> Result<PathBuf, AppError> {
    let mut salt = [0; 8];
    getrandom::fill(&mut salt)?;
    let mut name = path.file_name().ok_or(file_place::refused("empty"))?.to_owned();
    name.push(format!(".{:016x}.{END}", u64::from_le_bytes(salt)));
    Ok(path.with_file_name(name))
}
