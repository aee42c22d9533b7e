//! A book from anything: a file is looked into, what it says is shown, and only then is anything kept.
//!
//! One file is looked into at a time. What was found lies here under a ticket until the next one; of the file itself
//! nothing is held but its place and its cover.

mod book;
mod library;
mod list;

use std::fs::{self, File};
use std::io::Read as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};

use nightstand_formats::book::NotRead;
use nightstand_formats::calibre::Library;
use nightstand_formats::picture::Picture;
use nightstand_formats::shelf_list::ShelfList;
pub use nightstand_formats::shelf_list::{Maker, Stands};
pub use nightstand_formats::watch::Progress;

pub use self::book::{CoverFound, FoundBook, SameBook};
pub use self::library::{LibraryEntry, LibraryView};
pub use self::list::{FoundList, ListEntry};
use crate::error::AppError;
use crate::spine::{App, lock};

/// A thing that was found, for as long as it is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looked {
    /// A book.
    Book(Box<FoundBook>),
    /// The list of somebody's books.
    List(FoundList),
    /// A Calibre library: it is open, and asked for by [`App::library_view`].
    Library,
}

/// What was found last.
pub(crate) struct ImportDesk {
    /// Counts up with every look, and with every stop: a look whose number is not the latest ends.
    latest: AtomicU64,
    found: Mutex<Found>,
}

#[derive(Default)]
struct Found {
    book: Option<HeldBook>,
    list: Option<(Ticket, ShelfList)>,
    library: Option<Arc<Library>>,
}

/// What is held of a book that is shown: where it lies, and its cover.
struct HeldBook {
    ticket: Ticket,
    path: Option<PathBuf>,
    cover: Option<Picture>,
}

/// A ticket of an earlier sitting, in a form that waited, must name nothing of this one.
impl Default for ImportDesk {
    fn default() -> Self {
        let mut first = [0; 4];
        // Without randomness two sittings may share a number, and the worst is a book that does not know its file.
        let _ = getrandom::fill(&mut first);
        Self { latest: AtomicU64::new(u32::from_le_bytes(first).into()), found: Mutex::default() }
    }
}

impl ImportDesk {
    fn found(&self) -> MutexGuard<'_, Found> {
        lock(&self.found)
    }

    /// Begins a look, which ends the one before.
    fn begin(&self) -> Ticket {
        Ticket(self.latest.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// Holds what the look of `ticket` found. Whether it is still the latest is asked under the lock: one that was
    /// overtaken after its last progress must not lie where the next one's find is.
    fn hold(&self, ticket: Ticket, hold: impl FnOnce(&mut Found)) -> Result<(), AppError> {
        let mut found = self.found();
        if self.latest.load(Ordering::SeqCst) != ticket.0 {
            return Err(not_read(NotRead::Stopped));
        }
        hold(&mut found);
        Ok(())
    }

    /// Tells `told` how far a look is, until another one begins or it is stopped.
    fn watch<'a>(
        &'a self,
        ticket: Ticket,
        told: &'a mut dyn FnMut(Progress),
    ) -> impl FnMut(Progress) -> ControlFlow<()> + 'a {
        move |progress| {
            if self.latest.load(Ordering::SeqCst) != ticket.0 {
                return ControlFlow::Break(());
            }
            told(progress);
            ControlFlow::Continue(())
        }
    }
}

enum Kind {
    Epub,
    Pdf,
    List,
    Library(PathBuf),
}

impl App {
    /// Looks into what lies at `typed`: a book, a list of books, or a Calibre library. Nothing is kept, and the file is
    /// not touched. `told` hears how far it is.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for `file`; why is a stable word for the catalogue.
    pub fn look_into(&self, typed: &str, told: &mut dyn FnMut(Progress)) -> Result<Looked, AppError> {
        let path = Path::new(typed);
        if !path.is_absolute() {
            return Err(refused("gone"));
        }
        let ticket = self.imports.begin();
        let kind = kind(path).map_err(refused)?;
        let mut watch = self.imports.watch(ticket, told);
        match kind {
            Kind::Epub => {
                let book = nightstand_formats::epub::read(path, &mut watch).map_err(not_read)?;
                self.show_book(ticket, book, Some(path)).map(|book| Looked::Book(Box::new(book)))
            }
            Kind::Pdf => {
                let book = nightstand_formats::pdf::read(path, &mut watch).map_err(not_read)?;
                self.show_book(ticket, book, Some(path)).map(|book| Looked::Book(Box::new(book)))
            }
            Kind::List => self.show_list(ticket, path, &mut watch).map(Looked::List),
            Kind::Library(folder) => {
                self.show_library(ticket, &folder, &mut watch)?;
                Ok(Looked::Library)
            }
        }
    }

    /// Stops whatever is being looked into or taken in. It then says so itself.
    pub fn stop_looking(&self) {
        self.imports.begin();
    }

    /// Lets go of everything that was found and not kept.
    pub fn look_away(&self) {
        self.imports.begin();
        *self.imports.found() = Found::default();
    }
}

/// What lies there, told by its own first bytes; its name only where those say nothing.
fn kind(path: &Path) -> Result<Kind, &'static str> {
    let about = fs::metadata(path).map_err(|error| match unreadable(error.kind()) {
        // The window hears of paths as text. What is no text arrives with this sign in its place, and leads nowhere.
        "gone" if path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) => "unnamed",
        why => why,
    })?;
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if about.is_dir() {
        let is_library = path.join("metadata.db").is_file();
        return if is_library { Ok(Kind::Library(path.to_owned())) } else { Err("noLibrary") };
    }
    // Opening a pipe would wait for somebody to fill it.
    if !about.is_file() {
        return Err("notAFile");
    }
    if path.file_name().is_some_and(|name| name == "metadata.db") {
        return path.parent().map(|folder| Kind::Library(folder.to_owned())).ok_or("noLibrary");
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1024).read_to_end(&mut head));
    read.map_err(|error| unreadable(error.kind()))?;
    if head.is_empty() {
        Err("blank")
    } else if head.starts_with(b"PK") {
        Ok(Kind::Epub)
    } else if head.windows(5).any(|five| five == b"%PDF-") {
        Ok(Kind::Pdf)
    } else if matches!(ending.as_str(), "csv" | "tsv" | "txt") {
        Ok(Kind::List)
    } else if ending == "epub" || ending == "pdf" {
        Err("damaged")
    } else {
        Err("otherKind")
    }
}

fn unreadable(kind: std::io::ErrorKind) -> &'static str {
    match kind {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => "gone",
        _ => "unreadable",
    }
}

fn refused(why: &'static str) -> AppError {
    AppError::invalid("file", why)
}

fn not_read(why: NotRead) -> AppError {
    refused(word_for(why))
}

fn word_for(why: NotRead) -> &'static str {
    match why {
        NotRead::Io(kind) => unreadable(kind),
        NotRead::TooLarge { .. } => "tooLarge",
        NotRead::OtherKind => "otherKind",
        NotRead::Damaged => "damaged",
        NotRead::Locked => "locked",
        NotRead::Guarded => "guarded",
        NotRead::Bloated => "bloated",
        NotRead::Overfull => "overfull",
        NotRead::Stopped => "stopped",
    }
}
