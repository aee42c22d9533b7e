//! What a bad disk takes of what is being written: it is told, and a backup gives back what it has.

mod home;

use std::fs;
use std::path::PathBuf;

use home::{Home, ROBINS};
use nightstand_domain::ids::{PageId, ReflectionId};
use nightstand_domain::reflection::field::REFLECTION;
use nightstand_domain::reflection::{Mine, Reflection};

const PAGE: usize = 4096;

/// A reflection whose words fill most pages of the file.
fn long() -> Reflection {
    let mut long = Reflection::default();
    long.mine.happened = (1..3_000_u64).map(|at| format!("{:x} ", at * 0x9E37_79B9)).collect();
    long
}

/// A drawer's file as it lay when it was locked, which is damaged anew for each look.
struct Lying {
    file: PathBuf,
    whole: Vec<u8>,
    roots: Vec<u8>,
}

impl Lying {
    fn of(home: &Home, folder: &std::path::Path) -> Self {
        home.app.lock_drawer().unwrap();
        let file = folder.join(format!("data/drawer-{}.db", home.robin));
        let roots = file.with_extension("db.roots");
        Self { whole: fs::read(&file).unwrap(), roots: fs::read(roots).unwrap(), file }
    }

    /// The later half of the pages that are in use: what was written last lies there.
    fn pages(&self) -> std::ops::Range<usize> {
        let used = self.whole.chunks(PAGE).filter(|page| page.iter().any(|byte| *byte != 0)).count();
        used / 2..used
    }

    /// Opens the drawer with one bit of that page turned, and looks it over.
    fn open_hurt(&self, home: &Home, page: usize) {
        let mut bytes = self.whole.clone();
        bytes[page * PAGE + 77] ^= 4;
        let _ = home.app.lock_drawer();
        fs::write(&self.file, bytes).unwrap();
        fs::write(self.file.with_extension("db.roots"), &self.roots).unwrap();
        home.app.unlock_drawer(home.robin, ROBINS).unwrap();
        home.app.look_drawer_over().unwrap();
    }
}

fn happened(home: &Home, id: ReflectionId) -> String {
    home.app.reflection_view(id).map(|view| view.reflection.mine.happened).unwrap_or_default()
}

#[test]
fn what_a_disk_takes_of_an_unfinished_reflection_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    // Without an entry in the log nobody could say that it is this file and not an older one.
    let page = PageId::random().unwrap();
    home.app.save_draft(home.robin, page, "Plates", "").unwrap();
    home.app.put_away(page).unwrap();
    let id = home.app.reflection_start(home.robin, None, None).unwrap();
    home.app.reflection_keep(home.robin, id, &long()).unwrap();
    let lying = Lying::of(&home, folder.path());
    let mut taken = 0;
    for page in lying.pages() {
        lying.open_hurt(&home, page);
        if happened(&home, id) == long().mine.happened {
            continue;
        }
        taken += 1;
        let told = home.app.mended().map(|mended| mended.hurt).unwrap_or_default();
        assert!(told.iter().any(|hurt| hurt.kind == REFLECTION), "page {page} took its words: {told:?}");
    }
    assert!(taken > 5, "its words lay on most pages, and {taken} took them");
}

#[test]
fn words_of_a_reflection_that_a_disk_lost_come_back_from_a_backup_beside_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (home, _) = Home::with_drawers(folder.path());
    home.app.unlock_drawer(home.robin, ROBINS).unwrap();
    let id = home.app.reflection_start(home.robin, None, None).unwrap();
    let mut first = Reflection::default();
    first.mine.say.ask = "send me one line".into();
    home.app.reflection_put_away(home.robin, id, &first).unwrap();
    let then = Reflection { mine: Mine { say: first.mine.say.clone(), ..long().mine }, ..first };
    home.app.reflection_put_away(home.robin, id, &then).unwrap();
    let backup = home.app.back_up().unwrap();
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "all of it is here");
    let lying = Lying::of(&home, folder.path());
    let costs_the_words = |page: &usize| {
        lying.open_hurt(&home, *page);
        home.app.reflection_view(id).is_ok_and(|view| view.reflection.mine.happened.is_empty())
    };
    lying.pages().find(costs_the_words).expect("one of its pages holds what happened");

    let preview = home.app.preview_of(&backup).unwrap().drawer;
    assert_eq!(preview.iter().map(|back| (back.kind, back.beside)).collect::<Vec<_>>(), [(REFLECTION, true)]);
    home.app.bring_back_from(&backup).unwrap();
    let (cards, _) = home.app.reflections_view().unwrap();
    let all: Vec<String> = cards.iter().map(|card| happened(&home, card.row.id)).collect();
    assert!(all.contains(&then.mine.happened) && all.contains(&String::new()), "both are there");
    assert_eq!(home.app.preview_of(&backup).unwrap().drawer, [], "once");
}
