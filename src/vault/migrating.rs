//! Tests of bringing a vault to a later schema, with a list of migrations that goes on after this Cairn's.

use std::fs;
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::*;

fn passphrase() -> Passphrase {
    Passphrase::new("brindle otter copper lantern")
}

fn evening() -> Moment {
    Moment {
        utc: DateTime::from_timestamp(1_771_364_400, 0).unwrap(),
        offset: FixedOffset::east_opt(0).unwrap(),
        zone: String::new(),
    }
}

/// This Cairn's migrations and one more.
async fn with_one_more(place: &Path, sql: &str) -> Migrator {
    let folder = place.join("migrations");
    fs::create_dir_all(&folder).unwrap();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations")).unwrap() {
        let path = file.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    fs::write(folder.join("9000_one_more.sql"), sql).unwrap();
    Migrator::new(folder).await.unwrap()
}

async fn open_with(folder: &VaultFolder, migrations: &Migrator) -> Result<Vault> {
    let (hold, generation) = take(folder)?;
    let slot = slot::open_with_passphrase(&generation, &passphrase())?;
    Vault::open(folder, hold, generation, slot, migrations, &evening()).await
}

async fn idle_minutes(folder: &VaultFolder, migrations: &Migrator) -> u16 {
    let vault = open_with(folder, migrations).await.unwrap();
    let minutes = vault.idle_minutes().await.unwrap();
    vault.lock().await.unwrap();
    minutes
}

/// A locked vault in which one thing was acknowledged.
async fn kept(place: &Path) -> VaultFolder {
    let folder = VaultFolder::at(place.join("vault")).unwrap();
    let (vault, _) = Vault::create(&folder, &passphrase(), &evening()).await.unwrap();
    vault.set_idle_minutes(17).await.unwrap();
    vault.lock().await.unwrap();
    folder
}

fn backups(folder: &VaultFolder) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder.backups()) else {
        return Vec::new();
    };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[tokio::test]
async fn a_migration_makes_a_copy_first_and_the_copy_opens() {
    let place = tempfile::tempdir().unwrap();
    let folder = kept(place.path()).await;
    let later = with_one_more(place.path(), "CREATE TABLE later (x TEXT NOT NULL) STRICT;").await;
    let vault = open_with(&folder, &later).await.unwrap();
    assert!(!vault.is_read_only());
    assert_eq!(vault.idle_minutes().await.unwrap(), 17);
    sqlx::query("INSERT INTO later VALUES ('it was applied')")
        .execute(&mut *vault.db().await)
        .await
        .unwrap();
    let copies = backups(&folder);
    assert_eq!(copies.len(), 1);
    assert!(
        copies[0]
            .to_string_lossy()
            .ends_with(CopyKind::BeforeMigration.suffix())
    );
    Vault::open_generation(&copies[0], &passphrase()).await.unwrap();
    let mut copy = database::open_copy(&copies[0].join(DATABASE), &vault.slot.key)
        .await
        .unwrap();
    assert_eq!(
        schema::standing(&mut copy, &later).await.unwrap(),
        Standing::Older,
        "the copy is of before"
    );
    copy.close().await.unwrap();
    vault.lock().await.unwrap();

    assert_eq!(idle_minutes(&folder, &later).await, 17);
    assert_eq!(backups(&folder).len(), 1, "nothing to migrate, nothing to copy");
    let before = Vault::unlock(&folder, &passphrase(), &evening()).await.unwrap();
    assert!(before.is_read_only(), "the Cairn of before may still read it");
}

#[tokio::test]
async fn a_migration_that_fails_changes_nothing() {
    let place = tempfile::tempdir().unwrap();
    let folder = kept(place.path()).await;
    let broken = "UPDATE vault_setting SET value = '3'; CREATE TABLE record (seq INTEGER);";
    let later = with_one_more(place.path(), broken).await;
    assert!(open_with(&folder, &later).await.is_err());
    assert_eq!(idle_minutes(&folder, &schema::MIGRATIONS).await, 17);
    assert_eq!(backups(&folder).len(), 1, "the copy made before stays");
}

#[tokio::test]
async fn a_damaged_database_is_not_migrated() {
    let place = tempfile::tempdir().unwrap();
    let folder = kept(place.path()).await;
    let later = with_one_more(place.path(), "CREATE TABLE later (x TEXT NOT NULL) STRICT;").await;
    let path = folder.path().join("gen-000001").join(DATABASE);
    let whole = fs::read(&path).unwrap();
    for page in 1..whole.len() / 4_096 {
        let mut bytes = whole.clone();
        bytes[page * 4_096 + 99] ^= 4;
        fs::write(&path, &bytes).unwrap();
        assert!(
            matches!(open_with(&folder, &later).await, Err(Error::DatabaseDamaged(_))),
            "page {}",
            page + 1
        );
        assert!(fs::read(&path).unwrap() == bytes, "nothing was written to it");
    }
    assert!(backups(&folder).is_empty(), "a damaged vault is no backup");
    fs::write(&path, &whole).unwrap();
    assert_eq!(idle_minutes(&folder, &later).await, 17);
}
