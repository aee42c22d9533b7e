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

use crate::Event;
use crate::sleep::registered;

/// Wakes the clock whenever a file of one of these names appears in or leaves `folder`. Ends with the handle.
pub(crate) fn names(
    folder: &Path,
    names: &'static [&'static str],
    events: UnboundedSender<Event>,
) -> Option<Watch> {
    let watched = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC).and_then(|fd| {
        let appears = WatchFlags::CREATE | WatchFlags::MOVED_TO | WatchFlags::DELETE;
        inotify::add_watch(&fd, folder, appears | WatchFlags::ONLYDIR).map(|_| fd)
    });
    match watched.map_err(std::io::Error::from).and_then(registered) {
        Ok(fd) => Some(Watch(tokio::spawn(follow(fd, names, events)))),
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

async fn follow(fd: AsyncFd<OwnedFd>, names: &'static [&'static str], events: UnboundedSender<Event>) {
    while let Ok(mut ready) = fd.readable().await {
        let mut space = [MaybeUninit::uninit(); 1024];
        let mut reader = Reader::new(fd.get_ref(), &mut space);
        let mut one_of_them = false;
        let ended = loop {
            match reader.next() {
                Ok(event) => one_of_them |= event.file_name().is_some_and(|name| is_among(name, names)),
                Err(error) => break error,
            }
        };
        if ended != Errno::AGAIN || (one_of_them && events.send(Event::Look).is_err()) {
            return;
        }
        ready.clear_ready();
    }
}

fn is_among(name: &CStr, names: &[&str]) -> bool {
    names.iter().any(|known| known.as_bytes() == name.to_bytes())
}
