//! Earlier versions. Saving happens every second or two; a version is kept only where a person would look for one.

use sqlx::{Row, SqliteConnection};

use super::id::RecordId;
use super::open;
use super::save::Before;
use crate::clock::{Moment, at_least_apart};
use crate::vault::Vault;
use crate::{Error, Result};

/// Within one sitting a version is kept at most this often, in seconds.
const CUT_EVERY: i64 = 10 * 60;
/// Letting go of more than half of at least this many bytes keeps the fuller version.
const WORTH_KEEPING: usize = 200;

/// Whether what is stored should be kept as a version before this save replaces it: the record was written in
/// another sitting, or ten minutes of this one have passed, or this save lets go of most of the words.
pub(super) fn is_due(before: &Before, sitting: &str, words: usize, now: &Moment) -> bool {
    before.sitting != sitting
        || at_least_apart(&before.version_cut_at, now, CUT_EVERY)
            && before.version_cut_at != before.updated_at
        || (before.words >= WORTH_KEEPING && words < before.words / 2)
}

/// Copies the stored record into its history.
pub(super) async fn keep_present(db: &mut SqliteConnection, seq: i64) -> Result<()> {
    let (record, updated_at) = open::read(db, seq).await?;
    let content = record.to_json()?;
    sqlx::query(
        "INSERT OR REPLACE INTO record_version (record_seq, revision, written_at, title, content)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(seq)
    .bind(record.revision)
    .bind(updated_at)
    .bind(&record.common.title)
    .bind(content)
    .execute(db)
    .await?;
    Ok(())
}

/// A version in the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionLine {
    /// The revision it was.
    pub revision: u32,
    /// When it was written: UTC, RFC 3339.
    pub written_at: String,
    /// Its title then.
    pub title: String,
}

/// One earlier version, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its line in the list.
    pub line: VersionLine,
    /// The record as it was: common fields and its own, JSON.
    pub content: serde_json::Value,
}

/// The earlier versions of a record, newest first.
///
/// # Errors
/// [`Error::RecordNotFound`].
pub async fn versions(vault: &Vault, id: RecordId) -> Result<Vec<VersionLine>> {
    let mut db = vault.db().await;
    let seq = open::seq_of(&mut db, id).await?;
    let rows = sqlx::query(
        "SELECT revision, written_at, title FROM record_version WHERE record_seq = ?1 ORDER BY revision DESC",
    )
    .bind(seq)
    .fetch_all(&mut *db)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(VersionLine {
                revision: row.try_get(0)?,
                written_at: row.try_get(1)?,
                title: row.try_get(2)?,
            })
        })
        .collect()
}

/// One earlier version.
///
/// # Errors
/// [`Error::RecordNotFound`] when the record or that version of it is not there.
pub async fn version(vault: &Vault, id: RecordId, revision: u32) -> Result<Version> {
    let mut db = vault.db().await;
    let seq = open::seq_of(&mut db, id).await?;
    let row = sqlx::query(
        "SELECT revision, written_at, title, content FROM record_version WHERE record_seq = ?1 AND revision = ?2",
    )
    .bind(seq)
    .bind(revision)
    .fetch_optional(&mut *db)
    .await?
    .ok_or(Error::RecordNotFound)?;
    let content: &str = row.try_get(3)?;
    Ok(Version {
        line: VersionLine {
            revision: row.try_get(0)?,
            written_at: row.try_get(1)?,
            title: row.try_get(2)?,
        },
        content: serde_json::from_str(content).map_err(|_| Error::DatabaseDamaged("version"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::State;
    use chrono::{DateTime, FixedOffset};

    fn at(text: &str) -> Moment {
        let utc = DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        Moment {
            utc,
            offset: FixedOffset::east_opt(0).unwrap(),
            zone: String::new(),
        }
    }

    fn before(words: usize) -> Before {
        Before {
            seq: 1,
            revision: 4,
            state: State::Draft,
            sitting: "evening".to_owned(),
            version_cut_at: "2026-02-17T21:40:00.000Z".to_owned(),
            updated_at: "2026-02-17T21:41:00.000Z".to_owned(),
            created_day: "2026-02-17".to_owned(),
            words,
        }
    }

    #[test]
    fn a_version_is_kept_where_a_person_would_look_for_one() {
        let soon = at("2026-02-17T21:42:00Z");
        assert!(!is_due(&before(500), "evening", 510, &soon), "typing on");
        assert!(is_due(&before(500), "morning", 510, &soon), "another sitting");
        assert!(
            is_due(&before(500), "evening", 510, &at("2026-02-17T21:51:00Z")),
            "ten minutes on"
        );
        assert!(
            is_due(&before(500), "evening", 100, &soon),
            "most of it was taken out"
        );
        assert!(!is_due(&before(100), "evening", 0, &soon), "a line is no loss");
        assert!(
            is_due(&before(500), "evening", 510, &at("2025-02-17T21:42:00Z")),
            "the clock went back a year"
        );
    }
}
