//! Dying at every named step, and dying at any moment while saving. What was acknowledged is there afterwards.
//!
//! The one who dies is this test binary itself, started again with `CAIRN_CRASH_CHILD` naming what to do.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use cairn::kinds::AnyFields;
use cairn::record::{self, Draft, RecordId};
use cairn::vault::{Passphrase, RecoveryKey, Vault, VaultFolder};
use cairn::{Error, ErrorCode, backup};
use chrono::TimeDelta;

use crate::on_disk::Snapshot;
use crate::support::{Place, entry, evening, passphrase, save};

const TASK: &str = "CAIRN_CRASH_CHILD";
const FOLDER: &str = "CAIRN_CRASH_FOLDER";
/// A recovery key, or the id of a record or backup.
const WITH: &str = "CAIRN_CRASH_WITH";

fn new_passphrase() -> Passphrase {
    Passphrase::new("the passphrase that comes after")
}

/// Not a test of its own: what the child does until it dies.
#[tokio::test]
async fn child() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let folder = VaultFolder::at(std::env::var(FOLDER).unwrap()).unwrap();
    let with = std::env::var(WITH).unwrap_or_default();
    let unlock = || async { Vault::unlock(&folder, &passphrase(), &evening()).await.unwrap() };
    match task.as_str() {
        "create" => drop(Vault::create(&folder, &passphrase(), &evening()).await.unwrap()),
        "change_passphrase" => {
            let vault = unlock().await;
            vault
                .change_passphrase(&passphrase(), &new_passphrase())
                .await
                .unwrap();
        }
        "unlock_with_recovery" => {
            let key = RecoveryKey::read(&with).unwrap();
            drop(
                Vault::unlock_with_recovery(&folder, &key, &new_passphrase(), &evening())
                    .await
                    .unwrap(),
            );
        }
        "backup" => drop(backup::make(&unlock().await, &evening()).await.unwrap()),
        "restore" => drop(
            backup::restore(&folder, &with, &passphrase(), &evening())
                .await
                .unwrap(),
        ),
        "delete_for_good" => record::delete_for_good(&unlock().await, with.parse().unwrap())
            .await
            .unwrap(),
        "save" => drop(save(&unlock().await, numbered(with.parse().unwrap(), 0)).await),
        "save_until_killed" => save_until_killed(&unlock().await).await,
        other => panic!("no such task: {other}"),
    }
    println!("went through");
}

fn start(task: &str, place: &Place, with: &str, stop_at: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "crashes::child", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .env(FOLDER, place.folder.path())
        .env(WITH, with)
        .env("CAIRN_STOP_AT", stop_at)
        .stdin(Stdio::null());
    command
}

/// Runs a task that must die at a step.
fn die_at(task: &str, place: &Place, with: &str, stop_at: &str) {
    let output = start(task, place, with, stop_at).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        !output.status.success() && !text.contains("went through") && !text.contains("panicked"),
        "{task} was to die at {stop_at}: {text}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

async fn opens(place: &Place, passphrase: &Passphrase) -> bool {
    match Vault::unlock(&place.folder, passphrase, &evening()).await {
        Ok(vault) => {
            whole(&vault).await;
            vault.lock().await.unwrap();
            true
        }
        Err(error) => {
            assert_eq!(
                error.code(),
                ErrorCode::PassphraseDidNotOpen,
                "and nothing else is wrong"
            );
            false
        }
    }
}

/// Whether a recovery key opens what is on the disk; the disk is as before afterwards.
async fn recovers(place: &Place, key: &RecoveryKey) -> bool {
    let before = Snapshot::of(place.folder.path());
    let third = Passphrase::new("a third passphrase altogether");
    let opened = match Vault::unlock_with_recovery(&place.folder, key, &third, &evening()).await {
        Ok((vault, _)) => {
            whole(&vault).await;
            true
        }
        Err(error) => {
            assert_eq!(
                error.code(),
                ErrorCode::RecoveryKeyDidNotOpen,
                "and nothing else is wrong"
            );
            false
        }
    };
    before.put_back(place.folder.path());
    opened
}

/// One record, found by its word, in a sound vault.
async fn whole(vault: &Vault) {
    assert_eq!(
        record::search(vault, "quernlight", None, 5).await.unwrap().len(),
        1
    );
    assert!(
        vault
            .check_health(&evening(), &mut |_, _| {})
            .await
            .unwrap()
            .is_sound()
    );
}

async fn with_one_record() -> (Place, RecoveryKey, RecordId) {
    let place = Place::new();
    let (vault, recovery) = place.create().await;
    let draft = entry("quernlight on the wall");
    save(&vault, draft.clone()).await;
    vault.lock().await.unwrap();
    (place, recovery, draft.id)
}

#[tokio::test]
async fn at_each_step_of_changing_the_passphrase_exactly_one_opens_and_recovery_always() {
    let (place, recovery, _) = with_one_record().await;
    let before = Snapshot::of(place.folder.path());
    for (step, is_changed) in [
        ("slot-locked", false),
        ("slot-written", false),
        ("slot-proven", false),
        ("slot-summed", false),
        ("slot-renamed", true),
        ("slot-done", true),
    ] {
        before.put_back(place.folder.path());
        die_at("change_passphrase", &place, "", step);
        let (old, new) = (
            opens(&place, &passphrase()).await,
            opens(&place, &new_passphrase()).await,
        );
        assert_eq!((old, new), (!is_changed, is_changed), "at {step}");
        assert!(recovers(&place, &recovery).await, "recovery at {step}");
        // What a crash left behind does not stand in the way of changing it after all.
        let present = if is_changed {
            new_passphrase()
        } else {
            passphrase()
        };
        let vault = Vault::unlock(&place.folder, &present, &evening()).await.unwrap();
        let after = Passphrase::new("the passphrase after the crash");
        vault.change_passphrase(&present, &after).await.unwrap();
        vault.lock().await.unwrap();
        assert!(
            opens(&place, &after).await && !opens(&place, &present).await,
            "after {step}"
        );
    }
}

#[tokio::test]
async fn at_each_step_of_recovery_the_key_on_paper_or_the_new_passphrase_opens() {
    let (place, recovery, _) = with_one_record().await;
    let before = Snapshot::of(place.folder.path());
    // The same names twice: first the passphrase's slot is written, then the recovery key's.
    for step in [
        "slot-locked",
        "slot-written",
        "slot-proven",
        "slot-summed",
        "slot-renamed",
        "slot-done",
        "recovery-unnoted",
    ] {
        before.put_back(place.folder.path());
        die_at("unlock_with_recovery", &place, &recovery.expose(), step);
        let paper = recovers(&place, &recovery).await;
        let old = opens(&place, &passphrase()).await;
        let new = opens(&place, &new_passphrase()).await;
        assert!(paper || new, "at {step} neither opens");
        assert!(
            old != new,
            "at {step} exactly the old or the new passphrase opens"
        );
    }
}

#[tokio::test]
async fn a_vault_that_was_being_made_is_not_there_or_opens() {
    for step in [
        "slot-locked",
        "slot-written",
        "slot-proven",
        "slot-summed",
        "slot-renamed",
        "slot-done",
        "vault-made",
    ] {
        let place = Place::new();
        die_at("create", &place, "", step);
        match Vault::unlock(&place.folder, &passphrase(), &evening()).await {
            Ok(vault) => {
                assert!(
                    !vault.recovery_key_noted().await.unwrap(),
                    "setup goes on from there"
                );
                vault.lock().await.unwrap();
            }
            Err(Error::NoVaultHere) => {
                let (vault, _) = place.create().await;
                vault.lock().await.unwrap();
                place.unlock().await.unwrap();
            }
            Err(other) => panic!("at {step}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_backup_that_was_being_made_is_whole_or_not_there() {
    let (place, _, _) = with_one_record().await;
    for step in ["copy-vacuumed", "copy-proven"] {
        die_at("backup", &place, "", step);
        assert!(
            backup::list(&place.folder).unwrap().is_empty(),
            "at {step}: half a copy is no backup"
        );
        assert!(opens(&place, &passphrase()).await, "at {step}");
        let vault = place.unlock().await.unwrap();
        backup::make(&vault, &evening()).await.unwrap();
        vault.lock().await.unwrap();
        assert_eq!(backup::list(&place.folder).unwrap().len(), 1);
        let left: Vec<_> = std::fs::read_dir(place.folder.path().join("backups"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        assert_eq!(left.len(), 1, "the half copy was cleared away: {left:?}");
        std::fs::remove_dir_all(place.folder.path().join("backups")).unwrap();
    }
}

#[tokio::test]
async fn bringing_a_copy_back_happens_wholly_or_not_at_all() {
    let (place, recovery, id) = with_one_record().await;
    let vault = place.unlock().await.unwrap();
    let made = backup::make(&vault, &evening()).await.unwrap();
    save(&vault, entry("written after the copy")).await;
    vault.lock().await.unwrap();
    let before = Snapshot::of(place.folder.path());
    for (step, records) in [("restore-ready", 2), ("restore-current", 1)] {
        before.put_back(place.folder.path());
        die_at("restore", &place, &made.id, step);
        let vault = place.unlock().await.unwrap();
        assert_eq!(vault.tally().await.unwrap().records, records, "at {step}");
        record::open(&vault, id).await.unwrap();
        whole(&vault).await;
        vault.lock().await.unwrap();
        assert!(recovers(&place, &recovery).await, "at {step}");
        // And it can be done again, to the end.
        let vault = backup::restore(&place.folder, &made.id, &passphrase(), &evening())
            .await
            .unwrap();
        assert_eq!(vault.tally().await.unwrap().records, 1);
        vault.lock().await.unwrap();
    }
}

#[tokio::test]
async fn a_save_that_did_not_end_changed_nothing_and_one_that_did_is_there() {
    let (place, _, _) = with_one_record().await;
    for (step, there) in [
        ("save-row-written", false),
        ("save-before-commit", false),
        ("save-committed", true),
    ] {
        let id = RecordId::make(evening().utc);
        die_at("save", &place, &id.to_string(), step);
        let vault = place.unlock().await.unwrap();
        assert_eq!(record::open(&vault, id).await.is_ok(), there, "at {step}");
        whole(&vault).await;
        vault.lock().await.unwrap();
    }
}

#[tokio::test]
async fn deleting_for_good_happens_wholly_or_not_at_all() {
    let (place, _, _) = with_one_record().await;
    let vault = place.unlock().await.unwrap();
    let draft = entry("brindlewick, to be let go of");
    save(&vault, draft.clone()).await;
    record::put_away(&vault, draft.id, &evening()).await.unwrap();
    vault.lock().await.unwrap();
    die_at(
        "delete_for_good",
        &place,
        &draft.id.to_string(),
        "delete-before-commit",
    );
    let vault = place.unlock().await.unwrap();
    record::open(&vault, draft.id).await.unwrap();
    record::bring_back(&vault, draft.id).await.unwrap();
    assert_eq!(
        record::search(&vault, "brindlewick", None, 5)
            .await
            .unwrap()
            .len(),
        1
    );
    whole(&vault).await;
}

// ---- kill -9 at any moment -------------------------------------------------------------------------------------

const ROUNDS: usize = 200;

/// The text of a record at a revision: whoever knows both knows the text.
fn numbered(id: RecordId, revision: u32) -> Draft<AnyFields> {
    let mut draft = entry(&format!(
        "revision {} of {id}, and some more words to fill a page",
        revision + 1
    ));
    draft.id = id;
    draft.revision = revision;
    draft
}

/// Saves new records and next revisions, and says each on its own line once it was acknowledged.
async fn save_until_killed(vault: &Vault) {
    for n in 0_i64.. {
        let now = evening();
        let id = RecordId::make(now.utc + TimeDelta::milliseconds(n));
        for revision in 0..u32::try_from(n % 3 + 1).unwrap() {
            let saved = record::save(vault, numbered(id, revision), &now).await.unwrap();
            println!("saved {id} {}", saved.revision);
        }
    }
}

/// Numbers from a fixed seed (xorshift), so that a failing run can be run again.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// What the child said was saved, the highest revision of each record. It is killed `wait` after the first, in the
/// middle of whatever it is doing; what stands in the pipe by then was said before.
fn acknowledged(mut child: Child, wait: Duration) -> BTreeMap<RecordId, u32> {
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let (first, begun) = mpsc::channel();
    let reader = thread::spawn(move || {
        let mut seen = BTreeMap::new();
        let mut line = String::new();
        while lines.read_line(&mut line).unwrap() > 0 {
            // A line without its end was cut by the kill.
            if let Some(said) = line
                .strip_suffix('\n')
                .and_then(|line| line.strip_prefix("saved "))
            {
                let (id, revision) = said.split_once(' ').unwrap();
                seen.insert(id.parse().unwrap(), revision.parse().unwrap());
                let _ = first.send(());
            }
            line.clear();
        }
        seen
    });
    begun.recv().expect("it saved something before it ended");
    thread::sleep(wait);
    child.kill().unwrap();
    assert!(
        !child.wait().unwrap().success(),
        "it was killed and did not end by itself"
    );
    reader.join().unwrap()
}

async fn as_acknowledged(vault: &Vault, id: RecordId, at_least: u32) {
    let stored = record::open(vault, id).await.unwrap();
    assert!(
        stored.revision >= at_least,
        "{id} is at {}, not {at_least}",
        stored.revision
    );
    assert_eq!(
        AnyFields::read(&stored).unwrap(),
        numbered(id, stored.revision - 1).fields,
        "{id} holds the text of its revision"
    );
}

#[tokio::test]
async fn two_hundred_kills_while_saving_lose_nothing_that_was_acknowledged() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    vault.lock().await.unwrap();
    let mut numbers = Numbers(0x5eed_ca12);
    let mut all = BTreeMap::new();
    for round in 0..ROUNDS {
        let child = start("save_until_killed", &place, "", "")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let seen = acknowledged(child, Duration::from_micros(numbers.next(12_000)));
        assert!(!seen.is_empty(), "round {round}: it saved before it was killed");
        let vault = place.unlock().await.unwrap();
        for (id, revision) in &seen {
            as_acknowledged(&vault, *id, *revision).await;
        }
        all.extend(seen);
        if round % 25 == 24 {
            let health = vault.check_health(&evening(), &mut |_, _| {}).await.unwrap();
            assert!(health.is_sound(), "round {round}: {health:?}");
        }
        vault.lock().await.unwrap();
    }
    let vault = place.unlock().await.unwrap();
    for (id, revision) in &all {
        as_acknowledged(&vault, *id, *revision).await;
    }
    assert!(all.len() > ROUNDS, "{} records in {ROUNDS} rounds", all.len());
    let tally = vault.tally().await.unwrap();
    assert!(tally.records as usize >= all.len());
    assert!(
        vault
            .check_health(&evening(), &mut |_, _| {})
            .await
            .unwrap()
            .is_sound()
    );
}
