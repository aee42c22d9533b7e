//! A page as a file of Markdown with a head that says what the text does not.

use nightstand_domain::ids::PictureId;
use nightstand_domain::marks;

use super::{Page, civil};

/// The folder of the pictures, beside the pages.
pub const PICTURES: &str = "pictures";

/// How many signs of a title go into a file's name.
const TITLE_IN_NAME: usize = 60;

/// What the page's file is called: its time and its title, so that a folder is in order and readable. Unique only
/// with a number, which whoever writes the folder gives.
pub fn name(page: &Page) -> String {
    let time = civil(page.written).map(|at| at.format("%Y-%m-%d %H%M").to_string()).unwrap_or_default();
    let is_safe = |c: char| c.is_alphanumeric() || "-_',()".contains(c);
    let words: String =
        page.title.chars().map(|c| if is_safe(c) { c } else { ' ' }).take(TITLE_IN_NAME).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = format!("{time} {words}");
    // A file whose name is nothing but its ending is hidden, and would not be found again.
    if name.trim().is_empty() { "undated".into() } else { name.trim().to_owned() }
}

/// The file's text. `called` gives the name of a picture's file within [`PICTURES`]; of one that has none its words stay:
/// no other program could follow our mark.
pub fn file(page: &Page, mut called: impl FnMut(PictureId) -> Option<String>) -> String {
    let id = page.source.rsplit(':').next().unwrap_or_default();
    let mut text = format!("---\nid: {}\n", quoted(id));
    if let Some(written) = page.written.kept() {
        text.push_str(&format!("date: {written}\n"));
    }
    text.push_str(&format!("title: {}\n", quoted(&page.title)));
    if !page.tags.is_empty() {
        let tags: Vec<String> = page.tags.iter().map(|tag| quoted(tag)).collect();
        text.push_str(&format!("tags: [{}]\n", tags.join(", ")));
    }
    let body = marks::with_pictures(&page.body, |shown| match called(shown.picture) {
        Some(name) => format!("![{}]({PICTURES}/{name})", shown.words),
        None => shown.words.to_owned(),
    });
    text.push_str(&format!("---\n\n{body}"));
    text
}

/// A line in double quotes, as YAML and JSON agree on it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
