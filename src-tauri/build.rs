//! Declares Cairn's commands, so that every other one is closed, and hides SQLCipher's symbols.

/// The one list of commands; `src/ipc.rs` has their functions and a test that the two agree.
const COMMANDS: &[&str] = &include!("src/commands/names.in");

fn main() {
    // Without this the program exports the bundled `sqlite3_*` symbols and a library of the web view binds to
    // them. A test counts them (tests/e2e).
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    println!("cargo:rerun-if-changed=src/commands/names.in");
    let attributes =
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(COMMANDS));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo:warning={error:#}");
        std::process::exit(1);
    }
}
