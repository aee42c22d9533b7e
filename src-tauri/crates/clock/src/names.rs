//! Files that are waited for by their names: a profile that is not there yet, or that goes. The system tells; nobody
//! looks twice.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc::UnboundedSender;

use crate::Event;

/// Watching, until it is dropped.
pub(crate) struct Watch {
    _watcher: RecommendedWatcher,
}

/// Tells the clock `event` whenever a file of one of these names appears in or leaves `folder`. Ends with the
/// handle.
pub(crate) fn names(
    folder: &Path,
    names: &'static [&'static str],
    event: fn() -> Event,
    events: UnboundedSender<Event>,
) -> Option<Watch> {
    let counts = move |path: &PathBuf| names.iter().any(|name| path.file_name() == Some(OsStr::new(name)));
    watch(folder, move |paths| {
        if paths.iter().any(counts) {
            let _ = events.send(event());
        }
    })
}

/// Tells the clock when `folder` itself is removed or carried away. Ends with the handle.
pub(crate) fn going(folder: &Path, events: UnboundedSender<Event>) -> Option<Watch> {
    // A folder says nothing of its own end; the one that holds it does.
    let (own, tell) = (folder.to_owned(), events.clone());
    let watch = watch(folder.parent()?, move |paths| {
        if paths.contains(&own) && !own.exists() {
            let _ = tell.send(Event::Gone);
        }
    });
    // Of what went before it was watched, nobody will tell.
    if !folder.exists() {
        let _ = events.send(Event::Gone);
    }
    watch
}

fn watch(folder: &Path, tell: impl Fn(&[PathBuf]) + Send + 'static) -> Option<Watch> {
    let heard = move |heard: notify::Result<notify::Event>| match heard {
        Ok(heard) if is_about_names(heard.kind) => tell(&heard.paths),
        Ok(_) => {}
        Err(error) => tracing::warn!(%error, "a folder is not watched any more"),
    };
    let watched = notify::recommended_watcher(heard)
        .and_then(|mut watcher| watcher.watch(folder, RecursiveMode::NonRecursive).map(|()| watcher));
    match watched {
        Ok(watcher) => Some(Watch { _watcher: watcher }),
        Err(error) => {
            tracing::warn!(%error, "a folder cannot be watched");
            None
        }
    }
}

/// Whether a file came, went or was named anew; what is written into it is nobody's business here.
fn is_about_names(kind: EventKind) -> bool {
    matches!(kind, EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}
