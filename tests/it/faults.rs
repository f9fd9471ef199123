//! What bad input and bad luck get: a clear refusal or plain success, and afterwards a vault that opens with
//! everything that was acknowledged. The numbers are those of the list of faults in SECURITY.md's design.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cairn::kinds::{AnyFields, DiaryEntry};
use cairn::record::{self, Draft, RecordId};
use cairn::rich_text::{self, Document};
use cairn::vault::{Health, Passphrase, RecoveryKey, Vault, VaultFolder};
use cairn::{Error, ErrorCode, backup};
use serde_json::json;

use crate::on_disk::{self, Snapshot};
use crate::support::{self, PASSPHRASE, Place, entry, evening, passphrase, save};
use crate::vault::refusal;

/// A locked vault in which two records were acknowledged, and how it lay on the disk then.
struct Kept {
    place: Place,
    recovery: RecoveryKey,
    ids: [RecordId; 2],
    before: Snapshot,
}

impl Kept {
    async fn new() -> Self {
        let place = Place::new();
        let (vault, recovery) = place.create().await;
        let drafts = [entry("ferngall by the gate"), entry("quernlight on the wall")];
        for draft in &drafts {
            save(&vault, draft.clone()).await;
        }
        vault.lock().await.unwrap();
        let before = Snapshot::of(place.folder.path());
        Kept {
            place,
            recovery,
            ids: drafts.map(|draft| draft.id),
            before,
        }
    }

    fn root(&self) -> &Path {
        self.place.folder.path()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.place.generation().join(name)
    }

    /// The refusal to open, which must leave every byte as it was put there.
    async fn refused(&self) -> ErrorCode {
        let placed = Snapshot::of(self.root());
        let code = refusal(&self.place, &passphrase()).await;
        let after = Snapshot::of(self.root());
        assert!(
            placed == after,
            "a vault that was refused ({code:?}) was changed all the same"
        );
        code
    }

    /// Puts the originals back: everything acknowledged must be there.
    async fn whole_again(&self) {
        self.before.put_back(self.root());
        self.whole().await;
    }

    async fn whole(&self) {
        let vault = self.place.unlock().await.unwrap();
        for id in self.ids {
            record::open(&vault, id).await.unwrap();
        }
        assert_eq!(vault.tally().await.unwrap().records, 2);
        let found = record::search(&vault, "quernlight", None, 5).await.unwrap();
        assert_eq!(found.len(), 1);
        assert!(health(&vault).await.is_sound());
        vault.lock().await.unwrap();
    }
}

async fn health(vault: &Vault) -> Health {
    vault.check_health(&evening(), &mut |_, _| {}).await.unwrap()
}

fn flip(path: &Path, position: usize, bit: u8) {
    let mut bytes = fs::read(path).unwrap();
    bytes[position] ^= 1 << bit;
    fs::write(path, bytes).unwrap();
}

// ---- 9: two instances ------------------------------------------------------------------------------------------

/// Not a test of its own: what the second program does in the test below.
#[tokio::test]
async fn second_program() {
    let Ok(folder) = std::env::var("CAIRN_SECOND_PROGRAM") else {
        return;
    };
    let folder = VaultFolder::at(folder).unwrap();
    let answer = match Vault::unlock(&folder, &passphrase(), &evening()).await {
        Ok(_) => "opened".to_owned(),
        Err(error) => format!("{:?}", error.code()),
    };
    println!("second program: {answer}");
}

fn ask_second_program(folder: &Path) -> String {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::second_program", "--nocapture"])
        .env("CAIRN_SECOND_PROGRAM", folder)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let (_, answer) = text.split_once("second program: ").unwrap();
    answer.lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn case_9_a_second_program_is_told_that_the_vault_is_in_use() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    assert_eq!(ask_second_program(kept.root()), "VaultInUse");
    save(&vault, entry("the first program goes on")).await;
    vault.lock().await.unwrap();
    assert_eq!(ask_second_program(kept.root()), "opened");
    assert_eq!(
        kept.place.unlock().await.unwrap().tally().await.unwrap().records,
        3
    );
}

// ---- 12: files that do not belong together ---------------------------------------------------------------------

/// A vault as a crash leaves it: the last saves are in the log only.
async fn crashed() -> (Kept, Snapshot) {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    for n in 0..20 {
        save(&vault, entry(&format!("in the log {n}"))).await;
    }
    let left = Snapshot::of(kept.root());
    vault.lock().await.unwrap();
    left.put_back(kept.root());
    assert!(fs::metadata(kept.file("vault.db-wal")).unwrap().len() > 0);
    (kept, left)
}

#[tokio::test]
async fn case_12_a_database_without_its_log_is_whole_as_of_the_last_fold() {
    let (kept, left) = crashed().await;
    fs::remove_file(kept.file("vault.db-wal")).unwrap();
    kept.whole().await;
    left.put_back(kept.root());
    let vault = kept.place.unlock().await.unwrap();
    assert_eq!(
        vault.tally().await.unwrap().records,
        22,
        "with its log, everything"
    );
    assert!(health(&vault).await.is_sound());
}

#[tokio::test]
async fn case_12_the_log_of_another_vault_is_refused_and_not_folded_in() {
    let (other, _) = crashed().await;
    let kept = Kept::new().await;
    fs::copy(other.file("vault.db-wal"), kept.file("vault.db-wal")).unwrap();
    assert_eq!(kept.refused().await, ErrorCode::DatabaseDamaged);
    kept.whole_again().await;
}

/// The same vault's log of an earlier day, as a copy that was put together of two days would have it.
#[tokio::test]
async fn case_12_an_earlier_log_of_the_same_vault_never_passes_for_sound_when_it_is_not() {
    let (kept, left) = crashed().await;
    let vault = kept.place.unlock().await.unwrap();
    for n in 0..40 {
        save(&vault, entry(&format!("written after the log {n}, brindlewick"))).await;
    }
    let away = entry("and one more");
    save(&vault, away.clone()).await;
    record::put_away(&vault, away.id, &evening()).await.unwrap();
    record::delete_for_good(&vault, away.id).await.unwrap();
    vault.lock().await.unwrap();
    let today = Snapshot::of(kept.root());
    fs::write(kept.file("vault.db-wal"), left.bytes("gen-000001/vault.db-wal")).unwrap();
    on_disk::set_mode(&kept.file("vault.db-wal"), 0o600);
    assert_eq!(kept.refused().await, ErrorCode::DatabaseDamaged);
    today.put_back(kept.root());
    let vault = kept.place.unlock().await.unwrap();
    assert_eq!(vault.tally().await.unwrap().records, 62);
    assert!(health(&vault).await.is_sound());
}

#[tokio::test]
async fn case_12_a_log_cut_short_loses_only_what_was_cut() {
    let (kept, left) = crashed().await;
    let log = left.bytes("gen-000001/vault.db-wal").to_vec();
    for length in [1, 31, 32, 33, 4_000, log.len() / 2, log.len() - 1] {
        left.put_back(kept.root());
        fs::write(kept.file("vault.db-wal"), &log[..length]).unwrap();
        let vault = kept.place.unlock().await.unwrap();
        for id in kept.ids {
            record::open(&vault, id).await.unwrap();
        }
        assert!(health(&vault).await.is_sound(), "cut at {length}");
    }
}

#[tokio::test]
async fn case_12_slots_and_databases_that_changed_places_do_not_open() {
    let kept = Kept::new().await;
    let other = Kept::new().await;
    // A whole slot of another vault, its sum beside it: the passphrase opens it, the database is not its own.
    for name in ["passphrase.age", "slots.sha256"] {
        fs::copy(other.file(name), kept.file(name)).unwrap();
    }
    let code = kept.refused().await;
    assert!(
        matches!(
            code,
            ErrorCode::FilesDoNotBelongTogether | ErrorCode::DatabaseDamaged
        ),
        "{code:?}"
    );
    kept.whole_again().await;

    fs::copy(other.file("vault.db"), kept.file("vault.db")).unwrap();
    let code = kept.refused().await;
    assert!(
        matches!(
            code,
            ErrorCode::FilesDoNotBelongTogether | ErrorCode::DatabaseDamaged
        ),
        "{code:?}"
    );
    kept.whole_again().await;
}

#[tokio::test]
async fn case_12_a_slot_that_names_another_vault_or_generation_does_not_belong() {
    let kept = Kept::new().await;
    let slot = kept.file("passphrase.age");
    for position in [10, 29] {
        let mut payload = on_disk::payload(&slot, PASSPHRASE);
        payload[position] ^= 1;
        fs::write(&slot, on_disk::lock_with_passphrase(&payload, PASSPHRASE, 2)).unwrap();
        assert_eq!(
            refusal(&kept.place, &passphrase()).await,
            ErrorCode::FilesDoNotBelongTogether
        );
        kept.whole_again().await;
    }
}

#[tokio::test]
async fn case_12_an_old_slot_opens_with_its_own_passphrase_or_is_called_damaged() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    let new = Passphrase::new("a newer passphrase of mine");
    vault.change_passphrase(&passphrase(), &new).await.unwrap();
    vault.lock().await.unwrap();
    let changed = Snapshot::of(kept.root());
    // The old slot, put back beside today's database: never "wrong passphrase" for the passphrase of today.
    fs::write(
        kept.file("passphrase.age"),
        kept.before.bytes("gen-000001/passphrase.age"),
    )
    .unwrap();
    assert_eq!(refusal(&kept.place, &new).await, ErrorCode::SlotDamaged);
    kept.whole().await;
    changed.put_back(kept.root());
    Vault::unlock(&kept.place.folder, &new, &evening()).await.unwrap();
}

// ---- 13, 14: a damaged database, one that is not encrypted -----------------------------------------------------

#[tokio::test]
async fn case_13_a_database_cut_short_is_called_damaged() {
    let kept = Kept::new().await;
    let whole = fs::read(kept.file("vault.db")).unwrap();
    for length in [0, 15, 16, 17, 512, 4_095] {
        fs::write(kept.file("vault.db"), &whole[..length]).unwrap();
        assert_eq!(kept.refused().await, ErrorCode::DatabaseDamaged, "{length} bytes");
    }
    fs::remove_file(kept.file("vault.db")).unwrap();
    assert_eq!(kept.refused().await, ErrorCode::DatabaseDamaged, "gone");
    kept.whole_again().await;
}

#[tokio::test]
async fn case_13_any_bit_of_the_first_page_is_called_damage_never_a_wrong_passphrase() {
    let kept = Kept::new().await;
    for position in (0..16)
        .chain((16..4_096).step_by(97))
        .chain([4_015, 4_016, 4_032, 4_095])
    {
        flip(&kept.file("vault.db"), position, (position % 8) as u8);
        let code = refusal(&kept.place, &passphrase()).await;
        assert_eq!(code, ErrorCode::DatabaseDamaged, "byte {position}");
        kept.before.put_back(kept.root());
    }
    kept.whole_again().await;
}

/// Damage that opening need not touch: opening may refuse, and if it does not, the health check finds it.
async fn found_or_refused(kept: &Kept, what: &str) {
    match kept.place.unlock().await {
        Err(error) => assert_eq!(error.code(), ErrorCode::DatabaseDamaged, "{what}"),
        Ok(vault) => {
            let health = health(&vault).await;
            assert!(!health.is_sound(), "{what} was not found");
            let searched = record::search(&vault, "quernlight", None, 5).await;
            assert!(
                searched.is_err() || searched.unwrap().len() <= 1,
                "{what}: never other words than were written"
            );
            // Locking may say that the database is damaged. It never makes it worse: that is looked at below.
            let _ = vault.lock().await;
        }
    }
}

#[tokio::test]
async fn case_13_one_bit_in_each_page_is_found() {
    let kept = Kept::new().await;
    let pages = fs::metadata(kept.file("vault.db")).unwrap().len() as usize / 4_096;
    assert!(pages > 20, "{pages}");
    for page in 1..pages {
        flip(
            &kept.file("vault.db"),
            page * 4_096 + 37 * page % 4_096,
            (page % 8) as u8,
        );
        found_or_refused(&kept, &format!("a bit in page {}", page + 1)).await;
        kept.before.put_back(kept.root());
    }
    kept.whole_again().await;
}

#[tokio::test]
async fn case_13_pages_swapped_or_zeroed_or_missing_are_found() {
    let kept = Kept::new().await;
    let path = kept.file("vault.db");
    let whole = fs::read(&path).unwrap();
    let pages = whole.len() / 4_096;
    for page in 1..pages - 1 {
        let (here, next) = (page * 4_096, (page + 1) * 4_096);
        let mut swapped = whole.clone();
        swapped.copy_within(next..next + 4_096, here);
        swapped[next..next + 4_096].copy_from_slice(&whole[here..next]);
        fs::write(&path, swapped).unwrap();
        found_or_refused(&kept, &format!("pages {} and {} swapped", page + 1, page + 2)).await;

        let mut zeroed = whole.clone();
        zeroed[here..next].fill(0);
        kept.before.put_back(kept.root());
        fs::write(&path, zeroed).unwrap();
        found_or_refused(&kept, &format!("page {} zeroed", page + 1)).await;
        kept.before.put_back(kept.root());
    }
    for length in [whole.len() - 1, whole.len() - 4_096, 4_096, 8_192] {
        fs::write(&path, &whole[..length]).unwrap();
        found_or_refused(&kept, &format!("cut to {length} of {}", whole.len())).await;
        kept.before.put_back(kept.root());
    }
    kept.whole_again().await;
}

#[tokio::test]
async fn case_13_a_damaged_vault_is_not_copied_over_good_backups() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    let good = backup::make(&vault, &evening()).await.unwrap();
    vault.lock().await.unwrap();
    let before = Snapshot::of(kept.root());
    let pages = fs::metadata(kept.file("vault.db")).unwrap().len() as usize / 4_096;
    let mut refused = 0;
    for page in 1..pages {
        flip(&kept.file("vault.db"), page * 4_096 + 11, 3);
        if let Ok(vault) = kept.place.unlock().await {
            let made = backup::make(&vault, &support::at("2026-02-18T08:00:00Z")).await;
            refused += usize::from(made.is_err());
            drop(vault);
        }
        assert!(
            backup::list(&kept.place.folder).unwrap().contains(&good),
            "the good one stays"
        );
        before.put_back(kept.root());
    }
    assert!(refused > 0, "a copy of damaged pages was refused at least once");
    flip(&kept.file("vault.db"), 50, 1);
    let vault = backup::restore(&kept.place.folder, &good.id, &passphrase(), &evening())
        .await
        .unwrap();
    assert_eq!(vault.tally().await.unwrap().records, 2);
}

#[tokio::test]
async fn case_14_a_plain_database_in_the_vaults_place_is_refused() {
    use sqlx::{ConnectOptions, Connection};
    let kept = Kept::new().await;
    fs::remove_file(kept.file("vault.db")).unwrap();
    let mut plain = sqlx::sqlite::SqliteConnectOptions::new()
        .filename(kept.file("vault.db"))
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    sqlx::query("CREATE TABLE record (x TEXT) STRICT")
        .execute(&mut plain)
        .await
        .unwrap();
    plain.close().await.unwrap();
    on_disk::set_mode(&kept.file("vault.db"), 0o600);
    assert_eq!(kept.refused().await, ErrorCode::NotEncrypted);
    kept.whole_again().await;
}

// ---- 16: hostile slots -----------------------------------------------------------------------------------------

async fn recovery_refusal(kept: &Kept, key: &RecoveryKey) -> ErrorCode {
    match Vault::unlock_with_recovery(&kept.place.folder, key, &passphrase(), &evening()).await {
        Ok(_) => panic!("it opened"),
        Err(error) => error.code(),
    }
}

#[tokio::test]
async fn case_16_a_slot_cut_at_every_byte_is_called_damaged() {
    let kept = Kept::new().await;
    for name in ["passphrase.age", "recovery.age"] {
        let whole = fs::read(kept.file(name)).unwrap();
        for length in 0..whole.len() {
            fs::write(kept.file(name), &whole[..length]).unwrap();
            let code = if name == "passphrase.age" {
                refusal(&kept.place, &passphrase()).await
            } else {
                recovery_refusal(&kept, &kept.recovery).await
            };
            assert_eq!(code, ErrorCode::SlotDamaged, "{name} cut to {length}");
        }
        fs::remove_file(kept.file(name)).unwrap();
        let gone = if name == "passphrase.age" {
            refusal(&kept.place, &passphrase()).await
        } else {
            recovery_refusal(&kept, &kept.recovery).await
        };
        assert_eq!(gone, ErrorCode::SlotDamaged, "{name} gone");
        fs::write(kept.file(name), whole).unwrap();
    }
    kept.whole_again().await;
}

#[tokio::test]
async fn case_16_a_slot_with_any_one_bit_changed_is_called_damaged() {
    let kept = Kept::new().await;
    let whole = fs::read(kept.file("passphrase.age")).unwrap();
    for position in 0..whole.len() {
        let mut changed = whole.clone();
        changed[position] ^= 1 << (position % 8);
        // A changed digit of the work factor may ask for as much work as is allowed; that is tried below.
        let factor = find(&whole, b" 2\n").map(|start| start + 1);
        if Some(position) == factor {
            continue;
        }
        fs::write(kept.file("passphrase.age"), changed).unwrap();
        let code = refusal(&kept.place, &passphrase()).await;
        assert_eq!(code, ErrorCode::SlotDamaged, "byte {position}");
    }
    kept.whole_again().await;
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[tokio::test]
async fn case_16_work_factors_out_of_bounds_are_refused_at_once() {
    let kept = Kept::new().await;
    let whole = fs::read(kept.file("passphrase.age")).unwrap();
    let at = find(&whole, b" 2\n").unwrap() + 1;
    for factor in [
        "0", "00", "23", "63", "64", "255", "256", "-1", "+2", "02", "2 2", "", "two",
    ] {
        let mut changed = whole[..at].to_vec();
        changed.extend_from_slice(factor.as_bytes());
        changed.extend_from_slice(&whole[at + 1..]);
        fs::write(kept.file("passphrase.age"), changed).unwrap();
        let begun = std::time::Instant::now();
        let code = refusal(&kept.place, &passphrase()).await;
        assert_eq!(code, ErrorCode::SlotDamaged, "work factor {factor:?}");
        assert!(
            begun.elapsed().as_secs() < 5,
            "work factor {factor:?} was worked on"
        );
    }
    kept.whole_again().await;
}

#[tokio::test]
async fn case_16_another_factor_within_bounds_opens() {
    let kept = Kept::new().await;
    let payload = on_disk::payload(&kept.file("passphrase.age"), PASSPHRASE);
    for factor in [1, 3, 10] {
        fs::write(
            kept.file("passphrase.age"),
            on_disk::lock_with_passphrase(&payload, PASSPHRASE, factor),
        )
        .unwrap();
        kept.whole().await;
    }
}

#[tokio::test]
async fn case_16_recipients_of_the_wrong_kind_or_mixed_are_refused() {
    let kept = Kept::new().await;
    let (slot, other) = (kept.file("passphrase.age"), kept.file("recovery.age"));
    let payload = on_disk::payload(&slot, PASSPHRASE);
    let scrypt = fs::read(&slot).unwrap();
    let x25519 = fs::read(&other).unwrap();

    // Each in the other's place.
    fs::write(&slot, &x25519).unwrap();
    assert_eq!(refusal(&kept.place, &passphrase()).await, ErrorCode::SlotDamaged);
    fs::write(&slot, &scrypt).unwrap();
    fs::write(&other, &scrypt).unwrap();
    assert_eq!(
        recovery_refusal(&kept, &kept.recovery).await,
        ErrorCode::SlotDamaged
    );
    kept.before.put_back(kept.root());

    // A sound slot of the right lock that says it is of the other kind.
    let identity: age::x25519::Identity = kept.recovery.expose().parse().unwrap();
    fs::write(&other, on_disk::lock_to(&payload, &identity.to_public())).unwrap();
    assert_eq!(
        recovery_refusal(&kept, &kept.recovery).await,
        ErrorCode::SlotDamaged
    );
    kept.before.put_back(kept.root());

    // Two stanzas in one header. The format forbids any beside a passphrase's.
    let stanza = |bytes: &[u8]| {
        let start = find(bytes, b"-> ").unwrap();
        let end = find(bytes, b"\n---").unwrap() + 1;
        (start, end)
    };
    let (start, end) = stanza(&x25519);
    let extra = x25519[start..end].to_vec();
    let (_, end) = stanza(&scrypt);
    for (name, extra) in [
        ("x25519", extra.as_slice()),
        ("scrypt", &scrypt[stanza(&scrypt).0..end]),
    ] {
        let mut mixed = scrypt[..end].to_vec();
        mixed.extend_from_slice(extra);
        mixed.extend_from_slice(&scrypt[end..]);
        fs::write(&slot, mixed).unwrap();
        assert_eq!(
            refusal(&kept.place, &passphrase()).await,
            ErrorCode::SlotDamaged,
            "with a second {name} stanza"
        );
    }
    kept.before.put_back(kept.root());

    // A payload that is not a slot's: empty, short, long, 1 MiB, and 512 bytes of something else.
    for payload in [vec![], vec![0; 511], vec![0; 512], vec![7; 513], vec![0; 1 << 20]] {
        fs::write(&slot, on_disk::lock_with_passphrase(&payload, PASSPHRASE, 2)).unwrap();
        assert_eq!(
            refusal(&kept.place, &passphrase()).await,
            ErrorCode::SlotDamaged,
            "a payload of {} bytes",
            payload.len()
        );
    }
    kept.whole_again().await;
}

struct Vector {
    name: String,
    passphrases: Vec<String>,
    identities: Vec<String>,
    file: Vec<u8>,
}

fn vectors() -> Vec<Vector> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/slots");
    let mut vectors: Vec<Vector> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "age"))
        .map(|path| {
            let bytes = fs::read(&path).unwrap();
            let head = find(&bytes, b"\n\n").unwrap();
            let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
            let values = |name: &str| {
                text.lines()
                    .filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            Vector {
                name: path.file_stem().unwrap().to_string_lossy().into_owned(),
                passphrases: values("passphrase"),
                identities: values("identity"),
                file: bytes[head + 2..].to_vec(),
            }
        })
        .collect();
    vectors.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(vectors.len() > 90, "{}", vectors.len());
    vectors
}

#[tokio::test]
async fn case_16_no_age_test_vector_passes_for_a_slot() {
    let kept = Kept::new().await;
    for vector in vectors() {
        fs::write(kept.file("passphrase.age"), &vector.file).unwrap();
        fs::write(kept.file("recovery.age"), &vector.file).unwrap();
        for typed in vector.passphrases.iter().map(String::as_str).chain([PASSPHRASE]) {
            let code = refusal(&kept.place, &Passphrase::new(typed)).await;
            assert_eq!(code, ErrorCode::SlotDamaged, "{} as passphrase slot", vector.name);
        }
        let keys = vector
            .identities
            .iter()
            .filter_map(|line| RecoveryKey::read(line).ok());
        for key in keys.chain([kept.recovery.clone()]) {
            let code = recovery_refusal(&kept, &key).await;
            assert_eq!(code, ErrorCode::SlotDamaged, "{} as recovery slot", vector.name);
        }
    }
    kept.whole_again().await;
}

#[tokio::test]
async fn case_16_no_age_test_vector_passes_for_a_backups_slot() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    let made = backup::make(&vault, &evening()).await.unwrap();
    vault.lock().await.unwrap();
    let before = Snapshot::of(kept.root());
    let slot = kept.root().join("backups").join(&made.id).join("passphrase.age");
    for vector in vectors() {
        fs::write(&slot, &vector.file).unwrap();
        let typed = vector.passphrases.first().map_or(PASSPHRASE, String::as_str);
        let refused =
            backup::restore(&kept.place.folder, &made.id, &Passphrase::new(typed), &evening()).await;
        assert!(
            matches!(refused, Err(Error::BackupDamaged)),
            "{}: {:?}",
            vector.name,
            refused.err()
        );
    }
    before.put_back(kept.root());
    kept.whole().await;
}

// ---- 18: backups -----------------------------------------------------------------------------------------------

#[tokio::test]
async fn case_18_a_backup_by_a_newer_cairn_or_a_damaged_one_leaves_the_vault_alone() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    let made = backup::make(&vault, &evening()).await.unwrap();
    vault.lock().await.unwrap();
    let before = Snapshot::of(kept.root());
    let inside = kept.root().join("backups").join(&made.id);
    let restore = async |id: &str| {
        backup::restore(&kept.place.folder, id, &passphrase(), &evening())
            .await
            .map(|_| ())
            .map_err(|error| error.code())
    };

    let mut payload = on_disk::payload(&inside.join("passphrase.age"), PASSPHRASE);
    payload[9] = 2;
    let newer = on_disk::lock_with_passphrase(&payload, PASSPHRASE, 2);
    fs::write(inside.join("passphrase.age"), newer).unwrap();
    assert_eq!(restore(&made.id).await, Err(ErrorCode::MadeByNewerCairn));
    before.put_back(kept.root());

    let whole = fs::read(inside.join("vault.db")).unwrap();
    for length in [0, 16, 4_096, whole.len() / 2 / 4_096 * 4_096, whole.len() - 1] {
        fs::write(inside.join("vault.db"), &whole[..length]).unwrap();
        assert_eq!(restore(&made.id).await, Err(ErrorCode::BackupDamaged), "{length}");
    }
    for page in 0..whole.len() / 4_096 {
        fs::write(inside.join("vault.db"), &whole).unwrap();
        flip(&inside.join("vault.db"), page * 4_096 + 200, 5);
        assert_eq!(
            restore(&made.id).await,
            Err(ErrorCode::BackupDamaged),
            "page {page}"
        );
    }
    before.put_back(kept.root());
    for id in [
        "",
        "..",
        "../gen-000001",
        "/etc",
        "20260217T214000Z-copy/../../gen-000001",
        "nothing",
    ] {
        assert_eq!(restore(id).await, Err(ErrorCode::BackupNotFound), "{id}");
    }
    assert!(Snapshot::of(&kept.place.generation()) == Snapshot::of(&kept.place.generation()));
    kept.whole().await;
}

// ---- 19: recovery keys as people type them ---------------------------------------------------------------------

#[tokio::test]
async fn case_19_recovery_keys_as_people_type_them() {
    let kept = Kept::new().await;
    let line = kept.recovery.expose();
    let groups: Vec<String> = kept
        .recovery
        .expose_groups()
        .iter()
        .map(|g| g.to_string())
        .collect();
    let as_o = line.replacen('0', "O", 5);
    let spellings = [
        line.to_lowercase(),
        groups.join(" "),
        format!(" \t{}\n", groups.join("-")),
        as_o,
    ];
    for (n, typed) in spellings.iter().enumerate() {
        let key = RecoveryKey::read(typed).unwrap();
        kept.before.put_back(kept.root());
        let new = Passphrase::new(format!("passphrase number {n} of these"));
        let (vault, _) = Vault::unlock_with_recovery(&kept.place.folder, &key, &new, &evening())
            .await
            .unwrap();
        assert_eq!(vault.tally().await.unwrap().records, 2);
    }

    let third_of_group_five = "AGE-SECRET-KEY-1".len() + 4 * 4 + 2;
    let mut letters: Vec<char> = line.chars().collect();
    letters[third_of_group_five] = if letters[third_of_group_five] == 'Q' {
        'P'
    } else {
        'Q'
    };
    let slip: String = letters.into_iter().collect();
    assert!(matches!(
        RecoveryKey::read(&slip),
        Err(Error::RecoveryKeyMistyped { group: Some(5) })
    ));
    for typed in [
        "AGE-PLUGIN-YUBIKEY-1QQQQ",
        "age-plugin-sh-1qqqqqq",
        "age1yubikey1qqqq",
    ] {
        assert!(
            matches!(RecoveryKey::read(typed), Err(Error::RecoveryKeyNotOurs)),
            "{typed}"
        );
    }
    kept.whole_again().await;
}

// ---- 22: passphrases -------------------------------------------------------------------------------------------

#[tokio::test]
async fn case_22_passphrases_of_every_kind_open_what_they_closed() {
    let pairs = [
        ("café au lait, encore", "cafe\u{301} au lait, encore"),
        ("cafe\u{301} au lait, encore", "café au lait, encore"),
        ("🪨🪨🪨 three stones 🪨", "🪨🪨🪨 three stones 🪨"),
        ("👩‍👩‍👧‍👦 family of emoji", "👩‍👩‍👧‍👦 family of emoji"),
        (" a leading and trailing space ", " a leading and trailing space "),
        ("\u{202e}right to left, שלום", "\u{202e}right to left, שלום"),
        (
            "Ǆ ﬁ Å and other look-alikes",
            "Ǆ ﬁ A\u{30a} and other look-alikes",
        ),
    ];
    for (set, typed) in pairs {
        let place = Place::new();
        let (vault, _) = Vault::create(&place.folder, &Passphrase::new(set), &evening())
            .await
            .unwrap();
        save(&vault, entry("kept")).await;
        vault.lock().await.unwrap();
        let vault = Vault::unlock(&place.folder, &Passphrase::new(typed), &evening())
            .await
            .unwrap();
        assert_eq!(vault.tally().await.unwrap().records, 1, "{set:?}");
        drop(vault);
        let trimmed = typed.trim();
        if trimmed != typed {
            assert_eq!(
                refusal(&place, &Passphrase::new(trimmed)).await,
                ErrorCode::PassphraseDidNotOpen,
                "a space is part of it"
            );
        }
    }
}

#[tokio::test]
async fn case_22_the_longest_passphrase_opens_and_what_cannot_be_one_is_refused() {
    let place = Place::new();
    let longest = "é".repeat(1_024);
    let (vault, _) = Vault::create(&place.folder, &Passphrase::new(longest.as_str()), &evening())
        .await
        .unwrap();
    for (typed, code) in [
        ("é".repeat(1_025), ErrorCode::PassphraseTooLong),
        ("with a \0 nul inside it".to_owned(), ErrorCode::PassphraseHasNul),
        (String::new(), ErrorCode::PassphraseTooShort),
        ("🪨".repeat(14), ErrorCode::PassphraseTooShort),
    ] {
        let refused = vault
            .change_passphrase(&Passphrase::new(longest.as_str()), &Passphrase::new(typed))
            .await;
        assert_eq!(refused.unwrap_err().code(), code);
    }
    vault.lock().await.unwrap();
    for wrong in [
        "with a \0 nul inside it",
        "",
        &"é".repeat(1_023),
        &"x".repeat(100_000),
    ] {
        assert_eq!(
            refusal(&place, &Passphrase::new(wrong)).await,
            ErrorCode::PassphraseDidNotOpen
        );
    }
    Vault::unlock(&place.folder, &Passphrase::new(longest), &evening())
        .await
        .unwrap();
    assert!(Passphrase::from_bytes(b"\xff\xfe not UTF-8").is_err());
}

// ---- 23, 24, 26: what people write -----------------------------------------------------------------------------

/// Saves, locks, opens: the text must come back as it was, and be found by `word`.
async fn comes_back(place: &Place, draft: &Draft<AnyFields>, word: Option<&str>) {
    let vault = place.unlock().await.unwrap();
    let saved = save(&vault, draft.clone()).await;
    assert!(saved.line.excerpt.chars().count() <= 201);
    vault.lock().await.unwrap();
    let vault = place.unlock().await.unwrap();
    let stored = record::open(&vault, draft.id).await.unwrap();
    assert!(
        AnyFields::read(&stored).unwrap() == draft.fields,
        "not the text that was saved"
    );
    if let Some(word) = word {
        let found = record::search(&vault, word, None, 50).await.unwrap();
        assert!(
            found.iter().any(|one| one.line.id == draft.id),
            "{word} was not found"
        );
    }
    vault.lock().await.unwrap();
}

/// A document of one paragraph with exactly this text.
fn exactly(text: &str) -> Draft<AnyFields> {
    let mut draft = entry("");
    draft.fields = AnyFields::DiaryEntry(DiaryEntry {
        body: Some(json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": text}]}]})),
        ..DiaryEntry::default()
    });
    draft
}

#[tokio::test]
async fn case_23_entries_of_every_size_are_saved_and_come_back() {
    let kept = Kept::new().await;
    comes_back(&kept.place, &entry(""), None).await;
    let mut nothing = entry("");
    nothing.fields = AnyFields::DiaryEntry(DiaryEntry::default());
    comes_back(&kept.place, &nothing, None).await;

    let paragraphs = |bytes: usize| "Rain again, and the river is up.\n\n".repeat(bytes / 34);
    comes_back(
        &kept.place,
        &entry(&format!("{}megaword", paragraphs(1 << 20))),
        Some("megaword"),
    )
    .await;
    comes_back(
        &kept.place,
        &exactly(&format!("{} lineword", "river ".repeat(1 << 18))),
        Some("lineword"),
    )
    .await;
    comes_back(
        &kept.place,
        &exactly(&format!("{} endword", "x".repeat(1 << 20))),
        Some("endword"),
    )
    .await;
    comes_back(
        &kept.place,
        &exactly(&format!("{} twentyword", "river ".repeat(3_495_253))),
        Some("twentyword"),
    )
    .await;

    let vault = kept.place.unlock().await.unwrap();
    let too_large = record::save(&vault, exactly(&"x".repeat(65 << 20)), &evening()).await;
    assert!(matches!(too_large, Err(Error::RecordTooLarge("body"))));
    assert_eq!(
        vault.tally().await.unwrap().records,
        8,
        "and nothing else was lost"
    );
    assert!(health(&vault).await.is_sound());
}

#[tokio::test]
async fn case_24_writing_in_every_direction_and_stack_comes_back() {
    let kept = Kept::new().await;
    let texts = [
        ("שלום עולם, وبعد ذلك", Some("שלום")),
        (
            "\u{202e}override\u{202c} \u{2066}isolate\u{2069} bidiword",
            Some("bidiword"),
        ),
        (
            &format!("Z{} stackword", "\u{301}\u{327}".repeat(400)),
            Some("stackword"),
        ),
        ("👩‍👩‍👧‍👦 🏳️‍🌈 zwjword \u{200b}\u{feff}", Some("zwjword")),
        (
            "nul \0 and bell \u{7} and mark \u{2}planted\u{3} controlword",
            Some("controlword"),
        ),
        ("\u{fffe}\u{ffff}\u{10ffff} edgeword", Some("edgeword")),
        ("ẛ̣ Ω ﷺ 𝕬 foldword", Some("foldword")),
    ];
    for (text, word) in texts {
        comes_back(&kept.place, &exactly(text), word).await;
    }
    let half =
        r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"\ud83e"}]}]}"#;
    assert!(
        matches!(Document::read(half), Err(Error::DocumentNotUnderstood(_))),
        "half a character is refused, not guessed at"
    );
    let vault = kept.place.unlock().await.unwrap();
    let found = record::search(&vault, "planted", None, 5).await.unwrap();
    assert!(found.len() <= 1);
    assert!(health(&vault).await.is_sound());
}

#[tokio::test]
async fn case_26_markup_and_links_are_words_and_nothing_else() {
    let kept = Kept::new().await;
    let hostile = "<script>alert('markword')</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) \
                   <svg onload=alert(1)> ![far](http://example.invalid/far.png) <iframe src=//example.invalid>";
    comes_back(&kept.place, &exactly(hostile), Some("markword")).await;
    let read = rich_text::from_markdown(hostile);
    let json = read.to_json();
    for node in ["\"image\"", "\"link\"", "\"href\"", "\"src\"", "\"html\""] {
        assert!(!json.contains(node), "{node} in {json}");
    }
    comes_back(&kept.place, &entry(hostile), Some("markword")).await;
    let vault = kept.place.unlock().await.unwrap();
    let image =
        json!({"type": "doc", "content": [{"type": "image", "attrs": {"src": "http://example.invalid"}}]});
    let link = json!({"type": "doc", "content": [{"type": "paragraph", "content": [
        {"type": "text", "text": "x", "marks": [{"type": "link", "attrs": {"href": "javascript:alert(1)"}}]}]}]});
    for body in [image, link] {
        let mut draft = entry("");
        draft.fields = AnyFields::DiaryEntry(DiaryEntry {
            body: Some(body),
            ..DiaryEntry::default()
        });
        let refused = record::save(&vault, draft, &evening()).await;
        assert!(matches!(refused, Err(Error::DocumentNotUnderstood(_))));
    }
    assert_eq!(vault.tally().await.unwrap().records, 4);
}

// ---- 25: what people search for --------------------------------------------------------------------------------

#[tokio::test]
async fn case_25_anything_can_be_typed_into_search() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    let long = "quernlight ".repeat(500);
    for query in [
        "",
        " ",
        "\"",
        "\"\"",
        "\"\"\"",
        "*",
        "**",
        ":",
        "NEAR(",
        "NEAR(a b, 2)",
        "AND",
        "OR",
        "NOT",
        "a AND",
        "(",
        ")",
        "{",
        "}",
        "^",
        "^quern",
        "-",
        "- quern",
        "+",
        ",",
        ".",
        "…",
        "!?",
        "title:x",
        "words : x",
        "record_fts",
        "'; DROP TABLE record; --",
        "%",
        "_",
        "\\",
        "\0",
        "\u{2}",
        "\u{3}",
        "a\0b",
        "\u{202e}",
        "🪨",
        "\u{301}",
        "\"unfinished",
        "unfinished\"",
        "rank:1",
        "bm25(5)",
        &long,
        &"\"".repeat(1_001),
        &"x".repeat(100_000),
    ] {
        let found = record::search(&vault, query, None, 50).await;
        assert!(found.is_ok(), "{query:?}: {:?}", found.err());
    }
    for query in [
        "quernlight",
        "QUERNLIGHT",
        "quern",
        "\"quernlight on\"",
        "wall quernlight",
        "*quern",
        "quernlight*",
        "quernlight\"",
    ] {
        assert_eq!(
            record::search(&vault, query, None, 50).await.unwrap().len(),
            1,
            "{query}"
        );
    }
    for query in ["\"", "*", ":", "!?…", "()"] {
        assert!(
            record::search(&vault, query, None, 50).await.unwrap().is_empty(),
            "{query}"
        );
    }
    vault.lock().await.unwrap();
    kept.whole().await;
}

// ---- 28: links and modes ---------------------------------------------------------------------------------------

#[cfg(unix)]
#[tokio::test]
async fn case_28_wide_modes_are_narrowed() {
    let kept = Kept::new().await;
    for name in ["", "CURRENT", "lock", "gen-000001"] {
        let path = kept.root().join(name);
        on_disk::set_mode(&path, if path.is_dir() { 0o755 } else { 0o644 });
    }
    for name in ["vault.db", "passphrase.age", "recovery.age", "slots.sha256"] {
        on_disk::set_mode(&kept.file(name), 0o644);
    }
    let vault = kept.place.unlock().await.unwrap();
    backup::make(&vault, &evening()).await.unwrap();
    for (path, folder, mode) in on_disk::modes(kept.root()) {
        assert_eq!(mode, if folder { 0o700 } else { 0o600 }, "{}", path.display());
    }
    vault.lock().await.unwrap();
    kept.whole().await;
}

#[cfg(unix)]
#[tokio::test]
async fn case_28_links_in_the_vaults_place_are_refused_and_their_targets_untouched() {
    let kept = Kept::new().await;
    for name in [
        "",
        "CURRENT",
        "lock",
        "gen-000001",
        "gen-000001/vault.db",
        "gen-000001/passphrase.age",
        "gen-000001/recovery.age",
        "gen-000001/slots.sha256",
    ] {
        let place = if name.is_empty() {
            kept.root().to_owned()
        } else {
            kept.root().join(name)
        };
        let away = kept.place.root.path().join("elsewhere");
        on_disk::remove(&away);
        fs::rename(&place, &away).unwrap();
        on_disk::link(&away, &place);
        let target = Snapshot::of(&away);
        match kept.place.unlock().await {
            Err(Error::VaultFolderUnsafe(named)) => {
                let last = Path::new(name)
                    .file_name()
                    .map_or("vault", |last| last.to_str().unwrap());
                assert_eq!(named, last, "the refusal names what is wrong");
            }
            Err(other) => panic!("{name}: {other:?}"),
            Ok(_) => panic!("{name}: a link was followed"),
        }
        assert!(
            Snapshot::of(&away) == target,
            "{name}: what the link points at was touched"
        );
        on_disk::remove(kept.root());
        kept.whole_again().await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn case_28_a_log_that_is_a_link_is_refused() {
    let kept = Kept::new().await;
    let away = kept.place.root.path().join("elsewhere");
    fs::write(&away, "not ours").unwrap();
    on_disk::link(&away, &kept.file("vault.db-wal"));
    assert_eq!(
        refusal(&kept.place, &passphrase()).await,
        ErrorCode::VaultFolderUnsafe
    );
    assert_eq!(fs::read(&away).unwrap(), b"not ours");
    kept.whole_again().await;
}

#[cfg(unix)]
#[tokio::test]
async fn case_28_a_link_where_a_new_file_will_be_made_is_not_written_through() {
    let kept = Kept::new().await;
    let away = kept.place.root.path().join("elsewhere");
    fs::write(&away, "not ours").unwrap();
    for name in ["passphrase.age.new", "recovery.age.new", "slots.sha256.new"] {
        on_disk::link(&away, &kept.file(name));
    }
    on_disk::link(&away, &kept.root().join("CURRENT.new"));
    let folder_away = kept.place.root.path().join("folder elsewhere");
    fs::create_dir(&folder_away).unwrap();
    fs::write(folder_away.join("theirs"), "theirs").unwrap();
    on_disk::link(&folder_away, &kept.file("trial"));

    let vault = kept.place.unlock().await.unwrap();
    let new = Passphrase::new("a newer passphrase of mine");
    vault.change_passphrase(&passphrase(), &new).await.unwrap();
    vault.make_new_recovery_key().await.unwrap();
    let made = backup::make(&vault, &evening()).await.unwrap();
    vault.lock().await.unwrap();
    let vault = backup::restore(&kept.place.folder, &made.id, &new, &evening())
        .await
        .unwrap();
    assert_eq!(vault.tally().await.unwrap().records, 2);
    assert_eq!(fs::read(&away).unwrap(), b"not ours");
    assert_eq!(fs::read(folder_away.join("theirs")).unwrap(), b"theirs");
}

#[cfg(unix)]
#[tokio::test]
async fn case_28_backups_behind_a_link_are_refused() {
    let kept = Kept::new().await;
    let vault = kept.place.unlock().await.unwrap();
    let made = backup::make(&vault, &evening()).await.unwrap();
    let backups = kept.root().join("backups");
    let away = kept.place.root.path().join("elsewhere");
    fs::rename(backups.join(&made.id), &away).unwrap();
    on_disk::link(&away, &backups.join(&made.id));
    vault.lock().await.unwrap();
    let target = Snapshot::of(&away);
    let refused = backup::restore(&kept.place.folder, &made.id, &passphrase(), &evening()).await;
    assert!(
        matches!(refused, Err(Error::VaultFolderUnsafe(_))),
        "{:?}",
        refused.err()
    );
    assert!(Snapshot::of(&away) == target);
    fs::remove_file(backups.join(&made.id)).unwrap();
    fs::remove_dir(&backups).unwrap();
    on_disk::link(&away, &backups);
    let vault = kept.place.unlock().await.unwrap();
    let refused = backup::make(&vault, &evening()).await;
    assert!(
        matches!(refused, Err(Error::VaultFolderUnsafe(_))),
        "{:?}",
        refused.err()
    );
    vault.lock().await.unwrap();
    assert!(Snapshot::of(&away) == target);
    kept.whole_again().await;
}

// ---- 29: paths -------------------------------------------------------------------------------------------------

#[tokio::test]
async fn case_29_paths_of_every_kind_hold_a_vault() {
    support::quick_scrypt();
    let root = tempfile::tempdir().unwrap();
    for name in [
        "with spaces in it",
        "🪨 stones",
        "100% & 'quoted' #1",
        "file:vault.db?mode=memory",
        "a\u{301}e\u{301} decomposed",
        "שלום",
        &"n".repeat(255),
        &format!("deep/{}/er/{}", "d".repeat(200), "e".repeat(200)),
    ] {
        let path = root.path().join(name).join("vault");
        let folder = VaultFolder::at(&path).unwrap();
        let (vault, _) = Vault::create(&folder, &passphrase(), &evening()).await.unwrap();
        save(&vault, entry("kept")).await;
        let made = backup::make(&vault, &evening()).await.unwrap();
        vault.lock().await.unwrap();
        assert!(
            path.join("gen-000001/vault.db").is_file(),
            "{name}: not somewhere else"
        );
        let vault = backup::restore(&folder, &made.id, &passphrase(), &evening())
            .await
            .unwrap();
        assert_eq!(vault.tally().await.unwrap().records, 1, "{name}");
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn case_29_a_path_that_is_not_unicode_or_too_long_is_refused_and_nothing_is_made() {
    use std::os::unix::ffi::OsStrExt;
    support::quick_scrypt();
    let root = tempfile::tempdir().unwrap();
    let strange = root
        .path()
        .join(std::ffi::OsStr::from_bytes(b"caf\xe9"))
        .join("vault");
    assert!(matches!(
        VaultFolder::at(&strange),
        Err(Error::VaultFolderUnsafe(_))
    ));
    let long = VaultFolder::at(root.path().join("n".repeat(256)).join("vault")).unwrap();
    let refused = Vault::create(&long, &passphrase(), &evening()).await;
    assert!(
        matches!(refused, Err(Error::CannotWrite { .. })),
        "{:?}",
        refused.err()
    );
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}
