//! Markdown (or plain text, which is Markdown without marks) on the way in.
//!
//! Nothing is fetched, nothing is run: HTML becomes the text it is written as, a link its words and its address,
//! an image its description. A line end stays a line end, so plain text keeps its shape.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value, json};

use super::Document;

/// Deeper quotes and lists than this are kept as words, without the further indent.
const NESTING: usize = 20;

/// Reads Markdown. Every text is a document: nothing is refused.
pub fn from_markdown(text: &str) -> Document {
    let mut builder = Builder::default();
    builder.open("doc", Map::new());
    for event in Parser::new_ext(text, Options::empty()) {
        builder.take(event);
    }
    while builder.stack.len() > 1 {
        builder.close();
    }
    Document(
        builder
            .stack
            .pop()
            .map_or_else(|| json!({"type": "doc"}), Node::finish),
    )
}

struct Node {
    kind: &'static str,
    attrs: Map<String, Value>,
    content: Vec<Value>,
}

impl Node {
    /// The editor's own rules: a list item begins with a paragraph, and a document or a quote is never empty.
    fn finish(mut self) -> Value {
        let begins_with_paragraph = self
            .content
            .first()
            .is_some_and(|first| first["type"] == "paragraph");
        let wants_one = match self.kind {
            "listItem" => !begins_with_paragraph,
            "doc" | "blockquote" => self.content.is_empty(),
            _ => false,
        };
        if wants_one {
            self.content.insert(0, json!({"type": "paragraph"}));
        }
        let mut value = Map::new();
        value.insert("type".into(), self.kind.into());
        if !self.attrs.is_empty() {
            value.insert("attrs".into(), self.attrs.into());
        }
        if !self.content.is_empty() {
            value.insert("content".into(), self.content.into());
        }
        value.into()
    }
}

#[derive(Default)]
struct Builder {
    stack: Vec<Node>,
    bold: usize,
    italic: usize,
    /// Containers that were too deep to open, so that their ends are not taken for others'.
    skipped: usize,
    addresses: Vec<String>,
}

impl Builder {
    fn open(&mut self, kind: &'static str, attrs: Map<String, Value>) {
        self.stack.push(Node {
            kind,
            attrs,
            content: Vec::new(),
        });
    }

    fn close(&mut self) {
        if self.stack.len() > 1
            && let Some(node) = self.stack.pop()
        {
            let value = node.finish();
            if let Some(parent) = self.stack.last_mut() {
                parent.content.push(value);
            }
        }
    }

    fn in_text_block(&self) -> bool {
        self.stack
            .last()
            .is_some_and(|node| matches!(node.kind, "paragraph" | "heading"))
    }

    /// A list item or quote may hold text without a paragraph of its own.
    fn close_text_block(&mut self) {
        if self.in_text_block() {
            self.close();
        }
    }

    fn open_container(&mut self, kind: &'static str, attrs: Map<String, Value>) {
        self.close_text_block();
        if self.stack.len() > NESTING {
            self.skipped += 1;
        } else {
            self.open(kind, attrs);
        }
    }

    fn close_container(&mut self) {
        self.close_text_block();
        if self.skipped > 0 {
            self.skipped -= 1;
        } else {
            self.close();
        }
    }

    fn text(&mut self, text: &str) {
        for (place, line) in text.split('\n').enumerate() {
            if place > 0 {
                self.inline(json!({"type": "hardBreak"}));
            }
            let line = line.trim_end_matches('\r');
            if line.is_empty() {
                continue;
            }
            let mut marks: Vec<Value> = Vec::new();
            if self.bold > 0 {
                marks.push(json!({"type": "bold"}));
            }
            if self.italic > 0 {
                marks.push(json!({"type": "italic"}));
            }
            let mut node = json!({"type": "text", "text": line});
            if !marks.is_empty() {
                node["marks"] = marks.into();
            }
            self.inline(node);
        }
    }

    fn inline(&mut self, node: Value) {
        if !self.in_text_block() {
            self.open("paragraph", Map::new());
        }
        if let Some(block) = self.stack.last_mut() {
            block.content.push(node);
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::Html(text) | Event::InlineHtml(text) => self.text(text.trim_end_matches('\n')),
            Event::SoftBreak | Event::HardBreak => self.inline(json!({"type": "hardBreak"})),
            // The page has no drawn line; one that was typed stays as signs on a line of their own.
            Event::Rule => {
                self.close_text_block();
                self.text("* * *");
                self.close_text_block();
            }
            Event::FootnoteReference(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.text(&text)
            }
            Event::TaskListMarker(_) => {}
        }
    }

    #[allow(clippy::wildcard_enum_match_arm)] // the parser's list, most of which is not switched on
    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock => self.close_text_block(),
            Tag::Heading { level, .. } => {
                self.close_text_block();
                let level = if level == HeadingLevel::H1 || level == HeadingLevel::H2 {
                    2
                } else {
                    3
                };
                self.open("heading", Map::from_iter([("level".to_owned(), json!(level))]));
            }
            Tag::BlockQuote(_) => self.open_container("blockquote", Map::new()),
            Tag::List(None) => self.open_container("bulletList", Map::new()),
            Tag::List(Some(start)) => {
                self.open_container(
                    "orderedList",
                    Map::from_iter([("start".to_owned(), json!(start))]),
                );
            }
            Tag::Item => self.open_container("listItem", Map::new()),
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { dest_url, .. } => self.addresses.push(dest_url.into_string()),
            // Nothing else is switched on in the parser; its words come through as text.
            _ => {}
        }
    }

    #[allow(clippy::wildcard_enum_match_arm)] // the parser's list, most of which is not switched on
    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.close_text_block()
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close_container(),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => {
                if let Some(address) = self.addresses.pop().filter(|address| !address.is_empty()) {
                    self.text(&format!(" ({address})"));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_marks_and_lists_come_through() {
        let document = from_markdown(
            "# Tuesday\n\nFirst line\nsecond **line**\n\n- one\n- two\n  - deeper\n\n> quiet\n",
        );
        assert_eq!(
            document.plain_text(),
            "Tuesday\nFirst line\nsecond line\none\ntwo\ndeeper\nquiet"
        );
        let json = document.to_json();
        for part in ["\"heading\"", "\"bulletList\"", "\"blockquote\"", "\"bold\""] {
            assert!(json.contains(part), "{part} in {json}");
        }
    }

    #[test]
    fn nothing_is_fetched_or_run() {
        let document =
            from_markdown("<script>x()</script>\n\n[here](javascript:y) ![a view](http://far/z.png)");
        let text = document.plain_text();
        assert!(
            text.contains("<script>x()</script>") && text.contains("here (javascript:y)"),
            "{text}"
        );
        assert!(text.contains("a view") && !text.contains("far/z.png"));
    }

    #[test]
    fn what_is_made_is_what_the_editor_takes() {
        let json = |text: &str| from_markdown(text).to_json();
        assert_eq!(json(""), r#"{"type":"doc","content":[{"type":"paragraph"}]}"#);
        assert!(json(">").contains(r#"{"type":"blockquote","content":[{"type":"paragraph"}]}"#));
        for text in ["-", "- - deeper", "- # heading", "1. > quote"] {
            assert!(
                json(text).contains(r#"{"type":"listItem","content":[{"type":"paragraph""#),
                "{text}"
            );
        }
        assert_eq!(from_markdown("one\n\n---\n\ntwo").plain_text(), "one\n* * *\ntwo");
    }

    #[test]
    fn very_deep_quotes_stay_within_bounds() {
        let document = from_markdown(&format!("{} deepest", ">".repeat(5_000)));
        assert!(document.plain_text().contains("deepest"));
        assert!(Document::read(&document.to_json()).is_ok());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_text_gives_a_document_that_is_taken_back(text in "(\\PC|[\\n>*#`\\-0-9. <>_\\[\\]()!]){0,200}") {
            let document = from_markdown(&text);
            prop_assert!(Document::read(&document.to_json()).is_ok());
        }

        #[test]
        fn plain_words_are_all_kept(words in prop::collection::vec("[a-z]{1,12}", 1..40)) {
            let text = words.chunks(5).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n");
            prop_assert_eq!(from_markdown(&text).plain_text(), text);
        }
    }
}
