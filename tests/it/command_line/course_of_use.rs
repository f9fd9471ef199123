//! From the first evening on: make a vault, write, find, change, put away.

use std::process::Stdio;

use super::{Home, ids};

#[test]
fn an_entry_is_written_found_changed_and_put_away() {
    let home = Home::with_vault();
    let record = home
        .run_with(
            &[
                "--json",
                "add",
                "--session",
                "s03",
                "--session",
                "S02",
                "--on",
                "2026-02-17",
                "--title",
                "The kitchen",
                "--tag",
                "home",
                "--tag",
                "aunt",
                "-",
            ],
            b"My aunt's kitchen and the *quernlight* on the wall",
        )
        .json();
    let id = record["id"].as_str().unwrap();
    for (field, value) in [
        ("kind", "diary_entry"),
        ("title", "The kitchen"),
        ("happened_on", "2026-02-17"),
        ("shown_on", "2026-02-17"),
        ("state", "kept"),
        ("feel", "ordinary"),
        ("excerpt", "My aunt's kitchen and the quernlight on the wall"),
    ] {
        assert_eq!(record[field], value, "{field}");
    }
    assert_eq!(
        record["sessions"],
        serde_json::json!(["S03", "S02"]),
        "the first is the main one"
    );
    assert_eq!(record["tags"], serde_json::json!(["home", "aunt"]));

    let found = home
        .run(&["--json", "search", "quernl", "--session", "S02"])
        .json();
    assert_eq!(ids(&found), [id]);
    assert!(found[0]["snippet"].as_str().unwrap().contains("quernlight"));
    assert_eq!(
        home.run(&["--json", "search", "quernlight", "--session", "S09"])
            .json(),
        serde_json::json!([])
    );

    let file = home.write("later.md", "# Later\n\nThe ferngall by the gate\n");
    let edited = home.run(&["edit", id, &file, "--json"]).json();
    assert_eq!(edited["title"], "The kitchen", "all else about it stays");
    assert_eq!(edited["sessions"], record["sessions"]);
    assert_eq!(edited["created_at"], record["created_at"]);
    let shown = home.run(&["show", "--json", id]).json();
    assert_eq!(shown["text"], "Later\nThe ferngall by the gate");
    assert_eq!(shown["body"]["content"][0]["type"], "heading");
    assert_eq!(
        (&shown["revision"], &shown["fields"]["framework"]),
        (&2.into(), &"F0".into())
    );
    for field in ["people", "links"] {
        assert_eq!(shown[field], serde_json::json!([]), "{field}");
    }
    assert_eq!(
        ids(&home.run(&["--json", "search", "quernlight"]).json()),
        [""; 0]
    );

    let away = home.run(&["--json", "remove", id]).json();
    assert_eq!(away, serde_json::json!({"id": id, "state": "put_away"}));
    assert_eq!(home.run(&["--json", "list"]).json(), serde_json::json!([]));
    assert_eq!(
        home.run(&["--json", "show", id]).json()["state"],
        "put_away",
        "whole, only out of sight"
    );
    home.run_with(&["--json", "edit", id], b"other words")
        .refused("field_not_understood");
    assert_eq!(home.run(&["--json", "bring-back", id]).json()["state"], "kept");
    assert_eq!(ids(&home.run(&["--json", "list"]).json()), [id]);

    let removed = home.run(&["--json", "remove", id, "--for-good"]).json();
    assert_eq!(removed, serde_json::json!({"id": id, "state": "removed"}));
    home.run(&["--json", "show", id]).refused("record_not_found");
    home.run(&["--json", "remove", id]).refused("record_not_found");
    assert_eq!(
        home.run(&["--json", "health"]).json(),
        serde_json::json!({"sound": true, "found": []})
    );
}

#[test]
fn the_list_is_newest_first_and_asks_only_for_what_is_wanted() {
    let home = Home::with_vault();
    let days = ["2026-01-05", "2026-03-02", "2026-02-17"];
    let added: Vec<String> = days
        .iter()
        .map(|day| home.add("words", &["--on", day, "--session", "S03"]))
        .collect();
    let elsewhere = home.add("words", &["--on", "2025-12-01", "--session", "S07"]);
    let list = |args: &[&str]| -> Vec<String> {
        let list = home.run(&[&["--json", "list"], args].concat()).json();
        ids(&list).into_iter().map(str::to_owned).collect()
    };
    let [january, march, february] = &added[..] else {
        unreachable!()
    };
    assert_eq!(
        list(&[]),
        [march, february, january, &elsewhere].map(String::as_str)
    );
    assert_eq!(
        list(&["--session", "s03", "--limit", "2"]),
        [march.as_str(), february]
    );
    assert_eq!(
        list(&["--from", "2026-01-05", "--to", "2026-02-17"]),
        [february.as_str(), january]
    );
    assert_eq!(
        list(&["--kind", "diary_entry", "--to", "2025-12-31"]),
        [elsewhere.as_str()]
    );
    assert!(list(&["--from", "2026-06-01"]).is_empty());
    assert!(list(&["--limit", "0"]).is_empty());

    let plain = home.run(&["list"]).done().out;
    assert_eq!(plain.lines().count(), 4);
    assert!(
        plain.starts_with(&format!("{march}  2026-03-02  S03  words")),
        "{plain}"
    );
}

#[test]
fn without_a_date_it_happened_today_and_text_may_come_from_a_file() {
    let home = Home::with_vault();
    let file = home.write("notes.md", "\u{feff}- one\n- two\n");
    let record = home.run(&["--json", "add", &file]).json();
    assert_eq!(record["excerpt"], "one two");
    assert_eq!(record["sessions"], serde_json::json!([]));
    let written = record["created_at"].as_str().unwrap();
    assert_eq!(
        record["happened_on"],
        written[..10],
        "the day where it was written"
    );
}

#[test]
fn people_get_plain_words() {
    let home = Home::with_vault();
    let said = home.run_with(
        &["add", "--title", "Group", "--session", "S06", "--tag", "tea"],
        b"Said less.\nHeard more.",
    );
    let id = said.done().out.trim().rsplit(' ').next().unwrap().to_owned();
    let shown = home.run(&["show", &id]).done().out;
    assert!(shown.starts_with("Group\n\n"), "{shown}");
    for part in ["S06 ", "Tags: tea", &id, "\nSaid less.\nHeard more.\n"] {
        assert!(shown.contains(part), "{part} in {shown}");
    }
    assert!(
        home.run(&["search", "heard"])
            .done()
            .out
            .contains("Group: Said less. Heard more.")
    );
    assert_eq!(home.run(&["health"]).done().out, "All is well.\n");
    assert!(home.run(&["remove", &id]).done().out.contains(&id));
}

#[test]
fn copies_are_made_by_themselves_on_request_and_brought_back() {
    let home = Home::with_vault();
    let by_itself = home.run_bare(&["--json", "backups"], b"").json();
    assert_eq!(by_itself.as_array().unwrap().len(), 1, "after the first lock");
    home.add("kept in the copy", &[]);
    home.run(&["list"]).done();
    let made = home.run(&["--json", "backup"]).json();
    assert_eq!(made["kind"], "copy");
    assert_eq!(
        home.run_bare(&["--json", "backups"], b"")
            .json()
            .as_array()
            .unwrap()
            .len(),
        2,
        "hourly at most"
    );
    home.add("written afterwards", &[]);
    let id = made["id"].as_str().unwrap();
    assert_eq!(
        home.run(&["--json", "restore", id]).json(),
        serde_json::json!({"restored": id})
    );
    assert_eq!(home.run(&["--json", "list"]).json().as_array().unwrap().len(), 1);
    let backups = home.run(&["backups"]).done().out;
    assert!(backups.contains("Set aside"), "{backups}");
    home.run(&["--json", "restore", "../vault"])
        .refused("backup_not_found");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_reason_to_stop() {
    let home = Home::with_vault();
    home.add("words", &[]);
    let file = home.at("passphrase.txt");
    let mut command = home.command_here();
    command
        .args(["--passphrase-file", &file, "list"])
        .stdin(Stdio::null());
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let done = child.wait_with_output().unwrap();
    assert_eq!(done.status.code(), Some(0));
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "");
}
