//! Reflections and Patterns.

use chrono::NaiveDate;
use nightstand_app::App;
use nightstand_app::reflection as core;
use nightstand_domain::reflection::flow::Flow;
use nightstand_domain::reflection::{
    Choice, Column, Family, Feeling, Felt, Guess, Language, Mine, Need, PartOfDay, Reflection, Say, Slip,
    Step, Topic, absolutes, of_fear,
};

use crate::api_error::ApiError;
use crate::dto::reflection::{
    AbsoluteWord, Carry, CarryAsk, CarryChoice, CarryPreview, FeelingFamily, FeltWords, NeedFlow, NeedWords,
    NewThread, OneReflection, PatternsView, ReflectionCard, ReflectionDraft, ReflectionStart, ReflectionView,
    ReflectionWords, ReflectionWritten, ReflectionsView, SayParts, SurfaceFlow, ThreadName, WordOf,
};
use crate::dto::shell::{Nothing, Wrote};

/// The only language so far; a person's choice of language will choose here too.
const LANGUAGE: Language = Language::English;

pub(crate) fn reflections_view(app: &App, _: Nothing) -> Result<ReflectionsView, ApiError> {
    let (cards, threads) = app.reflections_view()?;
    Ok(ReflectionsView {
        reflections: cards.into_iter().map(card).collect(),
        threads: threads.into_iter().map(thread_name).collect(),
    })
}

pub(crate) fn reflection_start(app: &App, start: ReflectionStart) -> Result<OneReflection, ApiError> {
    let need = start.need.as_deref().and_then(Need::from_code);
    let reflection = app.reflection_start(start.person.into(), start.page.map(Into::into), need)?.into();
    Ok(OneReflection { reflection })
}

pub(crate) fn reflection_view(app: &App, one: OneReflection) -> Result<ReflectionView, ApiError> {
    let view = app.reflection_view(one.reflection.into())?;
    Ok(ReflectionView {
        id: view.id.into(),
        draft: draft(view.reflection),
        page_title: view.page_title,
        finished: view.finished,
        today: view.today.to_string(),
        carried: view.carried,
        threads: view.threads.into_iter().map(thread_name).collect(),
        words: words(),
    })
}

pub(crate) fn reflection_draft(app: &App, written: ReflectionWritten) -> Result<Nothing, ApiError> {
    app.reflection_keep(written.person.into(), written.reflection.into(), &reflection(written.draft))?;
    Ok(Nothing {})
}

pub(crate) fn reflection_put_away(app: &App, written: ReflectionWritten) -> Result<Wrote<Nothing>, ApiError> {
    let (person, id) = (written.person.into(), written.reflection.into());
    Ok(Wrote::changed(app.reflection_put_away(person, id, &reflection(written.draft))?))
}

pub(crate) fn reflection_throw_away(app: &App, one: OneReflection) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.reflection_throw_away(one.reflection.into())?))
}

pub(crate) fn thread_make(app: &App, new: NewThread) -> Result<Wrote<ThreadName>, ApiError> {
    let (row, changed) = app.thread_make(new.person.into(), &new.name)?;
    Ok(Wrote::new(thread_name(row), changed))
}

pub(crate) fn carry_preview(app: &App, ask: CarryAsk) -> Result<CarryPreview, ApiError> {
    let preview = app.carry_preview(&reflection(ask.draft).mine, &choice(&ask.choice))?;
    Ok(CarryPreview {
        sentences: preview.sentences,
        felt: preview.felt,
        needed: preview.needed,
        say: preview.say,
        text: preview.text,
    })
}

pub(crate) fn reflection_carry(app: &App, carry: Carry) -> Result<Wrote<Nothing>, ApiError> {
    let written = reflection(carry.draft);
    let chosen = choice(&carry.choice);
    let (id, stay) = (carry.reflection.into(), carry.stay.into());
    Ok(Wrote::changed(app.reflection_carry(id, &written, &chosen, stay, &carry.seen)?))
}

pub(crate) fn patterns_view(app: &App, _: Nothing) -> Result<PatternsView, ApiError> {
    Ok(patterns(app.patterns_view()?))
}

fn words() -> ReflectionWords {
    let feeling = |feeling: Feeling| WordOf { code: feeling.code(), word: feeling.word(LANGUAGE).to_owned() };
    let family = |family: Family| FeelingFamily {
        code: family.code().to_owned(),
        name: family.name(LANGUAGE).to_owned(),
        words: Feeling::of(family).map(feeling).collect(),
        beside: Feeling::beside(family).map(feeling).collect(),
    };
    let need = |need: Need| NeedWords {
        code: need.code().to_owned(),
        label: need.label(LANGUAGE).to_owned(),
        inline: need.inline(LANGUAGE).to_owned(),
        column: need.column() as u32,
        slips: Slip::of(need)
            .map(|slip| WordOf { code: slip.code(), word: slip.inline(LANGUAGE).to_owned() })
            .collect(),
    };
    let topic =
        |topic: &Topic| WordOf { code: topic.code().to_owned(), word: topic.label(LANGUAGE).to_owned() };
    ReflectionWords {
        families: Family::ALL.map(family).into(),
        columns: Column::ALL.map(|column| column.name(LANGUAGE).to_owned()).into(),
        needs: Need::ALL.map(need).into(),
        topics: Topic::NAMED.iter().map(topic).collect(),
        absolutes: absolutes(LANGUAGE)
            .iter()
            .map(|one| AbsoluteWord {
                word: one.word.to_owned(),
                instead: one.instead.map(str::to_owned).into(),
            })
            .collect(),
        of_fear: of_fear(LANGUAGE).iter().map(|word| (*word).to_owned()).collect(),
    }
}

fn card(card: core::ReflectionCard) -> ReflectionCard {
    let row = card.row;
    ReflectionCard {
        id: row.id.into(),
        day: row.day.map(|day| day.to_string()),
        topic: row.topic.as_ref().map(|topic| topic.label(LANGUAGE).to_owned()),
        beginning: row.beginning,
        needs: row.needs.iter().map(|need| need.label(LANGUAGE).to_owned()).collect(),
        thread: row.thread.map(Into::into),
        left_at: card.left_at.map(|step| u32::from(step.number())),
    }
}

fn thread_name(row: core::ThreadRow) -> ThreadName {
    ThreadName { id: row.id.into(), name: row.name }
}

fn patterns(flow: Flow) -> PatternsView {
    PatternsView {
        enough: flow.is_enough(),
        reflections: flow.reflections,
        since: flow.since.map(|day| day.to_string()),
        surfaces: flow
            .surfaces
            .into_iter()
            .map(|surface| SurfaceFlow {
                label: surface.topic.as_ref().map(|topic| topic.label(LANGUAGE).to_owned()),
                inline: surface.topic.as_ref().map(|topic| topic.inline(LANGUAGE)),
                times: surface.times,
                under: surface.under,
            })
            .collect(),
        needs: flow
            .needs
            .into_iter()
            .map(|beneath| NeedFlow {
                code: beneath.need.code().to_owned(),
                label: beneath.need.label(LANGUAGE).to_owned(),
                inline: beneath.need.inline(LANGUAGE).to_owned(),
                times: beneath.times,
                lit: beneath.lit,
            })
            .collect(),
    }
}

fn choice(choice: &CarryChoice) -> Choice {
    Choice {
        happened: choice.happened.iter().filter_map(|place| usize::try_from(*place).ok()).collect(),
        felt: choice.felt,
        needed: choice.needed,
        say: choice.say,
    }
}

fn codes(needs: &[Need]) -> Vec<String> {
    needs.iter().map(|need| need.code().to_owned()).collect()
}

fn needs(codes: &[String]) -> Vec<Need> {
    codes.iter().filter_map(|code| Need::from_code(code)).collect()
}

fn felt_words(felt: Felt) -> FeltWords {
    let chosen = felt.chosen.into_iter().map(Feeling::code).collect();
    FeltWords { chosen, own: felt.own, unsure: felt.unsure }
}

fn felt(words: FeltWords) -> Felt {
    let chosen = words.chosen.iter().filter_map(|code| Feeling::from_code(code)).collect();
    Felt { chosen, own: words.own, unsure: words.unsure }
}

fn draft(reflection: Reflection) -> ReflectionDraft {
    let Reflection { page, thread, thread_name, step, mine, guess } = reflection;
    let own_topic = match &mine.topic {
        Some(Topic::Own(words)) => words.clone(),
        _ => String::new(),
    };
    ReflectionDraft {
        step: u32::from(step.number()),
        page: page.map(Into::into),
        thread: thread.map(Into::into),
        thread_name,
        happened: mine.happened,
        topic: mine.topic.as_ref().map(|topic| topic.code().to_owned()),
        own_topic,
        day: mine.day.map(|day| day.to_string()),
        part_of_day: mine.part_of_day.map(|part| part.code().to_owned()),
        showed: felt_words(mine.showed),
        under: felt_words(mine.under),
        needed: codes(&mine.needed).into_iter().chain(mine.slips.iter().map(|slip| slip.code())).collect(),
        guess: guess.text,
        outside: guess.outside,
        their_needs: codes(&guess.needs),
        say: SayParts { feel: mine.say.feel, when: mine.say.when, need: mine.say.need, ask: mine.say.ask },
    }
}

fn reflection(draft: ReflectionDraft) -> Reflection {
    Reflection {
        page: draft.page.map(Into::into),
        thread: draft.thread.map(Into::into),
        thread_name: draft.thread_name,
        step: Step::at(draft.step.into()),
        mine: Mine {
            happened: draft.happened,
            topic: draft.topic.as_deref().and_then(|code| Topic::from_code(code, &draft.own_topic)),
            day: draft.day.as_deref().and_then(|day| day.parse::<NaiveDate>().ok()),
            part_of_day: draft.part_of_day.as_deref().and_then(PartOfDay::from_code),
            showed: felt(draft.showed),
            under: felt(draft.under),
            needed: needs(&draft.needed),
            slips: draft.needed.iter().filter_map(|code| Slip::from_code(code)).collect(),
            say: Say { feel: draft.say.feel, when: draft.say.when, need: draft.say.need, ask: draft.say.ask },
        },
        guess: Guess { text: draft.guess, outside: draft.outside, needs: needs(&draft.their_needs) },
    }
}
