//! How the two processes of a profile talk: one line of JSON each way over a local socket. It also keeps
//! either from running twice. If one of them is not there, nothing is lost; it reads what changed when it
//! comes.

pub(crate) mod place;
mod spawn;

use std::fs::TryLockError;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use interprocess::local_socket::traits::{ListenerExt as _, Stream as _};
use interprocess::local_socket::{Listener, ListenerOptions, Stream};
use serde::{Deserialize, Serialize};

pub(crate) use self::spawn::beside;
pub use self::spawn::{keep_clock, open_window, watch_over_clock};
use crate::error::AppError;
use crate::profile::Profile;
use crate::spine::{App, Role};

/// The version that either side names in its hello.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// No message is longer; a longer line is not ours.
const LONGEST_LINE: u64 = 16 * 1024;

/// The stack of a thread that does one small thing, in KiB. On Windows whatever looks over a program's shoulder runs on
/// its threads as well, so that none is small there.
pub const fn small_stack(kib: usize) -> usize {
    if cfg!(windows) { 1024 * 1024 } else { kib * 1024 }
}

/// How long either side waits for the other's line before it goes on without.
const PATIENCE: Duration = Duration::from_secs(2);

/// Which process listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// The window.
    Window,
    /// The background clock.
    Clock,
}

/// What one process says to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "say", rename_all = "camelCase")]
pub enum Message {
    /// Who is speaking, and in which version. Answered with the same.
    Hello {
        /// The program's version.
        version: String,
        /// Which process.
        role: End,
    },
    /// These views are to be read again.
    Stale {
        /// Their names.
        views: Vec<String>,
    },
    /// Show this page.
    OpenPage {
        /// Its name.
        page: String,
    },
    /// Look into this file.
    OpenFile {
        /// Where it lies, from the root.
        path: String,
    },
    /// Come to the front.
    Show,
    /// End.
    Quit,
    /// Are you there?
    Ping,
    /// Heard.
    Done,
    /// Something that a newer version says.
    #[serde(other)]
    Unknown,
}

impl Message {
    /// The hello of this program.
    pub fn hello(role: End) -> Self {
        Self::Hello { version: VERSION.to_owned(), role }
    }
}

/// A process that listens. It is the only one of its kind for its profile until this is dropped.
pub struct Listening {
    profile: Profile,
    end: End,
    stop: Arc<AtomicBool>,
    // Held, never read: the lock ends with the process, however it ends.
    _only_one: place::Claim,
}

/// Begins to listen as `end`, and calls `heard` on a thread of its own for every message but hello and ping,
/// which are answered here. `None` when another process already is this one for the profile.
///
/// # Errors
/// When the runtime folder cannot be used.
pub fn listen(
    profile: &Profile,
    end: End,
    heard: impl Fn(Message) + Send + 'static,
) -> Result<Option<Listening>, AppError> {
    let Some(only_one) = place::claim(profile, end).map_err(AppError::folder)? else { return Ok(None) };
    let listener = bind(profile, end).map_err(AppError::folder)?;
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    thread::Builder::new()
        .name("link".into())
        .stack_size(small_stack(128))
        .spawn(move || serve(&listener, end, &stopped, &heard))
        .map_err(AppError::folder)?;
    Ok(Some(Listening { profile: profile.clone(), end, stop, _only_one: only_one }))
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The listener sits in accept; a visitor wakes it so that it sees that it is over.
        let _ = say(&self.profile, self.end, &Message::Ping);
    }
}

fn bind(profile: &Profile, end: End) -> io::Result<Listener> {
    place::make(profile)?;
    // Whoever holds the claim owns the name; what is left there is a dead process's.
    place::clear(profile, end)?;
    ListenerOptions::new().name(place::name(profile, end)?).create_sync()
}

fn serve(listener: &Listener, end: End, stop: &AtomicBool, heard: &impl Fn(Message)) {
    for visitor in listener.incoming() {
        if stop.load(Ordering::SeqCst) {
            return;
        }
        let answered = visitor.and_then(|stream| attend(stream, end, heard));
        if let Err(error) = answered {
            tracing::debug!(%error, "a visitor left in the middle of a line");
        }
    }
}

fn attend(stream: Stream, end: End, heard: &impl Fn(Message)) -> io::Result<()> {
    if !place::is_ours(&stream) {
        tracing::warn!("another account knocked at the socket and was sent away");
        return Ok(());
    }
    be_patient(&stream)?;
    let mut stream = BufReader::new(stream);
    while let Some(message) = read_line(&mut stream)? {
        let answer = match &message {
            Message::Hello { .. } => Message::hello(end),
            _ => Message::Done,
        };
        // Heard before it is answered: whoever has the answer knows that the message arrived.
        match message {
            Message::Hello { .. } | Message::Ping | Message::Done | Message::Unknown => {}
            message => heard(message),
        }
        write_line(stream.get_mut(), &answer)?;
    }
    Ok(())
}

/// Says one thing to the other process and returns its answer; `None` when it is not there.
///
/// # Errors
/// When it is there and does not answer.
pub fn say(profile: &Profile, to: End, message: &Message) -> io::Result<Option<Message>> {
    if cfg!(unix) {
        return say_here(profile, to, message);
    }
    // Pipes know no limits of time, so that a thread waits and we limit the waiting for it.
    let (done, answer) = mpsc::channel();
    let (profile, message) = (profile.clone(), message.clone());
    thread::Builder::new().name("say".into()).spawn(move || {
        // Nobody waits any more for one that comes too late.
        let _ = done.send(say_here(&profile, to, &message));
    })?;
    answer.recv_timeout(PATIENCE).map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

fn say_here(profile: &Profile, to: End, message: &Message) -> io::Result<Option<Message>> {
    let Some(mut stream) = knock(profile, to)? else { return Ok(None) };
    write_line(stream.get_mut(), message)?;
    read_line(&mut stream)
}

/// Asks the other process to end, and waits until it has. Says `false` when it was not there.
///
/// # Errors
/// When it is there and does not end in time.
pub fn ask_to_quit(profile: &Profile, whom: End) -> io::Result<bool> {
    let there = say(profile, whom, &Message::Quit)?.is_some();
    if there {
        place::wait_until_free(profile, whom, PATIENCE)?;
    }
    Ok(there)
}

fn knock(profile: &Profile, to: End) -> io::Result<Option<BufReader<Stream>>> {
    match place::name(profile, to).and_then(Stream::connect) {
        Ok(stream) => {
            be_patient(&stream)?;
            Ok(Some(BufReader::new(stream)))
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn be_patient(stream: &Stream) -> io::Result<()> {
    if cfg!(unix) {
        stream.set_recv_timeout(Some(PATIENCE))?;
        stream.set_send_timeout(Some(PATIENCE))?;
    }
    Ok(())
}

fn write_line(stream: &mut Stream, message: &Message) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    stream.write_all(&line)
}

fn read_line(stream: &mut BufReader<Stream>) -> io::Result<Option<Message>> {
    let mut line = Vec::new();
    stream.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&line).unwrap_or(Message::Unknown)))
}

impl App {
    /// Tells the clock that what it goes by has changed. When it is not there, it reads so at its start.
    pub(crate) fn tell_clock(&self) {
        if self.role == Role::Window {
            tell(&self.profile, End::Clock, &["agenda"]);
        }
    }
}

/// Tells the other process which views are to be read again, if it is there.
pub fn tell(profile: &Profile, to: End, views: &[&str]) {
    let views = views.iter().map(|view| (*view).to_owned()).collect();
    if let Err(error) = say(profile, to, &Message::Stale { views }) {
        tracing::debug!(%error, "the other process was not told");
    }
}

fn held_elsewhere(error: &TryLockError) -> bool {
    matches!(error, TryLockError::WouldBlock)
}
