//! `remove` and its way back.

use cairn::Result;
use cairn::clock::Moment;
use cairn::record::{self, RecordId};
use serde_json::json;

use super::{Answer, Door};
use crate::{args, show, words};

pub(super) async fn run(door: &Door, args: args::Remove) -> Result<Answer> {
    let id: RecordId = args.id.parse()?;
    door.within(async |vault| {
        record::put_away(vault, id, &Moment::now()).await?;
        if args.for_good {
            record::delete_for_good(vault, id).await?;
        }
        Ok(())
    })
    .await?;
    let (told, state) = if args.for_good {
        ("cli-removed", "removed")
    } else {
        ("cli-put-away", "put_away")
    };
    let told = words::say(told, &[("id", &id.to_string())]);
    Ok(Answer::new(
        format!("{told}\n"),
        json!({"id": id.to_string(), "state": state}),
    ))
}

pub(super) async fn bring_back(door: &Door, id: &str) -> Result<Answer> {
    let id: RecordId = id.parse()?;
    let record = door
        .within(async |vault| {
            record::bring_back(vault, id).await?;
            record::open(vault, id).await
        })
        .await?;
    let told = words::say("cli-back", &[("id", &id.to_string())]);
    Ok(Answer::new(format!("{told}\n"), show::as_json(&record.line)))
}
