//! What has been read so far: every page made fit to be kept, and everything else counted.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use nightstand_domain::ids::EntityId;
use nightstand_domain::page::{LONGEST_BODY, LONGEST_TITLE};

use super::{Journal, Left, MOST_PAGES, NotRead, Page, Picture, Program, Written, files};
use crate::watch::{Progress, Watch};

/// The longest name that a page keeps of where it came from, in bytes.
const LONGEST_SOURCE: usize = 400;
/// So many pictures a page may have, and so many tags of so many bytes; what goes beyond is noise.
const MOST_PICTURES: usize = 500;
const MOST_TAGS: usize = 100;
const LONGEST_TAG: usize = 160;
/// A picture's mark may get so much longer here, in bytes.
const LONGER_MARK: usize = 64;
/// Room in a title for the number that a parted page gets.
const ROOM: usize = 64;
/// The longest text of one page, in bytes: its tags find room below it, and its pictures within it.
const LONGEST_TEXT: usize = LONGEST_BODY - MOST_TAGS * (LONGEST_TAG + 2) - 2 - MOST_PICTURES * LONGER_MARK;

/// A page as a program has it.
#[derive(Default)]
pub(super) struct Found {
    /// What tells it apart in its program: an id, or the place where it stood.
    pub(super) id: String,
    /// Whether the program gave it that id for good. A place can hold other words tomorrow.
    pub(super) has_id: bool,
    /// Which one of several with that place it is, where they are counted; 0 and 1 are the first.
    pub(super) nth: usize,
    pub(super) written: Option<Written>,
    pub(super) title: String,
    pub(super) body: String,
    pub(super) tags: Vec<String>,
    pub(super) pictures: Vec<Picture>,
}

pub(super) struct Taking<'w> {
    zone: Tz,
    password: Option<&'w str>,
    watch: &'w mut dyn Watch,
    files: usize,
    pages: Vec<Page>,
    of: HashMap<Program, usize>,
    sources: HashSet<String>,
    places: HashSet<String>,
    left: BTreeMap<Left, usize>,
    parted: usize,
    dated_by_file: usize,
}

impl<'w> Taking<'w> {
    pub(super) fn new(zone: Tz, password: Option<&'w str>, watch: &'w mut dyn Watch) -> Self {
        Self {
            zone,
            password,
            watch,
            files: 0,
            pages: Vec::new(),
            of: HashMap::new(),
            sources: HashSet::new(),
            places: HashSet::new(),
            left: BTreeMap::new(),
            parted: 0,
            dated_by_file: 0,
        }
    }

    pub(super) fn zone(&self) -> Tz {
        self.zone
    }

    pub(super) fn password(&self) -> Option<&'w str> {
        self.password
    }

    /// Whether it has a page of that program.
    pub(super) fn has(&self, program: Program) -> bool {
        self.of.contains_key(&program)
    }

    pub(super) fn of(&mut self, files: usize) {
        self.files = files;
    }

    /// Says how far it has come.
    ///
    /// # Errors
    /// [`NotRead::Stopped`].
    pub(super) fn go_on(&mut self) -> Result<(), NotRead> {
        let progress = Progress { done: self.pages.len(), of: self.files };
        if self.watch.at(progress).is_break() { Err(NotRead::Stopped) } else { Ok(()) }
    }

    pub(super) fn leave(&mut self, what: Left) {
        self.leave_many(what, 1);
    }

    pub(super) fn leave_many(&mut self, what: Left, how_many: usize) {
        if how_many > 0 {
            *self.left.entry(what).or_default() += how_many;
        }
    }

    /// A file that is not read. Pictures and sounds are counted where a page speaks of them.
    pub(super) fn pass_over(&mut self, name: &str) {
        if !files::is_hidden(name) && !files::is_media(name) {
            self.leave(Left::Files);
        }
    }

    pub(super) fn dated_by_file(&mut self, changed: Option<NaiveDateTime>) -> Option<Written> {
        self.dated_by_file += usize::from(changed.is_some());
        changed.map(Written::At)
    }

    /// Takes one page; says whether there was a word on it.
    ///
    /// # Errors
    /// [`NotRead::Stopped`], [`NotRead::Overfull`].
    pub(super) fn page(&mut self, program: Program, found: Found) -> Result<bool, NotRead> {
        self.go_on()?;
        let title = one_line(&found.title);
        let body = lines(&found.body);
        let tags = self.once_each(found.tags);
        if title.is_empty() && body.trim().is_empty() && tags.is_empty() && found.pictures.is_empty() {
            self.leave(Left::Empty);
            return Ok(false);
        }
        let (title, body) = short_title(title, body);
        let mut pictures = found.pictures;
        self.leave_many(Left::Pictures, pictures.len().saturating_sub(MOST_PICTURES));
        pictures.truncate(MOST_PICTURES);
        let named = kept_name(&program.named(&found.id));
        let (source, place) = if found.has_id {
            (own_name(&mut self.sources, named), None)
        } else {
            let stamp = stamp(&title, &body, &tags);
            let numbered = if found.nth > 1 { format!("{named}#{}", found.nth) } else { named.clone() };
            let place = own_name(&mut self.places, numbered);
            (own_name(&mut self.sources, format!("{named}={stamp}")), Some(place))
        };
        let page = Page {
            source,
            place,
            written: found.written.and_then(Written::with_whole_year).unwrap_or(Written::Unknown),
            title,
            body: String::new(),
            tags,
            pictures,
        };
        *self.of.entry(program).or_default() += 1;
        self.lay(page, body)?;
        Ok(true)
    }

    /// Tags without the signs before them, each once; what is no tag that anybody typed is counted.
    fn once_each(&mut self, tags: Vec<String>) -> Vec<String> {
        let mut seen = HashSet::new();
        let bare = |tag: &String| {
            one_line(tag).trim_start_matches(|c: char| c.is_whitespace() || "#@".contains(c)).to_owned()
        };
        let tags = tags.iter().map(bare);
        let mut tags: Vec<String> =
            tags.filter(|tag| !tag.is_empty() && seen.insert(tag.to_lowercase())).collect();
        let all = tags.len();
        tags.retain(|tag| tag.len() <= LONGEST_TAG);
        tags.truncate(MOST_TAGS);
        self.leave_many(Left::Fields, all - tags.len());
        tags
    }

    /// Lays a page down, as several when its text is longer than a page can be.
    fn lay(&mut self, mut page: Page, body: String) -> Result<(), NotRead> {
        let mut parts = parts(body).into_iter();
        let (source, place, title) = (page.source.clone(), page.place.clone(), page.title.clone());
        let written = page.written;
        page.body = parts.next().unwrap_or_default();
        let shown = |body: &str, of: &[Picture]| -> Vec<Picture> {
            of.iter().filter(|picture| body.contains(&picture.mark)).cloned().collect()
        };
        let all = page.pictures;
        page.pictures = shown(&page.body, &all);
        self.push(page)?;
        for (number, body) in (2_usize..).zip(parts) {
            self.parted += usize::from(number == 2);
            let source = own_name(&mut self.sources, format!("{source}/{number}"));
            let place = place.as_ref().map(|place| own_name(&mut self.places, format!("{place}/{number}")));
            let title = format!("{title} ({number})").trim().to_owned();
            let (tags, pictures) = (Vec::new(), shown(&body, &all));
            self.push(Page { source, place, written, title, body, tags, pictures })?;
        }
        Ok(())
    }

    fn push(&mut self, page: Page) -> Result<(), NotRead> {
        if self.pages.len() >= MOST_PAGES {
            return Err(NotRead::Overfull);
        }
        self.pages.push(page);
        Ok(())
    }

    /// # Errors
    /// [`NotRead::OtherKind`] when nothing in it was a page.
    pub(super) fn done(self) -> Result<Journal, NotRead> {
        let most = self.of.iter().max_by_key(|(program, pages)| (**pages, std::cmp::Reverse(**program)));
        let program = *most.ok_or(NotRead::OtherKind)?.0;
        let Self { pages, left, parted, dated_by_file, .. } = self;
        Ok(Journal { program, pages, left, pictures: 0, parted, dated_by_file })
    }
}

/// As much of a name as a page keeps, from its end.
fn kept_name(named: &str) -> String {
    tail(&named.replace(char::is_control, " "), LONGEST_SOURCE).to_owned()
}

/// A name, made its own when another page has it already.
fn own_name(taken: &mut HashSet<String>, named: String) -> String {
    if taken.insert(named.clone()) {
        return named;
    }
    let mut again = 2_usize;
    loop {
        let other = format!("{named}~{again}");
        if taken.insert(other.clone()) {
            return other;
        }
        again += 1;
    }
}

/// What tells a page's words from others at the same place, for as long as they stay the same. Spaces and line breaks do
/// not count: the forms of one program differ in them. Drawers keep it, so that it stays as it is.
pub(super) fn stamp(title: &str, body: &str, tags: &[String]) -> EntityId {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = [words(title), words(body), tags.join("\n")];
    EntityId::derived("words of an imported page", &parts.each_ref().map(String::as_bytes))
}

impl Program {
    fn named(self, id: &str) -> String {
        let word = match self {
            Self::DayOne => "dayone",
            Self::Jrnl => "jrnl",
            Self::Journey => "journey",
            Self::Daylio => "daylio",
            Self::Diarium => "diarium",
            Self::RedNotebook => "rednotebook",
            Self::Markdown => "markdown",
            Self::Text => "text",
        };
        format!("{word}:{id}")
    }
}

/// A title is one line.
pub(super) fn one_line(text: &str) -> String {
    let clean = text.replace(|c: char| c.is_control() || c == '\u{2028}' || c == '\u{2029}', " ");
    clean.trim().to_owned()
}

/// Line breaks as a page has them, and nothing that no file of text may hold.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}")
}

/// A title that is longer than a title can be goes on in the text.
fn short_title(title: String, body: String) -> (String, String) {
    let room = LONGEST_TITLE - ROOM;
    if title.len() <= room {
        return (title, body);
    }
    let at = title[..floor(&title, room)].rfind(' ').unwrap_or(0);
    let at = if at < room / 2 { floor(&title, room) } else { at };
    let rest = title[at..].trim_start();
    let body = if body.is_empty() { rest.to_owned() } else { format!("{rest}\n\n{body}") };
    (title[..at].to_owned(), body)
}

/// The pieces of a text, parted between lines where there are any, none longer than a page can be.
fn parts(mut text: String) -> Vec<String> {
    let mut parts = Vec::new();
    while text.len() > LONGEST_TEXT {
        let most = floor(&text, LONGEST_TEXT);
        let at = text[..most].rfind('\n').map_or(most, |at| at + 1);
        let rest = text.split_off(at);
        parts.push(std::mem::replace(&mut text, rest));
    }
    parts.push(text);
    parts
}

/// The largest place up to `at` where a sign begins.
fn floor(text: &str, at: usize) -> usize {
    text.floor_char_boundary(at)
}

/// The end of a text, at most `most` bytes.
fn tail(text: &str, most: usize) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(most))..).unwrap_or(text)
}
