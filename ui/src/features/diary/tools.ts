// What the text tools can do. One row for each, so that the toolbar and its tests read the same list.
import type { Component } from 'svelte';
import Bold from '@lucide/svelte/icons/bold';
import Heading2 from '@lucide/svelte/icons/heading-2';
import Heading3 from '@lucide/svelte/icons/heading-3';
import Italic from '@lucide/svelte/icons/italic';
import List from '@lucide/svelte/icons/list';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import Quote from '@lucide/svelte/icons/quote';
import Redo from '@lucide/svelte/icons/redo-2';
import Undo from '@lucide/svelte/icons/undo-2';
import type { MessageKey } from '../../i18n/index.svelte';
import type { Editor } from './editor';

type PlainKey = Extract<MessageKey, `diary-${string}`>;

interface Tool {
  name: 'bold' | 'italic' | 'heading' | 'subheading' | 'bullets' | 'numbers' | 'quote' | 'undo' | 'redo';
  icon: Component<{ size?: number | string; 'aria-hidden'?: 'true' }>;
  use: (editor: Editor) => boolean;
  /** Missing for what is done once and has no state. */
  isOn?: (editor: Editor) => boolean;
}

export const toolName = (tool: Tool) => `diary-${tool.name}` satisfies PlainKey;

export const tools: Tool[] = [
  { name: 'bold', icon: Bold, use: (e) => e.commands.toggleBold(), isOn: (e) => e.isActive('bold') },
  { name: 'italic', icon: Italic, use: (e) => e.commands.toggleItalic(), isOn: (e) => e.isActive('italic') },
  {
    name: 'heading',
    icon: Heading2,
    use: (e) => e.commands.toggleHeading({ level: 2 }),
    isOn: (e) => e.isActive('heading', { level: 2 }),
  },
  {
    name: 'subheading',
    icon: Heading3,
    use: (e) => e.commands.toggleHeading({ level: 3 }),
    isOn: (e) => e.isActive('heading', { level: 3 }),
  },
  { name: 'bullets', icon: List, use: (e) => e.commands.toggleBulletList(), isOn: (e) => e.isActive('bulletList') },
  { name: 'numbers', icon: ListOrdered, use: (e) => e.commands.toggleOrderedList(), isOn: (e) => e.isActive('orderedList') },
  { name: 'quote', icon: Quote, use: (e) => e.commands.toggleBlockquote(), isOn: (e) => e.isActive('blockquote') },
  { name: 'undo', icon: Undo, use: (e) => e.commands.undo() },
  { name: 'redo', icon: Redo, use: (e) => e.commands.redo() },
];
