//! `backup`, `backups`, `restore`.

use cairn::backup::{self, Backup, CopyKind};
use cairn::clock::Moment;
use cairn::{Error, Result};
use serde_json::{Value, json};

use super::{Answer, Door, lock};
use crate::{ask, words};

pub(super) async fn make(door: &Door) -> Result<Answer> {
    let made = door
        .within(async |vault| backup::make(vault, &Moment::now()).await)
        .await?;
    Ok(Answer::new(as_line(&made), as_json(&made)))
}

pub(super) fn list(door: &Door) -> Result<Answer> {
    let backups = backup::list(&door.folder)?;
    let plain: String = backups.iter().map(as_line).collect();
    Ok(Answer::new(plain, backups.iter().map(as_json).collect()))
}

pub(super) async fn restore(door: &Door, id: &str) -> Result<Answer> {
    if !backup::list(&door.folder)?.iter().any(|backup| backup.id == id) {
        return Err(Error::BackupNotFound);
    }
    let passphrase = ask::passphrase(door.passphrase_file())?;
    let vault = backup::restore(&door.folder, id, &passphrase, &Moment::now()).await?;
    lock(vault).await;
    let told = words::say("cli-restored", &[]);
    Ok(Answer::new(format!("{told}\n"), json!({"restored": id})))
}

fn as_json(backup: &Backup) -> Value {
    json!({
        "id": backup.id,
        "made_at": backup.made_at.to_rfc3339(),
        "kind": kind(backup.kind),
        "bytes": backup.bytes,
    })
}

fn as_line(backup: &Backup) -> String {
    let kind = words::say(&format!("cli-copy-{}", kind(backup.kind)), &[]);
    let made_at = backup.made_at.format("%Y-%m-%d %H:%M UTC");
    format!("{}  {made_at}  {kind}\n", backup.id)
}

fn kind(kind: CopyKind) -> &'static str {
    match kind {
        CopyKind::Copy => "copy",
        CopyKind::BeforeMigration => "before_migration",
        CopyKind::SetAside => "set_aside",
    }
}
