//! Rules that hold for whatever is written and in whatever order things are done.

use std::collections::BTreeMap;

use cairn::kinds::{AnyFields, DiaryEntry};
use cairn::record::{self, Common, Draft, Feel, Happened, RecordId, State};
use cairn::vault::Vault;
use cairn::views::{self, Filter};
use proptest::prelude::*;
use serde_json::json;

use crate::support::{Place, entry, evening, sessions};

fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

/// Text as it may be typed, pasted or arrive: any scalar value, writing in both directions and its overrides, stacks
/// of marks, emoji joined to one, quotes and what search might mistake for its own.
fn any_text(most: usize) -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z]{1,8} ",
        2 => any::<char>().prop_map(String::from),
        1 => Just("\u{202e}שלום\u{202c} ".to_owned()),
        1 => Just("\u{2067}قوس\u{2069}".to_owned()),
        1 => (1usize..30).prop_map(|n| format!("a{}", "\u{301}\u{327}".repeat(n))),
        1 => Just("👩‍👩‍👧‍👦🏳️‍🌈".to_owned()),
        1 => Just("\u{200d}\u{feff}\u{200b}".to_owned()),
        1 => Just("\"'*(NEAR: --<b>&amp;".to_owned()),
        1 => Just("\r\n\t\u{0}\u{2}\u{3}".to_owned()),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

fn at_most(text: &str, characters: usize) -> String {
    text.chars().take(characters).collect()
}

fn any_fields() -> impl Strategy<Value = DiaryEntry> {
    (
        any_text(40),
        any_text(10),
        any_text(10),
        any_text(5),
        any_text(20),
    )
        .prop_map(|(body, answer, learned, mood, next)| DiaryEntry {
            body: Some(json!({"type": "doc", "content": [
                {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": answer}]},
                {"type": "paragraph", "content": [
                    {"type": "text", "text": body, "marks": [{"type": "bold"}]}, {"type": "hardBreak"}]}]})),
            framework: "F1".to_owned(),
            answers: BTreeMap::from([("F1.what".to_owned(), answer)]),
            mood_words: vec![at_most(&mood, 40)],
            learned: at_most(&learned, 400),
            next_step: next,
            ..DiaryEntry::default()
        })
}

fn any_common() -> impl Strategy<Value = Common> {
    (
        any_text(10),
        prop::collection::vec(any_text(4), 0..5),
        prop_oneof![
            Just(Happened::Unsaid),
            Just(Happened::on("2028-02-29").unwrap()),
            any_text(6).prop_map(|text| Happened::Roughly(at_most(&text, 120))),
        ],
        prop_oneof![Just(Feel::Ordinary), Just(Feel::Tender), Just(Feel::JustForMe)],
        prop_oneof![Just(State::Draft), Just(State::Kept)],
    )
        .prop_map(|(title, labels, happened, feel, state)| Common {
            title: at_most(&title, 120),
            happened,
            sessions: sessions(&["S03", "S11"]),
            tags: labels.iter().map(|label| at_most(label, 60)).collect(),
            people: labels.iter().map(|label| at_most(label, 40)).collect(),
            feel,
            state,
            ..Common::default()
        })
}

/// A line as it is kept: control characters are spaces, ends are trimmed.
fn as_line(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    line.trim().to_owned()
}

/// Labels as they are kept: each once, however it is capitalised, none empty.
fn as_labels(labels: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for label in labels.iter().map(|label| as_line(label)) {
        let new = kept.iter().all(|one| one.to_lowercase() != label.to_lowercase());
        if !label.is_empty() && new {
            kept.push(label);
        }
    }
    kept
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_saved_is_what_is_opened(fields in any_fields(), common in any_common()) {
        block_on(async {
            let place = Place::new();
            let (vault, _) = place.create().await;
            let fields = AnyFields::DiaryEntry(fields);
            let draft = Draft { common: common.clone(), fields: fields.clone(), ..entry("") };
            record::save(&vault, draft.clone(), &evening()).await.unwrap();
            vault.lock().await.unwrap();
            let vault = place.unlock().await.unwrap();
            let stored = record::open(&vault, draft.id).await.unwrap();
            prop_assert_eq!(AnyFields::read(&stored).unwrap(), fields);
            let wanted = Common {
                title: as_line(&common.title),
                tags: as_labels(&common.tags),
                people: as_labels(&common.people),
                happened: match common.happened {
                    Happened::Roughly(text) if as_line(&text).is_empty() => Happened::Unsaid,
                    Happened::Roughly(text) => Happened::Roughly(as_line(&text)),
                    said @ (Happened::Unsaid | Happened::On(_)) => said,
                },
                ..common
            };
            prop_assert_eq!(stored.common, wanted);
            let line = views::page(&vault, &Filter::default(), None, 5).await.unwrap().remove(0);
            prop_assert_eq!(line, stored.line, "lists show it as it opens");
            vault.lock().await.unwrap();
            Ok(())
        })?;
    }
}

// ---- a model in memory -----------------------------------------------------------------------------------------

/// Few words, so that records share them.
const WORDS: [&str; 6] = [
    "quernlight",
    "ferngall",
    "brindlewick",
    "otter",
    "lantern",
    "copper",
];

#[derive(Debug, Clone)]
enum Step {
    New(Vec<usize>),
    Edit(usize, Vec<usize>),
    PutAway(usize),
    BringBack(usize),
    Delete(usize),
    LockAndUnlock,
}

fn any_step() -> impl Strategy<Value = Step> {
    let words = || prop::collection::vec(0..WORDS.len(), 0..4);
    prop_oneof![
        3 => words().prop_map(Step::New),
        4 => (0usize..8, words()).prop_map(|(n, words)| Step::Edit(n, words)),
        2 => (0usize..8).prop_map(Step::PutAway),
        2 => (0usize..8).prop_map(Step::BringBack),
        2 => (0usize..8).prop_map(Step::Delete),
        1 => Just(Step::LockAndUnlock),
    ]
}

#[derive(Debug, Clone)]
struct Known {
    id: RecordId,
    words: Vec<usize>,
    revision: u32,
    away: bool,
}

fn draft_of(known: &Known) -> Draft<AnyFields> {
    let text: Vec<&str> = known.words.iter().map(|word| WORDS[*word]).collect();
    let mut draft = entry(&text.join(" "));
    draft.id = known.id;
    draft.revision = known.revision;
    draft.common.title = format!("with {} words", text.len());
    draft
}

/// Does one step to the vault and to the model; a step that makes no sense must be refused and change nothing.
async fn take(vault: &Vault, model: &mut Vec<Known>, step: &Step) {
    let now = evening();
    let place = |n: usize, model: &[Known]| (!model.is_empty()).then(|| n % model.len());
    match step {
        Step::New(words) => {
            let id = RecordId::make(now.utc);
            let mut known = Known {
                id,
                words: words.clone(),
                revision: 0,
                away: false,
            };
            known.revision = record::save(vault, draft_of(&known), &now)
                .await
                .unwrap()
                .revision;
            model.push(known);
        }
        Step::Edit(n, words) => {
            if let Some(n) = place(*n, model) {
                let edited = Known {
                    words: words.clone(),
                    ..model[n].clone()
                };
                let saved = record::save(vault, draft_of(&edited), &now).await;
                if model[n].away {
                    assert!(saved.is_err(), "what is put away cannot be edited");
                } else {
                    model[n] = Known {
                        revision: saved.unwrap().revision,
                        ..edited
                    };
                }
            }
        }
        Step::PutAway(n) => {
            if let Some(n) = place(*n, model) {
                record::put_away(vault, model[n].id, &now).await.unwrap();
                model[n].away = true;
            }
        }
        Step::BringBack(n) => {
            if let Some(n) = place(*n, model) {
                record::bring_back(vault, model[n].id).await.unwrap();
                model[n].away = false;
            }
        }
        Step::Delete(n) => {
            if let Some(n) = place(*n, model) {
                let deleted = record::delete_for_good(vault, model[n].id).await;
                assert_eq!(deleted.is_ok(), model[n].away, "only what is put away is deleted");
                if model[n].away {
                    model.remove(n);
                }
            }
        }
        Step::LockAndUnlock => unreachable!("the caller's"),
    }
}

async fn agrees(vault: &Vault, model: &[Known]) {
    let seen: Vec<&Known> = model.iter().filter(|known| !known.away).collect();
    assert_eq!(vault.tally().await.unwrap().records as usize, seen.len());
    assert_eq!(
        record::put_away_records(vault).await.unwrap().len(),
        model.len() - seen.len()
    );
    assert_eq!(
        views::marks(vault, &Filter::default()).await.unwrap().total as usize,
        seen.len()
    );
    for known in model {
        let stored = record::open(vault, known.id).await.unwrap();
        assert_eq!(stored.revision, known.revision);
        assert_eq!(AnyFields::read(&stored).unwrap(), draft_of(known).fields);
    }
    for (word, text) in WORDS.iter().enumerate() {
        let mut found: Vec<RecordId> = record::search(vault, text, None, 100)
            .await
            .unwrap()
            .into_iter()
            .map(|found| found.line.id)
            .collect();
        let mut wanted: Vec<RecordId> = seen
            .iter()
            .filter(|known| known.words.contains(&word))
            .map(|known| known.id)
            .collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "records with {text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_vault_does_what_a_list_in_memory_does(steps in prop::collection::vec(any_step(), 1..24)) {
        block_on(async {
            let place = Place::new();
            let (mut vault, _) = place.create().await;
            let mut model = Vec::new();
            for step in &steps {
                if matches!(step, Step::LockAndUnlock) {
                    vault.lock().await.unwrap();
                    vault = place.unlock().await.unwrap();
                } else {
                    take(&vault, &mut model, step).await;
                }
            }
            agrees(&vault, &model).await;
            vault.lock().await.unwrap();
            let vault = place.unlock().await.unwrap();
            agrees(&vault, &model).await;
            assert!(vault.check_health(&evening(), &mut |_, _| {}).await.unwrap().is_sound());
            vault.lock().await.unwrap();
        });
    }
}
