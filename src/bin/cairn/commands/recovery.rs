//! `unlock-with-recovery`, and handing over a recovery key that was just made.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use cairn::clock::Moment;
use cairn::vault::{RecoveryKey, Vault};
use cairn::{Error, Result};
use serde_json::json;
use zeroize::Zeroizing;

use super::{Answer, Door, lock};
use crate::args::UnlockWithRecovery;
use crate::{ask, out, words};

pub(super) async fn unlock(door: &Door, args: UnlockWithRecovery) -> Result<Answer> {
    door.is_there()?;
    KeyPlace::look(args.out.recovery_out.as_deref())?;
    let key = ask::recovery_key(args.recovery_file.as_deref())?;
    let file = args.new.new_passphrase_file;
    let passphrase = ask::new_passphrase(file.as_deref().or(door.passphrase_file()))?;
    let place = KeyPlace::take(args.out.recovery_out)?;
    let now = Moment::now();
    let opened = Vault::unlock_with_recovery(&door.folder, &key, &passphrase, &now).await;
    let (vault, key) = match opened {
        Ok(opened) => opened,
        Err(error) => return Err(place.give_up(error)),
    };
    let told = words::say("cli-recovered", &[]);
    let answer = place.hand_over(&vault, &key, &told, &now).await;
    lock(vault).await;
    answer
}

/// Where a new recovery key goes: a file that this program made, or the terminal.
pub(super) struct KeyPlace(Option<(PathBuf, File)>);

impl KeyPlace {
    /// Refuses a name that is taken, before anybody is asked for anything.
    pub(super) fn look(path: Option<&Path>) -> Result<()> {
        match path {
            Some(path) if fs::symlink_metadata(path).is_ok() => {
                Err(cannot_write(path, ErrorKind::AlreadyExists.into()))
            }
            _ => Ok(()),
        }
    }

    /// Takes the file's name before any key exists, so that there is never a key without a place.
    ///
    /// # Errors
    /// [`Error::CannotWrite`] when a file of that name is there already.
    pub(super) fn take(path: Option<PathBuf>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(KeyPlace(None));
        };
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        match options.open(&path) {
            Ok(file) => Ok(KeyPlace(Some((path, file)))),
            Err(source) => Err(cannot_write(&path, source)),
        }
    }

    /// No key was made: the empty file goes again.
    pub(super) fn give_up(self, error: Error) -> Error {
        if let Some((path, _)) = self.0 {
            let _ = fs::remove_file(path);
        }
        error
    }

    /// Writes the key where it was asked for, or tells it. A file that cannot be written after all does not
    /// lose the key: it is told instead.
    pub(super) async fn hand_over(
        self,
        vault: &Vault,
        key: &RecoveryKey,
        told: &str,
        now: &Moment,
    ) -> Result<Answer> {
        let mut about = json!({
            "vault": vault.folder().path().to_string_lossy(),
            "vault_id": vault.short_id(),
        });
        if let Some((path, mut file)) = self.0 {
            let text = key_file(&path, vault, key, now);
            let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
            if written.is_ok() {
                // Without this note the window only asks once more whether the key is kept.
                let _ = vault.note_recovery_key().await;
                about["recovery_file"] = path.to_string_lossy().into();
                let kept = words::say("cli-key-in-file", &[("file", &path.to_string_lossy())]);
                return Ok(Answer::new(format!("{told}\n{kept}\n"), about));
            }
            drop(file);
            let _ = fs::remove_file(path);
            out::tell(&words::say("cli-key-not-in-file", &[]));
        }
        let line = key.expose();
        about["recovery_key"] = line.as_str().into();
        let groups: Vec<String> = key
            .expose_groups()
            .iter()
            .map(|group| group.to_string())
            .collect();
        let sheet = words::say("cli-key-sheet", &[]);
        let after = words::say("cli-key-keep", &[]);
        let key = format!(
            "{}\n{}\n{}",
            RecoveryKey::PREFIX,
            groups[..8].join(" "),
            groups[8..].join(" ")
        );
        Ok(Answer::new(
            format!("{told}\n\n{sheet}\n\n{key}\n\n{}\n\n{after}\n", *line),
            about,
        ))
    }
}

fn cannot_write(path: &Path, source: std::io::Error) -> Error {
    Error::CannotWrite {
        place: name_of(path),
        source,
    }
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// A file that `age -d -i` takes as it is.
fn key_file(path: &Path, vault: &Vault, key: &RecoveryKey, now: &Moment) -> Zeroizing<String> {
    let about = words::say(
        "cli-key-file",
        &[
            ("file", &name_of(path)),
            ("code", &vault.short_id()),
            ("day", &now.local_day().format("%Y-%m-%d").to_string()),
        ],
    );
    let mut text = Zeroizing::new(String::with_capacity(1024));
    for line in about.lines() {
        text.push_str(&format!("# {line}\n"));
    }
    text.push_str(&key.expose());
    text.push('\n');
    text
}
