import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RecordLine, TimelineMarks } from '../../api';
import { Pages } from './pages';

function shelf(total: number, step = 100) {
  const lines = Array.from({ length: total }, (_, i) => ({ id: `r${i}`, cursor: `c${i}` }) as RecordLine);
  const marks: TimelineMarks = {
    total,
    step,
    marks: Array.from({ length: Math.ceil(total / step) }, (_, page) => (page === 0 ? null : `c${page * step - 1}`)),
  };
  const asked: (string | null)[] = [];
  const fetch = (after: string | null, limit: number) => {
    asked.push(after);
    const from = after === null ? 0 : Number(after.slice(1)) + 1;
    return Promise.resolve(lines.slice(from, from + limit));
  };
  return { marks, fetch, asked };
}

test('any place in a very long diary is one fetch away, and memory stays small', async () => {
  const { marks, fetch, asked } = shelf(100_000);
  const pages = new Pages(marks, fetch, () => undefined);
  await fc.assert(
    fc.asyncProperty(fc.nat(99_999), async (place) => {
      const before = asked.length;
      await pages.want(place, place + 20);
      expect(pages.line(place)?.id).toBe(`r${place}`);
      expect(asked.length - before).toBeLessThanOrEqual(2);
      expect(pages.pagesKept).toBeLessThanOrEqual(24);
    }),
    { numRuns: 300 },
  );
});

test('a page under way is not asked for twice', async () => {
  const { marks, fetch, asked } = shelf(500);
  const pages = new Pages(marks, fetch, () => undefined);
  await Promise.all([pages.want(0, 10), pages.want(5, 50), pages.want(99, 99)]);
  expect(asked).toEqual([null]);
});

test('a refused page is asked for again, but not without end', async () => {
  let tries = 0;
  const refuse = () => {
    tries += 1;
    return Promise.reject(new Error('no'));
  };
  const pages = new Pages(shelf(10).marks, refuse, () => undefined);
  for (let i = 0; i < 10; i++) await pages.want(0, 9);
  expect(tries).toBe(3);
  expect(pages.line(0)).toBeUndefined();
});

test('an empty diary asks for nothing', async () => {
  const { marks, fetch, asked } = shelf(0);
  await new Pages(marks, fetch, () => undefined).want(0, 20);
  expect(asked).toEqual([]);
});
