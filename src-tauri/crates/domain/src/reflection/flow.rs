//! What was on top, and what kept coming up underneath: the numbers behind Patterns. Only counts of what
//! the person chose; no reading of their words, and no word about anybody else.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::words::{Need, Topic};

/// Patterns begin to show after this many reflections. Before that, a picture would claim too much.
pub const ENOUGH: u32 = 4;

/// What one finished reflection brings to the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    /// When it happened.
    pub day: NaiveDate,
    /// What it looked like, when that was named.
    pub topic: Option<Topic>,
    /// What was needed. A reflection without any has nothing underneath yet and is not counted.
    pub needs: Vec<Need>,
}

/// One thing on top of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// What it looked like; nothing where it was left without a name.
    pub topic: Option<Topic>,
    /// In how many reflections.
    pub times: u32,
    /// How often each need of [`Flow::needs`] lay under it, in that order.
    pub under: Vec<u32>,
}

/// One need below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beneath {
    /// The need.
    pub need: Need,
    /// In how many reflections.
    pub times: u32,
    /// Whether it lies in the light: the most frequent one, both of them when two are equal. None is lit
    /// when three or more are equal, since then nothing stands out.
    pub lit: bool,
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Flow {
    /// How many reflections are in it.
    pub reflections: u32,
    /// The day of the earliest one.
    pub since: Option<NaiveDate>,
    /// Above, most frequent first.
    pub surfaces: Vec<Surface>,
    /// Below, most frequent first.
    pub needs: Vec<Beneath>,
}

impl Flow {
    /// Counts. A need that was chosen twice in one reflection counts once; the order of `glances` is of no
    /// account.
    pub fn of(glances: &[Glance]) -> Self {
        let mut counted: Vec<&Glance> = glances.iter().filter(|glance| !glance.needs.is_empty()).collect();
        counted.sort_by_key(|glance| (glance.day, glance.topic.clone()));
        let needs = beneath(&counted);
        let mut surfaces: Vec<Surface> = by_topic(&counted)
            .into_values()
            .map(|(topic, group)| Surface {
                topic,
                times: count(group.len()),
                under: needs
                    .iter()
                    .map(|b| count(group.iter().filter(|g| g.needs.contains(&b.need)).count()))
                    .collect(),
            })
            .collect();
        // What has no name comes last among equals.
        surfaces.sort_by_key(|s| (std::cmp::Reverse(s.times), s.topic.is_none()));
        Self {
            reflections: count(counted.len()),
            since: counted.first().map(|glance| glance.day),
            surfaces,
            needs,
        }
    }

    /// Whether there is enough to draw.
    pub fn is_enough(&self) -> bool {
        self.reflections >= ENOUGH
    }
}

fn beneath(counted: &[&Glance]) -> Vec<Beneath> {
    let times = |need: Need| count(counted.iter().filter(|g| g.needs.contains(&need)).count());
    let mut needs: Vec<Beneath> = Need::ALL
        .into_iter()
        .map(|need| Beneath { need, times: times(need), lit: false })
        .filter(|beneath| beneath.times > 0)
        .collect();
    needs.sort_by_key(|beneath| std::cmp::Reverse(beneath.times));
    let most = needs.first().map_or(0, |beneath| beneath.times);
    let together = needs.iter().filter(|beneath| beneath.times == most).count();
    for beneath in &mut needs {
        beneath.lit = beneath.times == most && together <= 2;
    }
    needs
}

type Group<'a> = (Option<Topic>, Vec<&'a Glance>);

/// Own words are one topic however they are capitalised or spaced.
fn by_topic<'a>(counted: &[&'a Glance]) -> BTreeMap<(bool, Option<Topic>), Group<'a>> {
    let mut groups: BTreeMap<(bool, Option<Topic>), Group<'a>> = BTreeMap::new();
    for glance in counted {
        let key = glance.topic.clone().map(|topic| match topic {
            Topic::Own(words) => {
                Topic::Own(words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase())
            }
            named => named,
        });
        groups
            .entry((key.is_none(), key))
            .or_insert_with(|| (glance.topic.clone(), Vec::new()))
            .1
            .push(glance);
    }
    groups
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).unwrap()
    }

    fn glance(d: u32, topic: Topic, needs: &[Need]) -> Glance {
        Glance { day: day(d), topic: Some(topic), needs: needs.to_vec() }
    }

    #[test]
    fn the_most_frequent_need_lies_in_the_light() {
        let flow = Flow::of(&[
            glance(4, Topic::Late, &[Need::ComeFirst]),
            glance(2, Topic::Late, &[Need::ComeFirst, Need::Plan]),
            glance(3, Topic::Dishes, &[Need::Appreciation]),
            glance(5, Topic::Phones, &[]),
        ]);
        assert_eq!(flow.reflections, 3, "a reflection that named no need has nothing underneath yet");
        assert_eq!(flow.since, Some(day(2)), "the picture begins with the earliest of them");
        let lit: Vec<_> = flow.needs.iter().filter(|b| b.lit).map(|b| (b.need, b.times)).collect();
        assert_eq!(lit, [(Need::ComeFirst, 2)], "one need stands out, and it alone is lit");
        assert_eq!(flow.surfaces.first().map(|s| (s.topic.clone(), s.times)), Some((Some(Topic::Late), 2)));
        assert!(!flow.is_enough(), "three are too few to draw");
    }

    #[test]
    fn nothing_is_lit_when_nothing_stands_out() {
        let flow = Flow::of(&[
            glance(1, Topic::Late, &[Need::Rest]),
            glance(2, Topic::Late, &[Need::Play]),
            glance(3, Topic::Late, &[Need::Calm]),
        ]);
        assert!(flow.needs.iter().all(|b| !b.lit), "three equals claim nothing");
    }

    #[test]
    fn own_words_are_one_topic_however_they_are_typed() {
        let own = |words: &str| Topic::Own(words.to_owned());
        let flow = Flow::of(&[
            glance(1, own("The dog"), &[Need::Fairness]),
            glance(2, own("the  Dog"), &[Need::Fairness]),
        ]);
        assert_eq!(flow.surfaces.len(), 1, "the same dog both times");
        assert_eq!(flow.surfaces[0].topic, Some(own("The dog")), "shown as it was first written");
    }

    fn glances() -> impl Strategy<Value = Vec<Glance>> {
        let topic = prop::option::of(prop::sample::select(Topic::NAMED.to_vec()));
        let needs = prop::collection::vec(prop::sample::select(Need::ALL.to_vec()), 0..4);
        let one =
            (1..28_u32, topic, needs).prop_map(|(d, topic, needs)| Glance { day: day(d), topic, needs });
        prop::collection::vec(one, 0..40)
    }

    proptest! {
        #[test]
        fn above_and_below_add_up(glances in glances()) {
            let flow = Flow::of(&glances);
            let above: u32 = flow.surfaces.iter().map(|s| s.times).sum();
            prop_assert_eq!(above, flow.reflections, "each reflection stands on top exactly once");
            for (place, beneath) in flow.needs.iter().enumerate() {
                let column: u32 = flow.surfaces.iter().map(|s| s.under[place]).sum();
                prop_assert_eq!(column, beneath.times, "what flows down arrives");
                prop_assert!(beneath.times <= flow.reflections);
            }
            prop_assert!(flow.needs.iter().filter(|b| b.lit).count() <= 2);
        }

        #[test]
        fn the_picture_does_not_depend_on_the_order_of_writing(
            (a, b) in glances().prop_flat_map(|g| (Just(g.clone()), Just(g).prop_shuffle()))
        ) {
            prop_assert_eq!(Flow::of(&a), Flow::of(&b));
        }
    }
}
