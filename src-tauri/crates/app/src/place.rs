//! Notices a profile that lies where other programs carry files about. A database that is copied while it is
//! open can be torn apart, so this is said in words; nothing is refused.

use std::fs;
use std::path::Path;

/// Why a folder is a bad place for a living database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Risk {
    /// A program keeps this folder the same on several computers; its name.
    Synced(&'static str),
    /// The folder lies on another computer; the file system's name.
    Network(String),
}

/// Folder names that synchronisers give to what they carry, and marker files that they leave in it.
const FOLDERS: &[(&str, &str)] = &[
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("mobile documents", "iCloud Drive"),
    ("pcloud drive", "pCloud"),
    ("megasync", "MEGA"),
    ("seafile", "Seafile"),
];
const MARKERS: &[(&str, &str)] = &[
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".sync_journal.db", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
];
const NETWORK: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "9p",
    "afs",
    "ceph",
    "fuse.sshfs",
    "fuse.rclone",
    "davfs",
    "fuse.davfs",
];

/// What speaks against keeping a profile in `folder`, when something does.
pub fn risk(folder: &Path) -> Option<Risk> {
    let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    synced(&real).map(Risk::Synced).or_else(|| network(&real, &mounts).map(Risk::Network))
}

fn synced(folder: &Path) -> Option<&'static str> {
    folder.ancestors().find_map(|ancestor| {
        let name = ancestor.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        let named = FOLDERS.iter().find(|(start, _)| {
            name.strip_prefix(start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
        let marked = || MARKERS.iter().find(|(marker, _)| ancestor.join(marker).exists());
        named.or_else(marked).map(|(_, program)| *program)
    })
}

/// The file system of the innermost mount around `folder`, when it is one of another computer.
fn network(folder: &Path, mounts: &str) -> Option<String> {
    let innermost = mounts.lines().filter_map(|line| {
        // See proc_pid_mountinfo(5): the mount point is the fifth field, the type follows the lone dash.
        let (before, after) = line.split_once(" - ")?;
        let point = before.split(' ').nth(4)?.replace("\\040", " ");
        let kind = after.split(' ').next()?;
        folder.starts_with(&point).then_some((point.len(), kind))
    });
    let (_, kind) = innermost.max_by_key(|(length, _)| *length)?;
    NETWORK.contains(&kind).then(|| kind.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_in_a_synced_folder_is_noticed() {
        for (path, program) in [
            ("/home/x/Dropbox/nightstand", Some("Dropbox")),
            ("/home/x/Dropbox (Personal)/n", Some("Dropbox")),
            ("/home/x/OneDrive - Work/n", Some("OneDrive")),
            ("/home/x/dropboxes/n", None),
            ("/home/x/.local/share/nightstand", None),
        ] {
            assert_eq!(synced(Path::new(path)), program, "{path}");
        }
    }

    #[test]
    fn a_syncthing_folder_is_known_by_its_marker() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(".stfolder")).unwrap();
        assert_eq!(
            synced(&folder.path().join("deep/er")),
            Some("Syncthing"),
            "the marker stands at its root"
        );
    }

    #[test]
    fn a_profile_on_another_computer_is_noticed() {
        let mounts =
            "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 21 0:50 / /mnt/their\\040disk rw - nfs4 host:/x rw\n";
        assert_eq!(
            network(Path::new("/mnt/their disk/n"), mounts),
            Some("nfs4".into()),
            "the inner mount counts"
        );
        assert_eq!(network(Path::new("/home/x"), mounts), None, "the root is this computer's own");
    }
}
