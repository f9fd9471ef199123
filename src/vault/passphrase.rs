//! Offering a passphrase and saying how guessable one is.

use zeroize::Zeroizing;

use super::secret::{PASSPHRASE_MAX, PASSPHRASE_MIN, Passphrase};

/// How many words the offer has: 7 × 11 bits = 77 bits.
pub const OFFERED_WORDS: usize = 7;

/// How guessable a passphrase is. Advice only: length is the one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Strength {
    /// 0 (guessed at once) to 4 (very hard to guess), as zxcvbn counts it.
    pub level: u8,
    /// How many characters it has.
    pub characters: usize,
    /// It has at least 15 characters.
    pub long_enough: bool,
    /// It has over 1,024 characters.
    pub too_long: bool,
}

/// Seven words drawn by the system's generator from the 2,048 of the BIP-39 English list, joined by spaces.
pub fn suggest_passphrase() -> Zeroizing<String> {
    let list = bip39::Language::English.word_list();
    let mut words = Zeroizing::new(String::with_capacity(OFFERED_WORDS * 9));
    for _ in 0..OFFERED_WORDS {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(list[rand::random_range(0..list.len())]);
    }
    words
}

/// Judges a passphrase, knowing the words a person might pick for this program.
pub fn strength(passphrase: &Passphrase) -> Strength {
    // Past 100 characters nothing changes the answer, and the estimate takes time that grows with length.
    let looked_at: Zeroizing<String> = Zeroizing::new(passphrase.expose().chars().take(100).collect());
    let own_words = ["cairn", "diary", "peer", "support", "recovery", "vault"];
    let characters = passphrase.characters();
    Strength {
        level: u8::from(zxcvbn::zxcvbn(&looked_at, &own_words).score()),
        characters,
        long_enough: characters >= PASSPHRASE_MIN,
        too_long: characters > PASSPHRASE_MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_is_seven_words_of_the_list_and_strong() {
        let offer = suggest_passphrase();
        let words: Vec<&str> = offer.split(' ').collect();
        assert_eq!(words.len(), OFFERED_WORDS);
        assert!(
            words
                .iter()
                .all(|word| bip39::Language::English.find_word(word).is_some())
        );
        let judged = strength(&Passphrase::new(offer.as_str()));
        assert!(judged.long_enough && judged.level == 4, "{judged:?}");
        assert_ne!(*offer, *suggest_passphrase());
    }

    #[test]
    fn easy_ones_are_called_easy_and_still_only_advice() {
        assert!(strength(&Passphrase::new("cairncairncairn")).level <= 1);
        let judged = strength(&Passphrase::new("a".repeat(1025)));
        assert!(judged.too_long);
    }
}
