//! All reading data, taken away in open formats: JSON as a tree, CSV as one sheet.
//!
//! What each name and column means stands in `SHELF-OUT.md` beside this file, and is part of the format: a
//! meaning never changes, new columns come last.

use serde::Serialize;

/// Stands at the beginning of every JSON file of a shelf.
pub const JSON_MARK: &str = "{\n  \"madeBy\": \"Nightstand\",\n  \"format\": \"shelf-1\"";
/// The columns of the sheet, in order; also the mark that a CSV file is ours.
pub const COLUMNS: [&str; 35] = [
    "record",
    "book",
    "author",
    "shelf",
    "added",
    "finished",
    "finish_by",
    "evenings_fewest",
    "evenings_most",
    "read_aloud",
    "traded_by",
    "chapter",
    "chapter_title",
    "part",
    "pages",
    "person",
    "day",
    "chapters_read",
    "page",
    "percent",
    "heard_chapters_read",
    "edition",
    "edition_name",
    "edition_pages",
    "note_kind",
    "words",
    "isbn",
    "language",
    "words_counted",
    "heard_page",
    "heard_percent",
    "titles_hidden",
    "from_right",
    "by_parts",
    "called",
];

/// So many of them were in the first sheets that were taken away.
const FIRST_COLUMNS: usize = 32;

/// A shelf as it is taken away.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShelfOut {
    /// The books.
    pub books: Vec<BookOut>,
}

/// One book.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BookOut {
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Its number, ISBN-13 without hyphens.
    pub isbn: Option<String>,
    /// The language of its file, a BCP 47 tag.
    pub language: Option<String>,
    /// Whether its pages are turned from right to left.
    pub from_right: bool,
    /// `table`, `waiting`, `resting` or `finished`.
    pub shelf: &'static str,
    /// The day it came, `YYYY-MM-DD`.
    pub added: String,
    /// The day it was finished.
    pub finished: Option<String>,
    /// The day that was wished for.
    pub finish_by: Option<String>,
    /// Evenings a week, from.
    pub evenings_fewest: Option<u8>,
    /// Evenings a week, to.
    pub evenings_most: Option<u8>,
    /// Whether it is read aloud by turns.
    pub read_aloud: bool,
    /// `chapters` or `nights`.
    pub traded_by: &'static str,
    /// Its chapters in order.
    pub chapters: Vec<ChapterOut>,
    /// Each person's place.
    pub readers: Vec<ReaderOut>,
    /// How far each had come, by day.
    pub evenings: Vec<EveningOut>,
    /// Notes, quotes and letters that whoever takes this away may read.
    pub notes: Vec<NoteOut>,
}

/// One chapter.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChapterOut {
    /// Its number, from 1.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// The part it stands in.
    pub part: String,
    /// Its length in pages.
    pub pages: Option<u32>,
    /// Its length in words, as a file had them.
    pub words_counted: Option<u32>,
    /// Who read it aloud.
    pub read_aloud_by: Option<String>,
    /// On which day.
    pub read_aloud_on: Option<String>,
}

/// One person's place, copy and line.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReaderOut {
    /// Their name.
    pub person: String,
    /// Chapters behind their bookmark.
    pub chapters_read: Option<usize>,
    /// The page within the next one.
    pub page: Option<u32>,
    /// Or the percentage.
    pub percent: Option<u8>,
    /// Chapters heard before falling asleep.
    pub heard_chapters_read: Option<usize>,
    /// The page within the next one.
    pub heard_page: Option<u32>,
    /// Or the percentage.
    pub heard_percent: Option<u8>,
    /// Whether they want the titles of the chapters ahead hidden.
    pub titles_hidden: bool,
    /// `paper`, `screen` or `audio`.
    pub edition: Option<&'static str>,
    /// What they call it.
    pub edition_name: Option<String>,
    /// Its pages.
    pub edition_pages: Option<u32>,
    /// The line they keep of the book.
    pub line: Option<String>,
    /// How their copy counts its chapters, where that differs.
    pub numbering: Option<NumberingOut>,
}

/// How a copy counts its chapters.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NumberingOut {
    /// Whether it begins again at one with each part.
    pub by_parts: bool,
    /// What was lined up; between two of these it counts on.
    pub chapters: Vec<CalledOut>,
}

/// What a copy calls one chapter.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalledOut {
    /// The chapter's number in the shared list, from 1.
    pub chapter: usize,
    /// Its number in the copy; 0 where it has none there.
    pub called: u32,
}

/// How far one person had come at the end of one day.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EveningOut {
    /// Who.
    pub person: String,
    /// The couple's day.
    pub day: String,
    /// Chapters read by then.
    pub chapters_read: usize,
}

/// Somebody's words.
#[derive(Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoteOut {
    /// The chapter's number, from 1.
    pub chapter: usize,
    /// Who wrote it.
    pub author: String,
    /// The day it was first written.
    pub day: String,
    /// `note`, `quote` or `letter`.
    pub kind: &'static str,
    /// The page of a quote.
    pub page: Option<u32>,
    /// Or its percentage.
    pub percent: Option<u8>,
    /// The words.
    pub words: String,
}

/// The shelf as JSON.
pub fn json(shelf: &ShelfOut) -> String {
    let books = serde_json::to_string_pretty(&shelf.books).unwrap_or_else(|_| "[]".to_owned());
    format!("{JSON_MARK},\n  \"books\": {}\n}}\n", books.replace('\n', "\n  "))
}

/// The shelf as one sheet: UTF-8 with the mark that spreadsheets want, every cell quoted, a row for each book,
/// chapter, reader, chapter that a reader lined up, evening and note.
pub fn csv(shelf: &ShelfOut) -> String {
    let mut sheet = Sheet::begun();
    shelf.books.iter().for_each(|book| sheet.book(book));
    format!("\u{feff}{}", sheet.text())
}

/// The beginning of the header line, which says whose file it is: the columns that every version's sheet begins with.
pub fn csv_mark() -> String {
    let quoted = COLUMNS.iter().take(FIRST_COLUMNS).map(|name| format!("\"{name}\""));
    quoted.collect::<Vec<_>>().join(",")
}

struct Sheet(csv::Writer<Vec<u8>>);

type Cells = [Option<String>; COLUMNS.len()];

impl Sheet {
    fn begun() -> Self {
        let writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        let mut sheet = Self(writer);
        sheet.row(&COLUMNS.map(|name| Some(name.to_owned())));
        sheet
    }

    fn row(&mut self, cells: &Cells) {
        let texts = cells.iter().map(|cell| guarded(cell.as_deref().unwrap_or_default()));
        // Memory takes every row, and all rows are alike in width.
        let _ = self.0.write_record(texts);
    }

    fn text(self) -> String {
        self.0.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }

    fn put(&mut self, record: &str, book: &BookOut, cells: Vec<(&str, Option<String>)>) {
        let mut row: Cells = std::array::from_fn(|_| None);
        let all = [("record", Some(record.to_owned())), ("book", Some(book.title.clone()))];
        for (column, cell) in all.into_iter().chain(cells) {
            let at = COLUMNS.iter().position(|name| *name == column);
            if let Some(slot) = at.and_then(|at| row.get_mut(at)) {
                *slot = cell;
            }
        }
        self.row(&row);
    }

    fn book(&mut self, book: &BookOut) {
        let number = |n: Option<u8>| n.map(|n| n.to_string());
        let cells = vec![
            ("author", Some(book.author.clone())),
            ("shelf", Some(book.shelf.to_owned())),
            ("added", Some(book.added.clone())),
            ("finished", book.finished.clone()),
            ("finish_by", book.finish_by.clone()),
            ("evenings_fewest", number(book.evenings_fewest)),
            ("evenings_most", number(book.evenings_most)),
            ("read_aloud", Some(book.read_aloud.to_string())),
            ("traded_by", Some(book.traded_by.to_owned())),
            ("isbn", book.isbn.clone()),
            ("language", book.language.clone()),
            ("from_right", Some(book.from_right.to_string())),
        ];
        self.put("book", book, cells);
        for chapter in &book.chapters {
            let cells = vec![
                ("chapter", Some(chapter.number.to_string())),
                ("chapter_title", Some(chapter.title.clone())),
                ("part", Some(chapter.part.clone())),
                ("pages", chapter.pages.map(|pages| pages.to_string())),
                ("words_counted", chapter.words_counted.map(|words| words.to_string())),
                ("person", chapter.read_aloud_by.clone()),
                ("day", chapter.read_aloud_on.clone()),
            ];
            self.put("chapter", book, cells);
        }
        book.readers.iter().for_each(|reader| self.reader(book, reader));
        for evening in &book.evenings {
            let cells = vec![
                ("person", Some(evening.person.clone())),
                ("day", Some(evening.day.clone())),
                ("chapters_read", Some(evening.chapters_read.to_string())),
            ];
            self.put("evening", book, cells);
        }
        for note in &book.notes {
            let cells = vec![
                ("chapter", Some(note.chapter.to_string())),
                ("person", Some(note.author.clone())),
                ("day", Some(note.day.clone())),
                ("note_kind", Some(note.kind.to_owned())),
                ("page", note.page.map(|page| page.to_string())),
                ("percent", note.percent.map(|percent| percent.to_string())),
                ("words", Some(note.words.clone())),
            ];
            self.put("note", book, cells);
        }
    }

    fn reader(&mut self, book: &BookOut, reader: &ReaderOut) {
        let cells = vec![
            ("person", Some(reader.person.clone())),
            ("chapters_read", reader.chapters_read.map(|read| read.to_string())),
            ("page", reader.page.map(|page| page.to_string())),
            ("percent", reader.percent.map(|percent| percent.to_string())),
            ("heard_chapters_read", reader.heard_chapters_read.map(|read| read.to_string())),
            ("edition", reader.edition.map(str::to_owned)),
            ("edition_name", reader.edition_name.clone()),
            ("edition_pages", reader.edition_pages.map(|pages| pages.to_string())),
            ("words", reader.line.clone()),
            ("heard_page", reader.heard_page.map(|page| page.to_string())),
            ("heard_percent", reader.heard_percent.map(|percent| percent.to_string())),
            ("titles_hidden", Some(reader.titles_hidden.to_string())),
            ("by_parts", reader.numbering.as_ref().map(|numbering| numbering.by_parts.to_string())),
        ];
        self.put("reader", book, cells);
        for one in reader.numbering.iter().flat_map(|numbering| &numbering.chapters) {
            let cells = vec![
                ("chapter", Some(one.chapter.to_string())),
                ("person", Some(reader.person.clone())),
                ("called", Some(one.called.to_string())),
            ];
            self.put("called", book, cells);
        }
    }
}

/// A spreadsheet would run what begins like a formula: an apostrophe in front makes it text again.
/// Source: OWASP, "CSV Injection".
fn guarded(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{a0}']).chars().next();
    match begins {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shelf(words: &str) -> ShelfOut {
        let note = NoteOut {
            chapter: 2,
            author: "Robin".into(),
            kind: "quote",
            page: Some(9),
            words: words.into(),
            ..NoteOut::default()
        };
        let book = BookOut {
            title: words.into(),
            shelf: "table",
            traded_by: "nights",
            chapters: vec![ChapterOut { number: 1, title: words.into(), ..ChapterOut::default() }],
            readers: vec![ReaderOut {
                person: "Sam".into(),
                line: Some(words.into()),
                ..ReaderOut::default()
            }],
            evenings: vec![EveningOut { person: "Sam".into(), day: "2026-11-20".into(), chapters_read: 3 }],
            notes: vec![note],
            ..BookOut::default()
        };
        ShelfOut { books: vec![book] }
    }

    fn cells(sheet: &str) -> Vec<Vec<String>> {
        let sheet = sheet.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(sheet.as_bytes());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn no_cell_can_be_taken_for_a_formula() {
        for words in ["=1+1", "+49", "-2", "@SUM(A1)", "\t=x", "  =x", "＝1"] {
            let rows = cells(&csv(&shelf(words)));
            assert!(rows.iter().flatten().any(|cell| *cell == format!("'{words}")), "{words} is text");
            assert!(!rows.iter().flatten().any(|cell| cell == words), "{words} stands nowhere bare");
        }
    }

    #[test]
    fn what_a_copy_calls_its_chapters_is_in_both() {
        let mut shelf = shelf("x");
        let numbering = NumberingOut { by_parts: true, chapters: vec![CalledOut { chapter: 5, called: 3 }] };
        shelf.books[0].readers[0].numbering = Some(numbering);
        let rows = cells(&csv(&shelf));
        let at = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
        let called = rows.iter().find(|row| row[0] == "called").expect("a row for it");
        assert_eq!(["person", "chapter", "called"].map(|name| called[at(name)].as_str()), ["Sam", "5", "3"]);
        assert!(rows.iter().any(|row| row[0] == "reader" && row[at("by_parts")] == "true"));
        let tree: serde_json::Value = serde_json::from_str(&json(&shelf)).unwrap();
        let numbering = serde_json::json!({"byParts": true, "chapters": [{"chapter": 5, "called": 3}]});
        assert_eq!(tree["books"][0]["readers"][0]["numbering"], numbering);
    }

    #[test]
    fn every_column_is_explained() {
        let document = include_str!("SHELF-OUT.md");
        for column in COLUMNS {
            assert!(document.contains(&format!("`{column}`")), "{column} is explained");
        }
        assert!(csv(&shelf("x")).contains(&csv_mark()), "a sheet can be known by its first line");
    }

    #[test]
    fn the_tree_is_json_that_says_whose_it_is() {
        let text = json(&shelf("a \"word\"\n"));
        let tree: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(tree["books"][0]["notes"][0]["words"], "a \"word\"\n");
        assert!(text.starts_with(JSON_MARK));
    }

    proptest! {
        #[test]
        fn whatever_somebody_wrote_comes_back_out_of_both(words in "(?s).{0,30}") {
            let rows = cells(&csv(&shelf(&words)));
            prop_assert!(rows.iter().all(|row| row.len() == COLUMNS.len()), "every row is as wide as the first");
            let column = COLUMNS.iter().position(|name| *name == "words").unwrap();
            let last = rows.last().and_then(|row| row.get(column)).cloned().unwrap_or_default();
            prop_assert!(last == words || last == format!("'{words}"), "{:?} came back as {:?}", words, last);
            let tree: serde_json::Value = serde_json::from_str(&json(&shelf(&words))).unwrap();
            prop_assert_eq!(tree["books"][0]["title"].as_str(), Some(words.as_str()));
        }
    }
}
