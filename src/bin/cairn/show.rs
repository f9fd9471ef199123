//! Records as people read them and as scripts do.

use cairn::course;
use cairn::record::{Found, Happened, Line, Piece, SessionId, StoredRecord};
use cairn::rich_text::Document;
use serde_json::{Value, json};

use crate::{out, words};

/// A record as every command prints it with `--json`.
pub(crate) fn as_json(line: &Line) -> Value {
    json!({
        "id": line.id.to_string(),
        "kind": line.kind,
        "title": line.title,
        "sessions": line.sessions.iter().map(SessionId::as_str).collect::<Vec<_>>(),
        "happened_on": line.happened_on.as_ref().or(line.happened_roughly.as_ref()),
        "state": line.state.as_str(),
        "feel": line.feel.as_str(),
        "tags": line.tags,
        "excerpt": line.excerpt,
        "shown_on": line.shown_on,
        "created_at": line.created_at,
        "updated_at": line.updated_at,
    })
}

/// A record that was found: where the words stand is part of it.
pub(crate) fn found_as_json(found: &Found) -> Value {
    let mut value = as_json(&found.line);
    value["snippet"] = plain(&found.snippet).into();
    let pieces = |pieces: &[Piece]| -> Value {
        pieces
            .iter()
            .map(|piece| json!({"text": piece.text, "hit": piece.hit}))
            .collect()
    };
    value["snippet_pieces"] = pieces(&found.snippet);
    value["title_pieces"] = pieces(&found.title);
    value
}

/// A record whole.
pub(crate) fn whole_as_json(record: &StoredRecord) -> Value {
    let mut value = as_json(&record.line);
    let mut fields = record.fields.clone();
    let body = fields.as_object_mut().and_then(|fields| fields.remove("body"));
    value["text"] = text(body.clone()).into();
    value["body"] = body.into();
    value["people"] = record.common.people.clone().into();
    value["links"] = (record.common.links.iter())
        .map(|link| json!({"target": link.target.to_string(), "role": link.role}))
        .collect();
    value["revision"] = record.revision.into();
    value["fields"] = fields;
    value
}

fn text(body: Option<Value>) -> String {
    body.and_then(|body| Document::check(body).ok())
        .map(|document| document.plain_text())
        .unwrap_or_default()
}

fn plain(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

/// A record as a line of a list: what it is called, or how it begins.
pub(crate) fn as_line(line: &Line) -> String {
    let called = if line.title.is_empty() {
        &line.excerpt
    } else {
        &line.title
    };
    row(line, called)
}

/// A record that was found, with the words around the hit.
pub(crate) fn found_as_line(found: &Found) -> String {
    let around = plain(&found.snippet).replace('\n', " ");
    let told = if found.line.title.is_empty() {
        around
    } else {
        format!("{}: {around}", found.line.title)
    };
    row(&found.line, &told)
}

/// The id comes first, so that a script that does not read JSON finds it too.
fn row(line: &Line, told: &str) -> String {
    let sessions: Vec<&str> = line.sessions.iter().map(SessionId::as_str).collect();
    let sessions = if sessions.is_empty() {
        "-".to_owned()
    } else {
        sessions.join(",")
    };
    out::for_terminal(format!("{}  {}  {sessions}  {told}\n", line.id, line.shown_on))
}

/// A record whole, to be read.
pub(crate) fn whole(record: &StoredRecord) -> String {
    let mut about = vec![(words::say("cli-show-when", &[]), when(&record.common.happened))];
    for session in &record.line.sessions {
        let title = course::sessions()
            .iter()
            .find(|known| known.id == session.as_str());
        let title = title.map(|known| known.title.as_str()).unwrap_or_default();
        about.push((words::say("cli-show-session", &[]), format!("{session} {title}")));
    }
    about.push((words::say("cli-show-tags", &[]), record.line.tags.join(", ")));
    about.push((words::say("cli-show-id", &[]), record.id.to_string()));
    let mut told = String::new();
    if !record.line.title.is_empty() {
        told.push_str(&format!("{}\n\n", record.line.title));
    }
    for (label, value) in about.iter().filter(|(_, value)| !value.is_empty()) {
        told.push_str(&format!("{label} {value}\n"));
    }
    for part in parts(&record.fields) {
        told.push_str(&format!("\n{part}\n"));
    }
    out::for_terminal(told)
}

fn when(happened: &Happened) -> String {
    match happened {
        Happened::Unsaid => String::new(),
        Happened::On(day) => day.format("%Y-%m-%d").to_string(),
        Happened::Roughly(words) => words.clone(),
    }
}

/// Everything a person wrote in the fields of a record, the body first and each answer under its question.
fn parts(fields: &Value) -> Vec<String> {
    let mut parts = vec![text(fields.get("body").cloned())];
    let answers = fields.get("answers").and_then(Value::as_object);
    for (stage, answer) in answers.into_iter().flatten() {
        let asked = (course::frameworks()
            .iter()
            .flat_map(|framework| &framework.stages))
        .find(|known| known.id == *stage)
        .map_or(stage.as_str(), |known| known.question.as_str());
        let answer = answer.as_str().unwrap_or_default();
        if !answer.is_empty() {
            parts.push(format!("{asked}\n{answer}"));
        }
    }
    for (field, label) in [
        ("learned", "cli-show-learned"),
        ("next_step", "cli-show-next-step"),
    ] {
        match fields.get(field).and_then(Value::as_str) {
            Some(said) if !said.is_empty() => parts.push(format!("{}\n{said}", words::say(label, &[]))),
            _ => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}
