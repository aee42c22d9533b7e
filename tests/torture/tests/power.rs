//! Power cuts: writes dropped, torn at 512 bytes, reordered before a sync. Whatever was acknowledged is there,
//! nothing that was not is there by half, and the drawer always opens.

use nightstand_journal::Space;
use nightstand_torture::chance::Chance;
use nightstand_torture::disk::{Cut, Disk};
use nightstand_torture::story::{self, Shown};
use nightstand_torture::tape::{self, Event};
use nightstand_torture::{cases, figure, folder};

/// The moment and manner of one cut.
struct Moment {
    event: usize,
    how: Cut,
    seed: u64,
}

#[test]
fn no_acknowledged_page_is_lost_to_a_power_cut() {
    let folder = folder();
    let path = folder.path().join("drawer.db");
    drop(Space::create(&path, story::kind(), Some(&story::key()), story::writer("first")).unwrap());
    let mut disk = Disk::of(folder.path()).unwrap();

    tape::record(folder.path());
    let mut states = vec![Shown::default()];
    tape::told(0);
    story::play(&path, cases(84, 300), |shown| {
        tape::told(states.len());
        states.push(shown.clone());
    })
    .unwrap();
    let events = tape::stop();

    let count = cases(400, 10_000);
    let cuts = (0..count).map(|number| Moment {
        event: number * events.len() / count,
        how: Cut::ALL[number % Cut::ALL.len()],
        seed: number as u64,
    });
    let (mut heard, mut told, mut lost_nothing) = (0, 0, 0);
    for moment in cuts {
        while heard < moment.event {
            if let Event::Told(steps) = events[heard] {
                told = steps;
            }
            disk.hear(&events[heard]);
            heard += 1;
        }
        look(&disk, &moment, &states[told], states.get(told + 1));
        lost_nothing += 1;
    }
    figure(&format!(
        "{lost_nothing} power cuts over {} disk events, no page lost, none refused",
        events.len()
    ));
}

fn look(disk: &Disk, moment: &Moment, acknowledged: &Shown, next: Option<&Shown>) {
    let after = folder();
    disk.cut(moment.how, &mut Chance::of(moment.seed), after.path()).unwrap();
    let at = format!("{:?} at event {} (seed {})", moment.how, moment.event, moment.seed);
    let space = story::open(&after.path().join("drawer.db"))
        .unwrap_or_else(|error| panic!("it opens after {at}: {error}"));
    let shown = Shown::of(&space).unwrap_or_else(|error| panic!("it is read after {at}: {error}"));
    assert!(
        shown == *acknowledged || next == Some(&shown),
        "after {at} the drawer shows {} pages and {} drafts, where {} and {} were acknowledged",
        shown.pages.len(),
        shown.drafts.len(),
        acknowledged.pages.len(),
        acknowledged.drafts.len(),
    );
    let found = space.check().unwrap_or_else(|error| panic!("it is looked over after {at}: {error}"));
    assert_eq!(found.problems, [""; 0], "nothing is amiss after {at}");
}
