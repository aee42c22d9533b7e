//! Files that are waited for: a profile that is not there yet, and the zone of this computer. The kernel
//! tells; nobody looks twice.

use std::ffi::CStr;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::inotify::{self, CreateFlags, Reader, WatchFlags};
use rustix::io::Errno;
use tokio::io::unix::AsyncFd;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinHandle;

use super::sleep::registered;
use crate::Event;

/// Tells the clock `event` whenever a file of one of these names appears in or leaves `folder`. Ends with the
/// handle.
pub(crate) fn names(
    folder: &Path,
    names: &'static [&'static str],
    event: fn() -> Event,
    events: UnboundedSender<Event>,
) -> Option<Watch> {
    let what = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::DELETE;
    let counts = |event: &inotify::Event<'_>| event.file_name().is_some_and(|name| is_among(name, names));
    watch(folder, what, move || events.send(event()).is_ok(), counts)
}

/// Tells the clock when `folder` itself is removed or carried away. Ends with the handle.
pub(crate) fn going(folder: &Path, events: UnboundedSender<Event>) -> Option<Watch> {
    let what = WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF;
    let tell = events.clone();
    let watch = watch(folder, what, move || tell.send(Event::Gone).is_ok(), |_| true);
    // Of what went before it was watched, nobody will tell.
    if !folder.exists() {
        let _ = events.send(Event::Gone);
    }
    watch
}

fn watch(
    folder: &Path,
    what: WatchFlags,
    tell: impl Fn() -> bool + Send + 'static,
    counts: impl Fn(&inotify::Event<'_>) -> bool + Send + 'static,
) -> Option<Watch> {
    let watched = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)
        .and_then(|fd| inotify::add_watch(&fd, folder, what | WatchFlags::ONLYDIR).map(|_| fd));
    match watched.map_err(std::io::Error::from).and_then(registered) {
        Ok(fd) => Some(Watch(tokio::spawn(follow(fd, tell, counts)))),
        Err(error) => {
            tracing::warn!(%error, "a folder cannot be watched");
            None
        }
    }
}

/// Watching, until it is dropped.
pub(crate) struct Watch(JoinHandle<()>);

impl Drop for Watch {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn follow(fd: AsyncFd<OwnedFd>, tell: impl Fn() -> bool, counts: impl Fn(&inotify::Event<'_>) -> bool) {
    while let Ok(mut ready) = fd.readable().await {
        let mut space = [MaybeUninit::uninit(); 1024];
        let mut reader = Reader::new(fd.get_ref(), &mut space);
        let mut told_of = false;
        let ended = loop {
            match reader.next() {
                Ok(event) => told_of |= counts(&event),
                Err(error) => break error,
            }
        };
        if ended != Errno::AGAIN || (told_of && !tell()) {
            return;
        }
        ready.clear_ready();
    }
}

fn is_among(name: &CStr, names: &[&str]) -> bool {
    names.iter().any(|known| known.as_bytes() == name.to_bytes())
}
