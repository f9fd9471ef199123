//! The window's own business: how it starts, how it looks, whether somebody is there.

use tauri::{State, command};

use crate::dto::{Answer, Start, VaultState};
use crate::events::Flushed;
use crate::look::Look;
use crate::shell::Shell;

/// What the window needs before anything is unlocked.
#[command]
#[specta::specta]
pub async fn start(shell: State<'_, Shell>) -> Answer<Start> {
    let summary = match shell.vault().await {
        Ok(vault) => Some(shell.summarise(&vault).await?),
        Err(_) => None,
    };
    let vault = match (&summary, shell.folder.holds_a_vault()) {
        (Some(_), _) => VaultState::Open,
        (None, true) => VaultState::Locked,
        (None, false) => VaultState::None,
    };
    Ok(Start {
        vault,
        look: shell.look.read(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        summary,
    })
}

#[command]
#[specta::specta]
pub fn set_look(look: Look, shell: State<'_, Shell>) -> Answer<Look> {
    shell.look.write(look)
}

/// Someone is here: the idle lock starts counting again.
#[command]
#[specta::specta]
pub fn note_activity(shell: State<'_, Shell>) {
    shell.note_activity();
}

/// Answer to `flush-asked`.
#[command]
#[specta::specta]
pub fn flushed(answer: Flushed, shell: State<'_, Shell>) {
    shell.note_flushed(answer);
}
