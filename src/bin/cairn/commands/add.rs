//! `add`: a new record.

use cairn::clock::Moment;
use cairn::kinds::AnyFields;
use cairn::record::{self, Common, Draft, Happened, RecordId, SessionId, State};
use cairn::{Result, course, rich_text};

use super::{Answer, Door};
use crate::ask::Text;
use crate::{args, show, words};

pub(super) async fn run(door: &Door, args: args::Add) -> Result<Answer> {
    let mut fields = AnyFields::empty(&args.kind)?;
    let common = Common {
        title: args.title.unwrap_or_default(),
        happened: happened(args.on.as_deref())?,
        sessions: sessions(&args.sessions)?,
        tags: args.tags,
        state: State::Kept,
        ..Common::default()
    };
    let passphrase = door.ask()?;
    let text = Text::from(args.text.file.as_deref())?;
    let saved = door
        .within_with(&passphrase, async |vault| {
            write_into(&mut fields, &text.read()?);
            let now = Moment::now();
            let id = RecordId::make(now.utc);
            let draft = Draft {
                id,
                revision: 0,
                sitting: id.to_string(),
                common,
                fields,
            };
            record::save(vault, draft, &now).await
        })
        .await?;
    let told = words::say("cli-kept", &[("id", &saved.line.id.to_string())]);
    Ok(Answer::new(format!("{told}\n"), show::as_json(&saved.line)))
}

fn happened(on: Option<&str>) -> Result<Happened> {
    on.map_or_else(|| Ok(Happened::On(Moment::now().local_day())), Happened::on)
}

fn sessions(typed: &[String]) -> Result<Vec<SessionId>> {
    typed.iter().map(|text| course::session_id(text)).collect()
}

/// Puts text where a kind keeps what is written freely.
pub(super) fn write_into(fields: &mut AnyFields, text: &str) {
    match fields {
        AnyFields::DiaryEntry(entry) => {
            entry.body = Some(rich_text::from_markdown(text).value().clone());
            if entry.framework.is_empty() {
                entry.framework = course::frameworks()[0].id.clone();
            }
        }
    }
}
