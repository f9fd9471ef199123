/**
 * A pretend core for browser tests (`--mode e2e`), never in the product. The address chooses the world:
 * `?vault=none|locked|open` · `entries=40` · `noted=no` · `readonly=yes` · `refuse=unlock:slotDamaged` · `size=200` · `theme=dark` · `tint=blue`…
 * The passphrase of a vault that is there is `seven small stones on a hill`; its recovery key is in secrets.ts.
 */
import { emit, mockIPC, mockWindows } from '../api/mock';
import { course } from './course';
import { records } from './records';
import { secretsOf, unpack } from './secrets';
import { shell } from './shell';
import { refuse, worldFrom, type World } from './world';

type Answer = (args: Record<string, never>) => unknown;

function answers(world: World): Record<string, Answer> {
  return { ...shell(world), ...records(world), ...course(world) } as unknown as Record<string, Answer>;
}

const needsOpen = /record|put_away|bring_back|delete|drafts|timeline|search|sessions|frameworks|summary|health|make_backup/;

export function install(address = location.search): World {
  const world = worldFrom(new URLSearchParams(address));
  const plain = answers(world);
  const secret = secretsOf(world);
  mockWindows('main');
  mockIPC(
    async (command, args) => {
      const refused = world.refusals.get(command);
      if (refused) refuse(refused.code, refused.place);
      if (args instanceof Uint8Array) {
        const parts = unpack(args);
        await new Promise((done) => setTimeout(done, world.pause));
        return secret[command]?.(parts);
      }
      if (world.vault !== 'open' && needsOpen.test(command)) refuse('locked');
      // What crosses is a copy, as it is in the window.
      return structuredClone(plain[command]?.(args as Record<string, never>) ?? null);
    },
    { shouldMockEvents: true },
  );
  Object.assign(globalThis, { cairnFake: { world, emit } });
  return world;
}
