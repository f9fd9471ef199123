//! The recovery key: an ordinary age X25519 identity, written down in groups of four characters.

use std::fmt;
use std::str::FromStr;

use age::secrecy::ExposeSecret;
use age::x25519;
use zeroize::Zeroizing;

use crate::{Error, Result};

const PREFIX: &str = "AGE-SECRET-KEY-1";
/// Characters after the prefix: 52 of data and 6 of check.
const BODY: usize = 58;
const GROUP: usize = 4;
/// Bech32's alphabet; it leaves out 1, B, I and O so that they cannot be mistaken.
const ALPHABET: &str = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";

/// The key a person keeps on paper.
#[derive(Clone)]
pub struct RecoveryKey(x25519::Identity);

impl RecoveryKey {
    /// A new key from the system's generator.
    pub(crate) fn make() -> Self {
        RecoveryKey(x25519::Identity::generate())
    }

    /// Reads a key as a person types it: any case, any spaces or dashes, with or without the prefix,
    /// O for 0. Nothing but Cairn's own kind of key is taken, and no other program is ever started.
    ///
    /// # Errors
    /// [`Error::RecoveryKeyNotOurs`] for another kind of key; [`Error::RecoveryKeyMistyped`] for a slip,
    /// with the group when changing one character there would mend it.
    pub fn read(typed: &str) -> Result<Self> {
        let body = body_of(typed)?;
        if body.chars().count() == BODY
            && let Ok(identity) = x25519::Identity::from_str(&format!("{PREFIX}{}", *body))
        {
            return Ok(RecoveryKey(identity));
        }
        Err(Error::RecoveryKeyMistyped {
            group: mistyped_group(&body),
        })
    }

    /// The whole key as one line, as `age -i` reads it. Never log or store it.
    pub fn expose(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.to_string().expose_secret().to_owned())
    }

    /// What every key begins with; it is no secret.
    pub const PREFIX: &'static str = PREFIX;

    /// The groups to write down: 14 of four characters and one of two. Never log or store them.
    pub fn expose_groups(&self) -> Vec<Zeroizing<String>> {
        let line = self.expose();
        let body = line.strip_prefix(PREFIX).unwrap_or(&line);
        let letters: Vec<char> = body.chars().collect();
        letters
            .chunks(GROUP)
            .map(|group| Zeroizing::new(group.iter().collect()))
            .collect()
    }

    pub(super) fn identity(&self) -> &x25519::Identity {
        &self.0
    }

    /// The public half, which the database keeps so that a new slot can be locked to the same key.
    pub(super) fn recipient(&self) -> x25519::Recipient {
        self.0.to_public()
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

/// The characters after the prefix, in one case and without what people put between groups.
fn body_of(typed: &str) -> Result<Zeroizing<String>> {
    let mut tidy: Zeroizing<String> = Zeroizing::new(String::with_capacity(80));
    for letter in typed.chars().filter(|c| !c.is_whitespace() && !c.is_control()) {
        tidy.extend(letter.to_uppercase());
    }
    if tidy.starts_with("AGE-PLUGIN") || tidy.starts_with("AGE-SECRET-KEY-PQ") || tidy.starts_with("AGE1") {
        return Err(Error::RecoveryKeyNotOurs);
    }
    let letters: Zeroizing<String> = Zeroizing::new(tidy.chars().filter(|c| *c != '-').collect());
    let rest = letters.strip_prefix("AGESECRETKEY1").unwrap_or(&letters);
    // The alphabet has no O, so a typed O can only have been a nought.
    Ok(Zeroizing::new(rest.replace('O', "0")))
}

/// The one group in which changing a single character makes a valid key, or the one that holds the only
/// characters outside the alphabet.
fn mistyped_group(body: &str) -> Option<usize> {
    let letters: Zeroizing<Vec<char>> = Zeroizing::new(body.chars().collect());
    let strange: Vec<usize> = (0..letters.len())
        .filter(|&i| !ALPHABET.contains(letters[i]))
        .collect();
    let group_of = |position: usize| position / GROUP + 1;
    if let (Some(first), Some(last)) = (strange.first(), strange.last()) {
        return (group_of(*first) == group_of(*last)).then(|| group_of(*first));
    }
    if letters.len() != BODY {
        return None;
    }
    let mut groups: Vec<usize> = Vec::new();
    for position in 0..BODY {
        let mut candidate = letters.clone();
        for other in ALPHABET.chars().filter(|other| *other != letters[position]) {
            candidate[position] = other;
            let line: Zeroizing<String> =
                Zeroizing::new(PREFIX.chars().chain(candidate.iter().copied()).collect());
            if bech32::decode(&line).is_ok() && !groups.contains(&group_of(position)) {
                groups.push(group_of(position));
            }
        }
    }
    match groups[..] {
        [group] => Some(group),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A key made for this test alone.
    fn key() -> RecoveryKey {
        RecoveryKey::make()
    }

    #[test]
    fn a_key_is_read_however_it_was_typed() {
        let key = key();
        let line = key.expose();
        let groups: Vec<String> = key.expose_groups().iter().map(|g| g.to_string()).collect();
        assert_eq!(groups.len(), 15);
        for typed in [
            line.to_string(),
            line.to_lowercase(),
            groups.join(" "),
            groups.join("-").to_lowercase(),
            format!("  {}\n", groups.join("  ")),
            line.replace('0', "O"),
        ] {
            let read = RecoveryKey::read(&typed).expect("an honest spelling of the key");
            assert_eq!(*read.expose(), *line);
        }
    }

    #[test]
    fn other_kinds_of_key_are_refused_and_start_nothing() {
        for typed in [
            "AGE-PLUGIN-YUBIKEY-1QQQQ",
            "age1qqqqqqqq",
            "AGE-SECRET-KEY-PQ-1QQQQ",
        ] {
            assert!(
                matches!(RecoveryKey::read(typed), Err(Error::RecoveryKeyNotOurs)),
                "{typed}"
            );
        }
    }

    #[test]
    fn nonsense_and_cut_keys_are_mistyped() {
        for typed in [
            "",
            "hello",
            "AGE-SECRET-KEY-1",
            "💎",
            &"Q".repeat(58),
            &"Q".repeat(5000),
        ] {
            assert!(matches!(
                RecoveryKey::read(typed),
                Err(Error::RecoveryKeyMistyped { .. })
            ));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn one_slip_points_at_its_group(position in 0usize..58, step in 1usize..31) {
            let line = key().expose();
            let mut letters: Vec<char> = line.strip_prefix(PREFIX).unwrap().chars().collect();
            let at = ALPHABET.find(letters[position]).unwrap();
            letters[position] = ALPHABET.chars().nth((at + step) % 32).unwrap();
            let typed: String = letters.into_iter().collect();
            match RecoveryKey::read(&typed) {
                Err(Error::RecoveryKeyMistyped { group }) => prop_assert_eq!(group, Some(position / 4 + 1)),
                other => prop_assert!(false, "{:?}", other),
            }
        }
    }
}
