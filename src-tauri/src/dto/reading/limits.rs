//! What the fields of the reading pages hold at most, for the window to say so before anything is sent.

use nightstand_app::reading::LONGEST_CONTENTS;
use nightstand_domain::reading::edition::{EDITION_LENGTH, MOST_ANCHORS, MOST_NUMBER};
use nightstand_domain::reading::pace::WORDS_A_PAGE;
use nightstand_domain::reading::{LINE_LENGTH, MOST_CHAPTERS};

/// Each with its name in TypeScript and what it means there.
pub(crate) const LIMITS: [(&str, &str, usize); 7] = [
    ("chapters", "Chapters of a book.", MOST_CHAPTERS),
    ("contents", "Bytes of a pasted contents list.", LONGEST_CONTENTS),
    ("line", "Letters of the line that is kept of a book.", LINE_LENGTH),
    ("edition", "Letters of what somebody calls their copy.", EDITION_LENGTH),
    ("anchors", "Points at which a copy is lined up.", MOST_ANCHORS),
    ("number", "The largest page, and the largest number of a chapter.", MOST_NUMBER as usize),
    ("wordsAPage", "Words that a page is taken for.", WORDS_A_PAGE as usize),
];
