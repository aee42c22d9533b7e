//! The books on the sample's shelf, and a month of reading one of them aloud.

use nightstand_domain::ids::{BookId, ChapterId};
use nightstand_domain::reading::{ChapterDraft, Evenings, NoteKind, Place, Within};

use super::Stage;
use crate::error::AppError;
use crate::reading::{BookDraft, FromFile, NoteDraft, PutOn};

/// The chapters of Elizabeth Gaskell's "Cranford" with the pages of a common edition.
const CRANFORD: &[(&str, u32)] = &[
    ("Our Society", 12),
    ("The Captain", 15),
    ("A Love Affair of Long Ago", 10),
    ("A Visit to an Old Bachelor", 12),
    ("Old Letters", 11),
    ("Poor Peter", 12),
    ("Visiting", 11),
    ("“Your Ladyship”", 12),
    ("Signor Brunoni", 10),
    ("The Panic", 14),
    ("Samuel Brown", 12),
    ("Engaged to Be Married", 9),
    ("Stopped Payment", 12),
    ("Friends in Need", 18),
    ("A Happy Return", 13),
    ("Peace to Cranford", 10),
];

/// Which chapter was begun after which evening: day of the month, whether in November, chapters read.
const EVENINGS: &[(u32, u32, usize)] = &[
    (10, 19, 1),
    (10, 21, 2),
    (10, 25, 3),
    (10, 28, 4),
    (11, 1, 5),
    (11, 3, 6),
    (11, 8, 7),
    (11, 11, 8),
    (11, 15, 9),
    (11, 17, 10),
];

/// What they wrote beside it: first person or second, date, chapter from 0, words.
const NOTES: &[(bool, u32, u32, usize, &str)] = &[
    (true, 10, 21, 1, "He dies the way he lived, reading. I had to stop and you took over."),
    (false, 10, 21, 1, "You did the Captain’s voice for one more page anyway. I noticed."),
    (false, 10, 28, 3, "Eating peas with a knife rather than with shame. I want to be that host."),
    (true, 11, 1, 4, "Burning the letters one by one. Let’s keep ours, even the bad ones."),
    (true, 11, 8, 6, "Seed-cake and a whole etiquette of not noticing. My grandmother to the inch."),
    (false, 11, 15, 8, "The conjurer explained, and I liked it less. Is that just me?"),
    (true, 11, 17, 9, "Everyone so frightened, and so happy about it together."),
];

/// Written by the second person for a chapter that the first has not reached.
const SEALED: (usize, &str) = (13, "If we ever stop payment, I would like it to look like this chapter.");

pub(super) fn read(stage: &Stage<'_>) -> Result<(), AppError> {
    finished(
        stage,
        10,
        18,
        "Three Men in a Boat",
        "Jerome K. Jerome",
        19,
        "The tin of pineapple. We cried.",
    )?;
    waiting(stage, "The Enchanted April", "Elizabeth von Arnim", 22)?;
    waiting(stage, "The Wind in the Willows", "Kenneth Grahame", 12)?;
    cranford(stage)
}

fn cranford(stage: &Stage<'_>) -> Result<(), AppError> {
    stage.at(10, 18, (21, 0));
    stage.seat(true);
    let chapters = CRANFORD
        .iter()
        .map(|(title, pages)| ChapterDraft {
            title: (*title).into(),
            part: String::new(),
            pages: Some(*pages),
            ..ChapterDraft::default()
        })
        .collect();
    let book = add(stage, "Cranford", "Elizabeth Gaskell", chapters, PutOn::Table, Evenings::new(2, 3))?;
    for (month, day, read) in EVENINGS {
        stage.on(*month, *day);
        for first in [true, false] {
            stage.seat(first);
            stage.app.move_bookmark(book, Place::start_of(*read), false)?;
        }
        stage.app.hand_over_reading(book, if read % 2 == 0 { stage.a } else { stage.b })?;
    }
    let ids: Vec<ChapterId> = stage.app.chapters_of(book)?.into_iter().map(|chapter| chapter.id).collect();
    for (first, month, day, chapter, words) in NOTES {
        write(stage, book, &ids, (*month, *day), (*first, *chapter, words))?;
    }
    quote(stage, book, &ids)?;
    write(stage, book, &ids, (11, 17), (false, SEALED.0, SEALED.1))?;
    stage.at(11, 18, (8, 10));
    stage.app.move_bookmark(book, Place { read: 10, within: Within::Page(3) }, false)?;
    Ok(())
}

/// The book's own first words, kept by the second person.
fn quote(stage: &Stage<'_>, book: BookId, chapters: &[ChapterId]) -> Result<(), AppError> {
    let chapter = *chapters.first().ok_or(AppError::NotFound)?;
    stage.on(10, 19);
    stage.seat(false);
    let words = "In the first place, Cranford is in possession of the Amazons.".to_owned();
    let draft = NoteDraft { words, kind: NoteKind::Quote, within: Within::Page(1) };
    stage.app.write_note(book, chapter, draft)?;
    Ok(())
}

fn write(
    stage: &Stage<'_>,
    book: BookId,
    chapters: &[ChapterId],
    (month, day): (u32, u32),
    (first, chapter, words): (bool, usize, &str),
) -> Result<(), AppError> {
    let chapter = *chapters.get(chapter).ok_or(AppError::NotFound)?;
    stage.on(month, day);
    stage.seat(first);
    stage.app.write_note(book, chapter, NoteDraft { words: words.into(), ..NoteDraft::default() })?;
    Ok(())
}

fn finished(
    stage: &Stage<'_>,
    month: u32,
    day: u32,
    title: &str,
    author: &str,
    chapters: usize,
    line: &str,
) -> Result<(), AppError> {
    stage.at(month, day, (20, 30));
    let book = add(stage, title, author, numbered(chapters), PutOn::Table, None)?;
    stage.app.finish_book(book, line)?;
    Ok(())
}

fn waiting(stage: &Stage<'_>, title: &str, author: &str, chapters: usize) -> Result<(), AppError> {
    add(stage, title, author, numbered(chapters), PutOn::Waiting, None).map(|_| ())
}

fn numbered(chapters: usize) -> Vec<ChapterDraft> {
    vec![ChapterDraft::default(); chapters]
}

fn add(
    stage: &Stage<'_>,
    title: &str,
    author: &str,
    chapters: Vec<ChapterDraft>,
    put_on: PutOn,
    evenings: Option<Evenings>,
) -> Result<BookId, AppError> {
    let draft = BookDraft {
        title: title.into(),
        author: author.into(),
        chapters,
        put_on,
        evenings,
        aloud: true,
        from_file: FromFile::default(),
    };
    stage.app.add_book(draft).map(|(book, _)| book)
}
