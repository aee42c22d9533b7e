//! The system's packages: which are needed, which are missing, and how they get here.

use std::process::{Command, Stdio};

use crate::privilege::Privilege;
use crate::{Outcome, say};

/// What the packages are needed for. Each level holds the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum For {
    /// Building and opening the window.
    Building,
    /// Opening it where there is no screen, and taking its picture.
    Unseen,
    /// Driving it from the tests.
    Testing,
}

/// A package under the names that the three families of distributions give it. Fedora answers to the path of
/// a program as well as to a package's name, which stays right where programs move between packages.
struct Package {
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
    needed: For,
}

const fn package(needed: For, apt: &'static str, dnf: &'static str, pacman: &'static str) -> Package {
    Package { apt, dnf, pacman, needed }
}

const PACKAGES: &[Package] = &[
    package(For::Building, "build-essential", "gcc-c++", "base-devel"),
    package(For::Building, "pkg-config", "pkgconf-pkg-config", "pkgconf"),
    // The ciphers below SQLCipher.
    package(For::Building, "libssl-dev", "openssl-devel", "openssl"),
    package(For::Building, "libwebkit2gtk-4.1-dev", "webkit2gtk4.1-devel", "webkit2gtk-4.1"),
    package(For::Unseen, "xvfb", "/usr/bin/Xvfb", "xorg-server-xvfb"),
    package(For::Unseen, "openbox", "/usr/bin/openbox", "openbox"),
    package(For::Unseen, "dbus", "/usr/bin/dbus-daemon", "dbus"),
    package(For::Unseen, "imagemagick", "/usr/bin/import", "imagemagick"),
    package(For::Unseen, "x11-utils", "/usr/bin/xprop", "xorg-xprop"),
    package(For::Unseen, "fonts-dejavu-core", "dejavu-sans-fonts", "ttf-dejavu"),
    package(For::Testing, "webkit2gtk-driver", "/usr/bin/WebKitWebDriver", "webkit2gtk-4.1"),
    package(For::Testing, "wmctrl", "/usr/bin/wmctrl", "wmctrl"),
    // What schedules and calendars are compared with; on Debian a venv is a package of its own.
    package(For::Testing, "python3-venv", "python3", "python"),
    package(For::Testing, "xfce4-notifyd", "xfce4-notifyd", "xfce4-notifyd"),
    package(For::Testing, "xfconf", "xfconf", "xfconf"),
    package(For::Testing, "xfce4-panel", "xfce4-panel", "xfce4-panel"),
    package(For::Testing, "gnome-keyring", "/usr/bin/gnome-keyring-daemon", "gnome-keyring"),
];

/// Brings whatever is missing of what `purpose` needs. On Windows and macOS it says what to install.
pub(crate) fn bring(purpose: For) -> Outcome {
    if cfg!(target_os = "linux") { bring_on_linux(purpose) } else { say_elsewhere() }
}

fn say_elsewhere() -> Outcome {
    if cfg!(windows) {
        say::line(
            "On Windows the window needs Microsoft's WebView2, which Windows 11 and most of Windows 10 have;",
        );
        say::line(
            "else see https://developer.microsoft.com/microsoft-edge/webview2. Building SQLCipher needs Perl:",
        );
        say::line("see https://strawberryperl.com.");
        return perl_or_say();
    }
    say::line("On macOS everything needed comes with the command line tools: `xcode-select --install`.");
    perl_or_say()
}

fn perl_or_say() -> Outcome {
    match Command::new("perl").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err("Perl was not found.".to_owned()),
    }
}

fn bring_on_linux(purpose: For) -> Outcome {
    let Some(family) = Family::of_this_system() else {
        say::line(
            "Neither apt, dnf nor pacman is here, so the system's packages were not looked at. Needed are:",
        );
        say::line(&names(purpose, |package| package.apt).join(" "));
        return Ok(());
    };
    let mut missing = family.missing(purpose);
    missing.dedup();
    if missing.is_empty() {
        return Ok(());
    }
    say::heading(&format!("Missing system packages: {}", missing.join(" ")));
    family.install(&missing)?;
    match family.missing(purpose) {
        still if still.is_empty() => Ok(()),
        still => Err(format!("These packages are still missing: {}", still.join(" "))),
    }
}

fn names(purpose: For, of: impl Fn(&Package) -> &'static str) -> Vec<&'static str> {
    PACKAGES.iter().filter(|package| package.needed <= purpose).map(of).collect()
}

/// A family of distributions by the program that installs packages there.
#[derive(Clone, Copy, Debug)]
enum Family {
    Apt,
    Dnf,
    Pacman,
}

impl Family {
    fn of_this_system() -> Option<Self> {
        [(Self::Apt, "apt-get"), (Self::Dnf, "dnf"), (Self::Pacman, "pacman")]
            .into_iter()
            .find(|(_, program)| answers(Command::new(program).arg("--version")))
            .map(|(family, _)| family)
    }

    fn missing(self, purpose: For) -> Vec<&'static str> {
        let wanted = match self {
            Self::Apt => names(purpose, |package| package.apt),
            Self::Dnf => names(purpose, |package| package.dnf),
            Self::Pacman => names(purpose, |package| package.pacman),
        };
        wanted.into_iter().filter(|name| !self.has(name)).collect()
    }

    fn has(self, name: &str) -> bool {
        match self {
            Self::Apt => {
                let status =
                    Command::new("dpkg-query").args(["-W", "-f=${db:Status-Status} ", name]).output();
                status.is_ok_and(|said| {
                    String::from_utf8_lossy(&said.stdout).split(' ').any(|word| word == "installed")
                })
            }
            Self::Dnf => answers(Command::new("rpm").args(["-q", "--whatprovides", name])),
            // A group such as base-devel is no package of its own everywhere; -T asks for what provides it.
            Self::Pacman => answers(Command::new("pacman").args(["-T", name])),
        }
    }

    fn install(self, missing: &[&str]) -> Outcome {
        let privilege = Privilege::find(&format!("install them, type: {}", self.by_hand(missing)))?;
        if say::is_attended() && !say::agreed("Install them now?") {
            return Err(format!("Nothing was installed. To do it by hand: {}", self.by_hand(missing)));
        }
        for step in self.steps(missing) {
            say::line(&format!("$ {}", step.join(" ")));
            privilege.run(&step)?;
        }
        Ok(())
    }

    /// The commands that install `missing`, the lists refreshed first: a fresh machine has none.
    fn steps(self, missing: &[&str]) -> Vec<Vec<String>> {
        let words = |fixed: &[&str], more: &[&str]| {
            fixed.iter().chain(more).map(|word| (*word).to_owned()).collect::<Vec<_>>()
        };
        // Another apt may be at work; it is waited for, but not for ever.
        let apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
        match self {
            Self::Apt => vec![
                words(&apt, &["update"]),
                words(&words_of(&apt, &["install", "-y", "--no-install-recommends"]), missing),
            ],
            Self::Dnf => {
                vec![words(
                    &["dnf", "install", "-y", "--refresh", "--setopt=install_weak_deps=False"],
                    missing,
                )]
            }
            // Refreshing the lists without upgrading leaves Arch half upgraded, so both are done.
            Self::Pacman => vec![words(&["pacman", "-Syu", "--needed", "--noconfirm"], missing)],
        }
    }

    fn by_hand(self, missing: &[&str]) -> String {
        let steps: Vec<String> = self
            .steps(missing)
            .iter()
            .map(|step| step.join(" ").replace("env DEBIAN_FRONTEND=noninteractive ", ""))
            .map(|step| format!("sudo {step}"))
            .collect();
        steps.join(" && ")
    }
}

fn words_of<'a>(fixed: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    fixed.iter().chain(more).copied().collect()
}

fn answers(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_testing_needs_holds_what_building_needs() {
        let building = names(For::Building, |package| package.apt);
        let testing = names(For::Testing, |package| package.apt);
        assert!(building.iter().all(|name| testing.contains(name)), "tests build the window first");
        assert!(!building.contains(&"xvfb"), "who has a screen installs no virtual one");
    }

    #[test]
    fn lists_are_refreshed_before_anything_is_installed() {
        let steps = Family::Apt.steps(&["xvfb"]);
        assert!(
            steps.first().is_some_and(|step| step.ends_with(&["update".to_owned()])),
            "a fresh Debian has no lists"
        );
        assert!(steps.last().is_some_and(|step| step.contains(&"xvfb".to_owned())), "then the package comes");
    }
}
