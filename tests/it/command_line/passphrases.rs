//! Passphrases however they are spelt, and where they are read from.

use super::{Home, Ran};

fn list(home: &Home, passphrase: &str) -> Ran {
    let file = home.write("typed.txt", passphrase);
    home.run_bare(&["--json", "--passphrase-file", &file, "list"], b"")
}

fn init(home: &Home, passphrase: &str) -> Ran {
    let file = home.write("typed.txt", passphrase);
    home.run_bare(&["--json", "--passphrase-file", &file, "init"], b"")
}

#[test]
fn a_passphrase_opens_however_a_keyboard_spells_it() {
    for (set, typed) in [
        ("cafe\u{301} au lait, encore", "café au lait, encore"),
        ("café au lait, encore", "cafe\u{301} au lait, encore"),
        (
            "🌙🌊🪨🌿🍂🌙🌊🪨🌿🍂🌙🌊🪨🌿🍂",
            "🌙🌊🪨🌿🍂🌙🌊🪨🌿🍂🌙🌊🪨🌿🍂\n",
        ),
        ("family 👩‍👩‍👧‍👦 in the hall", "family 👩‍👩‍👧‍👦 in the hall\r\n"),
        ("  two leading spaces", "  two leading spaces"),
        ("two trailing spaces  ", "two trailing spaces  \n"),
    ] {
        let home = Home::new();
        init(&home, set).done();
        list(&home, typed).done();
        list(&home, set.trim().trim_end_matches('🍂'))
            .code_of_another(set.trim() == set && !set.ends_with('🍂'));
    }
}

impl Ran {
    /// What is trimmed or shortened is another passphrase, unless nothing was.
    #[track_caller]
    fn code_of_another(self, the_same: bool) {
        if the_same {
            self.done();
        } else {
            self.refused("passphrase_did_not_open");
        }
    }
}

#[test]
fn a_new_passphrase_is_judged_by_its_length() {
    let longest = "é".repeat(1024);
    let home = Home::new();
    for (passphrase, code) in [
        ("fourteen chars", "passphrase_too_short"),
        ("", "passphrase_too_short"),
        (&format!("{longest}x"), "passphrase_too_long"),
        ("with a \0 nul inside it", "passphrase_has_nul"),
        ("two lines of words\nin one file", "field_not_understood"),
        ("a line and an empty one\n\n", "field_not_understood"),
    ] {
        init(&home, passphrase).refused(code);
        assert!(!home.vault().join("CURRENT").exists(), "nothing is made");
    }
    init(&home, &longest).done();
    list(&home, &longest).done();
    list(&home, "with a \0 nul inside it").refused("passphrase_did_not_open");
    list(&home, "").refused("passphrase_did_not_open");
}

#[test]
fn bytes_that_are_no_text_and_files_that_are_not_there_are_refused() {
    let home = Home::with_vault();
    let file = home.write("typed.txt", b"latin caf\xe9 and more words");
    let bare = |file: &str| home.run_bare(&["--json", "--passphrase-file", file, "list"], b"");
    assert_eq!(
        bare(&file).refused("field_not_understood")["error"]["place"],
        "passphrase_file"
    );
    assert_eq!(
        bare("not-there.txt").refused("cannot_read")["error"]["place"],
        "not-there.txt"
    );
    bare(".").refused("cannot_read");
}

#[test]
fn changing_it_leaves_the_old_one_opening_nothing() {
    let home = Home::with_vault();
    home.add("still here", &[]);
    let new = home.write("new.txt", "another brindle lantern\n");
    home.run(&["--json", "change-passphrase", "--new-passphrase-file", &new])
        .json();
    home.run(&["--json", "list"]).refused("passphrase_did_not_open");
    let listed = home
        .run_bare(&["--json", "--passphrase-file", &new, "list"], b"")
        .json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let short = home.write("short.txt", "short\n");
    let file = [
        "--json",
        "--passphrase-file",
        &new,
        "change-passphrase",
        "--new-passphrase-file",
        &short,
    ];
    home.run_bare(&file, b"").refused("passphrase_too_short");
    home.run_bare(&["--json", "--passphrase-file", &new, "list"], b"")
        .done();
}

#[cfg(unix)]
#[test]
fn a_file_that_others_can_read_is_spoken_of() {
    let home = Home::with_vault();
    let file = home.write("open.txt", crate::support::PASSPHRASE);
    let ran = || home.run_bare(&["--passphrase-file", &file, "list"], b"").done();
    assert_eq!(ran().err, "");
    crate::on_disk::set_mode(&home.path("open.txt"), 0o644);
    assert!(ran().err.contains("can read the passphrase file"));
}

// Elsewhere a test cannot be sure to have no terminal.
#[cfg(target_os = "linux")]
#[test]
fn without_a_terminal_the_first_line_is_the_passphrase() {
    let home = Home::new();
    let open = b"brindle otter copper lantern\n";
    home.run_bare(&["init"], open).done();
    let text = b"brindle otter copper lantern\r\nfirst words\nsecond words\n";
    let record = home.run_bare(&["--json", "add", "-"], text).json();
    assert_eq!(record["excerpt"], "first words second words");
    let id = record["id"].as_str().unwrap();
    let record = home
        .run_bare(&["--json", "edit", id], b"brindle otter copper lantern\nthird")
        .json();
    assert_eq!(record["excerpt"], "third");
    home.run_bare(&["--json", "add"], open).done();
    home.run_bare(&["--json", "list"], b"")
        .refused("field_not_understood");
    home.run_bare(&["--json", "list"], b"brindle otter copper\n")
        .refused("passphrase_did_not_open");
    let both = b"brindle otter copper lantern\na newer lantern of copper\n";
    home.run_bare(&["change-passphrase"], both).done();
    home.run_bare(&["list"], b"a newer lantern of copper").done();
}
