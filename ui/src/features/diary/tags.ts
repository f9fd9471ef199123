// A person's own labels.

/** The labels with this one added; the same words in other capitals are the same label. */
export function addTag(tags: string[], typed: string): string[] {
  const tag = typed.trim().replace(/\s+/g, ' ');
  const known = tags.some((each) => each.toLocaleLowerCase('en-GB') === tag.toLocaleLowerCase('en-GB'));
  return tag === '' || known ? tags : [...tags, tag];
}
