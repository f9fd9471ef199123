//! The vault: closed ↔ open.
//!
//! [`VaultFolder`] is a closed vault's place on disk. [`Vault`] is an open one: one hold on the folder, one
//! connection, one key; locking it lets go of all three. What is written here follows SECURITY.md to the letter.

mod copy;
mod database;
pub(crate) mod files;
mod folder;
mod health;
mod identity;
#[cfg(test)]
mod migrating;
mod passphrase;
mod recovery;
mod schema;
mod secret;
mod setting;
mod slot;

use std::path::{Path, PathBuf};

use sqlx::migrate::Migrator;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{Mutex, MutexGuard};

pub use copy::CopyKind;
pub(crate) use copy::{copy_generation, free_place};
pub(crate) use folder::DATABASE;
pub use folder::{APP_FOLDER, VaultFolder};
pub use health::{Health, HealthStep};
pub use identity::Tally;
pub use passphrase::{OFFERED_WORDS, Strength, strength, suggest_passphrase};
pub use recovery::RecoveryKey;
pub use secret::{PASSPHRASE_MAX, PASSPHRASE_MIN, Passphrase};

use crate::clock::Moment;
use crate::{Error, Result, fault};
use folder::Hold;
use schema::Standing;
use secret::DatabaseKey;
use setting::Setting;
use slot::{Lock, Slot};

/// Idle minutes until a person chooses others.
pub const IDLE_MINUTES: u16 = 5;
/// The most idle minutes that can be chosen.
pub const IDLE_MINUTES_MAX: u16 = 60;

/// An open vault.
///
/// It has no `Debug` and is never cloned: there is one, and locking it takes it.
pub struct Vault {
    folder: VaultFolder,
    generation: PathBuf,
    slot: Slot,
    read_only: bool,
    db: Mutex<SqliteConnection>,
    // Last, so that the folder is let go of after the connection has closed.
    _hold: Hold,
}

impl Vault {
    /// Makes a vault where there is none: folder, database, both slots; the last step makes it count.
    ///
    /// # Errors
    /// [`Error::VaultAlreadyThere`], [`Error::VaultInUse`], what a passphrase is refused for
    /// ([`Passphrase::check_new`]), and what files and the database refuse.
    pub async fn create(
        folder: &VaultFolder,
        passphrase: &Passphrase,
        now: &Moment,
    ) -> Result<(Vault, RecoveryKey)> {
        passphrase.check_new()?;
        if folder.holds_a_vault() {
            return Err(Error::VaultAlreadyThere);
        }
        folder.prepare()?;
        let hold = folder.hold()?;
        if folder.holds_a_vault() {
            return Err(Error::VaultAlreadyThere);
        }
        let generation = folder.next_generation()?;
        let recovery = RecoveryKey::make();
        let slot = Slot {
            vault_id: rand::random(),
            generation: 1,
            key: DatabaseKey::make(),
            made_at: u64::try_from(now.utc.timestamp_millis()).unwrap_or(0),
        };
        let mut db = database::make(&generation.join(DATABASE), &slot.key).await?;
        schema::apply(&mut db, &schema::MIGRATIONS).await?;
        identity::write(&mut db, &slot, &recovery.recipient().to_string(), &now.utc_text()).await?;
        database::fold_log(&mut db).await?;
        slot::write(&generation, &slot, &Lock::Passphrase(passphrase))?;
        slot::write(&generation, &slot, &Lock::Recovery(&recovery))?;
        fault::point("vault-made");
        folder.set_current(&generation)?;
        let vault = Vault {
            folder: folder.clone(),
            generation,
            slot,
            read_only: false,
            db: Mutex::new(db),
            _hold: hold,
        };
        Ok((vault, recovery))
    }

    /// Opens a vault with its passphrase.
    ///
    /// # Errors
    /// [`Error::NoVaultHere`], [`Error::VaultInUse`], [`Error::PassphraseDidNotOpen`], [`Error::SlotDamaged`],
    /// [`Error::DatabaseDamaged`], [`Error::NotEncrypted`], [`Error::FilesDoNotBelongTogether`],
    /// [`Error::MadeByNewerCairn`], [`Error::VaultFolderUnsafe`].
    pub async fn unlock(folder: &VaultFolder, passphrase: &Passphrase, now: &Moment) -> Result<Vault> {
        let (hold, generation) = take(folder)?;
        let slot = slot::open_with_passphrase(&generation, passphrase)?;
        Self::open(folder, hold, generation, slot, &schema::MIGRATIONS, now).await
    }

    /// Opens a vault with its recovery key, and gives it a new passphrase and a new recovery key.
    ///
    /// The passphrase is changed first: whatever moment the machine stops at, either the recovery key on paper
    /// or the new passphrase opens the vault.
    ///
    /// # Errors
    /// As [`Vault::unlock`], with [`Error::RecoveryKeyDidNotOpen`] in place of the passphrase's.
    pub async fn unlock_with_recovery(
        folder: &VaultFolder,
        recovery: &RecoveryKey,
        passphrase: &Passphrase,
        now: &Moment,
    ) -> Result<(Vault, RecoveryKey)> {
        passphrase.check_new()?;
        let (hold, generation) = take(folder)?;
        let slot = slot::open_with_recovery(&generation, recovery)?;
        let vault = Self::open(folder, hold, generation, slot, &schema::MIGRATIONS, now).await?;
        slot::write(&vault.generation, &vault.slot, &Lock::Passphrase(passphrase))?;
        let recovery = vault.make_new_recovery_key().await?;
        Ok((vault, recovery))
    }

    /// Opens a generation that is not (yet) the current one, under a hold that is already taken.
    pub(crate) async fn open_generation(generation: &Path, passphrase: &Passphrase) -> Result<()> {
        let slot = slot::open_with_passphrase(generation, passphrase)?;
        let path = generation.join(DATABASE);
        database::look_at_file(&path, &slot.key)?;
        copy::try_left_log(generation, &slot.key).await?;
        let mut db = database::open(&path, &slot.key).await?;
        let found = async {
            identity::read(&mut db).await?.agrees_with(&slot)?;
            copy::all_pages_sound(&mut db).await
        }
        .await;
        db.close().await?;
        if found? { Ok(()) } else { Err(Error::BackupDamaged) }
    }

    async fn open(
        folder: &VaultFolder,
        hold: Hold,
        generation: PathBuf,
        slot: Slot,
        migrations: &Migrator,
        now: &Moment,
    ) -> Result<Vault> {
        let path = generation.join(DATABASE);
        database::look_at_file(&path, &slot.key)?;
        copy::try_left_log(&generation, &slot.key).await?;
        let mut db = database::open(&path, &slot.key).await?;
        identity::read(&mut db).await?.agrees_with(&slot)?;
        let mut read_only = false;
        match schema::standing(&mut db, migrations).await? {
            Standing::Current => {}
            Standing::Empty => return Err(Error::DatabaseDamaged("schema")),
            Standing::Older => {
                if !copy::all_pages_sound(&mut db).await? {
                    return Err(Error::DatabaseDamaged("vault.db"));
                }
                let place = free_place(folder, CopyKind::BeforeMigration, now)?;
                copy_generation(&mut db, &slot.key, &generation, &place).await?;
                schema::apply(&mut db, migrations).await?;
            }
            Standing::Newer => {
                schema::read_only(&mut db).await?;
                read_only = true;
            }
        }
        Ok(Vault {
            folder: folder.clone(),
            generation,
            slot,
            read_only,
            db: Mutex::new(db),
            _hold: hold,
        })
    }

    /// Locks: folds the log into the database, closes it, lets go of the key and the folder.
    ///
    /// # Errors
    /// What the last write to the disk refuses; the vault is locked all the same.
    pub async fn lock(self) -> Result<()> {
        database::close(self.db.into_inner()).await
    }

    /// Gives the vault another passphrase. The database is not touched; the recovery key stays.
    ///
    /// # Errors
    /// [`Error::PassphraseDidNotOpen`] when `current` is not the present one; what [`Passphrase::check_new`]
    /// refuses.
    pub async fn change_passphrase(&self, current: &Passphrase, new: &Passphrase) -> Result<()> {
        new.check_new()?;
        let slot = slot::open_with_passphrase(&self.generation, current)?;
        if slot.key != self.slot.key {
            return Err(Error::FilesDoNotBelongTogether);
        }
        slot::write(&self.generation, &slot, &Lock::Passphrase(new))
    }

    /// Makes a new recovery key; the one before opens nothing from then on.
    ///
    /// # Errors
    /// [`Error::ReadOnly`], and what files refuse.
    pub async fn make_new_recovery_key(&self) -> Result<RecoveryKey> {
        let mut db = self.db_to_write().await?;
        let recovery = RecoveryKey::make();
        // First, so that a stop in between asks for yet another key rather than trust one nobody has seen.
        setting::write(&mut db, Setting::RecoveryKeyNoted, "0").await?;
        fault::point("recovery-unnoted");
        slot::write(&self.generation, &self.slot, &Lock::Recovery(&recovery))?;
        identity::set_recovery_recipient(&mut db, &recovery.recipient().to_string()).await?;
        Ok(recovery)
    }

    /// Whether the person has said that the present recovery key is written down.
    pub async fn recovery_key_noted(&self) -> Result<bool> {
        let value = setting::read(&mut *self.db().await, Setting::RecoveryKeyNoted).await?;
        Ok(value.as_deref() == Some("1"))
    }

    /// The person has written the present recovery key down.
    pub async fn note_recovery_key(&self) -> Result<()> {
        setting::write(&mut *self.db_to_write().await?, Setting::RecoveryKeyNoted, "1").await
    }

    /// Minutes after which the vault locks itself when nobody is there; 0 is never.
    pub async fn idle_minutes(&self) -> Result<u16> {
        let value = setting::read(&mut *self.db().await, Setting::IdleMinutes).await?;
        Ok(value.and_then(|text| text.parse().ok()).unwrap_or(IDLE_MINUTES))
    }

    /// Sets the idle minutes: 1 to 60, or 0 for never.
    ///
    /// # Errors
    /// [`Error::FieldNotUnderstood`] for any other number.
    pub async fn set_idle_minutes(&self, minutes: u16) -> Result<()> {
        if minutes > IDLE_MINUTES_MAX {
            return Err(Error::FieldNotUnderstood("idle_minutes"));
        }
        setting::write(
            &mut *self.db_to_write().await?,
            Setting::IdleMinutes,
            &minutes.to_string(),
        )
        .await
    }

    /// How many records there are and when one was last written.
    pub async fn tally(&self) -> Result<Tally> {
        identity::tally(&mut *self.db().await).await
    }

    /// Looks the whole vault over; `progress` hears each step before it begins, with its place from 0.
    ///
    /// # Errors
    /// Only what stops the looking; what is found is in [`Health`].
    pub async fn check_health(
        &self,
        now: &Moment,
        progress: &mut (dyn FnMut(HealthStep, usize) + Send),
    ) -> Result<Health> {
        let mut db = self.db().await;
        let health = health::check(&mut db, progress).await?;
        if health.is_sound() && !self.read_only {
            setting::write(&mut db, Setting::FoundSoundAt, &now.utc_text()).await?;
        }
        Ok(health)
    }

    /// A newer Cairn made this vault: it can be read here, not written.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The vault's id, for a person to tell two recovery keys apart: its first 8 hex digits.
    pub fn short_id(&self) -> String {
        self.slot.vault_id[..4]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }

    /// Where it lies.
    pub fn folder(&self) -> &VaultFolder {
        &self.folder
    }

    /// Copies the whole generation to `place` and proves the copy.
    pub(crate) async fn copy_to(&self, place: &Path) -> Result<()> {
        let mut db = self.db().await;
        copy_generation(&mut db, &self.slot.key, &self.generation, place).await
    }

    /// The one connection. Hold it for one operation only.
    pub(crate) async fn db(&self) -> MutexGuard<'_, SqliteConnection> {
        self.db.lock().await
    }

    /// The one connection, to change something.
    pub(crate) async fn db_to_write(&self) -> Result<MutexGuard<'_, SqliteConnection>> {
        if self.read_only {
            Err(Error::ReadOnly)
        } else {
            Ok(self.db.lock().await)
        }
    }

    /// Folds the log, so that what was let go of is in no live file.
    pub(crate) async fn fold_log(&self) -> Result<()> {
        database::fold_log(&mut *self.db().await).await
    }
}

/// Takes the hold on a vault that is there, and finds the generation that counts.
fn take(folder: &VaultFolder) -> Result<(Hold, PathBuf)> {
    if !folder.holds_a_vault() {
        return Err(Error::NoVaultHere);
    }
    folder.prepare()?;
    let hold = folder.hold()?;
    let generation = folder.current()?;
    Ok((hold, generation))
}
