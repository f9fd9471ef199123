//! Opening SQLCipher, and proving each time that it is SQLCipher.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::files;
use super::secret::DatabaseKey;
use crate::{Error, Result};

/// SQLCipher's page size, left at its default; no database of ours is shorter.
const PAGE: u64 = 4096;
const PLAIN_HEADER: &[u8; 16] = b"SQLite format 3\0";

/// Pages kept decrypted while the vault is open: 64 MiB at most, in KiB. SQLite's own 2 MiB does not hold the search
/// index of a few thousand records, and every page that comes again has to be decrypted again: at 10,000 records a
/// save took 145 ms instead of 14.
const CACHE: &str = "-65536";

/// What `prove` asks for and must hear, word for word. Reasons are in SECURITY.md.
const PROMISES: [(&str, &str); 11] = [
    ("journal_mode", "wal"),
    ("locking_mode", "exclusive"),
    ("foreign_keys", "1"),
    ("synchronous", "2"),
    ("secure_delete", "1"),
    ("temp_store", "2"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("auto_vacuum", "0"),
    ("cache_size", CACHE),
    ("cipher_page_size", "4096"),
];

/// Options that hold the key. They have no `Debug` of ours: never print them.
///
/// Statements are never logged: sqlx would log `PRAGMA key`, key and all, and every search.
fn options(path: &Path, key: &DatabaseKey) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .pragma("key", key.expose_as_pragma().to_string())
        .pragma("cipher_log_level", "NONE")
        .busy_timeout(Duration::from_millis(200))
        .disable_statement_logging()
}

fn options_to_write(path: &Path, key: &DatabaseKey) -> SqliteConnectOptions {
    let options = options(path, key)
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
        .pragma("cache_size", CACHE);
    if cfg!(target_os = "macos") {
        options
            .pragma("fullfsync", "ON")
            .pragma("checkpoint_fullfsync", "ON")
    } else {
        options
    }
}

/// Makes a new, empty, encrypted database and proves that it is one.
pub(super) async fn make(path: &Path, key: &DatabaseKey) -> Result<SqliteConnection> {
    // The file is made here first so that it is never readable by others, not even for an instant.
    files::write_new(path, b"")?;
    let mut db = options_to_write(path, key).connect().await?;
    prove(&mut db).await?;
    Ok(db)
}

/// Opens a database for this process alone and proves it. `look_at_file` must have been called before.
pub(super) async fn open(path: &Path, key: &DatabaseKey) -> Result<SqliteConnection> {
    let mut db = options_to_write(path, key)
        .create_if_missing(false)
        .connect()
        .await?;
    prove(&mut db).await?;
    Ok(db)
}

/// Opens a copy for reading, changing nothing beside it.
pub(super) async fn open_copy(path: &Path, key: &DatabaseKey) -> Result<SqliteConnection> {
    let mut db = options(path, key)
        .read_only(true)
        .pragma("temp_store", "MEMORY")
        .connect()
        .await?;
    prove_cipher(&mut db).await?;
    sqlx::query("SELECT count(*) FROM sqlite_schema")
        .execute(&mut db)
        .await?;
    Ok(db)
}

/// Looks at the closed file: there, long enough, encrypted, with the salt its slot names.
///
/// # Errors
/// [`Error::DatabaseDamaged`], [`Error::NotEncrypted`].
pub(super) fn look_at_file(path: &Path, key: &DatabaseKey) -> Result<()> {
    let damaged = || Error::DatabaseDamaged("vault.db");
    let mut file = File::open(path).map_err(|_| damaged())?;
    let length = file.metadata().map_err(files::cannot_read(path))?.len();
    let mut head = [0; 16];
    file.read_exact(&mut head).map_err(|_| damaged())?;
    if &head == PLAIN_HEADER {
        return Err(Error::NotEncrypted);
    }
    if length < PAGE || head != key.salt {
        return Err(damaged());
    }
    Ok(())
}

/// Refuses a build without SQLCipher: with it, "encrypted" would be a word only.
pub(super) async fn prove_cipher(db: &mut SqliteConnection) -> Result<()> {
    is_cipher(ask(db, "cipher_version").await?.as_deref())
}

fn is_cipher(version: Option<&str>) -> Result<()> {
    match version {
        Some(version) if !version.is_empty() => Ok(()),
        _ => Err(Error::NotEncrypted),
    }
}

async fn prove(db: &mut SqliteConnection) -> Result<()> {
    prove_cipher(db).await?;
    // The first read of a page: a wrong key or a damaged first page shows here.
    sqlx::query("SELECT count(*) FROM sqlite_schema")
        .execute(&mut *db)
        .await?;
    for (pragma, wanted) in PROMISES {
        if ask(db, pragma).await?.as_deref() != Some(wanted) {
            return Err(Error::Unexpected("a database setting did not hold"));
        }
    }
    Ok(())
}

/// A pragma's value as text.
async fn ask(db: &mut SqliteConnection, pragma: &'static str) -> Result<Option<String>> {
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA {pragma}")))
        .fetch_optional(db)
        .await?;
    use sqlx::Row;
    Ok(row.and_then(|row| {
        row.try_get::<String, _>(0)
            .ok()
            .or_else(|| row.try_get::<i64, _>(0).ok().map(|n| n.to_string()))
    }))
}

/// Folds the log into the database and empties it, so that what was deleted is in no live file.
///
/// # Errors
/// [`Error::VaultInUse`] when something still reads, so that nobody believes it was done.
pub(crate) async fn fold_log(db: &mut SqliteConnection) -> Result<()> {
    let busy: i64 = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(db)
        .await?;
    if busy == 0 { Ok(()) } else { Err(Error::VaultInUse) }
}

/// Folds the log and closes.
pub(super) async fn close(mut db: SqliteConnection) -> Result<()> {
    let folded = fold_log(&mut db).await;
    db.close().await?;
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Case 15 of the faults to try. This build always answers, so the check is tried on what others answer:
    /// plain SQLite gives no row for a pragma it does not know.
    #[test]
    fn a_build_without_the_cipher_is_refused() {
        assert!(matches!(is_cipher(None), Err(Error::NotEncrypted)));
        assert!(matches!(is_cipher(Some("")), Err(Error::NotEncrypted)));
        assert!(is_cipher(Some("4.10.0 community")).is_ok());
    }

    #[tokio::test]
    async fn a_pragma_nobody_knows_gives_no_answer() {
        let place = tempfile::tempdir().unwrap();
        let mut db = make(&place.path().join("vault.db"), &DatabaseKey::make())
            .await
            .unwrap();
        assert_eq!(
            ask(&mut db, "cipher_version_of_another_build").await.unwrap(),
            None
        );
        assert!(ask(&mut db, "cipher_version").await.unwrap().is_some());
    }

    #[tokio::test]
    async fn a_plain_file_is_told_from_an_encrypted_one() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("vault.db");
        let mut plain = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(true)
            .connect()
            .await
            .unwrap();
        sqlx::query("CREATE TABLE t (x TEXT) STRICT")
            .execute(&mut plain)
            .await
            .unwrap();
        plain.close().await.unwrap();
        assert!(matches!(
            look_at_file(&path, &DatabaseKey::make()),
            Err(Error::NotEncrypted)
        ));
    }

    #[tokio::test]
    async fn a_made_database_is_not_plain_and_keeps_every_promise() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("vault.db");
        let key = DatabaseKey::make();
        let mut db = make(&path, &key).await.unwrap();
        sqlx::query("CREATE TABLE t (x TEXT) STRICT")
            .execute(&mut db)
            .await
            .unwrap();
        prove(&mut db).await.unwrap();
        close(db).await.unwrap();
        look_at_file(&path, &key).unwrap();
        assert!(matches!(
            look_at_file(&path, &DatabaseKey::make()),
            Err(Error::DatabaseDamaged(_))
        ));
        let other = DatabaseKey {
            key: [0; 32],
            salt: key.salt,
        };
        assert!(matches!(
            open(&path, &other).await,
            Err(Error::DatabaseDamaged(_))
        ));
    }

    #[tokio::test]
    async fn a_second_connection_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("vault.db");
        let key = DatabaseKey::make();
        let mut db = make(&path, &key).await.unwrap();
        sqlx::query("CREATE TABLE t (x TEXT) STRICT")
            .execute(&mut db)
            .await
            .unwrap();
        assert!(matches!(open(&path, &key).await, Err(Error::VaultInUse)));
        assert!(
            !place.path().join("vault.db-shm").exists(),
            "exclusive locking needs no shared memory file"
        );
    }
}
