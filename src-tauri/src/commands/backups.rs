//! Backups: listing them (which needs no passphrase), making one, bringing one back.

use cairn::backup;
use cairn::clock::Moment;
use cairn::vault::Passphrase;
use tauri::ipc::Request;
use tauri::{State, command};

use crate::dto::{Answer, Backup, Summary};
use crate::parts::parts;
use crate::shell::Shell;

/// Works while locked. Newest first.
#[command]
#[specta::specta]
pub async fn backups(shell: State<'_, Shell>) -> Answer<Vec<Backup>> {
    Ok(backup::list(&shell.folder)?.into_iter().map(Into::into).collect())
}

#[command]
#[specta::specta]
pub async fn make_backup(shell: State<'_, Shell>) -> Answer<Backup> {
    let made = backup::make(&*shell.vault().await?, &Moment::now()).await?;
    Ok(made.into())
}

/// Body: the backup's id, the passphrase of its day. What is there now is set aside; the vault is then open.
#[command]
pub async fn restore_backup(request: Request<'_>, shell: State<'_, Shell>) -> Answer<Summary> {
    let [id, passphrase] = parts(&request)?;
    let id = String::from_utf8(id.to_vec()).map_err(|_| cairn::Error::BackupNotFound)?;
    let passphrase = Passphrase::from_bytes(&passphrase)?;
    let opened = async move |folder, now| Ok((backup::restore(&folder, &id, &passphrase, &now).await?, ()));
    Ok(shell.try_opening(opened).await?.0)
}
