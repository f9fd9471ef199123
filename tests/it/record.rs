//! Records: saving, finding, putting away, in a real vault.

use cairn::Error;
use cairn::record::{self, Feel};
use cairn::views::{self, Filter};

use crate::support::{self, Place, entry, evening, save, sessions};

#[tokio::test]
async fn an_entry_is_there_after_locking_and_found_by_a_word() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut draft = entry("My aunt's kitchen and the quernlight on the wall");
    draft.common.sessions = sessions(&["S03", "S02"]);
    let id = draft.id;
    save(&vault, draft).await;
    vault.lock().await.unwrap();

    let vault = place.unlock().await.unwrap();
    let found = record::search(&vault, "quernlight", None, 10).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line.id, id);
    assert_eq!(found[0].line.sessions, sessions(&["S03", "S02"]));
    assert!(
        found[0]
            .snippet
            .iter()
            .any(|piece| piece.hit && piece.text == "quernlight")
    );
    let covered = views::sessions_with_something(&vault).await.unwrap();
    assert_eq!(covered, sessions(&["S02", "S03"]));
    let tally = vault.tally().await.unwrap();
    assert_eq!(tally.records, 1);
}

#[tokio::test]
async fn saving_again_moves_the_revision_and_an_old_one_is_refused() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut draft = entry("first words");
    assert_eq!(save(&vault, draft.clone()).await.revision, 1);
    draft.revision = 1;
    assert_eq!(save(&vault, draft.clone()).await.revision, 2);
    assert!(matches!(
        record::save(&vault, draft.clone(), &evening()).await,
        Err(Error::RecordChanged)
    ));
    draft.id = support::entry("").id;
    assert!(matches!(
        record::save(&vault, draft, &evening()).await,
        Err(Error::RecordNotFound)
    ));
}

#[tokio::test]
async fn what_is_put_away_is_out_of_sight_and_comes_back() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut draft = entry("ferngall by the gate");
    draft.common.feel = Feel::Tender;
    draft.common.sessions = sessions(&["S03"]);
    let id = draft.id;
    save(&vault, draft).await;
    assert!(matches!(
        record::delete_for_good(&vault, id).await,
        Err(Error::NotPutAway)
    ));
    record::put_away(&vault, id, &evening()).await.unwrap();
    record::put_away(&vault, id, &evening()).await.unwrap();
    assert!(
        record::search(&vault, "ferngall", None, 10)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(views::marks(&vault, &Filter::default()).await.unwrap().total, 0);
    assert!(views::sessions_with_something(&vault).await.unwrap().is_empty());
    assert_eq!(vault.tally().await.unwrap().records, 0);
    record::bring_back(&vault, id).await.unwrap();
    assert_eq!(
        record::search(&vault, "ferngall", None, 10).await.unwrap().len(),
        1
    );
    record::put_away(&vault, id, &evening()).await.unwrap();
    record::delete_for_good(&vault, id).await.unwrap();
    assert!(matches!(
        record::open(&vault, id).await,
        Err(Error::RecordNotFound)
    ));
    let health = vault.check_health(&evening(), &mut |_, _| {}).await.unwrap();
    assert!(health.is_sound(), "{health:?}");
}

#[tokio::test]
async fn pages_meet_at_their_marks() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    for n in 0..250 {
        let mut draft = entry(&format!("entry {n}"));
        draft.common.happened = record::Happened::on(&format!("2026-01-{:02}", n % 28 + 1)).unwrap();
        save(&vault, draft).await;
    }
    let filter = Filter::default();
    let marks = views::marks(&vault, &filter).await.unwrap();
    assert_eq!((marks.total, marks.marks.len()), (250, 3));
    let mut all = Vec::new();
    for mark in &marks.marks {
        all.extend(
            views::page(&vault, &filter, mark.as_ref(), views::PAGE)
                .await
                .unwrap(),
        );
    }
    assert_eq!(all.len(), 250);
    assert!(
        all.windows(2).all(|two| two[0].shown_on >= two[1].shown_on),
        "newest first"
    );
    let ids: std::collections::HashSet<_> = all.iter().map(|line| line.id).collect();
    assert_eq!(ids.len(), 250, "each once");
}

#[tokio::test]
async fn a_backup_is_made_and_brought_back() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    save(&vault, entry("kept in the copy")).await;
    let backup = cairn::backup::make(&vault, &evening()).await.unwrap();
    save(&vault, entry("written afterwards")).await;
    vault.lock().await.unwrap();
    let vault = cairn::backup::restore(&place.folder, &backup.id, &support::passphrase(), &evening())
        .await
        .unwrap();
    assert_eq!(record::search(&vault, "copy", None, 10).await.unwrap().len(), 1);
    assert_eq!(
        record::search(&vault, "afterwards", None, 10)
            .await
            .unwrap()
            .len(),
        0
    );
    let kinds: Vec<_> = cairn::backup::list(&place.folder)
        .unwrap()
        .iter()
        .map(|b| b.kind)
        .collect();
    assert!(kinds.contains(&cairn::vault::CopyKind::SetAside), "{kinds:?}");
}

#[tokio::test]
async fn an_edited_record_is_found_by_its_new_words_and_no_longer_by_the_old() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut draft = entry("ferngall by the gate");
    save(&vault, draft.clone()).await;
    for (revision, words) in [(1, "quernlight"), (2, "brindlewick"), (3, "ferngall again")] {
        let other = entry(words);
        draft.fields = other.fields;
        draft.common.title = format!("title{revision}");
        draft.revision = revision;
        save(&vault, draft.clone()).await;
    }
    for (query, hits) in [
        ("ferngall", 1),
        ("title3", 1),
        ("quernlight", 0),
        ("brindlewick", 0),
        ("gate", 0),
        ("title1", 0),
    ] {
        let found = record::search(&vault, query, None, 10).await.unwrap();
        assert_eq!(found.len(), hits, "{query}");
    }
    let health = vault.check_health(&evening(), &mut |_, _| {}).await.unwrap();
    assert!(health.is_sound(), "{health:?}");
}

#[tokio::test]
async fn a_word_that_stands_everywhere_in_a_very_long_entry_is_found_at_once() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    save(&vault, entry(&"brindle bridge ".repeat(200_000))).await;
    for query in ["b", "brindle", "\"brindle bridge\""] {
        let found = record::search(&vault, query, None, 10).await.unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].snippet.iter().any(|piece| piece.hit), "{query}");
        let length: usize = found[0]
            .snippet
            .iter()
            .map(|piece| piece.text.chars().count())
            .sum();
        assert!(length <= 170, "{length}");
    }
}
