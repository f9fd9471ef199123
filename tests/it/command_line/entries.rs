//! Whatever is written is kept as it is; whatever is searched for is only searched for.

use super::{Home, ids};

#[test]
fn entries_of_any_size_are_kept_whole() {
    let home = Home::with_vault();
    let line = "slow water under the bridge ";
    let lines = |bytes: usize, line: &str| format!("{}\n", line.trim()).repeat(bytes / line.len());
    let sizes = [
        ("nothing", String::new()),
        ("a byte", "x".to_owned()),
        ("1 MiB", lines(1 << 20, line)),
        ("20 MiB", lines(20 << 20, &line.repeat(40))),
        ("one line of 1 MiB", line.repeat((1 << 20) / line.len())),
        ("one word of 1 MiB", "m".repeat(1 << 20)),
    ];
    for (name, text) in sizes {
        let text = if text.len() > 1 {
            format!("{text}brindlewick")
        } else {
            text
        };
        let file = home.write("text.md", &text);
        let record = home.run(&["--json", "add", "--title", name, &file]).json();
        let id = record["id"].as_str().unwrap();
        let shown = home.run(&["--json", "show", id]).json();
        assert!(shown["text"] == text.trim_end(), "{name} comes back as it was");
        if text.len() > 1 {
            let found = home
                .run(&["--json", "search", "brindlewick", "--limit", "9"])
                .json();
            assert!(
                name.starts_with("one word") || ids(&found).contains(&id),
                "{name} is found by its last word"
            );
        }
    }
    // A word that stands there hundreds of thousands of times is found as quickly, with a few words around it.
    let found = home.run(&["--json", "search", "bridge"]).json();
    assert_eq!(found.as_array().unwrap().len(), 3);
    for one in found.as_array().unwrap() {
        let snippet = one["snippet"].as_str().unwrap();
        assert!(snippet.contains("bridge") && snippet.len() < 1_000, "{snippet}");
    }
    assert_eq!(home.run(&["--json", "health"]).json()["sound"], true);
}

#[test]
fn text_in_any_script_comes_back_as_it_was() {
    let home = Home::with_vault();
    for text in [
        "שלום עולם, then English, וחזרה",
        "bidi \u{202e}override\u{202c} and \u{2066}isolate\u{2069}",
        "Z\u{0351}\u{036b}\u{0343}\u{0363}a\u{035b}\u{0360}l\u{0328}go",
        "👩‍👩‍👧‍👦 and 🏳️‍🌈 and e\u{301}",
        "<script>alert(1)</script> <img src=x onerror=y>",
    ] {
        let id = home.add(text, &["--title", text]);
        let shown = home.run(&["--json", "show", &id]).json();
        assert_eq!((&shown["text"], &shown["title"]), (&text.into(), &text.into()));
    }
    // A NUL is no word, and no reason to lose the ones around it.
    let id = home.add("before\0after", &[]);
    let shown = home.run(&["--json", "show", &id]).json();
    let text = shown["text"].as_str().unwrap();
    assert!(text.starts_with("before") && text.ends_with("after"), "{text:?}");
    assert_eq!(home.run(&["--json", "health"]).json()["sound"], true);
}

#[test]
fn what_is_no_text_is_refused_and_not_repeated() {
    let home = Home::with_vault();
    // A lone surrogate, written out as some programs do; Latin-1; a picture.
    for bytes in [
        &b"quernlight \xed\xa0\x80"[..],
        b"quernlight caf\xe9",
        b"\x89PNG\r\n\x1a\n\xff\xd8",
    ] {
        let ran = home.run_with(&["--json", "add"], bytes);
        assert!(!ran.err.contains("quernlight"));
        assert_eq!(ran.refused("field_not_understood")["error"]["place"], "body");
        let file = home.write("text.md", bytes);
        home.run(&["--json", "add", &file])
            .refused("field_not_understood");
    }
    assert_eq!(home.run(&["--json", "list"]).json(), serde_json::json!([]));
}

#[test]
fn more_than_one_record_holds_is_refused() {
    let home = Home::with_vault();
    let long = "x".repeat(121);
    for (args, place) in [(["--title", &long], "title"), (["--tag", &long], "tags")] {
        let said = home
            .run(&[&["--json", "add"], &args[..]].concat())
            .refused("record_too_large");
        assert_eq!(said["error"]["place"], place);
    }
    let file = home.write("text.md", vec![b'x'; (64 << 20) + 1]);
    let said = home.run(&["--json", "add", &file]).refused("record_too_large");
    assert_eq!(said["error"]["place"], "body");
}

#[test]
fn anything_can_be_searched_for() {
    let home = Home::with_vault();
    let id = home.add("the quern: near (a) light* \"two words\"", &[]);
    for nothing in [
        "\"",
        "*",
        "NEAR(",
        ":",
        "!?.,;",
        "'; DROP TABLE record; --",
        "",
        " ",
        "^",
        "{a}:b",
    ] {
        let found = home.run(&["--json", "search", "--", nothing]).json();
        assert!(
            nothing == "NEAR(" || found.as_array().unwrap().is_empty(),
            "{nothing}"
        );
    }
    for something in ["quern:", "(a)", "light*", "\"two words\"", "NEAR(", "-quern"] {
        let found = home.run(&["--json", "search", "--", something]).json();
        assert_eq!(ids(&found), [id.as_str()], "{something}");
    }
}
