//! Whether something keeps the screen awake: a call, a talk, a film. Each desktop keeps its own list of who
//! asked for that.

use zbus::Connection;

use super::asking::{Place, Told, ask};

const GNOME: Place = Place {
    service: "org.gnome.SessionManager",
    path: "/org/gnome/SessionManager",
    interface: "org.gnome.SessionManager",
};
/// "Inhibit the session being marked as idle", in gnome-session's own list of flags.
const GNOME_IDLE: u32 = 8;

const PLASMA: Place = Place {
    service: "org.kde.Solid.PowerManagement.PolicyAgent",
    path: "/org/kde/Solid/PowerManagement/PolicyAgent",
    interface: "org.kde.Solid.PowerManagement.PolicyAgent",
};
/// `ChangeScreenSettings` in powerdevil's list of policies: the screen stays on.
const PLASMA_SCREEN: u32 = 4;

const FREEDESKTOP: Place = Place {
    service: "org.freedesktop.PowerManagement",
    path: "/org/freedesktop/PowerManagement/Inhibit",
    interface: "org.freedesktop.PowerManagement.Inhibit",
};

/// Asks everyone who may know.
pub(super) async fn asked(session: &Connection) -> Option<bool> {
    let (gnome, plasma, freedesktop) = tokio::join!(
        ask(session, GNOME, "IsInhibited", &GNOME_IDLE),
        ask(session, PLASMA, "HasInhibition", &PLASMA_SCREEN),
        ask(session, FREEDESKTOP, "HasInhibit", &()),
    );
    together([gnome.ok(), plasma.ok(), freedesktop.ok()])
}

/// What they tell when that changes.
pub(super) fn tells() -> [Told; 4] {
    [
        Told::by(GNOME, "InhibitorAdded"),
        Told::by(GNOME, "InhibitorRemoved"),
        Told::by(PLASMA, "InhibitionsChanged"),
        Told::by(FREEDESKTOP, "HasInhibitChanged"),
    ]
}

/// One yes is a yes; without one, one no is a no.
fn together(answers: [Option<bool>; 3]) -> Option<bool> {
    answers.into_iter().flatten().reduce(|one, other| one || other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_yes_is_a_yes_and_silence_is_no_answer() {
        assert_eq!(
            together([None, Some(false), Some(true)]),
            Some(true),
            "whoever knows of a talk is believed"
        );
        assert_eq!(together([None, Some(false), None]), Some(false), "one that knows of none is an answer");
        assert_eq!(together([None; 3]), None, "nobody knows");
    }
}
