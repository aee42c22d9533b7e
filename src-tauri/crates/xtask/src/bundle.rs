//! `cargo xtask bundle`: the `.deb` and the `.rpm`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::packages::{self, For};
use crate::{Outcome, licences, needs, say, tree, ui};

/// The program's id, as in tauri.conf.json.
const ID: &str = "app.nightstand.Nightstand";

/// The icons that are drawn pixel by pixel, for desktops that show no SVG; in pixels.
const SIZES: [u16; 8] = [16, 24, 32, 48, 64, 128, 256, 512];

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
    let files = files(&licences, &tree::program("release", "nightstand-clock")?);
    let desktop = packaging().join("bundler.desktop");
    // The bundler names the web view by itself; libcrypto is linked by SQLCipher.
    let deb = json!({"desktopTemplate": desktop, "files": files, "depends": ["libssl3"]});
    let rpm = json!({
        "desktopTemplate": desktop, "files": files, "depends": ["libcrypto.so.3()(64bit)"],
        "compression": {"type": "xz", "level": 9},
    });
    // Its own icons would bear the program's name instead of its id.
    let config = json!({"bundle": {"icon": [], "linux": {"deb": deb, "rpm": rpm}}});
    let file = folder.join("bundle.conf.json");
    fs::write(&file, config.to_string()).map_err(failed)?;
    Ok(file)
}

/// What the packages hold beside the window. Whatever desktops look for bears the program's id. The bundler puts a
/// desktop entry named after the product beside these; it comes from a template that hides it.
fn files(licences: &Path, clock: &Path) -> BTreeMap<String, PathBuf> {
    let root = tree::root();
    let mut files: BTreeMap<String, PathBuf> = [
        ("bin/nightstand-clock".to_owned(), clock.to_owned()),
        (format!("share/applications/{ID}.desktop"), packaging().join(format!("{ID}.desktop"))),
        (format!("share/metainfo/{ID}.metainfo.xml"), packaging().join(format!("{ID}.metainfo.xml"))),
        (format!("share/icons/hicolor/scalable/apps/{ID}.svg"), root.join("icons/icon.svg")),
        (format!("share/icons/hicolor/symbolic/apps/{ID}-symbolic.svg"), root.join("icons/tray.svg")),
        ("share/doc/nightstand/THIRD-PARTY-LICENCES.txt".to_owned(), licences.to_owned()),
    ]
    .into();
    files.extend(SIZES.map(|size| {
        let icon = format!("{size}x{size}");
        (format!("share/icons/hicolor/{icon}/apps/{ID}.png"), root.join(format!("icons/{icon}.png")))
    }));
    files.extend(
        ["LICENSE-MIT", "LICENSE-APACHE", "CHANGELOG.md"]
            .map(|name| (format!("share/doc/nightstand/{name}"), root.join(name))),
    );
    files.into_iter().map(|(to, from)| (format!("/usr/{to}"), from)).collect()
}

fn packaging() -> PathBuf {
    tree::root().join("src-tauri/packaging")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_id_names_the_entry_the_icon_the_metadata_and_the_program() {
        let files = files(Path::new("licences"), Path::new("clock"));
        let text = |to: &str| fs::read_to_string(&files[to]).unwrap();
        let entry = text(&format!("/usr/share/applications/{ID}.desktop"));
        assert!(entry.contains(&format!("\nIcon={ID}\n")), "the menu finds the icon");
        assert!(
            files.contains_key(&format!("/usr/share/icons/hicolor/scalable/apps/{ID}.svg")),
            "it is there"
        );
        let about = text(&format!("/usr/share/metainfo/{ID}.metainfo.xml"));
        for line in [
            format!("<id>{ID}</id>"),
            format!("<launchable type=\"desktop-id\">{ID}.desktop</launchable>"),
            format!("<icon type=\"stock\">{ID}</icon>"),
        ] {
            assert!(about.contains(&line), "{line}: a software centre finds the same program");
        }
        let config = fs::read_to_string(tree::root().join("src-tauri/tauri.conf.json")).unwrap();
        assert!(config.contains(&format!("\"identifier\": \"{ID}\"")), "and so does the window");
        let code = fs::read_to_string(tree::root().join("src-tauri/crates/app/src/lib.rs")).unwrap();
        assert!(code.contains(&format!("APP_ID: &str = \"{ID}\"")), "which notifications and autostart name");
        let there = files.iter().filter(|(to, _)| to.starts_with("/usr/share/icons"));
        for (to, from) in there {
            assert!(from.is_file(), "{to} has a source: {}", from.display());
        }
        let template = fs::read_to_string(packaging().join("bundler.desktop")).unwrap();
        assert!(template.contains("\nHidden=true\n"), "the bundler's own entry is in no menu");
    }
}
