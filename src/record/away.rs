//! Putting away, bringing back, deleting for good.

use sqlx::Connection;

use super::id::RecordId;
use super::save::forget_unused_codes;
use crate::clock::Moment;
use crate::vault::Vault;
use crate::{Error, Result, fault};

/// Puts a record out of sight: out of lists and search, whole, and able to come back. Doing it twice is fine.
///
/// # Errors
/// [`Error::RecordNotFound`], [`Error::ReadOnly`].
pub async fn put_away(vault: &Vault, id: RecordId, now: &Moment) -> Result<()> {
    let mut db = vault.db_to_write().await?;
    sqlx::query(
        "UPDATE record SET state_before = state, state = 'put_away', put_away_at = ?2
         WHERE id = ?1 AND state <> 'put_away'",
    )
    .bind(id.bytes())
    .bind(now.utc_text())
    .execute(&mut *db)
    .await?;
    super::open::seq_of(&mut db, id).await.map(|_| ())
}

/// Brings a record back as it was. Doing it twice is fine.
///
/// # Errors
/// [`Error::RecordNotFound`], [`Error::ReadOnly`].
pub async fn bring_back(vault: &Vault, id: RecordId) -> Result<()> {
    let mut db = vault.db_to_write().await?;
    sqlx::query(
        "UPDATE record SET state = state_before, state_before = NULL, put_away_at = NULL
         WHERE id = ?1 AND state = 'put_away'",
    )
    .bind(id.bytes())
    .execute(&mut *db)
    .await?;
    super::open::seq_of(&mut db, id).await.map(|_| ())
}

/// Deletes a record that has been put away, its history and everything search knew of it, and folds the log,
/// so that its words are in no live file afterwards. Backups made before still hold it.
///
/// # Errors
/// [`Error::NotPutAway`] when the first step was not taken; [`Error::RecordNotFound`]; [`Error::ReadOnly`].
pub async fn delete_for_good(vault: &Vault, id: RecordId) -> Result<()> {
    {
        let mut db = vault.db_to_write().await?;
        let mut change = db.begin_with("BEGIN IMMEDIATE").await?;
        super::open::seq_of(&mut change, id).await?;
        let done = sqlx::query("DELETE FROM record WHERE id = ?1 AND state = 'put_away'")
            .bind(id.bytes())
            .execute(&mut *change)
            .await?;
        if done.rows_affected() == 0 {
            return Err(Error::NotPutAway);
        }
        forget_unused_codes(&mut change).await?;
        fault::point("delete-before-commit");
        change.commit().await?;
    }
    vault.fold_log().await
}
