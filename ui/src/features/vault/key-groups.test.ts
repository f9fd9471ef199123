import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstUnlikely, groupCount, groupLength, groupOfPlace, groupToAsk, joinKey, sameGroup, splitKey } from './key-groups';

const letter = fc.constantFrom(...Array.from('QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'));
const group = (index: number) =>
  fc.array(letter, { minLength: groupLength(index), maxLength: groupLength(index) }).map((all) => all.join(''));
const key = fc.tuple(...Array.from({ length: groupCount }, (_, index) => group(index)));
const copied = (text: string) =>
  fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom('', ' ', '-', '  ')), { minLength: text.length, maxLength: text.length })
    .map((how) =>
      [...how.entries()].map(([at, [lower, gap]]) => (lower ? (text[at] ?? '').toLowerCase() : (text[at] ?? '')) + gap).join(''),
    );

describe('a recovery key', () => {
  test('is the same in any case, with any spaces and dashes', () => {
    fc.assert(
      fc.property(
        key.chain((groups) => fc.tuple(fc.constant(groups), copied(`AGE-SECRET-KEY-1${groups.join('')}`))),
        ([groups, typed]) => {
          expect(splitKey(typed)).toEqual(groups);
          expect(joinKey(splitKey(typed))).toBe(`AGE-SECRET-KEY-1${groups.join('')}`);
        },
      ),
    );
  });

  test('typed right is never doubted; a letter that no key holds is pointed at', () => {
    fc.assert(
      fc.property(key, fc.nat(groupCount - 1), fc.constantFrom('B', '1', 'I', 'O', 'é'), (groups, at, stray) => {
        expect(firstUnlikely(groups)).toBeNull();
        expect(firstUnlikely(groups.with(at, stray + (groups[at] ?? '').slice(1)))).toBe(at);
      }),
    );
  });

  test('compares one group kindly', () => {
    expect(sameGroup(' qp zr ', 'QPZR')).toBe(true);
    expect(sameGroup('QPZ', 'QPZR')).toBe(false);
  });

  test('asks for a full group', () => {
    for (let tries = 0; tries < 50; tries += 1) expect(groupLength(groupToAsk())).toBe(4);
  });

  test('understands where the core saw a slip', () => {
    expect(groupOfPlace('group 5')).toBe(4);
    expect(groupOfPlace('group 16')).toBeNull();
    expect(groupOfPlace(null)).toBeNull();
  });
});
