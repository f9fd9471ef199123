//! Who a database says it is, and what it has counted.

use sqlx::{Row, SqliteConnection};

use super::slot::Slot;
use crate::{Error, Result};

/// The one row of `vault_identity`, without its counters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) vault_id: [u8; 16],
    pub(crate) generation: u32,
}

impl Identity {
    /// # Errors
    /// [`Error::FilesDoNotBelongTogether`] when slot and database are of different vaults or generations.
    pub(crate) fn agrees_with(&self, slot: &Slot) -> Result<()> {
        if self.vault_id == slot.vault_id && self.generation == slot.generation {
            Ok(())
        } else {
            Err(Error::FilesDoNotBelongTogether)
        }
    }
}

/// What a vault can say without counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Records that are not put away.
    pub records: u32,
    /// When a record was last written: UTC, RFC 3339.
    pub last_written: Option<String>,
}

pub(crate) async fn read(db: &mut SqliteConnection) -> Result<Identity> {
    let row = sqlx::query("SELECT vault_id, generation FROM vault_identity")
        .fetch_optional(db)
        .await?
        .ok_or(Error::DatabaseDamaged("identity"))?;
    let vault_id: Vec<u8> = row.try_get(0)?;
    Ok(Identity {
        vault_id: vault_id
            .try_into()
            .map_err(|_| Error::DatabaseDamaged("identity"))?,
        generation: row.try_get(1)?,
    })
}

pub(crate) async fn write(
    db: &mut SqliteConnection,
    slot: &Slot,
    recovery_recipient: &str,
    made_at: &str,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO vault_identity (only_row, vault_id, generation, recovery_recipient, made_at)
         VALUES (1, ?1, ?2, ?3, ?4)",
    )
    .bind(slot.vault_id.as_slice())
    .bind(slot.generation)
    .bind(recovery_recipient)
    .bind(made_at)
    .execute(db)
    .await?;
    Ok(())
}

pub(crate) async fn set_recovery_recipient(db: &mut SqliteConnection, recipient: &str) -> Result<()> {
    sqlx::query("UPDATE vault_identity SET recovery_recipient = ?1")
        .bind(recipient)
        .execute(db)
        .await?;
    Ok(())
}

/// A number that goes up with every change to a record and never down.
pub(crate) async fn changes(db: &mut SqliteConnection) -> Result<i64> {
    Ok(sqlx::query_scalar("SELECT changes FROM vault_identity")
        .fetch_one(db)
        .await?)
}

pub(crate) async fn tally(db: &mut SqliteConnection) -> Result<Tally> {
    let row = sqlx::query("SELECT records, last_written FROM vault_identity")
        .fetch_one(db)
        .await?;
    Ok(Tally {
        records: row.try_get(0)?,
        last_written: row.try_get(1)?,
    })
}
