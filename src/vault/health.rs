//! Looking the whole vault over, step by step.

use sqlx::SqliteConnection;

use super::copy::all_pages_sound;
use crate::{Error, Result};

/// One thing that is looked at, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HealthStep {
    /// Every page's seal.
    Pages,
    /// The database's own structure.
    Structure,
    /// Whether search says what the records say.
    Search,
    /// Whether everything that points at a record points at one that is there.
    Links,
}

impl HealthStep {
    /// All steps, in order.
    pub const ALL: [HealthStep; 4] = [
        HealthStep::Pages,
        HealthStep::Structure,
        HealthStep::Search,
        HealthStep::Links,
    ];
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// The steps that found something; none is good.
    pub found: Vec<HealthStep>,
}

impl Health {
    /// Nothing was found.
    pub fn is_sound(&self) -> bool {
        self.found.is_empty()
    }
}

/// Runs every step; `progress` hears each before it begins, with its place from 0.
pub(super) async fn check(
    db: &mut SqliteConnection,
    progress: &mut (dyn FnMut(HealthStep, usize) + Send),
) -> Result<Health> {
    let mut found = Vec::new();
    for (place, step) in HealthStep::ALL.into_iter().enumerate() {
        progress(step, place);
        let sound = match step {
            HealthStep::Pages => all_pages_sound(db).await,
            HealthStep::Structure => structure_sound(db).await,
            HealthStep::Search => search_sound(db).await,
            HealthStep::Links => links_sound(db).await,
        };
        match sound {
            Ok(true) => {}
            // A damaged page can end a step early: that is a finding, not a reason to stop looking.
            Ok(false) | Err(Error::DatabaseDamaged(_)) => found.push(step),
            // A connection that met a damaged page answers nothing more, whatever it is asked.
            Err(Error::Unexpected(_)) if !found.is_empty() => found.push(step),
            Err(other) => return Err(other),
        }
    }
    Ok(Health { found })
}

pub(super) async fn structure_sound(db: &mut SqliteConnection) -> Result<bool> {
    let rows: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(10)")
        .fetch_all(db)
        .await?;
    Ok(rows == ["ok"])
}

async fn search_sound(db: &mut SqliteConnection) -> Result<bool> {
    let compared = sqlx::query("INSERT INTO record_fts (record_fts, rank) VALUES ('integrity-check', 1)")
        .execute(db)
        .await;
    match compared.map_err(Error::from) {
        Ok(_) => Ok(true),
        Err(Error::DatabaseDamaged(_)) => Ok(false),
        // A vault of a newer Cairn is opened for reading; its index is then left unasked.
        Err(Error::ReadOnly) => Ok(true),
        Err(other) => Err(other),
    }
}

async fn links_sound(db: &mut SqliteConnection) -> Result<bool> {
    let rows = sqlx::query("PRAGMA foreign_key_check").fetch_all(db).await?;
    Ok(rows.is_empty())
}
