//! Paths that a database names.

use std::path::{Component, Path, PathBuf};

/// The file called `name` in `folder` within `root`, if it is there and is within, whatever links lead to it.
/// `root` has no links in it.
pub(super) fn within(root: &Path, folder: &str, name: &str) -> Option<PathBuf> {
    let (folder, name) = (Path::new(folder), Path::new(name));
    let is_plain = |path: &Path| path.components().all(|step| matches!(step, Component::Normal(_)));
    let is_one = name.components().count() == 1;
    if !is_plain(folder) || !is_plain(name) || !is_one {
        return None;
    }
    let path = root.join(folder).join(name).canonicalize().ok()?;
    (path.starts_with(root) && path.is_file()).then_some(path)
}
