//! One error for the whole core, one closed list of codes, one exhaustive match between them.
//!
//! An error never carries anything a person wrote: a place is a field's name, a file's name or a step.

use std::io;

/// What went wrong, for the code that called. Turn it into words on screen through [`Error::code`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The passphrase does not fit an undamaged slot.
    #[error("that passphrase did not open the vault")]
    PassphraseDidNotOpen,
    /// The recovery key is well formed but belongs to another vault or an earlier key.
    #[error("that recovery key did not open the vault")]
    RecoveryKeyDidNotOpen,
    /// The recovery key has a slip in it; `group` (from 1) when exactly one place explains it.
    #[error("the recovery key looks mistyped")]
    RecoveryKeyMistyped {
        /// Which group of four characters, counted from 1.
        group: Option<usize>,
    },
    /// Not a Cairn recovery key at all (another program's key, for example).
    #[error("this is not a recovery key of Cairn's")]
    RecoveryKeyNotOurs,
    /// Shorter than [`crate::vault::PASSPHRASE_MIN`] characters.
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// Longer than [`crate::vault::PASSPHRASE_MAX`] characters.
    #[error("the passphrase is too long")]
    PassphraseTooLong,
    /// Holds a NUL, which no other program could be given.
    #[error("the passphrase holds a character that cannot be typed")]
    PassphraseHasNul,
    /// A slot file is cut short, changed or of no known form.
    #[error("the key slot {0} is damaged")]
    SlotDamaged(&'static str),
    /// The database cannot be read as it should; the place is a step or a file.
    #[error("the database is damaged ({0})")]
    DatabaseDamaged(&'static str),
    /// `vault.db` is not encrypted, or this build cannot encrypt.
    #[error("the database is not encrypted")]
    NotEncrypted,
    /// Slots and database come from different vaults or generations.
    #[error("these files do not belong together")]
    FilesDoNotBelongTogether,
    /// Made by a Cairn newer than this one, in a way this one cannot read at all.
    #[error("made by a newer Cairn")]
    MadeByNewerCairn,
    /// Opened for reading only, because a newer Cairn made it.
    #[error("opened for reading only")]
    ReadOnly,
    /// Another window or program holds the vault.
    #[error("the vault is open somewhere else")]
    VaultInUse,
    /// There is a vault in the folder already.
    #[error("there is a vault here already")]
    VaultAlreadyThere,
    /// There is no vault in the folder.
    #[error("there is no vault here")]
    NoVaultHere,
    /// A link or something else stands where one of the vault's own files belongs.
    #[error("{0} is not an ordinary file or folder")]
    VaultFolderUnsafe(String),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// A file could not be written.
    #[error("cannot write {place}")]
    CannotWrite {
        /// The file's name.
        place: String,
        /// What the system said.
        source: io::Error,
    },
    /// A file could not be read.
    #[error("cannot read {place}")]
    CannotRead {
        /// The file's name.
        place: String,
        /// What the system said.
        source: io::Error,
    },
    /// No record has this id.
    #[error("no record has that id")]
    RecordNotFound,
    /// The record was saved elsewhere since it was opened.
    #[error("the record was changed elsewhere")]
    RecordChanged,
    /// More text than one record holds; the place is the field.
    #[error("{0} is too large")]
    RecordTooLarge(&'static str),
    /// Deleting for good asks for a record that has been put away first.
    #[error("put the record away first")]
    NotPutAway,
    /// Rich text of no known form; the place is the part that was not understood.
    #[error("the text holds something Cairn does not know: {0}")]
    DocumentNotUnderstood(&'static str),
    /// A field's value cannot be taken; the place is the field's name.
    #[error("{0} could not be understood")]
    FieldNotUnderstood(&'static str),
    /// There is no such backup.
    #[error("there is no such backup")]
    BackupNotFound,
    /// The backup does not open.
    #[error("this backup is damaged")]
    BackupDamaged,
    /// Something the core did not expect, without its text.
    #[error("something stopped unexpectedly ({0})")]
    Unexpected(&'static str),
}

/// The core's result.
pub type Result<T> = std::result::Result<T, Error>;

/// The closed list that crosses to a window or a script. A code exists only if someone acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // each is explained at the `Error` of the same name
pub enum ErrorCode {
    PassphraseDidNotOpen,
    RecoveryKeyDidNotOpen,
    RecoveryKeyMistyped,
    RecoveryKeyNotOurs,
    PassphraseTooShort,
    PassphraseTooLong,
    PassphraseHasNul,
    SlotDamaged,
    DatabaseDamaged,
    NotEncrypted,
    FilesDoNotBelongTogether,
    MadeByNewerCairn,
    ReadOnly,
    VaultInUse,
    VaultAlreadyThere,
    NoVaultHere,
    VaultFolderUnsafe,
    DiskFull,
    CannotWrite,
    CannotRead,
    RecordNotFound,
    RecordChanged,
    RecordTooLarge,
    NotPutAway,
    DocumentNotUnderstood,
    FieldNotUnderstood,
    BackupNotFound,
    BackupDamaged,
    StoppedUnexpectedly,
}

impl Error {
    /// The code this error crosses as.
    pub fn code(&self) -> ErrorCode {
        match self {
            Error::PassphraseDidNotOpen => ErrorCode::PassphraseDidNotOpen,
            Error::RecoveryKeyDidNotOpen => ErrorCode::RecoveryKeyDidNotOpen,
            Error::RecoveryKeyMistyped { .. } => ErrorCode::RecoveryKeyMistyped,
            Error::RecoveryKeyNotOurs => ErrorCode::RecoveryKeyNotOurs,
            Error::PassphraseTooShort => ErrorCode::PassphraseTooShort,
            Error::PassphraseTooLong => ErrorCode::PassphraseTooLong,
            Error::PassphraseHasNul => ErrorCode::PassphraseHasNul,
            Error::SlotDamaged(_) => ErrorCode::SlotDamaged,
            Error::DatabaseDamaged(_) => ErrorCode::DatabaseDamaged,
            Error::NotEncrypted => ErrorCode::NotEncrypted,
            Error::FilesDoNotBelongTogether => ErrorCode::FilesDoNotBelongTogether,
            Error::MadeByNewerCairn => ErrorCode::MadeByNewerCairn,
            Error::ReadOnly => ErrorCode::ReadOnly,
            Error::VaultInUse => ErrorCode::VaultInUse,
            Error::VaultAlreadyThere => ErrorCode::VaultAlreadyThere,
            Error::NoVaultHere => ErrorCode::NoVaultHere,
            Error::VaultFolderUnsafe(_) => ErrorCode::VaultFolderUnsafe,
            Error::DiskFull => ErrorCode::DiskFull,
            Error::CannotWrite { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                ErrorCode::DiskFull
            }
            Error::CannotWrite { .. } => ErrorCode::CannotWrite,
            Error::CannotRead { .. } => ErrorCode::CannotRead,
            Error::RecordNotFound => ErrorCode::RecordNotFound,
            Error::RecordChanged => ErrorCode::RecordChanged,
            Error::RecordTooLarge(_) => ErrorCode::RecordTooLarge,
            Error::NotPutAway => ErrorCode::NotPutAway,
            Error::DocumentNotUnderstood(_) => ErrorCode::DocumentNotUnderstood,
            Error::FieldNotUnderstood(_) => ErrorCode::FieldNotUnderstood,
            Error::BackupNotFound => ErrorCode::BackupNotFound,
            Error::BackupDamaged => ErrorCode::BackupDamaged,
            Error::Unexpected(_) => ErrorCode::StoppedUnexpectedly,
        }
    }

    /// Where it happened: a field, a file's name or a step, never anything a person wrote.
    pub fn place(&self) -> Option<String> {
        match self {
            Error::RecoveryKeyMistyped { group: Some(group) } => Some(format!("group {group}")),
            Error::SlotDamaged(place)
            | Error::DatabaseDamaged(place)
            | Error::RecordTooLarge(place)
            | Error::DocumentNotUnderstood(place)
            | Error::FieldNotUnderstood(place)
            | Error::Unexpected(place) => Some((*place).to_owned()),
            Error::VaultFolderUnsafe(place)
            | Error::CannotWrite { place, .. }
            | Error::CannotRead { place, .. } => Some(place.clone()),
            Error::PassphraseDidNotOpen
            | Error::RecoveryKeyDidNotOpen
            | Error::RecoveryKeyMistyped { group: None }
            | Error::RecoveryKeyNotOurs
            | Error::PassphraseTooShort
            | Error::PassphraseTooLong
            | Error::PassphraseHasNul
            | Error::NotEncrypted
            | Error::FilesDoNotBelongTogether
            | Error::MadeByNewerCairn
            | Error::ReadOnly
            | Error::VaultInUse
            | Error::VaultAlreadyThere
            | Error::NoVaultHere
            | Error::DiskFull
            | Error::RecordNotFound
            | Error::RecordChanged
            | Error::NotPutAway
            | Error::BackupNotFound
            | Error::BackupDamaged => None,
        }
    }
}

/// SQLite's own words can quote a statement or a search, so only its result code is looked at.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        let answer = error.as_database_error();
        // What SQLCipher makes SQLite say of a page whose seal does not hold. A mistake in a statement of ours has
        // the same code and words of its own.
        let seal = answer.is_some_and(|answer| answer.message() == "SQL logic error");
        let code = answer
            .and_then(|e| e.code())
            .and_then(|code| code.parse::<i32>().ok())
            .map(|code| code & 0xff);
        match code {
            Some(1) if seal => Error::DatabaseDamaged("vault.db"),
            Some(5 | 6) => Error::VaultInUse,
            Some(8) => Error::ReadOnly,
            Some(10) => Error::Unexpected("reading or writing the disk"),
            Some(11 | 26) => Error::DatabaseDamaged("vault.db"),
            Some(13) => Error::DiskFull,
            Some(14) => Error::Unexpected("opening vault.db"),
            Some(18) => Error::RecordTooLarge("record"),
            Some(_) => Error::Unexpected("database"),
            None => Error::Unexpected("database connection"),
        }
    }
}
