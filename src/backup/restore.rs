//! Bringing back an earlier copy. What is there now is set aside, never overwritten.

use std::fs;

use super::find;
use crate::clock::Moment;
use crate::vault::{CopyKind, Passphrase, Vault, VaultFolder, files, free_place};
use crate::{Error, Result, fault};

/// Makes a backup the vault again and opens it. The passphrase is the one of the backup's own day.
///
/// The copy becomes a new generation and is opened and checked there before `CURRENT` is replaced: until that
/// one step, what was there before is what counts; after it, the whole of it lies among the backups.
///
/// # Errors
/// [`Error::BackupNotFound`]; [`Error::BackupDamaged`] when the copy is not sound;
/// [`Error::PassphraseDidNotOpen`]; [`Error::MadeByNewerCairn`]; [`Error::VaultInUse`].
pub async fn restore(folder: &VaultFolder, id: &str, passphrase: &Passphrase, now: &Moment) -> Result<Vault> {
    let backup = find(folder, id)?;
    files::make_private(&backup, true)?;
    folder.prepare()?;
    let hold = folder.hold()?;
    let before = folder.current().ok();
    let generation = folder.next_generation()?;
    let ready = fill(&backup, &generation, passphrase).await;
    if ready.is_err() {
        fs::remove_dir_all(&generation).map_err(files::cannot_write(&generation))?;
    }
    ready?;
    fault::point("restore-ready");
    folder.set_current(&generation)?;
    fault::point("restore-current");
    if let Some(before) = before {
        files::rename(&before, &free_place(folder, CopyKind::SetAside, now)?)?;
    }
    drop(hold);
    Vault::unlock(folder, passphrase, now).await
}

async fn fill(backup: &std::path::Path, generation: &std::path::Path, passphrase: &Passphrase) -> Result<()> {
    let entries = fs::read_dir(backup).map_err(files::cannot_read(backup))?;
    for entry in entries {
        let from = entry.map_err(files::cannot_read(backup))?.path();
        // Only plain files belong in a backup; a leftover `trial` folder or the like is not carried over.
        if fs::symlink_metadata(&from).is_ok_and(|about| about.is_file()) {
            files::copy_new(&from, &generation.join(files::name_of(&from)))?;
        }
    }
    files::sync_folder(generation)?;
    Vault::open_generation(generation, passphrase)
        .await
        .map_err(|error| {
            if matches!(
                error,
                Error::DatabaseDamaged(_) | Error::SlotDamaged(_) | Error::NotEncrypted
            ) {
                Error::BackupDamaged
            } else {
                error
            }
        })
}
