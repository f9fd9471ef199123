import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Drafts } from './drafts';
import { Disk, blank } from './disk.fake';
import type { RecordSaver } from './saver.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('one record', () => {
  test('is saved after a pause, and says so once', async () => {
    const disk = new Disk();
    const saver = new Drafts(disk.ports).open('a', 0);
    for (const title of ['q', 'qu', 'qui']) {
      saver.change(blank({ title }));
      await wait(200);
    }
    expect(disk.saves).toBe(0);
    await wait(700);
    expect(disk.titleOf('a')).toBe('qui');
    expect(saver.phase).toBe('saved');
    expect(saver.pauses).toBe(1);
  });

  test('is saved within two seconds of steady typing', async () => {
    const disk = new Disk();
    const saver = new Drafts(disk.ports).open('a', 0);
    for (let i = 0; i < 20; i++) {
      saver.change(blank({ title: `word ${i}` }));
      await wait(100);
    }
    expect(disk.saves).toBeGreaterThan(0);
    expect(saver.pauses).toBe(0);
    await wait(1000);
    expect(saver.pauses).toBe(1);
  });

  test('that holds nothing is never made', async () => {
    const disk = new Disk();
    const saver = new Drafts(disk.ports).open('a', 0);
    saver.change(blank({ title: 'x' }));
    saver.change(blank({ title: '' }));
    expect(await saver.flush()).toBe(true);
    await wait(5000);
    expect(disk.saves).toBe(0);
  });

  test('can be emptied once it has been saved', async () => {
    const disk = new Disk();
    const saver = new Drafts(disk.ports).open('a', 0);
    saver.change(blank({ title: 'x' }));
    await saver.flush();
    saver.change(blank({ title: '' }));
    await saver.flush();
    expect(disk.titleOf('a')).toBe('');
  });

  test('keeps its words when a save is refused, and tries again by itself', async () => {
    const disk = new Disk();
    disk.refuse = ['diskFull', 'diskFull'];
    const saver = new Drafts(disk.ports).open('a', 0);
    saver.change(blank({ title: 'kept' }));
    await wait(900);
    expect(saver.phase).toBe('refused');
    expect(saver.reason).toBe('diskFull');
    expect(saver.unsaved?.title).toBe('kept');
    await wait(4000);
    expect(saver.phase).toBe('saved');
    expect(saver.reason).toBeNull();
    expect(disk.titleOf('a')).toBe('kept');
  });

  test('that was changed elsewhere is saved as a copy, and neither is lost', async () => {
    const disk = new Disk();
    const saver = new Drafts(disk.ports).open('a', 0);
    saver.change(blank({ title: 'mine' }));
    await saver.flush();
    disk.changeElsewhere('a', 'theirs');
    saver.change(blank({ title: 'mine too' }));
    expect(await saver.flush()).toBe(true);
    expect(saver.copied).toBe(true);
    expect(saver.id).not.toBe('a');
    expect(disk.titleOf('a')).toBe('theirs');
    expect(disk.titleOf(saver.id)).toBe('mine too');
  });

  test('is gone from memory after a lock', async () => {
    const disk = new Disk();
    disk.refuse = ['diskFull'];
    const drafts = new Drafts(disk.ports);
    const saver = drafts.open('a', 0);
    saver.change(blank({ title: 'x' }));
    expect(await drafts.flush()).toBe(false);
    drafts.drop();
    expect(saver.unsaved).toBeNull();
    await wait(60_000);
    expect(disk.saves).toBe(0);
  });
});

test('a page left while its save was refused is still there to come back to', async () => {
  const disk = new Disk();
  disk.refuse = ['cannotWrite', 'cannotWrite'];
  const drafts = new Drafts(disk.ports);
  const saver = drafts.open('a', 0);
  saver.change(blank({ title: 'words' }));
  await drafts.leave(saver);
  expect((await drafts.settle('a'))?.unsaved?.title).toBe('words');
  expect(await drafts.settle('a')).toBeNull();
  expect(disk.titleOf('a')).toBe('words');
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type' as const), ms: fc.nat(900) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('switch' as const), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('latency' as const), ms: fc.nat(450) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), times: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('elsewhere' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lock' as const) }) },
);

test('whatever happens, no word older than two seconds is lost and no record gets another’s words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const disk = new Disk();
      const drafts = new Drafts(disk.ports);
      const names = ['a', 'b', 'c'];
      const savers = new Map<string, RecordSaver>();
      const typed = new Map<string, { title: string; at: number }[]>();
      const saverOf = (name: string): RecordSaver => {
        const saver = savers.get(name) ?? drafts.open(name, 0);
        savers.set(name, saver);
        return saver;
      };
      let here = 'a';
      let words = 0;

      for (const now of steps) {
        if (now.do === 'type') {
          const title = `${here}${words++}`;
          saverOf(here).change(blank({ title }));
          typed.set(here, [...(typed.get(here) ?? []), { title, at: Date.now() }]);
          await wait(now.ms);
        } else if (now.do === 'switch') {
          void saverOf(here).flush();
          here = names[now.to] ?? 'a';
        } else if (now.do === 'latency') disk.latency = now.ms;
        else if (now.do === 'refuse') disk.refuse = Array<'diskFull'>(now.times).fill('diskFull');
        else if (now.do === 'elsewhere') disk.changeElsewhere(saverOf(here).id, `${here}elsewhere`);
        else {
          const flushed = drafts.flush();
          await wait(2000);
          if (await flushed) for (const list of typed.values()) expect(disk.written).toContain(list.at(-1)?.title ?? '');
        }

        for (const [name, list] of typed) {
          const saver = saverOf(name);
          const old = list.filter((word) => word.at <= Date.now() - 2000).at(-1);
          // Refused words are not lost: they are on the screen and in the saver, which keeps trying.
          const safe = saver.phase === 'refused' ? [...disk.written, saver.unsaved?.title] : disk.written;
          const newerOrSame = list.filter((word) => old && word.at >= old.at).map((word) => word.title);
          if (old) expect(newerOrSame.some((title) => safe.includes(title))).toBe(true);
        }
      }

      disk.refuse = [];
      for (let i = 0; i < 40; i++) await wait(1000);
      for (const [name, list] of typed) {
        const last = list.at(-1)?.title ?? '';
        expect(disk.written).toContain(last);
        expect([last, `${name}elsewhere`]).toContain(disk.titleOf(saverOf(name).id));
      }
      for (const [id, title] of disk.titles()) if (names.includes(id)) expect(title[0]).toBe(id);
      drafts.drop();
    }),
    { numRuns: 150 },
  );
});
