//! `cargo xtask bundle`: the `.deb` and the `.rpm`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::packages::{self, For};
use crate::{Outcome, licences, needs, say, tree, ui};

/// Builds what is shipped and packs it.
pub(crate) fn bundle() -> Outcome {
    needs::check()?;
    packages::bring(For::Building)?;
    ui::build()?;
    crate::run::build("release")?;
    let config = gather(&tree::target()?)?;
    say::heading("Packing");
    let mut tauri = tree::npm();
    tauri.args(["exec", "--", "tauri", "bundle", "--bundles", "deb,rpm", "--config"]).arg(config);
    // The bundler looks where cargo builds by its own means; here it is told.
    tauri.env("CARGO_TARGET_DIR", tree::target()?);
    tree::must(&mut tauri, "The packing")?;
    tell(&tree::target()?.join("release/bundle"))
}

/// Makes what the packages hold beside the window, and the configuration that names it. The clock cannot be
/// named in tauri.conf.json: the window would not build before the clock is built.
fn gather(target: &Path) -> Outcome<PathBuf> {
    let folder = target.join("bundle");
    let failed = |error| format!("{} could not be filled: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(failed)?;
    let licences = folder.join("THIRD-PARTY-LICENCES.txt");
    fs::write(&licences, licences::text()?).map_err(failed)?;
    let root = tree::root();
    let packaging = root.join("src-tauri/packaging");
    let files = json!({
        "/usr/bin/nightstand-clock": tree::program("release", "nightstand-clock")?,
        "/usr/share/metainfo/app.nightstand.Nightstand.metainfo.xml":
            packaging.join("app.nightstand.Nightstand.metainfo.xml"),
        "/usr/share/icons/hicolor/scalable/apps/nightstand.svg": root.join("icons/icon.svg"),
        "/usr/share/doc/nightstand/THIRD-PARTY-LICENCES.txt": licences,
        "/usr/share/doc/nightstand/LICENSE-MIT": root.join("LICENSE-MIT"),
        "/usr/share/doc/nightstand/LICENSE-APACHE": root.join("LICENSE-APACHE"),
        "/usr/share/doc/nightstand/CHANGELOG.md": root.join("CHANGELOG.md"),
    });
    let system = json!({"desktopTemplate": packaging.join("nightstand.desktop"), "files": files});
    let config = json!({"bundle": {"linux": {"deb": system, "rpm": system}}});
    let file = folder.join("bundle.conf.json");
    fs::write(&file, config.to_string()).map_err(failed)?;
    Ok(file)
}

fn tell(folder: &Path) -> Outcome {
    for kind in ["deb", "rpm"] {
        let files =
            fs::read_dir(folder.join(kind)).map_err(|error| format!("No {kind} was made: {error}"))?;
        for file in files.filter_map(Result::ok).map(|file| file.path()) {
            let packed = file.extension().is_some_and(|end| end == kind);
            let size = fs::metadata(&file).map_or(0, |found| found.len());
            if packed {
                say::line(&format!("{}  {:.1} MB", file.display(), megabytes(size)));
            }
        }
    }
    Ok(())
}

#[allow(clippy::cast_precision_loss, reason = "a size in megabytes with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
