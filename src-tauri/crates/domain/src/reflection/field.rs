//! How the drawer's log knows reflections and threads. Numbers are never reused.

use super::{Feeling, Felt, Guess, Mine, Need, PartOfDay, Reflection, Say, Slip, Step, Topic};
use crate::day;
use crate::ids::{EntityId, PageId, ThreadId};
use crate::merge::{Field, Kind, Policy, Value};

/// A reflection.
pub const REFLECTION: Kind = Kind(60);
/// The page it looks underneath.
pub const PAGE: Field = Field::new(REFLECTION, 1, Policy::Latest);
/// The thread it belongs to.
pub const THREAD_OF: Field = Field::new(REFLECTION, 2, Policy::Latest);
/// Where the person is on the path.
pub const STEP: Field = Field::new(REFLECTION, 3, Policy::Latest);
/// What happened.
pub const HAPPENED: Field = Field::new(REFLECTION, 4, Policy::Ask);
/// The topic's code.
pub const TOPIC: Field = Field::new(REFLECTION, 5, Policy::Latest);
/// The topic in the person's own words.
pub const OWN_TOPIC: Field = Field::new(REFLECTION, 6, Policy::Latest);
/// The day it happened, as days since 1 January 1970.
pub const DAY: Field = Field::new(REFLECTION, 7, Policy::Latest);
/// The part of that day.
pub const PART_OF_DAY: Field = Field::new(REFLECTION, 8, Policy::Latest);
/// The feelings that showed: codes, the person's own words, and whether they did not know.
pub const SHOWED: Field = Field::new(REFLECTION, 9, Policy::Latest);
/// The feelings under those, likewise.
pub const UNDER: Field = Field::new(REFLECTION, 10, Policy::Latest);
/// The needs' codes, then those of the slips in their drawers.
pub const NEEDED: Field = Field::new(REFLECTION, 11, Policy::Latest);
/// What it may have been for them.
pub const GUESS: Field = Field::new(REFLECTION, 12, Policy::Ask);
/// The outside view.
pub const OUTSIDE: Field = Field::new(REFLECTION, 13, Policy::Ask);
/// What they may have needed: codes.
pub const THEIR_NEEDS: Field = Field::new(REFLECTION, 14, Policy::Latest);
/// After "I feel".
pub const SAY_FEEL: Field = Field::new(REFLECTION, 15, Policy::Latest);
/// After "when".
pub const SAY_WHEN: Field = Field::new(REFLECTION, 16, Policy::Latest);
/// After "I need".
pub const SAY_NEED: Field = Field::new(REFLECTION, 17, Policy::Latest);
/// After "would you".
pub const SAY_ASK: Field = Field::new(REFLECTION, 18, Policy::Latest);
/// The lines of the table that were carried over from it.
pub const CARRIED: Field = Field::new(REFLECTION, 19, Policy::Union);
/// A name for a thread that is still being typed. Drafts alone have one: putting away makes it a thread.
pub const THREAD_TYPED: Field = Field::new(REFLECTION, 20, Policy::Latest);

/// What several reflections were really about.
pub const THREAD: Kind = Kind(61);
/// Its name, in the person's words.
pub const THREAD_NAME: Field = Field::new(THREAD, 1, Policy::Latest);

/// Every field of the log but [`CARRIED`], in order.
const WRITTEN: [Field; 18] = [
    PAGE,
    THREAD_OF,
    STEP,
    HAPPENED,
    TOPIC,
    OWN_TOPIC,
    DAY,
    PART_OF_DAY,
    SHOWED,
    UNDER,
    NEEDED,
    GUESS,
    OUTSIDE,
    THEIR_NEEDS,
    SAY_FEEL,
    SAY_WHEN,
    SAY_NEED,
    SAY_ASK,
];

/// All of a reflection, as a draft keeps it.
pub fn drafted(reflection: &Reflection) -> Vec<(Field, Value)> {
    let typed = Some(reflection.thread_name.as_str()).filter(|name| !name.is_empty());
    written(reflection).into_iter().chain(typed.map(|name| (THREAD_TYPED, name.into()))).collect()
}

/// All of a reflection, as the log has it.
pub fn written(reflection: &Reflection) -> Vec<(Field, Value)> {
    WRITTEN.into_iter().map(|field| (field, value(reflection, field))).collect()
}

/// Only what is different in `after`. What did not change is not written again, so that a code which this
/// version does not know survives an edit of something else.
pub fn changed(before: &Reflection, after: &Reflection) -> Vec<(Field, Value)> {
    WRITTEN
        .into_iter()
        .map(|field| (field, value(after, field)))
        .filter(|(field, new)| *new != value(before, *field))
        .collect()
}

/// The reflection whose fields `get` knows. Unknown codes are skipped.
pub fn read(get: impl Fn(Field) -> Option<Value>) -> Reflection {
    let text = |field| match get(field) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    let needs = |field| codes(get(field)).iter().filter_map(|code| Need::from_code(code)).collect();
    Reflection {
        page: id(get(PAGE)).map(PageId::from),
        thread: id(get(THREAD_OF)).map(ThreadId::from),
        thread_name: text(THREAD_TYPED),
        step: Step::at(number(get(STEP)).unwrap_or_default()),
        mine: Mine {
            happened: text(HAPPENED),
            topic: Topic::from_code(&text(TOPIC), &text(OWN_TOPIC)),
            day: number(get(DAY)).and_then(day::of),
            part_of_day: PartOfDay::from_code(&text(PART_OF_DAY)),
            showed: felt(get(SHOWED)),
            under: felt(get(UNDER)),
            needed: needs(NEEDED),
            slips: codes(get(NEEDED)).iter().filter_map(|code| Slip::from_code(code)).collect(),
            say: Say { feel: text(SAY_FEEL), when: text(SAY_WHEN), need: text(SAY_NEED), ask: text(SAY_ASK) },
        },
        guess: Guess { text: text(GUESS), outside: text(OUTSIDE), needs: needs(THEIR_NEEDS) },
    }
}

fn value(reflection: &Reflection, field: Field) -> Value {
    let Reflection { page, thread, thread_name: _, step, mine, guess } = reflection;
    match field {
        PAGE => page.map_or(Value::Nil, |page| Value::Bytes(page.as_bytes().to_vec())),
        THREAD_OF => thread.map_or(Value::Nil, |thread| Value::Bytes(thread.as_bytes().to_vec())),
        STEP => Value::Int(i64::from(step.number())),
        TOPIC => mine.topic.as_ref().map(Topic::code).into(),
        OWN_TOPIC => match &mine.topic {
            Some(Topic::Own(words)) => Value::from(words.as_str()),
            _ => Value::Nil,
        },
        DAY => mine.day.map(day::number).into(),
        PART_OF_DAY => mine.part_of_day.map(PartOfDay::code).into(),
        SHOWED => felt_value(&mine.showed),
        UNDER => felt_value(&mine.under),
        NEEDED => needs_value(&mine.needed, &mine.slips),
        THEIR_NEEDS => needs_value(&guess.needs, &[]),
        _ => Value::from(text_of(reflection, field)),
    }
}

fn text_of(reflection: &Reflection, field: Field) -> &str {
    let Reflection { mine, guess, .. } = reflection;
    match field {
        HAPPENED => &mine.happened,
        GUESS => &guess.text,
        OUTSIDE => &guess.outside,
        SAY_FEEL => &mine.say.feel,
        SAY_WHEN => &mine.say.when,
        SAY_NEED => &mine.say.need,
        SAY_ASK => &mine.say.ask,
        _ => "",
    }
}

/// One list, so that a version without slips still reads the drawers, and two edits of it never mix.
fn needs_value(needs: &[Need], slips: &[Slip]) -> Value {
    let needs = needs.iter().map(|need| need.code().into());
    Value::List(needs.chain(slips.iter().map(|slip| slip.code().into())).collect())
}

/// A layer is one list of three: codes, own words, unsure. One value, so that two edits of a layer never
/// mix into one that nobody chose.
fn felt_value(felt: &Felt) -> Value {
    if *felt == Felt::default() {
        return Value::Nil;
    }
    let chosen = felt.chosen.iter().map(|feeling| feeling.code().into()).collect();
    let own = felt.own.iter().map(|word| word.as_str().into()).collect();
    Value::List(vec![Value::List(chosen), Value::List(own), Value::Bool(felt.unsure)])
}

fn felt(value: Option<Value>) -> Felt {
    let Some(Value::List(layer)) = value else { return Felt::default() };
    let mut layer = layer.into_iter();
    let chosen = codes(layer.next()).iter().filter_map(|code| Feeling::from_code(code)).collect();
    let own = codes(layer.next());
    Felt { chosen, own, unsure: layer.next() == Some(Value::Bool(true)) }
}

fn codes(value: Option<Value>) -> Vec<String> {
    let Some(Value::List(items)) = value else { return Vec::new() };
    items
        .into_iter()
        .filter_map(|item| if let Value::Text(text) = item { Some(text) } else { None })
        .collect()
}

fn number(value: Option<Value>) -> Option<i64> {
    if let Some(Value::Int(number)) = value { Some(number) } else { None }
}

fn id(value: Option<Value>) -> Option<EntityId> {
    if let Some(Value::Bytes(bytes)) = value { EntityId::from_slice(&bytes) } else { None }
}

#[cfg(test)]
mod tests {
    use super::super::{Family, Strength};
    use chrono::NaiveDate;

    use super::*;

    fn full() -> Reflection {
        Reflection {
            page: Some(PageId::from(EntityId::from_bytes([7; 16]))),
            thread: Some(ThreadId::from(EntityId::from_bytes([8; 16]))),
            thread_name: String::new(),
            step: Step::Say,
            mine: Mine {
                happened: "Ten past eight.\0 🍽".into(),
                topic: Some(Topic::Own("the dog".into())),
                day: NaiveDate::from_ymd_opt(1969, 12, 31),
                part_of_day: Some(PartOfDay::Evening),
                showed: Felt {
                    chosen: vec![Feeling::on_stroke(Family::Weariness, Strength::Lot)],
                    own: vec!["unheard".into()],
                    unsure: false,
                },
                under: Felt { unsure: true, ..Felt::default() },
                needed: vec![Need::Plan, Need::ComeFirst],
                slips: Slip::of(Need::Plan).skip(1).collect(),
                say: Say { feel: "a".into(), when: "b".into(), need: "c".into(), ask: "d".into() },
            },
            guess: Guess { text: "e".into(), outside: "f".into(), needs: vec![Need::Rest] },
        }
    }

    fn lookup(values: &[(Field, Value)]) -> impl Fn(Field) -> Option<Value> {
        move |field| values.iter().find(|(f, _)| *f == field).map(|(_, v)| v.clone())
    }

    #[test]
    fn a_reflection_survives_being_written_and_read() {
        for reflection in [full(), Reflection::default()] {
            let values = written(&reflection);
            assert_eq!(read(lookup(&values)), reflection, "every word comes back as it was");
        }
    }

    #[test]
    fn only_what_changed_is_written_again() {
        let before = full();
        let mut after = before.clone();
        assert_eq!(changed(&before, &after), [], "putting away what was only read writes nothing");
        after.mine.say.ask = "call".into();
        assert_eq!(changed(&before, &after), [(SAY_ASK, Value::from("call"))]);
    }

    #[test]
    fn a_record_of_a_newer_version_is_read_as_far_as_it_is_understood() {
        let values = [
            (NEEDED, Value::List(vec!["come-first".into(), "a-need-of-tomorrow".into()])),
            (SHOWED, Value::List(vec![Value::Int(3)])),
            (DAY, Value::Int(i64::MAX)),
        ];
        let reflection = read(lookup(&values));
        assert_eq!(reflection.mine.needed, [Need::ComeFirst], "the known need is shown, the other waits");
        assert_eq!((reflection.mine.showed, reflection.mine.day), (Felt::default(), None));
    }
}
