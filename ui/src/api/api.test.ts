import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CairnError, commands, secrets } from '.';
import { refuse } from '../fake/world';
import { clearMocks, mockIPC } from './mock';
import { pack } from './secrets';
import { wellFormed } from './well-formed';

afterEach(clearMocks);

describe('text on its way out', () => {
  test('is always well-formed, however deep it sits', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), fc.string({ unit: 'binary' }), (value, text) => {
        const lone = `${text}\uD800`;
        const sent = JSON.stringify(wellFormed({ value, list: [lone], [lone]: 1 }));
        expect(sent.isWellFormed()).toBe(true);
        expect(sent).not.toContain('\\ud800');
      }),
    );
  });

  test('is otherwise left as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        expect(wellFormed(value)).toEqual(value);
      }),
    );
  });

  test('reaches a command whole', async () => {
    const heard = vi.fn();
    mockIPC((_, args) => heard(args) as unknown);
    await commands.search('half \uD83D', null, 5);
    expect(heard).toHaveBeenCalledWith({ query: 'half \uFFFD', session: null, limit: 5 });
  });
});

describe('a refusal', () => {
  test('keeps its code and its place', async () => {
    mockIPC(() => refuse('recordNotFound', 'id'));
    await expect(commands.openRecord('x')).rejects.toMatchObject({ code: 'recordNotFound', place: 'id' });
  });

  test('of any other shape is "stopped unexpectedly", and says nothing of what it held', () => {
    const refusal = CairnError.from(new Error('private words'));
    expect(refusal.code).toBe('stoppedUnexpectedly');
    expect(refusal.message).not.toContain('private');
  });
});

describe('secrets', () => {
  test('are packed as length and bytes, part by part', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) => {
        const packed = pack(parts);
        const view = new DataView(packed.buffer);
        const read: string[] = [];
        for (let at = 0; at < packed.length;) {
          const length = view.getUint32(at, true);
          read.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(packed.slice(at + 4, at + 4 + length)));
          at += 4 + length;
        }
        expect(read).toEqual(parts.map((part) => part.toWellFormed()));
      }),
    );
  });

  test('are zeroed once they are sent, also when they are refused', async () => {
    let body = new Uint8Array();
    mockIPC((_, args) => {
      body = args as unknown as Uint8Array<ArrayBuffer>;
      expect(body.some((byte) => byte !== 0)).toBe(true);
      return refuse('passphraseDidNotOpen', null);
    });
    await expect(secrets.unlock('a quiet hill')).rejects.toBeInstanceOf(CairnError);
    expect(body.length).toBeGreaterThan(0);
    expect(body.every((byte) => byte === 0)).toBe(true);
  });
});
