//! Records: opening, saving, lists, search.

use cairn::clock::Moment;
use cairn::kinds::AnyFields;
use cairn::record::{self, RecordId};
use cairn::{course, views};
use tauri::{State, command};

use crate::dto::{
    Answer, Found, Link, Record, RecordDraft, RecordLine, RecordState, Saved, TimelineFilter, TimelineMarks,
};
use crate::shell::Shell;

fn lines(lines: Vec<record::Line>) -> Vec<RecordLine> {
    lines.into_iter().map(Into::into).collect()
}

/// A record that is not yet saved, with its id.
#[command]
#[specta::specta]
pub async fn new_record(kind: String, shell: State<'_, Shell>) -> Answer<Record> {
    drop(shell.vault().await?); // an id is of no use while locked
    let now = Moment::now();
    let today = now.local_day().format("%Y-%m-%d").to_string();
    let line = RecordLine {
        id: RecordId::make(now.utc).to_string(),
        kind: kind.clone(),
        title: String::new(),
        excerpt: String::new(),
        happened_on: Some(today.clone()),
        happened_roughly: None,
        shown_on: today,
        created_at: now.utc_text(),
        updated_at: now.utc_text(),
        sessions: Vec::new(),
        tags: Vec::new(),
        feel: record::Feel::default().into(),
        state: RecordState::Draft,
        cursor: String::new(),
    };
    let fields = AnyFields::empty(&kind)?.into();
    Ok(Record {
        line,
        people: Vec::new(),
        links: Vec::new(),
        revision: 0,
        fields,
    })
}

#[command]
#[specta::specta]
pub async fn save_record(draft: RecordDraft, shell: State<'_, Shell>) -> Answer<Saved> {
    let vault = shell.vault().await?;
    let saved = record::save(&vault, draft.try_into()?, &Moment::now()).await?;
    Ok(Saved {
        line: saved.line.into(),
        revision: saved.revision,
    })
}

#[command]
#[specta::specta]
pub async fn open_record(id: String, shell: State<'_, Shell>) -> Answer<Record> {
    let stored = record::open(&*shell.vault().await?, id.parse()?).await?;
    let fields = AnyFields::read(&stored)?.into();
    let links = stored.common.links.into_iter();
    Ok(Record {
        line: stored.line.into(),
        people: stored.common.people,
        links: links
            .map(|link| Link {
                target_id: link.target.to_string(),
                role: link.role,
            })
            .collect(),
        revision: stored.revision,
        fields,
    })
}

#[command]
#[specta::specta]
pub async fn put_away(id: String, shell: State<'_, Shell>) -> Answer<()> {
    Ok(record::put_away(&*shell.vault().await?, id.parse()?, &Moment::now()).await?)
}

#[command]
#[specta::specta]
pub async fn bring_back(id: String, shell: State<'_, Shell>) -> Answer<()> {
    Ok(record::bring_back(&*shell.vault().await?, id.parse()?).await?)
}

/// Only for a record that has been put away.
#[command]
#[specta::specta]
pub async fn delete_for_good(id: String, shell: State<'_, Shell>) -> Answer<()> {
    Ok(record::delete_for_good(&*shell.vault().await?, id.parse()?).await?)
}

#[command]
#[specta::specta]
pub async fn put_away_records(shell: State<'_, Shell>) -> Answer<Vec<RecordLine>> {
    Ok(lines(record::put_away_records(&*shell.vault().await?).await?))
}

#[command]
#[specta::specta]
pub async fn drafts(limit: u32, shell: State<'_, Shell>) -> Answer<Vec<RecordLine>> {
    Ok(lines(record::drafts(&*shell.vault().await?, limit).await?))
}

#[command]
#[specta::specta]
pub async fn timeline_marks(filter: TimelineFilter, shell: State<'_, Shell>) -> Answer<TimelineMarks> {
    Ok(views::marks(&*shell.vault().await?, &filter.try_into()?)
        .await?
        .into())
}

#[command]
#[specta::specta]
pub async fn timeline_page(
    filter: TimelineFilter,
    after: Option<String>,
    limit: u32,
    shell: State<'_, Shell>,
) -> Answer<Vec<RecordLine>> {
    let after = after.map(|cursor| cursor.parse::<record::Cursor>()).transpose()?;
    let page = views::page(&*shell.vault().await?, &filter.try_into()?, after.as_ref(), limit).await?;
    Ok(lines(page))
}

#[command]
#[specta::specta]
pub async fn search(
    query: String,
    session: Option<String>,
    limit: u32,
    shell: State<'_, Shell>,
) -> Answer<Vec<Found>> {
    let session = session.map(|id| course::session_id(&id)).transpose()?;
    let found = record::search(&*shell.vault().await?, &query, session.as_ref(), limit).await?;
    Ok(found.into_iter().map(Into::into).collect())
}
