//! What the fields of a record say, in a form that this version may not know: a partner's newer Nightstand
//! wrote it. Each is read as something that is written and read alike.
#![no_main]

use chrono::TimeDelta;
use libfuzzer_sys::fuzz_target;
use nightstand_domain::merge::Value;
use nightstand_domain::page;
use nightstand_domain::reading::edition::Counted;
use nightstand_domain::reading::{Edition, Evenings, Numbering, Place, Shelf, note};
use nightstand_domain::reflection;
use nightstand_domain::ritual::{When, promises_from_values, promises_to_value};

fuzz_target!(|bytes: &[u8]| {
    let values = nightstand_fuzz::values(bytes);
    for value in &values {
        one(value);
    }
    let read = reflection::field::read(|field| values.get(usize::from(field.id)).cloned());
    let written = reflection::field::drafted(&read);
    let again = reflection::field::read(|field| {
        written.iter().find(|(known, _)| *known == field).map(|(_, value)| value.clone())
    });
    assert_eq!(again, read, "a reflection is kept as it was read");
});

fn one(value: &Value) {
    if let Some(place) = Place::from_value(value) {
        assert_eq!(Place::from_value(&place.to_value()), Some(place), "a bookmark stays where it lies");
    }
    let shelf = Shelf::from_value(value);
    assert_eq!(Shelf::from_value(&shelf.to_value()), shelf, "a book stays where it stands");
    if let Some(evenings) = Evenings::from_value(value) {
        assert_eq!(Evenings::from_value(&evenings.to_value()), Some(evenings), "a pace stays what it is");
    }
    if let Some(edition) = Edition::from_value(value) {
        assert_eq!(Edition::from_value(&edition.to_value()), Some(edition), "a copy stays what it is");
    }
    let numbering = Numbering::from_value(value);
    assert_eq!(Numbering::from_value(&numbering.to_value()), numbering, "a copy counts as it counts");
    let list: Vec<Counted<'_>> =
        numbering.anchors.iter().map(|anchor| Counted { id: anchor.chapter, part: "" }).collect();
    assert_eq!(numbering.lay(&list).len(), list.len(), "every chapter has its place in it");
    let within = note::where_from(value);
    assert_eq!(note::where_from(&note::where_value(within)), within, "a quote stays where it stands");
    if let Some(when) = When::from_value(value) {
        assert_eq!(When::from_value(&when.to_value()), Some(when.clone()), "a plan stays when it is");
        dates(&when);
    }
    if let Value::List(values) = value {
        let promises = promises_from_values(values);
        let Value::List(again) = promises_to_value(&promises) else { panic!("promises are a list") };
        assert_eq!(promises_from_values(&again), promises, "promises stay what they are");
    }
    if let Value::Text(text) = value {
        let short = page::preview(text);
        assert!(short.chars().count() <= 162 && !short.contains('\n'), "a preview is one short line");
        if let Some(at) = page::read_written(text) {
            assert!(page::read_written(&page::written(at)).is_some(), "a time is kept: {at}");
        }
    }
}

fn dates(when: &When) {
    let Some(series) = when.series() else { return };
    let from = chrono::DateTime::UNIX_EPOCH + TimeDelta::days(20_000);
    let to = from + TimeDelta::days(90);
    assert!(series.between(from, to).all(|one| (from..to).contains(&one.at)), "an agenda ends");
    let _ = series.occurrences().next();
}
