//! A word written into any field is in no file in clear: open, locked, in backups, in whatever form. What was deleted
//! for good is not even on a decrypted page. Nothing is logged, and no socket is opened.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use aes::Aes256;
use aes::cipher::{BlockDecrypt, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use cairn::kinds::{AnyFields, DiaryEntry};
use cairn::record::{self, Draft, Happened, Link, RecordId};
use cairn::vault::{Passphrase, Vault, VaultFolder};
use cairn::{backup, rich_text};

use crate::on_disk;
use crate::support::{PASSPHRASE, Place, entry, evening, passphrase, save, sessions};

// ---- the scanner -----------------------------------------------------------------------------------------------

/// Every form in which a word is looked for.
fn forms(word: &str) -> Vec<(String, Vec<u8>)> {
    let bytes = word.as_bytes();
    let mut forms = vec![
        ("utf-8".to_owned(), bytes.to_vec()),
        (
            "utf-16le".to_owned(),
            word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ),
        (
            "utf-16be".to_owned(),
            word.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        ),
        ("hex".to_owned(), on_disk::hex(bytes).into_bytes()),
        (
            "capital hex".to_owned(),
            on_disk::hex(bytes).to_uppercase().into_bytes(),
        ),
    ];
    // Where a word begins among the three bytes of a group decides how it is spelled; its ends share a group with
    // whatever stands beside it and are left out.
    for lead in 0..3 {
        let mut padded = vec![b'?'; lead];
        padded.extend_from_slice(bytes);
        let whole = padded.len() / 3;
        let text = STANDARD_NO_PAD.encode(&padded[..whole * 3]);
        let skip = usize::from(lead > 0) * 4;
        forms.push((format!("base64 after {lead}"), text.as_bytes()[skip..].to_vec()));
    }
    forms
}

/// Where and how any of the words stands, in any file below any of the places, or in a file's name.
fn found(words: &[String], places: &[&Path]) -> Vec<String> {
    let looked_for: Vec<_> = words
        .iter()
        .flat_map(|word| {
            forms(word)
                .into_iter()
                .map(move |(form, bytes)| (word, form, bytes))
        })
        .collect();
    let mut hits = Vec::new();
    for path in places.iter().flat_map(|place| files(place)) {
        let mut bytes = path.to_string_lossy().into_owned().into_bytes();
        bytes.push(0);
        bytes.extend(fs::read(&path).unwrap());
        for (word, form, looked_for) in &looked_for {
            if holds(&bytes, looked_for) {
                hits.push(format!("{word} as {form} in {}", path.display()));
            }
        }
    }
    hits
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == part[0]) {
        rest = &rest[at..];
        if rest.starts_with(part) {
            return true;
        }
        rest = &rest[1..];
    }
    false
}

fn files(place: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place) else {
        return Vec::new();
    };
    entries
        .flatten()
        .flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn the_scanner_finds_a_planted_word_in_every_form_at_every_place() {
    let place = tempfile::tempdir().unwrap();
    let word = "brindlewick".to_owned();
    let plant = |bytes: &[u8]| {
        fs::write(place.path().join("file"), bytes).unwrap();
        found(std::slice::from_ref(&word), &[place.path()])
    };
    assert_eq!(plant(b"nothing brindlewic here"), Vec::<String>::new());
    for (form, bytes) in forms(&word).into_iter().take(5) {
        let mut around = b"bbrin".to_vec();
        around.extend_from_slice(&bytes);
        around.push(b'x');
        assert!(plant(&around).iter().any(|hit| hit.contains(&form)), "{form}");
    }
    for lead in 0..9 {
        let text = format!("{}{word} and on", "é".repeat(lead));
        let encoded = STANDARD_NO_PAD.encode(&text.as_bytes()[lead % 2..]);
        assert!(!plant(encoded.as_bytes()).is_empty(), "base64 of {text}");
    }
    fs::remove_file(place.path().join("file")).unwrap();
    fs::create_dir(place.path().join("below")).unwrap();
    fs::write(place.path().join("below").join(&word), b"").unwrap();
    assert_eq!(found(&[word], &[place.path()]).len(), 1, "in a file's name");
}

// ---- a canary in every field -----------------------------------------------------------------------------------

/// A made-up word for a field.
fn canary(field: &str) -> String {
    format!("quernlight{field}zqx")
}

const FIELDS: [&str; 13] = [
    "title", "body", "answer", "tag", "person", "rough", "learned", "next", "mood", "role", "sitting",
    "before", "prompt",
];

fn full_of_canaries() -> Draft<AnyFields> {
    let mut draft = entry("");
    draft.sitting = canary("sitting");
    draft.common.title = canary("title");
    draft.common.tags = vec![canary("tag")];
    draft.common.people = vec![canary("person")];
    draft.common.happened = Happened::Roughly(canary("rough"));
    draft.common.sessions = sessions(&["S03"]);
    draft.common.links = vec![Link {
        target: RecordId::make(evening().utc),
        role: canary("role"),
    }];
    draft.fields = AnyFields::DiaryEntry(DiaryEntry {
        body: Some(rich_text::from_markdown(&canary("before")).value().clone()),
        framework: "F1".to_owned(),
        answers: [("F1.what".to_owned(), canary("answer"))].into(),
        prompt_id: Some(canary("prompt")),
        mood_words: vec![canary("mood")],
        learned: canary("learned"),
        next_step: canary("next"),
        ..DiaryEntry::default()
    });
    draft
}

/// The same record with another body, so that the first one is in its history.
fn with_body(mut draft: Draft<AnyFields>) -> Draft<AnyFields> {
    let AnyFields::DiaryEntry(fields) = &mut draft.fields;
    fields.body = Some(rich_text::from_markdown(&canary("body")).value().clone());
    draft.revision = 1;
    draft.sitting.push('2');
    draft
}

fn all_canaries(recovery: &str) -> Vec<String> {
    let mut words: Vec<String> = FIELDS.into_iter().map(canary).collect();
    words.extend(
        PASSPHRASE
            .split(' ')
            .map(str::to_owned)
            .filter(|word| word.len() > 5),
    );
    words.push(PASSPHRASE.to_owned());
    words.push(recovery.strip_prefix("AGE-SECRET-KEY-1").unwrap().to_owned());
    words
}

#[tokio::test]
async fn canaries_of_every_field_are_in_no_file_open_locked_or_copied() {
    let place = Place::new();
    let (vault, recovery) = place.create().await;
    let words = all_canaries(&recovery.expose());
    let draft = full_of_canaries();
    save(&vault, draft.clone()).await;
    save(&vault, with_body(draft.clone())).await;
    assert_eq!(record::versions(&vault, draft.id).await.unwrap().len(), 1);
    for field in [
        "title", "body", "answer", "tag", "person", "rough", "learned", "next", "mood",
    ] {
        let found = record::search(&vault, &canary(field), None, 5).await.unwrap();
        assert_eq!(
            found.len(),
            1,
            "{field} is in the vault, or the scan would prove nothing"
        );
    }

    let places = [place.root.path()];
    assert!(files(place.root.path()).len() >= 6);
    assert_eq!(found(&words, &places), Vec::<String>::new(), "open");
    let made = backup::make(&vault, &evening()).await.unwrap();
    assert_eq!(found(&words, &places), Vec::<String>::new(), "with a backup");
    vault.lock().await.unwrap();
    assert_eq!(found(&words, &places), Vec::<String>::new(), "locked");
    let vault = backup::restore(&place.folder, &made.id, &passphrase(), &evening())
        .await
        .unwrap();
    record::put_away(&vault, draft.id, &evening()).await.unwrap();
    vault.check_health(&evening(), &mut |_, _| {}).await.unwrap();
    assert_eq!(
        found(&words, &places),
        Vec::<String>::new(),
        "brought back and put away"
    );
    vault.lock().await.unwrap();
    assert_eq!(found(&words, &places), Vec::<String>::new(), "locked again");
}

/// A folder of temporary files, the home and the working folder all inside the scanned place: whatever a part of
/// Cairn writes anywhere else than the vault is seen too.
#[test]
fn canaries_are_in_no_file_that_another_process_leaves_anywhere() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let path = place.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    };
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "privacy::child", "--nocapture"])
        .env("CAIRN_PRIVACY_CHILD", "write")
        .env("CAIRN_PRIVACY_FOLDER", place.path().join("vault"))
        .env("TMPDIR", folder("tmp"))
        .env("SQLITE_TMPDIR", folder("sqlite-tmp"))
        .env("HOME", folder("home"))
        .env("XDG_DATA_HOME", folder("data"))
        .env("XDG_CONFIG_HOME", folder("config"))
        .env("XDG_CACHE_HOME", folder("cache"))
        .current_dir(folder("here"))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    let recovery = said
        .lines()
        .find_map(|line| line.strip_prefix("recovery key "))
        .unwrap();
    assert_eq!(
        found(&all_canaries(recovery), &[place.path()]),
        Vec::<String>::new()
    );
    assert!(!files(&place.path().join("vault")).is_empty());
}

// ---- deleted for good ------------------------------------------------------------------------------------------

/// Every page of a locked vault's database, decrypted, free pages and unused bytes included. SQLCipher 4: AES-256 in
/// CBC mode, the page's own vector and seal in its last 80 bytes, the salt in the first 16 of page one.
fn decrypted_pages(generation: &Path) -> Vec<u8> {
    const PAGE: usize = 4_096;
    const RESERVED: usize = 80;
    let (key, salt) =
        on_disk::key_and_salt(&on_disk::payload(&generation.join("passphrase.age"), PASSPHRASE));
    let cipher = Aes256::new(&key.into());
    let bytes = fs::read(generation.join("vault.db")).unwrap();
    assert_eq!(bytes[..16], salt);
    let mut plain = Vec::with_capacity(bytes.len());
    for (number, page) in bytes.chunks(PAGE).enumerate() {
        let start = if number == 0 { 16 } else { 0 };
        let end = PAGE - RESERVED;
        let mut before: [u8; 16] = page[end..end + 16].try_into().unwrap();
        for block in page[start..end].chunks(16) {
            let mut out = aes::Block::clone_from_slice(block);
            cipher.decrypt_block(&mut out);
            plain.extend(out.iter().zip(before).map(|(byte, vector)| byte ^ vector));
            before.copy_from_slice(block);
        }
    }
    plain
}

#[tokio::test]
async fn what_was_deleted_for_good_is_on_no_decrypted_page() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let draft = full_of_canaries();
    save(&vault, draft.clone()).await;
    save(&vault, with_body(draft.clone())).await;
    for n in 0..30 {
        save(
            &vault,
            entry(&format!(
                "a neighbour that stays, number {n}: quernlights and querns"
            )),
        )
        .await;
    }
    // Long enough to have pages of its own, which become free pages.
    let mut long = entry(&"overflowword brindlewick\n\n".repeat(2_000));
    long.common.title = "longtitleword".to_owned();
    save(&vault, long.clone()).await;
    vault.lock().await.unwrap();

    let pages = decrypted_pages(&place.generation());
    let mut words: Vec<String> = FIELDS.into_iter().map(canary).collect();
    words.extend(["overflowword", "brindlewick", "longtitleword"].map(str::to_owned));
    for word in &words {
        assert!(
            holds(&pages, word.as_bytes()),
            "{word} is there before, or the test proves nothing"
        );
    }
    assert!(holds(&pages, b"neighbour that stays"));

    let vault = place.unlock().await.unwrap();
    for id in [draft.id, long.id] {
        record::put_away(&vault, id, &evening()).await.unwrap();
        record::delete_for_good(&vault, id).await.unwrap();
    }
    // Straight away, with the vault still open: the log was folded in and emptied.
    let log = place.generation().join("vault.db-wal");
    assert_eq!(fs::metadata(&log).map_or(0, |about| about.len()), 0);
    vault.lock().await.unwrap();
    let pages = decrypted_pages(&place.generation());
    assert!(
        holds(&pages, b"neighbour that stays"),
        "what was not deleted is there"
    );
    for word in &words {
        assert!(!holds(&pages, word.as_bytes()), "{word} is still on a page");
    }
    // The index keeps the ends of words whose beginnings are alike.
    for end in FIELDS.map(|field| format!("{field}zqx")) {
        assert!(!holds(&pages, end.as_bytes()), "{end} is still in the index");
    }
    for end in ["flowword", "ndlewick", "gtitleword"] {
        assert!(!holds(&pages, end.as_bytes()), "{end} is still in the index");
    }
    let vault = place.unlock().await.unwrap();
    assert!(
        vault
            .check_health(&evening(), &mut |_, _| {})
            .await
            .unwrap()
            .is_sound()
    );
}

// ---- logs and sockets ------------------------------------------------------------------------------------------

#[derive(Clone, Default)]
struct Capture(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Not a test of its own: a process of its own for what is counted or captured per process.
#[tokio::test]
async fn child() {
    let Ok(task) = std::env::var("CAIRN_PRIVACY_CHILD") else {
        return;
    };
    let folder = VaultFolder::at(std::env::var("CAIRN_PRIVACY_FOLDER").unwrap()).unwrap();
    match task.as_str() {
        "write" => println!("recovery key {}", live_a_little(&folder).await),
        "trace" => trace(&folder).await,
        "sockets" => {
            let before = sockets();
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            assert_eq!(sockets(), before + 1, "the count sees a socket that is there");
            drop(listener);
            live_a_little(&folder).await;
            assert_eq!(sockets(), before, "a socket was opened");
        }
        other => panic!("no such task: {other}"),
    }
    println!("went through");
}

/// Everything a person does; gives the recovery key that counts at the end.
async fn live_a_little(folder: &VaultFolder) -> String {
    let now = evening();
    let (vault, _) = Vault::create(folder, &passphrase(), &now).await.unwrap();
    let draft = full_of_canaries();
    save(&vault, draft.clone()).await;
    save(&vault, with_body(draft.clone())).await;
    assert_eq!(
        record::search(&vault, &canary("body"), None, 5)
            .await
            .unwrap()
            .len(),
        1
    );
    vault.check_health(&now, &mut |_, _| {}).await.unwrap();
    let new = Passphrase::new(format!("{PASSPHRASE} and another"));
    vault.change_passphrase(&passphrase(), &new).await.unwrap();
    backup::lock(vault, &now).await.unwrap();
    assert!(Vault::unlock(folder, &passphrase(), &now).await.is_err());
    let vault = Vault::unlock(folder, &new, &now).await.unwrap();
    record::open(&vault, draft.id).await.unwrap();
    vault.change_passphrase(&new, &passphrase()).await.unwrap();
    let key = vault.make_new_recovery_key().await.unwrap();
    vault.lock().await.unwrap();
    key.expose().to_string()
}

async fn trace(folder: &VaultFolder) {
    use sqlx::{ConnectOptions, Connection};
    let capture = Capture::default();
    let writer = capture.clone();
    // For the whole process: sqlx works on a thread of its own.
    tracing::subscriber::set_global_default(
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .finish(),
    )
    .unwrap();
    // What the capture must show if it works: a statement of an ordinary connection, logged as sqlx does by itself.
    let mut plain = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(":memory:")
        .log_statements("trace".parse().unwrap())
        .connect()
        .await
        .unwrap();
    sqlx::query("SELECT 'plainlyvisible'")
        .execute(&mut plain)
        .await
        .unwrap();
    plain.close().await.unwrap();

    let recovery = live_a_little(folder).await;
    let payload = on_disk::payload(&folder.path().join("gen-000001/passphrase.age"), PASSPHRASE);
    let (key, salt) = on_disk::key_and_salt(&payload);
    let log = String::from_utf8(capture.0.lock().unwrap().clone())
        .unwrap()
        .to_lowercase();
    assert!(log.contains("plainlyvisible"), "nothing was captured: {log}");
    let mut words = all_canaries(&recovery);
    words.extend([
        on_disk::hex(&key),
        on_disk::hex(&salt),
        "pragma key".to_owned(),
        "quernlight".to_owned(),
    ]);
    words.extend(PASSPHRASE.split(' ').map(str::to_owned));
    for word in words {
        assert!(!log.contains(&word.to_lowercase()), "{word} was logged: {log}");
    }
}

fn sockets() -> usize {
    fs::read_dir("/proc/self/fd")
        .unwrap()
        .flatten()
        .filter_map(|entry| fs::read_link(entry.path()).ok())
        .filter(|target| target.to_string_lossy().starts_with("socket:"))
        .count()
}

fn in_a_process_of_its_own(task: &str) {
    let place = tempfile::tempdir().unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "privacy::child", "--nocapture"])
        .env("CAIRN_PRIVACY_CHILD", task)
        .env("CAIRN_PRIVACY_FOLDER", place.path().join("vault"))
        .env("RUST_LOG", "trace")
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("went through"), "{said}");
}

#[test]
fn neither_keys_nor_words_are_logged_at_the_finest_level() {
    in_a_process_of_its_own("trace");
}

#[cfg(target_os = "linux")]
#[test]
fn no_socket_is_opened() {
    in_a_process_of_its_own("sockets");
}
