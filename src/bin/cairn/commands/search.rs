//! `search`: records with these words.

use cairn::{Result, course, record};

use super::{Answer, Door};
use crate::{args, show};

pub(super) async fn run(door: &Door, args: args::Search) -> Result<Answer> {
    let session = args.session.as_deref().map(course::session_id).transpose()?;
    let found = door
        .within(async |vault| record::search(vault, &args.query, session.as_ref(), args.limit).await)
        .await?;
    let plain: String = found.iter().map(show::found_as_line).collect();
    Ok(Answer::new(
        plain,
        found.iter().map(show::found_as_json).collect(),
    ))
}
