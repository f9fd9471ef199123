//! The one window: what it may load, where it may go, and what happens when it closes.

use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
    window::Color,
};

use crate::events::Why;
use crate::shell::Shell;

/// The cream of the default look, so that nothing flashes before the page is there.
const PAPER: Color = Color(250, 246, 238, 255);

/// Opens the window. It is private (nothing of the page is kept on disk) except where a test drives it, because
/// a private web view refuses to be driven.
pub fn open(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Cairn")
        .inner_size(1120.0, 780.0)
        .min_inner_size(320.0, 400.0)
        .background_color(PAPER)
        .incognito(!cfg!(feature = "webdriver"))
        .devtools(false)
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
}

/// Only the app's own pages.
fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || (cfg!(windows) && url.host_str() == Some("tauri.localhost"))
}

/// Closing the window saves what was typed, locks and copies, and only then ends.
pub fn on_event(window: &Window, event: &WindowEvent) {
    if let WindowEvent::CloseRequested { api, .. } = event {
        api.prevent_close();
        let app = window.app_handle().clone();
        tauri::async_runtime::spawn(async move {
            let shell = app.state::<Shell>();
            if shell.flush_and_put_down(&app, Why::Close).await {
                shell.wait_until_closed().await;
                app.exit(0);
            }
        });
    }
}

/// Shows the window that is there, for somebody who started Cairn a second time.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // Each can be refused by the desktop; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let ours = |text: &str| is_ours(&Url::parse(text).unwrap());
        assert!(ours("tauri://localhost/#/diary"));
        let elsewhere = [
            "https://example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
        ];
        assert!(elsewhere.into_iter().all(|url| !ours(url)));
    }
}
