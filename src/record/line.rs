//! A record as lists show it: never the body.

use std::fmt;
use std::str::FromStr;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use super::id::{RecordId, SessionId};
use super::model::{Feel, State};
use crate::clock::local_text;
use crate::vault::Vault;
use crate::{Error, Result};

/// Between labels in one column; no label can hold it.
const BETWEEN: char = '\u{1f}';

/// The columns `from_row` reads, of a row named `r`.
pub(crate) const COLUMNS: &str = "r.id, r.kind, r.title, r.excerpt, r.happened_on, r.happened_roughly, r.shown_on,
  r.created_at, r.created_offset, r.updated_at, r.updated_offset, r.feel, r.state, r.seq,
  (SELECT group_concat(session_id, char(31)) FROM
     (SELECT session_id FROM record_session WHERE record_seq = r.seq ORDER BY position)),
  (SELECT group_concat(tag, char(31)) FROM (SELECT tag FROM record_tag WHERE record_seq = r.seq ORDER BY position))";

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record.
    pub id: RecordId,
    /// Its kind's name.
    pub kind: String,
    /// May be empty.
    pub title: String,
    /// The first words, at most 200 characters.
    pub excerpt: String,
    /// `YYYY-MM-DD`, when a day was given.
    pub happened_on: Option<String>,
    /// The person's own words for when it was.
    pub happened_roughly: Option<String>,
    /// The local day the timeline shows it on, `YYYY-MM-DD`.
    pub shown_on: String,
    /// RFC 3339 with the offset it was written in.
    pub created_at: String,
    /// RFC 3339 with the offset it was written in.
    pub updated_at: String,
    /// The first is the main one.
    pub sessions: Vec<SessionId>,
    /// The person's own labels.
    pub tags: Vec<String>,
    /// How private it feels.
    pub feel: Feel,
    /// Draft, kept or put away.
    pub state: State,
    /// Where it stands in the timeline.
    pub cursor: Cursor,
}

/// A place in the timeline: a page begins after one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) shown_on: String,
    pub(crate) created_at: String,
    pub(crate) seq: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}~{}", self.shown_on, self.created_at, self.seq)
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let mut parts = text.splitn(3, '~').map(str::to_owned);
        match (
            parts.next(),
            parts.next(),
            parts.next().and_then(|seq| seq.parse().ok()),
        ) {
            (Some(shown_on), Some(created_at), Some(seq)) => Ok(Cursor {
                shown_on,
                created_at,
                seq,
            }),
            _ => Err(Error::FieldNotUnderstood("after")),
        }
    }
}

pub(crate) fn from_row(row: &SqliteRow) -> Result<Line> {
    let labels = |column: usize| -> Result<Vec<String>> {
        let joined: Option<&str> = row.try_get(column)?;
        Ok(joined
            .map(|text| text.split(BETWEEN).map(str::to_owned).collect())
            .unwrap_or_default())
    };
    let created_at: String = row.try_get(7)?;
    let shown_on: String = row.try_get(6)?;
    Ok(Line {
        id: RecordId::from_bytes(row.try_get(0)?)?,
        kind: row.try_get(1)?,
        title: row.try_get(2)?,
        excerpt: row.try_get(3)?,
        happened_on: row.try_get(4)?,
        happened_roughly: row.try_get(5)?,
        created_at: local_text(&created_at, row.try_get(8)?),
        updated_at: local_text(row.try_get(9)?, row.try_get(10)?),
        feel: Feel::from_stored(row.try_get(11)?)?,
        state: State::from_stored(row.try_get(12)?)?,
        sessions: labels(14)?
            .iter()
            .map(|text| SessionId::from_str(text))
            .collect::<Result<_>>()?,
        tags: labels(15)?,
        cursor: Cursor {
            shown_on: shown_on.clone(),
            created_at,
            seq: row.try_get(13)?,
        },
        shown_on,
    })
}

pub(super) async fn read(db: &mut SqliteConnection, seq: i64) -> Result<Line> {
    let query = format!("SELECT {COLUMNS} FROM record r WHERE r.seq = ?1");
    let row = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(seq)
        .fetch_one(db)
        .await?;
    from_row(&row)
}

/// Drafts, the one written last first.
///
/// # Errors
/// What the database refuses.
pub async fn drafts(vault: &Vault, limit: u32) -> Result<Vec<Line>> {
    list(vault, "r.state = 'draft' ORDER BY r.updated_at DESC", limit).await
}

/// What has been put away, latest first.
///
/// # Errors
/// What the database refuses.
pub async fn put_away_records(vault: &Vault) -> Result<Vec<Line>> {
    list(vault, "r.state = 'put_away' ORDER BY r.put_away_at DESC", 1_000).await
}

async fn list(vault: &Vault, which: &'static str, limit: u32) -> Result<Vec<Line>> {
    let query = format!("SELECT {COLUMNS} FROM record r WHERE {which} LIMIT ?1");
    let rows = sqlx::query(sqlx::AssertSqlSafe(query))
        .bind(limit)
        .fetch_all(&mut *vault.db().await)
        .await?;
    rows.iter().map(from_row).collect()
}
