//! A window that is never shown: Windows tells the time, sleep, the lock and the taskbar to windows alone.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use windows::Win32::Foundation::{HWND, LPARAM, LRESULT, WPARAM};
use windows::Win32::System::LibraryLoader::GetModuleHandleW;
use windows::Win32::System::Power::{RegisterSuspendResumeNotification, UnregisterSuspendResumeNotification};
use windows::Win32::System::RemoteDesktop::{
    NOTIFY_FOR_THIS_SESSION, WTSRegisterSessionNotification, WTSUnRegisterSessionNotification,
};
use windows::Win32::UI::Shell::{ABM_NEW, ABM_REMOVE, ABN_FULLSCREENAPP, APPBARDATA, SHAppBarMessage};
use windows::Win32::UI::WindowsAndMessaging::{
    CreateWindowExW, DEVICE_NOTIFY_WINDOW_HANDLE, DefWindowProcW, DestroyWindow, DispatchMessageW,
    GetMessageW, MSG, PBT_APMRESUMEAUTOMATIC, PBT_APMRESUMESUSPEND, PBT_APMSUSPEND, PostMessageW,
    PostQuitMessage, RegisterClassExW, RegisterWindowMessageW, TranslateMessage, WINDOW_EX_STYLE, WM_APP,
    WM_CLOSE, WM_DESTROY, WM_ENDSESSION, WM_POWERBROADCAST, WM_SETTINGCHANGE, WM_TIMECHANGE,
    WM_WTSSESSION_CHANGE, WNDCLASSEXW, WS_POPUP, WTS_SESSION_LOCK,
};
use windows::core::w;

/// What Windows tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The clock was set, or its zone changed.
    Time,
    /// The computer is about to sleep. It waits some two seconds for whoever is told.
    Sleeps,
    /// It is awake again.
    Wakes,
    /// The screen was locked.
    Locked,
    /// A setting changed.
    Settings,
    /// A window began or ceased to fill the screen. Told only while [`Post::follow_screen`] lasts.
    FullScreen,
    /// The taskbar came, or came anew.
    Taskbar,
    /// The session ends, or somebody asks every window of ours to close.
    Ends,
}

/// Somebody asked the window's thread to do something.
const ASKED: u32 = WM_APP;
/// What the taskbar tells of other windows.
const APPBAR: u32 = WM_APP + 1;
/// It is over. Of its own, because whoever likes may send a window the usual one.
const OVER: u32 = WM_APP + 2;

type Heard = Rc<dyn Fn(Told)>;
type Work = Box<dyn FnOnce() + Send>;

thread_local! {
    static HEARD: RefCell<Option<(Heard, u32)>> = const { RefCell::new(None) };
    static ASKED_OF: RefCell<Option<mpsc::Receiver<Work>>> = const { RefCell::new(None) };
}

/// The window and its thread, until it is dropped.
pub struct Post {
    asker: Asker,
    thread: Option<JoinHandle<()>>,
}

/// Asks a window's thread for something, for as long as that stands.
#[derive(Clone)]
pub struct Asker {
    window: isize,
    work: mpsc::Sender<Work>,
}

impl Post {
    /// Opens the window on a thread of its own, on which `heard` is called.
    ///
    /// # Errors
    /// When no thread or no window can be had.
    pub fn open(heard: impl Fn(Told) + Send + 'static) -> io::Result<Self> {
        let (opened, told) = mpsc::sync_channel(1);
        let (work, asked) = mpsc::channel();
        let stay = move || {
            // Made here, because only this thread may be told.
            match Window::open(Rc::new(heard), asked) {
                Ok(window) => {
                    let _ = opened.send(Ok(window.0.0 as isize));
                    window.listen();
                }
                Err(error) => drop(opened.send(Err(io::Error::other(error)))),
            }
        };
        let thread = thread::Builder::new().name("post".into()).spawn(stay)?;
        let window = told.recv().map_err(io::Error::other)??;
        Ok(Self { asker: Asker { window, work }, thread: Some(thread) })
    }

    /// Does `work` on the window's thread, later: what belongs to a thread with a window has to be made there.
    pub fn ask(&self, work: impl FnOnce() + Send + 'static) {
        self.asker.ask(work);
    }

    /// For whoever has to ask from that thread itself.
    pub fn asker(&self) -> Asker {
        self.asker.clone()
    }

    /// Has it told when a window fills the screen, or does so no more, for as long as this post stands.
    pub fn follow_screen(&self) {
        let window = self.asker.window;
        self.ask(move || appbar(HWND(window as *mut _), ABM_NEW));
    }
}

impl Asker {
    /// Does `work` on the window's thread, once that has come back from what it is doing.
    pub fn ask(&self, work: impl FnOnce() + Send + 'static) {
        // Fails only when the thread has ended; nothing is said to a window that may be another's by then.
        if self.work.send(Box::new(work)).is_ok() {
            self.say(ASKED);
        }
    }

    fn say(&self, what: u32) {
        #[allow(unsafe_code, reason = "a message to a window of ours")]
        // SAFETY: it carries no pointer, and a window that is gone is only an error.
        let said = unsafe { PostMessageW(Some(HWND(self.window as *mut _)), what, WPARAM(0), LPARAM(0)) };
        drop(said);
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        if self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) {
            self.asker.say(OVER);
        }
        // Dropped by the window's own thread, it ends as soon as that comes back.
        if let Some(thread) =
            self.thread.take().filter(|thread| thread.thread().id() != thread::current().id())
        {
            let _ = thread.join();
        }
    }
}

struct Window(HWND);

impl Window {
    fn open(heard: Heard, asked: mpsc::Receiver<Work>) -> windows::core::Result<Self> {
        let class = w!("NightstandPost");
        #[allow(unsafe_code, reason = "windows are made in C")]
        // SAFETY: the class's name is static, its procedure is below, and nothing else is pointed at. That the class
        // is there already is no error of ours: the window is made all the same.
        let (window, taskbar) = unsafe {
            let instance = GetModuleHandleW(None)?.into();
            let description = WNDCLASSEXW {
                cbSize: u32::try_from(size_of::<WNDCLASSEXW>()).unwrap_or_default(),
                lpfnWndProc: Some(told),
                hInstance: instance,
                lpszClassName: class,
                ..WNDCLASSEXW::default()
            };
            RegisterClassExW(&raw const description);
            let taskbar = RegisterWindowMessageW(w!("TaskbarCreated"));
            // A window for messages alone would hear nothing that is told to all.
            let style = WINDOW_EX_STYLE::default();
            let window = CreateWindowExW(
                style,
                class,
                w!("Nightstand"),
                WS_POPUP,
                0,
                0,
                0,
                0,
                None,
                None,
                Some(instance),
                None,
            )?;
            (window, taskbar)
        };
        HEARD.with(|own| *own.borrow_mut() = Some((heard, taskbar)));
        ASKED_OF.with(|own| *own.borrow_mut() = Some(asked));
        Ok(Self(window))
    }

    fn listen(self) {
        #[allow(unsafe_code, reason = "messages are taken in C")]
        // SAFETY: the window is this thread's, and the message is ours to write into.
        unsafe {
            // Where either is not to be had, the rest is heard all the same.
            let sleep = RegisterSuspendResumeNotification(self.0.into(), DEVICE_NOTIFY_WINDOW_HANDLE);
            let lock = WTSRegisterSessionNotification(self.0, NOTIFY_FOR_THIS_SESSION);
            let mut message = MSG::default();
            while GetMessageW(&raw mut message, None, 0, 0).0 > 0 {
                let _ = TranslateMessage(&raw const message);
                DispatchMessageW(&raw const message);
            }
            if let Ok(sleep) = sleep {
                let _ = UnregisterSuspendResumeNotification(sleep);
            }
            if lock.is_ok() {
                let _ = WTSUnRegisterSessionNotification(self.0);
            }
        }
        // What was left on this thread goes with it, not with whoever takes its place.
        HEARD.with(RefCell::take);
        ASKED_OF.with(RefCell::take);
    }
}

fn appbar(window: HWND, what: u32) {
    let mut bar = APPBARDATA {
        cbSize: u32::try_from(size_of::<APPBARDATA>()).unwrap_or_default(),
        hWnd: window,
        uCallbackMessage: APPBAR,
        ..APPBARDATA::default()
    };
    #[allow(unsafe_code, reason = "the taskbar is told in C")]
    // SAFETY: the description is ours and complete for both messages. No place on the screen is taken by them.
    unsafe {
        SHAppBarMessage(what, &raw mut bar);
    }
}

fn tell(what: Told) {
    // Cloned out: hearing it may lead to the next message before it has come back.
    let heard = HEARD.with(|own| own.borrow().as_ref().map(|(heard, _)| Rc::clone(heard)));
    if let Some(heard) = heard {
        heard(what);
    }
}

fn work() {
    let next = || ASKED_OF.with(|own| own.borrow().as_ref().and_then(|asked| asked.try_recv().ok()));
    while let Some(work) = next() {
        work();
    }
}

fn of_taskbar(message: u32) -> bool {
    HEARD.with(|own| own.borrow().as_ref().is_some_and(|(_, taskbar)| *taskbar == message))
}

#[allow(unsafe_code, reason = "Windows calls it with what it tells")]
unsafe extern "system" fn told(window: HWND, message: u32, with: WPARAM, more: LPARAM) -> LRESULT {
    let detail = u32::try_from(with.0).unwrap_or_default();
    match message {
        ASKED => work(),
        APPBAR if detail == ABN_FULLSCREENAPP => tell(Told::FullScreen),
        WM_TIMECHANGE => tell(Told::Time),
        WM_SETTINGCHANGE => tell(Told::Settings),
        WM_POWERBROADCAST if detail == PBT_APMSUSPEND => tell(Told::Sleeps),
        WM_POWERBROADCAST if [PBT_APMRESUMEAUTOMATIC, PBT_APMRESUMESUSPEND].contains(&detail) => {
            tell(Told::Wakes)
        }
        WM_WTSSESSION_CHANGE if detail == WTS_SESSION_LOCK => tell(Told::Locked),
        WM_CLOSE => {
            tell(Told::Ends);
            return LRESULT(0);
        }
        WM_ENDSESSION if detail != 0 => tell(Told::Ends),
        OVER => {
            appbar(window, ABM_REMOVE);
            // SAFETY: it is this thread's own window.
            let _ = unsafe { DestroyWindow(window) };
            return LRESULT(0);
        }
        // SAFETY: ends this thread's own loop.
        WM_DESTROY => unsafe { PostQuitMessage(0) },
        message if of_taskbar(message) => tell(Told::Taskbar),
        _ => {}
    }
    // SAFETY: handed on as it came.
    unsafe { DefWindowProcW(window, message, with, more) }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(20);

    #[test]
    fn what_windows_tells_is_heard_on_the_window_s_own_thread() {
        let (heard, told) = mpsc::channel();
        let post = Post::open(move |what| heard.send((what, thread::current().id())).unwrap()).unwrap();
        let (ask, asked) = mpsc::channel();
        post.ask(move || ask.send(thread::current().id()).unwrap());
        let own = asked.recv_timeout(PATIENCE).unwrap();
        for (message, detail, what) in [
            (WM_TIMECHANGE, 0, Told::Time),
            (WM_POWERBROADCAST, PBT_APMSUSPEND, Told::Sleeps),
            (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC, Told::Wakes),
            (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK, Told::Locked),
            (WM_CLOSE, 0, Told::Ends),
            (WM_TIMECHANGE, 0, Told::Time),
        ] {
            let window = Some(HWND(post.asker.window as *mut _));
            #[allow(unsafe_code, reason = "says what the system would say")]
            // SAFETY: it carries no pointer.
            unsafe { PostMessageW(window, message, WPARAM(detail as usize), LPARAM(0)) }.unwrap();
            let (heard, on) = told.recv_timeout(PATIENCE).unwrap();
            assert_eq!((heard, on), (what, own), "{message:#x} is heard for what it is");
        }
    }

    #[test]
    fn a_post_that_is_dropped_has_ended() {
        let (ended, end) = mpsc::channel::<()>();
        let post = Post::open(move |_| {
            let _held = &ended;
        })
        .unwrap();
        drop(post);
        assert!(end.recv_timeout(PATIENCE).is_err_and(|error| error == mpsc::RecvTimeoutError::Disconnected));
    }
}
