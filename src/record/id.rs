//! Ids. No bare text or number stands for one in a public signature.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

use crate::{Error, Result};

/// A record's id: a UUIDv7, so that ids sort by when they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(Uuid);

impl RecordId {
    /// A new id for a record begun at `at`.
    pub fn make(at: DateTime<Utc>) -> Self {
        let seconds = u64::try_from(at.timestamp()).unwrap_or(0);
        RecordId(Uuid::new_v7(Timestamp::from_unix(
            NoContext,
            seconds,
            at.timestamp_subsec_nanos(),
        )))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Uuid::from_slice(bytes)
            .map(RecordId)
            .map_err(|_| Error::DatabaseDamaged("record id"))
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

impl FromStr for RecordId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Uuid::try_parse(text.trim())
            .map(RecordId)
            .map_err(|_| Error::FieldNotUnderstood("id"))
    }
}

/// A course session's id, such as `S03`. Titles are no ids: two sessions share one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SessionId(String);

impl SessionId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SessionId {
    type Err = Error;

    /// Takes capital or small letters, digits, `-` and `_`, at most 32 of them, and keeps capitals.
    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let fits = (1..=32).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if fits {
            Ok(SessionId(text.to_ascii_uppercase()))
        } else {
            Err(Error::FieldNotUnderstood("session"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_when_they_were_made() {
        let early = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let late = DateTime::from_timestamp(1_700_000_001, 0).unwrap();
        assert!(RecordId::make(early) < RecordId::make(late));
        let id = RecordId::make(early);
        assert_eq!(id.to_string().parse::<RecordId>().unwrap(), id);
        assert!("not an id".parse::<RecordId>().is_err());
    }

    #[test]
    fn session_ids_are_plain() {
        assert_eq!("s03".parse::<SessionId>().unwrap().as_str(), "S03");
        for text in ["", "S 3", "S03'; --", "séance", &"S".repeat(33)] {
            assert!(text.parse::<SessionId>().is_err(), "{text}");
        }
    }
}
