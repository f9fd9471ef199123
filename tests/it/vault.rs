//! The vault: made, opened, locked; its passphrase and recovery key changed; what it says when it does not open.

use cairn::vault::{HealthStep, Passphrase, RecoveryKey, Vault};
use cairn::{Error, ErrorCode, record};

use crate::on_disk::{self, Snapshot};
use crate::support::{self, Place, entry, evening, passphrase, save};

fn other() -> Passphrase {
    Passphrase::new("another long passphrase of mine")
}

pub(crate) async fn refusal(place: &Place, passphrase: &Passphrase) -> ErrorCode {
    match Vault::unlock(&place.folder, passphrase, &evening()).await {
        Ok(_) => panic!("it opened"),
        Err(error) => error.code(),
    }
}

#[tokio::test]
async fn a_vault_is_made_once_and_opens_with_its_passphrase_alone() {
    let place = Place::new();
    assert_eq!(refusal(&place, &passphrase()).await, ErrorCode::NoVaultHere);
    let (vault, recovery) = place.create().await;
    assert_eq!(vault.short_id().len(), 8);
    assert!(!vault.recovery_key_noted().await.unwrap());
    assert!(!vault.is_read_only());
    vault.lock().await.unwrap();
    assert!(matches!(
        Vault::create(&place.folder, &passphrase(), &evening()).await,
        Err(Error::VaultAlreadyThere)
    ));
    assert_eq!(refusal(&place, &other()).await, ErrorCode::PassphraseDidNotOpen);
    assert_eq!(
        refusal(&place, &Passphrase::new("")).await,
        ErrorCode::PassphraseDidNotOpen
    );
    assert_eq!(
        refusal(&place, &Passphrase::new(recovery.expose().as_str())).await,
        ErrorCode::PassphraseDidNotOpen
    );
    let vault = place.unlock().await.unwrap();
    vault.note_recovery_key().await.unwrap();
    vault.set_idle_minutes(0).await.unwrap();
    assert!(vault.set_idle_minutes(61).await.is_err());
    vault.lock().await.unwrap();
    let vault = place.unlock().await.unwrap();
    assert!(vault.recovery_key_noted().await.unwrap());
    assert_eq!(vault.idle_minutes().await.unwrap(), 0);
}

#[tokio::test]
async fn a_short_passphrase_makes_nothing_at_all() {
    let place = Place::new();
    let made = Vault::create(&place.folder, &Passphrase::new("too short"), &evening()).await;
    assert!(matches!(made, Err(Error::PassphraseTooShort)));
    assert!(!place.folder.path().exists(), "not even the folder");
}

#[tokio::test]
async fn changing_the_passphrase_leaves_the_records_and_the_recovery_key() {
    let place = Place::new();
    let (vault, recovery) = place.create().await;
    let id = entry("kept").id;
    let mut draft = entry("kept");
    draft.id = id;
    save(&vault, draft).await;
    assert!(matches!(
        vault.change_passphrase(&other(), &other()).await,
        Err(Error::PassphraseDidNotOpen)
    ));
    assert!(matches!(
        vault
            .change_passphrase(&passphrase(), &Passphrase::new("short"))
            .await,
        Err(Error::PassphraseTooShort)
    ));
    vault.change_passphrase(&passphrase(), &other()).await.unwrap();
    vault.lock().await.unwrap();

    assert_eq!(
        refusal(&place, &passphrase()).await,
        ErrorCode::PassphraseDidNotOpen
    );
    let vault = Vault::unlock(&place.folder, &other(), &evening()).await.unwrap();
    record::open(&vault, id).await.unwrap();
    vault.lock().await.unwrap();
    let third = Passphrase::new("a third passphrase altogether");
    let (vault, _) = Vault::unlock_with_recovery(&place.folder, &recovery, &third, &evening())
        .await
        .unwrap();
    record::open(&vault, id).await.unwrap();
}

#[tokio::test]
async fn recovery_gives_a_new_passphrase_and_key_and_the_old_ones_open_nothing() {
    let place = Place::new();
    let (vault, recovery) = place.create().await;
    vault.note_recovery_key().await.unwrap();
    save(&vault, entry("still here")).await;
    vault.lock().await.unwrap();

    let typed: Vec<String> = recovery
        .expose_groups()
        .iter()
        .map(|g| g.to_lowercase())
        .collect();
    let typed = RecoveryKey::read(&typed.join(" ")).unwrap();
    let too_short = Passphrase::new("short");
    assert!(matches!(
        Vault::unlock_with_recovery(&place.folder, &typed, &too_short, &evening()).await,
        Err(Error::PassphraseTooShort)
    ));
    let (vault, new_key) = Vault::unlock_with_recovery(&place.folder, &typed, &other(), &evening())
        .await
        .unwrap();
    assert!(
        !vault.recovery_key_noted().await.unwrap(),
        "the new key has not been written down yet"
    );
    assert_eq!(vault.tally().await.unwrap().records, 1);
    vault.lock().await.unwrap();

    assert_eq!(
        refusal(&place, &passphrase()).await,
        ErrorCode::PassphraseDidNotOpen
    );
    assert!(matches!(
        Vault::unlock_with_recovery(&place.folder, &recovery, &passphrase(), &evening()).await,
        Err(Error::RecoveryKeyDidNotOpen)
    ));
    Vault::unlock(&place.folder, &other(), &evening())
        .await
        .unwrap()
        .lock()
        .await
        .unwrap();
    Vault::unlock_with_recovery(&place.folder, &new_key, &other(), &evening())
        .await
        .unwrap();
}

#[tokio::test]
async fn a_new_recovery_key_replaces_the_one_before() {
    let place = Place::new();
    let (vault, old) = place.create().await;
    vault.note_recovery_key().await.unwrap();
    let new = vault.make_new_recovery_key().await.unwrap();
    assert!(!vault.recovery_key_noted().await.unwrap());
    vault.lock().await.unwrap();
    assert!(matches!(
        Vault::unlock_with_recovery(&place.folder, &old, &other(), &evening()).await,
        Err(Error::RecoveryKeyDidNotOpen)
    ));
    Vault::unlock_with_recovery(&place.folder, &new, &other(), &evening())
        .await
        .unwrap();
}

/// Ten times each, because the four must be told apart every time and not only on a lucky salt.
#[tokio::test]
async fn the_four_outcomes_are_told_apart_every_time() {
    for _ in 0..10 {
        let place = Place::new();
        let (vault, _) = place.create().await;
        save(&vault, entry("all of it")).await;
        vault.lock().await.unwrap();
        let before = Snapshot::of(place.folder.path());
        let slot = place.generation().join("passphrase.age");
        let database = place.generation().join("vault.db");

        assert_eq!(refusal(&place, &other()).await, ErrorCode::PassphraseDidNotOpen);

        let whole = std::fs::read(&slot).unwrap();
        let last = whole.len() - 1;
        let mut flipped = whole.clone();
        flipped[last] ^= 1;
        std::fs::write(&slot, flipped).unwrap();
        assert_eq!(refusal(&place, &passphrase()).await, ErrorCode::SlotDamaged);
        assert_eq!(
            refusal(&place, &other()).await,
            ErrorCode::SlotDamaged,
            "a wrong passphrase does not hide a damaged slot"
        );
        before.put_back(place.folder.path());

        let mut bytes = std::fs::read(&database).unwrap();
        bytes[100] ^= 1;
        std::fs::write(&database, bytes).unwrap();
        assert_eq!(refusal(&place, &passphrase()).await, ErrorCode::DatabaseDamaged);
        before.put_back(place.folder.path());

        let mut payload = on_disk::payload(&slot, support::PASSPHRASE);
        payload[9] = 2;
        std::fs::write(
            &slot,
            on_disk::lock_with_passphrase(&payload, support::PASSPHRASE, 2),
        )
        .unwrap();
        assert_eq!(refusal(&place, &passphrase()).await, ErrorCode::MadeByNewerCairn);
        before.put_back(place.folder.path());

        let vault = place.unlock().await.unwrap();
        assert_eq!(vault.tally().await.unwrap().records, 1);
    }
}

#[tokio::test]
async fn a_second_opener_is_told_that_the_vault_is_in_use() {
    let place = Place::new();
    let (vault, recovery) = place.create().await;
    assert_eq!(refusal(&place, &passphrase()).await, ErrorCode::VaultInUse);
    assert!(matches!(
        Vault::unlock_with_recovery(&place.folder, &recovery, &other(), &evening()).await,
        Err(Error::VaultInUse)
    ));
    let backup = cairn::backup::make(&vault, &evening()).await.unwrap();
    assert!(matches!(
        cairn::backup::restore(&place.folder, &backup.id, &passphrase(), &evening()).await,
        Err(Error::VaultInUse)
    ));
    save(&vault, entry("the first goes on writing")).await;
    vault.lock().await.unwrap();
    assert_eq!(place.unlock().await.unwrap().tally().await.unwrap().records, 1);
}

#[cfg(unix)]
#[tokio::test]
async fn folders_are_0700_and_files_0600_open_and_locked() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    save(&vault, entry("written")).await;
    cairn::backup::make(&vault, &evening()).await.unwrap();
    let check = |when: &str| {
        let modes = on_disk::modes(place.folder.path());
        assert!(modes.len() > 10, "{when}: the scan saw the vault");
        for (path, folder, mode) in modes {
            let wanted = if folder { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "{when}: {}", path.display());
        }
    };
    check("open");
    vault.lock().await.unwrap();
    check("locked");
    place.unlock().await.unwrap();
    check("opened again");
}

#[tokio::test]
async fn what_was_saved_is_read_back_word_for_word() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let draft = entry("# Tuesday\n\n- **one**\n- two\n\n> quiet");
    save(&vault, draft.clone()).await;
    vault.lock().await.unwrap();
    let vault = place.unlock().await.unwrap();
    let stored = record::open(&vault, draft.id).await.unwrap();
    assert_eq!(
        cairn::kinds::AnyFields::read(&stored).unwrap(),
        draft.fields,
        "the document is the one that was saved"
    );
    assert_eq!(stored.common, draft.common);
}

#[tokio::test]
async fn a_health_check_tells_each_step_before_it_begins() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    save(&vault, entry("sound")).await;
    let mut heard = Vec::new();
    let health = vault
        .check_health(&evening(), &mut |step, place| heard.push((step, place)))
        .await
        .unwrap();
    assert!(health.is_sound());
    let wanted: Vec<(HealthStep, usize)> = HealthStep::ALL.into_iter().zip(0..).collect();
    assert_eq!(heard, wanted);
}

#[tokio::test]
async fn a_vault_with_a_newer_schema_opens_for_reading_and_nothing_writes_to_it() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let draft = entry("from the future, quernlight");
    save(&vault, draft.clone()).await;
    vault.lock().await.unwrap();
    let mut db = on_disk::open_database(&place.generation()).await;
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (9999, 'later', TRUE, x'00', 0)",
    )
    .execute(&mut db)
    .await
    .unwrap();
    sqlx::Connection::close(db).await.unwrap();

    let vault = place.unlock().await.unwrap();
    assert!(vault.is_read_only());
    assert_eq!(record::open(&vault, draft.id).await.unwrap().revision, 1);
    assert_eq!(
        record::search(&vault, "quernlight", None, 5).await.unwrap().len(),
        1
    );
    let now = evening();
    let mut again = draft.clone();
    again.revision = 1;
    assert!(matches!(
        record::save(&vault, again, &now).await,
        Err(Error::ReadOnly)
    ));
    assert!(matches!(
        record::put_away(&vault, draft.id, &now).await,
        Err(Error::ReadOnly)
    ));
    assert!(matches!(
        record::bring_back(&vault, draft.id).await,
        Err(Error::ReadOnly)
    ));
    assert!(matches!(
        record::delete_for_good(&vault, draft.id).await,
        Err(Error::ReadOnly)
    ));
    assert!(matches!(
        vault.make_new_recovery_key().await,
        Err(Error::ReadOnly)
    ));
    assert!(matches!(vault.set_idle_minutes(5).await, Err(Error::ReadOnly)));
    let health = vault.check_health(&now, &mut |_, _| {}).await.unwrap();
    assert!(health.is_sound(), "{health:?}");
    cairn::backup::lock(vault, &now).await.unwrap();
    place.unlock().await.unwrap();
}

#[tokio::test]
async fn a_migration_whose_number_means_something_else_is_refused() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    vault.lock().await.unwrap();
    let before = Snapshot::of(place.folder.path());
    let mut db = on_disk::open_database(&place.generation()).await;
    sqlx::query("DELETE FROM _sqlx_migrations")
        .execute(&mut db)
        .await
        .unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (0, 'another program', TRUE, x'00', 0)",
    )
    .execute(&mut db)
    .await
    .unwrap();
    sqlx::Connection::close(db).await.unwrap();
    assert_eq!(refusal(&place, &passphrase()).await, ErrorCode::DatabaseDamaged);
    before.put_back(place.folder.path());
    place.unlock().await.unwrap();
}
