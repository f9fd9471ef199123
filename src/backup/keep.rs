//! Which backups stay: the last ten, and the newest of each of the last seven days that have one.

use std::collections::BTreeSet;
use std::fs;

use super::{Backup, CopyKind, list};
use crate::vault::{VaultFolder, files};
use crate::{Error, Result};

const LAST: usize = 10;
const DAYS: usize = 7;

/// The backups to let go of, given all of them newest first. What was set aside when an earlier copy was brought
/// back is never among them: nobody has said yet that it may go.
fn no_longer_kept(backups: &[Backup]) -> Vec<&Backup> {
    let by_age: Vec<&Backup> = backups
        .iter()
        .filter(|backup| backup.kind != CopyKind::SetAside)
        .collect();
    let mut days = BTreeSet::new();
    let mut gone = Vec::new();
    for (place, backup) in by_age.into_iter().enumerate() {
        let newest_of_day = days.len() < DAYS && days.insert(backup.made_at.date_naive());
        if place >= LAST && !newest_of_day {
            gone.push(backup);
        }
    }
    gone
}

/// Removes what is no longer kept, and halves of copies that a crash left.
pub(super) fn let_go_of_old(folder: &VaultFolder) -> Result<()> {
    let backups = list(folder)?;
    for backup in no_longer_kept(&backups) {
        let place = folder.backups().join(&backup.id);
        fs::remove_dir_all(&place).map_err(files::cannot_write(&place))?;
    }
    let entries = fs::read_dir(folder.backups()).map_err(|source| Error::CannotRead {
        place: "backups".to_owned(),
        source,
    })?;
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name.to_string_lossy().ends_with(".partial") {
            fs::remove_dir_all(entry.path()).map_err(files::cannot_write(&entry.path()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta};

    fn backup(hours_ago: i64, kind: CopyKind) -> Backup {
        let made_at = DateTime::from_timestamp(1_800_000_000, 0).unwrap() - TimeDelta::hours(hours_ago);
        Backup {
            id: format!("{}", 100_000 - hours_ago),
            made_at,
            kind,
            bytes: 1,
        }
    }

    #[test]
    fn ten_last_and_seven_days_stay() {
        let backups: Vec<Backup> = (0..24 * 20).map(|hours| backup(hours, CopyKind::Copy)).collect();
        let gone = no_longer_kept(&backups);
        let kept: Vec<&Backup> = backups.iter().filter(|b| !gone.contains(b)).collect();
        assert!(backups[..10].iter().all(|b| kept.contains(&b)), "the last ten");
        let days: BTreeSet<_> = kept.iter().map(|b| b.made_at.date_naive()).collect();
        assert_eq!(days.len(), 7);
        assert!((10..=17).contains(&kept.len()), "{}", kept.len());
    }

    #[test]
    fn few_are_all_kept_and_what_was_set_aside_always() {
        let few: Vec<Backup> = (0..10).map(|n| backup(n * 24 * 30, CopyKind::Copy)).collect();
        assert!(no_longer_kept(&few).is_empty());
        let aside: Vec<Backup> = (0..100).map(|n| backup(n, CopyKind::SetAside)).collect();
        assert!(no_longer_kept(&aside).is_empty());
    }
}
