//! Saving a record: one transaction, wholly or not at all.

use sqlx::{Connection, Row, SqliteConnection};

use super::history;
use super::line::{self, Line};
use super::model::{Common, Draft, Fields, Happened, State};
use super::words::Words;
use crate::clock::Moment;
use crate::vault::Vault;
use crate::{Error, Result, fault};

/// The most one record's own fields may take, in bytes of JSON: about twenty long novels.
const FIELDS_MAX: usize = 64 * 1024 * 1024;

/// A record as it stands after a save.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// How lists show it.
    pub line: Line,
    /// The revision to hand in with the next save.
    pub revision: u32,
}

/// What is stored of a record before this save.
pub(super) struct Before {
    pub(super) seq: i64,
    pub(super) revision: u32,
    pub(super) state: State,
    pub(super) sitting: String,
    pub(super) version_cut_at: String,
    pub(super) updated_at: String,
    pub(super) created_day: String,
    /// Bytes of searchable text.
    pub(super) words: usize,
}

/// Saves a record: a new one, or the next revision of one that is there.
///
/// # Errors
/// [`Error::RecordChanged`] when `draft.revision` is not the stored one; [`Error::RecordNotFound`] when the
/// record was let go of meanwhile; what [`Common`] and the kind refuse; [`Error::ReadOnly`].
pub async fn save<F: Fields>(vault: &Vault, draft: Draft<F>, now: &Moment) -> Result<Saved> {
    draft.fields.check()?;
    let fields = draft.fields.to_json()?;
    if fields.len() > FIELDS_MAX {
        return Err(Error::RecordTooLarge("body"));
    }
    let common = draft.common.clone().tidied()?;
    let mut words = Words::default();
    draft.fields.add_words(&mut words);
    let excerpt = words.excerpt();
    common.add_words(&mut words);
    let text = Texts {
        fields,
        excerpt,
        words: words.into_text(),
    };

    let mut db = vault.db_to_write().await?;
    let mut change = db.begin_with("BEGIN IMMEDIATE").await?;
    let (seq, revision) = match before(&mut change, &draft).await? {
        None => (insert(&mut change, &draft, &common, &text, now).await?, 1),
        Some(before) => {
            if before.state == State::PutAway || before.revision != draft.revision {
                return Err(Error::RecordChanged);
            }
            let cut = history::is_due(&before, &draft.sitting, text.words.len(), now);
            if cut {
                history::keep_present(&mut change, before.seq).await?;
            }
            update(&mut change, &before, &draft.sitting, &common, &text, cut, now).await?;
            (before.seq, before.revision + 1)
        }
    };
    fault::point("save-row-written");
    write_lists(&mut change, seq, &common, revision > 1).await?;
    let line = line::read(&mut change, seq).await?;
    fault::point("save-before-commit");
    change.commit().await?;
    fault::point("save-committed");
    Ok(Saved { line, revision })
}

struct Texts {
    fields: String,
    excerpt: String,
    words: String,
}

async fn before<F>(db: &mut SqliteConnection, draft: &Draft<F>) -> Result<Option<Before>> {
    let row = sqlx::query(
        "SELECT seq, revision, state, sitting, version_cut_at, updated_at, created_at, created_offset,
                length(CAST(words AS BLOB))
         FROM record WHERE id = ?1",
    )
    .bind(draft.id.bytes())
    .fetch_optional(db)
    .await?;
    let Some(row) = row else {
        return if draft.revision == 0 {
            Ok(None)
        } else {
            Err(Error::RecordNotFound)
        };
    };
    let created = crate::clock::local_text(row.try_get(6)?, row.try_get(7)?);
    Ok(Some(Before {
        seq: row.try_get(0)?,
        revision: row.try_get(1)?,
        state: State::from_stored(row.try_get(2)?)?,
        sitting: row.try_get(3)?,
        version_cut_at: row.try_get(4)?,
        updated_at: row.try_get(5)?,
        created_day: created.chars().take(10).collect(),
        words: usize::try_from(row.try_get::<i64, _>(8)?).unwrap_or(0),
    }))
}

/// The day the timeline shows a record on.
fn shown_on(happened: &Happened, created_day: &str) -> String {
    match happened {
        Happened::On(day) => day.format("%Y-%m-%d").to_string(),
        Happened::Unsaid | Happened::Roughly(_) => created_day.to_owned(),
    }
}

async fn insert<F: Fields>(
    db: &mut SqliteConnection,
    draft: &Draft<F>,
    common: &Common,
    text: &Texts,
    now: &Moment,
) -> Result<i64> {
    let (on, roughly) = common.happened.columns();
    let written = now.utc_text();
    let done = sqlx::query(
        "INSERT INTO record (id, kind, schema_version, revision, state, feel, happened_on, happened_roughly,
           shown_on, created_at, created_offset, created_zone, updated_at, updated_offset, sitting, version_cut_at,
           title, excerpt, fields, words)
         VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?9, ?10, ?12, ?9, ?13, ?14, ?15, ?16)",
    )
    .bind(draft.id.bytes())
    .bind(draft.fields.kind())
    .bind(draft.fields.schema_version())
    .bind(common.state.as_str())
    .bind(common.feel.as_str())
    .bind(on)
    .bind(roughly)
    .bind(shown_on(&common.happened, &now.local_day().format("%Y-%m-%d").to_string()))
    .bind(&written)
    .bind(now.offset_seconds())
    .bind(&now.zone)
    .bind(&draft.sitting)
    .bind(&common.title)
    .bind(&text.excerpt)
    .bind(&text.fields)
    .bind(&text.words)
    .execute(db)
    .await?;
    Ok(done.last_insert_rowid())
}

async fn update(
    db: &mut SqliteConnection,
    before: &Before,
    sitting: &str,
    common: &Common,
    text: &Texts,
    cut: bool,
    now: &Moment,
) -> Result<()> {
    let (on, roughly) = common.happened.columns();
    sqlx::query(
        "UPDATE record SET revision = revision + 1, state = ?2, feel = ?3, happened_on = ?4, happened_roughly = ?5,
           shown_on = ?6, updated_at = ?7, updated_offset = ?8, sitting = ?9,
           version_cut_at = iif(?10, ?7, version_cut_at), title = ?11, excerpt = ?12, fields = ?13, words = ?14
         WHERE seq = ?1",
    )
    .bind(before.seq)
    .bind(common.state.as_str())
    .bind(common.feel.as_str())
    .bind(on)
    .bind(roughly)
    .bind(shown_on(&common.happened, &before.created_day))
    .bind(now.utc_text())
    .bind(now.offset_seconds())
    .bind(sitting)
    .bind(cut)
    .bind(&common.title)
    .bind(&text.excerpt)
    .bind(&text.fields)
    .bind(&text.words)
    .execute(db)
    .await?;
    Ok(())
}

/// Sessions, tags, people and links are written anew: they are few, and their order is part of them.
async fn write_lists(db: &mut SqliteConnection, seq: i64, common: &Common, replace: bool) -> Result<()> {
    if replace {
        for statement in [
            "DELETE FROM record_session WHERE record_seq = ?1",
            "DELETE FROM record_tag WHERE record_seq = ?1",
            "DELETE FROM record_link WHERE record_seq = ?1",
            "DELETE FROM record_person WHERE record_seq = ?1",
        ] {
            sqlx::query(statement).bind(seq).execute(&mut *db).await?;
        }
    }
    for (position, session) in (0_i64..).zip(&common.sessions) {
        sqlx::query("INSERT INTO record_session (record_seq, session_id, position) VALUES (?1, ?2, ?3)")
            .bind(seq)
            .bind(session.as_str())
            .bind(position)
            .execute(&mut *db)
            .await?;
    }
    for (position, tag) in (0_i64..).zip(&common.tags) {
        sqlx::query("INSERT INTO record_tag (record_seq, tag, position) VALUES (?1, ?2, ?3)")
            .bind(seq)
            .bind(tag)
            .bind(position)
            .execute(&mut *db)
            .await?;
    }
    for (position, link) in (0_i64..).zip(&common.links) {
        sqlx::query("INSERT OR IGNORE INTO record_link (record_seq, target_id, role, position) VALUES (?1, ?2, ?3, ?4)")
            .bind(seq)
            .bind(link.target.bytes())
            .bind(&link.role)
            .bind(position)
            .execute(&mut *db)
            .await?;
    }
    for (position, code) in (0_i64..).zip(&common.people) {
        sqlx::query("INSERT OR IGNORE INTO person_code (code) VALUES (?1)")
            .bind(code)
            .execute(&mut *db)
            .await?;
        sqlx::query(
            "INSERT INTO record_person (record_seq, person_seq, position)
             SELECT ?1, seq, ?3 FROM person_code WHERE code = ?2",
        )
        .bind(seq)
        .bind(code)
        .bind(position)
        .execute(&mut *db)
        .await?;
    }
    if replace {
        forget_unused_codes(db).await?;
    }
    Ok(())
}

/// A code that no record names any more is let go of.
pub(super) async fn forget_unused_codes(db: &mut SqliteConnection) -> Result<()> {
    sqlx::query(
        "DELETE FROM person_code WHERE NOT EXISTS
           (SELECT 1 FROM record_person WHERE record_person.person_seq = person_code.seq)",
    )
    .execute(db)
    .await?;
    Ok(())
}
