//! What Cairn says to people: the course in `content/` and the words on screen in `locales/`.
//!
//! Two things are held here. The shape: ids that never change, eleven sessions in order, six prompts each.
//! And the voice: short sentences, common words, nothing that scolds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Course {
    version: u32,
    sessions: Vec<Session>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Session {
    id: String,
    no: usize,
    title: String,
    aim: String,
    ideas: Vec<String>,
    care: Care,
    care_line: Option<String>,
    prompts: Vec<Prompt>,
    exercises: Vec<Exercise>,
}

#[derive(Deserialize, Debug, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
enum Care {
    Open,
    Tender,
    Heavy,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Prompt {
    id: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exercise {
    id: String,
    name: String,
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Frameworks {
    version: u32,
    frameworks: Vec<Framework>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Framework {
    id: String,
    name: String,
    about: String,
    credit: Option<String>,
    stages: Vec<Stage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stage {
    id: String,
    name: String,
    question: String,
}

fn root(inside: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(inside)
}

fn read(inside: &str) -> String {
    fs::read_to_string(root(inside)).unwrap_or_else(|e| panic!("{inside} cannot be read as UTF-8: {e}"))
}

fn course() -> Course {
    serde_json::from_str(&read("content/sessions.json")).expect("sessions.json has the shape it promises")
}

fn frameworks() -> Frameworks {
    serde_json::from_str(&read("content/frameworks.json")).expect("frameworks.json has the shape it promises")
}

fn files_in(inside: &str, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(root(inside)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("a folder that opens can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == extension))
        .collect();
    files.sort();
    files
}

/// Every text of the course and the frameworks, each with the place a failing test should name.
fn all_texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for s in course().sessions {
        texts.push((format!("{} title", s.id), s.title));
        texts.push((format!("{} aim", s.id), s.aim));
        texts.extend(s.care_line.map(|line| (format!("{} care line", s.id), line)));
        texts.extend(
            s.ideas
                .into_iter()
                .enumerate()
                .map(|(n, t)| (format!("{} idea {}", s.id, n + 1), t)),
        );
        texts.extend(s.prompts.into_iter().map(|p| (p.id, p.text)));
        for e in s.exercises {
            texts.push((format!("{} name", e.id), e.name));
            texts.push((e.id, e.text));
        }
    }
    for f in frameworks().frameworks {
        texts.push((format!("{} name", f.id), f.name));
        texts.push((format!("{} about", f.id), f.about));
        for s in f.stages {
            texts.push((format!("{} name", s.id), s.name));
            texts.push((s.id, s.question));
        }
    }
    texts
}

// ---- The shape -------------------------------------------------------------------------------------------

#[test]
fn every_content_file_is_plain_and_versioned() {
    let files = files_in("content", "json");
    assert!(files.len() >= 2, "the course and the frameworks are there");
    for file in files {
        let name = file.display();
        let text = String::from_utf8(fs::read(&file).expect("readable"))
            .unwrap_or_else(|_| panic!("{name} is not UTF-8"));
        assert!(
            !text.starts_with('\u{feff}'),
            "{name} starts with a byte order mark"
        );
        assert!(!text.contains('\r'), "{name} has line ends other than LF");
        assert!(text.ends_with("}\n"), "{name} does not end with one newline");
        let json: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(
            json["version"], 1,
            "{name}: a changed shape needs a reader for the old one first"
        );
    }
}

#[test]
fn eleven_sessions_in_order() {
    let course = course();
    assert_eq!(course.version, 1);
    let ids: Vec<&str> = course.sessions.iter().map(|s| s.id.as_str()).collect();
    let expected: Vec<String> = (1..=11).map(|n| format!("S{n:02}")).collect();
    assert_eq!(ids, expected, "entries point at these ids for ever");
    for (at, session) in course.sessions.iter().enumerate() {
        assert_eq!(session.no, at + 1, "{} is out of step", session.id);
        assert!(!session.ideas.is_empty(), "{} has no ideas", session.id);
        assert!(
            session.title.chars().count() <= 60,
            "{} has a title too long for the list",
            session.id
        );
    }
    let exercises: usize = course.sessions.iter().map(|s| s.exercises.len()).sum();
    assert_eq!(exercises, 49);
}

#[test]
fn two_sessions_share_a_title_so_a_title_is_never_a_key() {
    let course = course();
    let titled: Vec<&str> = course
        .sessions
        .iter()
        .filter(|s| s.title == "Review and Evaluation")
        .map(|s| s.id.as_str())
        .collect();
    assert_eq!(titled, ["S06", "S11"]);
}

#[test]
fn six_prompts_each_and_ids_that_follow_from_their_session() {
    for s in course().sessions {
        let prompts: Vec<&str> = s.prompts.iter().map(|p| p.id.as_str()).collect();
        let wanted: Vec<String> = (1..=6).map(|n| format!("{}.P{n}", s.id)).collect();
        assert_eq!(prompts, wanted);
        let exercises: Vec<&str> = s.exercises.iter().map(|e| e.id.as_str()).collect();
        let wanted: Vec<String> = (1..=s.exercises.len())
            .map(|n| format!("{}.E{n}", s.id))
            .collect();
        assert_eq!(exercises, wanted);
    }
}

#[test]
fn ids_are_unique_across_all_content() {
    let mut seen = BTreeSet::new();
    let course_ids = course().sessions.into_iter().flat_map(|s| {
        let prompts = s.prompts.into_iter().map(|p| p.id);
        let exercises = s.exercises.into_iter().map(|e| e.id);
        std::iter::once(s.id)
            .chain(prompts)
            .chain(exercises)
            .collect::<Vec<_>>()
    });
    let framework_ids = frameworks().frameworks.into_iter().flat_map(|f| {
        let stages = f.stages.into_iter().map(|s| s.id);
        std::iter::once(f.id).chain(stages).collect::<Vec<_>>()
    });
    for id in course_ids.chain(framework_ids) {
        let plain = id
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_');
        assert!(plain, "{id} has characters an id may not have");
        assert!(seen.insert(id.clone()), "{id} is used twice");
    }
}

#[test]
fn frameworks_begin_with_a_free_page_and_name_their_stages() {
    let all = frameworks();
    assert_eq!(all.version, 1);
    let ids: Vec<&str> = all.frameworks.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(ids, ["F0", "F1"]);
    assert!(
        all.frameworks[0].stages.is_empty(),
        "a free page asks nothing more"
    );
    for f in &all.frameworks {
        assert_eq!(
            f.stages.is_empty(),
            f.credit.is_none(),
            "{}: questions with a source name it",
            f.id
        );
        for stage in &f.stages {
            let own = stage.id.strip_prefix(&format!("{}.", f.id));
            assert!(
                own.is_some_and(|rest| !rest.is_empty()),
                "{} is not a stage of {}",
                stage.id,
                f.id
            );
            assert!(stage.question.ends_with('?'), "{} asks nothing", stage.id);
        }
    }
}

#[test]
fn care_is_taken_where_a_session_is_tender_or_heavy() {
    for s in course().sessions {
        let wanted = match s.id.as_str() {
            "S03" | "S06" | "S08" => Care::Tender,
            "S10" => Care::Heavy,
            _ => Care::Open,
        };
        assert_eq!(s.care, wanted, "{}", s.id);
        assert_eq!(
            s.care_line.is_some(),
            s.care != Care::Open,
            "{}: one calm line, where it is needed",
            s.id
        );
    }
}

// ---- The voice -------------------------------------------------------------------------------------------

/// What may stand after the question or invitation of a prompt.
const CLOSING_NOTES: [&str; 3] = [
    "(No names.)",
    "(You can skip this one.)",
    "It is fine to have a list.",
];
/// Words an invitation may start with.
const INVITATIONS: [&str; 6] = ["Describe", "Name", "Look", "Take", "Think", "Write"];

#[test]
fn every_prompt_asks_or_invites() {
    for prompt in course().sessions.into_iter().flat_map(|s| s.prompts) {
        let mut text = prompt.text.as_str();
        for note in CLOSING_NOTES {
            text = text.strip_suffix(note).unwrap_or(text).trim_end();
        }
        let last = sentences(text).pop().unwrap_or_default();
        let invites = INVITATIONS.iter().any(|word| last.starts_with(word));
        assert!(
            last.ends_with('?') || invites,
            "{} neither asks nor invites: {last}",
            prompt.id
        );
    }
}

#[test]
fn the_course_never_scolds() {
    for (place, text) in all_texts() {
        assert_eq!(unkind(&text, false), None, "{place}: {text}");
    }
}

#[test]
fn a_role_word_names_a_role_in_session_five_and_a_person_nowhere() {
    for (place, text) in all_texts() {
        let lower = text.to_lowercase();
        if lower.contains("victim") || lower.contains("persecutor") {
            assert!(place.starts_with("S05 idea"), "{place}: {text}");
        }
    }
}

#[test]
fn the_course_speaks_in_short_sentences() {
    for (place, text) in all_texts() {
        assert_short(&place, &text);
    }
}

#[test]
fn the_course_reads_easily() {
    for s in course().sessions {
        let prompts = mean(s.prompts.iter().map(|p| grade(&p.text)));
        assert!(prompts <= 5.0, "{}: its prompts read at grade {prompts:.1}", s.id);
        let aim = grade(&s.aim);
        assert!(aim <= 7.0, "{}: its aim reads at grade {aim:.1}", s.id);
        let exercises = mean(s.exercises.iter().map(|e| grade(&e.text)));
        assert!(
            exercises <= 5.0,
            "{}: its exercises read at grade {exercises:.1}",
            s.id
        );
        let care = s.care_line.as_deref().map_or(0.0, grade);
        assert!(care <= 7.0, "{}: its care line reads at grade {care:.1}", s.id);
    }
    for stage in frameworks().frameworks.into_iter().flat_map(|f| f.stages) {
        let question = grade(&stage.question);
        assert!(question <= 5.0, "{} reads at grade {question:.1}", stage.id);
    }
}

#[test]
fn words_on_screen_are_kind_and_short() {
    for file in files_in("locales/en-GB", "ftl") {
        let text = fs::read_to_string(&file).expect("a catalogue is UTF-8");
        for message in ftl_texts(&text) {
            let place = format!("{}: {}", file.display(), message.id);
            // Safety and legal text may say "must" and "should": there they are the plain words.
            let plain_duty = message.id.starts_with("safety-") || message.id.starts_with("legal-");
            assert_eq!(
                unkind(&message.text, plain_duty),
                None,
                "{place}: {}",
                message.text
            );
            assert_short(&place, &message.text);
        }
    }
}

/// The first word or phrase of `text` that Cairn does not say.
fn unkind(text: &str, plain_duty: bool) -> Option<&'static str> {
    const WORDS: [&str; 10] = [
        "streak",
        "streaks",
        "overdue",
        "missed",
        "incomplete",
        "broken",
        "wrong",
        "invalid",
        "error",
        "errors",
    ];
    const DUTY: [&str; 2] = ["should", "must"];
    const PHRASES: [&str; 3] = ["don't forget", "keep it up", "you haven't"];

    let lower = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|w| !w.is_empty())
        .collect();
    if words.iter().any(|w| w.starts_with("fail")) {
        return Some("fail");
    }
    let spaced = words.join(" ");
    let duty = DUTY.iter().filter(|_| !plain_duty);
    WORDS
        .iter()
        .chain(duty)
        .find(|banned| words.contains(banned))
        .or_else(|| PHRASES.iter().find(|phrase| spaced.contains(**phrase)))
        .copied()
}

fn assert_short(place: &str, text: &str) {
    for sentence in sentences(text) {
        let count = words(&sentence).len();
        assert!(count <= 25, "{place}: {count} words in one sentence: {sentence}");
    }
}

#[test]
fn unkind_words_are_found_whole() {
    assert_eq!(unkind("That failed.", false), Some("fail"));
    assert_eq!(unkind("Don’t forget to write", false), Some("don't forget"));
    assert_eq!(unkind("You must say so", false), Some("must"));
    assert_eq!(unkind("You must say so", true), None);
    assert_eq!(unkind("A mustard field, a terrorless night", false), None);
}

// ---- Reading ease ----------------------------------------------------------------------------------------

/// Words the course teaches. Their length is the course's, not ours: they count as two syllables.
const COURSE_TERMS: [&str; 14] = [
    "ability",
    "boundaries",
    "confidences",
    "empowerment",
    "evaluation",
    "experience",
    "experiences",
    "mutuality",
    "principles",
    "recovery",
    "relationship",
    "relationships",
    "responsibility",
    "supervision",
];

/// Flesch–Kincaid grade.
fn grade(text: &str) -> f64 {
    let sentence_count = sentences(text).len().max(1) as f64;
    let all = words(text);
    let word_count = all.len().max(1) as f64;
    let syllable_count: usize = all.iter().map(|w| syllables(w)).sum();
    0.39 * (word_count / sentence_count) + 11.8 * (syllable_count as f64 / word_count) - 15.59
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

/// Splits at `.`, `!`, `?` and `…` where a space, a closing mark or the end follows, and at blank lines.
fn sentences(text: &str) -> Vec<String> {
    const ENDS: [char; 4] = ['.', '!', '?', '…'];
    const CLOSING: [char; 5] = ['"', '”', '’', ')', ']'];
    let mut found = Vec::new();
    let mut current = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        current.push(c);
        let ended = current.trim_end_matches(CLOSING).ends_with(ENDS);
        let next = chars.peek();
        let at_gap = next.is_none_or(|n| n.is_whitespace());
        if (ended && at_gap) || current.ends_with("\n\n") {
            found.push(std::mem::take(&mut current));
        }
    }
    found.push(current);
    found
        .into_iter()
        .map(|s| s.trim().to_owned())
        .filter(|s| !words(s).is_empty())
        .collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/' | '…'))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .collect()
}

/// Syllables by rule of thumb: vowel groups, less silent endings, plus the pairs English says apart.
fn syllables(word: &str) -> usize {
    let lower = word.to_lowercase().replace('’', "'");
    if COURSE_TERMS.contains(&lower.as_str()) {
        return 2;
    }
    if let Some(rest) = lower.strip_prefix("some")
        && !rest.is_empty()
    {
        return 1 + syllables(rest);
    }
    let spoken_not = usize::from(lower.ends_with("dn't"));
    let stem = lower.split('\'').next().unwrap_or_default();
    (vowel_groups(stem) + spoken_not + said_apart(stem))
        .saturating_sub(silent_ending(stem))
        .max(1)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn vowel_groups(stem: &str) -> usize {
    let letters: Vec<char> = stem.chars().collect();
    let sounds_at = |i: usize| {
        let before = i
            .checked_sub(1)
            .and_then(|b| letters.get(b))
            .is_none_or(|c| is_vowel(*c));
        let after = letters.get(i + 1).is_some_and(|c| is_vowel(*c));
        let glide = letters[i] == 'y' && before && after;
        is_vowel(letters[i]) && !glide
    };
    (0..letters.len())
        .filter(|&i| sounds_at(i) && (i == 0 || !sounds_at(i - 1)))
        .count()
}

/// Two vowels side by side that are two sounds: di-ary, tri-umph, qui-et, do-ing, be-ing, try-ing, ide-a.
fn said_apart(stem: &str) -> usize {
    let has = |part: &str| usize::from(stem.contains(part));
    let ia = has("ia").saturating_sub(has("cia") + has("tia"));
    let io = has("io").saturating_sub(has("tio") + has("sio") + has("cio") + has("gio"));
    let eo = has("eo").saturating_sub(has("people"));
    let ying = has("ying").saturating_sub(has("aying") + has("eying") + has("oying") + has("uying"));
    let ends = usize::from(stem.ends_with("idea") || stem.ends_with("ideas"));
    ia + io + eo + ying + ends + has("ience") + has("quiet") + has("eing") + has("oing") + has("creat")
}

fn silent_ending(stem: &str) -> usize {
    let letters: Vec<char> = stem.chars().rev().collect();
    let consonant = |i: usize| letters.get(i).is_some_and(|c| !is_vowel(*c));
    // The l of "little" and "principles" carries the e's sound.
    let spoken_le = |at: usize| letters.get(at) == Some(&'l') && consonant(at + 1);
    let silent = match letters.as_slice() {
        ['e', ..] => consonant(1) && !spoken_le(1),
        ['d', 'e', before, ..] => !is_vowel(*before) && !matches!(before, 't' | 'd'),
        ['s', 'e', before, two_before, ..] => {
            let hiss = matches!(before, 's' | 'x' | 'z' | 'c' | 'g')
                || (*before == 'h' && matches!(two_before, 'c' | 's'));
            !is_vowel(*before) && !hiss && !spoken_le(2)
        }
        _ => false,
    };
    usize::from(silent && vowel_groups(stem) > 1)
}

#[test]
fn syllables_are_counted_about_right() {
    let by_count = [
        "the you helped times whole once don’t else year need one",
        "people someone’s little being doing trying saying needed pages quiet",
        "diary idea together created important assignment different tomorrow",
        "information anybody’s adaptable dictionary",
    ];
    for (less_one, list) in by_count.iter().enumerate() {
        for word in list.split(' ') {
            assert_eq!(syllables(word), less_one + 1, "{word}");
        }
    }
    assert_eq!(syllables("Recovery"), 2, "a term of the course");
}

#[test]
fn sentences_and_words_are_split_where_a_reader_would() {
    let text = "Say “no.” Then rest… (No names.) It took 3.5 hours?\n\nA list";
    assert_eq!(
        sentences(text),
        [
            "Say “no.”",
            "Then rest…",
            "(No names.)",
            "It took 3.5 hours?",
            "A list"
        ]
    );
    assert_eq!(words("well-kept: a / b – “c”."), ["well", "kept", "a", "b", "c"]);
    assert!(grade("What are you proud of?") < 2.0);
    assert!(grade("Institutional accountability necessitates interdisciplinary documentation.") > 20.0);
}

// ---- Fluent ----------------------------------------------------------------------------------------------

struct ScreenText {
    id: String,
    text: String,
}

/// The texts of a Fluent file, one for each value, attribute and variant. A placeable counts as one word.
/// Read line by line: enough for judging words, and free of a parser.
fn ftl_texts(source: &str) -> Vec<ScreenText> {
    let mut texts: Vec<ScreenText> = Vec::new();
    let mut id = String::new();
    for line in source.lines().filter(|l| !l.starts_with('#')) {
        let inner = line.trim();
        let starts_message = !line.starts_with(char::is_whitespace) && line.contains('=');
        let variant = inner.trim_start_matches('*');
        let fresh = if let Some((name, value)) = line.split_once('=').filter(|_| starts_message) {
            name.trim().clone_into(&mut id);
            Some(value)
        } else if inner.starts_with('.') {
            inner.split_once('=').map(|(_, value)| value)
        } else if variant.starts_with('[') {
            variant.split_once(']').map(|(_, value)| value)
        } else {
            None
        };
        match (fresh, texts.last_mut()) {
            (Some(value), _) => texts.push(ScreenText {
                id: id.clone(),
                text: spoken(value),
            }),
            (None, Some(open)) => {
                open.text.push('\n');
                open.text.push_str(&spoken(inner));
            }
            (None, None) => {}
        }
    }
    texts
}

/// A line of a pattern as it would be said: `{ $name }` becomes a word, the frame of a selector nothing.
fn spoken(line: &str) -> String {
    let mut said = String::new();
    let mut rest = line.trim();
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        match after.split_once('}') {
            Some((_, tail)) => {
                said.push_str("thing");
                rest = tail;
            }
            None => rest = "",
        }
    }
    said.push_str(rest.trim_end_matches('}'));
    said
}

#[test]
fn fluent_files_are_read_as_they_would_be_said() {
    let source = "# failed: a comment\nhello = Hello, { $name }.\n    Come in.\n    .label = Door\n\
                  count = { $n ->\n    [one] One page\n   *[other] { $n } pages\n }\n-brand = Cairn\n";
    let said: Vec<(String, String)> = ftl_texts(source)
        .into_iter()
        .map(|t| (t.id, t.text.trim().to_owned()))
        .collect();
    let wanted = [
        ("hello", "Hello, thing.\nCome in."),
        ("hello", "Door"),
        ("count", ""),
        ("count", "One page"),
        ("count", "thing pages"),
        ("-brand", "Cairn"),
    ];
    assert_eq!(said, wanted.map(|(id, text)| (id.to_owned(), text.to_owned())));
}
