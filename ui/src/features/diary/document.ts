// Just enough knowledge of a ProseMirror document to tell an empty page from a written one,
// so that screens need not load the editor to ask.

interface DocumentNode {
  type?: string;
  text?: string;
  content?: DocumentNode[];
}

export const EMPTY_DOCUMENT = { type: 'doc', content: [{ type: 'paragraph' }] };

export function parseDocument(body: string | null): DocumentNode | null {
  if (body === null) return null;
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? parsed : null;
  } catch {
    return null;
  }
}

/** A body that cannot be read is never called empty: it may be somebody's words. */
export function documentHasWords(body: string | null): boolean {
  if (body === null || body === '') return false;
  const node = parseDocument(body);
  return node === null || nodeHasWords(node);
}

function nodeHasWords(node: DocumentNode): boolean {
  if (node.text !== undefined && node.text !== '') return true;
  const leafOfAnotherKind = node.type !== undefined && !['doc', 'text', 'hardBreak'].includes(node.type) && !TEXT_BLOCKS.has(node.type);
  return leafOfAnotherKind || (node.content ?? []).some(nodeHasWords);
}

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'blockquote', 'bulletList', 'orderedList', 'listItem']);

/** The words of a page, one line for each block. */
export function plainText(body: string | null): string {
  const node = parseDocument(body);
  return node === null ? '' : textOf(node).trim();
}

function textOf(node: DocumentNode): string {
  if (node.type === 'hardBreak') return '\n';
  const inner = (node.content ?? []).map(textOf).join('');
  const ends = node.type === 'paragraph' || node.type === 'heading' ? '\n' : '';
  return (node.text ?? '') + inner + ends;
}
