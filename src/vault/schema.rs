//! Bringing a database to this Cairn's schema, a verified copy first.

use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, SqliteConnection};

use crate::{Error, Result};

/// Every migration there has been, oldest first, checksums included.
pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// How a database's schema stands to a list of migrations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Nothing in it yet.
    Empty,
    /// Some migrations are still to come.
    Older,
    /// As this Cairn knows it.
    Current,
    /// A later Cairn has been here.
    Newer,
}

fn highest(migrations: &Migrator) -> i64 {
    migrations
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0)
}

/// Compares without changing anything.
pub(crate) async fn standing(db: &mut SqliteConnection, migrations: &Migrator) -> Result<Standing> {
    let known: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
        .fetch_one(&mut *db)
        .await?;
    if known == 0 {
        return Ok(Standing::Empty);
    }
    let applied: i64 = sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM _sqlx_migrations")
        .fetch_one(&mut *db)
        .await?;
    Ok(match applied.cmp(&highest(migrations)) {
        std::cmp::Ordering::Less => Standing::Older,
        std::cmp::Ordering::Equal => Standing::Current,
        std::cmp::Ordering::Greater => Standing::Newer,
    })
}

/// Applies what is missing, each migration wholly or not at all.
///
/// # Errors
/// [`Error::DatabaseDamaged`] when an applied migration is not the one this Cairn knows by that number.
#[allow(clippy::wildcard_enum_match_arm)] // another's list, which may grow: whatever else it says means the same here
pub(crate) async fn apply(db: &mut SqliteConnection, migrations: &Migrator) -> Result<()> {
    migrations.run(db).await.map_err(|error| match error {
        sqlx::migrate::MigrateError::Execute(error) => error.into(),
        sqlx::migrate::MigrateError::ExecuteMigration(error, _) => error.into(),
        _ => Error::DatabaseDamaged("schema"),
    })
}

/// Lets nothing be written over this connection.
pub(crate) async fn read_only(db: &mut SqliteConnection) -> Result<()> {
    sqlx::query(AssertSqlSafe("PRAGMA query_only = ON"))
        .execute(db)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Migrations are append-only: one that has been released never changes. A new one adds a line here.
    #[test]
    fn checksums_are_pinned() {
        let sums: Vec<(i64, String)> = MIGRATIONS
            .iter()
            .map(|m| {
                (
                    m.version,
                    m.checksum.iter().take(8).map(|b| format!("{b:02x}")).collect(),
                )
            })
            .collect();
        assert_eq!(sums, [(1, "70ccf184198c5d6e".to_owned())]);
    }
}
