//! The common fields (domain design, B0) and what a kind must be able to say about its own.

use chrono::NaiveDate;

use super::id::{RecordId, SessionId};
use super::words::Words;
use crate::{Error, Result};

const TITLE_MAX: usize = 120;
const ROUGHLY_MAX: usize = 120;
const TAG_MAX: usize = 60;
const CODE_MAX: usize = 40;
const ROLE_MAX: usize = 40;
/// Far more than anybody sorts by hand; it keeps one record from filling the index of tags.
const LIST_MAX: usize = 10_000;

/// How private a record feels, chosen by the person and never guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Feel {
    /// Shown as it is.
    #[default]
    Ordinary,
    /// Folded shut until it is opened.
    Tender,
    /// Never offered for essays, sharing or export.
    JustForMe,
}

/// Where a record is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Being written.
    Draft,
    /// Kept.
    Kept,
    /// Out of sight, can be brought back.
    PutAway,
}

/// When it happened: memory does not keep calendars.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Happened {
    /// Not said.
    #[default]
    Unsaid,
    /// A day.
    On(NaiveDate),
    /// In the person's own words, such as "when I was 19".
    Roughly(String),
}

impl Happened {
    /// Reads a day as `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`Error::FieldNotUnderstood`] for anything else, 30 February included.
    pub fn on(text: &str) -> Result<Self> {
        let fits = text.len() == 10 && text.is_ascii();
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|_| fits)
            .map(Happened::On)
            .ok_or(Error::FieldNotUnderstood("happened_on"))
    }

    pub(crate) fn columns(&self) -> (Option<String>, Option<&str>) {
        match self {
            Happened::Unsaid => (None, None),
            Happened::On(day) => (Some(day.format("%Y-%m-%d").to_string()), None),
            Happened::Roughly(text) => (None, Some(text)),
        }
    }
}

/// A link to another record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The record it points at, which may be gone.
    pub target: RecordId,
    /// What the target is to this one, such as `came_from`.
    pub role: String,
}

/// The fields every record has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Common {
    /// At most 120 characters; may be empty.
    pub title: String,
    /// When it happened.
    pub happened: Happened,
    /// The first is the main one.
    pub sessions: Vec<SessionId>,
    /// The person's own labels.
    pub tags: Vec<String>,
    /// Made-up codes for people.
    pub people: Vec<String>,
    /// Links to other records.
    pub links: Vec<Link>,
    /// How private it feels.
    pub feel: Feel,
    /// Draft or kept.
    pub state: State,
}

impl Default for Common {
    fn default() -> Self {
        Common {
            title: String::new(),
            happened: Happened::Unsaid,
            sessions: Vec::new(),
            tags: Vec::new(),
            people: Vec::new(),
            links: Vec::new(),
            feel: Feel::Ordinary,
            state: State::Draft,
        }
    }
}

impl Common {
    /// Trims, drops what is empty or said twice, and refuses by name what does not fit.
    ///
    /// # Errors
    /// [`Error::RecordTooLarge`] or [`Error::FieldNotUnderstood`] with the field's name.
    pub(crate) fn tidied(mut self) -> Result<Self> {
        self.title = one_line(&self.title, TITLE_MAX, "title")?;
        if let Happened::Roughly(text) = &self.happened {
            let text = one_line(text, ROUGHLY_MAX, "happened_roughly")?;
            self.happened = if text.is_empty() {
                Happened::Unsaid
            } else {
                Happened::Roughly(text)
            };
        }
        self.tags = labels(self.tags, TAG_MAX, "tags")?;
        self.people = labels(self.people, CODE_MAX, "people")?;
        let mut seen = Vec::new();
        self.sessions.retain(|session| {
            let new = !seen.contains(session);
            seen.push(session.clone());
            new
        });
        if self.links.len() > LIST_MAX || self.links.iter().any(|link| link.role.chars().count() > ROLE_MAX) {
            return Err(Error::RecordTooLarge("links"));
        }
        if self.state == State::PutAway {
            return Err(Error::FieldNotUnderstood("state"));
        }
        Ok(self)
    }

    pub(crate) fn add_words(&self, words: &mut Words) {
        for label in self.tags.iter().chain(&self.people) {
            words.add(label);
        }
        if let Happened::Roughly(text) = &self.happened {
            words.add(text);
        }
    }
}

/// One line: control characters become spaces, ends are trimmed.
fn one_line(text: &str, most: usize, field: &'static str) -> Result<String> {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let line = line.trim();
    if line.chars().count() > most {
        Err(Error::RecordTooLarge(field))
    } else {
        Ok(line.to_owned())
    }
}

/// Labels, each once however it is capitalised, in the order given.
fn labels(labels: Vec<String>, most: usize, field: &'static str) -> Result<Vec<String>> {
    if labels.len() > LIST_MAX {
        return Err(Error::RecordTooLarge(field));
    }
    let mut seen = std::collections::HashSet::new();
    let mut kept = Vec::new();
    for label in labels {
        let label = one_line(&label, most, field)?;
        if !label.is_empty() && seen.insert(label.to_lowercase()) {
            kept.push(label);
        }
    }
    Ok(kept)
}

/// The fields of one kind of record, as the record layer needs to know them.
pub trait Fields {
    /// The kind's name, the same word in the database, in Rust and on the wire.
    fn kind(&self) -> &'static str;
    /// The version of the shape of these fields.
    fn schema_version(&self) -> u32;
    /// Refuses what the kind's rules refuse.
    ///
    /// # Errors
    /// [`Error::FieldNotUnderstood`], [`Error::RecordTooLarge`], [`Error::DocumentNotUnderstood`].
    fn check(&self) -> Result<()>;
    /// Adds what search should find; the first words added are what lists show.
    fn add_words(&self, words: &mut Words);
    /// The fields as JSON, to be stored.
    ///
    /// # Errors
    /// [`Error::Unexpected`] when they cannot be written as JSON.
    fn to_json(&self) -> Result<String>;
}

/// A record on its way to be saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft<F> {
    /// Made with [`RecordId::make`] before the first save, so that saving twice never makes two.
    pub id: RecordId,
    /// The revision it was opened at; 0 when it was never saved.
    pub revision: u32,
    /// Stays the same while one editor is open on the record: see [`crate::record::versions`].
    pub sitting: String,
    /// The common fields.
    pub common: Common,
    /// The kind's own.
    pub fields: F,
}

/// Text for the database, and back.
macro_rules! stored_as {
    ($type:ty, $($variant:path => $text:literal),+ $(,)?) => {
        impl $type {
            /// The word that stands for it in the database and on the command line.
            pub fn as_str(self) -> &'static str {
                match self { $($variant => $text),+ }
            }
            pub(crate) fn from_stored(text: &str) -> Result<Self> {
                match text { $($text => Ok($variant),)+ _ => Err(Error::MadeByNewerCairn) }
            }
        }
    };
}
stored_as!(Feel, Feel::Ordinary => "ordinary", Feel::Tender => "tender", Feel::JustForMe => "just_for_me");
stored_as!(State, State::Draft => "draft", State::Kept => "kept", State::PutAway => "put_away");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_real_days() {
        assert_eq!(
            Happened::on("2028-02-29").unwrap(),
            Happened::On(NaiveDate::from_ymd_opt(2028, 2, 29).unwrap())
        );
        for text in [
            "2027-02-29",
            "2027-13-01",
            "27-1-1",
            "yesterday",
            "",
            "2027-1-01",
            "２027-01-01",
        ] {
            assert!(Happened::on(text).is_err(), "{text}");
        }
    }

    #[test]
    fn labels_are_kept_once_and_in_order() {
        let tags = ["  walk ", "Walk", "", "tea\ntime"].map(str::to_owned).to_vec();
        let common = Common {
            tags,
            ..Common::default()
        }
        .tidied()
        .unwrap();
        assert_eq!(common.tags, ["walk", "tea time"]);
    }

    #[test]
    fn too_much_is_refused_by_name() {
        let long = Common {
            title: "x".repeat(121),
            ..Common::default()
        };
        assert!(matches!(long.tidied(), Err(Error::RecordTooLarge("title"))));
        let fits = Common {
            title: "é".repeat(120),
            ..Common::default()
        };
        assert!(fits.tidied().is_ok());
        let many = Common {
            tags: (0..5_000).map(|n| n.to_string()).collect(),
            ..Common::default()
        };
        assert_eq!(many.tidied().unwrap().tags.len(), 5_000);
        let away = Common {
            state: State::PutAway,
            ..Common::default()
        };
        assert!(matches!(away.tidied(), Err(Error::FieldNotUnderstood("state"))));
    }
}
