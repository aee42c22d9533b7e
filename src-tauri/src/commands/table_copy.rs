//! An open copy of the table, in the words in which the window gets it: so what is sealed for whoever is here is not in
//! it either, and nothing of a drawer.

use nightstand_app::{App, AppError};
use nightstand_domain::ids;
use serde::Serialize;

use crate::api_error::ApiError;
use crate::dto::calendar::FilePlace;
use crate::dto::people::Ribbon;
use crate::dto::reading::{BookView, NoteForReader};
use crate::dto::rituals::RitualsView;
use crate::dto::shell::Nothing;
use crate::dto::tonight::Slip;
use crate::dto::us::Line;

/// The form of the file; another one gets another number.
const FORM: u32 = 1;

/// The beginning of the file is [`nightstand_app::table_copy::MARK`].
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Copy {
    nightstand: &'static str,
    form: u32,
    people: Vec<Named>,
    word: String,
    rituals: RitualsView,
    books: Vec<Book>,
    lines: Vec<Line>,
    slips: Vec<Slip>,
}

#[derive(Serialize)]
struct Named {
    id: crate::dto::ids::PersonId,
    name: String,
    ribbon: Ribbon,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Book {
    #[serde(flatten)]
    view: BookView,
    /// Every note that is open to whoever is here, the latest chapters first.
    open_notes: Vec<NoteForReader>,
}

pub(crate) fn table_copy_place(app: &App, _: Nothing) -> Result<FilePlace, ApiError> {
    Ok(FilePlace { path: app.table_copy_place() })
}

pub(crate) fn table_copy_save(app: &App, place: FilePlace) -> Result<FilePlace, ApiError> {
    let text =
        serde_json::to_string_pretty(&copy(app)?).map_err(|error| AppError::Other(error.to_string()))?;
    Ok(FilePlace { path: app.put_table_copy(&place.path, &text)? })
}

fn copy(app: &App) -> Result<Copy, AppError> {
    let people = app.people()?;
    let us = app.us_whole()?;
    let named = |person: nightstand_domain::people::Person| Named {
        id: person.id.into(),
        name: person.name,
        ribbon: person.ribbon.into(),
    };
    let books = app.every_book()?;
    Ok(Copy {
        nightstand: "table",
        form: FORM,
        word: people.word,
        people: std::iter::once(people.a).chain(people.b).map(named).collect(),
        rituals: app.rituals_view()?.into(),
        books: books.into_iter().map(|id| book(app, id)).collect::<Result<_, _>>()?,
        lines: us.lines.into_iter().map(Line::from).collect(),
        slips: us.slips.into_iter().map(Slip::from).collect(),
    })
}

fn book(app: &App, id: ids::BookId) -> Result<Book, AppError> {
    let mut open_notes = Vec::new();
    let mut up_to = usize::MAX;
    loop {
        let some = app.book_notes(id, up_to)?;
        let Some(first) = some.iter().map(nightstand_app::reading::NoteForReader::chapter).min() else {
            break;
        };
        open_notes.extend(some.into_iter().map(NoteForReader::from));
        if first <= 1 {
            break;
        }
        up_to = first - 1;
    }
    Ok(Book { view: app.book_view(id)?.into(), open_notes })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use nightstand_app::reading::NoteForReader as Note;
    use nightstand_app::{sample, table_copy};

    use super::*;

    /// Every word that is open to whoever is here.
    fn open_words(app: &App) -> BTreeSet<String> {
        let notes =
            app.every_book().unwrap().into_iter().flat_map(|id| app.book_notes(id, usize::MAX).unwrap());
        notes
            .filter_map(|note| if let Note::Open { words, .. } = note { Some(words) } else { None })
            .collect()
    }

    #[test]
    fn care_3_everything_on_the_table_is_in_its_copy_but_what_is_sealed_and_what_a_drawer_has() {
        let folder = tempfile::tempdir().unwrap();
        let app = sample::open(&folder.path().join("sample")).unwrap();
        let people = app.people().unwrap();
        let (here, other) = (people.a, people.b.unwrap());
        app.sit(other.id).unwrap();
        let theirs = open_words(&app);
        app.sit(here.id).unwrap();
        let mine = open_words(&app);
        let sealed: Vec<_> = theirs.difference(&mine).collect();
        assert!(!sealed.is_empty() && !mine.is_empty(), "the sample has both");

        let place = folder.path().join("copy").display().to_string();
        let saved = table_copy_save(&app, FilePlace { path: place }).unwrap();
        let text = std::fs::read_to_string(&saved.path).unwrap();
        assert!(text.contains(table_copy::MARK), "it is known as ours, and may be replaced");
        table_copy_save(&app, FilePlace { path: saved.path.clone() }).unwrap();
        let copy: serde_json::Value = serde_json::from_str(&text).unwrap();
        let count = |part: &str| copy[part].as_array().map_or(0, Vec::len);
        assert_eq!((count("people"), count("books")), (2, app.every_book().unwrap().len()));
        assert_eq!(count("slips"), app.us_whole().unwrap().slips.len());
        let notes =
            copy["books"].as_array().unwrap().iter().flat_map(|book| book["openNotes"].as_array().unwrap());
        let words: BTreeSet<String> = notes.map(|note| note["words"].as_str().unwrap().to_owned()).collect();
        assert_eq!(words, mine, "every note that is open");
        assert!(sealed.iter().all(|words| !text.contains(words.as_str())), "and none that is sealed");
        assert!(!text.contains("\"drawer\""), "nor how a drawer stands");

        let taken = folder.path().join("letter.json");
        std::fs::write(&taken, "{}").unwrap();
        assert!(table_copy_save(&app, FilePlace { path: taken.display().to_string() }).is_err());
        assert_eq!(std::fs::read_to_string(&taken).unwrap(), "{}", "what lay there stays");
    }
}
