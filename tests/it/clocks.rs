//! Case 20 of the faults to try: clocks that go back and forth, zones that change, hours that are missing or come
//! twice, 29 February. A record's day never moves, and the order of what is there stays.

use cairn::clock::Moment;
use cairn::record::{self, Draft, Happened};
use cairn::views::{self, Filter};
use cairn::{kinds::AnyFields, vault::Vault};
use chrono::{DateTime, Offset, TimeZone, Utc};
use chrono_tz::{Europe::London, Pacific::Apia, Tz};

use crate::support::{Place, entry, evening};

/// The instant as it is lived in a zone.
fn lived(utc: &str, zone: Tz) -> Moment {
    let utc: DateTime<Utc> = DateTime::parse_from_rfc3339(utc).unwrap().to_utc();
    Moment {
        utc,
        offset: zone.offset_from_utc_datetime(&utc.naive_utc()).fix(),
        zone: zone.name().to_owned(),
    }
}

/// An entry that says nothing of when it happened.
fn undated(text: &str) -> Draft<AnyFields> {
    let mut draft = entry(text);
    draft.common.happened = Happened::Unsaid;
    draft
}

async fn days(vault: &Vault) -> Vec<(record::RecordId, String)> {
    let lines = views::page(vault, &Filter::default(), None, 100).await.unwrap();
    lines.into_iter().map(|line| (line.id, line.shown_on)).collect()
}

/// Saves again at another moment.
async fn again(vault: &Vault, draft: &mut Draft<AnyFields>, now: &Moment) -> record::Saved {
    draft.revision += 1;
    draft.sitting.push('+');
    record::save(vault, draft.clone(), now).await.unwrap()
}

#[tokio::test]
async fn a_records_day_stays_when_it_is_saved_under_any_other_clock() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut first = undated("written late in summer time");
    let written = lived("2026-07-01T22:30:00Z", London); // 23:30 on the wall
    record::save(&vault, first.clone(), &written).await.unwrap();
    let mut second = undated("written on the other side of the day line");
    record::save(&vault, second.clone(), &lived("2026-07-01T12:00:00Z", Apia))
        .await
        .unwrap();
    let mut dated = entry("said when");
    record::save(&vault, dated.clone(), &lived("2026-07-01T22:40:00Z", London))
        .await
        .unwrap();
    let before = days(&vault).await;
    assert_eq!(
        before[0],
        (second.id, "2026-07-02".to_owned()),
        "already tomorrow there"
    );
    assert_eq!(before[1], (first.id, "2026-07-01".to_owned()));
    assert_eq!(before[2], (dated.id, "2026-02-17".to_owned()));

    for (utc, zone) in [
        ("2025-07-01T22:30:00Z", London), // a year back
        ("2036-07-01T22:30:00Z", London), // ten years on
        ("1970-01-01T00:00:00Z", Apia),   // an empty battery
        ("2026-07-02T09:00:00Z", Apia),
        ("2026-12-31T23:59:59Z", chrono_tz::America::St_Johns),
        ("2026-03-29T01:00:00Z", London),
    ] {
        let now = lived(utc, zone);
        for draft in [&mut first, &mut second, &mut dated] {
            let saved = again(&vault, draft, &now).await;
            let day = before.iter().find(|(id, _)| *id == draft.id).unwrap();
            assert_eq!(saved.line.shown_on, day.1, "{utc} in {zone}");
        }
        assert_eq!(days(&vault).await, before, "{utc} in {zone}");
    }
    let stored = record::open(&vault, first.id).await.unwrap();
    assert_eq!(
        stored.line.created_at, "2026-07-01T23:30:00.000+01:00",
        "as it was on the wall"
    );
    assert_eq!(
        record::open(&vault, dated.id).await.unwrap().common.happened,
        Happened::on("2026-02-17").unwrap()
    );
    vault.lock().await.unwrap();
    let vault = place.unlock().await.unwrap();
    assert_eq!(days(&vault).await, before, "after locking too");
    assert!(
        vault
            .check_health(&evening(), &mut |_, _| {})
            .await
            .unwrap()
            .is_sound()
    );
}

#[tokio::test]
async fn the_missing_and_the_doubled_hour_keep_their_order() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut written = Vec::new();
    for utc in [
        "2026-03-29T00:59:00Z", // 00:59, and the hour after it does not exist
        "2026-03-29T01:00:00Z", // 02:00
        "2026-10-25T00:30:00Z", // 01:30
        "2026-10-25T01:30:00Z", // 01:30 again
    ] {
        let draft = undated(utc);
        record::save(&vault, draft.clone(), &lived(utc, London))
            .await
            .unwrap();
        written.push(draft.id);
    }
    let shown = days(&vault).await;
    let newest_first: Vec<_> = written.iter().rev().copied().collect();
    assert_eq!(shown.iter().map(|(id, _)| *id).collect::<Vec<_>>(), newest_first);
    let wall: Vec<String> = {
        let mut wall = Vec::new();
        for id in &written {
            wall.push(record::open(&vault, *id).await.unwrap().line.created_at);
        }
        wall
    };
    assert_eq!(wall[0], "2026-03-29T00:59:00.000+00:00");
    assert_eq!(wall[1], "2026-03-29T02:00:00.000+01:00");
    assert_eq!(wall[2], "2026-10-25T01:30:00.000+01:00");
    assert_eq!(
        wall[3], "2026-10-25T01:30:00.000+00:00",
        "the same wall time, told apart"
    );
}

#[tokio::test]
async fn the_29th_of_february_is_a_day_like_others() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut draft = undated("written on a leap day");
    let leap = lived("2028-02-29T23:30:00Z", London);
    record::save(&vault, draft.clone(), &leap).await.unwrap();
    let mut about = entry("about a leap day");
    about.common.happened = Happened::on("2024-02-29").unwrap();
    record::save(&vault, about.clone(), &leap).await.unwrap();
    for utc in [
        "2029-02-28T12:00:00Z",
        "2029-03-01T12:00:00Z",
        "2027-02-28T12:00:00Z",
    ] {
        assert_eq!(
            again(&vault, &mut draft, &lived(utc, London)).await.line.shown_on,
            "2028-02-29"
        );
        assert_eq!(
            again(&vault, &mut about, &lived(utc, London)).await.line.shown_on,
            "2024-02-29"
        );
    }
    assert!(Happened::on("2027-02-29").is_err());
}

#[tokio::test]
async fn a_clock_that_goes_back_does_not_stop_saving_history_or_backups() {
    let place = Place::new();
    let (vault, _) = place.create().await;
    let mut draft = entry(&"ten years on, ".repeat(40));
    record::save(&vault, draft.clone(), &lived("2036-02-17T21:40:00Z", London))
        .await
        .unwrap();
    let ahead = cairn::backup::make(&vault, &lived("2036-02-17T21:41:00Z", London))
        .await
        .unwrap();
    let now = lived("2026-02-17T21:42:00Z", London);
    again(&vault, &mut draft, &now).await;
    assert_eq!(
        record::versions(&vault, draft.id).await.unwrap().len(),
        1,
        "the version before is kept"
    );
    assert!(
        cairn::backup::is_due(&place.folder, &now).unwrap(),
        "a backup from the future does not put off the next"
    );
    let made = cairn::backup::make(&vault, &now).await.unwrap();
    let listed = cairn::backup::list(&place.folder).unwrap();
    assert!(listed.contains(&ahead) && listed.contains(&made));
    cairn::backup::lock(vault, &now).await.unwrap();
    place.unlock().await.unwrap();
}
