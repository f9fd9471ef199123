//! Copying a whole generation while it is open, and proving the copy. Which copies to keep is `backup`'s business.

use std::fs;
use std::path::{Path, PathBuf};

use sqlx::{Connection, SqliteConnection};

use super::folder::{DATABASE, VaultFolder};
use super::health::structure_sound;
use super::secret::DatabaseKey;
use super::{database, files, identity, slot};
use crate::clock::Moment;
use crate::{Error, Result, fault};

/// Why a copy was made. It is part of the folder's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyKind {
    /// On request, or by itself after a lock.
    Copy,
    /// Before a migration.
    BeforeMigration,
    /// What was there when an earlier copy was brought back.
    SetAside,
}

impl CopyKind {
    pub(crate) const ALL: [CopyKind; 3] = [CopyKind::Copy, CopyKind::BeforeMigration, CopyKind::SetAside];

    /// The end of the folder's name.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            CopyKind::Copy => "copy",
            CopyKind::BeforeMigration => "before-migration",
            CopyKind::SetAside => "set-aside",
        }
    }
}

/// A folder name that sorts by time: `20261122T184005Z-copy`, with a number when that second is taken.
pub(crate) fn free_place(folder: &VaultFolder, kind: CopyKind, now: &Moment) -> Result<PathBuf> {
    let backups = folder.backups();
    if fs::symlink_metadata(&backups).is_err() {
        files::make_folder(&backups)?;
    }
    files::make_private(&backups, true)?;
    let time = now.utc.format("%Y%m%dT%H%M%SZ");
    let names = std::iter::once(format!("{time}-{}", kind.suffix()))
        .chain((2..1000).map(|n| format!("{time}-{}-{n:03}", kind.suffix())));
    for name in names {
        let place = backups.join(&name);
        if fs::symlink_metadata(&place).is_err() && fs::symlink_metadata(partial(&place)).is_err() {
            return Ok(place);
        }
    }
    Err(Error::Unexpected("naming a backup"))
}

/// Where a copy is made until it is whole. Anything so named may be thrown away.
pub(crate) fn partial(place: &Path) -> PathBuf {
    place.with_added_extension("partial")
}

/// Copies the open generation to `place`: the database by `VACUUM INTO` (which keeps key and salt), the slot
/// files beside it; opens the copy and checks every page; only then gives it its name.
pub(crate) async fn copy_generation(
    db: &mut SqliteConnection,
    key: &DatabaseKey,
    generation: &Path,
    place: &Path,
) -> Result<()> {
    let partial = partial(place);
    files::make_folder(&partial)?;
    let made = fill(db, key, generation, &partial).await;
    if made.is_err() {
        // Half a copy helps nobody. If it cannot be taken away either, it keeps a name that says it is partial.
        let _ = fs::remove_dir_all(&partial);
    }
    made?;
    fault::point("copy-proven");
    files::rename(&partial, place)
}

async fn fill(db: &mut SqliteConnection, key: &DatabaseKey, generation: &Path, into: &Path) -> Result<()> {
    let target = into.join(DATABASE);
    let path = target
        .to_str()
        .ok_or(Error::Unexpected("a path that is not Unicode"))?;
    files::write_new(&target, b"")?; // private from its first instant; SQLite takes an empty file
    database::fold_log(db).await?;
    sqlx::query("VACUUM INTO ?1").bind(path).execute(&mut *db).await?;
    fs::File::open(&target)
        .and_then(|file| file.sync_all())
        .map_err(files::cannot_write(&target))?;
    fault::point("copy-vacuumed");
    for name in slot::file_names() {
        if generation.join(name).exists() {
            files::copy_new(&generation.join(name), &into.join(name))?;
        }
    }
    files::sync_folder(into)?;
    let original = identity::read(db).await?;
    database::look_at_file(&target, key)?;
    let mut copy = database::open_copy(&target, key).await?;
    let same = identity::read(&mut copy)
        .await
        .is_ok_and(|copied| copied == original);
    let sound = same && all_pages_sound(&mut copy).await?;
    copy.close().await?;
    if sound { Ok(()) } else { Err(Error::BackupDamaged) }
}

/// SQLCipher checks the seal of every page; it answers a row for each that does not hold.
pub(crate) async fn all_pages_sound(db: &mut SqliteConnection) -> Result<bool> {
    let rows = sqlx::query("PRAGMA cipher_integrity_check").fetch_all(db).await?;
    Ok(rows.is_empty())
}

/// After a crash the log still holds writes. A log that belongs to another database, or to an earlier day of this
/// one, would be folded in and spoil it, so database and log are tried as a copy first; the originals are not touched.
///
/// # Errors
/// [`Error::DatabaseDamaged`] when the two do not make one sound database.
pub(super) async fn try_left_log(generation: &Path, key: &DatabaseKey) -> Result<()> {
    let log = generation.join("vault.db-wal");
    if !fs::metadata(&log).is_ok_and(|about| about.len() > 0) {
        return Ok(());
    }
    let trial = generation.join("trial");
    if fs::symlink_metadata(&trial).is_ok() {
        fs::remove_dir_all(&trial).map_err(files::cannot_write(&trial))?;
    }
    files::make_folder(&trial)?;
    let result = try_copy(generation, &trial, key).await;
    fs::remove_dir_all(&trial).map_err(files::cannot_write(&trial))?;
    result
}

async fn try_copy(generation: &Path, trial: &Path, key: &DatabaseKey) -> Result<()> {
    let path = trial.join(DATABASE);
    files::copy_new(&generation.join(DATABASE), &path)?;
    let without_log = changes_without_log(&path, key).await;
    let log = "vault.db-wal";
    files::remove_if_there(&trial.join(log))?;
    files::copy_new(&generation.join(log), &trial.join(log))?;
    let damaged = |_| Error::DatabaseDamaged(log);
    let mut db = database::open(&path, key).await.map_err(damaged)?;
    let sound = is_sound_and_later(&mut db, without_log).await;
    db.close().await.map_err(|error| damaged(error.into()))?;
    if sound {
        Ok(())
    } else {
        Err(Error::DatabaseDamaged(log))
    }
}

/// How far the database had come by itself. `None` when it cannot be read so: a crash while the log was being folded
/// in leaves pages that only the log can mend.
async fn changes_without_log(path: &Path, key: &DatabaseKey) -> Option<i64> {
    let mut db = database::open(path, key).await.ok()?;
    let changes = identity::changes(&mut db).await.ok();
    // A connection that met a damaged page may not close cleanly; its copy is thrown away in any case.
    let _ = db.close().await;
    changes
}

/// Folding shows whether the log's pages carry this database's seal, the counter whether it is of an earlier day, the
/// structure whether pages of two days were mixed.
async fn is_sound_and_later(db: &mut SqliteConnection, without_log: Option<i64>) -> bool {
    let later = match identity::changes(db).await {
        Ok(changes) => without_log.is_none_or(|before| changes >= before),
        Err(_) => false,
    };
    later
        && database::fold_log(db).await.is_ok()
        && all_pages_sound(db).await.unwrap_or(false)
        && structure_sound(db).await.unwrap_or(false)
}
