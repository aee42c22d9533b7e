//! Where the sockets are, and who may come in.

#[cfg(unix)]
use std::fs;
use std::fs::File;
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

/// Where `end` listens, or would: whoever holds the claim has said so in it. A process that was started in another
/// environment may know another runtime folder.
#[cfg(unix)]
fn path(profile: &Profile, end: End) -> io::Result<PathBuf> {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;
    let said = fs::read(claim_path(profile, end)).map(|said| PathBuf::from(OsString::from_vec(said)));
    let folder = said.ok().filter(|folder| folder.is_absolute()).unwrap_or_else(|| folder(profile));
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

/// The claim lies with the data, wherever the sockets are: one profile has one window and one clock.
fn claim_path(profile: &Profile, end: End) -> PathBuf {
    let folder = profile.root.as_ref().map_or_else(|| profile.data.join("run"), |_| profile.runtime.clone());
    folder.join(format!("{}.lock", stem(end)))
}

/// Where versions up to 0.1 claim; they neither see the other one nor may they be overlooked.
fn earlier_claim_path(profile: &Profile, end: End) -> PathBuf {
    profile.runtime.join(format!("{}.lock", stem(end)))
}

/// What makes a process the one of its kind, for as long as it is held. Whoever lets go of it leaves it empty; a process
/// that was struck down cannot.
pub(super) struct Claim(Vec<File>);

impl Drop for Claim {
    fn drop(&mut self) {
        for file in &self.0 {
            if let Err(error) = file.set_len(0) {
                tracing::debug!(%error, "this end may look like a fall");
            }
        }
    }
}

/// Becomes the one process of its kind; `None` when another is.
pub(super) fn claim(profile: &Profile, end: End) -> io::Result<Option<Claim>> {
    let (path, earlier) = (claim_path(profile, end), earlier_claim_path(profile, end));
    let Some(file) = lock(&path)? else { return Ok(None) };
    let mut held = Vec::new();
    if earlier != path {
        let Some(earlier) = lock(&earlier)? else { return Ok(None) };
        held.push(earlier);
    }
    say_where(&file, profile)?;
    held.push(file);
    Ok(Some(Claim(held)))
}

/// For whoever knocks from another environment; and whoever watches sees that it was claimed.
#[cfg(unix)]
fn say_where(mut claim: &File, profile: &Profile) -> io::Result<()> {
    use std::io::Write as _;
    use std::os::unix::ffi::OsStrExt as _;
    claim.set_len(0)?;
    claim.write_all(folder(profile).as_os_str().as_bytes())
}

/// Pipes have one place for all. That it was claimed shows in the length alone: Windows lets nobody read what is locked.
#[cfg(not(unix))]
fn say_where(claim: &File, _: &Profile) -> io::Result<()> {
    claim.set_len(1)
}

fn lock(path: &Path) -> io::Result<Option<File>> {
    path.parent().map_or(Ok(()), private_folder)?;
    let file = File::options().create(true).truncate(false).write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(error) if held_elsewhere(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Waits until the process of that kind is gone, however long that takes, and says whether it was struck down.
pub(super) fn was_struck_down(profile: &Profile, end: End) -> io::Result<bool> {
    let claim = File::open(claim_path(profile, end))?;
    claim.lock_shared()?;
    // Let go of at once: another one may be about to claim it.
    Ok(claim.metadata()?.len() > 0)
}

/// Waits until the other process has let go of its claim.
pub(super) fn wait_until_free(profile: &Profile, end: End, patience: Duration) -> io::Result<()> {
    let mut claims = Vec::new();
    for path in [claim_path(profile, end), earlier_claim_path(profile, end)] {
        match File::options().write(true).open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            found => claims.push(found?),
        }
    }
    let (done, freed) = mpsc::channel();
    // A file lock cannot be waited for with a limit, so a thread waits and we limit the waiting for it. One after
    // another, each let go of at once: where both paths are one file, it is not waited for twice.
    thread::spawn(move || {
        let _ = done.send(claims.into_iter().try_for_each(|file| file.lock()));
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

    #[test]
    fn one_profile_has_one_clock_in_whatever_environment_it_is_started() {
        let here = tempfile::tempdir().unwrap();
        let data = here.path().join("data");
        let of_session =
            Profile { root: None, runtime: here.path().join("runtime"), ..Profile::at(here.path()) };
        let of_ssh = Profile { runtime: data.join("run"), ..of_session.clone() };
        fs::create_dir(&data).unwrap();
        let claim = claim(&of_session, End::Clock).unwrap().expect("the first one");
        make(&of_session).unwrap();
        assert!(super::claim(&of_ssh, End::Clock).unwrap().is_none(), "the second one sees it");
        assert_eq!(
            path(&of_ssh, End::Clock).unwrap(),
            of_session.runtime.join("clock.sock"),
            "and finds where it listens"
        );
        drop(claim);
        super::claim(&of_ssh, End::Clock).unwrap().expect("and takes its place once it is gone");
    }

    #[test]
    fn a_clock_of_an_earlier_version_is_seen_where_it_claims() {
        let here = tempfile::tempdir().unwrap();
        let profile =
            Profile { root: None, runtime: here.path().join("runtime"), ..Profile::at(here.path()) };
        fs::create_dir_all(&profile.runtime).unwrap();
        let earlier = File::create(profile.runtime.join("clock.lock")).unwrap();
        earlier.lock().unwrap();
        assert!(claim(&profile, End::Clock).unwrap().is_none(), "two clocks would both ring");
        wait_until_free(&profile, End::Clock, Duration::from_millis(50)).unwrap_err();
        drop(earlier);
        wait_until_free(&profile, End::Clock, Duration::from_secs(5)).unwrap();
        claim(&profile, End::Clock).unwrap().expect("it has ended");
    }
}
