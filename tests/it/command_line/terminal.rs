//! Asking at a terminal: what is typed is not shown, and a slip can be mended.

use std::fs::File;
use std::io::{Read, Write};
use std::process::{Child, Command};

use rustix::fs::{Mode, OFlags};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};

use super::{Home, PROGRAM};
use crate::support::PASSPHRASE;

/// The program at a terminal of its own, and the person in front of it.
struct Sitting {
    screen: File,
    seen: String,
    program: Child,
}

impl Sitting {
    fn begin(home: &Home, args: &[&str]) -> Self {
        let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&screen).unwrap();
        unlockpt(&screen).unwrap();
        let name = ptsname(&screen, Vec::new()).unwrap();
        let seat = File::from(rustix::fs::open(&name, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap());
        let mut command = Command::new("setsid");
        command.args(["--ctty", "--wait", PROGRAM]).args(args);
        command.envs(
            home.command()
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        command.current_dir(home.root.path());
        command.stdin(seat.try_clone().unwrap());
        command.stdout(seat.try_clone().unwrap()).stderr(seat);
        Sitting {
            screen: File::from(screen),
            seen: String::new(),
            program: command.spawn().unwrap(),
        }
    }

    /// Reads until these words are on the screen.
    #[track_caller]
    fn wait_for(&mut self, words: &str) -> &mut Self {
        let mut bytes = [0; 4096];
        while !self.seen.contains(words) {
            match self.screen.read(&mut bytes) {
                Ok(read @ 1..) => self.seen.push_str(&String::from_utf8_lossy(&bytes[..read])),
                _ => panic!("“{words}” did not come: {}", self.seen),
            }
        }
        let (_, rest) = self.seen.split_once(words).unwrap();
        self.seen = rest.to_owned();
        self
    }

    /// Types a line as soon as the terminal no longer shows what is typed, as a person would.
    fn type_unseen(&mut self, line: &str) -> &mut Self {
        let shown = |screen: &File| tcgetattr(screen).unwrap().local_modes.contains(LocalModes::ECHO);
        for _ in 0..2_000 {
            if !shown(&self.screen) {
                return self.type_in(line);
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("what is typed stays visible: {}", self.seen);
    }

    fn type_in(&mut self, line: &str) -> &mut Self {
        self.screen.write_all(format!("{line}\n").as_bytes()).unwrap();
        self
    }

    /// The rest of the screen, and the exit code.
    fn end(mut self) -> (String, i32) {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = self.screen.read(&mut bytes) {
            self.seen.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
        (self.seen, self.program.wait().unwrap().code().unwrap())
    }
}

#[test]
fn a_new_passphrase_is_typed_twice_and_never_shown() {
    let home = Home::new();
    let mut sitting = Sitting::begin(&home, &["init"]);
    sitting.wait_for("New passphrase").type_unseen(PASSPHRASE);
    sitting
        .wait_for("once more")
        .type_unseen("brindle otter copper lanterm");
    sitting.wait_for("not the same yet");
    sitting.wait_for("New passphrase").type_unseen(PASSPHRASE);
    sitting.wait_for("once more").type_unseen(PASSPHRASE);
    let (seen, code) = sitting.end();
    assert_eq!(code, 0, "{seen}");
    assert!(
        seen.contains("AGE-SECRET-KEY-1") && !seen.contains("brindle"),
        "{seen}"
    );
    home.run(&["list"]).done();
}

#[test]
fn text_is_typed_once_the_vault_is_open() {
    let home = Home::with_vault();
    let mut sitting = Sitting::begin(&home, &["add", "--session", "S03"]);
    sitting.wait_for("Passphrase: ").type_unseen(PASSPHRASE);
    sitting.wait_for("Ctrl+D").type_in("typed by hand\n\u{4}");
    let (seen, code) = sitting.end();
    assert_eq!(code, 0, "{seen}");
    assert!(seen.contains("Saved on this computer"), "{seen}");
    let mut sitting = Sitting::begin(&home, &["search", "hand"]);
    sitting.wait_for("Passphrase: ").type_unseen(PASSPHRASE);
    let (seen, code) = sitting.end();
    assert!(code == 0 && seen.contains("typed by hand"), "{seen}");
}

#[test]
fn a_mistyped_recovery_key_can_be_looked_at_again() {
    let home = Home::with_vault();
    let text = std::fs::read_to_string(home.path("key.txt")).unwrap();
    let line = text.lines().last().unwrap();
    let mut sitting = Sitting::begin(&home, &["unlock-with-recovery"]);
    sitting
        .wait_for("Recovery key: ")
        .type_unseen(&line.replace("AGE-SECRET-KEY-1", "B"));
    sitting.wait_for("look right yet");
    sitting.wait_for("Recovery key: ").type_unseen(line);
    sitting
        .wait_for("New passphrase")
        .type_unseen("a newer lantern of copper");
    sitting
        .wait_for("once more")
        .type_unseen("a newer lantern of copper");
    let (seen, code) = sitting.end();
    assert_eq!(code, 0, "{seen}");
    assert!(
        seen.contains("AGE-SECRET-KEY-1") && !seen.contains(line),
        "{seen}"
    );
}

#[test]
fn what_somebody_wrote_does_not_steer_the_terminal() {
    let home = Home::with_vault();
    let id = home.add("calm \u{1b}[2J words \u{9b}31m", &[]);
    for args in [&["show", &id][..], &["list"], &["search", "calm"]] {
        let mut sitting = Sitting::begin(&home, args);
        sitting.wait_for("Passphrase: ").type_unseen(PASSPHRASE);
        let (seen, code) = sitting.end();
        assert!(code == 0 && seen.contains("calm"), "{seen}");
        assert!(
            !seen.contains("\u{1b}[2J") && !seen.contains('\u{9b}'),
            "{seen:?}"
        );
    }
}
