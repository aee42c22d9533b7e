//! The oracle of the schedule tests: python-dateutil and icalendar in a virtual environment of their own, below
//! the target folder.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::{Outcome, say, tree};

/// The file that says which versions are in place.
const MARK: &str = "requirements.txt";

/// Brings what `tests/fixtures/oracle-requirements.txt` names, unless it is there, and says where the
/// interpreter is.
pub(crate) fn bring() -> Outcome<PathBuf> {
    let requirements = tree::root().join("tests/fixtures/oracle-requirements.txt");
    let wanted = fs::read_to_string(&requirements)
        .map_err(|error| format!("{} could not be read: {error}", requirements.display()))?;
    let folder = tree::target()?.join("oracle");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let mark = folder.join(MARK);
    if fs::read_to_string(&mark).is_ok_and(|there| there == wanted) && starts(&python) {
        return Ok(python);
    }
    let mut venv = Command::new(if cfg!(windows) { "python" } else { "python3" });
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    quietly(&mut venv, "Making a virtual environment for Python")?;
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    install.args(["--only-binary", ":all:", "--require-hashes", "--requirement"]).arg(&requirements);
    quietly(&mut install, "Fetching python-dateutil and icalendar")?;
    fs::write(&mark, wanted).map_err(|error| format!("{} could not be written: {error}", mark.display()))?;
    Ok(python)
}

/// `cargo xtask oracle`: the interpreter's path is the last line.
pub(crate) fn oracle() -> Outcome {
    let python = bring()?;
    say::line(&python.display().to_string());
    Ok(())
}

fn starts(python: &PathBuf) -> bool {
    Command::new(python).arg("--version").stdout(Stdio::null()).status().is_ok_and(|said| said.success())
}

fn quietly(command: &mut Command, what: &str) -> Outcome {
    say::line(&format!("{what} …"));
    tree::must(command, what)
}
