//! How a command runs as root, without ever waiting for a password that nobody will type.

use std::process::{Command, Stdio};

use crate::{Outcome, say, tree};

/// What stands between this account and root.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Privilege {
    /// Nothing.
    Root,
    /// sudo, which may ask whoever sits at the terminal.
    Asking,
    /// sudo, which must not ask, because nobody could answer.
    Silent,
}

impl Privilege {
    /// Finds a way that will not hang; `otherwise` completes the sentence "To …" for the person who must do
    /// it by hand.
    pub(crate) fn find(otherwise: &str) -> Outcome<Self> {
        if is_root() {
            return Ok(Self::Root);
        }
        if silent("-V") && say::is_attended() {
            return Ok(Self::Asking);
        }
        if silent("-n") {
            return Ok(Self::Silent);
        }
        Err(format!(
            "They can be installed only as root, and no password can be asked for here. To {otherwise}"
        ))
    }

    /// Runs `words` as root on this terminal.
    pub(crate) fn run(self, words: &[String]) -> Outcome {
        let (program, rest) = words.split_first().ok_or("there is nothing to run")?;
        let mut command = match self {
            Self::Root => Command::new(program),
            Self::Asking => sudo(&[], program),
            Self::Silent => sudo(&["-n"], program),
        };
        if !matches!(self, Self::Asking) {
            command.stdin(Stdio::null());
        }
        tree::must(command.args(rest), program)
    }
}

fn sudo(options: &[&str], program: &str) -> Command {
    let mut command = Command::new("sudo");
    command.args(options).arg(program);
    command
}

/// Whether sudo is there at all (`-V`), or needs no password now (`-n`).
fn silent(option: &str) -> bool {
    let mut command = Command::new("sudo");
    command.arg(option);
    if option == "-n" {
        command.arg("true");
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

fn is_root() -> bool {
    let said = Command::new("id").arg("-u").output();
    said.is_ok_and(|said| String::from_utf8_lossy(&said.stdout).trim() == "0")
}
