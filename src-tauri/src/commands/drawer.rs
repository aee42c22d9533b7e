//! The drawer: opening, locking, its pages.

use chrono::NaiveDate;
use nightstand_app::drawer as core;
use nightstand_app::{App, Changed, Stale};
use nightstand_domain::days::Days;
use nightstand_domain::page;
use nightstand_domain::reflection;
use tauri::{Emitter as _, Manager as _};
#[cfg(target_os = "linux")]
use zeroize::Zeroizing;

use super::{Call, dialog};
use crate::api_error::ApiError;
#[cfg(target_os = "linux")]
use crate::copied::{self, Copied};
use crate::dto::calendar::FilePlace;
use crate::dto::drawer::{
    DaysNamed, DrawerRecover, DrawerUnlock, DrawerWatch, OnePage, OnePicture, PageKept, PageLink, PageLinks,
    PageTyped, PageView, PagesAsk, PagesView, PictureBrought, PicturePasted, RecoverySheet, SheetRow,
    TextPart, TitleAsk, WordsBack,
};
use crate::dto::people::WhichPerson;
use crate::dto::reading::{PictureData, picture_bytes};
use crate::dto::settings::Switch;
use crate::dto::shell::{Nothing, Wrote};
use crate::idle::{self, Told};

/// How many pages a list brings at once.
const LEAVES: usize = 60;

fn opened_or_shut() -> Changed {
    Changed::views([Stale::People, Stale::Drawer])
}

pub(crate) fn drawer_make(call: &Call<'_>, new: DrawerUnlock) -> Result<Wrote<RecoverySheet>, ApiError> {
    let words = call.make_drawer(new.person.into(), new.passphrase.expose("making the lock"))?;
    Ok(Wrote::new(sheet(call, words), opened_or_shut()))
}

/// A drawer whose words were never asked back gets new ones; the old sheet stays valid until these were.
pub(crate) fn drawer_renew_words(call: &Call<'_>, old: DrawerUnlock) -> Result<RecoverySheet, ApiError> {
    let words = call.renew_words(old.person.into(), old.passphrase.expose("opening the lock"))?;
    Ok(sheet(call, words))
}

pub(crate) fn drawer_confirm_words(call: &Call<'_>, back: WordsBack) -> Result<Wrote<Nothing>, ApiError> {
    let typed = [&back.first, &back.second].map(|word| word.expose("asking two words back"));
    call.confirm_words(back.person.into(), typed)?;
    if let (None, Some(handle)) = (call.open_drawer(), call.shell.handle()) {
        shield(&handle, false);
    }
    Ok(Wrote::changed(opened_or_shut()))
}

pub(crate) fn drawer_unlock(call: &Call<'_>, with: DrawerUnlock) -> Result<Wrote<Nothing>, ApiError> {
    let passphrase = with.passphrase.expose("opening the lock");
    opened(call, || call.unlock_drawer(with.person.into(), passphrase))
}

pub(crate) fn drawer_recover(call: &Call<'_>, with: DrawerRecover) -> Result<Wrote<Nothing>, ApiError> {
    let (words, new) = (with.words.expose("opening the lock"), with.passphrase.expose("making the lock"));
    opened(call, || call.recover_drawer(with.person.into(), words, new))
}

/// Watched from before it is open: nobody sits there any more when the computer slept meanwhile.
fn opened(
    call: &Call<'_>,
    open: impl FnOnce() -> Result<(), nightstand_app::AppError>,
) -> Result<Wrote<Nothing>, ApiError> {
    let opening = call.begin_opening();
    watch(call);
    let outcome = open();
    drop(opening);
    if outcome.is_ok() {
        look_over(call);
    } else {
        unwatch(call);
    }
    outcome?;
    Ok(Wrote::changed(opened_or_shut()))
}

pub(crate) fn drawer_lock(call: &Call<'_>, _: Nothing) -> Result<Wrote<Nothing>, ApiError> {
    let locked = call.lock_drawer();
    unwatch(call);
    locked?;
    Ok(Wrote::changed(opened_or_shut()))
}

/// Somebody is here. Asked too when the page only wants to know how the drawer is watched.
pub(crate) fn drawer_active(app: &App, _: Nothing) -> Result<DrawerWatch, ApiError> {
    idle::touched(app);
    let settings = app.settings();
    Ok(DrawerWatch {
        open: app.open_drawer().is_some(),
        idle_minutes: settings.idle_minutes.into(),
        lock_on_hide: settings.lock_on_hide,
    })
}

pub(crate) fn drawer_words_kept(app: &App, which: WhichPerson) -> Result<bool, ApiError> {
    Ok(app.words_are_kept(which.person.into())?)
}

pub(crate) fn pages_view(app: &App, ask: PagesAsk) -> Result<PagesView, ApiError> {
    let only = ask.reflections.then_some(reflection::field::REFLECTION);
    let search = core::Search { typed: &ask.query, only, days_are_words: ask.words };
    if let Some(core::Found { hits, total, more, days, words }) = app.find(search)? {
        return Ok(PagesView {
            sheets: hits.into_iter().filter_map(hit).collect(),
            next: None,
            total: count(total),
            more,
            found: true,
            days: days.map(named),
            words,
        });
    }
    // Places are minutes since 1970 with seven bits below: whole numbers far inside an f64.
    let leaves = app.pages(ask.before.map(|place| place as i64), LEAVES)?;
    Ok(PagesView {
        sheets: leaves.pages.into_iter().map(leaf).collect(),
        next: leaves.next.map(|place| place as f64),
        total: count(leaves.total),
        more: false,
        found: false,
        days: None,
        words: String::new(),
    })
}

fn named(days: Days) -> DaysNamed {
    DaysNamed {
        from: (days.from > NaiveDate::MIN).then(|| days.from.to_string()),
        to: (days.to < NaiveDate::MAX).then(|| days.to.to_string()),
    }
}

pub(crate) fn drawer_tags(app: &App, _: Nothing) -> Result<Vec<String>, ApiError> {
    Ok(app.tags()?)
}

pub(crate) fn drawer_on_this_day(app: &App, _: Nothing) -> Result<Vec<SheetRow>, ApiError> {
    Ok(app.on_this_day()?.into_iter().map(leaf).collect())
}

pub(crate) fn page_links(app: &App, one: OnePage) -> Result<PageLinks, ApiError> {
    let core::Links { to, from } = app.page_links(one.page.into())?;
    Ok(PageLinks {
        to: to.into_iter().map(|(name, page)| PageLink { name, page: page.map(leaf) }).collect(),
        from: from.into_iter().map(leaf).collect(),
    })
}

pub(crate) fn page_view(app: &App, one: OnePage) -> Result<PageView, ApiError> {
    let page = app.page(one.page.into())?;
    Ok(PageView {
        id: page.id.into(),
        written: if page.day_alone { page.written.date().to_string() } else { page::written(page.written) },
        title: page.title,
        body: page.body,
        draft: page.draft,
    })
}

pub(crate) fn page_keep(app: &App, typed: PageTyped) -> Result<PageKept, ApiError> {
    let saved = app.save_draft(typed.person.into(), typed.page.into(), &typed.title, &typed.body)?;
    Ok(PageKept { lies: saved.lies, begun: saved.begun })
}

pub(crate) fn page_put_away(app: &App, one: OnePage) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.put_away(one.page.into())?))
}

pub(crate) fn page_throw_away(app: &App, one: OnePage) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.throw_away(one.page.into())?))
}

pub(crate) fn page_titles(app: &App, ask: TitleAsk) -> Result<Vec<SheetRow>, ApiError> {
    Ok(app.titles(&ask.typed)?.into_iter().map(leaf).collect())
}

pub(crate) fn outside_wanted(app: &App, _: Nothing) -> Result<bool, ApiError> {
    Ok(app.wants_outside()?)
}

pub(crate) fn outside_want(app: &App, switch: Switch) -> Result<Wrote<Nothing>, ApiError> {
    Ok(Wrote::changed(app.want_outside(switch.on)?))
}

/// Waits for the person on this thread, which is none that the window needs.
pub(crate) fn picture_place(call: &Call<'_>, _: Nothing) -> Result<Option<FilePlace>, ApiError> {
    Ok(dialog::choose(call, None, |dialog| {
        dialog.add_filter("PNG, JPEG, WebP, GIF", &["png", "jpg", "jpeg", "webp", "gif"]).blocking_pick_file()
    }))
}

pub(crate) fn picture_bring(app: &App, brought: PictureBrought) -> Result<OnePicture, ApiError> {
    let picture = app.lay_picture_file(brought.person.into(), &brought.place)?.into();
    Ok(OnePicture { picture })
}

pub(crate) fn picture_paste(app: &App, pasted: PicturePasted) -> Result<OnePicture, ApiError> {
    let bytes = picture_bytes("picture", &pasted.bytes)?;
    let picture = app.lay_picture(pasted.person.into(), &bytes)?.into();
    Ok(OnePicture { picture })
}

/// What another program copied, where the page's paste was handed none of it; nothing where that is no picture.
#[cfg(target_os = "linux")]
pub(crate) fn picture_copied(call: &Call<'_>, which: WhichPerson) -> Result<Option<OnePicture>, ApiError> {
    let person = which.person.into();
    let copied = call.shell.handle().and_then(|handle| copied::picture(&handle));
    let picture = match copied {
        Some(Copied::Bytes(bytes)) => call.lay_picture(person, &Zeroizing::new(bytes))?,
        Some(Copied::File(path)) => call.lay_picture_file(person, &path.display().to_string())?,
        None => return Ok(None),
    };
    Ok(Some(OnePicture { picture: picture.into() }))
}

/// Here the page's paste holds all that was copied.
#[cfg(not(target_os = "linux"))]
pub(crate) fn picture_copied(_: &App, _: WhichPerson) -> Result<Option<OnePicture>, ApiError> {
    Ok(None)
}

pub(crate) fn picture_data(app: &App, one: OnePicture) -> Result<Option<PictureData>, ApiError> {
    Ok(app.picture(one.picture.into())?.map(PictureData::from))
}

/// Keeps pictures of the screen from showing an open drawer, or the words that open it, where the system offers that.
/// Linux does not, and the privacy page says so. What lies on the table may be shown in a call.
fn shield(handle: &tauri::AppHandle, on: bool) {
    if cfg!(any(target_os = "windows", target_os = "macos"))
        && let Some(window) = handle.get_webview_window("main")
        && let Err(error) = window.set_content_protected(on)
    {
        tracing::warn!(%error, "pictures of the screen cannot be refused");
    }
}

/// What is done beside the owner of a drawer that was just opened.
fn look_over(call: &Call<'_>) {
    let Some(page) = call.shell.handle() else { return };
    let app = std::sync::Arc::clone(&call.app);
    std::thread::spawn(move || {
        let (stale, news) = super::history::look_over(&app);
        if !stale.is_empty() {
            let views: Vec<_> = stale.into_iter().map(crate::dto::shell::View::from).collect();
            // The page may be gone already.
            let _ = page.emit("stale", views);
        }
        if news {
            let _ = page.emit("backups", ());
        }
    });
}

/// No drawer is in use any more.
fn unwatch(call: &Call<'_>) {
    idle::locked();
    if let (None, Some(handle)) = (call.open_drawer(), call.shell.handle()) {
        shield(&handle, false);
    }
}

fn watch(call: &Call<'_>) {
    let Some(handle) = call.shell.handle() else { return };
    shield(&handle, true);
    idle::watch(std::sync::Arc::clone(&call.app), move |told| {
        let event = match told {
            Told::Leave => "leave",
            Told::Locked => "lock",
        };
        if told == Told::Locked {
            shield(&handle, false);
        }
        // The page may be gone already; the drawer is shut either way.
        let _ = handle.emit(event, ());
    });
}

/// The words as the page shows them: whoever has a picture of them opens the drawer.
fn sheet(call: &Call<'_>, new: core::NewWords) -> RecoverySheet {
    if let Some(handle) = call.shell.handle() {
        shield(&handle, true);
    }
    RecoverySheet { words: new.words.split(' ').map(Into::into).collect(), ask: new.ask.map(count).into() }
}

fn leaf(leaf: core::Leaf) -> SheetRow {
    let plain = |text: String| vec![TextPart { text, found: false }];
    SheetRow {
        page: Some(leaf.id.into()),
        reflection: None,
        written: Some(page::written(leaf.written)),
        title: plain(leaf.title),
        preview: plain(leaf.preview),
        draft: leaf.draft,
    }
}

/// A sheet of a kind that only a newer version knows is not shown.
fn hit(hit: core::Hit) -> Option<SheetRow> {
    let is_page = hit.kind == page::field::PAGE;
    let is_reflection = hit.kind == reflection::field::REFLECTION;
    (is_page || is_reflection).then(|| SheetRow {
        page: is_page.then(|| nightstand_domain::ids::PageId::from(hit.id).into()),
        reflection: is_reflection.then(|| nightstand_domain::ids::ReflectionId::from(hit.id).into()),
        written: hit.written.map(page::written),
        title: hit.title.into_iter().map(|part| TextPart { text: part.text, found: part.found }).collect(),
        preview: hit
            .snippet
            .into_iter()
            .map(|part| TextPart { text: part.text, found: part.found })
            .collect(),
        draft: false,
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
