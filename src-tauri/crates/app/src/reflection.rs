//! What was that argument really about? Reflections in the open drawer, Patterns, and the one way by which
//! words leave the drawer: carried over by their owner, after seeing exactly what the other will see.

use std::cmp::Reverse;

use chrono::{NaiveDate, Timelike as _};
use nightstand_domain::ids::{EntityId, LineId, PageId, PersonId, ReflectionId, ThreadId};
use nightstand_domain::merge::Value;
use nightstand_domain::reflection::flow::Flow;
use nightstand_domain::reflection::{
    Choice, Language, Mine, Need, PartOfDay, Reflection, Step, field, sentences,
};
use nightstand_domain::us::{Stay, WORDS_LENGTH};
use nightstand_domain::words;
use nightstand_journal::drawer::reflection::{self, ReflectionRow, Whole};
use nightstand_journal::drawer::thread;
pub use nightstand_journal::drawer::thread::ThreadRow;
use nightstand_journal::table::line;
use nightstand_journal::{Act, Done, JournalError, Space};

use crate::drawer::{LONGEST_REFLECTION, Sheet, Unwritten, thrown_away};
use crate::error::{AppError, not_fit};
use crate::sitting::{Changed, Deed, InHand, Place, Way};
use crate::spine::{App, OpenDrawer};

/// The longest single text of a reflection, in bytes of UTF-8: as long as a page.
const LONGEST_TEXT: usize = 1_040_000;
/// The longest name of a thread or a topic, and the longest word of one's own, in characters.
const LONGEST_NAME: usize = 200;

/// One reflection with what its steps need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReflectionView {
    /// The reflection.
    pub id: ReflectionId,
    /// What is written so far: the draft where one is kept, what was put away otherwise.
    pub reflection: Reflection,
    /// The title of the page that it looks underneath; `None` without one, or without that page.
    pub page_title: Option<String>,
    /// Whether it was put away before.
    pub finished: bool,
    /// The couple's day.
    pub today: NaiveDate,
    /// What lies on the table from it, as the other sees it.
    pub carried: Vec<String>,
    /// What other reflections were really about.
    pub threads: Vec<ThreadRow>,
}

/// One reflection in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReflectionCard {
    /// What the list shows of it.
    pub row: ReflectionRow,
    /// Where it was left, while it is not put away.
    pub left_at: Option<Step>,
}

/// Exactly what the other would see, and the parts it could be made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryPreview {
    /// The sentences of what happened.
    pub sentences: Vec<String>,
    /// What was felt, as a sentence.
    pub felt: Option<String>,
    /// What was needed, as a sentence.
    pub needed: Option<String>,
    /// What they would like to say.
    pub say: Option<String>,
    /// What would lie on the table; nothing when nothing is chosen.
    pub text: Option<String>,
}

impl App {
    /// The reflections of the open drawer: unfinished ones first, then the newest.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn reflections_view(&self) -> Result<(Vec<ReflectionCard>, Vec<ThreadRow>), AppError> {
        let (drafts, rows, threads) = self.look_in_drawer(|open| {
            let conn = open.space.read();
            Ok((drafts(open)?, reflection::all(conn)?, thread::all(conn)?))
        })?;
        let mut begun: Vec<&(ReflectionId, Reflection)> =
            drafts.iter().filter(|(_, draft)| !draft.is_blank()).collect();
        begun.sort_by_key(|(id, draft)| (Reverse((draft.mine.day, draft.mine.part_of_day)), *id));
        let mut cards: Vec<ReflectionCard> = begun
            .into_iter()
            .map(|(id, draft)| ReflectionCard {
                row: ReflectionRow::of_draft(*id, draft),
                left_at: Some(draft.step),
            })
            .collect();
        let drafted: Vec<ReflectionId> = cards.iter().map(|card| card.row.id).collect();
        let finished = rows.into_iter().filter(|row| !drafted.contains(&row.id));
        cards.extend(finished.map(|row| ReflectionCard { row, left_at: None }));
        Ok((cards, threads))
    }

    /// Begins a reflection, underneath a page or by itself, or from the one sentence that is to be found for
    /// a need. A blank one that was begun before is taken up again, so that opening and leaving piles up
    /// nothing.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`] when `owner`'s is not the one that is open, and what the disk says.
    pub fn reflection_start(
        &self,
        owner: PersonId,
        page: Option<PageId>,
        need: Option<Need>,
    ) -> Result<ReflectionId, AppError> {
        let mut fresh = Reflection { page, ..Reflection::default() };
        fresh.mine.day = Some(self.today());
        fresh.mine.part_of_day = Some(part_of_day(self.civil_now().hour(), self.day_ends()));
        if let Some(need) = need {
            fresh.mine.needed = vec![need];
            fresh.step = Step::Say;
        }
        let new = ReflectionId::random()?;
        self.in_drawer_of(owner, |open| {
            let conn = open.space.read();
            let drafts = drafts(open)?;
            let same_page = drafts.iter().find(|(_, draft)| page.is_some() && draft.page == page);
            if let (Some((id, _)), None) = (same_page, need) {
                return Ok(*id);
            }
            let id = drafts.iter().find(|(_, draft)| draft.is_blank()).map_or(new, |(id, _)| *id);
            reflection::keep_draft(conn, id, &fresh)?;
            Ok(id)
        })
    }

    /// One reflection, as it was left.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::DrawerLocked`].
    pub fn reflection_view(&self, id: ReflectionId) -> Result<ReflectionView, AppError> {
        let (draft, whole, threads) = self.look_in_drawer(|open| {
            let conn = open.space.read();
            Ok((draft_of(open, id)?, reflection::one(conn, id)?, thread::all(conn)?))
        })?;
        let finished = whole.is_some();
        let Whole { reflection, carried } =
            whole.unwrap_or_else(|| Whole { reflection: Reflection::default(), carried: Vec::new() });
        if draft.is_none() && !finished {
            return Err(AppError::NotFound);
        }
        let today = self.today();
        let carried = self.read_table(|space| on_the_table(space, &carried, today))?;
        let reflection = draft.unwrap_or(reflection);
        let page_title = reflection.page.map(|page| self.page_title(page)).transpose()?.flatten();
        Ok(ReflectionView { id, reflection, page_title, finished, today: self.today(), carried, threads })
    }

    /// Keeps what is written at this moment in `owner`'s drawer. Durable when it returns; nothing of it enters
    /// the log yet. What the disk does not take is kept in memory, and in the spill when the drawer is locked.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`] when it is not their drawer that is open, [`AppError::Invalid`] for more than
    /// a page could hold, and what the disk says: the draft before stands then.
    pub fn reflection_keep(
        &self,
        owner: PersonId,
        id: ReflectionId,
        written: &Reflection,
    ) -> Result<(), AppError> {
        fits(written)?;
        let now = self.civil_now();
        let text = Unwritten::Reflection(id, Box::new(written.clone()));
        self.in_drawer_of(owner, |open| open.keep(text, now).map(|_| ()))
    }

    /// Puts it away: from now on it is found, counted in Patterns, and part of every backup of the drawer.
    /// A blank one is let go. Undo puts it back into the hand, and the log to what stood there before.
    ///
    /// # Errors
    /// As [`App::reflection_keep`]; the draft stands then.
    pub fn reflection_put_away(
        &self,
        owner: PersonId,
        id: ReflectionId,
        written: &Reflection,
    ) -> Result<Changed, AppError> {
        fits(written)?;
        let name = match written.thread_name.trim() {
            "" => None,
            typed => Some(thread_name(typed)?),
        };
        let new = ThreadId::random()?;
        let (first, done) = self.write_whole(owner, id, written, |act| {
            let before = reflection::one(act.read(), id)?.map(|whole| whole.reflection);
            if before.is_some() || !written.is_blank() {
                let thread = match &name {
                    Some(name) => Some(thread_called(act, name, new)?),
                    None => written.thread,
                };
                put(act, id, before.as_ref(), &Reflection { thread, ..written.clone() })?;
            }
            reflection::drop_draft(act.read(), id)?;
            Ok(before.is_none())
        })?;
        if done.undo.is_empty() {
            return Ok(Changed::views(done.stale));
        }
        let deed = Deed::plain(if first { "putAwayReflection" } else { "changeReflection" });
        let hand = InHand::Reflection(id, Box::new(written.clone()));
        Ok(self.keep_step(owner, done.stale, deed, Way::Hand(done.undo, hand)))
    }

    /// Changes `owner`'s drawer by something that has all of `written` in it; where the disk refuses, that waits.
    fn write_whole<R>(
        &self,
        owner: PersonId,
        id: ReflectionId,
        written: &Reflection,
        change: impl FnOnce(&mut Act<'_>) -> Result<R, JournalError>,
    ) -> Result<(R, Done), AppError> {
        let (now, day) = (self.civil_now(), self.today());
        let text = || Unwritten::Reflection(id, Box::new(written.clone()));
        self.in_drawer_of(owner, |open| {
            let done = open.space.act(owner, day, change).map_err(AppError::from);
            open.settle(done, Sheet::Reflection(id), now, text)
        })
    }

    /// Throws a reflection away, draft and all; Undo brings it back as it was. Its words are forgotten for good
    /// after thirty days.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`], and what the disk says.
    pub fn reflection_throw_away(&self, id: ReflectionId) -> Result<Changed, AppError> {
        // What was never put away is first, so that there is something that can come back.
        let Some(draft) = self.look_in_drawer(|open| draft_of(open, id))? else {
            return self.throw_entry_away(id);
        };
        let day = self.today();
        let mut drawer = self.drawer();
        let open = drawer.as_mut().ok_or(AppError::DrawerLocked)?;
        let owner = open.owner;
        let ((), mut done) = open.space.act(owner, day, |act| {
            let before = reflection::one(act.read(), id)?.map(|whole| whole.reflection);
            if before.is_some() || !draft.is_blank() {
                put(act, id, before.as_ref(), &draft)?;
            }
            reflection::drop_draft(act.read(), id)
        })?;
        let ((), thrown) = open.space.act(owner, day, |act| thrown_away(act, id.entity(), day))?;
        open.let_go(Sheet::Reflection(id));
        drop(drawer);
        done.stale.extend(thrown.stale);
        done.undo.append(thrown.undo);
        // Whoever takes it back was in the middle of it.
        let way = Way::Hand(done.undo, InHand::Reflection(id, Box::new(draft)));
        Ok(self.keep_step(owner, done.stale, Deed::plain("throwAwayReflection"), way))
    }

    fn throw_entry_away(&self, id: ReflectionId) -> Result<Changed, AppError> {
        let day = self.today();
        let ((), changed) =
            self.change_drawer(Deed::plain("throwAwayReflection"), |act| thrown_away(act, id.entity(), day))?;
        Ok(changed)
    }

    /// Gives what several reflections of `owner` were really about a name; the same name is the same thread.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for an empty or overlong name, [`AppError::DrawerLocked`] when it is not their
    /// drawer that is open.
    pub fn thread_make(&self, owner: PersonId, name: &str) -> Result<(ThreadRow, Changed), AppError> {
        let name = thread_name(name)?;
        let new = ThreadId::random()?;
        let day = self.today();
        self.in_drawer_of(owner, |open| {
            if let Some(row) = called(thread::all(open.space.read())?, &name) {
                return Ok((row, Changed::default()));
            }
            let ((), done) = open.space.act(owner, day, |act| name_thread(act, &name, new))?;
            let deed = Deed::plain("nameThread").with("name", &name);
            Ok((ThreadRow { id: new, name }, self.remember(owner, Place::Drawer, deed, done)))
        })
    }

    /// What the other would see if `choice` were carried over now, and what there is to choose from.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`]; [`AppError::Invalid`] when the choice is more than a line can hold.
    pub fn carry_preview(&self, mine: &Mine, choice: &Choice) -> Result<CarryPreview, AppError> {
        self.read_drawer(|_| Ok(()))?;
        let language = Language::English;
        Ok(CarryPreview {
            sentences: sentences(&mine.happened).into_iter().map(str::to_owned).collect(),
            felt: mine.felt_sentence(language),
            needed: mine.needed_sentence(language),
            say: mine.say.sentence(language),
            text: would_see(mine, choice)?,
        })
    }

    /// Carries the chosen words to the table, to lie there as long as `stay` says. `seen` are the words that the person was shown: if anything
    /// else would be stored, nothing is.
    ///
    /// The table is written first, under an id that follows from the reflection and the words, then the
    /// drawer remembers it. Carrying the same words again, after a crash between the two or by a second
    /// press, puts nothing there twice.
    ///
    /// # Errors
    /// [`AppError::Invalid`] `seen`/`changed` when the words are no longer those that were shown, and
    /// `choice`/`empty` when there are none; whatever kept it from being written.
    pub fn reflection_carry(
        &self,
        id: ReflectionId,
        written: &Reflection,
        choice: &Choice,
        stay: Stay,
        seen: &str,
    ) -> Result<Changed, AppError> {
        fits(written)?;
        let here = self.here()?.id;
        if self.drawer().as_ref().is_none_or(|open| open.owner != here) {
            return Err(AppError::DrawerLocked);
        }
        let text = would_see(&written.mine, choice)?.ok_or(AppError::invalid("choice", "empty"))?;
        if text != seen {
            return Err(AppError::invalid("seen", "changed"));
        }
        let line = line_of(id, &text);
        let on_table = self.carry_lines(&[(line, text)], stay, Deed::plain("carryLine"))?;
        let in_drawer = self.write_whole(here, id, written, |act| {
            let before = reflection::one(act.read(), id)?.map(|whole| whole.reflection);
            put(act, id, before.as_ref(), written)?;
            let member = Value::Bytes(line.as_bytes().to_vec());
            act.add(field::REFLECTION, id.entity(), field::CARRIED, member)?;
            // Handing something over puts nothing away: one that is in the middle of it goes on.
            let goes_on = before.is_none() || reflection::draft(act.read(), id)?.is_some();
            if goes_on { reflection::keep_draft(act.read(), id, written) } else { Ok(()) }
        });
        // Not half of it: nobody is told that it failed while the other one reads it.
        let ((), done) = in_drawer.inspect_err(|_| self.unmake_last(here))?;
        Ok(on_table.and(Changed::views(done.stale)))
    }

    /// What was on top and what kept coming up underneath, over all reflections that were put away.
    ///
    /// # Errors
    /// [`AppError::DrawerLocked`].
    pub fn patterns_view(&self) -> Result<Flow, AppError> {
        let rows = self.read_drawer(|space| reflection::all(space.read()))?;
        let glances: Vec<_> = rows.iter().filter_map(ReflectionRow::glance).collect();
        Ok(Flow::of(&glances))
    }
}

/// Every draft, as it was last written, whether or not the disk took it.
pub(crate) fn drafts(open: &OpenDrawer) -> Result<Vec<(ReflectionId, Reflection)>, JournalError> {
    let mut drafts = reflection::drafts(open.space.read())?;
    for (id, written) in open.waiting_reflections() {
        drafts.retain(|(drafted, _)| *drafted != id);
        drafts.push((id, written.clone()));
    }
    Ok(drafts)
}

/// The draft of one reflection, as it was last written.
fn draft_of(open: &OpenDrawer, id: ReflectionId) -> Result<Option<Reflection>, JournalError> {
    match open.waiting_reflections().find(|(waits, _)| *waits == id) {
        Some((_, written)) => Ok(Some(written.clone())),
        None => reflection::draft(open.space.read(), id),
    }
}

/// The id of the line that carries `text` out of a reflection: fixed by the drawer, and telling nothing.
fn line_of(reflection: ReflectionId, text: &str) -> LineId {
    EntityId::derived("carried line", &[reflection.as_bytes(), text.as_bytes()]).into()
}

/// The words exactly as the table will keep them.
fn would_see(mine: &Mine, choice: &Choice) -> Result<Option<String>, AppError> {
    let Some(chosen) = mine.for_the_table(choice, Language::English) else { return Ok(None) };
    let text = words::lines(chosen.as_str(), WORDS_LENGTH).map_err(not_fit("choice"))?;
    Ok((!text.is_empty()).then_some(text))
}

fn put(
    act: &mut Act<'_>,
    id: ReflectionId,
    before: Option<&Reflection>,
    written: &Reflection,
) -> Result<(), JournalError> {
    let fields = match before {
        Some(before) => field::changed(before, written),
        None => field::written(written),
    };
    if fields.is_empty() { Ok(()) } else { act.set(field::REFLECTION, id.entity(), fields) }
}

fn thread_name(typed: &str) -> Result<String, AppError> {
    words::line(typed, LONGEST_NAME).and_then(words::some).map_err(not_fit("name"))
}

/// The one of that name, whatever its capitals.
fn called(threads: Vec<ThreadRow>, name: &str) -> Option<ThreadRow> {
    threads.into_iter().find(|row| row.name.to_lowercase() == name.to_lowercase())
}

/// The thread of that name; `new` is made for one that there is not.
fn thread_called(act: &mut Act<'_>, name: &str, new: ThreadId) -> Result<ThreadId, JournalError> {
    if let Some(row) = called(thread::all(act.read())?, name) {
        return Ok(row.id);
    }
    name_thread(act, name, new)?;
    Ok(new)
}

fn name_thread(act: &mut Act<'_>, name: &str, new: ThreadId) -> Result<(), JournalError> {
    act.set(field::THREAD, new.entity(), vec![(field::THREAD_NAME, Value::from(name))])
}

fn on_the_table(table: &Space, lines: &[LineId], today: NaiveDate) -> Result<Vec<String>, JournalError> {
    let mut words = Vec::new();
    for id in lines {
        let row = line::one(table.read(), *id)?.filter(|row| row.lies_on(today));
        words.extend(row.map(|row| row.words));
    }
    Ok(words)
}

/// The couple's night ends where their day does.
fn part_of_day(hour: u32, day_ends: u8) -> PartOfDay {
    match hour {
        hour if hour < day_ends.into() => PartOfDay::Night,
        hour if hour < 12 => PartOfDay::Morning,
        hour if hour < 17 => PartOfDay::Afternoon,
        hour if hour < 22 => PartOfDay::Evening,
        _ => PartOfDay::Night,
    }
}

fn fits(written: &Reflection) -> Result<(), AppError> {
    let Reflection { mine, guess, .. } = written;
    let say = &mine.say;
    let texts = [&mine.happened, &guess.text, &guess.outside, &say.feel, &say.when, &say.need, &say.ask];
    if texts.into_iter().any(|text| text.len() > LONGEST_TEXT) {
        return Err(AppError::invalid("text", "long"));
    }
    let own = mine.showed.own.iter().chain(&mine.under.own);
    if own.clone().any(|word| word.chars().count() > LONGEST_NAME) {
        return Err(AppError::invalid("own", "long"));
    }
    if reflection::encoded(written).len() > LONGEST_REFLECTION {
        return Err(AppError::invalid("text", "long"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_after_midnight_was_at_night() {
        assert_eq!(part_of_day(1, 4), PartOfDay::Night);
        assert_eq!(part_of_day(7, 4), PartOfDay::Morning);
        assert_eq!(part_of_day(20, 4), PartOfDay::Evening);
    }

    #[test]
    fn the_same_words_are_the_same_line() {
        let (one, other) = (EntityId::from_bytes([1; 16]).into(), EntityId::from_bytes([2; 16]).into());
        assert_eq!(line_of(one, "I need rest."), line_of(one, "I need rest."), "pressing twice shares once");
        assert_ne!(
            line_of(one, "I need rest."),
            line_of(other, "I need rest."),
            "another evening is another line"
        );
    }
}
