//! Cairn's window: a thin shell around the core. No SQL, no age, no decisions about a diary.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]
#![cfg_attr(test, allow(clippy::unwrap_used))]

mod commands;
mod dto;
mod events;
mod idle;
mod ipc;
mod look;
mod parts;
mod patience;
mod shell;
mod surroundings;
mod window;

use std::process::ExitCode;
use std::time::Duration;

use cairn::vault::VaultFolder;
use tauri::{AppHandle, Manager};
use tauri_plugin_window_state::StateFlags;
use tauri_specta::Event;
use zeroizing_alloc::ZeroAlloc;

use crate::events::{IdleWarning, Why};
use crate::idle::{Idle, Reading};
use crate::look::LookFile;
use crate::shell::Shell;

/// All memory is overwritten when it is freed: after a lock, records and keys do not linger.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    cairn::process::harden();
    surroundings::tidy();
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => {
            surroundings::say("Cairn could not open its window. Is there a display it may use?");
            ExitCode::FAILURE
        }
    }
}

fn run() -> tauri::Result<()> {
    let ipc = ipc::builder();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)))
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
                .build(),
        )
        .invoke_handler(ipc::handler(&ipc))
        .on_window_event(window::on_event)
        .setup(move |app| {
            ipc.mount_events(app);
            let folder = VaultFolder::usual()?;
            app.manage(Shell::new(folder, LookFile::new(&app.path().app_config_dir()?)));
            window::open(app.handle())?;
            watch_idle(app.handle().clone());
            Ok(())
        })
        .run(tauri::generate_context!())
}

/// Once a second: is anybody there?
fn watch_idle(app: AppHandle) {
    tauri::async_runtime::spawn(async move {
        let shell = app.state::<Shell>();
        let mut second = tokio::time::interval(Duration::from_secs(1));
        loop {
            second.tick().await;
            if !shell.is_open().await {
                continue;
            }
            match idle::judge(shell.idle_minutes(), shell.last_here(), Reading::now()) {
                Idle::No => {}
                Idle::Warn(seconds_left) => {
                    let _ = IdleWarning { seconds_left }.emit(&app); // the lock comes whether it is heard or not
                }
                Idle::Lock => drop(shell.flush_and_put_down(&app, Why::Idle).await),
            }
        }
    });
}
