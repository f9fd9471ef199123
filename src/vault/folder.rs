//! Where a vault lies on disk, who may look in, and the one hold on it.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use super::files;
use super::slot::{self, SlotKind};
use crate::{Error, Result};

/// The app's folder below the system's own place for app data; the same word as in `src-tauri/tauri.conf.json`.
pub const APP_FOLDER: &str = "app.cairn.diary";
pub(crate) const DATABASE: &str = "vault.db";
const CURRENT: &str = "CURRENT";
const HOLD: &str = "lock";
const BACKUPS: &str = "backups";

/// A folder that holds a vault, or may come to hold one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultFolder {
    root: PathBuf,
}

impl VaultFolder {
    /// The vault in `path`. Nothing is read or made yet.
    ///
    /// # Errors
    /// [`Error::VaultFolderUnsafe`] when the path cannot be given to the database (it is not Unicode).
    pub fn at(path: impl AsRef<Path>) -> Result<Self> {
        let root = std::path::absolute(path.as_ref()).map_err(files::cannot_read(path.as_ref()))?;
        if root.to_str().is_none() {
            return Err(Error::VaultFolderUnsafe(files::name_of(&root)));
        }
        Ok(VaultFolder { root })
    }

    /// The vault the window uses: `vault` in the app's own data folder.
    ///
    /// # Errors
    /// [`Error::NoVaultHere`] when the system names no place for app data.
    pub fn usual() -> Result<Self> {
        let data = dirs::data_dir().ok_or(Error::NoVaultHere)?;
        Self::at(data.join(APP_FOLDER).join("vault"))
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.root
    }

    /// Whether there is a vault here (which says nothing about whether it opens).
    pub fn holds_a_vault(&self) -> bool {
        self.root.join(CURRENT).exists() || self.complete_generations().next().is_some()
    }

    pub(crate) fn backups(&self) -> PathBuf {
        self.root.join(BACKUPS)
    }

    /// Takes the one hold on the vault, for this process, until it is dropped.
    ///
    /// # Errors
    /// [`Error::VaultInUse`] when another window or program has it.
    pub(crate) fn hold(&self) -> Result<Hold> {
        let path = self.root.join(HOLD);
        if path.is_symlink() {
            return Err(Error::VaultFolderUnsafe(HOLD.to_owned()));
        }
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(&path).map_err(files::cannot_write(&path))?;
        files::make_private(&path, false)?;
        match file.try_lock() {
            Ok(()) => Ok(Hold { file }),
            Err(fs::TryLockError::WouldBlock) => Err(Error::VaultInUse),
            Err(fs::TryLockError::Error(source)) => Err(Error::CannotWrite {
                place: HOLD.to_owned(),
                source,
            }),
        }
    }

    /// Makes the folder if it is not there, before anything else can make it, and closes it to others.
    pub(crate) fn prepare(&self) -> Result<()> {
        if fs::symlink_metadata(&self.root).is_err() {
            if let Some(parent) = self.root.parent() {
                files::make_folders(parent)?;
            }
            files::make_folder(&self.root)?;
        }
        files::make_private(&self.root, true)
    }

    /// The folder of the generation that counts, with its files made private.
    ///
    /// # Errors
    /// [`Error::NoVaultHere`]; [`Error::DatabaseDamaged`] when `CURRENT` names nothing that is there;
    /// [`Error::VaultFolderUnsafe`] when a link stands where a file of ours belongs.
    pub(crate) fn current(&self) -> Result<PathBuf> {
        if fs::symlink_metadata(&self.root).is_err() || !self.holds_a_vault() {
            return Err(Error::NoVaultHere);
        }
        files::make_private(&self.root, true)?;
        let folder = self.root.join(self.current_name()?);
        files::make_private(&folder, true)?;
        for name in slot::file_names().into_iter().chain([DATABASE, "vault.db-wal"]) {
            let path = folder.join(name);
            if fs::symlink_metadata(&path).is_ok() {
                files::make_private(&path, false)?;
            }
        }
        Ok(folder)
    }

    fn current_name(&self) -> Result<String> {
        let path = self.root.join(CURRENT);
        if fs::symlink_metadata(&path).is_ok() {
            files::make_private(&path, false)?;
            let text = files::read_up_to(&path, 64, Error::DatabaseDamaged(CURRENT))?;
            return std::str::from_utf8(&text)
                .ok()
                .map(str::trim)
                .filter(|name| generation_number(name).is_some() && self.root.join(name).is_dir())
                .map(str::to_owned)
                .ok_or(Error::DatabaseDamaged(CURRENT));
        }
        // CURRENT is gone (a crash while the vault was being made, or an accident). If just one generation
        // is whole there is no doubt which is meant.
        let mut whole = self.complete_generations();
        match (whole.next(), whole.next()) {
            (Some(only), None) => Ok(only),
            _ => Err(Error::DatabaseDamaged(CURRENT)),
        }
    }

    /// Names of generations that have a database and both slots.
    fn complete_generations(&self) -> impl Iterator<Item = String> {
        let root = self.root.clone();
        self.generations().filter(move |name| {
            let folder = root.join(name);
            folder.join(DATABASE).exists()
                && SlotKind::BOTH
                    .iter()
                    .all(|kind| folder.join(kind.file_name()).exists())
        })
    }

    fn generations(&self) -> impl Iterator<Item = String> + use<> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| generation_number(name).is_some())
    }

    /// Makes an empty folder for the next generation. It does not count until [`VaultFolder::set_current`].
    pub(crate) fn next_generation(&self) -> Result<PathBuf> {
        let highest = self
            .generations()
            .filter_map(|name| generation_number(&name))
            .max()
            .unwrap_or(0);
        let folder = self.root.join(format!("gen-{:06}", highest + 1));
        files::make_folder(&folder)?;
        Ok(folder)
    }

    /// Makes a generation the one that counts: the single commit point.
    pub(crate) fn set_current(&self, generation: &Path) -> Result<()> {
        files::replace(
            &self.root.join(CURRENT),
            format!("{}\n", files::name_of(generation)).as_bytes(),
        )
    }
}

/// `gen-000001` → 1.
fn generation_number(name: &str) -> Option<u32> {
    let digits = name.strip_prefix("gen-")?;
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        digits.parse().ok()
    } else {
        None
    }
}

/// The one hold on a vault. The system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub(crate) struct Hold {
    file: File,
}

impl Drop for Hold {
    /// Said aloud, because closing the file is not enough while a program that was just started from this one
    /// still has a copy of it: for an instant the vault would seem to be in use.
    fn drop(&mut self) {
        // If it fails, closing the file lets go all the same.
        let _ = self.file.unlock();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generation_names_are_exact() {
        assert_eq!(generation_number("gen-000012"), Some(12));
        for name in [
            "gen-12",
            "gen-00001x",
            "gen-+00012",
            "gen-0000001",
            "../gen-000001",
            "",
        ] {
            assert_eq!(generation_number(name), None, "{name}");
        }
    }

    #[test]
    fn one_hold_at_a_time() {
        let place = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(place.path().join("vault")).unwrap();
        folder.prepare().unwrap();
        let hold = folder.hold().unwrap();
        assert!(matches!(folder.hold(), Err(Error::VaultInUse)));
        drop(hold);
        assert!(folder.hold().is_ok());
    }
}
