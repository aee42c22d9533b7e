//! What every system tells of the files that are waited for.

use tokio::sync::mpsc::unbounded_channel;

use crate::Event;
use crate::system::watch::{going, names};

#[tokio::test]
async fn a_folder_that_went_before_it_was_watched_is_told_of_like_one_that_goes_later() {
    let folder = tempfile::tempdir().unwrap();
    let (events, mut heard) = unbounded_channel();
    let absent = folder.path().join("absent");
    let _watch = going(&absent, events.clone());
    assert!(matches!(heard.recv().await, Some(Event::Gone)), "there is nothing to wait for");
    std::fs::create_dir(&absent).unwrap();
    let _watch = going(&absent, events);
    std::fs::remove_dir(&absent).unwrap();
    assert!(matches!(heard.recv().await, Some(Event::Gone)));
}

#[tokio::test]
async fn a_file_that_appears_is_told_of_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let (events, mut heard) = unbounded_channel();
    let _watch = names(folder.path(), &["agenda.db"], || Event::Look, events).expect("it can be watched");
    std::fs::write(folder.path().join("other.db"), "").unwrap();
    std::fs::write(folder.path().join("agenda.db"), "").unwrap();
    assert!(matches!(heard.recv().await, Some(Event::Look)));
}
