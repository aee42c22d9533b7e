//! `cargo xtask bundle`: the `.deb` and the `.rpm`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

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
    // In the shell's own folder: the bundler takes the first tauri.conf.json that it finds.
    let mut tauri = Command::new("node");
    tauri
        .arg(tree::ui().join("node_modules/@tauri-apps/cli/tauri.js"))
        .current_dir(tree::root().join("src-tauri"));
    tauri.args(["bundle", "--bundles", "deb,rpm", "--config"]).arg(config);
    // The bundler looks where cargo builds by its own means; here it is told.
    tauri.env("CARGO_TARGET_DIR", tree::target()?);
    tree::must(&mut tauri, "The packing")?;
    press_together(&tree::target()?.join("release/bundle/deb"))?;
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
        "/usr/share/icons/hicolor/symbolic/apps/app.nightstand.Nightstand-symbolic.svg":
            root.join("icons/tray.svg"),
        "/usr/share/doc/nightstand/THIRD-PARTY-LICENCES.txt": licences,
        "/usr/share/doc/nightstand/LICENSE-MIT": root.join("LICENSE-MIT"),
        "/usr/share/doc/nightstand/LICENSE-APACHE": root.join("LICENSE-APACHE"),
        "/usr/share/doc/nightstand/CHANGELOG.md": root.join("CHANGELOG.md"),
    });
    let desktop = packaging.join("nightstand.desktop");
    // The bundler names the web view by itself; libcrypto is linked by SQLCipher.
    let deb = json!({"desktopTemplate": desktop, "files": files, "depends": ["libssl3"]});
    let rpm = json!({
        "desktopTemplate": desktop, "files": files, "depends": ["libcrypto.so.3()(64bit)"],
        "compression": {"type": "xz", "level": 9},
    });
    let config = json!({"bundle": {"linux": {"deb": deb, "rpm": rpm}}});
    let file = folder.join("bundle.conf.json");
    fs::write(&file, config.to_string()).map_err(failed)?;
    Ok(file)
}

/// The bundler packs a `.deb` with gzip; with xz it is a third smaller. Where there is no dpkg it stays as it is.
fn press_together(folder: &Path) -> Outcome {
    if !Command::new("dpkg-deb").arg("--version").output().is_ok_and(|said| said.status.success()) {
        return Ok(());
    }
    let files = fs::read_dir(folder).map_err(|error| format!("No .deb was made: {error}"))?;
    for deb in files.filter_map(Result::ok).map(|file| file.path()).filter(|file| ends_with(file, "deb")) {
        let laid = deb.with_extension("laid");
        // What an earlier, broken-off packing left.
        let _ = fs::remove_dir_all(&laid);
        tree::must(Command::new("dpkg-deb").arg("-R").arg(&deb).arg(&laid), "dpkg-deb")?;
        let mut pack = Command::new("dpkg-deb");
        tree::must(pack.args(["--root-owner-group", "-Zxz", "-b"]).arg(&laid).arg(&deb), "dpkg-deb")?;
        fs::remove_dir_all(&laid)
            .map_err(|error| format!("{} could not be removed: {error}", laid.display()))?;
    }
    Ok(())
}

fn ends_with(file: &Path, end: &str) -> bool {
    file.extension().is_some_and(|found| found == end)
}

fn tell(folder: &Path) -> Outcome {
    for kind in ["deb", "rpm"] {
        let files =
            fs::read_dir(folder.join(kind)).map_err(|error| format!("No {kind} was made: {error}"))?;
        for file in files.filter_map(Result::ok).map(|file| file.path()) {
            let size = fs::metadata(&file).map_or(0, |found| found.len());
            if ends_with(&file, kind) {
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
