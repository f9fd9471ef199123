//! Full-text search, in the form that stays fast when every page is encrypted.
//!
//! Ranking, snippet and limit happen inside the index's own query, and only the winners are joined to their
//! records; the obvious join with `bm25()` was measured ten times slower.

use sqlx::{AssertSqlSafe, Row};

use super::id::SessionId;
use super::line::{self, COLUMNS, Line};
use crate::Result;
use crate::vault::Vault;

/// Marks around a hit; `Words` and titles hold no control characters.
const HIT_BEGINS: char = '\u{2}';
const HIT_ENDS: char = '\u{3}';
/// Longer texts (in characters) get a plain stretch around the first hit: FTS5's own snippet compares all hits with
/// each other, and was seen to take minutes over 20 MiB.
const SNIPPET_MAX: u32 = 64 * 1024;
/// More words than anybody searches for at once.
const TERMS_MAX: usize = 64;

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How lists show it.
    pub line: Line,
    /// The title in pieces, hits marked.
    pub title: Vec<Piece>,
    /// Words around the best hit, in pieces.
    pub snippet: Vec<Piece>,
}

/// A piece of text that is, or is not, what was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// It was searched for.
    pub hit: bool,
}

/// Finds records with all the words of `query`, the best first. The last word may be unfinished; words in
/// double quotes must stand together. Anything can be typed: what holds no word finds nothing.
///
/// # Errors
/// What the database refuses; never what was typed.
pub async fn search(
    vault: &Vault,
    query: &str,
    session: Option<&SessionId>,
    limit: u32,
) -> Result<Vec<Found>> {
    let Some(terms) = match_expression(query) else {
        return Ok(Vec::new());
    };
    // The plus keeps the session from steering the plan: the index must stream by rank.
    let in_session = if session.is_some() {
        "AND +rowid IN (SELECT record_seq FROM record_session WHERE session_id = ?3)"
    } else {
        ""
    };
    let statement = format!(
        "SELECT {COLUMNS}, h.t, h.s FROM (
           SELECT rowid AS id, highlight(record_fts, 0, char(2), char(3)) AS t,
                  iif(length(words) <= {SNIPPET_MAX}, snippet(record_fts, 1, char(2), char(3), '…', 14),
                      '…' || substr(words, max(1, instr(lower(words), ?4) - 60), 160) || '…') AS s,
                  rank AS k
           FROM record_fts WHERE record_fts MATCH ?1 AND rank MATCH 'bm25(5.0, 1.0)' {in_session}
           ORDER BY rank LIMIT ?2
         ) h JOIN record r ON r.seq = h.id ORDER BY h.k"
    );
    let first_word = first_word(&terms);
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(&terms)
        .bind(limit)
        .bind(session.map(SessionId::as_str))
        .bind(&first_word)
        .fetch_all(&mut *vault.db().await)
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Found {
                line: line::from_row(row)?,
                title: pieces(row.try_get(16)?),
                snippet: marked_at(row.try_get(17)?, &first_word),
            })
        })
        .collect()
}

/// FTS5's own query language never sees what was typed: every word is quoted. `None` when there is no word.
fn match_expression(query: &str) -> Option<String> {
    let mut terms: Vec<String> = Vec::new();
    for (place, part) in query.split('"').enumerate() {
        let quoted = place % 2 == 1;
        let words: Vec<&str> = if quoted {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        terms.extend(
            words
                .into_iter()
                .filter(|word| word.chars().any(char::is_alphanumeric))
                .map(|word| {
                    let plain: String = word.chars().filter(|c| !c.is_control()).collect();
                    format!("\"{plain}\"")
                }),
        );
    }
    terms.truncate(TERMS_MAX);
    let unfinished = query.chars().last().is_some_and(char::is_alphanumeric);
    if unfinished && let Some(last) = terms.last_mut() {
        last.push('*');
    }
    if terms.is_empty() {
        None
    } else {
        Some(terms.join(" "))
    }
}

/// The first word of an expression, in small letters.
fn first_word(terms: &str) -> String {
    let quoted = terms.split('"').nth(1).unwrap_or_default();
    quoted
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or_default()
        .to_lowercase()
}

/// The pieces of a snippet; in a stretch that the index did not mark, the first place of `word` is the hit.
fn marked_at(snippet: &str, word: &str) -> Vec<Piece> {
    let place = if snippet.contains(HIT_BEGINS) || word.is_empty() {
        None
    } else {
        // Small letters of another length would move places, so only ASCII is folded, as the statement does.
        snippet.to_ascii_lowercase().find(word)
    };
    let Some(place) = place else {
        return pieces(snippet);
    };
    let (before, rest) = snippet.split_at(place);
    let (hit, after) = rest.split_at(word.len());
    pieces(&format!("{before}{HIT_BEGINS}{hit}{HIT_ENDS}{after}"))
}

fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut hit = false;
    for part in marked.split_inclusive([HIT_BEGINS, HIT_ENDS]) {
        let text = part.trim_end_matches([HIT_BEGINS, HIT_ENDS]);
        if !text.is_empty() {
            pieces.push(Piece {
                text: text.to_owned(),
                hit,
            });
        }
        hit = part.ends_with(HIT_BEGINS);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_word_is_quoted_and_the_last_may_be_unfinished() {
        assert_eq!(
            match_expression("quern light"),
            Some("\"quern\" \"light\"*".to_owned())
        );
        assert_eq!(
            match_expression("quern light "),
            Some("\"quern\" \"light\"".to_owned())
        );
        assert_eq!(
            match_expression("\"two words\" on"),
            Some("\"two words\" \"on\"*".to_owned())
        );
        assert_eq!(
            match_expression("NEAR(a b)"),
            Some("\"NEAR(a\" \"b)\"".to_owned())
        );
        for nothing in ["", "\"", "*", ":", "!?…", "  ", "\"\"\"", "-", "^", "(", "{}"] {
            assert_eq!(match_expression(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn pieces_tell_hits_apart() {
        let piece = |text: &str, hit| Piece {
            text: text.to_owned(),
            hit,
        };
        assert_eq!(
            pieces("the \u{2}quern\u{3} on"),
            [piece("the ", false), piece("quern", true), piece(" on", false)]
        );
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn a_stretch_of_a_very_long_text_is_marked_where_the_word_is() {
        assert_eq!(first_word("\"Quern-light\"*"), "quern");
        let piece = |text: &str, hit| Piece {
            text: text.to_owned(),
            hit,
        };
        assert_eq!(
            marked_at("…the Quern there…", "quern"),
            [
                piece("…the ", false),
                piece("Quern", true),
                piece(" there…", false)
            ]
        );
        assert_eq!(marked_at("…é…", "quern"), [piece("…é…", false)]);
    }

    proptest! {
        #[test]
        fn what_is_typed_never_leaves_its_quotes(query in "[a-zé0-9\"*:()^{} \\-\\u{0}\\u{2}]{0,60}") {
            if let Some(expression) = match_expression(&query) {
                prop_assert_eq!(expression.matches('"').count() % 2, 0);
                let outside: String = expression.split('"').step_by(2).collect();
                prop_assert!(outside.trim_end_matches('*').trim().is_empty(), "{}", expression);
            }
        }
    }
}
