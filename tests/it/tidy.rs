//! The house stays as ARCHITECTURE.md draws it: arrows point down, the core knows no window and no network, words on
//! screen come from the catalogue. Each scanner is tried on something it must find.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[path = "../../examples/bench/statements.rs"]
mod bench_statements;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files below a folder of the repository whose names end so, with their text.
fn sources(folder: &str, ends: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    gather(&root().join(folder), ends, &mut found);
    assert!(
        !found.is_empty(),
        "nothing in {folder}: is this test looking in the right place?"
    );
    found.sort();
    found
}

fn gather(folder: &Path, ends: &[&str], found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target", "gen"].contains(&name.as_str()) && !name.starts_with("dist") {
                gather(&path, ends, found);
            }
        } else if ends.iter().any(|end| name.ends_with(end)) {
            let place = path
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            found.push((place, fs::read_to_string(&path).unwrap()));
        }
    }
}

// ---- arrows ----------------------------------------------------------------------------------------------------

/// What each room of the core may name. Nothing stands above the last three, and they do not name one another.
const ROOMS: [(&str, &[&str]); 11] = [
    ("error", &[]),
    ("fault", &[]),
    ("process", &["error"]),
    ("clock", &["error"]),
    ("rich_text", &["error"]),
    ("vault", &["error", "fault", "clock"]),
    ("record", &["error", "fault", "clock", "rich_text", "vault"]),
    ("kinds", &["error", "clock", "rich_text", "record"]),
    (
        "course",
        &["error", "clock", "rich_text", "vault", "record", "kinds"],
    ),
    ("views", &["error", "clock", "vault", "record", "kinds"]),
    ("backup", &["error", "fault", "clock", "vault", "record"]),
];

/// The rooms a source names: the first word after each `crate::`, or each first word of a group.
fn named(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| [line, "\n"])
        .collect();
    for (at, path) in code.match_indices("crate::") {
        // Part of a longer word, such as `my_crate::`.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + path.len()..];
        if let Some(group) = rest.strip_prefix('{') {
            names.extend(group_heads(group));
        } else {
            names.push(word(rest));
        }
    }
    names
        .into_iter()
        .map(|name| {
            if ["Error", "ErrorCode", "Result"].contains(&name.as_str()) {
                "error".to_owned()
            } else {
                name
            }
        })
        .collect()
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// `a::{b, c}, d}` → `a`, `d`.
fn group_heads(group: &str) -> Vec<String> {
    let (mut heads, mut depth, mut start) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && depth == 0 && !c.is_whitespace() => {
                heads.push(word(&group[at..]));
                start = false;
            }
            _ => {}
        }
    }
    heads
}

fn room(place: &str) -> &str {
    let inside = place.strip_prefix("src/").unwrap();
    inside.split('/').next().unwrap().trim_end_matches(".rs")
}

fn arrows_up(place: &str, source: &str) -> Vec<String> {
    let room = room(place);
    let allowed = ROOMS
        .iter()
        .find(|(name, _)| *name == room)
        .map(|(_, allowed)| *allowed);
    let Some(allowed) = allowed else {
        return vec![format!("{place}: a room without a place in this test")];
    };
    let mut wrong: Vec<String> = named(source)
        .into_iter()
        .filter(|name| name != room && !allowed.contains(&name.as_str()))
        .map(|name| format!("{place}: {room} names {name}"))
        .collect();
    // A way around: climbing out of the room.
    if source.contains("super::super::") {
        wrong.push(format!("{place}: super::super::"));
    }
    let at_the_top = place.matches('/').count() == 1 || place.ends_with("/mod.rs");
    if at_the_top {
        let climbs = ROOMS
            .iter()
            .filter(|(name, _)| source.contains(&format!("super::{name}")));
        wrong.extend(climbs.map(|(name, _)| format!("{place}: super::{name}")));
    }
    wrong
}

#[test]
fn arrows_point_down() {
    let wrong: Vec<String> = sources("src", &[".rs"])
        .iter()
        .filter(|(place, _)| place != "src/lib.rs" && !place.starts_with("src/bin/"))
        .flat_map(|(place, source)| arrows_up(place, source))
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_arrow_that_points_up_is_found() {
    let up = |place: &str, source: &str| arrows_up(place, source).len();
    assert_eq!(
        up(
            "src/record/save.rs",
            "use crate::{Error, fault};\nuse crate::vault::Vault;"
        ),
        0
    );
    assert_eq!(up("src/record/save.rs", "use crate::kinds::AnyFields;"), 1);
    assert_eq!(
        up(
            "src/record/save.rs",
            "use crate::{\n    Error,\n    clock::{Moment, at},\n    views::{page, Marks}};"
        ),
        1
    );
    assert_eq!(up("src/vault/mod.rs", "fn f() { crate::record::open(x) }"), 1);
    assert_eq!(up("src/vault/mod.rs", "use super::record;"), 1);
    assert_eq!(up("src/vault/slot.rs", "use super::super::record;"), 1);
    assert_eq!(up("src/clock.rs", "use crate::vault;"), 1);
    assert_eq!(
        up(
            "src/clock.rs",
            "// crate::vault would be wrong\n/// [`crate::vault`]"
        ),
        0
    );
    assert_eq!(up("src/new_room/mod.rs", ""), 1);
}

#[test]
fn the_shell_has_no_sql_and_no_age_and_the_core_no_window() {
    for (place, source) in sources("src-tauri/src", &[".rs"]) {
        for word in ["sqlx::", "age::", "SELECT ", "INSERT INTO", "rusqlite"] {
            assert!(!source.contains(word), "{place} holds {word}");
        }
    }
    for (place, source) in sources("src", &[".rs"]) {
        assert!(
            !source.contains("tauri::") && !source.contains("use tauri"),
            "{place} names tauri"
        );
    }
}

#[test]
fn sqlx_is_named_only_where_the_database_is() {
    for (place, source) in sources("src", &[".rs"]) {
        let may = ["src/vault/", "src/record/", "src/views/", "src/error.rs"];
        assert!(
            may.iter().any(|start| place.starts_with(start)) || !source.contains("sqlx"),
            "{place} names sqlx"
        );
    }
}

/// The bundled SQLite has a fault that needs two connections: there is one, made in one place.
#[test]
fn connections_are_made_in_one_place_and_never_pooled() {
    for (place, source) in sources("src", &[".rs"]) {
        for word in ["SqlitePool", "PoolOptions", "sqlx::Pool"] {
            assert!(!source.contains(word), "{place} names {word}");
        }
        let code = source.split("#[cfg(test)]").next().unwrap();
        assert!(
            place == "src/vault/database.rs" || !(code.contains(".connect()") || code.contains("::connect(")),
            "{place} makes a connection"
        );
    }
    let opener = fs::read_to_string(root().join("src/vault/database.rs")).unwrap();
    let code = opener.split("#[cfg(test)]").next().unwrap();
    assert_eq!(
        code.matches(".connect()").count(),
        3,
        "to make, to open, to look at a copy"
    );
}

// ---- dependencies ----------------------------------------------------------------------------------------------

/// What brings a network with it, or another way to speak to one.
const NETWORK: [&str; 20] = [
    "reqwest",
    "hyper",
    "hyper-util",
    "rustls",
    "native-tls",
    "ureq",
    "curl",
    "isahc",
    "surf",
    "attohttpc",
    "minreq",
    "h2",
    "h3",
    "quinn",
    "openssl",
    "tungstenite",
    "tokio-tungstenite",
    "warp",
    "axum",
    "tonic",
];

/// The names of every package of a tree, for the system this runs on. (The lock file also names what the window's
/// toolkit would use on a telephone.)
fn tree(arguments: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .current_dir(root())
        .args([
            "tree",
            "--offline",
            "--locked",
            "-e",
            "normal",
            "--prefix",
            "none",
        ])
        .args(arguments)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_core_has_no_window_and_no_network_among_its_parts() {
    let parts = tree(&["-p", "cairn"]);
    for needed in ["cairn", "age", "sqlx", "libsqlite3-sys"] {
        assert!(
            parts.iter().any(|part| part == needed),
            "{needed}: the tree was not read"
        );
    }
    let wrong: Vec<&String> = parts
        .iter()
        .filter(|part| part.starts_with("tauri") || *part == "wry" || NETWORK.contains(&part.as_str()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn nothing_in_the_whole_house_can_reach_a_network() {
    let parts = tree(&["--workspace"]);
    assert!(parts.iter().any(|part| part == "tauri"), "the tree was not read");
    let wrong: Vec<&String> = parts
        .iter()
        .filter(|part| NETWORK.contains(&part.as_str()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Lines of a manifest that ask for a package and do not say what for.
fn unexplained(manifest: &str) -> Vec<&str> {
    let mut in_dependencies = false;
    manifest
        .lines()
        .filter(|line| {
            if line.starts_with('[') {
                in_dependencies = line.trim_end().ends_with("dependencies]");
                return false;
            }
            in_dependencies
                && line.contains('=')
                && !line.trim_start().starts_with('#')
                && !line.contains(" # ")
        })
        .collect()
}

#[test]
fn every_dependency_says_what_it_is_for() {
    for manifest in ["Cargo.toml", "src-tauri/Cargo.toml"] {
        let text = fs::read_to_string(root().join(manifest)).unwrap();
        assert_eq!(unexplained(&text), Vec::<&str>::new(), "{manifest}");
    }
    let planted = "[dependencies]\nage = \"1\" # keys\nleft-pad = \"1\"\n[features]\nx = []\n";
    assert_eq!(unexplained(planted), ["left-pad = \"1\""]);
    let target = "[target.'cfg(unix)'.dependencies]\nrustix = \"1\"\n";
    assert_eq!(unexplained(target).len(), 1);
}

#[test]
fn the_cipher_is_pinned() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(
        manifest.contains("libsqlite3-sys = { version = \"=0.37.0\""),
        "Cargo.toml pins it"
    );
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let versions: Vec<&str> = lock
        .split("[[package]]")
        .filter(|package| package.contains("name = \"libsqlite3-sys\"\n"))
        .filter_map(|package| package.lines().find_map(|line| line.strip_prefix("version = ")))
        .collect();
    assert_eq!(versions, ["\"0.37.0\""], "one, and that one");
}

// ---- sizes and statements --------------------------------------------------------------------------------------

#[test]
fn no_file_of_the_core_is_too_long_to_read() {
    for (place, source) in sources("src", &[".rs"]) {
        let lines = source.lines().count();
        assert!(lines <= 600, "{place} has {lines} lines");
    }
}

/// The benchmark's other side is only worth comparing with while it does what the core does.
#[test]
fn the_benchmark_uses_the_cores_own_statements() {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let core: String = sources("src", &[".rs"])
        .into_iter()
        .map(|(_, source)| squeeze(&source) + "\n")
        .collect();
    for statement in bench_statements::ALL {
        assert!(
            core.contains(&squeeze(statement)),
            "the core no longer says: {statement}"
        );
    }
}

// ---- pages -----------------------------------------------------------------------------------------------------

#[test]
fn only_the_api_folder_speaks_to_the_shell() {
    for (place, source) in sources("ui/src", &[".ts", ".svelte"]) {
        let may = place.starts_with("ui/src/api/")
            || place.starts_with("ui/src/fake/")
            || place.ends_with(".test.ts");
        assert!(
            may || !source.contains("@tauri-apps"),
            "{place} imports @tauri-apps"
        );
    }
}

/// Attributes that are read out or shown.
const SHOWN: [&str; 7] = [
    "aria-label",
    "aria-description",
    "aria-roledescription",
    "placeholder",
    "title",
    "alt",
    "label",
];

/// Words written straight into a page: text outside braces, and shown attributes with a plain value.
fn literals(page: &str) -> Vec<String> {
    let markup = without(
        &without(&without(page, "<script", "</script>"), "<style", "</style>"),
        "<!--",
        "-->",
    );
    let (mut found, mut text, mut tag) = (Vec::new(), String::new(), String::new());
    let mut in_tag = false;
    let mut rest = markup.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '{' => {
                skip_braces(&mut rest);
                if in_tag {
                    tag.push('{');
                }
            }
            '"' | '\'' if in_tag => {
                tag.push('"');
                for inside in rest.by_ref() {
                    if inside == c {
                        break;
                    }
                    tag.push(inside);
                }
                tag.push('"');
            }
            '<' if !in_tag
                && rest
                    .peek()
                    .is_some_and(|next| next.is_alphabetic() || *next == '/') =>
            {
                keep_words(&mut text, &mut found);
                in_tag = true;
            }
            '>' if in_tag => {
                found.extend(shown_values(&tag));
                tag.clear();
                in_tag = false;
            }
            c if in_tag => tag.push(c),
            c => text.push(c),
        }
    }
    keep_words(&mut text, &mut found);
    found
}

fn keep_words(text: &mut String, found: &mut Vec<String>) {
    let words = without_entities(text.trim());
    if words.chars().any(char::is_alphabetic) {
        found.push(text.trim().to_owned());
    }
    text.clear();
}

/// `&nbsp;` is no word.
fn without_entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = match rest[at..].find(';') {
            Some(end) if end < 10 => &rest[at + end + 1..],
            _ => &rest[at + 1..],
        };
    }
    out + rest
}

/// Passes over `{…}` with everything in it: braces, strings, templates.
fn skip_braces(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    let (mut depth, mut quote) = (1, None);
    while let Some(c) = rest.next() {
        match (quote, c) {
            (Some(_), '\\') => {
                rest.next();
            }
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return;
                }
            }
            (None, _) => {}
        }
    }
}

fn shown_values(tag: &str) -> Vec<String> {
    SHOWN
        .iter()
        .flat_map(|name| {
            let start = format!(" {name}=\"");
            let flat = tag.replace(['\n', '\t'], " ");
            flat.match_indices(&start)
                .filter_map(|(at, start)| flat[at + start.len()..].split('"').next().map(str::to_owned))
                .filter(|value| !value.starts_with('{') && value.chars().any(char::is_alphabetic))
                .map(|value| format!("{name}={value}"))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn without(text: &str, begins: &str, ends: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(begins) {
        out.push_str(&rest[..at]);
        rest = rest[at..]
            .find(ends)
            .map_or("", |end| &rest[at + end + ends.len()..]);
    }
    out + rest
}

#[test]
fn no_words_on_screen_outside_the_catalogue() {
    let mut wrong = Vec::new();
    for (place, page) in sources("ui/src", &[".svelte"]) {
        wrong.extend(
            literals(&page)
                .into_iter()
                .map(|words| format!("{place}: {words}")),
        );
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn words_in_a_page_are_found() {
    assert_eq!(literals("<p>Save now</p>"), ["Save now"]);
    assert_eq!(literals("<p>{t('save')} now</p>"), ["now"]);
    assert_eq!(
        literals("<button aria-label=\"Close\">×</button>"),
        ["aria-label=Close"]
    );
    assert_eq!(
        literals("<input\n  placeholder='Your words'\n  value={x}>"),
        ["placeholder=Your words"]
    );
    assert_eq!(literals("<img alt=\"A stone\" src=\"x.png\">"), ["alt=A stone"]);
    assert_eq!(literals("<Field label=\"Title\" />"), ["label=Title"]);
    assert_eq!(literals("{#if a > b}<b>Yes</b>{:else}{t('no')}{/if}"), ["Yes"]);
    for fine in [
        "<script lang=\"ts\">const words = 'Save now'</script><p>{t('save')}</p>",
        "<style>p { content: 'x' }</style>",
        "<!-- a note --><p>{t('save', { n: '}' })} · 3 &nbsp; ×</p>",
        "<button aria-label={t('close')} class=\"wide\" onclick={() => { if (a < b) go('}') }}>×</button>",
        "<img alt=\"\" src=\"x.png\"><p title=\"{t('x')}\"></p>",
        "{#each words as word (word.id)}<li>{`${word} and`}</li>{/each}",
    ] {
        assert_eq!(literals(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn sources_are_looked_for_where_they_are() {
    let places: Vec<PathBuf> = [
        "src/lib.rs",
        "src-tauri/src/main.rs",
        "ui/src/App.svelte",
        "tests/it/tidy.rs",
    ]
    .iter()
    .map(|place| root().join(place))
    .collect();
    assert!(places.iter().all(|place| place.is_file()), "{places:?}");
}
