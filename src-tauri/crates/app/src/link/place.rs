//! Where the sockets are, and who may come in.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use interprocess::local_socket::{Name, Stream};
use nightstand_domain::ids::EntityId;

use super::{End, held_elsewhere};
use crate::profile::{Profile, private_folder};

/// The longest path that a Unix socket can have is 108 bytes on Linux, 104 on macOS, NUL included.
#[cfg(unix)]
const LONGEST_PATH: usize = 100;

fn stem(end: End) -> &'static str {
    match end {
        End::Window => "window",
        End::Clock => "clock",
    }
}

fn mark(profile: &Profile) -> String {
    let mut mark = EntityId::derived("runtime", &[profile.data.as_os_str().as_encoded_bytes()]).to_string();
    mark.truncate(16);
    mark
}

/// The folder of the sockets: the profile's own, or a short one when a socket's path would be too long there.
#[cfg(unix)]
fn folder(profile: &Profile) -> PathBuf {
    use std::os::unix::ffi::OsStrExt as _;
    let fits = |folder: &Path| folder.join("window.sock").as_os_str().as_bytes().len() <= LONGEST_PATH;
    if fits(&profile.runtime) {
        return profile.runtime.clone();
    }
    let me = rustix::process::getuid().as_raw();
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|dir| dir.is_absolute());
    runtime
        .map(|dir| dir.join(format!("nightstand-{}", mark(profile))))
        .filter(|dir| fits(dir))
        .unwrap_or_else(|| PathBuf::from(format!("/tmp/nightstand-{me}-{}", mark(profile))))
}

/// In /tmp anyone could have been first: a link or a folder of somebody else is not used.
#[cfg(unix)]
fn check(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::symlink_metadata(folder)?;
    if !found.is_dir() || found.uid() != rustix::process::getuid().as_raw() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    Ok(())
}

/// Makes the folder of the sockets, for whoever listens. Who only knocks makes nothing: a profile that was
/// removed stays removed.
#[cfg(unix)]
pub(super) fn make(profile: &Profile) -> io::Result<()> {
    let folder = folder(profile);
    if folder != profile.runtime {
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        check(&folder)?;
    }
    private_folder(&folder)
}

#[cfg(not(unix))]
pub(super) fn make(_: &Profile) -> io::Result<()> {
    Ok(())
}

/// Takes away what [`make`] made outside the profile's own folders.
///
/// # Errors
/// When it is there and cannot be removed.
#[cfg(unix)]
pub(crate) fn remove(profile: &Profile) -> io::Result<()> {
    let folder = folder(profile);
    if folder == profile.runtime {
        return Ok(());
    }
    match check(&folder).and_then(|()| fs::remove_dir_all(&folder)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

#[cfg(not(unix))]
pub(crate) fn remove(_: &Profile) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn path(profile: &Profile, end: End) -> io::Result<PathBuf> {
    let folder = folder(profile);
    check(&folder)?;
    Ok(folder.join(format!("{}.sock", stem(end))))
}

#[cfg(unix)]
pub(super) fn name(profile: &Profile, end: End) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericFilePath, ToFsName as _};
    path(profile, end)?.to_fs_name::<GenericFilePath>()
}

#[cfg(not(unix))]
pub(super) fn name(profile: &Profile, end: End) -> io::Result<Name<'static>> {
    use interprocess::local_socket::{GenericNamespaced, ToNsName as _};
    format!("nightstand-{}-{}", mark(profile), stem(end)).to_ns_name::<GenericNamespaced>()
}

/// Removes a dead process's socket.
pub(super) fn clear(profile: &Profile, end: End) -> io::Result<()> {
    #[cfg(unix)]
    match fs::remove_file(path(profile, end)?) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    #[cfg(not(unix))]
    let _ = (profile, end);
    Ok(())
}

fn claim_path(profile: &Profile, end: End) -> PathBuf {
    profile.runtime.join(format!("{}.lock", stem(end)))
}

/// Becomes the one process of its kind; `None` when another is.
pub(super) fn claim(profile: &Profile, end: End) -> io::Result<Option<File>> {
    private_folder(&profile.runtime)?;
    let file = File::options().create(true).truncate(false).write(true).open(claim_path(profile, end))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(error) if held_elsewhere(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Waits until the other process has let go of its claim.
pub(super) fn wait_until_free(profile: &Profile, end: End, patience: Duration) -> io::Result<()> {
    let file = match File::options().write(true).open(claim_path(profile, end)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        found => found?,
    };
    let (done, freed) = mpsc::channel();
    // A file lock cannot be waited for with a limit, so a thread waits and we limit the waiting for it.
    thread::spawn(move || {
        let _ = done.send(file.lock());
    });
    freed.recv_timeout(patience).map_err(|_| io::Error::from(io::ErrorKind::TimedOut))?
}

/// Whether the visitor runs under this account. The folder is closed to others already; this holds even
/// where it was opened by hand.
pub(super) fn is_ours(stream: &Stream) -> bool {
    #[cfg(target_os = "linux")]
    {
        use std::os::fd::AsFd as _;
        let Stream::UdSocket(socket) = stream;
        let me = rustix::process::getuid();
        rustix::net::sockopt::socket_peercred(socket.as_fd()).is_ok_and(|peer| peer.uid == me)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = stream;
        true
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::super::{Message, say};
    use super::*;

    #[test]
    fn the_short_folder_of_a_long_profile_is_made_by_whoever_listens_and_goes_with_the_profile() {
        let here = tempfile::tempdir().unwrap();
        let profile = Profile::at(&here.path().join("d".repeat(120)));
        let short = folder(&profile);
        assert!(!short.starts_with(here.path()), "a socket has 108 bytes for its path");
        assert!(say(&profile, End::Clock, &Message::Ping).unwrap().is_none(), "nobody is there");
        assert!(!short.exists() && !profile.runtime.exists(), "knocking makes nothing");
        make(&profile).unwrap();
        fs::write(short.join("clock.sock"), "").unwrap();
        remove(&profile).unwrap();
        assert!(!short.exists(), "nothing of it stays");
        remove(&profile).unwrap();
        let close = Profile::at(here.path());
        make(&close).unwrap();
        remove(&close).unwrap();
        assert!(close.runtime.exists(), "the profile's own folder goes with the profile");
    }
}
