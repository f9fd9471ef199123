//! `change-passphrase`.

use cairn::Result;
use serde_json::json;

use super::{Answer, Door};
use crate::args::NewPassphrase;
use crate::{ask, words};

pub(super) async fn change(door: &Door, args: NewPassphrase) -> Result<Answer> {
    let current = door.ask()?;
    let new = ask::new_passphrase(args.new_passphrase_file.as_deref())?;
    door.within_with(&current, async |vault| {
        vault.change_passphrase(&current, &new).await
    })
    .await?;
    let told = words::say("cli-passphrase-changed", &[]);
    Ok(Answer::new(format!("{told}\n"), json!({"changed": true})))
}
