//! Writing files so that a crash leaves the old one or the new one, readable by their owner only.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use crate::{Error, Result};

/// The file's own name, for an error: never the folders above it, which may hold a person's name.
pub(crate) fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

pub(crate) fn cannot_write(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    move |source| Error::CannotWrite {
        place: name_of(path),
        source,
    }
}

pub(crate) fn cannot_read(path: &Path) -> impl FnOnce(io::Error) -> Error + '_ {
    move |source| Error::CannotRead {
        place: name_of(path),
        source,
    }
}

/// Makes one folder, 0700, and writes its name to the disk. The folder above must exist.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(cannot_write(path))?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes a folder and those above it, each new one 0700.
pub(crate) fn make_folders(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(cannot_write(path))
}

/// Writes a file that must not be there yet (O_EXCL: a link put in its place is refused), 0600, down to the disk.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(cannot_write(path))?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(cannot_write(path))
}

/// Removes a file or a link (never what it points to); nothing there is fine.
pub(crate) fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot_write(path)(error)),
        _ => Ok(()),
    }
}

/// Replaces `path` by `bytes` in one step: a new file beside it, down to the disk, then a rename.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let new = path.with_added_extension("new");
    remove_if_there(&new)?;
    write_new(&new, bytes)?;
    rename(&new, path)
}

/// Renames over `to` and writes the folder to the disk.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).map_err(cannot_write(to))?;
    to.parent().map_or(Ok(()), sync_folder)
}

/// Reads a whole file of at most `limit` bytes.
///
/// # Errors
/// `too_large` when it is longer; [`Error::CannotRead`] when the system says no.
pub(crate) fn read_up_to(path: &Path, limit: u64, too_large: Error) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(cannot_read(path))?;
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(cannot_read(path))?;
    if bytes.len() as u64 > limit {
        Err(too_large)
    } else {
        Ok(bytes)
    }
}

/// Copies a file to a place where none is yet, 0600, down to the disk.
pub(crate) fn copy_new(from: &Path, to: &Path) -> Result<()> {
    let mut source = File::open(from).map_err(cannot_read(from))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut target = options.open(to).map_err(cannot_write(to))?;
    io::copy(&mut source, &mut target)
        .and_then(|_| target.sync_all())
        .map_err(cannot_write(to))
}

/// Makes a rename or a new name durable. Windows writes folder changes itself.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(path)
        .and_then(|folder| folder.sync_all())
        .map_err(cannot_write(path))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Refuses a link or anything else where an ordinary file (or folder) of ours belongs, and takes away
/// what others may do with it.
///
/// # Errors
/// [`Error::VaultFolderUnsafe`] with the name.
pub(crate) fn make_private(path: &Path, folder: bool) -> Result<()> {
    let about = fs::symlink_metadata(path).map_err(cannot_read(path))?;
    let ordinary = if folder { about.is_dir() } else { about.is_file() };
    if !ordinary {
        return Err(Error::VaultFolderUnsafe(name_of(path)));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let wanted = if folder { 0o700 } else { 0o600 };
        if about.permissions().mode() & 0o777 != wanted {
            fs::set_permissions(path, fs::Permissions::from_mode(wanted)).map_err(cannot_write(path))?;
        }
    }
    Ok(())
}
