//! `couple-driver DIR COUPLE.json`: ten years of one couple, loaded through the use-cases that the window
//! calls, each on its own day; then the time of the one call behind each view. The protocol stands in the
//! drivers' document.

mod file;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Datelike as _, Utc};
use chrono_tz::Tz;
use nightstand_app::drawer::{NewPage, tagged};
use nightstand_app::people::DrawerFront;
use nightstand_app::ports::ManualClock;
use nightstand_app::profile::Profile;
use nightstand_app::reading::{BookDraft, FromFile, NoteDraft, PutOn};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, AppError, Role};
use nightstand_domain::ids::{BookId, ChapterId, PersonId, RitualId};
use nightstand_domain::people::{self, Ribbon};
use nightstand_domain::reading::{ChapterDraft, Place, TITLE_LENGTH};
use nightstand_domain::ritual::{Rhythm, Who, Wording};
use nightstand_domain::{page, schedule, words};
use nightstand_drivers::answer_lines;
use nightstand_vault::{MemoryStore, Unavailable};
use serde::Deserialize;
use serde_json::json;

use self::file::{
    Book, Chapter, Couple, Entry, Fallible, Note, Ritual, civil, forbidden, instant, local, name, plain,
    until,
};

/// How many slips and lines the window asks Us for at first.
const US_AT_FIRST: u32 = 200;

/// Why something is left out.
const NO_TIME: &str = "things at a time that nobody can read";
const NOBODY: &str = "things of somebody who does not sit at this table, or of either of two of one name";
const NO_RITUAL: &str = "occurrences of rituals that the file does not bring";
const NO_BOOK: &str = "bookmarks in books that were left out";
const NO_CHAPTER: &str = "notes on chapters that are not there";
const NO_SHAPE: &str = "things that lack what they need, or hold it in another shape";
const NO_WORDS: &str = "pages meant for both that have no word";
const NO_TAGS: &str = "tags of pages that were handed over";

/// What happens, in the order in which it happened.
enum Event {
    Ritual { side: usize, rhythm: Rhythm, ritual: Box<Ritual> },
    Done { ritual: String },
    Book { number: usize, book: Box<Book> },
    Read { number: usize, side: usize, chapter: f64 },
    Slip { side: usize, entry: Box<Entry> },
}

struct Driver {
    app: App,
    clock: Arc<ManualClock>,
    zone: Tz,
    /// As the file calls them.
    names: [String; 2],
    people: [PersonId; 2],
    rituals: BTreeMap<String, (RitualId, Tz)>,
    /// By their place in the file, with the numbers of their chapters in order.
    books: BTreeMap<usize, (BookId, Vec<i64>)>,
    changes: usize,
    /// What `CARE.md` forbids to keep, and nothing else.
    dropped: usize,
    /// What nothing was made of: how much of it, by the reason.
    left_out: BTreeMap<String, usize>,
}

impl Driver {
    fn begin(folder: &Path, couple: &Couple) -> Fallible<Self> {
        let profile = Profile::find(Some(folder))?;
        // No keyring: what is measured lies in DIR and nowhere else.
        let keyring = MemoryStore::default();
        keyring.go_away(Unavailable::None);
        let clock = Arc::new(ManualClock::at(DateTime::UNIX_EPOCH, couple.zone));
        let app = App::open(profile, Arc::<ManualClock>::clone(&clock), Arc::new(keyring), Role::Window);
        if app.has_table() {
            return Err("DIR holds a profile already".into());
        }
        let [a, b] = &couple.partners;
        let names = [name(a, "A"), name(b, "B")];
        let [first, second] = names.clone();
        // A table seats no two of one name.
        let second = if people::alike(&first, &second) { format!("{second} B") } else { second };
        let a = Newcomer { name: first, ribbon: Ribbon::Madder };
        let b = Some(Newcomer { name: second, ribbon: Ribbon::Slate });
        let first = app.begin(FirstRun { a, b, rituals: Vec::new(), quiet: None })?;
        let second = app.people()?.b.map(|person| person.id).ok_or("two sit at the table")?;
        Ok(Self {
            app,
            clock,
            zone: couple.zone,
            names,
            people: [first, second],
            rituals: BTreeMap::new(),
            books: BTreeMap::new(),
            changes: 1,
            dropped: 0,
            left_out: BTreeMap::new(),
        })
    }

    fn load(&mut self, couple: Couple) -> Fallible<()> {
        let unread =
            couple.rituals.unread + couple.occurrences.unread + couple.books.unread + couple.entries.unread;
        self.leave_out(unread, NO_SHAPE);
        let mut pages: [Vec<NewPage>; 2] = Default::default();
        let mut events = Vec::new();
        for ritual in couple.rituals.read {
            self.dropped += forbidden(&ritual.rest);
            events.extend(self.ritual_begins(ritual));
        }
        for occurrence in couple.occurrences.read {
            self.dropped += forbidden(&occurrence.rest);
            if occurrence.state != "done" {
                self.dropped += 1;
            } else if let Some(at) = self.at(&occurrence.due) {
                events.push((at, Event::Done { ritual: plain(&occurrence.ritual) }));
            }
        }
        for (number, book) in couple.books.read.into_iter().enumerate() {
            self.read_in(number, book, &mut events);
        }
        for entry in couple.entries.read {
            self.dropped += forbidden(&entry.rest);
            self.leave_out(entry.tags.unread, NO_SHAPE);
            let Some(side) = self.side(&entry.author) else { continue };
            if entry.private && page::read_written(&entry.ts).is_none() {
                self.leave_out(1, NO_TIME);
            } else if entry.private {
                keep_page(&mut pages, side, entry);
            } else if let Some(at) = self.at(&entry.ts) {
                events.push((at, Event::Slip { side, entry: Box::new(entry) }));
            }
        }
        for (side, entry) in self.play(events)? {
            keep_page(&mut pages, side, entry);
        }
        self.fill_drawers(pages)
    }

    fn ritual_begins(&mut self, ritual: Ritual) -> Option<(DateTime<Utc>, Event)> {
        let side = ritual.owner.as_deref().map_or(Some(0), |owner| self.side(owner))?;
        let rhythm = Rhythm::read(&until(ritual.rrule.clone(), ritual.ends.as_deref()));
        if let Rhythm::Other(rule) = &rhythm
            && rule.parse::<schedule::Rhythm>().is_err()
        {
            self.leave_out(1, format!("rituals by a rule that nobody can read ({})", ritual.rrule));
            return None;
        }
        let Ok(at) = local(&ritual.dtstart, ritual.tzid) else {
            self.leave_out(1, NO_TIME);
            return None;
        };
        Some((at, Event::Ritual { side, rhythm, ritual: Box::new(ritual) }))
    }

    /// When a book was brought, which was before anyone read in it, and when it was read in.
    fn read_in(&mut self, number: usize, mut book: Book, events: &mut Vec<(DateTime<Utc>, Event)>) {
        self.dropped += forbidden(&book.rest);
        self.leave_out(book.chapters.unread + book.progress.unread + book.notes.unread, NO_SHAPE);
        self.dropped += book.chapters.read.iter().map(|chapter| forbidden(&chapter.rest)).sum::<usize>();
        let mut first = None;
        for step in std::mem::take(&mut book.progress.read) {
            self.dropped += forbidden(&step.rest);
            let (Some(side), Some(at)) = (self.side(&step.who), self.at(&step.at)) else { continue };
            first = Some(first.map_or(at, |first: DateTime<Utc>| first.min(at)));
            events.push((at, Event::Read { number, side, chapter: step.chapter }));
        }
        let at = DateTime::UNIX_EPOCH.max(first.unwrap_or_default());
        events.push((at, Event::Book { number, book: Box::new(book) }));
    }

    fn at(&mut self, text: &str) -> Option<DateTime<Utc>> {
        let at = instant(text, self.zone).ok();
        self.leave_out(at.is_none().into(), NO_TIME);
        at
    }

    /// Counts what nothing is made of.
    fn leave_out(&mut self, many: usize, what: impl Into<String>) {
        if many > 0 {
            *self.left_out.entry(what.into()).or_default() += many;
        }
    }

    /// What was made of it; nothing where a use-case refuses what it holds, and everything else goes on.
    fn taken<T>(&mut self, what: &str, made: Result<T, AppError>) -> Fallible<Option<T>> {
        match made {
            Ok(made) => Ok(Some(made)),
            Err(AppError::Invalid { field, why }) => {
                self.leave_out(1, format!("{what} ({field}: {why})"));
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Everything on its own day. Of what happens at one moment, a thing is brought before it is used. Gives back
    /// what was meant for both and is longer than anything that is handed over: its author keeps it as a page.
    fn play(&mut self, mut events: Vec<(DateTime<Utc>, Event)>) -> Fallible<Vec<(usize, Entry)>> {
        events.sort_by_key(|(at, event)| (*at, matches!(event, Event::Done { .. } | Event::Read { .. })));
        let (things, uses): (Vec<_>, Vec<_>) = events
            .into_iter()
            .partition(|(_, event)| matches!(event, Event::Book { .. } | Event::Ritual { .. }));
        let mut too_long = Vec::new();
        for (at, event) in things.into_iter().chain(uses) {
            self.clock.set(at);
            match event {
                Event::Ritual { side, rhythm, ritual } => self.bring_ritual(side, rhythm, *ritual)?,
                Event::Book { number, book } => self.bring_book(number, *book)?,
                Event::Done { ritual } => self.mark_done(&ritual, at)?,
                Event::Read { number, side, chapter } => self.read(number, side, chapter)?,
                Event::Slip { side, entry } => {
                    too_long.extend(self.hand_slip(side, *entry)?.map(|entry| (side, entry)));
                }
            }
        }
        Ok(too_long)
    }

    fn bring_ritual(&mut self, side: usize, rhythm: Rhythm, ritual: Ritual) -> Fallible<()> {
        self.sit(side)?;
        let starts = civil(&ritual.dtstart)?;
        let draft = RitualDraft {
            id: None,
            title: ritual.title,
            why: String::new(),
            promises: Vec::new(),
            small: String::new(),
            small_minutes: None,
            when: Chosen { rhythm, at: starts.time(), zone: ritual.tzid },
            minutes: ritual.minutes.max(1),
            lead: Some(10),
            wording: Wording::default(),
            who: Who::Together,
            resting: false,
        };
        let saved = self.app.ritual_save(draft);
        let Some((id, _)) = self.taken("rituals", saved)? else { return Ok(()) };
        self.rituals.insert(plain(&ritual.id), (id, ritual.tzid));
        self.changes += 1;
        Ok(())
    }

    fn bring_book(&mut self, number: usize, book: Book) -> Fallible<()> {
        self.sit(0)?;
        let mut chapters = book.chapters.read;
        let all = chapters.len();
        chapters.retain(|chapter| {
            words::line(chapter.title.as_deref().unwrap_or_default(), TITLE_LENGTH).is_ok()
        });
        self.leave_out(all - chapters.len(), "chapters whose title is longer than a title can be");
        chapters.sort_by_key(|chapter| chapter.n);
        let numbers: Vec<i64> = chapters.iter().map(|chapter| chapter.n).collect();
        let draft = |chapter: Chapter| ChapterDraft {
            title: chapter.title.unwrap_or_default(),
            pages: chapter.pages,
            ..ChapterDraft::default()
        };
        let added = self.app.add_book(BookDraft {
            title: book.title,
            author: book.author.unwrap_or_default(),
            chapters: chapters.into_iter().map(draft).collect(),
            put_on: PutOn::Table,
            evenings: None,
            aloud: false,
            from_file: FromFile::default(),
        });
        let Some((id, _)) = self.taken("books", added)? else { return Ok(()) };
        self.changes += 1;
        self.bring_notes(id, &numbers, book.notes.read)?;
        self.books.insert(number, (id, numbers));
        Ok(())
    }

    fn bring_notes(&mut self, id: BookId, numbers: &[i64], notes: Vec<Note>) -> Fallible<()> {
        let on: Vec<ChapterId> = self.app.chapters_of(id)?.into_iter().map(|chapter| chapter.id).collect();
        let is_numbered = numbers.iter().any(|number| *number != 0);
        for note in notes {
            let Some(side) = self.side(&note.who) else { continue };
            let by_number = || numbers.iter().position(|number| *number == note.chapter);
            let by_place = || usize::try_from(note.chapter).ok()?.checked_sub(1);
            let at = if is_numbered { by_number() } else { by_place() };
            let Some(chapter) = at.and_then(|at| on.get(at)) else {
                self.leave_out(1, NO_CHAPTER);
                continue;
            };
            self.sit(side)?;
            let words = NoteDraft { words: note.text, ..NoteDraft::default() };
            let written = self.app.write_note(id, *chapter, words);
            self.changes += usize::from(self.taken("notes", written)?.is_some());
        }
        Ok(())
    }

    /// Every chapter up to the one of that number is read; a number that no chapter has counts as far as it goes.
    fn read(&mut self, number: usize, side: usize, chapter: f64) -> Fallible<()> {
        let Some((book, numbers)) = self.books.get(&number) else {
            self.leave_out(1, NO_BOOK);
            return Ok(());
        };
        self.sit(side)?;
        let read = numbers.partition_point(|number| *number as f64 <= chapter);
        self.app.move_bookmark(*book, Place::start_of(read), true)?;
        self.changes += 1;
        Ok(())
    }

    /// Both were part of it: the file names nobody.
    fn mark_done(&mut self, ritual: &str, at: DateTime<Utc>) -> Fallible<()> {
        let Some((id, zone)) = self.rituals.get(ritual).copied() else {
            self.leave_out(1, NO_RITUAL);
            return Ok(());
        };
        let day = at.with_timezone(&zone).date_naive();
        for side in [0, 1] {
            self.sit(side)?;
            self.app.half_mark(id, day, true)?;
            self.changes += 1;
        }
        Ok(())
    }

    /// Hands an entry over, or gives it back when no slip holds it. A slip has no tags.
    fn hand_slip(&mut self, side: usize, entry: Entry) -> Fallible<Option<Entry>> {
        let words = [entry.title.as_deref().unwrap_or_default(), &entry.body].join("\n");
        if words.trim().is_empty() {
            self.leave_out(1, NO_WORDS);
            return Ok(None);
        }
        self.sit(side)?;
        match self.app.slip_hand(words.trim()) {
            Ok(_) => {
                self.changes += 1;
                self.leave_out(entry.tags.read.len(), NO_TAGS);
            }
            Err(AppError::Invalid { .. }) => return Ok(Some(entry)),
            Err(error) => return Err(error.into()),
        }
        Ok(None)
    }

    fn fill_drawers(&mut self, pages: [Vec<NewPage>; 2]) -> Fallible<()> {
        let passphrase = passphrase();
        for (side, pages) in pages.into_iter().enumerate().filter(|(_, pages)| !pages.is_empty()) {
            self.sit(side)?;
            let person = *self.people.get(side).ok_or("nobody")?;
            let words = self.app.make_drawer(person, &passphrase)?;
            self.app.confirm_words(person, words.asked())?;
            self.app.unlock_drawer(person, &passphrase)?;
            let (pages, long): (Vec<_>, Vec<_>) = pages.into_iter().partition(NewPage::fits);
            self.leave_out(long.len(), "private pages that are longer than a page can be");
            self.changes += self.app.take_in_pages(pages, |_| true)?.0;
            self.app.lock_drawer()?;
        }
        self.sit(0)
    }

    fn sit(&self, side: usize) -> Fallible<()> {
        let person = *self.people.get(side).ok_or("nobody")?;
        if self.app.here()?.id != person {
            self.app.sit(person)?;
        }
        Ok(())
    }

    /// Whose it is, by their name or by their letter; nobody's where that says neither or both.
    fn side(&mut self, who: &str) -> Option<usize> {
        let [first, second] = &self.names;
        let side = match (who == first, who == second, who) {
            (true, false, _) | (false, false, "A") => Some(0),
            (false, true, _) | (false, false, "B") => Some(1),
            _ => None,
        };
        self.leave_out(side.is_none().into(), NOBODY);
        side
    }

    fn last_book(&self) -> Fallible<BookId> {
        Ok(self.books.last_key_value().ok_or("there is no book")?.1.0)
    }

    /// The pages of this day in earlier years, of the first one who has a drawer. They open it before it is timed.
    fn memories(&self) -> Fallible<f64> {
        let has_drawer = |side: &usize| {
            self.people
                .get(*side)
                .is_some_and(|person| self.app.drawer_front(*person) != DrawerFront::NotMade)
        };
        let side = [0, 1].into_iter().find(has_drawer);
        let side = side.ok_or("there are no memories: nobody here has a drawer, where pages are kept")?;
        self.sit(side)?;
        let person = *self.people.get(side).ok_or("nobody")?;
        self.app.unlock_drawer(person, &passphrase())?;
        let started = Instant::now();
        let shown = self.app.on_this_day().map(|_| started.elapsed().as_secs_f64());
        self.app.lock_drawer()?;
        self.sit(0)?;
        Ok(shown?)
    }

    fn view(&self, name: &str) -> Fallible<f64> {
        if name == "memories" {
            return self.memories();
        }
        let started = Instant::now();
        match name {
            "tonight" => drop(self.app.tonight_view()?),
            "rituals" => drop(self.app.rituals_view()?),
            "reading" => drop(self.app.reading_view()?),
            "year" => drop(self.app.reading_year(self.app.today().year())?),
            "search" => drop(self.app.reading_search("river lantern")?),
            "search, everything" => drop(self.app.reading_search("e")?),
            "keepsake" => drop(self.app.keepsake_view(self.last_book()?)?),
            "us" => drop(self.app.us_view(US_AT_FIRST)?),
            "book" => drop(self.app.book_view(self.last_book()?)?),
            "book, notes" => drop(self.app.book_notes(self.last_book()?, usize::MAX)?),
            other => return Err(format!("there is no view {other} yet").into()),
        }
        Ok(started.elapsed().as_secs_f64())
    }
}

fn passphrase() -> String {
    std::env::var("NIGHTSTAND_PASSPHRASE").unwrap_or_else(|_| "ten years of two".to_owned())
}

fn keep_page(pages: &mut [Vec<NewPage>; 2], side: usize, entry: Entry) {
    let Entry { id, ts, title, body, tags, .. } = entry;
    let body = tagged(&body, &tags.read);
    let page = NewPage { source: plain(&id), written: ts, title: title.unwrap_or_default(), body };
    if let Some(whose) = pages.get_mut(side) {
        whose.push(page);
    }
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum Request {
    View { name: String },
}

fn main() -> Fallible<()> {
    let mut args = std::env::args_os().skip(1);
    let (Some(folder), Some(file)) = (args.next(), args.next()) else {
        return Err("usage: couple-driver DIR COUPLE.json".into());
    };
    let couple = file::couple(&std::fs::read(file)?)?;
    let started = Instant::now();
    let mut driver = Driver::begin(Path::new(&folder), &couple)?;
    driver.load(couple)?;
    let s = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", json!({ "s": s, "changes": driver.changes, "dropped": driver.dropped }))?;
    out.flush()?;
    for (what, many) in &driver.left_out {
        writeln!(std::io::stderr(), "left out, {many}: {what}")?;
    }
    answer_lines(std::io::stdin().lock(), out, |Request::View { name }| {
        Ok(json!({ "s": driver.view(&name)? }))
    })?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests;
