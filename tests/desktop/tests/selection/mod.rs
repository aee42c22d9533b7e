//! What a program offers through a selection of X11, from the side of its owner: Inter-Client Communication Conventions
//! Manual, section 2.2.

use nightstand_desktop::Outcome;
use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// Takes a selection for a window that nobody sees.
pub(crate) fn own(connection: &RustConnection, screen: usize, selection: Atom) -> Outcome<Window> {
    let root = connection.setup().roots.get(screen).ok_or("a screen")?.root;
    let owner = connection.generate_id()?;
    let aux = CreateWindowAux::new();
    connection.create_window(0, owner, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &aux)?;
    connection.set_selection_owner(owner, selection, x11rb::CURRENT_TIME)?;
    connection.flush()?;
    Ok(owner)
}

/// Answers whoever asks for `kind`, or for what there is; nothing else is offered.
pub(crate) fn answer(
    connection: &RustConnection,
    asked: &SelectionRequestEvent,
    targets: Atom,
    kind: Atom,
    offered: &[u8],
) -> Outcome {
    let (to, mut property) = (asked.requestor, asked.property);
    if asked.target == kind {
        connection.change_property8(PropMode::REPLACE, to, property, kind, offered)?;
    } else if asked.target == targets {
        connection.change_property32(PropMode::REPLACE, to, property, AtomEnum::ATOM, &[targets, kind])?;
    } else {
        property = x11rb::NONE;
    }
    let answer = SelectionNotifyEvent {
        response_type: SELECTION_NOTIFY_EVENT,
        sequence: 0,
        time: asked.time,
        requestor: to,
        selection: asked.selection,
        target: asked.target,
        property,
    };
    connection.send_event(false, to, EventMask::NO_EVENT, answer)?;
    Ok(connection.flush()?)
}
