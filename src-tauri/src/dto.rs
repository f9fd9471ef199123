//! What crosses between the window and the core: the only place that knows wire types.
//!
//! Ids and dates cross as text; no number is wider than a JavaScript number holds.

use std::collections::BTreeMap;

use cairn::vault::HealthStep as CoreHealthStep;
use cairn::{backup, course, kinds, record, vault, views};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::look::Look;

/// Declares a wire enum and its way from and to the core's enum of the same words.
macro_rules! mirror {
    ($(#[$doc:meta])* $name:ident = $core:ty { $($variant:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
        #[serde(rename_all = "camelCase")]
        #[allow(missing_docs)]
        pub enum $name { $($variant),+ }
        impl From<$core> for $name {
            fn from(core: $core) -> Self {
                match core { $(<$core>::$variant => $name::$variant),+ }
            }
        }
        impl From<$name> for $core {
            fn from(wire: $name) -> Self {
                match wire { $($name::$variant => <$core>::$variant),+ }
            }
        }
    };
}

mirror!(/// How private a record feels.
    Feel = record::Feel { Ordinary, Tender, JustForMe });
mirror!(/// Where a record is in its life.
    RecordState = record::State { Draft, Kept, PutAway });
mirror!(/// Where an entry belongs.
    Setting = kinds::Setting { Course, Work, OwnLife, Study });
mirror!(/// How much is in the tank.
    Energy = kinds::Energy { Empty, Low, Some, Good, Full });
mirror!(/// How much care a session asks.
    Care = course::Care { Open, Tender, Heavy });
mirror!(/// Why a copy was made.
    BackupKind = vault::CopyKind { Copy, BeforeMigration, SetAside });
mirror!(/// One thing a health check looks at.
    HealthStepName = CoreHealthStep { Pages, Structure, Search, Links });

/// What the window needs before anything is unlocked.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Start {
    pub vault: VaultState,
    pub look: Look,
    pub version: String,
    /// Present when the vault is open already (the page was loaded anew).
    pub summary: Option<Summary>,
}

/// Whether there is a vault, and whether it is open.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum VaultState {
    None,
    Locked,
    Open,
}

/// What an open vault says of itself.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Records that are not put away.
    pub records: u32,
    /// RFC 3339, or null when nothing was ever written.
    pub last_written: Option<String>,
    /// Made by a newer Cairn: can be read, not written.
    pub read_only: bool,
    pub recovery_key_noted: bool,
    /// 1 to 60, or 0 for never.
    pub idle_minutes: u16,
    /// Today, as the computer's calendar has it: YYYY-MM-DD.
    pub today: String,
    /// Why the copy that is made after a lock could not be made, if it could not.
    pub backup_trouble: Option<ErrorCode>,
}

/// The recovery key, shown once to be written down.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecoveryKey {
    /// What every key begins with.
    pub prefix: String,
    /// 14 groups of four characters and one of two.
    pub groups: Vec<String>,
    /// The first digits of the vault's id, to tell two keys apart.
    pub vault_id: String,
    /// YYYY-MM-DD.
    pub made_on: String,
}

impl RecoveryKey {
    pub fn new(key: &vault::RecoveryKey, vault: &vault::Vault, made_on: String) -> Self {
        RecoveryKey {
            prefix: vault::RecoveryKey::PREFIX.to_owned(),
            groups: key
                .expose_groups()
                .iter()
                .map(|group| group.to_string())
                .collect(),
            vault_id: vault.short_id(),
            made_on,
        }
    }
}

/// How guessable a passphrase is.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very hard to guess).
    pub level: u8,
    pub characters: u32,
    /// At least 15 characters.
    pub long_enough: bool,
    /// More than 1,024.
    pub too_long: bool,
}

impl From<vault::Strength> for Strength {
    fn from(core: vault::Strength) -> Self {
        Strength {
            level: core.level,
            characters: u32::try_from(core.characters).unwrap_or(u32::MAX),
            long_enough: core.long_enough,
            too_long: core.too_long,
        }
    }
}

/// A record as lists show it.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordLine {
    pub id: String,
    pub kind: String,
    pub title: String,
    /// The first words, at most 200 characters.
    pub excerpt: String,
    /// YYYY-MM-DD, or null.
    pub happened_on: Option<String>,
    pub happened_roughly: Option<String>,
    /// The local day the timeline shows it on, YYYY-MM-DD.
    pub shown_on: String,
    /// RFC 3339 with the offset it was written in.
    pub created_at: String,
    pub updated_at: String,
    /// The first is the main one.
    pub sessions: Vec<String>,
    pub tags: Vec<String>,
    pub feel: Feel,
    pub state: RecordState,
    /// Where this line stands in the timeline: pass as `after`.
    pub cursor: String,
}

impl From<record::Line> for RecordLine {
    fn from(line: record::Line) -> Self {
        RecordLine {
            id: line.id.to_string(),
            cursor: line.cursor.to_string(),
            kind: line.kind,
            title: line.title,
            excerpt: line.excerpt,
            happened_on: line.happened_on,
            happened_roughly: line.happened_roughly,
            shown_on: line.shown_on,
            created_at: line.created_at,
            updated_at: line.updated_at,
            sessions: line.sessions.iter().map(ToString::to_string).collect(),
            tags: line.tags,
            feel: line.feel.into(),
            state: line.state.into(),
        }
    }
}

/// A link to another record.
#[derive(Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    pub target_id: String,
    pub role: String,
}

/// A record, whole.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    pub line: RecordLine,
    pub people: Vec<String>,
    pub links: Vec<Link>,
    /// Goes up by one with each save; 0 means never saved.
    pub revision: u32,
    pub fields: Fields,
}

/// The fields of a record's kind.
#[derive(Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fields {
    DiaryEntry(DiaryEntry),
}

/// The fields of a diary entry.
#[derive(Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DiaryEntry {
    /// Rich text: a ProseMirror document as JSON text, or null when there is none.
    pub body: Option<String>,
    pub framework: String,
    /// Stage id to plain text. Answers to other frameworks' questions stay.
    pub answers: BTreeMap<String, String>,
    pub prompt_id: Option<String>,
    pub setting: Option<Setting>,
    pub mood_words: Vec<String>,
    pub energy: Option<Energy>,
    pub learned: String,
    pub next_step: String,
}

impl From<kinds::AnyFields> for Fields {
    fn from(core: kinds::AnyFields) -> Self {
        match core {
            kinds::AnyFields::DiaryEntry(entry) => Fields::DiaryEntry(DiaryEntry {
                body: entry.body.map(|body| body.to_string()),
                framework: entry.framework,
                answers: entry.answers,
                prompt_id: entry.prompt_id,
                setting: entry.setting.map(Into::into),
                mood_words: entry.mood_words,
                energy: entry.energy.map(Into::into),
                learned: entry.learned,
                next_step: entry.next_step,
            }),
        }
    }
}

impl TryFrom<Fields> for kinds::AnyFields {
    type Error = WireError;

    fn try_from(wire: Fields) -> Result<Self, WireError> {
        match wire {
            Fields::DiaryEntry(entry) => Ok(kinds::AnyFields::DiaryEntry(kinds::DiaryEntry {
                body: match entry.body {
                    Some(json) => Some(cairn::rich_text::Document::read(&json)?.value().clone()),
                    None => None,
                },
                framework: entry.framework,
                answers: entry.answers,
                prompt_id: entry.prompt_id,
                setting: entry.setting.map(Into::into),
                mood_words: entry.mood_words,
                energy: entry.energy.map(Into::into),
                learned: entry.learned,
                next_step: entry.next_step,
            })),
        }
    }
}

/// A record on its way to be saved.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordDraft {
    pub id: String,
    pub revision: u32,
    /// Stays the same while one editor is open on the record; a new one starts a new version in its history.
    pub sitting: String,
    pub title: String,
    pub happened_on: Option<String>,
    pub happened_roughly: Option<String>,
    pub sessions: Vec<String>,
    pub tags: Vec<String>,
    pub people: Vec<String>,
    pub links: Vec<Link>,
    pub feel: Feel,
    /// `draft` or `kept`.
    pub state: RecordState,
    pub fields: Fields,
}

impl TryFrom<RecordDraft> for record::Draft<kinds::AnyFields> {
    type Error = WireError;

    fn try_from(wire: RecordDraft) -> Result<Self, WireError> {
        let links: Result<Vec<record::Link>, cairn::Error> = wire
            .links
            .into_iter()
            .map(|link| {
                Ok(record::Link {
                    target: link.target_id.parse()?,
                    role: link.role,
                })
            })
            .collect();
        let happened = match (wire.happened_on, wire.happened_roughly) {
            (Some(day), _) => record::Happened::on(&day)?,
            (None, Some(roughly)) => record::Happened::Roughly(roughly),
            (None, None) => record::Happened::Unsaid,
        };
        let sessions: Result<_, cairn::Error> =
            wire.sessions.iter().map(|id| course::session_id(id)).collect();
        Ok(record::Draft {
            id: wire.id.parse()?,
            revision: wire.revision,
            sitting: wire.sitting,
            common: record::Common {
                title: wire.title,
                happened,
                sessions: sessions?,
                tags: wire.tags,
                people: wire.people,
                links: links?,
                feel: wire.feel.into(),
                state: wire.state.into(),
            },
            fields: wire.fields.try_into()?,
        })
    }
}

/// A record as it stands after a save.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    pub line: RecordLine,
    pub revision: u32,
}

/// Which lines of the timeline.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineFilter {
    pub session: Option<String>,
}

impl TryFrom<TimelineFilter> for views::Filter {
    type Error = WireError;

    fn try_from(wire: TimelineFilter) -> Result<Self, WireError> {
        let session = wire.session.map(|id| course::session_id(&id)).transpose()?;
        Ok(views::Filter {
            session,
            ..views::Filter::default()
        })
    }
}

/// Where each page of the timeline begins.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineMarks {
    pub total: u32,
    /// Lines per page: mark i is the cursor to pass as `after` for the page that begins at line i × step.
    pub step: u32,
    pub marks: Vec<Option<String>>,
}

impl From<views::Marks> for TimelineMarks {
    fn from(core: views::Marks) -> Self {
        TimelineMarks {
            total: core.total,
            step: views::PAGE,
            marks: core
                .marks
                .iter()
                .map(|mark| mark.as_ref().map(ToString::to_string))
                .collect(),
        }
    }
}

/// A record that was found.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Found {
    pub line: RecordLine,
    pub title: Vec<Piece>,
    pub snippet: Vec<Piece>,
}

/// A piece of text that is, or is not, what was searched for.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Piece {
    pub text: String,
    pub hit: bool,
}

impl From<record::Found> for Found {
    fn from(core: record::Found) -> Self {
        let pieces = |pieces: Vec<record::Piece>| {
            pieces
                .into_iter()
                .map(|piece| Piece {
                    text: piece.text,
                    hit: piece.hit,
                })
                .collect()
        };
        Found {
            line: core.line.into(),
            title: pieces(core.title),
            snippet: pieces(core.snippet),
        }
    }
}

/// A course session.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CourseSession {
    pub id: String,
    pub no: u32,
    pub title: String,
    pub aim: String,
    pub care: Care,
    /// One calm line shown first, or null.
    pub care_line: Option<String>,
    pub prompts: Vec<Prompt>,
    /// Any record that is not put away is linked to it.
    pub has_something: bool,
}

/// A question of a session.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Prompt {
    pub id: String,
    pub text: String,
}

impl CourseSession {
    pub fn new(session: &course::Session, has_something: bool) -> Self {
        CourseSession {
            id: session.id.clone(),
            no: session.no,
            title: session.title.clone(),
            aim: session.aim.clone(),
            care: session.care.into(),
            care_line: session.care_line.clone(),
            prompts: session
                .prompts
                .iter()
                .map(|prompt| Prompt {
                    id: prompt.id.clone(),
                    text: prompt.text.clone(),
                })
                .collect(),
            has_something,
        }
    }
}

/// A set of questions to reflect with.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Framework {
    pub id: String,
    pub name: String,
    pub about: String,
    pub credit: Option<String>,
    pub stages: Vec<Stage>,
}

/// One question of a framework.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Stage {
    pub id: String,
    pub name: String,
    pub question: String,
}

impl From<&course::Framework> for Framework {
    fn from(core: &course::Framework) -> Self {
        Framework {
            id: core.id.clone(),
            name: core.name.clone(),
            about: core.about.clone(),
            credit: core.credit.clone(),
            stages: core
                .stages
                .iter()
                .map(|stage| Stage {
                    id: stage.id.clone(),
                    name: stage.name.clone(),
                    question: stage.question.clone(),
                })
                .collect(),
        }
    }
}

/// What a health check found.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Health {
    pub sound: bool,
    /// The steps that found something.
    pub found: Vec<HealthStepName>,
}

impl From<vault::Health> for Health {
    fn from(core: vault::Health) -> Self {
        Health {
            sound: core.is_sound(),
            found: core.found.into_iter().map(Into::into).collect(),
        }
    }
}

/// A backup as a list shows it.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    pub id: String,
    /// RFC 3339, UTC.
    pub made_at: String,
    /// Of its database; sizes past 4 GiB are told as that.
    pub bytes: u32,
    pub kind: BackupKind,
}

impl From<backup::Backup> for Backup {
    fn from(core: backup::Backup) -> Self {
        Backup {
            id: core.id,
            made_at: core.made_at.to_rfc3339(),
            bytes: u32::try_from(core.bytes).unwrap_or(u32::MAX),
            kind: core.kind.into(),
        }
    }
}

/// What a refused command throws: a closed code and, at most, a place. Never anything a person wrote.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WireError {
    pub code: ErrorCode,
    /// A field, a file's name or a step.
    pub place: Option<String>,
}

macro_rules! error_codes {
    ($($code:ident),+ $(,)?) => {
        /// The closed list of what can go wrong; the window has words for each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
        #[serde(rename_all = "camelCase")]
        #[allow(missing_docs)]
        pub enum ErrorCode { $($code,)+ /** The shell's own: nothing is unlocked. */ Locked }
        impl From<cairn::ErrorCode> for ErrorCode {
            fn from(core: cairn::ErrorCode) -> Self {
                match core { $(cairn::ErrorCode::$code => ErrorCode::$code),+ }
            }
        }
    };
}
error_codes!(
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
);

impl From<cairn::Error> for WireError {
    fn from(error: cairn::Error) -> Self {
        WireError {
            code: error.code().into(),
            place: error.place(),
        }
    }
}

impl WireError {
    /// Nothing is unlocked.
    pub fn locked() -> Self {
        WireError {
            code: ErrorCode::Locked,
            place: None,
        }
    }

    /// Something that should not happen, at a named place.
    pub fn unexpected(place: &str) -> Self {
        WireError {
            code: ErrorCode::StoppedUnexpectedly,
            place: Some(place.to_owned()),
        }
    }
}

/// A command's answer.
pub type Answer<T> = Result<T, WireError>;
