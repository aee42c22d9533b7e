//! Whether somebody asked their desktop not to be disturbed. Who knows depends on whose notification service
//! it is.

use std::io::Read as _;
use std::process::{Command, Stdio};

use rustix::process::{Pid, PidfdFlags, pidfd_open};
use zbus::zvariant::OwnedValue;
use zbus::{Connection, Message};

use super::asking::{PATIENCE, Place, Told, ask, flag};
use crate::linux::sleep::registered;

const SERVER: Place = Place {
    service: "org.freedesktop.Notifications",
    path: "/org/freedesktop/Notifications",
    interface: "org.freedesktop.Notifications",
};

const XFCONF: Place =
    Place { service: "org.xfce.Xfconf", path: "/org/xfce/Xfconf", interface: "org.xfce.Xfconf" };
const XFCE: (&str, &str) = ("xfce4-notifyd", "/do-not-disturb");

/// dconf tells every change of a setting of GNOME.
const DCONF: Told = Told {
    path: "/ca/desrt/dconf/Writer/user",
    interface: "ca.desrt.dconf.Writer",
    member: "Notify",
    concerns: is_about_banners,
};
const BANNERS: &str = "/org/gnome/desktop/notifications/show-banners";

/// Who knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Authority {
    /// The service itself: the property `Inhibited`, which Plasma has.
    Server,
    /// Xfce's settings.
    Xfce,
    /// GNOME's settings.
    Gnome,
}

impl Authority {
    /// Who knows about a service that calls itself `server`.
    pub(super) fn of(server: &str) -> Self {
        match server.to_lowercase() {
            name if name.contains("xfce") => Self::Xfce,
            name if name.contains("gnome") => Self::Gnome,
            _ => Self::Server,
        }
    }

    pub(super) async fn asked(self, session: &Connection) -> Option<bool> {
        match self {
            Self::Server => flag(session, SERVER, "Inhibited").await,
            Self::Xfce => xfce(ask(session, XFCONF, "GetProperty", &XFCE).await),
            Self::Gnome => gnome().await,
        }
    }

    /// What it tells when that changes.
    pub(super) fn tells(self) -> Vec<Told> {
        let changed = Place { interface: "org.freedesktop.DBus.Properties", ..SERVER };
        match self {
            Self::Server => vec![Told::by(changed, "PropertiesChanged")],
            Self::Xfce => {
                let concerns = is_about_xfce;
                let told = |member| Told { concerns, ..Told::by(XFCONF, member) };
                vec![told("PropertyChanged"), told("PropertyRemoved")]
            }
            Self::Gnome => vec![DCONF],
        }
    }
}

/// A setting that nobody has touched yet is off.
fn xfce(answer: zbus::Result<OwnedValue>) -> Option<bool> {
    match answer {
        Ok(set) => bool::try_from(set).ok(),
        Err(zbus::Error::MethodError(name, ..)) if name.ends_with(".PropertyNotFound") => Some(false),
        Err(_) => None,
    }
}

fn is_about_xfce(told: &Message) -> bool {
    let body = told.body();
    let set = body.deserialize::<(String, String, OwnedValue)>().map(|(channel, name, _)| (channel, name));
    let named = set.or_else(|_| body.deserialize::<(String, String)>());
    named.is_ok_and(|(channel, name)| (channel.as_str(), name.as_str()) == XFCE)
}

/// dconf names the setting itself, or a folder and what changed below it.
fn is_about_banners(told: &Message) -> bool {
    let Ok((prefix, below, _)) = told.body().deserialize::<(String, Vec<String>, String)>() else {
        return false;
    };
    below.iter().any(|name| BANNERS.starts_with(&format!("{prefix}{name}")))
}

/// dconf can be read by its own library only, so GNOME's own small program is asked.
async fn gnome() -> Option<bool> {
    let mut asked = Command::new("gsettings")
        .args(["get", "org.gnome.desktop.notifications", "show-banners"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let ended = async {
        let process = pidfd_open(Pid::from_child(&asked), PidfdFlags::NONBLOCK)?;
        registered(process)?.readable().await.map(drop)
    };
    if !matches!(tokio::time::timeout(PATIENCE, ended).await, Ok(Ok(()))) {
        let _ = asked.kill();
    }
    let (mut said, left) = (String::new(), asked.wait().ok()?);
    asked.stdout.take()?.take(64).read_to_string(&mut said).ok()?;
    shows_banners(&said).filter(|_| left.success()).map(|shown| !shown)
}

fn shows_banners(said: &str) -> Option<bool> {
    said.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use zbus::zvariant::Value;

    use super::*;

    #[test]
    fn each_desktop_is_asked_in_its_own_way() {
        assert_eq!(Authority::of("Xfce Notify Daemon"), Authority::Xfce);
        assert_eq!(Authority::of("gnome-shell"), Authority::Gnome);
        assert_eq!(Authority::of("Plasma"), Authority::Server, "the service itself says it");
    }

    #[test]
    fn a_setting_that_nobody_touched_is_off_and_a_missing_service_is_silent() {
        assert_eq!(xfce(Ok(Value::from(true).try_to_owned().unwrap())), Some(true));
        assert_eq!(xfce(Err(zbus::Error::InvalidReply)), None, "nobody is there who would know");
    }

    #[test]
    fn gnome_says_whether_banners_are_shown() {
        assert_eq!(shows_banners("false\n"), Some(false));
        assert_eq!(shows_banners("No such key\n"), None, "whatever else it says is no answer");
    }

    #[test]
    fn of_all_settings_only_the_one_that_is_meant_wakes_the_clock() {
        let told = |prefix: &str, below: &[&str]| {
            let signal = Message::signal(DCONF.path, DCONF.interface, DCONF.member).unwrap();
            signal.build(&(prefix, below, "tag")).unwrap()
        };
        assert!(is_about_banners(&told(BANNERS, &[""])), "the setting itself");
        assert!(is_about_banners(&told("/org/gnome/desktop/notifications/", &["show-banners"])));
        assert!(is_about_banners(&told("/org/gnome/", &[""])), "everything below was reset");
        assert!(!is_about_banners(&told("/org/gnome/desktop/interface/", &["color-scheme"])), "not ours");
    }
}
