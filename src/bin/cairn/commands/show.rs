//! `show`: one record whole.

use cairn::Result;
use cairn::record::{self, RecordId};

use super::{Answer, Door};
use crate::show;

pub(super) async fn run(door: &Door, id: &str) -> Result<Answer> {
    let id: RecordId = id.parse()?;
    let record = door.within(async |vault| record::open(vault, id).await).await?;
    Ok(Answer::new(show::whole(&record), show::whole_as_json(&record)))
}
