//! A diary entry (domain design, B1). Nothing in it is ever required.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::record::Words;
use crate::rich_text::Document;
use crate::{Error, Result};

const LEARNED_MAX: usize = 400;
const MOOD_WORDS_MAX: usize = 3;
const MOOD_WORD_MAX: usize = 40;
const ID_MAX: usize = 40;
const ANSWERS_MAX: usize = 200;

/// The fields of a diary entry.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DiaryEntry {
    /// Rich text, a checked document when saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<serde_json::Value>,
    /// The reflection framework's id; empty is the free page.
    pub framework: String,
    /// Stage id to answer. Answers to other frameworks' questions stay, so that switching loses nothing.
    pub answers: BTreeMap<String, String>,
    /// The session prompt it began with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prompt_id: Option<String>,
    /// Where it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setting: Option<Setting>,
    /// Up to three words.
    pub mood_words: Vec<String>,
    /// How much is in the tank.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub energy: Option<Energy>,
    /// "One thing I take from this", at most 400 characters.
    pub learned: String,
    /// "One small next thing".
    pub next_step: String,
}

/// Where an entry belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words say it
pub enum Setting {
    Course,
    Work,
    OwnLife,
    Study,
}

/// How much is in the tank: words, not numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // the words say it
pub enum Energy {
    Empty,
    Low,
    Some,
    Good,
    Full,
}

impl DiaryEntry {
    pub(super) const SCHEMA_VERSION: u32 = 1;

    /// Checks the body and the bounds; everything else may be empty.
    pub(super) fn check(&self) -> Result<()> {
        if let Some(body) = &self.body {
            Document::check(body.clone())?;
        }
        let longer = |text: &str, most: usize| text.chars().count() > most;
        if longer(&self.framework, ID_MAX) {
            return Err(Error::FieldNotUnderstood("framework"));
        }
        if self.prompt_id.as_deref().is_some_and(|id| longer(id, ID_MAX)) {
            return Err(Error::FieldNotUnderstood("prompt_id"));
        }
        if self.answers.len() > ANSWERS_MAX || self.answers.keys().any(|stage| longer(stage, ID_MAX)) {
            return Err(Error::RecordTooLarge("answers"));
        }
        let moods = &self.mood_words;
        if moods.len() > MOOD_WORDS_MAX || moods.iter().any(|word| longer(word, MOOD_WORD_MAX)) {
            return Err(Error::RecordTooLarge("mood_words"));
        }
        if longer(&self.learned, LEARNED_MAX) {
            return Err(Error::RecordTooLarge("learned"));
        }
        Ok(())
    }

    pub(super) fn add_words(&self, words: &mut Words) {
        if let Some(body) = &self.body
            && let Ok(document) = Document::check(body.clone())
        {
            words.add(&document.plain_text());
        }
        let own = [&self.learned, &self.next_step];
        self.answers
            .values()
            .chain(&self.mood_words)
            .chain(own)
            .for_each(|text| words.add(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mood_word_alone_is_an_entry() {
        let entry = DiaryEntry {
            mood_words: vec!["tired".to_owned()],
            ..DiaryEntry::default()
        };
        entry.check().unwrap();
        let json = serde_json::to_string(&entry).unwrap();
        assert_eq!(serde_json::from_str::<DiaryEntry>(&json).unwrap(), entry);
    }

    #[test]
    fn bounds_are_refused_by_name() {
        let four = DiaryEntry {
            mood_words: vec!["a".to_owned(); 4],
            ..DiaryEntry::default()
        };
        assert!(matches!(four.check(), Err(Error::RecordTooLarge("mood_words"))));
        let long = DiaryEntry {
            learned: "x".repeat(401),
            ..DiaryEntry::default()
        };
        assert!(matches!(long.check(), Err(Error::RecordTooLarge("learned"))));
    }
}
