import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrast, type Oklch } from './oklch';

// Read from the disk: under test, imported style sheets come out empty.
const tokens = readFileSync('src/styles/tokens.css', 'utf8');
const contrastSet = readFileSync('src/styles/contrast.css', 'utf8');

const tints = ['cream', 'white', 'blue', 'green', 'peach', 'grey'];

/** Custom properties of the block that begins with `selector`. */
function block(css: string, selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const body = start < 0 ? '' : css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

/** The parts between commas that no bracket holds. */
function splitTop(text: string): string[] {
  let depth = 0;
  const spaced = Array.from(text, (letter) => {
    depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
    return letter === ',' && depth === 0 ? '|' : letter;
  });
  return spaced
    .join('')
    .split('|')
    .map((part) => part.trim());
}

function number(text: string): number {
  const sum = /^calc\((.+)\)$/.exec(text)?.[1];
  if (sum) {
    const [, left = '', sign, right = ''] = /^(\S+) ([+\-*]) (\S+)$/.exec(sum) ?? [];
    if (sign === '*') return number(left) * number(right);
    return number(left) + (sign === '-' ? -1 : 1) * number(right);
  }
  return text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text);
}

function colour(set: Record<string, string>, name: string, dark: boolean): Oklch {
  let value = set[name] ?? '';
  while (value.includes('var(')) value = value.replace(/var\((--[\w-]+)\)/g, (_, other: string) => set[other] ?? '0');
  const chosen = /^light-dark\(([\s\S]*)\)$/.exec(value.trim())?.[1];
  const text = chosen ? (splitTop(chosen)[dark ? 1 : 0] ?? '') : value;
  const inner = /^(?:light-dark\()?oklch\(([\s\S]*)\)$/.exec(text.trim())?.[1] ?? '';
  const parts = inner.match(/calc\([^)]*\)|\S+/g) ?? [];
  const [l = 0, c = 0, h = 0] = parts.map(number);
  return { l: Math.min(1, l), c, h };
}

const papers = ['--paper', '--paper-raised', '--paper-sunk'];
const pairs: [string, string[], number][] = [
  ['--ink', [...papers, '--paper-pressed', '--moss-wash', '--lichen-wash', '--ember-wash', '--heather-wash'], 7],
  ['--ink-soft', [...papers, '--heather-wash'], 7],
  ['--ink-soft', ['--paper-pressed'], 4.5],
  ['--on-heather', ['--heather', '--heather-pressed'], 7],
  ['--sky', papers, 4.5],
  ['--moss', [...papers, '--moss-wash'], 4.5],
  ['--lichen', [...papers, '--lichen-wash'], 4.5],
  ['--ember', [...papers, '--ember-wash'], 4.5],
  ['--heather', papers, 4.5],
  ['--line-strong', papers, 3],
];

const base = block(tokens, ':root');
const sets = [
  ...tints.map((tint) => ({ name: tint, set: { ...base, ...block(tokens, `[data-tint='${tint}']`) } })),
  { name: 'high contrast', set: { ...base, ...block(contrastSet, "[data-theme='contrast']") } },
];

describe.each(sets)('$name', ({ set }) => {
  test.each([false, true])('every pair can be read (dark: %s)', (dark) => {
    const low = pairs.flatMap(([front, backs, least]) =>
      backs.flatMap((back) => {
        const ratio = contrast(colour(set, front, dark), colour(set, back, dark));
        return ratio < least ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : [];
      }),
    );
    expect(low).toEqual([]);
  });
});

test('black on white is 21 to 1', () => {
  expect(contrast({ l: 0, c: 0, h: 0 }, { l: 1, c: 0, h: 0 })).toBeCloseTo(21, 1);
});
