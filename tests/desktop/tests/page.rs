//! A page of the drawer is written in the real window: under its content policy, with real keys, and as long as
//! a page can be.
#![cfg(target_os = "linux")]

use nightstand_desktop::{Outcome, Room, Window};
use serde_json::{Value, json};

/// The sample's passphrase, as it is written on the screen.
const PASSPHRASE: &str = "the kettle sings twice";

/// From now on, whatever the content policy refuses is remembered.
const WATCH: &str = "
  window.refused = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
";

/// What stands on the page, line by line.
const LINES: &str = "return [...document.querySelectorAll('.cm-line')].map((line) => line.textContent)";

/// How the first line with these classes is drawn.
const DRAWN: &str = "
  const style = getComputedStyle(document.querySelector(arguments[0]));
  return [style.fontSize, style.whiteSpace, style.color, style.direction, style.fontStyle, style.fontWeight, style.textIndent];
";

/// Pastes a text as the clipboard brings it.
const PASTE: &str = "
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', arguments[0]);
  document.querySelector('.cm-content').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
";

/// Types letters at the end of a page and says how long each took: in the page's own work, and until it was drawn;
/// and how much of the page is in the document.
const LETTERS: &str = "
  const done = arguments[arguments.length - 1];
  const own = [], drawn = [];
  const middle = (times) => times.sort((a, b) => a - b)[times.length / 2];
  const type = () => {
    const before = performance.now();
    document.execCommand('insertText', false, 'x');
    own.push(performance.now() - before);
    requestAnimationFrame(() => setTimeout(() => {
      drawn.push(performance.now() - before);
      if (drawn.length < 40) return type();
      const lines = document.querySelectorAll('.cm-line').length;
      done({ own: middle(own), slowest: own.at(-1), drawn: middle(drawn), lines });
    }));
  };
  type();
";

/// What lies on paper, and what is left of it afterwards.
const PRINTED: &str = "
  const paper = () => document.querySelector('.printed')?.textContent.length ?? 0;
  window.dispatchEvent(new Event('beforeprint'));
  const printed = paper();
  window.dispatchEvent(new Event('afterprint'));
  return [printed, paper()];
";

#[tokio::test]
async fn a_page_is_written_with_marks_that_are_seen_and_kept() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    window.script(WATCH, Vec::new()).await?;
    begin_a_page(&window).await?;

    let page = window.see("textbox", "Page text").await?;
    page.send_keys("# Sunday").await?;
    window.keys("Enter").await?;
    for line in ["Not the *food*. שלום", "- the rain", "the road"] {
        window.keys("Enter").await?;
        if line == "the road" {
            window.keys("Ctrl+B").await?;
        }
        page.send_keys(line).await?;
    }
    let written = ["# Sunday", "", "Not the *food*. שלום", "- the rain", "- **the road**"];
    assert_eq!(window.script(LINES, Vec::new()).await?, json!(written), "Enter goes on with the list");

    let title = window.script(DRAWN, vec![json!(".cm-line.heading")]).await?;
    let text = window.script(DRAWN, vec![json!(".cm-line:not(.heading)")]).await?;
    assert_eq!(text[1], "break-spaces", "the editor's own rules hold");
    assert_ne!(title[0], text[0], "a title is larger: {title}");
    let slanted = window.script(DRAWN, vec![json!(".slanted")]).await?;
    assert_eq!(slanted[4], "italic");
    let item = window.script(DRAWN, vec![json!(".cm-line.hangs")]).await?;
    assert_ne!(item[6], "0px", "a list hangs out: {item}");
    assert_eq!(window.script("return window.refused", Vec::new()).await?, json!([]), "nothing was refused");
    window.is_accessible("a page with marks").await?;
    window.fits("a page with marks").await?;

    window.keys("Ctrl+Z").await?;
    let undone = window.script(LINES, Vec::new()).await?;
    assert_ne!(undone, json!(written), "the page's own undo");
    window.keys("Ctrl+Y").await?;
    assert_eq!(window.script(LINES, Vec::new()).await?, json!(written));
    window.keys("Tab").await?;
    let inside = "return document.activeElement.closest('.cm-editor') !== null";
    assert_eq!(window.script(inside, Vec::new()).await?, json!(false), "Tab leaves the page");
    assert_eq!(window.script(LINES, Vec::new()).await?, json!(written), "and writes nothing");

    window.reads("Saved").await?;
    window.keys("Ctrl+L").await?;
    window.reads("Passphrase").await?;
    assert!(!window.source().await?.contains("the road"), "locking takes the page out of the document");
    open_the_drawer(&window).await?;
    window.reads("the road").await?;
    window.see("textbox", "Page text").await?;
    assert_eq!(window.script(LINES, Vec::new()).await?, json!(written), "and it is as it was written");
    window.leave().await;
    Ok(())
}

#[tokio::test]
async fn a_line_of_hebrew_begins_at_the_right() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    begin_a_page(&window).await?;
    window.script(PASTE, vec![json!("one\nשלום לכם\n- שלום")]).await?;
    let directions =
        "return [...document.querySelectorAll('.cm-line')].map((line) => getComputedStyle(line).direction)";
    assert_eq!(window.script(directions, Vec::new()).await?, json!(["ltr", "rtl", "rtl"]));
    window.leave().await;
    Ok(())
}

#[tokio::test]
async fn a_page_of_a_hundred_thousand_words_answers_every_letter() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    begin_a_page(&window).await?;
    let empty = window.script_later(LETTERS, Vec::new()).await?;
    let paragraph = "I keep *thinking* about Thursday and the road in the rain. ".repeat(9);
    let words = format!("{}\n\n", paragraph.trim_end()).repeat(1_000);
    window.script(PASTE, vec![json!(words)]).await?;
    window.reads("Saved").await?;
    let seen = window.script_later(LETTERS, Vec::new()).await?;
    let number = |name: &str| seen.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
    eprintln!("letters on an empty page: {empty}; at the end of 100,000 words: {seen}");
    assert!(number("lines") < 300.0, "only what is near the eye is in the document: {seen}");
    assert!(number("own") < 100.0, "a letter is drawn before the next one is typed: {seen}");
    let printed = window.script(PRINTED, Vec::new()).await?;
    assert_eq!(printed, json!([words.len() + 80, 0]), "all of it is printed, and no second copy stays");
    window.leave().await;
    Ok(())
}

async fn begin_a_page(window: &Window) -> Outcome {
    window.keys("Ctrl+5").await?;
    open_the_drawer(window).await?;
    window.press("button", "New page").await?;
    window.see("textbox", "Page text").await?;
    let there = "return document.activeElement.classList.contains('cm-content')";
    assert_eq!(window.script(there, Vec::new()).await?, json!(true), "a new page waits for its first letter");
    Ok(())
}

async fn open_the_drawer(window: &Window) -> Outcome {
    window.type_labelled("Passphrase", PASSPHRASE).await?;
    window.press("button", "Open").await?;
    window.reads("Close the drawer").await
}
