//! What the course says: its eleven sessions and the sets of questions to reflect with, read from `content/`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::record::SessionId;
use crate::{Error, Result};

/// A course session. Two share a title: the id is what tells them apart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Session {
    /// Such as `S03`.
    pub id: String,
    /// Its place in the course, from 1.
    pub no: u32,
    /// May be the same as another's.
    pub title: String,
    /// What it is for, in our own words.
    pub aim: String,
    /// How much care its subject asks.
    pub care: Care,
    /// One calm line shown before anything else.
    pub care_line: Option<String>,
    /// Questions to write about, each of which can be skipped.
    pub prompts: Vec<Prompt>,
}

/// How much care a session's subject asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words say it
pub enum Care {
    Open,
    Tender,
    Heavy,
}

/// A question of a session.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Prompt {
    /// Such as `S03.P1`.
    pub id: String,
    /// The question.
    pub text: String,
}

/// A set of questions to reflect with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Framework {
    /// Such as `F1`.
    pub id: String,
    /// Its name on screen.
    pub name: String,
    /// One line about it.
    pub about: String,
    /// Whose idea it was, named because assessors like it named.
    pub credit: Option<String>,
    /// Its questions, in order; none for the free page.
    pub stages: Vec<Stage>,
}

/// One question of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Stage {
    /// Such as `F1.what`: the key of its answer.
    pub id: String,
    /// A short name.
    pub name: String,
    /// The question.
    pub question: String,
}

#[derive(Deserialize)]
struct SessionsFile {
    sessions: Vec<Session>,
}

#[derive(Deserialize)]
struct FrameworksFile {
    frameworks: Vec<Framework>,
}

// The files are part of the program and `tests/it/content.rs` reads them all: they cannot be unreadable here.
#[allow(clippy::expect_used)]
static SESSIONS: LazyLock<Vec<Session>> = LazyLock::new(|| {
    let file: SessionsFile =
        serde_json::from_str(include_str!("../../content/sessions.json")).expect("content/sessions.json");
    file.sessions
});

#[allow(clippy::expect_used)]
static FRAMEWORKS: LazyLock<Vec<Framework>> = LazyLock::new(|| {
    let file: FrameworksFile =
        serde_json::from_str(include_str!("../../content/frameworks.json")).expect("content/frameworks.json");
    file.frameworks
});

/// The sessions in order.
pub fn sessions() -> &'static [Session] {
    &SESSIONS
}

/// The sets of questions in order; the first is the free page.
pub fn frameworks() -> &'static [Framework] {
    &FRAMEWORKS
}

/// A session's id from what was typed or crossed.
///
/// # Errors
/// [`Error::FieldNotUnderstood`] when the course has no such session.
pub fn session_id(text: &str) -> Result<SessionId> {
    let id: SessionId = text.parse()?;
    if sessions().iter().any(|session| session.id == id.as_str()) {
        Ok(id)
    } else {
        Err(Error::FieldNotUnderstood("session"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_sessions_two_of_them_with_one_title() {
        assert_eq!(sessions().len(), 11);
        assert_eq!(sessions()[5].title, sessions()[10].title);
        assert_eq!(session_id("s03").unwrap().as_str(), "S03");
        assert!(session_id("S12").is_err());
        assert_eq!(frameworks()[0].stages, []);
    }
}
