//! Waiting for something to happen, with the kernel telling when: never by looking again and again.

use std::fs;
use std::io;
use std::mem::MaybeUninit;
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::inotify::{self, CreateFlags, WatchFlags};
use rustix::process::{Pid, PidfdFlags, pidfd_open};

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Waited {
    /// What was waited for is there.
    Happened,
    /// The process that should have brought it about has ended.
    Died,
    /// The time limit was reached.
    TimedOut,
}

/// Waits until `file` exists and holds something, `by` ends, or `limit` has passed. The file's folder must
/// exist already.
///
/// # Errors
/// When the folder cannot be watched.
pub fn wait_for_file(file: &Path, by: Option<&Child>, limit: Duration) -> io::Result<Waited> {
    wait_until(file, |file| fs::metadata(file).is_ok_and(|found| found.len() > 0), by, limit)
}

/// Waits until something lies at `place`, empty or not: a socket, a claim. Its folder must exist already.
///
/// # Errors
/// When the folder cannot be watched.
pub fn wait_for_name(place: &Path, limit: Duration) -> io::Result<Waited> {
    wait_until(place, |place| fs::symlink_metadata(place).is_ok(), None, limit)
}

fn wait_until(
    file: &Path,
    is_there: impl Fn(&Path) -> bool,
    by: Option<&Child>,
    limit: Duration,
) -> io::Result<Waited> {
    let folder = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
    let watch = inotify::init(CreateFlags::CLOEXEC | CreateFlags::NONBLOCK)?;
    inotify::add_watch(&watch, folder, WatchFlags::CREATE | WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO)?;
    let process = by.map(open_process).transpose()?;
    let deadline = Instant::now() + limit;
    loop {
        if is_there(file) {
            return Ok(Waited::Happened);
        }
        let mut ears = vec![PollFd::new(&watch, PollFlags::IN)];
        ears.extend(process.as_ref().map(|process| PollFd::new(process, PollFlags::IN)));
        if poll_until(&mut ears, deadline)? == 0 {
            return Ok(Waited::TimedOut);
        }
        if ears.get(1).is_some_and(|process| !process.revents().is_empty()) {
            return Ok(if is_there(file) { Waited::Happened } else { Waited::Died });
        }
        drain(&watch);
    }
}

/// Waits until the process `pid` has ended, for at most `limit`. Answers whether it has.
///
/// # Errors
/// When the process cannot be watched.
pub fn wait_for_exit(pid: Pid, limit: Duration) -> io::Result<bool> {
    let process = match pidfd_open(pid, PidfdFlags::empty()) {
        Ok(process) => process,
        Err(rustix::io::Errno::SRCH) => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    let mut ears = [PollFd::new(&process, PollFlags::IN)];
    Ok(poll_until(&mut ears, Instant::now() + limit)? > 0)
}

fn open_process(child: &Child) -> io::Result<rustix::fd::OwnedFd> {
    Ok(pidfd_open(Pid::from_child(child), PidfdFlags::empty())?)
}

/// Like `poll`, and goes on where a signal interrupted it.
fn poll_until(ears: &mut [PollFd<'_>], deadline: Instant) -> io::Result<usize> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).map_err(io::Error::other)?;
        match poll(ears, Some(&left)) {
            Err(rustix::io::Errno::INTR) => {}
            other => return Ok(other?),
        }
    }
}

/// What the events say does not matter, only that something happened.
fn drain(watch: &rustix::fd::OwnedFd) {
    let mut room = [MaybeUninit::uninit(); 1024];
    let mut events = inotify::Reader::new(watch, &mut room);
    while events.next().is_ok() {}
}
