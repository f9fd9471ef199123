// The writing surface; its own chunk, fetched when a page is first opened. Documents go in and out as JSON, never as
// HTML, and what this schema does not know (links, pictures) is dropped from anything pasted.
import { Editor, type JSONContent } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Placeholder, UndoRedo } from '@tiptap/extensions';

export type { Editor };

interface EditorOptions {
  element: HTMLElement;
  body: JSONContent;
  label: string;
  describedBy: string;
  placeholder: string;
  editable: boolean;
  onChange: (body: string | null) => void;
  onTransaction: () => void;
  /** The document holds something this Cairn does not know. */
  onNotUnderstood: () => void;
  onToolsAsked: () => void;
}

/** Tab is for leaving the page, so list items do not take it. */
const Item = ListItem.extend({
  addKeyboardShortcuts() {
    return { Enter: () => this.editor.commands.splitListItem(this.name) };
  },
});

export function createEditor(options: EditorOptions): Editor {
  return new Editor({
    element: options.element,
    injectCSS: false,
    enableContentCheck: true,
    content: options.body,
    editable: options.editable,
    extensions: [
      Document,
      Paragraph,
      Text,
      Bold,
      Italic,
      HardBreak,
      Blockquote,
      Heading.configure({ levels: [2, 3] }),
      BulletList,
      OrderedList,
      Item,
      ListKeymap,
      UndoRedo,
      Placeholder.configure({ placeholder: options.placeholder }),
    ],
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': options.label,
        'aria-describedby': options.describedBy,
        spellcheck: 'false',
        translate: 'no',
      },
      handleKeyDown: (_view, event) => {
        if (event.key !== 'F10' || !event.altKey) return false;
        event.preventDefault();
        options.onToolsAsked();
        return true;
      },
    },
    onUpdate: ({ editor }) => options.onChange(editor.isEmpty ? null : JSON.stringify(editor.getJSON())),
    onTransaction: options.onTransaction,
    onContentError: options.onNotUnderstood,
  });
}
