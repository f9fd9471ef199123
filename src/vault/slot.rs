//! A key slot: one ordinary age file that holds the database key.
//!
//! Two files, because an age file locked with a passphrase may hold no other recipient. Both carry the same
//! fixed 512 bytes (layout in SECURITY.md), so that a slot says which vault and generation it belongs to.

use std::io::{Read, Write};
use std::iter;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::files;
use super::recovery::RecoveryKey;
use super::secret::{DatabaseKey, Passphrase};
use crate::{Error, Result, fault};

/// scrypt's N is 2 to this: about 256 MiB and most of a second. Fixed, because a factor measured on a busy
/// machine would make a weaker slot.
const WORK_FACTOR: u8 = 18;
/// The most work a slot may ask for, so that a hostile file cannot stop the machine.
const WORK_FACTOR_MAX: u8 = 22;
const PAYLOAD: usize = 512;
const MAGIC: &[u8; 8] = b"CAIRNKEY";
const VERSION: u16 = 1;
/// No slot is near this long.
const FILE_MAX: u64 = 64 * 1024;
const SUMS: &str = "slots.sha256";

/// Which of the two slots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SlotKind {
    Passphrase,
    Recovery,
}

impl SlotKind {
    pub(crate) const BOTH: [SlotKind; 2] = [SlotKind::Passphrase, SlotKind::Recovery];

    pub(crate) fn file_name(self) -> &'static str {
        match self {
            SlotKind::Passphrase => "passphrase.age",
            SlotKind::Recovery => "recovery.age",
        }
    }

    fn byte(self) -> u8 {
        match self {
            SlotKind::Passphrase => 1,
            SlotKind::Recovery => 2,
        }
    }

    fn damaged(self) -> Error {
        Error::SlotDamaged(self.file_name())
    }
}

/// What a slot holds.
#[derive(Clone)]
pub(crate) struct Slot {
    pub(crate) vault_id: [u8; 16],
    pub(crate) generation: u32,
    pub(crate) key: DatabaseKey,
    /// Unix milliseconds.
    pub(crate) made_at: u64,
}

/// How a slot is locked when it is written.
pub(crate) enum Lock<'a> {
    Passphrase(&'a Passphrase),
    Recovery(&'a RecoveryKey),
}

impl Lock<'_> {
    fn kind(&self) -> SlotKind {
        match self {
            Lock::Passphrase(_) => SlotKind::Passphrase,
            Lock::Recovery(_) => SlotKind::Recovery,
        }
    }
}

impl Slot {
    fn to_payload(&self, kind: SlotKind) -> Zeroizing<[u8; PAYLOAD]> {
        let mut bytes = Zeroizing::new([0; PAYLOAD]);
        bytes[0..8].copy_from_slice(MAGIC);
        bytes[8..10].copy_from_slice(&VERSION.to_be_bytes());
        bytes[10..26].copy_from_slice(&self.vault_id);
        bytes[26..30].copy_from_slice(&self.generation.to_be_bytes());
        bytes[30] = kind.byte();
        bytes[31..63].copy_from_slice(&self.key.key);
        bytes[63..79].copy_from_slice(&self.key.salt);
        bytes[79..87].copy_from_slice(&self.made_at.to_be_bytes());
        bytes
    }

    fn from_payload(bytes: &[u8], kind: SlotKind) -> Result<Self> {
        let part = |from: usize, to: usize| bytes.get(from..to).ok_or(kind.damaged());
        if part(0, 8)? != MAGIC {
            return Err(kind.damaged());
        }
        if u16::from_be_bytes(array(part(8, 10)?)) > VERSION {
            return Err(Error::MadeByNewerCairn);
        }
        let padded = bytes.len() == PAYLOAD && bytes[87..].iter().all(|byte| *byte == 0);
        if !padded || bytes[30] != kind.byte() {
            return Err(kind.damaged());
        }
        Ok(Slot {
            vault_id: array(part(10, 26)?),
            generation: u32::from_be_bytes(array(part(26, 30)?)),
            key: DatabaseKey {
                key: array(part(31, 63)?),
                salt: array(part(63, 79)?),
            },
            made_at: u64::from_be_bytes(array(part(79, 87)?)),
        })
    }
}

/// A copy of a slice whose length the caller has fixed; shorter ones are filled with zeros.
fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    let mut out = [0; N];
    out.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    out
}

fn lock_bytes(slot: &Slot, lock: &Lock<'_>) -> Result<Vec<u8>> {
    let payload = slot.to_payload(lock.kind());
    let recipient: Box<dyn age::Recipient> = match lock {
        Lock::Passphrase(passphrase) => {
            let spelling = passphrase.spelling_to_set();
            let mut recipient = age::scrypt::Recipient::new(SecretString::from(spelling.as_str()));
            recipient.set_work_factor(fault::lower_work_factor().unwrap_or(WORK_FACTOR));
            Box::new(recipient)
        }
        Lock::Recovery(key) => Box::new(key.recipient()),
    };
    let encryptor = Encryptor::with_recipients(iter::once(recipient.as_ref()))
        .map_err(|_| Error::Unexpected("locking a slot"))?;
    let mut bytes = Vec::new();
    let mut writer = encryptor
        .wrap_output(&mut bytes)
        .map_err(|_| Error::Unexpected("locking a slot"))?;
    writer
        .write_all(payload.as_slice())
        .and_then(|()| writer.finish().map(|_| ()))
        .map_err(|_| Error::Unexpected("locking a slot"))?;
    Ok(bytes)
}

/// `None` when the file is sound as far as can be seen but this identity does not fit it.
fn try_identity(bytes: &[u8], identity: &dyn age::Identity, kind: SlotKind) -> Result<Option<Slot>> {
    let decryptor = Decryptor::new_buffered(bytes).map_err(|_| kind.damaged())?;
    if decryptor.is_scrypt() != (kind == SlotKind::Passphrase) {
        return Err(kind.damaged());
    }
    let mut reader = match decryptor.decrypt(iter::once(identity)) {
        Ok(reader) => reader,
        Err(
            DecryptError::NoMatchingKeys | DecryptError::KeyDecryptionFailed | DecryptError::DecryptionFailed,
        ) => return Ok(None),
        // The header's check fails, or it asks for more work than any slot of ours.
        Err(_) => return Err(kind.damaged()),
    };
    let mut payload = Zeroizing::new(Vec::with_capacity(PAYLOAD + 1));
    reader
        .by_ref()
        .take(PAYLOAD as u64 + 1)
        .read_to_end(&mut payload)
        .map_err(|_| kind.damaged())?;
    Slot::from_payload(&payload, kind).map(Some)
}

/// Opens the slot of a generation's folder with a passphrase.
///
/// # Errors
/// [`Error::PassphraseDidNotOpen`] only when the file is the one Cairn last wrote (or no sum is kept);
/// [`Error::SlotDamaged`], [`Error::MadeByNewerCairn`] otherwise.
pub(crate) fn open_with_passphrase(folder: &Path, passphrase: &Passphrase) -> Result<Slot> {
    let kind = SlotKind::Passphrase;
    let bytes = read(folder, kind)?;
    for spelling in passphrase.spellings_to_try() {
        let mut identity = age::scrypt::Identity::new(SecretString::from(spelling.as_str()));
        identity.set_max_work_factor(WORK_FACTOR_MAX);
        if let Some(slot) = try_identity(&bytes, &identity, kind)? {
            return Ok(slot);
        }
    }
    Err(if is_as_written(folder, kind, &bytes) {
        Error::PassphraseDidNotOpen
    } else {
        kind.damaged()
    })
}

/// Opens the slot of a generation's folder with a recovery key.
///
/// # Errors
/// [`Error::RecoveryKeyDidNotOpen`], [`Error::SlotDamaged`], [`Error::MadeByNewerCairn`].
pub(crate) fn open_with_recovery(folder: &Path, key: &RecoveryKey) -> Result<Slot> {
    let kind = SlotKind::Recovery;
    let bytes = read(folder, kind)?;
    match try_identity(&bytes, key.identity(), kind)? {
        Some(slot) => Ok(slot),
        None if is_as_written(folder, kind, &bytes) => Err(Error::RecoveryKeyDidNotOpen),
        None => Err(kind.damaged()),
    }
}

fn read(folder: &Path, kind: SlotKind) -> Result<Vec<u8>> {
    let path = folder.join(kind.file_name());
    if !path.exists() {
        return Err(kind.damaged());
    }
    files::read_up_to(&path, FILE_MAX, kind.damaged())
}

/// Writes a slot so that at every instant the old one or the new one is whole on the disk: a new file,
/// down to the disk, read back and opened, and only then renamed over the old.
pub(crate) fn write(folder: &Path, slot: &Slot, lock: &Lock<'_>) -> Result<()> {
    let kind = lock.kind();
    let path = folder.join(kind.file_name());
    let new = path.with_added_extension("new");
    let bytes = lock_bytes(slot, lock)?;
    fault::point("slot-locked");
    files::remove_if_there(&new)?;
    files::write_new(&new, &bytes)?;
    fault::point("slot-written");
    let back = files::read_up_to(&new, FILE_MAX, kind.damaged())?;
    let opened = match lock {
        Lock::Passphrase(passphrase) => {
            let mut identity =
                age::scrypt::Identity::new(SecretString::from(passphrase.spelling_to_set().as_str()));
            identity.set_max_work_factor(WORK_FACTOR_MAX);
            try_identity(&back, &identity, kind)?
        }
        Lock::Recovery(key) => try_identity(&back, key.identity(), kind)?,
    };
    if !opened.is_some_and(|opened| opened.key == slot.key && opened.vault_id == slot.vault_id) {
        return Err(Error::Unexpected("reading a new slot back"));
    }
    fault::point("slot-proven");
    let old = if path.exists() {
        Some(read(folder, kind)?)
    } else {
        None
    };
    let sums = |files: &[Option<&[u8]>]| write_sums(folder, kind, files);
    // Until the rename either file may be the one on disk, so both sums count.
    sums(&[old.as_deref(), Some(&bytes)])?;
    fault::point("slot-summed");
    files::rename(&new, &path)?;
    fault::point("slot-renamed");
    sums(&[Some(&bytes)])?;
    fault::point("slot-done");
    Ok(())
}

fn sum_line(kind: SlotKind, bytes: &[u8]) -> String {
    let hex: String = Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{hex}  {}\n", kind.file_name())
}

fn sums_path(folder: &Path) -> PathBuf {
    folder.join(SUMS)
}

fn read_sums(folder: &Path) -> Option<String> {
    let bytes = files::read_up_to(&sums_path(folder), FILE_MAX, Error::Unexpected("sums")).ok()?;
    String::from_utf8(bytes).ok()
}

/// Replaces the lines of one slot and keeps those of the other.
fn write_sums(folder: &Path, kind: SlotKind, slots: &[Option<&[u8]>]) -> Result<()> {
    let mut text: String = read_sums(folder)
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.ends_with(kind.file_name()))
        .map(|line| format!("{line}\n"))
        .collect();
    for bytes in slots.iter().flatten() {
        text.push_str(&sum_line(kind, bytes));
    }
    files::replace(&sums_path(folder), text.as_bytes())
}

/// Whether the slot is byte for byte what Cairn wrote last. Without a readable sum there is no telling, and
/// the kinder answer is that it is.
fn is_as_written(folder: &Path, kind: SlotKind, bytes: &[u8]) -> bool {
    let Some(sums) = read_sums(folder) else {
        return true;
    };
    let mut of_kind = sums
        .lines()
        .filter(|line| line.ends_with(kind.file_name()))
        .peekable();
    let this = sum_line(kind, bytes);
    of_kind.peek().is_none() || of_kind.any(|line| line == this.trim_end())
}

/// The names of the files that make a generation's slots, for copying.
pub(crate) fn file_names() -> [&'static str; 3] {
    [
        SlotKind::Passphrase.file_name(),
        SlotKind::Recovery.file_name(),
        SUMS,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_payload_is_512_bytes_and_reads_back() {
        let slot = Slot {
            vault_id: [7; 16],
            generation: 3,
            key: DatabaseKey::make(),
            made_at: 1_700_000_000_000,
        };
        let bytes = slot.to_payload(SlotKind::Recovery);
        assert_eq!(bytes.len(), 512);
        let back = Slot::from_payload(bytes.as_slice(), SlotKind::Recovery).unwrap();
        assert!(back.key == slot.key && back.generation == 3 && back.made_at == slot.made_at);
        assert!(
            Slot::from_payload(bytes.as_slice(), SlotKind::Passphrase).is_err(),
            "the other slot's kind"
        );
        let mut newer = bytes.clone();
        newer[9] = 2;
        assert!(matches!(
            Slot::from_payload(newer.as_slice(), SlotKind::Recovery),
            Err(Error::MadeByNewerCairn)
        ));
        let mut padded = bytes.clone();
        padded[511] = 1;
        assert!(matches!(
            Slot::from_payload(padded.as_slice(), SlotKind::Recovery),
            Err(Error::SlotDamaged("recovery.age"))
        ));
        for cut in 0..512 {
            assert!(Slot::from_payload(&bytes[..cut], SlotKind::Recovery).is_err());
        }
    }
}
