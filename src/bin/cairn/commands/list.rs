//! `list`: the timeline, newest first.

use cairn::kinds::KINDS;
use cairn::record::Happened;
use cairn::views::{self, Filter};
use cairn::{Error, Result, course};

use super::{Answer, Door};
use crate::{args, show};

pub(super) async fn run(door: &Door, args: args::List) -> Result<Answer> {
    if args.kind.as_deref().is_some_and(|kind| !KINDS.contains(&kind)) {
        return Err(Error::FieldNotUnderstood("kind"));
    }
    let filter = Filter {
        session: args.session.as_deref().map(course::session_id).transpose()?,
        kind: args.kind,
        from: day(args.from, "from")?,
        to: day(args.to, "to")?,
    };
    let lines = door
        .within(async |vault| views::page(vault, &filter, None, args.limit).await)
        .await?;
    let plain: String = lines.iter().map(show::as_line).collect();
    Ok(Answer::new(plain, lines.iter().map(show::as_json).collect()))
}

/// A day that is one; the refusal names the option.
fn day(text: Option<String>, option: &'static str) -> Result<Option<String>> {
    match text {
        Some(text) if Happened::on(&text).is_err() => Err(Error::FieldNotUnderstood(option)),
        text => Ok(text),
    }
}
