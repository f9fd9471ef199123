//! Reading one record whole.

use std::str::FromStr;

use serde_json::{Value, json};
use sqlx::{Row, SqliteConnection};

use super::id::{RecordId, SessionId};
use super::line::{self, Line};
use super::model::{Common, Feel, Happened, Link, State};
use crate::vault::Vault;
use crate::{Error, Result};

/// A record as stored; `crate::kinds` turns its fields into their kind's type.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRecord {
    /// Its id.
    pub id: RecordId,
    /// Its kind's name.
    pub kind: String,
    /// The version of the shape of its fields.
    pub schema_version: u32,
    /// Goes up by one with each save.
    pub revision: u32,
    /// The common fields.
    pub common: Common,
    /// The kind's own fields, JSON.
    pub fields: Value,
    /// How lists show it.
    pub line: Line,
}

impl StoredRecord {
    /// The record as one JSON object, for its history.
    pub(super) fn to_json(&self) -> Result<String> {
        let (on, roughly) = self.common.happened.columns();
        serde_json::to_string(&json!({
            "kind": self.kind,
            "schema_version": self.schema_version,
            "title": self.common.title,
            "happened_on": on,
            "happened_roughly": roughly,
            "sessions": self.common.sessions.iter().map(SessionId::as_str).collect::<Vec<_>>(),
            "tags": self.common.tags,
            "people": self.common.people,
            "links": self.common.links.iter()
                .map(|link| json!({"target": link.target.to_string(), "role": link.role})).collect::<Vec<_>>(),
            "feel": self.common.feel.as_str(),
            "state": self.common.state.as_str(),
            "fields": self.fields,
        }))
        .map_err(|_| Error::Unexpected("writing a version"))
    }
}

/// Opens a record, put away or not.
///
/// # Errors
/// [`Error::RecordNotFound`].
pub async fn open(vault: &Vault, id: RecordId) -> Result<StoredRecord> {
    let mut db = vault.db().await;
    let seq = seq_of(&mut db, id).await?;
    Ok(read(&mut db, seq).await?.0)
}

pub(super) async fn seq_of(db: &mut SqliteConnection, id: RecordId) -> Result<i64> {
    sqlx::query_scalar("SELECT seq FROM record WHERE id = ?1")
        .bind(id.bytes())
        .fetch_optional(db)
        .await?
        .ok_or(Error::RecordNotFound)
}

/// The record and when it was last written.
pub(super) async fn read(db: &mut SqliteConnection, seq: i64) -> Result<(StoredRecord, String)> {
    let row = sqlx::query(
        "SELECT id, kind, schema_version, revision, title, happened_on, happened_roughly, feel, state, fields, updated_at
         FROM record WHERE seq = ?1",
    )
    .bind(seq)
    .fetch_one(&mut *db)
    .await?;
    let happened = match (
        row.try_get::<Option<&str>, _>(5)?,
        row.try_get::<Option<String>, _>(6)?,
    ) {
        (Some(day), _) => Happened::on(day)?,
        (None, Some(roughly)) => Happened::Roughly(roughly),
        (None, None) => Happened::Unsaid,
    };
    let common = Common {
        title: row.try_get(4)?,
        happened,
        sessions: sessions(db, seq).await?,
        tags: texts(
            db,
            "SELECT tag FROM record_tag WHERE record_seq = ?1 ORDER BY position",
            seq,
        )
        .await?,
        people: texts(
            db,
            "SELECT code FROM record_person JOIN person_code ON person_code.seq = person_seq
             WHERE record_seq = ?1 ORDER BY position",
            seq,
        )
        .await?,
        links: links(db, seq).await?,
        feel: Feel::from_stored(row.try_get(7)?)?,
        state: State::from_stored(row.try_get(8)?)?,
    };
    let fields: &str = row.try_get(9)?;
    let record = StoredRecord {
        id: RecordId::from_bytes(row.try_get(0)?)?,
        kind: row.try_get(1)?,
        schema_version: row.try_get(2)?,
        revision: row.try_get(3)?,
        common,
        fields: serde_json::from_str(fields).map_err(|_| Error::DatabaseDamaged("fields"))?,
        line: line::read(db, seq).await?,
    };
    Ok((record, row.try_get(10)?))
}

async fn texts(db: &mut SqliteConnection, query: &'static str, seq: i64) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar(query).bind(seq).fetch_all(db).await?)
}

async fn sessions(db: &mut SqliteConnection, seq: i64) -> Result<Vec<SessionId>> {
    texts(
        db,
        "SELECT session_id FROM record_session WHERE record_seq = ?1 ORDER BY position",
        seq,
    )
    .await?
    .iter()
    .map(|text| SessionId::from_str(text))
    .collect()
}

async fn links(db: &mut SqliteConnection, seq: i64) -> Result<Vec<Link>> {
    let rows = sqlx::query("SELECT target_id, role FROM record_link WHERE record_seq = ?1 ORDER BY position")
        .bind(seq)
        .fetch_all(db)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Link {
                target: RecordId::from_bytes(row.try_get(0)?)?,
                role: row.try_get(1)?,
            })
        })
        .collect()
}
