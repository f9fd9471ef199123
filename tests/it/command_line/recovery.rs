//! The recovery key: handed over once, taken back however it was copied, and read by the standard `age` program.

use std::fs;
use std::process::Command;

use super::Home;

#[test]
fn the_key_is_told_once_in_groups_and_as_a_line() {
    let home = Home::new();
    let said = home.run(&["init"]).done().out;
    let line = said
        .lines()
        .find(|line| line.starts_with("AGE-SECRET-KEY-1") && line.len() == 74)
        .unwrap();
    let groups = said
        .lines()
        .skip_while(|line| *line != "AGE-SECRET-KEY-1")
        .take(3)
        .collect::<Vec<_>>()
        .join(" ")
        .replace(' ', "");
    assert_eq!(groups, line, "both are the same key");
    assert!(said.contains("Write it down"), "{said}");

    let home = Home::new();
    let made = home.run(&["--json", "init"]).json();
    assert_eq!(made["recovery_key"].as_str().unwrap().len(), 74);
    assert_eq!(made["vault_id"].as_str().unwrap().len(), 8);
    assert_eq!(made["vault"], home.vault().to_str().unwrap());
    assert_eq!(made["recovery_file"], serde_json::Value::Null);
}

#[test]
fn a_file_of_that_name_is_never_overwritten_and_no_vault_is_made() {
    let home = Home::new();
    let taken = home.write("key.txt", "mine");
    home.run(&["--json", "init", "--recovery-out", &taken])
        .refused("cannot_write");
    home.run(&["--json", "init", "--recovery-out", "no/such/folder.txt"])
        .refused("cannot_write");
    assert_eq!(fs::read_to_string(&taken).unwrap(), "mine");
    assert!(!home.vault().exists());

    let made = home
        .run(&["--json", "init", "--recovery-out", &home.at("new.txt")])
        .json();
    assert_eq!(made["recovery_file"], home.at("new.txt"));
    assert_eq!(
        made["recovery_key"],
        serde_json::Value::Null,
        "it is in the file alone"
    );
    home.run(&["--json", "init", "--recovery-out", &home.at("second.txt")])
        .refused("vault_already_there");
    assert!(!home.path("second.txt").exists());
    let text = fs::read_to_string(home.path("new.txt")).unwrap();
    assert!(text.contains(made["vault_id"].as_str().unwrap()), "{text}");
}

#[test]
fn the_key_opens_and_then_opens_no_more() {
    let home = Home::with_vault();
    home.add("still here", &[]);
    let old = home.at("key.txt");
    let new = home.write("new-pass.txt", "a newer lantern of copper\n");
    let recover = |key: &str, out: &str| {
        home.run_bare(
            &[
                "--json",
                "unlock-with-recovery",
                "--recovery-file",
                key,
                "--new-passphrase-file",
                &new,
                "--recovery-out",
                out,
            ],
            b"",
        )
    };
    recover(&old, &home.at("key-2.txt")).done();
    home.run(&["--json", "list"]).refused("passphrase_did_not_open");
    let listed = home
        .run_bare(&["--json", "--passphrase-file", &new, "list"], b"")
        .json();
    assert_eq!(listed.as_array().unwrap().len(), 1);
    recover(&old, &home.at("key-3.txt")).refused("recovery_key_did_not_open");
    assert!(
        !home.path("key-3.txt").exists(),
        "no key was made, so there is no file"
    );

    // As people copy it: small letters, spaces, O for 0, without the first part.
    let text = fs::read_to_string(home.path("key-2.txt")).unwrap();
    let line = text.lines().last().unwrap();
    let copied = line
        .trim_start_matches("AGE-SECRET-KEY-1")
        .to_lowercase()
        .replace('0', "o");
    let groups: Vec<&str> = (0..copied.len())
        .step_by(4)
        .map(|at| &copied[at..copied.len().min(at + 4)])
        .collect();
    let copied = home.write(
        "copied.txt",
        format!(
            "# from my paper\n{}\n{}\n",
            groups[..7].join(" "),
            groups[7..].join("-")
        ),
    );
    recover(&copied, &home.at("key-4.txt")).done();
}

#[test]
fn a_slip_names_its_group_and_other_programs_keys_are_refused() {
    let home = Home::with_vault();
    let text = fs::read_to_string(home.path("key.txt")).unwrap();
    let mut line = text.lines().last().unwrap().to_owned();
    let slip = if &line[25..26] == "Q" { "P" } else { "Q" };
    line.replace_range(25..26, slip);
    let recover = |key: &str| {
        let file = home.write("typed.txt", key);
        home.run(&["--json", "unlock-with-recovery", "--recovery-file", &file])
    };
    let said = recover(&line).refused("recovery_key_mistyped");
    assert_eq!(said["error"]["place"], "group 3");
    recover("AGE-PLUGIN-YUBIKEY-1QQQQ").refused("recovery_key_not_ours");
    recover("").refused("recovery_key_mistyped");
    home.run(&["list"]).done();
}

// Elsewhere a test cannot be sure to have no terminal.
#[cfg(target_os = "linux")]
#[test]
fn key_and_new_passphrase_may_be_piped_one_line_each() {
    let home = Home::new();
    let open = "brindle otter copper lantern\n";
    let made = home.run_bare(&["--json", "init"], open.as_bytes()).json();
    let key = made["recovery_key"].as_str().unwrap();
    let input = format!("{key}\na newer lantern of copper\n");
    let said = home
        .run_bare(&["--json", "unlock-with-recovery"], input.as_bytes())
        .json();
    assert_ne!(said["recovery_key"], made["recovery_key"]);
    assert_eq!(said["vault_id"], made["vault_id"]);
    home.run_bare(&["list"], b"a newer lantern of copper\n").done();
}

#[test]
fn the_standard_age_program_opens_the_slot() {
    let home = Home::with_vault();
    let opened = Command::new("age")
        .args(["-d", "-i"])
        .arg(home.path("key.txt"))
        .arg(home.vault().join("gen-000001/recovery.age"))
        .output();
    let Ok(opened) = opened else {
        if cfg!(target_os = "linux") {
            panic!("age is not on the path: scripts/setup.sh test brings it");
        }
        return;
    };
    assert!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
    assert_eq!(opened.stdout.len(), 512);
    assert!(opened.stdout.starts_with(b"CAIRNKEY"));
}
