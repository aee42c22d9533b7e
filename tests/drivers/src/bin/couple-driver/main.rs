//! `couple-driver DIR COUPLE.json`: ten years of one couple, loaded through the use-cases that the window
//! calls, each on its own day; then the time of the one call behind each view. The protocol stands in the
//! drivers' document.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use nightstand_app::drawer::NewPage;
use nightstand_app::ports::ManualClock;
use nightstand_app::profile::Profile;
use nightstand_app::reading::{BookDraft, FromFile, NoteDraft, PutOn};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, AppError, Role};
use nightstand_domain::ids::{BookId, ChapterId, PersonId, RitualId};
use nightstand_domain::people::Ribbon;
use nightstand_domain::reading::{ChapterDraft, Place};
use nightstand_domain::ritual::{Rhythm, Who, Wording};
use nightstand_drivers::answer_lines;
use nightstand_vault::{MemoryStore, Unavailable};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// What may be told about an evening or a book elsewhere, and is never kept here.
const FORBIDDEN: [&str; 5] = ["rating", "mood", "score", "stars", "points"];

/// How many slips and lines the window asks Us for at first.
const US_AT_FIRST: u32 = 200;

#[derive(Deserialize)]
struct Couple {
    partners: [Value; 2],
    #[serde(deserialize_with = "zone")]
    zone: Tz,
    #[serde(default)]
    rituals: Vec<Ritual>,
    #[serde(default)]
    occurrences: Vec<Occurrence>,
    #[serde(default)]
    books: Vec<Book>,
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Ritual {
    id: Value,
    title: String,
    rrule: String,
    dtstart: String,
    #[serde(deserialize_with = "zone")]
    tzid: Tz,
    ends: Option<String>,
    minutes: u16,
    #[serde(default)]
    owner: Option<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Occurrence {
    ritual: Value,
    due: String,
    state: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Book {
    title: String,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    chapters: Vec<Chapter>,
    #[serde(default)]
    progress: Vec<Progress>,
    #[serde(default)]
    notes: Vec<Note>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Chapter {
    #[serde(default)]
    n: i64,
    #[serde(default)]
    title: Option<String>,
    pages: Option<u32>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Progress {
    who: String,
    /// The number of the last chapter that was read; some write it as a fraction.
    chapter: f64,
    at: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

#[derive(Deserialize)]
struct Note {
    who: String,
    /// From 1.
    chapter: usize,
    text: String,
}

#[derive(Deserialize)]
struct Entry {
    id: Value,
    ts: String,
    author: String,
    private: bool,
    #[serde(default)]
    title: String,
    body: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// What happens, in the order in which it happened.
enum Event {
    Ritual(Box<Ritual>),
    Done { ritual: String },
    Book { number: usize, book: Box<Book> },
    Read { number: usize, who: String, chapter: f64 },
    Slip(Box<Entry>),
}

struct Driver {
    app: App,
    clock: Arc<ManualClock>,
    zone: Tz,
    names: [String; 2],
    people: [PersonId; 2],
    rituals: BTreeMap<String, (RitualId, Tz)>,
    /// By their place in the file, with the numbers of their chapters in order.
    books: BTreeMap<usize, (BookId, Vec<i64>)>,
    changes: usize,
    /// What `CARE.md` forbids to keep, and nothing else.
    dropped: usize,
    /// Occurrences of rituals that the file does not bring.
    unknown: usize,
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
        let newcomer =
            |at: usize, ribbon| Newcomer { name: names.get(at).cloned().unwrap_or_default(), ribbon };
        let b = Some(newcomer(1, Ribbon::Slate));
        let first =
            app.begin(FirstRun { a: newcomer(0, Ribbon::Madder), b, rituals: Vec::new(), quiet: None })?;
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
            unknown: 0,
        })
    }

    fn load(&mut self, couple: Couple) -> Fallible<()> {
        let mut pages: [Vec<NewPage>; 2] = Default::default();
        let mut events = Vec::new();
        for ritual in couple.rituals {
            self.dropped += forbidden(&ritual.rest);
            let at = local(&ritual.dtstart, ritual.tzid)?;
            events.push((at, Event::Ritual(Box::new(ritual))));
        }
        for occurrence in couple.occurrences {
            self.dropped += forbidden(&occurrence.rest);
            if occurrence.state == "done" {
                let ritual = plain(&occurrence.ritual);
                events.push((instant(&occurrence.due, self.zone)?, Event::Done { ritual }));
            } else {
                self.dropped += 1;
            }
        }
        for (number, mut book) in couple.books.into_iter().enumerate() {
            self.dropped += forbidden(&book.rest);
            self.dropped += book.chapters.iter().map(|chapter| forbidden(&chapter.rest)).sum::<usize>();
            let mut first = None;
            for step in std::mem::take(&mut book.progress) {
                self.dropped += forbidden(&step.rest);
                let at = instant(&step.at, self.zone)?;
                first = Some(first.map_or(at, |first: DateTime<Utc>| first.min(at)));
                events.push((at, Event::Read { number, who: step.who, chapter: step.chapter }));
            }
            // Brought before anyone read in it.
            let at = DateTime::UNIX_EPOCH.max(first.unwrap_or_default());
            events.push((at, Event::Book { number, book: Box::new(book) }));
        }
        for entry in couple.entries {
            self.dropped += forbidden(&entry.rest);
            if entry.private {
                self.keep_page(&mut pages, entry)?;
            } else {
                events.push((instant(&entry.ts, self.zone)?, Event::Slip(Box::new(entry))));
            }
        }
        for entry in self.play(events)? {
            self.keep_page(&mut pages, entry)?;
        }
        self.fill_drawers(pages)
    }

    fn keep_page(&self, pages: &mut [Vec<NewPage>; 2], entry: Entry) -> Fallible<()> {
        let whose = pages.get_mut(self.side(&entry.author)).ok_or("an author who is nobody")?;
        let Entry { id, ts, title, body, .. } = entry;
        whose.push(NewPage { source: plain(&id), written: ts, title, body });
        Ok(())
    }

    /// Everything on its own day. Of what happens at one moment, a thing is brought before it is used. Gives back
    /// what was meant for both and is longer than anything that is handed over: its author keeps it as a page.
    fn play(&mut self, mut events: Vec<(DateTime<Utc>, Event)>) -> Fallible<Vec<Entry>> {
        events.sort_by_key(|(at, event)| (*at, matches!(event, Event::Done { .. } | Event::Read { .. })));
        let (things, uses): (Vec<_>, Vec<_>) =
            events.into_iter().partition(|(_, event)| matches!(event, Event::Book { .. } | Event::Ritual(_)));
        let mut too_long = Vec::new();
        for (at, event) in things.into_iter().chain(uses) {
            self.clock.set(at);
            match event {
                Event::Ritual(ritual) => self.bring_ritual(*ritual)?,
                Event::Book { number, book } => self.bring_book(number, *book)?,
                Event::Done { ritual } => self.mark_done(&ritual, at)?,
                Event::Read { number, who, chapter } => self.read(number, &who, chapter)?,
                Event::Slip(entry) => too_long.extend(self.hand_slip(*entry)?),
            }
        }
        Ok(too_long)
    }

    fn bring_ritual(&mut self, ritual: Ritual) -> Fallible<()> {
        self.sit(ritual.owner.as_deref().map_or(0, |owner| self.side(owner)))?;
        let starts = civil(&ritual.dtstart)?;
        let draft = RitualDraft {
            id: None,
            title: ritual.title,
            why: String::new(),
            promises: Vec::new(),
            small: String::new(),
            small_minutes: None,
            when: Chosen {
                rhythm: Rhythm::read(&until(ritual.rrule, ritual.ends.as_deref())),
                at: starts.time(),
                zone: ritual.tzid,
            },
            minutes: ritual.minutes.max(1),
            lead: Some(10),
            wording: Wording::default(),
            who: Who::Together,
            resting: false,
        };
        let (id, _) = self.app.ritual_save(draft)?;
        self.rituals.insert(plain(&ritual.id), (id, ritual.tzid));
        self.changes += 1;
        Ok(())
    }

    fn bring_book(&mut self, number: usize, book: Book) -> Fallible<()> {
        self.sit(0)?;
        let mut chapters = book.chapters;
        chapters.sort_by_key(|chapter| chapter.n);
        let numbers = chapters.iter().map(|chapter| chapter.n).collect();
        let draft = |chapter: Chapter| ChapterDraft {
            title: chapter.title.unwrap_or_default(),
            pages: chapter.pages,
            ..ChapterDraft::default()
        };
        let (id, _) = self.app.add_book(BookDraft {
            title: book.title,
            author: book.author.unwrap_or_default(),
            chapters: chapters.into_iter().map(draft).collect(),
            put_on: PutOn::Table,
            evenings: None,
            aloud: false,
            from_file: FromFile::default(),
        })?;
        self.books.insert(number, (id, numbers));
        self.changes += 1;
        self.bring_notes(id, book.notes)
    }

    fn bring_notes(&mut self, id: BookId, notes: Vec<Note>) -> Fallible<()> {
        let on: Vec<ChapterId> = self.app.chapters_of(id)?.into_iter().map(|chapter| chapter.id).collect();
        for note in notes {
            self.sit(self.side(&note.who))?;
            let chapter =
                note.chapter.checked_sub(1).and_then(|at| on.get(at)).ok_or("a note on no chapter")?;
            self.app.write_note(id, *chapter, NoteDraft { words: note.text, ..NoteDraft::default() })?;
            self.changes += 1;
        }
        Ok(())
    }

    /// Every chapter up to the one of that number is read; a number that no chapter has counts as far as it goes.
    fn read(&mut self, number: usize, who: &str, chapter: f64) -> Fallible<()> {
        self.sit(self.side(who))?;
        let (book, numbers) = self.books.get(&number).ok_or("a bookmark in no book")?;
        let read = numbers.partition_point(|number| *number as f64 <= chapter);
        self.app.move_bookmark(*book, Place::start_of(read), true)?;
        self.changes += 1;
        Ok(())
    }

    /// Both were part of it: the file names nobody.
    fn mark_done(&mut self, ritual: &str, at: DateTime<Utc>) -> Fallible<()> {
        let Some((id, zone)) = self.rituals.get(ritual).copied() else {
            self.unknown += 1;
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

    /// Hands an entry over, or gives it back when no slip holds it.
    fn hand_slip(&mut self, entry: Entry) -> Fallible<Option<Entry>> {
        self.sit(self.side(&entry.author))?;
        match self.app.slip_hand([entry.title.as_str(), &entry.body].join("\n").trim()) {
            Ok(_) => self.changes += 1,
            Err(AppError::Invalid { .. }) => return Ok(Some(entry)),
            Err(error) => return Err(error.into()),
        }
        Ok(None)
    }

    fn fill_drawers(&mut self, pages: [Vec<NewPage>; 2]) -> Fallible<()> {
        let passphrase =
            std::env::var("NIGHTSTAND_PASSPHRASE").unwrap_or_else(|_| "ten years of two".to_owned());
        for (side, pages) in pages.into_iter().enumerate().filter(|(_, pages)| !pages.is_empty()) {
            self.sit(side)?;
            let person = *self.people.get(side).ok_or("nobody")?;
            let words = self.app.make_drawer(person, &passphrase)?;
            self.app.confirm_words(person, words.asked())?;
            self.app.unlock_drawer(person, &passphrase)?;
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

    fn side(&self, who: &str) -> usize {
        let [_, second] = &self.names;
        usize::from(who == "B" || who == second)
    }

    fn last_book(&self) -> Fallible<BookId> {
        Ok(self.books.last_key_value().ok_or("there is no book")?.1.0)
    }

    fn view(&self, name: &str) -> Fallible<f64> {
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

fn zone<'de, D: Deserializer<'de>>(from: D) -> Result<Tz, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

fn forbidden(rest: &Map<String, Value>) -> usize {
    rest.iter().filter(|(key, value)| FORBIDDEN.contains(&key.as_str()) && !value.is_null()).count()
}

fn name(partner: &Value, fallback: &str) -> String {
    let named = partner.as_str().or_else(|| partner.get("name").and_then(Value::as_str));
    named.unwrap_or(fallback).to_owned()
}

/// An id as text, whether it came as a number or as a string.
fn plain(id: &Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

fn civil(text: &str) -> Fallible<NaiveDateTime> {
    let text = text.trim_end_matches('Z');
    let time = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .into_iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    match time {
        Some(time) => Ok(time),
        None => Ok(text.parse::<NaiveDate>()?.and_time(chrono::NaiveTime::MIN)),
    }
}

fn local(text: &str, zone: Tz) -> Fallible<DateTime<Utc>> {
    let civil = civil(text)?;
    let at = zone.from_local_datetime(&civil).earliest();
    Ok(at.map_or_else(|| civil.and_utc(), |at| at.to_utc()))
}

/// A time with an offset or in UTC is an instant; any other is on the couple's wall clock.
fn instant(text: &str, zone: Tz) -> Fallible<DateTime<Utc>> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => Ok(at.to_utc()),
        Err(_) => local(text, zone),
    }
}

/// A ritual that ended says so in its rule.
fn until(rule: String, ends: Option<&str>) -> String {
    let day = ends.and_then(|ends| civil(ends).ok()).map(|day| day.format("%Y%m%dT235959").to_string());
    match day {
        Some(day) if !rule.contains("UNTIL=") && !rule.contains("COUNT=") => format!("{rule};UNTIL={day}"),
        _ => rule,
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
    let couple: Couple = serde_json::from_reader(std::io::BufReader::new(std::fs::File::open(file)?))?;
    let started = Instant::now();
    let mut driver = Driver::begin(Path::new(&folder), &couple)?;
    driver.load(couple)?;
    let s = started.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", json!({ "s": s, "changes": driver.changes, "dropped": driver.dropped }))?;
    out.flush()?;
    if driver.unknown > 0 {
        let unknown = driver.unknown;
        writeln!(
            std::io::stderr(),
            "{unknown} occurrences of rituals that the file does not name are left out"
        )?;
    }
    answer_lines(std::io::stdin().lock(), out, |Request::View { name }| {
        Ok(json!({ "s": driver.view(&name)? }))
    })?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]
mod tests {
    use super::*;

    fn loaded(couple: Value) -> (tempfile::TempDir, Driver) {
        let folder = tempfile::tempdir().unwrap();
        let couple: Couple = serde_json::from_value(couple).unwrap();
        let mut driver = Driver::begin(folder.path(), &couple).unwrap();
        driver.load(couple).unwrap();
        (folder, driver)
    }

    #[test]
    fn a_bookmark_lies_in_its_own_book_whichever_was_begun_first() {
        let book = |title: &str, at: &str, chapter: Value| {
            json!({
                "title": title, "chapters": [{"n": 2, "title": "Two"}, {"n": 1, "title": "One"}, {"n": 7, "title": "Three"}],
                "progress": [{"who": "A", "chapter": chapter, "at": at}],
            })
        };
        let (_folder, driver) = loaded(json!({
            "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
            "books": [
                book("Begun last", "2026-03-01T20:00:00Z", json!(1)),
                book("Begun first", "2026-01-01T20:00:00Z", json!(2.5)),
                book("Beyond its end", "2026-02-01T20:00:00Z", json!(40)),
                book("Before its start", "2026-02-01T20:00:00Z", json!(-1)),
            ],
        }));
        let read = driver.books.values().map(|(book, _)| {
            let view = driver.app.book_view(*book).unwrap();
            (view.title, view.together)
        });
        let expected =
            [("Begun last", 1), ("Begun first", 2), ("Beyond its end", 3), ("Before its start", 0)];
        assert_eq!(read.collect::<Vec<_>>(), expected.map(|(title, read)| (title.to_owned(), read)));
    }

    #[test]
    fn what_care_forbids_is_dropped_wherever_it_stands_and_nothing_else_is_counted_so() {
        let long = "A word. ".repeat(2_000);
        let (_folder, driver) = loaded(json!({
            "partners": ["Ada", "Noor"], "zone": "Europe/Berlin",
            "rituals": [{
                "id": 1, "title": "Tea", "rrule": "FREQ=DAILY", "dtstart": "2026-01-01T21:30:00",
                "tzid": "Europe/Berlin", "ends": null, "minutes": 10, "stars": 5,
            }],
            "occurrences": [
                {"ritual": 1, "due": "2026-01-01T20:30:00Z", "state": "done", "mood": "fine"},
                {"ritual": 1, "due": "2026-01-02T20:30:00Z", "state": "skipped"},
                {"ritual": "gone", "due": "2026-01-01T20:30:00Z", "state": "done"},
            ],
            "books": [{
                "title": "A book", "rating": 4, "chapters": [{"n": 1, "title": "One", "pages": 9, "score": 3}],
                "progress": [{"who": "A", "chapter": 0, "at": "2026-01-03T20:00:00Z", "points": 1}],
            }],
            "entries": [
                {"id": 1, "ts": "2026-01-01T22:00", "author": "B", "private": false, "title": "", "body": "Thank you"},
                {"id": 2, "ts": "2026-01-01T23:00", "author": "B", "private": false, "title": "", "body": long},
            ],
        }));
        let forbidden = ["stars", "mood", "skipped", "rating", "score", "points"];
        assert_eq!(driver.dropped, forbidden.len(), "{forbidden:?}");
        assert_eq!(driver.unknown, 1, "what belongs to no ritual keeps nothing else from being loaded");
        let [_, noor] = driver.people;
        driver.sit(1).unwrap();
        driver.app.unlock_drawer(noor, "ten years of two").unwrap();
        let pages = driver.app.pages(None, 20).unwrap();
        assert_eq!(pages.total, 1, "what no slip holds is its author's page");
    }
}
