//! Stretches of time: what is taken and what is free.

use chrono::{DateTime, TimeDelta, Utc};

/// A stretch of time, from an instant up to another, which is no longer in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// When it begins.
    pub from: DateTime<Utc>,
    /// When it is over.
    pub to: DateTime<Utc>,
}

impl Stretch {
    /// How long it is.
    pub fn length(self) -> TimeDelta {
        self.to - self.from
    }

    /// Whether there is no time in it.
    pub fn is_empty(self) -> bool {
        self.to <= self.from
    }

    /// Whether the two have time in common. Where one ends and the other begins they have none.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The time that the two have in common.
    pub fn within(self, other: Self) -> Option<Self> {
        let common = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (!common.is_empty()).then_some(common)
    }
}

/// The same time in order and without overlaps: stretches that touch become one.
pub fn joined(mut all: Vec<Stretch>) -> Vec<Stretch> {
    all.retain(|one| !one.is_empty());
    all.sort();
    all.dedup_by(|next, before| {
        let touches = next.from <= before.to;
        if touches {
            before.to = before.to.max(next.to);
        }
        touches
    });
    all
}

/// What `taken`, as [`joined`] gives it, leaves of `whole`.
pub(super) fn free(whole: Stretch, taken: &[Stretch]) -> Vec<Stretch> {
    let mut left = Vec::new();
    let mut from = whole.from;
    for one in taken {
        left.push(Stretch { from, to: one.from.min(whole.to) });
        from = from.max(one.to);
    }
    left.push(Stretch { from, to: whole.to });
    left.retain(|one| !one.is_empty());
    left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn stretch(from: i64, to: i64) -> Stretch {
        let at = |minute| DateTime::UNIX_EPOCH + TimeDelta::minutes(minute);
        Stretch { from: at(from), to: at(to) }
    }

    proptest! {
        #[test]
        fn what_is_taken_and_what_is_free_make_up_the_whole(
            all in prop::collection::vec((0..200_i64, -5..40_i64), 0..30)
        ) {
            let all: Vec<_> = all.into_iter().map(|(from, length)| stretch(from, from + length)).collect();
            let taken = joined(all.clone());
            for pair in taken.windows(2) {
                prop_assert!(pair[0].to < pair[1].from, "in order, with time between them");
            }
            let free = free(stretch(20, 180), &taken);
            for minute in 20..180 {
                let minute = stretch(minute, minute + 1);
                let is_taken = all.iter().any(|one| !one.is_empty() && one.overlaps(minute));
                prop_assert_eq!(taken.iter().any(|one| one.overlaps(minute)), is_taken, "nothing is lost or made up");
                prop_assert_eq!(free.iter().any(|one| one.overlaps(minute)), !is_taken, "the rest is free");
            }
        }
    }
}
