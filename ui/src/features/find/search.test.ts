import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Found } from '../../api';
import { Search } from './search.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const found = (id: string) => [{ line: { id } }] as Found[];

test('the last question wins, however slow the earlier answers are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ pause: fc.nat(400), latency: fc.nat(2000) }), { minLength: 1, maxLength: 12 }),
      async (questions) => {
        const search = new Search(async (query) => {
          await new Promise((done) => setTimeout(done, questions[Number(query)]?.latency));
          return found(query);
        });
        for (const [i, { pause }] of questions.entries()) {
          search.type(String(i));
          await vi.advanceTimersByTimeAsync(pause);
        }
        await vi.advanceTimersByTimeAsync(5000);
        expect(search.results[0]?.line.id).toBe(String(questions.length - 1));
        expect(search.answered).toBe(String(questions.length - 1));
      },
    ),
  );
});

test('asks once per pause, and not at all for blanks', async () => {
  const ask = vi.fn(() => Promise.resolve(found('x')));
  const search = new Search(ask);
  for (const query of ['q', 'qu', 'que', 'quern']) search.type(query);
  await vi.advanceTimersByTimeAsync(200);
  expect(ask).toHaveBeenCalledExactlyOnceWith('quern', null, 50);
  search.type('  ');
  await vi.advanceTimersByTimeAsync(200);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(search.results).toEqual([]);
});

test('a refusal empties the list and says so', async () => {
  const search = new Search(() => Promise.reject(new Error('no')));
  search.type('quern');
  await vi.advanceTimersByTimeAsync(200);
  expect(search.refused).toBe(true);
});
