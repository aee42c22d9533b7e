//! Commands about this computer's settings.

use nightstand_app::settings::Settings;
use nightstand_app::{App, autostart, belongings, place};
use tauri::{Manager, WebviewWindow};

use super::Call;
use crate::api_error::ApiError;
use crate::dto::settings::{Autostart, Choices, PassphraseChange, PrivacyView, SettingsView, Switch};
use crate::dto::shell::Nothing;

pub(crate) fn settings_view(app: &App, _: Nothing) -> Result<SettingsView, ApiError> {
    let profile = app.profile();
    Ok(SettingsView {
        choices: app.settings().into(),
        autostart: autostart::state(profile).into(),
        folder: profile.data.display().to_string(),
        risk: place::risk(&profile.data).map(Into::into),
        others: belongings::of_others(profile).iter().map(|path| path.display().to_string()).collect(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

pub(crate) fn settings_change(call: &Call<'_>, choices: Choices) -> Result<Choices, ApiError> {
    let kept = call.change_settings(choices.try_into()?)?;
    if let Some(window) = call.shell.handle().and_then(|handle| handle.get_webview_window("main")) {
        enlarge(&window, &kept);
    }
    Ok(kept.into())
}

/// Text is sized by the web view's own zoom, so that a larger one also lands in the narrower layouts.
pub(crate) fn enlarge(window: &WebviewWindow, settings: &Settings) {
    if let Err(error) = window.set_zoom(f64::from(settings.text_scale) / 100.0) {
        tracing::warn!(%error, "the size of text could not be changed");
    }
}

pub(crate) fn privacy_view(app: &App, _: Nothing) -> Result<PrivacyView, ApiError> {
    Ok(app.key_state()?.into())
}

pub(crate) fn passphrase_change(app: &App, change: PassphraseChange) -> Result<Nothing, ApiError> {
    let (old, new) = (change.old.expose("opening the lock"), change.fresh.expose("making the lock"));
    app.change_passphrase(change.person.into(), old, new)?;
    Ok(Nothing {})
}

pub(crate) fn autostart_set(app: &App, switch: Switch) -> Result<Autostart, ApiError> {
    Ok(app.set_autostart(switch.on)?.into())
}

/// The window ends with what it showed.
pub(crate) fn remove_everything(call: &Call<'_>, _: Nothing) -> Result<Nothing, ApiError> {
    nightstand_app::remove::everything(call)?;
    call.shell.end();
    Ok(Nothing {})
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use nightstand_app::profile::Profile;

    use super::*;
    use crate::shell::Shell;

    #[test]
    fn nothing_is_removed_from_within_the_sample() {
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::find(Some(folder.path())).unwrap();
        let shell = Shell::new(profile.clone(), None, None, Instant::now());
        shell.look_around().unwrap();
        let call = Call { app: shell.app(), shell: &shell };
        assert!(remove_everything(&call, Nothing {}).is_err(), "it goes by being left");
        assert!(profile.data.is_dir(), "and one's own is not touched");
    }
}
