//! Secrets: no `Serialize`, a `Debug` that says nothing, overwritten when dropped, one loudly named way in.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Error, Result};

/// The fewest characters of a new passphrase (security rule: length, not composition).
pub const PASSPHRASE_MIN: usize = 15;
/// The most characters of a passphrase.
pub const PASSPHRASE_MAX: usize = 1024;

/// What a person types to open a vault.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes a passphrase as it was typed. Nothing is trimmed: a leading space is part of it.
    pub fn new(typed: impl Into<String>) -> Self {
        Passphrase(typed.into())
    }

    /// Takes bytes that crossed from a window or a file.
    ///
    /// # Errors
    /// [`Error::FieldNotUnderstood`] when they are not UTF-8.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        std::str::from_utf8(bytes)
            .map(Self::new)
            .map_err(|_| Error::FieldNotUnderstood("passphrase"))
    }

    /// Refuses what cannot become a vault's passphrase: under 15 or over 1,024 characters, or a NUL.
    ///
    /// # Errors
    /// [`Error::PassphraseTooShort`], [`Error::PassphraseTooLong`], [`Error::PassphraseHasNul`].
    pub fn check_new(&self) -> Result<()> {
        let characters = self.characters();
        if self.0.contains('\0') {
            Err(Error::PassphraseHasNul)
        } else if characters < PASSPHRASE_MIN {
            Err(Error::PassphraseTooShort)
        } else if characters > PASSPHRASE_MAX {
            Err(Error::PassphraseTooLong)
        } else {
            Ok(())
        }
    }

    /// How many characters (Unicode scalar values, composed) it has.
    pub fn characters(&self) -> usize {
        self.0.nfc().count()
    }

    /// The spelling a slot is written with: composed (NFC), so that every keyboard gives the same bytes.
    pub(crate) fn spelling_to_set(&self) -> Zeroizing<String> {
        Zeroizing::new(self.0.nfc().collect())
    }

    /// The spellings to try at unlock, each once: NFC, as typed, NFD.
    pub(crate) fn spellings_to_try(&self) -> Vec<Zeroizing<String>> {
        let mut spellings: Vec<Zeroizing<String>> = vec![self.spelling_to_set()];
        for other in [
            Zeroizing::new(self.0.clone()),
            Zeroizing::new(self.0.nfd().collect()),
        ] {
            if !spellings.contains(&other) {
                spellings.push(other);
            }
        }
        spellings
    }

    /// The words themselves. Never log, print or store them.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// The random key of the database, and the salt it is used with.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(crate) struct DatabaseKey {
    pub(super) key: [u8; 32],
    pub(super) salt: [u8; 16],
}

impl DatabaseKey {
    /// A new key from the system's generator.
    pub(crate) fn make() -> Self {
        DatabaseKey {
            key: rand::random(),
            salt: rand::random(),
        }
    }

    /// SQLCipher's raw form with salt, quotes included: `"x'<64 hex key><32 hex salt>'"`. Never log it.
    pub(super) fn expose_as_pragma(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(101));
        text.push_str("\"x'");
        for byte in self.key.iter().chain(&self.salt) {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
        }
        text.push_str("'\"");
        text
    }
}

impl fmt::Debug for DatabaseKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DatabaseKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_passphrase_is_judged_by_its_length_alone() {
        let check = |typed: &str| Passphrase::new(typed).check_new();
        assert!(matches!(check("fourteen chars"), Err(Error::PassphraseTooShort)));
        assert!(check("fifteen chars !").is_ok());
        assert!(
            check(&"é".repeat(1024)).is_ok(),
            "counted in characters, not bytes"
        );
        assert!(matches!(check(&"x".repeat(1025)), Err(Error::PassphraseTooLong)));
        assert!(matches!(
            check("with a \0 nul inside it"),
            Err(Error::PassphraseHasNul)
        ));
        assert!(check("  leading spaces").is_ok(), "nothing is trimmed");
        assert!(matches!(
            check("e\u{301}".repeat(14).as_str()),
            Err(Error::PassphraseTooShort)
        ));
    }

    #[test]
    fn spellings_are_each_tried_once() {
        assert_eq!(Passphrase::new("plain ascii words").spellings_to_try().len(), 1);
        let decomposed = Passphrase::new("cafe\u{301} au lait, encore");
        let tries = decomposed.spellings_to_try();
        assert_eq!(tries.len(), 2, "NFC first, then as typed, which is NFD");
        assert!(tries[0].contains('é'));
    }

    #[test]
    fn debug_says_nothing() {
        assert_eq!(format!("{:?}", Passphrase::new("brindlewick")), "Passphrase(…)");
        assert_eq!(format!("{:?}", DatabaseKey::make()), "DatabaseKey(…)");
    }

    #[test]
    fn the_pragma_is_the_raw_form_with_salt() {
        let key = DatabaseKey {
            key: [0xab; 32],
            salt: [0x01; 16],
        };
        let text = key.expose_as_pragma();
        assert_eq!(*text, format!("\"x'{}{}'\"", "ab".repeat(32), "01".repeat(16)));
    }
}
