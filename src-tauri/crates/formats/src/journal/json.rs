//! JSON of any program: the pages are read one at a time, and which program wrote one is told by its fields.

use std::ops::ControlFlow;

use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::taking::Taking;
use super::{Left, NotRead, dayone, diarium, journey, jrnl};

/// One record.
pub(super) type Record = Map<String, Value>;

pub(super) fn read(name: &str, bytes: &[u8], taking: &mut Taking<'_>) -> Result<(), NotRead> {
    let text = crate::decode::table(bytes);
    let mut reading = Reading { name, taking, stopped: None, records: 0 };
    let mut json = serde_json::Deserializer::from_str(&text);
    let read = json.deserialize_any(&mut reading);
    let Reading { stopped, records, .. } = reading;
    if let Some(why) = stopped {
        return Err(why);
    }
    match (read, records) {
        (_, 0) => taking.leave(Left::Files),
        // What stood before the place where it breaks off is read.
        (Err(_), _) => taking.leave(Left::CutOff),
        (Ok(()), _) => {}
    }
    Ok(())
}

struct Reading<'r, 'w> {
    name: &'r str,
    taking: &'r mut Taking<'w>,
    stopped: Option<NotRead>,
    records: usize,
}

impl Reading<'_, '_> {
    /// Takes a record of the list, whoever wrote it.
    fn record(&mut self, record: &Value) -> ControlFlow<()> {
        let Value::Object(record) = record else {
            self.taking.leave(Left::Unread);
            return ControlFlow::Continue(());
        };
        let taken = if dayone::wrote(record) {
            dayone::page(record, self.taking)
        } else if jrnl::wrote(record) {
            jrnl::page(record, self.taking)
        } else if journey::wrote(record) {
            journey::page(self.name, record, self.taking)
        } else if diarium::wrote(record) {
            diarium::page(record, self.taking)
        } else {
            self.taking.leave(Left::Unread);
            return ControlFlow::Continue(());
        };
        self.records += 1;
        match taken {
            Ok(()) => ControlFlow::Continue(()),
            Err(why) => {
                self.stopped = Some(why);
                ControlFlow::Break(())
            }
        }
    }
}

impl<'de> Visitor<'de> for &mut Reading<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a journal")
    }

    /// A file that is one record, or has its records under a name.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut own = Record::new();
        while let Some(key) = map.next_key::<String>()? {
            if key == "entries" {
                map.next_value_seed(Records(self))?;
            } else if own.len() < MOST_FIELDS {
                own.insert(key, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        let own = Value::Object(own);
        let is_page =
            own.as_object().is_some_and(|own| journey::wrote(own) || jrnl::wrote(own) || dayone::wrote(own));
        if is_page && self.record(&own).is_break() { Err(A::Error::custom("stopped")) } else { Ok(()) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        Records(self).visit_seq(seq)
    }
}

/// More fields than any program gives a page.
const MOST_FIELDS: usize = 200;

/// A list of records, none of which is kept.
struct Records<'a, 'r, 'w>(&'a mut Reading<'r, 'w>);

impl<'de> DeserializeSeed<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of pages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(record) = seq.next_element::<Value>()? {
            if self.0.record(&record).is_break() {
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// The text of a field, empty when there is none.
pub(super) fn text<'r>(record: &'r Record, field: &str) -> &'r str {
    record.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The texts of a field that is a list of them.
pub(super) fn texts(record: &Record, field: &str) -> Vec<String> {
    let list = record.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The records of a field that is a list of them.
pub(super) fn records<'r>(record: &'r Record, field: &str) -> impl Iterator<Item = &'r Record> {
    let list = record.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_object)
}

/// Whether a field is there and says something.
pub(super) fn says(record: &Record, field: &str) -> bool {
    match record.get(field) {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(Value::String(text)) => !text.trim().is_empty(),
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Object(fields)) => !fields.is_empty(),
        Some(Value::Bool(true)) => true,
    }
}
