//! What must be there before anything else: Rust, Node and a C compiler.

use std::process::Command;

use crate::Outcome;

const RUST: (u32, u32) = (1, 95);

/// Looks for all three and says in one go what is missing.
pub(crate) fn check() -> Outcome {
    let missing: Vec<String> = [rust(), node(), compiler()].into_iter().filter_map(Result::err).collect();
    if missing.is_empty() { Ok(()) } else { Err(missing.join("\n")) }
}

fn rust() -> Outcome {
    let found = version("rustc", &["--version"]);
    match found {
        Some(found) if (found.0, found.1) >= RUST => Ok(()),
        Some(found) => Err(format!(
            "Rust {}.{} is here, and Nightstand needs 1.95 or newer. `rustup update stable` brings it.",
            found.0, found.1
        )),
        None => Err("Rust 1.95 or newer is needed: see https://rustup.rs.".to_owned()),
    }
}

/// The versions that the UI's build tool runs on: 20.19 or newer of the twentieth, and 22.12 or newer.
fn node() -> Outcome {
    let runs = |(major, minor)| match major {
        20 => minor >= 19,
        22 => minor >= 12,
        other => other > 22,
    };
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    match version("node", &["--version"]) {
        Some(found) if runs(found) && version(npm, &["--version"]).is_none() => {
            Err("Node is here, but npm, which comes with it, is not.".to_owned())
        }
        Some(found) if runs(found) => Ok(()),
        Some((major, minor)) => Err(format!(
            "Node {major}.{minor} is here, and Nightstand needs 20.19 or newer (of the 22 line, 22.12): see https://nodejs.org."
        )),
        None => Err("Node 20.19 or newer is needed: see https://nodejs.org.".to_owned()),
    }
}

fn compiler() -> Outcome {
    // On Windows the linker that Rust itself needs comes with the compiler, so it is there by now.
    if cfg!(windows) || version("cc", &["--version"]).is_some() || starts("cc") {
        return Ok(());
    }
    let how = if cfg!(target_os = "macos") {
        "`xcode-select --install` brings one."
    } else {
        "On Debian and Ubuntu the package is called build-essential, on Fedora gcc, on Arch base-devel."
    };
    Err(format!("A C compiler is needed and `cc` was not found. {how}"))
}

fn starts(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|said| said.status.success())
}

fn version(program: &str, arguments: &[&str]) -> Option<(u32, u32)> {
    let said = Command::new(program).args(arguments).output().ok().filter(|said| said.status.success())?;
    numbers(&String::from_utf8_lossy(&said.stdout))
}

/// The first `major.minor` of a line such as `rustc 1.95.0 (5980 2026-04-14)` or `v20.20.2`.
fn numbers(said: &str) -> Option<(u32, u32)> {
    said.split_whitespace().find_map(|word| {
        let mut parts = word.trim_start_matches('v').split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_tools_print_them() {
        assert_eq!(numbers("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)), "rustc names itself first");
        assert_eq!(numbers("v20.20.2\n"), Some((20, 20)), "node puts a v in front");
        assert_eq!(numbers("11.19.1\n"), Some((11, 19)), "npm says the number alone");
        assert_eq!(numbers("no version here"), None, "words are no version");
    }
}
