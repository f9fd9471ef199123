//! Where a vault may lie, and what is left around it.

use std::ffi::OsStr;
use std::path::Path;

use super::{Home, PROGRAM, Ran, run};

fn in_vault(home: &Home, vault: &OsStr, args: &[&str]) -> Ran {
    let file = home.write("passphrase.txt", crate::support::PASSPHRASE);
    let mut command = home.command();
    command.arg("--json").arg("--vault").arg(vault);
    command.args(["--passphrase-file", &file]).args(args);
    run(command, b"words")
}

#[test]
fn folders_of_any_name_hold_a_vault() {
    let home = Home::new();
    let longest = "n".repeat(255);
    for name in [
        "with spaces in it",
        "🪨 cairn 🌙",
        "it's 100% \"mine\" & more?x=1#y",
        "-dash",
        &longest,
    ] {
        if cfg!(windows) && (name.contains('"') || name.len() > 200) {
            continue; // Windows has no such names.
        }
        let vault = home.path(name);
        in_vault(&home, vault.as_os_str(), &["init"]).done();
        in_vault(&home, vault.as_os_str(), &["add"]).done();
        let listed = in_vault(&home, vault.as_os_str(), &["list"]).json();
        assert_eq!(listed.as_array().unwrap().len(), 1, "{name}");
        assert_eq!(
            in_vault(&home, vault.as_os_str(), &["health"]).json()["sound"],
            true
        );
    }
    in_vault(&home, OsStr::new("made/on the way/here"), &["init"]).done();
    in_vault(&home, OsStr::new("./made/../made/on the way/here"), &["list"]).done();
}

#[test]
fn names_that_no_folder_can_have_are_refused() {
    let home = Home::new();
    in_vault(&home, OsStr::new(&"n".repeat(256)), &["init"]).refused("cannot_write");
    assert_eq!(in_vault(&home, OsStr::new(""), &["init"]).code, 2);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = OsStr::from_bytes(b"not \xff text");
        in_vault(&home, name, &["init"]).refused("vault_folder_unsafe");
        assert!(!home.root.path().join(name).exists(), "nothing is made");
    }
}

#[test]
fn a_file_in_the_vaults_place_is_left_alone() {
    let home = Home::new();
    home.write("taken", "mine");
    in_vault(&home, OsStr::new("taken"), &["list"]).refused("no_vault_here");
    assert_eq!(in_vault(&home, OsStr::new("taken"), &["init"]).code, 1);
    assert_eq!(std::fs::read_to_string(home.path("taken")).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn the_usual_place_is_the_windows_and_nothing_is_left_elsewhere() {
    let home = Home::with_vault();
    home.add("words", &[]);
    assert!(home.vault().join("CURRENT").exists());
    let mut left: Vec<String> = std::fs::read_dir(home.root.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    let data = if cfg!(target_os = "macos") {
        "Library"
    } else {
        "data"
    };
    let mut wanted = [data, "key.txt", "passphrase.txt"];
    wanted.sort_unstable();
    assert_eq!(left, wanted);
    for (path, folder, mode) in crate::on_disk::modes(&home.vault()) {
        assert_eq!(mode, if folder { 0o700 } else { 0o600 }, "{}", path.display());
    }
    let about = std::fs::metadata(home.path("key.txt")).unwrap();
    assert_eq!(std::os::unix::fs::MetadataExt::mode(&about) & 0o777, 0o600);
}

#[test]
fn one_program_at_a_time_and_a_plain_word_to_the_other() {
    let home = Home::with_vault();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let folder = cairn::vault::VaultFolder::at(home.vault()).unwrap();
    let (passphrase, now) = (crate::support::passphrase(), crate::support::evening());
    let vault = runtime
        .block_on(cairn::vault::Vault::unlock(&folder, &passphrase, &now))
        .unwrap();
    let ran = home.run_with(&["--json", "add"], b"words");
    assert!(ran.err.contains("already open"), "{}", ran.err);
    ran.refused("vault_in_use");
    runtime.block_on(vault.lock()).unwrap();

    // Many at once: each is done or told why not, and what was acknowledged is there.
    let kept: usize = std::thread::scope(|scope| {
        let adding = || match home.run_bare(
            &["--json", "--passphrase-file", "passphrase.txt", "add"],
            b"words",
        ) {
            ran if ran.code == 0 => 1,
            ran => {
                ran.refused("vault_in_use");
                0
            }
        };
        let all: Vec<_> = (0..6).map(|_| scope.spawn(adding)).collect();
        all.into_iter().map(|one| one.join().unwrap()).sum()
    });
    assert!(kept >= 1);
    assert_eq!(
        home.run(&["--json", "list"]).json().as_array().unwrap().len(),
        kept
    );
    assert_eq!(home.run(&["--json", "health"]).json()["sound"], true);
}

#[test]
fn the_program_that_is_tested_is_there() {
    assert!(Path::new(PROGRAM).is_file());
}
