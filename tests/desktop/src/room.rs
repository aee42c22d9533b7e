//! A screen, a bus and a profile for one test.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use nightstand_screen::{Screen, Waited, wait_for_file};
use tempfile::TempDir;

use crate::{Outcome, Window};

/// A debug window on a busy computer; a test that waits longer than this waits for nothing.
pub const LIMIT: Duration = Duration::from_secs(60);

/// The frame of a window, inside its title bar.
#[derive(Clone, Copy, Debug)]
struct Frame {
    width: u32,
    height: u32,
}

/// A room of its own for each test: nothing in it outlives it or is seen from another one.
#[derive(Debug)]
pub struct Room {
    // Dropped first: who still writes into the profile has to end before it goes.
    screen: Screen,
    folder: TempDir,
    frame: Option<Frame>,
}

impl Room {
    /// An empty room: a screen, and a profile in which nobody has ever been.
    ///
    /// # Errors
    /// When there is no Xvfb, openbox or dbus-daemon.
    pub fn new() -> Outcome<Self> {
        let folder = tempfile::Builder::new().prefix("nightstand-room-").tempdir()?;
        let room = Self { screen: Screen::open(1280, 900)?, folder, frame: None };
        fs::create_dir(room.temporary())?;
        Ok(room)
    }

    /// The same, with windows of this size.
    ///
    /// # Errors
    /// As [`Room::new`].
    pub fn with_windows_of(width: u32, height: u32) -> Outcome<Self> {
        Ok(Self { frame: Some(Frame { width, height }), ..Self::new()? })
    }

    /// The profile's folder.
    pub fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    /// Every folder in which something of this room may lie: profile, home, caches and temporary files below
    /// one, what belongs to the session below the other.
    pub fn folders(&self) -> [&Path; 2] {
        [self.folder.path(), self.screen.runtime()]
    }

    fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// The screen that the window stands on.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// A program that was built beside these tests, to be started in this room.
    ///
    /// # Errors
    /// When it was not built.
    pub fn program(&self, name: &str) -> Outcome<Command> {
        let mut command = self.screen.command(built(name)?);
        self.settle(&mut command);
        Ok(command)
    }

    /// Gives `command` this room's profile and a home in which nothing of this account is found.
    fn settle(&self, command: &mut Command) {
        command
            .env("NIGHTSTAND_PROFILE", self.profile())
            .env("HOME", self.folder.path())
            .env("XDG_CONFIG_HOME", self.folder.path().join("config"))
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("XDG_CACHE_HOME", self.folder.path().join("cache"))
            .env("XDG_STATE_HOME", self.folder.path().join("state"))
            .env("TMPDIR", self.temporary())
            .env("PATH", self.path())
            .env("LANG", "C.UTF-8");
    }

    /// What is found by name in this room before anything else of this computer is.
    fn own_programs(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    fn path(&self) -> std::ffi::OsString {
        let own = std::iter::once(self.own_programs());
        let of_this_computer = std::env::var_os("PATH").unwrap_or_default();
        std::env::join_paths(own.chain(std::env::split_paths(&of_this_computer))).unwrap_or(of_this_computer)
    }

    /// Lays a program into the room that takes whatever is handed to the desktop: it notes the path in the file that
    /// is answered, and opens nothing.
    ///
    /// # Errors
    /// When the disk does not take it.
    pub fn hand_files_to_a_reader(&self) -> Outcome<PathBuf> {
        use std::os::unix::fs::PermissionsExt;
        let (folder, noted) = (self.own_programs(), self.folder.path().join("handed"));
        fs::create_dir_all(&folder)?;
        let program = folder.join("xdg-open");
        fs::write(&program, format!("#!/bin/sh\necho \"$1\" > '{}'\n", noted.display()))?;
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
        Ok(noted)
    }

    /// Opens the window and waits until its first screen stands with real data.
    ///
    /// # Errors
    /// When the window or its driver was not built or installed, or nothing is painted.
    pub async fn open(&self, arguments: &[&str]) -> Outcome<Window> {
        let run = self.profile().join("run");
        make_private(&run)?;
        self.place()?;
        let painted = run.join("painted");
        let _ = fs::remove_file(&painted);
        let port = free_port()?;
        let mut driver = self.screen.command("WebKitWebDriver");
        self.settle(&mut driver);
        driver.env("TAURI_WEBVIEW_AUTOMATION", "true").arg(format!("--port={port}"));
        let driver = driver.stdin(Stdio::null()).stdout(Stdio::null()).spawn().map_err(|error| {
            format!("WebKitWebDriver could not be started: {error}. `cargo xtask test` installs it.")
        })?;
        let window = Window::connect(port, &built("nightstand")?, arguments, driver).await?;
        match wait_for_file(&painted, None, LIMIT)? {
            Waited::Happened => Ok(window),
            Waited::Died | Waited::TimedOut => {
                Err(format!("the window painted nothing useful. It shows: {}", window.text().await?).into())
            }
        }
    }

    /// Leaves this computer's settings where the window looks for them.
    ///
    /// # Errors
    /// When the disk does not take them.
    pub fn choose(&self, settings: &serde_json::Value) -> Outcome {
        let config = self.profile().join("config");
        make_private(&config)?;
        Ok(fs::write(config.join("settings.json"), settings.to_string())?)
    }

    /// Lays a copy of the files in `data` where the profile keeps its own.
    ///
    /// # Errors
    /// When they cannot be read or written.
    pub fn bring(&self, data: &Path) -> Outcome {
        let into = self.profile().join("data");
        make_private(&into)?;
        for file in fs::read_dir(data)? {
            let file = file?;
            fs::copy(file.path(), into.join(file.file_name()))?;
        }
        Ok(())
    }

    /// Leaves the window's frame where the window looks for it, so that it opens in the wanted size.
    fn place(&self) -> Outcome {
        let Some(Frame { width, height }) = self.frame else { return Ok(()) };
        let config = self.profile().join("config");
        make_private(&config)?;
        let frame =
            serde_json::json!({"x": 20, "y": 30, "width": width, "height": height, "maximized": false});
        Ok(fs::write(config.join("window.json"), frame.to_string())?)
    }

    /// Asks the window manager to close the window, as its cross does, and waits until its process is gone.
    ///
    /// # Errors
    /// When the window does not close.
    pub fn close_window(&self) -> Outcome {
        let before = self.processes_named("nightstand");
        let closed = self.screen.command("wmctrl").args(["-F", "-c", "Nightstand"]).status()?;
        if !closed.success() {
            return Err("the window manager knows no window of that name".into());
        }
        for pid in before {
            if !nightstand_screen::wait_for_exit(pid, Duration::from_secs(10))? {
                return Err("the window was closed and its process goes on".into());
            }
        }
        Ok(())
    }

    /// The processes in this room that run the program `name`.
    pub fn processes_named(&self, name: &str) -> Vec<nightstand_screen::Pid> {
        let runs = |pid: &nightstand_screen::Pid| {
            let program = fs::read_link(format!("/proc/{}/exe", pid.as_raw_nonzero())).unwrap_or_default();
            program.file_name().is_some_and(|found| found == name)
        };
        self.screen.processes().into_iter().filter(runs).collect()
    }
}

fn make_private(folder: &Path) -> Outcome {
    use std::os::unix::fs::DirBuilderExt;
    Ok(fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?)
}

/// Test binaries lie in `deps` below the programs they test.
fn built(name: &str) -> Outcome<PathBuf> {
    let own = std::env::current_exe()?;
    let found = own.ancestors().skip(1).take(2).map(|folder| folder.join(name)).find(|file| file.is_file());
    found.ok_or_else(|| format!("{name} is not built; `cargo xtask test` builds it").into())
}

fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
