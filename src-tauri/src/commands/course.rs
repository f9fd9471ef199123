//! What the course says, and which sessions have something in them.

use cairn::{course, views};
use tauri::{State, command};

use crate::dto::{Answer, CourseSession, Framework};
use crate::shell::Shell;

#[command]
#[specta::specta]
pub async fn sessions(shell: State<'_, Shell>) -> Answer<Vec<CourseSession>> {
    let filled = views::sessions_with_something(&*shell.vault().await?).await?;
    let has_something = |id: &str| filled.iter().any(|session| session.as_str() == id);
    Ok(course::sessions()
        .iter()
        .map(|session| CourseSession::new(session, has_something(&session.id)))
        .collect())
}

#[command]
#[specta::specta]
pub fn frameworks() -> Vec<Framework> {
    course::frameworks().iter().map(Into::into).collect()
}
