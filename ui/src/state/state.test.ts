import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { emit } from '../api/mock';
import { install } from '../fake';
import { flushAll, onFlush } from './flush';
import { look } from './look.svelte';
import { parseRoute, writeRoute, type Route } from './routes';
import { vault } from './vault.svelte';

const part = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed() && text !== 'new');
const route: fc.Arbitrary<Route> = fc.oneof(
  fc.constantFrom<Route>({ name: 'today' }, { name: 'diary' }, { name: 'put-away' }),
  fc.record({ name: fc.constant('write' as const), id: fc.option(part), session: fc.option(part), prompt: fc.option(part) }),
  fc.record({ name: fc.constant('course' as const), session: fc.option(part) }),
  fc.record({ name: fc.constant('settings' as const), section: fc.constantFrom('look' as const, 'safety' as const, 'about' as const) }),
);

describe('addresses', () => {
  test('lead back to where they were written', () => {
    fc.assert(
      fc.property(route, (one) => {
        expect(parseRoute(writeRoute(one))).toEqual(one);
      }),
    );
  });

  test('lead somewhere, whatever they say', () => {
    fc.assert(
      fc.property(fc.string(), (hash) => {
        expect(parseRoute(hash)).toHaveProperty('name');
      }),
    );
  });
});

describe('saving before leaving', () => {
  test('waits for all, and one that cannot save does not stop the others', async () => {
    const saved = vi.fn(() => Promise.resolve());
    const leave = [onFlush(() => Promise.reject(new Error())), onFlush(saved)];
    expect(await flushAll()).toBe(false);
    expect(saved).toHaveBeenCalledOnce();
    leave.forEach((go) => go());
    expect(await flushAll()).toBe(true);
    expect(saved).toHaveBeenCalledOnce();
  });
});

describe('the vault', () => {
  beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => vi.useRealTimers());

  test('saves what is typed before it locks, and asks when it cannot', async () => {
    const world = install('?vault=open');
    await vault.begin();
    expect(vault.state).toBe('open');

    const leave = onFlush(() => Promise.reject(new Error()));
    await vault.lock();
    expect(vault.state).toBe('open');
    expect(vault.holdsUnsaved).toBe('lock');

    await vault.lock(true);
    leave();
    expect(vault.state).toBe('locked');
    expect(world.vault).toBe('locked');
    expect(vault.summary).toBeNull();
  });

  test('forgets what was open when the core locks by itself', async () => {
    install('?vault=open');
    vault.state = 'starting';
    await vault.begin();
    await emit('locked', { why: 'idle' });
    expect(vault.state).toBe('locked');
    expect(vault.why).toBe('idle');
    expect(vault.summary).toBeNull();
  });
});

describe('the look', () => {
  test('shows at once and is kept a moment later, once', async () => {
    const world = install('?vault=locked');
    look.change({ size: 120 });
    look.change({ size: 150, theme: 'contrast' });
    expect(document.documentElement.dataset['theme']).toBe('contrast');
    expect(document.documentElement.style.getPropertyValue('--size')).toBe('1.5');
    await vi.waitFor(() => expect(world.look).toMatchObject({ size: 150, theme: 'contrast' }));
  });
});
