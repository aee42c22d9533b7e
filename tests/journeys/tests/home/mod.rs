//! A home for two with a drawer each, and children of the test that can be killed.

#![allow(dead_code, reason = "each journey uses the part of the home that it needs")]

use std::io::{BufRead, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use chrono::DateTime;
use nightstand_app::ports::ManualClock;
use nightstand_app::profile::Profile;
use nightstand_app::welcome::{FirstRun, Newcomer};
use nightstand_app::{App, Role};
use nightstand_domain::ids::PersonId;
use nightstand_domain::people::Ribbon;
use nightstand_vault::{Cost, KeyStore, MemoryStore};

pub(crate) const ROBINS: &str = "robin's lantern over nine plates";
pub(crate) const SAMS: &str = "sam's anchor under four ferries";

/// Names the role that a child process plays.
const CHILD: &str = "NIGHTSTAND_JOURNEY_CHILD";

pub(crate) struct Home {
    pub(crate) app: App,
    pub(crate) keyring: Arc<MemoryStore>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) robin: PersonId,
    pub(crate) sam: PersonId,
}

pub(crate) fn clock() -> Arc<ManualClock> {
    let now = DateTime::parse_from_rfc3339("2026-11-20T06:50:00Z").unwrap().to_utc();
    Arc::new(ManualClock::at(now, chrono_tz::Europe::Berlin))
}

/// Opens what lies in `folder`, with `keyring`.
pub(crate) fn open(folder: &Path, keyring: &Arc<MemoryStore>, clock: &Arc<ManualClock>) -> App {
    let profile = Profile::find(Some(folder)).unwrap();
    let store: Arc<dyn KeyStore> = Arc::<MemoryStore>::clone(keyring);
    let app = App::open(profile, Arc::<ManualClock>::clone(clock), store, Role::Window);
    app.stretch_at(Cost::MINIMUM);
    app
}

/// Robin alone.
pub(crate) fn alone(folder: &Path) -> (App, Arc<MemoryStore>) {
    let keyring = Arc::default();
    let app = open(folder, &keyring, &clock());
    let a = Newcomer { name: "Robin".to_owned(), ribbon: Ribbon::Madder };
    app.begin(FirstRun { a, b: None, rituals: Vec::new(), quiet: None }).unwrap();
    (app, keyring)
}

impl Home {
    /// Robin and Sam sit down, and nobody has a drawer yet.
    pub(crate) fn begin(folder: &Path) -> Self {
        Self::begin_with(folder, Arc::default())
    }

    pub(crate) fn begin_with(folder: &Path, keyring: Arc<MemoryStore>) -> Self {
        let clock = clock();
        let app = open(folder, &keyring, &clock);
        let newcomer = |name: &str, ribbon| Newcomer { name: name.to_owned(), ribbon };
        let a = newcomer("Robin", Ribbon::Madder);
        let b = Some(newcomer("Sam", Ribbon::Slate));
        app.begin(FirstRun { a, b, rituals: Vec::new(), quiet: None }).unwrap();
        let people = app.people().unwrap();
        Self { keyring, clock, robin: people.a.id, sam: people.b.unwrap().id, app }
    }

    /// Both have a drawer, with words that they kept.
    pub(crate) fn with_drawers(folder: &Path) -> (Self, [String; 2]) {
        let home = Self::begin(folder);
        let words = [(home.robin, ROBINS), (home.sam, SAMS)].map(|(person, passphrase)| {
            let words = home.app.make_drawer(person, passphrase).unwrap();
            home.app.confirm_words(person, words.asked()).unwrap();
            words.words.to_string()
        });
        (home, words)
    }

    /// Closes the window and opens it again, on the same computer.
    pub(crate) fn reopened(self, folder: &Path) -> Self {
        let Self { app, keyring, clock, robin, sam } = self;
        drop(app);
        let app = open(folder, &keyring, &clock);
        Self { app, keyring, clock, robin, sam }
    }
}

/// What the child has to do, when this process is one.
pub(crate) fn role() -> Option<String> {
    std::env::var(CHILD).ok()
}

/// A child that plays `role` in the test called `test`, and the lines that it says.
pub(crate) struct Actor {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Actor {
    pub(crate) fn start(test: &str, role: &str, folder: &Path) -> Self {
        Self::run(Command::new(std::env::current_exe().unwrap()), test, role, folder)
    }

    /// The same in a shell whose files cannot grow beyond `blocks` of 512 bytes; going beyond is an error
    /// and no signal.
    #[cfg(unix)]
    pub(crate) fn start_cramped(test: &str, role: &str, folder: &Path, blocks: u32) -> Self {
        let mut shell = Command::new("sh");
        let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        shell.arg("-c").arg(line).arg(std::env::current_exe().unwrap());
        Self::run(shell, test, role, folder)
    }

    fn run(mut command: Command, test: &str, role: &str, folder: &Path) -> Self {
        let mut child = command
            .args(["--exact", test, "--nocapture", "--test-threads=1"])
            .env(CHILD, role)
            .env("NIGHTSTAND_JOURNEY_FOLDER", folder)
            .env("TMPDIR", folder)
            .stdout(Stdio::piped())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Waits for a line that begins with `word`, and gives the rest of it.
    pub(crate) fn says(&mut self, word: &str) -> String {
        loop {
            let line = self.lines.next().expect("the child goes on until it has said everything").unwrap();
            // The test harness writes the name of the test in front of the first line.
            if let Some(at) = line.find(word) {
                return line[at + word.len()..].trim().to_owned();
            }
        }
    }

    pub(crate) fn kill_nine(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) fn ends_well(mut self) {
        drop(self.child.stdin.take());
        for line in self.lines.by_ref() {
            line.unwrap();
        }
        assert!(self.child.wait().unwrap().success(), "the child found what it looked for");
    }
}

/// The child has done its part; whoever started it strikes it down.
pub(crate) fn wait_to_be_struck_down() {
    let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
}

/// The folder that a child works in.
pub(crate) fn childs_folder() -> std::path::PathBuf {
    std::env::var_os("NIGHTSTAND_JOURNEY_FOLDER").unwrap().into()
}

/// Waits until the parent lets go of, or kills, this child.
pub(crate) fn wait_for_parent() {
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).unwrap();
}

/// What this child tells its parent.
pub(crate) fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}
