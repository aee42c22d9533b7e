//! What lies in the sample's open drawer: pages, and enough reflections for Patterns.

use chrono::NaiveDate;
use nightstand_domain::ids::PageId;
use nightstand_domain::reflection::{
    Family, Feeling, Felt, Guess, Mine, Need, PartOfDay, Reflection, Say, Step, Strength, Topic,
};

use super::{PASSPHRASE, Stage};
use crate::error::AppError;

/// Month, day, hour; title; text.
const PAGES: &[(u32, u32, u32, &str, &str)] = &[
    (
        10,
        19,
        22,
        "New notebook, sort of",
        "I used to keep these in a shoebox and then in my head.\n\nRules: nobody reads it, I don’t have to be fair, and I’m allowed to change my mind on the next page.",
    ),
    (
        10,
        22,
        7,
        "The bus window",
        "Saw us in the glass this morning, J. asleep on my shoulder with his mouth open. I thought: I would like to be seventy and on a bus.\n\nI did not tell him. I might.",
    ),
    (
        10,
        27,
        23,
        "Sunday, late",
        "We were fine until the stairs. It is always on the stairs that something is said.\n\nI said I was tired. I was not tired. I was disappointed, and tired is politer.",
    ),
    (
        11,
        2,
        21,
        "What my mother calls calm",
        "On the phone she said I sound calm. I sounded like the kitchen when everyone has gone to bed with something unsaid.\n\nThursday is her birthday. Ask J. before I promise the weekend.",
    ),
    (
        11,
        6,
        6,
        "Six in the morning",
        "Could not sleep, made tea, read ahead one chapter and put the bookmark back. He will know. He always knows.\n\nIt was a good hour. I want more hours like it and I do not want to ask for them at eleven at night.",
    ),
    (
        11,
        10,
        22,
        "Things I’d like to ask for",
        "One evening a week that nobody else knows about.\n\nThat he says “I’ll think about it” instead of nothing.\n\nHis hand on my back in rooms full of his friends.",
    ),
    (
        11,
        13,
        20,
        "The spare key",
        "He gave his brother our spare key without a word. It is a small key.\n\nI keep writing about keys and clocks and plates. I don’t think any of it is about keys.",
    ),
    (
        11,
        16,
        22,
        "A good Monday",
        "Nothing happened. We peeled potatoes. He sang the wrong words on purpose and I corrected him on purpose.\n\nIf I only write here when it hurts, this will be a very wrong book about us.",
    ),
    (
        11,
        18,
        23,
        "What the Thursday plan was about",
        "I was so angry about the calendar that I cleaned the oven.\n\nUnder the calendar: I had told Marta we would come. I had said “we” and meant it, and then there was no we.\n\nSay that part. Not the oven part.",
    ),
];

/// What it looked like it was about; a constant cannot own words.
enum About {
    Named(Topic),
    Own(&'static str),
}

/// One reflection of the sample, in few words.
struct Past {
    on: (u32, u32),
    topic: About,
    happened: &'static str,
    showed: &'static [(Family, Strength)],
    under: &'static [(Family, Strength)],
    needs: &'static [Need],
    guess: &'static str,
    say: [&'static str; 4],
}

use Family::{Anger, Fear, Hurt, Loneliness, Sadness, Shame, Warmth, Weariness};
use Strength::{Little, Lot, Much};

const REFLECTIONS: &[Past] = &[
    Past {
        on: (10, 20),
        topic: About::Named(Topic::Late),
        happened: "He came at ten past nine. I had laid the table at eight. I said nothing and ate standing.",
        showed: &[(Anger, Strength::Some), (Weariness, Little)],
        under: &[(Hurt, Much)],
        needs: &[Need::ComeFirst],
        guess: "That leaving on time looks like not being serious, there.",
        say: [
            "small",
            "dinner waits and I don’t hear from you",
            "to know that I come first sometimes",
            "send me one line when it runs over",
        ],
    },
    Past {
        on: (10, 25),
        topic: About::Named(Topic::Phones),
        happened: "I was telling him about the interview. He looked at his phone, laughed at it, and said “go on”.",
        showed: &[(Anger, Much)],
        under: &[(Loneliness, Much), (Hurt, Strength::Some)],
        needs: &[Need::Heard, Need::ComeFirst],
        guess: "He had been waiting for news of his brother.",
        say: [
            "alone in the room",
            "the phone answers before you do",
            "to be heard to the end",
            "put it in the drawer while I tell a thing",
        ],
    },
    Past {
        on: (10, 27),
        topic: About::Named(Topic::Plans),
        happened: "On the stairs: he said the weekend was already promised to Pedro. I said I was tired.",
        showed: &[(Weariness, Much)],
        under: &[(Sadness, Strength::Some), (Anger, Little)],
        needs: &[Need::Say],
        guess: "Saying yes is how he keeps people.",
        say: ["left out", "a weekend is given away", "a say in it", "ask me before you answer"],
    },
    Past {
        on: (11, 2),
        topic: About::Named(Topic::Family),
        happened: "I promised my mother the Thursday. He found out from her.",
        showed: &[(Shame, Strength::Some)],
        under: &[(Fear, Strength::Some), (Warmth, Little)],
        needs: &[Need::Plan],
        guess: "That there are two tables and he is told about one.",
        say: [
            "caught, and sorry",
            "I promise us to somebody",
            "a plan we both can trust",
            "remind me of this when I do it again",
        ],
    },
    Past {
        on: (11, 5),
        topic: About::Named(Topic::Dishes),
        happened: "Three days of pans. I did them at midnight, loudly.",
        showed: &[(Anger, Much)],
        under: &[(Weariness, Lot)],
        needs: &[Need::Fairness, Need::Appreciation],
        guess: "He did not see pans. He saw a week.",
        say: [
            "worn thin",
            "it stays until I do it",
            "to carry even halves",
            "take the evenings of the odd days",
        ],
    },
    Past {
        on: (11, 9),
        topic: About::Named(Topic::Late),
        happened: "Twenty minutes at the cinema door, the film had begun, he was cheerful.",
        showed: &[(Anger, Strength::Some)],
        under: &[(Hurt, Strength::Some), (Loneliness, Little)],
        needs: &[Need::ComeFirst, Need::Plan],
        guess: "Cheerful because he had seen my face from the corner.",
        say: [
            "unimportant",
            "I wait where people can see me wait",
            "to come first once in a while",
            "leave when I leave",
        ],
    },
    Past {
        on: (11, 13),
        topic: About::Own("The spare key"),
        happened: "He gave his brother our spare key and told me two days later.",
        showed: &[(Anger, Little)],
        under: &[(Fear, Little), (Hurt, Strength::Some)],
        needs: &[Need::Say],
        guess: "A key is a small thing if you grew up with the door open.",
        say: ["passed over", "our door is decided without me", "a say in it", "tell me first next time"],
    },
    Past {
        on: (11, 15),
        topic: About::Named(Topic::Phones),
        happened: "He read the news aloud through breakfast. I had asked for tea before the news.",
        showed: &[(Weariness, Strength::Some)],
        under: &[(Sadness, Little)],
        needs: &[Need::ComeFirst],
        guess: "Silence in the morning frightens him a bit.",
        say: [
            "second to the radio",
            "the day starts with everyone else",
            "to come first for one cup",
            "hold the headlines until the cups are empty",
        ],
    },
    Past {
        on: (11, 18),
        topic: About::Named(Topic::Plans),
        happened: "The Thursday was in my calendar, not in his. I cleaned the oven. He asked what was wrong with the oven.",
        showed: &[(Anger, Much), (Weariness, Strength::Some)],
        under: &[(Hurt, Much), (Loneliness, Strength::Some)],
        needs: &[Need::ComeFirst, Need::Plan],
        guess: "That he is asked to read a calendar in my head.",
        say: [
            "foolish, and a bit alone",
            "I have said “we” and there is no we",
            "a plan I can lean on",
            "look at the week with me on Sundays",
        ],
    },
];

pub(super) fn fill(stage: &Stage<'_>) -> Result<(), AppError> {
    stage.at(10, 19, (21, 50));
    stage.seat(true);
    let words = stage.app.make_drawer(stage.a, PASSPHRASE)?;
    stage.app.confirm_words(stage.a, words.asked())?;
    stage.app.unlock_drawer(stage.a, PASSPHRASE)?;
    for (month, day, hour, title, text) in PAGES {
        stage.at(*month, *day, (*hour, 10));
        let page = PageId::random()?;
        stage.app.save_draft(stage.a, page, title, text)?;
        stage.app.put_away(page)?;
    }
    for past in REFLECTIONS {
        stage.at(past.on.0, past.on.1, (23, 5));
        let id = stage.app.reflection_start(stage.a, None, None)?;
        stage.app.reflection_put_away(stage.a, id, &past.reflection())?;
    }
    stage.app.lock_drawer()
}

impl Past {
    fn reflection(&self) -> Reflection {
        let [feel, when, need, ask] = self.say.map(str::to_owned);
        Reflection {
            step: Step::Keep,
            mine: Mine {
                happened: self.happened.into(),
                topic: Some(match &self.topic {
                    About::Named(topic) => topic.clone(),
                    About::Own(words) => Topic::Own((*words).into()),
                }),
                day: NaiveDate::from_ymd_opt(2026, self.on.0, self.on.1),
                part_of_day: Some(PartOfDay::Evening),
                showed: felt(self.showed),
                under: felt(self.under),
                needed: self.needs.to_vec(),
                slips: Vec::new(),
                say: Say { feel, when, need, ask },
            },
            guess: Guess { text: self.guess.into(), ..Guess::default() },
            ..Reflection::default()
        }
    }
}

fn felt(words: &[(Family, Strength)]) -> Felt {
    let chosen = words.iter().map(|(family, strength)| Feeling::on_stroke(*family, *strength)).collect();
    Felt { chosen, ..Felt::default() }
}
