//! Whether somebody at this computer may be interrupted, as far as it answers in C.

use windows::Win32::System::Power::{CallNtPowerInformation, ES_DISPLAY_REQUIRED, SystemExecutionState};
use windows::Win32::UI::Shell::{
    QUNS_BUSY, QUNS_PRESENTATION_MODE, QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};
use windows::Win32::UI::WindowsAndMessaging::FindWindowW;
use windows::core::w;

/// Whether a window fills the screen, a game has it to itself, or presentation settings are on
/// (`SHQueryUserNotificationState`); `None` where Windows does not say.
pub fn is_screen_taken() -> Option<bool> {
    #[allow(unsafe_code, reason = "a question without arguments")]
    // SAFETY: it takes no pointer and may be asked on any thread.
    let state = unsafe { SHQueryUserNotificationState() }.ok()?;
    Some([QUNS_BUSY, QUNS_RUNNING_D3D_FULL_SCREEN, QUNS_PRESENTATION_MODE].contains(&state))
}

/// Whether some program keeps the display on: a call, a talk, a film (`SystemExecutionState`); `None` where Windows does
/// not say.
pub fn is_display_wanted() -> Option<bool> {
    let mut state = 0_u32;
    let size = u32::try_from(size_of_val(&state)).ok()?;
    #[allow(unsafe_code, reason = "the answer is written where we point")]
    // SAFETY: this level takes no input and writes one ULONG, for which there is room.
    let status =
        unsafe { CallNtPowerInformation(SystemExecutionState, None, 0, Some((&raw mut state).cast()), size) };
    status.is_ok().then_some(state & ES_DISPLAY_REQUIRED.0 != 0)
}

/// Whether there is a taskbar, and with it a place for the tray's icon.
pub fn has_taskbar() -> bool {
    #[allow(unsafe_code, reason = "a question about a window's class")]
    // SAFETY: both names are static, and nothing is done with the window.
    unsafe { FindWindowW(w!("Shell_TrayWnd"), None) }.is_ok()
}
