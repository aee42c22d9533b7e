//! First run in the real window, as Robin and Sam go through it.

use nightstand_desktop::{Outcome, Window};

pub(crate) const PASSPHRASE: &str = "four ordinary quiet words";

pub(crate) async fn first_run(window: &Window) -> Outcome {
    window.is_accessible("welcome").await?;
    window.press("button", "Set the table").await?;
    window.see("heading", "Who’s here?").await?;
    window.type_into("You", "Robin").await?;
    window.type_into("Your partner", "Sam").await?;
    window.is_accessible("names").await?;
    window.press("button", "Go on").await?;
    window.see("heading", "Choose up to three small things").await?;
    window.is_accessible("first rituals").await?;
    window.press("button", "Choose later").await?;
    window.see("heading", "Your drawer, your passphrase").await?;
    window.type_labelled("Passphrase", PASSPHRASE).await?;
    window.type_labelled("Once more", PASSPHRASE).await?;
    window.is_accessible("the drawer’s passphrase").await?;
    window.press("button", "Lock it").await?;
    window.see("heading", "Print this, and keep it somewhere dull").await?;
    window.is_accessible("recovery key").await?;
    let words = words_on_the_sheet(window).await?;
    assert_eq!(words.len(), 12, "the sheet holds twelve words");
    window.keys("Ctrl+L").await?;
    window.see("button", "Show the words").await?;
    let left = words_on_the_sheet(window).await?;
    assert!(left.iter().all(|word| !words.contains(word)), "somebody came in: {left:?}");
    window.is_accessible("covered recovery key").await?;
    window.press("button", "Show the words").await?;
    window.press("checkbox", "I’ve put it somewhere safe").await?;
    window.press("button", "Turn on the lamp").await?;
    window.see("heading", "Two of the words, please").await?;
    for (place, word) in words.iter().enumerate() {
        let label = format!("Word {}", place + 1);
        if window.has("textbox", &label).await? {
            window.type_into(&label, word).await?;
        }
    }
    window.press("button", "Turn on the lamp").await?;
    window.see("heading", "Tonight").await.map(drop)
}

async fn words_on_the_sheet(window: &Window) -> Outcome<Vec<String>> {
    let words = window.script(WORDS, Vec::new()).await?;
    Ok(words.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect())
}

const WORDS: &str =
    "return [...document.querySelectorAll('.keywords li')].map((li) => li.lastChild.textContent.trim())";
