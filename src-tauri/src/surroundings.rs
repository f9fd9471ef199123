//! What the desktop hands to the program, made safe before the web view starts.

/// Variables that would let another program drive or inspect the web view, or open a port for it.
#[cfg(all(unix, not(feature = "webdriver")))]
const UNWELCOME: [&str; 4] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "TAURI_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
];

/// Starts anew without unwelcome variables, if there are any. (Taking one away inside a running process is not
/// safe in Rust, so the process is replaced.)
pub fn tidy() {
    #[cfg(all(unix, not(feature = "webdriver")))]
    if UNWELCOME.iter().any(|name| std::env::var_os(name).is_some())
        && let Ok(program) = std::env::current_exe()
    {
        use std::os::unix::process::CommandExt;
        let mut command = std::process::Command::new(program);
        command.args(std::env::args_os().skip(1));
        UNWELCOME.iter().for_each(|name| {
            command.env_remove(name);
        });
        let _ = command.exec(); // only comes back when it could not start
        say("Cairn could not start without a variable that lets other programs look into it.");
        std::process::exit(1);
    }
}

/// One plain line for whoever started the program from a terminal.
#[allow(clippy::print_stderr)]
pub fn say(line: &str) {
    eprintln!("{line}");
}
