//! Every text of the command line, from the catalogues in `locales/`. A refusal is put in the same words as in
//! the window, except where those speak of the window.

use cairn::{Error, ErrorCode};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use serde_json::{Value, json};

const CATALOGUES: [&str; 2] = [
    include_str!("../../../locales/en-GB/errors.ftl"),
    include_str!("../../../locales/en-GB/cli.ftl"),
];

thread_local! {
    static ENGLISH: FluentBundle<FluentResource> = {
        let mut bundle = FluentBundle::new("en-GB".parse().into_iter().collect());
        // The marks are for mixed directions on a screen; in a terminal they are clutter.
        bundle.set_use_isolating(false);
        for text in CATALOGUES {
            let (Ok(catalogue) | Err((catalogue, _))) = FluentResource::try_new(text.to_owned());
            bundle.add_resource_overriding(catalogue);
        }
        bundle
    };
}

fn find(id: &str, given: &[(&str, &str)]) -> Option<String> {
    ENGLISH.with(|bundle| {
        let pattern = bundle.get_message(id)?.value()?;
        let args: FluentArgs<'_> = given.iter().copied().collect();
        Some(
            bundle
                .format_pattern(pattern, Some(&args), &mut Vec::new())
                .into_owned(),
        )
    })
}

/// The text of a message.
pub(crate) fn say(id: &str, given: &[(&str, &str)]) -> String {
    find(id, given).unwrap_or_else(|| id.to_owned())
}

/// The code as it crosses to a script, such as `vault_in_use`.
fn code_text(code: ErrorCode) -> String {
    match serde_json::to_value(code) {
        Ok(Value::String(text)) => text,
        _ => String::new(),
    }
}

/// The code as the catalogues name it, such as `vaultInUse`.
fn message_name(code: ErrorCode) -> String {
    let mut name = String::new();
    for (place, word) in code_text(code).split('_').enumerate() {
        let (first, rest) = word.split_at(word.len().min(1));
        if place == 0 {
            name.push_str(first);
        } else {
            name.push_str(&first.to_ascii_uppercase());
        }
        name.push_str(rest);
    }
    name
}

/// The place as the catalogue knows it: `none` where there is none.
fn place(error: &Error) -> String {
    error.place().unwrap_or_else(|| "none".to_owned())
}

/// What stopped, in a sentence.
pub(crate) fn message(error: &Error) -> String {
    let name = message_name(error.code());
    if let Some(own) = find(&format!("cli-problem-{name}"), &[("place", &place(error))]) {
        return own;
    }
    let said = say(&format!("problem-{name}"), &[]);
    match error.place() {
        Some(place) => format!("{said} ({place})"),
        None => said,
    }
}

/// What stopped and what to do next.
pub(crate) fn refusal(error: &Error) -> String {
    let name = message_name(error.code());
    let next = find(&format!("cli-problem-{name}-next"), &[("place", &place(error))])
        .unwrap_or_else(|| say(&format!("problem-{name}-next"), &[]));
    format!("{}\n{next}", message(error))
}

/// A refusal for a script: its code is closed, its place no secret, its message for people.
pub(crate) fn as_json(error: &Error) -> Value {
    json!({"code": code_text(error.code()), "place": error.place(), "message": message(error)})
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// The names of all codes, read from the one place that lists them.
    fn codes() -> Vec<String> {
        let source = include_str!("../../error.rs");
        let (_, list) = source.split_once("pub enum ErrorCode {").unwrap();
        let (list, _) = list.split_once('}').unwrap();
        list.split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect()
    }

    #[test]
    fn every_code_has_words_and_a_way_on() {
        assert!(codes().len() >= 29);
        for code in codes() {
            let name = format!("{}{}", code[..1].to_lowercase(), &code[1..]);
            for id in [format!("problem-{name}"), format!("problem-{name}-next")] {
                assert!(find(&id, &[]).is_some(), "{id} is in locales/en-GB/errors.ftl");
            }
        }
    }

    #[test]
    fn codes_find_their_words() {
        assert_eq!(message_name(ErrorCode::VaultInUse), "vaultInUse");
        assert!(refusal(&Error::VaultInUse).contains("already open"));
        let place = message(&Error::SlotDamaged("recovery.age"));
        assert!(place.ends_with("(recovery.age)"), "{place}");
        assert!(message(&Error::FieldNotUnderstood("session")).contains("session"));
    }

    #[test]
    fn the_catalogues_are_understood_to_the_last_line() {
        for text in CATALOGUES {
            assert!(FluentResource::try_new(text.to_owned()).is_ok());
        }
    }
}
