//! What lies on the disk, seen from outside: taking a whole folder aside and putting it back, what a slot holds,
//! a slot made by hand, the database opened without Cairn.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::iter;
use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, SqliteConnection};

use crate::support::PASSPHRASE;

/// A folder as it was: every file with its bytes and mode, every folder, every link.
#[derive(PartialEq, Eq)]
pub(crate) struct Snapshot(BTreeMap<PathBuf, Entry>);

#[derive(PartialEq, Eq)]
enum Entry {
    Folder(u32),
    File(u32, Vec<u8>),
    Link(PathBuf),
}

impl Snapshot {
    pub(crate) fn of(root: &Path) -> Self {
        let mut entries = BTreeMap::new();
        gather(root, root, &mut entries);
        Snapshot(entries)
    }

    /// Makes the folder exactly as it was.
    pub(crate) fn put_back(&self, root: &Path) {
        remove(root);
        for (path, entry) in &self.0 {
            let path = root.join(path);
            match entry {
                Entry::Folder(mode) => {
                    fs::create_dir_all(&path).unwrap();
                    set_mode(&path, *mode);
                }
                Entry::File(mode, bytes) => {
                    fs::write(&path, bytes).unwrap();
                    set_mode(&path, *mode);
                }
                Entry::Link(target) => link(target, &path),
            }
        }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> &[u8] {
        match self.0.get(Path::new(path)) {
            Some(Entry::File(_, bytes)) => bytes,
            _ => panic!("{path} is not a file"),
        }
    }
}

/// Removes a folder, or the link that stands in its place.
pub(crate) fn remove(root: &Path) {
    match fs::symlink_metadata(root) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(root).unwrap(),
        Ok(_) => fs::remove_file(root).unwrap(),
        Err(_) => {}
    }
}

fn gather(root: &Path, path: &Path, entries: &mut BTreeMap<PathBuf, Entry>) {
    let about = fs::symlink_metadata(path).unwrap();
    let name = path.strip_prefix(root).unwrap().to_owned();
    let mode = mode(&about);
    let entry = if about.is_symlink() {
        Entry::Link(fs::read_link(path).unwrap())
    } else if about.is_dir() {
        for child in fs::read_dir(path).unwrap() {
            gather(root, &child.unwrap().path(), entries);
        }
        Entry::Folder(mode)
    } else {
        Entry::File(mode, fs::read(path).unwrap())
    };
    entries.insert(name, entry);
}

#[cfg(unix)]
fn mode(about: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::mode(about) & 0o777
}

#[cfg(unix)]
pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
}

#[cfg(unix)]
pub(crate) fn link(target: &Path, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

// Windows has no such modes, and making a link there takes a right that tests do not have.
#[cfg(not(unix))]
fn mode(_about: &fs::Metadata) -> u32 {
    0
}

#[cfg(not(unix))]
pub(crate) fn set_mode(_path: &Path, _mode: u32) {}

#[cfg(not(unix))]
pub(crate) fn link(_target: &Path, _path: &Path) {
    panic!("no links here");
}

/// Every file and folder below, with its mode's last nine bits.
pub(crate) fn modes(root: &Path) -> Vec<(PathBuf, bool, u32)> {
    let mut entries = BTreeMap::new();
    gather(root, root, &mut entries);
    entries
        .into_iter()
        .map(|(path, entry)| match entry {
            Entry::Folder(mode) => (path, true, mode),
            Entry::File(mode, _) => (path, false, mode),
            Entry::Link(_) => panic!("a link in a vault"),
        })
        .collect()
}

/// The 512 bytes of a passphrase slot, as the `age` program would show them.
pub(crate) fn payload(slot: &Path, passphrase: &str) -> Vec<u8> {
    let bytes = fs::read(slot).unwrap();
    let identity = age::scrypt::Identity::new(SecretString::from(passphrase));
    let decryptor = age::Decryptor::new_buffered(&bytes[..]).unwrap();
    let mut out = Vec::new();
    decryptor
        .decrypt(iter::once(&identity as &dyn age::Identity))
        .unwrap()
        .read_to_end(&mut out)
        .unwrap();
    out
}

/// Any bytes as an age file under a passphrase, with any work factor.
pub(crate) fn lock_with_passphrase(payload: &[u8], passphrase: &str, factor: u8) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(factor);
    lock_to(payload, &recipient)
}

/// Any bytes as an age file for any recipient.
pub(crate) fn lock_to(payload: &[u8], recipient: &dyn age::Recipient) -> Vec<u8> {
    let encryptor = age::Encryptor::with_recipients(iter::once(recipient)).unwrap();
    let mut out = Vec::new();
    let mut writer = encryptor.wrap_output(&mut out).unwrap();
    writer.write_all(payload).unwrap();
    writer.finish().unwrap();
    out
}

/// The database key and salt, from a payload.
pub(crate) fn key_and_salt(payload: &[u8]) -> ([u8; 32], [u8; 16]) {
    (
        payload[31..63].try_into().unwrap(),
        payload[63..79].try_into().unwrap(),
    )
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A generation's database opened without Cairn, by whoever has the passphrase. The vault must be locked.
pub(crate) async fn open_database(generation: &Path) -> SqliteConnection {
    let payload = payload(&generation.join("passphrase.age"), PASSPHRASE);
    SqliteConnectOptions::new()
        .filename(generation.join("vault.db"))
        .pragma("key", format!("\"x'{}'\"", hex(&payload[31..79])))
        .disable_statement_logging()
        .connect()
        .await
        .unwrap()
}
