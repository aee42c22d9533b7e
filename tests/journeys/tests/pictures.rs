//! A picture on a page: it comes in without its place and its camera, is shown by every version that names it, goes out
//! and comes back with its page, and is forgotten when no kept word names it.

mod home;

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::Duration;
use home::{Home, ROBINS, SAMS};
use nightstand_app::AppError;
use nightstand_app::drawer::{CopyWords, Differing, Form};
use nightstand_app::ports::Clock as _;
use nightstand_domain::ids::{PageId, PictureId};
use nightstand_domain::marks;

/// What the photograph says besides what it shows.
const SAID: [&str; 6] =
    ["Lumicam 3000", "Exif", "GPSLatitude", "ns.adobe.com", "taken from the window", "of Robin"];

fn jetty() -> PathBuf {
    // Asked while it runs: clones that build into one folder share what they compiled.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    PathBuf::from(here).join("../fixtures/pictures/jetty.jpg")
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

fn opened(folder: &Path) -> Home {
    let (home, _) = Home::with_drawers(folder);
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home
}

/// A page that shows the jetty.
fn page_with_jetty(home: &Home, title: &str) -> (PageId, PictureId) {
    let picture = home.app.lay_picture(home.robin, &fs::read(jetty()).unwrap()).unwrap();
    let page = PageId::random().unwrap();
    let body = format!("Before.\n\n{}\n\nAfter.", marks::picture("the jetty at dusk", picture));
    home.app.save_draft(home.robin, page, title, &body).unwrap();
    home.app.put_away(page).unwrap();
    (page, picture)
}

fn is_here(home: &Home, picture: PictureId) -> bool {
    home.app.picture(picture).unwrap().is_some()
}

/// Another sitting, so many days later, after its quiet moment.
fn another_sitting(home: &Home, days: i64) {
    home.app.lock_drawer().unwrap();
    home.clock.set(home.clock.now() + Duration::days(days));
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.look_drawer_over().unwrap();
    home.app.forget_what_is_over().unwrap();
}

fn why<T>(outcome: Result<T, AppError>) -> (&'static str, &'static str) {
    match outcome {
        Err(AppError::Invalid { field, why }) => (field, why),
        _ => ("", ""),
    }
}

fn words() -> CopyWords {
    CopyWords { language: "en".to_owned(), title: "Pages".to_owned(), line: "Open to anyone".to_owned() }
}

#[test]
fn no_place_and_no_camera_of_a_picture_is_ever_kept() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let brought = fs::read(jetty()).unwrap();
    for said in SAID {
        assert!(holds(&brought, said.as_bytes()), "{said} was in it");
    }
    let by_file = home.app.lay_picture_file(home.robin, &jetty().display().to_string()).unwrap();
    let (_, pasted) = page_with_jetty(&home, "At sea");
    for picture in [by_file, pasted] {
        let kept = home.app.picture(picture).unwrap().unwrap();
        assert_eq!((kept.width, kept.height), (900, 600), "it stands upright without being told how");
        for said in SAID {
            assert!(!holds(&kept.bytes, said.as_bytes()), "{said} is still in it");
        }
    }
    assert_eq!(fs::read(jetty()).unwrap(), brought, "the file itself stays as it is");
}

#[test]
fn no_byte_of_a_picture_lies_open_in_any_file() {
    const PIECE: usize = 24;
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let (_, picture) = page_with_jetty(&home, "At sea");
    let kept = home.app.picture(picture).unwrap().unwrap().bytes;
    let pieces: HashSet<&[u8]> = kept.chunks_exact(PIECE).step_by(9).collect();
    let sightings = || {
        let mut files = Vec::new();
        let mut folders = vec![folder.path().to_owned()];
        while let Some(next) = folders.pop() {
            for entry in fs::read_dir(next).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(bytes) = fs::read(&path)
                    && bytes.windows(PIECE).any(|there| pieces.contains(there))
                {
                    files.push(path);
                }
            }
        }
        files
    };
    assert!(sightings().is_empty(), "while the drawer is open: {:?}", sightings());
    home.app.back_up_if_due().unwrap();
    home.app.lock_drawer().unwrap();
    assert!(sightings().is_empty(), "nor when it is locked and backed up: {:?}", sightings());
    fs::write(folder.path().join("open.jpg"), &kept).unwrap();
    assert_eq!(sightings(), [folder.path().join("open.jpg")], "it would be seen");
    assert!(matches!(home.app.picture(picture), Err(AppError::DrawerLocked)), "a shut drawer shows none");
    home.app.unlock_drawer(home.sam, SAMS).unwrap();
    assert_eq!(home.app.picture(picture).unwrap(), None, "nor does the other's");
}

#[test]
fn a_picture_stays_as_long_as_any_kept_word_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let (page, picture) = page_with_jetty(&home, "At sea");
    home.app.save_draft(home.robin, page, "At sea", "Taken out again.").unwrap();
    home.app.put_away(page).unwrap();
    another_sitting(&home, 1);
    assert!(is_here(&home, picture), "an earlier version shows it");
    assert!(home.app.earlier(page).unwrap()[0].body.contains(&picture.to_string()));
    another_sitting(&home, 400);
    assert!(!is_here(&home, picture), "it goes with that version");
    assert_eq!(home.app.check_drawer().unwrap(), 0, "the chain holds");

    let (page, picture) = page_with_jetty(&home, "Thrown away");
    home.app.throw_away(page).unwrap();
    another_sitting(&home, 29);
    assert!(is_here(&home, picture), "what was thrown away can come back");
    home.app.bring_back(page.entity()).unwrap();
    another_sitting(&home, 5);
    assert!(is_here(&home, picture), "and is shown again");
    home.app.throw_away(page).unwrap();
    another_sitting(&home, 31);
    assert!(!is_here(&home, picture), "after thirty days it goes with its page");
}

#[test]
fn erasing_a_page_erases_its_pictures_unless_another_page_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let (page, picture) = page_with_jetty(&home, "first");
    let other = PageId::random().unwrap();
    let mark = marks::picture("", picture);
    home.app.save_draft(home.robin, other, "second", &mark).unwrap();
    let erase = |page: PageId| {
        home.app.throw_away(page).unwrap();
        home.app.erase_thrown(page.entity()).unwrap();
    };
    erase(page);
    assert!(is_here(&home, picture), "what is being typed shows it");
    home.app.put_away(other).unwrap();
    erase(other);
    assert!(!is_here(&home, picture), "now nothing does");
    assert_eq!(home.app.check_drawer().unwrap(), 0);
}

#[test]
fn a_picture_that_never_came_onto_a_page_goes_and_one_that_is_being_typed_stays() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let brought = fs::read(jetty()).unwrap();
    let never = home.app.lay_picture(home.robin, &brought).unwrap();
    let typed = home.app.lay_picture(home.robin, &brought).unwrap();
    home.app.forget_what_is_over().unwrap();
    assert!(is_here(&home, never) && is_here(&home, typed), "words that name it may be on their way");
    let page = PageId::random().unwrap();
    home.app.save_draft(home.robin, page, "", &marks::picture("", typed)).unwrap();
    another_sitting(&home, 1);
    assert!(is_here(&home, never), "they may come from another computer");
    another_sitting(&home, 31);
    assert!(!is_here(&home, never) && is_here(&home, typed));
}

#[test]
fn what_is_no_picture_is_refused_with_a_word_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let lay = |bytes: &[u8]| why(home.app.lay_picture(home.robin, bytes));
    assert_eq!(lay(b"<svg onload='x()'></svg>"), ("picture", "kind"));
    assert_eq!(lay(b"<!doctype html><html>"), ("picture", "kind"));
    assert_eq!(lay(&fs::read(jetty()).unwrap()[..700]), ("picture", "broken"));
    assert_eq!(lay(&vec![0; 20_000_001]), ("picture", "long"));
    let file = |path: &Path| why(home.app.lay_picture_file(home.robin, &path.display().to_string()));
    let disguised = folder.path().join("cat.png");
    fs::write(&disguised, "<script>alert(1)</script>").unwrap();
    assert_eq!(file(&disguised), ("picture", "kind"), "its name counts for nothing");
    assert_eq!(file(&folder.path().join("gone.png")), ("picture", "gone"));
    assert_eq!(file(folder.path()), ("picture", "kind"), "a folder is none");
    home.app.lock_drawer().unwrap();
    let shut = home.app.lay_picture(home.robin, &fs::read(jetty()).unwrap());
    assert!(matches!(shut, Err(AppError::DrawerLocked)), "nothing goes into a drawer that is shut");
}

#[test]
fn pictures_go_out_with_their_pages_and_come_in_again_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let (_, picture) = page_with_jetty(&home, "At sea");
    let kept = home.app.picture(picture).unwrap().unwrap();
    let place = |form: Form| folder.path().join(format!("{form:?}")).display().to_string();
    let copies: Vec<_> = [Form::DayOne, Form::Markdown, Form::Html, Form::Jrnl]
        .map(|form| home.app.take_copy(home.robin, form, &place(form), &words(), None).unwrap().path)
        .into();
    let html = fs::read_to_string(&copies[2]).unwrap();
    assert!(html.contains("<img alt=\"the jetty at dusk\" src=\"data:image/jpeg;base64,"));
    let text = fs::read_to_string(&copies[3]).unwrap();
    assert!(text.contains("the jetty at dusk") && !text.contains("picture:"), "{text}");

    home.app.lock_drawer().unwrap();
    home.app.sit(home.sam).unwrap();
    home.app.unlock_drawer(home.sam, SAMS).unwrap();
    for copy in &copies[..2] {
        let looked = home.app.look_at_journal(home.sam, copy, None).unwrap();
        assert_eq!((looked.pages, looked.pictures, looked.left.len()), (1, 1, 0), "{copy}");
        let (brought, _) = home.app.bring_journal(home.sam, Differing::StayOut).unwrap();
        assert_eq!((brought.pages, brought.pictures_left), (1, 0));
        let leaf = home.app.pages(None, 10).unwrap().pages.remove(0);
        assert_eq!(leaf.preview, "Before. the jetty at dusk After.", "a list has its words");
        let page = home.app.page(leaf.id).unwrap();
        let [shown] = marks::pictures(&page.body).collect::<Vec<_>>()[..] else { panic!("{}", page.body) };
        assert_eq!(shown.words, "the jetty at dusk", "its words come along");
        assert_eq!(page.body.replace(shown.mark, "*"), "Before.\n\n*\n\nAfter.", "in its place");
        assert_eq!(home.app.picture(shown.picture).unwrap().unwrap(), kept, "every byte of it is the same");
        home.app.undo().unwrap();
        assert!(home.app.pages(None, 10).unwrap().pages.is_empty(), "one Undo takes it out again");
    }
}

#[test]
fn a_journal_with_a_picture_that_cannot_be_drawn_comes_in_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let vault = folder.path().join("vault");
    fs::create_dir(&vault).unwrap();
    fs::write(vault.join("2024-02-02.md"), "![[jetty.jpg]] and ![bad](bad.png)").unwrap();
    fs::copy(jetty(), vault.join("jetty.jpg")).unwrap();
    fs::write(vault.join("bad.png"), "<svg/>").unwrap();
    let looked = home.app.look_at_journal(home.robin, &vault.display().to_string(), None).unwrap();
    assert_eq!((looked.pages, looked.pictures), (1, 2));
    let (brought, _) = home.app.bring_journal(home.robin, Differing::StayOut).unwrap();
    assert_eq!((brought.pages, brought.pictures_left), (1, 1));
    let page = home.app.page(home.app.pages(None, 1).unwrap().pages[0].id).unwrap();
    assert!(page.body.ends_with(" and ![bad](bad.png)"), "its mark stands: {}", page.body);
    let shown = marks::pictures(&page.body).next().unwrap().picture;
    let kept = home.app.picture(shown).unwrap().unwrap();
    assert!(
        SAID.iter().all(|said| !holds(&kept.bytes, said.as_bytes())),
        "no place comes in this way either"
    );
}

#[test]
fn a_backup_brings_a_page_back_with_its_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let (page, picture) = page_with_jetty(&home, "At sea");
    let kept = home.app.picture(picture).unwrap();
    home.app.back_up_if_due().unwrap();
    home.app.throw_away(page).unwrap();
    home.app.erase_thrown(page.entity()).unwrap();
    assert!(!is_here(&home, picture));
    let backup = home.app.backups().unwrap().remove(0);
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer.len(), 1, "one page, whatever is on it");
    home.app.bring_back_from(&backup).unwrap();
    assert_eq!(home.app.picture(picture).unwrap(), kept, "every byte of it is back");
}

#[test]
fn a_backup_lays_again_the_pieces_that_a_visible_page_has_lost() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let shown: Vec<(PageId, PictureId)> =
        (0..6).map(|number| page_with_jetty(&home, &format!("page {number}"))).collect();
    let kept = home.app.picture(shown[0].1).unwrap();
    home.app.back_up_if_due().unwrap();
    let backup = home.app.backups().unwrap().remove(0);
    assert_eq!(home.app.preview_of(&backup).unwrap().pictures, 0, "nothing is missing");
    home.app.lock_drawer().unwrap();
    // The pieces lie behind everything else: each of the last pages that is used is one of theirs.
    let file = folder.path().join(format!("data/drawer-{}.db", home.robin));
    let mut bytes = fs::read(&file).unwrap();
    let used: Vec<usize> = (0..bytes.len() / 4096)
        .filter(|at| bytes[at * 4096..][..4096].iter().any(|byte| *byte != 0))
        .collect();
    for at in used.iter().rev().take(3) {
        bytes[at * 4096 + 77] ^= 4;
    }
    fs::write(&file, bytes).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.look_drawer_over().unwrap();
    let lost: Vec<_> = shown.iter().filter(|(_, picture)| !is_here(&home, *picture)).collect();
    assert!(!lost.is_empty(), "some picture is not whole any more");
    let named = home.app.mended().expect("it is told").hurt;
    assert!(
        lost.iter().all(|(page, _)| named.iter().any(|one| one.id == page.entity())),
        "each page is named"
    );
    let preview = home.app.preview_of(&backup).unwrap();
    assert!(preview.pictures >= lost.len(), "what is missing would come back: {preview:?}");
    home.app.bring_back_from(&backup).unwrap();
    for (page, picture) in shown {
        assert_eq!(
            home.app.picture(picture).unwrap().as_ref().map(|one| one.bytes.len()),
            kept.as_ref().map(|one| one.bytes.len()),
            "every piece is here again"
        );
        assert!(home.app.page(page).is_ok(), "and so is every page");
    }
    assert_eq!(home.app.preview_of(&backup).unwrap().pictures, 0, "there is nothing more to bring");
}

#[test]
fn a_damaged_drawer_is_mended_with_its_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let home = opened(folder.path());
    let pictures: Vec<PictureId> =
        (0..6).map(|number| page_with_jetty(&home, &format!("page {number}")).1).collect();
    home.app.lock_drawer().unwrap();
    let file = folder.path().join(format!("data/drawer-{}.db", home.robin));
    let mut bytes = fs::read(&file).unwrap();
    let mut used =
        (0..bytes.len() / 4096).filter(|at| bytes[at * 4096..][..4096].iter().any(|byte| *byte != 0));
    let last = used.next_back().unwrap();
    bytes[last * 4096 + 77] ^= 4;
    fs::write(&file, bytes).unwrap();
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    home.app.look_drawer_over().unwrap();
    assert!(home.app.mended().is_some(), "it is told");
    let there = pictures.iter().filter(|picture| is_here(&home, **picture)).count();
    assert!(there >= 3, "one bad page costs what lies in it, and cost {} of six", 6 - there);
    let words = CopyWords { language: "en".to_owned(), title: "Pages".to_owned(), line: String::new() };
    let place = folder.path().join("copy").display().to_string();
    let copied = home.app.take_copy(home.robin, Form::Markdown, &place, &words, None).unwrap();
    assert_eq!(copied.lost_pictures, 6 - there, "a copy says what is not in it");
    assert_eq!(home.app.check_drawer().unwrap(), 0);
}
