//! A picture that another program copied. WebKitGTK's paste hands a page words, but neither what a picture's target
//! holds nor the files of a file manager; the other web views do it themselves.

use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::time::Duration;

use gtk::gdk::{Atom, SELECTION_CLIPBOARD};
use gtk::{Clipboard, glib};
use tauri::AppHandle;

/// GTK waits half a minute for whoever owns the clipboard; the person at this page does not.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is taken, the lossless ones first: a program offers the same picture in several of them.
const TAKEN: [&str; 4] = ["image/png", "image/webp", "image/jpeg", "image/gif"];

/// A picture as it was copied.
pub(crate) enum Copied {
    /// The picture itself.
    Bytes(Vec<u8>),
    /// A file that was copied in a file manager, which need not be a picture.
    File(PathBuf),
}

/// What was copied, where it can be one; `None` too when its owner does not hand it over. Not to be called on the main
/// thread, which asks.
pub(crate) fn picture(handle: &AppHandle) -> Option<Copied> {
    let (says, heard) = mpsc::channel();
    handle.run_on_main_thread(move || ask(says)).ok()?;
    heard.recv_timeout(PATIENCE).ok()
}

/// Whoever waits hears nothing more when `says` goes without a word, or has gone itself.
fn ask(says: Sender<Copied>) {
    Clipboard::get(&SELECTION_CLIPBOARD).request_contents(
        &Atom::intern("TARGETS"),
        move |clipboard, offered| {
            let offered: Vec<_> =
                offered.targets().unwrap_or_default().iter().map(|target| target.name()).collect();
            let offers = |wanted: &str| offered.iter().any(|name| name == wanted);
            if let Some(target) = TAKEN.into_iter().find(|target| offers(target)) {
                clipboard.request_contents(&Atom::intern(target), move |_, picture| {
                    let _ = says.send(Copied::Bytes(picture.data()));
                });
            } else if offers("text/uri-list") {
                clipboard.request_uris(move |_, uris| {
                    if let Some((path, _)) = uris.iter().find_map(|uri| glib::filename_from_uri(uri).ok()) {
                        let _ = says.send(Copied::File(path));
                    }
                });
            }
        },
    );
}
