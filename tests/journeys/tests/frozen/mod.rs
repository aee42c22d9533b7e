//! What lies in the frozen databases, in words of its own: nothing here is computed by the code that reads it
//! back, and what belongs to a version never changes once that version was released.

#![allow(dead_code, reason = "the fixture is written by one program and read by another")]

use std::path::PathBuf;

use nightstand_domain::ids::{EntityId, PersonId};
use nightstand_domain::merge::{Field, Kind, Policy, Value};
use nightstand_vault::SpaceKey;

/// The folder of one version's frozen files.
pub(crate) fn folder(version: &str) -> PathBuf {
    // Asked while it runs: clones that build into one folder share what they compiled.
    let here = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this");
    PathBuf::from(here).join("../fixtures").join(version)
}

pub(crate) fn key() -> SpaceKey {
    SpaceKey::from_slice(b"nightstand's frozen v1 test key.").unwrap()
}

/// Everyone and everything has an id of one repeated byte.
pub(crate) fn id(byte: u8) -> EntityId {
    EntityId::from_bytes([byte; 16])
}

pub(crate) fn owner() -> PersonId {
    PersonId::from(id(0xa0))
}

/// One record: its kind, its id, its fields.
pub(crate) type Written = (Kind, EntityId, Vec<(Field, Value)>);

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn int(number: i64) -> Value {
    Value::Int(number)
}

fn list(values: &[Value]) -> Value {
    Value::List(values.to_vec())
}

fn of(byte: u8) -> Value {
    Value::Bytes(vec![byte; 16])
}

fn record(kind: u16, at: u8, fields: &[(u16, Value)]) -> Written {
    let kind = Kind(kind);
    let field = |id: u16| Field::new(kind, id, Policy::Latest);
    (kind, id(at), fields.iter().map(|(id, value)| (field(*id), value.clone())).collect())
}

/// The couple's table.
pub(crate) fn table() -> Vec<Written> {
    let mut all = vec![
        record(1, 0xa0, &[(1, text("Wren")), (2, int(1)), (3, int(0))]),
        record(1, 0xb0, &[(1, text("Ağaç <b>&")), (2, int(4)), (3, int(1))]),
        record(
            10,
            0x10,
            &[
                (1, text("Tea by the window")),
                (2, text("Because the day has no other end.")),
                (3, list(&[list(&[text("phones away"), Value::Bool(true)])])),
                (4, text("One cup, standing.")),
                (
                    5,
                    list(&[
                        text("FREQ=WEEKLY;BYDAY=MO,WE"),
                        text("2026-03-02"),
                        text("21:15"),
                        text("Europe/Berlin"),
                    ]),
                ),
                (6, int(20)),
                (7, int(10)),
                (8, int(0)),
                (9, int(0)),
                (10, Value::Bool(false)),
            ],
        ),
        record(
            20,
            0x20,
            &[
                (1, text("The Wind in the Willows")),
                (2, text("Kenneth Grahame")),
                (3, int(0)),
                (4, list(&[int(2), int(3)])),
                (5, Value::Bool(true)),
                (6, of(0xb0)),
                (7, int(20_514)),
            ],
        ),
        record(
            20,
            0x2f,
            &[
                (1, text("A finished one")),
                (2, text("")),
                (3, list(&[int(3), int(20_400)])),
                (7, int(20_300)),
            ],
        ),
        record(
            21,
            0x21,
            &[(1, of(0x20)), (2, text("The River Bank")), (3, int(1 << 20)), (4, text("")), (5, int(18))],
        ),
        record(
            21,
            0x22,
            &[(1, of(0x20)), (2, text("The Open Road")), (3, int(2 << 20)), (4, text("")), (5, Value::Nil)],
        ),
        record(
            23,
            0x24,
            &[
                (1, of(0x20)),
                (2, of(0x21)),
                (3, of(0xb0)),
                (4, text("“messing about” — that is us on Sundays. 🛶 שלום")),
                (5, int(20_515)),
            ],
        ),
        record(24, 0x25, &[(1, of(0x20)), (2, of(0xa0)), (3, int(20_516)), (4, int(1))]),
        record(
            30,
            0x30,
            &[
                (1, of(0xa0)),
                (2, text("You warmed the cup first.")),
                (3, int(20_517)),
                (4, int(2)),
                (5, int(1)),
            ],
        ),
        record(31, 0x31, &[(1, of(0xb0)), (2, text("I wanted to be asked.")), (3, int(20_518)), (4, int(1))]),
        record(900, 0x90, &[(1, text("from a version that is not written yet"))]),
    ];
    all.push(record(
        22,
        0x23,
        &[(1, of(0x20)), (2, of(0xa0)), (3, list(&[int(1), int(40), int(2)])), (4, Value::Bool(true))],
    ));
    all
}

/// What version 2 has besides: the hour at which their day ends, a season and a holiday, the length of a small
/// version, and rhythms that version 1 passed on unread.
pub(crate) fn table_of_2() -> Vec<Written> {
    let when = |rule: &str| list(&[text(rule), text("2026-03-02"), text("20:00"), text("Europe/Lisbon")]);
    let ritual = |at: u8, title: &str, rule: &str| {
        record(10, at, &[(1, text(title)), (5, when(rule)), (6, int(30)), (11, int(5))])
    };
    let couple = EntityId::derived("couple", &[]);
    let field = |id: u16| Field::new(Kind(2), id, Policy::Latest);
    vec![
        (Kind(2), couple, vec![(field(1), text("love")), (field(2), int(2))]),
        ritual(0x13, "Any two days", "X-ANYDAYS=2;BYDAY=MO,TU,WE,TH,FR,SA,SU"),
        ritual(0x14, "After the tea", "X-AFTER=10101010101010101010101010101010"),
        ritual(
            0x15,
            "The last Friday, not at Christmas",
            "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20291231\nEXDATE;VALUE=DATE:20261225\nRDATE;VALUE=DATE:20261226",
        ),
        record(12, 0x18, &[(1, int(0)), (2, int(20_520)), (3, int(20_533))]),
        record(12, 0x19, &[(1, int(1)), (2, int(20_540)), (3, int(20_550))]),
        record(12, 0x1a, &[(1, int(7)), (2, int(20_540)), (3, int(20_550))]),
    ]
}

/// What stands beside another value, since two computers wrote at once: kind, record, field, both values.
pub(crate) fn beside() -> (Kind, EntityId, u16, [Value; 2]) {
    let when =
        |at: &str| list(&[text("FREQ=WEEKLY;BYDAY=FR"), text("2026-03-06"), text(at), text("Europe/Lisbon")]);
    (Kind(10), id(0x11), 5, [when("20:00"), when("21:30")])
}

/// Deleted; and deleted but brought back by an edit that was not seen.
pub(crate) const DELETED: u8 = 0x40;
pub(crate) const BROUGHT_BACK: u8 = 0x41;
/// Written and forgotten: a hole in the log.
pub(crate) const FORGOTTEN: u8 = 0x42;

/// One person's drawer.
pub(crate) fn drawer() -> Vec<Written> {
    let long = "The kettle, the window, the rain. ".repeat(400);
    vec![
        record(
            50,
            0x50,
            &[(1, text("Rain")), (2, text(&long)), (3, text("2026-03-04T21:50")), (4, text("diary.txt#1"))],
        ),
        record(
            50,
            0x51,
            &[(1, text("")), (2, text("夜の本を読む。 ภาษาไทย")), (3, text("2026-03-05T07:10"))],
        ),
        record(61, 0x61, &[(1, text("Being asked"))]),
        record(
            60,
            0x60,
            &[
                (1, of(0x50)),
                (2, of(0x61)),
                (4, text("The plates stood in the sink.")),
                (7, int(20_516)),
                (13, text("Both were tired.")),
            ],
        ),
    ]
}

/// The draft that was being written: page, time, title, text.
pub(crate) const DRAFT: (u8, &str, &str, &str) = (0x52, "2026-03-06T23:01", "Half", "a sentence that is not");
