//! Documents people write: a small, closed kind of ProseMirror JSON.
//!
//! It is stored as it is, never as HTML and never as Markdown (round trips lose things). Search reads the plain
//! text that [`Document::plain_text`] gives.

mod markdown;

use serde_json::Value;

pub use markdown::from_markdown;

use crate::{Error, Result};

/// Nodes that stand on lines of their own.
const BLOCKS: [&str; 7] = [
    "paragraph",
    "heading",
    "bulletList",
    "orderedList",
    "listItem",
    "blockquote",
    "doc",
];
const MARKS: [&str; 2] = ["bold", "italic"];
/// Deeper nesting than anybody writes; it keeps walks off the end of the stack.
const DEEPEST: usize = 100;

/// A checked document.
#[derive(Debug, Clone, PartialEq)]
pub struct Document(Value);

impl Document {
    /// Reads and checks a document from its JSON text.
    ///
    /// # Errors
    /// [`Error::DocumentNotUnderstood`] naming the part (never the text) that Cairn does not know.
    pub fn read(json: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(json).map_err(|_| Error::DocumentNotUnderstood("json"))?;
        Self::check(value)
    }

    /// Checks a document that is parsed already.
    ///
    /// # Errors
    /// As [`Document::read`].
    pub fn check(value: Value) -> Result<Self> {
        if value.get("type").and_then(Value::as_str) != Some("doc") {
            return Err(Error::DocumentNotUnderstood("doc"));
        }
        check_node(&value, 0)?;
        Ok(Document(value))
    }

    /// The document as JSON text.
    pub fn to_json(&self) -> String {
        self.0.to_string()
    }

    /// The document as JSON.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// Its words: blocks on lines of their own, hard breaks as line ends.
    pub fn plain_text(&self) -> String {
        let mut text = String::new();
        gather(&self.0, &mut text);
        text.truncate(text.trim_end().len());
        text
    }
}

fn children(node: &Value) -> &[Value] {
    node.get("content")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

fn check_node(node: &Value, depth: usize) -> Result<()> {
    if depth > DEEPEST {
        return Err(Error::DocumentNotUnderstood("depth"));
    }
    let kind = node
        .get("type")
        .and_then(Value::as_str)
        .ok_or(Error::DocumentNotUnderstood("type"))?;
    match kind {
        "text" => {
            if !node.get("text").is_some_and(Value::is_string) {
                return Err(Error::DocumentNotUnderstood("text"));
            }
            check_marks(node)?;
        }
        "hardBreak" => check_marks(node)?,
        "heading" => {
            let level = node.pointer("/attrs/level").and_then(Value::as_u64);
            if !matches!(level, Some(1..=3)) {
                return Err(Error::DocumentNotUnderstood("heading"));
            }
        }
        other if BLOCKS.contains(&other) => {}
        _ => return Err(Error::DocumentNotUnderstood("node")),
    }
    if node.get("content").is_some_and(|content| !content.is_array()) {
        return Err(Error::DocumentNotUnderstood("content"));
    }
    children(node)
        .iter()
        .try_for_each(|child| check_node(child, depth + 1))
}

fn check_marks(node: &Value) -> Result<()> {
    let Some(marks) = node.get("marks") else {
        return Ok(());
    };
    let marks = marks.as_array().ok_or(Error::DocumentNotUnderstood("marks"))?;
    let known = |mark: &Value| {
        mark.get("type")
            .and_then(Value::as_str)
            .is_some_and(|name| MARKS.contains(&name))
    };
    if marks.iter().all(known) {
        Ok(())
    } else {
        Err(Error::DocumentNotUnderstood("mark"))
    }
}

fn gather(node: &Value, text: &mut String) {
    match node.get("type").and_then(Value::as_str) {
        Some("text") => text.push_str(node.get("text").and_then(Value::as_str).unwrap_or_default()),
        Some("hardBreak") => text.push('\n'),
        Some("paragraph" | "heading") => {
            children(node).iter().for_each(|child| gather(child, text));
            text.push('\n');
        }
        _ => children(node).iter().for_each(|child| gather(child, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn paragraph(text: &str) -> Value {
        json!({"type": "paragraph", "content": [{"type": "text", "text": text}]})
    }

    #[test]
    fn plain_text_keeps_every_word_and_the_lines() {
        let document = Document::check(json!({"type": "doc", "content": [
            {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "One"}]},
            {"type": "bulletList", "content": [
                {"type": "listItem", "content": [paragraph("two")]},
                {"type": "listItem", "content": [paragraph("three")]}]},
            {"type": "paragraph", "content": [
                {"type": "text", "text": "four ", "marks": [{"type": "bold"}]},
                {"type": "text", "text": "five"}, {"type": "hardBreak"}, {"type": "text", "text": "six"}]},
        ]}))
        .unwrap();
        assert_eq!(document.plain_text(), "One\ntwo\nthree\nfour five\nsix");
    }

    #[test]
    fn what_is_not_known_is_refused_by_name_and_never_quoted() {
        for (value, place) in [
            (
                json!({"type": "doc", "content": [{"type": "image", "attrs": {"src": "brindle"}}]}),
                "node",
            ),
            (
                json!({"type": "doc", "content": [{"type": "text", "text": "x", "marks": [{"type": "link"}]}]}),
                "mark",
            ),
            (
                json!({"type": "doc", "content": [{"type": "heading", "attrs": {"level": 9}}]}),
                "heading",
            ),
            (json!({"type": "doc", "content": "brindle"}), "content"),
            (json!({"type": "paragraph"}), "doc"),
            (json!({"type": "doc", "content": [{"type": "text"}]}), "text"),
        ] {
            match Document::check(value) {
                Err(Error::DocumentNotUnderstood(named)) => assert_eq!(named, place),
                other => panic!("{place}: {other:?}"),
            }
        }
        assert!(Document::read("not json").is_err());
        assert!(Document::read(r#"{"type":"doc","content":[{"type":"text","text":"\ud800"}]}"#).is_err());
        let deep = format!(
            "{}{}",
            r#"{"type":"doc","content":["#.repeat(110),
            "]}".repeat(110)
        );
        assert!(Document::read(&deep).is_err());
    }

    #[test]
    fn markup_in_text_is_only_text() {
        let text = r#"<script>alert(1)</script> <img src=x onerror=y> [a](javascript:z)"#;
        let document = Document::check(json!({"type": "doc", "content": [paragraph(text)]})).unwrap();
        assert_eq!(document.plain_text(), text);
    }
}
