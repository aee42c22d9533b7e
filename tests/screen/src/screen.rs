//! The virtual screen itself.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use rustix::process::Pid;
use tempfile::TempDir;

use crate::sweep;
use crate::wait::{Waited, wait_for_file};

/// Everything started on a screen carries this variable with the screen's mark.
const MARK: &str = "NIGHTSTAND_SCREEN";

/// A display server, a window manager and a bus are there at once or never.
const LIMIT: Duration = Duration::from_secs(20);

/// A bus on which nothing is ever started on demand: no real notification service, no keyring.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=FOLDER/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// A virtual screen with a window manager, a private bus and a runtime folder. When it is dropped, every
/// process that was started on it ends.
#[derive(Debug)]
pub struct Screen {
    display: String,
    mark: String,
    runtime: TempDir,
    servers: Vec<Child>,
}

impl Screen {
    /// Opens a screen of `width` by `height` pixels and waits until its window manager stands.
    ///
    /// # Errors
    /// When Xvfb, dbus-daemon or openbox is missing or does not start.
    pub fn open(width: u32, height: u32) -> io::Result<Self> {
        // Who detaches itself below this process is still found and reaped by it.
        rustix::process::set_child_subreaper(Some(rustix::process::getpid()))?;
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let mark = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let runtime = tempfile::Builder::new().prefix("nightstand-screen-").tempdir()?;
        fs::set_permissions(runtime.path(), fs::Permissions::from_mode(0o700))?;
        let mut screen = Self { display: String::new(), mark, runtime, servers: Vec::new() };
        screen.start_display(width, height)?;
        screen.start_bus()?;
        screen.start_window_manager()?;
        Ok(screen)
    }

    /// A command that will run on this screen: its display, its bus, its runtime folder, and nothing of the
    /// desktop that may surround it.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        self.surround(&mut command);
        command
    }

    /// Puts `command` on this screen.
    pub fn surround(&self, command: &mut Command) {
        for gone in
            ["WAYLAND_DISPLAY", "XAUTHORITY", "SESSION_MANAGER", "DESKTOP_SESSION", "XDG_CURRENT_DESKTOP"]
        {
            command.env_remove(gone);
        }
        command
            .env(MARK, &self.mark)
            .env("DISPLAY", &self.display)
            .env("GDK_BACKEND", "x11")
            .env("XDG_SESSION_TYPE", "x11")
            .env("XDG_RUNTIME_DIR", self.runtime())
            .env("DBUS_SESSION_BUS_ADDRESS", self.bus())
            // The accessibility bus would be one more daemon that nobody asks.
            .env("NO_AT_BRIDGE", "1");
    }

    /// The private bus's address.
    pub fn bus(&self) -> String {
        format!("unix:path={}", self.runtime().join("bus").display())
    }

    /// The runtime folder (0700), which goes with the screen.
    pub fn runtime(&self) -> &Path {
        self.runtime.path()
    }

    /// The display's name, such as `:7`.
    pub fn display(&self) -> &str {
        &self.display
    }

    /// The processes that were started on this screen and are still there, its own servers left out.
    pub fn processes(&self) -> Vec<Pid> {
        let servers: Vec<Pid> = self.servers.iter().map(Pid::from_child).collect();
        let mut found = sweep::processes_with(MARK, &self.mark);
        found.retain(|pid| !servers.contains(pid));
        found
    }

    /// Ends everything that was started on this screen. The screen itself stays.
    pub fn clear(&self) {
        // Twice, for what was being started while the first round went through.
        for _ in 0..2 {
            sweep::end(&self.processes());
        }
    }

    fn start_display(&mut self, width: u32, height: u32) -> io::Result<()> {
        let mut server = Command::new("Xvfb");
        server
            .args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"])
            .arg(format!("{width}x{height}x24"))
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let number = self.first_line(server, "Xvfb")?;
        self.display = format!(":{number}");
        Ok(())
    }

    fn start_bus(&mut self) -> io::Result<()> {
        let config = self.runtime().join("bus.conf");
        fs::write(&config, BUS.replace("FOLDER", &self.runtime().to_string_lossy()))?;
        let mut server = self.command("dbus-daemon");
        server
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--print-address=1"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        self.first_line(server, "dbus-daemon").map(drop)
    }

    /// Starts a server that says one line once it can be used.
    fn first_line(&mut self, mut server: Command, name: &str) -> io::Result<String> {
        let mut child = server.spawn().map_err(|error| named(name, &error))?;
        let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        self.servers.push(child);
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        match line.trim() {
            "" => Err(io::Error::other(format!("{name} did not start"))),
            line => Ok(line.to_owned()),
        }
    }

    fn start_window_manager(&mut self) -> io::Result<()> {
        let standing = self.runtime().join("standing");
        let child = self
            .command("openbox")
            .args(["--sm-disable", "--startup"])
            .arg(format!("sh -c 'echo standing > {}'", standing.display()))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| named("openbox", &error))?;
        let waited = wait_for_file(&standing, Some(&child), LIMIT)?;
        self.servers.push(child);
        match waited {
            Waited::Happened => Ok(()),
            Waited::Died | Waited::TimedOut => Err(io::Error::other("openbox did not start")),
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.clear();
        // The display last: who loses it first complains.
        for mut server in self.servers.drain(..).rev() {
            let _ = rustix::process::kill_process(Pid::from_child(&server), rustix::process::Signal::TERM);
            let _ = server.wait();
        }
    }
}

fn named(program: &str, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{program} could not be started: {error}"))
}
