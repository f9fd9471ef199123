//! Opening, locking, passphrase, recovery key, health.

use cairn::clock::Moment;
use cairn::vault::{self, HealthStep as CoreStep, Passphrase, Vault};
use tauri::ipc::Request;
use tauri::{AppHandle, State, command};
use tauri_specta::Event;

use crate::dto::{Answer, Health, RecoveryKey, Strength, Summary, WireError};
use crate::events::{HealthStep, Why};
use crate::parts::parts;
use crate::shell::Shell;

fn today(now: &Moment) -> String {
    now.local_day().format("%Y-%m-%d").to_string()
}

fn read_recovery_key(bytes: &[u8]) -> Answer<vault::RecoveryKey> {
    let typed = std::str::from_utf8(bytes).map_err(|_| cairn::Error::RecoveryKeyMistyped { group: None })?;
    Ok(vault::RecoveryKey::read(typed)?)
}

/// Body: the passphrase. Makes the vault and leaves it open.
#[command]
pub async fn create_vault(request: Request<'_>, shell: State<'_, Shell>) -> Answer<RecoveryKey> {
    let [passphrase] = parts(&request)?;
    let passphrase = Passphrase::from_bytes(&passphrase)?;
    let made = async move |folder, now| {
        let (vault, key) = Vault::create(&folder, &passphrase, &now).await?;
        let key = RecoveryKey::new(&key, &vault, today(&now));
        Ok((vault, key))
    };
    Ok(shell.try_opening(made).await?.1)
}

/// Body: the passphrase.
#[command]
pub async fn unlock(request: Request<'_>, shell: State<'_, Shell>) -> Answer<Summary> {
    let [passphrase] = parts(&request)?;
    let passphrase = Passphrase::from_bytes(&passphrase)?;
    let opened = async move |folder, now| Ok((Vault::unlock(&folder, &passphrase, &now).await?, ()));
    Ok(shell.try_opening(opened).await?.0)
}

/// Body: the recovery key as typed, the new passphrase. Gives the new recovery key; the vault is then open.
#[command]
pub async fn unlock_with_recovery(request: Request<'_>, shell: State<'_, Shell>) -> Answer<RecoveryKey> {
    let [key, passphrase] = parts(&request)?;
    let (key, passphrase) = (read_recovery_key(&key)?, Passphrase::from_bytes(&passphrase)?);
    let opened = async move |folder, now| {
        let (vault, key) = Vault::unlock_with_recovery(&folder, &key, &passphrase, &now).await?;
        let key = RecoveryKey::new(&key, &vault, today(&now));
        Ok((vault, key))
    };
    Ok(shell.try_opening(opened).await?.1)
}

/// Body: the present passphrase, the new one.
#[command]
pub async fn change_passphrase(request: Request<'_>, shell: State<'_, Shell>) -> Answer<()> {
    let [current, new] = parts(&request)?;
    let (current, new) = (Passphrase::from_bytes(&current)?, Passphrase::from_bytes(&new)?);
    Ok(shell.vault().await?.change_passphrase(&current, &new).await?)
}

/// Body: the passphrase.
#[command]
pub async fn passphrase_strength(request: Request<'_>) -> Answer<Strength> {
    let [passphrase] = parts(&request)?;
    Ok(vault::strength(&Passphrase::from_bytes(&passphrase)?).into())
}

/// Seven words from the list, joined by spaces.
#[command]
#[specta::specta]
pub fn suggest_passphrase() -> String {
    vault::suggest_passphrase().to_string()
}

#[command]
#[specta::specta]
pub async fn lock(app: AppHandle, shell: State<'_, Shell>) -> Answer<()> {
    shell.put_down(&app, Why::Asked).await;
    Ok(())
}

#[command]
#[specta::specta]
pub async fn summary(shell: State<'_, Shell>) -> Answer<Summary> {
    let vault = shell.vault().await?;
    shell.summarise(&vault).await
}

/// The person has written the recovery key down.
#[command]
#[specta::specta]
pub async fn recovery_key_noted(shell: State<'_, Shell>) -> Answer<()> {
    Ok(shell.vault().await?.note_recovery_key().await?)
}

/// A new recovery key; the one before opens nothing from then on.
#[command]
#[specta::specta]
pub async fn make_new_recovery_key(shell: State<'_, Shell>) -> Answer<RecoveryKey> {
    let vault = shell.vault().await?;
    let key = vault.make_new_recovery_key().await?;
    Ok(RecoveryKey::new(&key, &vault, today(&Moment::now())))
}

/// 1 to 60, or 0 for never.
#[command]
#[specta::specta]
pub async fn set_idle_minutes(minutes: u16, shell: State<'_, Shell>) -> Answer<()> {
    shell.vault().await?.set_idle_minutes(minutes).await?;
    shell.set_idle_minutes(minutes);
    Ok(())
}

/// Looks the whole vault over; `health-step` tells how far it is.
#[command]
#[specta::specta]
pub async fn check_health(app: AppHandle, shell: State<'_, Shell>) -> Answer<Health> {
    let of = u32::try_from(CoreStep::ALL.len()).map_err(|_| WireError::unexpected("health"))?;
    let mut progress = |step: CoreStep, place: usize| {
        let done = u32::try_from(place).unwrap_or(of);
        let _ = HealthStep {
            step: step.into(),
            done,
            of,
        }
        .emit(&app); // told or not, the check goes on
    };
    Ok(shell
        .vault()
        .await?
        .check_health(&Moment::now(), &mut progress)
        .await?
        .into())
}
