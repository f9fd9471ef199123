//! Settings that belong to the diary and so live inside the vault. Looks, which the lock screen needs, do not.

use sqlx::SqliteConnection;

use crate::Result;

/// The closed list of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// "1" once the person has written the present recovery key down.
    RecoveryKeyNoted,
    /// Minutes without anybody there after which the vault locks itself; "0" is never.
    IdleMinutes,
    /// When health was last checked and found sound: UTC, RFC 3339.
    FoundSoundAt,
}

impl Setting {
    fn name(self) -> &'static str {
        match self {
            Setting::RecoveryKeyNoted => "recovery_key_noted",
            Setting::IdleMinutes => "idle_minutes",
            Setting::FoundSoundAt => "found_sound_at",
        }
    }
}

pub(crate) async fn read(db: &mut SqliteConnection, setting: Setting) -> Result<Option<String>> {
    Ok(
        sqlx::query_scalar("SELECT value FROM vault_setting WHERE name = ?1")
            .bind(setting.name())
            .fetch_optional(db)
            .await?,
    )
}

pub(crate) async fn write(db: &mut SqliteConnection, setting: Setting, value: &str) -> Result<()> {
    sqlx::query(
        "INSERT INTO vault_setting (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(setting.name())
    .bind(value)
    .execute(db)
    .await?;
    Ok(())
}
