import type { Attachment } from 'svelte/attachments';

/**
 * A text area as tall as its words. Its height is set on the element, since the policy allows no style text.
 * Attachments run again when what they read changes, so reading the text here is enough.
 */
export const grow =
  (text: () => string): Attachment<HTMLTextAreaElement> =>
  (area) => {
    text();
    area.style.blockSize = 'auto';
    if (area.scrollHeight > 0) area.style.blockSize = `${area.scrollHeight + 2}px`;
  };
