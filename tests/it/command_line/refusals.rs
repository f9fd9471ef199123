//! What is refused, with which exit code, and in words that repeat nothing a person wrote.

use std::fs;

use super::Home;

#[test]
fn a_command_that_is_none_is_a_matter_of_usage() {
    let home = Home::new();
    for args in [
        &[][..],
        &["quernlight"],
        &["list", "--quernlight"],
        &["show"],
        &["list", "--limit", "quernlight"],
        &["--json", "list", "--limit", "-1"],
        &["add", "one.md", "quernlight.md"],
        &["add", "--passphrase", "quernlight"],
        &["--vault"],
    ] {
        let ran = home.run_bare(args, b"");
        assert_eq!(ran.code, 2, "{args:?}");
        assert_eq!(ran.out, "", "{args:?}");
        assert!(
            !ran.err.is_empty() && !ran.err.contains("quernlight"),
            "{args:?}: {}",
            ran.err
        );
    }
    for args in [
        &["help"][..],
        &["--help"],
        &["help", "add"],
        &["--version"],
        &["-V"],
    ] {
        let ran = home.run_bare(args, b"");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    }
    assert!(
        home.run_bare(&["--help"], b"")
            .out
            .contains("passphrase comes first")
    );
}

#[test]
fn values_that_make_no_sense_are_refused_before_anybody_is_asked() {
    let home = Home::with_vault();
    for (args, place) in [
        (&["show", "quernlight"][..], "id"),
        (&["edit", "1"], "id"),
        (&["remove", "../1"], "id"),
        (&["bring-back", ""], "id"),
        (&["add", "--on", "2026-02-30"], "happened_on"),
        (&["add", "--on", "yesterday"], "happened_on"),
        (&["add", "--session", "S12"], "session"),
        (&["add", "--session", "S03", "--session", "'; --"], "session"),
        (&["add", "--kind", "quernlight"], "kind"),
        (&["list", "--kind", "quernlight"], "kind"),
        (&["list", "--session", "quernlight"], "session"),
        (&["list", "--from", "2026-1-1"], "from"),
        (&["list", "--to", "2025-02-29"], "to"),
        (&["search", "x", "--session", "S99"], "session"),
    ] {
        let ran = home.run_bare(&[&["--json"], args].concat(), b"");
        assert!(
            !ran.out.contains("quernlight") && !ran.err.contains("quernlight"),
            "{args:?}"
        );
        assert_eq!(
            ran.refused("field_not_understood")["error"]["place"],
            place,
            "{args:?}"
        );
    }
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    home.run_with(&["--json", "edit", id], b"words")
        .refused("record_not_found");
    home.run(&["--json", "add", "not-there.md"])
        .refused("cannot_read");
}

#[test]
fn without_json_the_reason_is_in_plain_words_alone() {
    let home = Home::new();
    let ran = home.run(&["list"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(
        ran.err,
        "There is no diary here.\nMake one with “cairn init”, or name its folder with --vault.\n"
    );
}

#[test]
fn the_four_outcomes_of_unlocking_are_told_apart() {
    let home = Home::with_vault();
    let generation = home.vault().join("gen-000001");
    let file = home.write("other.txt", "not the one that opens it");
    home.run_bare(&["--json", "--passphrase-file", &file, "list"], b"")
        .refused("passphrase_did_not_open");

    let slot = fs::read(generation.join("passphrase.age")).unwrap();
    fs::write(generation.join("passphrase.age"), &slot[..slot.len() / 2]).unwrap();
    assert_eq!(
        home.run(&["--json", "list"]).refused("slot_damaged")["error"]["place"],
        "passphrase.age"
    );
    fs::write(generation.join("passphrase.age"), &slot).unwrap();

    let database = fs::read(generation.join("vault.db")).unwrap();
    fs::write(generation.join("vault.db"), &database[..15]).unwrap();
    home.run(&["--json", "list"]).refused("database_damaged");
    fs::write(
        generation.join("vault.db"),
        [b"SQLite format 3\0", &database[16..]].concat(),
    )
    .unwrap();
    home.run(&["--json", "list"]).refused("not_encrypted");
    fs::write(generation.join("vault.db"), &database).unwrap();
    home.run(&["list"]).done();
}

#[test]
fn a_page_that_has_gone_is_found_by_health() {
    let home = Home::with_vault();
    let id = home.add(&"slow water under the bridge ".repeat(5_000), &[]);
    let path = home.vault().join("gen-000001/vault.db");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.len() - 2_000;
    bytes[at] ^= 1;
    fs::write(&path, bytes).unwrap();
    let ran = home.run(&["--json", "health"]);
    assert!(
        ran.err.contains("damaged") && ran.err.contains("cairn restore"),
        "{}",
        ran.err
    );
    let said = ran.refused("database_damaged");
    assert_eq!(said["sound"], false);
    assert_eq!(said["found"][0], "pages");
    for args in [&["--json", "search", "bridge"][..], &["--json", "show", &id]] {
        let ran = home.run(args);
        if ran.code != 0 {
            ran.refused("database_damaged");
        }
    }
}

#[tokio::test]
async fn a_vault_of_a_newer_cairn_is_read_and_not_written() {
    use sqlx::Connection;
    let home = Home::with_vault();
    let id = home.add("words", &[]);
    let mut db = crate::on_disk::open_database(&home.vault().join("gen-000001")).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (99990101000000, 'of tomorrow', 1, x'00', 0)",
    )
    .execute(&mut db)
    .await
    .unwrap();
    db.close().await.unwrap();
    let ran = home.run(&["--json", "show", &id]).done();
    assert!(ran.err.contains("newer Cairn"), "{}", ran.err);
    home.run_with(&["--json", "add"], b"more").refused("read_only");
    home.run(&["--json", "remove", &id]).refused("read_only");
    home.run(&["--json", "health"]).done();
}
