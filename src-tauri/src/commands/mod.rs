//! The thin surface between window and core. A command decodes, makes one core call and encodes; the list
//! in `list.rs` is the only place that names them all.

use std::ops::Deref;
use std::sync::Arc;

use nightstand_app::App;

use crate::shell::Shell;

#[macro_use]
mod list;

mod calendar;
mod dialog;
mod drawer;
mod history;
mod import;
mod journals;
mod missing;
mod people;
mod reading;
mod reflection;
mod reminders;
mod rituals;
mod seasons;
pub(crate) mod settings;
mod table_copy;
mod tonight;
mod unsent;
mod us;
mod welcome;
mod window;

/// One call from the window: the app it is meant for, and the shell for the few commands about the window
/// itself. Everything else takes `&App`.
pub(crate) struct Call<'a> {
    app: Arc<App>,
    pub(crate) shell: &'a Shell,
}

impl Deref for Call<'_> {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

/// The types that requests and answers are made of, for the list to name.
pub(crate) mod types {
    pub(crate) use crate::dto::calendar::*;
    pub(crate) use crate::dto::drawer::*;
    pub(crate) use crate::dto::history::*;
    pub(crate) use crate::dto::ids::*;
    pub(crate) use crate::dto::journals::*;
    pub(crate) use crate::dto::people::*;
    pub(crate) use crate::dto::reading::*;
    pub(crate) use crate::dto::reflection::*;
    pub(crate) use crate::dto::reminders::*;
    pub(crate) use crate::dto::rituals::*;
    pub(crate) use crate::dto::seasons::*;
    pub(crate) use crate::dto::settings::*;
    pub(crate) use crate::dto::shell::*;
    pub(crate) use crate::dto::tonight::*;
    pub(crate) use crate::dto::unsent::*;
    pub(crate) use crate::dto::us::*;
    pub(crate) use crate::dto::welcome::*;
}

macro_rules! define_handlers {
    ($($module:ident :: $name:ident ($args:ty) -> $answer:ty;)*) => {
        pub(crate) mod handlers {
            use std::sync::Arc;

            use tauri::State;

            use super::{Call, types::*};
            use crate::{api_error::ApiError, shell::Shell};

            $(
                #[tauri::command(async)]
                pub(crate) fn $name(shell: State<'_, Arc<Shell>>, args: $args) -> Result<$answer, ApiError> {
                    let call = Call { app: shell.app(), shell: &shell };
                    super::$module::$name(&call, args)
                }
            )*
        }

        /// Every command, for the window's builder.
        pub(crate) fn invoke_handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$(handlers::$name),*]
        }
    };
}

every_command!(define_handlers);

macro_rules! describe_commands {
    ($($module:ident :: $name:ident ($args:ty) -> $answer:ty;)*) => {
        /// Tells `visitor` the name, request and answer of every command, in the list's order.
        pub(crate) fn describe(visitor: &mut impl crate::bindings::CommandVisitor) {
            use types::*;
            $(visitor.command::<$args, $answer>(stringify!($name));)*
        }
    };
}

every_command!(describe_commands);
