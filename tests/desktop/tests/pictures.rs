//! A picture on a page of the drawer in the real window: pasted, seen, described, kept without its place and its
//! camera, and gone from the window when the drawer is locked.
#![cfg(target_os = "linux")]

mod copied;
mod selection;

use std::fs;
use std::path::PathBuf;

use copied::Kind;
use nightstand_desktop::{Outcome, Room, Window};
use serde_json::{Value, json};

/// The sample's passphrase, as it is written on the screen.
const PASSPHRASE: &str = "the kettle sings twice";

/// What the photograph says besides what it shows.
const SAID: [&str; 5] = ["Lumicam 3000", "GPSLatitude", "Exif", "ns.adobe.com", "taken from the window"];

/// From now on, whatever the content policy refuses is remembered.
const WATCH: &str = "
  window.refused = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`));
";

/// Pastes what calls itself a picture.
const PASTE: &str = "
  const clipboardData = new DataTransfer();
  const bytes = Uint8Array.from(arguments[0]);
  clipboardData.items.add(new File([bytes], 'jetty.jpg', { type: 'image/jpeg' }));
  document.querySelector('.cm-content').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
";

/// Waits until the picture is drawn, and says how large.
const DRAWN: &str = "
  const done = arguments[arguments.length - 1];
  const look = () => {
    const image = document.querySelector('.cm-content .picture img');
    if (image?.complete && image.naturalWidth > 0) {
      const { width, height } = image.getBoundingClientRect();
      return done({ src: image.src.slice(0, 5), natural: [image.naturalWidth, image.naturalHeight], width, height });
    }
    requestAnimationFrame(look);
  };
  look();
";

/// Waits until so many pictures are drawn.
const COUNTED: &str = "
  const [wanted, done] = arguments;
  const look = () => {
    const drawn = [...document.querySelectorAll('.cm-content .picture img')].filter((image) => image.naturalWidth > 0);
    if (drawn.length === wanted) done(wanted);
    else requestAnimationFrame(look);
  };
  look();
";

/// The picture as the core has kept it, as a string of its bytes; nothing when it refuses.
const KEPT: &str = "
  const done = arguments[arguments.length - 1];
  window.__TAURI_INTERNALS__.invoke('picture_data', { args: { picture: arguments[0] } })
    .then((found) => done(found && [found.mediaType, atob(found.bytes)]), (error) => done(error.code));
";

/// The ids of the pictures on the page.
const SHOWN: &str =
    "return [...document.querySelectorAll('.cm-content .picture')].map((one) => one.dataset.picture)";

#[tokio::test]
async fn a_pasted_picture_is_seen_and_kept_without_its_place_and_its_camera() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    window.script(WATCH, Vec::new()).await?;
    begin_a_page(&window).await?;
    window.see("textbox", "Page text").await?.send_keys("The last evening.").await?;

    let brought = fs::read(jetty())?;
    assert!(SAID.iter().all(|said| holds(&brought, said)), "it says where and with what it was taken");
    window.paste_picture("pictures/jetty.jpg").await?;
    let drawn = window.script_later(DRAWN, Vec::new()).await?;
    assert_eq!(drawn["natural"], json!([900, 600]), "it stands upright: {drawn}");
    assert_eq!(drawn["src"], "blob:", "and comes from nowhere but this window");
    window.see("textbox", "What the picture shows").await?.send_keys("The jetty at dusk").await?;
    window.reads("Saved").await?;
    window.is_accessible("a page with a picture").await?;
    window.fits("a page with a picture").await?;
    assert_eq!(window.script("return window.refused", Vec::new()).await?, json!([]), "nothing was refused");

    let shown = window.script(SHOWN, Vec::new()).await?;
    let picture = shown[0].clone();
    let kept = window.script_later(KEPT, vec![picture.clone()]).await?;
    assert_eq!(kept[0], "image/jpeg");
    let bytes = kept[1].as_str().unwrap_or_default();
    assert!(bytes.len() > 5_000, "all of it is kept");
    for said in SAID {
        assert!(!bytes.contains(said), "{said} was kept");
    }
    for folder in room.folders() {
        let open = files_with(folder, "The jetty at dusk");
        assert!(open.is_empty(), "its words lie open in {open:?}");
    }

    window.keys("Ctrl+L").await?;
    window.reads("Passphrase").await?;
    let left = "return [document.images.length, document.documentElement.innerHTML.includes('blob:')]";
    assert_eq!(
        window.script(left, Vec::new()).await?,
        json!([0, false]),
        "locking takes it out of the window"
    );
    let shut = window.script_later(KEPT, vec![picture.clone()]).await?;
    assert_eq!(shut, "drawerLocked", "and the core shows it to nobody");

    open_the_drawer(&window).await?;
    window.see("textbox", "Page text").await?;
    window.script_later(DRAWN, Vec::new()).await?;
    assert_eq!(window.script(SHOWN, Vec::new()).await?, json!([picture]), "it is the same one");
    window.press("button", "Take it out").await?;
    assert_eq!(window.script(SHOWN, Vec::new()).await?, json!([]));
    window.keys("Ctrl+Z").await?;
    window.script_later(DRAWN, Vec::new()).await?;
    window.leave().await;
    Ok(())
}

#[tokio::test]
async fn a_picture_that_another_program_copied_is_pasted_by_its_key() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    begin_a_page(&window).await?;
    window.see("textbox", "Page text").await?.send_keys("Copied: ").await?;
    let copies = [
        (Kind::Picture, fs::read(jetty())?),
        (Kind::Files, format!("file://{}\r\n", fs::canonicalize(jetty())?.display()).into_bytes()),
    ];
    for (nth, (kind, offered)) in copies.into_iter().enumerate() {
        copied::copy(room.screen(), kind, offered)?;
        window.keys("Ctrl+V").await?;
        window.script_later(COUNTED, vec![json!(nth + 1)]).await?;
    }
    copied::copy(room.screen(), Kind::Files, b"file:///etc/hostname\r\n".to_vec())?;
    window.keys("Ctrl+V").await?;
    window.reads("That isn’t a PNG, JPEG, WebP or GIF").await?;
    window.leave().await;
    Ok(())
}

#[tokio::test]
async fn what_is_no_picture_is_refused_in_words_and_leaves_the_page_alone() -> Outcome {
    let room = Room::new()?;
    let window = room.open(&["--sample"]).await?;
    begin_a_page(&window).await?;
    window.see("textbox", "Page text").await?.send_keys("Words.").await?;
    window.script(PASTE, vec![json!(b"<svg onload='window.ran = true'></svg>".to_vec())]).await?;
    window.reads("That isn’t a PNG, JPEG, WebP or GIF").await?;
    assert_eq!(window.script(SHOWN, Vec::new()).await?, json!([]));
    assert_eq!(window.script("return window.ran ?? null", Vec::new()).await?, Value::Null);
    window.press("button", "Link another page").await?;
    window.see("combobox", "Words of its title").await?.send_keys("stair").await?;
    window.reads("“stair”, a page that isn’t there yet").await?;
    window.keys("Enter").await?;
    // It is taken once the drawer has said which pages there are.
    window.gone("combobox", "Words of its title").await?;
    let lines = "return document.querySelector('.cm-content').textContent";
    let written = window.script(lines, Vec::new()).await?;
    assert_eq!(written, "Words.[[stair]]", "a page that is not there yet is named as it was typed");
    window.leave().await;
    Ok(())
}

fn jetty() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    PathBuf::from(here).join("../fixtures/pictures/jetty.jpg")
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Every file below a folder that holds a text.
fn files_with(folder: &std::path::Path, text: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.is_symlink() {
            found.extend(files_with(&path, text));
        } else if path.is_file() && fs::read(&path).is_ok_and(|bytes| holds(&bytes, text)) {
            found.push(path);
        }
    }
    found
}

async fn begin_a_page(window: &Window) -> Outcome {
    window.keys("Ctrl+5").await?;
    open_the_drawer(window).await?;
    window.press("button", "New page").await?;
    window.see("textbox", "Page text").await?;
    Ok(())
}

async fn open_the_drawer(window: &Window) -> Outcome {
    window.type_labelled("Passphrase", PASSPHRASE).await?;
    window.press("button", "Open").await?;
    window.reads("Close the drawer").await
}
