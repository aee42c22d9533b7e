//! Single questions and requests to the desktop: whether somebody may be interrupted, the taskbar, menus.

use windows::Win32::Foundation::{HWND, LPARAM, WPARAM};
use windows::Win32::System::Power::{CallNtPowerInformation, ES_DISPLAY_REQUIRED, SystemExecutionState};
use windows::Win32::UI::Shell::{
    QUNS_BUSY, QUNS_PRESENTATION_MODE, QUNS_RUNNING_D3D_FULL_SCREEN, SHQueryUserNotificationState,
};
use windows::Win32::UI::WindowsAndMessaging::{
    ASFW_ANY, AllowSetForegroundWindow, EndMenu, FindWindowW, PostMessageW, WM_NULL,
};
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

/// Lets another program of ours bring its window to the front: Windows gives that right only to whoever was just used,
/// and that is this process when a toast or the tray was.
pub fn let_others_come_forward() {
    #[allow(unsafe_code, reason = "a call without pointers")]
    // SAFETY: it takes a number. That it is refused changes nothing.
    let _ = unsafe { AllowSetForegroundWindow(ASFW_ANY) };
}

/// Takes down the menu that this thread shows, if it shows one.
pub fn end_menu() {
    #[allow(unsafe_code, reason = "a call without pointers")]
    // SAFETY: it is about this thread alone. Without a menu it fails, and that is as good.
    let _ = unsafe { EndMenu() };
}

/// What the shell's documentation asks for after a menu of the tray (`TrackPopupMenu`, remarks).
pub fn menu_has_ended(window: isize) {
    #[allow(unsafe_code, reason = "a message to a window of ours")]
    // SAFETY: it carries no pointer, and a window that is gone is only an error.
    let _ = unsafe { PostMessageW(Some(HWND(window as *mut _)), WM_NULL, WPARAM(0), LPARAM(0)) };
}
