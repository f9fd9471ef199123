//! How fast a vault is, next to the same library without a key. `make bench` runs it; `CAIRN_BENCH_SIZES` chooses
//! other sizes ("1000" for a quick look).
//!
//! One side is the core through its public API, as the window uses it. The other runs the core's own statements on
//! the same schema with the same settings, in a file that is not encrypted. Both hold the same records, are asked the
//! same in turn, and must answer the same.
//!
//! scrypt is left out of opening: it is made to take most of a second. The vault's passphrase slot is written again
//! with almost no work in it, which any age file may have, so that all the rest of opening is measured as it is.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod corpus;
mod side;
mod statements;

use std::fs;
use std::io::{Read, Write};
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use age::secrecy::SecretString;
use cairn::clock::Moment;
use cairn::kinds::{AnyFields, DiaryEntry};
use cairn::record::{self, Common, Draft, Found, Line, RecordId, State};
use cairn::rich_text;
use cairn::vault::{Passphrase, Vault, VaultFolder};
use cairn::views::{self, Filter};
use chrono::{DateTime, FixedOffset, TimeDelta};
use corpus::{COMMON, Corpus, RARE, TWO};
use side::Side;

const PASSPHRASE: &str = "brindle otter copper lantern";
const MEMORY: &str = "CAIRN_BENCH_MEMORY";
/// Newest lines of a first screen, and hits of a search.
const LINES: u32 = 50;

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    match std::env::var(MEMORY) {
        Ok(how) => runtime.block_on(memory_child(&how)),
        Err(_) => runtime.block_on(bench()),
    }
}

// ---- what is measured ------------------------------------------------------------------------------------------

/// Times in milliseconds, of one side.
#[derive(Default, Clone)]
struct Times(Vec<f64>);

impl Times {
    fn add(&mut self, begun: Instant) {
        self.0.push(begun.elapsed().as_secs_f64() * 1e3);
    }

    fn at(&self, part: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted[((sorted.len() - 1) as f64 * part).round() as usize]
    }
}

struct Row {
    records: usize,
    what: &'static str,
    plain: Times,
    vault: Times,
}

async fn bench() {
    let sizes: Vec<usize> = std::env::var("CAIRN_BENCH_SIZES")
        .unwrap_or_else(|_| "1000,10000,100000".to_owned())
        .split(',')
        .map(|size| size.trim().parse().unwrap())
        .collect();
    // Beside the build and not among temporary files, which may lie in memory, where writing to the disk costs nothing.
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    fs::create_dir_all(&target).unwrap();
    let mut rows = Vec::new();
    let mut memory = None;
    for records in sizes {
        let place = tempfile::tempdir_in(&target).unwrap();
        let pair = Pair::make(place.path(), records).await;
        rows.extend(pair.measure(records).await);
        if memory.is_none() && records >= 10_000 || memory.is_none() && rows.len() == 8 {
            memory = Some((records, pair.memory_security()));
        }
    }
    print(&rows, memory);
}

/// The same records twice: in a vault, and in a database without a key.
struct Pair {
    folder: VaultFolder,
    plain: PathBuf,
    key: String,
}

impl Pair {
    async fn make(place: &Path, records: usize) -> Pair {
        let begun = Instant::now();
        let folder = VaultFolder::at(place.join("vault")).unwrap();
        let (vault, _) = Vault::create(&folder, &Passphrase::new(PASSPHRASE), &moment(0))
            .await
            .unwrap();
        vault.lock().await.unwrap();
        let key = with_little_work(&folder);
        let plain = place.join("plain.db");

        let mut without = Side::open(&plain, None, &[]).await;
        sqlx::migrate!("./migrations").run(&mut without.db).await.unwrap();
        sqlx::query(
            "INSERT INTO vault_identity (only_row, vault_id, generation, recovery_recipient, made_at)
             VALUES (1, zeroblob(16), 1, 'age1', '2026-01-01T00:00:00.000Z')",
        )
        .execute(&mut without.db)
        .await
        .unwrap();
        let mut with = Side::open(&folder.path().join("gen-000001/vault.db"), Some(&key), &[]).await;
        let mut corpus = Corpus::new();
        let mut bytes = 0;
        for start in (0..records).step_by(1_000) {
            let drafts: Vec<_> = (start..records.min(start + 1_000))
                .map(|n| (draft(&mut corpus, n), moment(n)))
                .collect();
            bytes += drafts.iter().map(|(draft, _)| body(draft).len()).sum::<usize>();
            without.fill(&drafts).await;
            with.fill(&drafts).await;
        }
        without.close().await;
        with.close().await;
        println!(
            "{records} records of {} bytes on average: {:.0} s to fill both, {:.1} MB with a key, {:.1} MB without",
            bytes / records,
            begun.elapsed().as_secs_f64(),
            megabytes(&folder.path().join("gen-000001/vault.db")),
            megabytes(&plain),
        );
        Pair { folder, plain, key }
    }

    async fn measure(&self, records: usize) -> Vec<Row> {
        let mut rows = vec![
            self.open(records).await,
            self.open_slot(records),
            self.open_database(records).await,
        ];
        let mut vault = self.unlock().await;
        let mut plain = Side::open(&self.plain, None, &[]).await;
        for (what, query, terms, times) in [
            ("search, a rare word", RARE, format!("\"{RARE}\"*"), 100),
            ("search, a common word", COMMON, format!("\"{COMMON}\"*"), 20),
            ("search, two words", TWO, "\"river\" \"window\"*".to_owned(), 40),
        ] {
            let mut row = Row::new(records, what);
            for turn in 0..times + 2 {
                let begun = Instant::now();
                let without = plain.search(&terms, LINES).await;
                let middle = Instant::now();
                let with = record::search(&vault, query, None, LINES).await.unwrap();
                row.add(turn, begun, middle);
                assert_eq!(
                    ids(with.iter().map(|found: &Found| &found.line)),
                    hex(&without),
                    "{what}"
                );
                assert!(!with.is_empty());
            }
            rows.push(row);
        }
        rows.extend(save(records, &mut vault, &mut plain).await);
        vault.lock().await.unwrap();
        plain.close().await;
        rows
    }

    async fn unlock(&self) -> Vault {
        Vault::unlock(&self.folder, &Passphrase::new(PASSPHRASE), &moment(0))
            .await
            .unwrap()
    }

    /// From closed to the newest lines.
    async fn open(&self, records: usize) -> Row {
        let mut row = Row::new(records, "open to newest 50");
        for turn in 0..62 {
            let begun = Instant::now();
            let mut plain = Side::open(&self.plain, None, &[]).await;
            plain.believe().await;
            let without = plain.newest(LINES).await;
            let middle = Instant::now();
            let vault = self.unlock().await;
            let with = views::page(&vault, &Filter::default(), None, LINES)
                .await
                .unwrap();
            row.add(turn, begun, middle);
            assert_eq!(ids(with.iter()), hex(&without));
            plain.close().await;
            vault.lock().await.unwrap();
        }
        row
    }
}

impl Pair {
    /// What there is nothing to compare with: the key slot, without scrypt's work.
    fn open_slot(&self, records: usize) -> Row {
        let mut row = Row::new(records, "of it, the key slot");
        for turn in 0..62 {
            let begun = Instant::now();
            payload(&self.folder);
            row.add(turn, begun, begun);
        }
        row
    }

    /// The same work on both sides: what the key costs, without what only a vault has.
    async fn open_database(&self, records: usize) -> Row {
        let mut row = Row::new(records, "of it, the database");
        let with_key = self.folder.path().join("gen-000001/vault.db");
        for turn in 0..62 {
            let begun = Instant::now();
            let mut plain = Side::open(&self.plain, None, &[]).await;
            plain.believe().await;
            plain.newest(LINES).await;
            let middle = Instant::now();
            let mut with = Side::open(&with_key, Some(&self.key), &[]).await;
            with.believe().await;
            with.newest(LINES).await;
            row.add(turn, begun, middle);
            plain.close().await;
            with.close().await;
        }
        row
    }
}

/// Each save is on the disk when it comes back.
async fn save(records: usize, vault: &mut Vault, plain: &mut Side) -> [Row; 2] {
    let mut new = Row::new(records, "save a new record");
    let mut again = Row::new(records, "save it again");
    let mut corpus = Corpus::new();
    for turn in 0..202 {
        let now = moment(records + turn);
        let mut one = draft(&mut corpus, records + turn);
        for (row, revision) in [(&mut new, 0), (&mut again, 1)] {
            one.revision = revision;
            let other = one.clone();
            let begun = Instant::now();
            plain.save(&one, &now).await;
            let middle = Instant::now();
            let saved = record::save(vault, other, &now).await.unwrap();
            row.add(turn, begun, middle);
            assert_eq!(saved.revision, revision + 1);
            one.common.title.push('…');
        }
    }
    [new, again]
}

impl Row {
    fn new(records: usize, what: &'static str) -> Self {
        Row {
            records,
            what,
            plain: Times::default(),
            vault: Times::default(),
        }
    }

    /// The first two turns warm up and are not counted.
    fn add(&mut self, turn: usize, begun: Instant, middle: Instant) {
        let end = Instant::now();
        if turn >= 2 {
            self.plain.0.push((middle - begun).as_secs_f64() * 1e3);
            self.vault.0.push((end - middle).as_secs_f64() * 1e3);
        }
    }
}

// ---- cipher_memory_security ------------------------------------------------------------------------------------

/// What was done, its p95 without the setting, and with it.
type Cost = (&'static str, f64, f64);

impl Pair {
    /// The setting counts for a whole process, so each way is measured in processes of its own, in turn, with the
    /// core's statements and the vault's key.
    fn memory_security(&self) -> Vec<Cost> {
        let mut times: [[Times; 4]; 2] = Default::default();
        for _ in 0..2 {
            for (place, how) in ["OFF", "ON"].into_iter().enumerate() {
                let output = Command::new(std::env::current_exe().unwrap())
                    .env(MEMORY, how)
                    .env("CAIRN_BENCH_FILE", self.folder.path().join("gen-000001/vault.db"))
                    .env("CAIRN_BENCH_KEY", &self.key)
                    .output()
                    .unwrap();
                assert!(
                    output.status.success(),
                    "{}",
                    String::from_utf8_lossy(&output.stderr)
                );
                for line in String::from_utf8(output.stdout).unwrap().lines() {
                    let (what, time) = line.split_once(' ').unwrap();
                    times[place][what.parse::<usize>().unwrap()]
                        .0
                        .push(time.parse().unwrap());
                }
            }
        }
        [
            "search, a rare word",
            "search, a common word",
            "search, two words",
            "save a new record",
        ]
        .into_iter()
        .enumerate()
        .map(|(what, name)| (name, times[0][what].at(0.95), times[1][what].at(0.95)))
        .collect()
    }
}

async fn memory_child(how: &str) {
    let path = PathBuf::from(std::env::var_os("CAIRN_BENCH_FILE").unwrap());
    let key = std::env::var("CAIRN_BENCH_KEY").unwrap();
    let on: &[(&str, &str)] = if how == "ON" {
        &[("cipher_memory_security", "ON")]
    } else {
        &[]
    };
    let mut side = Side::open(&path, Some(&key), on).await;
    for (what, (terms, times)) in [
        ("\"xylotherium\"*", 100),
        ("\"the\"*", 20),
        ("\"river\" \"window\"*", 40),
    ]
    .into_iter()
    .enumerate()
    {
        for turn in 0..times + 2 {
            let begun = Instant::now();
            side.search(terms, LINES).await;
            report(what, turn, begun);
        }
    }
    let mut corpus = Corpus::new();
    for turn in 0..202 {
        let (one, now) = (draft(&mut corpus, turn), moment(turn));
        let begun = Instant::now();
        side.save(&one, &now).await;
        report(3, turn, begun);
    }
    side.close().await;
}

fn report(what: usize, turn: usize, begun: Instant) {
    let mut times = Times::default();
    times.add(begun);
    if turn >= 2 {
        println!("{what} {}", times.0[0]);
    }
}

// ---- what is in it ---------------------------------------------------------------------------------------------

fn moment(n: usize) -> Moment {
    let first = DateTime::from_timestamp(1_262_304_000, 0).unwrap();
    Moment {
        utc: first + TimeDelta::minutes(73 * i64::try_from(n).unwrap()),
        offset: FixedOffset::east_opt(0).unwrap(),
        zone: "Europe/London".to_owned(),
    }
}

fn draft(corpus: &mut Corpus, n: usize) -> Draft<AnyFields> {
    let text = corpus.next();
    Draft {
        id: RecordId::make(moment(n).utc),
        revision: 0,
        sitting: "evening".to_owned(),
        common: Common {
            title: text.title,
            sessions: vec![format!("S{:02}", n % 11 + 1).parse().unwrap()],
            tags: vec![format!("tag{}", n % 40)],
            state: State::Kept,
            ..Common::default()
        },
        fields: AnyFields::DiaryEntry(DiaryEntry {
            body: Some(rich_text::from_markdown(&text.body).value().clone()),
            framework: "F0".to_owned(),
            ..DiaryEntry::default()
        }),
    }
}

fn body(draft: &Draft<AnyFields>) -> String {
    let AnyFields::DiaryEntry(fields) = &draft.fields;
    rich_text::Document::check(fields.body.clone().unwrap())
        .unwrap()
        .plain_text()
}

fn ids<'a>(lines: impl Iterator<Item = &'a Line>) -> Vec<String> {
    lines.map(|line| line.id.to_string().replace('-', "")).collect()
}

fn hex(ids: &[Vec<u8>]) -> Vec<String> {
    ids.iter()
        .map(|id| id.iter().map(|byte| format!("{byte:02x}")).collect())
        .collect()
}

fn megabytes(path: &Path) -> f64 {
    fs::metadata(path).unwrap().len() as f64 / 1e6
}

/// What the passphrase slot holds.
fn payload(folder: &VaultFolder) -> Vec<u8> {
    let bytes = fs::read(folder.path().join("gen-000001/passphrase.age")).unwrap();
    let mut identity = age::scrypt::Identity::new(SecretString::from(PASSPHRASE));
    identity.set_max_work_factor(22);
    let mut payload = Vec::new();
    age::Decryptor::new_buffered(&bytes[..])
        .unwrap()
        .decrypt(iter::once(&identity as &dyn age::Identity))
        .unwrap()
        .read_to_end(&mut payload)
        .unwrap();
    payload
}

/// Writes the passphrase slot again with scrypt at its least; gives the database key and salt in hex.
fn with_little_work(folder: &VaultFolder) -> String {
    let path = folder.path().join("gen-000001/passphrase.age");
    let payload = payload(folder);
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(PASSPHRASE));
    recipient.set_work_factor(1);
    let encryptor = age::Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let mut slot = Vec::new();
    let mut writer = encryptor.wrap_output(&mut slot).unwrap();
    writer.write_all(&payload).unwrap();
    writer.finish().unwrap();
    fs::write(&path, slot).unwrap();
    payload[31..79].iter().map(|byte| format!("{byte:02x}")).collect()
}

// ---- the table -------------------------------------------------------------------------------------------------

fn print(rows: &[Row], memory: Option<(usize, Vec<Cost>)>) {
    println!(
        "\nMilliseconds. \"No key\" is the same library, schema, settings and statements without a key.\n"
    );
    println!("| records | what | no key p50 | p95 | Cairn p50 | p95 | ratio p50 | p95 |");
    println!("|--------:|:-----|-----------:|----:|----------:|----:|----------:|----:|");
    for row in rows {
        let [a, b, c, d] = [
            row.plain.at(0.5),
            row.plain.at(0.95),
            row.vault.at(0.5),
            row.vault.at(0.95),
        ];
        if a == 0.0 {
            println!("| {} | {} | | | {c:.2} | {d:.2} | | |", row.records, row.what);
            continue;
        }
        println!(
            "| {} | {} | {a:.2} | {b:.2} | {c:.2} | {d:.2} | {:.2}× | {:.2}× |",
            row.records,
            row.what,
            c / a,
            d / b
        );
    }
    println!(
        "\nOpening leaves out scrypt, which is made to take most of a second. The key slot and the checks of folder and \
         files are in it, on Cairn's side alone; most of the slot's time is age's, which times the machine each time it \
         takes a passphrase. \"Of it, the database\" is the same work on both sides. Files are in the system's cache. Aims: open ≤ 1.2×, save ≤ 1.3×, search ≤ 1.5×."
    );
    let sizes = rows.iter().map(|row| row.records);
    let (least, most) = (sizes.clone().min().unwrap_or(0), sizes.max().unwrap_or(0));
    for what in ["open to newest 50", "save a new record", "save it again"] {
        let of = |size| rows.iter().find(|row| row.records == size && row.what == what);
        if let (Some(small), Some(large)) = (of(least), of(most))
            && least < most
        {
            println!(
                "From {least} to {most} records \"{what}\" goes from {:.2} to {:.2} ms (p50), {:.2}×; without a key {:.2}×.",
                small.vault.at(0.5),
                large.vault.at(0.5),
                large.vault.at(0.5) / small.vault.at(0.5),
                large.plain.at(0.5) / small.plain.at(0.5),
            );
        }
    }
    if let Some((records, costs)) = memory {
        println!(
            "\ncipher_memory_security=ON at {records} records, p95 off → on (with the key, the core's statements):"
        );
        for (what, off, on) in costs {
            println!(
                "- {what}: {off:.2} → {on:.2} ms, {:+.0} %",
                (on / off - 1.0) * 100.0
            );
        }
    }
}
