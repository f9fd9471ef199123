//! The shell's state: the vault, open or not, and who is at the desk.

use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use cairn::clock::Moment;
use cairn::vault::{Vault, VaultFolder};
use cairn::{Error, backup};
use tauri::AppHandle;
use tauri_specta::Event;
use tokio::sync::{RwLock, RwLockReadGuard, watch};

use crate::dto::{Answer, ErrorCode, Summary, WireError};
use crate::events::{FlushAsked, Flushed, Locked, Why};
use crate::idle::Reading;
use crate::look::LookFile;
use crate::patience::Patience;

/// How long the window has to save what was typed before the vault is put down all the same.
const FLUSH_TIME: Duration = Duration::from_secs(3);

/// Everything the commands share.
pub struct Shell {
    pub folder: VaultFolder,
    pub look: LookFile,
    open: RwLock<Option<Vault>>,
    /// Held while a vault is being copied and closed, so that unlocking waits for it.
    closing: Arc<tokio::sync::Mutex<()>>,
    /// The window's last answer to `flush-asked`.
    flushed: watch::Sender<Option<Flushed>>,
    /// Held while the window is being asked.
    asking: tokio::sync::Mutex<()>,
    patience: Mutex<Patience>,
    last_here: Mutex<Reading>,
    idle_minutes: AtomicU16,
    backup_trouble: Arc<Mutex<Option<ErrorCode>>>,
}

/// A poisoned lock only means that a panic passed by; what it guards here is whole at every instant.
fn guard<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shell {
    pub fn new(folder: VaultFolder, look: LookFile) -> Self {
        Shell {
            folder,
            look,
            open: RwLock::new(None),
            closing: Arc::default(),
            flushed: watch::Sender::new(None),
            asking: tokio::sync::Mutex::default(),
            patience: Mutex::default(),
            last_here: Mutex::new(Reading::now()),
            idle_minutes: AtomicU16::new(0),
            backup_trouble: Arc::default(),
        }
    }

    /// The open vault, held open until the guard is dropped.
    pub async fn vault(&self) -> Answer<RwLockReadGuard<'_, Vault>> {
        RwLockReadGuard::try_map(self.open.read().await, Option::as_ref).map_err(|_| WireError::locked())
    }

    pub async fn is_open(&self) -> bool {
        self.open.read().await.is_some()
    }

    /// Runs one try at opening, no sooner than patience allows, after any earlier vault has closed.
    ///
    /// Opening works a processor hard for most of a second, so it has a thread of its own.
    pub async fn try_opening<T: Send + 'static>(
        &self,
        attempt: impl AsyncFnOnce(VaultFolder, Moment) -> Result<(Vault, T), Error> + Send + 'static,
    ) -> Answer<(Summary, T)> {
        let wait = guard(&self.patience).wait(Instant::now());
        tokio::time::sleep(wait).await;
        let _closed = self.closing.lock().await;
        let mut open = self.open.write().await;
        if open.is_some() {
            return Err(Error::VaultInUse.into());
        }
        let (runtime, folder) = (tokio::runtime::Handle::current(), self.folder.clone());
        let attempt = move || runtime.block_on(attempt(folder, Moment::now()));
        let attempt = tokio::task::spawn_blocking(attempt).await;
        let (vault, more) = match attempt.map_err(|_| WireError::unexpected("opening"))? {
            Ok(opened) => opened,
            Err(error) => {
                if matches!(error, Error::PassphraseDidNotOpen | Error::RecoveryKeyDidNotOpen) {
                    guard(&self.patience).did_not_open(Instant::now());
                }
                return Err(error.into());
            }
        };
        guard(&self.patience).opened();
        self.note_activity();
        self.idle_minutes
            .store(vault.idle_minutes().await?, Ordering::Relaxed);
        let summary = self.summarise(&vault).await?;
        *open = Some(vault);
        Ok((summary, more))
    }

    pub async fn summarise(&self, vault: &Vault) -> Answer<Summary> {
        let tally = vault.tally().await?;
        Ok(Summary {
            records: tally.records,
            last_written: tally.last_written,
            read_only: vault.is_read_only(),
            recovery_key_noted: vault.recovery_key_noted().await?,
            idle_minutes: vault.idle_minutes().await?,
            today: Moment::now().local_day().format("%Y-%m-%d").to_string(),
            backup_trouble: *guard(&self.backup_trouble),
        })
    }

    /// Puts the vault down: from here on no command reaches it and the window is told; copying (when due) and
    /// closing go on behind, and whoever unlocks next waits for them.
    pub async fn put_down(&self, app: &AppHandle, why: Why) {
        let Some(vault) = self.open.write().await.take() else {
            return;
        };
        let closing = self.closing.clone().lock_owned().await;
        let trouble = self.backup_trouble.clone();
        let _ = Locked { why }.emit(app); // a window that is gone needs no telling
        tauri::async_runtime::spawn(async move {
            let done = backup::lock(vault, &Moment::now()).await;
            *guard(&trouble) = done.err().map(|error| error.code().into());
            drop(closing);
        });
    }

    /// Waits until whatever was put down has closed.
    pub async fn wait_until_closed(&self) {
        drop(self.closing.lock().await);
    }

    /// Asks the window to save what was typed and puts the vault down. Says whether it did: before a close, a
    /// window that could not save may hold it up until the person has decided. A window that does not answer at
    /// all holds nothing up.
    pub async fn flush_and_put_down(&self, app: &AppHandle, why: Why) -> bool {
        if !self.is_open().await {
            return true;
        }
        let Ok(_asking) = self.asking.try_lock() else {
            // The person is being asked already. Closing waits for that; an idle desk does not.
            if why == Why::Idle {
                self.put_down(app, why).await;
            }
            return why == Why::Idle;
        };
        let mut answers = self.flushed.subscribe();
        self.flushed.send_replace(None);
        answers.mark_unchanged();
        let _ = FlushAsked { why }.emit(app); // without a window there is nothing to save
        let answer = tokio::time::timeout(FLUSH_TIME, answered(&mut answers)).await;
        if why == Why::Close && answer == Ok(Some(Flushed::Held)) {
            while self.is_open().await {
                match tokio::time::timeout(Duration::from_secs(1), answered(&mut answers)).await {
                    Ok(Some(Flushed::Stay)) => return false,
                    Ok(Some(Flushed::Saved) | None) => break,
                    // Still being asked; look again whether the vault was put down meanwhile.
                    Ok(Some(Flushed::Held)) | Err(_) => {}
                }
            }
        }
        self.put_down(app, why).await;
        true
    }

    pub fn note_flushed(&self, answer: Flushed) {
        self.flushed.send_replace(Some(answer));
    }

    pub fn note_activity(&self) {
        *guard(&self.last_here) = Reading::now();
    }

    pub fn last_here(&self) -> Reading {
        *guard(&self.last_here)
    }

    pub fn idle_minutes(&self) -> u16 {
        self.idle_minutes.load(Ordering::Relaxed)
    }

    pub fn set_idle_minutes(&self, minutes: u16) {
        self.idle_minutes.store(minutes, Ordering::Relaxed);
    }
}

/// The next answer of the window; `None` when there can be none any more.
async fn answered(answers: &mut watch::Receiver<Option<Flushed>>) -> Option<Flushed> {
    answers.changed().await.ok()?;
    *answers.borrow_and_update()
}
