//! One file per command. Each is convert, call, convert; the door is opened and shut here.

mod add;
mod backups;
mod edit;
mod health;
mod init;
mod list;
mod passphrase;
mod recovery;
mod remove;
mod search;
mod show;

use std::path::{Path, PathBuf};

use cairn::clock::Moment;
use cairn::vault::{Vault, VaultFolder};
use cairn::{Error, Result, backup};
use serde_json::{Value, json};

use crate::args::Command;
use crate::{ask, out, words};

/// What a command came to, for people and for scripts.
pub(crate) struct Answer {
    pub(crate) plain: String,
    pub(crate) json: Value,
    pub(crate) refused: Option<Error>,
}

impl Answer {
    fn new(plain: impl Into<String>, json: Value) -> Self {
        Answer {
            plain: plain.into(),
            json,
            refused: None,
        }
    }

    pub(crate) fn refused(error: Error) -> Self {
        Answer {
            plain: String::new(),
            json: json!({"error": words::as_json(&error)}),
            refused: Some(error),
        }
    }
}

/// Which vault, and where its passphrase comes from.
pub(crate) struct Door {
    folder: VaultFolder,
    passphrase_file: Option<PathBuf>,
}

impl Door {
    pub(crate) fn new(vault: Option<PathBuf>, passphrase_file: Option<PathBuf>) -> Result<Self> {
        let folder = vault.map_or_else(VaultFolder::usual, VaultFolder::at)?;
        Ok(Door {
            folder,
            passphrase_file,
        })
    }

    fn passphrase_file(&self) -> Option<&Path> {
        self.passphrase_file.as_deref()
    }

    /// Nobody is asked for the passphrase of a vault that is not there.
    fn is_there(&self) -> Result<()> {
        if self.folder.holds_a_vault() {
            Ok(())
        } else {
            Err(Error::NoVaultHere)
        }
    }

    fn ask(&self) -> Result<cairn::vault::Passphrase> {
        self.is_there()?;
        ask::passphrase(self.passphrase_file())
    }

    /// Opens the vault, does one thing, and locks it again whatever came of that.
    async fn within<T>(&self, work: impl AsyncFnOnce(&Vault) -> Result<T>) -> Result<T> {
        let passphrase = self.ask()?;
        self.within_with(&passphrase, work).await
    }

    async fn within_with<T>(
        &self,
        passphrase: &cairn::vault::Passphrase,
        work: impl AsyncFnOnce(&Vault) -> Result<T>,
    ) -> Result<T> {
        let vault = Vault::unlock(&self.folder, passphrase, &Moment::now()).await?;
        if vault.is_read_only() {
            out::tell(&words::say("cli-read-only", &[]));
        }
        let done = work(&vault).await;
        lock(vault).await;
        done
    }
}

/// Locks, with a backup when one is due. A backup that cannot be made takes nothing back.
async fn lock(vault: Vault) {
    if let Err(error) = backup::lock(vault, &Moment::now()).await {
        out::tell(&words::say("cli-no-copy", &[("why", &words::message(&error))]));
    }
}

pub(crate) async fn run(door: &Door, command: Command) -> Result<Answer> {
    match command {
        Command::Init(args) => init::run(door, args).await,
        Command::Add(args) => add::run(door, args).await,
        Command::List(args) => list::run(door, args).await,
        Command::Show(args) => show::run(door, &args.id).await,
        Command::Search(args) => search::run(door, args).await,
        Command::Edit(args) => edit::run(door, args).await,
        Command::Remove(args) => remove::run(door, args).await,
        Command::BringBack(args) => remove::bring_back(door, &args.id).await,
        Command::Health => health::run(door).await,
        Command::ChangePassphrase(args) => passphrase::change(door, args).await,
        Command::UnlockWithRecovery(args) => recovery::unlock(door, args).await,
        Command::Backup => backups::make(door).await,
        Command::Backups => backups::list(door),
        Command::Restore(args) => backups::restore(door, &args.id).await,
    }
}
