//! What is not said as an argument: passphrases, the recovery key, a person's text.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, IsTerminal, Read};
use std::path::Path;

use cairn::vault::{Passphrase, RecoveryKey};
use cairn::{Error, Result};

use crate::{out, words};

/// How often a slip of the fingers is asked about again.
const TRIES: usize = 3;
/// No file that holds a secret is near this long.
const SECRET_MAX: u64 = 64 * 1024;
/// More text than the core keeps in one record need not be read.
const TEXT_MAX: u64 = 64 * 1024 * 1024;

/// The passphrase of a vault that is there.
pub(crate) fn passphrase(file: Option<&Path>) -> Result<Passphrase> {
    secret(file, "cli-ask-passphrase").map(Passphrase::new)
}

/// A passphrase to be set: checked, and at a terminal typed twice.
pub(crate) fn new_passphrase(file: Option<&Path>) -> Result<Passphrase> {
    let twice = file.is_none() && at_terminal();
    for _ in 0..TRIES {
        let typed = secret(file, "cli-ask-new")?;
        let passphrase = Passphrase::new(typed.clone());
        passphrase.check_new()?;
        if !twice || line("cli-ask-again", "passphrase")? == typed {
            return Ok(passphrase);
        }
        out::tell(&words::say("cli-ask-differs", &[]));
    }
    Err(Error::FieldNotUnderstood("passphrase"))
}

/// The recovery key, from a file such as `age` reads, or typed; a mistyped group can be looked at again.
pub(crate) fn recovery_key(file: Option<&Path>) -> Result<RecoveryKey> {
    if let Some(file) = file {
        let text = text_of(read(file, SECRET_MAX, "recovery_file")?, "recovery_file")?;
        let key: String = text.lines().filter(|line| !line.starts_with('#')).collect();
        return RecoveryKey::read(&key);
    }
    let tries = if at_terminal() { TRIES } else { 1 };
    let mut read = RecoveryKey::read(&line("cli-ask-recovery", "recovery_key")?);
    for _ in 1..tries {
        match &read {
            Err(error @ Error::RecoveryKeyMistyped { .. }) => out::tell(&words::message(error)),
            _ => break,
        }
        read = RecoveryKey::read(&line("cli-ask-recovery", "recovery_key")?);
    }
    read
}

/// Where the text of an entry comes from.
pub(crate) enum Text {
    /// It was read already, so that another program may hold the vault until it has said all.
    Here(String),
    /// It is typed once the vault is open, so that a mistyped passphrase costs nobody their words.
    ToBeTyped,
}

impl Text {
    pub(crate) fn from(file: Option<&Path>) -> Result<Self> {
        match file.filter(|file| *file != Path::new("-")) {
            Some(file) => text_of(read(file, TEXT_MAX, "body")?, "body").map(Text::Here),
            None if io::stdin().is_terminal() => Ok(Text::ToBeTyped),
            None => text_on_stdin().map(Text::Here),
        }
    }

    pub(crate) fn read(self) -> Result<String> {
        match self {
            Text::Here(text) => Ok(text),
            Text::ToBeTyped => {
                out::tell(&words::say("cli-ask-text", &[]));
                text_on_stdin()
            }
        }
    }
}

fn text_on_stdin() -> Result<String> {
    text_of(
        read_from(io::stdin().lock(), "standard input", TEXT_MAX, "body")?,
        "body",
    )
}

/// Text is UTF-8, with or without the mark some editors put before it.
fn text_of(bytes: Vec<u8>, field: &'static str) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|_| Error::FieldNotUnderstood(field))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// A secret that is one line: of a file, or asked.
fn secret(file: Option<&Path>, prompt: &str) -> Result<String> {
    let Some(file) = file else {
        return line(prompt, "passphrase");
    };
    say_if_others_can_read(file);
    let text = read(file, SECRET_MAX, "passphrase_file")?;
    let text = without_line_end(&text);
    // Which of several lines would be meant is not for Cairn to guess.
    if text.contains(&b'\n') {
        return Err(Error::FieldNotUnderstood("passphrase_file"));
    }
    String::from_utf8(text.to_owned()).map_err(|_| Error::FieldNotUnderstood("passphrase_file"))
}

/// One line, typed unseen at the terminal, or of standard input where there is no terminal.
fn line(prompt: &str, field: &'static str) -> Result<String> {
    if at_terminal() {
        let prompt = format!("{} ", words::say(prompt, &[]));
        return rpassword::prompt_password(prompt).map_err(|_| Error::FieldNotUnderstood(field));
    }
    let mut line = Vec::new();
    let read = io::stdin().lock().take(SECRET_MAX).read_until(b'\n', &mut line);
    match read {
        Ok(1..) => String::from_utf8(without_line_end(&line).to_owned())
            .map_err(|_| Error::FieldNotUnderstood(field)),
        _ => Err(Error::FieldNotUnderstood(field)),
    }
}

/// Whether there is a terminal to ask at, even when standard input is something else.
fn at_terminal() -> bool {
    let name = if cfg!(windows) { "CONIN$" } else { "/dev/tty" };
    OpenOptions::new().read(true).write(true).open(name).is_ok()
}

fn without_line_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\n")
        .map_or(line, |line| line.strip_suffix(b"\r").unwrap_or(line))
}

fn read(path: &Path, most: u64, field: &'static str) -> Result<Vec<u8>> {
    let place = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    match File::open(path) {
        Ok(file) => read_from(file, &place, most, field),
        Err(source) => Err(Error::CannotRead { place, source }),
    }
}

fn read_from(source: impl Read, place: &str, most: u64, field: &'static str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| Error::CannotRead {
            place: place.to_owned(),
            source,
        })?;
    if bytes.len() as u64 > most {
        Err(Error::RecordTooLarge(field))
    } else {
        Ok(bytes)
    }
}

fn say_if_others_can_read(file: &Path) {
    #[cfg(unix)]
    if std::fs::metadata(file).is_ok_and(|about| {
        about.is_file() && std::os::unix::fs::PermissionsExt::mode(&about.permissions()) & 0o044 != 0
    }) {
        out::tell(&words::say("cli-file-readable", &[]));
    }
    #[cfg(not(unix))]
    let _ = file;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_end_is_taken_off_and_nothing_else() {
        for (line, kept) in [
            ("a\n", "a"),
            ("a\r\n", "a"),
            ("a", "a"),
            ("a\r", "a\r"),
            (" a \n\n", " a \n"),
            ("", ""),
        ] {
            assert_eq!(without_line_end(line.as_bytes()), kept.as_bytes());
        }
    }
}
