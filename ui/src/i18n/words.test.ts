import { parse, Pattern, type Entry } from '@fluent/syntax';
import { describe, expect, test } from 'vitest';
import generated from './messages.gen.ts?raw';

const files = import.meta.glob<string>('../../../locales/en-GB/*.ftl', { query: '?raw', import: 'default', eager: true });

/** Words that count, blame or push. Someone tired reads this. */
const banned =
  /\b(streak\w*|fail\w*|overdue|missed|incomplete|broken|wrong|invalid|errors?|should|must|don['’]t forget|keep it up|you haven['’]t|success\w*|congrat\w*)\b|!/i;

function textsOf(pattern: Pattern | null): string[] {
  if (!pattern) return [];
  let here = '';
  const inside: string[] = [];
  for (const element of pattern.elements) {
    if (element.type === 'TextElement') here += element.value;
    else {
      here += 'X';
      if (element.expression.type === 'SelectExpression')
        inside.push(...element.expression.variants.flatMap(({ value }) => textsOf(value)));
    }
  }
  return [here, ...inside];
}

const messages = Object.entries(files).flatMap(([file, text]) =>
  parse(text, {}).body.flatMap((entry: Entry) =>
    entry.type === 'Message'
      ? textsOf(entry.value).map((words) => ({ key: `${file.split('/').at(-1) ?? ''}: ${entry.id.name}`, words }))
      : [],
  ),
);

describe('what Cairn says', () => {
  test('has catalogues to read', () => expect(messages.length).toBeGreaterThan(100));

  test('holds no word that counts, blames or pushes', () => {
    expect(messages.filter(({ words }) => banned.test(words))).toEqual([]);
  });

  test('keeps sentences to 25 words', () => {
    const long = messages.filter(({ words }) => words.split(/[.?:;]\s|\n/).some((sentence) => sentence.trim().split(/\s+/).length > 25));
    expect(long).toEqual([]);
  });

  test('has every message among the typed keys', () => {
    const missing = messages.filter(({ key }) => !generated.includes(`'${key.split(': ')[1] ?? ''}'`));
    expect(missing).toEqual([]);
  });
});
