//! The words search should find in a record, gathered from all its fields.

/// Gathers text. Control characters become spaces, so that search may mark hits with its own.
#[derive(Debug, Default)]
pub struct Words(String);

impl Words {
    /// Adds a text on lines of its own; an empty one adds nothing.
    pub fn add(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.extend(
            text.chars()
                .map(|c| if c.is_control() && c != '\n' { ' ' } else { c }),
        );
    }

    /// The first words, on one line, at most 200 characters, for lists.
    pub(crate) fn excerpt(&self) -> String {
        let mut excerpt = String::new();
        let mut characters = 0;
        for word in self.0.split_whitespace() {
            let length = word.chars().count();
            if characters + length > 199 {
                let room = 199_usize.saturating_sub(characters);
                excerpt.extend(word.chars().take(if characters == 0 { room } else { 0 }));
                excerpt.push('…');
                break;
            }
            if characters > 0 {
                excerpt.push(' ');
                characters += 1;
            }
            excerpt.push_str(word);
            characters += length;
        }
        excerpt
    }

    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn control_characters_cannot_pass_for_marks() {
        let mut words = Words::default();
        words.add("one\u{2}two\u{3}\nthree");
        assert_eq!(words.into_text(), "one two \nthree");
    }

    proptest! {
        #[test]
        fn an_excerpt_is_one_short_line(text in "\\PC{0,600}") {
            let mut words = Words::default();
            words.add(&text);
            let excerpt = words.excerpt();
            prop_assert!(excerpt.chars().count() <= 201);
            prop_assert!(!excerpt.contains('\n'));
        }
    }
}
