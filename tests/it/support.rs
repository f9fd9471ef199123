//! Builders, all in one place: a vault of its own for each test, moments, entries.

use std::path::PathBuf;

use cairn::clock::Moment;
use cairn::kinds::{AnyFields, DiaryEntry};
use cairn::record::{self, Common, Draft, Happened, RecordId, Saved, SessionId, State};
use cairn::rich_text;
use cairn::vault::{Passphrase, RecoveryKey, Vault, VaultFolder};
use chrono::{DateTime, FixedOffset};

/// A passphrase made for these tests alone.
pub(crate) const PASSPHRASE: &str = "brindle otter copper lantern";

/// Makes scrypt quick for this process. Called by everything that makes or opens a vault here.
pub(crate) fn quick_scrypt() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    // SAFETY is the harness's: see `.cargo/config.toml`, which sets the variable for the whole run instead.
    ONCE.call_once(|| {
        assert!(
            std::env::var_os("CAIRN_TEST_WORK_FACTOR").is_some(),
            "run the tests through cargo in this repository: .cargo/config.toml lowers scrypt's work"
        );
    });
}

/// A folder that goes away with the test, and a vault's place in it.
pub(crate) struct Place {
    pub(crate) folder: VaultFolder,
    pub(crate) root: tempfile::TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        quick_scrypt();
        let root = tempfile::tempdir().unwrap();
        let folder = VaultFolder::at(root.path().join("vault")).unwrap();
        Place { folder, root }
    }

    /// The one generation of a vault that was just made.
    pub(crate) fn generation(&self) -> PathBuf {
        self.folder.path().join("gen-000001")
    }

    pub(crate) async fn create(&self) -> (Vault, RecoveryKey) {
        Vault::create(&self.folder, &passphrase(), &evening())
            .await
            .unwrap()
    }

    pub(crate) async fn unlock(&self) -> cairn::Result<Vault> {
        Vault::unlock(&self.folder, &passphrase(), &evening()).await
    }
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new(PASSPHRASE)
}

/// 17 February 2026, 21:40 in the given offset (hours east).
pub(crate) fn at(text: &str) -> Moment {
    let parsed = DateTime::parse_from_rfc3339(text).unwrap();
    Moment {
        utc: parsed.to_utc(),
        offset: *parsed.offset(),
        zone: "Europe/London".to_owned(),
    }
}

/// The evening after session 3.
pub(crate) fn evening() -> Moment {
    let mut moment = at("2026-02-17T21:40:00Z");
    moment.offset = FixedOffset::east_opt(0).unwrap();
    moment
}

/// A kept diary entry with this text, not saved yet.
pub(crate) fn entry(text: &str) -> Draft<AnyFields> {
    let fields = DiaryEntry {
        body: Some(rich_text::from_markdown(text).value().clone()),
        framework: "F0".to_owned(),
        ..DiaryEntry::default()
    };
    Draft {
        id: RecordId::make(evening().utc),
        revision: 0,
        sitting: "a".to_owned(),
        common: Common {
            state: State::Kept,
            happened: Happened::on("2026-02-17").unwrap(),
            ..Common::default()
        },
        fields: AnyFields::DiaryEntry(fields),
    }
}

pub(crate) fn sessions(ids: &[&str]) -> Vec<SessionId> {
    ids.iter().map(|id| id.parse().unwrap()).collect()
}

pub(crate) async fn save(vault: &Vault, draft: Draft<AnyFields>) -> Saved {
    record::save(vault, draft, &evening()).await.unwrap()
}
