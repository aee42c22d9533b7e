//! The order of a book's chapters, and what happens to the bookmarks when it changes.

use std::collections::HashMap;

use super::place::Place;
use super::title::fold;
use crate::ids::ChapterId;

/// Ranks are this far apart, so that a chapter can be put between two others and only its own rank be
/// written: what the other person renames meanwhile is left alone.
pub const RANK_STEP: i64 = 1 << 20;

/// Of titles that are all alike only so many places are weighed against each other.
const MOST_ALIKE: usize = 50;

/// A chapter as it is given, before it has an id.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ChapterDraft {
    /// Its title; empty when it has only its number.
    pub title: String,
    /// The part it stands in, or empty.
    pub part: String,
    /// Its length in pages, where known.
    pub pages: Option<u32>,
    /// Its length in words, where known.
    pub words: Option<u32>,
}

/// Which of the chapters that are there already each chapter of another list is: the two lists are of the same book,
/// and what hangs on a chapter (notes, bookmarks) stays with it. Lists of the same length go one by one, unless
/// most titles stand elsewhere in the other; otherwise as many titles as possible find themselves again, in the order of
/// reading, and what lies between two that did goes one by one. A new chapter is `None`.
pub fn same_chapters(there: &[String], list: &[String]) -> Vec<Option<usize>> {
    let both = titles_in_both(there, list);
    let elsewhere = both.iter().filter(|(old, at)| old != at).count();
    if there.len() == list.len() && elsewhere * 2 <= list.len() {
        return (0..list.len()).map(Some).collect();
    }
    let mut same = vec![None; list.len()];
    let (mut from, mut old) = (0, 0);
    let ends = both.into_iter().chain([(there.len(), list.len())]);
    for (old_end, end) in ends {
        for (slot, at) in same.iter_mut().take(end).skip(from).zip(old..old_end) {
            *slot = Some(at);
        }
        if let Some(slot) = same.get_mut(end) {
            *slot = Some(old_end);
        }
        (old, from) = (old_end + 1, end + 1);
    }
    same
}

/// A longest run of titles that both lists have in the same order, as pairs of places: where in `there`, where in
/// `list`. A chapter without a title is like no other.
fn titles_in_both(there: &[String], list: &[String]) -> Vec<(usize, usize)> {
    let folded = |titles: &[String]| titles.iter().map(|title| fold(title)).collect::<Vec<_>>();
    let mut places: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, title) in folded(there).into_iter().enumerate().filter(|(_, title)| !title.is_empty()) {
        places.entry(title).or_default().push(at);
    }
    let pairs: Vec<(usize, usize)> = folded(list)
        .iter()
        .enumerate()
        .flat_map(|(at, title)| {
            // From the last place back, so that one title is never taken twice.
            places.get(title).into_iter().flatten().rev().take(MOST_ALIKE).map(move |old| (*old, at))
        })
        .collect();
    let old: Vec<Option<i64>> = pairs.iter().map(|(old, _)| i64::try_from(*old).ok()).collect();
    longest_rising(&old)
        .iter()
        .zip(&pairs)
        .filter(|(kept, _)| kept.is_some())
        .map(|(_, pair)| *pair)
        .collect()
}

/// The ranks of the chapters in their new order. `old` holds each chapter's present rank, `None` for a new
/// one. Keeps as many ranks as it can: the longest run that is already in order stays, the rest is put
/// between, and only when a gap is used up does everything get new ranks.
pub fn ranks(old: &[Option<i64>]) -> Vec<i64> {
    let kept = longest_rising(old);
    let mut ranks = Vec::with_capacity(old.len());
    let mut below = None;
    let mut at = 0;
    while at < old.len() {
        if let Some(rank) = kept.get(at).copied().flatten() {
            ranks.push(rank);
            below = Some(rank);
            at += 1;
            continue;
        }
        let run = kept.iter().skip(at).take_while(|k| k.is_none()).count();
        let above = kept.get(at + run).copied().flatten();
        let Some(between) = spread(below, above, run) else { return fresh(old.len()) };
        below = between.last().copied().or(below);
        ranks.extend(between);
        at += run;
    }
    ranks
}

fn fresh(count: usize) -> Vec<i64> {
    (1..=count as i64).map(|n| n * RANK_STEP).collect()
}

/// `count` ranks strictly between `below` and `above`, or `None` where the gap is too small.
fn spread(below: Option<i64>, above: Option<i64>, count: usize) -> Option<Vec<i64>> {
    let count = i64::try_from(count).ok()?;
    let (start, step) = match (below, above) {
        (None, None) => (0, RANK_STEP),
        (Some(below), None) => (below, RANK_STEP),
        (None, Some(above)) => (above.checked_sub(RANK_STEP.checked_mul(count + 1)?)?, RANK_STEP),
        (Some(below), Some(above)) => (below, above.checked_sub(below)? / (count + 1)),
    };
    if step < 1 {
        return None;
    }
    (1..=count).map(|n| start.checked_add(step.checked_mul(n)?)).collect()
}

/// Which of the old ranks can stay: a longest strictly rising run of them, the others set to `None`.
fn longest_rising(old: &[Option<i64>]) -> Vec<Option<i64>> {
    let mut tails: Vec<(i64, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; old.len()];
    for (at, rank) in old.iter().enumerate() {
        let Some(rank) = *rank else { continue };
        let length = tails.partition_point(|(tail, _)| *tail < rank);
        if let Some(slot) = before.get_mut(at) {
            *slot = length.checked_sub(1).and_then(|n| tails.get(n)).map(|(_, index)| *index);
        }
        match tails.get_mut(length) {
            Some(tail) => *tail = (rank, at),
            None => tails.push((rank, at)),
        }
    }
    let mut kept = vec![None; old.len()];
    let mut next = tails.last().map(|(_, at)| *at);
    while let Some(at) = next {
        if let (Some(slot), Some(rank)) = (kept.get_mut(at), old.get(at)) {
            *slot = *rank;
        }
        next = before.get(at).copied().flatten();
    }
    kept
}

/// Where a bookmark lies after the chapters were edited: still in the chapter that was being read. When
/// that chapter is gone, at the next one that is left; a finished book stays finished up to the chapter
/// that was its last.
pub fn follow(place: Place, before: &[ChapterId], after: &[ChapterId]) -> Place {
    // Nobody has read what was put before the first chapter.
    if place == Place::start_of(0) {
        return place;
    }
    let index: HashMap<ChapterId, usize> = after.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    if let Some(at) = before.get(place.read).and_then(|id| index.get(id)) {
        return Place { read: *at, within: place.within };
    }
    let ahead = before.iter().skip(place.read).find_map(|id| index.get(id)).copied();
    let behind = before.iter().take(place.read).rev().find_map(|id| index.get(id)).map(|at| at + 1);
    Place::start_of(if place.read < before.len() { ahead.or(behind) } else { behind }.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ids::EntityId;
    use crate::reading::Within;

    fn id(n: u8) -> ChapterId {
        EntityId::from_bytes([n; 16]).into()
    }

    proptest! {
        #[test]
        fn ranks_always_rise(old in prop::collection::vec(prop::option::of(any::<i64>()), 0..40)) {
            let ranks = ranks(&old);
            prop_assert_eq!(ranks.len(), old.len());
            prop_assert!(ranks.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", ranks);
        }

        #[test]
        fn an_untouched_list_keeps_its_ranks(count in 0..50_usize) {
            let old: Vec<_> = fresh(count).into_iter().map(Some).collect();
            prop_assert_eq!(ranks(&old), fresh(count));
        }
    }

    #[test]
    fn moving_one_chapter_writes_one_rank() {
        let old = [1, 3, 4, 2, 5].map(|n| Some(n * RANK_STEP));
        let new = ranks(&old);
        let written = old.iter().zip(&new).filter(|(old, new)| **old != Some(**new)).count();
        assert_eq!(written, 1, "the other chapters are left alone: {new:?}");
    }

    fn titles(titles: &[&str]) -> Vec<String> {
        titles.iter().map(|title| (*title).to_owned()).collect()
    }

    #[test]
    fn a_list_of_another_length_keeps_what_it_can() {
        let same = |there: &[&str], list: &[&str]| same_chapters(&titles(there), &titles(list));
        let numbers = same(&["", "", ""], &["Prologue", "One", "Two", "Three"]);
        assert_eq!(numbers, [Some(0), Some(1), Some(2), None], "where no title says more, the order does");
        let other_names = same(&["Chapter 1", "Chapter 2", "Chapter 3"], &["The Return", "Mrs. Todd"]);
        assert_eq!(other_names, [Some(0), Some(1)]);
        let one_new = same(&["One", "Two", "Three"], &["Foreword", "One", "Two", "Three"]);
        assert_eq!(one_new, [None, Some(0), Some(1), Some(2)]);
        let renamed = same(&["One", "Two", "Three"], &["One", "Second", "Three", "Four"]);
        assert_eq!(
            renamed,
            [Some(0), Some(1), Some(2), None],
            "between two that are there it is the one between"
        );
        let moved_on = same(&["One", "Two", "Three"], &["Foreword", "One", "Two"]);
        assert_eq!(moved_on, [None, Some(0), Some(1)], "as many chapters, and yet not the same ones");
        let put_over = same(&["One", "Two"], &["Two", "One"]);
        assert_eq!(put_over, [Some(0), Some(1)]);
        let twice = same(&["Night", "Day", "Night"], &["Night", "Day", "Noon", "Night"]);
        assert_eq!(twice, [Some(0), Some(1), None, Some(2)]);
    }

    proptest! {
        #[test]
        fn no_chapter_is_taken_twice_and_none_changes_its_place(
            there in prop::collection::vec("[a-c]{0,1}", 0..12), list in prop::collection::vec("[a-c]{0,1}", 0..12),
        ) {
            let same = same_chapters(&there, &list);
            prop_assert_eq!(same.len(), list.len());
            let taken: Vec<usize> = same.into_iter().flatten().collect();
            prop_assert!(taken.windows(2).all(|pair| pair[0] < pair[1]) && taken.iter().all(|at| *at < there.len()));
        }
    }

    #[test]
    fn a_bookmark_stays_in_its_chapter_when_chapters_are_edited() {
        let before = [id(1), id(2), id(3)];
        let page = Place { read: 1, within: Within::Page(40) };
        assert_eq!(
            follow(page, &before, &[id(9), id(1), id(2), id(3)]),
            Place { read: 2, within: Within::Page(40) }
        );
        assert_eq!(follow(page, &before, &[id(1), id(3)]), Place::start_of(1), "the next one that is left");
        assert_eq!(follow(Place::start_of(3), &before, &[id(1), id(2), id(3), id(4)]), Place::start_of(3));
        let prologue = [id(9), id(1), id(2), id(3)];
        assert_eq!(follow(Place::start_of(0), &before, &prologue), Place::start_of(0), "nobody has read it");
        assert_eq!(
            follow(page, &before, &[]),
            Place::start_of(0),
            "a book without chapters begins at its start"
        );
    }
}
