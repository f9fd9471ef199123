//! The one list of commands and events, and the TypeScript that is written from it.

use tauri::Wry;
use tauri::ipc::Invoke;
use tauri_specta::{Builder, ErrorHandlingMode, collect_commands, collect_events};

use crate::commands::{backups, course, records, vault, window};
use crate::events::{FlushAsked, HealthStep, IdleWarning, Locked};

/// Commands whose body is raw bytes; they are typed by hand in `ui/src/api/secrets.ts`.
const RAW: [&str; 6] = [
    "create_vault",
    "unlock",
    "unlock_with_recovery",
    "change_passphrase",
    "restore_backup",
    "passphrase_strength",
];

/// The typed commands and the events.
pub fn builder() -> Builder<Wry> {
    Builder::new()
        .error_handling(ErrorHandlingMode::Throw)
        // One TypeScript type for each of ours: what is sent and what comes back have the same shape.
        .disable_serde_phases()
        .commands(collect_commands![
            window::start,
            window::set_look,
            window::note_activity,
            window::flushed,
            vault::suggest_passphrase,
            vault::lock,
            vault::summary,
            vault::recovery_key_noted,
            vault::make_new_recovery_key,
            vault::set_idle_minutes,
            vault::check_health,
            records::new_record,
            records::save_record,
            records::open_record,
            records::put_away,
            records::bring_back,
            records::delete_for_good,
            records::put_away_records,
            records::drafts,
            records::timeline_marks,
            records::timeline_page,
            records::search,
            course::sessions,
            course::frameworks,
            backups::backups,
            backups::make_backup,
        ])
        .events(collect_events![Locked, IdleWarning, FlushAsked, HealthStep])
        .typ::<crate::dto::Strength>()
        .typ::<crate::dto::WireError>()
}

/// Hands a call to the raw commands or the typed ones.
pub fn handler(builder: &Builder<Wry>) -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    let typed = builder.invoke_handler();
    let raw: Box<dyn Fn(Invoke<Wry>) -> bool + Send + Sync> = Box::new(tauri::generate_handler![
        vault::create_vault,
        vault::unlock,
        vault::unlock_with_recovery,
        vault::change_passphrase,
        vault::passphrase_strength,
        backups::restore_backup,
    ]);
    move |invoke| {
        if RAW.contains(&invoke.message.command()) {
            raw(invoke)
        } else {
            typed(invoke)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use specta_typescript::Typescript;

    const BINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/api/bindings.ts");
    const HEADER: &str = "// Generated from src-tauri/src by `make bindings`. Do not edit.\n";

    /// The committed TypeScript is what the Rust types say. `CAIRN_WRITE_BINDINGS=1` writes it instead.
    #[test]
    fn bindings_are_as_written() {
        let place = std::env::temp_dir().join(format!("cairn-bindings-{}.ts", std::process::id()));
        builder()
            .export(Typescript::default().header(HEADER), &place)
            .unwrap();
        let generated = std::fs::read_to_string(&place).unwrap();
        std::fs::remove_file(&place).unwrap();
        if std::env::var_os("CAIRN_WRITE_BINDINGS").is_some() {
            std::fs::write(BINDINGS, generated).unwrap();
        } else {
            let committed = std::fs::read_to_string(BINDINGS).unwrap();
            assert!(
                committed == generated,
                "ui/src/api/bindings.ts has drifted: run `make bindings`"
            );
        }
    }

    /// Every command is declared to the access list, and nothing else is.
    #[test]
    fn every_command_is_declared_once() {
        let declared: Vec<&str> = include!("commands/names.in").to_vec();
        let source = include_str!("ipc.rs");
        let (typed, rest) = source
            .split_once("collect_commands![")
            .unwrap()
            .1
            .split_once(']')
            .unwrap();
        let raw = rest
            .split_once("generate_handler![")
            .unwrap()
            .1
            .split_once(']')
            .unwrap()
            .0;
        let mut named: Vec<&str> = typed
            .split(',')
            .chain(raw.split(','))
            .filter_map(|path| path.trim().rsplit_once("::").map(|(_, name)| name))
            .collect();
        let mut wanted = declared.clone();
        named.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(named, wanted);
        let capability = include_str!("../capabilities/main.json");
        for name in declared {
            assert!(
                capability.contains(&format!("\"allow-{}\"", name.replace('_', "-"))),
                "{name}"
            );
        }
    }
}
