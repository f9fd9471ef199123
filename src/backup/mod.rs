//! Copies over time: made on request and by themselves, each proven by opening it, the oldest let go of, and
//! brought back from the lock screen.
//!
//! A backup is a folder in `backups/`: a whole generation, its database and its slots. It opens with the
//! passphrase (or recovery key) of its own day. Everything else knows backups only through this room, so that
//! a portable archive can take the folder's place.

mod keep;
mod restore;

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDateTime, Utc};

pub use crate::vault::CopyKind;
pub use restore::restore;

use crate::clock::Moment;
use crate::vault::{DATABASE, Vault, VaultFolder, files, free_place};
use crate::{Error, Result};

/// By itself, a copy is made at most this often, in seconds.
const EVERY: i64 = 60 * 60;

/// A backup as a list shows it. What is in it is locked; its time and size are not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Its folder's name.
    pub id: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Why it was made.
    pub kind: CopyKind,
    /// The size of its database.
    pub bytes: u64,
}

/// All backups, newest first. Needs no passphrase.
///
/// # Errors
/// [`Error::CannotRead`] when the folder cannot be read; none there is no error.
pub fn list(folder: &VaultFolder) -> Result<Vec<Backup>> {
    let place = folder.backups();
    if fs::symlink_metadata(&place).is_err() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(&place).map_err(files::cannot_read(&place))?;
    let mut backups: Vec<Backup> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| from_name(folder, name))
        .collect();
    backups.sort_by(|a, b| b.id.cmp(&a.id));
    Ok(backups)
}

fn from_name(folder: &VaultFolder, id: String) -> Option<Backup> {
    let (time, rest) = id.split_once('-')?;
    let made_at = NaiveDateTime::parse_from_str(time, "%Y%m%dT%H%M%SZ")
        .ok()?
        .and_utc();
    let kind = CopyKind::ALL.into_iter().find(|kind| {
        rest.strip_prefix(kind.suffix()).is_some_and(|number| {
            number.is_empty()
                || number
                    .strip_prefix('-')
                    .is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        })
    })?;
    let bytes = fs::symlink_metadata(folder.backups().join(&id).join(DATABASE))
        .ok()?
        .len();
    Some(Backup {
        id,
        made_at,
        kind,
        bytes,
    })
}

/// Finds a backup by its id, which is never used as a path before it has been found in the list.
fn find(folder: &VaultFolder, id: &str) -> Result<PathBuf> {
    let backup = list(folder)?
        .into_iter()
        .find(|backup| backup.id == id)
        .ok_or(Error::BackupNotFound)?;
    Ok(folder.backups().join(backup.id))
}

/// Makes a backup now, and lets go of those no longer kept.
///
/// # Errors
/// [`Error::BackupDamaged`] when the copy does not open; [`Error::DiskFull`] and the like. Backups made before
/// are untouched then.
pub async fn make(vault: &Vault, now: &Moment) -> Result<Backup> {
    let place = free_place(vault.folder(), CopyKind::Copy, now)?;
    vault.copy_to(&place).await?;
    let made =
        from_name(vault.folder(), files::name_of(&place)).ok_or(Error::Unexpected("naming a backup"))?;
    keep::let_go_of_old(vault.folder())?;
    Ok(made)
}

/// Whether a copy is due by itself: none was made in the last hour. A clock that went back counts as due.
///
/// # Errors
/// As [`list`].
pub fn is_due(folder: &VaultFolder, now: &Moment) -> Result<bool> {
    let newest = list(folder)?
        .into_iter()
        .find(|backup| backup.kind == CopyKind::Copy);
    Ok(newest.is_none_or(|backup| {
        let age = (now.utc - backup.made_at).num_seconds();
        !(0..EVERY).contains(&age)
    }))
}

/// Locks a vault, with a backup first when one is due.
///
/// # Errors
/// Of the backup or of the locking; the vault is locked all the same.
pub async fn lock(vault: Vault, now: &Moment) -> Result<()> {
    let copied = match is_due(vault.folder(), now) {
        Ok(true) if !vault.is_read_only() => make(&vault, now).await.map(|_| ()),
        Ok(_) => Ok(()),
        Err(error) => Err(error),
    };
    let locked = vault.lock().await;
    locked.and(copied)
}
