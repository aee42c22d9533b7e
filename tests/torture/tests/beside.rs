//! Long work beside somebody who types: looking the file over, writing it anew, copying it, looking at the copy. Each
//! save is taken in the middle of it, is in the sealed file when it returns, and waits for a frame or two at most.

use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use nightstand_app::App;
use nightstand_app::drawer::NewPage;
use nightstand_domain::ids::{PageId, PersonId};
use nightstand_torture::chance::Chance;
use nightstand_torture::home::{PASSPHRASE, open, set_table};
use nightstand_torture::{cases, figure, folder, is_full, story};

/// Two frames of a slow screen.
const LONGEST: Duration = Duration::from_millis(34);

/// A drawer of ten years: a page a day, some more, and a picture's worth of bytes with many of them.
fn ten_years(folder: &Path) -> (Arc<App>, PersonId) {
    let app = open(folder);
    let robin = set_table(&app);
    app.unlock_drawer(robin, PASSPHRASE).unwrap();
    let mut chance = Chance::of(5);
    let pages = (0..cases(400, 10_000)).map(|number| NewPage {
        source: number.to_string(),
        written: format!(
            "20{:02}-{:02}-{:02}T21:00",
            16 + number / 1_000,
            number / 84 % 12 + 1,
            number % 28 + 1
        ),
        title: format!("Day {number}"),
        body: story::words(&mut chance, if number % 5 == 0 { 20_000 } else { 1_500 }),
    });
    app.take_in_pages(pages.collect(), |_| true).unwrap();
    (Arc::new(app), robin)
}

/// Somebody who types while long work is under way, each time that it asks whether to go on, and beside what it does
/// next.
struct Typist {
    app: Arc<App>,
    robin: PersonId,
    page: PageId,
    asked: Arc<Mutex<Option<SyncSender<()>>>>,
    waits: Mutex<Vec<Duration>>,
}

impl Typist {
    fn at(app: &Arc<App>, robin: PersonId) -> Self {
        let asked: Arc<Mutex<Option<SyncSender<()>>>> = Arc::default();
        let asks = Arc::clone(&asked);
        app.ask_in_long_work(Arc::new(move || {
            if let Some(asks) = asks.lock().unwrap().as_ref() {
                // Who is typing a letter already types the next one when it is asked for again.
                let _ = asks.try_send(());
            }
            true
        }));
        Self { app: Arc::clone(app), robin, page: PageId::random().unwrap(), asked, waits: Mutex::default() }
    }

    fn types(&self) {
        let number = self.waits.lock().unwrap().len();
        let began = Instant::now();
        self.app.save_draft(self.robin, self.page, "", &format!("letter {number}")).unwrap();
        self.waits.lock().unwrap().push(began.elapsed());
    }

    /// Types during `work`; says how many letters went in meanwhile and how long the slowest waited.
    fn during(&self, work: impl FnOnce()) -> (usize, Duration) {
        self.waits.lock().unwrap().clear();
        let (asks, asked) = sync_channel(1);
        *self.asked.lock().unwrap() = Some(asks);
        std::thread::scope(|scope| {
            let typing = scope.spawn(move || asked.into_iter().for_each(|()| self.types()));
            work();
            *self.asked.lock().unwrap() = None;
            typing.join().unwrap();
        });
        let waits = self.waits.lock().unwrap();
        (waits.len(), waits.iter().max().copied().unwrap_or_default())
    }
}

#[test]
fn what_is_typed_is_safe_at_once_while_long_work_is_under_way() {
    let folder = folder();
    let (app, robin) = ten_years(folder.path());
    let typist = Typist::at(&app, robin);
    let gone = PageId::random().unwrap();
    app.save_draft(robin, gone, "", "words that are to go").unwrap();
    app.throw_away(gone).unwrap();

    let file = folder.path().join(format!("data/drawer-{robin}.db"));
    let before = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&file).unwrap());
    let works: [(&str, &dyn Fn()); 4] = [
        ("looking the file over", &|| assert!(!app.look_drawer_over().unwrap(), "it is whole")),
        ("erasing and writing the file anew", &|| drop(app.erase_thrown(gone.entity()).unwrap())),
        ("forgetting what is over", &|| app.forget_what_is_over().unwrap()),
        ("backing up and looking at the copy", &|| {
            let backup = app.back_up().unwrap();
            assert!(backup.parts.iter().all(|part| part.checked), "it was opened and is whole");
        }),
    ];
    // What a save takes on this computer when nothing else is under way.
    let (_, alone) = typist.during(|| (0..400).for_each(|_| typist.types()));
    figure(&format!("400 saves with nothing beside them: the slowest {alone:.1?}"));
    for (name, work) in works {
        let began = Instant::now();
        let (letters, slowest) = typist.during(work);
        let took = began.elapsed();
        figure(&format!("{name}: {took:.0?}, {letters} saves meanwhile, the slowest {slowest:.1?}"));
        assert!(letters > 0, "{name}: nobody could type meanwhile");
        if is_full() {
            assert!(slowest <= alone + LONGEST, "{name}: a save waited {slowest:?}, and {alone:?} alone");
        }
        let typed = format!("letter {}", letters - 1);
        assert_eq!(app.page(typist.page).unwrap().body, typed, "{name}: the last letter is there");
        assert_eq!(
            as_after_a_kill(folder.path(), robin, typist.page),
            typed,
            "{name}: and in the sealed file"
        );
    }
    let after = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&file).unwrap());
    assert_ne!(before, after, "the file was written anew");
    assert_eq!(app.check_drawer().unwrap(), 0, "and is whole");
}

/// What `page` says to whoever opens the files as they lie there now, while the drawer is still open.
fn as_after_a_kill(profile: &Path, robin: PersonId, page: PageId) -> String {
    let found = folder();
    copy(profile, found.path());
    let app = open(found.path());
    app.unlock_drawer(robin, PASSPHRASE).unwrap();
    app.page(page).unwrap().body
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let (from, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if from.is_dir() && name != "backups" {
            std::fs::create_dir_all(to.join(&name)).unwrap();
            copy(&from, &to.join(name));
        } else if from.is_file() {
            std::fs::copy(&from, to.join(name)).unwrap();
        }
    }
}

#[test]
fn locking_stops_long_work_and_leaves_no_unfinished_file() {
    let folder = folder();
    let (app, robin) = ten_years(folder.path());
    let gone = PageId::random().unwrap();
    app.save_draft(robin, gone, "", "words that are to go").unwrap();
    app.throw_away(gone).unwrap();
    let data = folder.path().join("data");
    let unfinished = || {
        let names = std::fs::read_dir(&data).unwrap().map(|file| file.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().contains(".anew")).count()
    };
    let file = data.join(format!("drawer-{robin}.db"));
    let before = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&file).unwrap());
    // It is locked in the middle of writing the file anew: that stands still until the drawer is shut.
    let (says, heard) = std::sync::mpsc::channel();
    let (asked, is_there, shut) = (Mutex::new(Some(says)), data.clone(), Arc::downgrade(&app));
    app.ask_in_long_work(Arc::new(move || {
        let writing = std::fs::read_dir(&is_there)
            .unwrap()
            .any(|file| file.unwrap().file_name().to_string_lossy().ends_with(".anew"));
        if writing && let Some(says) = asked.lock().unwrap().take() {
            says.send(()).unwrap();
            while shut.upgrade().is_some_and(|app| app.open_drawer().is_some()) {
                std::thread::yield_now();
            }
        }
        true
    }));
    std::thread::scope(|scope| {
        let erasing = scope.spawn(|| app.erase_thrown(gone.entity()));
        heard.recv().unwrap();
        app.lock_drawer().unwrap();
        assert_eq!(app.open_drawer(), None, "it is locked");
        drop(erasing.join().unwrap());
    });
    assert_eq!(unfinished(), 0, "nothing half-written lies about");
    let after = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(&file).unwrap());
    assert_eq!(before, after, "and it was stopped, not waited for");
    app.unlock_drawer(robin, PASSPHRASE).unwrap();
    assert!(app.thrown_away().unwrap().is_empty(), "what was erased is not shown");
    app.forget_what_is_over().unwrap();
    assert_eq!(app.check_drawer().unwrap(), 0, "and the next sitting finishes it");
}
