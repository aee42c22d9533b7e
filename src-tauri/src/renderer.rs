//! How the web view paints.

use std::fs;
use std::path::Path;

/// WebKitGTK's own switch, since 2.46; an older one does not read it.
#[cfg(target_os = "linux")]
const ON_THE_PROCESSOR: &str = "WEBKIT_SKIA_ENABLE_CPU_RENDERING";

/// Has WebKitGTK paint on the processor where there is no graphics card. It would paint through an imitated one,
/// and compile a program for each new kind of shape before that is shown: a first picture took 350 ms
/// that takes 45 ms this way. What the person chose by the variable stays.
///
/// To be called before anything else runs beside it: it changes this process's environment.
pub(crate) fn settle() {
    if cfg!(target_os = "linux") && !has_card(Path::new("/dev")) {
        set_unless_chosen();
    }
}

#[cfg(target_os = "linux")]
fn set_unless_chosen() {
    // Left out, the window only opens later.
    let _ = glib::setenv(ON_THE_PROCESSOR, "1", false);
}

#[cfg(not(target_os = "linux"))]
fn set_unless_chosen() {}

/// Whether `devices` (`/dev`) holds something that draws: a render node, NVIDIA's own, or Windows' below WSL.
fn has_card(devices: &Path) -> bool {
    ["nvidiactl", "dxg"].iter().any(|name| devices.join(name).exists())
        || has_render_node(&devices.join("dri"))
}

fn has_render_node(nodes: &Path) -> bool {
    let Ok(nodes) = fs::read_dir(nodes) else { return false };
    nodes.flatten().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_is_seen_by_its_render_node_and_a_screen_alone_is_none() {
        let devices = tempfile::tempdir().unwrap();
        assert!(!has_card(devices.path()), "no devices at all");
        let nodes = devices.path().join("dri");
        fs::create_dir(&nodes).unwrap();
        fs::write(nodes.join("card0"), "").unwrap();
        assert!(!has_card(devices.path()), "a simple frame buffer shows pictures and draws none");
        fs::write(nodes.join("renderD128"), "").unwrap();
        assert!(has_card(devices.path()));
    }

    #[test]
    fn a_card_with_a_driver_of_its_own_is_seen_as_well() {
        for name in ["nvidiactl", "dxg"] {
            let devices = tempfile::tempdir().unwrap();
            fs::write(devices.path().join(name), "").unwrap();
            assert!(has_card(devices.path()), "{name}");
        }
    }
}
