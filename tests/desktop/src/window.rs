//! The window under WebDriver, and the verbs that a person's steps are written in.

use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::Duration;
use std::{env, fs};

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::time::{interval, timeout};

use crate::Outcome;
use crate::room::LIMIT;

pub use fantoccini::elements::Element;

/// How long something may take to appear. The window answers within a frame; the computer may be busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// So many pictures are compared before a window counts as restless; a blinking caret changes one in ten, and a scroll bar
/// that fades away changes all of them for a few seconds.
const PICTURES: usize = 100;

/// Finds elements by role and accessible name.
const TESTING_LIBRARY: &str = "@testing-library/dom/dist/@testing-library/dom.umd.min.js";
/// Checks what a screen reader and weak eyes meet.
const AXE: &str = "axe-core/axe.min.js";

/// Under this key WebDriver hands an element over.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

const LOOK: &str = include_str!("look.js");
const PASTE_PICTURE: &str = include_str!("paste-picture.js");
const SETTLE: &str = include_str!("settle.js");
const CHECK: &str = include_str!("check.js");
const FITS: &str = include_str!("fits.js");

/// An open window.
#[derive(Debug)]
pub struct Window {
    client: Client,
    driver: Child,
}

impl Window {
    pub(crate) async fn connect(
        port: u16,
        program: &Path,
        arguments: &[&str],
        driver: Child,
    ) -> Outcome<Self> {
        timeout(LIMIT, answers(port)).await.map_err(|_| "WebKitWebDriver does not answer")?;
        let mut capabilities = Capabilities::new();
        let browser = json!({"binary": program, "args": arguments});
        capabilities.insert("webkitgtk:browserOptions".to_owned(), browser);
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let connecting = builder.capabilities(capabilities).connect(&address);
        // Without automation in the build the session would hang for ever.
        let client = timeout(LIMIT, Box::pin(connecting)).await.map_err(
            |_| "the window does not answer WebDriver; was it built with the automation feature?",
        )??;
        let limits =
            fantoccini::wd::TimeoutConfiguration::new(Some(LIMIT), Some(LIMIT), Some(Duration::ZERO));
        client.update_timeouts(limits).await?;
        Ok(Self { client, driver })
    }

    /// Waits for the element with this role and name. A name that ends in `*` is a beginning.
    ///
    /// # Errors
    /// When it does not appear; the error tells what has that role instead.
    pub async fn see(&self, role: &str, name: &str) -> Outcome<Element> {
        let found = self.look("see", role, name).await?;
        let id = found.get(ELEMENT).and_then(Value::as_str).ok_or("WebDriver names no element")?;
        Ok(Element::from_element_id(self.client.clone(), id.to_owned().into()))
    }

    /// Whether it is there now, without waiting for it.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn has(&self, role: &str, name: &str) -> Outcome<bool> {
        Ok(self.look("has", role, name).await?.as_bool().unwrap_or(false))
    }

    /// Waits until nothing has this role and name any more.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self, role: &str, name: &str) -> Outcome {
        self.look("gone", role, name).await.map(drop)
    }

    /// Waits until the page says `words` somewhere.
    ///
    /// # Errors
    /// When it does not; the error tells what it says.
    pub async fn reads(&self, words: &str) -> Outcome {
        self.look("reads", "", words).await.map(drop)
    }

    /// Presses what has this role and name, once it stands still: a page that is being put in place of another
    /// may carry the same words, and takes them away under the hand that reaches for them.
    ///
    /// # Errors
    /// When it does not appear or cannot be pressed.
    pub async fn press(&self, role: &str, name: &str) -> Outcome {
        let pressing = async {
            loop {
                match self.reach(role, name).await {
                    Err(Reach::Replaced) => {}
                    Err(Reach::Trouble(trouble)) => {
                        return Err(format!("{role} \"{name}\": {trouble}").into());
                    }
                    Ok(()) => return Ok(()),
                }
            }
        };
        let late = |_| format!("the {role} \"{name}\" never stands still");
        timeout(LIMIT, pressing).await.map_err(late)?
    }

    async fn reach(&self, role: &str, name: &str) -> Result<(), Reach> {
        let element = self.see(role, name).await.map_err(Reach::Trouble)?;
        // WebDriver scrolls only as far as the edge, where the bar at the bottom may lie over it.
        let at = json!({ELEMENT: element.element_id().to_string()});
        self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![at]).await?;
        self.settle().await.map_err(Reach::Trouble)?;
        Ok(element.click().await?)
    }

    /// Replaces what stands in the text field of this name by `words`, key by key.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn type_into(&self, name: &str, words: &str) -> Outcome {
        let field = self.see("textbox", name).await?;
        field.clear().await?;
        Ok(field.send_keys(words).await?)
    }

    /// Types `words` into the field with this label, whatever kind it is: a passphrase has no role.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn type_labelled(&self, label: &str, words: &str) -> Outcome {
        self.reads(label).await?;
        let script = "return [...document.querySelectorAll('label')]\
            .find((one) => one.textContent.trim() === arguments[0])?.htmlFor ?? ''";
        let id = self.client.execute(script, vec![json!(label)]).await?;
        let id =
            id.as_str().filter(|id| !id.is_empty()).ok_or(format!("no field is labelled \"{label}\""))?;
        let field = self.client.find(fantoccini::Locator::Id(id)).await?;
        field.clear().await?;
        Ok(field.send_keys(words).await?)
    }

    /// Puts `words` into the text field of this name at once, as pasting does.
    ///
    /// # Errors
    /// When there is no such field.
    pub async fn paste_into(&self, name: &str, words: &str) -> Outcome {
        self.see("textbox", name).await?.click().await?;
        let script = "document.execCommand('insertText', false, arguments[0])";
        self.client.execute(script, vec![json!(words)]).await?;
        Ok(())
    }

    /// Chooses the option that reads `option` in the list of this name.
    ///
    /// # Errors
    /// When there is no such list or option.
    pub async fn choose(&self, name: &str, option: &str) -> Outcome {
        Ok(self.see("combobox", name).await?.select_by_label(option).await?)
    }

    /// Pastes a picture from the fixtures' folder into the page that is being written, as the clipboard brings it, and
    /// waits until it is drawn.
    ///
    /// # Errors
    /// When there is no such file, or it is never drawn.
    pub async fn paste_picture(&self, fixture: &str) -> Outcome {
        let here = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo runs this")?;
        let bytes = fs::read(Path::new(&here).join("../fixtures").join(fixture))?;
        self.client.execute_async(PASTE_PICTURE, vec![json!(bytes)]).await?;
        Ok(())
    }

    /// Presses keys together, such as `Ctrl+L`, wherever the focus is.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn keys(&self, together: &str) -> Outcome {
        let keys: Vec<char> = together.split('+').map(key).collect();
        let down = keys.iter().map(|key| KeyAction::Down { value: *key });
        let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
        let actions = down.chain(up).fold(KeyActions::new("keys".into()), |all, one| all.then(one));
        Ok(self.client.perform_actions(actions).await?)
    }

    /// Everything that the page says.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn text(&self) -> Outcome<String> {
        let text = self.client.execute("return document.body.innerText", Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Everything that the page holds, seen or not: what was sent to it can be searched for.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn source(&self) -> Outcome<String> {
        Ok(self.client.source().await?)
    }

    /// Loads the page anew.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn reload(&self) -> Outcome {
        Ok(self.client.refresh().await?)
    }

    /// Runs `script` in the page.
    ///
    /// # Errors
    /// When the script fails.
    pub async fn script(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// The same for a script that answers through the function it gets as its last argument.
    ///
    /// # Errors
    /// When the script throws, or never answers.
    pub async fn script_later(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute_async(script, arguments).await?)
    }

    /// Waits until nothing moves: running transitions have ended and two more frames were drawn.
    ///
    /// # Errors
    /// When the window does not answer.
    pub async fn settle(&self) -> Outcome {
        self.client.execute_async(SETTLE, Vec::new()).await?;
        Ok(())
    }

    /// The window's content as a PNG, once nothing moves and all of it is painted: a frame may be drawn before
    /// the parts that scroll by themselves have their pixels, so two pictures in a row must be alike.
    ///
    /// # Errors
    /// When the window does not answer, or never comes to rest.
    pub async fn picture(&self) -> Outcome<Vec<u8>> {
        let mut last = Vec::new();
        for _ in 0..PICTURES {
            self.settle().await?;
            let now = self.client.screenshot().await?;
            if now == last {
                return Ok(now);
            }
            last = now;
        }
        Err("the window does not come to rest".into())
    }

    /// Checks the screen with axe against WCAG 2.2 AA. `screen` names it in the error.
    ///
    /// # Errors
    /// When axe finds anything.
    pub async fn is_accessible(&self, screen: &str) -> Outcome {
        self.settle().await?;
        self.bring("axe", AXE).await?;
        let found = self.client.execute_async(CHECK, Vec::new()).await?;
        match found.as_array() {
            Some(violations) if violations.is_empty() => Ok(()),
            _ => Err(format!("{screen} is not accessible: {found:#}").into()),
        }
    }

    /// Checks that nothing leaves the window at its sides and nothing has to be moved sideways, from left to
    /// right and from right to left. `screen` names it in the error.
    ///
    /// # Errors
    /// When something does; the error tells what, and in which direction.
    pub async fn fits(&self, screen: &str) -> Outcome {
        self.settle().await?;
        for direction in ["ltr", "rtl"] {
            let found = self.client.execute_async(FITS, vec![json!(direction)]).await?;
            if found.as_array().is_none_or(|troubles| !troubles.is_empty()) {
                return Err(format!("{screen} does not fit its window ({direction}): {found:#}").into());
            }
        }
        Ok(())
    }

    /// A page that is loaded anew while it is asked takes the question with it: the new one is asked again.
    async fn look(&self, how: &str, role: &str, name: &str) -> Outcome<Value> {
        let patience = u64::try_from(PATIENCE.as_millis())?;
        let arguments = vec![json!(how), json!(role), json!(name), json!(patience)];
        let found = loop {
            self.bring("TestingLibraryDom", TESTING_LIBRARY).await?;
            match self.client.execute_async(LOOK, arguments.clone()).await {
                Err(error) if error.to_string().contains("unload event") => {}
                answered => break answered?,
            }
        };
        match found.get("trouble").and_then(Value::as_str) {
            Some(trouble) => Err(trouble.into()),
            None => found.get("found").cloned().ok_or_else(|| "the page does not answer".into()),
        }
    }

    /// Brings a library from the UI's packages into the page, once.
    async fn bring(&self, global: &str, package: &str) -> Outcome {
        let there = self.client.execute(&format!("return Boolean(window.{global})"), Vec::new()).await?;
        if there == json!(true) {
            return Ok(());
        }
        let library = fs::read_to_string(packages()?.join(package))?;
        self.client.execute(&library, Vec::new()).await?;
        Ok(())
    }

    /// Ends the session, whether the window still stands or was closed already.
    pub async fn leave(mut self) {
        // A window that is gone has taken its session with it.
        let _: Result<(), CmdError> = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The UI's packages. Asked while it runs: clones that build into one folder share what they compiled.
fn packages() -> Outcome<PathBuf> {
    let here = env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo runs this")?;
    let packages =
        Path::new(&here).ancestors().map(|folder| folder.join("ui/node_modules")).find(|it| it.is_dir());
    packages.ok_or_else(|| "the UI's packages are not installed".into())
}

/// Why something was not pressed.
enum Reach {
    /// The page put something else in its place meanwhile.
    Replaced,
    /// Anything else.
    Trouble(Box<dyn std::error::Error + Send + Sync>),
}

impl From<CmdError> for Reach {
    fn from(error: CmdError) -> Self {
        if error.is_stale_element_reference() {
            Self::Replaced
        } else {
            Self::Trouble(format!("it cannot be pressed: {error:?}").into())
        }
    }
}

/// Waits until the driver listens. It says nothing when it does, so it is asked.
async fn answers(port: u16) {
    let mut again = interval(Duration::from_millis(20));
    while TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        again.tick().await;
    }
}

/// WebDriver's code points for keys without a character.
fn key(name: &str) -> char {
    match name {
        "Ctrl" => '\u{e009}',
        "Shift" => '\u{e008}',
        "Alt" => '\u{e00a}',
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Space" => ' ',
        "Left" => '\u{e012}',
        "Up" => '\u{e013}',
        "Right" => '\u{e014}',
        "Down" => '\u{e015}',
        "Home" => '\u{e011}',
        "End" => '\u{e010}',
        "F1" => '\u{e031}',
        other => other.chars().next().map_or(' ', |letter| letter.to_ascii_lowercase()),
    }
}
