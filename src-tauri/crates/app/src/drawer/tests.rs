//! What is typed while the disk does not take it.

use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta};
use nightstand_domain::ids::{PageId, PersonId, ReflectionId};
use nightstand_domain::people::Ribbon;
use nightstand_domain::reflection::Reflection;
use nightstand_vault::{Cost, MemoryStore};

use crate::error::AppError;
use crate::ports::ManualClock;
use crate::profile::Profile;
use crate::spine::{App, Role};
use crate::welcome::{FirstRun, Newcomer};

const ROBINS: &str = "lantern ferry orchard";

struct Evening {
    app: App,
    clock: Arc<ManualClock>,
    robin: PersonId,
    sam: PersonId,
}

impl Evening {
    /// Robin and Sam, and Robin's drawer, open.
    fn begin(folder: &Path) -> Self {
        let now = DateTime::parse_from_rfc3339("2026-11-20T19:30:00Z").unwrap().to_utc();
        let clock = Arc::new(ManualClock::at(now, chrono_tz::Europe::Berlin));
        let profile = Profile::find(Some(folder)).unwrap();
        let keyring = Arc::new(MemoryStore::default());
        let app = App::open(profile, Arc::<ManualClock>::clone(&clock), keyring, Role::Window);
        app.stretch_at(Cost::MINIMUM);
        let who = |name: &str, ribbon| Newcomer { name: name.to_owned(), ribbon };
        let b = Some(who("Sam", Ribbon::Slate));
        let a = who("Robin", Ribbon::Madder);
        let robin = app.begin(FirstRun { a, b, rituals: Vec::new(), quiet: None }).unwrap();
        let sam = app.people().unwrap().b.unwrap().id;
        app.make_drawer(robin, ROBINS).unwrap();
        app.unlock_drawer(robin, ROBINS).unwrap();
        Self { app, clock, robin, sam }
    }

    fn types(&self, page: PageId, body: &str) -> Result<super::Saved, AppError> {
        self.app.save_draft(self.robin, page, "", body)
    }

    fn body(&self, page: PageId) -> String {
        self.app.page(page).unwrap().body
    }

    fn bodies(&self) -> Vec<String> {
        self.app.pages(None, 50).unwrap().pages.into_iter().map(|page| self.body(page.id)).collect()
    }

    /// From now on no draft gets onto the disk, also after the drawer was opened anew.
    fn disk_refuses(&self) {
        self.sql(
            "CREATE TRIGGER no_room BEFORE INSERT ON draft BEGIN SELECT raise(FAIL, 'no room'); END;
             CREATE TRIGGER none BEFORE INSERT ON reflection_draft BEGIN SELECT raise(FAIL, 'no room'); END;",
        );
    }

    fn disk_has_room(&self) {
        self.sql("DROP TRIGGER no_room; DROP TRIGGER none;");
    }

    fn sql(&self, statements: &str) {
        self.app.drawer().as_ref().unwrap().space.read().execute_batch(statements).unwrap();
    }

    fn is_locked_and_opened(&self) {
        self.app.lock_drawer().unwrap();
        self.app.unlock_drawer(self.robin, ROBINS).unwrap();
    }
}

fn page() -> PageId {
    PageId::random().unwrap()
}

#[test]
fn what_the_disk_does_not_take_back_is_shown_and_outlives_the_next_lock() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let (first, second) = (page(), page());
    evening.disk_refuses();
    evening.types(first, "the first evening").unwrap_err();
    evening.is_locked_and_opened();
    assert_eq!(evening.body(first), "the first evening", "it is shown though the disk did not take it back");
    assert_eq!(evening.bodies(), ["the first evening"], "and stands in the list");
    evening.types(second, "the second evening").unwrap_err();
    evening.is_locked_and_opened();
    assert_eq!(evening.bodies().len(), 2, "what was typed since has not overwritten it");

    evening.disk_has_room();
    evening.types(page(), "a third").unwrap();
    evening.is_locked_and_opened();
    for (page, text) in [(first, "the first evening"), (second, "the second evening")] {
        assert_eq!(evening.body(page), text, "all of it is written once there is room");
    }
    evening.types(first, "changed").unwrap();
    evening.is_locked_and_opened();
    assert_eq!(evening.body(first), "changed", "and nothing comes out of the spill over it");
}

#[test]
fn two_pages_begun_on_a_full_disk_are_two_pages() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    evening.disk_refuses();
    let (one, other) = (page(), page());
    evening.types(one, "one").unwrap_err();
    evening.types(other, "other").unwrap_err();
    evening.app.lock_drawer().unwrap();
    evening.app.unlock_drawer(evening.robin, ROBINS).unwrap();
    assert_eq!((evening.body(one), evening.body(other)), ("one".into(), "other".into()));
    evening.disk_has_room();
    evening.types(one, "one").unwrap();
    assert_eq!(evening.bodies().len(), 2, "the window's own second try makes no third");
}

#[test]
fn an_old_page_that_comes_out_of_the_spill_stays_where_it_was_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let old = page();
    evening.types(old, "as it was").unwrap();
    evening.app.put_away(old).unwrap();
    let begun = evening.app.page(old).unwrap().written;
    evening.clock.set(evening.app.now() + TimeDelta::days(40));
    evening.disk_refuses();
    evening.types(old, "changed today").unwrap_err();
    evening.is_locked_and_opened();
    assert_eq!(evening.app.page(old).unwrap().written, begun, "while it waits");
    evening.disk_has_room();
    evening.is_locked_and_opened();
    let page = evening.app.page(old).unwrap();
    assert_eq!((page.body.as_str(), page.written), ("changed today", begun), "and once it was written");
}

#[test]
fn a_reflection_that_the_disk_does_not_take_back_is_shown_as_it_was_left() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let Evening { app, robin, .. } = &evening;
    let id = app.reflection_start(*robin, None, None).unwrap();
    let mut written = Reflection::default();
    written.mine.happened = "ten past eight".into();
    evening.disk_refuses();
    app.reflection_keep(*robin, id, &written).unwrap_err();
    evening.is_locked_and_opened();
    assert_eq!(app.reflection_view(id).unwrap().reflection, written);
    let beginnings: Vec<_> =
        app.reflections_view().unwrap().0.into_iter().map(|card| card.row.beginning).collect();
    assert_eq!(beginnings, ["ten past eight"], "in the list, too");
}

#[test]
fn what_was_thrown_away_does_not_come_out_of_the_spill() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let gone = page();
    evening.disk_refuses();
    evening.types(gone, "away with it").unwrap_err();
    evening.is_locked_and_opened();
    evening.app.throw_away(gone).unwrap();
    evening.disk_has_room();
    evening.is_locked_and_opened();
    assert!(matches!(evening.app.page(gone), Err(AppError::NotFound)));
}

#[test]
fn late_words_never_get_into_the_other_persons_drawer() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let Evening { app, sam, .. } = &evening;
    let locked = |refused: Result<(), AppError>| matches!(refused, Err(AppError::DrawerLocked));
    assert!(locked(app.save_draft(*sam, page(), "", "late").map(|_| ())), "a page");
    assert!(locked(app.reflection_start(*sam, None, None).map(|_| ())), "the beginning of a reflection");
    let id = ReflectionId::random().unwrap();
    assert!(locked(app.reflection_keep(*sam, id, &Reflection::default())), "what is written in it");
    assert!(locked(app.reflection_put_away(*sam, id, &Reflection::default()).map(|_| ())), "putting it away");
    assert!(locked(app.thread_make(*sam, "who waits for whom").map(|_| ())), "and its name");
    let (cards, threads) = app.reflections_view().unwrap();
    assert!(
        evening.bodies().is_empty() && cards.is_empty() && threads.is_empty(),
        "nothing of it is in Robin's"
    );
}

#[test]
fn a_page_takes_no_id_that_something_else_has() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let Evening { app, robin, .. } = &evening;
    let id = app.reflection_start(*robin, None, None).unwrap();
    let taken = PageId::from(id.entity());
    assert!(matches!(evening.types(taken, "on top of it"), Err(AppError::Taken)), "a draft has it");
    let mut written = Reflection::default();
    written.mine.happened = "ten past eight".into();
    app.reflection_put_away(*robin, id, &written).unwrap();
    assert!(matches!(evening.types(taken, "on top of it"), Err(AppError::Taken)), "the log has it");
    assert_eq!(app.reflection_view(id).unwrap().reflection.mine, written.mine, "and it stands as it was");
}

#[test]
fn putting_away_can_be_taken_back_the_first_time_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let Evening { app, robin, .. } = &evening;
    let first = page();
    evening.types(first, "typed").unwrap();
    assert!(app.put_away(first).unwrap().undo.is_some());
    app.undo().unwrap().unwrap();
    let back = app.page(first).unwrap();
    assert_eq!((back.body.as_str(), back.draft), ("typed", true), "it is in the hand again, as it was");

    let id = app.reflection_start(*robin, None, None).unwrap();
    let mut written = Reflection::default();
    for happened in ["ten past eight", "ten past eight, and then the plates"] {
        written.mine.happened = happened.into();
        assert!(app.reflection_put_away(*robin, id, &written).unwrap().undo.is_some());
        app.undo().unwrap().unwrap();
        let view = app.reflection_view(id).unwrap();
        assert_eq!(
            (view.reflection.mine.happened.as_str(), view.finished),
            (happened, false),
            "nor is any word lost"
        );
    }
    evening.is_locked_and_opened();
    assert_eq!(app.undo().unwrap(), None, "a locked drawer leaves nothing to take back");
}

/// Never 10 of CARE.md: a process that is struck down while it writes an open copy leaves an unsealed one.
#[test]
fn a_copy_that_was_cut_off_is_taken_away_at_the_next_unlocking() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let Evening { app, robin, sam, .. } = &evening;
    let aside = folder.path().join("My pages.zip.0123456789abcdef.part");
    app.copy_begins(*robin, &aside).unwrap();
    std::fs::write(&aside, "of the open drawer").unwrap();
    app.make_drawer(*sam, ROBINS).unwrap();
    app.unlock_drawer(*sam, ROBINS).unwrap();
    app.look_drawer_over().unwrap();
    assert!(aside.exists(), "whose it is, nobody else knows");
    app.unlock_drawer(*robin, ROBINS).unwrap();
    app.look_drawer_over().unwrap();
    assert!(!aside.exists(), "the next unlocking takes it away");

    let whole = folder.path().join("My pages.zip");
    app.copy_begins(*robin, &whole).unwrap();
    std::fs::write(&whole, "kept on purpose").unwrap();
    app.look_drawer_over().unwrap();
    assert!(whole.exists(), "nothing goes that is not named as an unfinished one");

    let form = super::Form::Jrnl;
    let words = nightstand_formats::journal::write::Words {
        language: "en".to_owned(),
        title: "Pages".to_owned(),
        line: "Open to anyone".to_owned(),
    };
    let copied = app.take_copy(*robin, form, &folder.path().join("jrnl").display().to_string(), &words, None);
    assert!(Path::new(&copied.unwrap().path).exists());
    let notes = std::fs::read_dir(folder.path().join("state")).unwrap();
    let notes =
        notes.filter(|file| file.as_ref().unwrap().file_name().to_string_lossy().ends_with(".copying"));
    assert_eq!(notes.count(), 0, "a copy that is whole leaves no note");
}

#[test]
fn a_page_thrown_away_comes_back_in_one_step() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let gone = page();
    evening.types(gone, "never put away").unwrap();
    evening.app.throw_away(gone).unwrap();
    evening.app.undo().unwrap().unwrap();
    assert_eq!(evening.body(gone), "never put away");
    assert_eq!(evening.app.undo().unwrap(), None, "and it was one");
}

#[test]
fn tags_go_out_as_tags_of_the_other_program() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    evening.types(page(), "Late (#us), again. #deep-talk #US").unwrap();
    let words = super::CopyWords { language: "en".into(), title: String::new(), line: String::new() };
    for form in [super::Form::DayOne, super::Form::Markdown] {
        let place = folder.path().join(format!("{form:?}"));
        let copied =
            evening.app.take_copy(evening.robin, form, &place.display().to_string(), &words, None).unwrap();
        let mut unwatched = |_: nightstand_formats::watch::Progress| std::ops::ControlFlow::Continue(());
        let read = nightstand_formats::journal::read(
            Path::new(&copied.path),
            None,
            chrono_tz::Europe::Berlin,
            &mut unwatched,
        );
        assert_eq!(read.unwrap().pages[0].tags, ["us", "deep-talk"], "{form:?} has them, each once");
    }
}

#[test]
fn a_page_whose_day_alone_is_known_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let old = |source: &str, written: &str| super::NewPage {
        source: source.to_owned(),
        written: written.to_owned(),
        title: String::new(),
        body: source.to_owned(),
    };
    evening
        .app
        .take_in_pages(vec![old("day", "2020-01-02"), old("midnight", "2020-01-03T00:00")], |_| true)
        .unwrap();
    let pages = evening.app.pages(None, 9).unwrap().pages;
    let alone = |body: &str| {
        let ids = pages.iter().map(|leaf| leaf.id);
        let all: Vec<_> = ids.map(|id| evening.app.page(id).unwrap()).collect();
        all.iter().find(|page| page.body == body).unwrap().day_alone
    };
    assert_eq!((alone("day"), alone("midnight")), (true, false), "midnight is a time like any other");
}

#[test]
fn pages_that_are_called_the_same_are_all_pages() {
    let folder = tempfile::tempdir().unwrap();
    let evening = Evening::begin(folder.path());
    let named = |(source, body): (&str, &str)| super::NewPage {
        source: source.to_owned(),
        written: "2020-01-02".to_owned(),
        title: String::new(),
        body: body.to_owned(),
    };
    let pages = || [("1", "first"), ("1~2", "third"), ("1", "second"), ("\"1\"", "text")].map(named).to_vec();
    for _ in 0..2 {
        assert_eq!(evening.app.take_in_pages(pages(), |_| true).unwrap().0, 4);
        let mut bodies: Vec<_> =
            evening.app.pages(None, 9).unwrap().pages.into_iter().map(|leaf| leaf.preview).collect();
        bodies.sort();
        assert_eq!(bodies, ["first", "second", "text", "third"], "and the same pages when they come again");
    }
}
