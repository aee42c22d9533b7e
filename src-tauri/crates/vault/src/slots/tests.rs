use std::fs;

use proptest::prelude::*;

use super::*;

const CHEAP: Cost = Cost::MINIMUM;

fn person(n: u8) -> PersonId {
    PersonId::from(nightstand_domain::ids::EntityId::from_bytes([n; 16]))
}

fn phrase(text: &str) -> Passphrase {
    Passphrase::typed(text).unwrap()
}

fn ring(n: u8) -> Ring {
    let holder = person(n);
    Ring::of(holder)
        .with(Purpose::Table, SpaceKey::from_slice(&[1; 32]).unwrap())
        .with(Purpose::Drawer(holder), SpaceKey::from_slice(&[n; 32]).unwrap())
        .with(Purpose::PersonSigning(holder), SpaceKey::from_slice(&[n + 100; 32]).unwrap())
}

fn opens(slots: &KeySlots, n: u8, with: &Unlock<'_>) -> bool {
    let key = SpaceKey::from_slice(&[n; 32]).unwrap();
    let ring = slots.unlock(person(n), with);
    ring.is_ok_and(|ring| ring.key(Purpose::Drawer(person(n))).is_some_and(|found| found.same_as(&key)))
}

#[test]
fn a_drawer_key_opens_only_with_its_owners_passphrase() {
    let folder = tempfile::tempdir().unwrap();
    let mut slots = KeySlots::open(folder.path()).unwrap();
    let (robins, sams) = (phrase("robin's four ordinary words"), phrase("sam's four ordinary words"));
    slots.set_passphrase(&ring(10), &robins, CHEAP).unwrap();
    slots.set_passphrase(&ring(20), &sams, CHEAP).unwrap();

    let slots = KeySlots::open(folder.path()).unwrap();
    assert!(opens(&slots, 10, &Unlock::Passphrase(&robins)), "robin's passphrase opens robin's drawer");
    assert!(opens(&slots, 20, &Unlock::Passphrase(&sams)), "sam's opens sam's");
    let crossed = slots.unlock(person(10), &Unlock::Passphrase(&sams));
    assert!(matches!(crossed, Err(SlotError::NoMatch)), "sam's passphrase does not open robin's drawer");
    let mine = slots.unlock(person(20), &Unlock::Passphrase(&sams)).unwrap();
    assert!(mine.key(Purpose::Drawer(person(10))).is_none(), "no slot of sam's holds robin's key");
    assert!(slots.unlock_any(Purpose::Table, &Unlock::Passphrase(&sams)).is_ok(), "either opens the table");
    assert_eq!(slots.holders_of(Purpose::Table), [person(10), person(20)], "both can bring the table back");
    assert_eq!(slots.holders_of(Purpose::Drawer(person(10))), [person(10)], "a drawer has one owner");
}

#[test]
fn a_changed_passphrase_takes_the_old_ones_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut slots = KeySlots::open(folder.path()).unwrap();
    let (old, new) = (phrase("old"), phrase("new"));
    slots.set_passphrase(&ring(10), &old, CHEAP).unwrap();
    let opened = slots.unlock(person(10), &Unlock::Passphrase(&old)).unwrap();
    slots.set_passphrase(&opened, &new, CHEAP).unwrap();

    let slots = KeySlots::open(folder.path()).unwrap();
    assert!(opens(&slots, 10, &Unlock::Passphrase(&new)), "the new one opens");
    assert!(!opens(&slots, 10, &Unlock::Passphrase(&old)), "the old one no longer does");
}

#[cfg(unix)]
#[test]
fn a_passphrase_that_could_not_be_written_leaves_the_old_one_valid() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let mut slots = KeySlots::open(folder.path()).unwrap();
    let (old, new) = (phrase("old"), phrase("new"));
    slots.set_passphrase(&ring(10), &old, CHEAP).unwrap();
    // A folder in a copy's place refuses the rename for root as well, whom modes do not stop.
    fs::remove_file(folder.path().join("slots.a")).unwrap();
    fs::create_dir_all(folder.path().join("slots.a/x")).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
    assert!(slots.set_passphrase(&ring(10), &new, CHEAP).is_err(), "the disk said no");
    fs::remove_dir_all(folder.path().join("slots.a")).unwrap();
    let slots = KeySlots::open(folder.path()).unwrap();
    assert!(opens(&slots, 10, &Unlock::Passphrase(&old)), "and the passphrase is still the old one");
}

#[test]
fn old_words_stay_valid_until_the_new_ones_were_kept() {
    let folder = tempfile::tempdir().unwrap();
    let mut slots = KeySlots::open(folder.path()).unwrap();
    let first = slots.offer_words(&ring(10), CHEAP).unwrap();
    assert!(!slots.has_proven_words(person(10)), "shown is not yet kept");
    slots.keep_words(person(10), &first).unwrap();
    assert!(slots.has_proven_words(person(10)), "two words asked back prove it");

    let second = slots.offer_words(&ring(10), CHEAP).unwrap();
    assert!(opens(&slots, 10, &Unlock::Words(&first)), "the printed sheet still opens");
    assert!(opens(&slots, 10, &Unlock::Words(&second)), "and so do the new words");
    let third = slots.offer_words(&ring(10), CHEAP).unwrap();
    assert!(!opens(&slots, 10, &Unlock::Words(&second)), "words that nobody kept go with the next offer");
    let strangers = RecoveryWords::random().unwrap();
    assert!(slots.keep_words(person(10), &strangers).is_err(), "other words prove nothing");
    slots.keep_words(person(10), &third).unwrap();
    assert!(opens(&slots, 10, &Unlock::Words(&third)), "the kept ones open");
    assert!(!opens(&slots, 10, &Unlock::Words(&first)), "the old sheet is paper now");
}

#[test]
fn a_key_can_join_a_slot_later() {
    let folder = tempfile::tempdir().unwrap();
    let mut slots = KeySlots::open(folder.path()).unwrap();
    let (mine, wrong) = (phrase("mine"), phrase("wrong"));
    let drawer = SpaceKey::from_slice(&[10; 32]).unwrap();
    slots
        .set_passphrase(&Ring::of(person(10)).with(Purpose::Drawer(person(10)), drawer), &mine, CHEAP)
        .unwrap();
    let table = SpaceKey::random().unwrap();
    assert!(slots.add_key(person(10), &Unlock::Passphrase(&wrong), Purpose::Table, &table).is_err());
    slots.add_key(person(10), &Unlock::Passphrase(&mine), Purpose::Table, &table).unwrap();
    let ring = KeySlots::open(folder.path()).unwrap().unlock(person(10), &Unlock::Passphrase(&mine)).unwrap();
    assert!(ring.key(Purpose::Table).is_some_and(|key| key.same_as(&table)), "the table's key is in it");
    assert!(ring.key(Purpose::Drawer(person(10))).is_some(), "beside what was there");
}

#[test]
fn every_authenticated_part_of_a_slot_is_swapped_once_and_noticed() {
    let mine = phrase("mine");
    let with = Unlock::Passphrase(&mine);
    let mut book = Book::empty().unwrap();
    book.slots.push(book.sealed(&ring(10), &with, CHEAP, true).unwrap().0);
    let intact = book.unlock(&book.slots[0], &with);
    assert_eq!(intact.map(|ring| ring.keys.len()).ok(), Some(3), "unchanged, all three keys open");

    let opened = |change: &dyn Fn(&mut Book)| {
        let mut swapped = book.clone();
        change(&mut swapped);
        swapped.unlock(&swapped.slots[0], &with).map_or(0, |ring| ring.keys.len())
    };
    assert_eq!(opened(&|book| book.id[0] ^= 1), 0, "the profile is authenticated");
    assert_eq!(opened(&|book| book.slots[0].id[0] ^= 1), 0, "the slot's id is authenticated");
    assert_eq!(opened(&|book| book.slots[0].holder = person(20)), 0, "the person is authenticated");
    assert_eq!(opened(&|book| book.slots[0].method = Method::Words), 0, "the method is authenticated");
    assert_eq!(opened(&|book| book.slots[0].salt[0] ^= 1), 0, "the salt decides the key");
    let dearer = Cost::new(20 * 1024, 2, 1).unwrap();
    assert_eq!(opened(&|book| book.slots[0].cost = dearer), 0, "the cost is authenticated");
    let as_drawer = Purpose::Drawer(person(20));
    assert_eq!(opened(&|book| book.slots[0].keys[0].purpose = as_drawer), 2, "a table's key is no drawer's");
    assert_eq!(
        opened(&|book| book.slots[0].keys[1].purpose = Purpose::Drawer(person(20))),
        2,
        "robin's drawer does not open as sam's"
    );
    let mut context = format::context(&book.id, &book.slots[0], Purpose::Table);
    let before = context.clone();
    context[b"nightstand key slot".len()] ^= 1;
    assert_ne!(context, before, "the format's version is part of what is authenticated");
}

#[test]
fn a_damaged_copy_is_healed_from_the_other_and_put_aside() {
    let mine = phrase("mine");
    for (hurt, other) in [("slots.a", "slots.b"), ("slots.b", "slots.a")] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(hurt);
        KeySlots::open(folder.path()).unwrap().set_passphrase(&ring(10), &mine, CHEAP).unwrap();
        fs::write(&path, b"not slots at all").unwrap();
        let slots = KeySlots::open(folder.path()).unwrap();
        assert!(opens(&slots, 10, &Unlock::Passphrase(&mine)), "the whole copy counts");
        let (one, two) = (fs::read(&path).unwrap(), fs::read(folder.path().join(other)).unwrap());
        assert_eq!(one, two, "the damaged one is healed");
        let aside = fs::read(folder.path().join(format!("{hurt}.damaged"))).unwrap();
        assert_eq!(aside, b"not slots at all", "and what it held is kept");
    }
}

#[test]
fn damaged_copies_are_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["slots.a", "slots.b"] {
        fs::write(folder.path().join(name), b"torn").unwrap();
    }
    assert!(matches!(KeySlots::open(folder.path()), Err(SlotError::Damaged)), "this is no first run");
    assert!(
        sidecar::COPIES.iter().any(|name| folder.path().join(name).exists()),
        "and everyone can see that it is none"
    );
    assert_eq!(fs::read(folder.path().join("slots.a")).unwrap(), b"torn", "nothing is overwritten");
}

#[test]
fn slots_from_a_newer_version_are_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    KeySlots::open(folder.path()).unwrap().begin().unwrap();
    let path = folder.path().join("slots.b");
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() - 32);
    bytes[8] = 2;
    let check = blake3::hash(&bytes);
    bytes.extend_from_slice(check.as_bytes());
    fs::write(&path, &bytes).unwrap();
    assert!(matches!(KeySlots::open(folder.path()), Err(SlotError::Newer)), "it is newer, not damaged");
    assert_eq!(fs::read(&path).unwrap(), bytes, "and it is left as it is");
}

#[test]
fn of_two_copies_the_newer_counts() {
    let folder = tempfile::tempdir().unwrap();
    let (old, new) = (phrase("old"), phrase("new"));
    let mut slots = KeySlots::open(folder.path()).unwrap();
    slots.set_passphrase(&ring(10), &old, CHEAP).unwrap();
    let before = fs::read(folder.path().join("slots.b")).unwrap();
    slots.set_passphrase(&ring(10), &new, CHEAP).unwrap();
    // The power went after the first copy was in place.
    fs::write(folder.path().join("slots.b"), before).unwrap();
    let slots = KeySlots::open(folder.path()).unwrap();
    assert!(opens(&slots, 10, &Unlock::Passphrase(&new)), "the change had happened");
    let (a, b) = (fs::read(folder.path().join("slots.a")), fs::read(folder.path().join("slots.b")));
    assert_eq!(a.unwrap(), b.unwrap(), "and the other copy has caught up");
}

#[test]
fn two_writers_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = KeySlots::open(folder.path()).unwrap();
    let mut other = KeySlots::open(folder.path()).unwrap();
    one.set_passphrase(&ring(10), &phrase("mine"), CHEAP).unwrap();
    let late = other.set_passphrase(&ring(20), &phrase("yours"), CHEAP);
    assert!(matches!(late, Err(SlotError::Changed)), "the later one reads again first");
    assert!(KeySlots::open(folder.path()).unwrap().has(person(10), Method::Passphrase), "no slot is lost");
}

#[test]
fn a_frozen_sidecar_of_version_one_opens_for_ever() {
    let frozen = include_str!("../../tests/vectors/slots_v1.hex");
    let digits: Vec<u8> = frozen.bytes().filter(u8::is_ascii_hexdigit).collect();
    let bytes: Vec<u8> = digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("slots.a"), &bytes).unwrap();
    let slots = KeySlots::open(folder.path()).unwrap();
    let words = RecoveryWords::from_entropy(&[7; 16]);
    assert!(opens(&slots, 10, &Unlock::Passphrase(&phrase("salt café lantern nine"))), "passphrase vector");
    assert!(opens(&slots, 10, &Unlock::Words(&words)), "recovery words vector");
    let ring = slots.unlock(person(10), &Unlock::Words(&words)).unwrap();
    let public = ring.signer().unwrap().public();
    assert_eq!(public, PersonSigner::from_seed(&SpaceKey::from_slice(&[110; 32]).unwrap()).public());
    assert_eq!(Book::from_bytes(&bytes).unwrap().to_bytes(), bytes, "and is written as it was read");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn arbitrary_bytes_never_break_the_parser(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut signed = bytes.clone();
        let check = blake3::hash(&signed);
        signed.extend_from_slice(check.as_bytes());
        prop_assert!(Book::from_bytes(&bytes).is_err(), "noise is no sidecar");
        let _ = Book::from_bytes(&signed);
    }

    #[test]
    fn a_mutated_body_with_a_good_check_never_breaks_the_parser(
        at in 0..400_usize, value in any::<u8>(), cut in 0..400_usize
    ) {
        let mut bytes = two_slots().to_bytes();
        bytes.truncate(bytes.len() - 32);
        let length = bytes.len();
        bytes[at % length] = value;
        bytes.truncate(length - cut % 40);
        let check = blake3::hash(&bytes);
        bytes.extend_from_slice(check.as_bytes());
        if let Ok(book) = Book::from_bytes(&bytes) {
            prop_assert_eq!(book.to_bytes().len(), bytes.len(), "what is read is all there is");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_mutated_copy_never_costs_the_good_one(
        first in any::<bool>(), at in any::<usize>(), value in 1..=255_u8, cut in any::<usize>()
    ) {
        let folder = tempfile::tempdir().unwrap();
        let good = two_slots();
        sidecar::write(folder.path(), &good).unwrap();
        let name = if first { "slots.a" } else { "slots.b" };
        let mut bytes = fs::read(folder.path().join(name)).unwrap();
        let length = bytes.len();
        bytes[at % length] ^= value;
        bytes.truncate(cut % (length + 1));
        fs::write(folder.path().join(name), bytes).unwrap();
        let slots = KeySlots::open(folder.path()).unwrap();
        prop_assert!(slots.book == good, "the whole copy is what counts");
        let healed = fs::read(folder.path().join(name)).unwrap();
        prop_assert_eq!(healed, good.to_bytes(), "and the other is healed from it");
    }
}

/// Two slots whose keys need no derivation, for tests of the bytes alone.
fn two_slots() -> Book {
    let slot = |n: u8, method| Slot {
        id: [n; 16],
        method,
        proven: true,
        holder: person(n),
        cost: CHEAP,
        salt: [n; 16],
        keys: vec![Sealed::from_bytes(Purpose::Drawer(person(n)), &[n; 72]).unwrap()],
    };
    Book { generation: 3, id: [9; 16], slots: vec![slot(1, Method::Passphrase), slot(2, Method::Words)] }
}
