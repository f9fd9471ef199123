//! The side without Cairn's vault: the core's statements on one connection, with or without a key.

use std::path::Path;
use std::time::Duration;

use cairn::clock::Moment;
use cairn::kinds::AnyFields;
use cairn::record::{Draft, Fields, Happened};
use cairn::rich_text::Document;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqliteRow, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row, SqliteConnection};

use crate::statements::*;

/// What the core reads back at each opening.
const PRAGMAS: [&str; 12] = [
    "cipher_version",
    "journal_mode",
    "locking_mode",
    "foreign_keys",
    "synchronous",
    "secure_delete",
    "temp_store",
    "trusted_schema",
    "cell_size_check",
    "auto_vacuum",
    "cache_size",
    "cipher_page_size",
];

pub struct Side {
    pub db: SqliteConnection,
}

impl Side {
    /// Opens as the core does, only that a key is not given when there is none.
    pub async fn open(path: &Path, key: Option<&str>, extra: &[(&'static str, &'static str)]) -> Side {
        let mut options = SqliteConnectOptions::new().filename(path);
        if let Some(key) = key {
            options = options
                .pragma("key", format!("\"x'{key}'\""))
                .pragma("cipher_log_level", "NONE");
        }
        options = options
            .create_if_missing(true)
            .busy_timeout(Duration::from_millis(200))
            .disable_statement_logging()
            .locking_mode(SqliteLockingMode::Exclusive)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("secure_delete", "ON")
            .pragma("temp_store", "MEMORY")
            .pragma("mmap_size", "0")
            .pragma("trusted_schema", "OFF")
            .pragma("cell_size_check", "ON")
            .pragma("auto_vacuum", "NONE")
            .pragma("cache_size", "-65536");
        for (name, value) in extra {
            options = options.pragma(*name, *value);
        }
        let mut db = options.connect().await.unwrap();
        sqlx::query(FIRST_READ).execute(&mut db).await.unwrap();
        for pragma in PRAGMAS {
            sqlx::query(AssertSqlSafe(format!("PRAGMA {pragma}")))
                .fetch_optional(&mut db)
                .await
                .unwrap();
        }
        Side { db }
    }

    /// What the core asks of a database it has opened, before it believes it.
    pub async fn believe(&mut self) {
        sqlx::query(IDENTITY).fetch_optional(&mut self.db).await.unwrap();
        for asked in [SCHEMA_IS_THERE, SCHEMA_VERSION] {
            let _: i64 = sqlx::query_scalar(asked).fetch_one(&mut self.db).await.unwrap();
        }
    }

    pub async fn close(mut self) {
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut self.db)
            .await
            .unwrap();
        self.db.close().await.unwrap();
    }

    pub async fn newest(&mut self, limit: u32) -> Vec<Vec<u8>> {
        let statement = PAGE
            .replace("{LINE_COLUMNS}", COLUMNS)
            .replace("{}{after_it}", NOT_PUT_AWAY)
            .replace("{ORDER}", ORDER);
        let nothing: Option<&str> = None;
        let mut asked = sqlx::query(AssertSqlSafe(statement));
        for _ in 1..8 {
            asked = asked.bind(nothing);
        }
        let rows = asked.bind(limit).fetch_all(&mut self.db).await.unwrap();
        rows.iter().map(line).collect()
    }

    /// `terms` is in the form the core gives to the index.
    pub async fn search(&mut self, terms: &str, limit: u32) -> Vec<Vec<u8>> {
        let statement = SEARCH
            .replace("{COLUMNS}", COLUMNS)
            .replace("{SNIPPET_MAX}", "65536")
            .replace("{in_session}", "");
        let nothing: Option<&str> = None;
        let rows = sqlx::query(AssertSqlSafe(statement))
            .bind(terms)
            .bind(limit)
            .bind(nothing)
            .bind("word")
            .fetch_all(&mut self.db)
            .await
            .unwrap();
        rows.iter()
            .map(|row| {
                let marked: (String, String) = (row.get(16), row.get(17));
                assert!(marked.0.len() + marked.1.len() > 0);
                line(row)
            })
            .collect()
    }

    /// A save as the core does it, in a transaction of its own.
    pub async fn save(&mut self, draft: &Draft<AnyFields>, now: &Moment) {
        let ready = Ready::from(draft);
        let mut change = self.db.begin_with("BEGIN IMMEDIATE").await.unwrap();
        write(&mut change, draft, &ready, now).await;
        change.commit().await.unwrap();
    }

    /// Many saves in one transaction, to fill a database quickly.
    pub async fn fill(&mut self, drafts: &[(Draft<AnyFields>, Moment)]) {
        let mut change = self.db.begin_with("BEGIN IMMEDIATE").await.unwrap();
        for (draft, now) in drafts {
            write(&mut change, draft, &Ready::from(draft), now).await;
        }
        change.commit().await.unwrap();
    }
}

/// What a save works out before it writes.
struct Ready {
    fields: String,
    excerpt: String,
    words: String,
}

impl Ready {
    fn from(draft: &Draft<AnyFields>) -> Self {
        draft.fields.check().unwrap();
        let AnyFields::DiaryEntry(entry) = &draft.fields;
        let words = Document::check(entry.body.clone().unwrap()).unwrap().plain_text();
        Ready {
            fields: draft.fields.to_json().unwrap(),
            excerpt: words.chars().take(200).collect::<String>().replace('\n', " "),
            words: format!("{words}\n{}", draft.common.tags.join("\n")),
        }
    }
}

async fn write(db: &mut SqliteConnection, draft: &Draft<AnyFields>, ready: &Ready, now: &Moment) {
    let id = uuid(draft);
    let before = sqlx::query(BEFORE)
        .bind(&id[..])
        .fetch_optional(&mut *db)
        .await
        .unwrap();
    let day = match &draft.common.happened {
        Happened::On(day) => Some(day.format("%Y-%m-%d").to_string()),
        Happened::Unsaid | Happened::Roughly(_) => None,
    };
    let shown_on = day
        .clone()
        .unwrap_or_else(|| now.local_day().format("%Y-%m-%d").to_string());
    let roughly: Option<&str> = None;
    let seq: i64 = match &before {
        None => sqlx::query(INSERT)
            .bind(&id[..])
            .bind(draft.fields.kind())
            .bind(draft.fields.schema_version())
            .bind(draft.common.state.as_str())
            .bind(draft.common.feel.as_str())
            .bind(day)
            .bind(roughly)
            .bind(shown_on)
            .bind(now.utc_text())
            .bind(now.offset_seconds())
            .bind(&now.zone)
            .bind(&draft.sitting)
            .bind(&draft.common.title)
            .bind(&ready.excerpt)
            .bind(&ready.fields)
            .bind(&ready.words)
            .execute(&mut *db)
            .await
            .unwrap()
            .last_insert_rowid(),
        Some(row) => {
            let seq = row.get(0);
            sqlx::query(UPDATE)
                .bind(seq)
                .bind(draft.common.state.as_str())
                .bind(draft.common.feel.as_str())
                .bind(day)
                .bind(roughly)
                .bind(shown_on)
                .bind(now.utc_text())
                .bind(now.offset_seconds())
                .bind(&draft.sitting)
                .bind(false)
                .bind(&draft.common.title)
                .bind(&ready.excerpt)
                .bind(&ready.fields)
                .bind(&ready.words)
                .execute(&mut *db)
                .await
                .unwrap();
            for statement in FORGET_LISTS {
                sqlx::query(statement).bind(seq).execute(&mut *db).await.unwrap();
            }
            seq
        }
    };
    for (position, session) in (0_i64..).zip(&draft.common.sessions) {
        add(db, ADD_SESSION, seq, session.as_str(), position).await;
    }
    for (position, tag) in (0_i64..).zip(&draft.common.tags) {
        add(db, ADD_TAG, seq, tag, position).await;
    }
    if before.is_some() {
        sqlx::query(FORGET_CODES).execute(&mut *db).await.unwrap();
    }
    let statement = LINE.replace("{COLUMNS}", COLUMNS);
    line(
        &sqlx::query(AssertSqlSafe(statement))
            .bind(seq)
            .fetch_one(db)
            .await
            .unwrap(),
    );
}

async fn add(db: &mut SqliteConnection, statement: &'static str, seq: i64, text: &str, position: i64) {
    sqlx::query(statement)
        .bind(seq)
        .bind(text)
        .bind(position)
        .execute(db)
        .await
        .unwrap();
}

fn uuid(draft: &Draft<AnyFields>) -> [u8; 16] {
    let hex: String = draft.id.to_string().replace('-', "");
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[place * 2..place * 2 + 2], 16).unwrap();
    }
    bytes
}

/// Reads every column, as the core does; gives the id.
fn line(row: &SqliteRow) -> Vec<u8> {
    for column in [1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 15] {
        let _: Option<String> = row.get(column);
    }
    for column in [8, 10, 13] {
        let _: i64 = row.get(column);
    }
    row.get(0)
}
