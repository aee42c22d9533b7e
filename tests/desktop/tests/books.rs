//! Books from files in the real window: named on the command line, brought by a second start, refused with words.

#![cfg(target_os = "linux")]

use std::fs;

use nightstand_desktop::{Outcome, Room, fixture};
use serde_json::json;

#[tokio::test]
async fn a_book_that_is_opened_with_nightstand_comes_to_the_table_in_its_own_cover() -> Outcome {
    let room = Room::new()?;
    let first = fixture("books/nodepub-3.epub")?;
    let window = room.open(&["--sample", &first.display().to_string()]).await?;

    window.reads("From nodepub-3.epub").await?;
    window.fits("what a file says").await?;
    window.press("radio", "Its own cover").await?;
    window.press("button", "Add it").await?;
    window.see("heading", "How it goes").await?;
    window.press("link", "Reading").await?;
    window.see("img", "*").await?;
    let drawn = "return [...document.querySelectorAll('.nowbook img, .shelf img')]\
        .some((one) => one.complete && one.naturalHeight > 0)";
    for _ in 0..50 {
        if window.script(drawn, Vec::new()).await? == json!(true) {
            break;
        }
        window.settle().await?;
    }
    assert_eq!(window.script(drawn, Vec::new()).await?, json!(true), "the shelf shows its own cover");

    // The same program once more, with another book: the window that stands takes it.
    let second = fixture("books/pandoc-3.epub")?;
    let started = room.program("nightstand")?.arg(&second).status()?;
    assert!(started.success(), "the second start hands the book over and ends");
    window.reads("From pandoc-3.epub").await?;
    window.reads("4 chapters").await?;
    window.press("checkbox", "Foreword, notes and the like too").await?;
    window.reads("6 chapters").await?;
    window.is_accessible("what stands around a book").await?;
    window.leave().await;
    Ok(())
}

#[tokio::test]
async fn what_is_no_book_is_put_down_in_words_and_the_form_stays() -> Outcome {
    let room = Room::new()?;
    let file = room.profile().with_file_name("letters.docx");
    fs::create_dir_all(file.parent().ok_or("a folder")?)?;
    fs::write(&file, b"PK\x03\x04 and something else")?;
    let window = room.open(&["--sample", &file.display().to_string()]).await?;
    window.reads("Nothing was added.").await?;
    window.see("textbox", "Title").await?;
    window.is_accessible("a file that was put down").await?;

    let list = file.with_file_name("goodreads_library_export.csv");
    fs::write(&list, LIST)?;
    assert!(room.program("nightstand")?.arg(&list).status()?.success());
    window.see("heading", "A list from Goodreads").await?;
    window.is_accessible("a list from elsewhere").await?;
    window.fits("a list from elsewhere").await?;
    window.press("checkbox", "Waiting to be read: all of them").await?;
    window.press("button", "Put 2 on the shelf").await?;
    window.reads("They are on the shelf.").await?;
    window.leave().await;
    Ok(())
}

const LIST: &str = "Title,Author,Exclusive Shelf,Date Added\nA Return,Cy Dunn,currently-reading,2025/01/01\n\
    Firs,Ada Bell,to-read,2025/01/02\nGulls,Ada Bell,read,2024/01/02\n";
