//! The command line as people and scripts use it: the real program, a home of its own, nothing but its arguments,
//! its input and what it prints.

mod course_of_use;
mod entries;
mod passphrases;
mod places;
mod recovery;
mod refusals;
#[cfg(target_os = "linux")]
mod terminal;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::support::PASSPHRASE;

/// The program, where it lies.
const PROGRAM: &str = env!("CARGO_BIN_EXE_cairn");

/// A home with nothing in it, that goes away with the test.
struct Home {
    root: tempfile::TempDir,
}

/// What a run of the program came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Home {
    fn new() -> Self {
        crate::support::quick_scrypt();
        Home {
            root: tempfile::tempdir().unwrap(),
        }
    }

    /// A home with a vault in the usual place.
    fn with_vault() -> Self {
        let home = Home::new();
        home.run(&["init", "--recovery-out", &home.at("key.txt")]).done();
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn at(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// Writes a file for its owner only.
    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), bytes).unwrap();
        crate::on_disk::set_mode(&self.path(name), 0o600);
        self.at(name)
    }

    /// The program without a terminal, and with nothing of the tester's own around it.
    fn command(&self) -> Command {
        // A test started by hand has a terminal, at which the program would ask the tester.
        let mut command = if cfg!(target_os = "linux") {
            let mut command = Command::new("setsid");
            command.args(["--wait", PROGRAM]);
            command
        } else {
            Command::new(PROGRAM)
        };
        let root = self.root.path();
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
        ] {
            command.env(name, root.join(folder));
        }
        command.current_dir(root);
        command
    }

    /// The program at work on this home's vault.
    fn command_here(&self) -> Command {
        let mut command = self.command();
        // Windows names the usual place without asking the environment, so it would be the tester's own.
        if cfg!(windows) {
            command.arg("--vault").arg(self.vault());
        }
        command
    }

    /// Runs with the usual passphrase from a file and nothing to read.
    fn run(&self, args: &[&str]) -> Ran {
        self.run_with(args, b"")
    }

    /// Runs with the usual passphrase from a file and this on standard input.
    fn run_with(&self, args: &[&str], input: &[u8]) -> Ran {
        let file = self.write("passphrase.txt", format!("{PASSPHRASE}\n"));
        let mut command = self.command_here();
        command.args(["--passphrase-file", &file]).args(args);
        run(command, input)
    }

    /// Runs with exactly these arguments and this on standard input.
    fn run_bare(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command_here();
        command.args(args);
        run(command, input)
    }

    /// Keeps an entry and says its id.
    fn add(&self, text: &str, args: &[&str]) -> String {
        let args = [&["--json", "add"], args].concat();
        let record = self.run_with(&args, text.as_bytes()).json();
        record["id"].as_str().unwrap().to_owned()
    }

    fn vault(&self) -> PathBuf {
        let usual = |data: &str| self.path(data).join(cairn::vault::APP_FOLDER).join("vault");
        if cfg!(windows) {
            self.path("vault")
        } else if cfg!(target_os = "macos") {
            usual("Library/Application Support")
        } else {
            usual("data")
        }
    }
}

fn run(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // A program that refuses early leaves its input unread: that is no fault of the test.
    let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let done = child.wait_with_output().unwrap();
    feeding.join().unwrap();
    Ran {
        code: done.status.code().expect("it ended by itself"),
        out: String::from_utf8(done.stdout).unwrap(),
        err: String::from_utf8(done.stderr).unwrap(),
    }
}

impl Ran {
    #[track_caller]
    fn done(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }

    /// What it printed for scripts.
    #[track_caller]
    fn json(self) -> Value {
        serde_json::from_str(&self.done().out).unwrap()
    }

    /// Refused, with this code on standard output and a reason on standard error.
    #[track_caller]
    fn refused(self, code: &str) -> Value {
        assert_eq!(self.code, 1, "{}{}", self.out, self.err);
        let said: Value = serde_json::from_str(&self.out).expect("run it with --json");
        assert_eq!(said["error"]["code"], code, "{}", self.out);
        assert!(!said["error"]["message"].as_str().unwrap().is_empty());
        assert!(
            self.err.lines().count() >= 2,
            "what stopped and what to do: {}",
            self.err
        );
        said
    }
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("an array");
    list.iter().map(|record| record["id"].as_str().unwrap()).collect()
}
