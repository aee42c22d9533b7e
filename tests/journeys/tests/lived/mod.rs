//! A profile that two people lived in for three weeks, through the use-cases that the window calls, and all that it
//! tells. The story is told once for each released version and never changed afterwards; a later version begins one of
//! its own.

#![allow(dead_code, reason = "the profile is made by one program and read by another")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate};
use chrono_tz::Tz;
use nightstand_app::ports::ManualClock;
use nightstand_app::profile::Profile;
use nightstand_app::reading::import::Looked;
use nightstand_app::reading::{BookDraft, BookPlan, FromFile, NoteDraft, PutOn};
use nightstand_app::rituals::{Chosen, RitualDraft};
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, Role};
use nightstand_domain::ids::{BookId, PageId, PersonId};
use nightstand_domain::people::Ribbon;
use nightstand_domain::reading::edition::Anchor;
use nightstand_domain::reading::{
    ChapterDraft, Edition, EditionKind, Evenings, NoteKind, Numbering, Place, Trade, Within,
};
use nightstand_domain::reflection::{Choice, Guess, Mine, Need, Reflection, Say, Step, Topic};
use nightstand_domain::ritual::{Rhythm, Weekdays, Who, Wording};
use nightstand_domain::us::Stay;
use nightstand_vault::{Cost, KeyStore, MemoryStore, Unavailable};
use serde_json::{Value, json};

const PASSPHRASE: &str = "nine lanterns under the slow ferry";
const BEGINS: &str = "2026-11-02T20:30:00+01:00";
const ENDS: &str = "2026-11-23T21:00:00+01:00";

/// A folder of `tests/fixtures`. Asked while it runs: clones that build into one folder share what they compiled.
pub(crate) fn fixture(name: &str) -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    Path::new(&here).join("../fixtures").join(name)
}

fn instant(text: &str) -> DateTime<chrono::Utc> {
    DateTime::parse_from_rfc3339(text).expect("a time").to_utc()
}

/// Opens the profile on its last evening, on a computer without a keyring.
pub(crate) fn open(folder: &Path) -> App {
    at(folder, ENDS).0
}

fn at(folder: &Path, now: &str) -> (App, Arc<ManualClock>) {
    let keyring = MemoryStore::default();
    keyring.go_away(Unavailable::None);
    let clock = Arc::new(ManualClock::at(instant(now), Tz::Europe__Berlin));
    let store: Arc<dyn KeyStore> = Arc::new(keyring);
    let profile = Profile::find(Some(folder)).expect("a profile");
    let app = App::open(profile, Arc::<ManualClock>::clone(&clock), store, Role::Window);
    app.stretch_at(Cost::MINIMUM);
    (app, clock)
}

struct Life {
    app: App,
    clock: Arc<ManualClock>,
    robin: PersonId,
    sam: PersonId,
}

/// Lives in `folder`, where nobody has ever been.
pub(crate) fn live_in(folder: &Path) {
    let (app, clock) = at(folder, BEGINS);
    let who = |name: &str, ribbon| Newcomer { name: name.into(), ribbon };
    let (a, b) = (who("Robin", Ribbon::Madder), Some(who("Şam שׂם", Ribbon::Verdigris)));
    app.begin(FirstRun { a, b, rituals: Vec::new(), quiet: None }).expect("first run");
    let people = app.people().expect("two people");
    let (robin, sam) = (people.a.id, people.b.expect("the second").id);
    let life = Life { app, clock, robin, sam };
    life.plans();
    let book = life.brings_books();
    life.reads(book);
    life.finishes_one();
    life.keeps_pages();
    life.app.lock_drawer().expect("locked");
    life.app.note_table();
}

impl Life {
    fn robin(&self) -> &App {
        self.app.sit(self.robin).expect("the switch");
        &self.app
    }

    fn sam(&self) -> &App {
        self.app.sit(self.sam).expect("the switch");
        &self.app
    }

    fn day(&self, n: u64) {
        self.clock.set(instant(BEGINS) + Days::new(n));
    }

    fn plans(&self) {
        let app = self.robin();
        app.keep_word("heart").expect("their word");
        app.choose_day_end(3).expect("their day");
        let (tea, _) = app
            .ritual_save(RitualDraft {
                id: None,
                title: "Tea by the window".into(),
                why: "Because the day has no other end.".into(),
                promises: Vec::new(),
                small: "One cup, standing.".into(),
                small_minutes: Some(5),
                when: Chosen {
                    rhythm: Rhythm::every_week(Weekdays::ALL),
                    at: chrono::NaiveTime::from_hms_opt(21, 15, 0).expect("a time"),
                    zone: Tz::Europe__Berlin,
                },
                minutes: 20,
                lead: Some(10),
                wording: Wording::default(),
                who: Who::Together,
                resting: false,
            })
            .expect("a ritual");
        app.half_mark(tea, self.app.today(), true).expect("a half");
        self.sam().half_mark(tea, self.app.today(), true).expect("the other half");
        let until = self.app.today() + Days::new(60);
        self.robin().holiday_keep(until - Days::new(5), until).expect("a holiday");
        self.sam().slip_hand("You warmed the cup first. 🫖").expect("a slip");
    }

    fn brings_books(&self) -> BookId {
        let app = self.robin();
        let path = fixture("books/nodepub-3.epub").canonicalize().expect("a book");
        let Ok(Looked::Book(found)) = app.look_into(path.to_str().expect("a name"), &mut |_| {}) else {
            panic!("a book");
        };
        let cover = app.found_cover(found.ticket).map(|picture| picture.bytes);
        assert!(cover.is_some(), "it has a cover");
        // Where the file lies is this computer's, and would be nothing on another one.
        let from_file =
            FromFile { isbn: "9780306406157".into(), language: "en".into(), cover, ..FromFile::default() };
        self.brings(&found.title, "Wren Hale", found.body, from_file);
        let chapter = |title: &str, part: &str, pages| ChapterDraft {
            title: title.into(),
            part: part.into(),
            pages,
            words: None,
        };
        let chapters = vec![
            chapter("The River Bank", "One", Some(18)),
            chapter("", "One", None),
            chapter("Dulce Domum אב", "Two", Some(31)),
            chapter("The Piper", "Two", Some(12)),
        ];
        self.brings("The Wind in the Willows", "Kenneth Grahame", chapters, FromFile::default())
    }

    fn brings(&self, title: &str, author: &str, chapters: Vec<ChapterDraft>, from_file: FromFile) -> BookId {
        let draft = BookDraft {
            title: title.into(),
            author: author.into(),
            chapters,
            put_on: PutOn::Table,
            evenings: Evenings::new(2, 3),
            aloud: true,
            from_file,
        };
        self.app.add_book(draft).expect("a book").0
    }

    fn reads(&self, book: BookId) {
        let on: Vec<_> = self.app.chapters_of(book).expect("chapters").iter().map(|row| row.id).collect();
        self.day(2);
        self.robin().move_bookmark(book, Place::start_of(1), false).expect("a bookmark");
        self.sam().move_bookmark(book, Place::start_of(1), false).expect("a bookmark");
        self.day(5);
        self.robin().move_bookmark(book, Place::start_of(2), false).expect("a bookmark");
        self.sam()
            .move_bookmark(book, Place { read: 1, within: Within::Percent(40) }, false)
            .expect("a bookmark");
        let words = |words: &str, kind, within| NoteDraft { words: words.into(), kind, within };
        for (chapter, note) in [
            (0, words("“messing about” — that is us on Sundays. 🛶", NoteKind::Note, Within::Start)),
            (1, words("the words as they stand there", NoteKind::Quote, Within::Page(31))),
            (3, words("Dear Şam, when the lamp is lit on the pier.", NoteKind::Letter, Within::Start)),
        ] {
            self.robin().write_note(book, on[chapter], note).expect("a note");
        }
        let edition = Edition { kind: EditionKind::Paper, pages: Some(212), name: "the blue one".into() };
        let anchors = vec![Anchor { chapter: on[2], number: 2 }];
        let numbering = Numbering { by_parts: false, anchors };
        self.sam().hold_edition(book, edition, numbering).expect("an edition");
        self.sam().hide_titles(book, true).expect("titles hidden");
        self.robin().read_aloud_by(book, on[0], Some(self.sam)).expect("who read");
        self.day(7);
        self.robin().move_bookmark(book, Place::start_of(3), false).expect("a bookmark");
        self.sam().fell_asleep(book, Place { read: 1, within: Within::Percent(70) }).expect("asleep");
        let plan = BookPlan {
            evenings: None,
            finish_by: NaiveDate::from_ymd_opt(2027, 1, 6),
            aloud: true,
            trade: Trade::Nights,
        };
        self.robin().plan_book(book, plan).expect("a plan");
    }

    fn finishes_one(&self) {
        self.day(9);
        let app = self.robin();
        let one = vec![ChapterDraft { title: "All of it".into(), ..ChapterDraft::default() }];
        let book = self.brings("A short one", "", one, FromFile::default());
        app.move_bookmark(book, Place::start_of(1), false).expect("a bookmark");
        app.finish_book(book, "The gulls said nothing after all.").expect("finished");
        self.sam().keep_line(book, "They did, to me.").expect("a line");
        let resting = self.brings("A long one", "", Vec::new(), FromFile::default());
        self.app.put_book(resting, PutOn::Resting).expect("laid aside");
    }

    fn keeps_pages(&self) {
        let app = self.robin();
        let words = app.make_drawer(self.robin, PASSPHRASE).expect("a drawer");
        app.confirm_words(self.robin, words.asked()).expect("the two words");
        app.unlock_drawer(self.robin, PASSPHRASE).expect("the passphrase");
        let puts = |title: &str, body: &str, page: PageId| {
            app.save_draft(self.robin, page, title, body).expect("typed");
            app.put_away(page).expect("put away");
        };
        let changed = PageId::random().expect("an id");
        puts("The plates", "They were in the sink. #kitchen", changed);
        self.day(12);
        puts("The plates", "They were in the sink, and so was I. #kitchen\n\nשלום, 你好。", changed);
        let thrown = PageId::random().expect("an id");
        puts("Not this", "I did not mean it.", thrown);
        app.throw_away(thrown).expect("thrown away");
        let reflection = reflection(changed);
        let id = app.reflection_start(self.robin, Some(changed), None).expect("a reflection");
        let (thread, _) = app.thread_make(self.robin, "coming home").expect("a thread");
        let reflection = Reflection { thread: Some(thread.id), ..reflection };
        app.reflection_put_away(self.robin, id, &reflection).expect("put away");
        let choice = Choice { say: true, ..Choice::default() };
        let seen = app.carry_preview(&reflection.mine, &choice).expect("a preview").text.expect("words");
        app.reflection_carry(id, &reflection, &choice, Stay::Kept, &seen).expect("shared");
        app.save_draft(self.robin, PageId::random().expect("an id"), "", "and just now").expect("typed");
    }
}

fn reflection(page: PageId) -> Reflection {
    Reflection {
        page: Some(page),
        step: Step::Keep,
        mine: Mine {
            happened: "Dinner was at seven. I put the plates in the sink without eating.".into(),
            topic: Some(Topic::Late),
            day: NaiveDate::from_ymd_opt(2026, 11, 13),
            needed: vec![Need::ComeFirst, Need::Plan],
            say: Say {
                feel: "unseen, and a bit stung".into(),
                when: "dinner goes cold and I haven’t heard from you".into(),
                need: "to know I come first".into(),
                ask: "send me one line when a meeting runs over".into(),
            },
            ..Mine::default()
        },
        guess: Guess { text: "Maybe the cold kitchen felt like failing twice.".into(), ..Guess::default() },
        ..Reflection::default()
    }
}

/// Everything that the profile tells, in words and numbers: what a later version tells must hold all of it.
pub(crate) fn told(app: &App) -> Value {
    let people = app.people().expect("two people");
    let (robin, sam) = (people.a.clone(), people.b.clone().expect("the second"));
    let mut told = json!({
        "people": [robin.name, sam.name], "word": people.word, "dayEnds": people.day_ends,
    });
    for (name, person) in [("robin", robin.id), ("sam", sam.id)] {
        app.sit(person).expect("the switch");
        told[name] = json!({"reading": reading(app), "books": books(app), "us": us(app)});
    }
    app.sit(robin.id).expect("the switch");
    let rituals = app.rituals_view().expect("the rituals").rituals;
    told["rituals"] = rituals.iter().map(|row| json!([row.title, row.minutes, row.small])).collect();
    app.unlock_drawer(robin.id, PASSPHRASE).expect("the passphrase");
    told["drawer"] = drawer(app);
    app.lock_drawer().expect("locked");
    told
}

/// The export holds every record of the reading that whoever is here may see, by name.
fn reading(app: &App) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("reading.json");
    app.reading_export(file.to_str().expect("a name")).expect("an export");
    serde_json::from_slice(&std::fs::read(file).expect("the file")).expect("JSON")
}

/// What the views say beyond it.
fn books(app: &App) -> Value {
    let view = app.reading_view().expect("the shelf");
    let on_table = view.on_table.iter().map(|book| book.id);
    let others = view.waiting.iter().chain(&view.resting).chain(&view.finished).map(|book| book.id);
    let of = |id: BookId| {
        let book = app.book_view(id).expect("a book");
        let cover = app.book_cover(id).expect("the table").map(|picture| picture.bytes.len());
        let called: Vec<_> = book
            .chapters
            .iter()
            .map(|chapter| chapter.called.map(|called| [called.first, called.last]))
            .collect();
        let steps: Vec<_> =
            book.pace.steps.iter().map(|step| json!([step.day.to_string(), step.read])).collect();
        let sealed = book.chapters.len();
        json!({
            "title": book.title, "together": book.together, "cover": cover, "called": called, "steps": steps,
            "titles": book.chapters.iter().map(|chapter| chapter.title.clone()).collect::<Vec<_>>(),
            "chapters": sealed, "finishBy": book.finish_by.map(|day| day.to_string()),
        })
    };
    let days: Vec<_> = view.year.days.iter().map(ToString::to_string).collect();
    json!({"days": days, "books": on_table.chain(others).map(of).collect::<Vec<_>>()})
}

fn us(app: &App) -> Value {
    let us = app.us_view(50).expect("the table");
    let lines: Vec<_> = us.lines.iter().map(|line| json!([line.words, line.day.to_string()])).collect();
    let slips: Vec<_> = us.slips.iter().map(|slip| json!([slip.words, slip.day.to_string()])).collect();
    json!({"lines": lines, "slips": slips})
}

fn drawer(app: &App) -> Value {
    let pages = app.pages(None, 50).expect("the pages").pages;
    let page = |id: PageId| {
        let page = app.page(id).expect("a page");
        let earlier = app.earlier(id).expect("what it said before");
        let earlier: Vec<_> =
            earlier.iter().map(|old| json!([old.day.to_string(), old.title, old.body])).collect();
        json!({
            "title": page.title, "body": page.body, "written": page.written.to_string(), "draft": page.draft,
            "earlier": earlier,
        })
    };
    let thrown = app.thrown_away().expect("what was thrown away");
    let (cards, threads) = app.reflections_view().expect("the reflections");
    let reflection = |id| {
        let Reflection { mine, guess, page, .. } = app.reflection_view(id).expect("a reflection").reflection;
        let Say { feel, when, need, ask } = mine.say;
        json!({
            "happened": mine.happened, "needed": mine.needed.len(), "say": [feel, when, need, ask],
            "guess": guess.text, "underneath": page.map(|id| app.page(id).expect("its page").title),
        })
    };
    json!({
        "pages": pages.iter().map(|leaf| page(leaf.id)).collect::<Vec<_>>(),
        "thrown": thrown.iter().map(|one| json!([one.title, one.preview, one.until.to_string()])).collect::<Vec<_>>(),
        "reflections": cards.iter().map(|card| reflection(card.row.id)).collect::<Vec<_>>(),
        "threads": threads.iter().map(|row| row.name.clone()).collect::<Vec<_>>(),
    })
}
