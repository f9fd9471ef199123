//! `edit`: other text for a record. All else about it stays.

use cairn::clock::Moment;
use cairn::kinds::AnyFields;
use cairn::record::{self, Draft, RecordId};
use cairn::{Error, Result};

use super::add::write_into;
use super::{Answer, Door};
use crate::ask::Text;
use crate::{args, show, words};

pub(super) async fn run(door: &Door, args: args::Edit) -> Result<Answer> {
    let id: RecordId = args.id.parse()?;
    let passphrase = door.ask()?;
    let text = Text::from(args.text.file.as_deref())?;
    let saved = door
        .within_with(&passphrase, async |vault| {
            let stored = record::open(vault, id).await?;
            if stored.common.state == record::State::PutAway {
                return Err(Error::FieldNotUnderstood("state"));
            }
            let mut fields = AnyFields::read(&stored)?;
            write_into(&mut fields, &text.read()?);
            let now = Moment::now();
            let draft = Draft {
                id,
                revision: stored.revision,
                // A sitting of its own, so that the text before this one stays in the record's history.
                sitting: RecordId::make(now.utc).to_string(),
                common: stored.common,
                fields,
            };
            record::save(vault, draft, &now).await
        })
        .await?;
    let told = words::say("cli-kept", &[("id", &saved.line.id.to_string())]);
    Ok(Answer::new(format!("{told}\n"), show::as_json(&saved.line)))
}
